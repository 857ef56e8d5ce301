//! Opening and closing the vault.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::lexicon::Language;

use crate::error::Code;
use crate::settings::Theme;

/// Tells whether there is a vault and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// The folder is empty: first run.
    None,
    /// There is a vault, and it is closed.
    Locked,
    /// It is open.
    Open,
    /// There is something that cannot be opened; it is left as it is.
    Unusable,
}

/// Holds what a window needs before it can show anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Status {
    /// Where the vault stands.
    pub vault: VaultState,
    /// Why it is unusable, as a code and a sentence.
    pub problem: Option<(Code, String)>,
    /// The language in use.
    pub language: Language,
    /// The theme in use.
    pub theme: Theme,
    /// Whether the short pages of the first run are behind us.
    pub set_up: bool,
    /// The IANA name of the zone in use.
    pub zone: String,
    /// The version of the program.
    pub version: String,
}

/// Asks for a new vault.
#[derive(Debug, Deserialize, TS)]
pub struct CreateVault {
    /// The user's name, as it appears in reports.
    pub my_name: String,
    /// The passphrase; never stored.
    pub passphrase: String,
    /// Whether the notice about work notes was read.
    pub notice_read: bool,
}

/// Asks to open the vault.
#[derive(Debug, Deserialize, TS)]
pub struct Unlock {
    /// The passphrase; never stored.
    pub passphrase: String,
}

/// Asks how strong a passphrase is.
#[derive(Debug, Deserialize, TS)]
pub struct PassphraseStrengthOf {
    /// The passphrase as typed so far.
    pub passphrase: String,
}

/// Tells how strong a passphrase is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PassphraseStrength {
    /// 0 very weak … 4 strong.
    pub level: u8,
    /// The level in words.
    pub words: String,
    /// Whether it is long enough to be taken (12 characters).
    pub taken: bool,
}

/// Tells what a check of the vault found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckResult {
    /// Whether everything is in order.
    pub sound: bool,
    /// What was found, one sentence each.
    pub findings: Vec<String>,
    /// How many rows of each kind there are.
    pub counts: Vec<(String, usize)>,
}
