//! The file dialogs of the desktop, by the keyboard: a report is saved and a table is chosen.

use std::time::{Duration, Instant};

use inward_tests::program::daily_csv;

use crate::hands;
use crate::stage::{Stage, until};
use crate::story::{
    AFTERWARDS, BEFORE, bring_the_days_in, evidence_sentence, first_run, plan_the_check_in,
    turn_a_thought_round,
};
use crate::window::word;

/// Types a path into a dialog of GTK and agrees.
fn answer(stage: &Stage, title: &str, path: &str) {
    let dialog = hands::new_window(stage, title, &[]);
    hands::turn_to(stage, dialog);
    hands::press(stage, &["ctrl+l", "ctrl+a"]);
    hands::write(stage, path);
    until(&format!("“{title}” to close"), || {
        // It may still read the folder, and takes no answer meanwhile.
        hands::press(stage, &["Return"]);
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(2) {
            if hands::windows(stage, title).is_empty() {
                return Some(());
            }
        }
        None
    });
}

#[test]
fn a_report_is_saved_where_the_dialog_says_and_a_table_is_read_from_where_it_was_chosen() {
    let mut stage = Stage::at(BEFORE);
    let window = stage.open_window();
    first_run(&window);
    turn_a_thought_round(&window);
    plan_the_check_in(&window);
    stage.set_clock(AFTERWARDS);
    bring_the_days_in(&stage);
    evidence_sentence(&window);

    window.go("#/reports");
    window.see("1 of");
    window.press("button", &word("ui-reports.print"));
    // The ending is left out; the program adds it.
    let place = stage.file("my report");
    answer(&stage, &word("shell.save_report"), place.to_str().unwrap());
    window.see(&word("ui-reports.saved").replace("{name}", "my report.pdf"));
    window.keep_picture("report-saved");
    let saved = std::fs::read(stage.file("my report.pdf")).unwrap();
    assert!(saved.starts_with(b"%PDF-"), "what was saved is a PDF");
    assert!(stage.tool("pdftotext", &["my report.pdf", "-"]).contains("Tatiana"));

    std::fs::write(stage.file("from elsewhere.csv"), daily_csv()).unwrap();
    window.go("#/experiments");
    window.press("link", &word("ui-practice.library.import"));
    window.press("button", &word("import.choose"));
    answer(&stage, &word("shell.open_import"), stage.file("from elsewhere.csv").to_str().unwrap());
    window.see("from elsewhere.csv");
    window.see("60");
    window.keep_picture("import-chosen");
}
