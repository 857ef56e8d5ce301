//! An import is taken back as a whole, and what is not its own stays.

use inward_app::Code;

use super::*;

fn undo(story: &mut Story, done: &Value) -> Value {
    story.ask("undo_import", json!({ "id": done["batch"] }))
}

/// Lives a little, so that there is something to leave alone.
fn lived() -> Story {
    let mut story = story();
    let tatiana = crate::story::tatiana(&mut story);
    let fields = json!({ "on": "2026-03-29", "person": tatiana, "body": { "kind": "note", "text": "mine" } });
    story.save("save_entry", json!({ "id": null, "fields": fields }));
    story
}

#[test]
fn taking_an_import_back_leaves_everything_else_as_it_was() {
    let mut story = lived();
    let cards = "BEGIN:VCARD\nVERSION:3.0\nFN:Tatiana\nEMAIL:t@example.org\nNOTE:met in May\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Boris\nEND:VCARD\n";
    let daily = "date,checkin,q_0_10\n2026-01-05,done,3\n2026-01-06,missed,4\n";
    let ratings = |path| json!({ "path": path, "target": { "to": "new_experiment", "title": "Daily" } });
    let loop_habits = loop_folder(&story);
    let asked: Vec<Value> = vec![
        asked(&file(&story, "cards.vcf", cards)),
        asked(&loop_habits),
        ratings(file(&story, "daily.csv", daily)),
        asked(&file(&story, "2026-02-03.md", "A day.\n")),
        asked(&file(
            &story,
            "c.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:20260105T090000\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n",
        )),
    ];
    for import in asked {
        let before = present(&mut story);
        story.at("2026-03-30 10:00");
        let done = story.ask("import", import.clone());
        assert_ne!(present(&mut story), before, "{import}");
        story.at("2026-03-30 11:00");
        let undone = undo(&mut story, &done);
        assert_eq!((&undone["stayed"], &undone["held"]), (&json!([]), &json!([])), "{import}");
        assert_eq!(present(&mut story), before, "{import}: nothing of it is left");
        let twice = story.attempt("undo_import", json!({ "id": done["batch"] })).expect_err("it was undone");
        assert_eq!(twice.code, Code::Refused);
        let again = story.ask("import", import.clone());
        assert_eq!(counts(&again)[..2], counts(&done)[..2], "{import}: what is in the trash is not there");
        undo(&mut story, &again);
    }
    let listed = story.ask("imports", json!({}));
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), 10);
    assert!(listed.iter().all(|row| row["undone_at"].is_string()));
    assert_eq!(
        (&listed[9]["name"], &listed[9]["format_words"]),
        (&json!("cards.vcf"), &json!("People (vCard)"))
    );
}

#[test]
fn what_was_edited_or_used_since_stays_and_is_named() {
    let mut story = story();
    let path = file(&story, "people.csv", "name,role\nAna,a\nBoris,b\nCleo,c\nDora,d\n");
    let done = story.ask("import", asked(&path));
    let people = everything(&mut story)["people"].clone();
    let id = |name: &str| {
        let found = people.as_array().expect("people").iter().find(|p| p["display_name"] == name);
        found.expect("them")["id"].clone()
    };
    // The clock of this story stands still: an edit in the same moment counts too.
    let fields = json!({ "display_name": "Ana", "role": "my word", "power": "peer" });
    story.save("save_person", json!({ "id": id("Ana"), "fields": fields }));
    let fields =
        json!({ "on": "2026-03-29", "person": id("Boris"), "body": { "kind": "note", "text": "we spoke" } });
    story.save("save_entry", json!({ "id": null, "fields": fields }));
    let told =
        json!({ "kind": "working_on", "sentence": "I ask first.", "told": [{ "person": id("Dora") }] });
    story.save("save_entry", json!({ "id": null, "fields": { "on": "2026-03-29", "body": told } }));
    let undone = undo(&mut story, &done);
    assert_eq!(undone["stayed"], json!(["Ana", "Boris", "Dora"]), "also who has a place in an entry");
    assert_eq!(undone["gone"], 1);
    assert!(undone["message"].as_str().expect("a sentence").contains("edited or used"), "{undone}");
    assert_eq!(story.ask("trash", json!({}))[0]["title"], "Cleo");
}

#[test]
fn what_a_hold_covers_stays_and_is_named() {
    let mut story = story();
    let path = file(&story, "people.csv", "name,role\nAna,a\nBoris,b\n");
    let done = story.ask("import", asked(&path));
    let people = everything(&mut story)["people"].clone();
    let ana = people.as_array().expect("people").iter().find(|p| p["display_name"] == "Ana").expect("her");
    story.ask("begin_hold", json!({ "person": ana["id"], "reason": "a complaint is open" }));
    let undone = undo(&mut story, &done);
    assert_eq!((&undone["held"], &undone["gone"]), (&json!(["Ana"]), &json!(1)));
    assert_eq!(everything(&mut story)["people"].as_array().map(Vec::len), Some(1));
}

#[test]
fn ratings_that_fill_days_are_taken_back_from_them() {
    let mut story = story();
    let first = file(&story, "first.csv", "date,checkin,q_0_10\n2026-01-05,done,3\n2026-01-06,missed,\n");
    let made =
        story.ask("import", json!({ "path": first, "target": { "to": "new_experiment", "title": "Daily" } }));
    let before = present(&mut story);
    story.at("2026-03-30 12:00");
    let second = file(&story, "second.csv", "date,checkin,q_0_10\n2026-01-06,missed,9\n2026-01-07,done,5\n");
    let done = story
        .ask("import", json!({ "path": second, "target": { "to": "experiment", "id": made["experiment"] } }));
    assert_eq!(counts(&done), [1, 1, 0, 0]);
    let undone = undo(&mut story, &done);
    assert_eq!((&undone["gone"], &undone["put_back"]), (&json!(1), &json!(1)));
    assert_eq!(present(&mut story), before);
    // The record itself stays while days lie in it that came later.
    let fields = json!({ "experiment": made["experiment"], "on": "2026-03-30", "checkin": "done", "ratings": [], "note": null });
    story.ask("log_day", fields);
    let undone = undo(&mut story, &made);
    assert_eq!(undone["stayed"], json!(["Daily"]), "{undone}");
}

#[test]
fn where_rows_came_from_travels_with_an_export() {
    let mut story = story();
    let folder = loop_folder(&story);
    story.ask("import", asked(&folder));
    let first = everything(&mut story);
    let bytes = serde_json::to_vec(&{
        let mut all = first.clone();
        all["exported_at"] = json!("2026-03-30T09:00:00Z");
        all
    });
    let mut other = self::story();
    let path = file(&other, "all.json", bytes.expect("JSON"));
    let taken = other.ask("import", asked(&path));
    assert_eq!(everything(&mut other), first, "and exports the same");
    let folder = loop_folder(&other);
    assert_eq!(counts(&other.ask("import", asked(&folder)))[..2], [0, 0], "the habits are known there too");
    let undone = undo(&mut other, &taken);
    assert_eq!(undone["gone"], 7, "an import of our own is taken back like any other: {undone}");
}
