//! Tables of people, files made for the purpose, and what a person chooses before anything is taken.

use inward_app::{Call, Caller, Code};

use super::*;

const TABLE: &str = "Voller Name;Tel.;Seit;Mail\nAna Horvat;1;03.04.2025;ana@example.org\nBoris;2;;\n;3;;\n";

#[test]
fn the_columns_of_a_table_are_shown_and_mapped() {
    let mut story = story();
    let path = file(&story, "people.csv", TABLE);
    let seen = story.ask("preview_import", asked(&path));
    assert_eq!(seen["format"], "people");
    assert_eq!(seen["table"]["header"], json!(["Voller Name", "Tel.", "Seit", "Mail"]));
    assert_eq!(seen["table"]["columns"], json!(["ignored", "ignored", "known_since", "email"]));
    assert_eq!(
        (&seen["table"]["separator"], &seen["table"]["dates"]),
        (&json!("semicolon"), &json!("unclear"))
    );
    assert!(seen["missing"].as_str().expect("a sentence").contains("name"), "{seen:#}");
    let refused = story.attempt("import", asked(&path)).expect_err("there is no column for the name");
    assert_eq!(refused.code, Code::File);

    let columns = json!(["name", "ignored", "known_since", "email"]);
    let mut mapped = json!({ "path": path, "table": { "columns": columns } });
    let seen = story.ask("preview_import", mapped.clone());
    assert_eq!(counts(&seen), [1, 0, 0, 2], "a date that could be two days is not guessed: {seen:#}");
    mapped["table"]["dates"] = json!("day_first");
    let seen = story.ask("preview_import", mapped.clone());
    assert_eq!(counts(&seen), [2, 0, 0, 1], "one has no name");
    let nameless = seen["rows"].as_array().expect("rows").iter().find(|row| row["fate"] == "left_out");
    assert_eq!(nameless.expect("the last row")["place"], "Line 4");
    story.ask("import", mapped.clone());
    let people = everything(&mut story)["people"].clone();
    assert_eq!(people[0]["known_since"], "2025-04-03");
    assert_eq!(counts(&story.ask("import", mapped)), [0, 0, 2, 1], "and a second import finds both");
}

#[test]
fn numbers_of_two_tables_are_not_the_same_people() {
    let mut story = story();
    let first = file(&story, "first.csv", "id,name\n1,Ana\n");
    let second = file(&story, "second.csv", "id,name\n1,Boris\n");
    story.ask("import", asked(&first));
    assert_eq!(counts(&story.ask("import", asked(&second))), [1, 0, 0, 0]);
}

#[test]
fn rows_that_are_not_chosen_are_left_out() {
    let mut story = story();
    let path = file(&story, "people.csv", "name,role\nAna,a\nBoris,b\nCleo,c\n");
    let seen = story.ask("preview_import", asked(&path));
    let key = |n: usize| seen["rows"][n]["key"].clone();
    let without = json!({ "path": path, "take": { "take": "without", "rows": [key(0)] } });
    assert_eq!(counts(&story.ask("preview_import", without)), [2, 0, 0, 1]);
    let only = json!({ "path": path, "take": { "take": "only", "rows": [key(2)] } });
    assert_eq!(counts(&story.ask("import", only)), [1, 0, 0, 2]);
    let people = everything(&mut story)["people"].clone();
    assert_eq!((people.as_array().map(Vec::len), &people[0]["display_name"]), (Some(1), &json!("Cleo")));
}

#[test]
fn an_amount_becomes_a_whole_number_on_the_scale_of_a_measure() {
    let mut story = story();
    let folder = loop_folder(&story);
    let seen = story.ask("preview_import", asked(&folder));
    assert_eq!((&seen["format"], counts(&seen)), (&json!("loop"), [2 + 5, 0, 0, 0]));
    story.ask("import", asked(&folder));
    let all = everything(&mut story);
    let run =
        all["experiments"].as_array().expect("records").iter().find(|e| e["title"] == "Run").expect("it");
    assert_eq!(run["measures"][0]["name"], "km (tenths)", "two and a half are no whole number");
    let days = all["day_logs"].as_array().expect("days").iter();
    let values: Vec<f64> = days
        .filter(|day| day["experiment"] == run["id"])
        .map(|day| day["ratings"][0]["value"].as_f64().expect("a rating"))
        .collect();
    assert_eq!(values, [25.0, 30.0]);
}

