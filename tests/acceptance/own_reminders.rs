//! Reminders of the user's own: made, changed, rested, deleted and brought back.

use serde_json::{Value, json};

use crate::story::Story;

fn plants(rule: &str) -> Value {
    json!({
        "words": "Water the plants of Tatiana", "at": "11:00", "recurrence": rule, "starts_on": "2026-02-02",
        "useful_until": { "by": "minutes", "minutes": 120 },
    })
}

fn made(story: &mut Story, rule: &str) -> String {
    story.save("save_own_reminder", json!({ "id": null, "fields": plants(rule) }))
}

fn row(story: &mut Story) -> Value {
    story.ask("own_reminders", json!({}))[0].clone()
}

#[test]
fn it_rings_in_neutral_words_and_stands_in_today_in_its_own() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    made(&mut story, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
    let listed = row(&mut story);
    assert_eq!(listed["when"], "11:00, every 2 weeks on Monday");
    assert_eq!(listed["next"], "Monday 2 February 11:00");
    let tick = story.at("2026-02-02 11:00").tick();
    assert_eq!(tick.show[0].text, "11:00 reminder", "no name by default");
    assert!(!tick.show[0].done_opens_quick_log, "there is nothing to rate");
    let card = story.ask("today", json!({}))["now"][0].clone();
    assert_eq!(
        (card["title"].as_str(), card["button"].as_str()),
        (Some("Water the plants of Tatiana"), Some("Done"))
    );
    story.ask("answer_reminder", json!({ "occurrence": card["action"]["occurrence"], "answer": "done" }));
    let today = story.ask("today", json!({}));
    assert!(today["now"].as_array().expect("cards").iter().all(|c| c["title"] != card["title"]));
    assert!(story.at("2026-02-09 11:00").shown().is_empty(), "every second week");
    assert_eq!(story.at("2026-02-16 11:00").shown(), ["11:00 reminder"]);
}

#[test]
fn the_full_text_policy_says_its_words() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let mut settings = story.ask("settings", json!({}));
    settings["notification_text"] = json!("full");
    story.ask("save_settings", settings);
    made(&mut story, "FREQ=DAILY");
    assert_eq!(story.at("2026-02-02 11:00").shown(), ["Water the plants of Tatiana"]);
}

#[test]
fn what_was_snoozed_comes_again_as_promised_after_the_reminder_is_changed() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let id = made(&mut story, "FREQ=DAILY");
    let tick = story.at("2026-02-02 11:00").tick();
    let key = serde_json::to_value(tick.show[0].occurrences[0]).expect("a key");
    story.ask("snooze_reminder", json!({ "occurrence": key, "length": "one_hour" }));
    let mut changed = plants("FREQ=WEEKLY;BYDAY=FR");
    changed["at"] = json!("15:00");
    story.ask("save_own_reminder", json!({ "id": id, "fields": changed }));
    assert_eq!(row(&mut story)["snoozed"], "Monday 2 February 12:00");
    assert!(story.at("2026-02-02 11:59").shown().is_empty());
    assert_eq!(story.at("2026-02-02 12:00").shown().len(), 1, "no Friday, and yet it was promised");
    assert!(story.at("2026-02-03 11:00").shown().is_empty());
    assert_eq!(story.at("2026-02-06 15:00").shown().len(), 1);
}

#[test]
fn it_rests_and_says_why_and_rings_again() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let id = made(&mut story, "FREQ=DAILY");
    story.ask("rest_own_reminder", json!({ "id": id, "paused": true }));
    assert_eq!(row(&mut story)["next"], Value::Null);
    assert!(story.at("2026-02-02 11:00").shown().is_empty());
    let past = story.ask("recent_reminders", json!({}))["rows"][0].clone();
    assert_eq!(past["text"], "Water the plants of Tatiana");
    assert_eq!(past["why"], "Reminders were paused.");
    story.at("2026-02-02 20:00").ask("rest_own_reminder", json!({ "id": id, "paused": false }));
    assert_eq!(story.at("2026-02-03 11:00").shown().len(), 1);
}

#[test]
fn a_deleted_one_is_silent_and_comes_back_with_its_snooze() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let id = made(&mut story, "FREQ=DAILY");
    let tick = story.at("2026-02-02 11:00").tick();
    let key = serde_json::to_value(tick.show[0].occurrences[0]).expect("a key");
    story.ask("snooze_reminder", json!({ "occurrence": key, "length": "one_hour" }));
    let its = json!({ "what": "reminder", "id": id });
    story.ask("delete_row", its.clone());
    assert_eq!(story.ask("own_reminders", json!({})), json!([]));
    story.at("2026-02-02 11:30").tick();
    story.ask("restore_row", its.clone());
    assert_eq!(story.at("2026-02-02 12:00").shown().len(), 1, "the snooze was not lost in between");
    story.ask("delete_row", its);
    let trashed = story.ask("trash", json!({}))[0].clone();
    assert_eq!(trashed["title"], "Water the plants of Tatiana");
    story.ask("restore_trashed", trashed["row"].clone());
    assert_eq!(row(&mut story)["id"], json!(id));
}

