//! The hidden brake: what I am also committed to, and the assumption behind it.
//!
//! *Source:* after the immunity map of Kegan & Lahey (2009); the prompts are our own.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form, Input};
use crate::numbers::Percent;
use crate::text::{Line, Prose, blank_is_none};

/// Holds a hidden brake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Brake {
    /// What I want to do.
    pub aim: Prose,
    /// What I do instead.
    pub instead: Prose,
    /// What worries me when I imagine doing it.
    pub worry: Prose,
    /// What I am also committed to avoid.
    pub committed: Prose,
    /// The assumption: "if … then …".
    pub assumption: Prose,
    /// How much I believe it, 0–100 %.
    pub belief: Percent,
    /// Safe tests of the assumption, in order.
    #[serde(default)]
    pub tests: Vec<BeliefTest>,
}

/// Holds one safe test of an assumption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BeliefTest {
    /// What I try.
    pub what: Line,
    /// What I expect to happen.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub prediction: Option<Line>,
    /// By when.
    #[serde(default)]
    pub by: Option<chrono::NaiveDate>,
    /// What happened.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub happened: Option<Line>,
    /// How much I believe it afterwards, 0–100 %.
    #[serde(default)]
    pub belief_after: Option<Percent>,
}

impl Brake {
    /// Returns the belief at the start and after each test that has one, 0–100 %.
    pub fn beliefs(&self) -> Vec<Percent> {
        std::iter::once(self.belief).chain(self.tests.iter().filter_map(|t| t.belief_after)).collect()
    }
}

impl Worksheet for Brake {
    const FORM: Form = Form {
        kind: "brake",
        fields: &[
            Field::prose("aim").required(),
            Field::prose("instead").required(),
            Field::prose("worry").required(),
            Field::prose("committed").required(),
            Field::prose("assumption").required(),
            Field::fact("belief", Input::Percent).required(),
            Field::fact(
                "tests",
                Input::Rows {
                    fields: &[
                        Field::line("what").required(),
                        Field::line("prediction"),
                        Field::fact("by", Input::Day),
                        Field::line("happened"),
                        Field::fact("belief_after", Input::Percent),
                    ],
                    most: 12,
                },
            )
            .later(),
        ],
    };
}
