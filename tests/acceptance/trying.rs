//! An experiment while it is tried: its phases as a page saves them, what changes the situation, a longer try, a rest.

use serde_json::{Value, json};

use crate::story::{Story, check_in_plan, measures, planned, tatiana};

/// Lists the phases: code, name, first day.
fn phases(story: &mut Story, id: &str) -> Vec<(String, String)> {
    let view = story.ask("experiment", json!({ "id": id }));
    let text = |phase: &Value, field: &str| phase[field].as_str().expect("text").to_owned();
    let phases = view["experiment"]["phases"].as_array().expect("phases");
    phases.iter().map(|phase| (text(phase, "code"), text(phase, "starts_on"))).collect()
}

fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, on)| ((*code).to_owned(), (*on).to_owned())).collect()
}

fn with(mut fields: Value, name: &str, value: Value) -> Value {
    fields[name] = value;
    fields
}

/// Saves the plan again as a page does: over what is stored, with one field changed.
fn change(story: &mut Story, id: &str, name: &str, value: Value) {
    let stored = story.ask("experiment", json!({ "id": id }))["experiment"].clone();
    let measures = stored["measures"].clone();
    let fields = with(stored, name, value);
    story.ask("save_experiment", json!({ "id": id, "draft": true, "measures": measures, "fields": fields }));
}

fn goal_with(story: &mut Story, person: &str) -> String {
    let fields = json!({ "people": [person], "starts_on": "2026-01-05", "planned_end_on": "2026-03-27" });
    story.save("save_goal", json!({ "id": null, "fields": fields }))
}

/// Plans the check-in with Tatiana within a practice; returns the practice and its experiment.
fn practised() -> (Story, String, String) {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let goal = goal_with(&mut story, &person);
    let fields = check_in_plan(Some(&goal), &person);
    let plan = json!({ "id": null, "draft": false, "measures": measures(), "fields": fields });
    let experiment = story.save("save_experiment", plan);
    (story, goal, experiment)
}

#[test]
fn the_record_begins_before_the_behaviour_though_its_first_day_was_saved_before_the_measures() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let fields = json!({ "title": "Daily check-in", "starts_on": "2026-02-02" });
    let id =
        story.save("save_experiment", json!({ "id": null, "draft": true, "measures": [], "fields": fields }));
    assert_eq!(phases(&mut story, &id), of(&[("B", "2026-02-02")]), "nothing is measured yet");
    let draft = json!({ "id": id, "draft": true, "measures": measures(), "fields": fields });
    story.at("2026-01-29 10:00").ask("save_experiment", draft);
    assert_eq!(phases(&mut story, &id), of(&[("A1", "2026-01-29"), ("B", "2026-02-02")]));
    let forms = story.ask("day", json!({}))["forms"].clone();
    assert_eq!(forms[0]["measures"].as_array().map(Vec::len), Some(2), "and the evening asks for it");
}

#[test]
fn a_first_day_that_is_moved_before_the_record_and_back_keeps_the_days_before() {
    let (mut story, id) = planned();
    let view = story.at("2026-01-29 17:15").ask("experiment", json!({ "id": id }));
    let ratings = json!([{ "measure": view["experiment"]["measures"][0]["id"], "value": 3 }]);
    story.ask("log_day", json!({ "experiment": id, "ratings": ratings }));
    change(&mut story, &id, "starts_on", json!("2026-01-20"));
    assert_eq!(phases(&mut story, &id), of(&[("B", "2026-01-20")]), "no day is left to compare with");
    story.at("2026-02-05 10:00");
    change(&mut story, &id, "starts_on", json!("2026-02-02"));
    assert_eq!(phases(&mut story, &id), of(&[("A1", "2026-01-29"), ("B", "2026-02-02")]));
}

#[test]
fn a_longer_try_goes_on_with_its_reminders_until_it_is_decided_again() {
    let (mut story, id) = planned();
    let decision =
        |choice: &str, on: &str| json!({ "choice": choice, "learned": "It needs time.", "decided_on": on });
    story.at("2026-03-27 17:00");
    let longer = json!({ "id": id, "decision": decision("extend", "2026-03-27") });
    for until in [json!(null), json!("2026-03-27")] {
        let refused = story.attempt("decide", with(longer.clone(), "until", until)).expect_err("until when?");
        assert_eq!(refused.field.as_deref(), Some("until"));
        assert_eq!(refused.message, "Choose a new last day, after Friday 27 March.");
    }
    let said = story.ask("decide", with(longer, "until", json!("2026-04-24")));
    assert_eq!(said["message"], "It goes on until Friday 24 April. Then you decide again.");

    let view = story.at("2026-03-30 08:50").ask("experiment", json!({ "id": id }));
    assert_eq!(view["state"], "running");
    assert_eq!(view["experiment"]["decision"]["learned"], "It needs time.", "what was learned is kept");
    assert_eq!(story.shown(), ["09:00 check-in"], "no report closes what goes on");
    assert_eq!(story.ask("day", json!({}))["forms"].as_array().map(Vec::len), Some(1));
    let view = story.at("2026-04-24 12:00").ask("experiment", json!({ "id": id }));
    assert_eq!(view["state"], "decision_due");

    story.ask("decide", json!({ "id": id, "decision": decision("keep", "2026-04-24") }));
    let view = story.at("2026-04-27 09:00").ask("experiment", json!({ "id": id }));
    assert_eq!(view["state"], "ended");
    assert_eq!(story.shown(), ["Closing report"]);
}

