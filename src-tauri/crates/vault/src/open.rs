//! From a folder and a passphrase to an open vault, or to the reason why not.
//!
//! Two rules stand over everything here. A file that cannot be opened is never
//! replaced by a new one. And a file of a newer version is left as it was,
//! byte for byte, because whatever wrote it knows better.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::create::finish_creation;
use crate::error::{Fault, VaultError, is_broken_seal, is_disk_full};
use crate::folder::{Folder, beside, owner_only};
use crate::key::{self, KeyError, VaultKey};
use crate::store::Vault;

/// Every change of the schema since the first, in order; a released one is frozen.
const MIGRATIONS: &[M] = &[
    M::up(include_str!("../migrations/0001_nouns_and_stream.sql")),
    M::up(include_str!("../migrations/0002_reminders.sql")),
];

/// How long a connection waits for another process before it says busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// States why a vault was not opened or not created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder holds no vault.
    #[error("there is no vault in this folder")]
    NoVault,
    /// The folder holds a vault, or a part of one; nothing was created.
    #[error("there is a vault in this folder already")]
    AlreadyThere,
    /// The passphrase opens no slot of the key file; the database was not looked at.
    #[error("the passphrase is not the one of this vault")]
    WrongPassphrase,
    /// The key file is there and cannot be read as one.
    #[error("the key file is damaged")]
    KeyFileDamaged,
    /// The database is there, its key file is not.
    #[error("the key file is missing")]
    KeyFileMissing,
    /// The key file is there, its database is not.
    #[error("the database is missing")]
    DatabaseMissing,
    /// The database is not one that this key opens, or a page of it is damaged.
    #[error("the database is damaged, or belongs to another key file")]
    Damaged,
    /// A newer version wrote the file; it was not touched.
    #[error("the vault has version {found}, this program knows {known}")]
    Newer {
        /// The version of the file.
        found: u32,
        /// The highest version this program knows.
        known: u32,
    },
    /// The folder or a file in it cannot be read and written.
    #[error("the data folder cannot be read or written")]
    NoPermission,
    /// There is no room left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// Another process kept the database for longer than the patience of this one.
    #[error("another process is using the vault")]
    Busy,
    /// The wanted cost is outside what Argon2 can do.
    #[error("the key cannot be wrapped at this cost")]
    ImpossibleCost,
    /// The operating system gave no random bytes.
    #[error("the system gave no random bytes")]
    NoRandomness,
    /// Any other failure of the file system.
    #[error("the data folder cannot be used")]
    Folder(#[source] io::Error),
    /// Any other failure of the database.
    #[error("the database refused")]
    Database(#[source] Fault),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => OpenError::NoPermission,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => OpenError::DiskFull,
            _ => OpenError::Folder(error),
        }
    }
}

impl From<KeyError> for OpenError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::WrongPassphrase => OpenError::WrongPassphrase,
            KeyError::Damaged => OpenError::KeyFileDamaged,
            KeyError::Newer { found } => OpenError::Newer { found, known: key::FORMAT },
            KeyError::NoRandomness => OpenError::NoRandomness,
            KeyError::ImpossibleCost => OpenError::ImpossibleCost,
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => OpenError::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy,
            _ if is_disk_full(&error) => OpenError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                OpenError::NoPermission
            }
            _ if is_broken_seal(&error) => OpenError::Damaged,
            _ => OpenError::Database(Fault(error)),
        }
    }
}

impl From<VaultError> for OpenError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::DiskFull => OpenError::DiskFull,
            VaultError::ReadOnly => OpenError::NoPermission,
            VaultError::Busy => OpenError::Busy,
            VaultError::Database(fault) => OpenError::Database(fault),
            // The rest speaks of stored values, which opening only reads to index them.
            _ => OpenError::Damaged,
        }
    }
}

