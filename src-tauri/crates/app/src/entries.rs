//! The stream: writing, changing, listing and undoing entries of every kind.
//!
//! The rule of one sheet is the domain's; here are the rules that need other rows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{
    ChangesSituation, Conversation, CoolOff, Cycle, Entry, EntryBody, EntryFields, Event, Guess, Known, Mark,
    Names, OfKind, Owner, Shown, ShownValue,
};
use inward_domain::form::Form;
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId, RuleId};
use inward_domain::lexicon::{self, Language};
use inward_domain::person::Person;
use inward_domain::schedule::names;
use inward_domain::text::Line;
use inward_vault::{EntryFilter, Kind, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::error::{Code, Trouble};
use crate::experiments;
use crate::goals;
use crate::hold;
use crate::people;
use crate::reminders;
use crate::today;
use crate::worksheets;

/// The most entries one list answers.
const LIST_MAX: u32 = 1_000;

/// Holds an entry as a list or a sheet shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryView {
    /// The entry.
    pub entry: Entry,
    /// What kind of entry it is, in a word or two.
    pub kind_name: String,
    /// Its first words; the name of its kind when it has none.
    pub title: String,
    /// The name of the person it is about.
    pub person_name: Option<String>,
    /// Every filled field in words.
    pub shown: Vec<Shown>,
    /// Marks in its texts.
    pub marks: Vec<Mark>,
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
    /// A reminder of the user's own.
    Reminder(RuleId),
}

/// Says the names that entries refer to.
struct KnownNames<'a> {
    reader: &'a Reader<'a>,
    people: BTreeMap<PersonId, Person>,
}

impl Names for KnownNames<'_> {
    fn person(&self, id: PersonId) -> Option<String> {
        self.people.get(&id).map(|p| p.fields.display_name.to_string())
    }

    fn entry(&self, id: EntryId) -> Option<String> {
        // A link whose entry cannot be read is shown as no link; the entry itself says what is wrong with it.
        self.reader.entry(id).ok().flatten().map(|entry| entry.fields.body.title())
    }
}

fn known_names<'a>(reader: &'a Reader<'a>) -> Result<KnownNames<'a>, Trouble> {
    Ok(KnownNames { reader, people: reader.persons()?.into_iter().map(|p| (p.id, p)).collect() })
}

/// Shows entries with the names of their people and the marks in their words.
pub(crate) fn views(
    reader: &Reader,
    entries: Vec<Entry>,
    call: &Call<'_>,
) -> Result<Vec<EntryView>, Trouble> {
    let names = known_names(reader)?;
    Ok(entries.into_iter().map(|entry| view(entry, &names, call)).collect())
}

fn view(entry: Entry, names: &KnownNames<'_>, call: &Call<'_>) -> EntryView {
    let person = entry.fields.person.and_then(|id| names.people.get(&id));
    let body = &entry.fields.body;
    let kind_name = call.say(&format!("entry.{}", body.kind()), &[]);
    let title = Some(body.title()).filter(|t| !t.is_empty()).unwrap_or_else(|| kind_name.clone());
    let mut shown = body.shown(call.language, names);
    let rests = resting(body, call);
    if let Some(words) = &rests
        && let Some(draft) = shown.iter_mut().find(|field| field.field == "draft")
    {
        draft.value = ShownValue::Text { text: words.clone(), written: false };
    }
    EntryView {
        title: rests.unwrap_or(title),
        kind_name,
        person_name: person.map(|p| p.fields.display_name.to_string()),
        shown,
        marks: body.marks(&names_of(person), call.language),
        entry,
    }
}

/// Tells whether an entry is a real contact: we spoke, or a conversation.
fn is_contact(body: &EntryBody) -> bool {
    matches!(body, EntryBody::Contact(_) | EntryBody::Conversation(_))
}

/// Says until when a draft rests in the cool-off box, where it does; until then nothing shows its words.
pub(crate) fn resting(body: &EntryBody, call: &Call<'_>) -> Option<String> {
    let opens = CoolOff::of(body).filter(|held| held.then.is_none())?.opens_at();
    let (day, at) = (opens.date(), opens.format("%H:%M").to_string());
    (call.moment.local() < opens)
        .then(|| call.say("app.rests_until", &[("day", &today::day_words(day, call)), ("at", &at)]))
}

/// Lists the name and the aliases by which a text may mention a person.
fn names_of(person: Option<&Person>) -> Vec<&str> {
    let Some(person) = person else { return Vec::new() };
    let aliases = person.fields.aliases.iter().map(|a| a.as_str());
    std::iter::once(person.fields.display_name.as_str()).chain(aliases).collect()
}

