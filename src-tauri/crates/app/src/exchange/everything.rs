//! Everything as our own JSON: gathered for an export, laid over the vault by an import.
//!
//! Rows are recognised by their ids, so a second import of the same file
//! changes nothing.

use serde::Serialize;
use serde_json::Value;

use inward_exchange::json::{Earlier, Everything};
use inward_vault::{EntryFilter, Reader, Writer};

use super::{FileFormat, ImportSummary};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::settings::{self, Settings};

/// Gathers all that was written.
pub(super) fn gathered(reader: &Reader, call: &Call<'_>) -> Result<Everything, Trouble> {
    let mut all = Everything::at(call.moment.now);
    all.settings = Some(plain(&settings::stored(reader)?));
    all.people = reader.persons()?;
    all.goals = reader.goals()?;
    all.experiments = reader.experiments()?;
    go_on(0.1, call)?;
    all.entries = reader.entries(&EntryFilter::default())?;
    for (done, experiment) in all.experiments.iter().enumerate() {
        go_on(0.2 + 0.4 * done as f32 / all.experiments.len() as f32, call)?;
        all.day_logs.extend(reader.day_logs(experiment.id)?);
    }
    go_on(0.6, call)?;
    all.rules = reader.rules()?;
    all.occurrences = reader.occurrences(None)?;
    all.history = reader.whole_history()?.into_iter().map(earlier).collect();
    Ok(all)
}

/// Tells the watcher of a call how much is done, and stops when the watcher says so.
pub(super) fn go_on(done: f32, call: &Call<'_>) -> Result<(), Trouble> {
    if (call.progress)(done) { Ok(()) } else { Err(call.refuse(Code::Cancelled, "app.cancelled", &[])) }
}

fn plain(row: &impl Serialize) -> Value {
    serde_json::to_value(row).expect("BUG: a row is plain data")
}

fn earlier((kind, id, row): (inward_vault::Kind, String, inward_vault::Earlier)) -> Earlier {
    let word = |value: Value| value.as_str().map(str::to_owned).unwrap_or_default();
    Earlier { kind: word(plain(&kind)), id, at: row.at, change: word(plain(&row.change)), before: row.before }
}

/// Tells what an import would do.
pub(super) fn preview(reader: &Reader, all: &Everything, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
    let mut summary = ImportSummary::of(FileFormat::Json);
    let count = |n: usize| n.to_string();
    summary.words = call.say(
        "app.import_json_words",
        &[
            ("people", &count(all.people.len())),
            ("goals", &count(all.goals.len())),
            ("experiments", &count(all.experiments.len())),
            ("entries", &count(all.entries.len())),
            ("days", &count(all.day_logs.len())),
        ],
    );
    for row in &all.people {
        summary.count(reader.person(row.id)?.as_ref(), row);
    }
    for row in &all.goals {
        summary.count(reader.goal(row.id)?.as_ref(), row);
    }
    for row in &all.experiments {
        summary.count(reader.experiment(row.id)?.as_ref(), row);
    }
    for row in &all.entries {
        summary.count(reader.entry(row.id)?.as_ref(), row);
    }
    for row in &all.day_logs {
        summary.count(reader.day_log(row.experiment, row.on)?.as_ref(), row);
    }
    Ok(summary)
}

/// Writes every row that is new or different.
pub(super) fn carry_out(writer: &Writer, all: Everything, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
    let summary = preview(writer, &all, call)?;
    let now = call.moment.now;
    let was_empty = writer.persons()?.is_empty() && writer.experiments()?.is_empty();
    let rows =
        all.people.len() + all.goals.len() + all.experiments.len() + all.entries.len() + all.day_logs.len();
    let mut done = 0;
    let mut step = || {
        done += 1;
        go_on(done as f32 / rows.max(1) as f32, call)
    };
    for row in &all.people {
        writer.put_person(row, now)?;
        step()?;
    }
    for row in &all.goals {
        writer.put_goal(row, now)?;
        step()?;
    }
    for row in &all.experiments {
        writer.put_experiment(row, now)?;
        step()?;
    }
    for row in &all.entries {
        writer.put_entry(row, now)?;
        step()?;
    }
    for row in &all.day_logs {
        writer.put_day_log(row, now)?;
        step()?;
    }
    take_reminders(writer, &all, was_empty, call)?;
    Ok(summary)
}

/// Takes rules and settings only into an empty vault: elsewhere they are the user's own.
fn take_reminders(
    writer: &Writer,
    all: &Everything,
    was_empty: bool,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if !was_empty {
        return Ok(());
    }
    for known in writer.rules()? {
        writer.remove_rule(known.id)?;
    }
    for rule in &all.rules {
        writer.put_rule(rule)?;
    }
    for occurrence in &all.occurrences {
        writer.put_occurrence(occurrence)?;
    }
    if let Some(value) = &all.settings {
        let settings: Settings = read_row(value, "settings", call)?;
        writer.put_setting(settings::KEY, &settings, call.moment.now)?;
    }
    for row in &all.history {
        writer.keep_earlier(&row.kind, &row.id, row.at, &row.change, &row.before)?;
    }
    Ok(())
}

fn read_row<T: serde::de::DeserializeOwned>(row: &Value, what: &str, call: &Call<'_>) -> Result<T, Trouble> {
    serde_json::from_value(row.clone())
        .map_err(|e| call.refuse(Code::File, "app.input_not_understood", &[("why", &format!("{what}: {e}"))]))
}
