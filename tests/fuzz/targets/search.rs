//! What is searched for.
#![no_main]

inward_tests::guided!(search);
