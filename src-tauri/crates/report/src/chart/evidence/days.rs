//! Which days have a place in the chart, and where.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Evidence;

/// Holds the days of a chart and the stretch they are spread over.
pub(super) struct Days {
    days: Vec<NaiveDate>,
    left: f64,
    step: f64,
}

impl Days {
    /// Spreads the days of the chart from `left` over a width.
    pub(super) fn spread(evidence: &Evidence, left: f64, width: f64) -> Days {
        let days = shown(evidence);
        let step = width / days.len().max(1) as f64;
        Days { days, left, step }
    }

    /// Returns the width of one place.
    pub(super) fn step(&self) -> f64 {
        self.step
    }

    /// Lists the days.
    pub(super) fn all(&self) -> &[NaiveDate] {
        &self.days
    }

    /// Returns the middle of the day's place, or nothing if it has none.
    pub(super) fn middle(&self, day: NaiveDate) -> Option<f64> {
        let at = self.days.binary_search(&day).ok()?;
        Some(self.left + (at as f64 + 0.5) * self.step)
    }

    /// Returns both edges of a stretch of days, or nothing if none of them has a place.
    pub(super) fn edges(&self, from: NaiveDate, to: NaiveDate) -> Option<(f64, f64)> {
        let first = self.days.partition_point(|day| *day < from);
        let end = self.days.partition_point(|day| *day <= to);
        if first < end {
            Some((self.left + first as f64 * self.step, self.left + end as f64 * self.step))
        } else {
            None
        }
    }
}

/// Lists the days from the first to the last that anything is said about.
///
/// Long stretches are cut after ten years, so that a wrong year cannot fill the memory.
fn shown(evidence: &Evidence) -> Vec<NaiveDate> {
    const MOST: usize = 3660;
    let recorded = || {
        let rated = evidence.points.iter().map(|point| point.on);
        let checked = evidence.checks.iter().flat_map(|checks| checks.days.iter().map(|check| check.on));
        rated.chain(checked)
    };
    let phases = || evidence.phases.iter().filter(|phase| phase.from <= phase.to);
    let first = recorded().chain(phases().map(|phase| phase.from)).min();
    let last = recorded().chain(phases().map(|phase| phase.to)).max();
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let is_weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let weekends_count = recorded().any(is_weekend);
    first
        .iter_days()
        .take_while(|day| *day <= last)
        .take(MOST)
        .filter(|day| weekends_count || !is_weekend(*day))
        .collect()
}
