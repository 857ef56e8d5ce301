//! Files that come in through the window: a table nobody could guess, and a large one that is stopped half way.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::dialogs::answer;
use crate::stage::{Stage, until, until_within};
use crate::story::{AFTERWARDS, first_run};
use crate::window::{Window, word};

/// A table as Excel writes it in German, with columns called whatever the writer liked, and days that could be read
/// two ways.
const TABLE: &[u8] = b"Wer;Macht;Dabei seit;Bemerkung\r\n\
    Zo\xEB Meier;Leiterin;03/04/2021;Ruhig fragen\r\n\
    Bo Lund;Pr\xFCfer;05/06/2020;\r\n";

/// Chooses a file in the dialog of the desktop.
fn choose(stage: &Stage, window: &Window, file: &str) {
    window.go("#/import");
    window.press("button", &word("import.choose"));
    answer(stage, &word("shell.open_import"), stage.file(file).to_str().unwrap());
}

fn people(window: &Window) -> Vec<String> {
    let all = window.ask("people", &json!({})).unwrap().unwrap();
    let names =
        all.as_array().unwrap().iter().map(|row| row["person"]["display_name"].as_str().unwrap().to_owned());
    names.collect()
}

#[test]
fn columns_are_named_on_the_screen_and_the_import_is_taken_back_there() {
    let mut stage = Stage::at(AFTERWARDS);
    std::fs::write(stage.file("team.csv"), TABLE).unwrap();
    let window = stage.open_window();
    first_run(&window);
    let before = people(&window);
    choose(&stage, &window, "team.csv");
    window.see(&word("exchange.in.no_name_chosen"));
    let holds = |column: &str, what: &str| {
        let label = word("import.table.holds_of").replace("{column}", column);
        window.choose(None, &label, &word(&format!("import.column.{what}")));
    };
    holds("Wer", "name");
    window.see("Zoë Meier");
    holds("Macht", "role");
    holds("Dabei seit", "known_since");
    // A day that could be two leaves its row out until somebody says which.
    window.see(&word("import.nothing_taken"));
    window.keep_picture("import-columns-unclear");
    window.choose(None, &word("import.dates"), &word("import.dates.day_first"));
    holds("Bemerkung", "note");
    window.see(&word("import.fate.new").replace("{n}", "2"));
    window.keep_picture("import-columns");
    window.press("button", &word("import.go"));
    window.see(&word("import.done").replace("{name}", "team.csv"));
    window.keep_picture("import-done");

    let all = window.ask("people", &json!({})).unwrap().unwrap();
    let zoe =
        all.as_array().unwrap().iter().find(|row| row["person"]["display_name"] == "Zoë Meier").unwrap();
    assert_eq!(
        (&zoe["person"]["role"], &zoe["person"]["known_since"]),
        (&json!("Leiterin"), &json!("2021-04-03"))
    );
    window.press("button", &word("import.undo"));
    window.press_in(Some(&word("import.undo.sure")), "button", &word("import.undo"));
    window.see("3 rows are in the trash.");
    assert_eq!(people(&window), before, "they are gone again");
}

/// Makes a file with more than is written before a hand reaches the button.
fn large(stage: &Stage) -> PathBuf {
    let entries: Vec<Value> = (0..40_000)
        .map(|n| {
            json!({
                "id": format!("01950000-0000-7000-8000-{n:012x}"), "on": "2026-01-05",
                "body": { "kind": "note", "text": format!("Number {n} of what was written down.") },
                "person": null, "goal": null, "experiment": null,
                "created_at": "2026-01-05T17:00:00Z", "changed_at": "2026-01-05T17:00:00Z",
            })
        })
        .collect();
    let file = stage.file("large.json");
    let all = json!({ "format": "inward", "version": 1, "exported_at": "2026-01-05T17:00:00Z", "entries": entries });
    std::fs::write(&file, all.to_string()).unwrap();
    file
}

#[test]
fn a_long_import_shows_how_far_it_is_and_stops_with_nothing_changed() {
    let mut stage = Stage::at(AFTERWARDS);
    large(&stage);
    let window = stage.open_window();
    first_run(&window);
    let counted = || {
        window
            .ask(
                "entries",
                &json!({ "kind": null, "person": null, "goal": null, "from": null, "to": null, "limit": 10 }),
            )
            .unwrap()
            .unwrap()
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(counted(), 0);
    choose(&stage, &window, "large.json");
    until_within(Duration::from_secs(60), "the preview", || {
        window.text().contains(&word("import.counts")).then_some(())
    });
    window.see("40,000 new");
    window.press("button", &word("import.go"));
    until("how far it is", || {
        let far = window.run("return document.querySelector('progress')?.value ?? 0", json!([]));
        (0.02 < far.as_f64()?).then_some(())
    });
    window.keep_picture("import-running");
    window.press("button", &word("ui-frame.stop"));
    window.see(&word("app.cancelled"));
    window.keep_picture("import-stopped");
    assert_eq!(counted(), 0, "nothing of it stays");
    // What was chosen is still there, to be taken in after all.
    window.by_role("button", &word("import.go"));
}