#[test]
fn a_later_export_of_a_tracker_brings_only_its_new_days() {
    let mut story = story();
    let folder = loop_folder(&story);
    story.ask("import", asked(&folder));
    let mine = everything(&mut story);
    let walk =
        mine["experiments"].as_array().expect("records").iter().find(|e| e["title"] == "Walk").expect("it");
    let (walk, _) = (walk["id"].clone(), ());
    let later = "Date,Value,Notes\n2026-01-08,YES_MANUAL,\n2026-01-07,NO,\n2026-01-06,NO,rain\n2026-01-05,YES_MANUAL,\n";
    file(&story, "Loop/001 Walk/Checkmarks.csv", later);
    let seen = story.ask("preview_import", asked(&folder));
    assert_eq!(counts(&seen), [1, 1, 3 + 2 + 1, 0], "the record ends a day later: {seen:#}");
    let row = seen["rows"].as_array().expect("rows").iter().find(|row| row["what"] == "Walk").expect("it");
    assert_eq!(row["fate"], "merged");
    assert!(row["reason"].as_str().expect("a reason").contains("stays as it is"), "{row}");
    story.ask("import", asked(&folder));
    let all = everything(&mut story);
    let day = all["day_logs"]
        .as_array()
        .expect("days")
        .iter()
        .find(|d| d["experiment"] == walk && d["on"] == "2026-01-07");
    assert_eq!(day.expect("the day")["checkin"], "done", "what is here counts");
    let ends = all["experiments"].as_array().expect("records").iter().find(|e| e["id"] == walk).expect("it");
    assert_eq!(ends["planned_end_on"], "2026-01-08");
}

#[test]
fn a_folder_of_markdown_is_a_journal_and_what_is_hidden_in_it_is_not() {
    let mut story = story();
    file(&story, "Notes/2026-01-05.md", "# Calm talk\n\nWe spoke about the rota.\n");
    file(&story, "Notes/2026/01/07 later.md", "---\ndate: 2026-01-07\ntags: [work]\n---\nLater.\n");
    file(&story, "Notes/.obsidian/plugin.md", "not mine");
    file(&story, "Notes/undated.md", "No day anywhere.\n");
    file(&story, "Notes/picture.png", b"\x89PNG");
    let folder = story.folder.path().join("files/Notes");
    let seen = story.ask("preview_import", asked(&folder));
    assert_eq!((&seen["format"], counts(&seen)), (&json!("markdown"), [2, 0, 0, 1]), "{seen:#}");
    story.ask("import", asked(&folder));
    let notes = story.ask("entries", json!({ "kind": "note" }));
    let texts: Vec<&str> =
        (0..2).map(|n| notes[n]["entry"]["body"]["text"].as_str().expect("a text")).collect();
    assert_eq!(texts, ["Later.\n\n#work", "# Calm talk\n\nWe spoke about the rota."]);
}

#[test]
fn an_event_that_comes_again_is_a_reminder_and_one_that_is_over_is_left_out() {
    let mut story = story();
    let before = everything(&mut story)["rules"].as_array().map_or(0, Vec::len);
    let event =
        |uid: &str, rest: &str| format!("BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\n{rest}END:VEVENT\r\n");
    let calendar = [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_owned(),
        event(
            "weekly",
            "DTSTART;TZID=Europe/Zurich:20260105T090000\r\nDTEND;TZID=Europe/Zurich:20260105T093000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nEXDATE;TZID=Europe/Zurich:20260406T090000\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n",
        ),
        event("once", "DTSTART:20260401T140000\r\n"),
        event("over", "DTSTART:20260105T090000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"),
        "END:VCALENDAR\r\n".to_owned(),
    ];
    let path = file(&story, "calendar.ics", calendar.concat());
    let seen = story.ask("preview_import", asked(&path));
    assert_eq!((&seen["format"], counts(&seen)), (&json!("icalendar"), [2, 0, 0, 1]), "{seen:#}");
    story.ask("import", asked(&path));
    let rules = everything(&mut story)["rules"].clone();
    let rules = rules.as_array().expect("rules");
    assert_eq!(rules.len(), before + 2);
    let weekly = rules.iter().find(|rule| rule["own_words"] == "weekly").expect("it");
    assert_eq!((&weekly["at"], &weekly["except_on"]), (&json!("08:50"), &json!(["2026-04-06"])));
    assert_eq!(weekly["zone"]["zone"], "Europe/Zurich");
    assert_eq!(counts(&story.ask("import", asked(&path))), [0, 0, 2, 1]);
    let listed = story.ask("own_reminders", json!({}));
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "they are reminders like any of one's own");
}

#[test]
fn a_window_takes_in_only_what_was_chosen() {
    let mut story = story();
    let path = file(&story, "people.csv", "name,role\nAna,a\n");
    let call = Call::new(story.moment(), Caller::MainWindow);
    let refused = story.app.call("preview_import", asked(&path), &call).expect_err("nobody chose it");
    assert_eq!(refused.code, Code::NotAllowed);
    let chosen = [path.clone()];
    let call = Call { chosen: &chosen, ..call };
    story.app.call("preview_import", asked(&path), &call).expect("it was chosen");
}
