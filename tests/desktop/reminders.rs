//! A reminder on the desktop: snoozed, clicked, explained afterwards, and what starts with the computer.

use serde_json::json;

use crate::hands;
use crate::looks::Looks;
use crate::stage::{Stage, until};
use crate::story::{BEFORE, first_run, plan_the_check_in, turn_a_thought_round};
use crate::window::word;
use crate::x::close_window;

#[test]
fn a_snoozed_reminder_rings_again_after_ten_minutes_and_a_click_on_it_leads_to_today() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    stage.set_clock("2026-02-02T07:50:05Z");
    let first = until("the reminder at 08:50", || stage.desk.shown().last().cloned());
    let snooze = first.buttons.iter().find(|(_, words)| *words == word("app.button_snooze")).unwrap();
    stage.desk.press(first.id, &snooze.0);
    window.go("#/today");
    window.see("09:00");
    until("the snooze, in the ledger", || {
        let due = stage.run(&["due", "--json"]);
        (due.out.trim() == "[]").then_some(())
    });
    stage.set_clock("2026-02-02T07:59:50Z");
    window.go("#/journal");
    window.by_role("heading", &word("ui-frame.journal"));
    assert_eq!(stage.desk.shown().len(), 1, "ten minutes are not over");
    stage.set_clock("2026-02-02T08:00:30Z");
    let second = until("the same one again", || stage.desk.shown().get(1).cloned());
    assert!(second.title.starts_with("09:00 check-in"), "{second:?}");
    stage.desk.press(second.id, "default");
    until("Today", || (window.address() == "#/today").then_some(()));

    // It is time to ask whether this may go on after a restart; and the page explains what became of it.
    window.see(&word("ui-settings.autostart.question"));
    window.keep_picture("today-autostart");
    window.press("button", &word("ui-settings.autostart.not"));
    window.go("#/settings/reminders");
    window.by_role("heading", &word("ui-settings.why"));
    window.see("09:00 check-in");
    window.see(&word("ui-settings.server").replace("{name}", "recorder"));
    window.see(&word("ui-settings.tray.yes"));
    window.see(&word("ui-settings.autostart.no"));
    window.keep_picture("settings-why");
}

#[test]
fn a_test_notification_comes_after_ten_seconds_also_when_the_window_was_left_and_where_none_can_come_that_is_said()
 {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    window.go("#/settings/reminders");
    stage.desk.send_the_server_away();
    window.press("button", &word("ui-settings.test.send"));
    window.see(&word("shell.test_no_server"));
    window.see(&word("ui-settings.server.none"));

    stage.desk.bring_the_server_back();
    window.press("button", &word("ui-settings.test.send"));
    window.see(&word("shell.test_coming").replace("{server}", "recorder"));
    let pressed = std::time::Instant::now();
    assert_eq!(stage.desk.shown().len(), 0, "there is time to leave the window");
    close_window(stage.display(), hands::window(&stage).unwrap());
    let shown = until("the test", || stage.desk.shown().into_iter().next());
    assert_eq!((shown.title, shown.body), (word("shell.test_title"), word("shell.test_body")));
    let seconds = pressed.elapsed().as_secs();
    eprintln!("the test came {seconds} seconds after it was announced");
    assert!(8 <= seconds, "not at once: {seconds}");
}

#[test]
fn after_days_away_one_sentence_says_so_and_starting_from_today_lasts() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    stage.set_clock("2026-02-02T16:30:00Z");
    assert_eq!(stage.run(&["log", "Daily check-in", "--done"]).code, Some(0));
    // Ten days later; nobody was here.
    stage.set_clock("2026-02-12T16:30:00Z");
    window.go("#/today");
    window.by_role("region", &word("ui-today.away"));
    Looks::on(&window).at("today-away");
    window.press("button", &word("ui-frame.away.from_today"));
    window.see(&word("app.from_today"));
    until("the sentence to go", || (!window.has("region", &word("ui-today.away"))).then_some(()));
    stage.set_clock("2026-02-12T17:30:00Z");
    window.go("#/journal");
    window.go("#/today");
    window.by_role("heading", &word("ui-today.week"));
    assert!(!window.has("region", &word("ui-today.away")), "it is not asked again");
}

