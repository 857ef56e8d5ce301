//! Recurrences: on which days something is planned, as RFC 5545 rules on wall time.
//!
//! A rule is expanded *as if the wall clock were UTC*, by the rrule crate;
//! [`super::zone`] then says which instant each wall time is. The crate's own
//! zones are not used, because it drops an occurrence whose wall time does not
//! exist. Time of day is not part of a rule either: it comes with the start.
//!
//! By RFC 5545 the 31st skips short months; who means the last day writes
//! `BYMONTHDAY=-1`. Not offered: hours and below, week numbers, days of the
//! year.

mod parts;
mod words;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use rrule::{RRuleSet, Tz as RuleTz};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;
use parts::{Frequency, NthDay, Parts, Until};

use super::zone;

/// The most occurrences one call returns, whatever it was asked for.
pub const OCCURRENCES_MAX: usize = 20_000;
/// The first year an occurrence is looked for in.
const YEAR_MIN: i32 = 1900;
/// The last year an occurrence is looked for in; farther away is never.
const YEAR_MAX: i32 = 2199;

/// Holds a recurrence rule such as `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct Recurrence(Parts);

impl Recurrence {
    /// Takes a rule as RFC 5545 writes it, with or without the leading `RRULE:`.
    ///
    /// # Errors
    /// [`Refusal::NotARecurrence`] for anything that is not a rule Inward
    /// offers, that can never happen (31 February), or that is absurdly long.
    pub fn new(raw: &str) -> Result<Self, Refusal> {
        let parts = Parts::parse(raw).ok_or(Refusal::NotARecurrence)?;
        let recurrence = Recurrence(parts);
        recurrence.set_from(probe_start(), None).ok_or(Refusal::NotARecurrence)?;
        Ok(recurrence)
    }

    /// Returns the rule for every day.
    pub fn daily() -> Self {
        Recurrence(Parts::every(Frequency::Daily))
    }

    /// Returns the rule for the given days of the week; for none of them, every day.
    pub fn weekdays(days: &[Weekday]) -> Self {
        if days.is_empty() {
            return Recurrence::daily();
        }
        let mut sorted = days.to_vec();
        sorted.sort_by_key(Weekday::num_days_from_monday);
        sorted.dedup();
        let by_day = sorted.into_iter().map(|day| NthDay { nth: None, day }).collect();
        Recurrence(Parts { by_day, ..Parts::every(Frequency::Weekly) })
    }

    /// Returns the rule ended after so many times, whatever ended it before.
    #[must_use]
    pub fn times(&self, count: u32) -> Self {
        Recurrence(Parts { count: Some(count), until: None, ..self.0.clone() })
    }

    /// Reads an UNTIL given in UTC on the wall clock of a zone; any other rule stays as it is.
    ///
    /// RFC 5545 wants UNTIL in UTC for a start with a zone, and the expansion
    /// knows wall time only.
    #[must_use]
    pub fn read_in(&self, zone: Tz) -> Self {
        let mut parts = self.0.clone();
        if let Some(Until::Instant(at)) = parts.until {
            parts.until = Some(Until::Wall(at.and_utc().with_timezone(&zone).naive_local()));
        }
        Recurrence(parts)
    }

    /// Returns the first occurrences at or after `after`, as wall times, at most `limit` of them.
    ///
    /// `start` gives the time of day, the first possible day, and what the rule
    /// leaves open (`FREQ=WEEKLY` alone is the weekday of the start). It counts
    /// as an occurrence only when it fits the rule. The work is bounded: a rule
    /// that finds nothing ends.
    pub fn occurrences(
        &self,
        start: NaiveDateTime,
        after: NaiveDateTime,
        limit: usize,
    ) -> Vec<NaiveDateTime> {
        let limit = limit.min(OCCURRENCES_MAX);
        if limit == 0 {
            return Vec::new();
        }
        self.starting(start, after).take(limit).collect()
    }

    /// Returns the occurrences from `after` up to and including `last`, at most [`OCCURRENCES_MAX`].
    pub fn occurrences_within(
        &self,
        start: NaiveDateTime,
        after: NaiveDateTime,
        last: NaiveDateTime,
    ) -> Vec<NaiveDateTime> {
        if last < after {
            return Vec::new();
        }
        self.starting(start, after).take_while(|at| *at <= last).take(OCCURRENCES_MAX).collect()
    }

