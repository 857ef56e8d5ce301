//! Our own JSON, laid over the vault: rows are known by their ids, and what the file says counts.

use inward_domain::goal::Goal;
use inward_domain::provenance::RowKind;
use inward_exchange::json::Everything;
use inward_vault::{Reader, Writer};

use super::super::everything::REMEMBERED;
use super::FileFormat;
use super::plan::{Becomes, Plan, Planned, Row, Step};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::settings::{self, Settings};

/// Plans every row that is new or different.
pub(super) fn plan(reader: &Reader, mut all: Everything, call: &Call<'_>) -> Result<Plan, Trouble> {
    let mut plan = Plan::empty(FileFormat::Json, words(&all, call));
    for row in std::mem::take(&mut all.people) {
        let (stored, name) = (reader.person(row.id)?, row.fields.display_name.to_string());
        plan.lay(RowKind::Person, name, stored.as_ref().map(|old| *old == row), Row::Person(row));
    }
    for row in std::mem::take(&mut all.goals) {
        let (stored, name) = (reader.goal(row.id)?, goal_name(&row));
        plan.lay(RowKind::Goal, name, stored.as_ref().map(|old| *old == row), Row::Goal(row));
    }
    for row in std::mem::take(&mut all.experiments) {
        let (stored, name) = (reader.experiment(row.id)?, row.fields.title.to_string());
        plan.lay(RowKind::Experiment, name, stored.as_ref().map(|old| *old == row), Row::Experiment(row));
    }
    for row in std::mem::take(&mut all.entries) {
        let (stored, name) = (reader.entry(row.id)?, row.fields.body.title());
        plan.lay(RowKind::Entry, name, stored.as_ref().map(|old| *old == row), Row::Entry(row));
    }
    for row in std::mem::take(&mut all.day_logs) {
        let (stored, name) = (reader.day_log(row.experiment, row.on)?, row.on.to_string());
        plan.lay(RowKind::DayLog, name, stored.as_ref().map(|old| *old == row), Row::DayLog(row));
    }
    plan.rest = Some(Box::new(all));
    Ok(plan)
}

impl Plan {
    /// Plans one row; `is_same` compares it with the stored one, if there is one.
    fn lay(&mut self, kind: RowKind, name: String, is_same: Option<bool>, row: Row) {
        let becomes = match is_same {
            None => Becomes { steps: vec![Step::added(row, None)], ..Becomes::default() },
            Some(false) => Becomes { steps: vec![Step::changed(row, None)], ..Becomes::default() },
            Some(true) => Becomes::here(kind, None),
        };
        self.rows.push(Planned::of(None, name, becomes));
    }
}

/// Returns what a goal is called: its title, else its sentence.
pub(super) fn goal_name(goal: &Goal) -> String {
    let title = goal.fields.title.as_ref().map(ToString::to_string);
    title.or_else(|| goal.fields.sentence.as_ref().map(ToString::to_string)).unwrap_or_default()
}

fn words(all: &Everything, call: &Call<'_>) -> String {
    call.say_contents(&[
        ("person", all.people.len()),
        ("goal", all.goals.len()),
        ("experiment", all.experiments.len()),
        ("entry", all.entries.len()),
        ("day_log", all.day_logs.len()),
    ])
}

/// Tells whether nothing was written yet, so that a file may bring settings and reminders too.
pub(super) fn is_empty(reader: &Reader) -> Result<bool, Trouble> {
    Ok(reader.persons()?.is_empty() && reader.experiments()?.is_empty())
}

/// Takes rules, settings and history only into an empty vault: elsewhere they are the user's own.
pub(super) fn take_rest(
    writer: &Writer,
    rest: &Everything,
    was_empty: bool,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    for batch in &rest.imports {
        writer.put_import(batch)?;
    }
    if !was_empty {
        return Ok(());
    }
    for known in writer.rules()? {
        writer.remove_rule(known.id)?;
    }
    for rule in &rest.rules {
        writer.put_rule(rule)?;
    }
    for occurrence in &rest.occurrences {
        writer.put_occurrence(occurrence)?;
    }
    if let Some(value) = &rest.settings {
        let settings: Settings = serde_json::from_value(value.clone()).map_err(|e| {
            let why = format!("settings: {e}");
            call.refuse(Code::File, "app.input_not_understood", &[("why", &why)])
        })?;
        writer.put_setting(settings::KEY, &settings, call.moment.now)?;
    }
    for hold in &rest.holds {
        writer.put_hold(hold)?;
    }
    for key in REMEMBERED {
        if let Some(value) = rest.remembered.get(key) {
            writer.put_setting(key, value, call.moment.now)?;
        }
    }
    for row in &rest.history {
        writer.keep_earlier(&row.kind, &row.id, row.at, &row.change, &row.before)?;
    }
    Ok(())
}
