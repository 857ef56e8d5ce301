//! Reminders through dispatch: at their minute, once, and never where they are not wanted.

use inward_app::reminders::LeadsTo;
use serde_json::json;

use crate::method::Case;
use crate::story::{PASSPHRASE, Story, check_in_plan, measures, planned, tatiana};

/// How the evening log is asked for.
const EVENING: &str = "20 seconds: how was today?";

/// Lists the words of what is due at a moment.
fn due(story: &mut Story, at: &str) -> Vec<String> {
    let rows = story.at(at).ask("due", json!({}));
    rows.as_array().expect("rows").iter().map(|row| row["text"].as_str().expect("words").to_owned()).collect()
}

#[test]
fn the_check_in_rings_ten_minutes_before_and_only_once() {
    let (mut story, _) = planned();
    assert!(story.at("2026-02-02 08:49").shown().is_empty(), "a minute early is too early");
    assert_eq!(story.at("2026-02-02 08:50").shown(), ["09:00 check-in"], "no name in a neutral text");
    assert!(story.at("2026-02-02 08:51").shown().is_empty(), "once is enough");
    assert!(!story.restart().at("2026-02-02 08:52").app.is_open(), "a restart is locked");
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert!(story.shown().is_empty(), "and a restart does not ring it again");
}

#[test]
fn the_buttons_log_the_day() {
    let (mut story, experiment) = planned();
    let tick = story.at("2026-02-02 08:50").tick();
    let notice = &tick.show[0];
    assert_eq!(notice.buttons, ["Done", "Snooze", "Not today"]);
    let key = serde_json::to_value(notice.occurrences[0]).expect("a key");
    story.at("2026-02-02 09:16").ask("answer_reminder", json!({ "occurrence": key, "answer": "done" }));
    let day = story.ask("day", json!({ "on": "2026-02-02" }));
    assert_eq!(day["forms"][0]["experiment"], json!(experiment));
    assert_eq!(day["forms"][0]["log"]["checkin"], "done");
    assert_eq!(day["forms"][0]["log"]["late"], json!(false), "logged on its day");
}

#[test]
fn asleep_over_the_time_means_a_card_and_no_stale_notification() {
    let (mut story, experiment) = planned();
    for day in 2..10 {
        story.at(&format!("2026-02-{day:02} 09:20"));
        if story.attempt("log_day", json!({ "experiment": experiment, "checkin": "done" })).is_err() {
            panic!("every day can be logged");
        }
    }
    story.at("2026-02-10 08:40").tick();
    assert!(story.at("2026-02-10 10:30").shown().is_empty(), "AC12: no stale notification after waking");
    let today = story.ask("today", json!({}));
    let titles: Vec<&str> =
        today["now"].as_array().expect("cards").iter().filter_map(|c| c["title"].as_str()).collect();
    assert!(
        titles.iter().any(|t| t.starts_with("Did it happen")),
        "AC12: a quiet card asks instead: {titles:?}"
    );
    let late = |story: &mut Story, on: &str| {
        story.ask("day", json!({ "on": on }))["forms"][0]["log"]["late"].clone()
    };
    assert_eq!(late(&mut story, "2026-02-09"), json!(false));
    story.at("2026-02-10 11:15").ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    assert_eq!(late(&mut story, "2026-02-10"), json!(true), "AC12: from memory, as its reminder never came");
    story.at("2026-02-11 08:50").tick();
    story.at("2026-02-11 17:20").ask("log_day", json!({ "experiment": experiment, "checkin": "done" }));
    assert_eq!(late(&mut story, "2026-02-11"), json!(false), "the evening log is in time");
    story.at("2026-02-13 09:00");
    story.ask("log_day", json!({ "experiment": experiment, "on": "2026-02-12", "checkin": "done" }));
    assert_eq!(late(&mut story, "2026-02-12"), json!(true), "what is written on a later day is marked late");
}

#[test]
fn a_snooze_survives_a_restart() {
    let (mut story, _) = planned();
    let tick = story.at("2026-02-12 17:10").tick();
    let evening = tick.show.iter().find(|n| n.done_opens_quick_log).expect("the evening log rings at 17:10");
    let key = serde_json::to_value(evening.occurrences[0]).expect("a key");
    story.ask("snooze_reminder", json!({ "occurrence": key, "length": "one_hour" }));
    story.at("2026-02-12 17:40").restart();
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert!(story.shown().is_empty(), "not before its hour is over");
    assert_eq!(story.at("2026-02-12 18:10").shown().len(), 1, "AC13: it rings at 18:10");
}

