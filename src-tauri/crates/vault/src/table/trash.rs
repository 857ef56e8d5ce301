//! The trash: deleted rows keep their place and everything that refers to them, and can come back.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use inward_domain::entry::EntryBody;
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json, Moment};
use crate::table::history::Change;
use crate::table::kind::Kind;

/// Holds what is known of a row in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trashed {
    /// What kind of row.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The text that names it; empty when it never had one.
    pub title: String,
    /// When it was deleted.
    pub deleted_at: DateTime<Utc>,
}

fn trashed(row: &Row<'_>) -> rusqlite::Result<Trashed> {
    let (kind, id, Moment(deleted_at)) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let title = match kind {
        Kind::Entry => row.get::<_, Json<EntryBody>>(3)?.0.title(),
        Kind::Person | Kind::Goal | Kind::Experiment | Kind::DayLog | Kind::Reminder => row.get(3)?,
    };
    Ok(Trashed { kind, id, title, deleted_at })
}

/// Returns the statement that sets or clears the mark of a row that is in the other state.
fn mark(kind: Kind) -> &'static str {
    macro_rules! update {
        ($table:literal) => {
            concat!(
                "UPDATE ",
                $table,
                " SET deleted_at = :deleted_at
                     WHERE id = :id AND (deleted_at IS NULL) = (:deleted_at IS NOT NULL)"
            )
        };
    }
    match kind {
        Kind::Person => update!("person"),
        Kind::Goal => update!("goal"),
        Kind::Experiment => update!("experiment"),
        Kind::Entry => update!("entry"),
        Kind::DayLog => update!("day_log"),
        Kind::Reminder => update!("rule"),
    }
}

impl Reader<'_> {
    /// Lists the trash, latest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn trash(&self) -> Result<Vec<Trashed>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 'person', id, deleted_at AS at, fields ->> '$.display_name' FROM person WHERE at IS NOT NULL
             UNION ALL
             SELECT 'goal', id, deleted_at AS at, coalesce(fields ->> '$.title', fields ->> '$.sentence', '')
             FROM goal WHERE at IS NOT NULL
             UNION ALL
             SELECT 'experiment', id, deleted_at AS at, fields ->> '$.title' FROM experiment WHERE at IS NOT NULL
             UNION ALL
             SELECT 'entry', id, deleted_at AS at, body FROM entry WHERE at IS NOT NULL
             UNION ALL
             SELECT 'day_log', id, deleted_at AS at, coalesce(note, '') FROM day_log WHERE at IS NOT NULL
             UNION ALL
             SELECT 'reminder', id, deleted_at AS at, coalesce(fields ->> '$.own_words', '')
             FROM rule WHERE at IS NOT NULL
             ORDER BY at DESC, id DESC",
        )?;
        let rows = statement.query_map([], trashed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Moves a row to the trash and out of the search index, and keeps what it said in the history.
    ///
    /// Every deletion comes through here, so this is where a hold stops it.
    pub(crate) fn trash_row(
        &self,
        kind: Kind,
        id: impl Display + Copy,
        before: &impl Serialize,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        self.not_held(kind, id)?;
        self.keep(kind, id, Change::Deleted, before, now)?;
        let mut statement = self.connection.prepare_cached(mark(kind))?;
        statement.execute(named_params! { ":id": Id(id), ":deleted_at": Moment(now) })?;
        self.unindex(kind, &id.to_string())
    }

    /// Takes a row out of the trash; false when it is not in it.
    pub(crate) fn untrash_row(&self, kind: Kind, id: impl Display) -> rusqlite::Result<bool> {
        let mut statement = self.connection.prepare_cached(mark(kind))?;
        let changed = statement.execute(named_params! { ":id": Id(id), ":deleted_at": None::<Moment> })?;
        Ok(changed == 1)
    }
}
