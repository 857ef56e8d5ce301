//! Files in and out: ratings from CSV, everything as our own JSON.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::Better;
use inward_domain::ids::ExperimentId;
use inward_domain::text::Line;

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
    /// Into an experiment that exists; columns are matched with its measures by name, else in order.
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
