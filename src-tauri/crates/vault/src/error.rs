//! What can go wrong while reading and writing an open vault.
//!
//! No variant carries text a person wrote: an error may end in a log.

use chrono::NaiveDate;
use inward_domain::ids::{ExperimentId, PersonId};
use rusqlite::ErrorCode;

/// States why a reading or writing did not happen; a failed writing has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no room left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error("the vault cannot be written")]
    ReadOnly,
    /// Another process kept writing for longer than the patience of this one.
    #[error("another process is writing")]
    Busy,
    /// A page of the file is not what was written there.
    #[error("the vault file is damaged")]
    Damaged,
    /// A row was to refer to a row that does not exist.
    #[error("a person, goal, experiment or measure that is referred to does not exist")]
    MissingReference,
    /// A row was to hold a value outside its bounds, such as a day after the year 9999.
    #[error("a value is outside what can be kept")]
    OutOfBounds,
    /// A measure was to be dropped although days were rated with it.
    #[error("a measure with ratings cannot be dropped")]
    MeasureInUse,
    /// A hold covers the row: it is neither deleted nor purged.
    #[error("a hold covers this row")]
    Held {
        /// Whom the hold is about; `None` when it covers everything.
        person: Option<PersonId>,
    },
    /// The day of that experiment has a log under another id.
    #[error("{on} has a log already")]
    DayTaken {
        /// The experiment.
        experiment: ExperimentId,
        /// The day.
        on: NaiveDate,
    },
    /// A stored value is not one this version can read.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// The type that was expected.
        what: &'static str,
    },
    /// Any other failure of the database.
    #[error("the database refused")]
    Database(#[source] Fault),
}

/// Holds a failure of the database that has no meaning of its own to a caller.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Fault(pub(crate) rusqlite::Error);

/// Marks a stored value that could not be turned into its type; deliberately without the value.
#[derive(Debug, thiserror::Error)]
#[error("not a {0}")]
pub(crate) struct NotA(pub &'static str);

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::FromSqlConversionFailure(_, _, cause) = &error {
            let what = cause.downcast_ref::<NotA>().map_or("value", |not_a| not_a.0);
            return VaultError::Unreadable { what };
        }
        match error.sqlite_error_code() {
            _ if is_disk_full(&error) => VaultError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                VaultError::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => VaultError::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => VaultError::Damaged,
            _ if is_broken_seal(&error) => VaultError::Damaged,
            _ if is_foreign_key(&error) => VaultError::MissingReference,
            _ if extended_code(&error) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_CHECK) => {
                VaultError::OutOfBounds
            }
            _ => VaultError::Database(Fault(error)),
        }
    }
}

/// Tells whether SQLCipher met a page whose seal does not hold.
///
/// The first time it says no more than "logic error", the one message SQLite
/// never gives for a statement it understood (a table that is missing or JSON
/// that is none has its own). From then on SQLite takes the codec's refusal
/// for a lack of memory.
pub(crate) fn is_broken_seal(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(code, message) = error else { return false };
    match code.extended_code {
        rusqlite::ffi::SQLITE_ERROR => message.as_deref() == Some("SQL logic error"),
        rusqlite::ffi::SQLITE_NOMEM => true,
        _ => false,
    }
}

/// Tells whether there was no room on the disk.
///
/// A disk may be too full even for the index of the log, which a first reader makes; SQLite has its
/// own code for that.
pub(crate) fn is_disk_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
        || extended_code(error) == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// Tells whether a foreign key refused the statement.
pub(crate) fn is_foreign_key(error: &rusqlite::Error) -> bool {
    extended_code(error) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

/// Tells whether a UNIQUE constraint refused the statement.
pub(crate) fn is_unique(error: &rusqlite::Error) -> bool {
    extended_code(error) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE)
}

fn extended_code(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|e| e.extended_code)
}
