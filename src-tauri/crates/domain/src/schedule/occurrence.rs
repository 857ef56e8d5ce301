//! What became of a rule on one day: the row that is the truth.
//!
//! A notification is only a pointer to it. The row is claimed before anything
//! is shown and confirmed after, so that a crash between the two can be seen.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::facts::Quiet;
use super::reminder::Rule;
use super::zone;
use crate::experiment::Checkin;
use crate::ids::RuleId;

/// How often one reminder can be snoozed; after that it is a card in Today only.
pub const SNOOZES_MAX: u8 = 3;
/// When "this afternoon" is.
const AFTERNOON: NaiveTime = NaiveTime::from_hms_opt(15, 0, 0).expect("BUG: a time of day");
/// How much of the morning has to be left for "this afternoon" to mean something.
const AFTERNOON_LEAD_MINUTES: i64 = 30;

/// Names one occurrence: the rule, its local date, and which of that day. Unique, so that nothing rings twice when a clock goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct OccurrenceKey {
    /// Which rule.
    pub rule: RuleId,
    /// The local day.
    pub on: NaiveDate,
    /// Which of the day, from 0.
    pub slot: u8,
}

/// Names where an occurrence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its time has not come.
    Planned,
    /// Its time has come: claimed and not confirmed yet, or there is nobody to show it.
    Due,
    /// It was shown.
    Shown,
    /// It was answered; see `answer`.
    Answered,
    /// It comes again at `snoozed_until`.
    Snoozed,
    /// Its useful time is over without an answer.
    Expired,
    /// It was not shown; see `reason`.
    Suppressed,
}

/// Names an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It happened.
    Done,
    /// It did not happen.
    Missed,
    /// It did not apply.
    NotApplicable,
    /// Later, without a time: a card stays in Today.
    Later,
}

impl From<Checkin> for Answer {
    fn from(checkin: Checkin) -> Self {
        match checkin {
            Checkin::Done => Answer::Done,
            Checkin::Missed => Answer::Missed,
            Checkin::NotApplicable => Answer::NotApplicable,
        }
    }
}

/// Names why an occurrence stands where it stands: the answer to "why did it not ring?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The day was logged already.
    AlreadyLogged,
    /// The day does not count.
    NotApplicable,
    /// Reminders were paused, or the experiment rests.
    Paused,
    /// It fell into quiet hours or a quiet day.
    Quiet,
    /// The day had its notifications.
    Cap,
    /// The experiment or the rule is over.
    Ended,
    /// The computer slept, or the program did not run.
    Asleep,
    /// Nobody was here for more than three days.
    Away,
    /// There was no notification server.
    NoServer,
    /// A later one of the same rule came.
    Superseded,
    /// It was shown together with others.
    Digest,
    /// It was snoozed as often as it can be.
    SnoozesUsed,
}

macro_rules! column {
    ($type:ident { $($variant:ident => $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// Returns the name tables and the catalogue use.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }

            /// Reads the name back; `None` for any other.
            pub fn of_name(name: &str) -> Option<Self> {
                match name { $($name => Some($type::$variant),)* _ => None }
            }
        }
    };
}

column!(State {
    Planned => "planned", Due => "due", Shown => "shown", Answered => "answered",
    Snoozed => "snoozed", Expired => "expired", Suppressed => "suppressed",
});
column!(Answer {
    Done => "done", Missed => "missed", NotApplicable => "not_applicable", Later => "later",
});
column!(Reason {
    AlreadyLogged => "already_logged", NotApplicable => "not_applicable", Paused => "paused",
    Quiet => "quiet", Cap => "cap", Ended => "ended", Asleep => "asleep", Away => "away",
    NoServer => "no_server", Superseded => "superseded", Digest => "digest",
    SnoozesUsed => "snoozes_used",
});

/// Holds one occurrence of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Occurrence {
    /// Which.
    #[serde(flatten)]
    pub key: OccurrenceKey,
    /// When it was due first.
    pub due_at: DateTime<Utc>,
    /// Where it stands.
    pub state: State,
    /// The answer, when it is answered.
    pub answer: Option<Answer>,
    /// Why it stands there, when that needs a reason.
    pub reason: Option<Reason>,
    /// When it comes again, while it is snoozed.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// How often it was snoozed.
    pub snoozes: u8,
    /// When it was last taken to be shown; set before showing.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When it was last shown; set after showing.
    pub shown_at: Option<DateTime<Utc>>,
}

impl Occurrence {
    /// Starts an occurrence whose time has not come.
    pub fn planned(key: OccurrenceKey, due_at: DateTime<Utc>) -> Self {
        Occurrence {
            key,
            due_at,
            state: State::Planned,
            answer: None,
            reason: None,
            snoozed_until: None,
            snoozes: 0,
            claimed_at: None,
            shown_at: None,
        }
    }

    /// Returns when it rings next: at the end of its snooze, or when due.
    pub fn rings_at(&self) -> DateTime<Utc> {
        self.snoozed_until.unwrap_or(self.due_at)
    }

    /// Tells whether it was ever taken to be shown.
    pub fn was_claimed(&self) -> bool {
        self.claimed_at.is_some() || self.shown_at.is_some()
    }

    /// Records that the notification was handed over.
    #[must_use]
    pub fn confirmed(self, now: DateTime<Utc>) -> Self {
        match self.state {
            State::Due => Occurrence { state: State::Shown, shown_at: Some(now), ..self },
            State::Planned
            | State::Shown
            | State::Answered
            | State::Snoozed
            | State::Expired
            | State::Suppressed => self,
        }
    }

