//! The exact test for day pairs: what else the draw could have said, and how often that would look as good.
//!
//! If the behaviour made no difference, each pair would have had the same two
//! days whichever of them was drawn, and only the sign of its difference would
//! have been the other one. All 2^k ways are counted, none is sampled. A pair
//! without a difference counts like any other: both its ways give the same sum,
//! so it makes no result rarer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Fewer pairs than this, and no p value is said: the smallest possible one would be 1/32 on one side.
pub const PAIRS_MIN: usize = 6;
/// The most pairs that are counted out.
pub const PAIRS_MAX: usize = 20;
/// Differences are counted in thousandths: ratings are whole numbers, and means of a few of them nearly so.
const PARTS: f64 = 1_000.0;
/// No scale reaches farther; beyond it a sum would leave whole numbers.
const DIFFERENCE_MAX: f64 = 1e9;

/// Holds how many of the ways the draw could have gone look at least as good.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct SignFlip {
    /// Ways with a sum of differences at least as high as the one found.
    pub at_least: u32,
    /// Ways with a sum at least as far from 0, to either side.
    pub as_far: u32,
    /// All ways, 2^k.
    pub of: u32,
    /// One-sided p: `at_least / of`.
    pub p_one_sided: f64,
    /// Two-sided p: `as_far / of`.
    pub p_two_sided: f64,
}

/// Counts the ways; higher differences are better.
///
/// `None` with fewer than [`PAIRS_MIN`] or more than [`PAIRS_MAX`] pairs, and for a difference no scale has.
///
/// *Source:* Fisher (1935), for the test; Edgington & Onghena (2007), for days drawn in blocks of two.
pub fn sign_flip(differences: &[f64]) -> Option<SignFlip> {
    let sized = (PAIRS_MIN..=PAIRS_MAX).contains(&differences.len());
    if !sized || !differences.iter().all(|difference| difference.abs() <= DIFFERENCE_MAX) {
        return None;
    }
    let parts: Vec<i64> = differences.iter().map(|difference| (difference * PARTS).round() as i64).collect();
    let found: i64 = parts.iter().sum();
    let ways = ways_of_sums(&parts);
    let count = |counts: fn(i64, i64) -> bool| -> u32 {
        ways.iter().filter(|(sum, _)| counts(**sum, found)).map(|(_, ways)| ways).sum()
    };
    let at_least = count(|sum, found| found <= sum);
    let as_far = count(|sum, found| found.abs() <= sum.abs());
    let of = 1_u32 << parts.len();
    let share = |ways: u32| f64::from(ways) / f64::from(of);
    Some(SignFlip { at_least, as_far, of, p_one_sided: share(at_least), p_two_sided: share(as_far) })
}

/// Counts, pair by pair, in how many ways each sum comes about.
fn ways_of_sums(parts: &[i64]) -> BTreeMap<i64, u32> {
    parts.iter().fold(BTreeMap::from([(0, 1)]), |ways, part| {
        let mut next = BTreeMap::new();
        for (sum, count) in ways {
            *next.entry(sum + part).or_default() += count;
            *next.entry(sum - part).or_default() += count;
        }
        next
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// The pairs of the worked case: the day as usual less the day with the pause.
    pub(super) const AMIRS: [f64; 10] = [2.0, 2.0, 0.0, 3.0, -1.0, 3.0, 1.0, 2.0, 2.0, 2.0];

    #[test]
    fn amirs_ten_pairs_come_out_as_promised() {
        let found = sign_flip(&AMIRS).unwrap();
        assert_eq!((found.at_least, found.as_far, found.of), (6, 12, 1024));
        assert!((found.p_one_sided - 0.005_859).abs() < 1e-6 && (found.p_two_sided - 0.011_719).abs() < 1e-6);
    }

    #[rstest]
    #[case::five_pairs_have_no_p(&[1.0; 5], None)]
    #[case::six_alike(&[1.0; 6], Some((1, 2, 64)))]
    #[case::six_the_other_way(&[-1.0; 6], Some((64, 2, 64)))]
    #[case::no_difference_at_all(&[0.0; 6], Some((64, 64, 64)))]
    #[case::a_pair_without_difference_changes_no_share(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0], Some((2, 4, 128)))]
    #[case::halves_are_counted_too(&[0.5, 0.5, 0.5, 0.5, 0.5, -0.5], Some((7, 14, 64)))]
    #[case::twenty_are_counted_out(&[1.0; 20], Some((1, 2, 1_048_576)))]
    #[case::off_every_scale(&[1.0, 1.0, 1.0, 1.0, 1.0, f64::MAX], None)]
    #[case::not_a_number(&[1.0, 1.0, 1.0, 1.0, 1.0, f64::NAN], None)]
    fn every_way_of_the_draw_is_counted(#[case] differences: &[f64], #[case] ways: Option<(u32, u32, u32)>) {
        assert_eq!(sign_flip(differences).map(|found| (found.at_least, found.as_far, found.of)), ways);
    }

    #[test]
    fn more_than_twenty_pairs_are_not_counted_out() {
        assert_eq!(sign_flip(&[1.0; 21]), None);
    }

    fn some_pairs() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec((-10..=10_i8).prop_map(f64::from), PAIRS_MIN..12)
    }

    /// The same by brute force: each way one by one.
    fn one_by_one(differences: &[f64]) -> (u32, u32) {
        let found: f64 = differences.iter().sum();
        let (mut at_least, mut as_far) = (0, 0);
        for way in 0..1_u32 << differences.len() {
            let flipped = |(at, d): (usize, &f64)| if way >> at & 1 == 1 { -d } else { *d };
            let sum: f64 = differences.iter().enumerate().map(flipped).sum();
            at_least += u32::from(found <= sum);
            as_far += u32::from(found.abs() <= sum.abs());
        }
        (at_least, as_far)
    }

    proptest! {
        #[test]
        fn counting_sums_and_trying_each_way_agree(differences in some_pairs()) {
            let found = sign_flip(&differences).unwrap();
            prop_assert_eq!((found.at_least, found.as_far), one_by_one(&differences));
        }

        #[test]
        fn seen_from_the_other_side_the_far_results_are_the_same(differences in some_pairs()) {
            let turned: Vec<f64> = differences.iter().map(|d| -d).collect();
            let (there, back) = (sign_flip(&differences).unwrap(), sign_flip(&turned).unwrap());
            prop_assert_eq!(there.as_far, back.as_far);
            prop_assert!(there.of <= there.at_least + back.at_least, "the found result itself counts on both sides");
        }

        #[test]
        fn the_order_of_pairs_does_not_matter(differences in some_pairs()) {
            let mut sorted = differences.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert_eq!(sign_flip(&differences), sign_flip(&sorted));
        }
    }
}
