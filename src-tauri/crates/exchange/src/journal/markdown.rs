//! Markdown files, one entry each: a folder of them, or a zip.
//!
//! The date stands in the head of the file or in its name, as a journal writes
//! it; when the file was last saved says nothing.

use std::io::{Read, Seek};

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::text::{Line, Prose};

use super::{DatedText, front_matter};
use crate::archive::{self, NamedFile};
use crate::csv::encoding;
use crate::days;
use crate::found::{Found, Ids, Place};
use crate::people::{optional_line, refused};
use crate::problem::{Reason, Refused, quoted};
use crate::recognise::is_markdown;
use crate::{FILE_BYTES_MAX, ROWS_MAX};

/// The largest file that is read, in bytes: far beyond the longest text that can be kept.
const FILE_MAX: usize = 1024 * 1024;
/// What journals call the day of an entry.
const DATES: [&str; 7] = ["date", "created", "created_at", "created-at", "creation_date", "day", "datum"];

/// Reads a zip of Markdown files; other files in it are left alone.
///
/// # Errors
/// [`Refused`] for an archive that cannot be read, and as [`read`].
pub fn read_zip(source: impl Read + Seek) -> Result<Found<DatedText>, Refused> {
    let unpacked = archive::unpack(source, is_markdown)?;
    let mut found = match read(&unpacked.files) {
        Err(Refused::NothingFound {}) if !unpacked.problems.is_empty() => Found::new(),
        other => other?,
    };
    found.problems.extend(unpacked.problems);
    Ok(found)
}

/// Reads the files of a folder; those that are no Markdown are left alone.
///
/// # Errors
/// [`Refused`] when there are too many, they are too large together, or none is Markdown.
pub fn read(files: &[NamedFile]) -> Result<Found<DatedText>, Refused> {
    if ROWS_MAX < files.len() {
        return Err(Refused::TooMany { max: ROWS_MAX });
    }
    if FILE_BYTES_MAX < files.iter().map(|file| file.bytes.len()).sum() {
        return Err(Refused::TooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let mut found = Found::new();
    let mut ids = Ids::default();
    for file in files.iter().filter(|file| is_markdown(&file.path)) {
        let entry = dated(file).and_then(|entry| ids.take(&entry.0.source_id).map(|()| entry));
        let place = Place::File(file.path.clone());
        match entry {
            Ok((text, remark)) => {
                if let Some(reason) = remark {
                    found.remarked(place, "", reason);
                }
                found.rows.push(text);
            }
            Err(reason) => found.left_out(place, "", reason),
        }
    }
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn dated(file: &NamedFile) -> Result<(DatedText, Option<Reason>), Reason> {
    if FILE_MAX < file.bytes.len() {
        return Err(Reason::TooBig { max: FILE_MAX / 1024 });
    }
    let (text, _) = encoding::decode(&file.bytes).map_err(|_| Reason::Unreadable {})?;
    if encoding::is_binary(&text) {
        return Err(Reason::ControlCharacter {});
    }
    let head = front_matter::split(&text);
    let given = head.value(&DATES);
    let (on, remark) = match given {
        Some(written) => (day(written)?, None),
        None => {
            let on = from_name(&file.path).ok_or(Reason::NoDate {})?;
            (on, Some(Reason::DateFromName { found: on.to_string() }))
        }
    };
    let (heading, body) = heading(head.body);
    let title = head.value(&["title", "titel"]).or(heading);
    let tags = ["tags", "keywords"].iter().flat_map(|name| head.list(name));
    let source_id = match head.value(&["id", "uuid", "uid"]) {
        Some(id) => format!("md:{id}"),
        None => format!("file:{}", file.path),
    };
    let text = DatedText {
        source_id,
        on,
        written_at: given.and_then(moment),
        title: optional_line(title)?,
        text: Prose::new(body).map_err(refused)?,
        tags: tags.map(|tag| Line::new(tag).map_err(refused)).collect::<Result<_, _>>()?,
    };
    Ok((text, remark))
}

/// Reads a day, or the day of a moment as it stands on the wall of whoever wrote it.
fn day(written: &str) -> Result<NaiveDate, Reason> {
    let day = match written.split_once(['T', ' ']) {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => written,
    };
    days::read(day, None)
}

fn moment(written: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(written).ok().map(|at| at.with_timezone(&Utc))
}

/// Takes a first heading away from the text.
fn heading(body: &str) -> (Option<&str>, &str) {
    let body = body.trim_start();
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    match line.strip_prefix("# ") {
        Some(heading) if !rest.trim().is_empty() => (Some(heading.trim()), rest),
        _ => (None, body),
    }
}

/// Finds the day in a name such as `2026-01-05 Monday.md`, `20260105.md` or `2026/01/05.md`.
fn from_name(path: &str) -> Option<NaiveDate> {
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let name = path.rsplit('/').next().unwrap_or(path);
    leading_day(name).or_else(|| {
        let mut folders: Vec<&str> = path.rsplit('/').take(3).collect();
        folders.reverse();
        leading_day(&folders.join("-"))
    })
}

fn leading_day(name: &str) -> Option<NaiveDate> {
    let dense: String = name
        .char_indices()
        .take_while(|(at, c)| *at < 10 && (c.is_ascii_digit() || matches!(c, '-' | '_' | '.')))
        .map(|(_, c)| c)
        .filter(char::is_ascii_digit)
        .collect();
    if dense.len() != 8 {
        return None;
    }
    days::read(&format!("{}-{}-{}", &dense[..4], &dense[4..6], &dense[6..]), None).ok()
}

/// Shows a file that a person chose alone by its name.
///
/// # Errors
/// As [`read`].
pub fn read_one(bytes: Vec<u8>, file_name: &str) -> Result<Found<DatedText>, Refused> {
    let path =
        if is_markdown(file_name) { file_name.to_owned() } else { format!("{}.md", quoted(file_name)) };
    read(&[NamedFile { path, bytes }])
}

#[cfg(test)]
mod tests;
