//! The key file of a journal.
#![no_main]

inward_tests::guided!(key_file);
