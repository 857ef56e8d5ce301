//! A journal from Day One.
#![no_main]

inward_tests::guided!(day_one);
