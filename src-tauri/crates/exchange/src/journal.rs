//! Dated texts from journals: Day One and folders of Markdown files.
//!
//! A text stays as it was written, markup and all: nothing in this house ever
//! reads it as anything else. Pictures are left where they are, and counted.

pub mod day_one;

pub mod markdown;

mod front_matter;

pub(crate) use front_matter::quoted;

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::text::{Line, Prose};

/// Holds one entry of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedText {
    /// The same in the next export: the journal's own id, or the file's path.
    pub source_id: String,
    /// The day on the wall of whoever wrote it.
    pub on: NaiveDate,
    /// The moment, when the journal knows it.
    pub written_at: Option<DateTime<Utc>>,
    /// Its heading.
    pub title: Option<Line>,
    /// What was written.
    pub text: Prose,
    /// The words it is filed under.
    pub tags: Vec<Line>,
}
