//! Daily ratings as CSV.
#![no_main]

inward_tests::guided!(ratings);
