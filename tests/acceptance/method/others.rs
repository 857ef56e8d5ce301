//! What others say: feedforward, pulse, change ratings.

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
    assert_eq!(due[0]["text"], "Follow up with Lena", "30 days after it was asked");
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
            "27 February 2026: n = 4, median 1.0, above 0: 3 of 4, mean 0.75.",
            "27 March 2026: n = 4, median 1.5, above 0: 4 of 4, mean 1.50.",
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
