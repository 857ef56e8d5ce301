//! How much there is.

use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::store::Reader;
use crate::table::kind::Kind;

/// Holds how many rows there are of each kind, without those in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// People.
    pub people: u32,
    /// Goals.
    pub goals: u32,
    /// Experiments.
    pub experiments: u32,
    /// Entries.
    pub entries: u32,
    /// Logged days.
    pub day_logs: u32,
    /// Rows of these kinds in the trash. Copies of every age are counted, and an old one has no reminders there.
    pub in_trash: u32,
}

impl Counts {
    /// Lists the counts by the name of their kind.
    pub fn rows(&self) -> [(&'static str, u32); 6] {
        let Counts { people, goals, experiments, entries, day_logs, in_trash } = *self;
        [
            (Kind::Person.name(), people),
            (Kind::Goal.name(), goals),
            (Kind::Experiment.name(), experiments),
            (Kind::Entry.name(), entries),
            (Kind::DayLog.name(), day_logs),
            ("in_trash", in_trash),
        ]
    }
}

impl Reader<'_> {
    /// Counts the rows of each kind.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn counts(&self) -> Result<Counts, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM person WHERE deleted_at IS NULL),
                    (SELECT count(*) FROM goal WHERE deleted_at IS NULL),
                    (SELECT count(*) FROM experiment WHERE deleted_at IS NULL),
                    (SELECT count(*) FROM entry WHERE deleted_at IS NULL),
                    (SELECT count(*) FROM day_log WHERE deleted_at IS NULL),
                    (SELECT count(deleted_at) FROM person) + (SELECT count(deleted_at) FROM goal)
                    + (SELECT count(deleted_at) FROM experiment) + (SELECT count(deleted_at) FROM entry)
                    + (SELECT count(deleted_at) FROM day_log)",
        )?;
        Ok(statement.query_row([], |row| {
            Ok(Counts {
                people: row.get(0)?,
                goals: row.get(1)?,
                experiments: row.get(2)?,
                entries: row.get(3)?,
                day_logs: row.get(4)?,
                in_trash: row.get(5)?,
            })
        })?)
    }
}
