//! The menu in the tray and the small window it opens.

use std::time::Duration;

use inward_tests::program::PASSPHRASE;
use serde_json::Value;

use crate::bus::Shown;
use crate::hands;
use crate::stage::{Stage, until, until_within};
use crate::story::{BEFORE, first_run, plan_the_check_in, turn_a_thought_round};
use crate::window::{Window, word};
use crate::x::close_window;

/// Monday 2 February 2026, 17:20: the day of the first check-in.
const EVENING: &str = "2026-02-02T16:20:00Z";

fn labels(stage: &Stage) -> Vec<String> {
    stage.desk.menu().into_iter().map(|line| line.label).filter(|label| !label.is_empty()).collect()
}

fn with_a_plan(stage: &mut Stage) -> Window {
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    window
}

#[test]
fn the_tray_says_what_comes_and_leads_to_it() {
    let mut stage = Stage::at(BEFORE);
    let window = with_a_plan(&mut stage);
    let menu = until("what comes next, in the tray", || {
        Some(labels(&stage)).filter(|menu| menu.iter().any(|line| line.contains("08:50 · 09:00 check-in")))
    });
    let keys = ["tray_open", "tray_quick_log", "tray_trigger", "tray_spoke"];
    assert_eq!(menu[..4], keys.map(|key| word(&format!("shell.{key}"))));
    assert_eq!(menu.len(), 4 + 3 + 3, "three that come, then pause, lock and quit: {menu:?}");
    assert!(!menu.concat().contains("Tatiana"), "no name in the tray: {menu:?}");

    window.go("#/people");
    window.by_role("heading", &word("ui-frame.people"));
    stage.desk.choose(&word("shell.tray_open"));
    until("Today", || (window.address() == "#/today").then_some(()));

    let bright = stage.desk.opacity_of_the_mark().expect("a mark in the tray");
    stage.desk.choose(&word("shell.pause_hour"));
    until("a fainter mark", || (stage.desk.opacity_of_the_mark()? * 2 < bright).then_some(()));
    stage.desk.choose(&word("shell.pause_date"));
    until("the settings", || (window.address() == "#/settings/reminders").then_some(()));
    window.see(&word("ui-settings.pause.until").replace("{when}.", ""));
    stage.desk.choose(&word("shell.resume"));
    until("the mark as it was", || (stage.desk.opacity_of_the_mark()? == bright).then_some(()));

    stage.desk.choose(&word("shell.tray_lock"));
    window.by_role("heading", &word("ui-start.locked"));
    let locked = until("the menu of a locked journal", || {
        let menu = stage.desk.menu();
        menu.iter().any(|line| line.label == word("shell.tray_lock") && !line.enabled).then_some(menu)
    });
    assert!(
        locked.iter().any(|line| line.label.contains("09:00 check-in")),
        "the times are known: {locked:?}"
    );

    // A place that is asked for while it is locked is kept until the door is open.
    window.fill(&word("ui-start.password"), PASSPHRASE);
    stage.desk.choose(&word("shell.tray_open"));
    window.press("button", &word("ui-start.unlock"));
    until("Today", || (window.address() == "#/today").then_some(()));
}