    /// Tells whether the rule, begun on `first_day`, names the day.
    pub fn occurs_on(&self, first_day: NaiveDate, day: NaiveDate) -> bool {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        !self.occurrences_within(first_day.and_time(chrono::NaiveTime::MIN), midnight, midnight).is_empty()
    }

    /// Returns the occurrences at or after `after` one by one; the list ends with the year 2199.
    pub fn starting(
        &self,
        start: NaiveDateTime,
        after: NaiveDateTime,
    ) -> impl Iterator<Item = NaiveDateTime> + use<> {
        let usable = YEAR_MIN <= start.year() && start.year() <= YEAR_MAX && !self.0.is_never();
        let set = if usable { self.set_from(self.nearer_start(start, after), Some(start)) } else { None };
        set.into_iter()
            .flat_map(|set| set.limit().into_iter())
            .map(|at| at.naive_utc())
            .take_while(|at| at.year() <= YEAR_MAX)
            .skip_while(move |at| *at < after)
    }

    /// Moves the start close to `after` by whole periods, so that a rule of years ago costs no more than a new one.
    ///
    /// Only for days and weeks without COUNT: there a start moved by whole
    /// periods gives the same days.
    fn nearer_start(&self, start: NaiveDateTime, after: NaiveDateTime) -> NaiveDateTime {
        let period_days = match self.0.frequency {
            Frequency::Daily => u64::from(self.0.interval),
            Frequency::Weekly => 7 * u64::from(self.0.interval),
            Frequency::Monthly | Frequency::Yearly => return start,
        };
        if self.0.count.is_some() {
            return start;
        }
        let behind = u64::try_from((after.date() - start.date()).num_days()).unwrap_or(0);
        let periods = (behind / period_days).saturating_sub(1);
        start.checked_add_days(Days::new(periods * period_days)).unwrap_or(start)
    }

    /// Builds the crate's rule; `None` when the crate refuses it.
    ///
    /// An UNTIL before the start is an error for the crate and simply nothing for us.
    fn set_from(&self, start: NaiveDateTime, first: Option<NaiveDateTime>) -> Option<RRuleSet> {
        let mut rule = self.0.to_rule();
        if let Some(until) = self.0.until {
            let until = until.wall();
            if first.is_some() && until < start {
                return None;
            }
            rule = rule.until(as_if_utc(until.max(start)));
        }
        rule.build(as_if_utc(start)).ok()
    }
}

/// The start a rule is tried with when it is read: any day will do.
fn probe_start() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2024, 1, 1).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("BUG: a plain date")
}

fn as_if_utc(wall: NaiveDateTime) -> DateTime<RuleTz> {
    RuleTz::UTC.from_utc_datetime(&wall)
}

/// Lists occurrences from an instant on as RFC 3339 with the zone's offset, for the command line.
///
/// A wall time that is missing in spring is moved to the first valid minute,
/// one that comes twice in autumn is taken once, the first time.
pub fn occurrences_rfc3339(
    rule: &Recurrence,
    start: NaiveDateTime,
    zone: Tz,
    from: Option<DateTime<Utc>>,
    count: usize,
) -> Vec<String> {
    // A missing wall time moves later by at most a day: look that far back, then compare instants.
    let after = from.map_or(start, |at| at.with_timezone(&zone).naive_local() - chrono::TimeDelta::days(2));
    let wanted = |at: &DateTime<Utc>| from.is_none_or(|from| from <= *at);
    rule.read_in(zone)
        .starting(start, after)
        .map(|wall| zone::instant(zone, wall))
        .filter(wanted)
        .take(count.min(OCCURRENCES_MAX))
        .map(|at| at.with_timezone(&zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, false))
        .collect()
}

impl TryFrom<String> for Recurrence {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Recurrence::new(&raw)
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> String {
        rule.to_string()
    }
}

impl std::str::FromStr for Recurrence {
    type Err = Refusal;
    fn from_str(raw: &str) -> Result<Self, Refusal> {
        Recurrence::new(raw)
    }
}

/// Writes the rule as RFC 5545 does, parts in one fixed order, defaults left out.
impl std::fmt::Display for Recurrence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests;
