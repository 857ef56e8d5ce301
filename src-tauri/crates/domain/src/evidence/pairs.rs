//! Day pairs of one measure: which count, which are dropped, and what the sum of them allows to be said.
//!
//! Pairs are analysed as drawn: a day on which the behaviour was forgotten
//! stays the day it was drawn for. The days each pair has, and its order, come
//! from [`crate::experiment`]; the words are in [`super::pair_words`].

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sentence::Direction;
use super::sign_flip::{PAIRS_MIN, SignFlip, sign_flip};
use crate::experiment::{Better, DayPair, pairs_in_use};

/// At or below this two-sided p the result is clearer than chance wobble.
pub const CLEAR_P: f64 = 0.05;

/// Tells how a pair stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairState {
    /// Both days are rated.
    Counted,
    /// A day passed without a rating.
    Dropped,
    /// A day is still to come.
    Ahead,
}

/// Holds one pair as it turned out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct PairOutcome {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it was added for a dropped one.
    pub is_added: bool,
    /// Its two days, in order.
    pub days: [NaiveDate; 2],
    /// The day drawn for the behaviour.
    pub act_on: NaiveDate,
    /// The day drawn to be as usual.
    pub usual_on: NaiveDate,
    /// The rating of the first.
    pub act: Option<f64>,
    /// The rating of the second.
    pub usual: Option<f64>,
    /// By how much the day with the behaviour was better, in the measure's unit; absent unless both are rated.
    pub better_by: Option<f64>,
    /// How it stands.
    pub state: PairState,
}

/// Names the sentence that pairs allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairsSentence {
    /// Fewer than six pairs: no p, and no word.
    TooFewPairs,
    /// No pair has a difference.
    NoMovement,
    /// The draw alone could easily have done it.
    CouldBeWobble,
    /// The draw alone would seldom have done it; [`Direction`] tells to which side.
    ClearerThanWobble,
}

/// Holds what the pairs of one measure come to; figures are unrounded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PairsFinding {
    /// How many pairs were planned.
    pub planned: u32,
    /// The pairs that are needed, in order; a dropped one is followed, at the end, by one that was added.
    pub pairs: Vec<PairOutcome>,
    /// Pairs that count.
    pub counted: u32,
    /// Sum of the differences of these; above 0 is better.
    pub sum: f64,
    /// Their mean.
    pub mean: Option<f64>,
    /// Mean rating of their days with the behaviour.
    pub mean_act: Option<f64>,
    /// Mean rating of their days as usual.
    pub mean_usual: Option<f64>,
    /// Pairs in which the day with the behaviour was better.
    pub better: u32,
    /// Pairs without a difference.
    pub equal: u32,
    /// Pairs in which it was worse.
    pub worse: u32,
    /// How rare this is among all draws; absent with fewer than six pairs.
    pub chance: Option<SignFlip>,
    /// To which side the sum lies.
    pub direction: Direction,
    /// What may be said.
    pub sentence: PairsSentence,
    /// How many more pairs a p needs; 0 when there are enough.
    pub more_pairs: u32,
}

/// Reckons the pairs of one measure.
///
/// `rated` holds the ratings by day. A day without one is missing once a later day is rated: the
/// pair is dropped, and the next of the reserve is added.
pub fn pairs_finding(
    pairs: &[DayPair],
    planned: u32,
    rated: &BTreeMap<NaiveDate, f64>,
    better: Better,
) -> PairsFinding {
    let last = rated.keys().next_back().copied();
    let is_missing = |day: &NaiveDate| !rated.contains_key(day) && last.is_some_and(|last| *day < last);
    let is_dropped = |pair: &DayPair| pair.days.iter().any(is_missing);
    let outcome = |pair: DayPair| outcome(pair, rated, is_dropped(&pair), better);
    let outcomes: Vec<PairOutcome> =
        pairs_in_use(pairs, planned, is_dropped).into_iter().map(outcome).collect();
    summed_up(planned, outcomes)
}

fn outcome(pair: DayPair, rated: &BTreeMap<NaiveDate, f64>, is_dropped: bool, better: Better) -> PairOutcome {
    let [act_on, usual_on] = pair.act_and_usual();
    let [act, usual] = [act_on, usual_on].map(|day| rated.get(&day).copied());
    let better_by = act.zip(usual).map(|(act, usual)| match better {
        Better::Higher => act - usual,
        Better::Lower => usual - act,
    });
    let state = match better_by {
        Some(_) => PairState::Counted,
        None if is_dropped => PairState::Dropped,
        None => PairState::Ahead,
    };
    let (number, is_added, days) = (pair.number, pair.is_reserve, pair.days);
    PairOutcome { number, is_added, days, act_on, usual_on, act, usual, better_by, state }
}

fn summed_up(planned: u32, pairs: Vec<PairOutcome>) -> PairsFinding {
    let counted: Vec<&PairOutcome> = pairs.iter().filter(|pair| pair.state == PairState::Counted).collect();
    let differences: Vec<f64> = counted.iter().filter_map(|pair| pair.better_by).collect();
    let mean = |values: Vec<f64>| {
        let of = values.len() as f64;
        (0.0 < of).then(|| values.iter().sum::<f64>() / of)
    };
    let count = |side: fn(f64) -> bool| differences.iter().filter(|d| side(**d)).count() as u32;
    let sum: f64 = differences.iter().sum();
    let chance = sign_flip(&differences);
    PairsFinding {
        planned,
        counted: counted.len() as u32,
        sum,
        mean: mean(differences.clone()),
        mean_act: mean(counted.iter().filter_map(|pair| pair.act).collect()),
        mean_usual: mean(counted.iter().filter_map(|pair| pair.usual).collect()),
        better: count(|d| 0.0 < d),
        equal: count(|d| d == 0.0),
        worse: count(|d| d < 0.0),
        chance,
        direction: side_of(sum),
        sentence: sentence(&differences, chance),
        more_pairs: PAIRS_MIN.saturating_sub(differences.len()) as u32,
        pairs,
    }
}

fn side_of(sum: f64) -> Direction {
    if 0.0 < sum {
        Direction::Better
    } else if sum < 0.0 {
        Direction::Worse
    } else {
        Direction::Even
    }
}

fn sentence(differences: &[f64], chance: Option<SignFlip>) -> PairsSentence {
    match chance {
        None => PairsSentence::TooFewPairs,
        Some(_) if differences.iter().all(|difference| *difference == 0.0) => PairsSentence::NoMovement,
        Some(chance) if chance.p_two_sided <= CLEAR_P => PairsSentence::ClearerThanWobble,
        Some(_) => PairsSentence::CouldBeWobble,
    }
}

#[cfg(test)]
mod tests;
