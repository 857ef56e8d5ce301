//! Bad input gets a sentence that says what to do, names its field, and changes nothing.

use inward_app::Code;
use serde_json::{Value, json};

use crate::story::{Story, check_in_plan, measures, planned, tatiana};

fn changed(mut value: Value, path: &[&str], new: Value) -> Value {
    let mut place = &mut value;
    for key in path {
        place = &mut place[*key];
    }
    *place = new;
    value
}

#[test]
fn each_refusal_names_its_field_and_says_what_to_do() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let plan =
        json!({ "id": null, "draft": false, "measures": measures(), "fields": check_in_plan(None, &person) });
    let note =
        json!({ "id": null, "fields": { "on": "2026-01-28", "body": { "kind": "note", "text": "calm" } } });
    let cases = [
        (
            "save_person",
            json!({ "id": null, "fields": { "display_name": " ", "power": "peer" } }),
            "fields.display_name",
        ),
        (
            "save_person",
            json!({ "id": null, "fields": { "display_name": "x".repeat(301), "power": "peer" } }),
            "fields.display_name",
        ),
        (
            "save_person",
            json!({ "id": null, "fields": { "display_name": "Tatiana", "power": "peer" } }),
            "fields.display_name",
        ),
        (
            "save_person",
            json!({ "id": null, "fields": { "display_name": "Lena", "power": "peer", "known_since": "2025-13" } }),
            "fields.known_since",
        ),
        (
            "save_entry",
            changed(note.clone(), &["fields", "body", "text"], json!("x".repeat(100_000))),
            "fields.body",
        ),
        (
            "save_entry",
            json!({ "id": null, "fields": { "on": "2026-01-28", "body": { "kind": "complaint", "statement": "She waits", "status": "reframed" } } }),
            "fields.body.my_part",
        ),
        (
            "save_experiment",
            changed(plan.clone(), &["fields", "planned_end_on"], json!("2026-01-01")),
            "fields.planned_end_on",
        ),
        (
            "save_experiment",
            changed(plan.clone(), &["fields", "decide_on"], json!("2026-01-01")),
            "fields.decide_on",
        ),
        ("save_experiment", changed(plan.clone(), &["fields", "stop_rule"], json!("")), "fields.stop_rule"),
        (
            "save_experiment",
            changed(plan.clone(), &["fields", "schedule", "days"], json!("FREQ=SECONDLY")),
            "fields.schedule.days",
        ),
        (
            "save_experiment",
            changed(plan.clone(), &["fields", "schedule", "at"], json!("25:00")),
            "fields.schedule.at",
        ),
        ("save_experiment", changed(plan.clone(), &["measures"], json!([])), "measures"),
    ];
    for (command, input, field) in cases {
        let error = story.attempt(command, input).expect_err(field);
        assert_eq!(error.code, Code::Invalid, "{field}: {error:?}");
        assert!(error.field.as_deref().is_some_and(|f| f.starts_with(field)), "{field} is named: {error:?}");
        assert!(
            !error.message.starts_with("refusal.") && !error.message.starts_with("app."),
            "a sentence: {error:?}"
        );
    }
    assert_eq!(story.ask("people", json!({})).as_array().expect("people").len(), 1, "nothing was written");
    assert!(story.ask("experiments", json!({})).as_array().expect("experiments").is_empty());
}

#[test]
fn a_rating_outside_its_scale_a_future_day_and_a_day_too_far_back_are_refused() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let plan =
        json!({ "id": null, "draft": false, "measures": measures(), "fields": check_in_plan(None, &person) });
    let id = story.save("save_experiment", plan);
    let view = story.ask("experiment", json!({ "id": id }));
    let quality = view["experiment"]["measures"][0]["id"].clone();
    for value in [json!(11), json!(-1), json!(5.5)] {
        let error = story
            .attempt(
                "log_day",
                json!({ "experiment": id, "ratings": [{ "measure": quality, "value": value }] }),
            )
            .expect_err("outside the scale");
        assert_eq!(error.field.as_deref(), Some("ratings[0].value"));
        assert!(error.message.contains("0") && error.message.contains("10"), "{}", error.message);
    }
    for on in ["2026-01-29", "2026-01-20"] {
        let error =
            story.attempt("log_day", json!({ "experiment": id, "on": on, "checkin": "done" })).expect_err(on);
        assert_eq!(error.field.as_deref(), Some("on"), "{on}");
    }
}

