//! The keyring of this computer as one more way into the journal.
//!
//! It holds a key of its own, which opens one record of the key file; the
//! passphrase opens another. So a keyring that is absent, locked, slow, emptied
//! or replaced takes away a convenience and nothing else. It is asked from
//! worker threads, never while the core is held, and each question has a limit
//! of time. At a start it opens the journal; after a lock it does not, or a lock
//! would be worth nothing.
//!
//! Deliberately not here: what a key opens, which is the vault's; and other
//! systems than Linux, where there is no keyring for this program yet.

use std::time::Duration;

use inward_app::contract::Area;
use inward_app::keys::{KeyringState, KeyringView, RememberComputer, WayInKind};
use inward_app::{AppError, Call, Caller, Code};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tauri::{AppHandle, Manager};

use crate::shell::{Shell, announce};
use crate::{clock, notify};

#[cfg(target_os = "linux")]
mod secrets;
#[cfg(not(target_os = "linux"))]
#[path = "keyring/none.rs"]
mod secrets;

#[cfg(test)]
#[cfg(target_os = "linux")]
pub mod tests;

pub use secrets::Keyring;
#[cfg(target_os = "linux")]
pub use secrets::SECRETS;

/// States why a keyring did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// There is none.
    Absent,
    /// It does not answer in time.
    Silent,
    /// The user did not want to unlock it.
    Dismissed,
    /// It refused.
    Refused,
}

/// Holds what a keyring has under a name.
#[derive(Debug)]
pub struct Found {
    /// The name of the slot.
    pub name: String,
    /// What it holds; none while the keyring is locked.
    pub text: Option<SecretString>,
}

/// Says how long a conversation may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// With the keyring alone.
    pub answer: Duration,
    /// With a person whom the keyring asks for its own password.
    pub person: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { answer: Duration::from_secs(5), person: Duration::from_secs(120) }
    }
}

/// Reads what the keyring can do for the journal now; asks nobody for a password.
pub fn state(shell: &Shell, keyring: &Keyring) -> KeyringView {
    view(shell, read(shell, keyring), None)
}

/// Gives a new key to the keyring, and lets it open the journal.
///
/// # Errors
/// [`Code::WrongPassphrase`], or [`Code::Refused`] when the keyring did not take it; nothing has changed then.
pub fn remember(
    shell: &Shell,
    keyring: &Keyring,
    wanted: &RememberComputer,
) -> Result<KeyringView, AppError> {
    let call = Call::new(clock::moment(), Caller::MainWindow);
    // A locked journal is told now, before a keyring is given anything.
    shell.call(Caller::MainWindow, "ways_in", json!({}))?;
    let before = shell.with_core(|core| core.keyring_names());
    let drawn = shell.with_core(|core| core.draw_for_keyring(&wanted.passphrase, &call))?;
    // The core is free meanwhile: the keyring may ask for its own password first.
    if let Err(problem) = keyring.keep(drawn.id(), &shell.say("vault.keyring_label", &[]), &drawn.text()) {
        let why = if problem == Problem::Absent { "vault.keyring_absent" } else { "vault.keyring_refused" };
        return Err(shell.refuse(Code::Refused, why, &[]));
    }
    let remembered =
        shell.with_core(|core| core.remember_on_this_computer(&wanted.passphrase, &drawn, &call));
    match remembered {
        Ok(ways) => {
            // Keys that this keyring held before open the journal no longer than it takes to replace them.
            end(shell, keyring, &before)?;
            Ok(view(shell, KeyringState::On, ways.message))
        }
        Err(error) => {
            let _ = keyring.remove(&[drawn.id().to_owned()]);
            Err(error)
        }
    }
}

/// Ends the way in of this computer: first in the key file, which is enough, then in the keyring.
///
/// # Errors
/// As the core says; an absent or locked keyring is none.
pub fn forget(shell: &Shell, keyring: &Keyring) -> Result<KeyringView, AppError> {
    let names = shell.with_core(|core| core.keyring_names());
    let mine = shell.with_core(|core| core.this_computer().map(str::to_owned));
    end(shell, keyring, &names)?;
    if let Some(name) = mine {
        forget_in_the_vault(shell, &name)?;
    }
    let said = shell.say("vault.computer_forgotten", &[]);
    Ok(view(shell, read(shell, keyring), Some(said)))
}

