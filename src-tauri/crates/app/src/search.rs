//! Finding any word written anywhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::DayLogId;
use inward_vault::{Kind, Reader};

use crate::dispatch::Call;
use crate::entries::{self, Row};
use crate::error::Trouble;

/// How many findings are answered when nothing else is asked for.
const LIMIT: u32 = 50;
/// The most findings one search answers.
const LIMIT_MAX: u32 = 1_000;

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
    pub on: NaiveDate,
}

pub(crate) fn search(reader: &Reader, input: Search, call: &Call<'_>) -> Result<Vec<Hit>, Trouble> {
    let limit = input.limit.unwrap_or(LIMIT).min(LIMIT_MAX);
    let mut hits = Vec::new();
    for found in reader.search(&input.words, limit)? {
        let Some(row) = row_of(reader, &found)? else { continue };
        if let Row::Entry(id) = row
            && reader.entry(id)?.is_some_and(|entry| entries::resting(&entry.fields.body, call).is_some())
        {
            continue;
        }
        hits.push(Hit {
            row,
            kind: call.say(&format!("app.kind_{}", found.kind.name()), &[]),
            title: found.title,
            snippet: found.snippet,
            marks: found.marks.iter().map(|m| (m.start, m.length)).collect(),
            on: found.on,
        });
    }
    Ok(hits)
}

/// Returns the row to open for a finding; a logged day opens its experiment.
fn row_of(reader: &Reader, found: &inward_vault::Hit) -> Result<Option<Row>, Trouble> {
    Ok(match found.kind {
        Kind::Person => found.id_as().map(Row::Person),
        Kind::Goal => found.id_as().map(Row::Goal),
        Kind::Experiment => found.id_as().map(Row::Experiment),
        Kind::Entry => found.id_as().map(Row::Entry),
        Kind::Reminder => found.id_as().map(Row::Reminder),
        Kind::DayLog => match found.id_as::<DayLogId>() {
            Some(id) => reader.day_log_by_id(id)?.map(|log| Row::Experiment(log.experiment)),
            None => None,
        },
    })
}
