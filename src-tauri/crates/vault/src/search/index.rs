//! The full-text index itself: two tables, on the disk or in memory.
//!
//! `search_text` holds the words of each row under a number that grows with
//! its day, `search` the index over it. So "newest first" is the order in
//! which the index is stored, and a common word costs no more than a rare one.

use chrono::{Datelike, NaiveDate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, named_params};

use super::words::{self, Page};
use super::{Hit, snippet};
use crate::error::VaultError;
use crate::store::Reader;
use crate::table::column::Day;
use crate::table::entry::EntryFilter;
use crate::table::kind::Kind;

/// The definitions, without the schema they are made in; SQLite keeps exactly this text.
///
/// What is found is part of it: where that changes, so does the comment, and each index is built again.
const TEXT_TABLE: &str = "search_text ( -- nouns, entries, days, reminders
    row    INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    on_day TEXT NOT NULL,
    title  TEXT NOT NULL,
    body   TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT";
const INDEX_TABLE: &str = "search USING fts5 (
    title, body,
    content = 'search_text', content_rowid = 'row',
    prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
)";

/// The tables FTS5 makes for itself, as its documentation gives them; the layout of 4 is what 3.51 writes.
const FTS5_TABLES: &str = "
    CREATE TABLE IF NOT EXISTS {schema}.search_data (id INTEGER PRIMARY KEY, block BLOB);
    CREATE TABLE IF NOT EXISTS {schema}.search_idx (segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS {schema}.search_docsize (id INTEGER PRIMARY KEY, sz BLOB);
    CREATE TABLE IF NOT EXISTS {schema}.search_config (k PRIMARY KEY, v) WITHOUT ROWID;
    INSERT OR IGNORE INTO {schema}.search_config (k, v) VALUES ('version', 4);";

/// Room for the rows of one day: a day's numbers are `day × 2^24` and up.
const A_DAY: i64 = 1 << 24;

/// Names one of the two indexes.
pub(super) struct Index {
    schema: &'static str,
}

/// The index that is kept.
pub(super) const ON_DISK: Index = Index { schema: "main" };
/// The index that answers while the kept one is not whole.
pub(super) const IN_MEMORY: Index = Index { schema: "temp" };

/// Tells whether an index statement failed for the index's own sake.
///
/// Its statements are fixed text, so a plain error can only be a table that is
/// missing, has another shape or cannot be opened.
pub(super) fn is_index_trouble(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown))
}

impl Index {
    fn sql(&self, text: &str) -> String {
        text.replace("{schema}", self.schema)
    }

    /// Tells whether the tables are there and defined as above.
    pub(super) fn is_as_made_here(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let sql = self.sql("SELECT count(*) FROM {schema}.sqlite_schema WHERE sql IN (:text, :index)");
        let found: i64 = connection.query_row(
            &sql,
            named_params! {
                ":text": format!("CREATE TABLE {TEXT_TABLE}"),
                ":index": format!("CREATE VIRTUAL TABLE {INDEX_TABLE}"),
            },
            |row| row.get(0),
        )?;
        Ok(found == 2)
    }

    /// Makes the tables anew and fills them from the rows.
    pub(super) fn build(&self, reader: &Reader<'_>) -> Result<(), VaultError> {
        // Prepared statements of the old tables would keep them from being dropped.
        reader.connection.flush_prepared_statement_cache();
        self.drop_tables(reader.connection)?;
        reader.connection.execute_batch(&format!(
            "CREATE TABLE {schema}.{TEXT_TABLE}; CREATE VIRTUAL TABLE {schema}.{INDEX_TABLE};",
            schema = self.schema
        ))?;
        let put = |page: Page| self.put(reader.connection, &page);
        reader.persons()?.iter().map(words::of_person).try_for_each(put)?;
        reader.goals()?.iter().map(words::of_goal).try_for_each(put)?;
        reader.experiments()?.iter().map(words::of_experiment).try_for_each(put)?;
        reader.all_day_logs()?.iter().map(words::of_day_log).try_for_each(put)?;
        reader.rules()?.iter().filter_map(words::of_reminder).try_for_each(put)?;
        // Oldest first, so that within a day the latest has the highest number.
        let entries = reader.entries(&EntryFilter::default())?;
        Ok(entries.iter().rev().map(words::of_entry).try_for_each(put)?)
    }

    fn drop_tables(&self, connection: &Connection) -> rusqlite::Result<()> {
        let drop =
            self.sql("DROP TABLE IF EXISTS {schema}.search; DROP TABLE IF EXISTS {schema}.search_text;");
        match connection.execute_batch(&drop) {
            Err(error) if is_index_trouble(&error) => {}
            other => return other,
        }
        // FTS5 drops only what it can open, and opens only with all its own tables: give it empty ones.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        let dropped =
            connection.execute_batch(&self.sql(FTS5_TABLES)).and_then(|()| connection.execute_batch(&drop));
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        dropped
    }

