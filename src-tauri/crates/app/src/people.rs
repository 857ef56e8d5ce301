//! People: adding, changing, listing, and the page of one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::goal::GoalStatus;
use inward_domain::ids::{GoalId, PersonId};
use inward_domain::person::{Person, PersonFields};
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::goals;

/// How many entries the page of a person shows.
const LATEST: u32 = 50;

/// Holds a person as a list shows them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// The person.
    pub person: Person,
    /// The practice that involves them, if there is one.
    pub goal: Option<GoalId>,
    /// How many entries are about them.
    pub entries: usize,
}

/// Holds the page of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The practices that involve them.
    pub goals: Vec<(GoalId, String)>,
    /// The latest entries about them.
    pub entries: Vec<EntryView>,
}

/// Asks for one person.
#[derive(Debug, Deserialize, TS)]
pub struct PersonOf {
    /// Which.
    pub id: PersonId,
}

/// Saves a person.
#[derive(Debug, Deserialize, TS)]
pub struct SavePerson {
    /// Which, or none for a new one.
    pub id: Option<PersonId>,
    /// What is written about them.
    pub fields: PersonFields,
}

/// Returns every name by its id, for views that mention people.
pub(crate) fn names(reader: &Reader) -> Result<BTreeMap<PersonId, String>, Trouble> {
    Ok(reader.persons()?.into_iter().map(|p| (p.id, p.fields.display_name.to_string())).collect())
}

/// Returns a person, or says that there is none.
pub(crate) fn known(reader: &Reader, id: PersonId, call: &Call<'_>) -> Result<Person, Trouble> {
    reader.person(id)?.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_person", &[]))
}

pub(crate) fn people(reader: &Reader, _: Nothing, _: &Call<'_>) -> Result<Vec<PersonRow>, Trouble> {
    let goals = reader.goals()?;
    reader
        .persons()?
        .into_iter()
        .map(|person| {
            let goal = goals
                .iter()
                .find(|g| g.fields.status != GoalStatus::Closed && g.fields.people.contains(&person.id))
                .map(|g| g.id);
            let about = EntryFilter { person: Some(person.id), ..EntryFilter::default() };
            Ok(PersonRow { goal, entries: reader.entries(&about)?.len(), person })
        })
        .collect()
}

pub(crate) fn person(reader: &Reader, input: PersonOf, call: &Call<'_>) -> Result<PersonView, Trouble> {
    let person = known(reader, input.id, call)?;
    let names = names(reader)?;
    let goals = reader
        .goals()?
        .into_iter()
        .filter(|g| g.fields.people.contains(&person.id))
        .map(|g| (g.id, goals::name_of(&g, &names, call)))
        .collect();
    let about = EntryFilter { person: Some(person.id), limit: Some(LATEST), ..EntryFilter::default() };
    let entries = entries::views(reader, reader.entries(&about)?, call)?;
    Ok(PersonView { person, goals, entries })
}

pub(crate) fn save_person(writer: &Writer, input: SavePerson, call: &Call<'_>) -> Result<Saved, Trouble> {
    let taken = writer
        .persons()?
        .into_iter()
        .any(|p| Some(p.id) != input.id && p.fields.display_name == input.fields.display_name);
    if taken {
        let name = input.fields.display_name.as_str();
        return Err(call.refuse_field("fields.display_name", "app.name_taken", &[("name", name)]));
    }
    let (id, created_at) = match input.id {
        Some(id) => (id, known(writer, id, call)?.created_at),
        None => (PersonId(call.moment.new_id()), call.moment.now),
    };
    let message = call.say("app.saved_name", &[("name", input.fields.display_name.as_str())]);
    writer.put_person(&Person { id, created_at, fields: input.fields }, call.moment.now)?;
    Ok(Saved { id: id.to_string(), message })
}
