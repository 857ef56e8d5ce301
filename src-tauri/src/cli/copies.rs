//! Copies of the vault: making one, reading one through, and putting one back.

use std::path::{Path, absolute};

use inward_app::backups::{CopyContents, MadeCopy, RestorePreview, RestoredCopy};
use inward_app::{LockError, WindowLock};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::arguments::{Backup, Restore, Verify};
use super::failure::Failure;
use super::output::{self, Out};
use super::terminal::Terminal;

/// Makes a copy and prints its path.
pub(super) fn backup(backup: Backup, terminal: &mut Terminal) -> Result<Out, Failure> {
    terminal.open()?;
    let out = backup.out.as_deref().map(|out| whole_text_of(out, terminal)).transpose()?;
    let made: MadeCopy = terminal.ask_long("make_copy", json!({ "path": out }))?;
    Ok(Out::of(made.path))
}

/// Reads a copy through: `sound`, and what is in it.
///
/// There need not be a vault: this is for the machine a copy was brought to as well.
pub(super) fn verify(verify: Verify, terminal: &mut Terminal) -> Result<Out, Failure> {
    let input = named(&verify.file, terminal)?;
    let contents: CopyContents = terminal.ask_long("verify_copy", input)?;
    if verify.json {
        return Ok(Out::document(&contents));
    }
    Ok(listed("sound", &contents))
}

/// Puts a copy in place of the vault after telling what is in both; prints where the replaced one is kept.
pub(super) fn restore(restore: Restore, terminal: &mut Terminal) -> Result<Out, Failure> {
    let input = named(&restore.file, terminal)?;
    let preview: RestorePreview = terminal.ask_long("preview_restore", input.clone())?;
    // Only now, because the lock makes the folder: for a copy that does not open, nothing appears.
    let _alone = match WindowLock::take(terminal.data_folder()) {
        Ok(lock) => lock,
        Err(LockError::Held) => return Err(Failure::refused(terminal.say("cli.window_open", &[]))),
        Err(LockError::Folder(_)) => return Err(Failure::refused(terminal.say("app.no_permission", &[]))),
    };
    output::told(&preview.words);
    if let Some(newest) = preview.copy.newest_change {
        output::told(&terminal.say("cli.copy_newest", &[("when", &newest.to_rfc3339())]));
    }
    if terminal.is_attended() && !restore.yes && !terminal.confirmed(&terminal.say("cli.ask_restore", &[])) {
        return Err(Failure::refused(terminal.say("cli.nothing_restored", &[])));
    }
    let done: RestoredCopy = terminal.ask_long("restore_copy", input)?;
    output::told(&done.message);
    let mut out = listed("restored", &done.contents);
    if let Some(replaced) = done.replaced {
        out.line(format!("replaced {replaced}"));
    }
    Ok(out)
}

/// Names a copy with what opens it.
fn named(file: &Path, terminal: &Terminal) -> Result<Value, Failure> {
    let typed = terminal.passphrase(&terminal.say("cli.copy_passphrase", &[]))?;
    Ok(json!({ "path": whole_text_of(file, terminal)?, "passphrase": typed.expose_secret() }))
}

fn listed(first: &str, contents: &CopyContents) -> Out {
    let mut out = Out::of(first);
    for (what, n) in &contents.counts {
        out.line(format!("{what} {n}"));
    }
    if let Some(newest) = contents.newest_change {
        out.line(format!("newest {}", newest.to_rfc3339()));
    }
    out
}

/// Returns a path as the core takes it, whatever folder it works in.
fn whole_text_of(path: &Path, terminal: &Terminal) -> Result<String, Failure> {
    terminal.text_of(&absolute(path).unwrap_or_else(|_| path.to_owned()))
}
