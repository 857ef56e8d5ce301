//! Whole files of any kind, looked at and taken in through the command.
#![no_main]

inward_tests::guided!(import);
