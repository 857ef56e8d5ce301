//! What the user named: a file, or a folder with the files in it.
//!
//! Nothing is followed out of the folder, and what is hidden in it is left
//! alone, such as what a program keeps there about itself.

use std::fs;
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use inward_exchange::archive::{FILES_MAX, NamedFile};
use inward_exchange::problem::Refused;
use inward_exchange::recognise::{self, Format};
use inward_exchange::{FILE_BYTES_MAX, json};

use super::formats::{self, FileFormat};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::files;

/// How deep a folder is looked into: a year, a month and a day, and a few more.
const FOLDERS_DEEP: usize = 8;

/// Holds what was read from the disk.
pub(super) struct Source {
    /// The name of the file or folder, for people.
    pub name: String,
    path: PathBuf,
    held: Held,
}

/// Holds the bytes.
enum Held {
    File(Vec<u8>),
    Folder(Vec<NamedFile>),
}

/// Shows how the content comes.
pub(super) enum Content<'s> {
    /// The files of a folder.
    Folder(&'s [NamedFile]),
    /// A zip.
    Zip(Cursor<&'s [u8]>),
    /// A database of SQLite, which is read at its place.
    Database(&'s Path),
    /// Anything else.
    Plain(&'s [u8]),
}

impl Source {
    /// Reads a file or a folder the user chose.
    pub fn open(path: &str, call: &Call<'_>) -> Result<Source, Trouble> {
        let path = call.chosen_path(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let held = if path.is_dir() {
            let mut found = Vec::new();
            let mut left = FILE_BYTES_MAX;
            gather(&path, "", 0, &mut left, &mut found, call)?;
            found.sort_by(|a, b| a.path.cmp(&b.path));
            Held::Folder(found)
        } else {
            Held::File(files::read(&path, FILE_BYTES_MAX, call)?)
        };
        Ok(Source { name, path, held })
    }

    /// Shows how the content comes.
    pub fn content(&self) -> Content<'_> {
        match &self.held {
            Held::Folder(files) => Content::Folder(files),
            Held::File(bytes) if bytes.starts_with(b"PK\x03\x04") => Content::Zip(Cursor::new(bytes)),
            Held::File(bytes) if bytes.starts_with(b"SQLite format 3\0") => Content::Database(&self.path),
            Held::File(bytes) => Content::Plain(bytes),
        }
    }

    /// Returns the bytes of a single file.
    ///
    /// # Errors
    /// [`Refused::NothingFound`] for a folder.
    pub fn bytes(&self) -> Result<&[u8], Refused> {
        match &self.held {
            Held::File(bytes) => Ok(bytes),
            Held::Folder(_) => Err(Refused::NothingFound {}),
        }
    }

    /// Tells what it holds.
    pub fn recognised(&self, call: &Call<'_>) -> Result<FileFormat, Trouble> {
        let found = match &self.held {
            Held::Folder(files) => of_folder(files),
            Held::File(bytes) => of_file(&mut Cursor::new(bytes), &self.name, call)?
                .or_else(|| json::looks_like_json(bytes).then_some(FileFormat::Json)),
        };
        found.ok_or_else(|| call.refuse(Code::File, "app.unknown_format", &[]))
    }
}

fn of_file(
    source: &mut (impl Read + Seek),
    name: &str,
    call: &Call<'_>,
) -> Result<Option<FileFormat>, Trouble> {
    let found = recognise::recognise(source, name).map_err(|refused| formats::refused(&refused, call))?;
    Ok(match found {
        None => None,
        Some(Format::OwnJson) => Some(FileFormat::Json),
        Some(Format::RatingsCsv) => Some(FileFormat::Ratings),
        Some(Format::VCard) => Some(FileFormat::Vcard),
        Some(Format::PeopleCsv) => Some(FileFormat::People),
        Some(Format::LoopZip | Format::LoopDatabase) => Some(FileFormat::Loop),
        Some(Format::HabitBullCsv) => Some(FileFormat::Habitbull),
        Some(Format::DayOneJson | Format::DayOneZip) => Some(FileFormat::DayOne),
        Some(Format::Markdown | Format::MarkdownZip) => Some(FileFormat::Markdown),
        Some(Format::ICalendar) => Some(FileFormat::Icalendar),
        Some(Format::Answer | Format::Mail) => {
            return Err(call.refuse(Code::File, "import.is_an_answer", &[]));
        }
    })
}

fn of_folder(files: &[NamedFile]) -> Option<FileFormat> {
    let ends = |ending: &str| files.iter().any(|file| file.path.to_lowercase().ends_with(ending));
    if files.iter().any(|file| file.path == "Habits.csv" || file.path.ends_with("/Habits.csv")) {
        Some(FileFormat::Loop)
    } else if ends(".md") || ends(".markdown") {
        Some(FileFormat::Markdown)
    } else if ends(".json") {
        Some(FileFormat::DayOne)
    } else {
        None
    }
}

/// Reads the files of a folder that a reader could want.
fn gather(
    folder: &Path,
    above: &str,
    depth: usize,
    left: &mut usize,
    found: &mut Vec<NamedFile>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let unreadable = |path: &Path| {
        call.refuse(Code::File, "app.file_unreadable", &[("path", &path.display().to_string())])
    };
    for entry in fs::read_dir(folder).map_err(|_| unreadable(folder))? {
        let entry = entry.map_err(|_| unreadable(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // The kind of the entry itself: a link leads elsewhere, and is left alone.
        let kind = entry.file_type().map_err(|_| unreadable(folder))?;
        if name.starts_with('.') {
            continue;
        }
        let path = if above.is_empty() { name } else { format!("{above}/{name}") };
        if kind.is_dir() && depth < FOLDERS_DEEP {
            gather(&entry.path(), &path, depth + 1, left, found, call)?;
        } else if kind.is_file() && is_wanted(&path) {
            if FILES_MAX <= found.len() {
                return Err(formats::refused(&Refused::TooMany { max: FILES_MAX }, call));
            }
            let bytes = files::read(&entry.path(), *left, call)?;
            *left -= bytes.len();
            found.push(NamedFile { path, bytes });
        }
    }
    Ok(())
}

fn is_wanted(path: &str) -> bool {
    let path = path.to_lowercase();
    [".md", ".markdown", ".csv", ".json"].iter().any(|ending| path.ends_with(ending))
}
