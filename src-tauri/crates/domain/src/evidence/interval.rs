//! How far chance alone could move the share of better pairs.
//!
//! Two intervals: the plain one, which takes days as independent, and the
//! adjusted one, which is shown. Days in a row resemble each other; at the
//! resemblance daily ratings have, the plain interval raises a false alarm in
//! 18–30 % of records without any change, the adjusted one in about 5 %.

/// The 97.5 % point of the normal distribution, for intervals of 95 %.
const Z: f64 = 1.959_963_984_540_054;
/// The strongest resemblance of neighbouring days that is reckoned with.
pub const LAG1_MAX: f64 = 0.9;
/// The fewest days a phase is counted as, however alike its days are.
pub const EFFECTIVE_MIN: f64 = 2.0;
/// Halvings of an interval no longer than 1; after 60 nothing of an `f64` is left to halve.
const HALVINGS: u32 = 60;

/// Returns the 95 % interval of a share of better pairs, for phases of `m` and `n` days.
///
/// Sizes need not be whole: effective sizes are not. Both ends lie in [0, 1]
/// and hold the share between them.
///
/// *Source:* Newcombe (2006), method 5.
pub fn interval(nap: f64, m: f64, n: f64) -> [f64; 2] {
    let inside = |theta: f64| is_plausible(theta, nap, m, n);
    [boundary(nap, 0.0, inside), boundary(nap, 1.0, inside)]
}

/// Tells whether a true share `theta` would make the observed one no surprise.
///
/// `m n (NAP−θ)² (2−θ)(1+θ) ≤ z² θ(1−θ) [2 + h + (1+2h) θ(1−θ)]`, `h = (m+n)/2 − 1`.
fn is_plausible(theta: f64, nap: f64, m: f64, n: f64) -> bool {
    let h = (m + n) / 2.0 - 1.0;
    let spread = theta * (1.0 - theta);
    let distance = m * n * (nap - theta).powi(2) * (2.0 - theta) * (1.0 + theta);
    distance <= Z * Z * spread * (2.0 + h + (1.0 + 2.0 * h) * spread)
}

/// Finds, by halving, where plausibility ends between the share and an end of the scale.
fn boundary(nap: f64, end: f64, inside: impl Fn(f64) -> bool) -> f64 {
    if nap == end {
        return end;
    }
    let (mut within, mut beyond) = (nap, end);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(within, beyond);
        if inside(middle) {
            within = middle;
        } else {
            beyond = middle;
        }
    }
    f64::midpoint(within, beyond)
}

/// Returns how much a day resembles the day before, in [0, 0.9].
///
/// The lag-1 autocorrelation of the residuals around each phase's own mean,
/// both phases pooled, plus `3/(m+n)` for its known downward bias. The step
/// from the last before-day to the first after-day is no neighbourhood.
/// Phases without any variation have nothing that could be carried over: 0 before the correction.
pub fn lag1(before: &[f64], after: &[f64]) -> f64 {
    let days = before.len() + after.len();
    if days == 0 {
        return 0.0;
    }
    let (mut together, mut alone) = (0.0, 0.0);
    for phase in [before, after] {
        let residuals = centred(phase);
        together += residuals.windows(2).map(|pair| pair[0] * pair[1]).sum::<f64>();
        alone += residuals.iter().map(|r| r * r).sum::<f64>();
    }
    let raw = if alone < 1e-12 { 0.0 } else { together / alone };
    (raw + 3.0 / days as f64).clamp(0.0, LAG1_MAX)
}

fn centred(phase: &[f64]) -> Vec<f64> {
    let mean = phase.iter().sum::<f64>() / phase.len() as f64;
    phase.iter().map(|value| value - mean).collect()
}

/// Returns how many independent days the days of a phase are worth: `max(2, days·(1−r)/(1+r))`.
pub fn effective_days(days: usize, lag1: f64) -> f64 {
    (days as f64 * (1.0 - lag1) / (1.0 + lag1)).max(EFFECTIVE_MIN)
}

#[cfg(test)]
mod tests {
    use super::super::nap::{nap, tests::a_phase};
    use super::*;
    use proptest::prelude::*;

    const SLACK: f64 = 1e-9;

    #[test]
    fn the_published_example_comes_out() {
        let [low, high] = interval(38.5 / 42.0, 6.0, 7.0);
        assert!((low - 0.5973).abs() < 5e-5, "low end was {low}");
        assert!((high - 0.9860).abs() < 5e-5, "high end was {high}");
    }

    #[test]
    fn at_the_end_of_the_scale_the_interval_ends_there_and_is_open_to_the_other_side() {
        let [low, high] = interval(1.0, 10.0, 10.0);
        assert_eq!(high, 1.0);
        assert!(0.5 < low && low < 1.0, "twenty days do not make certainty: {low}");
        let [low, high] = interval(0.0, 10.0, 10.0);
        assert_eq!(low, 0.0);
        assert!(0.0 < high && high < 0.5);
    }

    #[test]
    fn days_that_never_vary_are_not_taken_for_neighbours_that_resemble() {
        assert!((lag1(&[3.0; 5], &[6.0; 5]) - 0.3).abs() < 1e-12, "only the correction 3/10 is left");
        assert_eq!(lag1(&[], &[]), 0.0);
    }

    #[test]
    fn a_slow_wave_is_held_at_the_highest_resemblance() {
        let wave: Vec<f64> = (0..40).map(|day| f64::from(day / 10)).collect();
        assert_eq!(lag1(&wave, &wave), LAG1_MAX);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_share_and_stays_on_the_scale(a in a_phase(), b in a_phase()) {
            let share = nap(&a, &b).unwrap();
            let [low, high] = interval(share, a.len() as f64, b.len() as f64);
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }

        #[test]
        fn the_adjusted_interval_is_never_narrower(a in a_phase(), b in a_phase()) {
            let (share, r) = (nap(&a, &b).unwrap(), lag1(&a, &b));
            let plain = interval(share, a.len() as f64, b.len() as f64);
            let adjusted = interval(share, effective_days(a.len(), r), effective_days(b.len(), r));
            prop_assert!(adjusted[0] <= plain[0] + SLACK && plain[1] <= adjusted[1] + SLACK);
        }

        #[test]
        fn seen_in_the_mirror_the_interval_is_mirrored(share in 0.0..=1.0_f64, m in 2.0..60.0_f64, n in 2.0..60.0_f64) {
            let [low, high] = interval(share, m, n);
            let [mirror_low, mirror_high] = interval(1.0 - share, m, n);
            prop_assert!((low - (1.0 - mirror_high)).abs() < SLACK && (high - (1.0 - mirror_low)).abs() < SLACK);
        }

        #[test]
        fn resemblance_stays_within_its_range(a in a_phase(), b in a_phase()) {
            prop_assert!((0.0..=LAG1_MAX).contains(&lag1(&a, &b)));
        }
    }
}
