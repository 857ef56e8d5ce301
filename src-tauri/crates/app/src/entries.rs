//! The stream: writing, changing, listing and undoing entries of every kind.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Entry, EntryFields, Hint};
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};

/// Holds an entry as a list or a sheet shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// Its first words.
    pub title: String,
    /// The name of the person it is about.
    pub person_name: Option<String>,
    /// Marks in its first field.
    pub hints: Vec<Hint>,
}

/// Narrows a list of entries; every condition may be left out.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct EntryQuery {
    /// Only this kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// Only about this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Only of this goal.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// From this day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// To this day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// At most so many, newest first.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Asks for one entry.
#[derive(Debug, Deserialize, TS)]
pub struct EntryOf {
    /// Which.
    pub id: EntryId,
}

/// Holds one entry with its earlier texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryPage {
    /// The entry.
    pub view: EntryView,
    /// When it was changed, latest first, as RFC 3339.
    pub changed: Vec<String>,
}

/// Saves an entry.
#[derive(Debug, Deserialize, TS)]
pub struct SaveEntry {
    /// Which, or none for a new one.
    pub id: Option<EntryId>,
    /// What it says and is about.
    pub fields: EntryFields,
}

/// Asks for the marks in a statement while it is typed.
#[derive(Debug, Deserialize, TS)]
pub struct HintsOf {
    /// The statement.
    pub statement: String,
    /// The person it may name.
    pub person: Option<PersonId>,
}

/// Names a row of any kind, to delete it or to bring it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what", content = "id")]
pub enum Row {
    /// A person.
    Person(PersonId),
    /// A goal.
    Goal(GoalId),
    /// An experiment with its log.
    Experiment(ExperimentId),
    /// An entry.
    Entry(EntryId),
}
