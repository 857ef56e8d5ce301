//! Connections to the encrypted database: one that reads and leaves no trace, and one that works.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::backup::contents::has_a_log;
use crate::error::VaultError;
use crate::key::VaultKey;

/// How long a connection waits for another process before it says busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file that nobody writes, as if on a read-only medium: no file appears beside it.
fn connect_unchanging(path: &Path, key: &VaultKey) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("{}?immutable=1", file_uri(path)), flags)?;
    unlock(&connection, key)?;
    Ok(connection)
}

pub(super) fn version_of_unchanging(path: &Path, key: &VaultKey) -> rusqlite::Result<u32> {
    user_version(&connect_unchanging(path, key)?)
}

/// Opens a file that another process may be writing, for reading.
fn connect_beside_others(path: &Path, key: &VaultKey) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Closing must not move what is in the log into the file of a newer version. A connection that only reads
    // does not, where the system keeps it from locking; this does not count on it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(PATIENCE)?;
    unlock(&connection, key)?;
    Ok(connection)
}

pub(super) fn version_beside_others(path: &Path, key: &VaultKey) -> rusqlite::Result<u32> {
    user_version(&connect_beside_others(path, key)?)
}

/// Opens a file that was left half changed in its place, which gives it back what it held before.
///
/// A vault has a log instead. A copy that was laid into its place by hand gets one at its first opening, and until
/// then has a journal to roll back.
pub(super) fn version_once_rolled_back(path: &Path, key: &VaultKey) -> rusqlite::Result<u32> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    unlock(&connection, key)?;
    user_version(&connection)
}

/// Opens a copy for reading; where it has no log, no file appears beside it.
pub(crate) fn connect_reading(path: &Path, key: &VaultKey) -> rusqlite::Result<Connection> {
    let connection =
        if has_a_log(path) { connect_beside_others(path, key)? } else { connect_unchanging(path, key)? };
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;")?;
    Ok(connection)
}

pub(crate) fn user_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Writes a path as a `file:` URI, of which SQLite makes the same bytes again, also where they are no text.
pub(crate) fn file_uri(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    // An empty name of a host, or that of a path with two slashes would be taken for one.
    let host = if bytes.starts_with(b"/") { "//" } else { "" };
    let written: String = bytes
        .iter()
        .map(|&byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02x}"),
        })
        .collect();
    format!("file:{host}{written}")
}

/// Opens the database for reading and writing, with every guard that SQLite has.
///
/// `cipher_memory_security` stays off: SQLCipher wipes its key material in any
/// case, and wiping every freed page as well made 10,000 entries take 17 s
/// instead of 4 s, and one entry 8 ms instead of 4 ms. Up to 32 MB of pages
/// stay in memory until the vault is closed: a large import needs them.
pub(crate) fn connect(path: &Path, key: &VaultKey) -> rusqlite::Result<Connection> {
    // Without CREATE: where there is no file, none appears.
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file_uri(path), flags)?;
    connection.busy_timeout(PATIENCE)?;
    unlock(&connection, key)?;
    // The first access to a page: a wrong key or a foreign file ends here.
    user_version(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(connection)
}

fn unlock(connection: &Connection, key: &VaultKey) -> rusqlite::Result<()> {
    // SQLCipher would write of damaged pages to standard error; whoever opened the vault says it once, in words.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let literal = key.as_raw_literal();
    let statement = Zeroizing::new(format!("PRAGMA key = \"{}\"", *literal));
    connection.execute_batch(&statement)
}

/// Moves everything from the log into the file: closing does that too, but does not say when it could not.
pub(crate) fn empty_the_log(connection: &Connection) -> Result<(), VaultError> {
    let was_busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if was_busy { Err(VaultError::Busy) } else { Ok(()) }
}

/// Has a database to itself for a moment; busy when any other connection is open, even an idle one.
///
/// Not a byte changes: the log stays where it is, and no file appears beside it.
pub(crate) fn have_alone(path: &Path, key: &VaultKey) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // With something in the log, closing leaves it there; without, closing takes the empty log away again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_a_log(path))?;
    connection.busy_timeout(Duration::ZERO)?;
    // Before the first access to a page: only then does SQLite ask for the file itself.
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
    unlock(&connection, key)?;
    user_version(&connection).map(drop)
}
