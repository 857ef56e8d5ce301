//! The keys that open the small window from any program: off until chosen, and never said to work where they do not.
//!
//! An X display gives keys to a program itself, Wayland through the portal of the desktop, other systems
//! through the plugin. Where nobody gives them, the settings name the command to bind instead.

use std::sync::{Mutex, MutexGuard, PoisonError};

use inward_app::contract::Area;
use inward_app::reminders::{HeldKeys, KeysState};
use inward_app::settings::QuickLogKeys;
use tauri::{AppHandle, Emitter, Manager};

use crate::shell::Shell;
use crate::start::{Ask, Show};
use crate::window;

#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

/// Lets go of the keys.
type Release = Box<dyn FnOnce() + Send>;

/// Holds which keys are wanted, and what became of them.
#[derive(Default)]
pub struct Shortcut(Mutex<Now>);

#[derive(Default)]
struct Now {
    wanted: QuickLogKeys,
    state: KeysState,
    release: Option<Release>,
}

/// Tells what became of the keys.
pub fn state(app: &AppHandle) -> HeldKeys {
    HeldKeys { state: now(app.state::<Shortcut>().inner()).state }
}

/// Does as the settings say; keys that another program had are asked for again.
pub fn follow(app: &AppHandle) {
    let wanted = app.state::<Shell>().quick_log_keys();
    let shortcut = app.state::<Shortcut>();
    let mut now = now(shortcut.inner());
    if now.wanted == wanted && now.state != KeysState::Taken {
        return;
    }
    if let Some(release) = now.release.take() {
        release();
    }
    let keys = Chord::of(wanted);
    now.wanted = wanted;
    now.state = if keys.is_some() { KeysState::Asked } else { KeysState::Off };
    drop(now);
    let Some(keys) = keys else { return };
    let app = app.clone();
    // A desktop may ask the person first, and nothing waits for that.
    tauri::async_runtime::spawn_blocking(move || {
        let held = hold(&app, keys);
        keep(&app, wanted, held);
        // A window that is just being destroyed hears nothing, and needs nothing.
        let _ = app.emit("changed", Area::Settings);
    });
}

/// Keeps what was answered, unless other keys are wanted by now.
fn keep(app: &AppHandle, asked: QuickLogKeys, held: Result<Release, KeysState>) {
    let shortcut = app.state::<Shortcut>();
    let mut now = now(shortcut.inner());
    match held {
        Ok(release) if now.wanted == asked && now.release.is_none() => {
            (now.state, now.release) = (KeysState::Held, Some(release));
        }
        Ok(release) => release(),
        Err(why) if now.wanted == asked => now.state = why,
        Err(_) => {}
    }
}

fn now(shortcut: &Shortcut) -> MutexGuard<'_, Now> {
    shortcut.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Names a letter and what is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chord {
    with: [With; 2],
    letter: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum With {
    Control,
    Alt,
    Shift,
    System,
}

impl Chord {
    fn of(keys: QuickLogKeys) -> Option<Chord> {
        let (with, letter) = match keys {
            QuickLogKeys::Off => return None,
            QuickLogKeys::CtrlShiftL => ([With::Control, With::Shift], 'l'),
            QuickLogKeys::CtrlAltJ => ([With::Control, With::Alt], 'j'),
            QuickLogKeys::SuperShiftL => ([With::System, With::Shift], 'l'),
        };
        Some(Chord { with, letter })
    }

    /// Writes it down with the names that a system gives to what is held.
    fn written(self, name: impl Fn(With) -> &'static str) -> String {
        let [first, second] = self.with.map(name);
        format!("{first}+{second}+{}", self.letter)
    }
}

/// Opens the small window, as the line of the tray does.
fn pressed(app: &AppHandle) {
    app.state::<Shell>().presence.note();
    window::show(app, Show::QuickLog(Ask::Day));
}

/// Asks whoever gives keys for these.
#[cfg(target_os = "linux")]
fn hold(app: &AppHandle, keys: Chord) -> Result<Release, KeysState> {
    let words = app.state::<Shell>().say("shell.tray_quick_log", &[]);
    let app = app.clone();
    let pressed = move || pressed(&app);
    // Under Wayland an X display of old programs gives keys too, but only while one of those is in front.
    if std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty()) {
        portal::hold(keys, &words, pressed)
    } else {
        x11::hold(keys, pressed)
    }
}

/// Asks whoever gives keys for these.
#[cfg(not(target_os = "linux"))]
fn hold(app: &AppHandle, keys: Chord) -> Result<Release, KeysState> {
    use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};
    let name = |with| match with {
        With::Control => "Ctrl",
        With::Alt => "Alt",
        With::Shift => "Shift",
        With::System => "Super",
    };
    let written = keys.written(name);
    let held = app.global_shortcut().on_shortcut(written.as_str(), |app, _, event| {
        if event.state() == ShortcutState::Pressed {
            pressed(app);
        }
    });
    held.map_err(|_| KeysState::Taken)?;
    let app = app.clone();
    Ok(Box::new(move || {
        // What cannot be let go ends with the program.
        let _ = app.global_shortcut().unregister(written.as_str());
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_but_none_is_two_held_keys_and_a_letter() {
        let name = |with| match with {
            With::Control => "CTRL",
            With::Alt => "ALT",
            With::Shift => "SHIFT",
            With::System => "LOGO",
        };
        let written = |keys| Chord::of(keys).map(|chord| chord.written(name));
        assert_eq!(written(QuickLogKeys::Off), None);
        assert_eq!(written(QuickLogKeys::CtrlShiftL).as_deref(), Some("CTRL+SHIFT+l"));
        assert_eq!(written(QuickLogKeys::CtrlAltJ).as_deref(), Some("CTRL+ALT+j"));
        assert_eq!(written(QuickLogKeys::SuperShiftL).as_deref(), Some("LOGO+SHIFT+l"));
    }
}
