//! What all parts of the shell share: the core behind one lock, and what has to be known without waiting for it.
//!
//! The core is called from worker threads only, because a report may keep it
//! busy for a second; what the main thread needs to decide (language, what
//! closing means) is kept beside it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use inward_app::contract::Area;
use inward_app::settings::{QuickLogKeys, TrayIcon};
use inward_app::{App, AppError, Call, Caller, Code, Reply};
use inward_domain::lexicon::{Language, say};
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager};

use crate::heartbeat::Alarm;
use crate::presence::Presence;
use crate::works::Works;
use crate::{clock, paths, shortcut, window};

/// Holds the core and the little that is known beside it.
pub struct Shell {
    core: Mutex<App>,
    known: Mutex<Known>,
    chosen: Mutex<Vec<PathBuf>>,
    unheard: Mutex<Vec<(&'static str, Value)>>,
    tray: AtomicBool,
    hidden_start: bool,
    folder: Option<PathBuf>,
    reminded: AtomicBool,
    light_panel: AtomicBool,
    was_locked: AtomicBool,
    asking_the_keyring: AtomicBool,
    /// The long works that can be stopped.
    pub works: Works,
    /// Whether somebody is there.
    pub presence: Presence,
    /// Wakes the heartbeat before its time.
    pub alarm: Alarm,
}

/// Holds what the settings last said.
#[derive(Clone, Copy)]
struct Known {
    language: Language,
    keep_running: Option<bool>,
    open: bool,
    locked: bool,
    lock_after: u16,
    tray_icon: TrayIcon,
    quick_log_keys: QuickLogKeys,
}

impl Shell {
    /// Starts with a closed vault.
    pub fn new(data_folder: &Path, hidden_start: bool) -> Shell {
        let language = clock::moment().system_language;
        Shell {
            core: Mutex::new(App::in_folder(data_folder).with_stopwatch(clock::stopwatch())),
            known: Mutex::new(Known {
                language,
                keep_running: None,
                open: false,
                locked: false,
                lock_after: 0,
                tray_icon: TrayIcon::System,
                quick_log_keys: QuickLogKeys::Off,
            }),
            chosen: Mutex::default(),
            unheard: Mutex::default(),
            tray: AtomicBool::new(false),
            hidden_start,
            folder: (data_folder != paths::default_data_folder()).then(|| data_folder.to_owned()),
            reminded: AtomicBool::new(false),
            light_panel: AtomicBool::new(false),
            was_locked: AtomicBool::new(false),
            asking_the_keyring: AtomicBool::new(false),
            works: Works::default(),
            presence: Presence::default(),
            alarm: Alarm::default(),
        }
    }

    /// Lets `work` use the core; waits while another thread has it.
    pub fn with_core<T>(&self, work: impl FnOnce(&mut App) -> T) -> T {
        work(&mut locked(&self.core))
    }

    /// Calls a command of the core at this moment.
    ///
    /// # Errors
    /// As the core says.
    pub fn call(&self, caller: Caller, command: &str, input: Value) -> Result<Reply, AppError> {
        self.call_watched(caller, command, input, &|_| true)
    }

    /// Calls a command that may take long; `progress` hears how much is done and answers whether to go on.
    ///
    /// # Errors
    /// As the core says.
    pub fn call_watched(
        &self,
        caller: Caller,
        command: &str,
        input: Value,
        progress: &dyn Fn(f32) -> bool,
    ) -> Result<Reply, AppError> {
        let chosen = locked(&self.chosen).clone();
        let call = Call { chosen: &chosen, progress, ..Call::new(clock::moment(), caller) };
        self.with_core(|core| core.call(command, input, &call))
    }

    /// Says a sentence of the catalogue in the language in use.
    pub fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        say(self.language(), key, params)
    }

    /// Refuses with a sentence of the catalogue.
    pub fn refuse(&self, code: Code, key: &str, params: &[(&str, &str)]) -> AppError {
        AppError { code, message: self.say(key, params), field: None }
    }

