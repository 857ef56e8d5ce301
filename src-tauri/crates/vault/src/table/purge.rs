//! Purging: what leaves the trash for good, with everything it ever said.
//!
//! A row goes with its history, its words in the search index, and the reminders
//! that are about it, which say a name. The pages it lay in are overwritten at
//! once (`secure_delete`); what the index and the log still hold of it goes with
//! [`Vault::erase_traces`].

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::open::empty_the_log;
use crate::store::{Vault, Writer};
use crate::table::kind::Kind;

/// How many days a row stays in the trash.
pub const TRASH_DAYS: i64 = 30;

/// Counts what a purge did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purged {
    /// Rows that are gone.
    pub gone: u32,
    /// Rows that stay because a hold covers them.
    pub held: u32,
}

/// Returns the statement that removes a row of the trash.
fn removal(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "DELETE FROM person WHERE id = :id AND deleted_at IS NOT NULL",
        Kind::Goal => "DELETE FROM goal WHERE id = :id AND deleted_at IS NOT NULL",
        Kind::Experiment => "DELETE FROM experiment WHERE id = :id AND deleted_at IS NOT NULL",
        Kind::Entry => "DELETE FROM entry WHERE id = :id AND deleted_at IS NOT NULL",
        Kind::DayLog => "DELETE FROM day_log WHERE id = :id AND deleted_at IS NOT NULL",
        Kind::Reminder => "DELETE FROM rule WHERE id = :id AND deleted_at IS NOT NULL",
    }
}

impl Writer<'_> {
    /// Removes what has been in the trash for longer than [`TRASH_DAYS`]; what is held stays.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn purge_old_trash(&self, now: DateTime<Utc>) -> Result<Purged, VaultError> {
        let before = now - TimeDelta::days(TRASH_DAYS);
        self.purge_where(|deleted_at| deleted_at < before)
    }

    /// Removes everything in the trash; what is held stays.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn purge_whole_trash(&self) -> Result<Purged, VaultError> {
        self.purge_where(|_| true)
    }

    fn purge_where(&self, due: impl Fn(DateTime<Utc>) -> bool) -> Result<Purged, VaultError> {
        let mut purged = Purged::default();
        for row in self.trash()?.into_iter().filter(|row| due(row.deleted_at)) {
            match self.purge(row.kind, &row.id) {
                Ok(true) => purged.gone += 1,
                // It went along with its experiment.
                Ok(false) => {}
                Err(VaultError::Held { .. }) => purged.held += 1,
                Err(other) => return Err(other),
            }
        }
        Ok(purged)
    }

    /// Removes one row of the trash for good; false when it is not in the trash.
    ///
    /// An experiment takes its days along. What was about a person or a goal stays, without the tie.
    ///
    /// # Errors
    /// [`VaultError::Held`] while a hold covers it.
    pub fn purge(&self, kind: Kind, id: &str) -> Result<bool, VaultError> {
        self.not_held(kind, id)?;
        let days = if kind == Kind::Experiment { self.ids_of_days(id)? } else { Vec::new() };
        let mut statement = self.connection.prepare_cached(removal(kind))?;
        if statement.execute(named_params! { ":id": id })? == 0 {
            return Ok(false);
        }
        for day in &days {
            self.forget(Kind::DayLog, day)?;
        }
        self.forget(kind, id)?;
        Ok(true)
    }

    fn ids_of_days(&self, experiment: &str) -> rusqlite::Result<Vec<String>> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM day_log WHERE experiment = :experiment")?;
        statement.query_map(named_params! { ":experiment": experiment }, |row| row.get(0))?.collect()
    }

    /// Removes what is kept beside a row that is gone.
    fn forget(&self, kind: Kind, id: &str) -> Result<(), VaultError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM history WHERE kind = :kind AND id = :id")?;
        statement.execute(named_params! { ":kind": kind, ":id": id })?;
        self.forget_origin(kind.name(), id)?;
        self.unindex(kind, id)?;
        self.forget_reminders(kind, id)
    }

    /// Removes the reminders about a row that is gone, and their ledger; those of a round that stays lose their words.
    fn forget_reminders(&self, kind: Kind, id: &str) -> Result<(), VaultError> {
        let mut about = self.connection.prepare_cached("DELETE FROM rule WHERE fields ->> :about = :id")?;
        about.execute(named_params! { ":about": format!("$.{}", kind.name()), ":id": id })?;
        if kind == Kind::Person {
            let mut rounds = self.connection.prepare_cached(
                "UPDATE rule SET fields = json_set(fields, '$.own_words', NULL)
                 WHERE what = 'follow_up' AND fields ->> '$.entry' IN (
                     SELECT entry.id FROM entry, json_tree(entry.body) WHERE type = 'text' AND value = :id
                 )",
            )?;
            rounds.execute(named_params! { ":id": id })?;
        }
        Ok(())
    }
}

impl Vault {
    /// Builds the file anew without what was purged: in no free page, no index and no log.
    ///
    /// It needs as much room again as the file takes. Copies made before are not reached.
    ///
    /// # Errors
    /// [`VaultError::Busy`] while another process reads or writes, [`VaultError::DiskFull`]; the vault is
    /// whole then, with traces in it.
    pub fn erase_traces(&mut self) -> Result<(), VaultError> {
        // Deleting from a full-text index only marks; a new one never knew.
        self.rebuild_index()?;
        self.connection.flush_prepared_statement_cache();
        self.connection.execute_batch("VACUUM")?;
        empty_the_log(&self.connection)
    }
}

#[cfg(test)]
mod tests;
