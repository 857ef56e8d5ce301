//! The worked case, whole, in one vault: SC-01 to SC-24 in the order of its days, and the file it is kept in.
//!
//! `docs/worked-case.json` lets anybody look around in twelve weeks of a practice. It is what this story
//! exports, up to the ids; `INWARD_WRITE_CASE=1` writes it anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::amir::live;
use crate::method::inward::{MOMENTS, fix};
use crate::method::listen::{guesses, ring};
use crate::method::{Case, held_talk};
use crate::pairs::{DAYS, measure_of, pause_plan, plan_the_pause};
use crate::story::Story;

/// What a day of the case brings beside its log.
fn day(case: &mut Case, kept: &mut Kept, on: &str) {
    match on {
        "2026-01-05" => first_day(case),
        "2026-01-13" => unsaid(case),
        "2026-01-20" => kept.guess = sealed_guess(case),
        "2026-01-22" => talk(case, &kept.guess),
        "2026-01-23" => cycles(case),
        "2026-01-27" => kept.feedforward = asked(case),
        "2026-01-28" => said_openly(case),
        "2026-01-30" => pulse(case, on, [2, 2, 2, 1], [1, 1, 1, 0]),
        "2026-02-02" => contact_interval(case),
        "2026-02-06" => {
            answered(case, &kept.feedforward);
            let mut plan = pause_plan();
            plan["goal"] = json!(case.goal);
            kept.pause = plan_the_pause(case.story.at("2026-02-06 17:00"), plan);
        }
        "2026-02-27" => {
            pulse(case, on, [2, 2, 3, 3], [2, 2, 2, 3]);
            change_rating(case, on, [1, 1, 0, 1]);
        }
        "2026-03-04" => kept.brake = brake(case, None),
        "2026-03-20" => {
            brake(case, Some(&kept.brake));
        }
        "2026-03-27" => {
            pulse(case, on, [3, 3, 3, 3], [3, 3, 3, 3]);
            change_rating(case, on, [2, 2, 1, 1]);
        }
        _ => {}
    }
    moments(case, on);
    pause_day(case, &kept.pause, on);
    week(case, on);
}

/// Holds what is gone back to.
#[derive(Default)]
struct Kept {
    guess: String,
    feedforward: String,
    pause: String,
    brake: String,
}

fn first_day(case: &mut Case) {
    case.story.at("2026-01-05 08:50");
    case.write(
        "2026-01-05",
        json!({ "kind": "quality", "quality": 3, "words": "tense, suspicious",
        "wanted": "trust, understanding, shared vision" }),
    );
    for (on, did, strategy, meant, happened, repair) in [
        (
            "2025-09-15",
            "watched her and her team's figures closely",
            "monitor",
            "speed",
            "felt micromanaged; closed ranks",
            true,
        ),
        (
            "2025-10-06",
            "went past her to her people for facts",
            "bypass",
            "facts fast",
            "felt undermined; shielded her team from me",
            true,
        ),
        (
            "2025-10-20",
            "allowed her questions only at fixed hours",
            "restrict_contact",
            "focus",
            "afraid to decide; avoids responsibility",
            false,
        ),
        (
            "2025-12-12",
            "wrote my displeasure into the yearly appraisal and cut the marks",
            "formal_sanction",
            "wake-up call",
            "shock after years of good reviews; fears for career; complaint",
            true,
        ),
    ] {
        let mut body = fix(did, strategy, happened, repair);
        body["meant"] = json!(meant);
        case.write(on, body);
    }
}

fn unsaid(case: &mut Case) {
    case.story.at("2026-01-13 12:30");
    case.write(
        "2026-01-13",
        json!({ "kind": "left_hand", "about": "The talk of 12 December about the review", "turns": [
        { "speaker": "me", "said": "I rated you lower.", "unsaid": "If I do not shock her nothing moves" },
        { "speaker": "other", "said": "Nobody told me.", "unsaid": "She should know" },
        { "speaker": "me", "said": "It is all in the document.", "unsaid": "I hate this talk" },
    ], "missing_question": "What would have helped you to hear this earlier?" }),
    );
}

fn sealed_guess(case: &mut Case) -> String {
    case.story.at("2026-01-20 17:20");
    case.write(
        "2026-01-20",
        json!({ "kind": "guess", "questions": guesses(false), "sealed_at": "2026-01-20T16:20:00Z" }),
    )
}

