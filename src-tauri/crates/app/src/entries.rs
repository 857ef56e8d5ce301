//! The stream: writing, changing, listing and undoing entries of every kind.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{self, ChangesSituation, Entry, EntryBody, EntryFields, Hint};
use inward_domain::form::Form;
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};
use inward_domain::person::Person;
use inward_vault::{EntryFilter, Kind, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::error::{Code, Trouble};
use crate::experiments;

/// The most entries one list answers.
const LIST_MAX: u32 = 1_000;

/// Holds an entry as a list or a sheet shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// Its first words.
    pub title: String,
    /// The name of the person it is about.
    pub person_name: Option<String>,
    /// Marks in its first field.
    pub hints: Vec<Hint>,
}

/// Narrows a list of entries; every condition may be left out.
#[derive(Debug, Clone, Default, Deserialize, TS)]
pub struct EntryQuery {
    /// Only this kind.
    #[serde(default)]
    pub kind: Option<String>,
    /// Only about this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Only of this goal.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// From this day.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// To this day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// At most so many, newest first.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Asks for one entry.
#[derive(Debug, Deserialize, TS)]
pub struct EntryOf {
    /// Which.
    pub id: EntryId,
}

/// Holds one entry with its earlier texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryPage {
    /// The entry.
    pub view: EntryView,
    /// When it was changed, latest first, as RFC 3339.
    pub changed: Vec<String>,
}

/// Saves an entry.
#[derive(Debug, Deserialize, TS)]
pub struct SaveEntry {
    /// Which, or none for a new one.
    pub id: Option<EntryId>,
    /// What it says and is about.
    pub fields: EntryFields,
}

/// Asks for the marks in a statement while it is typed.
#[derive(Debug, Deserialize, TS)]
pub struct HintsOf {
    /// The statement.
    pub statement: String,
    /// The person it may name.
    pub person: Option<PersonId>,
}

/// Names a row of any kind, to delete it or to bring it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what", content = "id")]
pub enum Row {
    /// A person.
    Person(PersonId),
    /// A goal.
    Goal(GoalId),
    /// An experiment with its log.
    Experiment(ExperimentId),
    /// An entry.
    Entry(EntryId),
}

/// Shows entries with the names of their people and the marks in their words.
pub(crate) fn views(reader: &Reader, entries: Vec<Entry>) -> Result<Vec<EntryView>, Trouble> {
    let people: BTreeMap<PersonId, Person> = reader.persons()?.into_iter().map(|p| (p.id, p)).collect();
    Ok(entries.into_iter().map(|entry| view(entry, &people)).collect())
}

fn view(entry: Entry, people: &BTreeMap<PersonId, Person>) -> EntryView {
    let person = entry.fields.person.and_then(|id| people.get(&id));
    let hints = match &entry.fields.body {
        EntryBody::Complaint(c) => entry::hints(c.statement.as_str(), &names_of(person)),
        EntryBody::Note(_) | EntryBody::Event(_) => Vec::new(),
    };
    EntryView {
        title: entry.fields.body.title(),
        person_name: person.map(|p| p.fields.display_name.to_string()),
        hints,
        entry,
    }
}

/// Lists the name and the aliases by which a text may mention a person.
fn names_of(person: Option<&Person>) -> Vec<&str> {
    let Some(person) = person else { return Vec::new() };
    let aliases = person.fields.aliases.iter().map(|a| a.as_str());
    std::iter::once(person.fields.display_name.as_str()).chain(aliases).collect()
}

fn known(reader: &Reader, id: EntryId, call: &Call<'_>) -> Result<Entry, Trouble> {
    reader.entry(id)?.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_entry", &[]))
}

pub(crate) fn forms(_: &mut App, _: Nothing, _: &Call<'_>) -> Result<Vec<Form>, Trouble> {
    Ok(EntryBody::FORMS.to_vec())
}

pub(crate) fn entries(reader: &Reader, input: EntryQuery, _: &Call<'_>) -> Result<Vec<EntryView>, Trouble> {
    let filter = EntryFilter {
        kind: input.kind,
        person: input.person,
        goal: input.goal,
        from: input.from,
        to: input.to,
        limit: Some(input.limit.unwrap_or(LIST_MAX).min(LIST_MAX)),
        ..EntryFilter::default()
    };
    views(reader, reader.entries(&filter)?)
}

