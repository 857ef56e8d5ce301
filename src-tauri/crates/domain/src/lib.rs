//! What Inward knows about people, goals, experiments and the passing of days.
//!
//! Everything here is a value or a pure function: no file, no database, no
//! window and no clock. `now` and `today` are always arguments, so that a test
//! can live through twelve weeks in a millisecond.
//!
//! Read in this order.

pub mod text;

pub mod numbers;

pub mod dates;

pub mod ids;

pub mod refusal;

pub mod lexicon;

mod words;

pub mod hints;

pub mod questions;

pub mod person;

pub mod competency;

pub mod goal;

pub mod path;

pub mod offers;

pub mod experiment;

pub mod form;

pub mod entry;

pub mod contact_interval;

pub mod provenance;

pub mod hold;

pub mod schedule;

pub mod period;

pub mod evidence;

pub mod pseudonym;
