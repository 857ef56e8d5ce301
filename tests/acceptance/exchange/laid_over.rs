//! Files laid over a journal that is in use: they add and fill, and what is there stays.

use super::*;
use crate::story::{check_in_plan, measures};

const PERSON: &str = "01980000-0000-7000-8000-000000000001";
const THEIRS: &str = "01980000-0000-7000-8000-000000000002";

/// Makes a file of our own with these fields beside its head.
fn ours(story: &Story, fields: Value) -> PathBuf {
    let mut all = json!({ "format": "inward", "version": 1, "exported_at": "2026-03-29T07:00:00Z" });
    all.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    file(story, "ours.json", all.to_string())
}

fn person(id: &str, name: &str) -> Value {
    json!({ "id": id, "created_at": "2026-01-05T08:00:00Z", "display_name": name, "power": "peer" })
}

/// Keeps a reminder of the user's own.
fn own_reminder(story: &mut Story) -> Value {
    let fields = json!({ "words": "Water the plants", "at": "11:00", "recurrence": "FREQ=DAILY",
        "starts_on": "2026-03-30", "useful_until": { "by": "minutes", "minutes": 60 } });
    let id = story.save("save_own_reminder", json!({ "id": null, "fields": fields }));
    rules(story).into_iter().find(|rule| rule["id"] == id.as_str()).expect("it is there")
}

fn rules(story: &mut Story) -> Vec<Value> {
    everything(story)["rules"].as_array().expect("rules").clone()
}

/// Lists what the rules of a journal ring for.
fn rung_for(story: &mut Story) -> Vec<String> {
    let mut what: Vec<String> =
        rules(story).iter().map(|rule| rule["what"].as_str().expect("a word").to_owned()).collect();
    what.sort();
    what
}

#[test]
fn a_file_of_our_own_takes_no_reminder_and_no_setting_away_and_a_copy_is_made_first() {
    let mut story = story();
    let mine = own_reminder(&mut story);
    let mut settings = story.ask("settings", json!({}));
    settings["evening_log_at"] = json!("16:45");
    story.ask("save_settings", settings.clone());
    let before = rules(&mut story);
    let mut other = settings.clone();
    other["my_name"] = json!("Somebody");
    let path = ours(&story, json!({ "people": [person(PERSON, "Ana")], "settings": other }));
    let done = story.ask("import", asked(&path));
    assert_eq!(counts(&done)[..2], [1, 0]);
    let after = rules(&mut story);
    assert!(after.contains(&mine), "{after:?}");
    assert_eq!(after, before, "the evening log stays too");
    assert_eq!(story.ask("settings", json!({})), settings, "nor does anybody else\u{2019}s name come in");
    assert!(done["assumptions"][0].as_str().is_some_and(|told| told.contains("settings stay")), "{done}");
    assert_eq!(
        story.ask("copies", json!({}))["copies"][0]["reason"],
        "import",
        "there was something to lose"
    );
}

#[test]
fn a_file_without_reminders_leaves_those_of_an_empty_journal_and_they_follow_its_settings() {
    let mut story = story();
    let mut settings = story.ask("settings", json!({}));
    settings["evening_log_at"] = json!("16:45");
    let path = ours(&story, json!({ "people": [person(PERSON, "Ana")], "settings": settings }));
    story.ask("import", asked(&path));
    assert_eq!(story.ask("settings", json!({}))["evening_log_at"], "16:45");
    let rules = rules(&mut story);
    let evening = rules.iter().find(|rule| rule["what"] == "evening_log").expect("it is still there");
    assert_eq!(evening["at"], "16:45");
}

#[test]
fn settings_that_could_not_be_saved_are_not_brought_by_a_file() {
    let mut story = story();
    let mut settings = story.ask("settings", json!({}));
    settings["workdays"] = json!([]);
    let path = ours(&story, json!({ "people": [person(PERSON, "Ana")], "settings": settings }));
    let before = everything(&mut story);
    let refused = story.attempt("preview_import", asked(&path)).expect_err("there is no workday");
    assert_eq!(refused.field.as_deref(), Some("workdays"));
    story.attempt("import", asked(&path)).expect_err("nor now");
    assert_eq!(everything(&mut story), before, "nothing of it is written");
}

