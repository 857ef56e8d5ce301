//! Putting a copy in place of the vault, without losing what it replaces.
//!
//! The copy is brought in beside the vault and read through there. Then one
//! small file says that it is to take the place, and from that moment on every
//! start carries the change through: the present files go to a folder under
//! `replaced`, byte for byte, and the copy gets their names. Cut off before,
//! nothing has changed; cut off after, the next opening finishes.
//!
//! The present key file goes to that folder as well, also where it stays: without
//! it, what was replaced could not be opened after the next change of keys.
//!
//! The same goes for a damaged vault: it is moved aside as it is, and whoever
//! can repair it finds every byte.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use fs4::fs_std::FileExt;

use crate::backup::contents::{Opened, has_a_log, of_file, opened};
use crate::backup::{Contents, Progress, copy_whole, name};
use crate::folder::{Folder, beside, fill, open_private, owner_only, remove_if_there, rename};
use crate::key::{KeyFile, Secret, VaultKey};
use crate::keys::read_key_file;
use crate::open::{OpenError, connect, empty_the_log, have_alone};

/// Tells what a restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What is in the vault now.
    pub contents: Contents,
    /// Where the replaced files are; `None` when there were none.
    pub replaced: Option<PathBuf>,
}

/// Puts a copy in place of the vault of a folder, or into a folder without one.
///
/// The vault has to be closed. The present key file stays if the secret opens
/// it to the same key, so that a passphrase that was changed since stays
/// changed; else the one of the copy comes along.
///
/// # Errors
/// [`OpenError::Busy`] while another process has the vault open; every way in which the copy does not open or
/// is not whole; [`OpenError::DiskFull`], [`OpenError::Cancelled`]. The vault is as it was then.
pub fn restore(
    folder: &Path,
    file: &Path,
    secret: Secret<'_>,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<Restored, OpenError> {
    let go_on = |done: f32| if progress(done) { Ok(()) } else { Err(OpenError::Cancelled) };
    go_on(0.0)?;
    let Opened { key, key_file, .. } = opened(file, secret, Some(folder))?;
    go_on(0.3)?;
    let folder = Folder(folder);
    folder.prepare()?;
    finish_restore(&folder)?;
    nobody_else_has_it(&folder, &key)?;
    let staged = stage(&folder, file, &key, &key_file, secret);
    let contents = staged.and_then(|contents| go_on(0.8).map(|()| contents)).inspect_err(|_| {
        // Nothing has changed yet, and the reason is told already.
        let _ = remove_staged(&folder);
    })?;
    let replaced = commit(&folder, now)?;
    finish_restore(&folder)?;
    // It is done: there is nothing left to stop.
    let _ = progress(1.0);
    Ok(Restored { contents, replaced })
}

/// Brings the copy in beside the vault, whole and on the disk, and reads it through.
fn stage(
    folder: &Folder,
    file: &Path,
    key: &VaultKey,
    key_file: &KeyFile,
    secret: Secret<'_>,
) -> Result<Contents, OpenError> {
    remove_staged(folder)?;
    let database = folder.incoming_database();
    copy_whole(file, &database)?;
    if has_a_log(file) {
        // A vault that was moved aside without having been closed: what it confirmed is in its log.
        copy_whole(&beside(file, "-wal"), &beside(&database, "-wal"))?;
    }
    // Opened once here, it keeps a log from now on. Changed to that in its place, it could lose the power half way.
    let connection = connect(&database, key)?;
    empty_the_log(&connection)?;
    drop(connection);
    open_private(&database)?.sync_all()?;
    let contents = of_file(&database, key)?;
    let present_stays = read_key_file(folder)
        .is_ok_and(|present| present.key_id() == key_file.key_id() && present.key(secret).is_ok());
    if !present_stays {
        fill(&mut open_private(&folder.incoming_key())?, &key_file.to_bytes())?;
    }
    Ok(contents)
}

/// Refuses while another process has the vault open, as far as this key can tell.
fn nobody_else_has_it(folder: &Folder, key: &VaultKey) -> Result<(), OpenError> {
    if !folder.database().try_exists()? {
        return Ok(());
    }
    match have_alone(&folder.database(), key).map_err(OpenError::from) {
        Err(OpenError::Busy) => Err(OpenError::Busy),
        // One that is damaged or has another key cannot be asked; whoever calls holds the lock of the window.
        _ => Ok(()),
    }
}

