//! A practice that has been lived, in the real window: each drawing with its words and its table, in both themes.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::looks::Looks;
use crate::stage::{Stage, until};
use crate::window::{Window, word};
use inward_tests::program::PASSPHRASE;

/// The evening on which the twelve weeks end.
pub const EVENING: &str = "2026-03-27T18:10:00+01:00";

/// Reads the worked case as it is kept.
pub fn case() -> (PathBuf, Value) {
    let path = inward_tests::root().join("docs/worked-case.json");
    let text = std::fs::read_to_string(&path).unwrap();
    (path, serde_json::from_str(&text).unwrap())
}

fn id_of(all: &Value, what: impl Fn(&Value) -> bool) -> String {
    all.as_array().unwrap().iter().find(|one| what(one)).unwrap()["id"].as_str().unwrap().to_owned()
}

/// Returns every kind of place of the practice, with a name and how many drawings are there at least.
pub fn places(all: &Value) -> Vec<(&'static str, String, u64)> {
    let goal = id_of(&all["goals"], |_| true);
    let tatiana = id_of(&all["people"], |p| p["display_name"] == "Tatiana");
    let experiment = |title: &str| id_of(&all["experiments"], |e| e["title"] == title);
    let entry = |kind: &str| id_of(&all["entries"], |e| e["body"]["kind"] == kind);
    vec![
        ("lived-today", "#/today".to_owned(), 0),
        ("lived-practice", format!("#/practice/{goal}"), 0),
        ("lived-evidence", format!("#/practice/{goal}/evidence"), 3),
        ("lived-pairs", format!("#/experiments/{}/evidence", experiment("pause first")), 1),
        ("lived-person", format!("#/people/{tatiana}"), 2),
        ("lived-people", "#/people".to_owned(), 0),
        ("lived-map", "#/people?view=map&since=2026-02-01".to_owned(), 1),
        ("lived-cycle", format!("#/practice/{goal}/cycle"), 1),
        ("lived-brake", format!("#/practice/{goal}/brake/{}", entry("brake")), 1),
        ("lived-triggers", format!("#/practice/{goal}/trigger"), 0),
        ("lived-feedforward", format!("#/practice/{goal}/feedforward"), 0),
        ("lived-pulse", format!("#/practice/{goal}/pulse"), 0),
        ("lived-change", format!("#/practice/{goal}/change-rating"), 0),
        ("lived-guess", format!("#/practice/{goal}/sealed-guess"), 0),
        ("lived-conversation", format!("#/practice/{goal}/conversation"), 0),
        ("lived-impact", format!("#/practice/{goal}/how-it-landed"), 0),
        ("lived-journal", "#/journal".to_owned(), 0),
        ("lived-reports-changed", "#/reports?names=changed".to_owned(), 0),
        ("lived-lessons", "#/lessons".to_owned(), 0),
        ("lived-reports", "#/reports".to_owned(), 0),
        ("lived-asking", format!("#/practice/{goal}/feedforward/{}", entry("feedforward")), 0),
        ("lived-pulse-page", format!("#/practice/{goal}/pulse/{}", entry("pulse")), 0),
        ("lived-import", "#/import".to_owned(), 0),
        ("lived-own-reminders", "#/reminders".to_owned(), 0),
        ("lived-own-reminder", "#/reminders/new".to_owned(), 0),
        ("lived-privacy", "#/settings/privacy".to_owned(), 0),
        ("lived-backup", "#/settings/backup".to_owned(), 0),
    ]
}

/// Counts the drawings of the page and says what they lack: a name, a description, something drawn, a table beside.
fn drawings(window: &Window) -> (u64, Vec<String>) {
    let script = r#"const all = [...document.querySelectorAll('main svg[role="img"]')];
        const lacks = (svg) => {
          const out = [];
          const named = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
          if (!(named || svg.getAttribute("aria-label") || svg.querySelector("title")?.textContent)) out.push("a name");
          const box = svg.getBoundingClientRect();
          if (box.width < 60 || box.height < 8) out.push(`a size (${box.width} × ${box.height})`);
          if (svg.querySelectorAll("path, line, circle, rect, text").length < 1) out.push("a drawing");
          if (svg.scrollWidth > svg.parentElement.clientWidth + 1) out.push("room");
          return out;
        };
        return [all.length, all.flatMap(lacks)];"#;
    let found = window.run(script, json!([]));
    let lacking = found[1].as_array().unwrap().iter().map(|l| l.as_str().unwrap().to_owned()).collect();
    (found[0].as_u64().unwrap(), lacking)
}

/// Opens the window of a journal into which a file was brought.
pub fn opened_with(stage: &mut Stage, file: &Path) -> Window {
    assert_eq!(stage.run(&["init"]).code, Some(0));
    let came = stage.run(&["import", file.to_str().unwrap(), "--yes"]);
    assert_eq!(came.code, Some(0), "{came:?}");
    let window = stage.open_window();
    window.fill(&word("ui-start.password"), PASSPHRASE);
    window.press("button", &word("ui-start.unlock"));
    window.press("button", &word("ui-start.begin"));
    window.by_role("link", &word("ui-frame.today"));
    window
}

/// Goes to a place and waits until it can be read.
pub fn go(window: &Window, name: &str, address: &str) {
    window.go(address);
    until(name, || {
        let ready = "return document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true]') === null";
        (window.run(ready, json!([])) == json!(true)).then_some(())
    });
}

#[test]
fn each_drawing_of_a_lived_practice_is_seen_named_and_without_barriers() {
    let mut stage = Stage::at(EVENING);
    let (file, all) = case();
    let window = opened_with(&mut stage, &file);
    let mut looks = Looks::on(&window);
    for (name, address, drawn) in places(&all) {
        go(&window, name, &address);
        if 0 < drawn {
            until(&format!("{drawn} drawings of {name}"), || (drawn <= drawings(&window).0).then_some(()));
        }
        let (_, lacking) = drawings(&window);
        assert!(lacking.is_empty(), "{name}: a drawing lacks {}", lacking.join(", "));
        looks.at(name);
    }
    looks.nothing_found();
}
