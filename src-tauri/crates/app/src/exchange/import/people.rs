//! People from an address book: found by where they came from, by their address or by their name.
//!
//! A person who is there keeps everything; what is empty is filled.

use std::collections::{BTreeMap, HashMap, HashSet};

use inward_domain::entry::{Entry, EntryFields, Note};
use inward_domain::ids::{EntryId, PersonId};
use inward_domain::person::{Person, PersonFields, PowerRelation};
use inward_domain::provenance::RowKind;
use inward_domain::text::{Line, Prose};
use inward_exchange::people::PersonRecord;
use inward_vault::Reader;

use super::plan::{Becomes, Foreign, Row, Step};
use crate::dispatch::Call;
use crate::error::Trouble;

/// Holds who is known, by everything that can tell.
pub(super) struct Known {
    people: BTreeMap<PersonId, Person>,
    by_source: HashMap<String, PersonId>,
    by_address: HashMap<String, PersonId>,
    by_name: HashMap<String, PersonId>,
    notes: HashSet<String>,
    taken: HashSet<PersonId>,
}

impl Known {
    fn add(&mut self, person: Person) {
        let fields = &person.fields;
        if let Some(email) = &fields.email {
            self.by_address.entry(plain(email.as_str())).or_insert(person.id);
        }
        for name in std::iter::once(&fields.display_name).chain(&fields.aliases) {
            self.by_name.entry(plain(name.as_str())).or_insert(person.id);
        }
        self.people.insert(person.id, person);
    }

    fn find(&self, record: &PersonRecord) -> Option<PersonId> {
        let address = record.email.as_ref().map(|email| plain(email.as_str()));
        let by_address = || address.as_ref().and_then(|email| self.by_address.get(email)).copied();
        let by_name = || {
            let id = *self.by_name.get(&plain(record.name.as_str()))?;
            let theirs = self.people.get(&id)?.fields.email.as_ref().map(|email| plain(email.as_str()));
            // Two addresses are two people of one name, as far as a file can tell.
            (theirs.is_none() || address.is_none() || theirs == address).then_some(id)
        };
        let by_source =
            || self.by_source.get(&record.source_id).copied().filter(|id| self.people.contains_key(id));
        if record.source_id.starts_with("id:") {
            // A number says something only within the table it comes from.
            return by_address().or_else(by_name);
        }
        by_source().or_else(by_address).or_else(by_name)
    }
}

impl Foreign for PersonRecord {
    type Known = Known;

    fn known(reader: &Reader) -> Result<Known, Trouble> {
        let sources = reader.sources(RowKind::Person)?;
        let mut known = Known {
            people: BTreeMap::new(),
            by_source: sources
                .into_iter()
                .filter_map(|(source, id)| Some((source, id.parse().ok()?)))
                .collect(),
            by_address: HashMap::new(),
            by_name: HashMap::new(),
            notes: reader.sources(RowKind::Entry)?.into_keys().collect(),
            taken: HashSet::new(),
        };
        for person in reader.persons()? {
            known.add(person);
        }
        Ok(known)
    }

    fn words(rows: &[PersonRecord], call: &Call<'_>) -> String {
        call.say("import.people", &[("n", &rows.len().to_string())])
    }

    fn key(&self) -> &str {
        &self.source_id
    }

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn becomes(self, known: &mut Known, _: &Reader, call: &Call<'_>) -> Result<Becomes, Trouble> {
        let found = known.find(&self).and_then(|id| known.people.get(&id).cloned());
        if let Some(person) = &found
            && !known.taken.insert(person.id)
        {
            let name = person.fields.display_name.as_str();
            return Ok(Becomes::left_out(call.say("import.person_twice", &[("name", name)])));
        }
        let mut becomes = match found {
            None => {
                let person = new_person(&self, call);
                known.add(person.clone());
                known.taken.insert(person.id);
                Becomes {
                    steps: vec![Step::added(Row::Person(person), Some(self.source_id.clone()))],
                    ..Becomes::default()
                }
            }
            Some(person) => filled(&self, person, call),
        };
        add_note(&self, &mut becomes, known, call);
        Ok(becomes)
    }
}

