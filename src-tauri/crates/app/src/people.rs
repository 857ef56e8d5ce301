//! People: adding, changing, listing, and the page of one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::{GoalId, PersonId};
use inward_domain::person::{Person, PersonFields};

use crate::entries::EntryView;

/// Holds a person as a list shows them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// The person.
    pub person: Person,
    /// The practice that involves them, if there is one.
    pub goal: Option<GoalId>,
    /// How many entries are about them.
    pub entries: usize,
}

/// Holds the page of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The practices that involve them.
    pub goals: Vec<(GoalId, String)>,
    /// The latest entries about them.
    pub entries: Vec<EntryView>,
}

/// Asks for one person.
#[derive(Debug, Deserialize, TS)]
pub struct PersonOf {
    /// Which.
    pub id: PersonId,
}

/// Saves a person.
#[derive(Debug, Deserialize, TS)]
pub struct SavePerson {
    /// Which, or none for a new one.
    pub id: Option<PersonId>,
    /// What is written about them.
    pub fields: PersonFields,
}
