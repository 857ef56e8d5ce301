//! Files that are taken in: looked at first, then written in one transaction, and taken back as a whole.
//!
//! Every format goes the same way. [`source`] opens what the user named,
//! [`formats`] is the one list of what can be read, a file for each noun says
//! what its rows become and how a double is recognised, and [`plan`] counts,
//! shows and writes whatever came of it. Nothing that is in the journal is
//! overwritten by a file of another program: what is empty is filled, the rest stays.

mod formats;
mod plan;
mod source;
mod table;

mod habits;
mod notes;
mod people;
mod reminders;

mod everything;
mod ratings;

mod undo;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::Better;
use inward_domain::ids::{BatchId, ExperimentId};
use inward_domain::text::Line;
use inward_vault::{Reader, Writer};

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::pseudonym;

pub use formats::FileFormat;
pub use table::{TableChoice, TableView};
pub use undo::{ImportRecord, UndoImport, UndoneImport};
pub(crate) use undo::{imports, undo_import};

/// Asks for an import, or for a look at what it would do.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct Import {
    /// The file or folder; it has to come from a dialog, from a drop on the window, or from the command line.
    pub path: String,
    /// What it holds; none recognises it.
    #[serde(default)]
    pub format: Option<FileFormat>,
    /// Where ratings go.
    #[serde(default)]
    pub target: Option<RatingsTarget>,
    /// Takes the good lines of ratings and leaves the others out.
    #[serde(default)]
    pub only_good_lines: bool,
    /// How a table of people is read.
    #[serde(default)]
    pub table: TableChoice,
    /// Which rows are taken.
    #[serde(default)]
    pub take: RowChoice,
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

/// Tells which rows of a file are taken, by the keys of a preview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "take")]
pub enum RowChoice {
    /// All of them.
    #[default]
    All,
    /// All but these.
    Without {
        /// Which.
        rows: Vec<String>,
    },
    /// These and no others.
    Only {
        /// Which.
        rows: Vec<String>,
    },
}

/// Names what becomes of a row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It cannot be taken, or is not wanted.
    LeftOut,
    /// It is in the journal and adds something to it.
    Merged,
    /// It is new.
    New,
    /// It is in the journal already.
    Here,
}

/// Holds a row of a file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// The name by which it can be left out; none where that is not possible.
    pub key: Option<String>,
    /// Where it stands, in words; empty where it has a name.
    pub place: String,
    /// Which one, in its own words.
    pub what: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Why, or what is added, in a sentence.
    pub reason: Option<String>,
}

/// Counts the rows of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportCount {
    /// The kind in words, in the plural.
    pub kind_words: String,
    /// New rows.
    pub added: usize,
    /// Rows that say more or something else afterwards.
    pub changed: usize,
    /// Rows that are in the journal as they are.
    pub unchanged: usize,
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
    /// The same by kind of row.
    pub counts: Vec<ImportCount>,
    /// The rows of the file, at most some hundreds of each fate.
    pub rows: Vec<ImportRow>,
    /// How many rows of the file there are of each fate, whether they are listed or not.
    pub fates: BTreeMap<Fate, usize>,
    /// What was left out of rows that are taken, or assumed about them.
    pub remarks: Vec<ImportRow>,
    /// What had to be assumed to read the file, one sentence each.
    pub assumptions: Vec<String>,
    /// What is to be chosen before anything can be taken, in a sentence.
    pub missing: Option<String>,
    /// Whether rows that cannot be read hold the others back until somebody says so.
    pub is_strict: bool,
    /// The names of the columns with ratings.
    pub columns: Vec<String>,
    /// How the columns of a table of people are read.
    pub table: Option<TableView>,
    /// The experiment the days of ratings go into.
    pub experiment: Option<ExperimentId>,
    /// The name of the import, once it was done and wrote anything.
    pub batch: Option<BatchId>,
}

pub(crate) fn preview_import(
    reader: &Reader,
    input: Import,
    call: &Call<'_>,
) -> Result<ImportSummary, Trouble> {
    let source = source::Source::open(&input.path, call)?;
    Ok(formats::plan(reader, &source, &input, call)?.summary(call))
}

pub(crate) fn import(writer: &Writer, input: Import, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
    let source = source::Source::open(&input.path, call)?;
    let plan = formats::plan(writer, &source, &input, call)?;
    if let Some(missing) = plan.missing {
        return Err(Trouble::Said(missing));
    }
    let left_out = plan.rows.iter().filter(|row| row.fate == Fate::LeftOut).count();
    if plan.is_strict && !input.only_good_lines && 0 < left_out {
        return Err(call.refuse(Code::Refused, "app.import_has_problems", &[("n", &left_out.to_string())]));
    }
    let summary = plan.carry_out(writer, &source.name, call)?;
    pseudonym::keep_letters(writer, call.moment.now)?;
    Ok(summary)
}
