//! Two phases of one measure, compared: all figures, the sentence they allow, and what weakens them.
//!
//! The wire form is what `evidence --json` promises to scripts; figures are unrounded.

use std::path::PathBuf;

use serde::{Deserialize, Serialize, Serializer};
use ts_rs::{Config, TS, TypeVisitor};

use super::interval::{effective_days, interval, lag1};
use super::nap::{median, nap};
use super::sentence::{Direction, Grounds, RATED_DAYS_MIN, Sentence, sentence};
use super::trend::{baseline_corrected_tau, mann_kendall, theil_sen};
use crate::experiment::Better;

/// Fewer rated days than this in a phase bring a warning.
pub const RATED_DAYS_WARNED: usize = 10;
/// More days without a rating than this share of a phase bring a warning.
pub const MISSING_SHARE_WARNED: f64 = 0.3;

/// Holds the days of one phase, for one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseDays {
    /// The phase's code: A1, A2, B.
    pub code: String,
    /// The rated values in order of their days.
    pub values: Vec<f64>,
    /// Days on which a rating was expected and there is none.
    pub missing: usize,
}

/// Holds the comparison of an earlier and a later phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Code of the earlier phase.
    pub before: String,
    /// Code of the later phase.
    pub after: String,
    /// Rated days of the earlier phase.
    pub m: u32,
    /// Rated days of the later phase.
    pub n: u32,
    /// The medians; absent with too few days.
    #[serde(flatten)]
    pub medians: Option<Medians>,
    /// The figures; absent with too few days, and when nothing moved.
    #[serde(flatten)]
    pub figures: Option<Figures>,
    /// What may be said.
    pub sentence: Sentence,
    /// How many more rated days each phase needs for a comparison; 0 when it has enough.
    pub more_days: MoreDays,
    /// What weakens the comparison, in the order it is said.
    pub warnings: Vec<Warning>,
}

/// Holds the medians of both phases, in the measure's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Medians {
    /// Median of the earlier phase.
    #[serde(serialize_with = "whole_without_fraction")]
    pub median_before: f64,
    /// Median of the later phase.
    #[serde(serialize_with = "whole_without_fraction")]
    pub median_after: f64,
}

/// Holds the figures of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Figures {
    /// Share of pairs in which the later day was better, in [0, 1]; ties count half.
    pub nap: f64,
    /// 95 % interval of `nap`, taking days as independent. It is never shown alone.
    pub interval_plain: [f64; 2],
    /// 95 % interval of `nap`, widened because neighbouring days resemble each other: the one shown.
    pub interval_adjusted: [f64; 2],
    /// Resemblance of neighbouring days, in [0, 0.9].
    pub lag1: f64,
    /// How many independent days the earlier phase is worth.
    pub m_effective: f64,
    /// How many independent days the later phase is worth.
    pub n_effective: f64,
    /// Tau after taking away the line of the before-days, in [−1, 1]; above 0 is better.
    pub tau_bc: f64,
    /// Two-sided p of a trend within the earlier phase.
    pub before_trend_p: f64,
    /// Slope of the Theil–Sen line of the earlier phase, per rated day, in the measure's own unit.
    pub before_slope: f64,
    /// Value of that line on the first rated day of the earlier phase.
    pub before_intercept: f64,
    /// To which side the later days lie.
    pub direction: Direction,
}

/// Holds how many more rated days are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoreDays {
    /// In the earlier phase.
    pub before: u32,
    /// In the later phase.
    pub after: u32,
}

/// Names what weakens a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Warning {
    /// The earlier phase has fewer than ten rated days.
    SmallBeforePhase {
        /// Its rated days.
        days: u32,
    },
    /// The later phase has fewer than ten rated days.
    SmallAfterPhase {
        /// Its rated days.
        days: u32,
    },
    /// More than 30 % of the earlier phase has no rating.
    MissingBefore {
        /// Days without a rating.
        missing: u32,
        /// Days on which one was expected.
        of: u32,
    },
    /// More than 30 % of the later phase has no rating.
    MissingAfter {
        /// Days without a rating.
        missing: u32,
        /// Days on which one was expected.
        of: u32,
    },
}

/// Compares every earlier phase with every later one; phases are in order of their first day.
pub fn compare_all(phases: &[PhaseDays], better: Better) -> Vec<Comparison> {
    let later = |i: usize| phases[i + 1..].iter();
    (0..phases.len()).flat_map(|i| later(i).map(move |after| compare(&phases[i], after, better))).collect()
}