pub(crate) fn known(reader: &Reader, id: EntryId, call: &Call<'_>) -> Result<Entry, Trouble> {
    reader.entry(id)?.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_entry", &[]))
}

pub(crate) fn forms(_: &mut App, _: Nothing, _: &Call<'_>) -> Result<Vec<Form>, Trouble> {
    Ok(EntryBody::FORMS.to_vec())
}

pub(crate) fn entries(
    reader: &Reader,
    input: EntryQuery,
    call: &Call<'_>,
) -> Result<Vec<EntryView>, Trouble> {
    let filter = EntryFilter {
        kind: input.kind,
        person: input.person,
        goal: input.goal,
        from: input.from,
        to: input.to,
        limit: Some(input.limit.unwrap_or(LIST_MAX).min(LIST_MAX)),
        ..EntryFilter::default()
    };
    views(reader, reader.entries(&filter)?, call)
}

pub(crate) fn entry(reader: &Reader, input: EntryOf, call: &Call<'_>) -> Result<EntryPage, Trouble> {
    let entry = known(reader, input.id, call)?;
    let history = reader.history_of(Kind::Entry, entry.id)?;
    let changed = history.iter().rev().map(|earlier| earlier.at.to_rfc3339()).collect();
    Ok(EntryPage { view: view(entry, &known_names(reader)?, call), changed })
}