    /// Returns the language in use.
    pub fn language(&self) -> Language {
        locked(&self.known).language
    }

    /// Tells whether the vault was open when last asked.
    pub fn is_open(&self) -> bool {
        locked(&self.known).open
    }

    /// Tells whether there is a vault and it was closed when last asked.
    pub fn is_locked(&self) -> bool {
        locked(&self.known).locked
    }

    /// Tells whether it is time to lock: the vault is open and nobody was there for as long as the user chose.
    pub fn is_left_alone(&self) -> bool {
        let known = *locked(&self.known);
        known.open && self.presence.is_too_long_ago(known.lock_after)
    }

    /// Tells whether the panel that holds the tray is light: as the user says, else as the desktop does.
    pub fn has_light_panel(&self) -> bool {
        match locked(&self.known).tray_icon {
            TrayIcon::OnLight => true,
            TrayIcon::OnDark => false,
            TrayIcon::System => self.light_panel.load(Ordering::Relaxed),
        }
    }

    /// Returns the keys that the user chose for the small window, as last read.
    pub fn quick_log_keys(&self) -> QuickLogKeys {
        locked(&self.known).quick_log_keys
    }

    /// Notes what the desktop says of its panel.
    pub fn set_light_panel(&self, light: bool) {
        self.light_panel.store(light, Ordering::Relaxed);
    }

    /// Tells whether the vault may be opened without a passphrase: only until it was locked once.
    pub fn may_open_by_itself(&self) -> bool {
        !self.was_locked.load(Ordering::Relaxed)
    }

    /// Notes that the vault is locked from now on, until somebody types a passphrase.
    ///
    /// The name of a file can be a name of somebody, so a file is chosen anew after a lock.
    pub fn note_locked(&self) {
        self.was_locked.store(true, Ordering::Relaxed);
        locked(&self.chosen).clear();
    }

    /// Tells whether the keyring is just being asked, so that it is too early to say that the vault is locked.
    pub fn is_asking_the_keyring(&self) -> bool {
        self.asking_the_keyring.load(Ordering::Relaxed)
    }

    /// Notes whether the keyring is being asked.
    pub fn set_asking_the_keyring(&self, asking: bool) {
        self.asking_the_keyring.store(asking, Ordering::Relaxed);
    }

    /// Returns the data folder where it is not the usual one.
    pub fn folder_if_chosen(&self) -> Option<PathBuf> {
        self.folder.clone()
    }

    /// Notes that a reminder was shown.
    pub fn note_reminded(&self) {
        self.reminded.store(true, Ordering::Relaxed);
    }

    /// Tells whether a reminder was shown since the start.
    pub fn has_shown_a_reminder(&self) -> bool {
        self.reminded.load(Ordering::Relaxed)
    }

    /// Remembers a file the user chose: a window may name no other.
    pub fn remember_chosen(&self, path: PathBuf) {
        locked(&self.chosen).push(path);
    }

    /// Tells whether the user chose this file since the start or the last lock.
    pub fn was_chosen(&self, path: &Path) -> bool {
        locked(&self.chosen).iter().any(|chosen| chosen == path)
    }

    /// Puts a reminder off while the vault is locked; answers whether it is known.
    pub fn snooze_while_locked(&self, input: &Value) -> bool {
        let Ok(input) = serde_json::from_value(input.clone()) else { return false };
        let known = self.with_core(|core| core.snooze_while_locked(&input, &clock::moment()));
        if known {
            self.alarm.ring();
        }
        known
    }

    /// Keeps an answer that a notification brought while the vault was locked.
    pub fn keep_for_later(&self, command: &'static str, input: Value) {
        locked(&self.unheard).push((command, input));
    }

    /// Notes whether a tray shows the icon.
    pub fn set_tray(&self, shown: bool) {
        self.tray.store(shown, Ordering::Relaxed);
    }

