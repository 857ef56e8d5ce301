//! People from a table.
#![no_main]

inward_tests::guided!(people);
