//! Files in and out: bytes to values and values to bytes.
//!
//! Only this crate reads formats that something else may have written. It opens
//! no file, asks no clock, knows no vault, and decides nothing: the app hands it
//! bytes, and gets values with every problem named by line or field. Problems
//! are data (a key of the catalogue and its figures), never prose.
//!
//! Read in this order.

pub mod problem;

pub mod found;

pub mod recognise;

pub mod archive;

pub mod table;

pub mod days;

mod blocks;

pub mod people;

pub mod habits;

pub mod journal;

pub mod calendar;

pub mod export;

pub mod answer;

pub mod csv;

pub mod json;

/// The largest file that is read, in bytes (64 MiB); whoever opens a file stops there.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The longest line of a CSV that is read, in bytes (1 MiB).
pub const LINE_BYTES_MAX: usize = 1024 * 1024;
/// The most rows of a CSV that are read.
pub const ROWS_MAX: usize = 100_000;
