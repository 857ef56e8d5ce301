//! What a document is asked for.
#![no_main]

inward_tests::guided!(reports);
