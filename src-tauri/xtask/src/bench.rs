//! `cargo xtask bench`: the measurements, each beside its yardstick, in one run.
//!
//! A measurement lives in the `benches` folder of the crate it measures, one of the whole in
//! `tests/measure`; here is only their set-up.

use std::process::Command;

use crate::{Outcome, debian, house, run, step, ui};

/// Runs the measurements; their figures are printed and not judged.
///
/// # Errors
/// A sentence, when a measurement cannot be built or ends early.
pub fn bench() -> Outcome {
    debian::ensure(&[debian::BUILD, debian::VIRTUAL_DISPLAY, debian::YARDSTICKS])?;
    step::must(house::cargo().args(["bench", "--package", "inward-vault", "--bench", "speed"]))?;
    step::must(house::cargo().args(["bench", "--package", "inward-report", "--bench", "speed"]))?;
    step::must(house::cargo().args(["bench", "--package", "inward-tests", "--bench", "exchange"]))?;
    start()
}

/// Measures the program as it is packaged, from its start to Today, beside a bare window.
fn start() -> Outcome {
    ui::ensure_packages()?;
    ui::ensure_built()?;
    let packaged = ["build", "--release", "--package", "inward", "--features", "tauri/custom-protocol"];
    step::must(house::cargo().args(packaged))?;
    let here = house::root();
    let mut measure = Command::new("/usr/bin/python3");
    measure.arg(here.join("src-tauri/xtask/src/bench/start.py")).arg(run::binary("release"));
    step::must(measure.arg(here.join("docs/worked-case.json")))
}
