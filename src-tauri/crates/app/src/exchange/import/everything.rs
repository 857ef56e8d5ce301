//! Our own JSON, laid over the vault: rows are known by their ids, and what the file says counts.
//!
//! What stands beside the rows is taken with them: all of it into an empty
//! journal, and into one in use what belongs to rows that are new there. No
//! reminder of the user's own is ever taken away.

use std::collections::HashSet;

use inward_domain::entry::Entry;
use inward_domain::goal::Goal;
use inward_domain::provenance::{Origin, RowKind, Taken};
use inward_domain::schedule::{Rule, What};
use inward_exchange::json::Everything;
use inward_vault::{EntryFilter, Reader, Writer};

use super::super::everything::REMEMBERED;
use super::FileFormat;
use super::formats::said;
use super::plan::{Becomes, Plan, Planned, Row, Step};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::reminders;
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
        match flaw(&row, call) {
            Some(why) => plan.rows.push(Planned::left_out(String::new(), name, why)),
            None => plan.lay(RowKind::Entry, name, stored.as_ref().map(|old| *old == row), Row::Entry(row)),
        }
    }
    for row in std::mem::take(&mut all.day_logs) {
        let (stored, name) = (reader.day_log(row.experiment, row.on)?, row.on.to_string());
        plan.lay(RowKind::DayLog, name, stored.as_ref().map(|old| *old == row), Row::DayLog(row));
    }
    plan.lay_own_reminders(&mut all, reader, call)?;
    if is_empty(reader)? {
        settings_of(&all, call)?;
    } else {
        plan.assumptions.push(call.say("import.journal_in_use", &[]));
        keep_what_belongs_to(&plan.added(), &mut all);
    }
    plan.rest = Some(Box::new(all));
    Ok(plan)
}

