//! A journal with a text in every field that takes one: the worked case, and what it lacks.
//!
//! Which fields take a text is asked of the types themselves: one that gives back any words as they came does. So a new
//! field is filled without a list, and a new part that nothing here fills is named by [`never_filled`].

use std::collections::{BTreeMap, BTreeSet};

use inward_app::settings::Settings;
use inward_domain::entry::{Entry, EntryBody};
use inward_domain::experiment::{DayLog, Experiment};
use inward_domain::goal::Goal;
use inward_domain::hold::Hold;
use inward_domain::person::Person;
use inward_domain::provenance::Batch;
use inward_domain::pseudonym::Decisions;
use inward_domain::schedule::Rule;
use inward_domain::text::LINE_MAX;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::root;

/// Names a field that takes a text, in one row of a file.
#[derive(Debug, Clone)]
pub struct Text {
    /// Where in the file, as a JSON pointer.
    pub at: String,
    /// What the field is called whatever the row, such as `entry trigger /body/what`.
    pub field: String,
    /// How many characters it takes.
    pub room: usize,
}

/// The rooms of a file that hold rows of one type each.
const ROOMS: [&str; 8] =
    ["people", "goals", "experiments", "entries", "day_logs", "rules", "holds", "imports"];
/// What is made by the program, though its type would take any words: codes, sums, ids, names of formats and zones.
const MADE: [&str; 7] = ["code", "sum", "id", "format", "zone", "place", "envelope"];
/// The day and the moment of what is added.
const DAY: &str = "2026-03-20";
const MOMENT: &str = "2026-03-20T09:00:00Z";
/// The longest text of the journal, and what stays free for words that are there.
const LONG: usize = 19_900;

