//! What a reader hands over: the good rows, the others with their reasons, and what had to be assumed.

use std::collections::HashSet;

use crate::problem::{Params, Reason, quoted};

/// Holds what a file of another program says.
///
/// `T` has a `source_id` that is the same when the same file is read again, so
/// that a second import can tell what is already there.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// The good ones, in the file's order.
    pub rows: Vec<T>,
    /// Those that cannot be taken over, in the file's order.
    pub problems: Vec<Noted>,
    /// What was left out of good ones, or assumed about them.
    pub remarks: Vec<Noted>,
    /// What had to be assumed to read the file at all, as sentences of the catalogue.
    pub assumptions: Vec<(&'static str, Params)>,
}

/// Names where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(u64),
    /// The how-manieth of its kind, from 1.
    Number(u64),
    /// A file of an archive or a folder.
    File(String),
}

impl Place {
    /// Returns the key of its words in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Place::Line(_) => "exchange.place.line",
            Place::Number(_) => "exchange.place.number",
            Place::File(_) => "exchange.place.file",
        }
    }

    /// Returns the figures of the words, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            Place::Line(n) => vec![("line", n.to_string())],
            Place::Number(n) => vec![("number", n.to_string())],
            Place::File(name) => vec![("name", quoted(name))],
        }
    }
}

/// Holds a reason and where it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Where.
    pub place: Place,
    /// Which one, in its own words, such as a name; empty when it has none.
    pub what: String,
    /// Why.
    pub reason: Reason,
}

impl<T> Found<T> {
    pub(crate) fn new() -> Found<T> {
        Found { rows: Vec::new(), problems: Vec::new(), remarks: Vec::new(), assumptions: Vec::new() }
    }

    pub(crate) fn left_out(&mut self, place: Place, what: &str, reason: Reason) {
        self.problems.push(Noted { place, what: quoted(what), reason });
    }

    pub(crate) fn remarked(&mut self, place: Place, what: &str, reason: Reason) {
        self.remarks.push(Noted { place, what: quoted(what), reason });
    }

    /// Tells whether there is nothing to show at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.problems.is_empty()
    }
}

/// Remembers the ids of a file, so that a second row with the same one is not taken.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashSet<String>);

impl Ids {
    /// Takes an id.
    ///
    /// # Errors
    /// [`Reason::Twice`] when it was taken before.
    pub fn take(&mut self, id: &str) -> Result<(), Reason> {
        if self.0.insert(id.to_owned()) { Ok(()) } else { Err(Reason::Twice { id: quoted(id) }) }
    }
}
