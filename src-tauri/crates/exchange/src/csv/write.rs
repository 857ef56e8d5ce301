//! Ratings as CSV that opens in a spreadsheet without running anything.
//!
//! A text cell that a spreadsheet would take as a formula gets an apostrophe
//! in front, and the reader takes it away again.

use std::borrow::Cow;

use chrono::NaiveDate;
use inward_domain::experiment::Checkin;

use super::RatingsDay;

/// Signs that begin a formula in one spreadsheet or another.
const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns a text cell that no spreadsheet takes as a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    if bare.starts_with(FORMULA_SIGNS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes away what [`guarded`] added.
pub(crate) fn without_guard(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_SIGNS) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

/// Writes days as a ratings file: UTF-8, commas, CRLF, one line a day.
pub fn write_ratings(columns: &[String], days: &[RatingsDay]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let head = ["date", "phase", "checkin"].into_iter().map(Cow::Borrowed);
    let rows = std::iter::once(head.chain(columns.iter().map(|name| guarded(name))).collect::<Vec<_>>())
        .chain(days.iter().map(row));
    for cells in rows {
        writer
            .write_record(cells.iter().map(|cell| cell.as_bytes()))
            .expect("BUG: rows have one cell for each column, and memory takes them");
    }
    writer.into_inner().expect("BUG: memory takes the last row too")
}

fn row(day: &RatingsDay) -> Vec<Cow<'_, str>> {
    let on: NaiveDate = day.on;
    let checkin = match day.checkin {
        None => "",
        Some(Checkin::Done) => "done",
        Some(Checkin::Missed) => "missed",
        Some(Checkin::NotApplicable) => "na",
    };
    let mut cells = vec![
        Cow::Owned(on.to_string()),
        day.phase.as_deref().map_or(Cow::Borrowed(""), guarded),
        Cow::Borrowed(checkin),
    ];
    cells.extend(day.values.iter().map(|v| v.map_or(Cow::Borrowed(""), |v| Cow::Owned(v.to_string()))));
    cells
}