/// Says that what is staged takes the place; from here on there is no way back but forward.
fn commit(folder: &Folder, now: DateTime<Utc>) -> Result<Option<PathBuf>, OpenError> {
    let anything = folder.database().try_exists()? || folder.key().try_exists()?;
    let aside = free_aside(folder, now)?;
    decide(folder, &aside).inspect_err(|_| {
        // Nothing will go there, and the reason is told already.
        if is_cut_off(folder).is_ok_and(|decided| !decided) {
            let _ = fs::remove_dir_all(&aside);
        }
    })?;
    Ok(anything.then_some(aside))
}

fn decide(folder: &Folder, aside: &Path) -> Result<(), OpenError> {
    if folder.key().try_exists()? {
        make_aside(aside)?;
        copy_whole(&folder.key(), &Folder(aside).key())?;
        Folder(aside).sync()?;
    }
    let name = aside.file_name().expect("BUG: a folder aside has a name");
    let note = beside(&folder.restore_note(), ".part");
    fill(&mut open_private(&note)?, name.as_encoded_bytes())?;
    folder.sync()?;
    rename(&note, &folder.restore_note())?;
    Ok(folder.sync()?)
}

/// Returns the folder for what is replaced now; each restoring has one of its own.
fn free_aside(folder: &Folder, now: DateTime<Utc>) -> std::io::Result<PathBuf> {
    let stamp = name::stamp(now);
    let mut aside = folder.replaced().join(&stamp);
    let mut n = 2;
    while aside.try_exists()? {
        aside = folder.replaced().join(format!("{stamp}-{n}"));
        n += 1;
    }
    Ok(aside)
}

fn make_aside(aside: &Path) -> std::io::Result<()> {
    fs::create_dir_all(aside)?;
    aside.parent().into_iter().chain([aside]).try_for_each(|folder| owner_only(folder, 0o700))
}

/// Tells whether a restoring was cut off after it was decided.
pub(crate) fn is_cut_off(folder: &Folder) -> std::io::Result<bool> {
    folder.restore_note().try_exists()
}

/// Carries a decided restoring through; does nothing where there is none.
pub(crate) fn finish_restore(folder: &Folder) -> Result<(), OpenError> {
    if !is_cut_off(folder)? {
        return Ok(());
    }
    let note = open_private(&folder.restore_note())?;
    if !note.try_lock_exclusive()? {
        return Err(OpenError::Busy);
    }
    let name = fs::read_to_string(folder.restore_note())?;
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let aside = folder.replaced().join(if plain { name.as_str() } else { "restore" });
    let is_key_kept = Folder(&aside).key().try_exists()?;
    let steps = [
        (folder.incoming_database(), folder.database(), ["-wal", "-shm", "-journal", ""].as_slice()),
        (folder.incoming_key(), folder.key(), if is_key_kept { &[] } else { [""].as_slice() }),
    ];
    for (incoming, place, with) in steps {
        // Once it is gone from here it is in its place, and what is there is no longer the old one.
        if incoming.try_exists()? {
            for suffix in with {
                move_aside(&beside(&place, suffix), &aside)?;
            }
            rename(&incoming, &place)?;
        }
    }
    folder.sync()?;
    remove_if_there(&folder.restore_note())?;
    Ok(folder.sync()?)
}

/// Moves a file of the vault to the folder of what was replaced; nothing there is ever written over.
fn move_aside(file: &Path, aside: &Path) -> Result<(), OpenError> {
    if !file.try_exists()? {
        return Ok(());
    }
    make_aside(aside)?;
    let name = file.file_name().expect("BUG: a file of the vault has a name").to_owned();
    let mut place = aside.join(&name);
    let mut n = 2;
    while place.try_exists()? {
        place = beside(&aside.join(&name), &format!(".{n}"));
        n += 1;
    }
    rename(file, &place)?;
    Ok(Folder(aside).sync()?)
}

fn remove_staged(folder: &Folder) -> std::io::Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        remove_if_there(&beside(&folder.incoming_database(), suffix))?;
    }
    remove_if_there(&folder.incoming_key())
}

#[cfg(test)]
mod tests;
