//! Making the vault, and looking whether it is sound.

use inward_app::session::{CheckResult, Status, VaultState};
use secrecy::ExposeSecret;
use serde_json::json;

use super::arguments::{Check, Init};
use super::failure::{Failure, UNPRINTED, UNREADABLE};
use super::output::{self, Out};
use super::passphrase::Source;
use super::terminal::Terminal;

/// Creates the vault and prints `vault ready`.
pub(super) fn init(init: Init, terminal: &mut Terminal) -> Result<Out, Failure> {
    let status: Status = terminal.ask("status", json!({}))?;
    match (status.vault, status.problem) {
        (VaultState::None, _) => {}
        (VaultState::Unusable, Some((code, message))) => {
            return Err(inward_app::AppError { code, message, field: None }.into());
        }
        _ => return Err(Failure::refused(terminal.say("app.vault_exists", &[]))),
    }
    output::told(&terminal.say("cli.notice", &[]));
    let name = init.name.unwrap_or_else(|| name_of_the_user(terminal));
    let passphrase = new_passphrase(terminal)?;
    let input = json!({
        "my_name": name,
        "passphrase": passphrase.expose_secret(),
        "notice_read": true,
    });
    let _: Status = terminal.ask("create_vault", input)?;
    output::told(&terminal.say("cli.vault_made", &[("folder", &terminal.folder())]));
    Ok(Out::of("vault ready"))
}

/// Asks for the name in reports, or takes the one the system knows.
fn name_of_the_user(terminal: &Terminal) -> String {
    let known = ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|variable| std::env::var(variable).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| terminal.say("cli.nobody", &[]));
    if !terminal.is_attended() {
        return known;
    }
    let answer = terminal.answer(&terminal.say("cli.ask_name", &[("known", &known)]));
    answer.filter(|name| !name.is_empty()).unwrap_or(known)
}

/// Takes a new passphrase; from a person twice, because nobody can look it up later.
fn new_passphrase(terminal: &Terminal) -> Result<secrecy::SecretString, Failure> {
    let first = terminal.passphrase(&terminal.say("cli.new_passphrase", &[]))?;
    if terminal.source() == Source::Person {
        let second = terminal.passphrase(&terminal.say("cli.new_passphrase_again", &[]))?;
        if first.expose_secret() != second.expose_secret() {
            return Err(Failure::refused(terminal.say("cli.passphrases_differ", &[])));
        }
    }
    Ok(first)
}

/// Checks the vault: `sound` or the findings, and how many rows of each kind there are.
///
/// The document holds both, also when something was found; the code says which it is.
pub(super) fn check(check: Check, terminal: &mut Terminal) -> Result<Out, Failure> {
    output::told(&terminal.say("cli.data_folder", &[("folder", &terminal.folder())]));
    terminal.open()?;
    let found: CheckResult = terminal.ask("check", json!({}))?;
    for finding in &found.findings {
        output::told(finding);
    }
    let document = check.json.then(|| Out::document(&found));
    if !found.sound {
        let unwritten = document.and_then(|document| terminal.printed(&document));
        return Err(Failure::silent(if unwritten.is_some() { UNPRINTED } else { UNREADABLE }));
    }
    if let Some(document) = document {
        return Ok(document);
    }
    let mut out = Out::of("sound");
    for (what, n) in &found.counts {
        out.line(format!("{what} {n}"));
    }
    Ok(out)
}
