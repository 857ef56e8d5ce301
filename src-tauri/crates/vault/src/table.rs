//! One file per table, each with its SQL and nothing else.

pub(crate) mod column;
pub(crate) mod kind;

pub(crate) mod history;
pub(crate) mod hold;
pub(crate) mod trash;

pub(crate) mod purge;

mod goal;
mod person;

mod experiment;

mod day_log;
pub(crate) mod entry;

mod occurrence;
mod rule;

mod import;

pub(crate) mod counts;
mod setting;
