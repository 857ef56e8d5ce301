//! Nonoverlap of all pairs: how often a later day beats an earlier one.
//!
//! Here and in [`super::trend`], higher is better; whoever has a measure of
//! which less is better turns its sign first, once, in [`super::comparison`].

/// Returns the share of pairs of one before-day and one after-day in which the after-day was better.
///
/// A tie counts half. The answer lies in [0, 1]; 0.5 is no difference. It is
/// exact up to the last division, because pairs are counted in whole numbers.
/// `None` when a phase has no day.
///
/// *Source:* Parker & Vannest (2009).
pub fn nap(before: &[f64], after: &[f64]) -> Option<f64> {
    let pairs = before.len() as u64 * after.len() as u64;
    if pairs == 0 {
        return None;
    }
    Some(half_points(before, after) as f64 / (2 * pairs) as f64)
}

/// Returns the half points of all pairs: two for a better after-day, one for a tie.
pub(super) fn half_points(before: &[f64], after: &[f64]) -> u64 {
    before.iter().flat_map(|a| after.iter().map(move |b| half_points_of(b - a))).sum()
}

/// Two half points for a better day, one for a tie, none for a worse day.
fn half_points_of(difference: f64) -> u64 {
    if difference > 0.0 {
        2
    } else if difference == 0.0 {
        1
    } else {
        0
    }
}

/// Returns the middle value, or the mean of the two middle values; `None` for no values.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted[sorted.len() / 2 - 1] + upper) / 2.0)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// A phase as people rate it: whole numbers 0–10.
    pub(crate) fn a_phase() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec((0..=10_i8).prop_map(f64::from), 5..40)
    }

    #[rstest]
    #[case::all_better(&[1.0, 2.0], &[3.0, 4.0], 1.0)]
    #[case::all_worse(&[3.0, 4.0], &[1.0, 2.0], 0.0)]
    #[case::all_tied(&[3.0, 3.0], &[3.0], 0.5)]
    #[case::one_tie_of_four(&[1.0, 2.0], &[2.0, 3.0], 0.875)]
    fn every_pair_counts_once_and_a_tie_half(#[case] a: &[f64], #[case] b: &[f64], #[case] expected: f64) {
        assert_eq!(nap(a, b), Some(expected));
    }

    #[test]
    fn the_published_example_comes_out_to_six_places() {
        let a = [20.0, 20.0, 26.0, 25.0, 22.0, 23.0];
        let b = [28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0];
        assert_eq!(nap(&a, &b), Some(38.5 / 42.0), "38.5 of 42 pairs, the oracle of the specification");
    }

    #[test]
    fn a_phase_without_days_has_no_share() {
        assert_eq!(nap(&[], &[1.0]), None);
        assert_eq!(nap(&[1.0], &[]), None);
    }

    #[rstest]
    #[case(&[], None)]
    #[case(&[4.0], Some(4.0))]
    #[case(&[5.0, 1.0, 3.0], Some(3.0))]
    #[case(&[4.0, 1.0, 3.0, 9.0], Some(3.5))]
    fn the_median_is_the_middle_or_between_the_two_middles(#[case] v: &[f64], #[case] expected: Option<f64>) {
        assert_eq!(median(v), expected);
    }

    proptest! {
        #[test]
        fn looked_at_from_the_other_side_the_share_is_the_rest(a in a_phase(), b in a_phase()) {
            let (there, back) = (nap(&a, &b).unwrap(), nap(&b, &a).unwrap());
            prop_assert!((there - (1.0 - back)).abs() < 1e-12);
        }

        #[test]
        fn the_order_of_days_does_not_matter(a in a_phase(), b in a_phase()) {
            let reversed: Vec<f64> = b.iter().rev().copied().collect();
            let mut sorted = a.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert_eq!(nap(&a, &b), nap(&sorted, &reversed));
        }

        #[test]
        fn the_median_has_as_many_days_above_as_below(v in a_phase()) {
            let m = median(&v).unwrap();
            let above = v.iter().filter(|x| **x > m).count();
            let below = v.iter().filter(|x| **x < m).count();
            prop_assert!(above <= v.len() / 2 && below <= v.len() / 2);
        }
    }
}
