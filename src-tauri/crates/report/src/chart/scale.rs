//! The scale of values, from end to end, and where its lines are.

use serde::{Deserialize, Serialize};

/// Holds both ends of a scale; `low` < `high`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest value that can be given.
    pub low: f64,
    /// The highest value that can be given.
    pub high: f64,
}

impl Scale {
    /// Makes the scale from its ends.
    pub fn new(low: f64, high: f64) -> Scale {
        Scale { low, high }
    }

    /// Returns a scale that has a length and holds every value, so that no mark leaves the chart.
    ///
    /// A count has no highest value; the upper end moves to the next whole number.
    pub(crate) fn holding(self, values: impl Iterator<Item = f64>) -> Scale {
        let mut held = self;
        for value in values.filter(|value| value.is_finite()) {
            held.low = held.low.min(value.floor());
            held.high = held.high.max(value.ceil());
        }
        if held.low < held.high { held } else { Scale { low: held.low, high: held.low + 1.0 } }
    }

    /// Returns which part of the way from `low` to `high` the value is, 0–1.
    pub(crate) fn part(self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// Lists the values that get a line: both ends and what parts the scale evenly.
    pub(crate) fn lines(self) -> Vec<f64> {
        let length = self.high - self.low;
        let parts = [2.0, 3.0, 4.0, 5.0].into_iter().find(|parts| (length / parts).fract() == 0.0);
        let parts = parts.unwrap_or(1.0);
        (0..=parts as usize).map(|at| self.low + length * at as f64 / parts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0.0, 10.0, &[0.0, 5.0, 10.0])]
    #[case(0.0, 4.0, &[0.0, 2.0, 4.0])]
    #[case(-3.0, 3.0, &[-3.0, 0.0, 3.0])]
    #[case(0.0, 9.0, &[0.0, 3.0, 6.0, 9.0])]
    #[case(0.0, 25.0, &[0.0, 5.0, 10.0, 15.0, 20.0, 25.0])]
    #[case::a_prime_has_its_ends(0.0, 7.0, &[0.0, 7.0])]
    fn lines_part_the_scale_evenly(#[case] low: f64, #[case] high: f64, #[case] lines: &[f64]) {
        assert_eq!(Scale::new(low, high).lines(), lines);
    }

    #[test]
    fn a_scale_holds_every_value_and_is_never_empty() {
        assert_eq!(Scale::new(0.0, 10.0).holding([3.0, 11.5].into_iter()), Scale::new(0.0, 12.0));
        assert_eq!(Scale::new(0.0, 0.0).holding([f64::NAN].into_iter()), Scale::new(0.0, 1.0));
        assert_eq!(Scale::new(0.0, 10.0).part(20.0), 1.0);
    }
}
