//! Reminder rules: what is asked for, when, and how long asking still helps.
//!
//! A rule states intent. That it rang is an [`super::occurrence`]; whether it
//! may ring is decided by the [`super::planner`]. The words are in
//! [`super::notice`].

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::recurrence::Recurrence;
use super::zone::{self, ZonePolicy};
use crate::experiment::Schedule;
use crate::ids::{ExperimentId, RuleId};
use crate::text::{Line, blank_is_none};

/// How long before the act its reminder rings, unless the user chose otherwise: 09:00 rings at 08:50.
pub const LEAD_MINUTES: u16 = 10;
/// The evening log is asked for until then; after that it is a line in Today.
const EVENING_ENDS: NaiveTime = NaiveTime::from_hms_opt(20, 0, 0).expect("BUG: a time of day");
/// How long an evening log that begins after [`EVENING_ENDS`] is asked for.
const LATE_EVENING_MINUTES: u32 = 120;

/// Names what a rule reminds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum What {
    /// The act of an experiment, just before it.
    PromisedAct {
        /// Which experiment.
        experiment: ExperimentId,
    },
    /// The log of the day, for every experiment that runs.
    EveningLog,
    /// The review of the week.
    WeeklyReview,
    /// The closing report of an experiment.
    ClosingReport {
        /// Which experiment.
        experiment: ExperimentId,
    },
    /// Something of the user's own.
    Own,
}

impl What {
    /// Returns the name of the kind, as the catalogue and the tables use it.
    pub fn kind(self) -> &'static str {
        match self {
            What::PromisedAct { .. } => "promised_act",
            What::EveningLog => "evening_log",
            What::WeeklyReview => "weekly_review",
            What::ClosingReport { .. } => "closing_report",
            What::Own => "own",
        }
    }

    /// Tells whether a day can be asked about afterwards: "Did it happen?"
    pub fn asks_afterwards(self) -> bool {
        match self {
            What::PromisedAct { .. } | What::EveningLog => true,
            What::WeeklyReview | What::ClosingReport { .. } | What::Own => false,
        }
    }

    /// Returns who goes first when a day has more reminders than notifications.
    pub fn usual_priority(self) -> Priority {
        match self {
            What::PromisedAct { .. } | What::WeeklyReview => Priority::First,
            What::EveningLog | What::ClosingReport { .. } | What::Own => Priority::Usual,
        }
    }
}

/// Names who goes first when a day has more reminders than notifications.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Up to the hard cap of the day, and others leave it room.
    First,
    /// Up to the daily cap the user chose.
    #[default]
    Usual,
}

/// Tells until when a notification still helps; after it there is only a card in Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum UsefulUntil {
    /// So many minutes after it is due.
    Minutes {
        /// How many.
        minutes: u32,
    },
    /// Until a wall time; one that is not after the due time is the next day's.
    WallTime {
        /// Which.
        #[ts(as = "String")]
        #[serde(with = "super::wall_time")]
        at: NaiveTime,
    },
    /// Until the end of the day that comes so many days later; 0 is the same day.
    Days {
        /// How many.
        days: u16,
    },
}

/// Holds a reminder rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rule {
    /// Its name among rows.
    pub id: RuleId,
    /// What it reminds of.
    #[serde(flatten)]
    pub what: What,
    /// The wall time it rings at.
    #[ts(as = "String")]
    #[serde(with = "super::wall_time")]
    pub at: NaiveTime,
    /// How long before the act that is; 0 when there is no act.
    #[serde(default)]
    pub lead_minutes: u16,
    /// On which days.
    pub recurrence: Recurrence,
    /// The first day; it also counts the weeks of "every 2 weeks".
    pub starts_on: NaiveDate,
    /// The last day; none is for ever.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Whether the wall time follows the traveller.
    #[serde(default)]
    pub zone: ZonePolicy,
    /// Until when it still helps.
    pub useful_until: UsefulUntil,
    /// Who goes first.
    #[serde(default)]
    pub priority: Priority,
    /// What the user wants to read, shown only under the full text policy.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub own_words: Option<Line>,
    /// When the rule was made or its times last changed: nothing due before that is asked for.
    pub valid_from: DateTime<Utc>,
}