#[test]
fn a_practice_is_closed_with_its_words_and_not_by_saving_it() {
    let (mut story, goal, _) = practised();
    let mut fields = story.ask("goal", json!({ "id": goal }))["practice"]["goal"].clone();
    fields["status"] = json!("closed");
    let save = json!({ "id": goal, "fields": fields });
    let refused = story.attempt("save_goal", save.clone()).expect_err("its experiment still runs");
    assert_eq!(refused.code, inward_app::Code::Refused);
    let decision = json!({ "choice": "drop", "learned": "Not this one.", "decided_on": "2026-01-28" });
    let experiments = story.ask("experiments", json!({}));
    story.ask("decide", json!({ "id": experiments[0]["experiment"]["id"], "decision": decision }));
    story.ask("close_goal", json!({ "id": goal, "words": "Ask first.", "monthly_look": false }));
    story.ask("save_goal", save);
    let again = story.ask("goal", json!({ "id": goal }))["practice"]["goal"]["status"].clone();
    assert_eq!(again, "closed", "what is closed can still be corrected");
}

#[test]
fn somebody_in_the_trash_does_not_keep_a_practice_from_being_written() {
    let (mut story, goal, id) = practised();
    let row = json!({ "what": "person", "id": story.ask("people", json!({}))[0]["person"]["id"] });
    story.ask("delete_row", row.clone());
    let fields = story.ask("goal", json!({ "id": goal }))["practice"]["goal"].clone();
    story.ask(
        "save_goal",
        json!({ "id": goal, "fields": with(fields, "title", json!("Rely on each other")) }),
    );
    change(&mut story, &id, "risk", json!("it becomes control"));
    let idea = json!({ "title": "an idea", "goal": goal, "people": [row["id"]] });
    story.ask("save_experiment", json!({ "id": null, "draft": true, "measures": [], "fields": idea }));
    let new = json!({ "id": null, "fields": { "people": [row["id"]] } });
    assert!(story.attempt("save_goal", new).is_err(), "nobody new is named who is not there");

    story.ask("delete_row", json!({ "what": "goal", "id": goal }));
    change(&mut story, &id, "risk", json!("it becomes a report"));
    story.ask("restore_row", row);
    let view = story.ask("experiment", json!({ "id": id }));
    assert_eq!(view["people"], json!(["Tatiana"]), "and the tie is there again");
}

/// Writes an event of the practice; returns its id.
fn event(story: &mut Story, id: Option<&str>, goal: &str, on: &str, title: &str, changes: &str) -> String {
    let body = json!({ "kind": "event", "title": title, "changes_situation": changes });
    let fields = json!({ "on": on, "goal": goal, "body": body });
    story.save("save_entry", json!({ "id": id, "fields": fields }))
}

#[test]
fn a_phase_follows_the_event_that_opened_it() {
    let (mut story, goal, id) = practised();
    let first = event(&mut story, None, &goal, "2026-01-29", "tlak", "yes");
    let parted = of(&[("A1", "2026-01-28"), ("A2", "2026-01-29"), ("B", "2026-02-02")]);
    event(&mut story, Some(&first), &goal, "2026-01-29", "talk", "yes");
    assert_eq!(phases(&mut story, &id), parted, "its name can be corrected");
    let view = story.ask("experiment", json!({ "id": id }));
    assert_eq!(view["experiment"]["phases"][1]["name"], "talk");

    event(&mut story, Some(&first), &goal, "2026-01-30", "talk", "yes");
    let moved = of(&[("A1", "2026-01-28"), ("A2", "2026-01-30"), ("B", "2026-02-02")]);
    assert_eq!(phases(&mut story, &id), moved, "and its day");
    event(&mut story, Some(&first), &goal, "2026-02-04", "talk", "yes");
    assert_eq!(
        phases(&mut story, &id)[2],
        ("B2".to_owned(), "2026-02-04".to_owned()),
        "also beyond the first day"
    );
    event(&mut story, Some(&first), &goal, "2026-01-30", "talk", "no");
    let whole = of(&[("A1", "2026-01-28"), ("B", "2026-02-02")]);
    assert_eq!(phases(&mut story, &id), whole, "what changed nothing opens nothing");

    event(&mut story, Some(&first), &goal, "2026-01-30", "talk", "yes");
    let row = json!({ "what": "entry", "id": first });
    story.ask("delete_row", row.clone());
    assert_eq!(phases(&mut story, &id), whole, "nor does what is deleted");
    story.ask("restore_row", row);
    assert_eq!(phases(&mut story, &id), moved, "an undo brings both back");
}

