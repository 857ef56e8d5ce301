//! Earlier imports, and taking one back: what it made goes to the trash, what it changed says again what it said.
//!
//! What the user has edited or built upon since stays, and so does what a hold
//! covers; both are named.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use inward_domain::entry::Entry;
use inward_domain::ids::BatchId;
use inward_domain::provenance::{Batch, Origin, RowKind, Taken};
use inward_vault::{EntryFilter, Kind, Reader, VaultError, Writer};

use super::super::everything::go_on;
use super::ImportCount;
use super::everything::goal_name;
use super::plan::words_of;
use crate::contract::Nothing;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::reminders;

/// How long an id is; another text of that length is the id of nothing.
const ID_CHARACTERS: usize = 36;

/// Holds an earlier import as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRecord {
    /// Its id.
    pub id: BatchId,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// What the file held, in words.
    pub format_words: String,
    /// The name of the file.
    pub name: String,
    /// What it made and changed, by kind of row; `unchanged` is 0.
    pub counts: Vec<ImportCount>,
    /// When it was taken back; none while it counts.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Takes an import back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct UndoImport {
    /// Which.
    pub id: BatchId,
}

/// Tells what taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoneImport {
    /// Rows that are in the trash.
    pub gone: usize,
    /// Rows that say again what they said before.
    pub put_back: usize,
    /// What stays because it was edited or used since, in its own words.
    pub stayed: Vec<String>,
    /// What stays because a hold covers it, in its own words.
    pub held: Vec<String>,
    /// In a sentence.
    pub message: String,
}

