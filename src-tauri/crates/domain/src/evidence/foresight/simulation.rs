//! The simulation behind [`super`]: records with a change of a known size, and how often it is said.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::super::comparison::{PhaseDays, compare};
use super::super::pairs::{PairsSentence, pairs_finding};
use super::super::sentence::{Direction, Sentence};
use super::super::start_draw::start_draw;
use super::{CARRIED, SEEN_SHARE};
use crate::experiment::{Better, Chance, DAYS_EACH_SIDE_MIN, DayPair, PairOrder, Seed};

/// Records for each step of each row.
const RECORDS: u32 = 200;
/// The steps in which a change grows, in spreads.
const STEP: f64 = 0.25;
/// The largest change that is tried, in steps: three spreads.
const STEPS: u32 = 12;
const SEED: Seed = Seed(20_260_105);

/// Returns the smallest change, in spreads, that `says` says in four of five records; 0 when none is.
///
/// The share grows with the change, so halving finds the step.
fn smallest(says: impl Fn(&mut Chance, f64) -> bool) -> f64 {
    let is_seen = |step: u32| {
        let mut chance = Chance::from(SEED);
        let seen = (0..RECORDS).filter(|_| says(&mut chance, f64::from(step) * STEP)).count();
        SEEN_SHARE * f64::from(RECORDS) <= seen as f64
    };
    if !is_seen(STEPS) {
        return 0.0;
    }
    let (mut unseen, mut seen) = (0, STEPS);
    while unseen + 1 < seen {
        let middle = (unseen + seen) / 2;
        if is_seen(middle) { seen = middle } else { unseen = middle }
    }
    f64::from(seen) * STEP
}

/// Writes a value down as people rate: in whole points, of which two make a spread.
fn rated(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}

/// Makes days of spread 1, each carrying over a part of the day before.
fn days(chance: &mut Chance, count: u32) -> Vec<f64> {
    let mut level = chance.normal();
    let mut next = || {
        let today = level;
        level = CARRIED * level + (1.0 - CARRIED * CARRIED).sqrt() * chance.normal();
        today
    };
    (0..count).map(|_| next()).collect()
}

pub(super) fn before_after(before: u32, with: u32) -> f64 {
    smallest(|chance, change| {
        let mut values = days(chance, before + with);
        let after: Vec<f64> = values.split_off(before as usize).iter().map(|value| value + change).collect();
        let phase = |values: Vec<f64>| PhaseDays {
            code: String::new(),
            values: values.into_iter().map(rated).collect(),
            missing: 0,
        };
        let said = compare(&phase(values), &phase(after), Better::Higher);
        let better = said.figures.is_some_and(|figures| figures.direction == Direction::Better);
        better && said.sentence == Sentence::ClearerThanWobble
    })
}

/// Returns the smallest lift that is said where nothing changes and the rater, who knows the drawn day, hopes
/// from it on: what was felt is written down higher than it was.
pub(super) fn hoped_start(count: u32) -> f64 {
    drawn_start(count, |felt, hope| rated(felt) + hope)
}

pub(super) fn random_start(count: u32) -> f64 {
    drawn_start(count, |value, change| rated(value + change))
}

/// Draws a start and writes each day down; `written` gets the lift from the start on, and 0 before.
fn drawn_start(count: u32, written: impl Fn(f64, f64) -> f64) -> f64 {
    let each_side = DAYS_EACH_SIDE_MIN as u32;
    let among: Vec<NaiveDate> = (each_side..=count - each_side).map(day).collect();
    smallest(|chance, change| {
        let start = among[chance.below(among.len() as u32) as usize];
        let lift = |on: NaiveDate| if start <= on { change } else { 0.0 };
        let values = days(chance, count);
        let record: Vec<(NaiveDate, f64)> =
            (0..count).map(day).zip(values).map(|(on, value)| (on, written(value, lift(on)))).collect();
        start_draw(&record, &among, start, Better::Higher).is_some_and(|found| found.p <= 0.05)
    })
}

pub(super) fn day_pairs(pairs: u32) -> f64 {
    smallest(|chance, change| {
        let values = days(chance, 2 * pairs);
        let pairs: Vec<DayPair> = (0..pairs)
            .map(|at| DayPair {
                number: at + 1,
                is_reserve: false,
                days: [day(2 * at), day(2 * at + 1)],
                order: if chance.coin() { PairOrder::ActFirst } else { PairOrder::UsualFirst },
            })
            .collect();
        let is_act = |on| pairs.iter().any(|pair| pair.act_and_usual()[0] == on);
        let lift = |on| if is_act(on) { change } else { 0.0 };
        let record: BTreeMap<NaiveDate, f64> =
            (0..).map(day).zip(values).map(|(on, value)| (on, rated(value + lift(on)))).collect();
        let found = pairs_finding(&pairs, pairs.len() as u32, &record, Better::Higher);
        found.direction == Direction::Better && found.sentence == PairsSentence::ClearerThanWobble
    })
}

fn day(nth: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + Days::new(u64::from(nth))
}