/// Returns the worked case with every kind of record and every part of it.
pub fn whole() -> Value {
    let path = root().join("docs/worked-case.json");
    let text = std::fs::read_to_string(path).expect("the worked case");
    let mut all: Value = serde_json::from_str(&text).expect("plain data");
    let (person, goal) = (all["people"][0]["id"].clone(), all["goals"][0]["id"].clone());
    let known: BTreeMap<String, Value> = all["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| (entry["body"]["kind"].as_str().expect("a kind").to_owned(), entry["id"].clone()))
        .collect();
    let (first, second) = (all["people"][0]["id"].clone(), all["people"][1]["id"].clone());
    let about = |name: &str| match name {
        "person" => first.clone(),
        "people" => json!([first, second]),
        kind => known.get(kind).cloned().unwrap_or(Value::Null),
    };
    for (number, form) in EntryBody::FORMS.iter().enumerate() {
        let form = serde_json::to_value(form).expect("a form is plain data");
        let mut body = record(form["fields"].as_array().expect("fields"), &about);
        body.insert("kind".to_owned(), form["kind"].clone());
        complete(&mut body, &person);
        let entry = json!({
            "id": format!("019d0a00-0000-7000-8000-0000000001{number:02}"), "created_at": MOMENT, "changed_at": MOMENT,
            "on": DAY, "person": person, "goal": goal, "experiment": null, "body": body,
        });
        push(&mut all, "entries", entry);
    }
    let own = json!({ "cue": "they come late", "act": "I wait and ask" });
    let experiment = all["experiments"][0]["id"].clone();
    all["experiments"][0]["backup"] = own;
    all["experiments"][1]["do_they_know"] = json!({ "answer": "no", "reason": "it is about me" });
    all["goals"][0]["competencies"][2] = json!({ "own": "I keep still" });
    let id = |tail: &str| format!("019d0a00-0000-7000-8000-00000000{tail}");
    let log = json!({ "id": id("0201"), "experiment": experiment, "on": "2026-03-28", "checkin": "done", "ratings": [],
        "note": "it went well", "recorded_at": MOMENT, "late": false });
    push(&mut all, "day_logs", log);
    let mut rule = all["rules"][0].clone();
    rule["id"] = json!(id("0202"));
    rule["what"] = json!("own");
    rule["own_words"] = json!("ask how it went");
    push(&mut all, "rules", rule);
    all["holds"] = json!([
        { "person": person, "began_at": MOMENT, "began_reason": "they asked for it", "ended": null },
        { "person": second, "began_at": MOMENT, "began_reason": "they asked too",
            "ended": { "at": MOMENT, "reason": "they had it" } },
    ]);
    all["imports"] = json!([{ "id": id("0203"), "at": MOMENT, "format": "notes", "name": "my notes.zip",
        "undone_at": null, "rows": [{ "kind": "person", "id": person, "source": "a name there", "change": "added" }] }]);
    all["remembered"]["pseudonyms"]["decisions"] = json!([
        { "word": "some word", "place": null, "answer": "replace", "by": "some other" },
        { "word": "a quiet word", "place": null, "answer": "leave" },
    ]);
    all
}

fn push(all: &mut Value, room: &str, row: Value) {
    all[room].as_array_mut().expect("a list").push(row);
}

/// Adds what a form does not ask for, because the program keeps it.
fn complete(body: &mut Map<String, Value>, person: &Value) {
    let asked = json!([{ "code": "K7Q2", "person": person, "language": "en", "asked_at": MOMENT,
        "taken": [{ "sum": "0a", "at": MOMENT, "people": 1 }] }]);
    match body["kind"].as_str().unwrap_or_default() {
        "guess" => {
            body.insert("sealed_at".to_owned(), json!(MOMENT));
            let rows = body["questions"].clone();
            body.insert("versions".to_owned(), json!([{ "at": MOMENT, "rows": rows }]));
        }
        "ladder" => {
            body.insert("fine".to_owned(), json!(["always is fine"]));
        }
        "feedforward" | "pulse" => {
            body.insert("asked".to_owned(), asked);
        }
        "change_rating" => {
            body.insert("asked".to_owned(), asked);
            // Everybody is in the list once.
            let first = body["scores"][0].clone();
            body.insert("scores".to_owned(), json!([first]));
        }
        "cycle" => {
            body.insert("break_point".to_owned(), json!(1));
            body.insert("links".to_owned(), json!([{ "from": 1, "to": 2, "sign": "same", "delay": true }]));
        }
        _ => {}
    }
}

/// Fills a record as its form says; `about` answers for what refers to something else.
fn record(fields: &[Value], about: &impl Fn(&str) -> Value) -> Map<String, Value> {
    let filled = |field: &Value| {
        let input = &field["input"];
        Some(match input["type"].as_str()? {
            "line" | "prose" => json!("some words"),
            "choice" => input["values"][0].clone(),
            "yes_no" => json!(true),
            "percent" => json!(40),
            "count" => json!(30),
            "rating" => input["low"].clone(),
            "day" => json!(DAY),
            "moment" => json!("2026-03-20T09:00"),
            "competency" => json!({ "own": "some skill" }),
            "person" => about("person"),
            "people" => about("people"),
            "entry" => about(input["kind"].as_str()?),
            "lines" => json!(["some words", "more words"]),
            "rows" => {
                let row = record(input["fields"].as_array()?, about);
                json!([row, row, row])
            }
            _ => return None,
        })
    };
    fields.iter().filter_map(|field| Some((field["name"].as_str()?.to_owned(), filled(field)?))).collect()
}

/// Keeps one row of each kind: the first person, goal and experiment, and the fullest entry of each kind.
pub fn one_of_each(all: &Value) -> Value {
    let mut one = all.clone();
    let person = one["people"][0]["id"].clone();
    for room in ["people", "goals", "experiments"] {
        one[room].as_array_mut().expect("a list").truncate(1);
    }
    one["goals"][0]["people"] = json!([person]);
    one["experiments"][0]["people"] = json!([person]);
    one["experiments"][0]["do_they_know"] = json!({ "answer": "no", "reason": "it is about me" });
    let is_added = |row: &Value| row["id"].as_str().is_some_and(|id| id.starts_with("019d0a00"));
    for room in ["entries", "day_logs", "rules"] {
        one[room].as_array_mut().expect("a list").retain(is_added);
    }
    one["holds"].as_array_mut().expect("a list").remove(0);
    one["history"] = json!([]);
    // Who is not here any more is nobody.
    one["remembered"]["pseudonyms"]["letters"] = json!({});
    let text = one.to_string();
    let gone = all["people"].as_array().expect("people").iter().skip(1).filter_map(|p| p["id"].as_str());
    let here = gone.fold(text, |text, gone| text.replace(gone, person.as_str().unwrap_or_default()));
    serde_json::from_str(&here).expect("plain data")
}

/// Lays a journal beside another one, whose settings stay.
pub fn lay_beside(all: &mut Value, next: Value) {
    const DECISIONS: &str = "/remembered/pseudonyms/decisions";
    let lists = ROOMS.iter().map(|room| format!("/{room}")).chain([DECISIONS.to_owned()]);
    for place in lists {
        let more = next.pointer(&place).and_then(Value::as_array).cloned().unwrap_or_default();
        if let Some(rows) = all.pointer_mut(&place).and_then(Value::as_array_mut) {
            rows.extend(more);
        }
    }
}

/// Makes another journal of the same shape: every id is another one.
pub fn again(all: &Value, number: u32) -> Value {
    fn renamed(value: &mut Value, number: u32) {
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|value| renamed(value, number)),
            Value::Array(all) => all.iter_mut().for_each(|value| renamed(value, number)),
            Value::String(id) if id.len() == 36 && id.matches('-').count() == 4 => {
                let Ok(tail) = u32::from_str_radix(&id[28..], 16) else { return };
                *id = format!("{}{:08x}", &id[..28], tail ^ number.wrapping_mul(0x0100_0193));
            }
            _ => {}
        }
    }
    let mut next = all.clone();
    renamed(&mut next, number);
    next
}

