//! One event or task, from its properties to a schedule.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarParameterName, ICalendarProperty, ICalendarStatus, ICalendarValue,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use inward_domain::schedule::{Recurrence, ZonePolicy};
use inward_domain::text::{LINE_MAX, Line};

use super::super::ScheduleRecord;
use super::super::zones::Zones;
use crate::days;
use crate::people::{optional_prose, refused};
use crate::problem::{Reason, quoted};

/// The longest duration and the earliest alarm that are taken, in minutes: a week.
const MINUTES_MAX: i64 = 7 * 24 * 60;
/// The most days that a series can be told not to take place on.
const EXCEPT_MAX: usize = 2_000;

/// Holds what one event gives.
pub(super) struct Read {
    pub record: ScheduleRecord,
    pub remarks: Vec<Reason>,
    pub moved: Option<Moved>,
}

/// Names a day of a series that has an event of its own.
pub(super) struct Moved {
    pub source_id: String,
    pub on: NaiveDate,
}

/// Holds a moment as the file writes it, on the clock of its zone.
struct Moment {
    on: NaiveDate,
    at: Option<NaiveTime>,
    zone: ZonePolicy,
}

/// Returns what an event is called; empty when it has no name.
pub(super) fn title(event: &ICalendar) -> String {
    text(main(event), &ICalendarProperty::Summary).unwrap_or_default()
}

/// Makes a schedule of an event.
pub(super) fn read(event: &ICalendar, zones: &Zones) -> Result<Read, Reason> {
    let main = main(event);
    let mut remarks = Vec::new();
    if main.status() == Some(&ICalendarStatus::Cancelled) {
        return Err(Reason::Cancelled {});
    }
    let start = main
        .property(&ICalendarProperty::Dtstart)
        .or_else(|| main.property(&ICalendarProperty::Due))
        .ok_or(Reason::NoDate {})?;
    let start = moment(start, zones, &mut remarks)?;
    let (title, note) = words(main)?;
    let uid =
        text(main, &ICalendarProperty::Uid).map(|uid| uid.trim().to_owned()).filter(|uid| !uid.is_empty());
    let uid = uid.unwrap_or_else(|| format!("event:{}|{}", title, start.on));
    let moved = match main.property(&ICalendarProperty::RecurrenceId) {
        Some(entry) => Some(Moved { source_id: uid.clone(), on: moment(entry, zones, &mut Vec::new())?.on }),
        None => None,
    };
    let extra = main.properties(&ICalendarProperty::Rdate).map(|entry| entry.values.len()).sum();
    if extra != 0 {
        remarks.push(Reason::ExtraDaysLeftOut { n: extra });
    }
    let record = ScheduleRecord {
        source_id: moved.as_ref().map_or_else(|| uid.clone(), |moved| format!("{uid}#{}", moved.on)),
        title,
        note,
        starts_on: start.on,
        at: start.at,
        minutes: duration(main, &start, zones),
        zone: start.zone,
        recurrence: if moved.is_some() { None } else { recurrence(main)? },
        ends_on: None,
        except: except(main, &start, zones),
        alarm_minutes: alarm(event),
    };
    Ok(Read { record, remarks, moved })
}

/// Returns the event itself; its alarms come after it.
fn main(event: &ICalendar) -> &ICalendarComponent {
    event.components.first().expect("BUG: an event without components is refused before")
}

fn text(component: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    let values = &component.property(property)?.values;
    let texts: Vec<&str> = values.iter().filter_map(ICalendarValue::as_text).collect();
    (!texts.is_empty()).then(|| texts.join(","))
}

/// Returns title and note; a title that is too long is shortened and stands whole in the note.
fn words(main: &ICalendarComponent) -> Result<(Line, Option<inward_domain::text::Prose>), Reason> {
    let summary = text(main, &ICalendarProperty::Summary).unwrap_or_default();
    let description = text(main, &ICalendarProperty::Description).filter(|text| !text.trim().is_empty());
    let summary = summary.trim();
    if summary.is_empty() {
        return Err(Reason::Nameless {});
    }
    if summary.chars().count() <= LINE_MAX {
        return Ok((Line::new(summary).map_err(refused)?, optional_prose(description.as_deref())?));
    }
    let short: String = summary.chars().take(LINE_MAX - 1).chain(['…']).collect();
    let whole =
        [Some(summary.to_owned()), description].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    Ok((Line::new(&short).map_err(refused)?, optional_prose(Some(&whole))?))
}

fn moment(entry: &ICalendarEntry, zones: &Zones, remarks: &mut Vec<Reason>) -> Result<Moment, Reason> {
    let value = entry.values.iter().find_map(ICalendarValue::as_partial_date_time);
    let Some(value) = value else {
        let found = entry.values.first().and_then(ICalendarValue::as_text).unwrap_or_default();
        return Err(Reason::NotADate { found: quoted(found) });
    };
    let named = entry.parameter(&ICalendarParameterName::Tzid).and_then(|name| name.as_text());
    let zone = match named.map(|name| (name, zones.find(name))) {
        None => ZonePolicy::Floating,
        Some((_, Some(zone))) => ZonePolicy::Fixed { zone: zone.into() },
        Some((name, None)) => {
            remarks.push(Reason::UnknownZone { found: quoted(name) });
            ZonePolicy::Floating
        }
    };
    wall(value, zone).ok_or_else(|| Reason::NotADate { found: written(value) })
}

