//! Time zones of a calendar: their many names in, and their rules out.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use crate::blocks::blocks;

/// The most zones of a file that are remembered; a person's calendar has a handful.
const ZONES_MAX: usize = 200;
/// For how many years after the first event the rules of a zone are written.
const YEARS_AHEAD: i32 = 10;

/// Knows the zones that a file describes.
pub(super) struct Zones(HashMap<String, Tz>);

impl Zones {
    /// Reads the place that each described zone says it is.
    pub fn of(text: &str) -> Zones {
        let mut known = HashMap::new();
        for block in blocks(text, &["VTIMEZONE"]).take(ZONES_MAX) {
            let Ok(text) = block.text else { continue };
            let value = |name: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                line.map(|value| value.trim().to_owned())
            };
            if let (Some(id), Some(place)) = (value("TZID"), value("X-LIC-LOCATION"))
                && let Ok(zone) = place.parse()
            {
                known.insert(id, zone);
            }
        }
        Zones(known)
    }

    /// Finds a zone by its IANA name, alone or at the end of a longer one, by its place, or by its Windows name.
    pub fn find(&self, name: &str) -> Option<Tz> {
        let name = name.trim().trim_matches('"');
        let ends = std::iter::once(name).chain(name.match_indices('/').map(|(at, _)| &name[at + 1..]));
        if let Some(zone) = ends.into_iter().find_map(|end| end.parse().ok()) {
            return Some(zone);
        }
        if let Some(zone) = self.0.get(name) {
            return Some(*zone);
        }
        match calcard::common::timezone::Tz::from_str(name).ok()? {
            calcard::common::timezone::Tz::Tz(zone) => Some(zone),
            calcard::common::timezone::Tz::Fixed(_) | calcard::common::timezone::Tz::Floating => None,
        }
    }
}

/// Holds the moment a zone changes its offset.
struct Change {
    /// The wall time before the change.
    onset: NaiveDateTime,
    from: FixedOffset,
    to: FixedOffset,
    is_daylight: bool,
    name: String,
}

/// Writes the description of a zone, good for events that begin in `year` and the ten years after.
pub(super) fn describe(zone: Tz, year: i32) -> Vec<String> {
    let mut lines = vec!["BEGIN:VTIMEZONE".into(), format!("TZID:{}", zone.name())];
    lines.push(format!("X-LIC-LOCATION:{}", zone.name()));
    let changes = changes(zone, year - 1, year + YEARS_AHEAD);
    if changes.is_empty() {
        let now = zone.offset_from_utc_datetime(&new_year(year).naive_utc());
        let offset = now.fix();
        let name = named(&now);
        let onset = new_year(1970).naive_utc();
        let change = Change { onset, from: offset, to: offset, is_daylight: false, name };
        observance(&[&change], &mut lines);
    }
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in &changes {
        let alike = |group: &&mut Vec<&Change>| {
            let first = group[0];
            (first.is_daylight, first.from, first.to, &first.name)
                == (change.is_daylight, change.from, change.to, &change.name)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    for group in &groups {
        observance(group, &mut lines);
    }
    lines.push("END:VTIMEZONE".into());
    lines
}

fn observance(group: &[&Change], lines: &mut Vec<String>) {
    let first = group[0];
    let kind = if first.is_daylight { "DAYLIGHT" } else { "STANDARD" };
    lines.push(format!("BEGIN:{kind}"));
    lines.push(format!("DTSTART:{}", stamp(first.onset)));
    match yearly(group) {
        Some(rule) => lines.push(rule),
        None => lines.extend(group[1..].iter().map(|change| format!("RDATE:{}", stamp(change.onset)))),
    }
    lines.push(format!("TZOFFSETFROM:{}", offset(first.from)));
    lines.push(format!("TZOFFSETTO:{}", offset(first.to)));
    lines.push(format!("TZNAME:{}", first.name));
    lines.push(format!("END:{kind}"));
}

/// Tells a yearly rule such as the last Sunday of March, when every year keeps it.
fn yearly(group: &[&Change]) -> Option<String> {
    let first = group[0].onset;
    let every_year = YEARS_AHEAD as usize <= group.len()
        && group.windows(2).all(|pair| pair[0].onset.year() + 1 == pair[1].onset.year());
    let alike = |change: &Change| {
        let at = change.onset;
        (at.month(), at.weekday(), at.time()) == (first.month(), first.weekday(), first.time())
    };
    if !every_year || !group.iter().all(|change| alike(change)) {
        return None;
    }
    let nth = |at: NaiveDateTime| (at.day() - 1) / 7 + 1;
    let is_last = |at: NaiveDateTime| (at.date() + TimeDelta::days(7)).month() != at.month();
    let weekday = first.weekday().to_string()[..2].to_uppercase();
    let place = if group.iter().all(|change| is_last(change.onset)) {
        "-1".to_owned()
    } else if group.iter().all(|change| nth(change.onset) == nth(first)) {
        nth(first).to_string()
    } else {
        return None;
    };
    Some(format!("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={place}{weekday}", first.month()))
}

/// Lists the changes of a zone from the first to the last year, both included.
fn changes(zone: Tz, first: i32, last: i32) -> Vec<Change> {
    let (mut at, end) = (new_year(first), new_year(last + 1));
    let offset_at = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc());
    let mut changes = Vec::new();
    while at < end {
        // No zone changes twice within a week.
        let next = at + TimeDelta::days(7);
        if offset_at(at) != offset_at(next) {
            changes.push(change(zone, at, next));
        }
        at = next;
    }
    changes
}

/// Finds the second of a change between two moments.
fn change(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> Change {
    let offset_at = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc());
    let old = offset_at(before);
    while TimeDelta::seconds(1) < after - before {
        let middle = before + (after - before) / 2;
        let middle = middle.with_timezone(&Utc);
        if offset_at(middle) == old { before = middle } else { after = middle }
    }
    let new = offset_at(after);
    let whole = DateTime::from_timestamp(after.timestamp(), 0).unwrap_or(after);
    Change {
        onset: whole.naive_utc() + old.fix(),
        from: old.fix(),
        to: new.fix(),
        is_daylight: !new.dst_offset().is_zero(),
        name: named(&new),
    }
}

/// Returns what people call an offset; one without a name is called by its figures.
fn named(found: &(impl OffsetName + Offset)) -> String {
    found.abbreviation().map_or_else(|| offset(found.fix()), str::to_owned)
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .expect("BUG: a year of the calendar")
        .and_time(NaiveTime::MIN)
        .and_utc()
}

fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn offset(offset: FixedOffset) -> String {
    let seconds = offset.local_minus_utc();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests;
