//! Daily ratings as CSV, in and out.
//!
//! The header names `date`, and any of `phase`, `checkin` and one column for
//! each measure. Each physical line is read on its own, so that a stray
//! quotation mark spoils one line and not the rest, and every problem carries
//! the number a text editor shows. What a rating may be is not known here: the
//! scale belongs to the experiment.

pub(crate) mod cells;
pub(crate) mod date;
pub(crate) mod encoding;
mod header;
pub(crate) mod write;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::experiment::Checkin;
use inward_domain::refusal::Refusal;
use inward_domain::text::Line;

pub use cells::Separator;
pub use encoding::Encoding;
pub use write::{guarded, write_ratings};

use crate::problem::{FileProblem, LineProblem, LineReason, Params, quoted};
use crate::{FILE_BYTES_MAX, LINE_BYTES_MAX, ROWS_MAX};
use header::{Column, Header};

/// Holds what a ratings file says, and which of its lines cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingsFile {
    /// The names of the columns with ratings, in the file's order.
    pub columns: Vec<String>,
    /// The good lines, in the file's order.
    pub days: Vec<RatingsDay>,
    /// The other lines, in the file's order.
    pub problems: Vec<LineProblem>,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What separates the cells.
    pub separator: Separator,
    /// Whether a number was written with a decimal comma.
    pub decimal_comma: bool,
}

/// Holds one line: a day, its phase, its check-in and its ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingsDay {
    /// The line's number in the file, from 1.
    pub line: u64,
    /// The day.
    pub on: NaiveDate,
    /// The code of its phase.
    pub phase: Option<String>,
    /// Whether the act happened; `None` is unknown.
    pub checkin: Option<Checkin>,
    /// One value for each of the file's columns; `None` is not rated.
    pub values: Vec<Option<f64>>,
}

impl RatingsDay {
    /// Tells whether anything was rated.
    pub fn is_rated(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }
}

impl RatingsFile {
    /// Lists the phases with their first day, in order of time.
    pub fn phases(&self) -> Vec<(&str, NaiveDate)> {
        let mut by_day: Vec<&RatingsDay> = self.days.iter().collect();
        by_day.sort_by_key(|day| day.on);
        let mut phases: Vec<(&str, NaiveDate)> = Vec::new();
        for day in by_day {
            if let Some(phase) = day.phase.as_deref()
                && !phases.iter().any(|(known, _)| *known == phase)
            {
                phases.push((phase, day.on));
            }
        }
        phases
    }

    /// Lists what had to be assumed to read the file, as sentences of the catalogue.
    pub fn assumptions(&self) -> Vec<(&'static str, Params)> {
        let mut told = Vec::new();
        if let Some(key) = self.encoding.told_as() {
            told.push((key, Vec::new()));
        }
        if self.decimal_comma {
            told.push(("exchange.decimal_comma", Vec::new()));
        }
        told
    }
}

/// Reads a ratings file.
///
/// Lines that cannot be read are listed with their numbers and leave the others as they are;
/// whether a file with such lines is imported is for the app to decide.
///
/// # Errors
/// A [`FileProblem`] when no line at all can be understood.
pub fn read_ratings(bytes: &[u8]) -> Result<RatingsFile, FileProblem> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(FileProblem::TooLarge { max_mb: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let (text, encoding) = encoding::decode(bytes)?;
    let mut lines = numbered_lines(&text).peekable();
    let announced = lines.next_if(|(_, line)| cells::announced(line).is_some());
    let announced = announced.and_then(|(_, line)| cells::announced(line));
    let Some((_, first)) = lines.next() else { return Err(FileProblem::Empty) };
    if LINE_BYTES_MAX < first.len() {
        return Err(FileProblem::NotText);
    }
    let header = Header::read(first, announced)
        .map_err(|problem| if encoding::is_binary(&text) { FileProblem::NotText } else { problem })?;
    let mut file = RatingsFile {
        columns: header.measures(),
        days: Vec::new(),
        problems: Vec::new(),
        encoding,
        separator: header.separator,
        decimal_comma: false,
    };
    for (rows, (number, line)) in lines.enumerate() {
        if ROWS_MAX <= rows {
            return Err(FileProblem::TooManyRows { max: ROWS_MAX });
        }
        match read_line(line, number, &header, &mut file.decimal_comma) {
            Ok(Some(day)) => file.days.push(day),
            Ok(None) => {}
            Err(problem) => file.problems.push(LineProblem { line: number, problem }),
        }
    }
    set_aside(&mut file, duplicate_dates);
    set_aside(&mut file, returning_phases);
    Ok(file)
}

/// Lists the lines that hold something, with their numbers from 1.
fn numbered_lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let old_macintosh = !text.contains('\n');
    text.split(move |c| c == '\n' || (old_macintosh && c == '\r'))
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .zip(1..)
        .map(|(line, number)| (number, line))
        .filter(|(_, line)| !line.trim().is_empty())
}

