//! People from an address book: vCard, or a table whose columns the caller maps.
//!
//! Only what a relationship needs is taken: names, role, organisation, address
//! and note. Telephone numbers, birthdays and pictures stay where they are.

pub mod columns;

pub mod vcard;

use inward_domain::dates::PartialDate;
use inward_domain::refusal::Refusal;
use inward_domain::text::{Line, Prose};

use crate::problem::Reason;

/// The most people of one file: more than anybody works with, and few enough to be shown and undone in seconds.
pub const PEOPLE_MAX: usize = 20_000;

/// Holds a person as an address book knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// The same for the same person in the next export: their UID, or name and address.
    pub source_id: String,
    /// The name to show.
    pub name: Line,
    /// Other names they go by.
    pub aliases: Vec<Line>,
    /// What they do.
    pub role: Option<Line>,
    /// Where they do it.
    pub organisation: Option<Line>,
    /// The first or preferred e-mail address.
    pub email: Option<Line>,
    /// Since when the two know each other; no address book says it, a table may.
    pub known_since: Option<PartialDate>,
    /// What was noted about them.
    pub note: Option<Prose>,
}

/// Names a person who has no id of their own.
fn id_of(name: &str, email: Option<&str>) -> String {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    format!("name:{}|{}", plain(name), email.map(plain).unwrap_or_default())
}

/// Turns what the domain refuses about a text into a reason.
pub(crate) fn refused(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::TooLong { max } => Reason::TooLong { max },
        Refusal::Blank => Reason::NoText {},
        _ => Reason::Unreadable {},
    }
}

/// Takes an optional line of text.
pub(crate) fn optional_line(text: Option<&str>) -> Result<Option<Line>, Reason> {
    text.map_or(Ok(None), |text| Line::optional(text).map_err(refused))
}

/// Takes an optional passage of text.
pub(crate) fn optional_prose(text: Option<&str>) -> Result<Option<Prose>, Reason> {
    text.map_or(Ok(None), |text| Prose::optional(text).map_err(refused))
}
