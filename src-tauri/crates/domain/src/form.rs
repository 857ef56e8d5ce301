//! The description of a worksheet's form, from which screen, search, export and report take its fields.
//!
//! A form says which fields a record has and who speaks in them. It holds no
//! labels: those are `entry.<kind>.<field>` in the catalogue. It holds no
//! rules either: a rule stands beside its record.

use serde::Serialize;
use ts_rs::TS;

/// Names how a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Input {
    /// One line.
    Line,
    /// A passage.
    Prose,
    /// One of a few named values; labels are `entry.<kind>.<field>.<value>`.
    Choice {
        /// The values, in order.
        values: &'static [&'static str],
    },
    /// A share 0–100 %.
    Percent,
    /// A competency, starter or own.
    Competency,
}

/// Names who speaks in a field; screen and paper set the three apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// My own words.
    Mine,
    /// Their words.
    Theirs,
    /// What was seen or heard, or a plain value.
    Fact,
}

/// Describes one field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Field {
    /// The name of the record's field.
    pub name: &'static str,
    /// How it is asked for.
    pub input: Input,
    /// Who speaks.
    pub voice: Voice,
    /// Whether an entry needs it from the start.
    pub required: bool,
}

impl Field {
    /// Describes an optional field.
    pub const fn new(name: &'static str, input: Input, voice: Voice) -> Field {
        Field { name, input, voice, required: false }
    }

    /// Makes it required.
    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }
}

/// Describes the form of one kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Form {
    /// The kind's wire name.
    pub kind: &'static str,
    /// Its fields in the order they are asked; the first names the entry in lists.
    pub fields: &'static [Field],
}
