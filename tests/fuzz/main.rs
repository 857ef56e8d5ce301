//! Whatever comes in: a fixed few inputs for each target of `inward_tests::fuzz`, in seconds and without coverage.
//!
//! The inputs are the good ones and what chance makes of them, so a plain run
//! says the same each time. `cargo xtask fuzz` gives each target its time (60 s)
//! and lets coverage guide the choice: `Cargo.toml` and `targets` beside this
//! file are the cargo-fuzz project for that. An input that stops a target is
//! written to `inward-fuzz` in the target folder.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod list;
mod round;
