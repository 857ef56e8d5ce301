//! Finding any word that was ever written, newest first.
//!
//! The index is a cache of what the rows say: it is kept in the same
//! transaction, it is not part of the schema's migrations, and where it is
//! missing, of another make or damaged it is built again from the rows. A
//! search never fails for its sake: until it is whole again, the answer comes
//! from an index in memory.
//!
//! What a person types is words, never syntax.

pub(crate) mod words;

mod index;
mod query;
mod snippet;

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::store::{Reader, Vault, Writer};
use crate::table::kind::Kind;

use index::{IN_MEMORY, Index, ON_DISK, is_index_trouble};
use words::Page;

/// Holds one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What kind of row.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The text that names it; for a logged day that of its experiment, for an unnamed goal its sentence or nothing.
    pub title: String,
    /// A passage around the words that were found.
    pub snippet: String,
    /// Where in the snippet they stand.
    pub marks: Vec<Mark>,
    /// The day it belongs to; for people, goals and experiments the day they were added.
    pub on: NaiveDate,
}

/// Marks a passage of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The first character, counted in characters from 0.
    pub start: usize,
    /// How many characters.
    pub length: usize,
}

impl Hit {
    /// Returns the id as that of its kind; `None` when asked for another kind's.
    pub fn id_as<T: FromStr>(&self) -> Option<T> {
        self.id.parse().ok()
    }
}

impl Reader<'_> {
    /// Finds rows in which all words occur, the last one as a beginning; newest first, at most `limit`.
    ///
    /// Case and diacritics do not matter. Text without a letter or digit finds nothing.
    ///
    /// # Errors
    /// [`VaultError`] when the rows themselves cannot be read; never for the index.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>, VaultError> {
        let Some(query) = query::of(text) else { return Ok(Vec::new()) };
        match ON_DISK.find(self.connection, &query, limit) {
            Ok(hits) => Ok(hits),
            Err(error) if is_index_trouble(&error) => {
                self.index_trouble.set(true);
                IN_MEMORY.build(self)?;
                Ok(IN_MEMORY.find(self.connection, &query, limit)?)
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Writer<'_> {
    /// Makes the words of a row findable, instead of those it had.
    pub(crate) fn index(&self, page: &Page) -> Result<(), VaultError> {
        self.or_rebuilt(|index| index.put(self.connection, page))
    }

    /// Makes a row unfindable.
    pub(crate) fn unindex(&self, kind: Kind, id: &str) -> Result<(), VaultError> {
        self.or_rebuilt(|index| index.remove(self.connection, kind, id))
    }

    /// Brings what the index still holds in memory into its tables, where a broken one shows before the commit.
    pub(crate) fn settle_index(&self) -> Result<(), VaultError> {
        self.or_rebuilt(|index| index.settle(self.connection))
    }

    fn or_rebuilt(&self, change: impl Fn(&Index) -> rusqlite::Result<()>) -> Result<(), VaultError> {
        match change(&ON_DISK) {
            Ok(()) => Ok(()),
            // The rows are written before the index, so a new one holds the change already.
            Err(error) if is_index_trouble(&error) => {
                ON_DISK.build(self)?;
                Ok(ON_DISK.settle(self.connection)?)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Builds the kept index again from the rows.
pub(crate) fn build_on_disk(reader: &Reader<'_>) -> Result<(), VaultError> {
    ON_DISK.build(reader)
}

impl Vault {
    /// Builds the search index where it is missing or of another make.
    pub(crate) fn ensure_index(&mut self) -> Result<(), VaultError> {
        if ON_DISK.is_as_made_here(&self.connection)? {
            return Ok(());
        }
        self.rebuild_index()
    }

    /// Builds the search index again from the rows.
    ///
    /// # Errors
    /// [`VaultError`] when the rows cannot be read or the file cannot be written.
    pub fn rebuild_index(&mut self) -> Result<(), VaultError> {
        self.write(|writer| ON_DISK.build(writer))
    }
}

#[cfg(test)]
mod tests;
