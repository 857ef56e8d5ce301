//! The one command of the windows: from `call(command, input)` to the core and back.
//!
//! The label of the window says who calls; what a window may call is decided by
//! the contract table in the core. The few commands that need a desktop, such as
//! a file dialog, are answered here.

use std::time::Instant;

use inward_app::contract::Area;
use inward_app::session::{CancelCall, Network};
use inward_app::{AppError, Caller, Code, Reply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};

use crate::keyring::{self, Keyring};
use crate::shell::{Shell, announce, lock_now};
use crate::window::zoom::{Zoom, ZoomWindow};
use crate::{autostart, files, hardening, notify, shortcut, window};

/// Answers a command of a window, off the main thread.
///
/// A call with a name, `watch`, tells its window how far it is and can be stopped by `cancel_call`.
///
/// # Errors
/// What went wrong, with a code, a sentence and a field.
#[tauri::command]
pub async fn call(
    window: WebviewWindow,
    command: String,
    input: Value,
    watch: Option<String>,
) -> Result<Value, AppError> {
    let app = window.app_handle().clone();
    let work = tauri::async_runtime::spawn_blocking(move || answer(&window, &command, input, watch));
    match work.await {
        Ok(answered) => answered,
        // The thread died in the middle; the vault has rolled its transaction back.
        Err(_) => Err(app.state::<Shell>().refuse(Code::Refused, "shell.unexpected", &[])),
    }
}

fn answer(
    window: &WebviewWindow,
    command: &str,
    input: Value,
    watch: Option<String>,
) -> Result<Value, AppError> {
    let app = window.app_handle();
    let shell = app.state::<Shell>();
    let Some(caller) = caller(window.label()) else {
        return Err(shell.refuse(Code::NotAllowed, "shell.unknown_window", &[]));
    };
    match (command, caller) {
        ("choose_file", Caller::MainWindow) => plain(files::choose(window, &read(&shell, input)?)),
        ("open_file", Caller::MainWindow) => plain(files::open(app, &read(&shell, input)?)?),
        ("open_mail", Caller::MainWindow) => plain(files::open_mail(app, input)?),
        ("test_reminder", Caller::MainWindow) => plain(notify::test(app)),
        ("health", Caller::MainWindow) => plain(notify::health(app)),
        ("network", Caller::MainWindow) => plain(Network { filter: hardening::network_filter() }),
        ("autostart", Caller::MainWindow) => plain(autostart::state(app)),
        ("set_autostart", Caller::MainWindow) => plain(autostart::set(app, &read(&shell, input)?)?),
        ("quick_log_keys", Caller::MainWindow) => plain(shortcut::state(app)),
        ("keyring", Caller::MainWindow) => plain(keyring::state(&shell, &Keyring::default())),
        ("remember_computer", Caller::MainWindow) => {
            let done = keyring::remember(&shell, &Keyring::default(), &read(&shell, input)?)?;
            announce(app, Area::Session);
            plain(done)
        }
        ("forget_computer", Caller::MainWindow) => {
            let done = keyring::forget(&shell, &Keyring::default())?;
            announce(app, Area::Session);
            plain(done)
        }
        ("forget_way_in", Caller::MainWindow) => {
            let before = shell.with_core(|core| core.keyring_names());
            let reply = core(window, caller, command, input, watch)?;
            keyring::clear_later(&shell, before);
            Ok(reply.output)
        }
        ("cancel_call", Caller::MainWindow) => {
            shell.works.stop(&read::<CancelCall>(&shell, input)?.call);
            Ok(json!({}))
        }
        ("here", _) => {
            shell.presence.note();
            Ok(json!({}))
        }
        ("lock", Caller::MainWindow) => lock_now(app),
        ("zoom_window", _) => {
            Zoom::step(window, read::<ZoomWindow>(&shell, input)?.direction);
            Ok(json!({}))
        }
        ("close_window", _) => {
            // Closing asks the same questions as the button of the window's frame.
            let _ = window.close();
            Ok(json!({}))
        }
        _ => {
            let reply = core(window, caller, command, input, watch)?;
            if let Some(area) = reply.changed {
                announce(app, area);
            }
            Ok(reply.output)
        }
    }
}

/// Calls the core, and tells the window about it while it takes long.
fn core(
    window: &WebviewWindow,
    caller: Caller,
    command: &str,
    input: Value,
    watch: Option<String>,
) -> Result<Reply, AppError> {
    let shell = window.state::<Shell>();
    if ["unlock", "create_vault"].contains(&command) {
        shell.presence.note();
    }
    let Some(name) = watch else { return shell.call(caller, command, input) };
    let work = shell.works.begin(&name);
    shell.call_watched(caller, command, input, &|done| {
        work.go_on(done, Instant::now(), |done| {
            // A window that is just being destroyed hears nothing, and needs nothing.
            let _ = window.emit("progress", json!({ "call": name, "done": done }));
        })
    })
}

/// Tells who calls by the label of the window; a window without a name here may call nothing.
fn caller(label: &str) -> Option<Caller> {
    match label {
        window::MAIN => Some(Caller::MainWindow),
        window::QUICK_LOG => Some(Caller::QuickLog),
        _ => None,
    }
}

fn read<I: DeserializeOwned>(shell: &Shell, input: Value) -> Result<I, AppError> {
    serde_json::from_value(input)
        .map_err(|e| shell.refuse(Code::Invalid, "app.input_not_understood", &[("why", &e.to_string())]))
}

fn plain(output: impl Serialize) -> Result<Value, AppError> {
    Ok(serde_json::to_value(output).expect("BUG: an answer of the shell is plain data"))
}

/// Calls a command of the core for the tray or a notification and tells the windows what it changed.
///
/// # Errors
/// As the core says.
pub fn call_for_the_shell(app: &AppHandle, command: &str, input: Value) -> Result<Option<Area>, AppError> {
    let reply = app.state::<Shell>().call(Caller::MainWindow, command, input)?;
    if let Some(area) = reply.changed {
        announce(app, area);
    }
    Ok(reply.changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_a_window_decides_who_calls() {
        assert_eq!(caller("main"), Some(Caller::MainWindow));
        assert_eq!(caller("quick-log"), Some(Caller::QuickLog));
        for stranger in ["", "Main", "main2", "quick-log-2"] {
            assert_eq!(caller(stranger), None, "{stranger:?} is no window of ours");
        }
    }
}
