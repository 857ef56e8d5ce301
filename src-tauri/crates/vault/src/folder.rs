//! The data folder: which file is called what, and how a file gets there whole and unread by others.
//!
//! Nothing in here knows what the files say.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::fault;

const DATABASE: &str = "vault.db";
const KEY: &str = "vault.key";
const LOCK: &str = "window.lock";
const BACKUPS: &str = "backups";
const REPLACED: &str = "replaced";
const RESTORE_NOTE: &str = "vault.restore";
/// Where the window was; the shell writes it.
const WINDOW_PLACE: &str = "window.json";

/// Names the files of one data folder.
pub(crate) struct Folder<'a>(pub &'a Path);

impl Folder<'_> {
    /// The encrypted database.
    pub fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    /// The wrapped key.
    pub fn key(&self) -> PathBuf {
        self.0.join(KEY)
    }

    /// The database of a creation that is not finished.
    pub fn staged_database(&self) -> PathBuf {
        self.0.join("vault.db.new")
    }

    /// The key file of a creation that is not finished.
    pub fn staged_key(&self) -> PathBuf {
        self.0.join("vault.key.new")
    }

    /// The key file that is about to take the place of the present one.
    pub fn next_key(&self) -> PathBuf {
        self.0.join("vault.key.next")
    }

    /// The file whose lock keeps two processes from rewriting the key file at once.
    pub fn key_lock(&self) -> PathBuf {
        self.0.join("vault.key.lock")
    }

    /// The vault's own copies.
    pub fn backups(&self) -> PathBuf {
        self.0.join(BACKUPS)
    }

    /// What a restored copy took the place of.
    pub fn replaced(&self) -> PathBuf {
        self.0.join(REPLACED)
    }

    /// The database that is about to take the place of the present one.
    pub fn incoming_database(&self) -> PathBuf {
        self.0.join("vault.db.incoming")
    }

    /// The key file that comes with it.
    pub fn incoming_key(&self) -> PathBuf {
        self.0.join("vault.key.incoming")
    }

    /// The file that says that they are to take the place.
    pub fn restore_note(&self) -> PathBuf {
        self.0.join(RESTORE_NOTE)
    }

    /// The file whose lock makes the window the only one.
    pub fn window_lock(&self) -> PathBuf {
        self.0.join(LOCK)
    }

    /// Makes the folder, readable by its owner alone whatever the umask.
    ///
    /// A folder that was there before is narrowed only when nothing but
    /// Inward's own files is in it: `--data-dir` may name any folder, and
    /// taking `/srv/shared` away from everybody else would be a surprise.
    pub fn prepare(&self) -> io::Result<()> {
        if !self.0.is_dir() {
            if let Some(parent) = self.0.parent() {
                fs::create_dir_all(parent)?;
            }
            match fs::create_dir(self.0) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists && self.0.is_dir() => {}
                other => other?,
            }
            return owner_only(self.0, 0o700);
        }
        for entry in fs::read_dir(self.0)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            let of_the_vault = [DATABASE, KEY, RESTORE_NOTE].iter().any(|begins| name.starts_with(begins));
            if !of_the_vault && ![LOCK, WINDOW_PLACE, BACKUPS, REPLACED].contains(&&*name) {
                return Ok(());
            }
        }
        owner_only(self.0, 0o700)
    }

    /// Waits until the folder's own list of names is on the disk.
    pub fn sync(&self) -> io::Result<()> {
        // A folder cannot be opened as a file on Windows; NTFS journals its names.
        #[cfg(unix)]
        File::open(self.0)?.sync_all()?;
        Ok(())
    }
}

/// Returns the path of a file that SQLite keeps beside a database.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens a file for writing that only its owner can read, whatever the umask; keeps what is in it.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    owner_only(path, 0o600)?;
    Ok(file)
}

/// Makes a file that only its owner can read, whatever the umask; an error where there is one already.
pub(crate) fn new_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces what an open file holds and waits until it is on the disk.
pub(crate) fn fill(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.set_len(0)?;
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    file.write_all(head)?;
    fault::reach();
    file.write_all(tail)?;
    fault::reach();
    file.sync_all()
}

/// Gives a file another name; what had that name before is gone, all at once.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fault::reach();
    fs::rename(from, to)
}

/// Removes a file, unless it is not there.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    fault::reach();
    match fs::remove_file(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Takes away every right of others.
#[cfg(unix)]
pub(crate) fn owner_only(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(path)?.permissions().mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Leaves the folder's inherited rights: a user's profile on Windows is already theirs alone.
#[cfg(not(unix))]
pub(crate) fn owner_only(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
