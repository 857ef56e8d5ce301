//! A tie between two people, for the relationship map; its day is when it began.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Gap, Worksheet};
use crate::form::{Field, Form, Input};
use crate::ids::PersonId;
use crate::text::{Line, blank_is_none};

/// Names what ties two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// The first reports to the second.
    ReportsTo,
    /// They work together.
    WorksWith,
    /// They support each other.
    Supports,
    /// It is tense between them.
    Tension,
}

/// Holds a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tie {
    /// A word about it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub note: Option<Line>,
    /// The two people.
    pub between: Vec<PersonId>,
    /// What ties them.
    pub tie: TieKind,
    /// When it ended.
    #[serde(default)]
    pub ended_on: Option<NaiveDate>,
}

impl Worksheet for Tie {
    const FORM: Form = Form {
        kind: "tie",
        fields: &[
            Field::fact("between", Input::People { most: 2 }).required(),
            Field::choice("tie", &["reports_to", "works_with", "supports", "tension"]).required(),
            Field::fact("note", Input::Line),
            Field::fact("ended_on", Input::Day).later(),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        match self.between.as_slice() {
            [a, b] if a != b => None,
            _ => Some(Gap::new("between", "refusal.two_people")),
        }
    }
}
