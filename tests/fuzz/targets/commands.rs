//! The inputs of every command, several in a row.
#![no_main]

inward_tests::guided!(commands);
