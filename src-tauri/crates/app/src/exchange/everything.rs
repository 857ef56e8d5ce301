//! Everything that was written, gathered for an export.

use serde::Serialize;
use serde_json::Value;

use inward_domain::hold::Hold;
use inward_domain::ids::PersonId;
use inward_domain::provenance::Batch;
use inward_exchange::json::{Earlier, Everything};
use inward_vault::{EntryFilter, Reader};

use super::FileFormat;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{map, pseudonym, settings, today, worksheets};

/// What was answered once and goes along: where people stand on the map, offers that were put off, words that were
/// decided for copies without names, and the day Today began anew. The folder of copies belongs to the machine and
/// stays.
pub(super) const REMEMBERED: [&str; 4] =
    [map::PLACES, pseudonym::KEY, worksheets::SET_ASIDE, today::FRESH_FROM];

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
    all.imports = foreign_imports(reader)?;
    all.holds = holds(reader, &all)?;
    let settings = reader.settings()?.into_iter();
    all.remembered = settings.filter(|(key, _)| REMEMBERED.contains(&key.as_str())).collect();
    Ok(all)
}

/// Lists the holds there were, the first first; what was about somebody who is deleted goes with them.
fn holds(reader: &Reader, all: &Everything) -> Result<Vec<Hold>, Trouble> {
    let mut holds = reader.holds()?;
    holds.sort_by_key(|hold| (hold.began_at, hold.ended.is_none()));
    let is_there = |person: PersonId| all.people.iter().any(|known| known.id == person);
    holds.retain(|hold| hold.person.is_none_or(is_there));
    Ok(holds)
}

/// Lists the files of other programs that were taken in; rows of our own are known by their ids.
fn foreign_imports(reader: &Reader) -> Result<Vec<Batch>, Trouble> {
    let mut found = Vec::new();
    for batch in reader.imports()? {
        if batch.format.as_str() != FileFormat::Json.word() {
            found.extend(reader.import(batch.id)?);
        }
    }
    Ok(found)
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
