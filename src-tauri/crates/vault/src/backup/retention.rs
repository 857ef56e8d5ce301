//! Which copies stay: 7 daily, 4 weekly, 12 monthly, and what somebody asked for.
//!
//! The latest copy of a day stands for the day, of a week for the week, of a
//! month for the month. Days without a copy do not count, so a long holiday
//! thins nothing out. What was made before a risky step stays for 30 days, the
//! latest ten of them.
//!
//! A hold does not keep copies: what it protects is in the vault, with its history.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::BackupReason;

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
const BEFORE_A_STEP: usize = 10;
const BEFORE_A_STEP_DAYS: i64 = 30;

/// Tells of each copy whether it stays, in the order given.
///
/// The present plays no part: ages count from the latest copy, so a clock that
/// runs wild cannot make everything look old.
pub fn kept(copies: &[(DateTime<Utc>, BackupReason)]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..copies.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(copies[at].0));
    let mut stays = vec![false; copies.len()];
    let Some(latest) = order.first().map(|&at| copies[at].0) else { return stays };

    let mut keep_first_of_each = |period: fn(DateTime<Utc>) -> (i32, u32), most: usize| {
        let mut seen = BTreeSet::new();
        for &at in &order {
            if seen.len() < most && seen.insert(period(copies[at].0)) {
                stays[at] = true;
            }
        }
    };
    keep_first_of_each(|at| (at.year(), at.ordinal()), DAYS);
    keep_first_of_each(|at| (at.iso_week().year(), at.iso_week().week()), WEEKS);
    keep_first_of_each(|at| (at.year(), at.month()), MONTHS);

    let mut before_a_step = 0;
    for &at in &order {
        let (made_at, reason) = copies[at];
        match reason {
            BackupReason::Asked => stays[at] = true,
            BackupReason::Daily => {}
            BackupReason::Migration
            | BackupReason::Import
            | BackupReason::KeyChange
            | BackupReason::Deletion => {
                let young = latest - made_at <= TimeDelta::days(BEFORE_A_STEP_DAYS);
                if young && before_a_step < BEFORE_A_STEP {
                    before_a_step += 1;
                    stays[at] = true;
                }
            }
        }
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn daily_from(first: &str, days: i64) -> Vec<(DateTime<Utc>, BackupReason)> {
        (0..days).map(|n| (at(first) + TimeDelta::days(n), BackupReason::Daily)).collect()
    }

    fn days_kept(copies: &[(DateTime<Utc>, BackupReason)]) -> Vec<String> {
        let stays = kept(copies);
        let of = copies.iter().zip(stays).filter(|(_, stays)| *stays);
        of.map(|((made_at, _), _)| made_at.format("%m-%d").to_string()).collect()
    }

    #[rstest]
    #[case::nothing(0, &[])]
    #[case::one(1, &["01-01"])]
    #[case::a_week(7, &["01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07"])]
    // 2026-01-01 is a Thursday: Sunday the 4th ends its week.
    #[case::nine_days(9, &["01-03", "01-04", "01-05", "01-06", "01-07", "01-08", "01-09"])]
    #[case::forty_days(40, &[
        "01-25", "01-31", "02-01", "02-03", "02-04", "02-05", "02-06", "02-07", "02-08", "02-09",
    ])]
    fn so_many_days_in_a_row_keep_these(#[case] days: i64, #[case] expected: &[&str]) {
        let copies = daily_from("2026-01-01T08:00:00Z", days);
        let found = days_kept(&copies);
        let expected: Vec<String> = expected.iter().map(|day| (*day).to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn after_two_years_of_days_seven_days_four_weeks_and_twelve_months_are_left() {
        let copies = daily_from("2024-01-01T08:00:00Z", 731);
        let left = kept(&copies).into_iter().filter(|stays| *stays).count();
        // The last day is also the last of its week and its month; 2025-12-28 and 2025-12-31 overlap further.
        assert!((7 + 4 + 12 - 4..=7 + 4 + 12).contains(&left), "{left} are left");
    }

    #[test]
    fn the_latest_of_a_day_stands_for_it_and_a_holiday_thins_nothing_out() {
        let mut copies = daily_from("2026-01-01T08:00:00Z", 3);
        copies.push((at("2026-01-03T17:00:00Z"), BackupReason::Daily));
        assert_eq!(kept(&copies), [true, true, false, true]);
        copies.push((at("2026-06-01T08:00:00Z"), BackupReason::Daily));
        assert_eq!(kept(&copies), [true, true, false, true, true]);
    }

    #[test]
    fn what_was_asked_for_stays_and_what_was_made_before_a_step_stays_for_thirty_days() {
        let mut copies = daily_from("2026-03-01T18:00:00Z", 60);
        copies.push((at("2026-03-02T10:00:00Z"), BackupReason::Asked));
        copies.push((at("2026-03-02T11:00:00Z"), BackupReason::Import));
        copies.push((at("2026-04-28T10:00:00Z"), BackupReason::Import));
        assert_eq!(kept(&copies)[60..], [true, false, true]);
    }

    fn any_copies() -> impl Strategy<Value = Vec<(DateTime<Utc>, BackupReason)>> {
        let reason = prop_oneof![
            4 => Just(BackupReason::Daily),
            1 => Just(BackupReason::Asked),
            1 => Just(BackupReason::Import),
            1 => Just(BackupReason::Migration),
        ];
        let moment = (0..60_000_000_i64).prop_map(|s| at("2024-01-01T00:00:00Z") + TimeDelta::seconds(s));
        proptest::collection::vec((moment, reason), 0..120)
    }

    proptest! {
        #[test]
        fn whatever_there_is_the_latest_stays_and_the_rest_is_bounded(copies in any_copies()) {
            let stays = kept(&copies);
            prop_assert_eq!(stays.len(), copies.len());
            if let Some(latest) = copies.iter().map(|(made_at, _)| *made_at).max() {
                prop_assert!(copies.iter().zip(&stays).any(|((at, _), stays)| *at == latest && *stays));
            }
            let asked = copies.iter().filter(|(_, why)| *why == BackupReason::Asked).count();
            let left = stays.iter().filter(|stays| **stays).count();
            prop_assert!(left <= asked + DAYS + WEEKS + MONTHS + BEFORE_A_STEP);
            for (copy, stays) in copies.iter().zip(&stays) {
                prop_assert!(*stays || copy.1 != BackupReason::Asked);
            }
        }

        #[test]
        fn thinning_out_twice_is_thinning_out_once(copies in any_copies()) {
            let left: Vec<_> =
                copies.iter().copied().zip(kept(&copies)).filter(|(_, stays)| *stays).map(|(c, _)| c).collect();
            prop_assert!(kept(&left).into_iter().all(|stays| stays), "what stayed once stays");
        }

        #[test]
        fn the_order_in_which_they_are_listed_does_not_matter(copies in any_copies()) {
            let sorted_left = |copies: &[(DateTime<Utc>, BackupReason)]| {
                let mut left: Vec<_> =
                    copies.iter().zip(kept(copies)).filter(|(_, stays)| *stays).map(|(c, _)| c.0).collect();
                left.sort();
                left
            };
            let mut turned = copies.clone();
            turned.reverse();
            prop_assert_eq!(sorted_left(&copies), sorted_left(&turned));
        }
    }
}
