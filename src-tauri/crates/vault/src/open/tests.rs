use std::collections::BTreeMap;

use inward_domain::ids::PersonId;
use inward_domain::person::{Person, PersonFields, PowerRelation};
use rstest::rstest;
use rusqlite::config::DbConfig;
use secrecy::SecretString;
use tempfile::TempDir;

use super::*;
use crate::create::create;
use crate::error::VaultError;
use crate::key::KeyCost;
use crate::store::Writer;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn passphrase() -> SecretString {
    "open sesame".into()
}

fn now() -> DateTime<Utc> {
    "2026-03-30T07:00:00Z".parse().expect("a moment")
}

fn key_of(folder: &Path) -> VaultKey {
    read_key_file(&Folder(folder)).expect("the key file").key((&passphrase()).into()).expect("the key")
}

fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .map(|path| {
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                fs::read(&path).expect("bytes"),
            )
        })
        .collect()
}

fn made() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    create(dir.path(), &passphrase(), FAST).expect("a vault").close().expect("it closes");
    dir
}

fn person(n: u8) -> Person {
    let name = "Tatiana".to_owned().try_into().expect("a line");
    Person {
        id: PersonId::from_number(n),
        created_at: "2026-01-05T09:00:00Z".parse().expect("a moment"),
        fields: PersonFields::named(name, PowerRelation::Peer),
    }
}

trait FromNumber {
    fn from_number(n: u8) -> Self;
}

impl FromNumber for PersonId {
    fn from_number(n: u8) -> Self {
        format!("01900000-0000-7000-8000-0000000000{n:02x}").parse().expect("an id")
    }
}

fn put(writer: &Writer<'_>, n: u8) -> Result<(), VaultError> {
    writer.put_person(&person(n), person(n).created_at)
}

fn set_version(connection: &Connection, version: u32) {
    connection.pragma_update(None, "user_version", version).expect("a version");
}

#[test]
fn a_newer_vault_is_named_and_left_as_it_was() {
    let dir = made();
    let connection = connect(&Folder(dir.path()).database(), &key_of(dir.path())).expect("a connection");
    set_version(&connection, 99);
    connection.close().expect("it closes");
    let before = bytes_of(dir.path());
    let error = open(dir.path(), &passphrase(), now()).err().expect("refused");
    let known = MIGRATIONS.len() as u32;
    assert!(matches!(error, OpenError::Newer { found: 99, known: k } if k == known), "{error:?}");
    assert_eq!(bytes_of(dir.path()), before, "not a byte of it changed, and no file appeared beside it");
}

#[test]
fn a_newer_vault_that_was_not_closed_keeps_file_and_log_as_they_were() {
    let dir = made();
    let folder = Folder(dir.path());
    let connection = connect(&folder.database(), &key_of(dir.path())).expect("a connection");
    set_version(&connection, 99);
    // What a crash leaves: file and log, copied while the other connection is open.
    let left = TempDir::new().expect("a folder");
    for name in ["vault.db", "vault.db-wal", "vault.key"] {
        fs::copy(dir.path().join(name), left.path().join(name)).expect("a copy");
    }
    let before = bytes_of(left.path());
    assert!(!before["vault.db-wal"].is_empty(), "the new version stands only in the log");
    let error = open(left.path(), &passphrase(), now()).err().expect("refused");
    assert!(matches!(error, OpenError::Newer { found: 99, .. }), "{error:?}");
    let mut after = bytes_of(left.path());
    after.remove("vault.db-shm"); // the index of the log: no data, made anew by whoever opens it
    assert_eq!(after, before, "closing did not move the log into the file");
}

#[test]
fn a_vault_that_was_not_closed_gives_back_everything_that_was_confirmed() {
    let dir = made();
    let mut vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    vault.write(|w| put(w, 1)).expect("written");
    let left = TempDir::new().expect("a folder");
    for name in ["vault.db", "vault.db-wal", "vault.key"] {
        fs::copy(dir.path().join(name), left.path().join(name)).expect("a copy");
    }
    let vault = open(left.path(), &passphrase(), now()).expect("it opens");
    assert_eq!(vault.read(|r| r.persons()).expect("read"), [person(1)]);
}

