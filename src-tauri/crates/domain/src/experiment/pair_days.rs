//! Which days form which pair, and what a day is for.
//!
//! Pairs take the days that count, in order: two neighbours of the schedule,
//! days off left out. A pair of which a day is missing is dropped, and one pair
//! is added at the end; the days of the other pairs stay where they are.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::design::applicable_days;
use super::draw::{Condition, Drawn, PairOrder};
use super::{DayLog, Experiment, ExperimentFields};

/// Holds a pair of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPair {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it stands in for a dropped one.
    pub is_reserve: bool,
    /// Its days, in order.
    pub days: [NaiveDate; 2],
    /// What they are for.
    pub order: PairOrder,
}

impl DayPair {
    /// Returns what a day of the pair is for; `None` for any other day.
    pub fn condition_on(&self, day: NaiveDate) -> Option<Condition> {
        self.days.iter().position(|own| *own == day).map(|at| self.order.conditions()[at])
    }

    /// Returns the day with the behaviour and the day as usual.
    pub fn act_and_usual(&self) -> [NaiveDate; 2] {
        let [first, second] = self.days;
        match self.order {
            PairOrder::ActFirst => [first, second],
            PairOrder::UsualFirst => [second, first],
        }
    }
}

/// Lists the pairs the plan has room for until its end, those in reserve included; none without a draw.
pub fn day_pairs(fields: &ExperimentFields) -> Vec<DayPair> {
    let (Some(draw), Some(start)) = (&fields.draw, fields.starts_on) else { return Vec::new() };
    let Drawn::DayPairs { planned, sequence } = &draw.result else { return Vec::new() };
    let days = applicable_days(fields, start);
    let pair = |(at, (order, days)): (usize, (&PairOrder, &[NaiveDate]))| DayPair {
        number: at as u32 + 1,
        is_reserve: usize::from(planned.get()) <= at,
        days: [days[0], days[1]],
        order: *order,
    };
    sequence.iter().zip(days.chunks_exact(2)).enumerate().map(pair).collect()
}

/// Keeps the pairs that are needed: the planned ones, and for each dropped one another from the reserve.
pub fn pairs_in_use(pairs: &[DayPair], planned: u32, is_dropped: impl Fn(&DayPair) -> bool) -> Vec<DayPair> {
    let mut open = planned;
    let mut used = Vec::new();
    for pair in pairs {
        if open == 0 {
            break;
        }
        used.push(*pair);
        open -= u32::from(!is_dropped(pair));
    }
    used
}

/// Tells what a day is for, and in which pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Assigned {
    /// What it is for.
    pub condition: Condition,
    /// The number of its pair, from 1.
    pub pair: u32,
    /// Whether the pair stands in for a dropped one.
    pub is_reserve: bool,
}

/// Returns what a day is for, as it stands on that day; `None` where it belongs to no pair that is needed.
///
/// A day before it without a rating of the first measure is missing, and its pair dropped; a
/// rating added later brings the pair back.
pub fn assigned_on(experiment: &Experiment, logs: &[DayLog], day: NaiveDate) -> Option<Assigned> {
    let fields = &experiment.fields;
    let Drawn::DayPairs { planned, .. } = &fields.draw.as_ref()?.result else { return None };
    let first = experiment.measures.first()?.id;
    let is_rated =
        |log: &&DayLog| log.experiment == experiment.id && log.ratings.iter().any(|r| r.measure == first);
    let rated: BTreeSet<NaiveDate> = logs.iter().filter(is_rated).map(|log| log.on).collect();
    let dropped = |pair: &DayPair| pair.days.iter().any(|own| *own < day && !rated.contains(own));
    let used = pairs_in_use(&day_pairs(fields), u32::from(planned.get()), dropped);
    used.iter().find_map(|pair| {
        let condition = pair.condition_on(day)?;
        Some(Assigned { condition, pair: pair.number, is_reserve: pair.is_reserve })
    })
}

#[cfg(test)]
mod tests;