fn talk(case: &mut Case, guess: &str) {
    held_talk(case);
    case.story.at("2026-01-22 16:00");
    case.put(Some(guess), "2026-01-20", json!({ "kind": "guess", "questions": guesses(true) }));
    for (on, did, meant, landed, then) in [
        (
            "2025-12-12",
            "lowered ratings, listed improvements",
            "motivate her",
            "an ambush; she lost heart",
            "own it; ask HR how to correct the record",
        ),
        ("2025-10-20", "set contact hours", "protect focus", "door shut", "daily time instead"),
        ("2025-10-06", "asked her team", "get facts", "undermined", "through her from now on"),
        ("2026-01-15", "raised voice", "urgency", "I went silent for two days", "ask before the next one"),
    ] {
        case.write(
            on,
            json!({ "kind": "impact", "did": did, "meant": meant, "landed": landed,
            "source": "told_me", "gap": "large", "then": then }),
        );
    }
}

fn cycles(case: &mut Case) {
    let id = case.write("2026-01-23", ring(4));
    case.story.at("2026-01-23 17:00");
    let mut virtuous = case.story.ask("virtuous_cycle", json!({ "id": id }));
    virtuous["body"]["name"] = json!("Asking and trust");
    let steps = [
        "movement",
        "she carries it",
        "relief",
        "short daily talk",
        "he has time for me",
        "I am trusted",
        "calmer",
        "decides and reports",
    ];
    for (i, text) in steps.iter().enumerate() {
        virtuous["body"]["nodes"][i]["text"] = json!(text);
    }
    case.story.ask("save_entry", json!({ "id": null, "fields": virtuous }));
}

fn requests(case: &Case) -> Value {
    let one = |person: &str, channel: &str| json!({ "person": person, "channel": channel, "asked_on": "2026-01-27", "follow_up_on": "2026-02-26" });
    json!([one(&case.lena, "text_mail"), one(&case.joseph, "html_file"), one(&case.henrik, "text_mail")])
}

const BEHAVIOUR: &str = "Stay calm and supportive when work is slower than I want.";

fn asked(case: &mut Case) -> String {
    case.story.at("2026-01-27 11:00");
    let body = json!({ "kind": "feedforward", "behaviour": BEHAVIOUR, "requests": requests(case), "suggestions": [] });
    case.write("2026-01-27", body)
}

fn answered(case: &mut Case, id: &str) {
    case.story.at("2026-02-06 15:00");
    let one = |text: &str, source: &str, on: &str, by: &str, decision: &str| json!({ "suggestion": text, "source": source, "received_on": on, "entered_by": by, "thanked": true, "decision": decision });
    let suggestions = [
        one("breathe before replying", &case.lena, "2026-01-29", "them", "try"),
        one("ask one question first", &case.lena, "2026-01-29", "them", "try"),
        one("same time each day", &case.joseph, "2026-02-02", "them", "try"),
        one("say thanks for bad news", &case.joseph, "2026-02-02", "them", "try"),
        one("delegate one decision a week", &case.henrik, "2026-02-06", "me", "park"),
        one("bring me the plan with her", &case.henrik, "2026-02-06", "me", "try"),
    ];
    let body = json!({ "kind": "feedforward", "behaviour": BEHAVIOUR, "requests": requests(case), "suggestions": suggestions });
    case.put(Some(id), "2026-01-27", body);
}

fn said_openly(case: &mut Case) {
    case.story.at("2026-01-28 09:40");
    let told = json!([{ "person": case.tatiana, "on": "2026-01-28" }, { "person": case.henrik, "on": "2026-01-30" }]);
    case.write(
        "2026-01-28",
        json!({ "kind": "working_on", "sentence": "I ask before I tell.", "told": told }),
    );
    case.write("2026-01-28", json!({ "kind": "ladder", "wish": "support",
        "their_examples": "a daily check-in about progress, priorities, concerns, challenges",
        "behaviour": "I meet Tatiana for 15 minutes and ask about progress, priorities, concerns and challenges before I say anything.",
        "when": "09:00 Mon–Fri, her room or phone", "minutes": 15, "camera": true,
        "smallest": "5 minutes by phone, one question each", "agreed": true }));
}

fn pulse(case: &mut Case, on: &str, guess: [i64; 4], answer: [i64; 4]) {
    case.story.at(&format!("{on} 12:00"));
    case.write(
        on,
        json!({ "kind": "pulse", "consent": true, "guess_priorities": guess[0], "guess_problems": guess[1],
        "guess_trust": guess[2], "guess_support": guess[3], "form": "paper", "priorities": answer[0],
        "problems": answer[1], "trust": answer[2], "support": answer[3] }),
    );
}

