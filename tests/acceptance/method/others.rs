//! What others say: feedforward, pulse, change ratings.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Case;

#[test]
fn sc_14_feedforward_counts_requests_and_answers_and_reminds_of_what_is_open() {
    let mut case = Case::begin();
    let behaviour = "Stay calm and supportive when work is slower than I want.";
    let request = |person: &str, channel: &str, on: &str| json!({ "person": person, "channel": channel, "asked_on": on });
    let requests = json!([
        request(&case.lena, "text_mail", "2026-01-27"),
        request(&case.joseph, "html_file", "2026-01-27"),
        request(&case.henrik, "text_mail", "2026-01-27"),
    ]);
    let suggestion = |text: &str, source: &str, by: &str, decision: &str| json!({ "suggestion": text, "source": source, "entered_by": by, "thanked": true, "decision": decision });
    case.story.at("2026-01-27 11:00");
    let body =
        json!({ "kind": "feedforward", "behaviour": behaviour, "requests": requests, "suggestions": [] });
    let id = case.write("2026-01-27", body);

    case.story.at("2026-02-02 12:00");
    let mut suggestions = vec![
        suggestion("breathe before replying", &case.lena, "them", "try"),
        suggestion("ask one question first", &case.lena, "them", "try"),
        suggestion("same time each day", &case.joseph, "them", "try"),
        suggestion("say thanks for bad news", &case.joseph, "them", "try"),
    ];
    let body = |s: &[Value]| json!({ "kind": "feedforward", "behaviour": behaviour, "requests": requests, "suggestions": s });
    case.put(Some(&id), "2026-01-27", body(&suggestions));
    case.story.at("2026-02-03 10:00");
    let due = case.story.ask("due", json!({}));
    assert_eq!(due[0]["text"], "No answer from Henrik yet", "R4: a week after it was asked");

    case.story.at("2026-02-06 15:00");
    suggestions.push(suggestion("delegate one decision a week", &case.henrik, "me", "park"));
    suggestions.push(suggestion("bring me the plan with her", &case.henrik, "me", "try"));
    case.put(Some(&id), "2026-01-27", body(&suggestions));
    assert_eq!(
        case.findings("feedforward"),
        [
            "3 requests, 3 answers, 6 suggestions, 1 entered by me.",
            "All thanked.",
            "Next follow-up on 26 February 2026.",
        ]
    );
    case.story.at("2026-02-26 10:00");
    let due = case.story.ask("due", json!({}));
    assert_eq!(due[0]["text"], "Follow up with Lena, Joseph and Henrik", "30 days after it was asked");
    assert_eq!(due.as_array().map(Vec::len), Some(1), "with each of them, in one reminder: {due}");
}

/// Asks people for suggestions, each on a day, and returns the round and its requests.
fn asked(case: &mut Case, of: &[(&str, &str)]) -> (String, Value) {
    let one =
        |(person, on): &(&str, &str)| json!({ "person": person, "channel": "text_mail", "asked_on": on });
    let requests = Value::Array(of.iter().map(one).collect());
    case.story.at("2026-01-28 11:00");
    (round(case, None, &requests, &[]), requests)
}

/// Writes the round with an answer of each of these people.
fn round(case: &mut Case, id: Option<&str>, requests: &Value, answered: &[&str]) -> String {
    let one = |person: &&str| json!({ "suggestion": "breathe", "source": person, "entered_by": "them", "thanked": true });
    let suggestions: Vec<Value> = answered.iter().map(one).collect();
    let body = json!({ "kind": "feedforward", "behaviour": "Stay calm.", "requests": requests, "suggestions": suggestions });
    case.put(id, "2026-01-28", body)
}

/// Beats the heart at ten o'clock of each day and returns what rang in the window's words.
fn rung(case: &mut Case, from: &str, to: &str) -> Vec<String> {
    let days = from.parse::<NaiveDate>().expect("a day").iter_days();
    let to: NaiveDate = to.parse().expect("a day");
    let mut settings = case.story.ask("settings", json!({}));
    settings["notification_text"] = json!("full");
    case.story.ask("save_settings", settings);
    let mut rung = Vec::new();
    for day in days.take_while(|day| *day <= to) {
        let shown = case.story.on(day, "10:00").shown();
        rung.extend(shown.into_iter().map(|text| format!("{} {text}", day.format("%m-%d"))));
    }
    rung
}

