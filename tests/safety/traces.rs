//! 300 words that stand nowhere else, through every field of every sheet; then not a byte of them on the disk.
//!
//! Looked for as they are, as UTF-16, as base64 in each of its three places:
//! while the journal is open, after kill -9, and after an orderly end. A
//! compressed text cannot be looked for by its bytes; so it is also shown that
//! there is no file at all but those of the vault, each of which is read as
//! what it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use inward_app::{App, Call, Caller, KeyCost, Moment};
use inward_domain::entry::EntryBody;
use inward_tests::program::{Home, NOW, PASSPHRASE};
use serde_json::{Map, Value, json};

use crate::kill::said_until_killed;

const WORDS: usize = 300;

/// Hands out words that stand nowhere else.
#[derive(Default)]
struct Canaries(Vec<String>);

impl Canaries {
    fn next(&mut self) -> String {
        let word = format!("qzv{:04}kanari", self.0.len() * 7 + 1_000);
        self.0.push(word.clone());
        word
    }
}

/// Fills a field as its form says; nothing where it refers to something else.
fn filled(field: &Value, canaries: &mut Canaries) -> Option<Value> {
    let input = &field["input"];
    Some(match input["type"].as_str()? {
        "line" => json!(canaries.next()),
        "prose" => json!(format!("It was {} and {}.", canaries.next(), canaries.next())),
        "choice" => input["values"][0].clone(),
        "yes_no" => json!(true),
        "percent" | "count" => json!(3),
        "rating" => input["low"].clone(),
        "day" => json!("2026-03-30"),
        "moment" => json!(NOW),
        "lines" => json!([canaries.next(), canaries.next()]),
        "rows" => json!([record(input["fields"].as_array()?, canaries)]),
        _ => return None,
    })
}

fn record(fields: &[Value], canaries: &mut Canaries) -> Map<String, Value> {
    let named = |field: &Value| field["name"].as_str().map(str::to_owned);
    fields.iter().filter_map(|field| Some((named(field)?, filled(field, canaries)?))).collect()
}

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

/// Writes words through every sheet that takes them, and people, practices and notes; returns those that were taken.
fn written(app: &mut App, call: &Call<'_>) -> Vec<String> {
    let mut taken = Canaries::default();
    let mut kinds = 0;
    for form in
        serde_json::to_value(EntryBody::FORMS).expect("forms are plain data").as_array().expect("a list")
    {
        let mut tried = Canaries(taken.0.clone());
        let mut body = record(form["fields"].as_array().expect("fields"), &mut tried);
        body.insert("kind".to_owned(), form["kind"].clone());
        let fields = json!({ "on": "2026-03-30", "body": body });
        if app.call("save_entry", json!({ "id": null, "fields": fields }), call).is_ok() {
            taken = tried;
            kinds += 1;
        }
    }
    assert!(3 < kinds, "hardly a sheet takes what its own form says");
    let mut tried = Canaries(taken.0.clone());
    let person = json!({ "display_name": tried.next(), "role": tried.next(), "power": "peer", "aliases": [tried.next()],
        "report_alias": tried.next(), "email": tried.next(), "words_now": tried.next(), "archived": false });
    if app.call("save_person", json!({ "id": null, "fields": person }), call).is_ok() {
        taken = tried;
    }
    while taken.0.len() < WORDS {
        let note = json!({ "kind": "note", "text": format!("{} beside {}", taken.next(), taken.next()) });
        let fields = json!({ "on": "2026-03-30", "body": note });
        app.call("save_entry", json!({ "id": null, "fields": fields }), call).expect("a note is taken");
    }
    eprintln!("{} words through {kinds} kinds of sheet", taken.0.len());
    taken.0
}

/// Returns a word in each way in which a program might write it down.
fn forms_of(word: &str) -> Vec<Vec<u8>> {
    let wide = |order: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut all = vec![word.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    for before in 0..3 {
        // What stands before a word shifts it; the signs at both ends depend on what is beside it.
        let shifted: Vec<u8> = std::iter::repeat_n(b'x', before).chain(word.bytes()).collect();
        let signs = base64(&shifted);
        let first = (before * 8).div_ceil(6);
        let last = shifted.len() * 8 / 6;
        all.push(signs.as_bytes()[first..last].to_vec());
    }
    all
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let all =
            three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for sign in 0..=three.len() {
            text.push(char::from(SIGNS[(all >> (18 - 6 * sign) & 63) as usize]));
        }
    }
    text
}

/// Finds the first word that is in a file, in any of its forms.
fn leak(bytes: &[u8], forms: &[(String, Vec<Vec<u8>>)]) -> Option<String> {
    // Every form begins somewhere; looking for its first two bytes first makes it quick.
    let mut starts: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
    for (at, pair) in bytes.windows(2).enumerate() {
        starts[usize::from(u16::from_be_bytes([pair[0], pair[1]]))].push(at);
    }
    let is_in = |form: &[u8]| {
        let first = usize::from(u16::from_be_bytes([form[0], form[1]]));
        starts[first].iter().any(|at| bytes[*at..].starts_with(form))
    };
    forms.iter().find(|(_, forms)| forms.iter().any(|form| is_in(form))).map(|(word, _)| word.clone())
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { files_below(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

/// Looks through everything that was written below the home, and names what is there.
fn nothing_is_readable(home: &Home, words: &[String], when: &str) {
    let forms: Vec<_> = words.iter().map(|word| (word.clone(), forms_of(word))).collect();
    let mut files = Vec::new();
    files_below(home.path(), &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_default();
        assert_eq!(leak(&bytes, &forms), None, "{when}: in {}", file.display());
        let name = file.strip_prefix(home.path()).expect("below").to_string_lossy().into_owned();
        if !name.starts_with("vault/backups/") {
            names.insert(name);
        }
    }
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
    let (mut app, call) = open(&home);
    let words = written(&mut app, &call);
    assert!(WORDS <= words.len());
    let hits =
        app.call("search", json!({ "words": words[words.len() - 1] }), &call).expect("it is found").output;
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "what is looked for was written");
    nothing_is_readable(&home, &words, "while the journal is open");
    for after in [30, 120, 400] {
        let note = words.join(" ");
        let child =
            home.command(["note", note.as_str()]).env("TMPDIR", home.path()).spawn().expect("it starts");
        said_until_killed(child, Duration::from_millis(after));
        nothing_is_readable(&home, &words, "after kill -9");
    }
    app.call("lock", json!({}), &call).expect("it is locked");
    drop(app);
    nothing_is_readable(&home, &words, "after the end");
    home.done(["check"]);
    nothing_is_readable(&home, &words, "after a start and an end");
}

#[test]
fn a_word_that_somebody_wrote_down_is_found_in_each_of_its_forms() {
    let word = "qzv1000kanari".to_owned();
    let forms = vec![(word.clone(), forms_of(&word))];
    let around = |text: &str| format!("some{text}thing").into_bytes();
    let wide = |order: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut planted = vec![around(&word), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    for before in ["", "a", "ab", "abc", "abcd"] {
        planted.push(base64(format!("{before}{word} and more").as_bytes()).into_bytes());
    }
    for bytes in planted {
        assert_eq!(leak(&bytes, &forms), Some(word.clone()), "{:?}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(leak(b"nothing of the kind", &forms), None);
}
