//! What a report says: the goal report as a document, previewed, saved and opened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::GoalId;
use inward_report::{Document, Step};
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::{files, goals, people};

mod goal;

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

impl From<Paper> for inward_report::Paper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => inward_report::Paper::A4,
            Paper::Letter => inward_report::Paper::Letter,
        }
    }
}

fn document(reader: &Reader, goal: GoalId, paper: Paper, call: &Call<'_>) -> Result<Document, Trouble> {
    let mut document = goal::document(reader, goals::known(reader, goal, call)?, call)?;
    document.paper = paper.into();
    Ok(document)
}

/// Tells the watcher of a call how far a report is, and stops it when the watcher says so.
fn watch(call: &Call<'_>) -> impl FnMut(Step) -> std::ops::ControlFlow<()> {
    |step| {
        let done = match step {
            Step::Setting => 0.1,
            Step::Writing { .. } => 0.7,
            Step::Page { number, of } => 0.5 + 0.5 * number as f32 / of.max(1) as f32,
        };
        if (call.progress)(done) {
            std::ops::ControlFlow::Continue(())
        } else {
            std::ops::ControlFlow::Break(())
        }
    }
}

pub(crate) fn report_pages(
    reader: &Reader,
    input: ReportOf,
    call: &Call<'_>,
) -> Result<ReportPages, Trouble> {
    let document = document(reader, input.goal, input.paper, call)?;
    let pages = inward_report::preview_with(&document, &mut watch(call))?;
    let names = people::names(reader)?;
    let name = goals::name_of(&goals::known(reader, input.goal, call)?, &names, call);
    Ok(ReportPages { title: document.title, file_name: file_name(&name, call), pages })
}

/// Suggests a file name: the practice in plain letters, and the day.
fn file_name(name: &str, call: &Call<'_>) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|w| !w.is_empty()).collect();
    format!("inward-{}-{}.pdf", words.join("-"), call.moment.today())
}

pub(crate) fn save_report(reader: &Reader, input: SaveReport, call: &Call<'_>) -> Result<SavedFile, Trouble> {
    let path = call.chosen_path(&input.path)?;
    let document = document(reader, input.goal, input.paper, call)?;
    let bytes = inward_report::pdf_with(&document, &mut watch(call))?;
    files::write(&path, &bytes, call)?;
    Ok(SavedFile { path: path.display().to_string() })
}