fn is_in_today(case: &mut Case, title: &str) -> bool {
    let today = case.story.ask("today", json!({}));
    let lines = ["now", "still_useful"].into_iter().flat_map(|group| today[group].as_array().expect("lines"));
    lines.into_iter().any(|line| line["title"].as_str().is_some_and(|words| words.starts_with(title)))
}

#[test]
fn a_request_without_an_answer_rings_after_one_week_and_after_two_and_then_no_more() {
    let mut case = Case::begin();
    let henrik = case.henrik.clone();
    asked(&mut case, &[(&henrik, "2026-01-27")]);
    assert_eq!(
        rung(&mut case, "2026-01-29", "2026-03-13"),
        ["02-03 No answer from Henrik yet", "02-10 No answer from Henrik yet"],
        "R4: request and seven days, at most two, though nothing was saved in between"
    );
}

#[test]
fn everybody_in_a_round_has_their_days_and_a_day_rings_once() {
    let mut case = Case::begin();
    let (lena, joseph, henrik) = (case.lena.clone(), case.joseph.clone(), case.henrik.clone());
    let of = [(&*lena, "2026-01-27"), (&*joseph, "2026-01-27"), (&*henrik, "2026-01-28")];
    let (id, requests) = asked(&mut case, &of);
    assert_eq!(
        rung(&mut case, "2026-01-29", "2026-02-05"),
        ["02-03 No answer from Lena and Joseph yet", "02-04 No answer from Henrik yet"]
    );
    round(&mut case, Some(&id), &requests, &[&lena, &henrik]);
    assert_eq!(
        rung(&mut case, "2026-02-06", "2026-03-13"),
        ["02-10 No answer from Joseph yet", "02-26 Follow up with Lena", "02-27 Follow up with Henrik"],
        "who answered is followed up after thirty days, each on their day"
    );
}

#[test]
fn an_answer_takes_the_line_and_the_snooze_and_another_change_keeps_both() {
    let mut case = Case::begin();
    let henrik = case.henrik.clone();
    let (id, requests) = asked(&mut case, &[(&henrik, "2026-01-27")]);
    let tick = case.story.at("2026-02-03 10:00").tick();
    let key = serde_json::to_value(tick.show[0].occurrences[0]).expect("a key");
    case.story.ask("snooze_reminder", json!({ "occurrence": key, "length": "tomorrow" }));

    let mut again = requests.clone();
    again[0]["channel"] = json!("in_person");
    round(&mut case, Some(&id), &again, &[]);
    let tick = case.story.at("2026-02-04 10:00").tick();
    assert_eq!(
        serde_json::to_value(tick.show[0].occurrences[0]).expect("a key"),
        key,
        "the same one, once more"
    );
    assert!(is_in_today(&mut case, "No answer from Henrik yet"));
    case.story.ask("snooze_reminder", json!({ "occurrence": key, "length": "tomorrow" }));

    round(&mut case, Some(&id), &requests, &[&henrik]);
    assert!(!is_in_today(&mut case, "No answer from Henrik yet"), "it is answered");
    assert_eq!(rung(&mut case, "2026-02-05", "2026-03-13"), ["02-26 Follow up with Henrik"]);
    let past = case.story.at("2026-02-05 10:00").ask("recent_reminders", json!({}));
    let rang =
        past["rows"].as_array().expect("rows").iter().find(|row| row["text"] == "No answer from Henrik yet");
    assert_eq!(rang.expect("what rang is remembered")["became"], "done");
}

#[test]
fn a_missed_pulse_does_not_end_the_pulses() {
    let mut case = Case::begin();
    case.story.at("2026-01-30 12:00");
    case.write("2026-01-30", json!({ "kind": "pulse", "consent": true }));
    let twice = ["02-27 Pulse and change rating", "03-27 Pulse and change rating"];
    assert_eq!(rung(&mut case, "2026-01-31", "2026-03-30"), twice, "R5");
    assert!(is_in_today(&mut case, "Pulse and change rating"), "it waits for a week");
    case.write("2026-03-30", json!({ "kind": "pulse", "consent": true }));
    assert!(!is_in_today(&mut case, "Pulse and change rating"), "and is over once it is written");
    assert_eq!(rung(&mut case, "2026-03-31", "2026-04-30"), ["04-27 Pulse and change rating"]);
    case.write("2026-04-30", json!({ "kind": "pulse", "consent": false }));
    assert!(rung(&mut case, "2026-05-01", "2026-06-30").is_empty(), "whoever does not agree is not asked");
}

