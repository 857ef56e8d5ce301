//! The user interface as seen from outside: Node, the packages of the lock file, the built pages.

use std::path::PathBuf;
use std::process::Command;

use crate::{Outcome, house, stamp, step};

const OLDEST_NODE: u32 = 20;

/// Returns an npm command that starts in the folder of the user interface.
pub fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(house::ui());
    command
}

/// Checks for Node and installs the packages of the lock file, if it changed since the last time.
///
/// # Errors
/// A sentence that says what to install.
pub fn ensure_packages() -> Outcome {
    ensure_node()?;
    let seen = stamp::fingerprint(&[house::ui().join("package-lock.json")])?;
    if stamp::holds(&stamp_of("packages"), &seen) {
        return Ok(());
    }
    println!("\n── Packages of the user interface (npm ci)");
    step::must(npm().args(["ci", "--no-audit", "--no-fund"]))?;
    stamp::put(&stamp_of("packages"), &seen)
}

/// Builds the pages into `ui/dist`, if a source changed since the last time.
///
/// # Errors
/// A sentence, when the build fails.
pub fn ensure_built() -> Outcome {
    let seen = stamp::fingerprint(&sources())?;
    if house::ui().join("dist/index.html").is_file() && stamp::holds(&stamp_of("pages"), &seen) {
        return Ok(());
    }
    println!("\n── Pages of the user interface (npm run build)");
    step::must(npm().args(["run", "build"]))?;
    note_built()
}

/// Writes down that the pages are those of the present sources, after a build made elsewhere.
///
/// # Errors
/// A sentence, when the stamp cannot be written.
pub fn note_built() -> Outcome {
    stamp::put(&stamp_of("pages"), &stamp::fingerprint(&sources())?)
}

fn stamp_of(name: &str) -> PathBuf {
    house::ui().join("node_modules/.inward").join(name)
}

fn sources() -> Vec<PathBuf> {
    let ui = house::ui();
    let mut all: Vec<PathBuf> = ["src", "public", "scripts", "package.json", "package-lock.json"]
        .iter()
        .chain(&["vite.config.ts", "svelte.config.js", "tsconfig.json"])
        .map(|name| ui.join(name))
        .collect();
    // The pages themselves: one for each window.
    if let Ok(entries) = std::fs::read_dir(&ui) {
        let pages =
            entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "html"));
        all.extend(pages);
    }
    // What the pages share with the core: its texts, and the styles of its drawings.
    all.push(house::root().join("src-tauri/crates/domain/messages"));
    all.push(house::root().join("src-tauri/crates/report/src/drawing"));
    all.sort();
    all.dedup();
    all
}

fn ensure_node() -> Outcome {
    let wanted = format!("Node.js {OLDEST_NODE} or newer is needed, with npm");
    let found = step::answer(Command::new("node").arg("--version"))
        .map_err(|_| format!("{wanted}, and was not found. Install it and try again."))?;
    match major_of(&found) {
        Some(major) if OLDEST_NODE <= major => {}
        _ => return Err(format!("{wanted}; this machine has {found}.")),
    }
    step::answer(npm().arg("--version")).map(drop).map_err(|_| format!("{wanted}; npm was not found."))
}

fn major_of(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_number_of_node_is_read() {
        assert_eq!(major_of("v20.20.2"), Some(20));
        assert_eq!(major_of("v8.1.0"), Some(8), "8 is older than 20, whatever its first digit says");
        assert_eq!(major_of("nonsense"), None);
    }
}