    /// Gives a claim back when the notification could not be handed over; it is tried again within its useful time.
    ///
    /// A snoozed one waits for its end again, which has come: it counts as shown by its first ring.
    #[must_use]
    pub fn released(self) -> Self {
        match self.state {
            State::Due => {
                let claimed_at = self.claimed_at.filter(|_| 0 < self.snoozes);
                let state = if claimed_at.is_some() { State::Snoozed } else { State::Due };
                let reason = Some(Reason::NoServer);
                Occurrence { state, reason, snoozed_until: claimed_at, claimed_at: None, ..self }
            }
            State::Planned
            | State::Shown
            | State::Answered
            | State::Snoozed
            | State::Expired
            | State::Suppressed => self,
        }
    }

    /// Records an answer. An answered occurrence never rings again.
    #[must_use]
    pub fn answered(self, answer: Answer) -> Self {
        Occurrence { state: State::Answered, answer: Some(answer), snoozed_until: None, ..self }
    }

    /// Opens an answered one again, because what answered it was taken back. One that rang does not ring again.
    #[must_use]
    pub fn reopened(self) -> Self {
        match self.state {
            State::Answered => {
                let state = match (self.shown_at, self.claimed_at) {
                    (Some(_), _) => State::Shown,
                    (None, Some(_)) => State::Due,
                    (None, None) => State::Planned,
                };
                Occurrence { state, answer: None, reason: None, ..self }
            }
            State::Planned
            | State::Due
            | State::Shown
            | State::Snoozed
            | State::Expired
            | State::Suppressed => self,
        }
    }

    /// Snoozes, up to [`SNOOZES_MAX`] times; after that only the card in Today is left.
    ///
    /// `rule` gives the wall time of "tomorrow at the same time".
    #[must_use]
    pub fn snoozed(self, choice: Snooze, rule: &Rule, now: DateTime<Utc>, zone: Tz) -> Self {
        if self.state == State::Answered {
            return self;
        }
        if SNOOZES_MAX <= self.snoozes {
            let later = self.answered(Answer::Later);
            return Occurrence { reason: Some(Reason::SnoozesUsed), ..later };
        }
        Occurrence {
            state: State::Snoozed,
            reason: None,
            snoozed_until: Some(choice.ends_at(rule, now, zone)),
            snoozes: self.snoozes + 1,
            claimed_at: None,
            ..self
        }
    }
}

/// Names how long to snooze.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Snooze {
    /// Ten minutes.
    TenMinutes,
    /// One hour.
    OneHour,
    /// This afternoon.
    Afternoon,
    /// Tomorrow at the same time.
    Tomorrow,
}

column!(Snooze {
    TenMinutes => "ten_minutes", OneHour => "one_hour", Afternoon => "afternoon", Tomorrow => "tomorrow",
});

impl Snooze {
    /// Returns when the snooze ends. "This afternoon" chosen in the afternoon is one hour.
    pub fn ends_at(self, rule: &Rule, now: DateTime<Utc>, here: Tz) -> DateTime<Utc> {
        match self {
            Snooze::TenMinutes => now + TimeDelta::minutes(10),
            Snooze::OneHour => now + TimeDelta::hours(1),
            Snooze::Afternoon => {
                afternoon(now, here).filter(|at| now < *at).unwrap_or(now + TimeDelta::hours(1))
            }
            Snooze::Tomorrow => {
                let zone = rule.zone.zone(here);
                let today = now.with_timezone(&zone).date_naive();
                rule.due_at(today.succ_opt().unwrap_or(today), here)
            }
        }
    }

    /// Lists the choices that make sense now: this afternoon only before it, and none that ends in quiet time.
    pub fn offered(rule: &Rule, quiet: &Quiet, now: DateTime<Utc>, here: Tz) -> Vec<Snooze> {
        let afternoon_ahead =
            afternoon(now, here).is_some_and(|at| now + TimeDelta::minutes(AFTERNOON_LEAD_MINUTES) < at);
        Snooze::ALL
            .iter()
            .copied()
            .filter(|choice| *choice != Snooze::Afternoon || afternoon_ahead)
            .filter(|choice| quiet.ends_after(choice.ends_at(rule, now, here), here).is_none())
            .collect()
    }
}

fn afternoon(now: DateTime<Utc>, here: Tz) -> Option<DateTime<Utc>> {
    let today = now.with_timezone(&here).date_naive();
    Some(zone::instant(here, today.and_time(AFTERNOON))).filter(|at| now < *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        assert!(State::ALL.iter().all(|v| State::of_name(v.name()) == Some(*v)));
        assert!(Answer::ALL.iter().all(|v| Answer::of_name(v.name()) == Some(*v)));
        assert!(Reason::ALL.iter().all(|v| Reason::of_name(v.name()) == Some(*v)));
        assert!(Snooze::ALL.iter().all(|v| Snooze::of_name(v.name()) == Some(*v)));
        assert_eq!(State::of_name("snored"), None);
    }

    #[test]
    fn a_name_in_a_table_is_the_name_on_the_wire() {
        for state in State::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        }
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
        }
        for choice in Snooze::ALL {
            assert_eq!(serde_json::to_value(choice).unwrap(), choice.name());
        }
    }
}
