//! What the vault promises, seen from outside.

mod examples;

mod opening;