#[test]
fn a_correction_keeps_the_first_value_and_undo_brings_it_back() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let plan =
        json!({ "id": null, "draft": false, "measures": measures(), "fields": check_in_plan(None, &person) });
    let id = story.save("save_experiment", plan);
    story.at("2026-02-02 09:20");
    let log = story.ask("log_day", json!({ "experiment": id, "checkin": "done" }));
    let second = story.ask("log_day", json!({ "experiment": id, "checkin": "missed" }));
    let again = story.ask("log_day", json!({ "experiment": id, "checkin": "missed" }));
    let state = |story: &mut Story| story.ask("day", json!({}))["forms"][0]["log"]["checkin"].clone();
    assert_eq!(state(&mut story), "missed");
    let undo = |log: &Value| json!({ "id": log["id"], "change": log["change"] });
    story.ask("undo_log", undo(&again));
    assert_eq!(state(&mut story), "missed", "saved as it was, there is nothing to take back");
    let refused = story.attempt("undo_log", undo(&log)).expect_err("a newer change is there");
    assert_eq!(refused.message, "This day was changed since then, and stays as it is.");
    story.ask("undo_log", undo(&second));
    assert_eq!(state(&mut story), "done", "undo brings the first value back");
    story.attempt("undo_log", undo(&second)).expect_err("taken back already");
    assert_eq!(state(&mut story), "done", "and a second undo does not bring the second value back");
}

#[test]
fn the_reminder_of_a_day_whose_log_is_taken_back_lies_in_today_again_and_does_not_ring() {
    let (mut story, experiment) = planned();
    story.at("2026-02-02 17:10").tick();
    let measures = story.ask("day", json!({}))["forms"][0]["measures"].as_array().expect("measures").clone();
    let ratings: Vec<Value> = measures.iter().map(|m| json!({ "measure": m["id"], "value": 3 })).collect();
    let log = story.ask("log_day", json!({ "experiment": experiment, "ratings": ratings }));
    story.at("2026-02-02 17:11").tick();
    assert_eq!(story.ask("due", json!({})), json!([]));
    story.ask("undo_log", json!({ "id": log["id"], "change": log["change"] }));
    assert_eq!(story.ask("due", json!({}))[0]["text"], "20 seconds: how was today?");
    assert!(story.at("2026-02-02 17:12").shown().is_empty(), "it rang already");
}

#[test]
fn a_third_active_practice_is_refused_kindly() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let made: Vec<_> = (0..2).map(|_| story.save("save_goal", json!({ "id": null, "fields": {} }))).collect();
    let error = story.attempt("save_goal", json!({ "id": null, "fields": {} })).expect_err("two are enough");
    assert_eq!(error.code, Code::Refused);

    let row = json!({ "what": "goal", "id": made[0] });
    story.ask("delete_row", row.clone());
    story.ask("save_goal", json!({ "id": null, "fields": {} }));
    story.ask("restore_row", row);
    let status =
        |story: &mut Story| story.ask("goal", json!({ "id": made[0] }))["practice"]["goal"]["status"].clone();
    assert_eq!(status(&mut story), "paused", "what comes back rests where two others are worked on");
}

#[test]
fn deleting_can_be_undone_and_markup_stays_text() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let text = "<script>alert(1)</script> & [x](javascript:1)";
    let body = json!({ "kind": "note", "text": text });
    let id = story.save("save_entry", json!({ "id": null, "fields": { "on": "2026-01-28", "body": body } }));
    let row = json!({ "what": "entry", "id": id });
    story.ask("delete_row", row.clone());
    assert!(story.attempt("entry", json!({ "id": id })).is_err(), "gone");
    story.ask("restore_row", row);
    assert_eq!(story.ask("entry", json!({ "id": id }))["view"]["title"], text, "and back, as it was typed");
}

#[test]
fn the_quick_log_window_can_log_and_little_else() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let call = inward_app::Call::new(story.moment(), inward_app::Caller::QuickLog);
    for command in ["people", "export", "save_report", "search", "delete_row", "lock", "no_such_command"] {
        let error = story.app.call(command, json!({}), &call).expect_err(command);
        assert_eq!(error.code, Code::NotAllowed, "{command}");
    }
    assert!(story.app.call("day", json!({}), &call).is_ok(), "it may ask what can be logged");
}

#[test]
fn a_window_may_use_only_files_the_user_chose() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let path = story.folder.path().join("all.json");
    let window = inward_app::Call::new(story.moment(), inward_app::Caller::MainWindow);
    let error = story.app.call("export", json!({ "path": path }), &window).expect_err("not chosen");
    assert_eq!(error.code, Code::NotAllowed);
    assert!(!path.exists(), "and nothing was written");
}

#[test]
fn a_day_after_the_year_9999_is_refused_in_words_and_nothing_is_kept() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    for on in ["+20000-01-01", "+262142-12-31"] {
        let note = json!({ "on": on, "body": { "kind": "note", "text": "calm" } });
        let error = story.attempt("save_entry", json!({ "id": null, "fields": note })).expect_err(on);
        assert_eq!(error.code, Code::Invalid, "{on}: {error:?}");
        assert!(error.message.contains("9999"), "{on}: {error:?}");
    }
    assert_eq!(story.ask("entries", json!({ "kind": null })), json!([]));
}
