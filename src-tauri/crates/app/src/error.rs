//! Errors as they travel to a window or a terminal: a code to act on, a sentence to read, a field to go to.

use inward_domain::lexicon::{Language, say};
use inward_domain::refusal::Refusal;
use inward_report::ReportError;
use inward_vault::{OpenError, VaultError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names what went wrong; a code exists only where somebody acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A value was not taken; `field` names it. Nothing changed.
    Invalid,
    /// The vault is locked.
    Locked,
    /// There is no vault in the folder yet.
    NoVault,
    /// The passphrase does not open the vault.
    WrongPassphrase,
    /// The vault is damaged, or its key file is.
    Damaged,
    /// The vault was written by a newer Inward.
    Newer,
    /// What was named does not exist.
    NotFound,
    /// A name fits more than one; the sentence lists them.
    Ambiguous,
    /// The rule of the house does not allow it now; the sentence says why.
    Refused,
    /// A formal process is open and nobody has cleared this talk; the stop card asks who did.
    NeedsClearance,
    /// A file could not be read or written.
    File,
    /// The disk is full or the folder cannot be written.
    Storage,
    /// The person stopped it; everything is as before.
    Cancelled,
    /// This window may not call this command, or there is no such command.
    NotAllowed,
}

/// Holds an error as the user interface and the command line receive it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct AppError {
    /// What to act on.
    pub code: Code,
    /// A sentence that says what to do.
    pub message: String,
    /// The path of the field it is about, such as `fields.stop_rule`.
    pub field: Option<String>,
}

impl AppError {
    /// Says a sentence of the catalogue.
    pub fn new(code: Code, language: Language, key: &str, params: &[(&str, &str)]) -> Self {
        AppError { code, message: say(language, key, params), field: None }
    }

    /// Points to the field it is about.
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Refuses one field, in the words of the refusal.
    pub fn refused_field(language: Language, field: &str, refusal: &Refusal) -> Self {
        let params = refusal.params();
        let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
        AppError::new(Code::Invalid, language, refusal.key(), &params).at(field)
    }

    /// Turns what the parser of an input says into a sentence about a field.
    ///
    /// A refusal of the domain passes through the parser as `key name=value …`, with ` @field` where it knows
    /// better than the parser in which field it is.
    pub(crate) fn of_input(error: serde_path_to_error::Error<serde_json::Error>, language: Language) -> Self {
        let mut field = error.path().to_string();
        let text = error.into_inner().to_string();
        let told = text.split(" at line ").next().unwrap_or_default();
        let (told, inner) = told.rsplit_once(" @").unwrap_or((told, ""));
        if !inner.is_empty() && inner != "." {
            field = format!("{field}.{}", inner.replace('[', ".").replace(']', ""));
        }
        let mut words = told.split(' ');
        let key = words.next().unwrap_or_default();
        let at_field = |e: AppError| if field == "." { e } else { e.at(field.clone()) };
        if !key.starts_with("refusal.") {
            return at_field(AppError::new(
                Code::Invalid,
                language,
                "app.input_not_understood",
                &[("why", told)],
            ));
        }
        let params: Vec<(&str, &str)> = words.filter_map(|w| w.split_once('=')).collect();
        at_field(AppError::new(Code::Invalid, language, key, &params))
    }
}

/// Holds what stops a command, before it is put into the language of the user.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A rule said no, in a sentence.
    Said(AppError),
    /// The vault could not read or write.
    Vault(VaultError),
    /// The vault could not be opened or made.
    Open(OpenError),
    /// The document could not be made.
    Report(ReportError),
}

impl From<VaultError> for Trouble {
    fn from(error: VaultError) -> Self {
        Trouble::Vault(error)
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        Trouble::Open(error)
    }
}

impl From<ReportError> for Trouble {
    fn from(error: ReportError) -> Self {
        Trouble::Report(error)
    }
}

impl Trouble {
    /// Returns what a rule said, unless it is another trouble.
    pub(crate) fn said(self) -> Option<AppError> {
        match self {
            Trouble::Said(error) => Some(error),
            Trouble::Vault(_) | Trouble::Open(_) | Trouble::Report(_) => None,
        }
    }

    /// Says it in the language of the user.
    pub(crate) fn into_app_error(self, language: Language) -> AppError {
        match self {
            Trouble::Said(error) => error,
            Trouble::Vault(error) => of_vault(&error, language),
            Trouble::Open(error) => of_open(&error, language),
            Trouble::Report(error) => of_report(&error, language),
        }
    }
}

fn of_vault(error: &VaultError, language: Language) -> AppError {
    let (code, key) = match error {
        VaultError::DiskFull => (Code::Storage, "app.disk_full"),
        VaultError::ReadOnly => (Code::Storage, "app.read_only"),
        VaultError::Busy => (Code::Storage, "app.busy"),
        VaultError::Damaged => (Code::Damaged, "app.damaged"),
        VaultError::MissingReference => (Code::NotFound, "app.missing_reference"),
        VaultError::OutOfBounds => (Code::Invalid, "app.out_of_bounds"),
        VaultError::MeasureInUse => (Code::Refused, "app.measure_in_use"),
        VaultError::Held { .. } => (Code::Refused, "vault.held"),
        VaultError::DayTaken { .. } => (Code::Refused, "app.day_taken"),
        VaultError::Unreadable { .. } => (Code::Newer, "app.unreadable"),
        VaultError::Database(_) => (Code::Storage, "app.database"),
    };
    AppError::new(code, language, key, &[])
}

fn of_open(error: &OpenError, language: Language) -> AppError {
    let (code, key) = match error {
        OpenError::NoVault => (Code::NoVault, "app.no_vault"),
        OpenError::AlreadyThere => (Code::Refused, "app.vault_exists"),
        OpenError::WrongPassphrase => (Code::WrongPassphrase, "app.wrong_passphrase"),
        OpenError::WrongRecoveryKey => (Code::WrongPassphrase, "vault.wrong_recovery_key"),
        OpenError::NoRecoveryKey => (Code::WrongPassphrase, "vault.no_recovery_key"),
        OpenError::KeyringForgotten => (Code::WrongPassphrase, "vault.keyring_does_not_open"),
        OpenError::PassphraseStays => (Code::Refused, "vault.passphrase_stays"),
        OpenError::FileTaken => (Code::File, "vault.file_taken"),
        OpenError::Cancelled => (Code::Cancelled, "app.cancelled"),
        OpenError::KeyFileDamaged => (Code::Damaged, "app.key_damaged"),
        OpenError::KeyFileMissing => (Code::Damaged, "app.key_missing"),
        OpenError::DatabaseMissing => (Code::Damaged, "app.database_missing"),
        OpenError::Damaged => (Code::Damaged, "app.damaged"),
        OpenError::AnotherKey => (Code::Damaged, "vault.copy_another_key"),
        OpenError::Newer { .. } => (Code::Newer, "app.newer"),
        OpenError::NoPermission | OpenError::Folder(_) => (Code::Storage, "app.no_permission"),
        OpenError::DiskFull => (Code::Storage, "app.disk_full"),
        OpenError::Busy => (Code::Storage, "app.busy"),
        OpenError::ImpossibleCost | OpenError::NoRandomness | OpenError::Database(_) => {
            (Code::Storage, "app.database")
        }
    };
    AppError::new(code, language, key, &[])
}

fn of_report(error: &ReportError, language: Language) -> AppError {
    match error {
        ReportError::Stopped => AppError::new(Code::Cancelled, language, "app.cancelled", &[]),
        other => AppError::new(Code::File, language, "app.report_failed", &[("why", &other.to_string())]),
    }
}