/// Tells whether a folder holds a vault, without a passphrase and without touching it.
///
/// # Errors
/// [`OpenError::KeyFileMissing`] or [`OpenError::DatabaseMissing`] when only a part is there;
/// [`OpenError::NoPermission`] when the folder cannot be looked into.
pub fn look(folder: &Path) -> Result<bool, OpenError> {
    let folder = Folder(folder);
    let cut_off = folder.staged_database().try_exists()?;
    match (folder.key().try_exists()?, folder.database().try_exists()?) {
        (false, false) => Ok(false),
        (false, true) => Err(OpenError::KeyFileMissing),
        // Opening will move the staged database to its place.
        (true, false) if cut_off => Ok(true),
        (true, false) => Err(OpenError::DatabaseMissing),
        (true, true) => Ok(true),
    }
}

/// Opens the vault of a folder and brings an older one up to date.
///
/// # Errors
/// Each variant of [`OpenError`] but `AlreadyThere`; whichever it is, the files are as they were.
pub fn open(folder: &Path, passphrase: &SecretString) -> Result<Vault, OpenError> {
    if !look(folder)? {
        return Err(OpenError::NoVault);
    }
    let folder = Folder(folder);
    finish_creation(&folder)?;
    let key = key::unwrap(&fs::read(folder.key())?, passphrase)?;
    look_before_opening(&folder.database(), &key)?;
    for file in [folder.key(), folder.database()] {
        // A copy may have arrived with wider rights; on a file system without rights there is nothing to narrow.
        owner_only(&file, 0o600)
            .or_else(|e| if e.kind() == io::ErrorKind::Unsupported { Ok(()) } else { Err(e) })?;
    }
    let mut connection = connect(&folder.database(), &key)?;
    migrate(&mut connection)?;
    let mut vault = Vault::new(connection);
    vault.ensure_index()?;
    Ok(vault)
}

/// Refuses a database that is empty, foreign or newer, without changing a byte of it.
fn look_before_opening(path: &Path, key: &VaultKey) -> Result<(), OpenError> {
    let log_is_empty = fs::metadata(beside(path, "-wal")).map_or(true, |wal| wal.len() == 0);
    // With nothing in the log the file can be read as if on a read-only medium, which leaves no file beside it.
    // Another process may begin to write meanwhile, so only a success counts.
    let version = match log_is_empty.then(|| version_of_unchanging(path, key)) {
        Some(Ok(version)) => version,
        Some(Err(_)) | None => version_beside_others(path, key)?,
    };
    let known = MIGRATIONS.len() as u32;
    match version {
        // An empty file, which SQLite would take for a new database, or one that is no vault.
        0 => Err(OpenError::Damaged),
        found if known < found => Err(OpenError::Newer { found, known }),
        _ => Ok(()),
    }
}

fn version_of_unchanging(path: &Path, key: &VaultKey) -> rusqlite::Result<u32> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("file:{}?immutable=1", uri_path(path)), flags)?;
    unlock(&connection, key)?;
    user_version(&connection)
}

fn version_beside_others(path: &Path, key: &VaultKey) -> rusqlite::Result<u32> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // Closing must not move what is in the log into the file of a newer version. A connection that only reads
    // does not, where the system keeps it from locking; this does not count on it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(PATIENCE)?;
    unlock(&connection, key)?;
    user_version(&connection)
}

fn user_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Writes a path as the path of a `file:` URI.
fn uri_path(path: &Path) -> String {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|&byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02x}"),
        })
        .collect()
}

/// Opens the database for reading and writing, with every guard that SQLite has.
///
/// `cipher_memory_security` stays off: SQLCipher wipes its key material in any
/// case, and wiping every freed page as well made 10,000 entries take 17 s
/// instead of 4 s, and one entry 8 ms instead of 4 ms.
pub(crate) fn connect(path: &Path, key: &VaultKey) -> rusqlite::Result<Connection> {
    // Without CREATE: where there is no file, none appears.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
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
         PRAGMA temp_store = MEMORY;",
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

/// Applies the migrations that are missing, each whole or not at all.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let known = MIGRATIONS.len() as u32;
    if user_version(connection)? == known {
        return Ok(());
    }
    match Migrations::from_slice(MIGRATIONS).to_latest(connection) {
        Ok(()) => Ok(()),
        // Another process may have done it while this one waited for its turn.
        Err(_) if user_version(connection)? == known => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(err.into()),
        Err(_) => Err(OpenError::Damaged),
    }
}

#[cfg(test)]
mod tests;
