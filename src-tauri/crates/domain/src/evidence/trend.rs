//! Whether the earlier days were moving already, and what is left when that line is carried on.
//!
//! Days are numbered 0, 1, 2 … in the order they were rated; a day without a
//! rating has no number. Never Tau-U: it can exceed 1.

use super::nap::median;

/// Differences smaller than this are ties: ratings are whole numbers, so anything smaller is rounding.
const TIE: f64 = 1e-9;

/// Holds a straight line over rated days, in the unit of the measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Change from one rated day to the next.
    pub slope: f64,
    /// Value on the first rated day (number 0).
    pub intercept: f64,
}

/// Returns the Theil–Sen line: the median slope of all pairs of days, and the median intercept.
///
/// One wild day does not turn it. `None` with fewer than two days.
///
/// *Source:* Theil (1950), Sen (1968).
pub fn theil_sen(values: &[f64]) -> Option<Line> {
    let slopes: Vec<f64> = pairs(values).map(|(i, j)| (values[j] - values[i]) / (j - i) as f64).collect();
    let slope = median(&slopes)?;
    let starts: Vec<f64> = values.iter().enumerate().map(|(day, v)| v - slope * day as f64).collect();
    Some(Line { slope, intercept: median(&starts)? })
}

/// Returns the baseline-corrected Tau, in [−1, 1]: how much the phases differ beyond the line of the before-days.
///
/// The Theil–Sen line of the before phase is carried through both phases and
/// taken away; then Tau is Kendall's S between the phases over the number of
/// pairs, so that 1 means no overlap. It is a line of sensitivity beside the
/// share of better pairs, never the headline: the slope of a few days is
/// uncertain. `None` when the before phase has fewer than two days or the after phase none.
///
/// *Source:* Tarlow (2017), with the pairs of Parker & Vannest (2009) as denominator.
pub fn baseline_corrected_tau(before: &[f64], after: &[f64]) -> Option<f64> {
    let slope = theil_sen(before)?.slope;
    if after.is_empty() {
        return None;
    }
    let first_after = before.len();
    let mut balance = 0_i64;
    for (i, a) in before.iter().enumerate() {
        for (j, b) in after.iter().enumerate() {
            balance += sign(b - a - slope * (first_after + j - i) as f64);
        }
    }
    Some(balance as f64 / (before.len() * after.len()) as f64)
}

/// Holds the answer of the Mann–Kendall test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Rising pairs minus falling pairs.
    pub s: i64,
    /// Two-sided p value, in [0, 1]. It is about a trend within a phase, never about the effect of a behaviour.
    pub p: f64,
}

/// Tests whether a phase rises or falls, with correction for ties and for continuity.
///
/// A phase that never varies has no trend: p = 1.
///
/// *Source:* Mann (1945), Kendall (1975).
pub fn mann_kendall(values: &[f64]) -> MannKendall {
    let s: i64 = pairs(values).map(|(i, j)| sign(values[j] - values[i])).sum();
    let n = values.len() as f64;
    let spread = |size: f64| size * (size - 1.0) * (2.0 * size + 5.0);
    let ties: f64 = tie_sizes(values).map(|size| spread(size as f64)).sum();
    let variance = (spread(n) - ties) / 18.0;
    if s == 0 || variance <= 0.0 {
        return MannKendall { s, p: 1.0 };
    }
    let z = (s.unsigned_abs() - 1) as f64 / variance.sqrt();
    MannKendall { s, p: erfc(z / std::f64::consts::SQRT_2) }
}

fn pairs(values: &[f64]) -> impl Iterator<Item = (usize, usize)> {
    let days = values.len();
    (0..days).flat_map(move |i| (i + 1..days).map(move |j| (i, j)))
}

fn sign(difference: f64) -> i64 {
    i64::from(difference > TIE) - i64::from(difference < -TIE)
}

fn tie_sizes(values: &[f64]) -> impl Iterator<Item = usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let sizes: Vec<usize> = sorted.chunk_by(|a, b| b - a <= TIE).map(<[f64]>::len).collect();
    sizes.into_iter()
}