pub(crate) fn entry(reader: &Reader, input: EntryOf, call: &Call<'_>) -> Result<EntryPage, Trouble> {
    let entry = known(reader, input.id, call)?;
    let history = reader.history_of(Kind::Entry, entry.id)?;
    let changed = history.iter().rev().map(|earlier| earlier.at.to_rfc3339()).collect();
    let people: BTreeMap<PersonId, Person> = reader.persons()?.into_iter().map(|p| (p.id, p)).collect();
    Ok(EntryPage { view: view(entry, &people), changed })
}

pub(crate) fn hints(reader: &Reader, input: HintsOf, _: &Call<'_>) -> Result<Vec<Hint>, Trouble> {
    let person = match input.person {
        Some(id) => reader.person(id)?,
        None => None,
    };
    Ok(entry::hints(&input.statement, &names_of(person.as_ref())))
}

pub(crate) fn save_entry(writer: &Writer, input: SaveEntry, call: &Call<'_>) -> Result<Saved, Trouble> {
    if let EntryBody::Complaint(complaint) = &input.fields.body
        && let Some(gap) = complaint.gap()
    {
        return Err(call.refuse_field(&format!("fields.body.{gap}"), "refusal.blank", &[]));
    }
    let (id, created_at) = match input.id {
        Some(id) => (id, known(writer, id, call)?.created_at),
        None => (EntryId(call.moment.new_id()), call.moment.now),
    };
    let entry = Entry { id, created_at, changed_at: call.moment.now, fields: input.fields };
    writer.put_entry(&entry, call.moment.now)?;
    open_phase_of(writer, &entry, call)?;
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

/// Opens a phase in the running experiments of the goal when an event changed the situation.
fn open_phase_of(writer: &Writer, entry: &Entry, call: &Call<'_>) -> Result<(), Trouble> {
    let EntryBody::Event(event) = &entry.fields.body else { return Ok(()) };
    if event.changes_situation != Some(ChangesSituation::Yes) {
        return Ok(());
    }
    for experiment in writer.experiments()? {
        let meant = entry.fields.experiment == Some(experiment.id)
            || (entry.fields.goal.is_some() && entry.fields.goal == experiment.fields.goal);
        if meant && experiment.fields.decision.is_none() {
            experiments::add_phase(writer, experiment, entry.fields.on, event.title.clone(), call)?;
        }
    }
    Ok(())
}

pub(crate) fn delete_row(writer: &Writer, row: Row, call: &Call<'_>) -> Result<Saved, Trouble> {
    move_row(writer, row, true, call)
}

pub(crate) fn restore_row(writer: &Writer, row: Row, call: &Call<'_>) -> Result<Saved, Trouble> {
    move_row(writer, row, false, call)
}

/// Moves a row into the trash, or back.
fn move_row(writer: &Writer, row: Row, away: bool, call: &Call<'_>) -> Result<Saved, Trouble> {
    let now = call.moment.now;
    let (found, id) = match row {
        Row::Person(id) if away => (writer.delete_person(id, now)?, id.to_string()),
        Row::Person(id) => (writer.restore_person(id)?, id.to_string()),
        Row::Goal(id) if away => (writer.delete_goal(id, now)?, id.to_string()),
        Row::Goal(id) => (writer.restore_goal(id)?, id.to_string()),
        Row::Experiment(id) if away => (writer.delete_experiment(id, now)?, id.to_string()),
        Row::Experiment(id) => (writer.restore_experiment(id)?, id.to_string()),
        Row::Entry(id) if away => (writer.delete_entry(id, now)?, id.to_string()),
        Row::Entry(id) => (writer.restore_entry(id)?, id.to_string()),
    };
    if !found {
        return Err(call.refuse(Code::NotFound, "app.no_such_row", &[]));
    }
    let message = call.say(if away { "app.deleted" } else { "app.restored" }, &[]);
    Ok(Saved { id, message })
}
