//! One file per table, each with its SQL and nothing else.

pub(crate) mod column;
pub(crate) mod kind;

pub(crate) mod history;

pub(crate) mod entry;
mod person;
