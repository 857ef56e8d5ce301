//! People: adding, changing, listing, and the page of one.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::contact_interval::{ContactState, contact_state, workdays_since};
use inward_domain::entry::{Conversation, OfKind, Quality, of_kind};
use inward_domain::goal::{Goal, GoalStatus};
use inward_domain::ids::{EntryId, GoalId, PersonId};
use inward_domain::person::{Person, PersonFields};
use inward_domain::schedule::names;
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::goals;
use crate::pseudonym;
use crate::reminders;
use crate::settings;
use crate::worksheets;

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
    /// When we last spoke.
    pub contact: ContactView,
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
    /// When we last spoke, and whether that is as often as wanted.
    pub contact: ContactView,
    /// The intention we share, latest first.
    pub intention: Option<SharedIntention>,
    /// How it was between us, in the order of the days, 0–10.
    pub quality: Vec<(NaiveDate, u8)>,
}

/// Tells when we last spoke, and whether that is as often as wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// The last day we spoke.
    pub last_on: Option<NaiveDate>,
    /// How that compares with the wanted interval, if one is set.
    pub state: Option<ContactState>,
    /// The same in words.
    pub words: String,
}

/// Holds the intention two people share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharedIntention {
    /// The conversation it comes from.
    pub entry: EntryId,
    /// When.
    pub on: NaiveDate,
    /// The sentence.
    pub sentence: String,
    /// Whether both agreed; until then it is my draft.
    pub agreed: bool,
}

/// Holds as little about a person as the small window needs to write something down about them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Who {
    /// Which.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The practice that involves them, if there is one.
    pub goal: Option<GoalId>,
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

/// Refuses to name people who are not there; who was named before stays named while they lie in the trash.
pub(crate) fn check_named(
    reader: &Reader,
    people: &[PersonId],
    before: &[PersonId],
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let fresh = people.iter().filter(|person| !before.contains(person));
    fresh.into_iter().try_for_each(|person| known(reader, *person, call).map(|_| ()))
}

pub(crate) fn people(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<Vec<PersonRow>, Trouble> {
    let goals = reader.goals()?;
    let contacts = Contacts::gather(reader, call)?;
    reader
        .persons()?
        .into_iter()
        .map(|person| {
            let goal = practice_with(&goals, person.id);
            let about = EntryFilter { person: Some(person.id), ..EntryFilter::default() };
            let contact = contacts.of(&person);
            Ok(PersonRow { goal, entries: reader.entries(&about)?.len(), contact, person })
        })
        .collect()
}

fn practice_with(goals: &[Goal], person: PersonId) -> Option<GoalId> {
    let with = |g: &&Goal| g.fields.status != GoalStatus::Closed && g.fields.people.contains(&person);
    goals.iter().find(with).map(|g| g.id)
}

/// Lists who something can be written down about; those of a practice come first.
pub(crate) fn who(reader: &Reader, _: Nothing, _: &Call<'_>) -> Result<Vec<Who>, Trouble> {
    let goals = reader.goals()?;
    let mut all: Vec<Who> = reader
        .persons()?
        .into_iter()
        .filter(|person| !person.fields.archived)
        .map(|person| Who {
            id: person.id,
            name: person.fields.display_name.to_string(),
            goal: practice_with(&goals, person.id),
        })
        .collect();
    all.sort_by_key(|who| who.goal.is_none());
    Ok(all)
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
    let contact = Contacts::gather(reader, call)?.of(&person);
    let talks = worksheets::in_order(reader, "conversation", None, Some(person.id))?;
    let intention = of_kind::<Conversation>(&talks).into_iter().rev().find_map(|(entry, talk)| {
        Some(SharedIntention {
            entry: entry.id,
            on: entry.fields.on,
            sentence: talk.shared_intention.as_ref()?.to_string(),
            agreed: talk.agreed == Some(true),
        })
    });
    let rated = worksheets::in_order(reader, "quality", None, Some(person.id))?;
    let quality =
        of_kind::<Quality>(&rated).into_iter().map(|(e, q)| (e.fields.on, q.quality.get())).collect();
    Ok(PersonView { person, goals, entries, contact, intention, quality })
}

/// Holds the last day each person was really spoken to.
pub(crate) struct Contacts<'a> {
    last: BTreeMap<PersonId, NaiveDate>,
    workdays: Vec<Weekday>,
    call: &'a Call<'a>,
}

