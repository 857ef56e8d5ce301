//! Copies of the vault: made, tried, listed and thinned out.
//!
//! A copy is two files: the database under the same key, and beside it the key
//! file as it was that day. So it opens anywhere with the passphrase or the
//! recovery key of that day, and a change of passphrase does not reach it. It
//! is written beside its place, opened and read through, and only then gets its
//! name: what is listed was whole once. Putting one back is in `restore`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fault;
use crate::folder::{Folder, beside, fill, open_private, owner_only, remove_if_there, rename};
use crate::key::Secret;
use crate::keys::read_key_file;
use crate::open::OpenError;
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
            let bytes = entry.metadata()?.len();
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
/// # Errors
/// [`OpenError`] when a file cannot be removed; the others are still there then.
pub fn thin_out(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let all = list(folder)?;
    let dates: Vec<_> = all.iter().map(|backup| (backup.made_at, backup.reason)).collect();
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
        let path = name::free(&folder, now, reason)?;
        self.back_up_as(&path, progress)?;
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
        let (part, key_part) = parts_of(path);
        let made = self.write_parts(&part, &key_part, progress);
        or_nothing(made.and_then(|made| put_in_place(path).map(|()| made)), path)
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
        let (part, key_part) = parts_of(&path);
        let copied = (|| {
            copy_whole(&backup.path, &part)?;
            copy_whole(&key_beside(&backup.path), &key_part)?;
            contents::of_file(&part, &self.key)?;
            put_in_place(&path)
        })();
        or_nothing(copied, &path)?;
        Ok(Backup { path, ..backup.clone() })
    }

    fn write_parts(
        &self,
        part: &Path,
        key_part: &Path,
        progress: Progress<'_>,
    ) -> Result<Contents, OpenError> {
        let go_on = |done: f32| if progress(done) { Ok(()) } else { Err(OpenError::Cancelled) };
        go_on(0.0)?;
        // A key file that is no longer the one of this vault would make a copy that nobody opens.
        let key_file = read_key_file(&Folder(&self.folder))?;
        if key_file.key_id() != self.key_id {
            return Err(OpenError::KeyFileDamaged);
        }
        fill(&mut open_private(key_part)?, &key_file.to_bytes())?;
        let before = self.read(|reader| reader.counts())?;
        remove_if_there(part)?;
        let file = open_private(part)?;
        let name = part.to_str().ok_or(OpenError::Folder(std::io::ErrorKind::InvalidFilename.into()))?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        fault::reach();
        file.sync_all()?;
        go_on(0.5)?;
        let made = contents::of_file(part, &self.key)?;
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

fn parts_of(path: &Path) -> (PathBuf, PathBuf) {
    (beside(path, ".part"), beside(path, ".key.part"))
}

/// Gives both files their names, the key first: a listed copy never lacks it.
fn put_in_place(path: &Path) -> Result<(), OpenError> {
    let (part, key_part) = parts_of(path);
    rename(&key_part, &key_beside(path))?;
    rename(&part, path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Folder(folder).sync()?;
    }
    Ok(())
}

/// Removes what is half made after a failure.
fn or_nothing<T>(made: Result<T, OpenError>, path: &Path) -> Result<T, OpenError> {
    if made.is_err() {
        let (part, key_part) = parts_of(path);
        // The reason is told already; a rest that cannot be removed is written over next time.
        let _ = remove_if_there(&part).and_then(|()| remove_if_there(&key_part));
        if !path.exists() {
            let _ = remove_if_there(&key_beside(path));
        }
    }
    made
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
