//! The lock that comes by itself: when nobody is there, and when the machine goes to sleep.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::{Duration, Instant};

use inward_tests::program::PASSPHRASE;
use serde_json::json;

use crate::hands;
use crate::key;
use crate::lived::EVENING;
use crate::sealed::{planted, written};
use crate::stage::{PATIENCE, Stage, until};
use crate::story::{BEFORE, first_run, turn_a_thought_round};
use crate::window::{Window, word};

/// Makes sure that nothing of what was written is left in the page.
fn is_blank(window: &Window) {
    window.by_role("heading", &word("ui-start.locked"));
    let all = window.run("return document.documentElement.outerHTML", json!([]));
    for word in ["Tatiana", "Amir"] {
        assert!(!all.as_str().unwrap().contains(word), "{word} is left in the page");
    }
}

#[test]
fn five_minutes_without_a_sign_of_life_lock_the_journal_and_not_one_less() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    stage.be_away(299);
    // What the command line writes is seen at the next beat of the heart.
    window.go("#/journal");
    let noted = stage.run(&["note", "Still here"]);
    assert_eq!(noted.code, Some(0), "{}", noted.err);
    window.see("Still here");
    assert!(!window.has("heading", &word("ui-start.locked")));
    stage.be_away(301);
    is_blank(&window);
}

#[test]
fn the_journal_is_locked_before_the_machine_sleeps() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    // The answer comes when the program lets the machine go.
    let held_up = stage.desk.fall_asleep();
    // The page begins anew meanwhile; the first answer counts.
    let status = until("the state of the journal", || window.ask("status", &json!({}))?.ok());
    assert_eq!(
        status["vault"], "locked",
        "the journal is locked when the machine sleeps; it was held up for {held_up:?}"
    );
    is_blank(&window);
}

/// Lists the program and what it started, each with its name.
pub fn family(program: u32) -> Vec<(u32, String)> {
    let name =
        |id: u32| std::fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default().trim().to_owned();
    let mut all = vec![(program, name(program))];
    let mut at = 0;
    while at < all.len() {
        let children = std::fs::read_dir(format!("/proc/{}/task", all[at].0)).into_iter().flatten().flatten();
        let of = |thread: std::fs::DirEntry| {
            std::fs::read_to_string(thread.path().join("children")).unwrap_or_default()
        };
        let ids: Vec<u32> = children
            .map(of)
            .collect::<Vec<_>>()
            .join(" ")
            .split_whitespace()
            .filter_map(|id| id.parse().ok())
            .collect();
        all.extend(ids.into_iter().map(|id| (id, name(id))));
        at += 1;
    }
    all
}

/// Finds which words are in the memory that a process can write to: those that begin so, in bytes and in UTF-16.
fn words_in_memory(id: u32, prefix: &str) -> BTreeSet<String> {
    let wide: Vec<u8> = prefix.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut found = BTreeSet::new();
    for bytes in pages_of(id) {
        for (pattern, step) in [(prefix.as_bytes(), 1), (wide.as_slice(), 2)] {
            for at in memchr::memmem::find_iter(&bytes, pattern) {
                let letters = bytes[at..].iter().step_by(step).take(prefix.len() + 4);
                found.insert(letters.map(|byte| char::from(*byte)).collect());
            }
        }
    }
    found
}

/// Tells in which ways the key is in the memory of a program and of what it started.
fn key_in_memory(program: u32, key: &[u8; 32]) -> BTreeSet<String> {
    let forms = key::forms(key);
    let mut found = BTreeSet::new();
    for (id, name) in family(program) {
        for bytes in pages_of(id) {
            let is_in = |form: &[u8]| memchr::memmem::find(&bytes, form).is_some();
            found.extend(
                forms.iter().filter(|(_, form)| is_in(form)).map(|(how, _)| format!("{how}, in {name}")),
            );
        }
    }
    found
}

