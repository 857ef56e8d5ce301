//! Files that were taken in, and which row came from which thing in them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use inward_domain::ids::BatchId;
use inward_domain::provenance::{Batch, Origin, RowKind};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Moment, Word};

fn batch(row: &Row<'_>) -> rusqlite::Result<Batch> {
    let (Id(id), Moment(at), Word(format), Word(name)) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let undone_at = row.get::<_, Option<Moment>>(4)?.map(|Moment(at)| at);
    Ok(Batch { id, at, format, name, undone_at, rows: Vec::new() })
}

fn origin(row: &Row<'_>) -> rusqlite::Result<Origin> {
    let (Word(kind), id, source, Word(change)) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Origin { kind, id, source, change })
}

/// Returns the statement that lists the names rows had elsewhere, the latest import last; the trash does not count.
fn sources(kind: RowKind) -> &'static str {
    macro_rules! living {
        ($table:literal, $kind:literal, $condition:literal) => {
            concat!(
                "SELECT origin.source, origin.id FROM origin JOIN import ON import.id = origin.import JOIN ",
                $table,
                " AS found ON found.id = origin.id WHERE origin.kind = '",
                $kind,
                "' AND origin.source IS NOT NULL",
                $condition,
                " ORDER BY import.at"
            )
        };
    }
    match kind {
        RowKind::Person => living!("person", "person", " AND found.deleted_at IS NULL"),
        RowKind::Goal => living!("goal", "goal", " AND found.deleted_at IS NULL"),
        RowKind::Experiment => living!("experiment", "experiment", " AND found.deleted_at IS NULL"),
        RowKind::Entry => living!("entry", "entry", " AND found.deleted_at IS NULL"),
        RowKind::DayLog => living!("day_log", "day_log", " AND found.deleted_at IS NULL"),
        RowKind::Reminder => living!("rule", "reminder", " AND found.deleted_at IS NULL"),
    }
}

impl Reader<'_> {
    /// Lists the imports without their rows, the latest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn imports(&self) -> Result<Vec<Batch>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, at, format, name, undone_at FROM import ORDER BY at DESC, id DESC")?;
        let rows = statement.query_map([], batch)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns an import with its rows, unless it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn import(&self, id: BatchId) -> Result<Option<Batch>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, at, format, name, undone_at FROM import WHERE id = :id")?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, batch).optional()?;
        let Some(mut found) = found else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, id, source, change FROM origin WHERE import = :import ORDER BY kind, id",
        )?;
        let rows = statement.query_map(named_params! { ":import": Id(id) }, origin)?;
        found.rows = rows.collect::<Result<_, _>>()?;
        Ok(Some(found))
    }

    /// Returns the ids of rows by what they are called where they came from; those in the trash are not among them.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn sources(&self, kind: RowKind) -> Result<HashMap<String, String>, VaultError> {
        let mut statement = self.connection.prepare_cached(sources(kind))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lists what a row said before each change since a moment, that moment included, oldest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn changes_since(
        &self,
        kind: crate::Kind,
        id: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<crate::Earlier>, VaultError> {
        let mut all = self.history_of(kind, id)?;
        all.retain(|earlier| since <= earlier.at);
        Ok(all)
    }
}

impl Writer<'_> {
    /// Writes an import and its rows, new or again; rows that are known keep what is written.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn put_import(&self, batch: &Batch) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO import (id, at, format, name, undone_at) VALUES (:id, :at, :format, :name, :undone_at)
             ON CONFLICT (id) DO UPDATE SET undone_at = excluded.undone_at",
        )?;
        statement.execute(named_params! {
            ":id": Id(batch.id),
            ":at": Moment(batch.at),
            ":format": batch.format.as_str(),
            ":name": batch.name.as_str(),
            ":undone_at": batch.undone_at.map(Moment),
        })?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO origin (import, kind, id, source, change) VALUES (:import, :kind, :id, :source, :change)
             ON CONFLICT (import, kind, id) DO NOTHING",
        )?;
        for row in &batch.rows {
            insert.execute(named_params! {
                ":import": Id(batch.id),
                ":kind": Word(row.kind),
                ":id": row.id,
                ":source": row.source,
                ":change": Word(row.change),
            })?;
        }
        Ok(())
    }

    /// Forgets where a row came from, because it goes for good.
    pub(crate) fn forget_origin(&self, kind: &str, id: &str) -> Result<(), VaultError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM origin WHERE kind = :kind AND id = :id")?;
        statement.execute(named_params! { ":kind": kind, ":id": id })?;
        Ok(())
    }
}
