//! Files in and out: ratings from CSV, everything as our own JSON.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::Better;
use inward_domain::ids::ExperimentId;
use inward_domain::text::Line;
use inward_exchange::problem::JsonProblem;
use inward_exchange::{FILE_BYTES_MAX, csv, json};
use inward_vault::{Reader, Writer};

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::files;
use crate::reports::SavedFile;

mod everything;
mod ratings;

/// Names what a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Daily ratings as CSV.
    Ratings,
    /// Everything, as our own JSON.
    Json,
}

/// Tells where ratings go.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "to")]
pub enum RatingsTarget {
    /// Into an experiment that exists; columns are matched with its measures by name.
    Experiment {
        /// Which.
        id: ExperimentId,
    },
    /// Into a new record.
    NewExperiment {
        /// Its title.
        title: Line,
        /// Which way each column is better, by column name; higher when left out.
        #[serde(default)]
        better: Vec<(String, Better)>,
    },
}

/// Asks for an import, or for a look at what it would do.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Import {
    /// The file; it has to come from the file dialog or the command line.
    pub path: String,
    /// What it holds; none recognises it.
    #[serde(default)]
    pub format: Option<FileFormat>,
    /// Where ratings go.
    #[serde(default)]
    pub target: Option<RatingsTarget>,
    /// Takes the good lines and leaves the others out.
    #[serde(default)]
    pub only_good_lines: bool,
}

/// Holds a line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineProblem {
    /// Its number in the file, from 1.
    pub line: u64,
    /// Why, in a sentence.
    pub reason: String,
}

/// Tells what an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportSummary {
    /// What the file holds.
    pub format: FileFormat,
    /// In a sentence: "60 days, 53 rated, from 5 January to 27 March 2026".
    pub words: String,
    /// New rows.
    pub added: usize,
    /// Rows that change what is stored.
    pub changed: usize,
    /// Rows that are stored already.
    pub unchanged: usize,
    /// What had to be assumed to read the file, one sentence each.
    pub assumptions: Vec<String>,
    /// Lines that cannot be imported.
    pub problems: Vec<LineProblem>,
    /// The names of the columns with ratings.
    pub columns: Vec<String>,
    /// The experiment the days went into.
    pub experiment: Option<ExperimentId>,
}

/// Asks for an export.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Export {
    /// Where to; it has to come from the file dialog or the command line.
    pub path: String,
}

/// Names what a file dialog is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilePurpose {
    /// Save a report.
    SaveReport,
    /// Save an export.
    SaveExport,
    /// Open a file to import.
    OpenImport,
    /// Open a copy of the vault.
    OpenCopy,
    /// Choose a folder for copies of the vault.
    CopyFolder,
}

/// Asks the user for a file.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChooseFile {
    /// What for.
    pub purpose: FilePurpose,
    /// A name to suggest.
    #[serde(default)]
    pub suggested_name: Option<String>,
}

/// Holds the file the user chose; none when the dialog was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChosenFile {
    /// The full path.
    pub path: Option<String>,
}

/// Opens a file in the program the system has for it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OpenFile {
    /// A path that was saved in this session.
    pub path: String,
}

impl ImportSummary {
    fn of(format: FileFormat) -> Self {
        ImportSummary {
            format,
            words: String::new(),
            added: 0,
            changed: 0,
            unchanged: 0,
            assumptions: Vec::new(),
            problems: Vec::new(),
            columns: Vec::new(),
            experiment: None,
        }
    }

    /// Counts a row that is written over what is stored.
    fn count<T: PartialEq>(&mut self, stored: Option<&T>, new: &T) {
        match stored {
            None => self.added += 1,
            Some(old) if old == new => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
    }
}

/// Holds a file that was read and recognised, before anything is done with it.
enum Read {
    Ratings(csv::RatingsFile),
    Everything(Box<json::Everything>),
}

fn read(input: &Import, call: &Call<'_>) -> Result<Read, Trouble> {
    let path = call.chosen_path(&input.path)?;
    let bytes = files::read(&path, FILE_BYTES_MAX, call)?;
    let format = match input.format {
        Some(format) => format,
        None => {
            recognised(&path, &bytes).ok_or_else(|| call.refuse(Code::File, "app.unknown_format", &[]))?
        }
    };
    let told = |code: Code, key: &str, params: &[(&'static str, String)]| {
        let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
        call.refuse(code, key, &params)
    };
    match format {
        FileFormat::Ratings => {
            csv::read_ratings(&bytes).map(Read::Ratings).map_err(|p| told(Code::File, p.key(), &p.params()))
        }
        FileFormat::Json => json::read(&bytes).map(|e| Read::Everything(Box::new(e))).map_err(|p| {
            let code = if matches!(p, JsonProblem::Newer { .. }) { Code::Newer } else { Code::File };
            told(code, p.key(), &p.params())
        }),
    }
}

fn recognised(path: &Path, bytes: &[u8]) -> Option<FileFormat> {
    if json::looks_like_json(bytes) {
        return Some(FileFormat::Json);
    }
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    matches!(ending.as_str(), "csv" | "tsv" | "txt").then_some(FileFormat::Ratings)
}

pub(crate) fn preview_import(
    reader: &Reader,
    input: Import,
    call: &Call<'_>,
) -> Result<ImportSummary, Trouble> {
    match read(&input, call)? {
        Read::Ratings(file) => Ok(ratings::plan(reader, &file, input.target.as_ref(), call)?.summary),
        Read::Everything(all) => everything::preview(reader, &all, call),
    }
}

pub(crate) fn import(writer: &Writer, input: Import, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
    match read(&input, call)? {
        Read::Ratings(file) => {
            let plan = ratings::plan(writer, &file, input.target.as_ref(), call)?;
            if !input.only_good_lines && !plan.summary.problems.is_empty() {
                let n = plan.summary.problems.len().to_string();
                return Err(call.refuse(Code::Refused, "app.import_has_problems", &[("n", &n)]));
            }
            ratings::carry_out(writer, plan, call)
        }
        Read::Everything(all) => everything::carry_out(writer, *all, call),
    }
}

pub(crate) fn export(reader: &Reader, input: Export, call: &Call<'_>) -> Result<SavedFile, Trouble> {
    let path = call.chosen_path(&input.path)?;
    let bytes = json::write(&everything::gathered(reader, call)?);
    // Nothing is stopped once the file is being put in place.
    everything::go_on(0.9, call)?;
    files::write(&path, &bytes, call)?;
    Ok(SavedFile { path: path.display().to_string() })
}
