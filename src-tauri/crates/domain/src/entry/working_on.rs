//! What I am working on: one sentence, said openly, and what came back.
//!
//! *Source:* Goldsmith & Morgan (2004): saying it and following up is what
//! makes others notice a change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form, Input, Voice};
use crate::ids::PersonId;
use crate::text::{Line, Prose, blank_is_none};

/// Holds the sentence and whom it was said to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkingOn {
    /// The sentence I say.
    pub sentence: Prose,
    /// The wording for a talk or a message.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub wording: Option<Prose>,
    /// Whom I told.
    #[serde(default)]
    pub told: Vec<Told>,
}

/// Holds one time it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Told {
    /// To whom.
    pub person: PersonId,
    /// When.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// What came back.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub came_back: Option<Line>,
}

impl Worksheet for WorkingOn {
    const FORM: Form = Form {
        kind: "working_on",
        fields: &[
            Field::prose("sentence").required(),
            Field::prose("wording"),
            Field::fact(
                "told",
                Input::Rows {
                    fields: &[
                        Field::fact("person", Input::Person).required(),
                        Field::fact("on", Input::Day),
                        Field::new("came_back", Input::Line, Voice::Theirs),
                    ],
                    most: 20,
                },
            )
            .later(),
        ],
    };
}
