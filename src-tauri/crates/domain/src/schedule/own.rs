//! The user's own reminders: words, a time, the days, and how long it helps.
//!
//! What somebody fills in, its checks, and how it is said. It becomes a
//! [`Rule`] like any other; the planner knows no difference.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::names::long_date;
use super::recurrence::Recurrence;
use super::reminder::{Rule, UsefulUntil, What};
use super::zone::ZonePolicy;
use crate::ids::RuleId;
use crate::lexicon::{Language, say};
use crate::refusal::Refusal;
use crate::text::Line;

/// The most days that can be left out one by one.
pub const EXCEPTIONS_MAX: usize = 100;
/// The longest useful time in minutes: a week.
const USEFUL_MINUTES_MAX: u32 = 7 * 24 * 60;
/// The longest useful time in days.
pub(super) const USEFUL_DAYS_MAX: u16 = 30;
/// How many days left out are named one by one; more are counted.
const EXCEPTIONS_NAMED: usize = 2;

/// Holds what the user fills in for a reminder of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnReminder {
    /// What it says; a notification shows it under the full text policy only.
    pub words: Line,
    /// The wall time it rings at.
    #[ts(as = "String")]
    #[serde(with = "super::wall_time")]
    pub at: NaiveTime,
    /// On which days.
    pub recurrence: Recurrence,
    /// The first day; it also counts the weeks of "every 2 weeks".
    pub starts_on: NaiveDate,
    /// The last day; none is for ever, or until the recurrence ends by itself.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Days that are left out.
    #[serde(default)]
    pub except_on: Vec<NaiveDate>,
    /// Whether the wall time follows the traveller.
    #[serde(default)]
    pub zone: ZonePolicy,
    /// Until when it still helps.
    #[serde(default = "end_of_the_day")]
    pub useful_until: UsefulUntil,
    /// It rests, and its days pass in silence.
    #[serde(default)]
    pub paused: bool,
}

fn end_of_the_day() -> UsefulUntil {
    UsefulUntil::Days { days: 0 }
}

impl OwnReminder {
    /// Checks what the types alone do not.
    ///
    /// # Errors
    /// The name of a field and why it was not taken.
    pub fn check(&self) -> Result<(), (&'static str, Refusal)> {
        if self.ends_on.is_some_and(|end| end < self.starts_on) {
            return Err(("ends_on", Refusal::EndBeforeStart));
        }
        if EXCEPTIONS_MAX < self.except_on.len() {
            let high = EXCEPTIONS_MAX as i64;
            return Err(("except_on", Refusal::OutOfRange { low: 0, high }));
        }
        let (value, low, high) = match self.useful_until {
            UsefulUntil::Minutes { minutes } => (i64::from(minutes), 1, i64::from(USEFUL_MINUTES_MAX)),
            UsefulUntil::Days { days } => (i64::from(days), 0, i64::from(USEFUL_DAYS_MAX)),
            UsefulUntil::WallTime { .. } => return Ok(()),
        };
        if value < low || high < value {
            return Err(("useful_until", Refusal::OutOfRange { low, high }));
        }
        Ok(())
    }

    /// Says when it rings: "09:00, Mon, Wed, until 27 March 2026, not on 2 March 2026".
    pub fn when(&self, language: Language) -> String {
        let at = self.at.format("%H:%M").to_string();
        let days = match self.only_day() {
            Some(day) => say(language, "schedule.own.once", &[("date", &long_date(language, day))]),
            None => self.recurrence.words(language),
        };
        let mut parts = vec![say(language, "schedule.own.at", &[("days", &days), ("time", &at)])];
        if let ZonePolicy::Fixed { zone } = self.zone {
            parts.push(say(language, "schedule.own.zone", &[("zone", &zone.to_string())]));
        }
        if let (Some(end), None) = (self.ends_on, self.only_day()) {
            parts.push(say(language, "schedule.own.until", &[("date", &long_date(language, end))]));
        }
        match self.except_on.as_slice() {
            [] => {}
            few if few.len() <= EXCEPTIONS_NAMED => {
                let dates: Vec<String> = few.iter().map(|day| long_date(language, *day)).collect();
                parts.push(say(language, "schedule.own.except", &[("dates", &dates.join(", "))]));
            }
            many => {
                let n = many.len().to_string();
                parts.push(say(language, "schedule.own.except_many", &[("n", &n)]));
            }
        }
        parts.join(", ")
    }

    /// Returns its day, when it rings once and that needs no expansion to see.
    fn only_day(&self) -> Option<NaiveDate> {
        let daily = Recurrence::daily();
        let is_once = self.recurrence == daily.times(1)
            || (self.recurrence == daily && self.ends_on == Some(self.starts_on));
        is_once.then_some(self.starts_on)
    }
}

impl Rule {
    /// Makes the rule of a reminder of the user's own.
    pub fn own(id: RuleId, own: OwnReminder, valid_from: DateTime<Utc>) -> Rule {
        let mut except_on = own.except_on;
        except_on.sort_unstable();
        except_on.dedup();
        Rule {
            id,
            what: What::Own,
            at: own.at,
            lead_minutes: 0,
            recurrence: own.recurrence,
            starts_on: own.starts_on,
            ends_on: own.ends_on,
            except_on,
            zone: own.zone,
            useful_until: own.useful_until,
            priority: What::Own.usual_priority(),
            own_words: Some(own.words),
            paused: own.paused,
            valid_from,
        }
    }

