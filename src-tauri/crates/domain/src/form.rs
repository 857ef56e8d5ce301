//! The description of a worksheet's form, from which screen, search, export and report take its fields.
//!
//! A form says which fields a record has and who speaks in them. It holds no
//! labels: those are `entry.<kind>.<field>` in the catalogue, and
//! `entry.<kind>.<field>.<column>` inside rows. It holds no rules either: a
//! rule stands beside its record.

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
    /// Yes or no.
    YesNo,
    /// A share 0–100 %.
    Percent,
    /// A whole number on a short scale, both ends included.
    Rating {
        /// The lowest value.
        low: i8,
        /// The highest value.
        high: i8,
        /// Whether "cannot say" is an answer.
        cannot_say: bool,
    },
    /// How many, from 0.
    Count,
    /// A day.
    Day,
    /// A local date and time.
    Moment,
    /// A competency, starter or own.
    Competency,
    /// One person.
    Person,
    /// Several people.
    People {
        /// The most.
        most: usize,
    },
    /// Several lines.
    Lines {
        /// The most.
        most: usize,
    },
    /// Several rows of the same columns.
    Rows {
        /// The columns.
        fields: &'static [Field],
        /// The most rows.
        most: usize,
    },
    /// Another entry.
    Entry {
        /// Of which kind.
        kind: &'static str,
    },
    /// Kept by the core beside what is asked; never asked for and never printed.
    Kept,
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
    /// Whether it is asked afterwards: after the talk, after the waiting, once they answered.
    pub later: bool,
}

impl Field {
    /// Describes an optional field.
    pub const fn new(name: &'static str, input: Input, voice: Voice) -> Field {
        Field { name, input, voice, required: false, later: false }
    }

    /// Describes something I say, in one line.
    pub const fn line(name: &'static str) -> Field {
        Field::new(name, Input::Line, Voice::Mine)
    }

    /// Describes something I say, in a passage.
    pub const fn prose(name: &'static str) -> Field {
        Field::new(name, Input::Prose, Voice::Mine)
    }

    /// Describes their own words, in a passage.
    pub const fn theirs(name: &'static str) -> Field {
        Field::new(name, Input::Prose, Voice::Theirs)
    }

    /// Describes a choice of named values.
    pub const fn choice(name: &'static str, values: &'static [&'static str]) -> Field {
        Field::new(name, Input::Choice { values }, Voice::Fact)
    }

    /// Describes a rating from `low` to `high`.
    pub const fn rating(name: &'static str, low: i8, high: i8) -> Field {
        Field::new(name, Input::Rating { low, high, cannot_say: false }, Voice::Fact)
    }

    /// Describes a plain value.
    pub const fn fact(name: &'static str, input: Input) -> Field {
        Field::new(name, input, Voice::Fact)
    }

    /// Makes it required.
    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// Puts it into the part that is asked afterwards.
    pub const fn later(mut self) -> Field {
        self.later = true;
        self
    }

    /// Tells whether a person writes free text in it.
    pub fn is_written(&self) -> bool {
        matches!(self.input, Input::Line | Input::Prose | Input::Lines { .. })
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

impl Form {
    /// Finds a field by its name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}
