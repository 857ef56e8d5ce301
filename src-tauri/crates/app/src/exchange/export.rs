//! Everything as files for other programs and other people: our JSON, tables, texts, a calendar.
//!
//! What is written is whole or not there at all. The forms themselves are
//! `inward_exchange`'s; here is only where they go and what is gathered.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_exchange::archive::{NamedFile, Packer};
use inward_exchange::export::{markdown, tables};
use inward_exchange::json::{self, Everything, Pseudonymised};
use inward_vault::Reader;

use super::everything::{self, go_on};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::files::{self, Halt};
use crate::pseudonym::{self, LeakCheck, Masking};

mod calendar;

/// What was gathered is so much of the work.
const GATHERED: f32 = 0.6;
/// What is brought into form is so much of it; the rest is writing.
const FORMED: f32 = 0.8;

/// Names a form that everything can be written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One file that Inward reads again without loss.
    #[default]
    Json,
    /// Tables for a spreadsheet, one for each noun and each kind of entry.
    Csv,
    /// One text for each entry.
    Markdown,
    /// The schedules that lie ahead, for a calendar.
    Ics,
}

/// Asks for an export.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Export {
    /// Where to; it has to come from the file dialog or the command line.
    ///
    /// A folder that is there gets a file or folder named by the day. Several
    /// files become an archive where the name ends in `.zip`, else a new folder.
    pub path: String,
    /// In which form.
    #[serde(default)]
    pub format: ExportFormat,
    /// As a copy without real names; a calendar keeps its days and times.
    #[serde(default)]
    pub pseudonymised: bool,
}

/// Tells what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The full path.
    pub path: String,
    /// What it holds, in a sentence.
    pub words: String,
    /// What is left to check in a copy without real names; it is stamped while there is anything.
    pub check: Option<LeakCheck>,
}

impl ExportFormat {
    fn name(self) -> &'static str {
        match self {
            ExportFormat::Json => "json",
            ExportFormat::Csv => "csv",
            ExportFormat::Markdown => "markdown",
            ExportFormat::Ics => "ics",
        }
    }

    fn is_several_files(self) -> bool {
        matches!(self, ExportFormat::Csv | ExportFormat::Markdown)
    }
}

/// Says where an export goes and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    Archive(PathBuf),
    Folder(PathBuf),
}

impl Place {
    fn of(path: PathBuf, format: ExportFormat, call: &Call<'_>) -> Result<Place, Trouble> {
        if path.is_dir() {
            let name = format!("inward-{}", call.moment.today());
            return Ok(if format.is_several_files() {
                Place::Folder(path.join(format!("{name}-{}", format.name())))
            } else {
                Place::File(path.join(format!("{name}.{}", format.name())))
            });
        }
        if !format.is_several_files() {
            return Ok(Place::File(path));
        }
        let is_folder = path.as_os_str().to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
        match path.extension().map(|extension| extension.to_ascii_lowercase()) {
            Some(extension) if extension == "zip" => Ok(Place::Archive(path)),
            None => Ok(Place::Folder(path)),
            Some(_) if is_folder => Ok(Place::Folder(path)),
            Some(_) => Err(call.refuse(Code::File, "app.export_several_files", &[])),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Place::File(path) | Place::Archive(path) | Place::Folder(path) => path,
        }
    }

