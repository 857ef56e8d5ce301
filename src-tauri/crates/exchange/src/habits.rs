//! Habits and their days from other trackers.
//!
//! A day says what the tracker says and no more: a day it has nothing about is
//! not in the list, because unknown is not missed.

pub mod loop_csv;

pub mod loop_rows;

pub mod habitbull;

use std::collections::HashMap;

use chrono::NaiveDate;
use inward_domain::text::{Line, Prose};

use crate::people::{optional_line, optional_prose, refused};
use crate::problem::Reason;

/// The most habits of one file; people keep some dozens.
pub const HABITS_MAX: usize = 1_000;

/// Holds a habit with its days.
#[derive(Debug, Clone, PartialEq)]
pub struct HabitRecord {
    /// The tracker and the habit's name in it: the same in the next export.
    pub source_id: String,
    /// Its name.
    pub name: Line,
    /// What the tracker asks every day.
    pub question: Option<Line>,
    /// What was noted about it.
    pub description: Option<Prose>,
    /// What an amount counts, such as kilometres.
    pub unit: Option<Line>,
    /// Whether it was put away.
    pub archived: bool,
    /// Its days, the earliest first, each once.
    pub days: Vec<HabitDay>,
}

/// Holds one day of a habit.
#[derive(Debug, Clone, PartialEq)]
pub struct HabitDay {
    /// The day.
    pub on: NaiveDate,
    /// What happened.
    pub value: DayValue,
    /// What was noted that day.
    pub note: Option<Prose>,
}

/// Tells what a tracker knows about a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DayValue {
    /// It was done.
    Done,
    /// It was not done and did not have to be: the days around it were enough.
    Implied,
    /// It was not done.
    Missed,
    /// It did not apply.
    NotApplicable,
    /// So much of it was done.
    Amount(f64),
}

/// Builds a habit day by day, so that no day comes twice.
struct HabitBuilder {
    record: HabitRecord,
    seen: HashMap<NaiveDate, usize>,
    repeated: usize,
}

/// Holds the texts of a habit as they were found.
#[derive(Default)]
struct Texts<'t> {
    name: &'t str,
    question: Option<&'t str>,
    description: Option<&'t str>,
    unit: Option<&'t str>,
}

impl HabitBuilder {
    fn new(tracker: &str, texts: &Texts<'_>, archived: bool) -> Result<HabitBuilder, Reason> {
        if texts.name.trim().is_empty() {
            return Err(Reason::Nameless {});
        }
        let name = Line::new(texts.name).map_err(refused)?;
        let record = HabitRecord {
            source_id: format!("{tracker}:{name}"),
            name,
            question: optional_line(texts.question)?,
            description: optional_prose(texts.description)?,
            unit: optional_line(texts.unit)?,
            archived,
            days: Vec::new(),
        };
        Ok(HabitBuilder { record, seen: HashMap::new(), repeated: 0 })
    }

    /// Adds a day; one that says the same as before counts as repeated.
    fn add(&mut self, day: HabitDay) -> Result<(), Reason> {
        match self.seen.get(&day.on) {
            None => {
                self.seen.insert(day.on, self.record.days.len());
                self.record.days.push(day);
                Ok(())
            }
            Some(index) if self.record.days[*index] == day => {
                self.repeated += 1;
                Ok(())
            }
            Some(_) => Err(Reason::Twice { id: day.on.to_string() }),
        }
    }

    /// Returns the habit and how many of its days were repeated.
    fn finish(mut self) -> (HabitRecord, usize) {
        self.record.days.sort_by_key(|day| day.on);
        (self.record, self.repeated)
    }
}

/// Gives each of several habits with one name an id of its own, in the file's order.
fn tell_apart(habits: &mut [HabitRecord]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for habit in habits {
        let count = counts.entry(habit.source_id.clone()).or_default();
        *count += 1;
        if 1 < *count {
            habit.source_id = format!("{}#{count}", habit.source_id);
        }
    }
}
