//! How it is between us on a day: the relationship is rated, never the person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form};
use crate::numbers::Tenth;
use crate::text::{Line, blank_is_none};

/// Holds how the work together is on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quality {
    /// The words for it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub words: Option<Line>,
    /// How it is, 0–10.
    pub quality: Tenth,
    /// Words I want for it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub wanted: Option<Line>,
}

impl Worksheet for Quality {
    const FORM: Form = Form {
        kind: "quality",
        fields: &[Field::line("words"), Field::rating("quality", 0, 10).required(), Field::line("wanted")],
    };
}