#[test]
fn what_belongs_to_new_rows_comes_along_into_a_journal_in_use() {
    let mut lived = Story::with_vault("2026-01-05 09:00");
    let tatiana = tatiana(&mut lived);
    let mine = own_reminder(&mut lived);
    let goal = json!({ "title": "Rely on each other", "people": [tatiana], "starts_on": "2026-01-05",
        "competencies": [{ "starter": "supports_daily" }] });
    lived.save("save_goal", json!({ "id": null, "fields": goal }));
    let round = |behaviour: &str| {
        json!({ "on": "2026-01-05", "person": tatiana, "body": { "kind": "feedforward",
        "behaviour": behaviour, "suggestions": [],
        "requests": [{ "person": tatiana, "channel": "text_mail", "asked_on": "2026-01-05" }] } })
    };
    let id = lived.save("save_entry", json!({ "id": null, "fields": round("I ask first.") }));
    lived.save("save_entry", json!({ "id": id, "fields": round("I ask one question first.") }));
    lived.ask("begin_hold", json!({ "person": tatiana, "reason": "An access request." }));
    let all = everything(&mut lived);
    let bytes = std::fs::read(lived.folder.path().join("files/everything.json")).expect("written");

    let mut other = story();
    other.save("save_person", json!({ "id": null, "fields": { "display_name": "Boris", "power": "peer" } }));
    let path = file(&other, "all.json", bytes);
    other.ask("import", asked(&path));
    let taken = everything(&mut other);
    assert_eq!(taken["history"], all["history"], "what its rows said before");
    assert_eq!(taken["holds"], all["holds"]);
    assert!(rules(&mut other).contains(&mine), "its own reminders");
    assert_eq!(
        rung_for(&mut other),
        ["evening_log", "follow_up", "follow_up", "own", "weekly_review"],
        "a look after a week and after two, and the review of its practice"
    );
    let again = other.ask("import", asked(&path));
    assert_eq!(counts(&again)[..2], [0, 0]);
    assert_eq!(everything(&mut other), taken, "a second time changes nothing");
}

#[test]
fn a_running_experiment_that_comes_without_its_reminder_gets_one() {
    let mut planned = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut planned);
    let fields = check_in_plan(None, &person);
    planned.save(
        "save_experiment",
        json!({ "id": null, "draft": false, "measures": measures(), "fields": fields }),
    );
    let all = everything(&mut planned);
    assert!(rung_for(&mut planned).contains(&"promised_act".to_owned()));
    let mut other = self::story();
    other.save("save_person", json!({ "id": null, "fields": { "display_name": "Boris", "power": "peer" } }));
    let path = ours(&other, json!({ "people": all["people"], "experiments": all["experiments"] }));
    other.ask("import", asked(&path));
    assert!(rung_for(&mut other).contains(&"promised_act".to_owned()), "the act is asked for");
}

#[test]
fn an_entry_that_leads_to_a_step_that_is_not_there_is_left_out_with_the_reason() {
    let mut story = story();
    let goal = json!({ "id": THEIRS, "created_at": "2026-01-05T08:00:00Z", "title": "Rely on each other",
        "people": [PERSON], "competencies": [{ "starter": "supports_daily" }] });
    let link = |from: u8, to: u8| json!({ "from": from, "to": to, "sign": "same" });
    let node = json!({ "owner": "me", "layer": "does", "text": "check", "status": "known" });
    let cycle = |id: &str, name: &str, links: Value| {
        json!({ "id": id, "created_at": "2026-01-05T08:00:00Z",
        "changed_at": "2026-01-05T08:00:00Z", "on": "2026-01-05", "person": PERSON, "goal": THEIRS,
        "body": { "kind": "cycle", "name": name, "nodes": [node, node], "links": links } })
    };
    let entries = json!([
        cycle("01980000-0000-7000-8000-000000000003", "Without end", json!([link(1, 9), link(9, 9)])),
        cycle("01980000-0000-7000-8000-000000000004", "A ring", json!([link(1, 2), link(2, 1)])),
    ]);
    let path =
        ours(&story, json!({ "people": [person(PERSON, "Ana")], "goals": [goal], "entries": entries }));
    let done = story.ask("import", asked(&path));
    assert_eq!(counts(&done), [3, 0, 0, 1]);
    let rows = done["rows"].as_array().expect("rows");
    let left_out = rows.iter().find(|row| row["fate"] == "left_out").expect("it is listed");
    assert_eq!(left_out["what"], "Without end");
    assert_eq!(left_out["reason"], "There is no such step in this cycle. Choose one from the list.");
    story.ask("today", json!({}));
}

