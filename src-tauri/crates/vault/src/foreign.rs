//! Databases of other programs, read and never written.
//!
//! SQLite is spoken only in this crate, so the rows of Loop Habit Tracker come
//! through here; what they mean is known to whoever reads other formats. The
//! file is opened as one that never changes, its views and triggers are not
//! trusted, and a query that runs on and on is stopped.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

/// The most rows of one table that are read: a hundred years of days fit several times.
pub const FOREIGN_ROWS_MAX: usize = 100_000;
/// The longest text of a field that is read, in bytes.
const TEXT_BYTES_MAX: usize = 100_000;
/// How many steps of SQLite's machine a query may take: a thousand for each row.
const STEPS_MAX: u32 = 100_000;
/// After how many instructions a step is counted.
const INSTRUCTIONS_PER_STEP: i32 = 1_000;

/// States why a foreign database is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ForeignError {
    /// The file is not there or cannot be opened.
    #[error("the file cannot be opened")]
    NotReadable,
    /// The file is no SQLite database, or a damaged one.
    #[error("the file is no database, or a damaged one")]
    Damaged,
    /// It is a database, but not one of this program.
    #[error("the database is another program's")]
    OtherProgram,
    /// It holds more rows than are read.
    #[error("the database holds more than {FOREIGN_ROWS_MAX} rows")]
    TooMany,
}

/// Holds what Loop Habit Tracker stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopRows {
    /// The habits, in the order people gave them.
    pub habits: Vec<LoopHabit>,
    /// The days on which something was entered.
    pub marks: Vec<LoopMark>,
}

/// Holds a row of the table `Habits`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopHabit {
    /// Its id in that database.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What is asked every day; older databases have no such column.
    pub question: Option<String>,
    /// What was noted about it.
    pub description: Option<String>,
    /// What an amount counts.
    pub unit: Option<String>,
    /// Whether it was put away.
    pub archived: bool,
    /// Whether its days hold amounts.
    pub is_numeric: bool,
}

/// Holds a row of the table `Repetitions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopMark {
    /// The habit's id.
    pub habit: i64,
    /// Midnight of the day in UTC, in milliseconds since 1970.
    pub at_ms: i64,
    /// What happened; older databases have no such column, and 2 is what they mean.
    pub value: i64,
    /// What was noted.
    pub notes: Option<String>,
}

/// Reads a database of Loop Habit Tracker.
///
/// # Errors
/// [`ForeignError`] when the file is no such database or holds too much.
pub fn loop_habits(path: &Path) -> Result<LoopRows, ForeignError> {
    let database = open(path)?;
    let habits = columns(&database, "Habits")?;
    let marks = columns(&database, "Repetitions")?;
    let has = |columns: &[String], name: &str| columns.iter().any(|column| column == name);
    if !["Id", "name"].iter().all(|name| has(&habits, name))
        || !["habit", "timestamp"].iter().all(|name| has(&marks, name))
    {
        return Err(ForeignError::OtherProgram);
    }
    let or_null =
        |columns: &[String], name: &str| if has(columns, name) { name.to_owned() } else { "NULL".into() };
    let mut sql = "SELECT Id, name".to_owned();
    for name in ["question", "description", "unit", "archived", "type"] {
        let _ = write!(sql, ", {}", or_null(&habits, name));
    }
    let order = if has(&habits, "position") { "position, Id" } else { "Id" };
    let _ = write!(sql, " FROM Habits ORDER BY {order}");
    let habits = rows(&database, &sql, habit)?;
    let value = if has(&marks, "value") { "value" } else { "2" };
    let sql = format!(
        "SELECT habit, timestamp, {value}, {} FROM Repetitions ORDER BY habit, timestamp",
        or_null(&marks, "notes")
    );
    Ok(LoopRows { habits, marks: rows(&database, &sql, mark)? })
}

