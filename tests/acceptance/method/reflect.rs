//! Reflect: the hidden brake, the weeks, the end and the lessons.

use serde_json::json;

use super::Case;
use crate::story::{check_in_plan, measures, rows};

#[test]
fn sc_22_a_hidden_brake_keeps_its_belief_over_time() {
    let mut case = Case::begin();
    case.story.at("2026-03-20 18:00");
    let id = case.write(
        "2026-03-04",
        json!({ "kind": "brake", "aim": "leave the team's work with Tatiana", "instead": "check files at night, ask her people",
            "worry": "the roll-out fails and I look incompetent", "committed": "never being seen as not in control",
            "assumption": "If I do not see every detail, it will fail and it will be my fault.", "belief": 80,
            "tests": [{ "what": "for two weeks I ask only in the check-in", "prediction": "at least three surprises",
                "by": "2026-03-20", "happened": "one, small, she told me first", "belief_after": 45 },
                { "what": "she presents to Henrik alone" }] }),
    );
    let view = case.story.ask("entry", json!({ "id": id }))["view"].clone();
    let tests = view["shown"]
        .as_array()
        .expect("fields")
        .iter()
        .find(|s| s["field"] == "tests")
        .expect("tests")
        .clone();
    assert_eq!(tests["value"]["rows"][0][4], "45 %");
    let hits = case.story.ask("search", json!({ "words": "presents to Henrik" }));
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "a word in a row is found");
}

/// The weekly medians of the worked case: quality, interruptions, check-ins.
const WEEKS: [(&str, &str, &str, Option<&str>); 12] = [
    ("2026-01-09", "3", "9", None),
    ("2026-01-16", "3", "9", None),
    ("2026-01-23", "3", "8", None),
    ("2026-01-30", "5", "7", None),
    ("2026-02-06", "5", "6", Some("5 of 5")),
    ("2026-02-13", "5.5", "5", Some("4 of 5")),
    ("2026-02-20", "6", "4", Some("3 of 3")),
    ("2026-02-27", "6", "4", Some("4 of 5")),
    ("2026-03-06", "none", "none", Some("0 of 0")),
    ("2026-03-13", "6", "4", Some("3 of 5")),
    ("2026-03-20", "7", "3", Some("5 of 5")),
    ("2026-03-27", "8", "3", Some("5 of 5")),
];