#[test]
fn days_that_do_not_count_are_silent() {
    let (mut story, _) = planned();
    for day in ["2026-02-19", "2026-02-20", "2026-03-02", "2026-03-06"] {
        assert!(story.at(&format!("{day} 08:50")).shown().is_empty(), "AC7: no check-in reminder on {day}");
        assert!(
            story.at(&format!("{day} 17:10")).shown().is_empty(),
            "and no evening log: both measures concern the pair"
        );
    }
}

#[test]
fn reminders_go_on_while_the_vault_is_locked_without_a_name() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:00").ask("lock", json!({}));
    assert_eq!(story.at("2026-02-02 08:50").shown(), ["09:00 check-in"]);
    assert!(story.at("2026-02-02 08:51").shown().is_empty(), "once");
    story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert!(
        story.at("2026-02-02 08:52").shown().is_empty(),
        "what was shown while locked is known after unlocking"
    );
}

#[test]
fn a_pause_is_quiet_until_it_ends() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:00").ask("pause_reminders", json!({ "until": "2026-02-02T11:00:00Z" }));
    assert!(story.at("2026-02-02 08:50").shown().is_empty(), "paused");
    story.ask("pause_reminders", json!({ "until": null }));
    assert_eq!(story.at("2026-02-03 08:50").shown().len(), 1, "and on again");
}

#[test]
fn the_line_in_today_is_there_with_the_notification_and_can_be_snoozed() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:50").tick();
    let card = story.ask("today", json!({}))["now"][0].clone();
    assert_eq!(
        card["title"], "Daily check-in with Tatiana",
        "before its time nobody asks whether it happened"
    );
    let snoozed = json!({ "occurrence": card["occurrence"], "length": "ten_minutes" });
    assert_eq!(story.ask("snooze_reminder", snoozed)["message"], "Reminder again at 09:00");
    assert_eq!(story.at("2026-02-02 09:00").shown(), ["09:00 check-in"], "and it comes again");
    let card = story.ask("today", json!({}))["now"][0].clone();
    assert_eq!(card["title"], "Did it happen: Daily check-in with Tatiana?");
}

#[test]
fn a_draft_with_gaps_rings_for_nobody() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let mut fields = check_in_plan(None, &person);
    fields["stop_rule"] = json!(null);
    story.ask(
        "save_experiment",
        json!({ "id": null, "draft": true, "measures": measures(), "fields": fields }),
    );
    assert!(
        story.at("2026-02-02 08:50").shown().is_empty(),
        "a plan without its stop rule is not a promise yet"
    );
}

/// Beats the heart and returns where each notification leads.
fn leads(story: &mut Story) -> Vec<LeadsTo> {
    story.tick().show.into_iter().map(|notice| notice.leads_to).collect()
}

#[test]
fn a_review_leads_to_the_week_a_follow_up_to_its_entry_and_a_talk_to_its_person() {
    let mut case = Case::begin();
    case.write("2026-01-05", json!({ "kind": "contact", "about": "the release" }));
    let request = json!({ "person": case.lena, "channel": "text_mail", "asked_on": "2026-01-05" });
    let round = json!({ "kind": "feedforward", "behaviour": "I ask one question first.", "requests": [request], "suggestions": [] });
    let round = case.write("2026-01-05", round);
    let mut fields = case.person()["person"].clone();
    fields["contact_max_days"] = json!(2);
    let person = case.tatiana.clone();
    case.story.ask("save_person", json!({ "id": person, "fields": fields }));

    let talk = leads(case.story.at("2026-01-08 10:00"));
    assert_eq!(talk, [LeadsTo::Person { person: person.parse().expect("an id") }]);
    let review = leads(case.story.at("2026-01-09 16:00"));
    let goal: String = case.goal.clone();
    assert_eq!(review, [LeadsTo::Review { goal: goal.parse().expect("an id") }]);
    let follow_up = leads(case.story.at("2026-01-12 10:00"));
    assert_eq!(follow_up, [LeadsTo::Entry { entry: round.parse().expect("an id") }]);
    let today = case.story.ask("today", json!({}));
    let to = json!({ "action": "open", "to": { "place": "entry", "entry": round } });
    assert!(today["now"].as_array().expect("cards").iter().any(|card| card["action"] == to), "{today}");
}

