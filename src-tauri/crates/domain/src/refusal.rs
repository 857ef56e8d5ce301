//! Why a value was not taken, as data.
//!
//! A refusal names a key of the catalogue and the figures its sentence needs,
//! so that one rule can be said in every language. There is no prose in here,
//! and no knowledge of which screen will show it.

use std::fmt;

/// States why a value was refused at the edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A required text is empty or holds only white space.
    Blank,
    /// A text has more than `max` characters.
    TooLong {
        /// The limit, in characters.
        max: usize,
    },
    /// A number lies outside `low..=high`.
    OutOfRange {
        /// The lowest value taken.
        low: i64,
        /// The highest value taken.
        high: i64,
    },
    /// The text is not a date of the calendar (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`).
    NotADate,
    /// The end of a range lies before its start.
    EndBeforeStart,
    /// The recurrence is not an RFC 5545 rule that Inward offers.
    NotARecurrence,
    /// The name is not an IANA time zone.
    NotAZone,
}

impl Refusal {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::Blank => "refusal.blank",
            Refusal::TooLong { .. } => "refusal.too_long",
            Refusal::OutOfRange { .. } => "refusal.out_of_range",
            Refusal::NotADate => "refusal.not_a_date",
            Refusal::EndBeforeStart => "refusal.end_before_start",
            Refusal::NotARecurrence => "refusal.not_a_recurrence",
            Refusal::NotAZone => "refusal.not_a_zone",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::TooLong { max } => vec![("max", max.to_string())],
            Refusal::OutOfRange { low, high } => {
                vec![("low", low.to_string()), ("high", high.to_string())]
            }
            Refusal::Blank
            | Refusal::NotADate
            | Refusal::EndBeforeStart
            | Refusal::NotARecurrence
            | Refusal::NotAZone => Vec::new(),
        }
    }
}

/// Writes `key name=value …`, the form in which a refusal passes through a parser's error text.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())?;
        for (name, value) in self.params() {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
