//! What was written leaves the journal in each of its forms, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use inward_app::{Call, Caller};

use crate::story::{Story, planned};

const FORMS: [(&str, &str); 4] =
    [("json", "all.json"), ("csv", "tables.zip"), ("markdown", "texts"), ("ics", "ahead.ics")];

fn exported(story: &mut Story, format: &str, name: &str) -> (PathBuf, String) {
    let path = story.folder.path().join(name);
    let done = story.ask("export", json!({ "path": path, "format": format }));
    let told = |name: &str| done[name].as_str().expect("a text").to_owned();
    (PathBuf::from(told("path")), told("words"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn noted(story: &mut Story, text: &str) {
    let fields = json!({ "on": "2026-01-28", "body": { "kind": "note", "text": text } });
    story.save("save_entry", json!({ "id": null, "fields": fields }));
}

#[test]
fn each_form_holds_what_was_written() {
    let (mut story, _) = planned();
    noted(&mut story, "=1+1 is what she said");
    let (archive, words) = exported(&mut story, "csv", "tables.zip");
    assert!(fs::read(&archive).expect("there").starts_with(b"PK"));
    assert!(words.ends_with("tables."), "{words}");

    let (tables, _) = exported(&mut story, "csv", "tables");
    assert!(text(&tables.join("people.csv")).contains("Tatiana"));
    let notes = text(&tables.join("entries-note.csv"));
    assert!(notes.contains("'=1+1 is what she said"), "a spreadsheet takes it as text: {notes}");

    let (texts, words) = exported(&mut story, "markdown", "texts");
    assert_eq!(words, "1 entry as a text.");
    let year = fs::read_dir(texts.join("2026")).expect("a folder for the year");
    let note = year.map(|file| text(&file.expect("a file").path())).next().expect("one entry");
    assert!(note.contains("=1+1 is what she said") && note.contains("date: 2026-01-28"), "{note}");

    let (again, _) = exported(&mut story, "markdown", "");
    assert_eq!(again, story.folder.path().join("inward-2026-01-28-markdown"), "named by the day");
}

#[test]
fn the_calendar_has_the_check_in_with_its_rule_its_leave_and_a_name_that_stays() {
    let (mut story, _) = planned();
    let (path, words) = exported(&mut story, "ics", "ahead.ics");
    let calendar = text(&path);
    let events: Vec<&str> = calendar.split("BEGIN:VEVENT").skip(1).collect();
    assert_eq!(words, format!("{} reminders for a calendar.", events.len()));
    let check_in = events.iter().find(|event| event.contains("SUMMARY:Check-in")).expect("the check-in");
    for line in [
        "DTSTART:20260202T090000",
        "DTEND:20260202T091500",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260327T090000",
        "EXDATE:20260219T090000",
        "EXDATE:20260306T090000",
        "TRIGGER:-PT10M",
    ] {
        assert!(check_in.contains(&format!("{line}\r\n")), "{line} is missing in {check_in}");
    }
    assert!(!calendar.contains("Tatiana"), "a calendar says no more than a notification may");
    let uids = |calendar: &str| -> Vec<String> {
        calendar.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let (later, _) = exported(story.at("2026-02-10 12:00"), "ics", "later.ics");
    assert_eq!(uids(&calendar), uids(&text(&later)), "a calendar that reads it again has one event, not two");
    let (over, _) = exported(story.at("2026-06-01 12:00"), "ics", "over.ics");
    assert!(!text(&over).contains("SUMMARY:Check-in"), "what is over is no plan");
}

#[test]
fn the_wording_of_notifications_is_the_wording_of_the_calendar() {
    let (mut story, _) = planned();
    for (policy, summary) in
        [("full", "SUMMARY:I close mail and go to Tatiana"), ("hidden", "SUMMARY:Inward has a reminder")]
    {
        let mut settings: Value = story.ask("settings", json!({}));
        settings["notification_text"] = json!(policy);
        story.ask("save_settings", settings);
        let (path, _) = exported(&mut story, "ics", &format!("{policy}.ics"));
        assert!(text(&path).contains(summary), "{policy}: {}", text(&path));
    }
}

#[test]
fn days_that_are_drawn_one_by_one_stay_out_of_the_calendar() {
    let (mut story, _) = crate::pairs::planned();
    let (path, _) = exported(&mut story, "ics", "ahead.ics");
    assert!(!text(&path).contains("SUMMARY:Check-in"), "a calendar would give the draw away");
}

#[test]
fn an_export_that_is_stopped_leaves_no_file_and_an_import_nothing_changed() {
    let (mut story, _) = planned();
    noted(&mut story, "one more");
    fs::create_dir(story.folder.path().join("out")).expect("a folder");
    for (format, name) in FORMS {
        let path = story.folder.path().join("out").join(name);
        let input = json!({ "path": path, "format": format });
        // Stopped at each step there is, until one goes through.
        for steps in 0_u32.. {
            let left = std::cell::Cell::new(steps);
            let go_on = |_| left.replace(left.get().saturating_sub(1)) != 0;
            let call = Call { progress: &go_on, ..Call::new(story.moment(), Caller::Terminal) };
            match story.app.call("export", input.clone(), &call) {
                Ok(_) => {
                    assert!(0 < steps, "{format} can be stopped");
                    break;
                }
                Err(refused) => {
                    assert_eq!(serde_json::to_value(refused.code).expect("a code"), "cancelled");
                    let files = fs::read_dir(story.folder.path().join("out")).expect("readable");
                    let left = files.map(|file| file.expect("a file").file_name()).collect::<Vec<_>>();
                    let earlier = FORMS.iter().position(|(other, _)| *other == format).expect("a form");
                    assert_eq!(left.len(), earlier, "{format} after {steps} steps left {left:?}");
                }
            }
        }
        assert!(path.exists());
    }

    let path = story.folder.path().join("out/all.json");
    let mut empty = Story::with_vault("2026-01-28 10:00");
    let call = Call { progress: &|done| done < 0.5, ..Call::new(empty.moment(), Caller::Terminal) };
    let refused = empty.app.call("import", json!({ "path": path }), &call).expect_err("it was stopped");
    assert_eq!(serde_json::to_value(refused.code).expect("a code"), "cancelled");
    assert_eq!(empty.ask("people", json!({})), json!([]));
}

#[test]
fn where_something_lies_no_folder_is_written_and_several_files_are_no_csv() {
    let (mut story, _) = planned();
    fs::create_dir_all(story.folder.path().join("inward-2026-01-28-csv")).expect("a folder");
    for name in ["", "tables.csv", "no/such/folder/tables.zip"] {
        let path = story.folder.path().join(name);
        let refused = story.attempt("export", json!({ "path": path, "format": "csv" }));
        assert!(refused.is_err(), "{name}");
    }
}

#[test]
fn a_copy_without_names_says_in_each_form_whether_it_is_cleared() {
    let (mut story, _) = planned();
    noted(&mut story, "Tatiana and Wladimir spoke about the depot");
    for (format, name) in [("json", "copy.json"), ("csv", "tables"), ("markdown", "texts")] {
        let path = story.folder.path().join(name);
        let input = json!({ "path": path, "format": format, "pseudonymised": true });
        let done = story.ask("export", input);
        assert_eq!(done["check"]["cleared"], false, "{format}: a name nobody registered: {done}");
        let all = if path.is_dir() { within(&path) } else { text(&path) };
        assert!(!all.contains("Tatiana") && all.contains("Person A"), "{format}: {all}");
        let says = if format == "json" { "\"pseudonymised\": \"not_cleared\"" } else { "NOT-CLEARED.txt" };
        assert!(all.contains(says), "{format} is stamped: {all}");
    }
    let (plain, _) = exported(&mut story, "json", "plain.json");
    assert!(!text(&plain).contains("pseudonymised"));
}

#[test]
fn a_calendar_without_names_keeps_its_days_and_says_whether_it_is_cleared() {
    let (mut story, _) = planned();
    let mut settings: Value = story.ask("settings", json!({}));
    settings["notification_text"] = json!("full");
    story.ask("save_settings", settings);
    let (path, _) = exported(&mut story, "ics", "named.ics");
    let named = text(&path);
    assert!(named.contains("SUMMARY:I close mail and go to Tatiana"), "{named}");
    let copy = |story: &mut Story, name: &str| {
        let path = story.folder.path().join(name);
        let done = story.ask("export", json!({ "path": path, "format": "ics", "pseudonymised": true }));
        (text(&path).replace("\r\n ", ""), done)
    };
    let (masked, done) = copy(&mut story, "copy.ics");
    assert_eq!(done["check"]["cleared"], true, "{done}");
    assert!(masked.contains("SUMMARY:I close mail and go to Person A"), "{masked}");
    assert!(!masked.contains("Tatiana"), "the alarm says no more than the event: {masked}");
    let events = masked.matches("BEGIN:VEVENT").count();
    assert_eq!(masked.matches("DESCRIPTION:Names and places changed\r\n").count(), events, "{masked}");
    let of = |calendar: &str, name: &str| -> Vec<String> {
        calendar.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
    };
    for kept in ["DTSTART", "DTEND", "RRULE", "EXDATE", "TRIGGER"] {
        assert_eq!(of(&masked, kept), of(&named, kept), "{kept} stays");
    }
    let (mut new, old) = (of(&masked, "UID:"), of(&named, "UID:"));
    let id_of = |uid: &str| uid["UID:".len()..].split('@').next().expect("a part").to_owned();
    assert!(old.iter().all(|uid| !masked.contains(&id_of(uid))), "an id tells when a reminder was made");
    assert_eq!(new, of(&copy(&mut story, "again.ics").0, "UID:"), "a later copy has the same events");
    new.dedup();
    assert_eq!(new.len(), events, "each event has its own");

    let (masked, done) = copy(&mut story, "tatiana.ics");
    assert_eq!(done["check"]["cleared"], false, "the name of the file is looked at too: {done}");
    assert_eq!(masked.matches("DESCRIPTION:Not cleared: 1 word to check.").count(), events, "{masked}");
    assert_eq!(done["words"], format!("{events} reminders for a calendar, with their real days and times."));
}

/// Returns the names and the texts of all files in a folder.
fn within(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(
            |path| if path.is_dir() { within(&path) } else { format!("{}\n{}", path.display(), text(&path)) },
        )
        .collect()
}
