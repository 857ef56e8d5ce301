//! Whom an entry can ask, what it still needs first, and who has answered.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Asked, Entry, EntryBody};
use inward_domain::ids::PersonId;
use inward_domain::person::Person;
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::people;

/// Holds somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Askable {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Whether an address is known.
    pub has_address: bool,
    /// The name of the latest request to them.
    pub code: Option<String>,
    /// When it was made, as RFC 3339.
    pub asked_at: Option<DateTime<Utc>>,
    /// Whether an answer of theirs is here.
    pub answered: bool,
}

/// Holds a request that several answer through a third person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskedTogether {
    /// Its name.
    pub code: String,
    /// When it was made, as RFC 3339.
    pub asked_at: DateTime<Utc>,
    /// From how many people answers are here.
    pub people: usize,
}

/// Lists who can be asked with an entry: whom a round names, whom a pulse is about, anybody for a change rating.
pub(super) fn askable(reader: &Reader, entry: &Entry, call: &Call<'_>) -> Result<Vec<Askable>, Trouble> {
    let body = &entry.fields.body;
    let people: Vec<Person> = match body {
        EntryBody::Feedforward(round) => round
            .requests
            .iter()
            .map(|request| people::known(reader, request.person, call))
            .collect::<Result<_, _>>()?,
        EntryBody::ChangeRating(_) => reader.persons()?.into_iter().filter(|p| !p.fields.archived).collect(),
        _ => entry.fields.person.map(|id| people::known(reader, id, call)).transpose()?.into_iter().collect(),
    };
    let latest = |id: PersonId| super::request_to(body, Some(id), None);
    Ok(people
        .into_iter()
        .map(|person| Askable {
            person: person.id,
            name: person.fields.display_name.to_string(),
            has_address: person.fields.email.is_some(),
            code: latest(person.id).map(|asked| asked.code.to_string()),
            asked_at: latest(person.id).map(|asked| asked.asked_at),
            answered: has_answered(body, Some(person.id)),
        })
        .collect())
}

/// Returns the request to several at once.
pub(super) fn together(body: &EntryBody) -> Option<AskedTogether> {
    let mut all = body.asked()?.iter().filter(|asked| asked.person.is_none());
    let people = all.clone().flat_map(|asked| &asked.taken).map(|taken| taken.people).sum();
    all.next_back().map(|Asked { code, asked_at, .. }| AskedTogether {
        code: code.to_string(),
        asked_at: *asked_at,
        people,
    })
}

/// Tells whether an answer of a person is in the entry; without a person, whether an envelope is.
pub(super) fn has_answered(body: &EntryBody, person: Option<PersonId>) -> bool {
    match (body, person) {
        (EntryBody::Feedforward(round), Some(id)) => round.suggestions.iter().any(|s| s.source == Some(id)),
        (EntryBody::Feedforward(round), None) => round.suggestions.iter().any(|s| s.envelope.is_some()),
        (EntryBody::Pulse(pulse), Some(_)) => pulse.is_answered(),
        (EntryBody::ChangeRating(rating), Some(id)) => rating.scores.iter().any(|score| score.person == id),
        _ => false,
    }
}

/// Says why nothing can be asked yet.
pub(super) fn needs(entry: &Entry, call: &Call<'_>) -> Option<String> {
    let key = match &entry.fields.body {
        EntryBody::Feedforward(round) if round.requests.is_empty() => "asking.needs_people",
        EntryBody::Pulse(_) if entry.fields.person.is_none() => "asking.needs_person",
        EntryBody::Pulse(pulse) if !pulse.is_guessed() => "refusal.pulse_guess_first",
        _ => return None,
    };
    Some(call.say(key, &[]))
}

/// Refuses a request to somebody the entry does not ask.
pub(super) fn may_be_asked(
    reader: &Reader,
    entry: &Entry,
    person: Option<PersonId>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let Some(id) = person else {
        let is_round = matches!(entry.fields.body, EntryBody::Feedforward(_));
        return is_round.then_some(()).ok_or_else(|| call.refuse_field("person", "asking.whose", &[]));
    };
    let known = askable(reader, entry, call)?.iter().any(|one| one.person == id);
    known.then_some(()).ok_or_else(|| call.refuse(Code::Refused, "asking.not_asked_here", &[]))
}
