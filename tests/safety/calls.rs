//! The n-th call to the system fails, with a full disk, a broken one or a missing right: for a note, an import,
//! a copy, an update and a restore.
//!
//! `strace` lets the call fail; where it is not installed or not allowed, the
//! test says so and stops. `INWARD_SAFETY_CALLS` says up to which call of a kind
//! each is tried; a plain run tries three, the long run all of them with `1000`.

use std::fs;

use inward_tests::program::{Answer, Home};

use crate::midway::times_kept;
use crate::strace::{can_trace, traced};

/// The calls that write, and how each fails.
const FAILURES: [(&str, &str); 10] = [
    ("pwrite64", "ENOSPC"),
    ("pwrite64", "EIO"),
    ("write", "ENOSPC"),
    ("write", "EIO"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("ftruncate", "EIO"),
    ("rename", "EACCES"),
    ("openat", "EACCES"),
    ("mkdir", "ENOSPC"),
];

/// Which calls of a kind are tried, counted from 1.
fn places() -> Vec<u32> {
    match std::env::var("INWARD_SAFETY_CALLS").ok().and_then(|n| n.parse().ok()) {
        Some(last) => (1..=last).collect(),
        None => vec![1, 3, 8],
    }
}

/// Runs a command whose n-th call of a kind fails; none when it has fewer.
fn with_failure(home: &Home, words: &[&str], (call, error): (&str, &str), n: u32) -> Option<Answer> {
    let command = home.command(words);
    let log = home.file("calls");
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:error={error}:when={n}"));
    let mut options = vec!["-e", &trace, "-e", &inject];
    // Without these the loader of libraries would be the one that is refused.
    let folder = home.file("vault");
    let ours =
        ["", "vault.db", "vault.db-wal", "vault.key", "backups", "vault.db.incoming", "vault.key.lock"];
    let ours: Vec<String> = ours.map(|name| folder.join(name).to_string_lossy().into_owned()).into();
    if call == "openat" {
        options.extend(ours.iter().flat_map(|path| ["-P", path.as_str()]));
    }
    let answer = Answer::of(&mut traced(&command, &log, &options));
    fs::read_to_string(log).is_ok_and(|log| log.contains("INJECTED")).then_some(answer)
}

/// Lets each call fail in turn, each in a journal of its own.
///
/// `is_done` tells whether the work is there: whole, or not at all, or it says so itself.
fn fail_each(prepare: impl Fn(&Home) -> Vec<String>, is_done: impl Fn(&Home) -> bool) {
    if !can_trace() {
        return;
    }
    let (mut failed, mut coped) = (0, 0);
    for failure in FAILURES {
        for n in places() {
            let home = Home::new();
            let words = prepare(&home);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let Some(answer) = with_failure(&home, &words, failure, n) else { break };
            judge(&home, &answer, is_done(&home), &format!("{words:?}, {failure:?} number {n}"));
            if answer.code == Some(0) { coped += 1 } else { failed += 1 }
        }
    }
    eprintln!("{failed} were refused, {coped} coped");
    assert!(0 < failed, "nothing was ever made to fail");
}

fn judge(home: &Home, answer: &Answer, is_done: bool, context: &str) {
    assert!(matches!(answer.code, Some(0 | 1 | 3 | 4 | 5 | 6)), "{context}: {answer:?}");
    assert!(!answer.err.contains("panicked"), "{context}: {}", answer.err);
    assert!(
        !matches!(answer.code, Some(0 | 6)) || is_done,
        "{context}: it was confirmed and is not there: {answer:?}"
    );
    home.must_be_sound(&format!("{context}, after {answer:?}"));
    let before = home.done(["search", "before"]).to_lowercase();
    assert!(before.contains("before"), "{context}: what was there before is lost");
}

fn journal(home: &Home) {
    home.done(["init", "--name", "Amir"]);
    home.done(["note", "written before"]);
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}

fn finds(home: &Home, word: &str) -> bool {
    home.done(["search", word]).contains(word)
}

#[test]
fn a_note() {
    let prepare = |home: &Home| {
        journal(home);
        words(&["note", "afterwards"])
    };
    fail_each(prepare, |home| finds(home, "afterwards"));
}

#[test]
fn an_import() {
    let prepare = |home: &Home| {
        journal(home);
        home.write("rows.csv", "date,phase,n\n2026-01-05,A,7701\n2026-01-06,A,7701\n");
        words(&["import", "rows.csv", "--new-experiment", "Rows", "--yes"])
    };
    let is_done = |home: &Home| {
        let kept = times_kept(home, 7_701);
        assert!(kept == 0 || kept == 2, "half an import: {kept} of 2 days");
        kept == 2
    };
    fail_each(prepare, is_done);
}

#[test]
fn a_copy() {
    let prepare = |home: &Home| {
        journal(home);
        words(&["backup"])
    };
    let is_done = |home: &Home| {
        let listed = fs::read_dir(home.file("vault").join("backups")).into_iter().flatten().flatten();
        let copies: Vec<_> =
            listed.map(|e| e.path()).filter(|path| path.extension().is_some_and(|e| e == "backup")).collect();
        for copy in &copies {
            let copy = copy.to_string_lossy();
            assert!(home.done(["verify", &copy]).starts_with("sound\n"), "what is listed is whole: {copy}");
        }
        !copies.is_empty()
    };
    fail_each(prepare, is_done);
}

#[test]
fn a_restore() {
    let prepare = |home: &Home| {
        journal(home);
        let copy = home.done(["backup"]).trim_end().to_owned();
        home.done(["note", "afterwards"]);
        vec!["restore".to_owned(), copy, "--yes".to_owned()]
    };
    // Whichever of the two is there, it is there whole.
    fail_each(prepare, |home| !finds(home, "afterwards"));
}

#[test]
fn an_update() {
    if !can_trace() {
        return;
    }
    for failure in FAILURES {
        for n in places() {
            let home = Home::new();
            home.lay_old_vault();
            let Some(answer) = with_failure(&home, &["check"], failure, n) else { break };
            let context = format!("update, {failure:?} number {n}");
            assert!(matches!(answer.code, Some(0 | 1 | 3 | 4 | 5 | 6)), "{context}: {answer:?}");
            assert!(!answer.err.contains("panicked"), "{context}: {}", answer.err);
            home.must_be_sound(&format!("{context}, after {answer:?}"));
            assert!(
                home.done(["search", "calm"]).to_lowercase().contains("calm"),
                "{context}: nothing is lost"
            );
        }
    }
}

#[test]
#[should_panic(expected = "confirmed and is not there")]
fn a_program_that_does_not_look_whether_it_wrote_is_noticed() {
    let home = Home::with_vault();
    home.done(["note", "written before"]);
    let blind = Answer { code: Some(0), out: "saved x\n".to_owned(), err: String::new() };
    judge(&home, &blind, finds(&home, "afterwards"), "a stand-in");
}
