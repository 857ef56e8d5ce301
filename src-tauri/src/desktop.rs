//! The program with windows: what it is made of and in which order it comes up.
//!
//! A second start finds the first by the session bus and hands its wish over.
//! Where there is no bus, the lock in the data folder keeps the second one out
//! and says why: that lock, not the bus, guards the data.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::process::ExitCode;

use inward_app::{LockError, WindowLock};
use inward_domain::lexicon::say;
use tauri::{App, AppHandle, DragDropEvent, Manager, RunEvent, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use tauri_plugin_window_state::StateFlags;

use crate::plugin::ForTheShell;
use crate::shell::Shell;
use crate::start::{Show, Start, Wish, copy_name};
use crate::{bridge, cli, clock, heartbeat, keyring, notify, paths, shortcut, tray, window};

/// Runs until the program is quit.
pub fn run(start: &Start) -> ExitCode {
    let language = clock::moment().system_language;
    if !has_display() {
        eprintln!("{}", say(language, "shell.no_display", &[]));
        return ExitCode::FAILURE;
    }
    #[cfg(target_os = "linux")]
    crate::hardening::surroundings::complete();
    // GTK is started in there, and where the display cannot be reached tao panics.
    let why = match std::panic::catch_unwind(AssertUnwindSafe(|| build(start))) {
        Ok(Ok(app)) => {
            app.run(on_event);
            return ExitCode::SUCCESS;
        }
        Ok(Err(error)) => say(language, "shell.cannot_start", &[("why", &error.to_string())]),
        Err(_) => say(language, "shell.no_display", &[]),
    };
    eprintln!("{why}");
    ExitCode::FAILURE
}

fn build(start: &Start) -> tauri::Result<App> {
    let mut context = tauri::generate_context!();
    let name = copy_name(&context.config().identifier, &start.data_folder, &paths::default_data_folder());
    if name != context.config().identifier {
        if cfg!(target_os = "linux") {
            // GTK lets only one program of a name run on a bus and would end this one without a word.
            context.config_mut().app.enable_gtk_app_id = false;
        } else {
            // Elsewhere the plugin for the second start takes its name from the identifier.
            context.config_mut().identifier = name.clone();
        }
    }
    let wanted = start.clone();
    let builder = tauri::Builder::default();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(ForTheShell(tauri_plugin_global_shortcut::Builder::new().build()));
    builder
        .plugin(ForTheShell(single_instance(name.clone())))
        .plugin(ForTheShell(window_state(&start.data_folder)))
        .plugin(ForTheShell(tauri_plugin_dialog::init()))
        .plugin(ForTheShell(tauri_plugin_notification::init()))
        .plugin(ForTheShell(tauri_plugin_autostart::Builder::new().args(["--hidden"]).build()))
        .manage(Shell::new(&start.data_folder, start.show == Show::Nothing))
        .manage(tray::Drawn::default())
        .manage(window::zoom::Zoom::default())
        .manage(shortcut::Shortcut::default())
        .manage(notify::Audience::look())
        .invoke_handler(tauri::generate_handler![bridge::call])
        .on_menu_event(|app, event| tray::chosen(app, event.id().as_ref()))
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => window::close_requested(window, api),
            #[cfg(target_os = "linux")]
            WindowEvent::Destroyed => crate::hardening::memory::give_back_soon(),
            WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => window::dropped(window, paths),
            _ => {}
        })
        .setup(move |app| {
            come_up(app.handle(), &wanted, &name);
            Ok(())
        })
        .build(context)
}

fn single_instance(name: String) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let builder = tauri_plugin_single_instance::Builder::new()
        .callback(|app, words, _| grant(app, cli::wish_of(&words).unwrap_or(Wish::Show(Show::Main))));
    #[cfg(target_os = "linux")]
    let builder = builder.dbus_id(name);
    #[cfg(not(target_os = "linux"))]
    let _ = name;
    builder.build()
}

/// Does what a second start wants.
fn grant(app: &AppHandle, wish: Wish) {
    match wish {
        Wish::Show(show) => window::show(app, show),
        Wish::Rest(rest) => tray::rest(app, rest),
    }
}

