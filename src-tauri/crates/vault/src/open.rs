//! From a folder and a passphrase to an open vault, or to the reason why not.
//!
//! Two rules stand over everything here. A file that cannot be opened is never
//! replaced by a new one. And a file of a newer version is left as it was,
//! byte for byte, because whatever wrote it knows better.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::backup::BackupReason;
use crate::create::finish_creation;
use crate::folder::{Folder, beside, owner_only};
use crate::key::{Secret, VaultKey};
use crate::keys::read_key_file;
use crate::restore::{finish_restore, is_cut_off};
use crate::store::Vault;

mod error;

mod connection;

pub use error::OpenError;

pub(crate) use connection::{connect, connect_reading, empty_the_log, file_uri, have_alone, user_version};
use connection::{version_beside_others, version_of_unchanging, version_once_rolled_back};

/// Every change of the schema since the first, in order; a released one is frozen.
const MIGRATIONS: &[M] = &[
    M::up(include_str!("../migrations/0001_nouns_and_stream.sql")),
    M::up(include_str!("../migrations/0002_reminders.sql")),
    M::up(include_str!("../migrations/0003_hold.sql")),
    M::up(include_str!("../migrations/0004_own_reminders.sql")),
    M::up(include_str!("../migrations/0005_imports.sql")),
    M::up(include_str!("../migrations/0006_lighter_writing.sql")),
];

/// Tells whether a folder holds a vault, without a passphrase and without touching it.
///
/// # Errors
/// [`OpenError::KeyFileMissing`] or [`OpenError::DatabaseMissing`] when only a part is there;
/// [`OpenError::NoPermission`] when the folder cannot be looked into.
pub fn look(folder: &Path) -> Result<bool, OpenError> {
    let folder = Folder(folder);
    if is_cut_off(&folder)? {
        // Opening will put the copy in its place.
        return Ok(true);
    }
    let cut_off = folder.staged_database().try_exists()?;
    // A creation puts the key in its place first, so whoever looks the other way round never sees half of one.
    let database = folder.database().try_exists()?;
    match (folder.key().try_exists()?, database) {
        (false, false) => Ok(false),
        (false, true) => Err(OpenError::KeyFileMissing),
        // Opening will move the staged database to its place.
        (true, false) if cut_off => Ok(true),
        (true, false) => Err(OpenError::DatabaseMissing),
        (true, true) => Ok(true),
    }
}

/// Opens the vault of a folder with any of its secrets and brings an older one up to date.
///
/// Before an older one is changed, a copy of it is made and tried; without one, nothing is changed.
///
/// # Errors
/// Each variant of [`OpenError`] that speaks of opening; whichever it is, the files are as they were.
pub fn open<'s>(
    folder: &Path,
    secret: impl Into<Secret<'s>>,
    now: DateTime<Utc>,
) -> Result<Vault, OpenError> {
    if !look(folder)? {
        return Err(OpenError::NoVault);
    }
    let folder = Folder(folder);
    finish_restore(&folder)?;
    finish_creation(&folder)?;
    let key_file = read_key_file(&folder)?;
    let key = key_file.key(secret.into())?;
    look_before_opening(&folder.database(), &key)?;
    for file in [folder.key(), folder.database()] {
        // A copy may have arrived with wider rights; on a file system without rights there is nothing to narrow.
        owner_only(&file, 0o600)
            .or_else(|e| if e.kind() == io::ErrorKind::Unsupported { Ok(()) } else { Err(e) })?;
    }
    let connection = connect(&folder.database(), &key)?;
    let mut vault = Vault::new(connection, folder.0, key, key_file.key_id());
    if user_version(&vault.connection)? < known_version() {
        vault.back_up(None, BackupReason::Migration, now, &|_| true)?;
    }
    migrate(&mut vault.connection)?;
    vault.ensure_index()?;
    Ok(vault)
}

/// Returns the version that this program writes.
pub(crate) fn known_version() -> u32 {
    MIGRATIONS.len() as u32
}

/// Refuses a database that is empty, foreign or newer, without changing a byte of it, unless it was half changed.
fn look_before_opening(path: &Path, key: &VaultKey) -> Result<(), OpenError> {
    let is_empty = |suffix| fs::metadata(beside(path, suffix)).map_or(true, |file| file.len() == 0);
    // With nothing in the log the file can be read as if on a read-only medium, which leaves no file beside it.
    // Another process may begin to write meanwhile, so only a success counts.
    let version = match is_empty("-wal").then(|| version_of_unchanging(path, key)) {
        _ if !is_empty("-journal") => version_once_rolled_back(path, key)?,
        Some(Ok(version)) => version,
        Some(Err(_)) | None => version_beside_others(path, key)?,
    };
    let known = known_version();
    match version {
        // An empty file, which SQLite would take for a new database, or one that is no vault.
        0 => Err(OpenError::Damaged),
        found if known < found => Err(OpenError::Newer { found, known }),
        _ => Ok(()),
    }
}

/// Applies the migrations that are missing, each whole or not at all.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let known = known_version();
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
