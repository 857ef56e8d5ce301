//! Dates as people know them: a year, a month, a day, or a stretch of days.
//!
//! Instants and zones live in `schedule`; a time of day in here is wall time.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;
use crate::text::Line;

/// Holds a date known to the year, the month or the day, as `2025`, `2025-07` or `2025-07-14`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct PartialDate(String);

impl PartialDate {
    /// Takes a date of the calendar, known to whichever precision.
    ///
    /// # Errors
    /// [`Refusal::NotADate`] when no such date exists.
    pub fn new(raw: &str) -> Result<Self, Refusal> {
        let text = raw.trim();
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            10 => text.to_owned(),
            _ => return Err(Refusal::NotADate),
        };
        NaiveDate::parse_from_str(&full, "%Y-%m-%d").map_err(|_| Refusal::NotADate)?;
        Ok(PartialDate(text.to_owned()))
    }

    /// Returns the text as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PartialDate {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Self::new(&raw)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.0
    }
}

/// Holds a local date and time to the minute, as `2026-01-22T14:00`; which zone it is meant in is known from where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct LocalMoment(NaiveDateTime);

impl LocalMoment {
    /// Takes a date and time of the calendar; seconds are dropped.
    ///
    /// # Errors
    /// [`Refusal::NotADate`] when there is no such moment.
    pub fn new(raw: &str) -> Result<Self, Refusal> {
        let text = raw.trim().get(..16).ok_or(Refusal::NotADate)?;
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map(LocalMoment).map_err(|_| Refusal::NotADate)
    }

    /// Returns the date and time.
    pub fn get(self) -> NaiveDateTime {
        self.0
    }
}

impl From<NaiveDateTime> for LocalMoment {
    fn from(moment: NaiveDateTime) -> Self {
        LocalMoment(moment.with_second(0).and_then(|m| m.with_nanosecond(0)).unwrap_or(moment))
    }
}

impl TryFrom<String> for LocalMoment {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Self::new(&raw)
    }
}

impl From<LocalMoment> for String {
    fn from(moment: LocalMoment) -> String {
        moment.0.format("%Y-%m-%dT%H:%M").to_string()
    }
}

/// Holds a stretch of days, both ends included, with its reason (leave, travel).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "DaysOffFields")]
pub struct DaysOff {
    from: NaiveDate,
    to: NaiveDate,
    reason: Option<Line>,
}

#[derive(Deserialize)]
struct DaysOffFields {
    from: NaiveDate,
    to: NaiveDate,
    #[serde(default, deserialize_with = "crate::text::blank_is_none")]
    reason: Option<Line>,
}

impl TryFrom<DaysOffFields> for DaysOff {
    type Error = Refusal;
    fn try_from(f: DaysOffFields) -> Result<Self, Refusal> {
        DaysOff::new(f.from, f.to, f.reason)
    }
}

impl DaysOff {
    /// Takes both ends and the reason.
    ///
    /// # Errors
    /// [`Refusal::EndBeforeStart`] when `to` lies before `from`.
    pub fn new(from: NaiveDate, to: NaiveDate, reason: Option<Line>) -> Result<Self, Refusal> {
        if to < from {
            return Err(Refusal::EndBeforeStart);
        }
        Ok(DaysOff { from, to, reason })
    }

    /// Returns the first day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Returns the last day.
    pub fn to(&self) -> NaiveDate {
        self.to
    }

    /// Returns why these days do not count.
    pub fn reason(&self) -> Option<&Line> {
        self.reason.as_ref()
    }

    /// Tells whether the day lies within the stretch.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025", true)]
    #[case("2025-07", true)]
    #[case("2024-02-29", true)]
    #[case::no_leap_day("2025-02-29", false)]
    #[case::no_such_month("2025-13", false)]
    #[case("", false)]
    #[case("July", false)]
    fn a_partial_date_is_one_of_the_calendar(#[case] raw: &str, #[case] taken: bool) {
        assert_eq!(PartialDate::new(raw).is_ok(), taken);
    }
}
