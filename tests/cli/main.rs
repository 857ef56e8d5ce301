//! The promise of the command line, kept by the real program from end to end.
//!
//! What a rule refuses is tested where the rule is; here is what a script
//! relies on: codes, lines, names, and the figures of the worked case.

mod copies;
mod evidence;
mod files;
mod imports;
mod ratings;
mod schedule;
mod spreadsheet;
mod usage;
mod writing;