#[test]
fn a_locked_journal_goes_on_reminding_by_a_server_without_buttons_and_a_snooze_holds() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    stage.desk.show_no_buttons();
    window.press("link", &format!("{}…", word("ui-frame.lock")));
    window.by_role("button", &word("ui-start.unlock"));
    stage.set_clock("2026-02-02T07:50:05Z");
    let shown = until("the reminder at 08:50", || stage.desk.shown().last().cloned());
    assert_eq!(shown.title, "09:00 check-in", "in neutral words");
    assert!(shown.buttons.is_empty(), "a server without buttons is sent none: {shown:?}");
    // A press that comes all the same counts. Nothing outside tells that it was taken, and the clock leaps next.
    stage.desk.press(shown.id, "snooze");
    std::thread::sleep(std::time::Duration::from_secs(3));
    stage.set_clock("2026-02-02T07:59:50Z");
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_eq!(stage.desk.shown().len(), 1, "ten minutes are not over");
    stage.set_clock("2026-02-02T08:00:30Z");
    until("the same one again", || stage.desk.shown().get(1).cloned());
    window.by_role("button", &word("ui-start.unlock"));
}

#[test]
fn the_program_starts_with_the_computer_from_a_path_with_spaces_hidden_and_says_that_it_is_locked() {
    let mut stage = Stage::at(BEFORE);
    let folder = stage.file("my programs");
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("inward");
    std::fs::copy(inward_tests::program::binary(), &copy).unwrap();
    let window = stage.open_window_of(&copy);
    first_run(&window);
    window.go("#/settings/reminders");
    let switch = || window.by_role("switch", &word("ui-settings.autostart"));
    let is_on = |wanted: bool| {
        until("the switch", || {
            (window.run("return arguments[0].checked", json!([switch().as_argument()])) == json!(wanted))
                .then_some(())
        });
    };
    is_on(false);
    let entry = stage.file("own config/autostart/arpa.home.inward.Inward.desktop");
    assert!(!entry.exists(), "off by default");
    window.press("switch", &word("ui-settings.autostart"));
    until("the entry", || entry.exists().then_some(()));
    window.see(&word("ui-settings.autostart.hint"));
    stage.close_windows();

    // The desktop starts it, as it would after a restart.
    let before = stage.desk.icons();
    stage.desk.forget_notifications();
    let _started = stage.launch("gio", &["launch", entry.to_str().unwrap()]);
    until("the icon in the tray", || (before < stage.desk.icons()).then_some(()));
    let said = until("the sentence about the lock", || stage.desk.shown().last().cloned());
    assert_eq!(said.title, word("shell.locked_start"));
    assert_eq!(crate::hands::window(&stage), None, "it starts without a window");
    stage.desk.choose(&word("shell.quit"));

    std::fs::write(&entry, std::fs::read_to_string(&entry).unwrap().replace("enabled=true", "enabled=false"))
        .unwrap();
    let window = stage.open_window_of(&copy);
    window.fill(&word("ui-start.password"), inward_tests::program::PASSPHRASE);
    window.press("button", &word("ui-start.unlock"));
    window.go("#/settings/reminders");
    window.by_role("switch", &word("ui-settings.autostart"));
    window.see(&word("ui-settings.autostart.no"));
}

#[test]
fn a_reminder_of_ones_own_is_made_by_the_form_and_answered_from_its_notification() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    window.go("#/reminders/new");
    window.by_role("heading", &word("ui-reminders.new"));
    window.fill(&word("ui-reminders.words"), "Water the plants");
    window.choose(None, &word("ui-reminders.repeats"), &word("ui-reminders.kind.weeks"));
    window.press_in(Some(&word("ui-reminders.days")), "checkbox", "Monday");
    window.fill(&word("ui-reminders.starts"), "2026-02-02");
    window.fill(&word("ui-reminders.at"), "11:00");
    window.see("11:00, every Monday");
    window.see("Monday 16 February");
    window.keep_picture("own-reminder");
    window.press("button", &word("ui-reminders.save"));
    window.by_role("link", "Water the plants");
    window.keep_picture("own-reminders");
    stage.set_clock("2026-02-02T09:59:56Z");
    let shown = until("the reminder at 11:00", || stage.desk.shown().last().cloned());
    assert_eq!(shown.title, "11:00 reminder", "no words of the user on the desktop, unless asked for");
    window.go("#/today");
    window.see("Water the plants");
    let done = shown.buttons.iter().find(|(_, words)| *words == word("app.button_done")).unwrap();
    stage.desk.press(shown.id, &done.0);
    until("the answer", || (stage.run(&["due", "--json"]).out.trim() == "[]").then_some(()));

    // The review of the week leads to its sheet.
    stage.set_clock("2026-02-06T14:59:56Z");
    let review = until("the review on Friday", || stage.desk.shown().get(1).cloned());
    assert_eq!(review.title, word("schedule.notice.weekly_review"));
    stage.desk.press(review.id, "default");
    until("the week", || window.address().ends_with("/this-week").then_some(()));
}
