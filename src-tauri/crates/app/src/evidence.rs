//! The evidence page: pictures, figures and the honest sentence, all from `domain::evidence`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::Better;
use inward_domain::ids::ExperimentId;

use crate::experiments::ExperimentView;

/// Asks for the evidence of an experiment.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct EvidenceOf {
    /// Which experiment.
    pub id: ExperimentId,
    /// The width the pictures get, in CSS pixels, 320–1200.
    #[serde(default)]
    pub width: Option<u32>,
}

/// Holds a picture with its text and its table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// The drawing, made by our own code.
    pub svg: String,
    /// Its title.
    pub title: String,
    /// All it shows in a sentence.
    pub description: String,
    /// The head of its table.
    pub head: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Vec<String>>,
}

/// Holds one comparison of two phases, in figures and in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparisonView {
    /// The code of the earlier phase.
    pub before: String,
    /// The code of the later phase.
    pub after: String,
    /// Rated days in each, such as "13, 32".
    pub days: String,
    /// Medians, such as "3 → 6".
    pub medians: String,
    /// Better in 100 pairs, such as "92" or "more than 99".
    pub in_hundred: Option<String>,
    /// The adjusted range, such as "58–99".
    pub range: Option<String>,
    /// The honest sentence, short.
    pub verdict: String,
    /// The honest sentence, in full.
    pub sentence: String,
    /// "In 92 of 100 pairs …", with the range.
    pub in_pairs: Option<String>,
    /// What to keep in mind about this comparison.
    pub warnings: Vec<String>,
}

/// Holds the evidence of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureEvidence {
    /// The measure's name.
    pub name: String,
    /// Its question.
    pub question: String,
    /// The evidence chart.
    pub chart: Picture,
    /// The comparison the page is about: the phase just before the behaviour against it.
    pub main: Option<ComparisonView>,
    /// Every day as one mark, for the main comparison.
    pub marks: Option<Picture>,
    /// All comparisons.
    pub comparisons: Vec<ComparisonView>,
    /// What this cannot tell.
    pub limits: Vec<String>,
}

/// Holds the record of the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Checkins {
    /// Days on which it applied and is known.
    pub applicable: usize,
    /// Done.
    pub done: usize,
    /// Missed.
    pub missed: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Strength of the habit, 0–1.
    pub strength: f64,
    /// Strength in words.
    pub strength_words: String,
}

/// Holds the evidence page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// The experiment.
    pub experiment: ExperimentView,
    /// The record of the act.
    pub checkins: Checkins,
    /// One for each measure.
    pub measures: Vec<MeasureEvidence>,
}

/// Holds the figures of an experiment, unrounded, as `inward evidence --json` prints them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceFigures {
    /// The experiment's title.
    pub experiment: String,
    /// The record of the act.
    pub checkins: CheckinFigures,
    /// One for each measure.
    pub measures: Vec<MeasureFigures>,
}

/// Holds the counts of the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CheckinFigures {
    /// Days on which it applied and is known.
    pub applicable: usize,
    /// Done.
    pub done: usize,
    /// Missed.
    pub missed: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Strength of the habit, 0–1.
    pub strength: f64,
}

/// Holds the figures of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureFigures {
    /// Its name.
    pub name: String,
    /// Which way is better.
    pub better: Better,
    /// Every ordered pair of phases.
    pub comparisons: Vec<ComparisonFigures>,
}

/// Holds the figures of one comparison; with too few days there are none but the counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparisonFigures {
    /// The code of the earlier phase.
    pub before: String,
    /// The code of the later phase.
    pub after: String,
    /// Rated days before.
    pub m: usize,
    /// Rated days after.
    pub n: usize,
    /// Median before.
    pub median_before: Option<f64>,
    /// Median after.
    pub median_after: Option<f64>,
    /// Nonoverlap of all pairs, 0–1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nap: Option<f64>,
    /// 95 % interval that takes days as independent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_plain: Option<[f64; 2]>,
    /// 95 % interval adjusted for serial dependence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_adjusted: Option<[f64; 2]>,
    /// The lag-1 autocorrelation used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag1: Option<f64>,
    /// Baseline-corrected Tau.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tau_bc: Option<f64>,
    /// Mann–Kendall p of the before phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_trend_p: Option<f64>,
    /// What may be said, by its code.
    pub sentence: String,
}
