//! A German desktop: the first start, a reminder and the report are German, and no English word is left over.

use inward_domain::lexicon::Language;

use crate::stage::{Stage, until};
use crate::story::{
    AFTERWARDS, BEFORE, bring_the_days_in, first_run, plan_the_check_in, turn_a_thought_round,
};
use crate::window::{speak, word};

#[test]
fn a_german_desktop_is_spoken_to_in_german_from_the_first_page_to_the_printed_one() {
    speak(Language::De);
    let mut stage = Stage::speaking("de_DE.UTF-8", BEFORE);
    let window = stage.open_window();
    assert_eq!(window.run("return document.documentElement.lang", serde_json::json!([])), "de");
    window.keep_picture("german-first-run");
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);

    window.go("#/today");
    stage.set_clock("2026-02-02T07:50:05Z");
    let reminder = until("the reminder at 08:50", || stage.desk.shown().last().cloned());
    assert_eq!(reminder.title, word("schedule.notice.promised_act.today").replace("{time}", "09:00"));
    let buttons: Vec<&str> =
        reminder.buttons.iter().filter(|(id, _)| id != "default").map(|(_, words)| words.as_str()).collect();
    assert_eq!(buttons, ["done", "snooze", "not_today"].map(|key| word(&format!("app.button_{key}"))));
    window.keep_picture("german-today");
    let menu: Vec<String> = stage.desk.menu().into_iter().map(|line| line.label).collect();
    assert!(menu.contains(&word("shell.tray_quick_log")), "{menu:?}");

    stage.set_clock(AFTERWARDS);
    bring_the_days_in(&stage);
    let printed = stage.run(&["report", "goal", "--out", "bericht.pdf"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    let paper = stage.tool("pdftotext", &["bericht.pdf", "-"]);
    assert!(paper.contains("März 2026"), "{paper}");
    // The story itself is written in English; these words are none of it.
    for english in ["March", "Decision", "chance wobble", "Goal report", "Printed", "Confidential"] {
        assert!(!paper.contains(english), "“{english}” is left on German paper:\n{paper}");
    }
    let language = stage.tool("sh", &["-c", "grep -a -o '/Lang *([^)]*)' bericht.pdf | head -1"]);
    assert!(language.contains("de"), "a screen reader speaks it as German: {language:?}");
}
