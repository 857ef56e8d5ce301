//! The lock that comes by itself: when nobody is there, and when the machine goes to sleep.

use serde_json::json;

use crate::stage::{Stage, until};
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
    let ask = "const done = arguments[arguments.length - 1]; \
               window.__TAURI_INTERNALS__.invoke('call', { command: 'status', input: {} }).then(({ vault }) => done(vault))";
    // The page begins anew meanwhile; the first answer counts.
    let vault = until("the state of the journal", || window.try_long(ask));
    assert_eq!(
        vault, "locked",
        "the journal is locked when the machine sleeps; it was held up for {held_up:?}"
    );
    is_blank(&window);
}
