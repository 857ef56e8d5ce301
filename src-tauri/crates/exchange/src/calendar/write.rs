//! Schedules as iCalendar, the way Evolution, Thunderbird and Google Calendar read them.
//!
//! A fixed zone is named and described in the file, a floating time has none.
//! The start is the first day of the recurrence: calendars show the start even
//! when the rule does not name it. The end of a rule is written in UTC where
//! the start has a zone, as RFC 5545 wants it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use inward_domain::schedule::{Recurrence, ZonePolicy, zone};

use super::{ScheduleRecord, zones};

/// The longest line, in bytes without its break (RFC 5545, 3.1).
const LINE_BYTES: usize = 75;
/// How long an event without a length is shown, in minutes.
const MINUTES_SHOWN: u32 = 15;

/// Writes the schedules as one calendar; `written_at` is the moment of writing.
///
/// A schedule whose rule has no day at all, or none before its end, is not an event and is left out.
pub fn write(schedules: &[ScheduleRecord], written_at: DateTime<Utc>) -> Vec<u8> {
    let mut lines: Vec<String> = Vec::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Inward//Schedules//EN", "CALSCALE:GREGORIAN"] {
        lines.push(line.to_owned());
    }
    let events: Vec<(&ScheduleRecord, NaiveDate)> =
        schedules.iter().filter_map(|schedule| Some((schedule, first_day(schedule)?))).collect();
    let mut first_years: BTreeMap<&str, (Tz, i32)> = BTreeMap::new();
    for (schedule, first) in &events {
        if let Some(zone) = named_zone(schedule) {
            let year = &mut first_years.entry(zone.name()).or_insert((zone, first.year())).1;
            *year = first.year().min(*year);
        }
    }
    for (zone, year) in first_years.into_values() {
        lines.extend(zones::describe(zone, year));
    }
    for (schedule, first) in events {
        event(schedule, first, written_at, &mut lines);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().flat_map(|line| folded(line)).collect()
}

/// Returns the zone that is described in the file; UTC needs no description.
fn named_zone(schedule: &ScheduleRecord) -> Option<Tz> {
    match schedule.zone {
        ZonePolicy::Fixed { zone: name } if schedule.at.is_some() && name.zone() != Tz::UTC => {
            Some(name.zone())
        }
        ZonePolicy::Fixed { .. } | ZonePolicy::Floating => None,
    }
}

fn first_day(schedule: &ScheduleRecord) -> Option<NaiveDate> {
    let start = start(schedule, schedule.starts_on);
    let first = match &schedule.recurrence {
        Some(rule) => on_wall(rule, schedule).starting(start, start).next()?.date(),
        None => schedule.starts_on,
    };
    schedule.ends_on.is_none_or(|end| first <= end).then_some(first)
}

fn start(schedule: &ScheduleRecord, on: NaiveDate) -> NaiveDateTime {
    on.and_time(schedule.at.unwrap_or(NaiveTime::MIN))
}

fn on_wall(rule: &Recurrence, schedule: &ScheduleRecord) -> Recurrence {
    match schedule.zone {
        ZonePolicy::Fixed { zone: name } => rule.read_in(name.zone()),
        ZonePolicy::Floating => rule.clone(),
    }
}

