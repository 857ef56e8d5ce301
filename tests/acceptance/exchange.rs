//! What other programs kept, taken in through dispatch, found again, and taken back.

mod hostile;
mod laid_over;
mod samples;
mod tables;
mod undo;

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::story::{Story, tatiana};

/// Begins with an empty vault on the last day of March.
fn story() -> Story {
    Story::with_vault("2026-03-30 09:00")
}

/// Writes a file beside the vault and returns its path.
fn file(story: &Story, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = story.folder.path().join("files").join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, bytes).expect("written");
    path
}

/// Asks for an import of a path.
fn asked(path: &std::path::Path) -> Value {
    json!({ "path": path })
}

/// Returns new, changed, unchanged and left out.
fn counts(summary: &Value) -> [u64; 4] {
    let [added, changed, unchanged] =
        ["added", "changed", "unchanged"].map(|name| summary[name].as_u64().expect("a number"));
    [added, changed, unchanged, summary["fates"]["left_out"].as_u64().unwrap_or_default()]
}

/// Exports everything and returns it without the moment of writing.
fn everything(story: &mut Story) -> Value {
    let path = story.folder.path().join("files/everything.json");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    // An export is never written over another.
    let _ = std::fs::remove_file(&path);
    story.ask("export", json!({ "path": path }));
    let mut all: Value = serde_json::from_slice(&std::fs::read(&path).expect("written")).expect("JSON");
    all.as_object_mut().expect("an object").remove("exported_at");
    all
}

/// Returns an export without what tells of the past: earlier texts, and the list of imports.
fn present(story: &mut Story) -> String {
    let mut all = everything(story);
    let fields = all.as_object_mut().expect("an object");
    fields.remove("history");
    fields.remove("imports");
    // A letter that somebody was given is not given again.
    fields.remove("remembered");
    serde_json::to_string_pretty(&all).expect("JSON")
}

/// Two habits of Loop, one that is done or not and one that counts.
const HABITS: [(&str, &str); 3] = [
    (
        "Habits.csv",
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n\
         001,Walk,YES_NO,Did you walk?,,1,1,#E64A19,,,,false\n\
         002,Run,NUMERICAL,How far?,,1,1,#E64A19,km,AT_LEAST,2,false\n",
    ),
    (
        "001 Walk/Checkmarks.csv",
        "Date,Value,Notes\n2026-01-07,YES_MANUAL,\n2026-01-06,NO,rain\n2026-01-05,YES_MANUAL,\n",
    ),
    ("002 Run/Checkmarks.csv", "Date,Value,Notes\n2026-01-06,3000,\n2026-01-05,2500,\n"),
];

/// Lays a folder of Loop beside the vault.
fn loop_folder(story: &Story) -> PathBuf {
    for (name, text) in HABITS {
        file(story, &format!("Loop/{name}"), text);
    }
    story.folder.path().join("files/Loop")
}

#[test]
fn what_is_held_where_people_stand_and_what_was_put_off_go_along() {
    let mut story = Story::with_vault("2026-01-05 09:00");
    let tatiana = tatiana(&mut story);
    story.ask("begin_hold", json!({ "person": tatiana, "reason": "An access request." }));
    story.ask("end_hold", json!({ "person": tatiana, "reason": "It was answered." }));
    story.ask("begin_hold", json!({ "person": null, "reason": "A complaint is open." }));
    story.ask("place_person", json!({ "person": tatiana, "place": { "x": 0.25, "y": 0.5 } }));
    story.ask("set_aside", json!({ "id": "no_surprise" }));
    story.ask("start_from_today", json!({}));
    let all = everything(&mut story);
    assert_eq!(all["holds"].as_array().map(Vec::len), Some(2), "{all}");
    assert_eq!(all["holds"][0]["ended"]["reason"], "It was answered.");
    let remembered: Vec<&String> = all["remembered"].as_object().expect("an object").keys().collect();
    assert_eq!(remembered, ["fresh_from", "map_places", "pseudonyms", "set_aside"]);
    let mut other = Story::with_vault("2026-01-06 09:00");
    let path = story.folder.path().join("files/everything.json");
    other.ask("import", json!({ "path": path }));
    assert_eq!(everything(&mut other)["holds"], all["holds"]);
    assert_eq!(everything(&mut other)["remembered"], all["remembered"]);
    other
        .attempt("delete_row", json!({ "what": "person", "id": tatiana }))
        .expect_err("the hold is on here too");
}