/// Reads the memory that a process can write to, where there is any behind its addresses.
///
/// A process that has ended meanwhile has none.
fn pages_of(id: u32) -> impl Iterator<Item = Vec<u8>> {
    const PAGE: u64 = 4096;
    const AT_ONCE: u64 = 1024;
    let open = |name: &str| File::open(format!("/proc/{id}/{name}"));
    let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).unwrap_or_default();
    let (memory, there) = (open("mem").ok(), open("pagemap").ok());
    let ranges: Vec<(u64, u64)> = maps
        .lines()
        .filter(|line| line.contains(" rw"))
        .filter_map(|line| {
            let (from, to) = line.split(' ').next()?.split_once('-')?;
            Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?))
        })
        .collect();
    let pieces = ranges.into_iter().flat_map(|(from, to)| {
        (from..to).step_by((PAGE * AT_ONCE) as usize).map(move |at| (at, to.min(at + PAGE * AT_ONCE)))
    });
    pieces.filter_map(move |(from, to)| {
        // Bit 63 of each page's word tells whether it is in memory.
        let mut words = vec![0; ((to - from) / PAGE * 8) as usize];
        there.as_ref()?.read_exact_at(&mut words, from / PAGE * 8).ok()?;
        words.chunks_exact(8).any(|word| word[7] & 0x80 != 0).then_some(())?;
        let mut bytes = vec![0; (to - from) as usize];
        let read = memory.as_ref()?.read_at(&mut bytes, from).ok()?;
        bytes.truncate(read);
        Some(bytes)
    })
}

/// The packaged program is used: for a driven one the process of the page goes on.
#[test]
fn after_a_lock_no_word_no_key_and_no_passphrase_is_left_in_memory() {
    const CANARY: &str = "Kanarie";
    let stage = Stage::at(EVENING);
    let mut planted_words = 0;
    let mut next = || {
        planted_words += 1;
        format!("{CANARY}{planted_words:04}")
    };
    let (_, mut spoiled) = planted(|_| next());
    // A text of one word goes to other places than the screen too: the planner of reminders is told the days off.
    for experiment in spoiled["experiments"].as_array_mut().unwrap() {
        for days_off in experiment["not_applicable"].as_array_mut().unwrap() {
            days_off["reason"] = json!(next());
        }
    }
    let file = written(&stage, &spoiled);
    assert_eq!(stage.run(&["init"]).code, Some(0));
    assert_eq!(stage.run(&["import", file.to_str().unwrap(), "--yes"]).code, Some(0));
    let (_program, window) = hands::unlocked(&stage);
    for place in 1..=6 {
        hands::press(&stage, &[&format!("ctrl+{place}")]);
        hands::wait_for_rest(&stage, window);
    }
    if File::open(format!("/proc/{}/mem", stage.program())).is_err() {
        eprintln!("Nobody may look into the memory of the program here, so nothing was looked for.");
        return;
    }
    let left = |prefix: &str| -> usize {
        family(stage.program()).into_iter().map(|(id, _)| words_in_memory(id, prefix).len()).sum()
    };
    // The test would notice: while it is open the words are there.
    assert!(100 < left(CANARY), "{planted_words} words were written, {} are in memory", left(CANARY));
    let key = key::of(&stage.file("vault"));
    let held = key_in_memory(stage.program(), &key);
    assert!(!held.is_empty(), "the open journal needs its key");
    eprintln!("while it is open: {held:?}");
    hands::press(&stage, &["ctrl+l"]);
    // What the window painted last is freed with its next frames.
    let begun = Instant::now();
    while 0 < left(CANARY) && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(200));
    }
    for (id, name) in family(stage.program()) {
        let words = words_in_memory(id, CANARY);
        assert!(words.is_empty(), "{name} still has {words:?}");
        assert!(words_in_memory(id, PASSPHRASE).is_empty(), "{name} still has the passphrase");
    }
    assert_eq!(key_in_memory(stage.program(), &key), BTreeSet::new(), "what is still there of the key");
}
