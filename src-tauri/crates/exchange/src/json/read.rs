//! The file row by row, so that no more than one stands in memory as loose values.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use inward_domain::entry::Entry;
use inward_domain::experiment::{DayLog, Experiment};
use inward_domain::goal::Goal;
use inward_domain::person::Person;
use inward_domain::provenance::Batch;
use inward_domain::schedule::{Occurrence, Rule};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Earlier, Everything, FORMAT, VERSION, check, fields};
use crate::problem::JsonProblem;

/// Reads a file that neither nests too deep nor lists too much.
pub(super) fn everything(bytes: &[u8]) -> Result<Everything, JsonProblem> {
    let document = Document { bytes };
    let mut parts: BTreeMap<String, &RawValue> = match serde_json::from_slice(bytes) {
        Ok(parts) => parts,
        Err(error) if error.is_data() => {
            // Another kind of document, if it is one at all.
            let _: IgnoredAny = serde_json::from_slice(bytes).map_err(|e| broken(&e, 1))?;
            return Err(JsonProblem::NotOurs);
        }
        Err(error) => return Err(broken(&error, 1)),
    };
    document.recognise(&parts)?;
    let people = document.rows(&mut parts, "people", |row: &Person| row.id)?;
    let goals = document.rows(&mut parts, "goals", |row: &Goal| row.id)?;
    let experiments = document.rows(&mut parts, "experiments", |row: &Experiment| row.id)?;
    let entries = document.rows(&mut parts, "entries", |row: &Entry| row.id)?;
    let day_logs = document.rows(&mut parts, "day_logs", |row: &DayLog| row.id)?;
    let rules = document.rows(&mut parts, "rules", |row: &Rule| row.id)?;
    let occurrences = document.rows(&mut parts, "occurrences", |row: &Occurrence| row.key)?;
    let imports = document.rows(&mut parts, "imports", |row: &Batch| row.id)?;
    let mut number = 0_usize;
    let history = document.rows(&mut parts, "history", |_: &Earlier| {
        number += 1;
        number
    })?;
    let mut rest = Map::new();
    for (name, raw) in parts {
        rest.insert(name, document.value(raw)?);
    }
    let rest: Everything = typed("", &Value::Object(rest))?;
    let all = Everything {
        people,
        goals,
        experiments,
        entries,
        day_logs,
        rules,
        occurrences,
        imports,
        history,
        ..rest
    };
    check::rows(&all)?;
    Ok(all)
}

/// The whole file, in which the parts lie.
struct Document<'b> {
    bytes: &'b [u8],
}

impl<'b> Document<'b> {
    fn recognise(&self, parts: &BTreeMap<String, &RawValue>) -> Result<(), JsonProblem> {
        let part = |name: &str| parts.get(name).map(|raw| self.value(raw)).transpose();
        if part("format")?.as_ref().and_then(Value::as_str) != Some(FORMAT) {
            return Err(JsonProblem::NotOurs);
        }
        match part("version")?.as_ref().and_then(Value::as_u64) {
            Some(1..=VERSION) => Ok(()),
            Some(0) | None => Err(JsonProblem::NotOurs),
            Some(found) => Err(JsonProblem::Newer { found, known: VERSION }),
        }
    }

    /// Takes a list out of the parts and reads its rows, until one has a key that another had before.
    fn rows<T: DeserializeOwned + Serialize, K: Eq + Hash>(
        &self,
        parts: &mut BTreeMap<String, &'b RawValue>,
        list: &str,
        mut key: impl FnMut(&T) -> K,
    ) -> Result<Vec<T>, JsonProblem> {
        let Some(raw) = parts.remove(list) else { return Ok(Vec::new()) };
        let Ok(raws) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
            // No list at all, or one in which something is wrong: told as the field it is.
            let value = self.value(raw)?;
            return typed(list, &value);
        };
        let (mut rows, mut keys) = (Vec::new(), HashSet::new());
        for (raw, index) in raws.into_iter().zip(0_usize..) {
            let at = format!("{list}[{index}]");
            let row: T = typed(&at, &self.value(raw)?)?;
            if !keys.insert(key(&row)) {
                return Err(JsonProblem::Twice { path: at });
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// Reads a part as loose values; what is wrong in it is told by the line of the whole file.
    fn value(&self, raw: &RawValue) -> Result<Value, JsonProblem> {
        serde_json::from_str(raw.get()).map_err(|error| {
            let begins = (raw.get().as_ptr() as usize).saturating_sub(self.bytes.as_ptr() as usize);
            let above = self.bytes.iter().take(begins).filter(|byte| **byte == b'\n').count();
            broken(&error, above + 1)
        })
    }
}

fn broken(error: &serde_json::Error, first_line: usize) -> JsonProblem {
    JsonProblem::NotJson { line: error.line().max(1) + first_line - 1, column: error.column().max(1) }
}

/// Reads a value as what it has to be, and refuses it when something in it would be lost.
fn typed<T: DeserializeOwned + Serialize>(at: &str, value: &Value) -> Result<T, JsonProblem> {
    let read = serde_path_to_error::deserialize(value).map_err(|e| fields::refused(at, value, e))?;
    fields::nothing_left_out(at, value, &read)?;
    Ok(read)
}