impl Rule {
    /// Makes the rule that rings before the act of an experiment.
    ///
    /// It rings on the days of the schedule, `lead_minutes` before the act but
    /// never on the day before, and helps until the act would be over.
    pub fn promised_act(
        id: RuleId,
        experiment: ExperimentId,
        schedule: &Schedule,
        lead_minutes: u16,
        days: (NaiveDate, Option<NaiveDate>),
        valid_from: DateTime<Utc>,
    ) -> Self {
        let since_midnight = schedule.at.num_seconds_from_midnight() / 60;
        let lead = u32::from(lead_minutes).min(since_midnight);
        let act_minutes = u32::try_from(schedule.minutes.get()).unwrap_or(0);
        let what = What::PromisedAct { experiment };
        Rule {
            id,
            what,
            at: schedule.at - TimeDelta::minutes(i64::from(lead)),
            lead_minutes: u16::try_from(lead).unwrap_or(lead_minutes),
            recurrence: schedule.days.clone(),
            starts_on: days.0,
            ends_on: days.1,
            zone: schedule.zone,
            useful_until: UsefulUntil::Minutes { minutes: lead + act_minutes },
            priority: what.usual_priority(),
            own_words: None,
            valid_from,
        }
    }

    /// Makes the rule that asks for the log of the day.
    pub fn evening_log(
        id: RuleId,
        at: NaiveTime,
        days: Recurrence,
        starts_on: NaiveDate,
        valid_from: DateTime<Utc>,
    ) -> Self {
        let useful_until = if at < EVENING_ENDS {
            UsefulUntil::WallTime { at: EVENING_ENDS }
        } else {
            UsefulUntil::Minutes { minutes: LATE_EVENING_MINUTES }
        };
        let what = What::EveningLog;
        Rule {
            id,
            what,
            at,
            lead_minutes: 0,
            recurrence: days,
            starts_on,
            ends_on: None,
            zone: ZonePolicy::Floating,
            useful_until,
            priority: what.usual_priority(),
            own_words: None,
            valid_from,
        }
    }

    /// Returns the wall time of the act: the one people know it by.
    pub fn act_at(&self) -> NaiveTime {
        self.at + TimeDelta::minutes(i64::from(self.lead_minutes))
    }

    /// Returns when the rule rings on a day, for a machine that is in `here`.
    pub fn due_at(&self, on: NaiveDate, here: Tz) -> DateTime<Utc> {
        zone::instant(self.zone.zone(here), on.and_time(self.at))
    }

    /// Returns the moment from which a notification for that day no longer helps.
    pub fn useful_end(&self, on: NaiveDate, here: Tz) -> DateTime<Utc> {
        let zone = self.zone.zone(here);
        match self.useful_until {
            UsefulUntil::Minutes { minutes } => {
                self.due_at(on, here) + TimeDelta::minutes(i64::from(minutes))
            }
            UsefulUntil::WallTime { at } if self.at < at => zone::instant(zone, on.and_time(at)),
            UsefulUntil::WallTime { at } => zone::instant(zone, days_later(on, 1).and_time(at)),
            UsefulUntil::Days { days } => {
                zone::instant(zone, days_later(on, i64::from(days) + 1).and_time(NaiveTime::MIN))
            }
        }
    }

    /// Lists the days the rule falls on from `first` to `last`, both included.
    pub fn days_within(&self, first: NaiveDate, last: NaiveDate, here: Tz) -> Vec<NaiveDate> {
        let last = self.ends_on.map_or(last, |end| end.min(last));
        self.recurrence
            .read_in(self.zone.zone(here))
            .occurrences_within(self.start(), first.and_time(NaiveTime::MIN), last.and_time(self.at))
            .iter()
            .map(NaiveDateTime::date)
            .collect()
    }

    /// Lists the first days from `first` on, at most `limit`.
    pub fn next_days(&self, first: NaiveDate, limit: usize, here: Tz) -> Vec<NaiveDate> {
        self.recurrence
            .read_in(self.zone.zone(here))
            .occurrences(self.start(), first.and_time(NaiveTime::MIN), limit)
            .iter()
            .map(NaiveDateTime::date)
            .filter(|day| self.ends_on.is_none_or(|end| *day <= end))
            .collect()
    }

    fn start(&self) -> NaiveDateTime {
        self.starts_on.and_time(self.at)
    }
}

fn days_later(on: NaiveDate, days: i64) -> NaiveDate {
    on.checked_add_signed(TimeDelta::days(days)).unwrap_or(NaiveDate::MAX)
}