#[test]
fn sc_23_each_week_has_its_figures_filled_in_and_the_practice_ends_on_purpose() {
    let mut case = Case::begin();
    let draft = json!({ "id": null, "draft": true, "measures": measures(),
        "fields": { "title": "Daily check-in", "goal": case.goal, "people": [case.tatiana] } });
    let experiment = case.story.save("save_experiment", draft);
    let view = case.story.ask("experiment", json!({ "id": experiment }));
    let mut saved = view["experiment"]["measures"].clone();
    let ids: Vec<String> = saved
        .as_array()
        .expect("measures")
        .iter()
        .map(|m| m["id"].as_str().expect("an id").to_owned())
        .collect();
    for row in rows() {
        if row.on.to_string() == "2026-01-28" {
            let plan = json!({ "id": experiment, "draft": false, "measures": saved.take(),
                "fields": check_in_plan(Some(&case.goal), &case.tatiana) });
            case.story.at("2026-01-28 12:00").ask("save_experiment", plan);
        }
        let mut ratings = Vec::new();
        for (id, value) in ids.iter().zip([row.quality, row.interruptions]) {
            ratings.extend(value.map(|v| json!({ "measure": id, "value": v })));
        }
        if row.checkin.is_some() || !ratings.is_empty() {
            let log = json!({ "experiment": experiment, "on": row.on, "checkin": row.checkin, "ratings": ratings, "note": null });
            case.story.on(row.on, "17:10").ask("log_day", log);
        }
    }
    for (friday, quality, interruptions, checkins) in WEEKS {
        let week =
            case.story.at(&format!("{friday} 16:00")).ask("week", json!({ "goal": case.goal, "on": friday }));
        let figure = |label: &str| {
            let all = week["figures"].as_array().expect("figures");
            all.iter()
                .find(|f| f["label"].as_str().is_some_and(|l| l.starts_with(label)))
                .map(|f| f["value"].clone())
        };
        assert_eq!(figure("quality"), Some(json!(quality)), "{friday}");
        assert_eq!(figure("interruptions"), Some(json!(interruptions)), "{friday}");
        assert_eq!(figure("Daily check-in"), checkins.map(|c| json!(c)), "{friday}: leave is no miss");
    }
    case.story.at("2026-02-13 16:10");
    case.write(
        "2026-02-13",
        json!({ "kind": "review", "next_week": "keep the same time",
        "helped": "told me about a late truck before I asked" }),
    );
    let later = case.story.at("2026-03-13 16:00").ask("week", json!({ "goal": case.goal }));
    assert_eq!(later["remembered"][1], "told me about a late truck before I asked");
    assert_eq!(later["intended"], "keep the same time");
    let printed =
        case.story.ask("report_pages", json!({ "report": "week", "goal": case.goal, "on": "2026-02-13" }));
    assert_eq!(printed["pages"].as_array().map(Vec::len), Some(1), "a week prints on one page");

    case.story.at("2026-03-27 17:30");
    let words = "Support is a time of day, not a feeling.";
    let close = json!({ "id": case.goal, "words": words, "monthly_look": true });
    let early = case.story.attempt("close_goal", close.clone()).expect_err("it still runs");
    assert!(early.message.contains("Decide about it first"), "{}", early.message);
    let decision = json!({ "choice": "keep", "how": "three times a week from April", "learned": words, "decided_on": "2026-03-27" });
    case.story.ask("decide", json!({ "id": experiment, "decision": decision }));
    case.story.ask("close_goal", close);
    let lessons = case.story.ask("lessons", json!({ "person": case.tatiana }));
    assert_eq!(lessons[0]["text"], words);
    let elsewhere = case.story.ask("lessons", json!({ "person": case.lena }));
    assert_eq!(elsewhere, json!([]), "lessons are found again by person");
    let skill = case.story.ask("lessons", json!({ "competency": "Handles anger and impatience" }));
    assert_eq!(skill.as_array().map(Vec::len), Some(2), "and by competency; what was said twice stands once");

    case.story.at("2026-03-30 09:00");
    let shown = case.story.shown();
    assert_eq!(
        shown,
        ["Closing report"],
        "R6: on the next workday at 09:00 local time, after the clock change"
    );
    case.story.at("2026-04-06 10:00");
    assert_eq!(case.story.shown(), ["A look at the month, 5 minutes"], "a look once a month goes on");
}

#[test]
fn two_days_without_the_act_ask_one_question_once() {
    let mut case = Case::begin();
    let plan = json!({ "id": null, "draft": false, "measures": measures(),
        "fields": check_in_plan(Some(&case.goal), &case.tatiana) });
    let experiment = case.story.at("2026-01-28 12:00").save("save_experiment", plan);
    let miss = |case: &mut Case, on: &str| {
        let log =
            json!({ "experiment": experiment, "on": on, "checkin": "missed", "ratings": [], "note": null });
        case.story.at(&format!("{on} 17:10")).ask("log_day", log);
        case.story.ask("today", json!({}))["two_misses"].clone()
    };
    assert_eq!(miss(&mut case, "2026-03-11"), json!(null), "one miss is silent");
    let asked = miss(&mut case, "2026-03-12");
    assert!(asked["question"].as_str().is_some_and(|q| q.contains("Did the cue change")), "{asked}");
    let aside = json!({ "goal": case.goal, "id": asked["id"] });
    case.story.ask("set_aside", aside);
    assert_eq!(case.story.ask("today", json!({}))["two_misses"], json!(null), "once");
}

#[test]
fn the_week_says_what_its_tense_moments_say_and_is_not_asked_for_once_it_is_written() {
    let mut case = Case::begin();
    for at in ["2026-01-13T10:05", "2026-01-14T09:40", "2026-01-20T14:15"] {
        case.write(
            &at[..10],
            json!({ "kind": "trigger", "at": at, "trigger": "interrupted", "feeling": "irritated",
            "intensity": 6, "did": "short answer", "paused": false }),
        );
    }
    let week = case.story.at("2026-01-16 15:00").ask("week", json!({ "goal": case.goal }));
    assert_eq!(
        week["moments"],
        json!(["Most often: interrupted (2 of 2).", "With a pause: 0 of 2 (only 2 entries)."]),
        "those of the week, with their count"
    );
    case.write("2026-01-16", json!({ "kind": "review", "next_week": "keep the same time" }));
    assert!(case.story.at("2026-01-16 16:00").shown().is_empty(), "it is written already");
    assert_eq!(
        case.story.at("2026-01-23 16:00").shown(),
        ["Weekly review, 8 minutes"],
        "the next week is asked for"
    );
}
