//! A time away: one sentence, a start from today, and days that stay unknown.

use serde_json::{Value, json};

use crate::story::{PASSPHRASE, Story, planned};

/// Logs the check-in of the first week, Monday 2 to Friday 6 February.
fn one_week() -> (Story, String) {
    let (mut story, experiment) = planned();
    for day in 2..=6 {
        story.at(&format!("2026-02-{day:02} 09:20"));
        story.ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    }
    (story, experiment)
}

fn today(story: &mut Story, at: &str) -> Value {
    story.at(at).tick();
    story.ask("today", json!({}))
}

/// Lists the days whose check-in a page asks about.
fn asked_about(today: &Value) -> Vec<&str> {
    let lines = ["now", "still_useful"].into_iter().flat_map(|group| today[group].as_array().expect("lines"));
    lines
        .filter(|line| line["action"]["action"] == "checkin")
        .filter_map(|line| line["action"]["on"].as_str())
        .collect()
}

#[test]
fn three_weeks_away_are_one_sentence_with_the_true_number_of_days() {
    let (mut story, _) = one_week();
    let page = today(&mut story, "2026-02-27 08:00");
    assert_eq!(
        page["away"], "Welcome back. 12 days are simply unknown.",
        "workdays from 9 to 26 February, without the two of the journey"
    );
    assert!(asked_about(&page).is_empty(), "and none of them is asked about: {page}");
}

#[test]
fn three_days_away_are_no_absence_and_each_is_asked_about() {
    let (mut story, _) = one_week();
    let page = today(&mut story, "2026-02-10 08:00");
    assert_eq!(page["away"], json!(null), "Saturday to Monday");
    assert_eq!(asked_about(&page), ["2026-02-09"]);
}

#[test]
fn start_from_today_lasts_and_leaves_the_days_before_unknown() {
    let (mut story, _) = one_week();
    today(&mut story, "2026-02-17 08:00");
    let done = story.ask("start_from_today", json!({}));
    assert_eq!(done["message"], "From today on. Earlier days stay unknown.");
    let page = today(&mut story, "2026-02-17 08:51");
    assert_eq!(page["away"], json!(null), "the sentence is gone");
    assert_eq!(asked_about(&page), ["2026-02-17"], "today is asked about as ever, the days before are not");

    story.at("2026-02-18 08:00").restart();
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    let page = today(&mut story, "2026-02-18 08:01");
    assert_eq!(page["away"], json!(null), "it stays gone, though nothing was written since");
    assert_eq!(asked_about(&page), ["2026-02-17"], "a day after the start is asked about again");
    let missed = story.ask("day", json!({ "on": "2026-02-16" }));
    assert_eq!(missed["forms"][0]["log"], json!(null), "unknown, not missed");
}

#[test]
fn a_second_absence_has_its_own_sentence() {
    let (mut story, _) = one_week();
    today(&mut story, "2026-02-11 08:00");
    story.ask("start_from_today", json!({}));
    let page = today(&mut story, "2026-02-18 08:00");
    assert_eq!(page["away"], "Welcome back. 4 days are simply unknown.", "12 to 17 February");
}

#[test]
fn whoever_logs_the_day_of_the_return_has_started_from_it() {
    let (mut story, experiment) = one_week();
    today(&mut story, "2026-02-17 08:00");
    story.at("2026-02-17 09:20").ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    let page = today(&mut story, "2026-02-18 08:00");
    assert_eq!((&page["away"], asked_about(&page)), (&json!(null), Vec::new()), "{page}");
}

#[test]
fn whoever_writes_without_logging_is_not_away() {
    let (mut story, _) = one_week();
    story.at("2026-02-10 18:00");
    let note = json!({ "on": "2026-02-10", "body": { "kind": "note", "text": "Donor calls all day." } });
    story.ask("save_entry", json!({ "id": null, "fields": note }));
    let page = today(&mut story, "2026-02-12 08:00");
    assert_eq!(page["away"], json!(null), "the last word is from the day before yesterday");
    assert_eq!(asked_about(&page), ["2026-02-11", "2026-02-10"]);
}
