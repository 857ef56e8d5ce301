//! Zip archives as they come, read as each kind that is one.
#![no_main]

inward_tests::guided!(archives);
