//! How fast everything comes in and goes out, beside the same content through plain parts, in one run.
//!
//! The yardstick for the way in reads the file with `serde_json` and puts each
//! row into a plain SQLite table, on the disk at the end; for the way out it
//! reads the table and writes the file, on the disk too. What Inward does
//! beyond that, encryption, checks, history and the search index, is the
//! difference. Prints medians and their ratios; it judges nothing. Run it with
//! `cargo xtask bench`.
#![expect(clippy::print_stdout, reason = "a measurement prints its figures")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use inward_app::{App, Call, Caller, KeyCost, Moment};
use inward_domain::lexicon::Language;
use rusqlite::Connection;
use serde_json::{Value, json};

/// How many entries come in and go out.
const ENTRIES: usize = 100_000;
/// How often each way is timed.
const TIMES: usize = 3;
/// Cheap keys: the way in and out is measured, not the way to the key.
const CHEAP: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("everything.json");
    written(&file, &serde_json::to_vec(&everything()).expect("plain data"));
    let (mut ways_in, mut ways_out) = (Vec::new(), Vec::new());
    for time in 0..TIMES {
        let mut app = fresh(&folder.path().join(format!("vault-{time}")));
        let came = timed(|| drop(ask(&mut app, "import", json!({ "path": file }))));
        let again = folder.path().join(format!("again-{time}.json"));
        let went = timed(|| drop(ask(&mut app, "export", json!({ "path": again }))));
        let plain = folder.path().join(format!("plain-{time}.db"));
        let came_plainly = timed(|| plainly_in(&file, &plain));
        let copy = folder.path().join(format!("copy-{time}.json"));
        let went_plainly = timed(|| plainly_out(&plain, &copy));
        assert!(fs::metadata(&copy).expect("written").len() <= fs::metadata(&again).expect("written").len());
        ways_in.push((came, came_plainly));
        ways_out.push((went, went_plainly));
        for (format, name) in [("csv", "tables.zip"), ("markdown", "texts.zip")] {
            let path = folder.path().join(format!("{time}-{name}"));
            let took = timed(|| drop(ask(&mut app, "export", json!({ "path": path, "format": format }))));
            println!("{ENTRIES} entries out as {format}: {took:.2?}");
        }
    }
    told("in as JSON", ways_in, "serde_json and inserts into plain SQLite");
    told("out as JSON", ways_out, "plain SQLite and serde_json");
}

fn told(what: &str, times: Vec<(Duration, Duration)>, yardstick: &str) {
    let (ours, theirs): (Vec<_>, Vec<_>) = times.into_iter().unzip();
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("{ENTRIES} entries {what}: {ours:.2?}; {yardstick}: {theirs:.2?}; ratio {ratio:.2}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn fresh(folder: &Path) -> App {
    let mut app = App::in_folder(folder).with_key_cost(CHEAP);
    let made =
        json!({ "my_name": "Amir", "passphrase": "vaccines first, then vacancies", "notice_read": true });
    ask(&mut app, "create_vault", made);
    app
}

fn ask(app: &mut App, command: &str, input: Value) -> Value {
    let now = "2026-03-27T17:00:00Z".parse().expect("a moment");
    let moment =
        Moment { now, zone: chrono_tz::Europe::Zurich, system_language: Language::En, started_at: now };
    let reply = app.call(command, input, &Call::new(moment, Caller::Terminal));
    reply.unwrap_or_else(|e| panic!("{command}: {e}")).output
}

/// Makes an export with notes, complaints and triggers of the length people write.
fn everything() -> Value {
    let words = ["clearance", "vaccines", "vacancies", "customs", "priority", "concern", "progress", "calm"];
    let text = |n: usize| {
        let (a, b) = (words[n % 8], words[(n / 8) % 8]);
        format!("We spoke about {a} and {b}; she said what she needs by Friday, and I asked before I told.")
    };
    // Newest first, as an export lists them.
    let entries = (0..ENTRIES).rev().map(|n| {
        let body = match n % 3 {
            0 => json!({ "kind": "note", "text": text(n) }),
            1 => json!({ "kind": "complaint", "statement": text(n), "subject": "other", "my_part": text(n + 1) }),
            _ => json!({ "kind": "event", "title": format!("A talk about {}", words[n % 8]) }),
        };
        let on = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + chrono::Days::new((n * 9_000 / ENTRIES) as u64);
        json!({
            "id": format!("01950000-0000-7000-8000-{n:012x}"), "on": on, "body": body,
            "person": null, "goal": null, "experiment": null,
            "created_at": "2026-03-27T17:00:00.000Z", "changed_at": "2026-03-27T17:00:00.000Z",
        })
    });
    json!({
        "format": "inward", "version": 1, "exported_at": "2026-03-27T17:00:00.000Z",
        "entries": entries.collect::<Vec<_>>(),
    })
}

fn plainly_in(file: &Path, database: &Path) {
    let all: Value = serde_json::from_slice(&fs::read(file).expect("readable")).expect("JSON");
    let mut plain = Connection::open(database).expect("a new database");
    plain
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry (id TEXT PRIMARY KEY, body TEXT) STRICT;")
        .expect("a table");
    let writing = plain.transaction().expect("begun");
    for entry in all["entries"].as_array().expect("a list") {
        let row = (entry["id"].as_str().expect("an id"), entry.to_string());
        let mut insert =
            writing.prepare_cached("INSERT INTO entry (id, body) VALUES (?1, ?2)").expect("a statement");
        insert.execute(row).expect("written");
    }
    writing.commit().expect("on the disk");
}

fn plainly_out(database: &Path, file: &Path) {
    let plain = Connection::open(database).expect("the database");
    let mut read = plain.prepare("SELECT body FROM entry ORDER BY id").expect("a statement");
    let rows = read.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    let entries: Vec<Value> =
        rows.map(|row| serde_json::from_str(&row.expect("a row")).expect("JSON")).collect();
    written(file, &serde_json::to_vec_pretty(&json!({ "entries": entries })).expect("plain data"));
}

fn written(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).expect("a file");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("on the disk");
}