/// Compares two phases.
///
/// Values that are not finite are taken as not rated.
pub fn compare(before: &PhaseDays, after: &PhaseDays, better: Better) -> Comparison {
    let (a, b) = (rated(before), rated(after));
    let needs = |days: &[f64]| RATED_DAYS_MIN.saturating_sub(days.len()) as u32;
    let more_days = MoreDays { before: needs(&a), after: needs(&b) };
    let (medians, figures, sentence) = if more_days != MoreDays::default() {
        (None, None, Sentence::TooFewDays)
    } else if a.iter().chain(&b).all(|value| *value == a[0]) {
        (Some(medians(&a, &b)), None, Sentence::NoMovement)
    } else {
        let (figures, sentence) = figures(&a, &b, better);
        (Some(medians(&a, &b)), Some(figures), sentence)
    };
    Comparison {
        before: before.code.clone(),
        after: after.code.clone(),
        m: a.len() as u32,
        n: b.len() as u32,
        medians,
        figures,
        sentence,
        more_days,
        warnings: warnings(before, a.len(), after, b.len()),
    }
}

fn rated(phase: &PhaseDays) -> Vec<f64> {
    phase.values.iter().copied().filter(|value| value.is_finite()).collect()
}

const ENOUGH: &str = "BUG: figures are asked for only with five rated days in each phase";

fn medians(a: &[f64], b: &[f64]) -> Medians {
    Medians { median_before: median(a).expect(ENOUGH), median_after: median(b).expect(ENOUGH) }
}

fn figures(a: &[f64], b: &[f64], better: Better) -> (Figures, Sentence) {
    let (up_a, up_b) = (higher_is_better(a, better), higher_is_better(b, better));
    let nap = nap(&up_a, &up_b).expect(ENOUGH);
    let lag1 = lag1(a, b);
    let (m_effective, n_effective) = (effective_days(a.len(), lag1), effective_days(b.len(), lag1));
    let before_trend = mann_kendall(&up_a);
    let line = theil_sen(a).expect(ENOUGH);
    let figures = Figures {
        nap,
        interval_plain: interval(nap, a.len() as f64, b.len() as f64),
        interval_adjusted: interval(nap, m_effective, n_effective),
        lag1,
        m_effective,
        n_effective,
        tau_bc: baseline_corrected_tau(&up_a, &up_b).expect(ENOUGH),
        before_trend_p: before_trend.p,
        before_slope: line.slope,
        before_intercept: line.intercept,
        direction: Direction::of(nap),
    };
    let sentence = sentence(Grounds {
        direction: figures.direction,
        interval_adjusted: figures.interval_adjusted,
        effective_days: [m_effective, n_effective],
        before_trend,
    });
    (figures, sentence)
}

/// Turns the sign where less is better, so that everything below knows one direction only.
fn higher_is_better(values: &[f64], better: Better) -> Vec<f64> {
    match better {
        Better::Higher => values.to_vec(),
        Better::Lower => values.iter().map(|value| -value).collect(),
    }
}

fn warnings(before: &PhaseDays, m: usize, after: &PhaseDays, n: usize) -> Vec<Warning> {
    let small = |days: usize| (days < RATED_DAYS_WARNED).then_some(days as u32);
    let gaps = |phase: &PhaseDays, days: usize| {
        let of = days + phase.missing;
        let many = phase.missing as f64 > MISSING_SHARE_WARNED * of as f64;
        many.then_some((phase.missing as u32, of as u32))
    };
    [
        small(m).map(|days| Warning::SmallBeforePhase { days }),
        small(n).map(|days| Warning::SmallAfterPhase { days }),
        gaps(before, m).map(|(missing, of)| Warning::MissingBefore { missing, of }),
        gaps(after, n).map(|(missing, of)| Warning::MissingAfter { missing, of }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Written by hand, because the derive cannot flatten an `Option`: where figures are absent, each of them is.
impl TS for Comparison {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn docs() -> Option<String> {
        Some("/**\n * Holds the comparison of an earlier and a later phase.\n */\n".to_owned())
    }

    fn name(_: &Config) -> String {
        "Comparison".to_owned()
    }

    fn inline(cfg: &Config) -> String {
        format!(
            "{{ before: string, after: string, m: number, n: number, sentence: {}, more_days: {}, warnings: Array<{}> }} \
             & Partial<{}> & Partial<{}>",
            Sentence::name(cfg),
            MoreDays::name(cfg),
            Warning::name(cfg),
            Medians::name(cfg),
            Figures::name(cfg),
        )
    }

    fn decl(cfg: &Config) -> String {
        format!("type {} = {};", Self::name(cfg), Self::inline(cfg))
    }

    fn decl_concrete(cfg: &Config) -> String {
        Self::decl(cfg)
    }

    fn visit_dependencies(visitor: &mut impl TypeVisitor) {
        visitor.visit::<Sentence>();
        visitor.visit::<MoreDays>();
        visitor.visit::<Warning>();
        visitor.visit::<Medians>();
        visitor.visit::<Figures>();
    }

    fn output_path() -> Option<PathBuf> {
        Some(PathBuf::from("Comparison.ts"))
    }
}

/// Writes 6 and not 6.0, as a person would; ratings are whole numbers, and only medians between two are not.
fn whole_without_fraction<S: Serializer>(value: &f64, out: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        out.serialize_i64(*value as i64)
    } else {
        out.serialize_f64(*value)
    }
}

#[cfg(test)]
mod tests;