    /// Returns what the user filled in; none for a rule that follows something else.
    pub fn as_own(&self) -> Option<OwnReminder> {
        let words = self.own_words.clone().filter(|_| self.what == What::Own)?;
        Some(OwnReminder {
            words,
            at: self.at,
            recurrence: self.recurrence.clone(),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            except_on: self.except_on.clone(),
            zone: self.zone,
            useful_until: self.useful_until,
            paused: self.paused,
        })
    }

    /// Tells whether another rule rings at other times: then what was due before the change is not asked for.
    pub fn rings_otherwise(&self, other: &Rule) -> bool {
        (self.at, &self.recurrence, self.starts_on, self.zone)
            != (other.at, &other.recurrence, other.starts_on, other.zone)
            || (self.ends_on, &self.except_on) != (other.ends_on, &other.except_on)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::schedule::zone::ZoneName;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn own(rule: &str) -> OwnReminder {
        OwnReminder {
            words: Line::new("Water the plants").unwrap(),
            at: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
            recurrence: Recurrence::new(rule).unwrap(),
            starts_on: day("2026-03-02"),
            ends_on: None,
            except_on: Vec::new(),
            zone: ZonePolicy::Floating,
            useful_until: end_of_the_day(),
            paused: false,
        }
    }

    fn days(own: OwnReminder, to: &str) -> Vec<String> {
        let rule = Rule::own(RuleId(Uuid::from_u128(1)), own, DateTime::UNIX_EPOCH);
        let days = rule.days_within(day("2026-03-01"), day(to), chrono_tz::Tz::Europe__Zurich);
        days.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_day_that_is_left_out_does_not_ring_and_still_counts() {
        let three = own("FREQ=WEEKLY;BYDAY=MO;COUNT=3");
        assert_eq!(days(three.clone(), "2026-05-01"), ["2026-03-02", "2026-03-09", "2026-03-16"]);
        let less = OwnReminder { except_on: vec![day("2026-03-09")], ..three };
        assert_eq!(
            days(less, "2026-05-01"),
            ["2026-03-02", "2026-03-16"],
            "no fourth one comes in its place"
        );
    }

    #[test]
    fn a_rule_gives_back_what_was_filled_in() {
        let filled = OwnReminder {
            except_on: vec![day("2026-03-09")],
            ends_on: Some(day("2026-06-30")),
            zone: ZonePolicy::Fixed { zone: ZoneName::new("Asia/Tokyo").unwrap() },
            useful_until: UsefulUntil::Minutes { minutes: 30 },
            paused: true,
            ..own("FREQ=MONTHLY;BYDAY=-1FR")
        };
        let rule = Rule::own(RuleId(Uuid::from_u128(1)), filled.clone(), DateTime::UNIX_EPOCH);
        assert_eq!(rule.as_own(), Some(filled));
        let json = serde_json::to_value(&rule).unwrap();
        assert_eq!(serde_json::from_value::<Rule>(json).unwrap(), rule);
        assert_eq!(Rule { what: What::EveningLog, ..rule }.as_own(), None);
    }

    #[rstest]
    #[case(own("FREQ=DAILY;COUNT=1"), "09:00, once, on 2 March 2026")]
    #[case(OwnReminder { ends_on: Some(day("2026-03-02")), ..own("FREQ=DAILY") }, "09:00, once, on 2 March 2026")]
    #[case(own("FREQ=WEEKLY;BYDAY=MO,WE"), "09:00, Mon, Wed")]
    #[case(own("FREQ=MONTHLY;BYDAY=-1FR"), "09:00, every month on the last Friday")]
    #[case(
        OwnReminder { ends_on: Some(day("2026-03-27")), ..own("FREQ=DAILY;INTERVAL=3") },
        "09:00, every 3 days, until 27 March 2026"
    )]
    #[case(
        OwnReminder { except_on: vec![day("2026-03-09")], ..own("FREQ=DAILY") },
        "09:00, every day, not on 9 March 2026"
    )]
    #[case(
        OwnReminder { except_on: vec![day("2026-03-09"); 3], ..own("FREQ=DAILY") },
        "09:00, every day, not on 3 days"
    )]
    #[case(
        OwnReminder { zone: ZonePolicy::Fixed { zone: ZoneName::new("Asia/Tokyo").unwrap() }, ..own("FREQ=DAILY") },
        "09:00, every day, by the clock of Asia/Tokyo"
    )]
    fn it_is_said_in_words(#[case] own: OwnReminder, #[case] expected: &str) {
        assert_eq!(own.when(Language::En), expected);
        assert!(!own.when(Language::De).contains("schedule."));
    }

    #[rstest]
    #[case(own("FREQ=DAILY"), None)]
    #[case(OwnReminder { ends_on: Some(day("2026-03-01")), ..own("FREQ=DAILY") }, Some("ends_on"))]
    #[case(OwnReminder { except_on: vec![day("2026-03-09"); 101], ..own("FREQ=DAILY") }, Some("except_on"))]
    #[case(OwnReminder { useful_until: UsefulUntil::Minutes { minutes: 0 }, ..own("FREQ=DAILY") }, Some("useful_until"))]
    #[case(OwnReminder { useful_until: UsefulUntil::Days { days: 31 }, ..own("FREQ=DAILY") }, Some("useful_until"))]
    fn what_cannot_be_is_refused_at_its_field(#[case] own: OwnReminder, #[case] field: Option<&str>) {
        assert_eq!(own.check().err().map(|(field, _)| field), field);
    }
}
