//! The one list of what can be read: how each format is read, and which noun its rows become.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_exchange::archive::NamedFile;
use inward_exchange::habits::loop_rows::{self, HabitRow, MarkRow};
use inward_exchange::habits::{HabitRecord, habitbull, loop_csv};
use inward_exchange::journal::{DatedText, day_one, markdown};
use inward_exchange::problem::{JsonProblem, Params, Refused};
use inward_exchange::{ROWS_MAX, calendar, csv, found::Found, json, people::vcard};
use inward_vault::Reader;
use inward_vault::foreign::{self, ForeignError};

use super::plan::Plan;
use super::source::{Content, Source};
use super::{Import, everything, ratings, table};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};

/// Names what a file holds.
///
/// Whether it comes as one file, a zip, a folder or a database is seen in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Everything, as our own JSON.
    Json,
    /// Daily ratings as CSV.
    Ratings,
    /// People as vCard.
    Vcard,
    /// People as CSV.
    People,
    /// Habits of Loop Habit Tracker.
    Loop,
    /// Habits of HabitBull.
    Habitbull,
    /// A journal of Day One.
    DayOne,
    /// A journal in Markdown files.
    Markdown,
    /// Schedules as iCalendar.
    Icalendar,
}

impl FileFormat {
    /// All of them, in the order in which a person is asked.
    pub const ALL: [FileFormat; 9] = [
        FileFormat::Vcard,
        FileFormat::People,
        FileFormat::Loop,
        FileFormat::Habitbull,
        FileFormat::DayOne,
        FileFormat::Markdown,
        FileFormat::Icalendar,
        FileFormat::Ratings,
        FileFormat::Json,
    ];

    /// Returns the name on the command line and in the list of imports.
    pub fn word(self) -> &'static str {
        match self {
            FileFormat::Json => "json",
            FileFormat::Ratings => "ratings",
            FileFormat::Vcard => "vcard",
            FileFormat::People => "people",
            FileFormat::Loop => "loop",
            FileFormat::Habitbull => "habitbull",
            FileFormat::DayOne => "day_one",
            FileFormat::Markdown => "markdown",
            FileFormat::Icalendar => "icalendar",
        }
    }
}

/// Reads a source and works out what an import would write.
pub(super) fn plan(
    reader: &Reader,
    source: &Source,
    input: &Import,
    call: &Call<'_>,
) -> Result<Plan, Trouble> {
    let format = match input.format {
        Some(format) => format,
        None => source.recognised(call)?,
    };
    let mut plan = match format {
        FileFormat::Json => everything::plan(reader, own_json(source, call)?, call)?,
        FileFormat::Ratings => {
            ratings::plan(reader, &ratings_of(source, call)?, input.target.as_ref(), call)?
        }
        FileFormat::People => table::plan(reader, source, &input.table, call)?,
        FileFormat::Vcard => {
            Plan::of(format, told(source.bytes().and_then(vcard::read), call)?, reader, call)?
        }
        FileFormat::Loop => Plan::of(format, told(loop_habits(source), call)?, reader, call)?,
        FileFormat::Habitbull => {
            Plan::of(format, told(source.bytes().and_then(habitbull::read), call)?, reader, call)?
        }
        FileFormat::DayOne => Plan::of(format, told(day_one_texts(source), call)?, reader, call)?,
        FileFormat::Markdown => Plan::of(format, told(markdown_texts(source), call)?, reader, call)?,
        FileFormat::Icalendar => {
            Plan::of(format, told(source.bytes().and_then(calendar::read::read), call)?, reader, call)?
        }
    };
    plan.choose(&input.take, call);
    Ok(plan)
}

fn loop_habits(source: &Source) -> Result<Found<HabitRecord>, Refused> {
    match source.content() {
        Content::Folder(files) => loop_csv::read(files),
        Content::Zip(zip) => loop_csv::read_zip(zip),
        Content::Database(path) => {
            let rows = foreign::loop_habits(path).map_err(|error| match error {
                ForeignError::NotReadable | ForeignError::Damaged => Refused::NotReadable {},
                ForeignError::OtherProgram => Refused::NothingFound {},
                ForeignError::TooMany => Refused::TooMany { max: ROWS_MAX },
            })?;
            let habit = |row: foreign::LoopHabit| HabitRow {
                id: row.id,
                name: row.name,
                question: row.question,
                description: row.description,
                unit: row.unit,
                archived: row.archived,
                is_numeric: row.is_numeric,
            };
            let mark = |row: foreign::LoopMark| MarkRow {
                habit: row.habit,
                at_ms: row.at_ms,
                value: row.value,
                notes: row.notes,
            };
            let habits: Vec<HabitRow> = rows.habits.into_iter().map(habit).collect();
            let marks: Vec<MarkRow> = rows.marks.into_iter().map(mark).collect();
            loop_rows::assemble(&habits, &marks)
        }
        Content::Plain(_) => Err(Refused::NothingFound {}),
    }
}

fn day_one_texts(source: &Source) -> Result<Found<DatedText>, Refused> {
    let is_journal = |file: &&NamedFile| file.path.to_lowercase().ends_with(".json");
    match source.content() {
        Content::Zip(zip) => day_one::read_zip(zip),
        Content::Folder(files) => {
            day_one::read(&files.iter().find(is_journal).ok_or(Refused::NothingFound {})?.bytes)
        }
        Content::Database(_) => Err(Refused::NothingFound {}),
        Content::Plain(bytes) => day_one::read(bytes),
    }
}

fn markdown_texts(source: &Source) -> Result<Found<DatedText>, Refused> {
    match source.content() {
        Content::Zip(zip) => markdown::read_zip(zip),
        Content::Folder(files) => markdown::read(files),
        Content::Database(_) => Err(Refused::NothingFound {}),
        Content::Plain(bytes) => markdown::read_one(bytes.to_vec(), &source.name),
    }
}

fn own_json(source: &Source, call: &Call<'_>) -> Result<json::Everything, Trouble> {
    json::read(told(source.bytes(), call)?).map_err(|problem| {
        let code = if matches!(problem, JsonProblem::Newer { .. }) { Code::Newer } else { Code::File };
        refuse(code, problem.key(), &problem.params(), call)
    })
}

fn ratings_of(source: &Source, call: &Call<'_>) -> Result<csv::RatingsFile, Trouble> {
    csv::read_ratings(told(source.bytes(), call)?)
        .map_err(|problem| refuse(Code::File, problem.key(), &problem.params(), call))
}

fn told<T>(read: Result<T, Refused>, call: &Call<'_>) -> Result<T, Trouble> {
    read.map_err(|why| refused(&why, call))
}

/// Puts the refusal of a whole file into words.
pub(super) fn refused(why: &Refused, call: &Call<'_>) -> Trouble {
    refuse(Code::File, why.key(), &why.params(), call)
}

fn refuse(code: Code, key: &str, params: &Params, call: &Call<'_>) -> Trouble {
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    call.refuse(code, key, &params)
}

/// Says a sentence of a reader.
pub(super) fn said(call: &Call<'_>, key: &str, params: &Params) -> String {
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    call.say(key, &params)
}
