//! How strong a habit has become: a score that grows with each day done and bends, not breaks, with a miss.
//!
//! No count of days in a row is kept, here or anywhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::experiment::Checkin;

/// Days of doing after which half of the way to full strength is gone.
const HALF_LIFE_DAYS: f64 = 13.0;

/// Holds what the check-ins of an experiment add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckinCounts {
    /// Days on which it is known whether the act happened: done plus missed.
    pub applicable: u32,
    /// Days on which it happened.
    pub done: u32,
    /// Days on which it did not.
    pub missed: u32,
    /// Days on which it did not apply.
    pub not_applicable: u32,
    /// Strength of the habit in [0, 1].
    pub strength: f64,
}

/// Adds up the check-ins of days in order; a day without one is unknown and counts nowhere.
pub fn count_checkins(days: &[Option<Checkin>]) -> CheckinCounts {
    let count = |wanted: Checkin| days.iter().filter(|day| **day == Some(wanted)).count() as u32;
    let (done, missed) = (count(Checkin::Done), count(Checkin::Missed));
    CheckinCounts {
        applicable: done + missed,
        done,
        missed,
        not_applicable: count(Checkin::NotApplicable),
        strength: strength(days),
    }
}

/// Returns the strength of a habit after the given days, in [0, 1].
///
/// It starts at 0. A day done moves it towards 1, a day missed towards 0, each
/// by the same share of the way left: `s ← s·k + v·(1−k)`, `k = 0.5^(1/13)`.
/// A day that did not apply, and a day nobody knows about, leave it unchanged;
/// so does a pause, which has no days.
///
/// *Source:* exponential smoothing as in the score of Loop Habit Tracker (Xavier, 2016).
pub fn strength(days: &[Option<Checkin>]) -> f64 {
    let keep = 0.5_f64.powf(1.0 / HALF_LIFE_DAYS);
    days.iter().fold(0.0, |score, day| match day {
        Some(Checkin::Done) => score * keep + (1.0 - keep),
        Some(Checkin::Missed) => score * keep,
        Some(Checkin::NotApplicable) | None => score,
    })
}

/// Returns the second of the misses in a row at the end of the record, if it ends with two or more.
///
/// Further misses leave it the same day, so that one run asks once. Days that
/// did not apply or that nobody knows about do not stand between two misses,
/// and are none themselves. One miss is silent.
pub fn second_miss(days: &[(NaiveDate, Option<Checkin>)]) -> Option<NaiveDate> {
    let known = |(_, checkin): &&(NaiveDate, Option<Checkin>)| {
        matches!(checkin, Some(Checkin::Done | Checkin::Missed))
    };
    let last = days.iter().rev().filter(known);
    let run: Vec<NaiveDate> =
        last.take_while(|(_, checkin)| *checkin == Some(Checkin::Missed)).map(|(on, _)| *on).collect();
    run.into_iter().rev().nth(1)
}

/// Names a third of the scale of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StrengthWord {
    /// The first third.
    Starting,
    /// The second third.
    Forming,
    /// The last third.
    Steady,
}

impl StrengthWord {
    /// Returns the word for a strength in [0, 1].
    pub fn of(strength: f64) -> StrengthWord {
        if strength < 1.0 / 3.0 {
            StrengthWord::Starting
        } else if strength < 2.0 / 3.0 {
            StrengthWord::Forming
        } else {
            StrengthWord::Steady
        }
    }

    /// Returns the wire name, which is also the end of its key in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            StrengthWord::Starting => "starting",
            StrengthWord::Forming => "forming",
            StrengthWord::Steady => "steady",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::amir;
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn any_day() -> impl Strategy<Value = Option<Checkin>> {
        prop_oneof![
            Just(Some(Checkin::Done)),
            Just(Some(Checkin::Missed)),
            Just(Some(Checkin::NotApplicable)),
            Just(None)
        ]
    }

    #[test]
    fn amirs_twelve_weeks_come_to_73_6_per_cent() {
        let days: Vec<_> = amir::rows().iter().map(|row| row.checkin).collect();
        let sum = count_checkins(&days);
        assert_eq!((sum.applicable, sum.done, sum.missed, sum.not_applicable), (33, 29, 4, 7));
        assert!((sum.strength - 0.736).abs() < 0.0005, "strength was {}", sum.strength);
    }

    #[test]
    fn thirteen_days_done_are_half_of_the_way() {
        assert!((strength(&[Some(Checkin::Done); 13]) - 0.5).abs() < 1e-12);
    }

    #[rstest]
    #[case(0.0, StrengthWord::Starting)]
    #[case(0.333, StrengthWord::Starting)]
    #[case(0.334, StrengthWord::Forming)]
    #[case(0.666, StrengthWord::Forming)]
    #[case(0.667, StrengthWord::Steady)]
    #[case(1.0, StrengthWord::Steady)]
    fn the_words_change_at_thirds(#[case] value: f64, #[case] word: StrengthWord) {
        assert_eq!(StrengthWord::of(value), word);
    }

    proptest! {
        #[test]
        fn strength_stays_on_its_scale(days in prop::collection::vec(any_day(), 0..200)) {
            prop_assert!((0.0..=1.0).contains(&strength(&days)));
        }

        #[test]
        fn days_off_and_unknown_days_change_nothing(days in prop::collection::vec(any_day(), 0..100)) {
            let known: Vec<_> =
                days.iter().copied().filter(|d| matches!(d, Some(Checkin::Done | Checkin::Missed))).collect();
            prop_assert_eq!(strength(&days), strength(&known));
        }

        #[test]
        fn one_miss_costs_little_and_never_all(days in prop::collection::vec(any_day(), 1..100)) {
            let before = strength(&days);
            let mut longer = days;
            longer.push(Some(Checkin::Missed));
            prop_assert!(strength(&longer) >= 0.94 * before, "a miss bends the score by a twentieth");
        }
    }

    #[rstest::rstest]
    #[case::one_is_silent("dm", None)]
    #[case::two("dmm", Some(3))]
    #[case::further_ones_are_of_the_same_run("dmmmm", Some(3))]
    #[case::a_new_run("mmmdmm", Some(6))]
    #[case::leave_between("mnm", Some(3))]
    #[case::unknown_between("m?m", Some(3))]
    #[case::unknown_is_no_miss("m??", None)]
    #[case::done_after("mmd", None)]
    #[case::unknown_after("mm?", Some(2))]
    #[case::nothing("", None)]
    fn two_misses_in_a_row_are_found_at_the_end(#[case] days: &str, #[case] expected: Option<u32>) {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 3, n).expect("a day");
        let days: Vec<_> = days
            .chars()
            .zip(1..)
            .map(|(c, n)| {
                let checkin = match c {
                    'd' => Some(Checkin::Done),
                    'm' => Some(Checkin::Missed),
                    'n' => Some(Checkin::NotApplicable),
                    _ => None,
                };
                (day(n), checkin)
            })
            .collect();
        assert_eq!(second_miss(&days), expected.map(day));
    }
}