fn habit(row: &Row<'_>) -> rusqlite::Result<LoopHabit> {
    Ok(LoopHabit {
        id: number(row, 0)?.unwrap_or_default(),
        name: text(row, 1)?.unwrap_or_default(),
        question: text(row, 2)?,
        description: text(row, 3)?,
        unit: text(row, 4)?,
        archived: number(row, 5)? == Some(1),
        is_numeric: number(row, 6)? == Some(1),
    })
}

fn mark(row: &Row<'_>) -> rusqlite::Result<LoopMark> {
    Ok(LoopMark {
        habit: number(row, 0)?.unwrap_or_default(),
        at_ms: number(row, 1)?.unwrap_or(i64::MAX),
        value: number(row, 2)?.unwrap_or(-1),
        notes: text(row, 3)?,
    })
}

fn open(path: &Path) -> Result<Connection, ForeignError> {
    if !path.is_file() {
        return Err(ForeignError::NotReadable);
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(uri(path), flags).map_err(|_| ForeignError::NotReadable)?;
    let hardened = database
        .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)
        .and_then(|_| database.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false))
        .and_then(|_| database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false))
        .and_then(|_| database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false));
    hardened.map_err(|_| ForeignError::NotReadable)?;
    let mut steps = 0_u32;
    let stops = move || {
        steps += 1;
        STEPS_MAX < steps
    };
    database.progress_handler(INSTRUCTIONS_PER_STEP, Some(stops)).map_err(|_| ForeignError::NotReadable)?;
    Ok(database)
}

/// Writes the path as a URI that says the file never changes, so that no log beside it is made or read.
fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte))
            }
            other => {
                let _ = write!(uri, "%{other:02X}");
            }
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}

/// Lists the columns of a real table; a view of that name counts as none.
fn columns(database: &Connection, table: &str) -> Result<Vec<String>, ForeignError> {
    let sql = "SELECT c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c \
               WHERE t.type = 'table' AND t.name = :table AND t.sql NOT LIKE 'CREATE VIRTUAL%'";
    let mut statement = database.prepare(sql).map_err(|_| ForeignError::Damaged)?;
    let names = statement.query_map(rusqlite::named_params! { ":table": table }, |row| row.get(0));
    names.and_then(Iterator::collect).map_err(|_| ForeignError::Damaged)
}

