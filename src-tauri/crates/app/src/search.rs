//! Finding any word written anywhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::entries::Row;

/// Asks for words.
#[derive(Debug, Deserialize, TS)]
pub struct Search {
    /// The words; the last one may be unfinished.
    pub words: String,
    /// At most so many, newest first; 50 when left out.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Holds one place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hit {
    /// The row it is in.
    pub row: Row,
    /// Its kind in words.
    pub kind: String,
    /// What names it.
    pub title: String,
    /// The passage around the words.
    pub snippet: String,
    /// The found words in the passage, as start and length in characters.
    pub marks: Vec<(usize, usize)>,
    /// The day it belongs to.
    pub on: Option<NaiveDate>,
}
