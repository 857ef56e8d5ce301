//! What a design cannot see, said before it is chosen.
//!
//! Behind each sentence lies a simulation: records with a real change of a
//! known size are made, and it is counted in how many of them the change is
//! said. Its outcome stands here as a table, and a test makes the table again.
//! No figure here is about a person's own days; the spread is an assumption,
//! and the sentence names it.

use crate::experiment::{Design, Rater, Scale};
use crate::lexicon::{Language, say};

use super::words::figure;

#[cfg(test)]
mod simulation;

/// Holds how many days of the schedule a plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedDays {
    /// Days before the behaviour.
    pub before: u32,
    /// Days from its start to the planned end.
    pub with: u32,
}

/// A change is visible when it is said in at least this share of records that have it.
///
/// *Source:* Cohen (1988), for the usual share of four in five.
pub const SEEN_SHARE: f64 = 0.8;
/// How much a day resembles the day before in the simulated records; the worked case has 0.27–0.54.
pub const CARRIED: f64 = 0.3;

/// Days before and days with the behaviour, and the smallest visible change in spreads; 0 is none.
const BEFORE_AFTER: [(u32, u32, f64); 9] = [
    (5, 10, 0.0),
    (5, 20, 0.0),
    (5, 40, 0.0),
    (10, 10, 2.25),
    (10, 20, 2.0),
    (10, 40, 1.75),
    (20, 10, 2.25),
    (20, 20, 1.75),
    (20, 40, 1.25),
];
/// Days of the whole record with a drawn start, and the smallest visible change in spreads; 0 is none.
const RANDOM_START: [(u32, f64); 3] = [(30, 0.0), (45, 0.0), (60, 2.5)];
/// Pairs, and the smallest visible change in spreads; 0 is none.
const DAY_PAIRS: [(u32, f64); 5] = [(6, 2.25), (8, 1.75), (10, 1.5), (14, 1.0), (20, 1.0)];

/// Returns the smallest change that is seen in four of five records, in the unit of the scale.
///
/// `None` when even a change of three spreads is not, and for a design that compares nothing. A
/// plan between two rows of the table is as good as the smaller of them.
pub fn smallest_visible_change(design: Design, days: PlannedDays, scale: Scale) -> Option<f64> {
    let spreads = match design {
        Design::BeforeAfter => {
            let holds = |row: &&(u32, u32, f64)| row.0 <= days.before && row.1 <= days.with;
            smallest(BEFORE_AFTER.iter().filter(holds).map(|row| row.2))
        }
        Design::RandomStart => {
            let holds = |row: &&(u32, f64)| row.0 <= days.before + days.with;
            smallest(RANDOM_START.iter().filter(holds).map(|row| row.1))
        }
        Design::DayPairs => {
            let holds = |row: &&(u32, f64)| row.0 <= days.with / 2;
            smallest(DAY_PAIRS.iter().filter(holds).map(|row| row.1))
        }
        Design::JustLog => None,
    }?;
    // Said in halves, and never smaller than reckoned.
    Some((spreads * usual_spread(scale) * 2.0).ceil() / 2.0)
}

fn smallest(spreads: impl Iterator<Item = f64>) -> Option<f64> {
    spreads.filter(|spread| 0.0 < *spread).min_by(f64::total_cmp)
}

/// By how much days go up and down, in the unit of the scale: an assumption, close to the worked case before the talk.
pub fn usual_spread(scale: Scale) -> f64 {
    match scale {
        Scale::ZeroToTen => 1.5,
        Scale::ZeroToFour => 0.75,
        Scale::Count => 2.0,
    }
}

/// Says what a design cannot see of any plan, before it is chosen.
///
/// Who rates the days and knows which they are may write down what they hope for: no design tells that from a
/// change, a drawn start included, because chance draws the day and does not hide it.
pub fn blind(language: Language, design: Design, rater: Rater) -> String {
    let blind = say(language, &format!("evidence.design.{}.blind", design.key()), &[]);
    match (design, rater) {
        (Design::JustLog, _) | (_, Rater::Them) => blind,
        (_, Rater::Me) => format!("{blind} {}", say(language, "evidence.design.self_rated", &[])),
    }
}

/// Says what a design cannot see of the days of a plan, before it is chosen.
///
/// Where I rate the days myself, a hope that is as large as the smallest visible change is said
/// just as a change is; the simulation makes it again.
pub fn cannot_see(
    language: Language,
    design: Design,
    days: PlannedDays,
    scale: Scale,
    rater: Rater,
) -> String {
    let amount = |value: f64| {
        let unit = if scale == Scale::Count { "count" } else { "points" };
        say(language, &format!("evidence.change.{unit}"), &[("n", &figure(language, value, 2))])
    };
    if design == Design::JustLog {
        return blind(language, design, rater);
    }
    let (before, with) = (days.before.to_string(), days.with.to_string());
    let all = (days.before + days.with).to_string();
    let pairs = (days.with / 2).to_string();
    let spread = amount(usual_spread(scale));
    let mut params = vec![
        ("before", before.as_str()),
        ("with", &with),
        ("all", &all),
        ("pairs", &pairs),
        ("spread", &spread),
    ];
    let change = smallest_visible_change(design, days, scale).map(amount);
    let key = match &change {
        Some(change) => {
            params.push(("change", change));
            "unseen"
        }
        None => "too_little",
    };
    let unseen = say(language, &format!("evidence.design.{}.{key}", design.key()), &params);
    let assumed = say(language, "evidence.design.assumed", &params);
    match (&change, rater) {
        (Some(_), Rater::Me) => {
            let blind = blind(language, design, Rater::Them);
            let hoped = say(language, "evidence.design.self_rated_by", &params);
            format!("{unseen} {assumed} {blind} {hoped}")
        }
        (Some(_), Rater::Them) => format!("{unseen} {assumed} {}", blind(language, design, rater)),
        (None, _) => format!("{unseen} {}", blind(language, design, rater)),
    }
}

#[cfg(test)]
mod tests;
