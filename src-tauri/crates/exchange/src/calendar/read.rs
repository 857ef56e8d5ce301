//! Events and tasks of an iCalendar file, one at a time.

mod event;

use std::collections::HashMap;

use calcard::icalendar::ICalendar;
use calcard::{Entry, Parser};

use super::ScheduleRecord;
use super::zones::Zones;
use crate::blocks::{Block, blocks};
use crate::csv::encoding;
use crate::found::{Found, Ids, Place};
use crate::problem::{Reason, Refused};
use crate::{FILE_BYTES_MAX, ROWS_MAX};
use event::Read;

/// Reads the events and tasks of a file that have a date.
///
/// # Errors
/// [`Refused`] when the file is too large, is no text, or has neither event nor task in it.
pub fn read(bytes: &[u8]) -> Result<Found<ScheduleRecord>, Refused> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(Refused::TooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let (text, encoding) = encoding::decode(bytes).map_err(encoding::refused)?;
    let zones = Zones::of(&text);
    let mut found = Found::new();
    found.assumptions.extend(encoding.told_as().map(|key| (key, Vec::new())));
    let mut series = Series::default();
    for (block, number) in blocks(&text, &["VEVENT", "VTODO"]).zip(1..) {
        if ROWS_MAX < number {
            return Err(Refused::TooMany { max: ROWS_MAX });
        }
        one(&block, &zones, &mut found, &mut series);
    }
    series.take_moved_days_out(&mut found.rows);
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn one(block: &Block, zones: &Zones, found: &mut Found<ScheduleRecord>, series: &mut Series) {
    let place = Place::Line(block.line);
    let event = block.text.as_ref().map_err(Clone::clone).and_then(|text| parse(text));
    let event = match event {
        Ok(event) => event,
        Err(reason) => return found.left_out(place, "", reason),
    };
    let title = event::title(&event);
    let read = event::read(&event, zones).and_then(|read| {
        series.ids.take(&read.record.source_id)?;
        Ok(read)
    });
    match read {
        Ok(Read { record, remarks, moved }) => {
            for reason in remarks {
                found.remarked(place.clone(), &title, reason);
            }
            if block.dropped != 0 {
                found.remarked(place, &title, Reason::PicturesLeftOut { n: block.dropped });
            }
            series.moved.extend(moved);
            found.rows.push(record);
        }
        Err(reason) => found.left_out(place, &title, reason),
    }
}

fn parse(text: &str) -> Result<ICalendar, Reason> {
    match Parser::new(text).entry() {
        Entry::ICalendar(event) if !event.components.is_empty() => Ok(event),
        _ => Err(Reason::Unreadable {}),
    }
}

/// Remembers which days of a series were moved; the moved day is an event of its own.
#[derive(Default)]
struct Series {
    ids: Ids,
    moved: Vec<event::Moved>,
}

impl Series {
    fn take_moved_days_out(self, rows: &mut [ScheduleRecord]) {
        let mut of_series: HashMap<String, Vec<chrono::NaiveDate>> = HashMap::new();
        for moved in self.moved {
            of_series.entry(moved.source_id).or_default().push(moved.on);
        }
        for row in rows {
            if let Some(days) = of_series.get(&row.source_id) {
                row.except.extend(days);
                row.except.sort_unstable();
                row.except.dedup();
            }
        }
    }
}

#[cfg(test)]
mod tests;
