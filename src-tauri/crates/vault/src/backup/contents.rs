//! What is in a copy, found out by opening it and reading it through.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::key_beside;
use crate::error::VaultError;
use crate::folder::{Folder, beside};
use crate::key::{KeyFile, Secret, VaultKey};
use crate::keys::{read_key_file, read_key_file_at};
use crate::open::{OpenError, connect_reading, known_version, user_version};
use crate::store::{Reader, Vault};
use crate::table::column::Moment;
use crate::table::counts::Counts;

/// Holds what is in a vault or a copy of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// How much there is.
    pub counts: Counts,
    /// When something was last written; `None` when nothing was.
    pub newest_change: Option<DateTime<Utc>>,
    /// The version of the schema.
    pub version: u32,
    /// The search index is whole; it is built again when it is not.
    pub index_is_whole: bool,
}

/// Opens a copy with a secret and reads it through; not a byte of it changes.
///
/// The key file is the one beside the copy. Where that is missing, damaged or
/// of an earlier passphrase, the key file of `vault_folder` serves, if its key
/// is the same.
///
/// # Errors
/// [`OpenError::Damaged`] when a page or a table is not what was written, [`OpenError::AnotherKey`] when it has no
/// key file and does not open with the one of the vault, and every way of not opening.
pub fn verify(file: &Path, secret: Secret<'_>, vault_folder: Option<&Path>) -> Result<Contents, OpenError> {
    opened(file, secret, vault_folder).map(|opened| opened.contents)
}

/// What opened a copy, and what is in it.
pub(crate) struct Opened {
    pub key: VaultKey,
    pub key_file: KeyFile,
    pub contents: Contents,
}

/// Opens a copy as [`verify`] does.
pub(crate) fn opened(
    file: &Path,
    secret: Secret<'_>,
    vault_folder: Option<&Path>,
) -> Result<Opened, OpenError> {
    let (key, key_file, is_its_own) = key_of(file, secret, vault_folder)?;
    match of_file(file, &key) {
        Ok(contents) => Ok(Opened { key, key_file, contents }),
        // Nothing said that this key is the one of the copy.
        Err(OpenError::Damaged) if !is_its_own && !fits(file, &key) => Err(OpenError::AnotherKey),
        Err(error) => Err(error),
    }
}

/// Tells whether a key opens the first page of a database.
fn fits(file: &Path, key: &VaultKey) -> bool {
    connect_reading(file, key).and_then(|connection| user_version(&connection)).is_ok()
}

/// Finds the key of a copy, with the key file that gave it, and whether that is surely the key of the copy.
fn key_of(
    file: &Path,
    secret: Secret<'_>,
    vault_folder: Option<&Path>,
) -> Result<(VaultKey, KeyFile, bool), OpenError> {
    if !file.try_exists()? {
        return Err(OpenError::DatabaseMissing);
    }
    let own = key_path(file).map_or(Err(OpenError::KeyFileMissing), |path| read_key_file_at(&path));
    let own_id = own.as_ref().ok().map(|file| file.key_id().to_owned());
    let trouble = match own.and_then(|file| Ok((file.key(secret)?, file, true))) {
        Ok(found) => return Ok(found),
        Err(trouble) => trouble,
    };
    let theirs = vault_folder.and_then(|folder| read_key_file(&Folder(folder)).ok());
    let same_key = theirs.filter(|file| own_id.as_deref().is_none_or(|id| id == file.key_id()));
    match same_key.and_then(|file| Some((file.key(secret).ok()?, file, own_id.is_some()))) {
        Some(found) => Ok(found),
        None => Err(trouble),
    }
}

/// Returns the key file beside a copy, or beside a database that was moved aside.
fn key_path(file: &Path) -> Option<PathBuf> {
    [key_beside(file), file.with_extension("key")].into_iter().find(|path| path.is_file())
}

/// Reads a database through.
pub(crate) fn of_file(file: &Path, key: &VaultKey) -> Result<Contents, OpenError> {
    let connection = connect_reading(file, key)?;
    let (version, known) = (user_version(&connection)?, known_version());
    if version == 0 {
        return Err(OpenError::Damaged);
    }
    if known < version {
        return Err(OpenError::Newer { found: version, known });
    }
    let copy = Vault::new(connection, Path::new(""), key.clone(), "");
    let found = copy.read(|reader| {
        let report = reader.check()?;
        match report.counts {
            Some(counts) if report.is_sound() => Ok(Contents {
                counts,
                newest_change: reader.newest_change()?,
                version,
                index_is_whole: report.index_is_whole,
            }),
            _ => Err(VaultError::Damaged),
        }
    });
    found.map_err(OpenError::from)
}

/// Tells whether a log with writings lies beside a database.
pub(crate) fn has_a_log(file: &Path) -> bool {
    fs::metadata(beside(file, "-wal")).is_ok_and(|wal| 0 < wal.len())
}

impl Reader<'_> {
    /// Returns when something was last written, moved to the trash or taken from it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn newest_change(&self) -> Result<Option<DateTime<Utc>>, VaultError> {
        let newest = self.connection.query_row(
            "SELECT max(at) FROM (
                 SELECT max(at) AS at FROM history
                 UNION ALL SELECT max(created_at) FROM person
                 UNION ALL SELECT max(created_at) FROM goal
                 UNION ALL SELECT max(created_at) FROM experiment
                 UNION ALL SELECT max(changed_at) FROM entry
                 UNION ALL SELECT max(recorded_at) FROM day_log
             )",
            [],
            |row| row.get::<_, Option<Moment>>(0),
        )?;
        Ok(newest.map(|Moment(at)| at))
    }

    /// Returns what is in the vault, without reading it through.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn contents(&self) -> Result<Contents, VaultError> {
        let counts: Counts = self.counts()?;
        let version = user_version(self.connection)?;
        Ok(Contents { counts, newest_change: self.newest_change()?, version, index_is_whole: true })
    }
}
