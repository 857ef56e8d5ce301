//! A journal from Markdown files.
#![no_main]

inward_tests::guided!(markdown);
