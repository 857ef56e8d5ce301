//! A hold: while a complaint or an access request is open, nothing is deleted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::text::Prose;

/// Holds the record of one hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Whom it covers; `None` covers the whole vault.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// When it was switched on.
    pub began_at: DateTime<Utc>,
    /// Why.
    pub began_reason: Prose,
    /// When it was switched off and why; `None` while it is on.
    #[serde(default)]
    pub ended: Option<Ended>,
}

/// Tells when a hold was switched off, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Prose,
}