fn read_line(
    line: &str,
    number: u64,
    header: &Header,
    decimal_comma: &mut bool,
) -> Result<Option<RatingsDay>, LineReason> {
    if LINE_BYTES_MAX < line.len() {
        return Err(LineReason::LineTooLong { max_mb: LINE_BYTES_MAX / (1024 * 1024) });
    }
    if line.chars().any(|c| c.is_control() && c != '\t') {
        return Err(LineReason::ControlCharacter);
    }
    let mut found = cells::split(line, header.separator).ok_or(LineReason::UnclosedQuote)?;
    while header.columns.len() < found.len() && found.last().is_some_and(|cell| cell.trim().is_empty()) {
        found.pop();
    }
    if found.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    check_shape(line, &found, header)?;
    let mut day =
        RatingsDay { line: number, on: NaiveDate::MIN, phase: None, checkin: None, values: Vec::new() };
    for (index, column) in header.columns.iter().enumerate() {
        let cell = found.get(index).map_or("", |cell| cell.trim());
        match column {
            Column::Date => day.on = date::read(cell)?,
            Column::Phase => day.phase = read_phase(cell)?,
            Column::Checkin => day.checkin = read_checkin(cell)?,
            Column::Measure(name) => day.values.push(read_number(cell, name, decimal_comma)?),
        }
    }
    Ok(Some(day))
}

fn check_shape(line: &str, found: &[String], header: &Header) -> Result<(), LineReason> {
    let expected = header.columns.len();
    if found.len() == 1 && 1 < expected {
        let other = Separator::ALL.into_iter().find(|s| *s != header.separator && line.contains(s.sign()));
        if let Some(other) = other {
            return Err(LineReason::OtherSeparator {
                expected: header.separator.name(),
                found: other.name(),
            });
        }
    }
    if expected < found.len() {
        return Err(LineReason::TooManyCells { expected, found: found.len() });
    }
    Ok(())
}

fn read_phase(cell: &str) -> Result<Option<String>, LineReason> {
    match Line::optional(&write::without_guard(cell)) {
        Ok(phase) => Ok(phase.map(String::from)),
        Err(Refusal::TooLong { max }) => Err(LineReason::PhaseTooLong { max }),
        Err(other) => unreachable!("BUG: an optional line is only ever too long, not {other}"),
    }
}

fn read_checkin(cell: &str) -> Result<Option<Checkin>, LineReason> {
    match cell.to_lowercase().as_str() {
        "" => Ok(None),
        "done" => Ok(Some(Checkin::Done)),
        "missed" => Ok(Some(Checkin::Missed)),
        "na" => Ok(Some(Checkin::NotApplicable)),
        _ => Err(LineReason::UnknownCheckin { found: quoted(cell) }),
    }
}

fn read_number(cell: &str, column: &str, decimal_comma: &mut bool) -> Result<Option<f64>, LineReason> {
    if cell.is_empty() {
        return Ok(None);
    }
    let refused = || LineReason::NotANumber { column: quoted(column), found: quoted(cell) };
    let has_comma = cell.contains(',');
    if has_comma && (cell.contains('.') || 1 < cell.matches(',').count()) {
        return Err(refused());
    }
    let plain = cell.replace(',', ".");
    if !plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return Err(refused());
    }
    let value: f64 = plain.parse().map_err(|_| refused())?;
    if !value.is_finite() {
        return Err(refused());
    }
    *decimal_comma |= has_comma;
    Ok(Some(value))
}

/// Moves lines that a rule over all days refuses from the good ones to the problems.
fn set_aside(file: &mut RatingsFile, rule: fn(&[RatingsDay]) -> BTreeMap<u64, LineReason>) {
    let refused = rule(&file.days);
    if refused.is_empty() {
        return;
    }
    file.days.retain(|day| !refused.contains_key(&day.line));
    file.problems.extend(refused.into_iter().map(|(line, problem)| LineProblem { line, problem }));
    file.problems.sort_by_key(|p| p.line);
}

/// Refuses every line whose day stands in another line too: which of them is right, only a person knows.
fn duplicate_dates(days: &[RatingsDay]) -> BTreeMap<u64, LineReason> {
    let mut lines_of: BTreeMap<NaiveDate, Vec<u64>> = BTreeMap::new();
    for day in days {
        lines_of.entry(day.on).or_default().push(day.line);
    }
    let mut refused = BTreeMap::new();
    for (on, lines) in lines_of.iter().filter(|(_, lines)| 1 < lines.len()) {
        for line in lines {
            let other = if *line == lines[0] { lines[1] } else { lines[0] };
            refused.insert(*line, LineReason::DuplicateDate { date: on.to_string(), other });
        }
    }
    refused
}

/// Refuses days whose phase came to an end before: a day belongs to the latest phase that has begun.
fn returning_phases(days: &[RatingsDay]) -> BTreeMap<u64, LineReason> {
    let mut by_day: Vec<&RatingsDay> = days.iter().collect();
    by_day.sort_by_key(|day| day.on);
    let mut begun: Vec<&str> = Vec::new();
    let mut refused = BTreeMap::new();
    for day in by_day {
        let Some(phase) = day.phase.as_deref() else { continue };
        match begun.iter().position(|known| *known == phase) {
            None => begun.push(phase),
            Some(at) if at + 1 == begun.len() => {}
            Some(at) => {
                let reason = LineReason::PhaseReturns { phase: quoted(phase), after: quoted(begun[at + 1]) };
                refused.insert(day.line, reason);
            }
        }
    }
    refused
}

#[cfg(test)]
mod tests;
