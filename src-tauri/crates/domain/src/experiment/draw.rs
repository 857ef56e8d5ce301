//! The draw: what chance decided, kept with its seed so that anybody can draw it again.
//!
//! No randomness is read here. The seed is an argument, and the generator is a
//! known one, so the same seed gives the same draw on every machine.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::design::START_DAYS_MIN;
use crate::numbers::PairCount;
use crate::refusal::Refusal;

/// Holds the number a draw begins with; on the wire 16 hexadecimal digits, which no window rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct Seed(pub u64);

impl FromStr for Seed {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let digits = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = digits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(Seed).ok_or(Refusal::NotASeed)
    }
}

impl TryFrom<String> for Seed {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        text.parse()
    }
}

impl From<Seed> for String {
    fn from(seed: Seed) -> String {
        format!("{:016x}", seed.0)
    }
}

/// Tells what a day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Try the behaviour.
    Act,
    /// Do as usual.
    Usual,
}

/// Tells which day of a pair comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairOrder {
    /// The behaviour on the first day, as usual on the second.
    ActFirst,
    /// As usual on the first day, the behaviour on the second.
    UsualFirst,
}

impl PairOrder {
    /// Returns what the two days of the pair are for.
    pub fn conditions(self) -> [Condition; 2] {
        match self {
            PairOrder::ActFirst => [Condition::Act, Condition::Usual],
            PairOrder::UsualFirst => [Condition::Usual, Condition::Act],
        }
    }
}

/// Holds what was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum Drawn {
    /// The first day of the behaviour.
    StartDay {
        /// The days it could have been, in order.
        among: Vec<NaiveDate>,
        /// The day it is.
        start: NaiveDate,
    },
    /// The order within each pair.
    DayPairs {
        /// How many pairs are to be compared.
        planned: PairCount,
        /// The order of each pair; those beyond the planned ones take the place of dropped pairs.
        sequence: Vec<PairOrder>,
    },
}

/// Holds a draw. It is made before the first day and never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Draw {
    /// The number it began with.
    pub seed: Seed,
    /// When it was made.
    pub drawn_at: DateTime<Utc>,
    /// What came out.
    pub result: Drawn,
}

impl Draw {
    /// Draws the order within each pair: for every pair a coin of its own.
    ///
    /// Half as many again are drawn in reserve, for pairs of which a day goes missing.
    pub fn of_pairs(seed: Seed, drawn_at: DateTime<Utc>, planned: PairCount) -> Draw {
        let mut chance = Chance::from(seed);
        let count = u32::from(planned.get()) + u32::from(planned.get()).div_ceil(2);
        let order = |_| if chance.coin() { PairOrder::ActFirst } else { PairOrder::UsualFirst };
        let sequence = (0..count).map(order).collect();
        Draw { seed, drawn_at, result: Drawn::DayPairs { planned, sequence } }
    }

    /// Draws the first day of the behaviour, each of the given days with the same chance.
    ///
    /// # Errors
    /// [`Refusal::TooFewStartDays`] with fewer than [`START_DAYS_MIN`] days to draw from.
    pub fn of_start(seed: Seed, drawn_at: DateTime<Utc>, among: Vec<NaiveDate>) -> Result<Draw, Refusal> {
        if among.len() < START_DAYS_MIN {
            return Err(Refusal::TooFewStartDays { days: among.len(), needed: START_DAYS_MIN });
        }
        let start = among[Chance::from(seed).below(among.len() as u32) as usize];
        Ok(Draw { seed, drawn_at, result: Drawn::StartDay { among, start } })
    }

    /// Tells whether drawing again from the seed gives the same, as it does unless a record was edited.
    pub fn is_as_drawn(&self) -> bool {
        match &self.result {
            Drawn::DayPairs { planned, .. } => Draw::of_pairs(self.seed, self.drawn_at, *planned) == *self,
            Drawn::StartDay { among, .. } => {
                Draw::of_start(self.seed, self.drawn_at, among.clone()).is_ok_and(|again| again == *self)
            }
        }
    }
}

/// A stream of chance that only its seed decides.
///
/// *Source:* Bernstein (2008), ChaCha with eight rounds.
pub(crate) struct Chance(ChaCha8Rng);

impl From<Seed> for Chance {
    fn from(seed: Seed) -> Self {
        Chance(ChaCha8Rng::seed_from_u64(seed.0))
    }
}

impl Chance {
    /// Tosses a coin.
    pub(crate) fn coin(&mut self) -> bool {
        self.0.next_u32() & 1 == 1
    }

    /// Returns a whole number below `end`, each with the same chance; values of the last, incomplete round are drawn again.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let rounds = u32::MAX / end;
        loop {
            let value = self.0.next_u32() / rounds;
            if value < end {
                return value;
            }
        }
    }

    /// Returns a number close enough to a normal one: 64 coins, counted from their middle in units of their spread.
    #[cfg(test)]
    pub(crate) fn normal(&mut self) -> f64 {
        (f64::from(self.0.next_u64().count_ones()) - 32.0) / 4.0
    }
}

#[cfg(test)]
mod tests;
