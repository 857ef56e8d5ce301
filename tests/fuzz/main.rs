//! Whatever comes in: each reader of files, the rule of a recurrence, the search, and the input of every command.
//!
//! Each target gets inputs that are made from good ones by chance. A plain run
//! tries a fixed few, so that it takes seconds and says the same each time;
//! `cargo xtask fuzz` gives each target its time (60 s) and another beginning.
//! An input that stops the program is written to `inward-fuzz` in the target
//! folder. Deliberately not here: what a reader makes of a good file.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod round;

mod commands;
mod files;
mod payload;
mod words;
