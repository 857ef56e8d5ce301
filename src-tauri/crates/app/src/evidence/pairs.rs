//! The day pairs of the evidence page: what domain found, in the words and rows a page shows.

use inward_domain::evidence::{AboutPairs, PairsFinding, pair_limits, read_pairs};
use inward_domain::experiment::{Experiment, Measure};

use super::PairsView;
use crate::dispatch::Call;

/// Reads the pairs of one measure, with what they cannot tell.
pub(super) fn told(
    experiment: &Experiment,
    measure: &Measure,
    found: &PairsFinding,
    same_weeks: &[&str],
    call: &Call<'_>,
) -> (PairsView, Vec<String>) {
    let fields = &experiment.fields;
    let about =
        AboutPairs { act: fields.title.as_str(), scale: measure.fields.scale, better: measure.fields.better };
    let is_about_us = !fields.people.is_empty();
    let limits = pair_limits(call.language, &about, measure.fields.rater, same_weeks, is_about_us);
    let view = PairsView {
        reading: read_pairs(call.language, found, &about),
        pairs: found.pairs.clone(),
        planned: found.planned,
        counted: found.counted,
    };
    (view, limits)
}
