//! Which program wrote a file.
#![no_main]

inward_tests::guided!(recognise);