#[test]
fn a_vault_that_was_half_changed_in_its_place_opens_as_it_was_before() {
    let whole = made();
    let mut vault = open(whole.path(), &passphrase(), now()).expect("it opens");
    vault.write(|w| put(w, 1)).expect("written");
    vault.close().expect("it closes");
    // Without a log, and with room for one page, a change goes into the file before it is confirmed.
    let connection = connect(&Folder(whole.path()).database(), &key_of(whole.path())).expect("a connection");
    connection
        .execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; DELETE FROM person;
             CREATE TABLE half (text TEXT) STRICT;
             WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 500)
             INSERT INTO half SELECT printf('%0500d', n) FROM many;",
        )
        .expect("half of it");
    let left = TempDir::new().expect("a folder");
    for name in ["vault.db", "vault.db-journal", "vault.key"] {
        fs::copy(whole.path().join(name), left.path().join(name)).expect("what the power leaves");
    }

    let vault = open(left.path(), &passphrase(), now()).expect("it opens");
    assert_eq!(vault.read(|r| r.persons()).expect("people"), [person(1)]);
    assert!(!left.path().join("vault.db-journal").exists(), "it has a log again");
}

#[test]
fn a_database_without_a_schema_is_damage() {
    let dir = made();
    let connection = connect(&Folder(dir.path()).database(), &key_of(dir.path())).expect("a connection");
    set_version(&connection, 0);
    connection.close().expect("it closes");
    let before = bytes_of(dir.path());
    assert!(
        matches!(open(dir.path(), &passphrase(), now()), Err(OpenError::Damaged)),
        "it is not filled with a new one"
    );
    assert_eq!(bytes_of(dir.path()), before);
}

#[test]
fn a_creation_cut_off_before_its_last_step_is_finished_by_opening() {
    let dir = made();
    let folder = Folder(dir.path());
    fs::rename(folder.database(), folder.staged_database()).expect("as it was before the last step");
    assert!(look(dir.path()).expect("looked"), "there is a vault");
    open(dir.path(), &passphrase(), now()).expect("it opens");
    assert!(folder.database().exists() && !folder.staged_database().exists());
}

#[test]
fn what_an_earlier_creation_left_half_done_is_no_obstacle() {
    let dir = TempDir::new().expect("a folder");
    let folder = Folder(dir.path());
    fs::write(folder.staged_key(), "half").expect("a rest");
    fs::write(folder.staged_database(), "half").expect("a rest");
    fs::write(beside(&folder.staged_database(), "-wal"), "half").expect("a rest");
    assert!(!look(dir.path()).expect("looked"), "there was never a vault");
    create(dir.path(), &passphrase(), FAST).expect("a vault").close().expect("it closes");
    assert_eq!(bytes_of(dir.path()).into_keys().collect::<Vec<_>>(), ["vault.db", "vault.key"]);
}

#[test]
fn a_full_disk_is_named_and_nothing_is_half_written() {
    let dir = made();
    let mut vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    vault.write(|w| put(w, 1)).expect("written");
    let pages: i64 = vault.connection.query_row("PRAGMA page_count", [], |r| r.get(0)).expect("a count");
    vault.connection.pragma_update(None, "max_page_count", pages).expect("no more room");
    let error = vault
        .write(|w| {
            for n in 2..200 {
                put(w, n)?;
            }
            Ok::<_, VaultError>(())
        })
        .expect_err("there is no room for that");
    assert!(matches!(error, VaultError::DiskFull), "{error:?}");
    assert_eq!(
        vault.read(|r| r.persons()).expect("read"),
        [person(1)],
        "what was confirmed is there, nothing else"
    );
}

