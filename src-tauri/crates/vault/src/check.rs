//! Whether the file is still what was written.
//!
//! Every page carries a seal that the key made, so a changed byte cannot pass;
//! these checks read all of them, and what the rows say of each other.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::open::empty_the_log;
use crate::store::{Reader, Vault};
use crate::table::counts::Counts;

/// The most lines of trouble a check lists of each sort.
const LINES_MAX: usize = 100;

/// Holds what a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Pages whose seal is broken, in the words of the database.
    pub broken_pages: Vec<String>,
    /// Tables and indexes that disagree, in the words of the database.
    pub broken_tables: Vec<String>,
    /// Rows that refer to a row that is not there.
    pub dangling: Vec<Dangling>,
    /// The search index is whole; it is built again when it is not, so it does not count as damage.
    pub index_is_whole: bool,
    /// How much there is; `None` when it could not be counted.
    pub counts: Option<Counts>,
}

/// Names a row that refers to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dangling {
    /// The table of the row.
    pub table: String,
    /// The table it refers to.
    pub refers_to: String,
}

impl CheckReport {
    /// Tells whether nothing is damaged.
    pub fn is_sound(&self) -> bool {
        self.broken_pages.is_empty()
            && self.broken_tables.is_empty()
            && self.dangling.is_empty()
            && self.counts.is_some()
    }

    /// Lists all damage, one line each, in the words of the database: for a log or a report of a fault.
    pub fn findings(&self) -> Vec<String> {
        let dangling =
            self.dangling.iter().map(|row| format!("{} refers to no {}", row.table, row.refers_to));
        self.broken_pages.iter().chain(&self.broken_tables).cloned().chain(dangling).collect()
    }
}

impl Vault {
    /// Reads every page and row of the vault and says what is damaged.
    ///
    /// What the log holds is brought into the file first. A power cut may leave pages of the file half written
    /// that the log has whole; nobody ever reads them, but the seals of the file are read as they lie there.
    ///
    /// # Errors
    /// [`VaultError::Busy`] when others use the log and the file alone would look damaged; [`VaultError`] when the
    /// check itself cannot run. Damage is in the report, not an error.
    pub fn check(&self) -> Result<CheckReport, VaultError> {
        let emptied = match empty_the_log(&self.connection) {
            Ok(()) | Err(VaultError::Damaged) => true,
            Err(VaultError::Busy) => false,
            Err(other) => return Err(other),
        };
        let report: CheckReport = self.read(|reader| reader.check())?;
        if emptied || report.broken_pages.is_empty() { Ok(report) } else { Err(VaultError::Busy) }
    }
}

impl Reader<'_> {
    /// Reads every page and row and says what is damaged; changes nothing. Of a database with a log see [`Vault::check`].
    ///
    /// # Errors
    /// [`VaultError`] when the check itself cannot run; damage is in the report, not an error.
    pub fn check(&self) -> Result<CheckReport, VaultError> {
        let connection = self.connection;
        let broken_pages = lines(connection, "PRAGMA cipher_integrity_check")?;
        let (of_index, broken_tables): (Vec<_>, Vec<_>) = lines(connection, "PRAGMA integrity_check(100)")?
            .into_iter()
            .filter(|line| line != "ok")
            .partition(|line| line.contains("FTS5") || line.contains("search"));
        let dangling = or_damage(dangling(connection))?.unwrap_or_default();
        let counts = match self.counts() {
            Err(VaultError::Damaged) => None,
            other => Some(other?),
        };
        Ok(CheckReport { broken_pages, broken_tables, dangling, index_is_whole: of_index.is_empty(), counts })
    }
}

/// Collects the lines a checking pragma answers; being unable to go on for damage is one more line.
fn lines(connection: &Connection, pragma: &str) -> Result<Vec<String>, VaultError> {
    let mut found = Vec::new();
    let mut collect = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare(pragma)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if found.len() < LINES_MAX {
                found.push(row.get(0)?);
            }
        }
        Ok(())
    };
    if or_damage(collect())?.is_none() {
        found.push("the file is damaged".to_owned());
    }
    Ok(found)
}

fn dangling(connection: &Connection) -> rusqlite::Result<Vec<Dangling>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| Ok(Dangling { table: row.get(0)?, refers_to: row.get(2)? }))?;
    rows.take(LINES_MAX).collect()
}

/// Turns damage into `None`, and any other failure into the vault's error.
fn or_damage<T>(result: rusqlite::Result<T>) -> Result<Option<T>, VaultError> {
    match result.map_err(VaultError::from) {
        Ok(value) => Ok(Some(value)),
        Err(VaultError::Damaged) => Ok(None),
        Err(other) => Err(other),
    }
}
