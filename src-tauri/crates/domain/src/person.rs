//! A person: one working relationship, described and never scored.
//!
//! What is rated is the relationship or the interaction, so there is no field
//! here that could hold a mark for a human being.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::PartialDate;
use crate::ids::PersonId;
use crate::text::{Line, blank_is_none};

/// Names who has power over whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PowerRelation {
    /// I am their boss.
    IAmTheirBoss,
    /// They are my boss.
    MyBoss,
    /// We are peers.
    Peer,
    /// Something else, such as a client.
    Other,
}

/// Describes a formal process (complaint, warning) that is open with this person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormalProcess {
    /// What it is about.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub about: Option<Line>,
    /// Who cleared contact, with the date, such as "Ms Okafor, HR, 2026-01-21".
    #[serde(default, deserialize_with = "blank_is_none")]
    pub contact_cleared_by: Option<Line>,
}

/// Holds what the user writes about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonFields {
    /// The name the user calls them by.
    pub display_name: Line,
    /// What they do.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub role: Option<Line>,
    /// Who has power over whom.
    pub power: PowerRelation,
    /// Since when the two work together.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub known_since: Option<PartialDate>,
    /// Other names by which a report could give them away.
    #[serde(default)]
    pub aliases: Vec<Line>,
    /// The name a shared report uses instead.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub report_alias: Option<Line>,
    /// When they were told that these notes exist.
    #[serde(default)]
    pub told_on: Option<NaiveDate>,
    /// The open formal process, if there is one.
    #[serde(default)]
    pub formal_process: Option<FormalProcess>,
    /// Wanted number of workdays between contacts.
    #[serde(default)]
    pub contact_ideal_days: Option<u16>,
    /// Largest wanted number of workdays between contacts.
    #[serde(default)]
    pub contact_max_days: Option<u16>,
    /// Their address, for a feedforward request.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub email: Option<Line>,
    /// How the relationship feels now, in the user's words.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub words_now: Option<Line>,
    /// Kept, but out of the lists.
    #[serde(default)]
    pub archived: bool,
}

impl PersonFields {
    /// Starts a person of whom only the name and the power relation are known.
    pub fn named(display_name: Line, power: PowerRelation) -> Self {
        PersonFields {
            display_name,
            role: None,
            power,
            known_since: None,
            aliases: Vec::new(),
            report_alias: None,
            told_on: None,
            formal_process: None,
            contact_ideal_days: None,
            contact_max_days: None,
            email: None,
            words_now: None,
            archived: false,
        }
    }
}

/// Holds a stored person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// Its name among rows.
    pub id: PersonId,
    /// When it was first written.
    pub created_at: DateTime<Utc>,
    /// What the user wrote.
    #[serde(flatten)]
    pub fields: PersonFields,
}
