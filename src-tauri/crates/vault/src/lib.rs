//! Keeps what the user wrote, encrypted, in one folder on their own machine.
//!
//! This is the only place that knows SQL, SQLCipher or the key file. It stores
//! and finds the values of `inward-domain` as they are; it holds no rule of
//! the method, no sentence for people and no clock: the moment of a change is
//! always an argument.
//!
//! Read in this order.

mod fault;

mod folder;

pub mod key;

pub mod create;

pub mod open;

pub mod keys;

pub mod error;

pub mod store;

mod table;

pub mod search;

pub mod check;

pub mod backup;

pub mod restore;

pub mod memory;

pub mod lock;

pub mod foreign;

pub use backup::{Backup, BackupReason, Contents, backup_folder};
pub use check::{CheckReport, Dangling};
pub use create::create;
pub use error::VaultError;
pub use key::{KeyCost, KeyringKey, RecoveryKey, RecoveryProblem, Secret, SlotInfo, SlotKind};
pub use lock::{LockError, WindowLock};
pub use memory::in_memory;
pub use open::{OpenError, look, open};
pub use restore::{Restored, restore};
pub use search::{Hit, Mark};
pub use store::{Reader, Vault, Writer};
pub use table::counts::Counts;
pub use table::entry::EntryFilter;
pub use table::history::{Change, Earlier};
pub use table::kind::Kind;
pub use table::purge::{Purged, TRASH_DAYS};
pub use table::trash::Trashed;