#[test]
fn a_day_on_which_a_phase_begins_takes_further_events_without_a_phase_of_theirs() {
    let (mut story, goal, id) = practised();
    event(&mut story, None, &goal, "2026-02-02", "new office", "yes");
    let whole = of(&[("A1", "2026-01-28"), ("B", "2026-02-02")]);
    assert_eq!(phases(&mut story, &id), whole, "the behaviour began on that day");
    let talk = event(&mut story, None, &goal, "2026-01-30", "talk", "yes");
    event(&mut story, None, &goal, "2026-01-30", "new rules", "yes");
    assert_eq!(phases(&mut story, &id).len(), 3);
    story.ask("delete_row", json!({ "what": "entry", "id": talk }));
    let view = story.ask("experiment", json!({ "id": id }));
    assert_eq!(view["experiment"]["phases"][1]["name"], "new rules", "a day that became free is theirs");
    let view = story.at("2026-03-27 18:00").ask("evidence", json!({ "id": id }));
    let limits = view["measures"][0]["limits"].to_string();
    assert!(limits.contains("In the same weeks: new office."), "what opened no phase is named: {limits}");
}

#[test]
fn an_event_opens_no_phase_where_no_record_is_kept_or_no_phases_are_compared() {
    let (mut story, goal, _) = practised();
    let draft = json!({ "title": "an idea", "goal": goal, "starts_on": "2026-01-20" });
    let draft =
        story.save("save_experiment", json!({ "id": null, "draft": true, "measures": [], "fields": draft }));
    let pairs = json!({ "title": "pause first", "goal": goal, "design": "day_pairs" });
    let pairs = json!({ "id": null, "draft": true, "measures": measures(), "fields": pairs });
    let pairs = story.save("save_experiment", pairs);
    event(&mut story, None, &goal, "2026-01-29", "talk", "yes");
    assert_eq!(phases(&mut story, &draft), of(&[("B", "2026-01-20")]));
    assert_eq!(phases(&mut story, &pairs), of(&[("A1", "2026-01-28")]));
}

#[test]
fn what_is_tried_within_a_practice_that_rests_rests_with_it() {
    let (mut story, goal, _) = practised();
    let turn = |story: &mut Story, status: &str| {
        let fields = story.ask("goal", json!({ "id": goal }))["practice"]["goal"].clone();
        story.ask("save_goal", json!({ "id": goal, "fields": with(fields, "status", json!(status)) }));
    };
    turn(&mut story, "paused");
    assert!(story.at("2026-02-02 08:50").shown().is_empty(), "no act");
    let today = story.at("2026-02-02 17:10").ask("today", json!({}));
    assert!(!today.to_string().contains("check-in"), "{today}");
    assert!(story.shown().is_empty(), "no evening");
    assert_eq!(story.ask("day", json!({}))["forms"], json!([]));
    assert!(story.at("2026-03-30 09:00").shown().is_empty(), "no report");
    let today = story.ask("today", json!({}));
    assert!(!today.to_string().contains("decide"), "{today}");

    turn(&mut story, "active");
    let today = story.ask("today", json!({}));
    assert_eq!(today["now"][0]["action"]["action"], "decide", "and all of it is there again");
}

#[test]
fn other_experiments_of_the_same_weeks_are_named_where_they_ran() {
    let (mut story, id) = planned();
    let other = |story: &mut Story, title: &str, changes: &[(&str, Value)]| {
        let person = story.ask("people", json!({}))[0]["person"]["id"].as_str().expect("an id").to_owned();
        let mut fields = with(check_in_plan(None, &person), "title", json!(title));
        for (name, value) in changes {
            fields[*name] = value.clone();
        }
        let plan = json!({ "id": null, "draft": true, "measures": measures(), "fields": fields });
        story.save("save_experiment", plan)
    };
    other(&mut story, "a draft", &[("stop_rule", json!(null))]);
    other(&mut story, "without an end", &[("planned_end_on", json!(null))]);
    other(&mut story, "ahead", &[("starts_on", json!("2026-03-23"))]);
    let dropped = other(&mut story, "dropped before", &[("starts_on", json!("2026-01-20"))]);
    let decision = json!({ "choice": "drop", "learned": "Too big.", "decided_on": "2026-01-30" });
    story.at("2026-01-30 12:00").ask("decide", json!({ "id": dropped, "decision": decision }));
    let body = json!({ "kind": "event", "title": "new office", "changes_situation": "no" });
    let fields = json!({ "on": "2026-02-10", "experiment": id, "body": body });
    story.ask("save_entry", json!({ "id": null, "fields": fields }));
    let view = story.at("2026-03-13 18:00").ask("evidence", json!({ "id": id }));
    let limits = view["measures"][0]["limits"].as_array().expect("limits").clone();
    let weeks = limits.iter().filter_map(Value::as_str).find(|limit| limit.starts_with("In the same weeks"));
    assert_eq!(weeks, Some("In the same weeks: without an end and new office."));
}