fn change_rating(case: &mut Case, on: &str, scores: [i64; 4]) {
    case.story.at(&format!("{on} 12:30"));
    let people = [&case.tatiana, &case.lena, &case.henrik, &case.joseph];
    let followed = ["several", "several", "once", "several"];
    let scores: Vec<Value> = people.iter().zip(scores).zip(followed)
        .map(|((person, score), followed_up)| json!({ "person": person, "score": score, "followed_up": followed_up }))
        .collect();
    case.write(on, json!({ "kind": "change_rating", "about": "calm and support", "since": "2026-01-05", "scores": scores }));
}

fn contact_interval(case: &mut Case) {
    case.story.at("2026-02-02 10:00");
    let mut fields = case.person()["person"].clone();
    fields["contact_ideal_days"] = json!(1);
    fields["contact_max_days"] = json!(2);
    fields["formal_process"] = json!({ "about": "complaint filed", "contact_cleared_by": "Ms Okafor, HR" });
    fields["told_on"] = json!("2026-01-22");
    let id = case.tatiana.clone();
    case.story.ask("save_person", json!({ "id": id, "fields": fields }));
}

fn brake(case: &mut Case, id: Option<&str>) -> String {
    let mut tests = json!([{ "what": "for two weeks I ask only in the check-in", "prediction": "at least three surprises", "by": "2026-03-20" }]);
    if id.is_some() {
        tests[0]["happened"] = json!("one, small, she told me first");
        tests[0]["belief_after"] = json!(45);
        tests.as_array_mut().expect("tests").push(json!({ "what": "she presents to Henrik alone" }));
    }
    case.story.at(if id.is_some() { "2026-03-20 16:40" } else { "2026-03-04 16:40" });
    case.put(id, "2026-03-04", json!({ "kind": "brake", "aim": "leave the team's work with Tatiana",
        "instead": "check files at night, ask her people", "worry": "the roll-out fails and I look incompetent",
        "committed": "never being seen as not in control",
        "assumption": "If I do not see every detail, it will fail and it will be my fault.", "belief": 80, "tests": tests }))
}

fn moments(case: &mut Case, on: &str) {
    for (at, trigger, feeling, intensity, did, paused, after) in
        MOMENTS.into_iter().filter(|m| m.0.starts_with(on))
    {
        case.story.at(&at.replace('T', " "));
        case.write(
            on,
            json!({ "kind": "trigger", "at": at, "trigger": trigger, "feeling": feeling,
            "intensity": intensity, "did": did, "paused": paused, "intensity_after": after }),
        );
    }
}

fn pause_day(case: &mut Case, pause: &str, on: &str) {
    let Some((day, condition, Some(irritation))) = DAYS.into_iter().find(|d| d.0 == on) else { return };
    let measure = measure_of(&mut case.story, pause);
    let checkin = match (condition, day) {
        ("act", "2026-02-25") => json!("missed"),
        ("act", _) => json!("done"),
        _ => Value::Null,
    };
    case.story.at(&format!("{day} 17:10"));
    case.story.ask(
        "log_day",
        json!({ "experiment": pause, "checkin": checkin,
        "ratings": [{ "measure": measure, "value": irritation }] }),
    );
}

/// The Fridays: what to keep, what to change, what helped.
fn week(case: &mut Case, on: &str) {
    let (next, differently, helped) = match on {
        "2026-01-09" => ("write down one moment a day", None, None),
        "2026-01-16" => ("ask HR who may clear a talk", None, None),
        "2026-01-23" => ("keep the promise of the 28th", None, None),
        "2026-01-30" => ("begin the check-in on Monday", None, None),
        "2026-02-06" => ("same time each day", None, None),
        "2026-02-13" => {
            ("keep the same time", None, Some("told me about a late truck before I asked; Tanya's own words"))
        }
        "2026-02-20" => ("take it up again after the travel", None, None),
        "2026-02-27" => ("one decision a week stays with her", None, None),
        "2026-03-06" => ("a short note when she is back", None, None),
        "2026-03-13" => ("keep the question first", Some("use 16:30 when a donor call takes 09:00"), None),
        "2026-03-20" => (
            "she presents to Henrik alone",
            None,
            Some("TK brought the plan for the port before I had thought of it"),
        ),
        "2026-03-27" => ("three times a week from April", None, None),
        _ => return,
    };
    case.story.at(&format!("{on} 16:05"));
    case.write(on, json!({ "kind": "review", "next_week": next, "course": if differently.is_some() { "change" } else { "keep" },
        "differently": differently, "helped": helped }));
}

