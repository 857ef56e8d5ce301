//! Rows of Loop Habit Tracker's database, made into habits.
//!
//! The database is SQLite, which only the vault reads; the caller brings the
//! rows over. What its numbers mean is known here.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate};

use super::{DayValue, HABITS_MAX, HabitBuilder, HabitDay, HabitRecord, Texts, tell_apart};
use crate::ROWS_MAX;
use crate::found::{Found, Place};
use crate::people::optional_prose;
use crate::problem::{Reason, Refused};

/// How the ids of its habits begin, so that its CSV and its database name a habit alike.
pub(super) const TRACKER: &str = "loop";
/// A numerical habit stores thousandths.
const PARTS_OF_ONE: f64 = 1_000.0;

/// Holds a row of the table `Habits`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HabitRow {
    /// Its id in the database.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What is asked every day.
    pub question: Option<String>,
    /// What was noted about it.
    pub description: Option<String>,
    /// What an amount counts.
    pub unit: Option<String>,
    /// Whether it was put away.
    pub archived: bool,
    /// Whether its days hold amounts.
    pub is_numeric: bool,
}

/// Holds a row of the table `Repetitions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkRow {
    /// The habit's id.
    pub habit: i64,
    /// Midnight of the day in UTC, in milliseconds since 1970.
    pub at_ms: i64,
    /// What happened; an old database has only days on which it was done, which is 2.
    pub value: i64,
    /// What was noted.
    pub notes: Option<String>,
}

/// Makes habits of the rows.
///
/// # Errors
/// [`Refused`] when there are too many rows, or none.
pub fn assemble(habits: &[HabitRow], marks: &[MarkRow]) -> Result<Found<HabitRecord>, Refused> {
    if HABITS_MAX < habits.len() {
        return Err(Refused::TooMany { max: HABITS_MAX });
    }
    if ROWS_MAX < marks.len() {
        return Err(Refused::TooMany { max: ROWS_MAX });
    }
    let mut marks_of: HashMap<i64, Vec<&MarkRow>> = HashMap::new();
    for mark in marks {
        marks_of.entry(mark.habit).or_default().push(mark);
    }
    let mut found = Found::new();
    for (row, number) in habits.iter().zip(1..) {
        let own = marks_of.remove(&row.id).unwrap_or_default();
        match habit(row, &own, number, &mut found) {
            Ok(habit) => found.rows.push(habit),
            Err(reason) => found.left_out(Place::Number(number), &row.name, reason),
        }
    }
    tell_apart(&mut found.rows);
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn habit(
    row: &HabitRow,
    marks: &[&MarkRow],
    number: u64,
    found: &mut Found<HabitRecord>,
) -> Result<HabitRecord, Reason> {
    // Older versions keep the question in the column for the description.
    let (question, description) = match (row.question.as_deref(), row.description.as_deref()) {
        (None, Some(asked)) if asked.trim().ends_with('?') => (Some(asked), None),
        both => both,
    };
    let texts = Texts { name: &row.name, question, description, unit: row.unit.as_deref() };
    let mut builder = HabitBuilder::new(TRACKER, &texts, row.archived)?;
    for mark in marks {
        let day = day(mark, row.is_numeric).and_then(|day| day.map_or(Ok(()), |day| builder.add(day)));
        if let Err(reason) = day {
            found.left_out(Place::Number(number), &row.name, reason);
        }
    }
    let (habit, repeated) = builder.finish();
    if repeated != 0 {
        found.remarked(Place::Number(number), &row.name, Reason::TakenOnce { n: repeated });
    }
    Ok(habit)
}

fn day(mark: &MarkRow, is_numeric: bool) -> Result<Option<HabitDay>, Reason> {
    let at = DateTime::from_timestamp_millis(mark.at_ms);
    let on: Option<NaiveDate> = at.map(|at| at.date_naive());
    let on = on.filter(crate::days::is_in_reach);
    let on = on.ok_or_else(|| Reason::NotADate { found: mark.at_ms.to_string() })?;
    let note = optional_prose(mark.notes.as_deref())?;
    Ok(value(mark.value, is_numeric)?.map(|value| HabitDay { on, value, note }))
}

/// Reads the number of a day; `None` is unknown.
pub(super) fn value(number: i64, is_numeric: bool) -> Result<Option<DayValue>, Reason> {
    match number {
        -1 => Ok(None),
        3 => Ok(Some(DayValue::NotApplicable)),
        #[expect(clippy::cast_precision_loss, reason = "an amount has fewer than fifteen digits")]
        number if is_numeric && 0 <= number => Ok(Some(DayValue::Amount(number as f64 / PARTS_OF_ONE))),
        0 => Ok(Some(DayValue::Missed)),
        1 => Ok(Some(DayValue::Implied)),
        2 => Ok(Some(DayValue::Done)),
        _ => Err(Reason::UnknownValue { found: number.to_string() }),
    }
}

#[cfg(test)]
mod tests;
