//! `cargo xtask fuzz`: random input for each reader of files, the rule of a recurrence, the search and every command.
//!
//! The targets are the tests in `tests/fuzz`, which a plain run of the tests tries with a fixed few
//! inputs. Here each gets its time and another beginning; the number that began it is printed, and
//! `INWARD_FUZZ_SEED` begins there again. It needs the stable toolchain only.

use std::hash::{BuildHasher, RandomState};

use crate::{Outcome, house, step};

/// Tries every target for so many seconds.
///
/// # Errors
/// A sentence, when `seconds` is no number, or a target was stopped by an input.
pub fn fuzz(seconds: &str) -> Outcome {
    if seconds.parse::<u32>().is_err() {
        return Err(format!("`{seconds}` is no number of seconds."));
    }
    let seed = std::env::var("INWARD_FUZZ_SEED")
        .unwrap_or_else(|_| (RandomState::new().hash_one(0_u8) >> 32).to_string());
    println!("Seed {seed}; an input that stops a target is kept in inward-fuzz of the target folder.");
    let mut run = house::cargo();
    run.args(["test", "--workspace", "--test", "fuzz", "--no-fail-fast", "--", "--nocapture"]);
    step::must(run.env("INWARD_FUZZ_SECONDS", seconds).env("INWARD_FUZZ_SEED", seed))
}
