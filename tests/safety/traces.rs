//! 300 words and more that stand nowhere else, through every field of every kind of record; then not a byte on the disk.
//!
//! Looked for as they are, as UTF-16, as base64 in each of its three places, and within whatever could be compressed:
//! while the journal is open, after kill -9, and after an orderly end. There is also no file at all but those of the
//! vault. The same with the window is in `tests/desktop/canaries.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use inward_app::{App, Call, Caller, KeyCost, Moment};
use inward_tests::canary::{Canaries, files_below, written_down};
use inward_tests::filled;
use inward_tests::program::{Home, NOW, PASSPHRASE};
use serde_json::{Value, json};

use crate::kill::said_until_killed;

const WORDS: usize = 300;

/// Opens the journal of a home in this process.
fn open(home: &Home) -> (App, Call<'static>) {
    let cheap = KeyCost { memory_kib: 64, passes: 1, lanes: 1 };
    let now = NOW.parse().expect("a moment");
    let zone = chrono_tz::Tz::Europe__Zurich;
    let moment = Moment { now, zone, system_language: Default::default(), started_at: now };
    let call = Call::new(moment, Caller::MainWindow);
    let mut app = App::in_folder(&home.file("vault")).with_key_cost(cheap);
    app.call("unlock", json!({ "passphrase": PASSPHRASE }), &call).expect("it opens");
    (app, call)
}

/// Brings a journal with a word in each text of each kind of record, as a file that is taken away again.
fn brought(home: &Home, canaries: &mut Canaries) {
    let mut all = filled::whole();
    let texts = filled::texts(&all);
    filled::plant(&mut all, &texts, |_, _| canaries.next());
    home.write("spoken.json", all.to_string());
    home.done(["import", "spoken.json", "--yes"]);
    std::fs::remove_file(home.file("spoken.json")).expect("the test may remove it");
}

/// Writes other words over each row by the command with which the window does it; tells how many rows of each kind
/// were taken.
fn written(app: &mut App, call: &Call<'_>, canaries: &mut Canaries) -> BTreeMap<&'static str, usize> {
    let mut all = filled::whole();
    let texts = filled::texts(&all);
    filled::plant(&mut all, &texts, |_, _| canaries.next());
    let mut taken = BTreeMap::new();
    let mut save = |command: &'static str, input: Value| match app.call(command, input, call) {
        Ok(_) => *taken.entry(command).or_default() += 1,
        // The rules of the method refuse some, such as a second word about what is sealed.
        Err(error) => eprintln!("{command}: {}", error.message),
    };
    let rows = |room: &str| all[room].as_array().expect("rows").clone();
    for (room, command) in [("people", "save_person"), ("goals", "save_goal"), ("entries", "save_entry")] {
        for row in rows(room) {
            save(command, json!({ "id": row["id"], "fields": row }));
        }
    }
    for row in rows("experiments") {
        save(
            "save_experiment",
            json!({ "id": row["id"], "fields": row, "measures": row["measures"], "draft": true }),
        );
    }
    for row in rows("day_logs").into_iter().filter(|row| row["on"].as_str() >= Some("2026-03-25")) {
        save("log_day", row);
    }
    let reminder = json!({ "words": canaries.next(), "at": "11:00", "recurrence": "FREQ=DAILY", "starts_on": "2026-03-30",
        "useful_until": { "by": "minutes", "minutes": 240 } });
    save("save_own_reminder", json!({ "id": null, "fields": reminder }));
    let mut settings = all["settings"].clone();
    settings["my_role"] = json!(canaries.next());
    save("save_settings", settings);
    taken
}

/// Looks through everything that was written below the home, and names what is there.
fn nothing_is_readable(home: &Home, canaries: &Canaries, when: &str) {
    let found = canaries.traces().below(home.path(), &|_| false);
    assert!(found.is_empty(), "{when}: {found:?}");
    let mut files = Vec::new();
    files_below(home.path(), &mut files);
    let below =
        |file: &std::path::PathBuf| file.strip_prefix(home.path()).expect("below").display().to_string();
    let names: BTreeSet<String> =
        files.iter().map(below).filter(|name| !name.starts_with("vault/backups/")).collect();
    const OURS: [&str; 8] = [
        "clock",
        "passphrase",
        "vault/vault.db",
        "vault/vault.db-shm",
        "vault/vault.db-wal",
        "vault/vault.key",
        "vault/vault.key.lock",
        "vault/window.lock",
    ];
    let foreign: Vec<_> = names.iter().filter(|name| !OURS.contains(&name.as_str())).collect();
    assert!(foreign.is_empty(), "{when}: a file that is not the vault's: {foreign:?}");
}

#[test]
fn three_hundred_words_leave_no_trace_on_the_disk() {
    let home = Home::with_vault();
    let mut canaries = Canaries::new();
    brought(&home, &mut canaries);
    nothing_is_readable(&home, &canaries, "after an import");
    let (mut app, call) = open(&home);
    let taken = written(&mut app, &call, &mut canaries);
    assert!(WORDS <= canaries.given());
    eprintln!("{} words, {taken:?}", canaries.given());
    let commands = [
        "save_person",
        "save_goal",
        "save_entry",
        "save_experiment",
        "log_day",
        "save_own_reminder",
        "save_settings",
    ];
    assert_eq!(taken.keys().len(), commands.len(), "each kind of record was written: {taken:?}");
    let last = canaries.next();
    let note =
        json!({ "on": "2026-03-30", "body": { "kind": "note", "text": format!("before {last} after") } });
    app.call("save_entry", json!({ "id": null, "fields": note }), &call).expect("a note is taken");
    let hits = app.call("search", json!({ "words": last }), &call).expect("it is found").output;
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "what is looked for was written");
    nothing_is_readable(&home, &canaries, "while the journal is open");
    for after in [30, 120, 400] {
        let note = (0..200).map(|_| canaries.next()).collect::<Vec<_>>().join(" ");
        let child =
            home.command(["note", note.as_str()]).env("TMPDIR", home.path()).spawn().expect("it starts");
        said_until_killed(child, Duration::from_millis(after));
        nothing_is_readable(&home, &canaries, "after kill -9");
    }
    app.call("lock", json!({}), &call).expect("it is locked");
    drop(app);
    nothing_is_readable(&home, &canaries, "after the end");
    home.done(["check"]);
    nothing_is_readable(&home, &canaries, "after a start and an end");
}

#[test]
fn a_file_that_somebody_left_in_the_home_is_found_in_whatever_form() {
    let home = Home::new();
    let mut canaries = Canaries::new();
    let word = canaries.next();
    nothing_is_readable(&home, &canaries, "before anything was left");
    std::fs::create_dir_all(home.file("vault/backups")).expect("a folder");
    for (form, bytes) in written_down(&word) {
        for place in ["vault/vault.db-wal", "vault/backups/left"] {
            home.write(place, &bytes);
            let found = canaries.traces().below(home.path(), &|_| false);
            assert_eq!(found.len(), 1, "{form} in {place}");
            std::fs::remove_file(home.file(place)).expect("the test may remove it");
        }
    }
}