/// Reads a moment; one in UTC or with an offset is put on the clock of the zone, or else of UTC.
fn wall(value: &PartialDateTime, zone: ZonePolicy) -> Option<Moment> {
    let (year, month, day) = (value.year?, value.month?, value.day?);
    let on = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let on = on.filter(days::is_in_reach)?;
    let Some(hour) = value.hour else { return Some(Moment { on, at: None, zone: ZonePolicy::Floating }) };
    let (minute, second) = (value.minute.unwrap_or(0), value.second.unwrap_or(0).min(59));
    let at = NaiveTime::from_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))?;
    let Some(offset_hours) = value.tz_hour else { return Some(Moment { on, at: Some(at), zone }) };
    let offset = i64::from(offset_hours) * 60 + i64::from(value.tz_minute.unwrap_or(0));
    let offset = TimeDelta::minutes(if value.tz_minus { -offset } else { offset });
    let utc = on.and_time(at).checked_sub_signed(offset)?.and_utc();
    let zone = match zone {
        ZonePolicy::Fixed { zone: name } => name.zone(),
        ZonePolicy::Floating => Tz::UTC,
    };
    let local = utc.with_timezone(&zone).naive_local();
    Some(Moment { on: local.date(), at: Some(local.time()), zone: ZonePolicy::Fixed { zone: zone.into() } })
}

fn written(value: &PartialDateTime) -> String {
    let part = |n: Option<u8>| n.map_or_else(|| "?".to_owned(), |n| format!("{n:02}"));
    format!(
        "{}-{}-{}",
        value.year.map_or_else(|| "?".into(), |y| y.to_string()),
        part(value.month),
        part(value.day)
    )
}

fn recurrence(main: &ICalendarComponent) -> Result<Option<Recurrence>, Reason> {
    let mut rules = main.properties(&ICalendarProperty::Rrule).flat_map(|entry| &entry.values);
    let Some(value) = rules.next() else { return Ok(None) };
    let ICalendarValue::RecurrenceRule(rule) = value else {
        return Err(Reason::OtherRule { found: quoted(value.as_text().unwrap_or_default()) });
    };
    let written = rule.to_string();
    let found = || quoted(&written);
    match rule.freq {
        ICalendarFrequency::Hourly | ICalendarFrequency::Minutely | ICalendarFrequency::Secondly => {
            return Err(Reason::TooOften { found: found() });
        }
        ICalendarFrequency::Daily
        | ICalendarFrequency::Weekly
        | ICalendarFrequency::Monthly
        | ICalendarFrequency::Yearly => {}
    }
    if rules.next().is_some() {
        return Err(Reason::OtherRule { found: found() });
    }
    Recurrence::new(&written).map(Some).map_err(|_| Reason::OtherRule { found: found() })
}

fn duration(main: &ICalendarComponent, start: &Moment, zones: &Zones) -> Option<u32> {
    let begins = start.on.and_time(start.at?);
    let minutes = match main.property(&ICalendarProperty::Duration).and_then(|entry| entry.values.first()) {
        Some(ICalendarValue::Duration(duration)) => duration.as_seconds() / 60,
        _ => {
            let end = moment(main.property(&ICalendarProperty::Dtend)?, zones, &mut Vec::new()).ok()?;
            (on_clock_of(&end, start.zone)? - begins).num_minutes()
        }
    };
    u32::try_from(minutes).ok().filter(|_| (1..=MINUTES_MAX).contains(&minutes))
}

/// Puts a moment on the clock of another zone, so that the two can be compared.
///
/// On its own clock it stays where it is, also within the hour that is left out in spring.
fn on_clock_of(moment: &Moment, zone: ZonePolicy) -> Option<NaiveDateTime> {
    let wall = moment.on.and_time(moment.at?);
    Some(match (moment.zone, zone) {
        (ZonePolicy::Fixed { zone: from }, ZonePolicy::Fixed { zone: to }) if from != to => {
            inward_domain::schedule::zone::instant(from.zone(), wall).with_timezone(&to.zone()).naive_local()
        }
        _ => wall,
    })
}

fn except(main: &ICalendarComponent, start: &Moment, zones: &Zones) -> Vec<NaiveDate> {
    let mut except = Vec::new();
    for entry in main.properties(&ICalendarProperty::Exdate) {
        let named = entry.parameter(&ICalendarParameterName::Tzid).and_then(|name| name.as_text());
        let zone = named
            .and_then(|name| zones.find(name))
            .map_or(start.zone, |zone| ZonePolicy::Fixed { zone: zone.into() });
        let moments = entry.values.iter().filter_map(ICalendarValue::as_partial_date_time);
        let moments = moments.filter_map(|value| wall(value, zone));
        except
            .extend(moments.map(|moment| on_clock_of(&moment, start.zone).map_or(moment.on, |at| at.date())));
    }
    except.sort_unstable();
    except.dedup();
    except.truncate(EXCEPT_MAX);
    except
}

/// Returns how long before the event its first alarm rings.
fn alarm(event: &ICalendar) -> Option<u32> {
    let alarms = event.components.iter().filter(|c| c.component_type == ICalendarComponentType::VAlarm);
    let triggers = alarms.filter_map(|alarm| alarm.property(&ICalendarProperty::Trigger)?.values.first());
    let before = triggers.filter_map(|trigger| match trigger {
        ICalendarValue::Duration(duration) => Some(-(duration.as_seconds() / 60)),
        _ => None,
    });
    before
        .filter(|minutes| (0..=MINUTES_MAX).contains(minutes))
        .find_map(|minutes| u32::try_from(minutes).ok())
}
