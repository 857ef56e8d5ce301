//! The house rules that no compiler checks, as tests.
//!
//! Each rule reads the checkout as text and says what it found, where, and why that is not
//! wanted here. Beside each stand small bad examples, so that a rule is known to bite.
//! Deliberately not here: what `rustc`, Clippy, `svelte-check` or a unit test says better.

mod house;
mod rule;

mod catalogue;
mod floors;
mod hygiene;
mod migrations;
mod network;
mod policy;
mod voice;
