//! `cargo xtask bench`: the measurements, each beside its yardstick, in one run.
//!
//! A measurement lives in the `benches` folder of the crate it measures; here is only their set-up.

use crate::{Outcome, debian, house, step};

/// Runs the measurements; their figures are printed and not judged.
///
/// # Errors
/// A sentence, when a measurement cannot be built or ends early.
pub fn bench() -> Outcome {
    debian::ensure(&[debian::BUILD, debian::YARDSTICKS])?;
    step::must(house::cargo().args(["bench", "--package", "inward-vault", "--bench", "speed"]))?;
    step::must(house::cargo().args(["bench", "--package", "inward-report", "--bench", "speed"]))
}