impl<'a> Contacts<'a> {
    /// Reads contacts, held conversations, and days on which an act happened that was agreed with a person.
    ///
    /// An act that only concerns somebody, such as a pause before an answer, is no contact.
    pub(crate) fn gather(reader: &Reader, call: &'a Call<'a>) -> Result<Self, Trouble> {
        let mut last: BTreeMap<PersonId, NaiveDate> = BTreeMap::new();
        let today = call.moment.today();
        let mut spoke = |person: PersonId, on: NaiveDate| {
            if on <= today {
                let known = last.entry(person).or_insert(on);
                *known = on.max(*known);
            }
        };
        for kind in ["contact", "conversation"] {
            for entry in worksheets::in_order(reader, kind, None, None)? {
                let held = Conversation::of(&entry.fields.body).is_none_or(Conversation::is_held);
                if let Some(person) = entry.fields.person.filter(|_| held) {
                    spoke(person, entry.fields.on);
                }
            }
        }
        for experiment in reader.experiments()?.into_iter().filter(|e| e.fields.is_promised()) {
            if let Some(on) = reader.last_done_on(experiment.id, today)? {
                experiment.fields.people.iter().for_each(|person| spoke(*person, on));
            }
        }
        let workdays = settings::stored(reader)?.chrono_workdays();
        Ok(Contacts { last, workdays, call })
    }

    /// Says when a person was last spoken to.
    pub(crate) fn of(&self, person: &Person) -> ContactView {
        let last_on = self.last.get(&person.id).copied();
        let (today, fields) = (self.call.moment.today(), &person.fields);
        let (ideal, max) = (fields.contact_ideal_days, fields.contact_max_days);
        let state = contact_state(last_on, today, &self.workdays, ideal, max);
        ContactView { last_on, state, words: self.words(last_on, state) }
    }

    /// Returns the first workday on which the last contact is longer ago than the largest interval that is set.
    pub(crate) fn overdue_on(&self, person: &Person) -> Option<NaiveDate> {
        let fields = &person.fields;
        let most = fields.contact_max_days.or(fields.contact_ideal_days).filter(|_| !fields.archived)?;
        // Without a workday the days would be searched to the end of the calendar.
        let last = self.last.get(&person.id).filter(|_| !self.workdays.is_empty())?;
        last.iter_days().skip(1).filter(|day| self.workdays.contains(&day.weekday())).nth(usize::from(most))
    }

    fn words(&self, last_on: Option<NaiveDate>, state: Option<ContactState>) -> String {
        let Some(last_on) = last_on else { return self.call.say("app.contact_none", &[]) };
        let today = self.call.moment.today();
        if last_on == today {
            return self.call.say("app.contact_today", &[]);
        }
        let n = workdays_since(last_on, today, &self.workdays).to_string();
        let day = names::long_date(self.call.language, last_on);
        let key = match state {
            Some(ContactState::Green) => "app.contact_green",
            Some(ContactState::Amber) => "app.contact_amber",
            Some(ContactState::Red) => "app.contact_red",
            Some(ContactState::Unknown) | None => "app.contact_plain",
        };
        self.call.say(key, &[("n", &n), ("day", &day)])
    }
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
    pseudonym::refuse_telling_names(writer, input.id, &input.fields, call)?;
    let (id, created_at) = match input.id {
        Some(id) => (id, known(writer, id, call)?.created_at),
        None => (PersonId(call.moment.new_id()), call.moment.now),
    };
    let message = call.say("app.saved_name", &[("name", input.fields.display_name.as_str())]);
    writer.put_person(&Person { id, created_at, fields: input.fields }, call.moment.now)?;
    pseudonym::keep_letters(writer, call.moment.now)?;
    reminders::follow_contacts(writer, call)?;
    Ok(Saved { id: id.to_string(), message })
}
