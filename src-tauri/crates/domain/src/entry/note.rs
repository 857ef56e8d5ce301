//! A note: free words about a day, a person or nothing in particular.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form};
use crate::text::Prose;

/// Holds a note, in Markdown; markup in it is shown as text or as harmless formatting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Note {
    /// What it says.
    pub text: Prose,
}

impl Worksheet for Note {
    const FORM: Form = Form { kind: "note", fields: &[Field::prose("text").required()] };
}
