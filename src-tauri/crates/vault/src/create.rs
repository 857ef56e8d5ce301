//! From an empty folder to a vault, or to an empty folder again.
//!
//! Key file and database are built beside their places and moved there last.
//! A creation that is cut off, or that runs out of disk, leaves either nothing
//! or a vault that opens; and where there is a vault, or a part of one, nothing
//! is created.

use std::fs::File;
use std::io;
use std::path::Path;

use fs4::fs_std::FileExt;
use secrecy::SecretString;

use crate::folder::{Folder, beside, fill, open_private, remove_if_there, rename};
use crate::key::{self, KeyCost, KeyFile, VaultKey};
use crate::open::{OpenError, connect, empty_the_log, migrate};
use crate::restore::is_cut_off;
use crate::store::Vault;

/// Creates a vault in a folder, which is made if it is not there.
///
/// # Errors
/// [`OpenError::AlreadyThere`] when the folder holds a database or a key file,
/// even one that cannot be opened; [`OpenError::Busy`] when another process is creating one here.
pub fn create(folder: &Path, passphrase: &SecretString, cost: KeyCost) -> Result<Vault, OpenError> {
    let folder = Folder(folder);
    if holds_a_vault(&folder)? {
        return Err(OpenError::AlreadyThere);
    }
    folder.prepare()?;
    let mut key_file = open_private(&folder.staged_key())?;
    if !key_file.try_lock_exclusive()? {
        return Err(OpenError::Busy);
    }
    // Another process may have finished between the first look and the lock.
    if holds_a_vault(&folder)? {
        return Err(OpenError::AlreadyThere);
    }
    let made = stage(&folder, &mut key_file, passphrase, cost).and_then(|made| put_in_place(&folder, made));
    if made.is_err() {
        // The lock is still held and nothing was there: whatever is there now is ours and empty.
        remove_all(&folder)?;
    }
    made
}

/// Tells whether the folder holds a vault or a part of one.
fn holds_a_vault(folder: &Folder) -> io::Result<bool> {
    // One that is about to be restored counts.
    Ok(folder.key().try_exists()? || folder.database().try_exists()? || is_cut_off(folder)?)
}

/// Writes key file and database beside their places, whole and on the disk.
fn stage(
    folder: &Folder,
    key_file: &mut File,
    passphrase: &SecretString,
    cost: KeyCost,
) -> Result<(VaultKey, KeyFile), OpenError> {
    let key = VaultKey::random()?;
    let wrapped = key::wrap(&key, passphrase, cost)?;
    fill(key_file, &wrapped.to_bytes())?;
    remove_database(&folder.staged_database())?;
    let file = open_private(&folder.staged_database())?;
    let mut connection = connect(&folder.staged_database(), &key)?;
    migrate(&mut connection)?;
    let mut vault = Vault::new(connection, folder.0, key.clone(), wrapped.key_id());
    vault.ensure_index()?;
    empty_the_log(&vault.connection)?;
    vault.close()?;
    file.sync_all()?;
    Ok((key, wrapped))
}

fn put_in_place(folder: &Folder, (key, file): (VaultKey, KeyFile)) -> Result<Vault, OpenError> {
    // The key goes first: `finish_creation` knows how to go on from there.
    rename(&folder.staged_key(), &folder.key())?;
    rename(&folder.staged_database(), &folder.database())?;
    folder.sync()?;
    Ok(Vault::new(connect(&folder.database(), &key)?, folder.0, key, file.key_id()))
}

/// Moves the database of a creation that was cut off between its two last steps to its place.
pub(crate) fn finish_creation(folder: &Folder) -> io::Result<()> {
    let cut_off = folder.key().try_exists()?
        && !folder.database().try_exists()?
        && folder.staged_database().try_exists()?;
    if cut_off {
        rename(&folder.staged_database(), &folder.database())?;
        folder.sync()?;
    }
    Ok(())
}

fn remove_all(folder: &Folder) -> io::Result<()> {
    remove_database(&folder.staged_database())?;
    remove_database(&folder.database())?;
    remove_if_there(&folder.staged_key())?;
    remove_if_there(&folder.key())
}

fn remove_database(path: &Path) -> io::Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        remove_if_there(&beside(path, suffix))?;
    }
    Ok(())
}