/// Finds the fields that take a text.
pub fn texts(all: &Value) -> Vec<Text> {
    let mut found = Vec::new();
    for room in ROOMS {
        for at in 0..all[room].as_array().map_or(0, Vec::len) {
            texts_of(all, &format!("/{room}/{at}"), room, &mut found);
        }
    }
    for at in 0..all["history"].as_array().map_or(0, Vec::len) {
        let room = match all["history"][at]["kind"].as_str().unwrap_or_default() {
            "entry" => "entries",
            "person" => "people",
            "goal" => "goals",
            "experiment" => "experiments",
            "day_log" => "day_logs",
            _ => continue,
        };
        texts_of(all, &format!("/history/{at}/before"), room, &mut found);
    }
    texts_of(all, "/settings", "settings", &mut found);
    texts_of(all, "/remembered/pseudonyms/decisions", "decisions", &mut found);
    found
}

fn texts_of(all: &Value, row: &str, room: &str, found: &mut Vec<Text>) {
    match room {
        "people" => asked_of::<Person>(all, row, room, found),
        "goals" => asked_of::<Goal>(all, row, room, found),
        "experiments" => asked_of::<Experiment>(all, row, room, found),
        "entries" => asked_of::<Entry>(all, row, room, found),
        "day_logs" => asked_of::<DayLog>(all, row, room, found),
        "rules" => asked_of::<Rule>(all, row, room, found),
        "holds" => asked_of::<Hold>(all, row, room, found),
        "imports" => asked_of::<Batch>(all, row, room, found),
        "settings" => asked_of::<Settings>(all, row, room, found),
        "decisions" => asked_of::<Decisions>(all, row, room, found),
        _ => unreachable!("every room is named above"),
    }
}

/// Puts words into each leaf of a row; where they come back as they are, there is a text.
fn asked_of<T: DeserializeOwned + Serialize>(all: &Value, row: &str, room: &str, found: &mut Vec<Text>) {
    let Some(stored) = all.pointer(row) else { return };
    if let Err(error) = serde_json::from_value::<T>(stored.clone()) {
        panic!("{row} is no row of {room}: {error}\n{stored}");
    }
    let comes_back = |leaf: &str, words: &str| {
        let mut tried = stored.clone();
        *tried.pointer_mut(leaf).expect("a leaf of it") = json!(words);
        let read = serde_json::from_value::<T>(tried).ok();
        let again = read.and_then(|row| serde_json::to_value(row).ok());
        again.is_some_and(|row| row.pointer(leaf) == Some(&json!(words)))
    };
    let mut leaves = Vec::new();
    leaves_of(stored, String::new(), &mut leaves);
    let kind = stored["body"]["kind"].as_str().map(|kind| format!(" {kind}")).unwrap_or_default();
    for leaf in leaves {
        let name = leaf.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
        if MADE.contains(&name) || !comes_back(&leaf, "just any words") {
            continue;
        }
        let is_long = comes_back(&leaf, "many words ".repeat(40).trim());
        let field = format!("{room}{kind} {}", without_numbers(&leaf));
        found.push(Text { at: format!("{row}{leaf}"), field, room: if is_long { LONG } else { LINE_MAX } });
    }
}

