//! Ratings as CSV that opens in a spreadsheet without running anything.
//!
//! A text cell that a spreadsheet would take as a formula gets an apostrophe
//! in front, and the reader takes it away again. A cell with a semicolon or a
//! tab stands in quotation marks although commas separate: some spreadsheets
//! separate at all three, and what follows would be a cell that nobody guarded.

use std::borrow::Cow;

use chrono::NaiveDate;
use inward_domain::experiment::Checkin;

use super::RatingsDay;

/// Signs that begin a formula in one spreadsheet or another, the wide ones where East Asian text is written.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// Signs by which some program tells cells or rows apart; Gnumeric takes an apostrophe that begins a bare cell as one.
const BETWEEN_CELLS: [char; 7] = [',', ';', '\t', '"', '\'', '\r', '\n'];

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

/// Writes a row, ended with CRLF.
pub(crate) fn put_row<C: AsRef<str>>(cells: impl IntoIterator<Item = C>, file: &mut Vec<u8>) {
    for (cell, place) in cells.into_iter().zip(0..) {
        if 0 < place {
            file.push(b',');
        }
        let cell = cell.as_ref();
        if cell.contains(BETWEEN_CELLS) {
            file.push(b'"');
            file.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            file.push(b'"');
        } else {
            file.extend_from_slice(cell.as_bytes());
        }
    }
    file.extend_from_slice(b"\r\n");
}

/// Writes days as a ratings file: UTF-8, commas, CRLF, one line a day.
pub fn write_ratings(columns: &[String], days: &[RatingsDay]) -> Vec<u8> {
    let mut file = Vec::new();
    let head = ["date", "phase", "checkin"].into_iter().map(Cow::Borrowed);
    put_row(head.chain(columns.iter().map(|name| guarded(name))), &mut file);
    days.iter().for_each(|day| put_row(row(day), &mut file));
    file
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
