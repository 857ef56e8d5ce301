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
use inward_exchange::json::{self, Everything};
use inward_vault::Reader;

use super::everything::{self, go_on};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::files::{self, Halt};

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
}

/// Tells what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The full path.
    pub path: String,
    /// What it holds, in a sentence.
    pub words: String,
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
}

pub(crate) fn export(reader: &Reader, input: Export, call: &Call<'_>) -> Result<Exported, Trouble> {
    let place = Place::of(call.chosen_path(&input.path)?, input.format, call)?;
    let path = place.path().display().to_string();
    let (key, n) = match input.format {
        ExportFormat::Json => {
            let bytes = json::write(&gathered(reader, call)?);
            go_on(FORMED, call)?;
            files::write(place.path(), &bytes, call)?;
            ("app.export_json_words", 1)
        }
        ExportFormat::Ics => {
            let schedules = calendar::schedules(reader, call)?;
            go_on(FORMED, call)?;
            let bytes = inward_exchange::calendar::write::write(&schedules, call.moment.now);
            files::write(place.path(), &bytes, call)?;
            let key = if schedules.is_empty() { "app.export_ics_none" } else { "app.export_ics_words" };
            (key, schedules.len())
        }
        ExportFormat::Csv => {
            let all = gathered(reader, call)?;
            let mut watch = |done: f32| (call.progress)(GATHERED + (FORMED - GATHERED) * done);
            let tables = tables::write(&all, &mut watch)
                .ok_or_else(|| call.refuse(Code::Cancelled, "app.cancelled", &[]))?;
            ("app.export_csv_words", put(&place, tables.into_iter(), FORMED, call)?)
        }
        ExportFormat::Markdown => {
            let all = gathered(reader, call)?;
            let texts = markdown::write(&all, call.language);
            ("app.export_markdown_words", put(&place, texts, GATHERED, call)?)
        }
    };
    Ok(Exported { path, words: call.say(key, &[("n", &n.to_string())]) })
}

fn gathered(reader: &Reader, call: &Call<'_>) -> Result<Everything, Trouble> {
    let all = everything::gathered(reader, call)?;
    go_on(GATHERED, call)?;
    Ok(all)
}

/// Puts several files where they belong, and tells how many; `begun` of the work was done before.
fn put(
    place: &Place,
    files: impl ExactSizeIterator<Item = NamedFile>,
    begun: f32,
    call: &Call<'_>,
) -> Result<usize, Trouble> {
    let count = files.len();
    // The last step is left to the disk.
    let watched = files.enumerate().map(|(done, file)| {
        go_on(begun + (0.98 - begun) * done as f32 / count.max(1) as f32, call)?;
        Ok(file)
    });
    match place {
        Place::Folder(path) => files::write_folder(path, watched, call)?,
        Place::File(path) | Place::Archive(path) => {
            files::write_with(path, call, |file| packed(watched, file))?;
        }
    }
    Ok(count)
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
