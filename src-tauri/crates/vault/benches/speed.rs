//! How fast the vault is, beside the same work in plain SQLite, in one run.
//!
//! Prints medians and their ratio; it judges nothing. Run it with `cargo bench -p inward-vault`.
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::str::FromStr;
use std::time::{Duration, Instant};

use chrono::{DateTime, Duration as Days, NaiveDate, Utc};
use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use inward_domain::experiment::{Checkin, DayLog, Experiment, ExperimentFields};
use inward_domain::ids::EntryId;
use inward_vault::{Vault, VaultError};
use rusqlite::Connection;
use secrecy::SecretString;

/// How often one save is timed.
const SAVES: usize = 300;
/// How many entries are searched.
const ENTRIES: usize = 100_000;
/// How often one search is timed.
const SEARCHES: usize = 50;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let passphrase = SecretString::from("a passphrase for a measurement");
    let mut vault = inward_vault::create(&folder.path().join("vault"), &passphrase, Default::default())
        .expect("a new vault");
    let plain = Connection::open(folder.path().join("plain.db")).expect("a new database");
    plain
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log (id TEXT PRIMARY KEY, body TEXT) STRICT; CREATE TABLE note (id TEXT PRIMARY KEY, on_day TEXT, text TEXT) STRICT;")
        .expect("tables");
    save(&mut vault, &plain);
    search(&mut vault, &plain);
}

fn now() -> DateTime<Utc> {
    "2026-03-27T17:00:00Z".parse().expect("a moment")
}

fn day(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + Days::days(n as i64)
}

fn id<T: FromStr>(n: usize) -> T {
    let text = format!("01950000-0000-7000-8000-{n:012x}");
    text.parse().unwrap_or_else(|_| panic!("BUG: {text} is an id"))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn told(what: &str, ours: Duration, yardstick: &str, theirs: Duration) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{what}: {ours:.2?}; {yardstick}: {theirs:.2?}; ratio {ratio:.2}");
}

/// One day's log with history and search, against one insert of the same text; both reach the disk.
fn save(vault: &mut Vault, plain: &Connection) {
    let experiment = Experiment {
        id: id(1),
        created_at: now(),
        measures: Vec::new(),
        phases: Vec::new(),
        fields: ExperimentFields::titled("Daily check-in".to_owned().try_into().expect("a title")),
    };
    vault.write(|w| w.put_experiment(&experiment, now())).expect("written");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..SAVES {
        let log = DayLog {
            id: id(1_000 + n),
            experiment: experiment.id,
            on: day(n),
            checkin: Some(Checkin::Done),
            ratings: Vec::new(),
            note: Some("a calm talk about port clearance".to_owned().try_into().expect("a note")),
            recorded_at: now(),
            late: false,
        };
        let begun = Instant::now();
        vault.write(|w| w.put_day_log(&log, now())).expect("written");
        ours.push(begun.elapsed());
        let body = serde_json::to_string(&log).expect("plain data");
        let begun = Instant::now();
        plain
            .execute("INSERT INTO log (id, body) VALUES (?1, ?2)", (log.id.to_string(), body))
            .expect("written");
        theirs.push(begun.elapsed());
    }
    told("save of one daily log", median(ours), "plain insert, synchronous=FULL", median(theirs));
}

/// The newest fifty notes with a word, against a scan of the same notes in plain SQLite.
fn search(vault: &mut Vault, plain: &Connection) {
    let words = ["clearance", "vaccines", "vacancies", "customs", "priority", "concern", "progress", "calm"];
    let text = |n: usize| format!("{} and {} on day {n}, as agreed", words[n % 8], words[(n / 8) % 8]);
    vault
        .write(|w| {
            (0..ENTRIES).try_for_each(|n| {
                let body = EntryBody::Note(Note { text: text(n).try_into().expect("a note") });
                let fields =
                    EntryFields { on: day(n % 9_000), person: None, goal: None, experiment: None, body };
                let entry = Entry { id: id(10_000 + n), created_at: now(), changed_at: now(), fields };
                w.put_entry(&entry, now())
            })
        })
        .unwrap_or_else(|e: VaultError| panic!("written: {e}"));
    plain.execute_batch("BEGIN").expect("begun");
    for n in 0..ENTRIES {
        let row = (id::<EntryId>(10_000 + n).to_string(), day(n % 9_000).to_string(), text(n));
        plain.execute("INSERT INTO note (id, on_day, text) VALUES (?1, ?2, ?3)", row).expect("written");
    }
    plain.execute_batch("COMMIT").expect("on the disk");
    for word in ["customs", "cust", "nowhere"] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..SEARCHES {
            let begun = Instant::now();
            let hits = vault.read(|r| r.search(word, 50)).expect("searched");
            ours.push(begun.elapsed());
            let begun = Instant::now();
            let mut scan = plain
                .prepare_cached("SELECT id, text FROM note WHERE text LIKE '%' || ?1 || '%' ORDER BY on_day DESC LIMIT 50")
                .expect("a statement");
            let rows = scan.query_map([word], |row| row.get::<_, String>(1)).expect("rows").count();
            theirs.push(begun.elapsed());
            assert_eq!(hits.len(), rows, "both find the same number");
        }
        told(
            &format!("search for {word:?} in {ENTRIES} entries"),
            median(ours),
            "plain scan",
            median(theirs),
        );
    }
}
