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

use std::collections::HashMap;
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

/// Holds what a transaction changed, until the index takes it in one go, by day.
///
/// FTS5 writes out what it holds in memory whenever a statement on another
/// table could fail half way, and whenever a row is older than the one before.
/// Row by row, that is once for each row: 100,000 entries took a minute.
#[derive(Default)]
pub(crate) struct Unsettled {
    /// The words of each row; none takes it out.
    rows: HashMap<(Kind, String), Option<Page>>,
    bytes: usize,
}

/// How much may wait, so that a large import does not lie in memory twice.
const UNSETTLED_BYTES: usize = 16 * 1024 * 1024;

impl Writer<'_> {
    /// Makes the words of a row findable, instead of those it had, once the transaction ends.
    pub(crate) fn index(&self, page: Page) -> Result<(), VaultError> {
        let bytes = page.title.len() + page.body.len();
        self.change_index(page.kind, page.id.clone(), Some(page), bytes)
    }

    /// Makes a row unfindable, once the transaction ends.
    pub(crate) fn unindex(&self, kind: Kind, id: &str) -> Result<(), VaultError> {
        self.change_index(kind, id.to_owned(), None, 0)
    }

    fn change_index(
        &self,
        kind: Kind,
        id: String,
        page: Option<Page>,
        bytes: usize,
    ) -> Result<(), VaultError> {
        let mut unsettled = self.unsettled.borrow_mut();
        unsettled.rows.insert((kind, id), page);
        unsettled.bytes += bytes;
        let is_much = UNSETTLED_BYTES < unsettled.bytes;
        drop(unsettled);
        if is_much { self.settle_index() } else { Ok(()) }
    }

    /// Brings the changes into the index and its tables, where a broken one shows before the commit.
    pub(crate) fn settle_index(&self) -> Result<(), VaultError> {
        let mut rows: Vec<_> = self.unsettled.take().rows.into_iter().collect();
        rows.sort_by(|((_, a), one), ((_, b), other)| {
            let day = |page: &Option<Page>| page.as_ref().map(|page| page.on);
            (day(one), a).cmp(&(day(other), b))
        });
        self.or_rebuilt(|index| {
            for ((kind, id), page) in &rows {
                match page {
                    Some(page) => index.put(self.connection, page)?,
                    None => index.remove(self.connection, *kind, id)?,
                }
            }
            index.settle(self.connection)
        })
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
