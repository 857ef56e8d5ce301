//! `cargo xtask pages`: writes the completions and the manual pages of the package anew.
//!
//! They are written by a test of the program itself, the same one that fails while a committed
//! file is out of date; an environment variable makes it write instead of compare.

use crate::{Outcome, house, step};

/// Writes what `src-tauri/packaging` holds for shells and readers.
///
/// # Errors
/// A sentence, when the program does not compile.
pub fn write() -> Outcome {
    let mut command = house::cargo();
    // The whole workspace, or shared libraries would be compiled once more with other features.
    command.args(["test", "--workspace", "--bin", "inward", "pages"]).env("INWARD_WRITE_PAGES", "1");
    step::must(&mut command)?;
    println!("The completions and manual pages in src-tauri/packaging are up to date.");
    Ok(())
}
