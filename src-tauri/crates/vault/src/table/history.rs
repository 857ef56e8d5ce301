//! What a row said before it was changed or deleted; never rewritten.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use rusqlite::named_params;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json, Moment, Word};
use crate::table::kind::Kind;

/// Names what happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was written again.
    Changed,
    /// It went to the trash.
    Deleted,
}

/// Holds what a row said before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    /// When it was changed.
    pub at: DateTime<Utc>,
    /// What happened to it.
    pub change: Change,
    /// The whole value before, as the domain serialises it.
    pub before: Value,
}

impl Reader<'_> {
    /// Lists what a row said before, oldest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn history_of(&self, kind: Kind, id: impl Display) -> Result<Vec<Earlier>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, change, before FROM history WHERE kind = :kind AND id = :id ORDER BY seq",
        )?;
        let rows = statement.query_map(named_params! { ":kind": kind, ":id": Id(id) }, |row| {
            let (Moment(at), Word(change), Json(before)) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Earlier { at, change, before })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lists what every row said before, oldest first: kind, id and what it was.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn whole_history(&self) -> Result<Vec<(Kind, String, Earlier)>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT kind, id, at, change, before FROM history ORDER BY seq")?;
        let rows = statement.query_map([], |row| {
            let (Moment(at), Word(change), Json(before)) = (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, row.get(1)?, Earlier { at, change, before }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Takes over from a file what a row said before; what is known already is not kept twice.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when kind or change is not a word of ours.
    pub fn keep_earlier(
        &self,
        kind: &str,
        id: &str,
        at: DateTime<Utc>,
        change: &str,
        before: &Value,
    ) -> Result<(), VaultError> {
        let kind = Kind::from_name(kind).ok_or(VaultError::Unreadable { what: "kind" })?;
        let change: Change = serde_json::from_value(Value::from(change))
            .map_err(|_| VaultError::Unreadable { what: "change" })?;
        let earlier = Earlier { at, change, before: before.clone() };
        if self.history_of(kind, id)?.contains(&earlier) {
            return Ok(());
        }
        self.keep(kind, id, change, before, at)
    }

    /// Keeps what a row says now, because it is about to say something else.
    pub(crate) fn keep(
        &self,
        kind: Kind,
        id: impl Display,
        change: Change,
        before: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO history (kind, id, at, change, before) VALUES (:kind, :id, :at, :change, :before)",
        )?;
        statement.execute(named_params! {
            ":kind": kind, ":id": Id(id), ":at": Moment(now), ":change": Word(change), ":before": Json(before),
        })?;
        Ok(())
    }
}
