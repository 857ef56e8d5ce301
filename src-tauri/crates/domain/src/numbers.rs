//! Numbers with a meaning and a range, so that a value outside it cannot exist.
//!
//! Measured values of an experiment are plain `f64` and are checked against
//! the scale of their own measure, which only the experiment knows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;

macro_rules! ranged {
    ($(#[$doc:meta])* $name:ident, $low:literal, $high:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(try_from = "i64", into = "i64")]
        #[ts(as = "u8")]
        pub struct $name(u8);

        impl $name {
            /// Takes a whole number within the range.
            ///
            /// # Errors
            /// [`Refusal::OutOfRange`] with both ends of the range.
            pub fn new(value: i64) -> Result<Self, Refusal> {
                if ($low..=$high).contains(&value) {
                    Ok(Self(value as u8))
                } else {
                    Err(Refusal::OutOfRange { low: $low, high: $high })
                }
            }

            /// Returns the number.
            pub fn get(self) -> u8 {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = Refusal;
            fn try_from(value: i64) -> Result<Self, Refusal> {
                Self::new(value)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                i64::from(value.0)
            }
        }
    };
}

ranged!(
    /// Holds a share in per cent, 0–100.
    Percent, 0, 100
);
ranged!(
    /// Holds a rating 0–10, such as importance or confidence.
    Tenth, 0, 10
);
ranged!(
    /// Holds a level 0–4: not at all, a little, partly, mostly, fully.
    Level, 0, 4
);
ranged!(
    /// Holds a length of an act in minutes, 1–240.
    Minutes, 1, 240
);
ranged!(
    /// Holds how many day pairs are compared, 6–20: fewer allow no p value, more are months of days.
    PairCount, 6, 20
);

/// Holds a change −3…+3: much worse to much better, 0 for no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "i64", into = "i64")]
#[ts(as = "i8")]
pub struct Change(i8);

impl Change {
    /// Takes a whole number −3 to 3.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`] with both ends of the range.
    pub fn new(value: i64) -> Result<Self, Refusal> {
        if (-3..=3).contains(&value) {
            Ok(Change(value as i8))
        } else {
            Err(Refusal::OutOfRange { low: -3, high: 3 })
        }
    }

    /// Returns the number.
    pub fn get(self) -> i8 {
        self.0
    }
}

impl TryFrom<i64> for Change {
    type Error = Refusal;
    fn try_from(value: i64) -> Result<Self, Refusal> {
        Self::new(value)
    }
}

impl From<Change> for i64 {
    fn from(value: Change) -> i64 {
        i64::from(value.0)
    }
}

/// Holds an answer to a rated question: a value, or "cannot say", which is never counted as a low value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum Answer<T> {
    /// The value.
    Given(T),
    /// Cannot say.
    Not(CannotSay),
}

/// Names the answer "cannot say".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum CannotSay {
    /// Cannot say.
    #[serde(rename = "cannot_say")]
    CannotSay,
}

impl<T: Copy> Answer<T> {
    /// Returns the value, if one was given.
    pub fn given(self) -> Option<T> {
        match self {
            Answer::Given(value) => Some(value),
            Answer::Not(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_belong_to_the_range_and_the_next_value_is_refused() {
        assert_eq!(Level::new(0).map(Level::get), Ok(0));
        assert_eq!(Level::new(4).map(Level::get), Ok(4));
        assert_eq!(Level::new(5), Err(Refusal::OutOfRange { low: 0, high: 4 }));
        assert_eq!(Percent::new(-1), Err(Refusal::OutOfRange { low: 0, high: 100 }));
    }
}
