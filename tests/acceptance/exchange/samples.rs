//! What other programs really wrote: what becomes of it, and that a second reading adds nothing.

use std::io::Write as _;
use std::path::PathBuf;

use super::*;

/// Finds a sample, or says on the terminal that there is none.
fn sample(name: &str) -> Option<PathBuf> {
    let beside = inward_tests::root().join("../shared/samples");
    let path = std::env::var_os("INWARD_SAMPLES").map_or(beside, PathBuf::from).join(name);
    if !path.exists() {
        // Not through `eprintln!`, which the test runner keeps to itself.
        let note = format!("not tested: no {}\n", path.display());
        std::io::stderr().write_all(note.as_bytes()).expect("the terminal takes a line");
        return None;
    }
    Some(path)
}

#[test]
fn each_file_of_another_program_is_taken_once_and_found_again() {
    // New rows, and rows of the file that are left out.
    let cases = [
        ("vcard/John_Doe_GMAIL.vcf", "vcard", [2, 0]),
        ("vcard/gmail-list.vcf", "vcard", [3, 0]),
        ("vcard/outlook-2003.vcf", "vcard", [2, 0]),
        ("loop-csv", "loop", [2 + 10, 0]),
        ("loop.db", "loop", [9 + 164, 0]),
        ("habitbull/habitbull.csv", "habitbull", [4 + 14, 0]),
        ("day-one/Journal.json", "day_one", [53, 1]),
        ("icalendar/evolution.ics", "icalendar", [0, 1]),
    ];
    for (name, format, [added, left_out]) in cases {
        let Some(path) = sample(name) else { continue };
        let mut story = story();
        let seen = story.ask("preview_import", asked(&path));
        assert_eq!(seen["format"], format, "{name} is recognised");
        assert_eq!(counts(&seen), [added, 0, 0, left_out], "{name}: {seen:#}");
        let done = story.ask("import", asked(&path));
        assert_eq!(counts(&done), counts(&seen), "{name}: what was shown is what is done");
        let after = everything(&mut story);
        story.at("2026-03-31 09:00");
        let again = story.ask("import", asked(&path));
        assert_eq!(counts(&again), [0, 0, added, left_out], "{name}: a second import finds everything");
        assert_eq!(everything(&mut story), after, "{name}: a second import changes nothing at all");
        assert!(again["batch"].is_null(), "{name}: there is nothing to take back");
    }
}

#[test]
fn a_habit_of_loop_is_a_record_with_the_days_its_tracker_knows() {
    let Some(path) = sample("loop-csv") else { return };
    let mut story = story();
    story.ask("import", asked(&path));
    let all = everything(&mut story);
    let wake = all["experiments"].as_array().expect("records").iter().find(|e| e["title"] == "Wake up early");
    let wake = wake.expect("the habit");
    assert_eq!((&wake["design"], &wake["starts_on"]), (&json!("just_log"), &json!("2015-01-16")));
    assert_eq!(wake["behaviour"], "Did you wake up before 6am?");
    let checkins = |word: &str| {
        let days = all["day_logs"].as_array().expect("days").iter();
        days.filter(|day| day["experiment"] == wake["id"] && day["checkin"] == word).count()
    };
    assert_eq!(
        [checkins("done"), checkins("not_applicable"), checkins("missed")],
        [6, 3, 1],
        "a day that the ones around it covered is not missed"
    );
    let noted = all["day_logs"].as_array().expect("days").iter().find(|day| day["on"] == "2015-01-23");
    assert_eq!(noted.expect("the day")["note"], "Forgot to do it, really");
}

#[test]
fn the_export_and_the_database_of_loop_are_the_same_habits() {
    let (Some(folder), Some(database)) = (sample("loop-csv"), sample("loop.db")) else { return };
    let mut story = story();
    story.ask("import", asked(&folder));
    let both = story.ask("preview_import", asked(&database));
    let found: Vec<&str> = both["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["fate"] != "new")
        .filter_map(|row| row["what"].as_str())
        .collect();
    assert_eq!(found, ["Wake up early"], "the one habit that both of them hold");
}

#[test]
fn a_card_fills_what_is_empty_and_writes_over_nothing() {
    let Some(path) = sample("vcard/outlook-2003.vcf") else { return };
    let mut story = story();
    let fields = json!({ "display_name": "john doe iii", "role": "my own word for it", "power": "peer" });
    story.save("save_person", json!({ "id": null, "fields": fields }));
    let seen = story.ask("preview_import", asked(&path));
    let row = &seen["rows"][0];
    assert_eq!(
        (&row["fate"], counts(&seen)),
        (&json!("merged"), [1, 1, 0, 0]),
        "a note is new, the person is not"
    );
    assert!(row["reason"].as_str().expect("a reason").contains("address"), "{row}");
    story.ask("import", asked(&path));
    let people = &everything(&mut story)["people"];
    assert_eq!(people.as_array().map(Vec::len), Some(1));
    assert_eq!(people[0]["role"], "my own word for it");
    assert_eq!((&people[0]["email"], &people[0]["power"]), (&json!("jdoe@hotmail.com"), &json!("peer")));
    assert_eq!(people[0]["aliases"], json!(["Joey"]));
}

#[test]
fn a_text_of_day_one_is_a_note_of_its_day() {
    let Some(path) = sample("day-one/Journal.json") else { return };
    let mut story = story();
    let seen = story.ask("preview_import", asked(&path));
    assert_eq!(seen["words"], "53 texts, from 12 October 2004 to 26 May 2020");
    let left_out = seen["rows"].as_array().expect("rows").iter().find(|row| row["fate"] == "left_out");
    let reason =
        left_out.expect("a picture and nothing else")["reason"].as_str().expect("a reason").to_owned();
    assert_eq!(reason, "There is no text in it.");
    story.ask("import", asked(&path));
    let notes = story.ask("entries", json!({ "kind": "note", "from": "2004-10-12", "to": "2004-10-12" }));
    let text = notes[0]["entry"]["body"]["text"].as_str().expect("a text").to_owned();
    assert!(text.starts_with("**Luckily** for ***Alice***") && text.ends_with("#diary #Pizza"), "{text}");
}
