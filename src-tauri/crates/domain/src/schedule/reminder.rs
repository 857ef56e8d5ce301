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
use crate::ids::{EntryId, ExperimentId, GoalId, PersonId, RuleId};
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
    /// A request that waits for its answer, or for its follow-up.
    FollowUp {
        /// Which round of requests.
        entry: EntryId,
    },
    /// The pulse and the change rating, every four weeks.
    Pulse {
        /// Of which practice.
        goal: GoalId,
    },
    /// Somebody not spoken to for longer than wanted.
    Contact {
        /// Whom.
        person: PersonId,
    },
    /// A draft in the cool-off box that can be read again.
    CoolOff {
        /// Which.
        entry: EntryId,
    },
    /// A look once a month after the end of a practice.
    MonthlyLook {
        /// Of which practice.
        goal: GoalId,
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
            What::FollowUp { .. } => "follow_up",
            What::Pulse { .. } => "pulse",
            What::Contact { .. } => "contact",
            What::CoolOff { .. } => "cool_off",
            What::MonthlyLook { .. } => "monthly_look",
            What::Own => "own",
        }
    }

    /// Tells whether a day can be asked about afterwards: "Did it happen?"
    pub fn asks_afterwards(self) -> bool {
        matches!(self, What::PromisedAct { .. } | What::EveningLog)
    }

    /// Returns who goes first when a day has more reminders than notifications.
    pub fn usual_priority(self) -> Priority {
        match self {
            What::PromisedAct { .. } | What::WeeklyReview | What::CoolOff { .. } => Priority::First,
            _ => Priority::Usual,
        }
    }
}

/// Names who goes first when a day has more reminders than notifications.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Others leave it room, as far as the daily cap the user chose goes.
    First,
    /// Has what the first ones leave of it.
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
    /// Days that are left out, in order.
    #[serde(default)]
    pub except_on: Vec<NaiveDate>,
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
    /// It rests: its days pass in silence.
    #[serde(default)]
    pub paused: bool,
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
        let act_minutes = u32::from(schedule.minutes.get());
        let what = What::PromisedAct { experiment };
        Rule {
            id,
            what,
            at: schedule.at - TimeDelta::minutes(i64::from(lead)),
            lead_minutes: u16::try_from(lead).unwrap_or(lead_minutes),
            recurrence: schedule.days.clone(),
            starts_on: days.0,
            ends_on: days.1,
            except_on: Vec::new(),
            zone: schedule.zone,
            useful_until: UsefulUntil::Minutes { minutes: lead + act_minutes },
            priority: what.usual_priority(),
            own_words: None,
            paused: false,
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
            except_on: Vec::new(),
            zone: ZonePolicy::Floating,
            useful_until,
            priority: what.usual_priority(),
            own_words: None,
            paused: false,
            valid_from,
        }
    }

    /// Makes a rule that rings at a wall time on the days of a recurrence and helps for so many days after.
    pub fn on_days(
        id: RuleId,
        what: What,
        at: NaiveTime,
        (recurrence, starts_on, ends_on): (Recurrence, NaiveDate, Option<NaiveDate>),
        useful_days: u16,
        valid_from: DateTime<Utc>,
    ) -> Self {
        Rule {
            id,
            what,
            at,
            lead_minutes: 0,
            recurrence,
            starts_on,
            ends_on,
            except_on: Vec::new(),
            zone: ZonePolicy::Floating,
            useful_until: UsefulUntil::Days { days: useful_days },
            priority: what.usual_priority(),
            own_words: None,
            paused: false,
            valid_from,
        }
    }

    /// Makes a rule that rings once.
    pub fn once(
        id: RuleId,
        what: What,
        on: NaiveDate,
        at: NaiveTime,
        useful_days: u16,
        valid_from: DateTime<Utc>,
    ) -> Self {
        Rule::on_days(id, what, at, (Recurrence::daily(), on, Some(on)), useful_days, valid_from)
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
            .filter(|day| !self.except_on.contains(day))
            .collect()
    }

    /// Lists the days from `first` on, one by one.
    pub fn days_from(&self, first: NaiveDate, here: Tz) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.ends_on.unwrap_or(NaiveDate::MAX);
        let except_on = self.except_on.clone();
        self.recurrence
            .read_in(self.zone.zone(here))
            .starting(self.start(), first.and_time(NaiveTime::MIN))
            .map(|at| at.date())
            .take_while(move |day| *day <= last)
            .filter(move |day| !except_on.contains(day))
    }

    fn start(&self) -> NaiveDateTime {
        self.starts_on.and_time(self.at)
    }
}

