//! A request that travelled to somebody, and which answers to it were taken.
//!
//! It is kept in the entry it belongs to, so that it goes wherever the entry
//! goes. What was asked is not kept: the questions are those of the kind. Nor
//! is the text of an answer: what was taken of it stands in the entry itself.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::EntryBody;
use crate::ids::PersonId;
use crate::lexicon::Language;
use crate::text::Line;

/// Holds one request that travelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Asked {
    /// What an answer names it by, such as `K7QF-2M9X`.
    pub code: Line,
    /// Whom; none when several answer it through a third person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// When it was first made.
    pub asked_at: DateTime<Utc>,
    /// Which answers were taken.
    #[serde(default)]
    pub taken: Vec<Taken>,
}

/// Names an answer that was taken, so that the same one is noticed when it comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Taken {
    /// The sum over what was answered.
    pub sum: Line,
    /// When.
    pub at: DateTime<Utc>,
    /// From how many people: 1, or as many as an envelope says.
    pub people: usize,
}

impl EntryBody {
    /// Returns the requests of an entry; `None` for a kind that asks nobody.
    pub fn asked(&self) -> Option<&Vec<Asked>> {
        match self {
            EntryBody::Feedforward(round) => Some(&round.asked),
            EntryBody::Pulse(pulse) => Some(&pulse.asked),
            EntryBody::ChangeRating(rating) => Some(&rating.asked),
            _ => None,
        }
    }

    /// Returns the requests of an entry to be changed; `None` for a kind that asks nobody.
    pub fn asked_mut(&mut self) -> Option<&mut Vec<Asked>> {
        match self {
            EntryBody::Feedforward(round) => Some(&mut round.asked),
            EntryBody::Pulse(pulse) => Some(&mut pulse.asked),
            EntryBody::ChangeRating(rating) => Some(&mut rating.asked),
            _ => None,
        }
    }
}
