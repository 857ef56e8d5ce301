//! The belief behind a hidden brake over time, and the log of an experiment as a calendar.

use chrono::NaiveDate;
use serde::Deserialize;
use ts_rs::TS;

use inward_domain::entry::Brake;
use inward_domain::experiment::{Checkin, DayLog, Experiment};
use inward_domain::ids::ExperimentId;
use inward_report::chart::belief::{Belief, BeliefTest};
use inward_report::chart::calendar::{DayState, LogCalendar, LoggedDay};
use inward_report::chart::evidence::Rated;
use inward_vault::Reader;

use super::{Picture, fitting, for_screen};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::experiments;

/// Asks for the belief in an assumption over time.
#[derive(Debug, Deserialize, TS)]
pub struct BeliefPictureOf {
    /// The hidden brake, saved or not.
    pub brake: Brake,
    /// The day it was written; today where it is not.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// The width, in CSS pixels.
    pub width: f64,
}

/// Asks for the log of an experiment as a calendar.
#[derive(Debug, Deserialize, TS)]
pub struct LogCalendarOf {
    /// Which experiment.
    pub experiment: ExperimentId,
    /// The width, in CSS pixels.
    pub width: f64,
}

pub(crate) fn belief_picture(
    _: &Reader,
    input: BeliefPictureOf,
    call: &Call<'_>,
) -> Result<Picture, Trouble> {
    let (brake, today) = (&input.brake, call.moment.today());
    let first = input.on.unwrap_or(today);
    // A result is known at the latest today, and never before the brake was written.
    let result_on = |by: Option<NaiveDate>| by.map_or(today, |by| by.min(today)).max(first);
    let mut values = vec![Rated { on: first, value: f64::from(brake.belief.get()) }];
    values.extend(brake.tests.iter().filter_map(|test| {
        Some(Rated { on: result_on(test.by), value: f64::from(test.belief_after?.get()) })
    }));
    let tests = brake.tests.iter().map(|test| {
        let is_open = test.happened.is_none() && test.belief_after.is_none();
        BeliefTest {
            on: if is_open { test.by.unwrap_or(today).max(first) } else { result_on(test.by) },
            test: test.what.to_string(),
            result: test.happened.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    });
    let chart = Belief {
        title: brake.assumption.to_string(),
        language: call.language,
        width: fitting(input.width),
        values,
        tests: tests.collect(),
        axis: call.time_axis(),
    }
    .chart();
    Ok(for_screen(&chart))
}

pub(crate) fn log_calendar(
    reader: &Reader,
    input: LogCalendarOf,
    call: &Call<'_>,
) -> Result<Picture, Trouble> {
    let experiment = experiments::known(reader, input.experiment, call)?;
    let logs = reader.day_logs(experiment.id)?;
    let (from, to) = span(&experiment, &logs, call.moment.today());
    let chart = LogCalendar {
        title: experiment.fields.title.to_string(),
        language: call.language,
        width: fitting(input.width),
        from,
        to,
        days: known_days(&experiment, &logs, from, to),
    }
    .chart();
    Ok(for_screen(&chart))
}

/// Returns the days from the first that could be logged to the end, or to today while it runs.
fn span(experiment: &Experiment, logs: &[DayLog], today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let logged = logs.iter().map(|log| log.on);
    let first_phase = experiment.phases.first().map(|phase| phase.starts_on);
    let from = logged.clone().chain(first_phase).chain(experiment.fields.starts_on).min().unwrap_or(today);
    let end = experiment.fields.planned_end_on.map_or(today, |end| end.min(today));
    (from, logged.max().map_or(end, |last| last.max(end)).max(from))
}

/// Lists what is known of the days; what was logged goes before what was planned.
fn known_days(experiment: &Experiment, logs: &[DayLog], from: NaiveDate, to: NaiveDate) -> Vec<LoggedDay> {
    let planned = from.iter_days().take_while(|day| *day <= to);
    let off = planned.filter(|day| experiment.fields.is_not_applicable(*day));
    let off = off.map(|on| LoggedDay { on, state: DayState::NotApplicable });
    let logged = logs.iter().filter_map(|log| {
        let state = match log.checkin? {
            Checkin::Done => DayState::Done,
            Checkin::Missed => DayState::NotDone,
            Checkin::NotApplicable => DayState::NotApplicable,
        };
        Some(LoggedDay { on: log.on, state })
    });
    off.chain(logged).collect()
}
