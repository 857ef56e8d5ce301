//! Files in and out: what other programs and Inward itself wrote, and everything as our own JSON.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod everything;
mod export;
mod import;

pub use import::{
    Fate, FileFormat, Import, ImportCount, ImportRecord, ImportRow, ImportSummary, RatingsTarget, RowChoice,
    TableChoice, TableView, UndoImport, UndoneImport,
};
pub(crate) use import::{import, imports, preview_import, undo_import};

pub(crate) use export::export;
pub use export::{Export, ExportFormat, Exported};

/// Names what a file dialog is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilePurpose {
    /// Save a report.
    SaveReport,
    /// Save an export.
    SaveExport,
    /// Save a page of a request.
    SaveRequest,
    /// Open an answer to a request.
    OpenAnswer,
    /// Open a file to import.
    OpenImport,
    /// Open a folder to import.
    OpenImportFolder,
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

/// Opens a file in the program the system has for it, or shows it among its neighbours.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OpenFile {
    /// A path that was saved in this session.
    pub path: String,
    /// Shows it in the file manager instead.
    #[serde(default)]
    pub in_folder: bool,
}
