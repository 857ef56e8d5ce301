//! Answers that were pasted, saved as a page, or opened from a file.
#![no_main]

inward_tests::guided!(answer);
