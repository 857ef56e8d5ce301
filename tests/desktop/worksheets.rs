//! The worksheets in the real window: each form with what it still needs, and a shorter walk of the method.

use inward_domain::entry::EntryBody;
use inward_domain::form::{Field, Input};

use crate::stage::{Stage, until};
use crate::story::{BEFORE, first_run, turn_a_thought_round};
use crate::window::{Window, word};

fn place_of(kind: &str) -> String {
    format!("#/worksheet/{}/new", kind.replace('_', "-"))
}

fn open(window: &Window, kind: &str) {
    window.go(&place_of(kind));
    window.by_role("heading", &word(&format!("entry.{kind}")));
    window.by_role("button", &finish(kind));
}

/// The words of the button that finishes a sheet.
fn finish(kind: &str) -> String {
    word(if kind == "cool_off" { "ui-sheet.cool.put" } else { "ui-sheet.done" })
}

fn done(window: &Window, kind: &str) {
    window.press("button", &finish(kind));
}

/// Fills what a form needs, text by text and choice by choice, as its description says.
fn fill_what_is_needed(window: &Window, kind: &str, texts: &[(&str, &str)], choices: &[(&str, &str)]) {
    for (field, text) in texts {
        window.fill(&word(&format!("entry.{kind}.{field}")), text);
    }
    for (field, value) in choices {
        let label = word(&format!("entry.{kind}.{field}"));
        let value = word(&format!("entry.{kind}.{field}.{value}"));
        if window.has("combobox", &label) {
            window.choose(None, &label, &value);
        } else {
            window.press_in(Some(&label), "radio", &value);
        }
    }
}

#[test]
fn every_worksheet_opens_in_the_window_and_says_what_it_still_needs() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    for form in EntryBody::FORMS {
        let is_text = |f: &&Field| f.required && matches!(f.input, Input::Line | Input::Prose);
        open(&window, form.kind);
        window.keep_picture(&format!("worksheet-{}", form.kind));
        if let Some(field) = form.fields.iter().find(is_text) {
            done(&window, form.kind);
            window.see(&word("ui-sheet.missing"));
            let label = word(&format!("entry.{}.{}", form.kind, field.name));
            until(&format!("{} marked as open", field.name), || {
                let script = "const l = [...document.querySelectorAll('label')].find((l) => l.textContent.trim().startsWith(arguments[0])); \
                    return l?.control?.getAttribute('aria-invalid') ?? null";
                (window.run(script, serde_json::json!([label])) == serde_json::json!("true")).then_some(())
            });
            assert!(window.address().ends_with("/new"), "{} is not left without its words", form.kind);
        }
    }
}

fn try_to_fix(window: &Window, did: &str, strategy: &str) {
    open(window, "fix");
    let texts = [("did", did), ("meant", "speed"), ("happened", "she closed ranks")];
    fill_what_is_needed(window, "fix", &texts, &[("strategy", strategy), ("effect", "worse")]);
    done(window, "fix");
    until("the list", || (!window.address().ends_with("/new")).then_some(()));
}

#[test]
fn the_method_can_be_walked_in_the_window() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);

    try_to_fix(&window, "watched her figures closely", "monitor");
    try_to_fix(&window, "went past her to her people", "bypass");
    window.see("2 of 2 attempts of the same kind (control) made it worse.");
    window.keep_picture("more-of-the-same");

    open(&window, "impact");
    let texts = [("did", "raised my voice"), ("meant", "urgency")];
    fill_what_is_needed(&window, "impact", &texts, &[("gap", "unknown")]);
    done(&window, "impact");
    window.see("It is a question for the next talk.");

    open(&window, "note");
    window.fill(&word("entry.note.text"), "**A calm talk** about priorities <b>today</b>");
    done(&window, "note");
    window.see("about priorities");
    window.go("#/journal");
    window.see("A calm talk about priorities <b>today</b>");
    window.keep_picture("journal-of-all-kinds");

    let printed = stage.run(&["search", "ranks"]);
    assert!(
        printed.out.contains("watched her figures closely"),
        "a word of any worksheet is found: {}",
        printed.out
    );
}
