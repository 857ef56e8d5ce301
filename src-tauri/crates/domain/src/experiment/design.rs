//! The four designs: which days are compared, when chance decides, and what each of them asks for.
//!
//! A design that takes a behaviour away again (ABAB) is not among them: what
//! somebody was promised is not taken back to see what happens.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::draw::Draw;
use super::pair_days::{DayPair, day_pairs};
use super::{ExperimentFields, Schedule};
use crate::refusal::Refusal;

/// The fewest days on which a drawn start could have fallen; with 20, chance alone gives p = 0.05 at best.
pub const START_DAYS_MIN: usize = 20;
/// The fewest days before, and from, each day on which a drawn start could fall.
pub const DAYS_EACH_SIDE_MIN: usize = 5;

/// Names how days are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Days before against days after the start.
    #[default]
    BeforeAfter,
    /// Days before against days after a start that chance draws.
    RandomStart,
    /// Days in pairs; chance draws on which day of each pair the behaviour is tried.
    DayPairs,
    /// Keep a record without comparing.
    JustLog,
}

impl Design {
    /// The designs in the order they are offered.
    pub const ALL: [Design; 4] =
        [Design::BeforeAfter, Design::RandomStart, Design::DayPairs, Design::JustLog];

    /// Tells whether chance decides, so that a p value may be said.
    pub fn uses_chance(self) -> bool {
        match self {
            Design::RandomStart | Design::DayPairs => true,
            Design::BeforeAfter | Design::JustLog => false,
        }
    }

    /// Returns the name in keys of the catalogue and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Design::BeforeAfter => "before_after",
            Design::RandomStart => "random_start",
            Design::DayPairs => "day_pairs",
            Design::JustLog => "just_log",
        }
    }
}

/// Holds the first and the last day on which a drawn start may fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "StartWindowFields")]
pub struct StartWindow {
    earliest: NaiveDate,
    latest: NaiveDate,
}

#[derive(Deserialize)]
struct StartWindowFields {
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl TryFrom<StartWindowFields> for StartWindow {
    type Error = Refusal;
    fn try_from(fields: StartWindowFields) -> Result<Self, Refusal> {
        StartWindow::new(fields.earliest, fields.latest)
    }
}

impl StartWindow {
    /// Takes both ends.
    ///
    /// # Errors
    /// [`Refusal::EndBeforeStart`] when `latest` lies before `earliest`.
    pub fn new(earliest: NaiveDate, latest: NaiveDate) -> Result<Self, Refusal> {
        if latest < earliest {
            return Err(Refusal::EndBeforeStart);
        }
        Ok(StartWindow { earliest, latest })
    }

    /// Tells whether the day lies within, both ends included.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.earliest <= day && day <= self.latest
    }
}

/// Says why a design is not for this behaviour; `None` when nothing speaks against it.
///
/// A promise to a person does not wait for a drawn day, and is not left out on every second one.
pub fn design_refusal(fields: &ExperimentFields) -> Option<Refusal> {
    match fields.design {
        Design::RandomStart if fields.is_promised() => Some(Refusal::PromiseWaits),
        Design::DayPairs if fields.is_promised() => Some(Refusal::PromiseLeftOut),
        Design::BeforeAfter | Design::RandomStart | Design::DayPairs | Design::JustLog => None,
    }
}

/// Says, field by field, why chance cannot be asked today; `None` when it can, or when the design has no draw.
///
/// `record_from` is the first day of the record.
pub fn draw_refusal(
    fields: &ExperimentFields,
    record_from: NaiveDate,
    today: NaiveDate,
) -> Option<(&'static str, Refusal)> {
    match fields.design {
        Design::BeforeAfter | Design::JustLog => None,
        Design::RandomStart => {
            let (days, needed) = (admissible_start_days(fields, record_from, today).len(), START_DAYS_MIN);
            (days < needed).then_some(("start_between", Refusal::TooFewStartDays { days, needed }))
        }
        Design::DayPairs if fields.starts_on.is_some_and(|start| start <= today) => {
            Some(("starts_on", Refusal::DrawAfterStart))
        }
        Design::DayPairs => {
            let needed = 2 * usize::from(fields.pairs?.get());
            let days = fields.starts_on.map_or(0, |start| applicable_days(fields, start).len());
            (days < needed).then_some(("planned_end_on", Refusal::TooFewPairDays { days, needed }))
        }
    }
}

