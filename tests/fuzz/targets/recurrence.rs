//! The rule of a recurrence.
#![no_main]

inward_tests::guided!(recurrence);
