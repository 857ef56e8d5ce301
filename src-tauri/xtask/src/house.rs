//! Where things are: the folders of the checkout and of what is built from it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the root of the checkout.
///
/// Cargo says where the package lies each time it starts it: two checkouts that share a target
/// folder share this program too, and the one built in the other would work there.
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).ancestors().nth(2).expect("BUG: xtask lies two folders below the root").to_path_buf()
}

/// Returns the folder of the user interface.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Returns the folder cargo builds into; relative values of `CARGO_TARGET_DIR` count from the root.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) if !folder.is_empty() => root().join(folder),
        _ => root().join("target"),
    }
}

/// Returns the folder for pictures of windows; git ignores it.
pub fn pictures() -> PathBuf {
    root().join("pictures")
}

/// Returns a cargo command that starts at the root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Tells whether a program can be started; it is asked for its version.
pub fn has(program: &str, version_flag: &str) -> bool {
    Command::new(program).arg(version_flag).output().is_ok_and(|output| output.status.success())
}

/// Tells whether this is a build machine, where nobody can be asked.
pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Tells whether there is a display to open a window on.
pub fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