fn event(schedule: &ScheduleRecord, first: NaiveDate, written_at: DateTime<Utc>, lines: &mut Vec<String>) {
    lines.push("BEGIN:VEVENT".into());
    lines.push(format!("UID:{}", escaped(&schedule.source_id)));
    lines.push(format!("DTSTAMP:{}", utc(written_at)));
    let begins = start(schedule, first);
    lines.push(format!("DTSTART{}", moment(schedule, begins)));
    let ends = match schedule.at {
        Some(_) => begins + TimeDelta::minutes(i64::from(schedule.minutes.unwrap_or(MINUTES_SHOWN))),
        None => begins + TimeDelta::days(1),
    };
    lines.push(format!("DTEND{}", moment(schedule, ends)));
    if let Some(rule) = &schedule.recurrence {
        lines.push(format!("RRULE:{}", rule_text(rule, schedule)));
    }
    for day in &schedule.except {
        lines.push(format!("EXDATE{}", moment(schedule, start(schedule, *day))));
    }
    lines.push(format!("SUMMARY:{}", escaped(schedule.title.as_str())));
    if let Some(note) = &schedule.note {
        lines.push(format!("DESCRIPTION:{}", escaped(note.as_str())));
    }
    if let Some(minutes) = schedule.alarm_minutes {
        lines.push("BEGIN:VALARM".into());
        lines.push("ACTION:DISPLAY".into());
        lines.push(format!("DESCRIPTION:{}", escaped(schedule.title.as_str())));
        lines.push(format!("TRIGGER:-PT{minutes}M"));
        lines.push("END:VALARM".into());
    }
    lines.push("END:VEVENT".into());
}

/// Writes the rest of a property that holds a moment: its parameters and its value.
fn moment(schedule: &ScheduleRecord, at: NaiveDateTime) -> String {
    let wall = at.format("%Y%m%dT%H%M%S");
    match (schedule.at, schedule.zone) {
        (None, _) => format!(";VALUE=DATE:{}", at.format("%Y%m%d")),
        (Some(_), ZonePolicy::Floating) => format!(":{wall}"),
        (Some(_), ZonePolicy::Fixed { zone: name }) if name.zone() == Tz::UTC => format!(":{wall}Z"),
        (Some(_), ZonePolicy::Fixed { zone: name }) => format!(";TZID={name}:{wall}"),
    }
}

/// Writes the rule with its end in the form that fits the start.
fn rule_text(rule: &Recurrence, schedule: &ScheduleRecord) -> String {
    let wall = on_wall(rule, schedule);
    let written = wall.to_string();
    let (mut parts, mut end) = (Vec::new(), None);
    for part in written.split(';') {
        match part.split_once('=') {
            Some(("UNTIL", until)) => end = wall_end(until),
            Some(("COUNT", _)) if schedule.ends_on.is_some() => {}
            _ => parts.push(part.to_owned()),
        }
    }
    if let Some(last) = schedule.ends_on {
        // The last occurrence, whichever end comes first.
        let begin = start(schedule, schedule.starts_on);
        let occurrences = wall.occurrences_within(begin, begin, last.and_time(LAST_SECOND));
        end = occurrences.last().copied().or(Some(last.and_time(LAST_SECOND)));
    }
    parts.extend(end.map(|end| format!("UNTIL={}", until(schedule, end))));
    parts.join(";")
}

const LAST_SECOND: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("BUG: a time of day");

fn wall_end(until: &str) -> Option<NaiveDateTime> {
    let plain = until.trim_end_matches('Z');
    NaiveDateTime::parse_from_str(plain, "%Y%m%dT%H%M%S")
        .ok()
        .or_else(|| Some(NaiveDate::parse_from_str(plain, "%Y%m%d").ok()?.and_time(LAST_SECOND)))
}

fn until(schedule: &ScheduleRecord, end: NaiveDateTime) -> String {
    match (schedule.at, schedule.zone) {
        (None, _) => end.format("%Y%m%d").to_string(),
        (Some(_), ZonePolicy::Floating) => end.format("%Y%m%dT%H%M%S").to_string(),
        (Some(_), ZonePolicy::Fixed { zone: name }) => utc(zone::instant(name.zone(), end)),
    }
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() && sign != '\t' => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// Breaks a line where it gets too long, never within a sign.
fn folded(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len() + 8);
    let mut used = 0;
    for sign in line.chars() {
        if LINE_BYTES < used + sign.len_utf8() {
            bytes.extend_from_slice(b"\r\n ");
            used = 1;
        }
        bytes.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
        used += sign.len_utf8();
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

#[cfg(test)]
mod tests;