/// Reads everything by the command line, beside the window.
fn everything(stage: &Stage) -> Value {
    let done = stage.run(&["export", "all.json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let all = std::fs::read_to_string(stage.file("all.json")).unwrap();
    serde_json::from_str(&all).unwrap()
}

#[test]
fn the_small_window_logs_a_day_by_keys_alone_and_closes_with_escape() {
    let mut stage = Stage::at(BEFORE);
    let window = with_a_plan(&mut stage);
    window.go("#/today");
    stage.set_clock(EVENING);
    let known = hands::windows(&stage, "Inward");
    stage.desk.choose(&word("shell.tray_quick_log"));
    let small = hands::new_window(&stage, "Inward", &known);
    hands::see_its_page(&stage, small);
    hands::turn_to(&stage, small);
    hands::press_until_it_shows(&stage, small, "d");
    hands::press(&stage, &["7", "Tab", "2", "Return"]);
    let logged = until("the day, logged", || {
        let all = everything(&stage);
        all["day_logs"].as_array()?.iter().find(|log| log["on"] == "2026-02-02").cloned()
    });
    assert_eq!(logged["checkin"], "done");
    let values: Vec<Option<f64>> =
        logged["ratings"].as_array().unwrap().iter().map(|r| r["value"].as_f64()).collect();
    assert_eq!(values, [Some(7.0), Some(2.0)], "{logged}");
    window.by_role("heading", &word("ui-today.done"));
    window.keep_picture("quick-log-saved");
    hands::press(&stage, &["Escape"]);
    until("the small window to go", || (hands::windows(&stage, "Inward") == known).then_some(()));

    stage.desk.choose(&word("shell.tray_spoke"));
    let small = hands::new_window(&stage, "Inward", &known);
    hands::see_its_page(&stage, small);
    hands::turn_to(&stage, small);
    hands::press_until_it_shows(&stage, small, "T");
    hands::press(&stage, &["ctrl+a"]);
    hands::write(&stage, "The release");
    hands::press(&stage, &["Return"]);
    let talk = until("the conversation, written down", || {
        let all = everything(&stage);
        all["entries"].as_array()?.iter().find(|entry| entry["body"]["kind"] == "contact").cloned()
    });
    assert_eq!(talk["body"]["about"], "The release", "{talk}");
    hands::press(&stage, &["Escape"]);
    until("the small window to go", || (hands::windows(&stage, "Inward") == known).then_some(()));
}

#[test]
fn without_a_tray_closing_asks_and_a_tray_that_comes_later_is_used() {
    let stage = Stage::without_tray(BEFORE);
    let mut program = stage.start(&[]);
    let main = until("the window", || hands::window(&stage));
    close_window(stage.display(), main);
    // The question has no title bar of its own here, so it is known by being new.
    let question = hands::new_window(&stage, "Inward", &[main]);
    hands::turn_to(&stage, question);
    hands::press(&stage, &["Escape"]);
    until("the question to go", || (hands::windows(&stage, "Inward") == [main]).then_some(()));
    assert!(program.lives(), "leaving the question open leaves the window open");

    stage.desk.bring_a_tray();
    until("the menu in the tray", || (!stage.desk.menu().is_empty()).then_some(()));
    close_window(stage.display(), main);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));
    assert!(program.lives(), "now it lives in the tray, and nobody is asked");
    stage.desk.choose(&word("shell.tray_open"));
    until("the window again", || hands::window(&stage));
}

#[test]
fn a_start_can_ask_for_the_small_window_and_a_running_one_takes_a_rest_without_a_passphrase() {
    let mut stage = Stage::at(BEFORE);
    let window = with_a_plan(&mut stage);
    let known = hands::windows(&stage, "Inward");
    let mut second = stage.start_again(&["quick-log", "--trigger"]);
    let small = hands::new_window(&stage, "Inward", &known);
    until("the second start to end", || (!second.lives()).then_some(()));
    hands::turn_to(&stage, small);
    hands::press(&stage, &["Escape"]);

    let mut pause = stage.start_again(&["pause", "2h"]);
    until("the command to end", || (!pause.lives()).then_some(()));
    window.go("#/settings/reminders");
    window.see(&word("ui-settings.pause.until").replace("{when}.", ""));
    let mut today = stage.start_again(&["--today"]);
    until("Today", || (window.address() == "#/today").then_some(()));
    until("the second start to end", || (!today.lives()).then_some(()));
}

#[test]
fn a_reminder_is_answered_from_its_notification_while_there_is_no_window() {
    let mut stage = Stage::at(BEFORE);
    drop(with_a_plan(&mut stage));
    hands::leave(&mut stage);
    let before = stage.desk.icons();
    let mut program = stage.start_again(&[]);
    let window = hands::unlock(&stage);
    until("the icon in the tray", || (before < stage.desk.icons()).then_some(()));
    close_window(stage.display(), window);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));

    let rings = |number: usize| {
        // Without a window it looks at the clock twice a minute, and the clock leaps here.
        let patience = Duration::from_secs(60);
        let shown = until_within(patience, "the reminder", || stage.desk.shown().get(number).cloned());
        assert!(shown.title.starts_with("09:00 check-in"), "{shown:?}");
        shown
    };
    let press = |shown: &Shown, words: &str| {
        let button = shown.buttons.iter().find(|(_, said)| *said == word(words)).unwrap();
        stage.desk.press(shown.id, &button.0);
    };
    stage.desk.forget_notifications();
    stage.set_clock("2026-02-02T07:50:05Z");
    press(&rings(0), "app.button_done");
    let logged = until("the day, logged", || {
        let all = everything(&stage);
        all["day_logs"].as_array()?.iter().find(|log| log["on"] == "2026-02-02").cloned()
    });
    assert_eq!(logged["checkin"], "done");

    stage.set_clock("2026-02-03T07:50:05Z");
    press(&rings(1), "app.button_snooze");
    until("the snooze, in the ledger", || (stage.run(&["due", "--json"]).out.trim() == "[]").then_some(()));
    stage.set_clock("2026-02-03T08:00:30Z");
    let again = rings(2);
    assert_eq!(hands::window(&stage), None, "nothing of this needs a window");
    assert!(program.lives());
    // The test would notice: a press on the notification itself opens one.
    stage.desk.press(again.id, "default");
    until("the window", || hands::window(&stage));
}