#[test]
fn a_vault_that_cannot_be_written_says_so() {
    let dir = made();
    let mut vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    vault.connection.pragma_update(None, "query_only", true).expect("as on a read-only medium");
    let error = vault.write(|w| put(w, 1)).expect_err("refused");
    assert!(matches!(error, VaultError::ReadOnly), "{error:?}");
    assert_eq!(vault.read(|r| r.persons()).expect("reading goes on"), []);
}

#[rstest]
#[case(io::ErrorKind::PermissionDenied, "NoPermission")]
#[case(io::ErrorKind::ReadOnlyFilesystem, "NoPermission")]
#[case(io::ErrorKind::StorageFull, "DiskFull")]
#[case(io::ErrorKind::QuotaExceeded, "DiskFull")]
fn what_the_file_system_says_keeps_its_meaning(#[case] kind: io::ErrorKind, #[case] expected: &str) {
    assert_eq!(format!("{:?}", OpenError::from(io::Error::from(kind))), expected);
}

#[test]
fn every_guard_of_the_database_is_on() {
    let dir = made();
    let vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    let asked = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("temp_store", "2"),
    ];
    for (pragma, expected) in asked {
        let value: rusqlite::types::Value =
            vault.connection.query_row(&format!("PRAGMA {pragma}"), [], |r| r.get(0)).expect("an answer");
        let value = match value {
            rusqlite::types::Value::Text(text) => text,
            rusqlite::types::Value::Integer(n) => n.to_string(),
            other => panic!("{pragma}: {other:?}"),
        };
        assert_eq!(value, expected, "{pragma}");
    }
    assert!(vault.connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).expect("an answer"));
}

#[test]
fn the_schema_is_what_reviewers_have_seen() {
    let dir = made();
    let vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    let mut statement = vault
        .connection
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name")
        .expect("a statement");
    let schema: Vec<String> =
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("text");
    insta::assert_snapshot!(schema.join(";\n\n"));
}

#[test]
fn the_migrations_are_well_formed() {
    Migrations::from_slice(MIGRATIONS).validate().expect("each applies to an empty database");
}

#[test]
fn what_an_entry_is_about_is_looked_up_in_an_index_that_knows_no_others() {
    let dir = made();
    let vault = open(dir.path(), &passphrase(), now()).expect("it opens");
    for noun in ["person", "goal", "experiment"] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT id FROM entry WHERE deleted_at IS NULL AND {noun} = 'x'
             ORDER BY on_day DESC, id DESC"
        );
        let mut statement = vault.connection.prepare(&sql).expect("a statement");
        let plan: Vec<String> =
            statement.query_map([], |row| row.get(3)).expect("rows").collect::<Result<_, _>>().expect("text");
        assert_eq!(plan, [format!("SEARCH entry USING INDEX entry_by_{noun} ({noun}=?)")], "and is in order");
    }
}

#[test]
fn two_that_open_an_older_vault_at_once_both_get_it() {
    let dir = made();
    let folder = Folder(dir.path());
    let key = key_of(dir.path());
    let mut late = connect(&folder.database(), &key).expect("a connection");
    late.execute_batch("DROP TABLE origin; DROP TABLE import; DROP TABLE hold; DROP TABLE occurrence; DROP TABLE rule; PRAGMA user_version = 1;")
        .expect("an older schema");
    let mut first = connect(&folder.database(), &key).expect("a connection");
    let late_sees = user_version(&late).expect("a version");
    migrate(&mut first).expect("the first one migrates");
    assert_eq!(late_sees, 1, "the late one had seen the old version");
    migrate(&mut late).expect("and finds it done");
}

#[test]
fn a_path_with_signs_of_a_uri_is_only_a_path() {
    let dir = TempDir::new().expect("a folder");
    let folder = dir.path().join("50 % of a?mode=memory#é");
    create(&folder, &passphrase(), FAST).expect("a vault").close().expect("it closes");
    open(&folder, &passphrase(), now()).expect("it opens");
    assert_eq!(fs::read_dir(dir.path()).expect("a list").count(), 1, "nothing was made elsewhere");
}
