//! Copies of the vault: made, tried, listed and thinned out.
//!
//! A copy is two files: the database under the same key, and beside it the key
//! file as it was that day. So it opens anywhere with the passphrase or the
//! recovery key of that day, and a change of passphrase does not reach it. It
//! is written beside its place, opened and read through, and only then gets its
//! name: what is listed was whole once. Putting one back is in `restore`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::fault;
use crate::folder::{Folder, beside, fill, new_private, open_private, owner_only, remove_if_there, rename};
use crate::key::{Secret, random_name};
use crate::keys::read_key_file;
use crate::open::{OpenError, file_uri};
use crate::store::Vault;

pub(crate) mod name;

mod retention;

pub(crate) mod contents;

pub use contents::{Contents, verify};
pub use retention::kept;

/// Tells how much of a long work is done, 0–1; answers whether to go on.
pub type Progress<'a> = &'a dyn Fn(f32) -> bool;

/// Names why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// The first opening of a day.
    Daily,
    /// Somebody asked for it; it is never thinned out.
    Asked,
    /// Before the schema changed.
    Migration,
    /// Before an import.
    Import,
    /// Before a passphrase, recovery key or keyring changed.
    KeyChange,
    /// Before many rows were removed.
    Deletion,
}

/// Holds what the name of a copy says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The database; its key file has the same name with `.key` behind it.
    pub path: PathBuf,
    /// When it was made, to the second.
    pub made_at: DateTime<Utc>,
    /// Why.
    pub reason: BackupReason,
    /// Its size.
    pub bytes: u64,
}

/// Returns the folder in which a vault keeps its own copies.
pub fn backup_folder(folder: &Path) -> PathBuf {
    Folder(folder).backups()
}

/// Lists the copies in a folder, the latest first; a folder that is not there has none.
///
/// # Errors
/// [`OpenError`] when the folder cannot be looked into.
pub fn list(folder: &Path) -> Result<Vec<Backup>, OpenError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if let Some((made_at, reason)) = entry.file_name().to_str().and_then(name::read) {
            let bytes = match entry.metadata() {
                // Another process thinned it out meanwhile.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                metadata => metadata?.len(),
            };
            found.push(Backup { path: entry.path(), made_at, reason, bytes });
        }
    }
    found.sort_by(|a, b| (b.made_at, &b.path).cmp(&(a.made_at, &a.path)));
    Ok(found)
}

/// Finds the latest copy that opens and is whole.
///
/// # Errors
/// What the latest one says when none is whole; `Ok(None)` when there is none at all.
pub fn newest_sound(
    folder: &Path,
    secret: Secret<'_>,
    vault_folder: Option<&Path>,
) -> Result<Option<(Backup, Contents)>, OpenError> {
    let mut first_trouble = None;
    for backup in list(folder)? {
        match verify(&backup.path, secret, vault_folder) {
            Ok(contents) => return Ok(Some((backup, contents))),
            Err(error) => _ = first_trouble.get_or_insert(error),
        }
    }
    first_trouble.map_or(Ok(None), Err)
}

/// Removes the copies that [`kept`] does not name, and returns what was removed.
///
/// What a copy that was cut off left goes as well, once there is a copy that is a day younger: by then nobody
/// writes to it any more.
///
/// # Errors
/// [`OpenError`] when a file cannot be removed; the others are still there then.
pub fn thin_out(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let all = list(folder)?;
    let dates: Vec<_> = all.iter().map(|backup| (backup.made_at, backup.reason)).collect();
    if let Some(latest) = all.first() {
        remove_left_parts(folder, latest.made_at - TimeDelta::days(1))?;
    }
    let mut removed = Vec::new();
    for (backup, keep) in all.into_iter().zip(kept(&dates)) {
        if !keep {
            // The database first: a key file alone is never taken for a copy.
            remove_if_there(&backup.path)?;
            remove_if_there(&key_beside(&backup.path))?;
            removed.push(backup.path);
        }
    }
    Ok(removed)
}

fn remove_left_parts(folder: &Path, before: DateTime<Utc>) -> Result<(), OpenError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let begun_at = entry.file_name().to_str().and_then(name::read_part);
        if begun_at.is_some_and(|at| at <= before) {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}

impl Vault {
    /// Makes a copy in the vault's own folder of copies, or in another folder that exists.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when the vault cannot be copied whole, [`OpenError::DiskFull`],
    /// [`OpenError::NoPermission`], [`OpenError::Cancelled`]; nothing half made is left then.
    pub fn back_up(
        &self,
        into: Option<&Path>,
        reason: BackupReason,
        now: DateTime<Utc>,
        progress: Progress<'_>,
    ) -> Result<Backup, OpenError> {
        let folder = match into {
            Some(folder) => folder.to_owned(),
            None => {
                let folder = Folder(&self.folder).backups();
                fs::create_dir_all(&folder)?;
                owner_only(&folder, 0o700)?;
                folder
            }
        };
        let names = name::candidates(&folder, now, reason);
        let parts = Parts::beside(&names[0])?;
        let placed = self.write_parts(&parts, progress).and_then(|_| parts.take_first_free(names));
        let path = parts.or_nothing(placed)?;
        let bytes = fs::metadata(&path)?.len();
        Ok(Backup { path, made_at: name::to_the_second(now), reason, bytes })
    }

