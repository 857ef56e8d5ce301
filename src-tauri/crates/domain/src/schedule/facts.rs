//! What the planner has to know besides rules and history; the application fills it in.
//!
//! Only days and times: no name, no note and no rating is needed to decide
//! whether something rings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;

use super::zone;
use crate::dates::DaysOff;
use crate::experiment::Checkin;
use crate::ids::ExperimentId;

/// The most notifications of one day, whatever the user chose.
pub const HARD_CAP: u8 = 4;
/// The notifications of one day, unless the user chose otherwise.
pub const DAILY_CAP: u8 = 2;
/// Quiet time that does not end within so many days is taken to end then.
const QUIET_DAYS_MAX: u64 = 14;

/// Holds quiet hours and quiet days, in local time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quiet {
    /// From and to; `to` may lie on the next day, and equal times are no quiet hours.
    pub hours: Option<(NaiveTime, NaiveTime)>,
    /// Days that are quiet from midnight to midnight.
    pub days: Vec<Weekday>,
}

impl Quiet {
    /// Tells when the quiet time that holds `at` ends; `None` when `at` is not quiet.
    pub fn ends_after(&self, at: DateTime<Utc>, here: Tz) -> Option<DateTime<Utc>> {
        if !self.holds(at, here) {
            return None;
        }
        let today = at.with_timezone(&here).date_naive();
        let evening = self.hours.map_or(NaiveTime::MIN, |(_, to)| to);
        let ends = today
            .iter_days()
            .take(QUIET_DAYS_MAX as usize)
            .flat_map(|day| [NaiveTime::MIN, evening].map(|time| zone::instant(here, day.and_time(time))));
        let found = ends.into_iter().find(|end| at < *end && !self.holds(*end, here));
        Some(found.unwrap_or(at + TimeDelta::days(QUIET_DAYS_MAX as i64)))
    }

    fn holds(&self, at: DateTime<Utc>, here: Tz) -> bool {
        let local = at.with_timezone(&here);
        if self.days.contains(&local.weekday()) {
            return true;
        }
        let time = local.time();
        match self.hours {
            Some((from, to)) if from < to => from <= time && time < to,
            Some((from, to)) if to < from => from <= time || time < to,
            Some(_) | None => false,
        }
    }
}

/// Holds what is known of one experiment's days.
///
/// Two weeks back are enough; older days are never asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExperimentDays {
    /// Which experiment.
    pub experiment: ExperimentId,
    /// Its record's first day, from which the evening log asks; none is from the beginning.
    pub first_on: Option<NaiveDate>,
    /// The last day, once ended or decided; none is for ever.
    pub last_on: Option<NaiveDate>,
    /// While it runs, the evening asks for ratings; not without a measure rated by me, without a record, or once
    /// it is decided.
    pub is_rated: bool,
    /// It rests: nothing rings for it.
    pub paused: bool,
    /// Days with a check-in.
    pub checkins: BTreeMap<NaiveDate, Checkin>,
    /// Days on which the evening log has nothing left to ask: all ratings are there, or the day was logged.
    pub logged: BTreeSet<NaiveDate>,
    /// Days that do not count; their reasons are words of the user's and stay in the vault.
    pub not_applicable: Vec<DaysOff>,
    /// Days drawn to be as usual: nothing of the act is due, the evening log is.
    pub as_usual: BTreeSet<NaiveDate>,
}

impl ExperimentDays {
    /// Starts with an experiment of which no day is known.
    pub fn of(experiment: ExperimentId) -> Self {
        ExperimentDays {
            experiment,
            first_on: None,
            last_on: None,
            is_rated: true,
            paused: false,
            checkins: BTreeMap::new(),
            logged: BTreeSet::new(),
            not_applicable: Vec::new(),
            as_usual: BTreeSet::new(),
        }
    }

    /// Tells whether the experiment runs on a day.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        self.first_on.is_none_or(|first| first <= day) && self.last_on.is_none_or(|last| day <= last)
    }

    /// Tells whether the evening of a day is one that asks for ratings, whether or not something of it is left to ask.
    pub fn is_rated_on(&self, day: NaiveDate) -> bool {
        self.is_rated && self.runs_on(day)
    }

    /// Tells whether the day does not count, by a range or by its check-in.
    pub fn is_off(&self, day: NaiveDate) -> bool {
        self.not_applicable.iter().any(|range| range.contains(day))
    }
}

/// Holds everything the planner is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The experiments that are not decided, or were within two weeks.
    pub experiments: Vec<ExperimentDays>,
    /// Reminders rest until then.
    pub paused_until: Option<DateTime<Utc>>,
    /// Quiet hours and days.
    pub quiet: Quiet,
    /// How many notifications a day; above [`HARD_CAP`] counts as that.
    pub daily_cap: u8,
    /// Whether a notification could be shown now.
    pub can_notify: bool,
    /// When this process began: an older claim without confirmation was cut short.
    pub started_at: DateTime<Utc>,
    /// The last day with any entry or answer; none is a new user, who is not away.
    pub last_entry_on: Option<NaiveDate>,
    /// The day of the latest weekly review; its week is not asked for again.
    pub reviewed_on: Option<NaiveDate>,
    /// "Start from today": earlier days are left alone.
    pub fresh_from: Option<NaiveDate>,
}

impl Facts {
    /// Starts with nothing known: no experiment, no quiet time, the usual cap.
    pub fn at(started_at: DateTime<Utc>) -> Self {
        Facts {
            experiments: Vec::new(),
            paused_until: None,
            quiet: Quiet::default(),
            daily_cap: DAILY_CAP,
            can_notify: true,
            started_at,
            last_entry_on: None,
            reviewed_on: None,
            fresh_from: None,
        }
    }
}