/// Lists what is written or left open: strings and nulls.
fn leaves_of(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves_of(value, format!("{at}/{name}"), found));
        }
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(n, value)| leaves_of(value, format!("{at}/{n}"), found));
        }
        Value::String(_) | Value::Null => found.push(at),
        _ => {}
    }
}

fn without_numbers(pointer: &str) -> String {
    let parts = pointer.split('/').map(|part| if part.parse::<usize>().is_ok() { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Puts something behind what a field says, as far as there is room; `more` is asked for it.
pub fn plant(all: &mut Value, texts: &[Text], mut more: impl FnMut(&Text, usize) -> String) {
    for text in texts {
        let Some(place) = all.pointer_mut(&text.at) else { continue };
        let before = place.as_str().unwrap_or_default().to_owned();
        let room = text.room.saturating_sub(before.chars().count() + 1);
        *place = json!(format!("{before} {}", more(text, room)).trim());
    }
}

/// Lists the parts of records that are empty in every row, so that nobody knows what a text in them would do.
pub fn never_filled(all: &Value) -> BTreeSet<String> {
    let (mut filled, mut empty) = (BTreeSet::new(), BTreeSet::new());
    for room in ROOMS {
        for row in all[room].as_array().into_iter().flatten() {
            let kind = row["body"]["kind"].as_str().map(|kind| format!(" {kind}")).unwrap_or_default();
            parts_of(row, &format!("{room}{kind} "), &mut filled, &mut empty);
        }
    }
    parts_of(&all["settings"], "settings ", &mut filled, &mut empty);
    empty.difference(&filled).cloned().collect()
}

fn parts_of(value: &Value, at: &str, filled: &mut BTreeSet<String>, empty: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| parts_of(value, &format!("{at}/{name}"), filled, empty));
        }
        Value::Array(all) if !all.is_empty() => {
            all.iter().for_each(|value| parts_of(value, &format!("{at}/*"), filled, empty));
        }
        Value::Null | Value::Array(_) => {
            empty.insert(at.to_owned());
            return;
        }
        _ => {}
    }
    filled.insert(at.to_owned());
}

/// Parts that hold no words, whatever is in them, and are empty here.
#[cfg(test)]
const WITHOUT_WORDS: [&str; 9] = [
    "entries feedforward /body/suggestions/*/envelope",
    "experiments /start_between",
    "imports /undone_at",
    "rules /except_on",
    "settings /keep_running",
    "settings /language",
    "settings /paused_until",
    "settings /review_day",
    "settings /zone",
];

#[test]
fn every_part_that_takes_words_is_filled() {
    let mut all = whole();
    let found = texts(&all);
    let fields = |texts: &[Text]| texts.iter().map(|text| text.field.clone()).collect::<BTreeSet<String>>();
    assert_eq!(fields(&texts(&one_of_each(&all))), fields(&found), "one row of each kind has them all");
    let mut given = 0;
    plant(&mut all, &found, |text, room| {
        given += 1;
        assert!(40 < room && room < text.room, "{}: words were there, and more have room", text.field);
        format!("word{given}")
    });
    let written = all.to_string();
    let lost: Vec<_> = (1..=given).filter(|n| !written.contains(&format!("word{n}"))).collect();
    assert!(130 < fields(&found).len() && lost.is_empty(), "{lost:?}");
    let mut empty = never_filled(&all);
    // What an entry is about besides a person and a goal is an id.
    empty.retain(|part| !part.ends_with(" /experiment"));
    assert_eq!(empty.iter().map(String::as_str).collect::<Vec<_>>(), WITHOUT_WORDS, "what nobody fills");
}

#[test]
fn a_journal_made_again_shares_no_id_and_all_fields() {
    let one = one_of_each(&whole());
    let (second, third) = (again(&one, 1), again(&one, 2));
    let ids = |all: &Value| -> BTreeSet<String> {
        let rows = ROOMS.iter().flat_map(|room| all[room].as_array().into_iter().flatten());
        rows.filter_map(|row| row["id"].as_str().map(str::to_owned)).collect()
    };
    assert!(
        20 < ids(&one).len()
            && ids(&one).is_disjoint(&ids(&second))
            && ids(&second).is_disjoint(&ids(&third))
    );
    assert_eq!(second["entries"][0]["person"], second["people"][0]["id"], "what refers to a row still does");
    let fields = |all: &Value| texts(all).into_iter().map(|text| text.at).collect::<Vec<_>>();
    assert_eq!(fields(&one), fields(&third));
}
