//! The keys that open the small window from any program: held on an X display, by the portal under Wayland, or not at all.

use std::time::Duration;

use crate::hands;
use crate::stage::{Stage, until};
use crate::story::{BEFORE, first_run};
use crate::window::{Window, word};
use crate::x::{close_window, take_keys};

fn settings(stage: &mut Stage) -> Window {
    let window = stage.open_window();
    first_run(&window);
    window.go("#/settings/reminders");
    window.by_role("combobox", &word("ui-settings.quick_keys"));
    window
}

fn choose(window: &Window, keys: &str) {
    window.choose(None, &word("ui-settings.quick_keys"), &word(&format!("ui-settings.quick_keys.{keys}")));
}

fn told(window: &Window, state: &str) {
    window.see(&word(&format!("ui-settings.quick_keys.{state}")));
}

/// Presses keys until the small window comes, as somebody would; returns it.
fn opened_by(stage: &Stage, keys: &str, known: &[u32]) -> u32 {
    hands::press(stage, &[keys]);
    hands::new_window(stage, "Inward", known)
}

#[test]
fn the_chosen_keys_open_the_small_window_from_any_program_and_from_the_tray() {
    let mut stage = Stage::at(BEFORE);
    let window = settings(&mut stage);
    let known = hands::windows(&stage, "Inward");
    choose(&window, "ctrl_shift_l");
    told(&window, "held");
    window.keep_picture("settings-quick-keys");

    // Nothing has the keyboard, and with the lock of numbers on.
    stage.tool("xdotool", &["key", "Num_Lock"]);
    let small = opened_by(&stage, "ctrl+shift+l", &known);
    hands::turn_to(&stage, small);
    until("the small window to go", || {
        hands::press(&stage, &["Escape"]);
        (hands::windows(&stage, "Inward") == known).then_some(())
    });

    // Other keys let the first ones go.
    choose(&window, "super_shift_l");
    told(&window, "held");
    let small = opened_by(&stage, "super+shift+l", &known);
    close_window(stage.display(), small);
    until("the small window to go", || (hands::windows(&stage, "Inward") == known).then_some(()));
    hands::press(&stage, &["ctrl+shift+l"]);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(hands::windows(&stage, "Inward"), known, "the first keys do nothing any more");

    // A program without a window still hears them.
    close_window(stage.display(), known[0]);
    until("the window to go", || hands::window(&stage).is_none().then_some(()));
    opened_by(&stage, "super+shift+l", &[]);
}

#[test]
fn keys_that_another_program_has_are_said_to_be_taken_and_come_when_they_are_free() {
    let mut stage = Stage::at(BEFORE);
    let window = settings(&mut stage);
    let known = hands::windows(&stage, "Inward");
    let other = take_keys(stage.display());
    choose(&window, "ctrl_alt_j");
    told(&window, "taken");
    drop(other);
    // Any change of the settings asks again.
    window.choose(None, &word("ui-settings.cap"), &word("ui-settings.cap.n").replace("{n}", "3"));
    told(&window, "held");
    opened_by(&stage, "ctrl+alt+j", &known);
}

#[test]
fn under_wayland_the_portal_gives_the_keys_and_without_one_the_command_is_named() {
    let mut stage = Stage::at(BEFORE);
    stage.become_wayland();
    let window = settings(&mut stage);
    let known = hands::windows(&stage, "Inward");
    choose(&window, "ctrl_alt_j");
    told(&window, "absent");

    stage.desk.bring_a_portal();
    stage.desk.let_it_give_keys();
    choose(&window, "ctrl_shift_l");
    told(&window, "held");
    let words = word("shell.tray_quick_log");
    assert_eq!(stage.desk.keys_asked_for(), [["quick-log".to_owned(), words, "CTRL+SHIFT+l".to_owned()]]);
    stage.desk.press_keys("another");
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(hands::windows(&stage, "Inward"), known, "keys for something else do nothing");
    stage.desk.press_keys("quick-log");
    hands::new_window(&stage, "Inward", &known);
}
