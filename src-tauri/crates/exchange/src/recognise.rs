//! Which program wrote a file, told by its first bytes and its name.
//!
//! The bytes decide, the name helps where bytes say nothing. The caller can
//! overrule the answer: no reader in this crate asks for it.

use std::io::{Read, Seek, SeekFrom};

use crate::answer;
use crate::archive;
use crate::csv::encoding;
use crate::problem::Refused;
use crate::table::{self, Overruled};

/// How much of a file is looked at, in bytes: more than any header.
const HEAD_BYTES: u64 = 64 * 1024;

/// Names a kind of file that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Everything, as Inward writes it.
    OwnJson,
    /// Daily ratings as CSV.
    RatingsCsv,
    /// People as vCard.
    VCard,
    /// People as CSV.
    PeopleCsv,
    /// Habits: the CSV export of Loop Habit Tracker, zipped.
    LoopZip,
    /// Habits: the database of Loop Habit Tracker.
    LoopDatabase,
    /// Habits: the CSV export of HabitBull.
    HabitBullCsv,
    /// A journal: the JSON of Day One.
    DayOneJson,
    /// A journal: the zip of Day One, with JSON and pictures.
    DayOneZip,
    /// A journal: one Markdown file.
    Markdown,
    /// A journal: a zip of Markdown files.
    MarkdownZip,
    /// Schedules as iCalendar.
    ICalendar,
    /// An answer to a request, or an envelope of them, as text.
    Answer,
    /// A stored mail, which may hold an answer.
    Mail,
}

impl Format {
    /// All of them, in the order in which a person is asked.
    pub const ALL: [Format; 14] = [
        Format::OwnJson,
        Format::RatingsCsv,
        Format::VCard,
        Format::PeopleCsv,
        Format::LoopZip,
        Format::LoopDatabase,
        Format::HabitBullCsv,
        Format::DayOneJson,
        Format::DayOneZip,
        Format::Markdown,
        Format::MarkdownZip,
        Format::ICalendar,
        Format::Answer,
        Format::Mail,
    ];

    /// Returns the key of its name in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Format::OwnJson => "exchange.format.own_json",
            Format::RatingsCsv => "exchange.format.ratings_csv",
            Format::VCard => "exchange.format.vcard",
            Format::PeopleCsv => "exchange.format.people_csv",
            Format::LoopZip => "exchange.format.loop_zip",
            Format::LoopDatabase => "exchange.format.loop_database",
            Format::HabitBullCsv => "exchange.format.habitbull_csv",
            Format::DayOneJson => "exchange.format.day_one_json",
            Format::DayOneZip => "exchange.format.day_one_zip",
            Format::Markdown => "exchange.format.markdown",
            Format::MarkdownZip => "exchange.format.markdown_zip",
            Format::ICalendar => "exchange.format.icalendar",
            Format::Answer => "exchange.format.answer",
            Format::Mail => "exchange.format.mail",
        }
    }
}

/// Tells what a file is; `None` when neither bytes nor name say it.
///
/// The source is left at its beginning.
///
/// # Errors
/// [`Refused`] for an archive that cannot be opened, or a source that cannot be read.
pub fn recognise(source: &mut (impl Read + Seek), file_name: &str) -> Result<Option<Format>, Refused> {
    let mut head = Vec::new();
    let read = source.by_ref().take(HEAD_BYTES).read_to_end(&mut head);
    let back = source.seek(SeekFrom::Start(0));
    if read.is_err() || back.is_err() {
        return Err(Refused::NotReadable {});
    }
    if head.starts_with(b"PK\x03\x04") {
        let paths = archive::paths(&mut *source)?;
        source.seek(SeekFrom::Start(0)).map_err(|_| Refused::NotReadable {})?;
        return Ok(of_archive(&paths));
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Ok(Some(Format::LoopDatabase));
    }
    Ok(of_text(&head, &file_name.to_lowercase()))
}

fn of_archive(paths: &[String]) -> Option<Format> {
    let has = |wanted: &dyn Fn(&str) -> bool| paths.iter().any(|path| wanted(path));
    if has(&|path| path == "Habits.csv" || path.ends_with("/Habits.csv")) {
        Some(Format::LoopZip)
    } else if has(&|path| path.ends_with(".json")) {
        Some(Format::DayOneZip)
    } else if has(&is_markdown) {
        Some(Format::MarkdownZip)
    } else {
        None
    }
}

pub(crate) fn is_markdown(path: &str) -> bool {
    let path = path.to_lowercase();
    path.ends_with(".md") || path.ends_with(".markdown")
}

fn of_text(head: &[u8], name: &str) -> Option<Format> {
    let text = encoding::decode_head(head);
    let start = text.trim_start();
    let begins = |sign: &str| start.get(..sign.len()).is_some_and(|s| s.eq_ignore_ascii_case(sign));
    if begins("BEGIN:VCARD") {
        return Some(Format::VCard);
    }
    if begins("BEGIN:V") {
        return Some(Format::ICalendar);
    }
    if start.starts_with('{') {
        return of_json(&text);
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[".eml"]) {
        return Some(Format::Mail);
    }
    if answer::is_one(&text) {
        return Some(Format::Answer);
    }
    if is_markdown(name) || (begins("---") && !ends(&[".csv", ".tsv"])) {
        return Some(Format::Markdown);
    }
    if ends(&[".vcf", ".vcard"]) {
        return Some(Format::VCard);
    }
    if ends(&[".ics", ".ical", ".icalendar"]) {
        return Some(Format::ICalendar);
    }
    of_table(&text).or_else(|| ends(&[".csv", ".tsv"]).then_some(Format::PeopleCsv))
}

fn of_json(text: &str) -> Option<Format> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).take(4096).collect();
    // A program that sorts the keys of our own puts its entries, and in them the body, before the name of the format.
    if dense.contains("\"format\":\"inward\"") || dense.contains("\"entries\":[{\"body\":") {
        Some(Format::OwnJson)
    } else if dense.contains("\"entries\":[") {
        Some(Format::DayOneJson)
    } else {
        None
    }
}

fn of_table(text: &str) -> Option<Format> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let table = table::read(first.as_bytes(), &Overruled::default()).ok()?;
    let has = |name: &str| table.header.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name));
    if has("HabitName") && has("CalendarDate") {
        Some(Format::HabitBullCsv)
    } else if has("date") {
        Some(Format::RatingsCsv)
    } else if 1 < table.header.len() {
        Some(Format::PeopleCsv)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