    /// Tells whether a tray shows the icon.
    pub fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Relaxed)
    }

    /// Tells whether the program was started without a window.
    pub fn started_hidden(&self) -> bool {
        self.hidden_start
    }

    /// Returns what the user chose for closing the window, if they chose.
    pub fn keep_running(&self) -> Option<bool> {
        locked(&self.known).keep_running
    }

    /// Tells whether the program goes on when its last window is closed.
    pub fn stays_without_windows(&self) -> bool {
        self.has_tray() || self.hidden_start || self.keep_running() == Some(true)
    }

    /// Reads again what is kept beside the core.
    pub fn refresh_known(&self) {
        let read = |command| self.call(Caller::MainWindow, command, json!({})).map(|reply| reply.output);
        let mut known = *locked(&self.known);
        if let Ok(status) = read("status") {
            known.open = status["vault"] == "open";
            known.locked = status["vault"] == "locked";
            known.language = serde_json::from_value(status["language"].clone()).unwrap_or(known.language);
        }
        if let Ok(settings) = read("settings") {
            known.keep_running = settings["keep_running"].as_bool();
            let minutes = settings["lock_after_minutes"].as_u64().and_then(|m| u16::try_from(m).ok());
            known.lock_after = minutes.unwrap_or(known.lock_after);
            known.tray_icon =
                serde_json::from_value(settings["tray_icon"].clone()).unwrap_or(known.tray_icon);
            known.quick_log_keys =
                serde_json::from_value(settings["quick_log_keys"].clone()).unwrap_or(known.quick_log_keys);
        }
        *locked(&self.known) = known;
    }

    /// Gives the core what notifications brought while it was locked; answers whether there was something.
    fn catch_up(&self) -> bool {
        let waiting = std::mem::take(&mut *locked(&self.unheard));
        let any = !waiting.is_empty();
        for (command, input) in waiting {
            if let Err(error) = self.call(Caller::MainWindow, command, input.clone())
                && error.code == Code::Locked
            {
                self.keep_for_later(command, input);
            }
        }
        any
    }
}

/// Tells every window that an area changed, and the heartbeat that its plan may be old.
pub fn announce(app: &AppHandle, area: Area) {
    let shell = app.state::<Shell>();
    let mut area = area;
    if matches!(area, Area::Session | Area::Settings | Area::Everything) {
        shell.refresh_known();
        shortcut::follow(app);
        if shell.is_open() && shell.catch_up() {
            area = Area::Everything;
        }
    }
    // A window that is just being destroyed hears nothing, and needs nothing.
    let _ = app.emit("changed", area);
    if area == Area::Session && !shell.is_open() {
        let _ = app.emit("locked", ());
    }
    shell.alarm.ring();
}

/// Locks the vault and shows every window the lock page, without holding up the caller.
pub fn lock(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = lock_now(&app) {
            eprintln!("inward: the journal could not be locked: {:?}", error.code);
        }
    });
}

/// Locks the vault: what runs is stopped, the key and the texts are dropped here, and the pages begin anew.
///
/// # Errors
/// As the core says.
pub fn lock_now(app: &AppHandle) -> Result<Value, AppError> {
    let shell = app.state::<Shell>();
    shell.note_locked();
    shell.works.stop_all();
    // The pages show nothing from now on, even if the core is busy for a moment.
    let _ = app.emit("locked", ());
    let reply = shell.call(Caller::MainWindow, "lock", json!({}))?;
    announce(app, Area::Session);
    window::forget(app);
    #[cfg(target_os = "linux")]
    crate::hardening::memory::give_back();
    Ok(reply.output)
}

/// Takes a lock although a thread died with it: the vault rolls its own work back.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_were_chosen_are_forgotten_at_a_lock() {
        let shell = Shell::new(Path::new("/nowhere/inward"), true);
        let file = Path::new("/nowhere/Tatiana.vcf");
        shell.remember_chosen(file.to_owned());
        assert!(shell.was_chosen(file));
        shell.note_locked();
        assert!(!shell.was_chosen(file));
    }
}
