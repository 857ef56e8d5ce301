//! An event: something that happened and may have changed the situation.
//!
//! An event that did opens a phase of its own in the experiment it belongs to,
//! so that its effect is not counted as the behaviour's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form, Input};
use crate::text::{Line, Prose, blank_is_none};

/// Holds an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Event {
    /// What happened, in a few words.
    pub title: Line,
    /// More about it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub note: Option<Prose>,
    /// "Did this change the situation?": yes, no or not sure.
    #[serde(default)]
    pub changes_situation: Option<ChangesSituation>,
}

/// Answers whether an event changed the situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangesSituation {
    /// It did: a phase begins.
    Yes,
    /// It did not.
    No,
    /// Not known yet.
    NotSure,
}

impl Worksheet for Event {
    const FORM: Form = Form {
        kind: "event",
        fields: &[
            Field::fact("title", Input::Line).required(),
            Field::prose("note"),
            Field::choice("changes_situation", &["yes", "no", "not_sure"]),
        ],
    };
}
