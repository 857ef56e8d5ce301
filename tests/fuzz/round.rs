//! One plain round through the targets, and what is kept of an input that stops one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use inward_tests::chance::Chance;
use inward_tests::fuzz::{self, Target, commands};

/// One input never takes longer than this, however busy the machine is.
const ENDLESS: Duration = Duration::from_secs(20);

/// Tries the good inputs of a target, and a few that are nearly one of them.
fn try_few(target: &Target) {
    let good = (target.good)();
    let mut chance = Chance::new(1);
    let spoiled = std::iter::from_fn(|| Some(chance.spoiled(&good))).take(target.few as usize);
    for (number, input) in good.iter().cloned().chain(spoiled).enumerate() {
        let started = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        if ended.is_err() || ENDLESS < started.elapsed() {
            let place = keep(target.name, &input);
            panic!("{} was stopped, or held up, by input {number}, {}", target.name, place.display());
        }
    }
}

fn keep(name: &str, input: &[u8]) -> PathBuf {
    let beside = std::env::current_exe().unwrap();
    let folder = beside.ancestors().nth(3).unwrap().join("inward-fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let place = folder.join(name);
    std::fs::write(&place, input).unwrap();
    place
}

#[test]
fn readers_of_files() {
    for target in fuzz::ALL.iter().filter(|target| !target.reads.is_empty()) {
        try_few(target);
    }
}

#[test]
fn whatever_a_file_is_it_is_recognised_or_not() {
    try_few(&fuzz::recognise);
}

#[test]
fn files_that_are_taken_in() {
    try_few(&fuzz::import);
}

#[test]
fn the_key_file() {
    try_few(&fuzz::key_file);
}

#[test]
fn the_rule_of_a_recurrence_and_what_is_searched_for() {
    try_few(&fuzz::recurrence);
    try_few(&fuzz::search);
}

#[test]
fn the_input_of_every_command() {
    try_few(&fuzz::commands);
    let [calls, taken] = [&commands::CALLS, &commands::TAKEN].map(|count| count.load(Ordering::Relaxed));
    assert!(
        calls / 20 < taken,
        "{taken} of {calls} taken: what is refused at the door tries nothing behind it"
    );
}

#[test]
fn what_a_document_is_asked_for() {
    try_few(&fuzz::reports);
}

#[test]
#[should_panic(expected = "was stopped")]
fn a_reader_that_stops_is_noticed() {
    try_few(&Target {
        name: "stand-in",
        reads: &[],
        good: || vec![b"1,2,3".to_vec()],
        few: 400,
        run: |bytes| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            assert!(!text.contains(",,"), "a stand-in that cannot read an empty cell");
        },
    });
}