fn days_later(on: NaiveDate, days: i64) -> NaiveDate {
    on.checked_add_signed(TimeDelta::days(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::numbers::Minutes;

    const ZURICH: Tz = Tz::Europe__Zurich;

    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn promised_at(act: &str, lead_minutes: u16) -> Rule {
        let schedule = Schedule {
            days: Recurrence::daily(),
            at: time(act),
            minutes: Minutes::new(15).unwrap(),
            zone: ZonePolicy::Floating,
        };
        let days = ("2026-02-02".parse().unwrap(), None);
        let (id, experiment) = (RuleId(Uuid::from_u128(1)), ExperimentId(Uuid::from_u128(2)));
        Rule::promised_act(id, experiment, &schedule, lead_minutes, days, DateTime::UNIX_EPOCH)
    }

    #[rstest]
    #[case::ten_before("09:00", 10, "08:50", "2026-02-10T09:15:00+01:00")]
    #[case::at_the_act("09:00", 0, "09:00", "2026-02-10T09:15:00+01:00")]
    #[case::never_on_the_day_before("00:05", 10, "00:00", "2026-02-10T00:20:00+01:00")]
    fn the_act_rings_ahead_and_helps_until_it_is_over(
        #[case] act: &str,
        #[case] lead: u16,
        #[case] rings: &str,
        #[case] end: &str,
    ) {
        let rule = promised_at(act, lead);
        let on = "2026-02-10".parse().unwrap();
        assert_eq!((rule.at, rule.act_at()), (time(rings), time(act)));
        assert_eq!(rule.useful_end(on, ZURICH).with_timezone(&ZURICH).to_rfc3339(), end);
    }

    #[rstest]
    #[case::minutes(UsefulUntil::Minutes { minutes: 25 }, "2026-02-10T09:15:00+01:00")]
    #[case::later_today(UsefulUntil::WallTime { at: time("20:00") }, "2026-02-10T20:00:00+01:00")]
    #[case::earlier_is_tomorrow(UsefulUntil::WallTime { at: time("01:00") }, "2026-02-11T01:00:00+01:00")]
    #[case::to_the_end_of_the_day(UsefulUntil::Days { days: 0 }, "2026-02-11T00:00:00+01:00")]
    #[case::a_week(UsefulUntil::Days { days: 7 }, "2026-02-18T00:00:00+01:00")]
    fn useful_time_ends(#[case] useful_until: UsefulUntil, #[case] end: &str) {
        let rule = Rule { useful_until, ..promised_at("09:00", 10) };
        let on = "2026-02-10".parse().unwrap();
        assert_eq!(rule.useful_end(on, ZURICH).with_timezone(&ZURICH).to_rfc3339(), end);
    }

    #[test]
    fn a_late_evening_log_is_asked_for_two_hours() {
        let first = "2026-02-02".parse().unwrap();
        let rule = Rule::evening_log(
            RuleId(Uuid::from_u128(1)),
            time("21:30"),
            Recurrence::daily(),
            first,
            DateTime::UNIX_EPOCH,
        );
        assert_eq!(rule.useful_end(first, ZURICH) - rule.due_at(first, ZURICH), TimeDelta::hours(2));
    }

    #[test]
    fn a_rule_is_written_and_read_back() {
        let rule = Rule { ends_on: "2026-03-27".parse().ok(), ..promised_at("09:00", 10) };
        let json = serde_json::to_value(&rule).unwrap();
        assert_eq!(json["what"], "promised_act");
        assert_eq!(json["at"], "08:50");
        assert_eq!(json["recurrence"], "FREQ=DAILY");
        assert_eq!(serde_json::from_value::<Rule>(json).unwrap(), rule);
    }

    #[test]
    fn the_days_end_with_the_rule() {
        let rule = Rule { ends_on: "2026-02-03".parse().ok(), ..promised_at("09:00", 10) };
        let from = "2026-01-01".parse().unwrap();
        assert_eq!(rule.days_from(from, ZURICH).count(), 2);
        assert_eq!(rule.days_within(from, "2027-01-01".parse().unwrap(), ZURICH).len(), 2);
    }
}