pub(crate) fn imports(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<Vec<ImportRecord>, Trouble> {
    let mut listed = Vec::new();
    for head in reader.imports()? {
        let Some(batch) = reader.import(head.id)? else { continue };
        let mut by_kind: BTreeMap<RowKind, (usize, usize)> = BTreeMap::new();
        for row in &batch.rows {
            let (added, changed) = by_kind.entry(row.kind).or_default();
            *(if row.change == Taken::Added { added } else { changed }) += 1;
        }
        let count = |(kind, (added, changed)): (RowKind, (usize, usize))| ImportCount {
            kind_words: call.say(words_of(kind), &[]),
            added,
            changed,
            unchanged: 0,
        };
        listed.push(ImportRecord {
            id: batch.id,
            at: batch.at,
            format_words: call.say(&format!("import.format.{}", batch.format), &[]),
            name: batch.name.to_string(),
            counts: by_kind.into_iter().map(count).collect(),
            undone_at: batch.undone_at,
        });
    }
    Ok(listed)
}

pub(crate) fn undo_import(
    writer: &Writer,
    input: UndoImport,
    call: &Call<'_>,
) -> Result<UndoneImport, Trouble> {
    let missing = || call.refuse(Code::NotFound, "import.no_such", &[]);
    let batch = writer.import(input.id)?.ok_or_else(missing)?;
    if batch.undone_at.is_some() {
        return Err(call.refuse(Code::Refused, "import.undone_already", &[]));
    }
    let mut undone =
        UndoneImport { gone: 0, put_back: 0, stayed: Vec::new(), held: Vec::new(), message: String::new() };
    let uses = Uses::of(writer, &batch)?;
    for (done, row) in in_order(&batch.rows).into_iter().enumerate() {
        go_on(done as f32 / batch.rows.len() as f32, call)?;
        match taken_back(writer, row, &batch, &uses, call)? {
            Outcome::Gone => undone.gone += 1,
            Outcome::PutBack => undone.put_back += 1,
            Outcome::Stays(name) => undone.stayed.push(name),
            Outcome::Held(name) => undone.held.push(name),
            Outcome::NotThere => {}
        }
    }
    writer.put_import(&Batch { undone_at: Some(call.moment.now), rows: Vec::new(), ..batch })?;
    reminders::follow_contacts(writer, call)?;
    undone.message = message(&undone, call);
    Ok(undone)
}

/// Names what became of one row.
enum Outcome {
    Gone,
    PutBack,
    Stays(String),
    Held(String),
    NotThere,
}

/// Sorts rows so that whatever leans on another goes first.
fn in_order(rows: &[Origin]) -> Vec<&Origin> {
    let mut ordered: Vec<&Origin> = rows.iter().collect();
    ordered.sort_by_key(|row| match row.kind {
        RowKind::Reminder => 0,
        RowKind::DayLog => 1,
        RowKind::Entry => 2,
        RowKind::Experiment => 3,
        RowKind::Goal => 4,
        RowKind::Person => 5,
    });
    ordered
}

fn taken_back(
    writer: &Writer,
    row: &Origin,
    batch: &Batch,
    uses: &Uses,
    call: &Call<'_>,
) -> Result<Outcome, Trouble> {
    let kind = kind_of(row.kind);
    let Some((name, present)) = stored(writer, row)? else { return Ok(Outcome::NotThere) };
    let since = writer.changes_since(kind, &row.id, batch.at)?;
    // The import itself left what a row said that it changed; the next change left what the import made of it.
    let its_own = usize::from(row.change == Taken::Changed);
    let is_edited = since.get(its_own).is_some_and(|earlier| earlier.before != present);
    if is_edited || (row.change == Taken::Added && uses.has(row)) {
        return Ok(Outcome::Stays(name));
    }
    let done = match row.change {
        Taken::Added => delete(writer, row, call),
        Taken::Changed => match since.first() {
            Some(earlier) => put_back(writer, row.kind, earlier.before.clone(), call),
            None => return Ok(Outcome::NotThere),
        },
    };
    match done {
        Ok(()) if row.change == Taken::Added => Ok(Outcome::Gone),
        Ok(()) => Ok(Outcome::PutBack),
        Err(VaultError::Held { .. }) => Ok(Outcome::Held(name)),
        Err(VaultError::MeasureInUse) => Ok(Outcome::Stays(name)),
        Err(other) => Err(other.into()),
    }
}

fn kind_of(kind: RowKind) -> Kind {
    match kind {
        RowKind::Person => Kind::Person,
        RowKind::Goal => Kind::Goal,
        RowKind::Experiment => Kind::Experiment,
        RowKind::Entry => Kind::Entry,
        RowKind::DayLog => Kind::DayLog,
        RowKind::Reminder => Kind::Reminder,
    }
}

fn id<T: std::str::FromStr>(row: &Origin) -> Result<T, VaultError> {
    row.id.parse().map_err(|_| VaultError::Unreadable { what: "id" })
}

/// Returns what a row is called and what it says; none when it is gone or in the trash already.
fn stored(reader: &Reader, row: &Origin) -> Result<Option<(String, Value)>, Trouble> {
    fn told<T: Serialize>(row: T, name: impl Fn(&T) -> String) -> (String, Value) {
        (name(&row), serde_json::to_value(&row).expect("BUG: a row is plain data"))
    }
    let dated = |row: &Entry| format!("{} · {}", row.fields.on, row.fields.body.title());
    Ok(match row.kind {
        RowKind::Person => {
            reader.person(id(row)?)?.map(|row| told(row, |row| row.fields.display_name.to_string()))
        }
        RowKind::Goal => reader.goal(id(row)?)?.map(|row| told(row, goal_name)),
        RowKind::Experiment => {
            reader.experiment(id(row)?)?.map(|row| told(row, |row| row.fields.title.to_string()))
        }
        RowKind::Entry => reader.entry(id(row)?)?.map(|row| told(row, dated)),
        RowKind::DayLog => reader.day_log_by_id(id(row)?)?.map(|row| told(row, |row| row.on.to_string())),
        RowKind::Reminder => reader
            .rule(id(row)?)?
            .map(|row| told(row, |row| row.own_words.as_ref().map(ToString::to_string).unwrap_or_default())),
    })
}

fn delete(writer: &Writer, row: &Origin, call: &Call<'_>) -> Result<(), VaultError> {
    let now = call.moment.now;
    match row.kind {
        RowKind::Person => writer.delete_person(id(row)?, now),
        RowKind::Goal => writer.delete_goal(id(row)?, now),
        RowKind::Experiment => writer.delete_experiment(id(row)?, now),
        RowKind::Entry => writer.delete_entry(id(row)?, now),
        RowKind::DayLog => writer.delete_day_log(id(row)?, now),
        RowKind::Reminder => writer.delete_reminder(id(row)?, now),
    }
    .map(|_| ())
}

fn put_back(writer: &Writer, kind: RowKind, before: Value, call: &Call<'_>) -> Result<(), VaultError> {
    fn row<T: DeserializeOwned>(before: Value) -> Result<T, VaultError> {
        serde_json::from_value(before).map_err(|_| VaultError::Unreadable { what: "history" })
    }
    let now = call.moment.now;
    match kind {
        RowKind::Person => writer.put_person(&row(before)?, now),
        RowKind::Goal => writer.put_goal(&row(before)?, now),
        RowKind::Experiment => writer.put_experiment(&row(before)?, now),
        RowKind::Entry => writer.put_entry(&row(before)?, now),
        RowKind::DayLog => writer.put_day_log(&row(before)?, now),
        RowKind::Reminder => writer.put_reminder(&row(before)?, now),
    }
}

/// Holds the rows that others, from outside the import, lean on.
struct Uses(HashSet<String>);

impl Uses {
    fn of(reader: &Reader, batch: &Batch) -> Result<Uses, Trouble> {
        let own: HashSet<&str> = batch.rows.iter().map(|row| row.id.as_str()).collect();
        let mut used = HashSet::new();
        for goal in reader.goals()?.into_iter().filter(|goal| !own.contains(goal.id.to_string().as_str())) {
            used.extend(goal.fields.people.iter().map(ToString::to_string));
        }
        for experiment in reader.experiments()? {
            let is_own = own.contains(experiment.id.to_string().as_str());
            if !is_own {
                used.extend(experiment.fields.people.iter().map(ToString::to_string));
                used.extend(experiment.fields.goal.map(|goal| goal.to_string()));
            } else if reader
                .day_logs(experiment.id)?
                .iter()
                .any(|log| !own.contains(log.id.to_string().as_str()))
            {
                used.insert(experiment.id.to_string());
            }
        }
        for entry in reader.entries(&EntryFilter::default())? {
            if !own.contains(entry.id.to_string().as_str()) {
                // A body names people and entries by their ids as well: a request, a cycle, a talk it was told in.
                collect_ids(
                    serde_json::to_value(&entry.fields).expect("BUG: a row is plain data"),
                    &mut used,
                );
            }
        }
        Ok(Uses(used))
    }

    fn has(&self, row: &Origin) -> bool {
        self.0.contains(&row.id)
    }
}

fn collect_ids(value: Value, into: &mut HashSet<String>) {
    match value {
        Value::String(text) if text.len() == ID_CHARACTERS => _ = into.insert(text),
        Value::Array(values) => values.into_iter().for_each(|value| collect_ids(value, into)),
        Value::Object(fields) => fields.into_iter().for_each(|(_, value)| collect_ids(value, into)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn message(undone: &UndoneImport, call: &Call<'_>) -> String {
    let mut told = vec![call.say("import.undone", &[("n", &undone.gone.to_string())])];
    for (key, n) in [
        ("import.undone_put_back", undone.put_back),
        ("import.undone_stayed", undone.stayed.len()),
        ("import.undone_held", undone.held.len()),
    ] {
        if 0 < n {
            told.push(call.say(key, &[("n", &n.to_string())]));
        }
    }
    told.join(" ")
}
