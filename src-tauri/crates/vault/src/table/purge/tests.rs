use inward_domain::entry::{Entry, EntryFields};
use inward_domain::ids::{EntryId, PersonId, RuleId};
use inward_domain::person::{Person, PersonFields, PowerRelation};
use inward_domain::schedule::{Occurrence, OccurrenceKey, Rule, What};
use rusqlite::types::ValueRef;
use secrecy::SecretString;
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::create::create;
use crate::key::KeyCost;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn now() -> DateTime<Utc> {
    "2026-03-30T07:00:00Z".parse().expect("a moment")
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u8) -> T {
    format!("01900000-0000-7000-8000-0000000000{n:02x}").parse().expect("an id")
}

/// Reads each value of each table, those in which the search index keeps its words among them.
fn values(vault: &Vault) -> Vec<Vec<u8>> {
    let mut tables = vault
        .connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        .expect("a statement");
    let names: Vec<String> =
        tables.query_map([], |row| row.get(0)).expect("tables").map(|name| name.expect("a name")).collect();
    let mut found = Vec::new();
    for name in names {
        let mut all = vault.connection.prepare(&format!("SELECT * FROM \"{name}\"")).expect("a statement");
        let columns = all.column_count();
        let mut rows = all.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for column in 0..columns {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.get_ref(column).expect("a value") {
                    found.push(bytes.to_ascii_lowercase());
                }
            }
        }
    }
    found
}

fn reminder(n: u8, what: What, words: &str) -> Rule {
    let day = now().date_naive();
    let mut rule = Rule::once(id::<RuleId>(n), what, day, "10:00:00".parse().expect("a time"), 7, now());
    rule.own_words = Some(words.to_owned().try_into().expect("a line"));
    rule
}

#[test]
fn the_name_of_a_purged_person_is_in_no_table_and_in_no_index() {
    let dir = TempDir::new().expect("a folder");
    let mut vault = create(dir.path(), &SecretString::from("first"), FAST).expect("a vault");
    let person: PersonId = id(1);
    let tatiana = PersonFields::named("Tatiana".to_owned().try_into().expect("a line"), PowerRelation::Peer);
    let body = json!({
        "kind": "feedforward", "behaviour": "Stay calm.", "requests": [{ "person": person, "channel": "in_person" }]
    });
    let body = serde_json::from_value(body).expect("a round");
    let fields = EntryFields { on: now().date_naive(), person: None, goal: None, experiment: None, body };
    let round: EntryId = id(2);
    let contact = reminder(3, What::Contact { person }, "Talk with Tatiana");
    let others = reminder(5, What::Contact { person: id(9) }, "Talk with Ana");
    let key = OccurrenceKey { rule: contact.id, on: now().date_naive(), slot: 0 };
    vault
        .write(|w| {
            w.put_person(&Person { id: person, created_at: now(), fields: tatiana }, now())?;
            w.put_entry(&Entry { id: round, created_at: now(), changed_at: now(), fields }, now())?;
            w.put_rule(&contact)?;
            w.put_rule(&reminder(4, What::FollowUp { entry: round }, "Follow up with Tatiana"))?;
            w.put_rule(&others)?;
            w.put_occurrence(&Occurrence::planned(key, now()))
        })
        .map_err(|e: VaultError| e)
        .expect("written");
    let names_her = |vault: &Vault| {
        let name = b"tatiana".as_slice();
        values(vault).iter().filter(|value| value.windows(name.len()).any(|part| part == name)).count()
    };
    assert!(4 <= names_her(&vault), "so the test can tell");
    let purge = |w: &Writer<'_>| {
        w.delete_person(person, now())?;
        w.purge_whole_trash()
    };
    let purged = vault.write(purge).map_err(|e: VaultError| e).expect("purged");
    assert_eq!(purged, Purged { gone: 1, held: 0 });
    vault.erase_traces().expect("erased");
    assert_eq!(names_her(&vault), 0);
    let left = vault.read(|r| r.rules()).map_err(|e: VaultError| e).expect("read");
    let words: Vec<Option<&str>> =
        left.iter().map(|rule| rule.own_words.as_ref().map(|words| words.as_str())).collect();
    assert_eq!(
        words,
        [None, Some("Talk with Ana")],
        "the round still rings, and so does what is about others"
    );

    let purge = |w: &Writer<'_>| {
        w.delete_entry(round, now())?;
        w.purge_whole_trash()
    };
    vault.write(purge).map_err(|e: VaultError| e).expect("purged");
    let left = vault.read(|r| r.rules()).map_err(|e: VaultError| e).expect("read");
    assert_eq!(left, [others], "a round that is gone is not looked at again");
}
