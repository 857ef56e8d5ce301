//! The pictures of people, of a belief and of a log, as a window asks for them.

use serde_json::{Value, json};

use super::Case;
use crate::story::{check_in_plan, measures, rows};

/// Lives the days of the worked case: a record, a plan from 2 February, and every evening.
fn lived(case: &mut Case) -> String {
    let draft = json!({ "id": null, "draft": true, "measures": measures(), "fields": { "title": "Daily check-in",
        "goal": case.goal, "people": [case.tatiana] } });
    let experiment = case.story.save("save_experiment", draft);
    let view = case.story.ask("experiment", json!({ "id": experiment }));
    let ids: Vec<Value> = view["experiment"]["measures"]
        .as_array()
        .expect("measures")
        .iter()
        .map(|m| m["id"].clone())
        .collect();
    for row in rows() {
        if row.on.to_string() == "2026-01-28" {
            case.story.at("2026-01-28 10:00");
            let mut measures = measures();
            for (measure, id) in measures.as_array_mut().expect("measures").iter_mut().zip(&ids) {
                measure["id"] = id.clone();
            }
            let fields = check_in_plan(Some(&case.goal), &case.tatiana);
            case.story.ask(
                "save_experiment",
                json!({ "id": experiment, "draft": false, "measures": measures, "fields": fields }),
            );
        }
        case.story.on(row.on, "17:15");
        let values = [row.quality, row.interruptions].into_iter().zip(&ids);
        let ratings: Vec<Value> =
            values.filter_map(|(value, id)| Some(json!({ "measure": id, "value": value? }))).collect();
        let mut day = json!({ "experiment": experiment, "ratings": ratings });
        if let Some(checkin) = row.checkin {
            day["checkin"] = json!(checkin);
        }
        case.story.ask("log_day", day);
    }
    experiment
}

/// Returns the text of a picture's table.
fn cells(picture: &Value) -> String {
    picture["rows"].to_string()
}

#[test]
fn the_work_together_is_drawn_from_evening_ratings_and_before_from_single_ones() {
    let mut case = Case::begin();
    let asked = json!({ "person": case.tatiana, "width": 640 });
    let nothing = case.story.ask("relationship_picture", asked.clone());
    assert_eq!(nothing["picture"], Value::Null, "nothing was rated, so nothing is drawn");

    case.write("2026-01-05", json!({ "kind": "quality", "quality": 3, "words": "tense, suspicious" }));
    let single = case.story.ask("relationship_picture", asked.clone());
    assert_eq!(single["how"], "my ratings of the work together, 0–10");
    assert_eq!(single["picture"]["rows"].as_array().expect("rows").len(), 1);

    lived(&mut case);
    let pulse = json!({ "kind": "pulse", "consent": true, "guess_priorities": 2, "guess_problems": 2, "guess_trust": 2,
        "guess_support": 1, "form": "paper", "priorities": 1, "problems": 1, "trust": 1, "support": 0 });
    case.write("2026-01-30", pulse);
    let weekly = case.story.ask("relationship_picture", asked);
    assert_eq!(weekly["how"], "my evening rating, 0–10, weekly median");
    let picture = &weekly["picture"];
    assert_eq!(picture["title"], "Working with Tatiana");
    assert!(10 <= picture["rows"].as_array().expect("rows").len(), "{}", cells(picture));
    for strip in ["interruptions, weekly median, fewer is better", "Their pulse, sum of four items, 0–16"] {
        assert!(picture["svg"].as_str().expect("a drawing").contains(strip), "{strip}");
    }
}

#[test]
fn the_map_is_drawn_with_the_places_of_its_circles_and_marks_what_changed() {
    let mut case = Case::begin();
    let place = json!({ "person": case.lena, "place": { "x": 0.8, "y": 0.5 } });
    case.story.ask("place_person", place);
    case.write("2026-01-05", json!({ "kind": "quality", "quality": 3 }));
    case.write("2026-03-27", json!({ "kind": "quality", "quality": 8 }));
    case.story.at("2026-03-27 18:00");
    let drawn = case.story.ask("map_picture", json!({ "since": "2026-02-01", "width": 640 }));
    let people = drawn["map"]["people"].as_array().expect("people");
    let at = |name: &str| people.iter().position(|p| p["name"] == name).expect("there");
    let y = |name: &str| drawn["places"][at(name)]["y"].as_f64().expect("a place");
    assert!((drawn["places"][at("Lena")]["x"].as_f64().expect("a place") - 0.8).abs() < 0.01);
    assert!(y("Henrik") < y("Lena") && y("Lena") < y("Tatiana"), "my boss above, my team below");
    assert_eq!(people[at("Tatiana")]["words"], json!(["8 of 10 now", "3 on 5 January"]));
    assert_eq!(people[at("Tatiana")]["bond"], "practice");
    let svg = drawn["picture"]["svg"].as_str().expect("a drawing");
    for told in ["8 of 10 now", "rated higher", "data-value=\"0\""] {
        assert!(svg.contains(told), "{told}");
    }
}

#[test]
fn a_belief_is_drawn_with_its_tests_and_a_day_without_an_entry_stays_unknown() {
    let mut case = Case::begin();
    let experiment = lived(&mut case);
    let brake = json!({ "aim": "ask before I tell", "instead": "I tell", "worry": "nothing moves", "committed": "control",
        "assumption": "If I do not push, then nothing happens", "belief": 80,
        "tests": [{ "what": "one week without reminders", "by": "2026-02-13", "happened": "she reported first", "belief_after": 50 },
            { "what": "leave the agenda to her", "by": "2026-06-01" }] });
    let drawn = case.story.ask("belief_picture", json!({ "brake": brake, "on": "2026-01-20", "width": 480 }));
    assert!(
        cells(&drawn).contains("50 %") && cells(&drawn).contains("she reported first"),
        "{}",
        cells(&drawn)
    );
    let log = case.story.ask("log_calendar", json!({ "experiment": experiment, "width": 480 }));
    assert!(log["description"].as_str().expect("words").ends_with("Other days are unknown."), "{log}");
    assert!(cells(&log).contains("does not apply"), "the days of leave are told");
}