/// Keeps where the main window was; not whether it was shown, or a hidden start would show it.
fn window_state(data_folder: &Path) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_denylist(&[window::QUICK_LOG])
        .with_filename(data_folder.join("window.json").to_string_lossy())
        .build()
}

/// Takes the data folder and brings the parts up, the listener for buttons before the first reminder.
fn come_up(app: &AppHandle, start: &Start, copy_name: &str) {
    let lock = match WindowLock::take(&start.data_folder) {
        Ok(lock) => lock,
        Err(LockError::Held) => return give_up(app, "shell.already_running", &start.data_folder),
        Err(LockError::Folder(_)) => return give_up(app, "shell.folder_unusable", &start.data_folder),
    };
    app.manage(lock);
    #[cfg(target_os = "linux")]
    crate::hardening::traces::keep_no_list_of_files();
    #[cfg(target_os = "linux")]
    app.manage(window::Scratch::of_copy(app, copy_name));
    #[cfg(not(target_os = "linux"))]
    let _ = copy_name;
    app.state::<Shell>().refresh_known();
    if let Err(error) = notify::listen(app) {
        eprintln!("inward: reminders have no buttons: {error}");
    }
    tray::show(app);
    watch_the_bus(app);
    if let Err(error) = heartbeat::start(app) {
        eprintln!("inward: reminders do not run: {error}");
    }
    window::show(app, start.show);
    // Whoever keeps the keys may take a moment to answer; nothing waits for it.
    keyring::open_at_start(app);
}

/// Says why in a dialog and on the terminal, and ends.
fn give_up(app: &AppHandle, why: &str, data_folder: &Path) {
    let folder = data_folder.to_string_lossy();
    let sentence = app.state::<Shell>().say(why, &[("folder", &folder)]);
    eprintln!("{sentence}");
    let handle = app.clone();
    app.dialog()
        .message(sentence)
        .title("Inward")
        .kind(MessageDialogKind::Warning)
        .show(move |_| handle.exit(1));
}

#[cfg(target_os = "linux")]
fn watch_the_bus(app: &AppHandle) {
    let handle = app.clone();
    crate::bus::watch(crate::bus::NOTIFICATIONS, move |there| {
        handle.state::<notify::Audience>().set(there);
        if handle.state::<Shell>().started_hidden() {
            notify::say_that_it_is_locked(&handle);
        }
        // What could not be shown before and is still useful is shown now.
        handle.state::<Shell>().alarm.ring();
    });
    let handle = app.clone();
    crate::bus::watch(keyring::SECRETS, move |there| {
        // At a login the keyring may come after this program.
        if there && handle.state::<Shell>().is_locked() {
            keyring::open_at_start(&handle);
        }
    });
    let handle = app.clone();
    crate::bus::watch(crate::bus::TRAY_WATCHER, move |there| {
        if there { tray::show(&handle) } else { tray::lost(&handle) }
    });
    let handle = app.clone();
    crate::bus::watch_light(move |light| {
        // The bar at the top of GNOME is dark in both.
        let gnome = std::env::var("XDG_CURRENT_DESKTOP").is_ok_and(|name| name.contains("GNOME"));
        handle.state::<Shell>().set_light_panel(light && !gnome);
        tray::refresh(&handle);
    });
    let handle = app.clone();
    let alarm = app.state::<Shell>().alarm.clone();
    let before = move || {
        if let Err(error) = crate::shell::lock_now(&handle) {
            eprintln!("inward: the journal could not be locked: {:?}", error.code);
        }
    };
    crate::bus::watch_sleep(before, move || alarm.ring());
}

#[cfg(not(target_os = "linux"))]
fn watch_the_bus(_: &AppHandle) {}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // Without a code it is the last window that closed, not somebody who quit.
        RunEvent::ExitRequested { api, code: None, .. } if app.state::<Shell>().stays_without_windows() => {
            api.prevent_exit();
        }
        RunEvent::Exit => {
            if let Some(scratch) = app.try_state::<window::Scratch>() {
                scratch.remove();
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app, Show::Main),
        _ => {}
    }
}

#[cfg(target_os = "linux")]
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(not(target_os = "linux"))]
fn has_display() -> bool {
    true
}
