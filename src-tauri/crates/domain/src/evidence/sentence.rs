//! Which sentence a comparison allows. The words themselves are in [`super::words`].
//!
//! The order is the rule: the first sentence whose condition holds is said,
//! and a claim comes last, when nothing stands against it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::trend::MannKendall;

/// Fewer rated days than this in a phase, and there are no figures.
pub const RATED_DAYS_MIN: usize = 5;
/// Fewer effective days than this in a phase, and there is no firm word.
pub const EFFECTIVE_DAYS_MIN: f64 = 3.0;
/// Below this p value the before phase counts as trending.
pub const TREND_P: f64 = 0.05;

/// Names the sentence that two phases allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sentence {
    /// A phase has fewer than five rated days: no figures.
    TooFewDays,
    /// Every day of both phases has the same value.
    NoMovement,
    /// Neighbouring days resemble each other so much that a phase is worth fewer than three.
    TooFewEffectiveDays,
    /// The earlier phase was already moving the way the later one went.
    CannotSeparateFromTrend,
    /// The adjusted interval holds 0.5.
    CouldBeWobble,
    /// The adjusted interval leaves 0.5 out; [`Direction`] tells to which side.
    ClearerThanWobble,
}

/// Tells to which side the later days lie; with [`Sentence::ClearerThanWobble`], whether it went clearly the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More pairs got better.
    Better,
    /// As many pairs got better as worse.
    Even,
    /// More pairs got worse.
    Worse,
}

impl Direction {
    /// Returns the side on which a share of better pairs lies.
    pub fn of(nap: f64) -> Direction {
        if nap > 0.5 {
            Direction::Better
        } else if nap < 0.5 {
            Direction::Worse
        } else {
            Direction::Even
        }
    }
}

/// Holds what the choice of a sentence rests on, once there are days enough and they vary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grounds {
    pub direction: Direction,
    pub interval_adjusted: [f64; 2],
    pub effective_days: [f64; 2],
    /// The test of the before phase, on values of which higher is better.
    pub before_trend: MannKendall,
}

/// Chooses the sentence.
pub(super) fn sentence(grounds: Grounds) -> Sentence {
    let [low, high] = grounds.interval_adjusted;
    if grounds.effective_days.iter().any(|days| *days < EFFECTIVE_DAYS_MIN) {
        Sentence::TooFewEffectiveDays
    } else if trends_the_same_way(grounds) {
        Sentence::CannotSeparateFromTrend
    } else if low <= 0.5 && 0.5 <= high {
        Sentence::CouldBeWobble
    } else {
        Sentence::ClearerThanWobble
    }
}

fn trends_the_same_way(grounds: Grounds) -> bool {
    let along = match grounds.direction {
        Direction::Better => grounds.before_trend.s > 0,
        Direction::Worse => grounds.before_trend.s < 0,
        Direction::Even => false,
    };
    along && grounds.before_trend.p < TREND_P
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const RISING: MannKendall = MannKendall { s: 91, p: 0.002 };
    const FALLING: MannKendall = MannKendall { s: -91, p: 0.002 };
    const LEVEL: MannKendall = MannKendall { s: 3, p: 0.4 };

    #[rstest]
    #[case::clear(Direction::Better, [0.58, 0.99], [3.5, 16.0], LEVEL, Sentence::ClearerThanWobble)]
    #[case::clear_the_other_way(Direction::Worse, [0.01, 0.42], [3.5, 16.0], LEVEL, Sentence::ClearerThanWobble)]
    #[case::half_inside(Direction::Better, [0.49, 0.99], [9.0, 9.0], LEVEL, Sentence::CouldBeWobble)]
    #[case::half_at_the_edge(Direction::Better, [0.5, 0.99], [9.0, 9.0], LEVEL, Sentence::CouldBeWobble)]
    #[case::half_at_the_other_edge(Direction::Worse, [0.1, 0.5], [9.0, 9.0], LEVEL, Sentence::CouldBeWobble)]
    #[case::rising_before_a_rise(Direction::Better, [0.77, 0.99], [9.0, 9.0], RISING, Sentence::CannotSeparateFromTrend)]
    #[case::falling_before_a_fall(Direction::Worse, [0.01, 0.2], [9.0, 9.0], FALLING, Sentence::CannotSeparateFromTrend)]
    #[case::falling_before_a_rise(Direction::Better, [0.77, 0.99], [9.0, 9.0], FALLING, Sentence::ClearerThanWobble)]
    #[case::trend_says_more_than_wobble(Direction::Better, [0.4, 0.9], [9.0, 9.0], RISING, Sentence::CannotSeparateFromTrend)]
    #[case::even_follows_no_trend(Direction::Even, [0.4, 0.6], [9.0, 9.0], RISING, Sentence::CouldBeWobble)]
    #[case::few_effective_before(Direction::Better, [0.52, 0.99], [2.1, 9.5], LEVEL, Sentence::TooFewEffectiveDays)]
    #[case::few_effective_after(Direction::Better, [0.52, 0.99], [9.5, 2.99], LEVEL, Sentence::TooFewEffectiveDays)]
    #[case::three_effective_are_enough(Direction::Better, [0.52, 0.99], [3.0, 3.0], LEVEL, Sentence::ClearerThanWobble)]
    #[case::few_effective_come_before_trend(Direction::Better, [0.52, 0.99], [2.1, 9.5], RISING, Sentence::TooFewEffectiveDays)]
    fn the_first_sentence_that_holds_is_said(
        #[case] direction: Direction,
        #[case] interval_adjusted: [f64; 2],
        #[case] effective_days: [f64; 2],
        #[case] before_trend: MannKendall,
        #[case] expected: Sentence,
    ) {
        assert_eq!(
            sentence(Grounds { direction, interval_adjusted, effective_days, before_trend }),
            expected
        );
    }
}
