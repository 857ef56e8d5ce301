//! What the tests of the whole have in common; they look at the house from outside.
//!
//! - `tidy`: the house rules that no compiler checks.
//! - `acceptance`: stories told through dispatch, as the window would tell them.
//! - `cli`: the promise of the command line, kept by the real program. It is given `INWARD_BIN`.
//! - `desktop`: the real window on a display and a bus of its own. It is given `INWARD_BIN`.
//! - `fuzz`: random input for whatever reads something; `cargo xtask fuzz` lets coverage guide it.
//! - `measure`: how fast the whole is, beside a yardstick; only for `cargo xtask bench`.
//! - `safety`: the real program under kill, a full disk and hostile files. It is given `INWARD_BIN`.
//!
//! `cargo xtask test` builds the program and sets `INWARD_BIN` (built for a WebDriver, without the
//! network filter) and `INWARD_PLAIN_BIN` (as it is packaged). Deliberately not here: tests that a
//! lower floor can show.

pub mod canary;
pub mod chance;
pub mod filled;
pub mod fuzz;
pub mod program;

use std::path::PathBuf;

/// Returns the root of the checkout; asked at run time, for two checkouts may share a target folder and so a built test.
pub fn root() -> PathBuf {
    let tests = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(tests).parent().expect("BUG: tests/ lies in the root").to_path_buf()
}