#[test]
fn ratings_laid_over_a_record_move_no_phase_and_overwrite_no_day() {
    let mut story = story();
    let first = "date,phase,checkin,q_0_10\n2026-01-05,A1,done,3\n2026-01-06,A1,missed,4\n2026-01-07,A2,done,\n2026-01-08,B,done,5\n";
    let first = file(&story, "first.csv", first);
    let target = json!({ "to": "new_experiment", "title": "Daily" });
    let made = story.ask("import", json!({ "path": first, "target": target }));
    let phases = everything(&mut story)["experiments"][0]["phases"].clone();
    assert_eq!(phases.as_array().map(Vec::len), Some(3));
    let second =
        "date,phase,checkin,q_0_10\n2026-01-06,B,done,9\n2026-01-07,A2,done,6\n2026-01-09,C,done,7\n";
    let second = file(&story, "second.csv", second);
    let done = story
        .ask("import", json!({ "path": second, "target": { "to": "experiment", "id": made["experiment"] } }));
    assert_eq!(counts(&done), [1, 1, 1, 0], "a day is new, a day is filled, a day stays");
    let differs = "1 day says something else here and stays as it is.";
    let told = [
        "New phases: C.",
        differs,
        "On 1 day the file names another phase; the phases here stay as they are.",
    ];
    assert_eq!(done["assumptions"], json!(told));
    assert_eq!(done["rows"][0]["reason"], differs);
    let all = everything(&mut story);
    let after = all["experiments"][0]["phases"].as_array().expect("phases").clone();
    assert_eq!(after[..3], phases.as_array().expect("phases")[..], "what began stays");
    assert_eq!((&after[3]["code"], &after[3]["starts_on"]), (&json!("C"), &json!("2026-01-09")));
    let day = |on: &str| {
        let days =
            all["day_logs"].as_array().expect("days").iter().find(|day| day["on"] == on).expect("the day");
        (days["checkin"].clone(), days["ratings"][0]["value"].clone())
    };
    assert_eq!(day("2026-01-06"), (json!("missed"), json!(4.0)), "what was said first");
    assert_eq!(day("2026-01-07"), (json!("done"), json!(6.0)), "what was empty is filled");
}

#[test]
fn a_record_begins_earlier_where_the_file_knows_earlier_days_of_it() {
    let mut story = story();
    let csv = |days: &str| format!("date,phase,checkin,q_0_10\n{days}");
    let first = file(&story, "first.csv", csv("2026-01-12,A1,,4\n2026-01-13,B,done,5\n"));
    let target = json!({ "to": "new_experiment", "title": "Daily" });
    let made = story.ask("import", json!({ "path": first, "target": target }));
    let second = file(&story, "second.csv", csv("2026-01-05,A1,,3\n2026-01-07,A2,,3\n2026-01-09,B,done,6\n"));
    story
        .ask("import", json!({ "path": second, "target": { "to": "experiment", "id": made["experiment"] } }));
    let phases = everything(&mut story)["experiments"][0]["phases"].clone();
    let said: Vec<_> =
        phases.as_array().expect("phases").iter().map(|p| (&p["code"], &p["starts_on"])).collect();
    let expected =
        [("A1", "2026-01-05"), ("A2", "2026-01-07"), ("B", "2026-01-13")].map(|(a, b)| (json!(a), json!(b)));
    assert_eq!(said, expected.each_ref().map(|(a, b)| (a, b)));
}
