//! Reminders while the journal is locked: as with an open one, in neutral words, for two days.

use inward_app::{Call, Caller};
use inward_domain::schedule::Snooze;
use serde_json::{Value, json};

use crate::story::{PASSPHRASE, Story, planned};

/// Opens a journal with so many reminders of one's own on each day at 11:00, and locks it at eight on a Monday.
fn locked_with(number: usize) -> Story {
    let mut story = Story::with_vault("2026-02-01 10:00");
    for n in 0..number {
        let fields = json!({
            "words": format!("Call Tatiana {n}"), "at": "11:00", "recurrence": "FREQ=DAILY",
            "starts_on": "2026-02-02", "useful_until": { "by": "minutes", "minutes": 240 },
        });
        story.ask("save_own_reminder", json!({ "id": null, "fields": fields }));
    }
    story.at("2026-02-02 08:00").ask("lock", json!({}));
    story
}

fn unlock(story: &mut Story) {
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
}

fn recent(story: &mut Story) -> Vec<Value> {
    story.ask("recent_reminders", json!({}))["rows"].as_array().expect("rows").clone()
}

#[test]
fn a_locked_journal_rings_no_more_often_a_day_than_an_open_one() {
    let mut story = locked_with(3);
    assert_eq!(story.at("2026-02-02 11:00").shown().len(), 2, "the cap of the day");
    unlock(&mut story);
    let why: Vec<Value> = recent(&mut story).iter().map(|row| row["why"].clone()).collect();
    assert!(why.contains(&json!("The day already had its notifications.")), "{why:?}");
}

#[test]
fn what_was_missed_asleep_is_one_with_the_hour_it_was_due() {
    let mut story = locked_with(1);
    let late = story.at("2026-02-02 13:00").shown();
    assert!(late.len() == 1 && late[0].contains("11:00"), "once, with its time: {late:?}");
    let mut story = locked_with(2);
    assert_eq!(story.at("2026-02-02 13:00").shown().len(), 1, "several are one");
    let mut story = locked_with(1);
    assert!(story.at("2026-02-02 16:00").shown().is_empty(), "no longer of use");
}

#[test]
fn a_snooze_while_locked_ends_while_locked_and_is_written_down() {
    let mut story = locked_with(1);
    let tick = story.at("2026-02-02 11:00").tick();
    let occurrence = tick.show[0].occurrences[0];
    let input = serde_json::from_value(json!({ "occurrence": occurrence, "length": Snooze::TenMinutes }));
    let moment = story.moment();
    assert!(story.app.snooze_while_locked(&input.expect("a snooze"), &moment));
    assert!(story.at("2026-02-02 11:09").shown().is_empty());
    // The machine sleeps over the end of the snooze.
    let again = story.at("2026-02-02 11:30").shown();
    assert_eq!(again.len(), 1, "due at the wake");
    assert!(!again[0].contains("Tatiana"), "{again:?}");
    unlock(&mut story);
    assert!(story.at("2026-02-02 11:31").shown().is_empty(), "it is known");
}

#[test]
fn an_act_is_put_off_while_locked_too() {
    let (mut story, _) = planned();
    story.at("2026-02-01 10:00").ask("lock", json!({}));
    let tick = story.at("2026-02-02 08:50").tick();
    let occurrence = tick.show[0].occurrences[0];
    let input = json!({ "occurrence": occurrence, "length": Snooze::TenMinutes });
    let moment = story.moment();
    // A desktop may tell of one press twice.
    for _ in 0..2 {
        let input = serde_json::from_value(input.clone()).expect("a snooze");
        assert!(story.app.snooze_while_locked(&input, &moment));
    }
    assert!(story.at("2026-02-02 08:51").shown().is_empty());
    assert!(story.at("2026-02-02 08:59").shown().is_empty());
    assert_eq!(story.at("2026-02-02 09:00").shown().len(), 1);
}

#[test]
fn quiet_hours_and_a_rest_put_off_and_drop_nothing_while_locked() {
    let mut story = Story::with_vault("2026-02-01 10:00");
    let mut settings = story.ask("settings", json!({}));
    (settings["quiet_from"], settings["quiet_to"]) = (json!("18:00"), json!("12:00"));
    story.ask("save_settings", settings);
    let fields = json!({
        "words": "Plants", "at": "11:00", "recurrence": "FREQ=DAILY", "starts_on": "2026-02-02",
        "useful_until": { "by": "minutes", "minutes": 240 },
    });
    story.ask("save_own_reminder", json!({ "id": null, "fields": fields }));
    story.at("2026-02-02 08:00").ask("lock", json!({}));
    assert!(story.at("2026-02-02 11:00").shown().is_empty(), "quiet");
    assert_eq!(story.at("2026-02-02 12:00").shown().len(), 1, "and then");

    let mut story = locked_with(1);
    story.app.rest_while_locked(Some("2026-02-02T12:00:00Z".parse().expect("13:00 in Zurich")));
    assert!(story.at("2026-02-02 11:00").shown().is_empty(), "it rests");
    story.at("2026-02-02 11:30").app.rest_while_locked(None);
    assert_eq!(story.shown().len(), 1, "and goes on");
}

#[test]
fn a_log_from_elsewhere_meanwhile_stays_and_after_two_days_nothing_rings() {
    let (mut story, experiment) = planned();
    story.at("2026-02-02 08:00").ask("lock", json!({}));
    assert_eq!(story.at("2026-02-02 08:50").shown(), ["09:00 check-in"]);
    let (mut other, call) = (story.beside(), Call::new(story.moment(), Caller::Terminal));
    other.call("unlock", json!({ "passphrase": PASSPHRASE }), &call).expect("it opens");
    let log = json!({ "experiment": experiment, "checkin": "done" });
    other.call("log_day", log, &call).expect("it is written");
    drop(other);
    assert!(story.at("2026-02-04 08:50").shown().is_empty(), "times of two days are known, and no more");
    unlock(&mut story);
    let is_it = |row: &Value| row["occurrence"]["on"] == "2026-02-02" && row["text"] == "09:00 check-in";
    let first = recent(&mut story).into_iter().find(is_it);
    assert_eq!(first.expect("the first check-in")["became"], "done");
}