/// Lists the days of the schedule from `first` to the planned end, without the days off.
///
/// Without a schedule or an end there are none: nobody could count them.
pub fn applicable_days(fields: &ExperimentFields, first: NaiveDate) -> Vec<NaiveDate> {
    let (Some(Schedule { days, .. }), Some(end)) = (&fields.schedule, fields.planned_end_on) else {
        return Vec::new();
    };
    let [first, end] = [first, end].map(|day| day.and_time(NaiveTime::MIN));
    let planned = days.occurrences_within(first, first, end).into_iter().map(|at| at.date());
    planned.filter(|day| !fields.is_not_applicable(*day)).collect()
}

/// Lists the days after today on which a drawn start may fall.
///
/// Each has [`DAYS_EACH_SIDE_MIN`] days of the schedule before it since the record began, and as
/// many from it on, so that no start leaves a phase too short to compare.
///
/// *Source:* Edgington (1975); Kratochwill & Levin (2010), for the shortest phase fixed beforehand.
pub fn admissible_start_days(
    fields: &ExperimentFields,
    record_from: NaiveDate,
    today: NaiveDate,
) -> Vec<NaiveDate> {
    let Some(window) = fields.start_between else { return Vec::new() };
    let days = applicable_days(fields, record_from);
    let last = days.len().saturating_sub(DAYS_EACH_SIDE_MIN);
    let inner = days.get(DAYS_EACH_SIDE_MIN..=last).unwrap_or_default();
    inner.iter().copied().filter(|day| today < *day && window.contains(*day)).collect()
}

/// Names the field of a new plan that would undo a draw that stands, with the reason.
///
/// A draw repeated until it pleases is no draw. Days to come may still move with the schedule;
/// days that have passed, today included, keep their place.
pub fn change_of_draw(
    stored: &ExperimentFields,
    new: &ExperimentFields,
    today: NaiveDate,
) -> Option<(&'static str, Refusal)> {
    let draw = stored.draw.as_ref()?;
    let frozen = [
        ("design", stored.design != new.design),
        ("pairs", stored.pairs != new.pairs),
        ("start_between", stored.start_between != new.start_between),
        ("starts_on", stored.design == Design::RandomStart && stored.starts_on != new.starts_on),
    ];
    if let Some((field, _)) = frozen.into_iter().find(|(_, changed)| *changed) {
        return Some((field, Refusal::DrawStands));
    }
    let passed = |fields: &ExperimentFields| lived(fields, draw, today);
    if passed(stored) == passed(new) {
        return None;
    }
    let field = if stored.not_applicable != new.not_applicable {
        "not_applicable"
    } else if stored.starts_on != new.starts_on {
        "starts_on"
    } else {
        "schedule"
    };
    Some((field, Refusal::DrawnDaysPassed))
}

/// The pairs as far as they are lived: each with its days up to today.
fn lived(fields: &ExperimentFields, draw: &Draw, today: NaiveDate) -> Vec<(u32, Vec<NaiveDate>)> {
    let drawn = ExperimentFields { draw: Some(draw.clone()), ..fields.clone() };
    let passed = |pair: DayPair| (pair.number, pair.days.into_iter().filter(|day| *day <= today).collect());
    day_pairs(&drawn)
        .into_iter()
        .map(passed)
        .filter(|(_, days): &(u32, Vec<NaiveDate>)| !days.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
