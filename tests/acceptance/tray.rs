//! What is known outside the window: the tray's lines, a rest while locked, and why a reminder did not ring.

use serde_json::json;

use inward_app::reminders::LeadsTo;
use inward_app::{Call, Caller};

use crate::story::{PASSPHRASE, Story, planned};

fn announced(story: &mut Story) -> Vec<String> {
    let moment = story.moment();
    story.app.announced(3, &moment).next.into_iter().map(|coming| coming.text).collect()
}

#[test]
fn the_tray_follows_the_text_policy_and_a_locked_one_knows_no_more_than_times() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:00");
    let neutral = announced(&mut story);
    assert_eq!(neutral[..2], ["09:00 check-in", "20 seconds: how was today?"]);
    let mut settings = story.ask("settings", json!({}));
    settings["notification_text"] = json!("full");
    story.ask("save_settings", settings);
    let full = announced(&mut story);
    assert_ne!(full[0], neutral[0], "the user's own words, because the user wants them");
    story.ask("lock", json!({}));
    assert_eq!(announced(&mut story)[..2], neutral[..2], "while locked there are neutral words only");
    story.at("2026-02-02 08:55");
    assert_eq!(announced(&mut story)[0], "20 seconds: how was today?", "what has come is not announced");
}

#[test]
fn a_rest_asked_for_while_locked_holds_at_once_and_is_written_down_at_the_unlock() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:00").ask("lock", json!({}));
    let until = "2026-02-02T09:00:00Z".parse().expect("10:00 in Zurich");
    story.app.rest_while_locked(Some(until));
    let moment = story.moment();
    assert_eq!(story.app.announced(1, &moment).resting_until, Some(until));
    assert!(story.at("2026-02-02 08:50").shown().is_empty(), "it rests");
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(story.ask("settings", json!({}))["paused_until"], json!(until));
    assert!(story.shown().is_empty(), "and still does");
}

#[test]
fn a_notification_leads_to_its_place() {
    let (mut story, _) = planned();
    let morning = story.at("2026-02-02 08:50").tick();
    assert_eq!(morning.show[0].leads_to, LeadsTo::Today, "the card of a check-in lies in Today");
    let evening = story.at("2026-02-02 17:10").tick();
    assert_eq!(evening.show[0].leads_to, LeadsTo::Log);
}

#[test]
fn the_health_page_says_why_it_did_not_ring_and_how_late_the_others_came() {
    let (mut story, experiment) = planned();
    story.at("2026-02-02 08:50").tick();
    story.at("2026-02-02 09:20").ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    story.at("2026-02-03 08:00").ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    story.at("2026-02-03 08:50").tick();
    let recent = story.at("2026-02-03 09:30").ask("recent_reminders", json!({}));
    let rows = recent["rows"].as_array().expect("rows");
    assert!(rows.len() <= 14);
    assert_eq!(rows[0]["text"], "09:00 check-in");
    assert_eq!(rows[0]["why"], "It was already written down.", "{recent}");
    let first =
        rows.iter().find(|row| row["occurrence"]["on"] == "2026-02-02" && row["text"] == "09:00 check-in");
    assert_eq!(first.expect("the first check-in")["became"], "done", "{recent}");
    assert_eq!(recent["lateness"], "One was shown, 0.0 s after its time.", "{recent}");
}

#[test]
fn the_small_window_learns_names_and_nothing_else() {
    let (mut story, _) = planned();
    let call = Call::new(story.moment(), Caller::QuickLog);
    let who = story.app.call("who", json!({}), &call).expect("names").output;
    assert_eq!(who[0]["name"], "Tatiana");
    assert!(story.app.call("people", json!({}), &call).is_err());
    assert!(story.app.call("recent_reminders", json!({}), &call).is_err());
}
