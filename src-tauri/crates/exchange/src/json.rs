//! Everything as Inward's own JSON: the whole vault in one readable file.
//!
//! The file is versioned and loss-free: what [`write`] makes, [`read`] gives
//! back equal, and the same values make the same bytes. A file of a newer
//! version, and one with a field this version does not know, is refused rather
//! than read in part. No name is replaced and nothing merged in here.

mod check;
pub(crate) mod depth;
mod fields;
mod read;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use inward_domain::entry::Entry;
use inward_domain::experiment::{DayLog, Experiment};
use inward_domain::goal::Goal;
use inward_domain::hold::Hold;
use inward_domain::person::Person;
use inward_domain::provenance::Batch;
use inward_domain::schedule::{Occurrence, Rule};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::FILE_BYTES_MAX;
use crate::problem::JsonProblem;

/// What the field `format` says.
pub const FORMAT: &str = "inward";
/// The version this crate writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// How deep a file may nest; what Inward writes stays below ten.
pub const DEPTH_MAX: usize = 32;

/// The most values of a file: 200,000 entries with fifteen fields.
pub const VALUES_MAX: usize = 3_000_000;

/// Holds everything a person wrote, as one file holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Everything {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of this shape, from 1.
    pub version: u64,
    /// When it was written.
    pub exported_at: DateTime<Utc>,
    /// Whether it is a copy without real names, and how sure that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonymised: Option<Pseudonymised>,
    /// The settings, as the app keeps them.
    #[serde(default)]
    pub settings: Option<Value>,
    /// The people.
    #[serde(default)]
    pub people: Vec<Person>,
    /// The goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// The experiments with their measures and phases.
    #[serde(default)]
    pub experiments: Vec<Experiment>,
    /// The entries of the stream.
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// The logs of days.
    #[serde(default)]
    pub day_logs: Vec<DayLog>,
    /// The reminder rules.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// What became of reminders.
    #[serde(default)]
    pub occurrences: Vec<Occurrence>,
    /// What rows said before they were changed, oldest first.
    #[serde(default)]
    pub history: Vec<Earlier>,
    /// The files of other programs that were taken in, and which row came from which thing in them.
    #[serde(default)]
    pub imports: Vec<Batch>,
    /// What must not be deleted, now and before, in the order in which it began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// What was answered once and is not asked again, under the names of the app.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remembered: BTreeMap<String, Value>,
}

/// Tells how sure it is that a copy names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pseudonymised {
    /// Every word that might tell somebody was answered.
    Cleared,
    /// Something is still readable.
    NotCleared,
}

/// Holds what a row said before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// The row's kind, such as `entry`.
    pub kind: String,
    /// The row's id.
    pub id: String,
    /// When it was changed.
    pub at: DateTime<Utc>,
    /// What happened to it, such as `changed`.
    pub change: String,
    /// The whole row before.
    pub before: Value,
}

impl Everything {
    /// Starts a file of this version with nothing in it.
    pub fn at(exported_at: DateTime<Utc>) -> Everything {
        Everything {
            format: FORMAT.to_owned(),
            version: VERSION,
            exported_at,
            pseudonymised: None,
            settings: None,
            people: Vec::new(),
            goals: Vec::new(),
            experiments: Vec::new(),
            entries: Vec::new(),
            day_logs: Vec::new(),
            rules: Vec::new(),
            occurrences: Vec::new(),
            history: Vec::new(),
            imports: Vec::new(),
            holds: Vec::new(),
            remembered: BTreeMap::new(),
        }
    }
}

/// Writes the file: UTF-8, indented, rows in order of their ids, a line break at the end.
///
/// The same values give the same bytes, whatever order the rows came in.
pub fn write(everything: &Everything) -> Vec<u8> {
    let mut ordered = everything.clone();
    ordered.people.sort_by_key(|row| row.id);
    ordered.goals.sort_by_key(|row| row.id);
    ordered.experiments.sort_by_key(|row| row.id);
    ordered.entries.sort_by_key(|row| row.id);
    ordered.day_logs.sort_by_key(|row| row.id);
    ordered.rules.sort_by_key(|row| row.id);
    ordered.occurrences.sort_by_key(|row| row.key);
    ordered.imports.sort_by_key(|batch| batch.id);
    for batch in &mut ordered.imports {
        batch.rows.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    }
    if let Some(settings) = &mut ordered.settings {
        settings.sort_all_objects();
    }
    ordered.remembered.values_mut().for_each(Value::sort_all_objects);
    for earlier in &mut ordered.history {
        earlier.before.sort_all_objects();
    }
    let mut bytes = serde_json::to_vec_pretty(&ordered).expect("BUG: rows are plain data");
    bytes.push(b'\n');
    bytes
}

/// Tells whether the bytes look like JSON, so that a file without a telling name can be recognised.
pub fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = without_mark(bytes);
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}

/// Reads the file.
///
/// # Errors
/// A [`JsonProblem`] that names the line, the version or the field; nothing is read in part.
pub fn read(bytes: &[u8]) -> Result<Everything, JsonProblem> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(JsonProblem::TooLarge { max_mb: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let bytes = without_mark(bytes);
    if depth::exceeds(bytes, DEPTH_MAX) {
        return Err(JsonProblem::TooDeep { max: DEPTH_MAX });
    }
    if VALUES_MAX < depth::commas(bytes) {
        return Err(JsonProblem::TooManyValues { max: VALUES_MAX });
    }
    read::everything(bytes)
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

#[cfg(test)]
pub(crate) mod tests;
