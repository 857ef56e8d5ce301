//! The relationship map: people where the user put them, the ties between them, and what changed since a day.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Entry, Feedforward, Tie, TieKind, of_kind};
use inward_domain::evidence::words::figure;
use inward_domain::goal::GoalStatus;
use inward_domain::ids::{EntryId, GoalId, PersonId};
use inward_domain::person::PowerRelation;
use inward_domain::schedule::names;
use inward_report::chart::evidence::Rated;
use inward_vault::{Reader, Writer};

use crate::contract::Saved;
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::people::{self, ContactView, Contacts};
use crate::pictures::between;
use crate::worksheets;

/// The setting that holds where people stand.
pub(crate) const PLACES: &str = "map_places";

/// Asks for the map.
#[derive(Debug, Deserialize, TS)]
pub struct MapOf {
    /// The day from which changes are marked.
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

/// Holds where somebody stands: 0–1 from left to right and from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Place {
    /// From left to right.
    pub x: f64,
    /// From top to bottom.
    pub y: f64,
}

/// Puts somebody in a place.
#[derive(Debug, Deserialize, TS)]
pub struct PlacePerson {
    /// Whom.
    pub person: PersonId,
    /// Where; none lets the map choose again.
    pub place: Option<Place>,
}

/// Tells what changed since the chosen day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MapChange {
    /// It is new.
    New,
    /// It ended.
    Ended,
    /// It was rated higher than before.
    Better,
    /// It was rated lower than before.
    Lower,
}

/// Names what joins somebody to me.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// I practise with them.
    Practice,
    /// They support me with ideas.
    Ideas,
    /// We only have contact.
    Contact,
    /// Nothing yet.
    None,
}

/// Holds a person on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MapPerson {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
    /// Who has power over whom: my boss stands above, my team below.
    pub power: PowerRelation,
    /// Where the user put them.
    pub place: Option<Place>,
    /// The practice with them.
    pub practice: Option<GoalId>,
    /// What joins them to me.
    pub bond: Bond,
    /// What stands on the line between us, such as "8 of 10 now".
    pub words: Vec<String>,
    /// How it is between us, at the latest rating, 0–10.
    pub quality: Option<f64>,
    /// When we last spoke.
    pub contact: ContactView,
    /// What changed since the chosen day.
    pub change: Option<MapChange>,
}

/// Holds a tie on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MapTie {
    /// The entry.
    pub entry: EntryId,
    /// The two people.
    pub between: (PersonId, PersonId),
    /// What ties them.
    pub tie: TieKind,
    /// The same in words.
    pub words: String,
    /// A word about it.
    pub note: Option<String>,
    /// What changed since the chosen day.
    pub change: Option<MapChange>,
}

/// Holds the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MapView {
    /// The people.
    pub people: Vec<MapPerson>,
    /// The ties that hold, and those that ended since the chosen day.
    pub ties: Vec<MapTie>,
    /// What changed since the chosen day, a sentence each.
    pub changes: Vec<String>,
}

fn places(reader: &Reader) -> Result<BTreeMap<PersonId, Place>, Trouble> {
    Ok(reader.setting(PLACES)?.unwrap_or_default())
}

pub(crate) fn place_person(writer: &Writer, input: PlacePerson, call: &Call<'_>) -> Result<Saved, Trouble> {
    people::known(writer, input.person, call)?;
    let mut all = places(writer)?;
    match input.place {
        Some(Place { x, y }) => {
            let inside = |v: f64| if v.is_finite() { v.clamp(0.0, 1.0) } else { 0.5 };
            all.insert(input.person, Place { x: inside(x), y: inside(y) });
        }
        None => {
            all.remove(&input.person);
        }
    }
    writer.put_setting(PLACES, &all, call.moment.now)?;
    Ok(Saved { id: input.person.to_string(), message: call.say("app.saved", &[]) })
}

pub(crate) fn map(reader: &Reader, input: MapOf, call: &Call<'_>) -> Result<MapView, Trouble> {
    let people = people_of(reader, input.since, call)?;
    let ties = ties_of(reader, input.since, call)?;
    let names: BTreeMap<PersonId, &str> = people.iter().map(|p| (p.person, p.name.as_str())).collect();
    let mut changes: Vec<String> = people
        .iter()
        .filter_map(|p| Some(call.say(&format!("app.map_person_{}", word(p.change?)), &[("name", &p.name)])))
        .collect();
    changes.extend(ties.iter().filter_map(|tie| {
        let (a, b) = (names.get(&tie.between.0)?, names.get(&tie.between.1)?);
        let key = format!("app.map_tie_{}", word(tie.change?));
        Some(call.say(&key, &[("a", a), ("b", b), ("tie", &tie.words)]))
    }));
    let here = |tie: &MapTie| names.contains_key(&tie.between.0) && names.contains_key(&tie.between.1);
    let ties = ties.into_iter().filter(here).collect();
    Ok(MapView { ties, changes, people })
}

