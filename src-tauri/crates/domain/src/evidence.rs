//! What the days say, and only what the design allows to be said.
//!
//! Every number in a sentence of evidence, on screen, on paper and in the
//! terminal, comes from here. All of it is pure functions over ratings and
//! check-ins; who stores them, and who draws them, is not known here.
//!
//! Deliberately absent: Tau-U (it exceeds 1), means as the headline (ratings
//! are ranks), a p-value where the start was chosen and not drawn, and any
//! word such as "proved" or "caused".

pub mod nap;

pub mod interval;

pub mod trend;

pub mod sentence;

pub mod comparison;

pub mod strength;

pub mod split;

pub mod record;

pub mod words;

pub mod sign_flip;

pub mod pairs;

pub mod start_draw;

pub mod pair_words;

pub mod foresight;

pub use comparison::{Comparison, Figures, Medians, MoreDays, PhaseDays, Warning, compare, compare_all};
pub use foresight::{PlannedDays, blind, cannot_see, smallest_visible_change};
pub use pair_words::{AboutPairs, PairRow, PairsReading, pair_limits, read_pairs, read_start_draw};
pub use pairs::{PairOutcome, PairState, PairsFinding, PairsSentence};
pub use record::{Evidence, MeasureComparisons, evidence_of, main_comparison, phase_days, split_within};
pub use sentence::{Direction, Sentence};
pub use sign_flip::SignFlip;
pub use split::Split;
pub use start_draw::StartDraw;
pub use strength::{CheckinCounts, StrengthWord, count_checkins, second_miss};
pub use words::{
    About, Circumstances, Reading, Start, describe_split, done_of, figure, limits, read, strength_line,
};

#[cfg(test)]
mod amir;

#[cfg(test)]
pub(crate) mod pause;