#[test]
fn a_pulse_rests_with_its_practice() {
    let mut case = Case::begin();
    case.story.at("2026-01-30 12:00");
    case.write("2026-01-30", json!({ "kind": "pulse", "consent": true }));
    let mut fields = case.story.ask("goals", json!({}))[0]["goal"].clone();
    fields["status"] = json!("paused");
    let goal = case.goal.clone();
    case.story.ask("save_goal", json!({ "id": goal, "fields": fields }));
    assert!(rung(&mut case, "2026-02-26", "2026-03-01").is_empty(), "a practice that rests asks for nothing");
    fields["status"] = json!("active");
    case.story.ask("save_goal", json!({ "id": goal, "fields": fields }));
    assert_eq!(rung(&mut case, "2026-03-26", "2026-03-27"), ["03-27 Pulse and change rating"]);
}

#[test]
fn sc_20_the_pulse_shows_the_gap_between_guess_and_answer_and_comes_back_after_four_weeks() {
    let mut case = Case::begin();
    let pulse = |guess: [i64; 4], answer: [i64; 4]| {
        json!({ "kind": "pulse", "consent": true, "guess_priorities": guess[0], "guess_problems": guess[1],
            "guess_trust": guess[2], "guess_support": guess[3], "form": "paper", "priorities": answer[0],
            "problems": answer[1], "trust": answer[2], "support": answer[3] })
    };
    case.story.at("2026-01-30 12:00");
    case.write("2026-01-30", pulse([2, 2, 2, 1], [1, 1, 1, 0]));
    case.story.at("2026-02-27 10:00");
    let due = case.story.ask("due", json!({}));
    assert_eq!(due[0]["text"], "Pulse and change rating", "R5");
    case.write("2026-02-27", pulse([2, 2, 3, 3], [2, 2, 2, 3]));
    case.write("2026-03-27", pulse([3, 3, 3, 3], [3, 3, 3, 3]));
    let said = case.findings("pulse");
    for (line, expected) in said.iter().zip([
        "3 of 16; my guesses were 4 apart",
        "9 of 16; my guesses were 1 apart",
        "12 of 16; my guesses were 0 apart",
    ]) {
        assert!(line.contains(expected), "{line}");
    }
    let unguessed = json!({ "kind": "pulse", "consent": true, "priorities": "cannot_say" });
    let (_, field, _) = case.refused("2026-03-27", unguessed);
    assert_eq!(field, "fields.body.guess_priorities", "the guess comes first");
}

#[test]
fn sc_21_the_change_rating_shows_median_count_and_mean() {
    let mut case = Case::begin();
    let people = [case.tatiana.clone(), case.lena.clone(), case.henrik.clone(), case.joseph.clone()];
    for (on, scores) in [("2026-02-27", [1, 1, 0, 1]), ("2026-03-27", [2, 2, 1, 1])] {
        let scores: Vec<Value> = people
            .iter()
            .zip(scores)
            .map(|(p, s)| json!({ "person": p, "score": s, "followed_up": "several" }))
            .collect();
        case.write(on, json!({ "kind": "change_rating", "about": "calm and support", "since": "2026-01-05", "scores": scores }));
    }
    assert_eq!(
        case.findings("change_rating"),
        [
            "27 February 2026: +1, +1, 0, +1. Median 1.0, above 0: 3 of 4, mean 0.75.",
            "27 March 2026: +2, +2, +1, +1. Median 1.5, above 0: 4 of 4, mean 1.50.",
        ]
    );
}

#[test]
fn what_i_said_openly_prints_as_a_card_and_stands_beside_the_follow_ups() {
    let mut case = Case::begin();
    let sentence = "I ask before I tell.";
    let said = case.write("2026-01-28", json!({ "kind": "working_on", "sentence": sentence, "told": [] }));
    let card = case.story.ask("report_pages", json!({ "report": "intention", "entry": said }));
    assert_eq!(card["pages"].as_array().map(Vec::len), Some(1));
    assert_eq!(card["title"], "What I am working on");
    assert!(case.findings("feedforward").is_empty(), "nobody is asked yet");
    case.write("2026-01-28", json!({ "kind": "feedforward", "behaviour": "Stay calm.", "requests": [] }));
    assert_eq!(case.findings("feedforward"), ["What I said openly: I ask before I tell."]);
}