/// The complementary error function for x ≥ 0: a series of positive terms near zero, a continued fraction beyond.
fn erfc(x: f64) -> f64 {
    let density = (-x * x).exp() / std::f64::consts::PI.sqrt();
    if x < 3.0 {
        // erf x = 2/√π · e^(−x²) · Σ 2^k x^(2k+1) / (1·3·…·(2k+1))
        let (mut term, mut sum, mut odd) = (x, x, 1.0);
        while term > sum * 1e-17 {
            odd += 2.0;
            term *= 2.0 * x * x / odd;
            sum += term;
        }
        return 1.0 - 2.0 * density * sum;
    }
    // erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …))))
    let tail = (1..=60).rev().fold(x, |below, k| x + f64::from(k) / 2.0 / below);
    density / tail
}

#[cfg(test)]
mod tests {
    use super::super::nap::{nap, tests::a_phase};
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn the_published_example_comes_out() {
        let a = [20.0, 20.0, 26.0, 25.0, 22.0, 23.0];
        let b = [28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0];
        assert!((theil_sen(&a).unwrap().slope - 0.6).abs() < 1e-12);
        assert!((baseline_corrected_tau(&a, &b).unwrap() - 0.285_714).abs() < 1e-6);
    }

    #[test]
    fn one_wild_day_does_not_turn_the_line() {
        let line = theil_sen(&[1.0, 2.0, 3.0, 4.0, 90.0, 6.0, 7.0]).unwrap();
        assert_eq!(line, Line { slope: 1.0, intercept: 1.0 });
        assert_eq!(theil_sen(&[1.0]), None, "one day is no line");
    }

    #[rstest]
    #[case::nothing(&[], 0, 1.0)]
    #[case::no_movement(&[3.0; 8], 0, 1.0)]
    #[case::five_rising_days(&[1.0, 2.0, 3.0, 4.0, 5.0], 10, 0.027_486)]
    #[case::five_falling_days(&[5.0, 4.0, 3.0, 2.0, 1.0], -10, 0.027_486)]
    #[case::ties_widen_nothing(&[1.0, 1.0, 2.0, 2.0, 3.0, 3.0], 12, 0.028_854)]
    fn mann_kendall_gives_the_reckoned_values(#[case] v: &[f64], #[case] s: i64, #[case] p: f64) {
        let answer = mann_kendall(v);
        assert_eq!(answer.s, s);
        assert!((answer.p - p).abs() < 1e-5, "p was {}", answer.p);
    }

    #[rstest]
    #[case(0.0, 1.0)]
    #[case(0.5, 0.479_500_122_186_953_5)]
    #[case(1.0, 0.157_299_207_050_285_13)]
    #[case(2.0, 0.004_677_734_981_047_266)]
    #[case::last_of_the_series(2.999_999, 2.209_063_625_205_517e-5)]
    #[case::first_of_the_fraction(3.0, 2.209_049_699_858_544e-5)]
    #[case(5.0, 1.537_459_794_428_034_8e-12)]
    fn the_error_function_agrees_with_its_tables(#[case] x: f64, #[case] expected: f64) {
        assert!((erfc(x) / expected - 1.0).abs() < 1e-9, "erfc({x}) was {}", erfc(x));
    }

    #[test]
    fn a_rise_that_merely_goes_on_leaves_nothing_over() {
        let steady: Vec<f64> = (0..20).map(|day| 0.1 * f64::from(day)).collect();
        assert_eq!(baseline_corrected_tau(&steady[..8], &steady[8..]), Some(0.0));
    }

    proptest! {
        #[test]
        fn tau_stays_within_one(a in a_phase(), b in a_phase()) {
            prop_assert!(baseline_corrected_tau(&a, &b).unwrap().abs() <= 1.0);
        }

        #[test]
        fn without_a_slope_tau_and_the_share_say_the_same(half in a_phase(), b in a_phase()) {
            // A phase followed by its mirror image has as many rising pairs as falling ones.
            let level: Vec<f64> = half.iter().chain(half.iter().rev()).copied().collect();
            prop_assert_eq!(theil_sen(&level).unwrap().slope, 0.0);
            let tau = baseline_corrected_tau(&level, &b).unwrap();
            prop_assert!((tau - (2.0 * nap(&level, &b).unwrap() - 1.0)).abs() < 1e-12);
        }

        #[test]
        fn a_phase_read_backwards_trends_the_other_way(a in a_phase()) {
            let backwards: Vec<f64> = a.iter().rev().copied().collect();
            let (there, back) = (mann_kendall(&a), mann_kendall(&backwards));
            prop_assert_eq!(there.s, -back.s);
            prop_assert!((there.p - back.p).abs() < 1e-12 && (0.0..=1.0).contains(&there.p));
        }
    }
}
