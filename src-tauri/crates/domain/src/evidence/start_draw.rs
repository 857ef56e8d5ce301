//! The exact test for a drawn start: on how many of the possible days would the days after have come out as good.
//!
//! The statistic is the share of better pairs ([`super::nap`]), the number the
//! sentence names too, over all rated days before and from the possible start.
//! Shares are compared as whole fractions, so that a tie is a tie.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::nap::half_points;
use super::sentence::RATED_DAYS_MIN;
use crate::experiment::{Better, START_DAYS_MIN};

/// Holds how many of the possible first days look at least as good as the drawn one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct StartDraw {
    /// The drawn first day.
    pub start: NaiveDate,
    /// Possible days, the drawn one among them, from which on the days came out at least as good.
    pub at_least: u32,
    /// All possible days.
    pub of: u32,
    /// One-sided p: `at_least / of`.
    pub p: f64,
}

/// Counts the possible first days whose share of better pairs is at least the one found.
///
/// A possible day without a rated day on one side cannot be reckoned; it counts as "at least", so
/// that a record that is still running says less, never more. `None` with fewer than
/// [`START_DAYS_MIN`] possible days, when the drawn day is none of them, and with fewer than
/// five rated days on either side of it.
///
/// *Source:* Edgington (1975); Kratochwill & Levin (2010).
pub fn start_draw(
    rated: &[(NaiveDate, f64)],
    among: &[NaiveDate],
    start: NaiveDate,
    better: Better,
) -> Option<StartDraw> {
    if among.len() < START_DAYS_MIN || !among.contains(&start) {
        return None;
    }
    let parted = |at: NaiveDate| -> (Vec<f64>, Vec<f64>) {
        let sign = if better == Better::Higher { 1.0 } else { -1.0 };
        let side = |after: bool| {
            rated.iter().filter(|(on, _)| (at <= *on) == after).map(|(_, value)| sign * value).collect()
        };
        (side(false), side(true))
    };
    let share = |at: NaiveDate| {
        let (before, after) = parted(at);
        let pairs = (before.len() * after.len()) as u64;
        (pairs != 0).then(|| (half_points(&before, &after), pairs))
    };
    let (before, after) = parted(start);
    if before.len().min(after.len()) < RATED_DAYS_MIN {
        return None;
    }
    let (found, of_found) = share(start)?;
    let is_at_least =
        |at: &&NaiveDate| share(**at).is_none_or(|(points, pairs)| found * pairs <= points * of_found);
    let (at_least, of) = (among.iter().filter(is_at_least).count() as u32, among.len() as u32);
    Some(StartDraw { start, at_least, of, p: f64::from(at_least) / f64::from(of) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(nth: usize) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(nth as u64)
    }

    fn record(values: &[f64]) -> Vec<(NaiveDate, f64)> {
        values.iter().enumerate().map(|(nth, value)| (day(nth), *value)).collect()
    }

    /// Days 5 to 24 of a record of 30: twenty possible first days.
    fn possible() -> Vec<NaiveDate> {
        (5..25).map(day).collect()
    }

    fn step(at: usize) -> Vec<(NaiveDate, f64)> {
        record(&(0..30).map(|nth| if nth < at { 3.0 } else { 6.0 }).collect::<Vec<_>>())
    }

    #[rstest]
    #[case::a_step_on_the_drawn_day(12, 12, 1)]
    #[case::a_step_five_days_late(17, 12, 12)]
    #[case::a_step_before_the_draw_could_fall(5, 20, 16)]
    fn a_step_is_rare_only_where_it_was_drawn(
        #[case] step_at: usize,
        #[case] start: usize,
        #[case] at_least: u32,
    ) {
        let found = start_draw(&step(step_at), &possible(), day(start), Better::Higher).unwrap();
        assert_eq!((found.at_least, found.of), (at_least, 20));
        assert!((found.p - f64::from(at_least) / 20.0).abs() < 1e-12);
    }

    #[test]
    fn without_any_movement_every_day_would_have_done_as_well() {
        let found = start_draw(&record(&[4.0; 30]), &possible(), day(9), Better::Higher).unwrap();
        assert_eq!((found.at_least, found.p), (20, 1.0));
    }

    #[test]
    fn fewer_can_be_better() {
        let (down, up) = (Better::Lower, Better::Higher);
        let falling = record(&(0..30).map(|nth| if nth < 12 { 6.0 } else { 3.0 }).collect::<Vec<_>>());
        assert_eq!(start_draw(&falling, &possible(), day(12), down).unwrap().at_least, 1);
        assert_eq!(start_draw(&falling, &possible(), day(12), up).unwrap().at_least, 20);
    }

    #[test]
    fn a_running_record_says_less_never_more() {
        let whole = step(12);
        let so_far = &whole[..20];
        let found = start_draw(so_far, &possible(), day(12), Better::Higher).unwrap();
        assert_eq!(found.at_least, 1 + 5, "the days 20 to 24 have no day from them on yet");
    }

    #[test]
    fn too_little_to_count_gives_no_p() {
        let (record, possible) = (step(12), possible());
        assert_eq!(start_draw(&record, &possible[..19], day(12), Better::Higher), None, "19 possible days");
        assert_eq!(
            start_draw(&record, &possible, day(26), Better::Higher),
            None,
            "a day chance could not draw"
        );
        assert_eq!(
            start_draw(&record[..16], &possible, day(12), Better::Higher),
            None,
            "four rated days since"
        );
        assert_eq!(
            start_draw(&record[8..], &possible, day(12), Better::Higher),
            None,
            "four rated days before"
        );
    }

    proptest! {
        #[test]
        fn whichever_day_is_drawn_small_p_values_are_as_rare_as_they_say(
            values in prop::collection::vec((0..=10_i8).prop_map(f64::from), 30)
        ) {
            let (record, possible) = (record(&values), possible());
            for most in 1..=20_u32 {
                let as_rare = possible.iter().filter(|start| {
                    start_draw(&record, &possible, **start, Better::Higher).unwrap().at_least <= most
                });
                prop_assert!(as_rare.count() as u32 <= most, "p ≤ {most}/20 comes up more often than that");
            }
        }
    }
}