/// Takes keys that open nothing any more out of the keyring, from a thread of its own.
///
/// `before` names the ways in that there were; those that are still there are left alone.
pub fn clear_later(shell: &Shell, before: Vec<String>) {
    let now = shell.with_core(|core| core.keyring_names());
    let gone: Vec<String> = before.into_iter().filter(|name| !now.contains(name)).collect();
    if !gone.is_empty() {
        // Where the keyring cannot be reached they stay in it and do no harm.
        std::thread::spawn(move || Keyring::default().remove(&gone));
    }
}

/// Opens the journal with the keyring, if it holds the key and nobody locked the journal meanwhile.
///
/// `ask` lets the keyring ask for its own password. Answers whether the journal was opened by it.
pub fn open(shell: &Shell, keyring: &Keyring, ask: bool) -> bool {
    let names = shell.with_core(|core| core.keyring_names());
    if names.is_empty() {
        return false;
    }
    let Ok(found) = keyring.find(&names, ask) else { return false };
    let texts = found.into_iter().filter_map(|found| found.text);
    texts.into_iter().any(|text| {
        let call = Call::new(clock::moment(), Caller::MainWindow);
        shell.with_core(|core| {
            // The passphrase may have been quicker, and a lock is not undone by a slow keyring.
            !core.is_open()
                && shell.may_open_by_itself()
                && core.unlock_from_keyring(text.expose_secret(), &call).is_ok()
        })
    })
}

/// Asks the keyring at the start of the program, from a thread of its own, and tells the windows when it opened.
///
/// A hidden start asks nobody for a password: nobody expects a question from a program they do not see.
pub fn open_at_start(app: &AppHandle) {
    let handle = app.clone();
    let asking = std::thread::Builder::new().name("open by keyring".to_owned()).spawn(move || {
        let shell = handle.state::<Shell>();
        shell.set_asking_the_keyring(true);
        let opened = open(&shell, &Keyring::default(), !shell.started_hidden());
        shell.set_asking_the_keyring(false);
        if opened {
            shell.presence.note();
            announce(&handle, Area::Session);
        } else if shell.started_hidden() {
            notify::say_that_it_is_locked(&handle);
        }
    });
    if let Err(error) = asking {
        eprintln!("inward: the keyring is not asked: {error}");
    }
}

fn read(shell: &Shell, keyring: &Keyring) -> KeyringState {
    let names = shell.with_core(|core| core.keyring_names());
    let found = match keyring.find(&names, false) {
        Ok(found) => found,
        Err(Problem::Absent) => return KeyringState::Absent,
        Err(Problem::Silent | Problem::Dismissed | Problem::Refused) => return KeyringState::Silent,
    };
    let opens = |text: &SecretString| shell.with_core(|core| core.knows_keyring_text(text.expose_secret()));
    if found.iter().filter_map(|f| f.text.as_ref()).any(opens) {
        KeyringState::On
    } else if found.iter().any(|f| f.text.is_none()) {
        KeyringState::Locked
    } else if found.is_empty() {
        KeyringState::Off
    } else {
        KeyringState::Other
    }
}

/// Ends those ways in whose keys this keyring holds.
fn end(shell: &Shell, keyring: &Keyring, names: &[String]) -> Result<(), AppError> {
    if names.is_empty() {
        return Ok(());
    }
    let held: Vec<String> =
        keyring.find(names, false).unwrap_or_default().into_iter().map(|found| found.name).collect();
    for name in &held {
        forget_in_the_vault(shell, name)?;
    }
    // Where it cannot be reached they stay in it and do no harm.
    let _ = keyring.remove(&held);
    Ok(())
}

fn forget_in_the_vault(shell: &Shell, name: &str) -> Result<(), AppError> {
    let wanted = json!({ "kind": WayInKind::Computer, "id": name });
    match shell.call(Caller::MainWindow, "forget_way_in", wanted) {
        // Somebody was quicker; it is gone, and that was the wish.
        Err(error) if error.code == Code::NotFound => Ok(()),
        other => other.map(|_| ()),
    }
}

fn view(shell: &Shell, state: KeyringState, message: Option<String>) -> KeyringView {
    let key = match state {
        KeyringState::Absent => "vault.keyring_absent",
        KeyringState::Silent => "vault.keyring_silent",
        KeyringState::Off => "vault.keyring_off",
        KeyringState::On => "vault.keyring_on",
        KeyringState::Locked => "vault.keyring_locked",
        KeyringState::Other => "vault.keyring_other",
    };
    KeyringView { state, words: shell.say(key, &[]), message }
}
