//! Days with the act beside days without it, within one phase: described, never tested.
//!
//! On which days the act was left out is anything but chance (a bad day takes
//! the act and the rating with it), so there is no interval and no sentence of
//! [`super::sentence`] here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::nap::median;
use crate::experiment::Checkin;

/// Holds the days of one side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Side {
    /// Rated days.
    pub days: u32,
    /// Their mean, in the measure's unit.
    pub mean: f64,
    /// Their median, in the measure's unit.
    pub median: f64,
}

/// Holds both sides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Split {
    /// Days on which the act happened.
    pub with: Side,
    /// Days on which it did not.
    pub without: Side,
}

/// Splits rated days by whether the act happened; `None` when one side has no day.
///
/// Days that did not apply, and days nobody knows about, are on neither side.
pub fn split(days: impl IntoIterator<Item = (Option<Checkin>, f64)>) -> Option<Split> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (checkin, value) in days {
        match checkin {
            Some(Checkin::Done) => with.push(value),
            Some(Checkin::Missed) => without.push(value),
            Some(Checkin::NotApplicable) | None => {}
        }
    }
    Some(Split { with: side(&with)?, without: side(&without)? })
}

fn side(values: &[f64]) -> Option<Side> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    Some(Side { days: values.len() as u32, mean, median: median(values)? })
}

#[cfg(test)]
mod tests {
    use super::super::amir::{Row, interruptions, quality, rows};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(quality, 6.5, 4.5)]
    #[case(interruptions, 3.96, 6.0)]
    fn amirs_days_with_and_without_are_described(
        #[case] measure: fn(&Row) -> Option<f64>,
        #[case] with: f64,
        #[case] without: f64,
    ) {
        let days = rows();
        let in_b = days.iter().filter(|row| row.phase == "B");
        let split = split(in_b.filter_map(|row| Some((row.checkin, measure(row)?)))).unwrap();
        assert_eq!((split.with.days, split.without.days), (28, 4));
        assert!((split.with.mean - with).abs() < 0.005 && (split.without.mean - without).abs() < 0.005);
    }

    #[test]
    fn with_one_side_empty_there_is_nothing_to_set_side_by_side() {
        assert_eq!(
            split([(Some(Checkin::Done), 5.0), (None, 3.0), (Some(Checkin::NotApplicable), 2.0)]),
            None
        );
    }
}
