//! Why a command did not do what it was asked, with the code to leave with.

use inward_app::{AppError, Code};

/// Refused; nothing has changed.
pub(super) const REFUSED: u8 = 1;
/// The words cannot be understood, whatever the vault holds.
pub(super) const WRONG_USAGE: u8 = 2;
/// The passphrase is wrong, or there is no vault.
pub(super) const NOT_OPENED: u8 = 3;
/// A file is damaged, or was written by a newer Inward.
pub(super) const UNREADABLE: u8 = 4;
/// Stopped half-way; everything was rolled back.
pub(super) const STOPPED: u8 = 5;

/// Done, but what was to be printed could not be written.
pub(super) const UNPRINTED: u8 = 6;

/// Holds a sentence for a person and a code for a script.
#[derive(Debug)]
pub(super) struct Failure {
    /// The exit code.
    pub code: u8,
    /// What to read; none when it was said already.
    pub message: Option<String>,
}

impl Failure {
    /// Refuses in a sentence.
    pub fn refused(message: String) -> Failure {
        Failure { code: REFUSED, message: Some(message) }
    }

    /// Says that the words cannot be understood.
    pub fn usage(message: String) -> Failure {
        Failure { code: WRONG_USAGE, message: Some(message) }
    }

    /// Leaves with a code after everything was said.
    pub fn silent(code: u8) -> Failure {
        Failure { code, message: None }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Failure {
        let code = match error.code {
            Code::Invalid
            | Code::NotFound
            | Code::Ambiguous
            | Code::Refused
            | Code::NeedsClearance
            | Code::File
            | Code::Storage
            | Code::NotAllowed => REFUSED,
            Code::Locked | Code::NoVault | Code::WrongPassphrase => NOT_OPENED,
            Code::Damaged | Code::Newer => UNREADABLE,
            Code::Cancelled => STOPPED,
        };
        Failure { code, message: Some(error.message) }
    }
}
