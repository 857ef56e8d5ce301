//! Opening and closing the vault.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::lexicon::Language;
use inward_domain::text::Line;
use inward_vault::Vault;

use crate::contract::Nothing;
use crate::dispatch::{App, Call};
use crate::error::{AppError, Code, Trouble};
use crate::keys::{refused, with_typed};
use crate::settings::{self, Settings, Theme};

/// The fewest characters a passphrase has.
const PASSPHRASE_MIN: usize = 12;

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
    /// The passphrase, or the recovery key of the printed sheet; never stored.
    pub passphrase: String,
}

/// Stops a call that was begun under a name.
#[derive(Debug, Deserialize, TS)]
pub struct CancelCall {
    /// Its name.
    pub call: String,
}

/// Names what the kernel does about connections of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NetworkFilter {
    /// It refuses them.
    Active,
    /// It could refuse them, and was not brought to.
    Inactive,
    /// On this system there is no such filter.
    None,
}

/// Tells what keeps the program from a network, besides its own code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Network {
    /// The filter of the kernel.
    pub filter: NetworkFilter,
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
    pub counts: Vec<(String, u32)>,
}

pub(crate) fn status(app: &mut App, _: Nothing, call: &Call<'_>) -> Result<Status, Trouble> {
    Ok(status_of(app, call))
}

fn status_of(app: &App, call: &Call<'_>) -> Status {
    let (vault, problem) = if app.is_open() {
        (VaultState::Open, None)
    } else {
        match inward_vault::look(&app.folder) {
            Ok(false) => (VaultState::None, None),
            Ok(true) => (VaultState::Locked, None),
            Err(error) => {
                let told = Trouble::Open(error).into_app_error(call.language);
                (VaultState::Unusable, Some((told.code, told.message)))
            }
        }
    };
    let settings = app.settings.as_ref();
    Status {
        vault,
        problem,
        language: call.language,
        theme: settings.map(|s| s.theme).unwrap_or_default(),
        set_up: settings.is_some_and(|s| s.set_up),
        zone: call.moment.zone.name().to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

pub(crate) fn create_vault(app: &mut App, input: CreateVault, call: &Call<'_>) -> Result<Status, Trouble> {
    let my_name = Line::new(&input.my_name)
        .map_err(|r| Trouble::Said(AppError::refused_field(call.language, "my_name", &r)))?;
    let passphrase = SecretString::from(input.passphrase);
    long_enough(&passphrase, "passphrase", call)?;
    if !input.notice_read {
        return Err(call.refuse_field("notice_read", "app.notice_first", &[]));
    }
    let cost = app.wanted_cost();
    let mut vault = inward_vault::create(&app.folder, &passphrase, cost)?;
    let settings = Settings::first(my_name, call);
    vault.write(|writer| settings::store(writer, &settings, call))?;
    app.vault = Some(vault);
    app.settings = Some(settings);
    Ok(status_of(app, call))
}

pub(crate) fn unlock(app: &mut App, input: Unlock, call: &Call<'_>) -> Result<Status, Trouble> {
    let passphrase = SecretString::from(input.passphrase);
    let vault = with_typed(&passphrase, |secret| inward_vault::open(&app.folder, secret, call.moment.now))
        .map_err(|error| refused(error, &passphrase, call))?;
    opened(app, vault, call)
}

/// Takes a vault that was just opened into use.
pub(crate) fn opened(app: &mut App, mut vault: Vault, call: &Call<'_>) -> Result<Status, Trouble> {
    settings::complete(&mut vault, call)?;
    app.vault = Some(vault);
    app.house_kept_on = None;
    app.remember_shown(call.moment.now)?;
    app.read_settings();
    Ok(status_of(app, call))
}

/// Refuses a passphrase that is too short to be one.
pub(crate) fn long_enough(passphrase: &SecretString, field: &str, call: &Call<'_>) -> Result<(), Trouble> {
    if secrecy::ExposeSecret::expose_secret(passphrase).chars().count() < PASSPHRASE_MIN {
        let min = PASSPHRASE_MIN.to_string();
        return Err(call.refuse_field(field, "app.passphrase_short", &[("min", &min)]));
    }
    Ok(())
}

pub(crate) fn lock(app: &mut App, _: Nothing, call: &Call<'_>) -> Result<Status, Trouble> {
    app.close(&call.moment);
    Ok(status_of(app, call))
}

pub(crate) fn passphrase_strength(
    _: &mut App,
    input: PassphraseStrengthOf,
    call: &Call<'_>,
) -> Result<PassphraseStrength, Trouble> {
    let typed = SecretString::from(input.passphrase);
    let text = secrecy::ExposeSecret::expose_secret(&typed);
    let taken = PASSPHRASE_MIN <= text.chars().count();
    // The estimate looks at the first hundred characters only: the rest cannot make it weaker.
    let head: String = text.chars().take(100).collect();
    let level = u8::from(zxcvbn::zxcvbn(&head, &[]).score());
    let level = if taken { level } else { level.min(1) };
    let words = call.say(&format!("app.strength_{level}"), &[]);
    Ok(PassphraseStrength { level, words, taken })
}

pub(crate) fn check(app: &mut App, _: Nothing, call: &Call<'_>) -> Result<CheckResult, Trouble> {
    let found = app.vault(call)?.check()?;
    let mut findings: Vec<String> = found
        .broken_pages
        .iter()
        .chain(&found.broken_tables)
        .map(|line| call.say("app.check_finding", &[("what", line)]))
        .collect();
    findings.extend(
        found
            .dangling
            .iter()
            .map(|d| call.say("app.check_dangling", &[("table", &d.table), ("refers_to", &d.refers_to)])),
    );
    if !found.index_is_whole {
        findings.push(call.say("app.check_index", &[]));
    }
    if found.is_sound() {
        findings.insert(0, call.say("app.check_sound", &[]));
    }
    let counts = found.counts.map(|c| c.rows().into_iter().map(|(kind, n)| (kind.to_owned(), n)).collect());
    Ok(CheckResult { sound: found.is_sound(), findings, counts: counts.unwrap_or_default() })
}
