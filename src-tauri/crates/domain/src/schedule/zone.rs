//! From wall time to an instant, with one rule for the hour that is missing and one for the hour that comes twice.
//!
//! A wall time that does not exist (summer time begins) means the first valid
//! minute after it. One that comes twice (summer time ends) means the first.
//! So no reminder is lost and none comes twice. Which zone the machine is in
//! is not known here: it is an argument.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::refusal::Refusal;

/// The longest stretch a zone ever left out is a day (Samoa, 30 December 2011); two are more than enough.
const LONGEST_GAP_MINUTES: i64 = 2 * 24 * 60;

/// Returns the instant of a wall time: the first of two, or the first valid minute after a missing one.
pub fn instant(zone: Tz, wall: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.with_timezone(&Utc),
        MappedLocalTime::None => first_valid_minute_after(zone, wall),
    }
}

fn first_valid_minute_after(zone: Tz, wall: NaiveDateTime) -> DateTime<Utc> {
    let minute = wall.with_second(0).and_then(|w| w.with_nanosecond(0)).unwrap_or(wall);
    (1..=LONGEST_GAP_MINUTES)
        .find_map(|n| zone.from_local_datetime(&(minute + TimeDelta::minutes(n))).earliest())
        .map_or_else(|| wall.and_utc(), |at| at.with_timezone(&Utc))
}

/// Names an IANA time zone such as `Europe/Zurich`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(as = "String")]
pub struct ZoneName(Tz);

impl ZoneName {
    /// Takes the name of a zone.
    ///
    /// # Errors
    /// [`Refusal::NotAZone`] when the zone table has no such name.
    pub fn new(raw: &str) -> Result<Self, Refusal> {
        raw.trim().parse().map(ZoneName).map_err(|_| Refusal::NotAZone)
    }

    /// Returns the zone.
    pub fn zone(self) -> Tz {
        self.0
    }
}

impl FromStr for ZoneName {
    type Err = Refusal;
    fn from_str(raw: &str) -> Result<Self, Refusal> {
        ZoneName::new(raw)
    }
}

impl TryFrom<String> for ZoneName {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        ZoneName::new(&raw)
    }
}

impl From<ZoneName> for String {
    fn from(name: ZoneName) -> String {
        name.to_string()
    }
}

impl From<Tz> for ZoneName {
    fn from(zone: Tz) -> Self {
        ZoneName(zone)
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

/// Tells which zone a wall time is read in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "policy")]
pub enum ZonePolicy {
    /// Wherever the traveller is.
    #[default]
    Floating,
    /// A fixed IANA zone.
    Fixed {
        /// Its name, such as `Europe/Zurich`.
        zone: ZoneName,
    },
}

impl ZonePolicy {
    /// Returns the zone to read a wall time in, when the machine is in `here`.
    pub fn zone(self, here: Tz) -> Tz {
        match self {
            ZonePolicy::Floating => here,
            ZonePolicy::Fixed { zone } => zone.zone(),
        }
    }
}

#[cfg(test)]
mod every_change;

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn wall(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[rstest]
    #[case::winter("Europe/Zurich", "2026-03-27 09:00", "2026-03-27T08:00:00Z")]
    #[case::summer("Europe/Zurich", "2026-03-30 09:00", "2026-03-30T07:00:00Z")]
    #[case::last_minute_before_the_gap("Europe/Zurich", "2026-03-29 01:59", "2026-03-29T00:59:00Z")]
    #[case::gap_shifts_to_its_end("Europe/Zurich", "2026-03-29 02:00", "2026-03-29T01:00:00Z")]
    #[case::gap_shifts_to_its_end("Europe/Zurich", "2026-03-29 02:30", "2026-03-29T01:00:00Z")]
    #[case::first_minute_after_the_gap("Europe/Zurich", "2026-03-29 03:00", "2026-03-29T01:00:00Z")]
    #[case::fold_is_the_first("Europe/Zurich", "2026-10-25 02:30", "2026-10-25T00:30:00Z")]
    #[case::fold_begins("Europe/Zurich", "2026-10-25 02:00", "2026-10-25T00:00:00Z")]
    #[case::fold_is_over("Europe/Zurich", "2026-10-25 03:00", "2026-10-25T02:00:00Z")]
    #[case::midnight_is_missing("Asia/Beirut", "2026-03-29 00:00", "2026-03-28T22:00:00Z")]
    #[case::midnight_is_missing("America/Asuncion", "2023-10-01 00:30", "2023-10-01T04:00:00Z")]
    #[case::half_an_hour_is_missing("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30:00Z")]
    #[case::half_an_hour_comes_twice("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z")]
    #[case::a_whole_day_is_missing("Pacific/Apia", "2011-12-30 09:00", "2011-12-30T10:00:00Z")]
    fn a_wall_time_is_one_instant(#[case] zone: &str, #[case] local: &str, #[case] expected: &str) {
        let zone = ZoneName::new(zone).unwrap().zone();
        let at = instant(zone, wall(local));
        assert_eq!(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), expected);
    }

    #[rstest]
    #[case("Europe/Zurich", true)]
    #[case("UTC", true)]
    #[case("Zurich", false)]
    #[case("", false)]
    #[case("Europe/Zurich; DROP", false)]
    fn a_zone_is_one_of_the_table(#[case] raw: &str, #[case] taken: bool) {
        assert_eq!(ZoneName::new(raw).is_ok(), taken);
    }

    #[test]
    fn a_fixed_zone_is_checked_when_it_is_read() {
        let good: ZonePolicy = serde_json::from_str(r#"{"policy":"fixed","zone":"Europe/Zurich"}"#).unwrap();
        assert_eq!(good.zone(Tz::UTC), Tz::Europe__Zurich);
        let bad = serde_json::from_str::<ZonePolicy>(r#"{"policy":"fixed","zone":"Atlantis"}"#).unwrap_err();
        assert!(
            bad.to_string().contains("refusal.not_a_zone"),
            "the reader gets the refusal by its key: {bad}"
        );
        assert_eq!(serde_json::to_string(&ZonePolicy::Floating).unwrap(), r#"{"policy":"floating"}"#);
        assert_eq!(ZonePolicy::Floating.zone(Tz::Asia__Beirut), Tz::Asia__Beirut);
    }
}
