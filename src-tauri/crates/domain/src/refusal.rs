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
    /// The text is not the seed of a draw: 16 hexadecimal digits.
    NotASeed,
    /// Somebody was promised the behaviour, and a drawn start would let them wait.
    PromiseWaits,
    /// Somebody was promised the behaviour, and day pairs would leave it out on half of the days.
    PromiseLeftOut,
    /// There are too few days on which the behaviour could begin.
    TooFewStartDays {
        /// Days on which the behaviour could begin.
        days: usize,
        /// How many are needed.
        needed: usize,
    },
    /// There are too few days for the pairs.
    TooFewPairDays {
        /// Days from the start to the planned end that count.
        days: usize,
        /// How many the pairs need.
        needed: usize,
    },
    /// The draw would be made after the first day.
    DrawAfterStart,
    /// The draw is made, and the change would undo it.
    DrawStands,
    /// The change would give days that have passed another place in the draw.
    DrawnDaysPassed,
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
            Refusal::NotASeed => "refusal.not_a_seed",
            Refusal::PromiseWaits => "refusal.promise_waits",
            Refusal::PromiseLeftOut => "refusal.promise_left_out",
            Refusal::TooFewStartDays { .. } => "refusal.too_few_start_days",
            Refusal::TooFewPairDays { .. } => "refusal.too_few_pair_days",
            Refusal::DrawAfterStart => "refusal.draw_after_start",
            Refusal::DrawStands => "refusal.draw_stands",
            Refusal::DrawnDaysPassed => "refusal.drawn_days_passed",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::TooLong { max } => vec![("max", max.to_string())],
            Refusal::OutOfRange { low, high } => {
                vec![("low", low.to_string()), ("high", high.to_string())]
            }
            Refusal::TooFewStartDays { days, needed } | Refusal::TooFewPairDays { days, needed } => {
                vec![("days", days.to_string()), ("needed", needed.to_string())]
            }
            Refusal::Blank
            | Refusal::NotADate
            | Refusal::EndBeforeStart
            | Refusal::NotARecurrence
            | Refusal::NotAZone
            | Refusal::NotASeed
            | Refusal::PromiseWaits
            | Refusal::PromiseLeftOut
            | Refusal::DrawAfterStart
            | Refusal::DrawStands
            | Refusal::DrawnDaysPassed => Vec::new(),
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
