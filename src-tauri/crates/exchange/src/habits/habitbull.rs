//! The CSV export of HabitBull: a row for each habit and day on which something was entered.

use std::collections::HashMap;

use super::{DayValue, HABITS_MAX, HabitBuilder, HabitDay, HabitRecord, Texts};
use crate::days;
use crate::found::{Found, Place};
use crate::people::optional_prose;
use crate::problem::{Reason, Refused, quoted};
use crate::table::{self, Overruled, Table, TableRow};

/// How the ids of its habits begin.
const TRACKER: &str = "habitbull";

/// Holds the places of the columns.
struct Columns {
    name: usize,
    date: usize,
    value: usize,
    description: Option<usize>,
    comment: Option<usize>,
}

/// Reads the export.
///
/// A habit with any amount other than 0 and 1 is one of amounts; the others are done or missed.
///
/// # Errors
/// [`Refused`] when it is no table, lacks a column, or names too many habits.
pub fn read(bytes: &[u8]) -> Result<Found<HabitRecord>, Refused> {
    let table = table::read(bytes, &Overruled::default())?;
    let column = |name: &'static str| table.column(&[name]).ok_or(Refused::NoColumn { name });
    let columns = Columns {
        name: column("HabitName")?,
        date: column("CalendarDate")?,
        value: column("Value")?,
        description: table.column(&["HabitDescription"]),
        comment: table.column(&["CommentText"]),
    };
    let mut found = Found::new();
    found.assumptions = table.assumptions();
    for (line, reason) in &table.problems {
        found.left_out(Place::Line(*line), "", reason.clone());
    }
    for rows in by_habit(&table, &columns)? {
        if let Some(habit) = habit(&rows, &columns, &mut found) {
            found.rows.push(habit);
        }
    }
    found.problems.sort_by_key(|noted| match noted.place {
        Place::Line(line) | Place::Number(line) => line,
        Place::File(_) => 0,
    });
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

/// Gathers the rows of each habit, in the order in which habits come first.
fn by_habit<'t>(table: &'t Table, columns: &Columns) -> Result<Vec<Vec<&'t TableRow>>, Refused> {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut habits: Vec<Vec<&TableRow>> = Vec::new();
    for row in &table.rows {
        let name = row.cells[columns.name].trim();
        let index = *place.entry(name).or_insert(habits.len());
        if index == habits.len() {
            if HABITS_MAX <= index {
                return Err(Refused::TooMany { max: HABITS_MAX });
            }
            habits.push(Vec::new());
        }
        habits[index].push(row);
    }
    Ok(habits)
}

fn habit(rows: &[&TableRow], columns: &Columns, found: &mut Found<HabitRecord>) -> Option<HabitRecord> {
    let first = rows.first()?;
    let name = first.cells[columns.name].trim();
    let description = columns.description.map(|index| first.cells[index].as_str());
    let texts = Texts { name, description, ..Texts::default() };
    let mut builder = match HabitBuilder::new(TRACKER, &texts, false) {
        Ok(builder) => builder,
        Err(reason) => {
            for row in rows {
                found.left_out(Place::Line(row.line), name, reason.clone());
            }
            return None;
        }
    };
    let has_amounts = rows.iter().any(|row| !matches!(row.cells[columns.value].trim(), "" | "0" | "1"));
    for row in rows {
        let day = day(row, columns, has_amounts).and_then(|day| day.map_or(Ok(()), |day| builder.add(day)));
        if let Err(reason) = day {
            found.left_out(Place::Line(row.line), name, reason);
        }
    }
    let (habit, repeated) = builder.finish();
    if repeated != 0 {
        found.remarked(Place::Line(first.line), name, Reason::TakenOnce { n: repeated });
    }
    Some(habit)
}

fn day(row: &TableRow, columns: &Columns, has_amounts: bool) -> Result<Option<HabitDay>, Reason> {
    let on = days::read(&row.cells[columns.date], None)?;
    let cell = row.cells[columns.value].trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let number: f64 = cell
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite() && 0.0 <= *n)
        .ok_or_else(|| Reason::NotANumber { found: quoted(cell) })?;
    let value = match number {
        amount if has_amounts => DayValue::Amount(amount),
        0.0 => DayValue::Missed,
        _ => DayValue::Done,
    };
    let note = optional_prose(columns.comment.map(|index| row.cells[index].as_str()))?;
    Ok(Some(HabitDay { on, value, note }))
}

#[cfg(test)]
mod tests;
