//! What befalls a window: a kill in the middle of its saving, and many starts at the same moment.
//!
//! `INWARD_SAFETY_WINDOWS` says how many windows are killed and how many races are run; a plain run has three of
//! each, the long run 100 and 50.

use std::time::Duration;

use inward_tests::program::PASSPHRASE;
use serde_json::json;

use crate::hands;
use crate::lived::EVENING;
use crate::stage::{Stage, until};
use crate::window::{Window, word};

fn rounds(most: u64) -> u64 {
    let wanted = std::env::var("INWARD_SAFETY_WINDOWS").ok().and_then(|n| n.parse().ok());
    wanted.unwrap_or(3).min(most)
}

/// Saves a note through the page; answers whether that was confirmed.
fn saved(window: &Window, text: &str) -> bool {
    let body = json!({ "kind": "note", "text": text });
    let input = json!({ "id": null, "fields": { "on": "2026-03-27", "body": body } });
    window.ask("save_entry", &input).is_some_and(|answer| answer.is_ok())
}

#[test]
fn a_window_that_is_killed_while_it_saves_loses_nothing_that_it_confirmed() {
    let mut stage = Stage::at(EVENING);
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let (mut confirmed, mut cut_off) = (Vec::new(), 0);
    for round in 0..rounds(100) {
        let window = stage.open_window();
        window.fill(&word("ui-start.password"), PASSPHRASE);
        window.press("button", &word("ui-start.unlock"));
        until("the journal to open", || saved(&window, &format!("open{round}")).then_some(()));
        let program = stage.program().to_string();
        // From at once to well into the stream, in an order that mixes early and late.
        let after = Duration::from_millis(20 + (round * 137) % 400);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(after);
            std::process::Command::new("kill").args(["-KILL", &program]).status().unwrap();
        });
        let mut n = 0;
        loop {
            let mark = format!("mark{round}n{n}");
            if !saved(&window, &mark) {
                cut_off += 1;
                break;
            }
            confirmed.push(mark);
            n += 1;
        }
        killer.join().unwrap();
        drop(window);
        stage.close_windows();
        assert_eq!(stage.run(&["check"]).out.lines().next(), Some("sound"), "round {round}");
        let kept = stage.run(&["search", "mark", "--limit", "1000"]).out;
        let lost: Vec<&String> = confirmed.iter().filter(|mark| !kept.contains(mark.as_str())).collect();
        assert!(lost.is_empty(), "round {round}: confirmed and lost: {lost:?}");
        confirmed.retain(|mark| mark.starts_with(&format!("mark{round}n")));
    }
    eprintln!("{} windows killed, {cut_off} while they saved", rounds(100));
}

#[test]
fn of_many_windows_that_start_at_once_one_has_the_journal() {
    const AT_ONCE: usize = 3;
    for race in 0..rounds(50) {
        let stage = Stage::at(EVENING);
        let mut programs: Vec<_> = (0..AT_ONCE).map(|_| stage.start(&[])).collect();
        until("all but one to end", || {
            let living = programs.iter_mut().filter_map(|program| program.lives().then_some(())).count();
            (living == 1).then_some(())
        });
        until("its window", || (hands::windows(&stage, "Inward").len() == 1).then_some(()));
        assert_eq!(
            programs.iter_mut().filter_map(|program| program.lives().then_some(())).count(),
            1,
            "race {race}"
        );
    }
    // Without a bus nobody can raise the window of another, so whoever comes late says why it ends.
    for race in 0..rounds(50) {
        let stage = Stage::at(EVENING);
        let mut programs: Vec<_> = (0..AT_ONCE).map(|_| stage.start_without_a_bus(&[])).collect();
        let folder = stage.file("vault").to_string_lossy().into_owned();
        let sentence = word("shell.already_running").replace("{folder}", &folder);
        let gave_up = || {
            let log = std::fs::read_to_string(stage.file("log")).unwrap_or_default();
            log.matches(&sentence).count()
        };
        until("all but one to say why", || (gave_up() == AT_ONCE - 1).then_some(()));
        until("a window each", || (hands::windows(&stage, "Inward").len() == AT_ONCE).then_some(()));
        assert_eq!(gave_up(), AT_ONCE - 1, "race {race}");
        assert!(programs.iter_mut().all(|program| program.lives()), "race {race}: each waits to be read");
    }
}
