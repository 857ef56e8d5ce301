//! The file dialogs of the desktop, by the keyboard: a report is saved and a table is chosen.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use inward_tests::program::daily_csv;

use crate::hands;
use crate::lived::{EVENING, case};
use crate::stage::{Stage, until, until_within};
use crate::story::{
    AFTERWARDS, BEFORE, bring_the_days_in, evidence_sentence, first_run, plan_the_check_in,
    turn_a_thought_round,
};
use crate::window::word;

/// Types a path into a dialog of GTK and agrees.
pub fn answer(stage: &Stage, title: &str, path: &str) {
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

/// A list of recent files as a program leaves it, with one file that is none of ours.
const RECENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
  <bookmark href="file:///srv/minutes.odt" added="2026-01-30T09:00:00Z" modified="2026-01-30T09:00:00Z" visited="2026-01-30T09:00:00Z">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/vnd.oasis.opendocument.text"/>
        <bookmark:applications>
          <bookmark:application name="writer" exec="&apos;writer %u&apos;" modified="2026-01-30T09:00:00Z" count="1"/>
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>
</xbel>
"#;

/// Finds every list of recent files below a folder.
fn lists_of_recent_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            found.extend(lists_of_recent_files(&entry.path()));
        } else if entry.file_name().to_string_lossy().starts_with("recently-used.xbel") {
            found.push(entry.path());
        }
    }
    found
}

/// How many pages a PDF has.
fn pages_of(stage: &Stage, path: &str) -> Option<u32> {
    let told = stage.tool("pdfinfo", &[path]);
    told.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok())
}

/// Counts the dark places of a grey picture without a palette.
fn dark(picture: &Path) -> usize {
    let bytes = std::fs::read(picture).unwrap();
    let head = String::from_utf8_lossy(&bytes[..20]).into_owned();
    let size: Vec<usize> = head.split_whitespace().skip(1).take(2).map(|n| n.parse().unwrap()).collect();
    bytes[bytes.len() - size[0] * size[1]..].iter().filter(|grey| **grey < 160).count()
}

/// Sends the pages to the one printer there is, a file, by the dialog of GTK; its words are English here.
///
/// The packaged program is used, because a web view that a driver holds opens no such dialog.
#[test]
fn the_same_pages_are_printed_through_the_dialog_of_the_system() {
    let stage = Stage::at(EVENING);
    let (file, _) = case();
    assert_eq!(stage.run(&["init"]).code, Some(0));
    assert_eq!(stage.run(&["import", file.to_str().unwrap(), "--yes"]).code, Some(0));
    assert_eq!(stage.run(&["report", "goal", "--out", "goal.pdf"]).code, Some(0));
    let (_program, window) = hands::unlocked(&stage);
    hands::press(&stage, &["ctrl+6"]);
    hands::wait_for_rest(&stage, window);
    hands::keep_picture(&stage, window, "before-printing");
    hands::press(&stage, &["ctrl+p"]);
    let dialog = hands::new_window(&stage, "Print", &[]);
    hands::wait_for_rest(&stage, dialog);
    hands::keep_picture(&stage, dialog, "print-dialog");
    hands::turn_to(&stage, dialog);
    hands::click(&stage, dialog, (82, 86));
    hands::wait_for_rest(&stage, dialog);
    hands::keep_picture(&stage, dialog, "print-dialog-chosen");
    hands::click(&stage, dialog, (579, 486));
    let pages = pages_of(&stage, "goal.pdf");
    let printed = until_within(Duration::from_secs(90), "the printed file", || {
        let places = ["home", ".", "home/Documents"].map(|place| stage.file(place).join("output.pdf"));
        places.into_iter().find(|place| pages_of(&stage, place.to_str().unwrap()) == pages)
    });
    // The web view draws words as shapes, so the sheets are looked at: none is empty, and the first is the report's.
    stage.tool("pdftoppm", &["-r", "20", "-gray", printed.to_str().unwrap(), "sheet"]);
    stage.tool("pdftoppm", &["-r", "20", "-gray", "goal.pdf", "page"]);
    for n in 1..=pages.unwrap() {
        let [sheet, page] = ["sheet", "page"].map(|name| dark(&stage.file(&format!("{name}-{n}.pgm"))));
        assert!(page / 2 < sheet, "sheet {n} has {sheet} dark places, the page {page}");
    }
}

#[test]
fn a_report_is_saved_where_the_dialog_says_and_a_table_is_read_from_where_it_was_chosen() {
    let mut stage = Stage::at(BEFORE);
    let recent = stage.file("home/.local/share/recently-used.xbel");
    std::fs::create_dir_all(recent.parent().unwrap()).unwrap();
    std::fs::write(&recent, RECENT).unwrap();
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

    // GTK writes its list a quarter of a second after a file was chosen.
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(lists_of_recent_files(&stage.file("home")), std::slice::from_ref(&recent));
    let left = std::fs::read_to_string(&recent).unwrap();
    assert_eq!(left, RECENT, "no name of ours came, and none of other programs went");
}