#[test]
fn the_review_and_the_evening_log_follow_their_times_at_once() {
    let mut case = Case::begin();
    let mut settings = case.story.ask("settings", json!({}));
    settings["review_day"] = json!("thu");
    settings["review_at"] = json!("15:30");
    case.story.ask("save_settings", settings.clone());
    let next = case.story.ask("upcoming", json!({ "count": 9 }));
    let review = next.as_array().expect("rows").iter().find(|row| row["text"] == "Weekly review, 8 minutes");
    let review = review.expect("the review is announced");
    assert_eq!((&review["at"], &review["occurrence"]["on"]), (&json!("15:30"), &json!("2026-01-08")));
    assert_eq!(leads(case.story.at("2026-01-08 15:30")).len(), 1);
    assert!(leads(case.story.at("2026-01-09 16:00")).is_empty(), "and no longer on Friday");

    settings["review_day"] = json!("sat");
    let refused = case.story.attempt("save_settings", settings.clone()).expect_err("a quiet day");
    assert_eq!(refused.field.as_deref(), Some("review_day"));
    settings["quiet_days_off"] = json!(false);
    case.story.ask("save_settings", settings);
}

#[test]
fn the_evening_asks_for_nothing_where_the_page_of_the_day_has_nothing_to_rate() {
    let mut story = Story::with_vault("2026-01-28 10:00");
    let person = tatiana(&mut story);
    let mut draft = check_in_plan(None, &person);
    draft["starts_on"] = json!(null);
    story.ask("save_experiment", json!({ "id": null, "draft": true, "measures": [], "fields": draft }));
    assert!(due(&mut story, "2026-01-28 17:10").is_empty(), "a draft without measures keeps no record");
    let mut theirs = measures();
    for measure in theirs.as_array_mut().expect("measures") {
        measure["rater"] = json!("them");
    }
    story.ask("save_experiment", json!({ "id": null, "draft": true, "measures": theirs, "fields": draft }));
    assert!(due(&mut story, "2026-01-28 17:10").is_empty(), "what only she rates is not asked of me");
    story.ask(
        "save_experiment",
        json!({ "id": null, "draft": true, "measures": measures(), "fields": draft }),
    );
    assert_eq!(due(&mut story, "2026-01-28 17:10"), [EVENING], "the record begins with its measures");
}

#[test]
fn from_its_decision_on_an_experiment_asks_for_no_evening_log() {
    let (mut story, experiment) = planned();
    assert_eq!(due(&mut story, "2026-02-06 17:10"), [EVENING]);
    let decision =
        json!({ "choice": "drop", "how": null, "learned": "Not now.", "decided_on": "2026-02-06" });
    story.ask("decide", json!({ "id": experiment, "decision": decision }));
    assert_eq!(story.ask("day", json!({}))["forms"], json!([]));
    assert!(due(&mut story, "2026-02-06 17:11").is_empty(), "there is nothing to fill in");
    assert!(!due(&mut story, "2026-02-09 17:10").contains(&EVENING.to_owned()));
}

#[test]
fn a_missed_evening_is_asked_for_on_the_next_day_until_it_is_logged() {
    let (mut story, experiment) = planned();
    story.at("2026-01-28 17:10").tick();
    story.at("2026-01-29 08:00").tick();
    let asked = |story: &mut Story| {
        let lines = story.ask("today", json!({}))["still_useful"].as_array().expect("lines").clone();
        let day = json!({ "action": "log_day", "on": "2026-01-28" });
        lines.into_iter().find(|line| line["action"] == day).map(|line| line["title"].clone())
    };
    assert_eq!(asked(&mut story), Some(json!("How was Wednesday?")));
    let form = story.ask("day", json!({ "on": "2026-01-28" }))["forms"][0].clone();
    let measures = form["measures"].as_array().expect("measures");
    let ratings: Vec<_> = measures.iter().map(|m| json!({ "measure": m["id"], "value": 3 })).collect();
    story.ask("log_day", json!({ "experiment": experiment, "on": "2026-01-28", "ratings": ratings }));
    assert_eq!(asked(&mut story), None);
}

#[test]
fn a_line_offers_the_snoozes_that_make_sense_now_and_the_answer_names_another_day() {
    let (mut story, _) = planned();
    story.at("2026-02-02 08:50").tick();
    let morning = story.ask("today", json!({}))["now"][0].clone();
    assert_eq!(morning["snoozes"], json!(["ten_minutes", "one_hour", "afternoon", "tomorrow"]));
    story.at("2026-02-02 17:10").tick();
    let lines = story.ask("today", json!({}))["now"].clone();
    let evening = lines.as_array().expect("lines").iter().find(|line| line["action"]["action"] == "log_day");
    let evening = evening.expect("the evening log");
    assert_eq!(evening["snoozes"], json!(["ten_minutes", "one_hour", "tomorrow"]), "the afternoon is over");
    let tomorrow = json!({ "occurrence": evening["occurrence"], "length": "tomorrow" });
    let said = story.ask("snooze_reminder", tomorrow)["message"].clone();
    assert_eq!(said, "Reminder again on Tuesday 3 February at 17:10");
}
