//! Ratings as CSV that opens in a spreadsheet without running anything.
//!
//! A text that a spreadsheet would take as a formula gets an apostrophe in
//! front, and the reader takes it away again. Some spreadsheets separate at
//! semicolons or tabs instead of commas, as Excel does at semicolons where
//! people write a comma in numbers. They find their cells in the middle of
//! ours, and no quotation mark there: whatever could be the beginning of one
//! is guarded too. (OWASP, "CSV Injection", names the separators beside the
//! signs of formulas.)

use std::borrow::Cow;

use chrono::NaiveDate;
use inward_domain::experiment::Checkin;

use super::RatingsDay;

/// Signs that begin a formula in one spreadsheet or another, the wide ones where East Asian text is written.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Signs after which a program that does not separate at commas finds a new cell.
const OTHER_SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];
/// Signs by which some program tells cells or rows apart; Gnumeric takes an apostrophe that begins a bare cell as one.
const BETWEEN_CELLS: [char; 7] = [',', ';', '\t', '"', '\'', '\r', '\n'];

/// Returns a text cell no part of which a spreadsheet takes as a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut copied = 0;
    for begin in beginnings(text) {
        guarded.push_str(&text[copied..begin]);
        guarded.push('\'');
        copied = begin;
    }
    if guarded.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(guarded + &text[copied..]) }
}

/// Takes away what [`guarded`] added.
pub(crate) fn without_guard(cell: &str) -> Cow<'_, str> {
    let mut bare = String::new();
    let mut copied = 0;
    for begin in beginnings(cell).filter(|begin| cell[*begin..].starts_with('\'')) {
        bare.push_str(&cell[copied..begin]);
        copied = begin + 1;
    }
    if copied == 0 { Cow::Borrowed(cell) } else { Cow::Owned(bare + &cell[copied..]) }
}

/// Lists where a formula begins in a text, or would without the apostrophes in front of it, in bytes.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let begins = |rest: &str| rest.trim_start_matches(['\'', '"', ' ']).starts_with(FORMULA_SIGNS);
    let is_first = begins(text) || text.trim_start_matches('\'').starts_with(['\t', '\r', '\n']);
    // What separates is one byte long.
    let later = text.match_indices(OTHER_SEPARATORS).map(|(at, _)| at + 1);
    is_first.then_some(0).into_iter().chain(later.filter(move |at| begins(&text[*at..])))
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
