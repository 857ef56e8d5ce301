//! Why a vault was not opened, made, given another key, copied or put back.

use std::io;

use rusqlite::ErrorCode;

use crate::error::{Fault, VaultError, is_broken_seal, is_disk_full};
use crate::key::{self, KeyError, SlotKind};

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
    /// The recovery key is well formed and not the one of this vault.
    #[error("the recovery key is not the one of this vault")]
    WrongRecoveryKey,
    /// The vault has no recovery key.
    #[error("the vault has no recovery key")]
    NoRecoveryKey,
    /// What the keyring holds opens no slot: the slot was taken out, or belongs to another vault.
    #[error("the key of the keyring does not open this vault")]
    KeyringForgotten,
    /// The slot of the passphrase was to be taken out.
    #[error("the passphrase is the one way in that stays")]
    PassphraseStays,
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
    /// The copy has no key file of its own, and the key of the vault does not open it.
    #[error("the copy has no key file, and belongs to another one than the vault’s, or is damaged")]
    AnotherKey,
    /// Where the copy was to go there is a file already; it was not touched.
    #[error("there is a file with this name already")]
    FileTaken,
    /// The person stopped it; everything is as before.
    #[error("stopped")]
    Cancelled,
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
            KeyError::Wrong(SlotKind::Passphrase) => OpenError::WrongPassphrase,
            KeyError::Wrong(SlotKind::Recovery) => OpenError::WrongRecoveryKey,
            KeyError::NoSlot(SlotKind::Recovery) => OpenError::NoRecoveryKey,
            KeyError::Wrong(SlotKind::Keyring) | KeyError::NoSlot(SlotKind::Keyring) => {
                OpenError::KeyringForgotten
            }
            KeyError::NoSlot(SlotKind::Passphrase) => OpenError::KeyFileDamaged,
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
