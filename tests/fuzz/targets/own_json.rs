//! Everything as our own JSON; what is read is written and read again.
#![no_main]

inward_tests::guided!(own_json);
