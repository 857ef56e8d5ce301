use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use rstest::rstest;
use rusqlite::config::DbConfig;
use tempfile::TempDir;

use super::*;
use crate::create::create;
use crate::key::KeyCost;
use crate::open::open;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn now() -> chrono::DateTime<chrono::Utc> {
    "2026-01-05T09:00:00Z".parse().expect("a moment")
}

fn note(n: u8, text: &str) -> Entry {
    let now = now();
    let text = text.to_owned().try_into().expect("prose");
    Entry {
        id: format!("01900000-0000-7000-8000-0000000000{n:02x}").parse().expect("an id"),
        created_at: now,
        changed_at: now,
        fields: EntryFields {
            on: now.date_naive(),
            person: None,
            goal: None,
            experiment: None,
            body: EntryBody::Note(Note { text }),
        },
    }
}

fn with_two_notes() -> (TempDir, Vault) {
    let dir = TempDir::new().expect("a folder");
    let mut vault = create(dir.path(), &"open sesame".into(), FAST).expect("a vault");
    vault.write(|w| put(w, 1, "calm talk")).expect("written");
    vault.write(|w| put(w, 2, "calm walk")).expect("written");
    (dir, vault)
}

fn put(writer: &Writer<'_>, n: u8, text: &str) -> Result<(), VaultError> {
    let entry = note(n, text);
    writer.put_entry(&entry, entry.created_at)
}

fn found(vault: &Vault, text: &str) -> Vec<String> {
    let hits = vault.read(|r| r.search(text, 10)).expect("a search never fails for the index's sake");
    hits.into_iter().map(|hit| hit.snippet).collect()
}

fn is_whole(vault: &Vault) -> bool {
    let asked =
        vault.connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []);
    asked.is_ok()
}

/// Ways to break an index, each as it could be found in a file.
const MISSING: &str = "DROP TABLE search";
const TEXT_MISSING: &str = "DROP TABLE search_text";
const EMPTIED: &str = "DELETE FROM search_data";
const GARBLED: &str = "UPDATE search_data SET block = x'ffffffffffffffff'";
const SHADOW_MISSING: &str = "DROP TABLE search_config";
const OTHER_SHAPE: &str = "DROP TABLE search; CREATE TABLE search (words TEXT) STRICT";

fn break_it(vault: &Vault, how: &str) {
    vault.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("off for a moment");
    vault.connection.execute_batch(how).expect("broken");
    vault.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).expect("on again");
}

#[rstest]
#[case::missing(MISSING)]
#[case::text_missing(TEXT_MISSING)]
#[case::emptied(EMPTIED)]
#[case::garbled(GARBLED)]
#[case::shadow_missing(SHADOW_MISSING)]
#[case::other_shape(OTHER_SHAPE)]
fn a_search_answers_from_a_broken_index_and_mends_it(#[case] how: &str) {
    let (dir, vault) = with_two_notes();
    break_it(&vault, how);
    drop(vault);
    let vault = open(dir.path(), &secrecy::SecretString::from("open sesame"), now()).expect("it opens");
    assert_eq!(found(&vault, "calm"), ["calm walk", "calm talk"]);
    assert_eq!(found(&vault, "talk"), ["calm talk"], "and again");
    assert!(is_whole(&vault), "it was built again");
}

#[rstest]
#[case::missing(MISSING)]
#[case::text_missing(TEXT_MISSING)]
#[case::garbled(GARBLED)]
#[case::other_shape(OTHER_SHAPE)]
fn an_index_that_breaks_while_the_vault_is_open_stops_neither_writing_nor_finding(#[case] how: &str) {
    let (_dir, mut vault) = with_two_notes();
    break_it(&vault, how);
    vault.write(|w| put(w, 3, "calm sea")).expect("a writing does not fail for the index's sake");
    assert_eq!(found(&vault, "calm"), ["calm sea", "calm walk", "calm talk"]);

    break_it(&vault, how);
    assert_eq!(found(&vault, "calm"), ["calm sea", "calm walk", "calm talk"]);
    assert!(is_whole(&vault), "a reading that met the broken index left a whole one");
}

#[test]
fn what_one_transaction_writes_is_found_newest_first_whatever_came_first() {
    let (_dir, mut vault) = with_two_notes();
    vault
        .write(|w| [5, 3, 4].into_iter().try_for_each(|n| put(w, n, &format!("calm {n}"))))
        .expect("written");
    assert_eq!(found(&vault, "calm"), ["calm 5", "calm 4", "calm 3", "calm walk", "calm talk"]);
    assert!(is_whole(&vault));
}

#[test]
fn the_last_word_of_a_transaction_about_a_row_counts() {
    let (_dir, mut vault) = with_two_notes();
    let (walk, new) = (note(2, "calm walk"), note(3, "calm sea"));
    let gone_and_back = |w: &Writer<'_>| {
        w.put_entry(&new, now())?;
        w.delete_entry(new.id, now())?;
        w.delete_entry(walk.id, now())?;
        w.restore_entry(walk.id).map(drop)
    };
    vault.write(gone_and_back).expect("written");
    assert_eq!(found(&vault, "calm"), ["calm walk", "calm talk"]);
    let thoughts = ["first thought", "second thought"];
    vault.write(|w| thoughts.iter().try_for_each(|text| put(w, 4, text))).expect("written");
    assert_eq!(found(&vault, "second"), ["second thought"]);
    assert_eq!(found(&vault, "first"), Vec::<String>::new());
    assert!(is_whole(&vault));
}

#[test]
fn an_index_is_built_once_and_not_at_every_opening() {
    let (dir, vault) = with_two_notes();
    vault.connection.execute("UPDATE search_text SET body = 'mark'", []).expect("a mark");
    drop(vault);
    let vault = open(dir.path(), &secrecy::SecretString::from("open sesame"), now()).expect("it opens");
    let marked: i64 = vault
        .connection
        .query_row("SELECT count(*) FROM search_text WHERE body = 'mark'", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(marked, 2, "opening found the definitions it knows and left the index alone");
}