    fn name(&self) -> String {
        self.path().file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

pub(crate) fn export(reader: &Reader, input: Export, call: &Call<'_>) -> Result<Exported, Trouble> {
    let place = Place::of(call.chosen_path(&input.path)?, input.format, call)?;
    let (words, check) = match input.format {
        ExportFormat::Ics => put_calendar(reader, &place, input.pseudonymised, call)?,
        _ => {
            let (all, check) = if input.pseudonymised {
                let (all, check) = without_names(reader, &place, call)?;
                (all, Some(check))
            } else {
                (everything::gathered(reader, call)?, None)
            };
            go_on(GATHERED, call)?;
            (put_everything(all, check.as_ref(), &place, input.format, call)?, check)
        }
    };
    Ok(Exported { path: place.path().display().to_string(), words, check })
}

/// Gathers everything from a copy without real names, and says what is left to check in it.
fn without_names(
    reader: &Reader,
    place: &Place,
    call: &Call<'_>,
) -> Result<(Everything, LeakCheck), Trouble> {
    let masking = Masking::all();
    let (mut all, check) = pseudonym::masked(reader, &masking, call, everything::gathered)?;
    let check = check.of(None, pseudonym::in_file_name(reader, &masking, &place.name(), call)?, call);
    all.pseudonymised = Some(if check.cleared { Pseudonymised::Cleared } else { Pseudonymised::NotCleared });
    Ok((all, check))
}

fn put_calendar(
    reader: &Reader,
    place: &Place,
    pseudonymised: bool,
    call: &Call<'_>,
) -> Result<(String, Option<LeakCheck>), Trouble> {
    let mut schedules = calendar::schedules(reader, call)?;
    let check = if pseudonymised {
        let in_name = pseudonym::in_file_name(reader, &Masking::all(), &place.name(), call)?;
        Some(calendar::without_names(&mut schedules, reader, in_name, call)?)
    } else {
        None
    };
    go_on(FORMED, call)?;
    let bytes = inward_exchange::calendar::write::write(&schedules, call.moment.now);
    files::write(place.path(), &bytes, call)?;
    let key = match (schedules.is_empty(), pseudonymised) {
        (true, _) => "app.export_ics_none",
        (false, true) => "app.export_ics_masked_words",
        (false, false) => "app.export_ics_words",
    };
    Ok((call.say(key, &[("n", &schedules.len().to_string())]), check))
}

fn put_everything(
    all: Everything,
    check: Option<&LeakCheck>,
    place: &Place,
    format: ExportFormat,
    call: &Call<'_>,
) -> Result<String, Trouble> {
    let stamp = stamp(check);
    let (key, n) = match format {
        ExportFormat::Json | ExportFormat::Ics => {
            let bytes = json::write(&all);
            go_on(FORMED, call)?;
            files::write(place.path(), &bytes, call)?;
            ("app.export_json_words", 1)
        }
        ExportFormat::Csv => {
            let mut watch = |done: f32| (call.progress)(GATHERED + (FORMED - GATHERED) * done);
            let tables = tables::write(&all, &mut watch)
                .ok_or_else(|| call.refuse(Code::Cancelled, "app.cancelled", &[]))?;
            let count = tables.len();
            put(place, stamp.into_iter().chain(tables), count, FORMED, call)?;
            ("app.export_csv_words", count)
        }
        ExportFormat::Markdown => {
            let texts = markdown::write(&all, call.language);
            let count = texts.len();
            put(place, stamp.into_iter().chain(texts), count, GATHERED, call)?;
            ("app.export_markdown_words", count)
        }
    };
    Ok(call.say(key, &[("n", &n.to_string())]))
}

/// Returns the file that says of several others that they are not cleared; never the words that were found.
fn stamp(check: Option<&LeakCheck>) -> Option<NamedFile> {
    let check = check.filter(|check| !check.cleared)?;
    Some(NamedFile { path: "NOT-CLEARED.txt".into(), bytes: format!("{}\n", check.words).into_bytes() })
}

/// Puts about `count` files where they belong; `begun` of the work was done before.
fn put(
    place: &Place,
    files: impl Iterator<Item = NamedFile>,
    count: usize,
    begun: f32,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    // The last step is left to the disk.
    let watched = files.enumerate().map(|(done, file)| {
        let done = done as f32 / count.max(1) as f32;
        go_on(begun + (0.98 - begun) * done.min(1.0), call)?;
        Ok(file)
    });
    match place {
        Place::Folder(path) => files::write_folder(path, watched, call),
        Place::File(path) | Place::Archive(path) => {
            files::write_with(path, call, |file| packed(watched, file))
        }
    }
}

fn packed(files: impl Iterator<Item = Result<NamedFile, Trouble>>, target: &mut File) -> Result<(), Halt> {
    let mut packer = Packer::into(BufWriter::new(target));
    for file in files {
        packer.add(&file?)?;
    }
    packer.finish()?.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests;
