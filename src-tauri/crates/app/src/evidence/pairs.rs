//! The day pairs of the evidence page: what domain found, in the words, rows and marks a page shows.

use inward_domain::evidence::{AboutPairs, PairState, PairsFinding, pair_limits, read_pairs};
use inward_domain::experiment::{Better, Experiment, Measure, Scale};
use inward_report::Chart;
use inward_report::chart::pairs as chart;

use super::{PairsView, Told, ToldMeasure};
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

/// Draws one line for each pair between its two marks, for window and paper alike.
pub(crate) fn pair_marks(told: &Told, measure: &ToldMeasure, width: f64, call: &Call<'_>) -> Option<Chart> {
    let view = measure.pairs.as_ref()?;
    let rows = view.pairs.iter().zip(&view.reading.rows);
    let pairs = rows.map(|(pair, row)| chart::DayPair {
        label: format!("{} · {}", row.number, row.days),
        outcome: match (pair.state, pair.act, pair.usual) {
            (PairState::Counted, Some(condition), Some(ordinary)) => {
                chart::PairOutcome::Rated { condition, ordinary }
            }
            (PairState::Dropped, ..) => {
                chart::PairOutcome::Dropped { reason: row.why_dropped.clone().unwrap_or_default() }
            }
            (PairState::Counted | PairState::Ahead, ..) => chart::PairOutcome::Open,
        },
    });
    let fields = &measure.measure.fields;
    let (low, high) = match fields.scale {
        Scale::ZeroToTen | Scale::ZeroToFour => fields.scale.range(),
        // A count has no end of its own: its axis ends with the largest day.
        Scale::Count => {
            let rated = view.pairs.iter().flat_map(|pair| [pair.act, pair.usual]).flatten();
            (0.0, rated.fold(5.0, f64::max))
        }
    };
    let picture = chart::DayPairs {
        title: measure.question().to_owned(),
        language: call.language,
        width,
        scale: inward_report::chart::Scale::new(low, high),
        better: match fields.better {
            Better::Higher => chart::BetterEnd::Higher,
            Better::Lower => chart::BetterEnd::Lower,
        },
        condition: told.experiment.fields.title.to_string(),
        ordinary: call.say("evidence.pairs.column_usual", &[]),
        pairs: pairs.collect(),
    };
    Some(picture.chart())
}