fn rows<T>(
    database: &Connection,
    sql: &str,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, ForeignError> {
    let mut statement = database.prepare(sql).map_err(|_| ForeignError::Damaged)?;
    let mut found = Vec::new();
    let mut rows = statement.query([]).map_err(|_| ForeignError::Damaged)?;
    while let Some(row) = rows.next().map_err(|_| ForeignError::Damaged)? {
        if FOREIGN_ROWS_MAX <= found.len() {
            return Err(ForeignError::TooMany);
        }
        found.push(read(row).map_err(|_| ForeignError::Damaged)?);
    }
    Ok(found)
}

/// Reads a number; SQLite stores any type in any column, and anything else is none.
fn number(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<i64>> {
    Ok(match row.get_ref(index)? {
        ValueRef::Integer(number) => Some(number),
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_) => None,
    })
}

/// Reads a text, cut where no real one is longer.
fn text(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(index)? {
        ValueRef::Text(bytes) => {
            let bytes = &bytes[..bytes.len().min(TEXT_BYTES_MAX)];
            Some(String::from_utf8_lossy(bytes).into_owned()).filter(|text| !text.is_empty())
        }
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const OLD: &str = "CREATE TABLE Habits (Id INTEGER PRIMARY KEY, archived INTEGER, description TEXT, name TEXT, position INTEGER);
        CREATE TABLE Repetitions (Id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER);
        INSERT INTO Habits VALUES (2, 1, 'Did you?', 'Later', 1), (3, 0, '', 'First', 0);
        INSERT INTO Repetitions VALUES (1, 2, 1422144000000), (2, 2, 1422057600000);";
    const NEW: &str = "CREATE TABLE Habits (Id INTEGER PRIMARY KEY, archived INTEGER, description TEXT, name TEXT, position INTEGER, question TEXT, unit TEXT, type INTEGER, uuid TEXT);
        CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER, notes TEXT);
        INSERT INTO Habits VALUES (1, 0, NULL, 'Walk', 0, 'How far?', 'km', 1, 'x');
        INSERT INTO Repetitions VALUES (1, 1, 1422144000000, 2500, 'windy');";

    fn database(sql: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Loop 100% ?#.db");
        Connection::open(&path).expect("a database").execute_batch(sql).expect("the statements");
        (folder, path)
    }

    #[test]
    fn an_old_database_is_read_in_the_order_of_its_owner() {
        let (_folder, path) = database(OLD);
        let rows = loop_habits(&path).expect("a database of Loop");
        let names: Vec<_> = rows.habits.iter().map(|h| (h.name.as_str(), h.archived)).collect();
        assert_eq!(names, [("First", false), ("Later", true)]);
        assert_eq!(rows.habits[1].description.as_deref(), Some("Did you?"));
        let days: Vec<_> = rows.marks.iter().map(|m| (m.at_ms, m.value)).collect();
        assert_eq!(
            days,
            [(1_422_057_600_000, 2), (1_422_144_000_000, 2)],
            "a stored day is a day it was done"
        );
    }

    #[test]
    fn a_new_database_has_amounts_and_notes() {
        let (_folder, path) = database(NEW);
        let rows = loop_habits(&path).expect("a database of Loop");
        assert!(rows.habits[0].is_numeric);
        assert_eq!(rows.habits[0].unit.as_deref(), Some("km"));
        assert_eq!((rows.marks[0].value, rows.marks[0].notes.as_deref()), (2500, Some("windy")));
    }

    #[test]
    fn the_file_and_its_folder_stay_as_they_were() {
        let (folder, path) = database(&format!("PRAGMA journal_mode = WAL; {NEW}"));
        let before = std::fs::read(&path).expect("readable");
        loop_habits(&path).expect("a database of Loop");
        assert_eq!(std::fs::read(&path).expect("readable"), before);
        let beside = std::fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(beside, 1, "no log is left beside it");
    }

    #[rstest]
    #[case::another_program("CREATE TABLE Contacts (a)", ForeignError::OtherProgram)]
    #[case::a_view_that_never_ends(
        "CREATE TABLE Repetitions (habit, timestamp);
         CREATE VIEW Habits AS WITH RECURSIVE n(Id) AS (SELECT 1 UNION ALL SELECT Id + 1 FROM n) SELECT Id, 'x' AS name FROM n",
        ForeignError::OtherProgram
    )]
    fn what_is_not_of_loop_is_refused(#[case] sql: &str, #[case] expected: ForeignError) {
        let (_folder, path) = database(sql);
        assert_eq!(loop_habits(&path), Err(expected));
    }

    #[test]
    fn values_of_other_types_are_none_and_too_many_rows_are_refused() {
        let odd = "CREATE TABLE Habits (Id, name); CREATE TABLE Repetitions (habit, timestamp, value);
            INSERT INTO Habits VALUES ('x', x'00FF');
            INSERT INTO Repetitions VALUES (1.5, 'soon', NULL);";
        let (_folder, path) = database(odd);
        let rows = loop_habits(&path).expect("a database with the tables of Loop");
        assert_eq!((rows.habits[0].id, rows.habits[0].name.as_str()), (0, ""));
        assert_eq!((rows.marks[0].at_ms, rows.marks[0].value), (i64::MAX, -1));
        let many = format!(
            "{NEW} WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {}) \
             INSERT INTO Repetitions SELECT i, 1, i, 2, NULL FROM n;",
            FOREIGN_ROWS_MAX + 2
        );
        let (_folder, path) = database(&many);
        assert_eq!(loop_habits(&path), Err(ForeignError::TooMany));
    }

    #[test]
    fn a_file_that_is_no_database_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        assert_eq!(loop_habits(&path), Err(ForeignError::NotReadable));
        std::fs::write(&path, [b"SQLite format 3\0".as_slice(), &[7; 5000]].concat()).expect("a file");
        assert_eq!(loop_habits(&path), Err(ForeignError::Damaged));
    }
}
