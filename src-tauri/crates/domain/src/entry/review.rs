//! The weekly review: what I intended, why it turned out differently, what I keep or change.
//!
//! The week's figures are not in it: they are counted from the days whenever
//! the review is shown, so that a late entry is never missing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form};
use crate::text::{Prose, blank_is_none};

/// Names what happens to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Keep it.
    Keep,
    /// Change it.
    Change,
}

/// Holds the review of one week; its day is the last one of the week that was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Review {
    /// What I keep or change next week.
    pub next_week: Prose,
    /// Which of the two.
    #[serde(default)]
    pub course: Option<Course>,
    /// What I intended.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub intended: Option<Prose>,
    /// Why it turned out differently.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub differently: Option<Prose>,
    /// One thing the other did that helped.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub helped: Option<Prose>,
}

impl Worksheet for Review {
    const FORM: Form = Form {
        kind: "review",
        fields: &[
            Field::prose("next_week").required(),
            Field::choice("course", &["keep", "change"]),
            Field::prose("intended"),
            Field::prose("differently"),
            Field::prose("helped"),
        ],
    };
}
