//! The lock that makes one window process the only one of its data folder.
//!
//! The operating system holds it and drops it when the process ends, however
//! it ends, so nothing can be left behind. Command-line processes do not take
//! it: the database itself keeps them and the window apart.

use std::fs::File;
use std::io;
use std::path::Path;

use fs4::fs_std::FileExt;

use crate::folder::{Folder, open_private};

/// States why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another window process has this data folder.
    #[error("another window has this data folder open")]
    Held,
    /// The folder or the lock file cannot be used.
    #[error("the data folder cannot be used")]
    Folder(#[source] io::Error),
}

/// Holds the data folder for one window process until it is dropped.
#[derive(Debug)]
pub struct WindowLock {
    // Closing the file gives the lock back.
    _file: File,
}

impl WindowLock {
    /// Takes the lock of a data folder, which is made if it is not there; never waits.
    ///
    /// # Errors
    /// [`LockError::Held`] when another process has it, [`LockError::Folder`] when the file cannot be made.
    pub fn take(folder: &Path) -> Result<WindowLock, LockError> {
        let folder = Folder(folder);
        folder.prepare().map_err(LockError::Folder)?;
        let file = open_private(&folder.window_lock()).map_err(LockError::Folder)?;
        match file.try_lock_exclusive() {
            Ok(true) => Ok(WindowLock { _file: file }),
            Ok(false) => Err(LockError::Held),
            Err(e) => Err(LockError::Folder(e)),
        }
    }
}
