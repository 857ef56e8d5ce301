//! Everything as CSV tables that a spreadsheet opens and runs nothing of.
//!
//! One table for each noun and each kind of entry, and one more for each list
//! of rows within rows, such as the measures of experiments. Columns carry the
//! names that `docs/data-format.md` explains. A text that a spreadsheet would
//! take as a formula gets an apostrophe in front.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::Names;
use crate::archive::NamedFile;
use crate::csv::guarded;
use crate::csv::write::put_row;
use crate::json::Everything;

/// Tells spreadsheets that the file is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// The columns that come first, where a table has them; the others follow by name.
const FIRST: [&str; 14] = [
    "id",
    "on",
    "of",
    "of_name",
    "kind",
    "display_name",
    "title",
    "name",
    "sentence",
    "statement",
    "person",
    "person_name",
    "experiment",
    "experiment_name",
];
/// The columns with ids, which get a column with the name beside them.
const NAMED: [&str; 5] = ["person", "goal", "experiment", "measure", "of"];

/// After so many entries somebody is asked whether to go on.
const STEP: usize = 500;

type Row = BTreeMap<String, Value>;

/// Writes the tables; a table without a row is not written.
///
/// `go_on` is told how much is done, 0–1, and answers whether to go on; none when it said no.
pub fn write(all: &Everything, go_on: &mut dyn FnMut(f32) -> bool) -> Option<Vec<NamedFile>> {
    let mut tables = Tables { names: Names::of(all), rows: BTreeMap::new() };
    tables.add_all("people", &all.people);
    tables.add_all("goals", &all.goals);
    tables.add_all("experiments", &all.experiments);
    for (done, entry) in all.entries.iter().enumerate() {
        if done % STEP == 0 && !go_on(0.7 * done as f32 / all.entries.len() as f32) {
            return None;
        }
        tables.add(&format!("entries-{}", entry.fields.body.kind()), entry);
    }
    tables.add_all("days", &all.day_logs);
    tables.add_all("reminders", &all.rules);
    let mut files = Vec::new();
    for (name, rows) in &tables.rows {
        if !go_on(0.7 + 0.3 * files.len() as f32 / tables.rows.len() as f32) {
            return None;
        }
        files.push(file(name, rows));
    }
    Some(files)
}

struct Tables {
    names: Names,
    rows: BTreeMap<String, Vec<Row>>,
}

impl Tables {
    fn add_all(&mut self, table: &str, rows: &[impl Serialize]) {
        for row in rows {
            self.add(table, row);
        }
    }

    fn add(&mut self, table: &str, row: &impl Serialize) {
        let Ok(Value::Object(fields)) = serde_json::to_value(row) else {
            unreachable!("BUG: rows are plain data")
        };
        let id = fields.get("id").cloned().unwrap_or_default();
        self.add_fields(table, &id, without_body(fields), None);
    }

    fn add_fields(&mut self, table: &str, id: &Value, fields: Map<String, Value>, of: Option<&Value>) {
        let mut row = Row::new();
        if let Some(of) = of {
            row.insert("of".into(), of.clone());
        }
        self.flatten(table, id, "", fields, &mut row);
        for name in NAMED {
            if let Some(found) = row.get(name).and_then(|id| self.names.find(id)) {
                let found = Value::from(found);
                row.insert(format!("{name}_name"), found);
            }
        }
        self.rows.entry(table.to_owned()).or_default().push(row);
    }

    /// Puts what lies within a field into columns of its own, and lists of rows into tables of their own.
    fn flatten(&mut self, table: &str, id: &Value, within: &str, fields: Map<String, Value>, row: &mut Row) {
        for (name, value) in fields {
            let column = if within.is_empty() { name } else { format!("{within}.{name}") };
            match value {
                Value::Object(inside) => self.flatten(table, id, &column, inside, row),
                Value::Array(items) if items.iter().any(Value::is_object) => {
                    for item in items {
                        let Value::Object(inside) = item else { continue };
                        let own = inside.get("id").cloned().unwrap_or_default();
                        self.add_fields(
                            &format!("{table}-{}", column.replace('.', "-")),
                            &own,
                            inside,
                            Some(id),
                        );
                    }
                }
                Value::Null => {}
                value => {
                    row.insert(column, value);
                }
            }
        }
    }
}

/// Moves the fields of an entry's worksheet up beside its own; one of a name that is taken stays below.
fn without_body(mut fields: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Object(body)) = fields.remove("body") {
        for (name, value) in body {
            let name = if fields.contains_key(&name) { format!("body.{name}") } else { name };
            fields.insert(name, value);
        }
    }
    fields
}

fn file(table: &str, rows: &[Row]) -> NamedFile {
    let all: BTreeSet<&str> = rows.iter().flat_map(|row| row.keys().map(String::as_str)).collect();
    let first = FIRST.iter().copied().filter(|name| all.contains(name));
    let columns: Vec<&str> = first.chain(all.iter().copied().filter(|name| !FIRST.contains(name))).collect();
    let mut bytes = MARK.to_vec();
    put_row(columns.iter().map(|name| guarded(name)), &mut bytes);
    for row in rows {
        put_row(columns.iter().map(|name| row.get(*name).map(cell).unwrap_or_default()), &mut bytes);
    }
    NamedFile { path: format!("{table}.csv"), bytes }
}

/// Writes a value as a cell: numbers as they are, texts so that they stay texts.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(answer) => answer.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => guarded(text).into_owned(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            guarded(&items.join("; ")).into_owned()
        }
        Value::Object(_) => guarded(&value.to_string()).into_owned(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
