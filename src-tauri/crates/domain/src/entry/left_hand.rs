//! The left-hand column: what was said in a talk, and beside it what was thought and not said.
//!
//! *Source:* Argyris & Schön (1974). An unsaid thought often holds the question
//! that was missing; each can become one for the next conversation.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Gap, Worksheet};
use crate::form::{Field, Form, Input};
use crate::text::{Line, blank_is_none};

/// Names who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// I did.
    Me,
    /// The other did.
    Other,
}

/// Holds a talk in two columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftHand {
    /// Which talk.
    pub about: Line,
    /// Up to six turns, in order.
    pub turns: Vec<Turn>,
    /// The question that was missing.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub missing_question: Option<Line>,
}

/// Holds one turn of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Turn {
    /// Who spoke.
    pub speaker: Side,
    /// What was said.
    pub said: Line,
    /// What I thought or felt and did not say.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub unsaid: Option<Line>,
}

impl Worksheet for LeftHand {
    const FORM: Form = Form {
        kind: "left_hand",
        fields: &[
            Field::line("about").required(),
            Field::fact(
                "turns",
                Input::Rows {
                    fields: &[
                        Field::choice("speaker", &["me", "other"]).required(),
                        Field::fact("said", Input::Line).required(),
                        Field::line("unsaid"),
                    ],
                    most: 6,
                },
            )
            .required(),
            Field::line("missing_question"),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        self.turns.is_empty().then(|| Gap::blank("turns"))
    }
}
