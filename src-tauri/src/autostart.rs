//! Starting with the computer: hidden, only when the user said so, and read from where the desktop looks.
//!
//! On Linux the entry is written here, because the plugin ignores
//! `XDG_CONFIG_HOME` and leaves a path with spaces unquoted. Elsewhere the
//! plugin does it. Deliberately not here: when to ask; see `ask`.

use inward_app::reminders::{Autostart, SetAutostart};
use inward_app::{AppError, Caller, Code};
use serde_json::json;
use tauri::{AppHandle, Manager};

use crate::shell::{Shell, announce};

/// Tells whether Inward starts with the computer, and whether it is time to ask.
pub fn state(app: &AppHandle) -> Autostart {
    let shell = app.state::<Shell>();
    let on = is_on(app);
    let setting = |name: &str| {
        shell.call(Caller::MainWindow, "settings", json!({})).is_ok_and(|reply| reply.output[name] == true)
    };
    Autostart { on, ask: !on && shell.has_shown_a_reminder() && !setting("autostart_asked") }
}

/// Writes or removes the entry; that the question was answered is kept with the settings.
///
/// # Errors
/// [`Code::File`] when the folder cannot be written; [`Code::Locked`] is no obstacle to the entry itself.
pub fn set(app: &AppHandle, wanted: &SetAutostart) -> Result<Autostart, AppError> {
    let shell = app.state::<Shell>();
    switch(app, wanted.on)
        .map_err(|why| shell.refuse(Code::File, "shell.autostart_unwritable", &[("why", &why)]))?;
    if let Ok(reply) = shell.call(Caller::MainWindow, "settings", json!({})) {
        let mut settings = reply.output;
        settings["autostart_asked"] = json!(true);
        let saved = shell.call(Caller::MainWindow, "save_settings", settings)?;
        if let Some(area) = saved.changed {
            announce(app, area);
        }
    }
    Ok(state(app))
}

/// Tells whether the entry is there and holds.
#[cfg(not(target_os = "linux"))]
pub fn is_on(app: &AppHandle) -> bool {
    use tauri_plugin_autostart::ManagerExt;
    app.autolaunch().is_enabled().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn switch(app: &AppHandle, on: bool) -> Result<(), String> {
    use tauri_plugin_autostart::ManagerExt;
    let manager = app.autolaunch();
    if on { manager.enable() } else { manager.disable() }.map_err(|error| error.to_string())
}

#[cfg(target_os = "linux")]
pub use linux::is_on;
#[cfg(target_os = "linux")]
use linux::switch;

#[cfg(target_os = "linux")]
mod linux {
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};

    use tauri::{AppHandle, Manager};

    use crate::paths;
    use crate::shell::Shell;

    /// Tells whether the entry is there and holds.
    pub fn is_on(app: &AppHandle) -> bool {
        std::fs::read_to_string(place(app)).is_ok_and(|entry| holds(&entry))
    }

    pub fn switch(app: &AppHandle, on: bool) -> Result<(), String> {
        let place = place(app);
        let done = if on {
            let folder = place.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&place, wanted(app)?))
        } else {
            match std::fs::remove_file(&place) {
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                done => done,
            }
        };
        done.map_err(|error| format!("{}: {error}", place.display()))
    }

    fn place(app: &AppHandle) -> PathBuf {
        paths::config_folder().join("autostart").join(format!("{}.desktop", app.config().identifier))
    }

    fn wanted(app: &AppHandle) -> std::io::Result<String> {
        let folder = app.state::<Shell>().folder_if_chosen();
        // An AppImage runs from a place that is gone after the next start.
        let image = std::env::var_os("APPIMAGE").map(PathBuf::from);
        let program = image.map_or_else(std::env::current_exe, Ok)?;
        Ok(entry(&program, folder.as_deref()))
    }

    /// Writes the entry by the desktop entry specification: a quoted path, and a data folder where one was chosen.
    fn entry(program: &Path, folder: Option<&Path>) -> String {
        let data =
            folder.map(|f| format!(" --data-dir {}", quoted(&f.to_string_lossy()))).unwrap_or_default();
        let program = quoted(&program.to_string_lossy());
        format!(
            "[Desktop Entry]\nType=Application\nName=Inward\nExec={program} --hidden{data}\n\
             Icon=inward\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
        )
    }

    /// Quotes an argument of `Exec`: within quotes `"`, backtick, `$` and `\` are escaped, the
    /// escape itself is escaped once more as in any string of a desktop file, and `%` is doubled.
    fn quoted(argument: &str) -> String {
        let mut out = String::from("\"");
        for c in argument.chars() {
            match c {
                '"' | '`' | '$' => out.extend(['\\', '\\', c]),
                '\\' => out.push_str(r"\\\\"),
                '%' => out.push_str("%%"),
                _ => out.push(c),
            }
        }
        out.push('"');
        out
    }

    /// Tells whether a desktop would start the program of an entry.
    fn holds(entry: &str) -> bool {
        let says = |line: &str| entry.lines().any(|one| one.trim().eq_ignore_ascii_case(line));
        !says("Hidden=true") && !says("X-GNOME-Autostart-enabled=false")
    }

    #[cfg(test)]
    mod tests {
        use rstest::rstest;

        use super::*;

        #[rstest]
        #[case("/usr/bin/inward", r#""/usr/bin/inward""#)]
        #[case("/home/amir/My Programs/inward", r#""/home/amir/My Programs/inward""#)]
        #[case(r#"/opt/a"b/inward"#, r#""/opt/a\\"b/inward""#)]
        #[case("/opt/$x/`y`", r#""/opt/\\$x/\\`y\\`""#)]
        #[case(r"/opt/a\b", r#""/opt/a\\\\b""#)]
        #[case("/opt/100%", r#""/opt/100%%""#)]
        fn a_path_is_one_argument_whatever_is_in_it(#[case] path: &str, #[case] argument: &str) {
            assert_eq!(quoted(path), argument);
        }

        #[test]
        fn the_entry_starts_hidden_and_with_the_folder_that_was_chosen() {
            let plain = entry(Path::new("/usr/bin/inward"), None);
            assert!(plain.lines().any(|line| line == r#"Exec="/usr/bin/inward" --hidden"#), "{plain}");
            let other = entry(Path::new("/usr/bin/inward"), Some(Path::new("/home/amir/my notes")));
            assert!(
                other
                    .lines()
                    .any(|l| l == r#"Exec="/usr/bin/inward" --hidden --data-dir "/home/amir/my notes""#),
                "{other}"
            );
        }

        #[test]
        fn an_entry_that_the_desktop_switched_off_is_off() {
            let entry = entry(Path::new("/usr/bin/inward"), None);
            assert!(holds(&entry));
            assert!(!holds(&entry.replace("enabled=true", "enabled=false")));
            assert!(!holds(&format!("{entry}Hidden=true\n")));
        }
    }
}
