//! The CSV export of Loop Habit Tracker: a folder with a file for each habit, usually zipped.
//!
//! `Habits.csv` lists the habits; `NNN Name/Checkmarks.csv` has the days of
//! one. The table of all days at the root is not read: a comma in a name breaks
//! it. Scores are not read either; they can be computed again.

use std::io::{Read, Seek};

use chrono::NaiveDate;

use super::{DayValue, HABITS_MAX, HabitBuilder, HabitDay, HabitRecord, Texts, loop_rows, tell_apart};
use crate::archive::{self, NamedFile};
use crate::days;
use crate::found::{Found, Place};
use crate::people::optional_prose;
use crate::problem::{Reason, Refused, quoted};
use crate::table::{self, Overruled, Table, TableRow};

const LIST: &str = "Habits.csv";
const DAYS: &str = "Checkmarks.csv";

/// Reads the zipped export.
///
/// # Errors
/// [`Refused`] for an archive that cannot be read, and as [`read`].
pub fn read_zip(source: impl Read + Seek) -> Result<Found<HabitRecord>, Refused> {
    let unpacked = archive::unpack(source, |path| path.ends_with(LIST) || path.ends_with(DAYS))?;
    let mut found = read(&unpacked.files)?;
    found.problems.extend(unpacked.problems);
    Ok(found)
}

/// Reads the files of the export.
///
/// # Errors
/// [`Refused`] when the list of habits is missing or no table, or names too many of them.
pub fn read(files: &[NamedFile]) -> Result<Found<HabitRecord>, Refused> {
    let list = files.iter().filter(|file| file.path == LIST || file.path.ends_with("/Habits.csv"));
    let list = list.min_by_key(|file| file.path.len()).ok_or(Refused::ZipNoFile { name: LIST })?;
    let root = list.path.strip_suffix(LIST).unwrap_or_default();
    let table = table::read(&list.bytes, &Overruled::default())?;
    let name = table.column(&["Name"]).ok_or(Refused::NoColumn { name: "Name" })?;
    if HABITS_MAX < table.rows.len() {
        return Err(Refused::TooMany { max: HABITS_MAX });
    }
    let mut found = Found::new();
    for (line, reason) in &table.problems {
        found.left_out(Place::Line(*line), LIST, reason.clone());
    }
    for (index, row) in table.rows.iter().enumerate() {
        let position =
            cell(&table, row, &["Position"]).map_or_else(|| format!("{:03}", index + 1), str::to_owned);
        let days = files.iter().find(|file| is_of(file, root, &position));
        match habit(&table, row, &row.cells[name], days, &mut found) {
            Ok(habit) => found.rows.push(habit),
            Err(reason) => found.left_out(Place::Line(row.line), &row.cells[name], reason),
        }
    }
    tell_apart(&mut found.rows);
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

/// Tells whether a file holds the days of the habit at a position; the rest of the folder's name may be shortened.
fn is_of(file: &NamedFile, root: &str, position: &str) -> bool {
    let folder = file.path.strip_prefix(root).and_then(|rest| rest.strip_suffix(DAYS));
    folder.and_then(|folder| folder.strip_prefix(position)).is_some_and(|rest| rest.starts_with([' ', '/']))
}

fn cell<'r>(table: &Table, row: &'r TableRow, names: &[&str]) -> Option<&'r str> {
    let cell = row.cells.get(table.column(names)?)?.trim();
    (!cell.is_empty()).then_some(cell)
}

fn habit(
    table: &Table,
    row: &TableRow,
    name: &str,
    days: Option<&NamedFile>,
    found: &mut Found<HabitRecord>,
) -> Result<HabitRecord, Reason> {
    let texts = Texts {
        name,
        question: cell(table, row, &["Question"]),
        description: cell(table, row, &["Description"]),
        unit: cell(table, row, &["Unit"]),
    };
    let is_archived = cell(table, row, &["Archived?"]).is_some_and(|cell| cell.eq_ignore_ascii_case("true"));
    let is_numeric = cell(table, row, &["Type"]).is_some_and(|cell| cell.eq_ignore_ascii_case("NUMERICAL"));
    let mut builder = HabitBuilder::new(loop_rows::TRACKER, &texts, is_archived)?;
    match days {
        Some(file) => read_days(file, is_numeric, &mut builder, found),
        None => found.remarked(Place::Line(row.line), name, Reason::NoDays {}),
    }
    Ok(builder.finish().0)
}

fn read_days(file: &NamedFile, is_numeric: bool, builder: &mut HabitBuilder, found: &mut Found<HabitRecord>) {
    let place = || Place::File(file.path.clone());
    let mut table = match table::read(&file.bytes, &Overruled::default()) {
        Ok(table) => table,
        Err(Refused::Empty {}) => return,
        Err(_) => return found.left_out(place(), "", Reason::Unreadable {}),
    };
    // Older versions write no first line with names.
    if days::read(&table.header[0], None).is_ok() {
        table.rows.insert(0, TableRow { line: 1, cells: table.header.clone() });
    }
    for (line, reason) in table.problems {
        found.left_out(place(), &line.to_string(), reason);
    }
    for row in &table.rows {
        let day = read_day(row, is_numeric).and_then(|day| day.map_or(Ok(()), |day| builder.add(day)));
        if let Err(reason) = day {
            found.left_out(place(), &row.cells.join(", "), reason);
        }
    }
}

fn read_day(row: &TableRow, is_numeric: bool) -> Result<Option<HabitDay>, Reason> {
    let cell = |index: usize| row.cells.get(index).map_or("", |cell| cell.trim());
    let on: NaiveDate = days::read(cell(0), None)?;
    let value = match cell(1) {
        "YES_MANUAL" => Some(DayValue::Done),
        "YES_AUTO" => Some(DayValue::Implied),
        "NO" => Some(DayValue::Missed),
        "SKIP" => Some(DayValue::NotApplicable),
        "UNKNOWN" | "" => None,
        number => {
            let number = number.parse().map_err(|_| Reason::UnknownValue { found: quoted(number) })?;
            loop_rows::value(number, is_numeric)?
        }
    };
    let note = optional_prose(Some(cell(2)))?;
    Ok(value.map(|value| HabitDay { on, value, note }))
}

#[cfg(test)]
mod tests;