fn new_person(record: &PersonRecord, call: &Call<'_>) -> Person {
    let mut fields = PersonFields::named(record.name.clone(), PowerRelation::Other);
    fields.role = role(record);
    fields.email.clone_from(&record.email);
    fields.known_since.clone_from(&record.known_since);
    fields.aliases.clone_from(&record.aliases);
    Person { id: PersonId(call.moment.new_id()), created_at: call.moment.now, fields }
}

/// Fills what is empty in a person who is there.
fn filled(record: &PersonRecord, person: Person, call: &Call<'_>) -> Becomes {
    let name = person.fields.display_name.to_string();
    let mut filled = person.clone();
    let fields = &mut filled.fields;
    fields.role = fields.role.take().or_else(|| role(record));
    fields.email = fields.email.take().or_else(|| record.email.clone());
    fields.known_since = fields.known_since.take().or_else(|| record.known_since.clone());
    let mut names: HashSet<String> = std::iter::once(&fields.display_name)
        .chain(&fields.aliases)
        .map(|name| plain(name.as_str()))
        .collect();
    for alias in std::iter::once(&record.name).chain(&record.aliases) {
        if names.insert(plain(alias.as_str())) {
            fields.aliases.push(alias.clone());
        }
    }
    if filled == person {
        return Becomes::here(RowKind::Person, Some(call.say("import.here_as", &[("name", &name)])));
    }
    let added: Vec<String> = [
        ("import.field.role", filled.fields.role != person.fields.role),
        ("import.field.email", filled.fields.email != person.fields.email),
        ("import.field.known_since", filled.fields.known_since != person.fields.known_since),
        ("import.field.aliases", filled.fields.aliases != person.fields.aliases),
    ]
    .into_iter()
    .filter(|(_, is_new)| *is_new)
    .map(|(key, _)| call.say(key, &[]))
    .collect();
    let told = call.say("import.filled", &[("name", &name), ("fields", &added.join(", "))]);
    Becomes {
        told: Some(told),
        steps: vec![Step::changed(Row::Person(filled), Some(record.source_id.clone()))],
        ..Becomes::default()
    }
}

/// Keeps what an address book notes about a person as a note about them.
fn add_note(record: &PersonRecord, becomes: &mut Becomes, known: &mut Known, call: &Call<'_>) {
    let Some(note) = &record.note else { return };
    let source = format!("{}#note", record.source_id);
    let person = becomes.steps.iter().find_map(|step| match &step.row {
        Row::Person(person) => Some(person.id),
        _ => None,
    });
    let Some(person) = person.or_else(|| known.find(record)) else { return };
    if !known.notes.insert(source.clone()) {
        becomes.same.push((RowKind::Entry, 1));
        return;
    }
    becomes.steps.push(Step::added(Row::Entry(note_about(person, note, call)), Some(source)));
}

fn note_about(person: PersonId, text: &Prose, call: &Call<'_>) -> Entry {
    Entry {
        id: EntryId(call.moment.new_id()),
        created_at: call.moment.now,
        changed_at: call.moment.now,
        fields: EntryFields {
            on: call.moment.today(),
            person: Some(person),
            goal: None,
            experiment: None,
            body: Note { text: text.clone() }.into(),
        },
    }
}

/// Joins what somebody does and where, as far as it fits in one line.
fn role(record: &PersonRecord) -> Option<Line> {
    let parts: Vec<&str> =
        [&record.role, &record.organisation].into_iter().flatten().map(Line::as_str).collect();
    Line::new(&parts.join(", ")).ok().or_else(|| record.role.clone())
}

/// Returns a name or an address as two of them are compared.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
