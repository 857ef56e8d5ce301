//! A CSV of any columns: its header, its rows, and how sure one can be about its signs.
//!
//! A quoted cell may hold line breaks. A stray quotation mark spoils its own
//! row and not the rest. What the columns mean is the caller's to say.

use crate::csv::{Encoding, Separator, cells, encoding};
use crate::problem::{Params, Reason, Refused};
use crate::{FILE_BYTES_MAX, LINE_BYTES_MAX, ROWS_MAX};

/// The most lines one row spans: a long note with line breaks. Beyond that a quotation mark is stray.
const ROW_LINES_MAX: usize = 400;
/// How many rows are looked at to tell what separates their cells.
const TRIED_ROWS: usize = 20;

/// Holds what the caller knows better than the file shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overruled {
    /// How to read the bytes.
    pub encoding: Option<Encoding>,
    /// What separates the cells.
    pub separator: Option<Separator>,
}

/// Holds a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, as they stand there.
    pub header: Vec<String>,
    /// The rows, without the empty ones; each has a cell for each column.
    pub rows: Vec<TableRow>,
    /// The rows that cannot be read, by the line they begin in.
    pub problems: Vec<(u64, Reason)>,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// Whether that is certain; if not, a person is asked.
    pub encoding_is_sure: bool,
    /// What separates the cells.
    pub separator: Separator,
    /// Whether that is certain; if not, a person is asked.
    pub separator_is_sure: bool,
}

/// Holds one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line it begins in, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Table {
    /// Returns the place of a column by any of its names, whatever their case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|cell| names.iter().any(|name| cell.trim().eq_ignore_ascii_case(name)))
    }

    /// Lists what had to be assumed, as sentences of the catalogue.
    pub fn assumptions(&self) -> Vec<(&'static str, Params)> {
        self.encoding.told_as().map(|key| (key, Vec::new())).into_iter().collect()
    }
}

/// Reads a table.
///
/// # Errors
/// [`Refused`] when it is no text, too large, or its first line cannot be split.
pub fn read(bytes: &[u8], overruled: &Overruled) -> Result<Table, Refused> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(Refused::TooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let (text, encoding) = match overruled.encoding {
        Some(chosen) => encoding::decode_as(bytes, chosen).map(|text| (text, chosen)),
        None => encoding::decode(bytes),
    }
    .map_err(encoding::refused)?;
    if encoding::is_binary(&text) {
        return Err(Refused::NotText {});
    }
    let mut lines = Lines::new(&text);
    let announced = lines.announced();
    let (separator, separator_is_sure) = match overruled.separator.or(announced) {
        Some(separator) => (separator, true),
        None => likeliest(lines.clone()),
    };
    let Some((_, first)) = lines.next() else { return Err(Refused::Empty {}) };
    let first = first.map_err(|reason| match reason {
        Reason::LineTooLong { .. } => Refused::NotText {},
        _ => Refused::HeaderQuote {},
    })?;
    let mut header = cells::split(first, separator).ok_or(Refused::HeaderQuote {})?;
    while 1 < header.len() && header.last().is_some_and(|cell| cell.trim().is_empty()) {
        header.pop();
    }
    let mut table = Table {
        header,
        rows: Vec::new(),
        problems: Vec::new(),
        encoding,
        encoding_is_sure: overruled.encoding.is_some() || encoding != Encoding::Windows1252,
        separator,
        separator_is_sure,
    };
    for ((line, row), count) in lines.zip(0..) {
        // Empty rows count too: reading them takes as long.
        if ROWS_MAX <= count {
            return Err(Refused::TooMany { max: ROWS_MAX });
        }
        match row.and_then(|text| split(text, &table)) {
            Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(cells) => table.rows.push(TableRow { line, cells }),
            Err(reason) => table.problems.push((line, reason)),
        }
    }
    Ok(table)
}

fn split(row: &str, table: &Table) -> Result<Vec<String>, Reason> {
    if row.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(Reason::ControlCharacter {});
    }
    let expected = table.header.len();
    let mut found = cells::split(row, table.separator).ok_or(Reason::UnclosedQuote {})?;
    while expected < found.len() && found.last().is_some_and(|cell| cell.trim().is_empty()) {
        found.pop();
    }
    if expected < found.len() {
        return Err(Reason::TooManyCells { expected, found: found.len() });
    }
    found.resize(expected, String::new());
    Ok(found)
}

/// Returns the separator that gives every row of the beginning the same number of cells, and whether it is the only one.
fn likeliest(lines: Lines<'_>) -> (Separator, bool) {
    let rows: Vec<&str> = lines.filter_map(|(_, row)| row.ok()).take(TRIED_ROWS).collect();
    let widths = |separator: Separator| -> Vec<usize> {
        rows.iter().map(|row| cells::split(row, separator).map_or(0, |cells| cells.len())).collect()
    };
    let first = |separator: &Separator| widths(*separator).first().copied().unwrap_or(0);
    let fits = |separator: &Separator| {
        let widths = widths(*separator);
        1 < first(separator) && widths.iter().all(|width| *width == widths[0])
    };
    let fitting: Vec<Separator> = Separator::ALL.into_iter().filter(fits).collect();
    match fitting[..] {
        [only] => (only, true),
        [] => {
            let widest = Separator::ALL.into_iter().rev().max_by_key(first).unwrap_or(Separator::Comma);
            let several = Separator::ALL.iter().filter(|s| 1 < first(s)).count();
            (widest, several <= 1)
        }
        [..] => (fitting.into_iter().rev().max_by_key(first).unwrap_or(Separator::Comma), false),
    }
}

/// Rows with the line they begin in; a row goes on while a quotation mark is open.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    break_sign: char,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let break_sign = if text.contains('\n') { '\n' } else { '\r' };
        Lines { text, at: 0, line: 1, break_sign }
    }

    /// Takes a first line such as `sep=;` away.
    fn announced(&mut self) -> Option<Separator> {
        let mut ahead = self.clone();
        let separator = cells::announced(ahead.physical()?)?;
        *self = ahead;
        Some(separator)
    }

    fn physical(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(self.break_sign);
        self.at += end.map_or(rest.len(), |end| end + 1);
        self.line += 1;
        let line = &rest[..end.unwrap_or(rest.len())];
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (u64, Result<&'t str, Reason>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (start, number) = (self.at, self.line);
            let first = self.physical()?;
            if first.trim().is_empty() {
                continue;
            }
            if LINE_BYTES_MAX < first.len() {
                let max = LINE_BYTES_MAX / (1024 * 1024);
                return Some((number, Err(Reason::LineTooLong { max })));
            }
            let after_first = self.clone();
            let (mut quotes, mut row) = (count_quotes(first), first);
            let mut lines = 1;
            while !quotes.is_multiple_of(2) {
                lines += 1;
                let next = if lines <= ROW_LINES_MAX { self.physical() } else { None };
                let Some(next) = next.filter(|_| self.at - start <= LINE_BYTES_MAX) else {
                    *self = after_first;
                    return Some((number, Err(Reason::UnclosedQuote {})));
                };
                quotes += count_quotes(next);
                row = &self.text[start..self.at];
            }
            return Some((number, Ok(row.trim_end_matches(['\r', '\n']))));
        }
    }
}

fn count_quotes(line: &str) -> usize {
    line.bytes().filter(|b| *b == b'"').count()
}

#[cfg(test)]
mod tests;