/// Ends it: both decisions, and the practice closed on purpose.
fn ends(case: &mut Case, experiment: &str, pause: &str) {
    case.story.at("2026-03-27 17:30");
    let words = "Support is a time of day, not a feeling.";
    for (id, how) in [(experiment, "three times a week from April"), (pause, "keep as habit")] {
        let decision = json!({ "choice": "keep", "how": how, "learned": words, "decided_on": "2026-03-27" });
        case.story.ask("decide", json!({ "id": id, "decision": decision }));
    }
    let close = json!({ "id": case.goal, "words": words, "monthly_look": true });
    case.story.ask("close_goal", close);
    case.story.at("2026-03-30 09:30");
}

/// Lives all of it; returns the case and its first experiment.
fn lived() -> (Case, String) {
    let mut case = Case::begin();
    let story = std::mem::replace(&mut case.story, Story::begin("2026-01-05 08:40"));
    let (person, goal) = (case.tatiana.clone(), case.goal.clone());
    let mut kept = Kept::default();
    let lived = live(story, &person, goal, |story, on| {
        std::mem::swap(story, &mut case.story);
        day(&mut case, &mut kept, on);
        std::mem::swap(story, &mut case.story);
    });
    case.story = lived.story;
    ends(&mut case, &lived.experiment, &kept.pause);
    (case, lived.experiment)
}

fn kept_file() -> PathBuf {
    inward_tests::root().join("docs/worked-case.json")
}

/// Names ids by the order in which they come, because each run draws its own.
fn without_ids(text: &str) -> String {
    let id = |piece: &str| {
        piece.len() == 36
            && piece
                .bytes()
                .enumerate()
                .all(|(i, b)| if [8, 13, 18, 23].contains(&i) { b == b'-' } else { b.is_ascii_hexdigit() })
    };
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let pieces: Vec<&str> = text.split('"').collect();
    let named = pieces.iter().map(|piece| {
        if !id(piece) {
            return (*piece).to_owned();
        }
        let next = seen.len();
        format!("id {}", seen.entry(piece).or_insert(next))
    });
    named.collect::<Vec<_>>().join("\"")
}

#[test]
fn the_kept_case_is_the_one_that_is_lived() {
    let (mut case, _) = lived();
    let path = case.story.folder.path().join("case.json");
    case.story.ask("export", json!({ "path": path }));
    let exported = std::fs::read_to_string(&path).expect("the export is there");
    if std::env::var_os("INWARD_WRITE_CASE").is_some() {
        std::fs::write(kept_file(), &exported).expect("it can be written");
    }
    let kept = std::fs::read_to_string(kept_file()).expect("the case is kept");
    assert!(
        without_ids(&kept) == without_ids(&exported),
        "docs/worked-case.json is out of date; run this test with INWARD_WRITE_CASE=1 and commit it"
    );
}

#[test]
fn the_kept_case_comes_into_an_empty_vault_with_the_figures_of_its_end() {
    let mut story = Story::with_vault("2026-03-30 09:30");
    story.ask("import", json!({ "path": kept_file() }));
    let experiments = story.ask("experiments", json!({}));
    let of = |title: &str| {
        let all = experiments.as_array().expect("experiments");
        let found = all.iter().find(|e| e["experiment"]["title"] == title).expect("there");
        found["experiment"]["id"].clone()
    };
    let figures = story.ask("evidence_figures", json!({ "id": of("Daily check-in") }));
    let checkins = &figures["checkins"];
    assert_eq!(
        [&checkins["applicable"], &checkins["done"], &checkins["missed"], &checkins["not_applicable"]],
        [&json!(33), &json!(29), &json!(4), &json!(7)]
    );
    let nap = |before: &str, after: &str| {
        let all = figures["measures"][0]["comparisons"].as_array().expect("comparisons");
        let found = all.iter().find(|c| c["before"] == before && c["after"] == after).expect("compared");
        found["nap"].as_f64().expect("a figure")
    };
    for (before, after, expected) in [("A1", "B", 0.9952), ("A2", "B", 0.9152), ("A1", "A2", 0.9560)] {
        assert!((nap(before, after) - expected).abs() <= 0.001, "{before} to {after}");
    }
    let pairs = story.ask("evidence_figures", json!({ "id": of("pause first") }));
    assert_eq!(pairs["measures"][0]["pairs"]["chance"]["at_least"], 6, "E2: 6 of 1024");
    for name in ["Tatiana", "Lena", "Joseph", "Henrik"] {
        let hits = story.ask("search", json!({ "words": name }));
        assert!(!hits.as_array().expect("hits").is_empty(), "{name}");
    }
}
