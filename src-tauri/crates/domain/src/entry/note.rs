//! A note: free words about a day, a person or nothing in particular.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::form::{Field, Form, Input, Voice};
use crate::text::Prose;

/// Holds a note, in Markdown; markup in it is shown as text or as harmless formatting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Note {
    /// What it says.
    pub text: Prose,
}

impl Note {
    pub(super) const FORM: Form =
        Form { kind: "note", fields: &[Field::new("text", Input::Prose, Voice::Mine).required()] };
}