fn word(change: MapChange) -> &'static str {
    match change {
        MapChange::New => "new",
        MapChange::Ended => "ended",
        MapChange::Better => "better",
        MapChange::Lower => "lower",
    }
}

fn people_of(reader: &Reader, since: Option<NaiveDate>, call: &Call<'_>) -> Result<Vec<MapPerson>, Trouble> {
    let (places, contacts) = (places(reader)?, Contacts::gather(reader, call)?);
    let goals = reader.goals()?;
    let asked = worksheets::in_order(reader, "feedforward", None, None)?;
    let ideas = ideas(&asked);
    let here = reader.persons()?.into_iter().filter(|p| !p.fields.archived);
    here.map(|person| {
        let ratings = between::out_of_ten(reader, person.id)?;
        let is_new =
            since.is_some_and(|day| day <= person.created_at.with_timezone(&call.moment.zone).date_naive());
        let change = if is_new { Some(MapChange::New) } else { change_of(&ratings, since) };
        let practice = goals
            .iter()
            .find(|g| g.fields.status != GoalStatus::Closed && g.fields.people.contains(&person.id))
            .map(|g| g.id);
        let contact = contacts.of(&person);
        let ideas = ideas.get(&person.id).copied();
        let bond = match (practice, ideas, contact.last_on) {
            (Some(_), ..) => Bond::Practice,
            (None, Some(_), _) => Bond::Ideas,
            (None, None, Some(_)) => Bond::Contact,
            (None, None, None) => Bond::None,
        };
        Ok(MapPerson {
            person: person.id,
            name: person.fields.display_name.to_string(),
            role: person.fields.role.as_ref().map(ToString::to_string),
            power: person.fields.power,
            place: places.get(&person.id).copied(),
            practice,
            bond,
            words: words_on_line(&ratings, ideas.unwrap_or_default(), call),
            quality: ratings.last().map(|rated| rated.value),
            contact,
            change,
        })
    })
    .collect()
}

/// Counts the suggestions of everybody who was asked for some.
fn ideas(asked: &[Entry]) -> BTreeMap<PersonId, usize> {
    let mut ideas = BTreeMap::new();
    for (_, sheet) in of_kind::<Feedforward>(asked) {
        for request in &sheet.requests {
            ideas.entry(request.person).or_default();
        }
        for source in sheet.suggestions.iter().filter_map(|suggestion| suggestion.source) {
            *ideas.entry(source).or_default() += 1;
        }
    }
    ideas
}

/// Compares the latest rating with the last one before a day.
fn change_of(ratings: &[Rated], since: Option<NaiveDate>) -> Option<MapChange> {
    let day = since?;
    let now = ratings.last()?.value;
    let then = ratings.iter().rfind(|rated| rated.on < day)?.value;
    match now.total_cmp(&then) {
        Ordering::Greater => Some(MapChange::Better),
        Ordering::Less => Some(MapChange::Lower),
        Ordering::Equal => None,
    }
}

/// Says what stands on a line: the latest rating and the first, or how many ideas came.
fn words_on_line(ratings: &[Rated], ideas: usize, call: &Call<'_>) -> Vec<String> {
    let mut words = Vec::new();
    if let [first @ .., now] = ratings {
        words.push(call.say("app.map_quality", &[("n", &figure(call.language, now.value, 1))]));
        words.extend(first.first().map(|then| {
            let day = names::day_month(call.language, then.on);
            call.say("app.map_quality_first", &[("n", &figure(call.language, then.value, 1)), ("day", &day)])
        }));
    } else if 0 < ideas {
        words.push(call.say("app.map_ideas", &[("n", &ideas.to_string())]));
    }
    words
}

fn ties_of(reader: &Reader, since: Option<NaiveDate>, call: &Call<'_>) -> Result<Vec<MapTie>, Trouble> {
    let today = call.moment.today();
    let entries = worksheets::in_order(reader, "tie", None, None)?;
    Ok(of_kind::<Tie>(&entries)
        .into_iter()
        .filter_map(|(entry, tie)| {
            let [a, b] = tie.between.as_slice() else { return None };
            let ended = tie.ended_on.filter(|day| *day <= today);
            let change = match (since, ended) {
                (Some(day), Some(end)) if day <= end => Some(MapChange::Ended),
                (_, Some(_)) => return None,
                (Some(day), None) if day <= entry.fields.on => Some(MapChange::New),
                (_, None) => None,
            };
            let name = serde_json::to_value(tie.tie).ok()?;
            Some(MapTie {
                entry: entry.id,
                between: (*a, *b),
                tie: tie.tie,
                words: call.say(&format!("entry.tie.tie.{}", name.as_str()?), &[]),
                note: tie.note.as_ref().map(ToString::to_string),
                change,
            })
        })
        .collect())
}
