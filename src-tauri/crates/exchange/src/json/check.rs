//! What no single row can show: a day that was logged twice, a thing that was taken in twice, ratings off their scale.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use inward_domain::experiment::{DayLog, Scale};
use inward_domain::ids::{ExperimentId, MeasureId};

use super::Everything;
use crate::problem::JsonProblem;

/// Checks the rows against each other.
pub(super) fn rows(everything: &Everything) -> Result<(), JsonProblem> {
    once("day_logs", everything.day_logs.iter().map(|row| (row.experiment, row.on)))?;
    for (i, batch) in everything.imports.iter().enumerate() {
        once(&format!("imports[{i}].rows"), batch.rows.iter().map(|row| (row.kind, &row.id)))?;
    }
    let scales: HashMap<(ExperimentId, MeasureId), Scale> = everything
        .experiments
        .iter()
        .flat_map(|e| e.measures.iter().map(|m| ((e.id, m.id), m.fields.scale)))
        .collect();
    everything.day_logs.iter().enumerate().try_for_each(|(i, log)| ratings(i, log, &scales))
}

fn once<K: Eq + Hash>(list: &str, keys: impl Iterator<Item = K>) -> Result<(), JsonProblem> {
    let mut seen = HashSet::new();
    for (i, key) in keys.enumerate() {
        if !seen.insert(key) {
            return Err(JsonProblem::Twice { path: format!("{list}[{i}]") });
        }
    }
    Ok(())
}

fn ratings(
    index: usize,
    log: &DayLog,
    scales: &HashMap<(ExperimentId, MeasureId), Scale>,
) -> Result<(), JsonProblem> {
    for (i, rating) in log.ratings.iter().enumerate() {
        let scale = scales.get(&(log.experiment, rating.measure));
        if !scale.is_some_and(|scale| scale.holds(rating.value)) {
            return Err(JsonProblem::Rating { path: format!("day_logs[{index}].ratings[{i}]") });
        }
    }
    Ok(())
}
