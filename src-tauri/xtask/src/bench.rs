//! `cargo xtask bench`: the measurements, each beside its yardstick, in one run.
//!
//! They live in `tests/benches`; here is only their set-up. `INWARD_RELEASE_BIN` is the program
//! as it is packaged.

use crate::{Outcome, debian, house, run, step, ui};

/// Builds the program for release and runs the measurements.
///
/// # Errors
/// A sentence, when there is nothing to measure with or a measurement fails.
pub fn bench() -> Outcome {
    if !house::root().join("tests/benches").is_dir() {
        return Err("There are no measurements in this checkout (tests/benches).".into());
    }
    debian::ensure(&[debian::BUILD, debian::VIRTUAL_DISPLAY, debian::BENCH])?;
    ui::ensure_packages()?;
    ui::ensure_built()?;
    let release = ["build", "--release", "--package", "inward", "--features", "tauri/custom-protocol"];
    step::must(house::cargo().args(release))?;
    let mut benches = house::cargo();
    benches.args(["bench", "--package", "inward-tests"]).env("INWARD_RELEASE_BIN", run::binary("release"));
    step::must(&mut benches)
}