    /// Makes a copy under a name of the caller's choice, where there is no file yet.
    ///
    /// # Errors
    /// [`OpenError::FileTaken`] when there is one, else as [`Vault::back_up`].
    pub fn back_up_as(&self, path: &Path, progress: Progress<'_>) -> Result<Contents, OpenError> {
        if path.try_exists()? || key_beside(path).try_exists()? {
            return Err(OpenError::FileTaken);
        }
        let parts = Parts::beside(path)?;
        let made = self.write_parts(&parts, progress);
        parts.or_nothing(made.and_then(|made| parts.take(path).map(|()| made)))
    }

    /// Copies a copy to a second folder, such as one on another disk, and reads it through there.
    ///
    /// # Errors
    /// As [`Vault::back_up`]; [`OpenError::NoPermission`] or [`OpenError::Folder`] when the folder is not there.
    pub fn copy_backup(&self, backup: &Backup, into: &Path) -> Result<Backup, OpenError> {
        let name = backup.path.file_name().expect("BUG: a listed copy has a name");
        let path = into.join(name);
        if path.try_exists()? {
            return Err(OpenError::FileTaken);
        }
        let parts = Parts::beside(&path)?;
        let copied = (|| {
            copy_whole(&backup.path, &parts.database)?;
            copy_whole(&key_beside(&backup.path), &parts.key)?;
            contents::of_file(&parts.database, &self.key)?;
            // Whoever else copies it here puts the same bytes under these names.
            parts.put_in_place(&path)
        })();
        parts.or_nothing(copied)?;
        Ok(Backup { path, ..backup.clone() })
    }

    fn write_parts(&self, parts: &Parts, progress: Progress<'_>) -> Result<Contents, OpenError> {
        let go_on = |done: f32| if progress(done) { Ok(()) } else { Err(OpenError::Cancelled) };
        go_on(0.0)?;
        // A key file that is no longer the one of this vault would make a copy that nobody opens.
        let key_file = read_key_file(&Folder(&self.folder))?;
        if key_file.key_id() != self.key_id {
            return Err(OpenError::KeyFileDamaged);
        }
        fill(&mut new_private(&parts.key)?, &key_file.to_bytes())?;
        let before = self.read(|reader| reader.counts())?;
        let file = new_private(&parts.database)?;
        // SQLite takes text, and a folder may have a name that is none.
        self.connection.execute("VACUUM INTO ?1", [file_uri(&parts.database)])?;
        fault::reach();
        file.sync_all()?;
        go_on(0.5)?;
        let made = contents::of_file(&parts.database, &self.key)?;
        let after = self.read(|reader| reader.counts())?;
        if before == after && made.counts != before {
            return Err(OpenError::Damaged);
        }
        go_on(1.0)?;
        Ok(made)
    }
}

/// Returns the path of the key file beside a copy.
pub(crate) fn key_beside(path: &Path) -> PathBuf {
    beside(path, ".key")
}

/// Names the two files of a copy while they are written: nobody else writes to these.
struct Parts {
    database: PathBuf,
    key: PathBuf,
}

impl Parts {
    fn beside(path: &Path) -> Result<Parts, OpenError> {
        let mark = random_name()?;
        let part = |of: &str| beside(path, &format!(".{mark}{of}.part"));
        Ok(Parts { database: part(""), key: part(".key") })
    }

    /// Gives both files the first of these names that nobody has.
    fn take_first_free(&self, names: Vec<PathBuf>) -> Result<PathBuf, OpenError> {
        for path in names {
            match self.take(&path) {
                Ok(()) => return Ok(path),
                Err(OpenError::FileTaken) => {}
                Err(other) => return Err(other),
            }
        }
        Err(OpenError::FileTaken)
    }

    /// Gives both files a name, unless somebody has it.
    fn take(&self, path: &Path) -> Result<(), OpenError> {
        if path.try_exists()? {
            return Err(OpenError::FileTaken);
        }
        let key = key_beside(path);
        // Whoever makes this file has the name: of two that come at once, the other is refused here.
        fault::reach();
        match new_private(&key) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(OpenError::FileTaken);
            }
            made => made.map(drop)?,
        }
        let placed = self.put_in_place(path);
        if placed.is_err() && !path.exists() {
            // The reason is told already, and a key file alone is never taken for a copy.
            let _ = remove_if_there(&key);
        }
        placed
    }

    /// Gives both files a name, the key first: a listed copy never lacks it.
    fn put_in_place(&self, path: &Path) -> Result<(), OpenError> {
        rename(&self.key, &key_beside(path))?;
        rename(&self.database, path)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Folder(folder).sync()?;
        }
        Ok(())
    }

    /// Removes what is half made after a failure.
    fn or_nothing<T>(&self, made: Result<T, OpenError>) -> Result<T, OpenError> {
        if made.is_err() {
            // The reason is told already; a rest that cannot be removed goes with old parts.
            let _ = remove_if_there(&self.database).and_then(|()| remove_if_there(&self.key));
        }
        made
    }
}

/// Copies the bytes of a file to one that only its owner can read, and waits until they are on the disk.
pub(crate) fn copy_whole(from: &Path, to: &Path) -> Result<(), OpenError> {
    let mut source = File::open(from)?;
    remove_if_there(to)?;
    let mut copy = open_private(to)?;
    fault::reach();
    std::io::copy(&mut source, &mut copy)?;
    copy.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests;