/// Says what an entry leads to that is not there, if anything.
fn flaw(entry: &Entry, call: &Call<'_>) -> Option<String> {
    entry.fields.body.flaw().map(|gap| gap.say(call.language))
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

    /// Plans the reminders of the user's own; one that could not have been kept here is left out.
    fn lay_own_reminders(
        &mut self,
        all: &mut Everything,
        reader: &Reader,
        call: &Call<'_>,
    ) -> Result<(), Trouble> {
        for rule in all.rules.extract_if(.., |rule| rule.what == What::Own) {
            let name = rule.own_words.as_ref().map(ToString::to_string).unwrap_or_default();
            if let Some(Err((_, refusal))) = rule.as_own().map(|own| own.check()) {
                let why = said(call, refusal.key(), &refusal.params());
                self.rows.push(Planned::left_out(String::new(), name, why));
                all.occurrences.retain(|row| row.key.rule != rule.id);
                continue;
            }
            let stored = reader.rule(rule.id)?;
            self.lay(RowKind::Reminder, name, stored.map(|old| old == rule), Row::Reminder(rule));
        }
        Ok(())
    }

    /// Lists the ids of the rows that are new.
    fn added(&self) -> HashSet<String> {
        let steps = self.rows.iter().flat_map(|row| &row.steps);
        steps.filter(|step| step.change == Taken::Added).map(|step| step.row.id()).collect()
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

/// Tells whether nothing was written yet, so that a file may bring settings and answers too.
fn is_empty(reader: &Reader) -> Result<bool, Trouble> {
    let one = EntryFilter { limit: Some(1), ..EntryFilter::default() };
    Ok(reader.persons()?.is_empty()
        && reader.goals()?.is_empty()
        && reader.experiments()?.is_empty()
        && reader.entries(&one)?.is_empty()
        && !reminders::own::is_any_there(reader)?)
}

/// Leaves of what stands beside the rows only that which belongs to rows with these ids.
fn keep_what_belongs_to(added: &HashSet<String>, all: &mut Everything) {
    all.settings = None;
    all.remembered.clear();
    all.history.retain(|earlier| added.contains(&earlier.id));
    all.holds.retain(|hold| hold.person.is_some_and(|person| added.contains(&person.to_string())));
    all.rules.retain(|rule| subject(rule.what).is_some_and(|id| added.contains(&id)));
    let rules: HashSet<_> = all.rules.iter().map(|rule| rule.id).collect();
    all.occurrences.retain(|row| rules.contains(&row.key.rule) || added.contains(&row.key.rule.to_string()));
}

/// Returns the id of the row that a rule follows; none where it follows the journal, or nothing.
fn subject(what: What) -> Option<String> {
    match what {
        What::PromisedAct { experiment } | What::ClosingReport { experiment } => Some(experiment.to_string()),
        What::FollowUp { entry } | What::CoolOff { entry } => Some(entry.to_string()),
        What::Pulse { goal } | What::MonthlyLook { goal } => Some(goal.to_string()),
        What::Contact { person } => Some(person.to_string()),
        What::EveningLog | What::WeeklyReview | What::Own => None,
    }
}

/// Reads the settings of a file as they would be saved here.
fn settings_of(all: &Everything, call: &Call<'_>) -> Result<Option<Settings>, Trouble> {
    let Some(value) = &all.settings else { return Ok(None) };
    let settings: Settings = serde_json::from_value(value.clone()).map_err(|e| {
        let why = format!("settings: {e}");
        call.refuse(Code::File, "app.input_not_understood", &[("why", &why)])
    })?;
    settings::check(&settings, call)?;
    Ok(Some(settings))
}

/// Takes what stands beside the rows, and lets the reminders follow the rows that were written.
pub(super) fn take_rest(
    writer: &Writer,
    rest: &Everything,
    written: &[Origin],
    call: &Call<'_>,
) -> Result<(), Trouble> {
    for batch in &rest.imports {
        writer.put_import(batch)?;
    }
    for rule in &rest.rules {
        put_rule(writer, rule)?;
    }
    for occurrence in &rest.occurrences {
        writer.put_occurrence(occurrence)?;
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
    let settings = settings_of(rest, call)?;
    // An export of ours always has the evening log; then its reminders are whole and stay to the letter.
    if rest.rules.iter().any(|rule| rule.what == What::EveningLog) {
        return settings
            .map_or(Ok(()), |new| Ok(writer.put_setting(settings::KEY, &new, call.moment.now)?));
    }
    if let Some(new) = settings {
        settings::store(writer, &new, call)?;
    }
    follow(writer, written, call)
}

/// Writes a rule in place of the one for the same thing and the same first day, under whatever id that is.
fn put_rule(writer: &Writer, rule: &Rule) -> Result<(), Trouble> {
    if writer.rule(rule.id)?.is_some_and(|known| known.what != rule.what) {
        return Ok(());
    }
    let same = |known: &Rule| match subject(rule.what) {
        // One round of requests has a rule for each of its days.
        Some(_) => (known.what, known.starts_on) == (rule.what, rule.starts_on),
        None => known.what == rule.what,
    };
    for known in writer.rules()?.into_iter().filter(|known| known.id != rule.id && same(known)) {
        writer.remove_rule(known.id)?;
    }
    Ok(writer.put_rule(rule)?)
}

/// Lets the reminders follow what was written, as they do when it is written by hand.
fn follow(writer: &Writer, written: &[Origin], call: &Call<'_>) -> Result<(), Trouble> {
    fn id<T: std::str::FromStr>(row: &Origin) -> Option<T> {
        row.id.parse().ok()
    }
    for row in written {
        match row.kind {
            RowKind::Experiment => {
                if let Some(experiment) = id(row).map(|id| writer.experiment(id)).transpose()?.flatten() {
                    reminders::follow_experiment(writer, &experiment, call)?;
                }
            }
            RowKind::Entry => {
                if let Some(entry) = id(row).map(|id| writer.entry(id)).transpose()?.flatten() {
                    reminders::follow_entry(writer, &entry, call)?;
                }
            }
            RowKind::Person | RowKind::Goal | RowKind::DayLog | RowKind::Reminder => {}
        }
    }
    reminders::follow_practices(writer, call)?;
    reminders::follow_contacts(writer, call)
}
