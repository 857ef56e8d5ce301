//! A contact: we spoke, and about what.
//!
//! The contact interval of a person counts from the last of these and of the
//! conversations, not from a calendar.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Worksheet;
use crate::form::{Field, Form, Input};
use crate::text::{Line, Prose, blank_is_none};

/// Names how we spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactWay {
    /// Face to face.
    InPerson,
    /// On the phone.
    Call,
    /// By video.
    Video,
    /// In writing.
    Writing,
}

/// Holds a contact; its day is the entry's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contact {
    /// What about.
    pub about: Line,
    /// How.
    #[serde(default)]
    pub way: Option<ContactWay>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// More about it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub note: Option<Prose>,
}

impl Worksheet for Contact {
    const FORM: Form = Form {
        kind: "contact",
        fields: &[
            Field::line("about").required(),
            Field::choice("way", &["in_person", "call", "video", "writing"]),
            Field::fact("minutes", Input::Count),
            Field::prose("note"),
        ],
    };
}
