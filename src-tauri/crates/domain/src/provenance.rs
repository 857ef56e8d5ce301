//! Where rows came from: each file that was taken in, and which thing in it became which row.
//!
//! It is what lets a second import of the same file find what is already there,
//! and an import be taken back as a whole. How a thing of another program is
//! named is known to whoever reads its files; here it is only compared.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::BatchId;
use crate::text::Line;

/// Holds one file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Its name among batches.
    pub id: BatchId,
    /// When it was taken in.
    pub at: DateTime<Utc>,
    /// What the file held, as the command line names it.
    pub format: Line,
    /// The name of the file, without its folder.
    pub name: Line,
    /// When it was taken back; none while it counts.
    #[serde(default)]
    pub undone_at: Option<DateTime<Utc>>,
    /// The rows it made or changed.
    #[serde(default)]
    pub rows: Vec<Origin>,
}

/// Names a row and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// What kind of row.
    pub kind: RowKind,
    /// Its id.
    pub id: String,
    /// What it is called where it came from; none where its own id or its day already tells.
    #[serde(default)]
    pub source: Option<String>,
    /// What the import did to it.
    pub change: Taken,
}

/// Names a kind of row that can come from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A person.
    Person,
    /// A goal.
    Goal,
    /// An experiment.
    Experiment,
    /// An entry of the stream.
    Entry,
    /// The log of one day of one experiment.
    DayLog,
    /// A reminder of the user's own.
    Reminder,
}

/// Tells what an import did to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// It made the row.
    Added,
    /// The row was there, and says more or something else since.
    Changed,
}