pub(crate) fn save_entry(writer: &Writer, input: SaveEntry, call: &Call<'_>) -> Result<Saved, Trouble> {
    let SaveEntry { id, mut fields } = input;
    let before = match id {
        Some(id) => Some(known(writer, id, call)?),
        None => None,
    };
    let (id, created_at) = match &before {
        Some(stored) => {
            fields.body.keep(&stored.fields.body, call.moment.now);
            (stored.id, stored.created_at)
        }
        None => {
            if let EntryBody::CoolOff(held) = &mut fields.body {
                held.held_from = call.moment.local().into();
            }
            (EntryId(call.moment.new_id()), call.moment.now)
        }
    };
    check(writer, &fields, call)?;
    let entry = Entry { id, created_at, changed_at: call.moment.now, fields };
    writer.put_entry(&entry, call.moment.now)?;
    experiments::follow_entry(writer, before.as_ref(), Some(&entry), call)?;
    reminders::follow_entry(writer, &entry, call)?;
    if is_contact(&entry.fields.body) {
        reminders::follow_contacts(writer, call)?;
    }
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

/// Applies the rule of the sheet, and the rules for which other rows have to be read.
fn check(writer: &Writer, fields: &EntryFields, call: &Call<'_>) -> Result<(), Trouble> {
    if let Some(gap) = fields.body.gap() {
        let mut said = call.refuse_field(&format!("fields.body.{}", gap.field), gap.key, &[]);
        if let Trouble::Said(error) = &mut said {
            error.message = gap.say(call.language);
        }
        return Err(said);
    }
    if fields.person.is_none() && needs_person(&fields.body) {
        return Err(call.refuse_field("fields.person", "refusal.person_needed", &[]));
    }
    if CoolOff::of(&fields.body).is_some_and(|held| held.is_ended_early(call.moment.local())) {
        return Err(call.refuse_field("fields.body.then", "refusal.cool_off_rests", &[]));
    }
    if let (Some(talk), Some(person)) = (Conversation::of(&fields.body), fields.person) {
        let person = people::known(writer, person, call)?;
        if talk.needs_clearance(&person.fields) {
            return Err(call.refuse_field_as(
                Code::NeedsClearance,
                "fields.body.cleared_by",
                "refusal.clearance",
                &[],
            ));
        }
    }
    if let Some(cycle) = Cycle::of(&fields.body) {
        confirmed_by_a_talk(writer, cycle, fields, call)?;
    }
    Ok(())
}

/// Tells whether a sheet stands for one person by now: a talk that is planned or was held, and a sealed guess. Until
/// then it is a draft, and may be about nobody yet.
fn needs_person(body: &EntryBody) -> bool {
    let talk = Conversation::of(body).is_some_and(Conversation::is_planned_or_held);
    talk || Guess::of(body).is_some_and(|guess| guess.sealed_at.is_some())
}

/// Refuses an inner node of another as confirmed while no conversation with anybody in the cycle was held.
fn confirmed_by_a_talk(
    writer: &Writer,
    cycle: &Cycle,
    fields: &EntryFields,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let confirmed = cycle
        .nodes
        .iter()
        .position(|n| n.owner != Owner::Me && n.layer.is_inner() && n.status == Known::Confirmed);
    let Some(at) = confirmed else { return Ok(()) };
    for person in cycle.others.iter().copied().chain(fields.person) {
        if worksheets::was_spoken_to(writer, person)? {
            return Ok(());
        }
    }
    Err(call.refuse_field(&format!("fields.body.nodes.{at}.status"), "refusal.cycle_confirmed", &[]))
}

/// Tells whether an entry opens a phase: an event or a held conversation that changed the situation.
pub(crate) fn opens_phase(body: &EntryBody) -> bool {
    let changed = match (Event::of(body), Conversation::of(body)) {
        (Some(event), _) => event.changes_situation,
        (_, Some(talk)) if talk.is_held() => talk.changes_situation,
        _ => None,
    };
    changed == Some(ChangesSituation::Yes)
}

/// Returns the name of the phase an entry opens: the title of the event, or the day of the talk.
pub(crate) fn phase_name(entry: &Entry, language: Language) -> Option<Line> {
    let EntryFields { on, body, .. } = &entry.fields;
    match Event::of(body) {
        _ if !opens_phase(body) => None,
        Some(event) => Some(event.title.clone()),
        None => {
            let day = names::day_month(language, *on);
            Line::new(&lexicon::say(language, "app.phase_talk", &[("day", &day)])).ok()
        }
    }
}

/// Tells whether a name is that of the phase an entry opens, in whichever language it was given; an older one is the
/// purpose of the talk.
pub(crate) fn is_phase_name(name: &Line, entry: &Entry) -> bool {
    let given = |language| phase_name(entry, language).as_ref() == Some(name);
    let purpose = Conversation::of(&entry.fields.body).is_some_and(|talk| talk.purpose == *name);
    given(Language::En) || given(Language::De) || purpose
}

pub(crate) fn delete_row(writer: &Writer, row: Row, call: &Call<'_>) -> Result<Saved, Trouble> {
    move_row(writer, row, true, call)
}

pub(crate) fn restore_row(writer: &Writer, row: Row, call: &Call<'_>) -> Result<Saved, Trouble> {
    move_row(writer, row, false, call)
}

/// Moves a row into the trash, or back, and lets follow what is told by it.
fn move_row(writer: &Writer, row: Row, away: bool, call: &Call<'_>) -> Result<Saved, Trouble> {
    let now = call.moment.now;
    let before = entry_of(writer, row)?;
    let (found, id) = match row {
        Row::Person(id) if away => (writer.delete_person(id, now), id.to_string()),
        Row::Person(id) => (writer.restore_person(id), id.to_string()),
        Row::Goal(id) if away => (writer.delete_goal(id, now), id.to_string()),
        Row::Goal(id) => (writer.restore_goal(id), id.to_string()),
        Row::Experiment(id) if away => (writer.delete_experiment(id, now), id.to_string()),
        Row::Experiment(id) => (writer.restore_experiment(id), id.to_string()),
        Row::Entry(id) if away => (writer.delete_entry(id, now), id.to_string()),
        Row::Entry(id) => (writer.restore_entry(id), id.to_string()),
        Row::Reminder(id) if away => (writer.delete_reminder(id, now), id.to_string()),
        Row::Reminder(id) => (writer.restore_reminder(id), id.to_string()),
    };
    if !found.map_err(|error| hold::in_words(error, writer, call))? {
        return Err(call.refuse(Code::NotFound, "app.no_such_row", &[]));
    }
    if let (Row::Goal(id), false) = (row, away) {
        goals::make_room_for(writer, id, call)?;
    }
    experiments::follow_entry(writer, before.as_ref(), entry_of(writer, row)?.as_ref(), call)?;
    // What counted as a contact is there again, or no longer.
    if let Row::Entry(_) | Row::Person(_) | Row::Experiment(_) = row {
        reminders::follow_contacts(writer, call)?;
    }
    let message = call.say(if away { "app.deleted" } else { "app.restored" }, &[]);
    Ok(Saved { id, message })
}

/// Returns the entry a row is, unless it is another row or in the trash.
fn entry_of(reader: &Reader, row: Row) -> Result<Option<Entry>, Trouble> {
    match row {
        Row::Entry(id) => Ok(reader.entry(id)?),
        Row::Person(_) | Row::Goal(_) | Row::Experiment(_) | Row::Reminder(_) => Ok(None),
    }
}
