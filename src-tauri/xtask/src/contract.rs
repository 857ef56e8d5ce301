//! `cargo xtask contract`: writes the TypeScript side of the contract anew.
//!
//! The types are written by a test of the crate `inward-app`, the same one that fails while the
//! committed file is out of date; an environment variable makes it write instead of compare.

use crate::{Outcome, house, step};

/// Writes `ui/src/contract.d.ts`, the forms that the stand-in for the core asks with, and how worksheets are exported.
///
/// # Errors
/// A sentence, when the types do not compile.
pub fn write() -> Outcome {
    let mut command = house::cargo();
    command
        .args(["test", "--package", "inward-app", "--test", "contract", "--test", "format"])
        .env("INWARD_WRITE_CONTRACT", "1");
    step::must(&mut command)?;
    println!("ui/src/contract.d.ts, ui/dev/forms.json and docs/data-format.md are up to date.");
    Ok(())
}