#[test]
fn while_a_hold_is_on_it_cannot_be_deleted() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let id = made(&mut story, "FREQ=DAILY");
    story.ask("begin_hold", json!({ "person": null, "reason": "A complaint is open." }));
    let refused = story.attempt("delete_row", json!({ "what": "reminder", "id": id })).expect_err("held");
    assert_eq!(refused.code, inward_app::Code::Refused);
}

#[test]
fn a_time_in_a_fixed_zone_stays_there_when_the_traveller_moves() {
    let mut story = Story::with_vault("2026-02-02 01:00");
    let mut fields = plants("FREQ=DAILY");
    fields["zone"] = json!({ "policy": "fixed", "zone": "Asia/Tokyo" });
    fields["at"] = json!("17:30");
    story.save("save_own_reminder", json!({ "id": null, "fields": fields }));
    assert_eq!(row(&mut story)["next"], "Monday 2 February 09:30", "half past five in Tokyo, in Zurich");
    assert!(story.at("2026-02-02 09:29").shown().is_empty());
    assert_eq!(story.at("2026-02-02 09:30").shown(), ["17:30 reminder"]);
}

#[test]
fn the_next_days_are_said_before_anything_is_kept() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let asked = |rule: &str, except: Value| json!({ "recurrence": rule, "starts_on": "2026-02-02", "except_on": except, "at": "11:00" });
    let last_day = story.ask("coming_days", asked("FREQ=MONTHLY;BYMONTHDAY=-1", json!(["2026-03-31"])));
    assert_eq!(last_day["next"], json!(["2026-02-28", "2026-04-30", "2026-05-31"]));
    assert_eq!(last_day["words"], "11:00, every month on the last day, not on 31 March 2026");
    let over = story.at("2026-02-02 11:01").ask("coming_days", asked("FREQ=DAILY;COUNT=1", json!([])));
    assert_eq!(over["next"], json!([]));
    assert_eq!(story.ask("own_reminders", json!({})), json!([]));
}

#[test]
fn what_can_never_ring_or_says_nothing_is_refused_at_its_field() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let cases = [
        ("ends_on", json!("2026-02-01"), "fields.ends_on"),
        ("words", json!("  "), "fields.words"),
        ("recurrence", json!("FREQ=HOURLY"), "fields.recurrence"),
        ("recurrence", json!("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "fields.recurrence"),
        ("except_on", json!(["2026-02-02"]), "fields.recurrence"),
    ];
    for (name, value, field) in cases {
        let mut fields = plants("FREQ=DAILY;COUNT=1");
        fields[name] = value;
        let refused = story.attempt("save_own_reminder", json!({ "id": null, "fields": fields }));
        assert_eq!(refused.expect_err(name).field.as_deref(), Some(field));
    }
    assert_eq!(story.ask("own_reminders", json!({})), json!([]));
}

#[test]
fn its_line_stays_in_today_until_the_day_is_over() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    made(&mut story, "FREQ=DAILY;COUNT=1");
    story.at("2026-02-02 11:00").tick();
    story.at("2026-02-02 14:00").tick();
    let useful = story.ask("today", json!({}))["still_useful"].clone();
    assert_eq!(useful[0]["title"], "Water the plants of Tatiana");
    story.at("2026-02-03 09:00").tick();
    let today = story.ask("today", json!({}));
    assert!(!today.to_string().contains("Water the plants"), "{today}");
}

#[test]
fn what_is_of_use_for_a_month_is_answered_once() {
    let mut story = Story::with_vault("2026-02-02 10:00");
    let mut fields = plants("FREQ=DAILY;COUNT=1");
    fields["useful_until"] = json!({ "by": "days", "days": 30 });
    story.ask("save_own_reminder", json!({ "id": null, "fields": fields }));
    let tick = story.at("2026-02-02 11:00").tick();
    let key = serde_json::to_value(tick.show[0].occurrences[0]).expect("a key");
    story.ask("answer_reminder", json!({ "occurrence": key, "answer": "done" }));
    for day in ["2026-02-18", "2026-02-20", "2026-03-04"] {
        assert!(story.at(&format!("{day} 11:00")).shown().is_empty(), "{day}");
    }
}