    /// Writes what FTS5 holds in memory to its tables; it does so at every savepoint.
    pub(super) fn settle(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.execute_batch("SAVEPOINT settle; RELEASE settle;")
    }

    /// Puts the words of a row in place of those it had.
    pub(super) fn put(&self, connection: &Connection, page: &Page) -> rusqlite::Result<()> {
        match self.add(connection, page) {
            // It had some. To ask that first would cost each new row a search.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                self.remove(connection, page.kind, &page.id)?;
                self.add(connection, page)
            }
            added => added,
        }
    }

    fn add(&self, connection: &Connection, page: &Page) -> rusqlite::Result<()> {
        let row = self.free_row(connection, page.on)?;
        let mut text = connection.prepare_cached(&self.sql(
            "INSERT INTO {schema}.search_text (row, kind, id, on_day, title, body)
             VALUES (:row, :kind, :id, :on_day, :title, :body)",
        ))?;
        text.execute(named_params! {
            ":row": row, ":kind": page.kind, ":id": page.id, ":on_day": Day(page.on),
            ":title": page.title, ":body": page.body,
        })?;
        let mut index = connection.prepare_cached(
            &self.sql("INSERT INTO {schema}.search (rowid, title, body) VALUES (:row, :title, :body)"),
        )?;
        index.execute(named_params! { ":row": row, ":title": page.title, ":body": page.body })?;
        Ok(())
    }

    /// Takes the words of a row out; nothing happens when it has none.
    ///
    /// One statement asks and others change: one that did both would be a transaction of its own, at whose
    /// beginning FTS5 writes what it holds in memory, row by row.
    pub(super) fn remove(&self, connection: &Connection, kind: Kind, id: &str) -> rusqlite::Result<()> {
        let mut known =
            connection
                .prepare_cached(&self.sql(
                    "SELECT row, title, body FROM {schema}.search_text WHERE kind = :kind AND id = :id",
                ))?;
        let words = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let known = known.query_row(named_params! { ":kind": kind, ":id": id }, words).optional()?;
        let Some((row, title, body)): Option<(i64, String, String)> = known else { return Ok(()) };
        let mut index = connection.prepare_cached(&self.sql(
            "INSERT INTO {schema}.search (search, rowid, title, body) VALUES ('delete', :row, :title, :body)",
        ))?;
        index.execute(named_params! { ":row": row, ":title": title, ":body": body })?;
        let mut text =
            connection.prepare_cached(&self.sql("DELETE FROM {schema}.search_text WHERE row = :row"))?;
        text.execute(named_params! { ":row": row })?;
        Ok(())
    }

    fn free_row(&self, connection: &Connection, on: NaiveDate) -> rusqlite::Result<i64> {
        let first = i64::from(on.num_days_from_ce()) * A_DAY;
        let mut statement = connection.prepare_cached(&self.sql(
            "SELECT coalesce(max(row) + 1, :first) FROM {schema}.search_text WHERE row BETWEEN :first AND :last",
        ))?;
        statement.query_row(named_params! { ":first": first, ":last": first + A_DAY - 1 }, |row| row.get(0))
    }

    /// Finds the newest rows that a query matches; the days of an experiment in the trash are left out.
    pub(super) fn find(
        &self,
        connection: &Connection,
        query: &str,
        limit: u32,
    ) -> rusqlite::Result<Vec<Hit>> {
        let mut statement = connection.prepare_cached(&self.sql(
            "SELECT page.kind, page.id, page.on_day,
                    coalesce(experiment.fields ->> '$.title', page.title),
                    snippet(search, -1, :opens, :closes, '…', 24)
             FROM {schema}.search
             JOIN {schema}.search_text AS page ON page.row = search.rowid
             LEFT JOIN day_log ON page.kind = 'day_log' AND day_log.id = page.id
             LEFT JOIN experiment ON experiment.id = day_log.experiment
             WHERE search MATCH :query AND experiment.deleted_at IS NULL
             ORDER BY search.rowid DESC LIMIT :limit",
        ))?;
        let params = named_params! {
            ":query": query, ":limit": limit,
            ":opens": snippet::OPENS.to_string(), ":closes": snippet::CLOSES.to_string(),
        };
        let hits = statement.query_map(params, |row| {
            let Day(on) = row.get(2)?;
            let (snippet, marks) = snippet::unmark(&row.get::<_, String>(4)?);
            Ok(Hit { kind: row.get(0)?, id: row.get(1)?, title: row.get(3)?, snippet, marks, on })
        })?;
        hits.collect()
    }
}
