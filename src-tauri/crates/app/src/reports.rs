//! What a report says: the goal report as a document, previewed, saved and opened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::GoalId;

/// Names the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

/// Asks for the pages of a goal report.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ReportOf {
    /// Which goal.
    pub goal: GoalId,
    /// On which paper.
    #[serde(default)]
    pub paper: Paper,
}

/// Holds the pages of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportPages {
    /// The title of the document.
    pub title: String,
    /// A file name to suggest.
    pub file_name: String,
    /// One SVG picture a page.
    pub pages: Vec<String>,
}

/// Saves a report as a file the user chose.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveReport {
    /// Which goal.
    pub goal: GoalId,
    /// On which paper.
    #[serde(default)]
    pub paper: Paper,
    /// Where to; it has to come from the file dialog or the command line.
    pub path: String,
}

/// Tells where a file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedFile {
    /// The full path.
    pub path: String,
}
