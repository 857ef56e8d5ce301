//! The ways into a vault: changing the passphrase, a recovery key, a keyring, and taking one away.
//!
//! Each rewrites one slot of the key file and touches no page of the database.
//! The file is written beside its place, read back and tried, and only then
//! takes the place of the old one: whenever it is cut off, either the old ways
//! in work or the new ones. Copies of the vault keep the key file they were
//! made with.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use chrono::{DateTime, Utc};
use fs4::fs_std::FileExt;
use secrecy::SecretString;

use crate::folder::{Folder, fill, open_private, rename};
use crate::key::{self, KeyCost, KeyFile, KeyringKey, RecoveryKey, Secret, SlotInfo, SlotKind};
use crate::open::{OpenError, look};

/// Lists the ways into the vault of a folder, without opening any.
///
/// # Errors
/// [`OpenError`] when there is no key file or it cannot be read as one.
pub fn ways_in(folder: &Path) -> Result<Vec<SlotInfo>, OpenError> {
    Ok(read_key_file(&Folder(folder))?.infos())
}

/// Tells whether a secret opens the key file, without opening the vault.
///
/// # Errors
/// [`OpenError::WrongPassphrase`] and its like when it does not.
pub fn opens<'s>(folder: &Path, secret: impl Into<Secret<'s>>) -> Result<(), OpenError> {
    Ok(read_key_file(&Folder(folder))?.key(secret.into()).map(drop)?)
}

/// Changes the passphrase; `with` is the old one, or another way in when it is forgotten.
///
/// # Errors
/// [`OpenError::WrongPassphrase`] and its like when `with` does not open the vault; nothing has changed then.
pub fn change_passphrase<'s>(
    folder: &Path,
    with: impl Into<Secret<'s>>,
    new: &SecretString,
    cost: KeyCost,
    now: DateTime<Utc>,
) -> Result<(), OpenError> {
    put(folder, with.into(), Secret::Passphrase(new), cost, now)
}

/// Makes a recovery key a way in, in place of the one before.
///
/// Call it when the sheet is printed and two groups were typed again from it.
///
/// # Errors
/// As [`change_passphrase`].
pub fn put_recovery_key<'s>(
    folder: &Path,
    with: impl Into<Secret<'s>>,
    new: &RecoveryKey,
    cost: KeyCost,
    now: DateTime<Utc>,
) -> Result<(), OpenError> {
    put(folder, with.into(), Secret::Recovery(new), cost, now)
}

/// Makes the key that a keyring holds a way in, beside those of other computers.
///
/// Give the key to the keyring first: a key nobody holds is a slot for nothing.
///
/// # Errors
/// As [`change_passphrase`].
pub fn put_keyring_key<'s>(
    folder: &Path,
    with: impl Into<Secret<'s>>,
    new: &KeyringKey,
    now: DateTime<Utc>,
) -> Result<(), OpenError> {
    put(folder, with.into(), Secret::Keyring(new), KeyCost::FLOOR, now)
}

/// Takes a way in away; false when there was none. With an `id`, only the keyring slot of that name.
///
/// This needs no secret: it can only keep somebody out, and never out of the passphrase.
///
/// # Errors
/// [`OpenError::PassphraseStays`] for the passphrase.
pub fn remove_way_in(folder: &Path, kind: SlotKind, id: Option<&str>) -> Result<bool, OpenError> {
    if kind == SlotKind::Passphrase {
        return Err(OpenError::PassphraseStays);
    }
    let folder = Folder(folder);
    read_key_file(&folder)?;
    let lock = lock(&folder)?;
    let mut file = read_key_file(&folder)?;
    let removed = file.remove(kind, id);
    if removed {
        replace(&folder, &file, None)?;
    }
    drop(lock);
    Ok(removed)
}

fn put(
    folder: &Path,
    with: Secret<'_>,
    new: Secret<'_>,
    cost: KeyCost,
    now: DateTime<Utc>,
) -> Result<(), OpenError> {
    let folder = Folder(folder);
    // Before the lock, which leaves a file: where there is no vault, nothing appears.
    read_key_file(&folder)?;
    let lock = lock(&folder)?;
    let mut file = read_key_file(&folder)?;
    let key = file.key(with)?;
    file.put(&key, new, cost, Some(now))?;
    replace(&folder, &file, Some(new))?;
    drop(lock);
    Ok(())
}

/// Reads the key file of a folder.
pub(crate) fn read_key_file(folder: &Folder) -> Result<KeyFile, OpenError> {
    match read_key_file_at(&folder.key()) {
        Err(OpenError::KeyFileMissing) if !look(folder.0)? => Err(OpenError::NoVault),
        other => other,
    }
}

/// Reads a key file; a file too large to be one is not taken into memory.
pub(crate) fn read_key_file_at(path: &Path) -> Result<KeyFile, OpenError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenError::KeyFileMissing,
        _ => error.into(),
    })?;
    let mut bytes = Vec::new();
    file.take(key::KEY_FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok(KeyFile::parse(&bytes)?)
}

/// Keeps every other process from rewriting the key file.
fn lock(folder: &Folder) -> Result<File, OpenError> {
    let file = open_private(&folder.key_lock())?;
    if file.try_lock_exclusive()? { Ok(file) } else { Err(OpenError::Busy) }
}

/// Puts a key file in place of the present one, after the new secret has opened what reached the disk.
fn replace(folder: &Folder, file: &KeyFile, proof: Option<Secret<'_>>) -> Result<(), OpenError> {
    let beside = folder.next_key();
    let written = (|| {
        fill(&mut open_private(&beside)?, &file.to_bytes())?;
        let written = read_key_file_at(&beside)?;
        if let Some(secret) = proof {
            written.key(secret)?;
        }
        Ok(rename(&beside, &folder.key())?)
    })();
    if written.is_err() {
        // What is half written is of no use to anybody, and the reason is told already.
        let _ = fs::remove_file(&beside);
    }
    written.and_then(|()| Ok(folder.sync()?))
}

#[cfg(test)]
mod tests;
