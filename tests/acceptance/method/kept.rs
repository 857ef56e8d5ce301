//! What is kept for all kinds alike: places on the map, offers, and hostile words as words.

use serde_json::json;

use super::Case;
use crate::story::{check_in_plan, measures};

#[test]
fn the_map_keeps_places_and_says_what_changed_since_a_day() {
    let mut case = Case::begin();
    let place = json!({ "person": case.lena, "place": { "x": 0.8, "y": 0.4 } });
    case.story.ask("place_person", place);
    let tie = json!({ "kind": "tie", "between": [case.tatiana, case.joseph], "tie": "supports" });
    case.story.at("2026-02-02 12:00");
    let id = case.write("2026-02-02", tie.clone());
    case.write("2026-01-05", json!({ "kind": "quality", "quality": 3, "words": "tense, suspicious" }));
    case.write("2026-03-27", json!({ "kind": "quality", "quality": 8, "words": "trust" }));
    case.story.at("2026-03-27 18:00");
    let map = case.story.ask("map", json!({ "since": "2026-02-01" }));
    let person = |name: &str| {
        map["people"].as_array().expect("people").iter().find(|p| p["name"] == name).expect("there").clone()
    };
    assert_eq!(person("Lena")["place"], json!({ "x": 0.8, "y": 0.4 }));
    assert_eq!(
        (person("Tatiana")["quality"].as_f64(), person("Tatiana")["change"].as_str()),
        (Some(8.0), Some("better"))
    );
    assert_eq!(map["ties"][0]["change"], "new");
    assert_eq!(
        map["changes"],
        json!([
            "With Tatiana it is rated higher.",
            "New between Tatiana and Joseph: they support each other."
        ])
    );

    let mut ended = tie;
    ended["ended_on"] = json!("2026-03-01");
    case.put(Some(&id), "2026-02-02", ended);
    let since = case.story.ask("map", json!({ "since": "2026-02-15" }));
    assert_eq!(since["ties"][0]["change"], "ended");
    assert_eq!(case.story.ask("map", json!({}))["ties"], json!([]), "what ended is not on today's map");
    let alone = json!({ "kind": "tie", "between": [case.tatiana, case.tatiana], "tie": "supports" });
    assert_eq!(case.refused("2026-02-02", alone).1, "fields.body.between");
}

#[test]
fn an_offer_comes_with_its_reason_and_not_now_silences_it_for_this_practice() {
    let mut case = Case::begin();
    let offers = |case: &mut Case| -> Vec<String> {
        let view = case.story.ask("goal", json!({ "id": case.goal }));
        view["offers"]
            .as_array()
            .expect("offers")
            .iter()
            .map(|o| o["kind"].as_str().expect("a kind").to_owned())
            .collect()
    };
    assert!(offers(&mut case).is_empty());
    case.write("2026-01-05", json!({ "kind": "complaint", "statement": "She never makes the first move" }));
    assert_eq!(offers(&mut case), ["fix"]);
    let aside = json!({ "goal": case.goal, "id": "offer.fix" });
    case.story.ask("set_aside", aside);
    assert!(offers(&mut case).is_empty());
}

#[test]
fn a_choice_that_was_not_made_and_a_blank_row_are_named_at_their_place() {
    let mut case = Case::begin();
    let (_, field, sentence) = case.refused(
        "2026-01-05",
        json!({ "kind": "fix", "did": "a", "meant": "b",
        "happened": "c", "strategy": null, "effect": "worse" }),
    );
    assert_eq!((field.as_str(), sentence.as_str()), ("fields.body.strategy", "Please choose one."));
    let (_, field, _) = case.refused(
        "2026-01-05",
        json!({ "kind": "left_hand", "about": "a talk",
        "turns": [{ "speaker": "me", "said": "x" }, { "speaker": "other", "said": " " }] }),
    );
    assert_eq!(field, "fields.body.turns.1.said");
}

#[test]
fn hostile_words_are_kept_as_words_in_every_kind() {
    let mut case = Case::begin();
    let long = "x".repeat(100_000);
    let (_, field, sentence) = case.refused("2026-01-05", json!({ "kind": "note", "text": long }));
    assert_eq!(field, "fields.body.text");
    assert!(sentence.contains("20000"), "{sentence}");
    for words in ["<script>alert(1)</script>", "#read(\"/etc/passwd\")", "שלום é 🙂", "\u{202e}evil"] {
        let id = case.write(
            "2026-01-05",
            json!({ "kind": "left_hand", "about": words,
            "turns": [{ "speaker": "me", "said": words, "unsaid": words }] }),
        );
        let view = case.story.ask("entry", json!({ "id": id }))["view"].clone();
        assert_eq!(view["title"], words, "as it was typed");
        case.story.ask("report_pages", json!({ "report": "sheet", "entry": id }));
    }
}

#[test]
fn a_talk_is_thought_of_when_the_interval_is_over_and_no_longer_after_we_spoke() {
    let mut case = Case::begin();
    let mut fields = case.person()["person"].clone();
    fields["contact_ideal_days"] = json!(1);
    fields["contact_max_days"] = json!(2);
    case.story.ask("save_person", json!({ "id": case.tatiana, "fields": fields }));
    let due = |case: &mut Case, at: &str| -> Vec<String> {
        let rows = case.story.at(at).ask("due", json!({}));
        rows.as_array().expect("rows").iter().map(|r| r["text"].as_str().expect("words").to_owned()).collect()
    };
    assert!(due(&mut case, "2026-01-12 10:00").is_empty(), "nobody knows when we spoke");
    case.story.at("2026-02-05 12:00");
    let spoke = case.write("2026-02-05", json!({ "kind": "contact", "about": "the roll-out" }));
    assert!(due(&mut case, "2026-02-09 10:00").is_empty(), "two workdays, over a weekend");
    assert_eq!(due(&mut case, "2026-02-10 10:00"), ["Talk with Tatiana"]);

    let row = json!({ "what": "entry", "id": spoke });
    case.story.ask("delete_row", row.clone());
    assert!(due(&mut case, "2026-02-10 10:01").is_empty(), "without the contact nothing is known again");
    case.story.ask("restore_trashed", json!({ "kind": "entry", "id": spoke }));
    assert_eq!(due(&mut case, "2026-02-10 10:02"), ["Talk with Tatiana"], "brought back, it counts again");
    case.write("2026-02-10", json!({ "kind": "contact", "about": "again" }));
    assert!(due(&mut case, "2026-02-10 10:03").is_empty(), "we spoke");
}

fn max_two_workdays(case: &mut Case) {
    let mut fields = case.person()["person"].clone();
    fields["contact_max_days"] = json!(2);
    case.story.ask("save_person", json!({ "id": case.tatiana, "fields": fields }));
}

/// Lists the talks that are due.
fn talks(case: &mut Case, at: &str) -> usize {
    let rows = case.story.at(at).ask("due", json!({}));
    rows.as_array().expect("rows").iter().filter(|row| row["text"] == "Talk with Tatiana").count()
}

fn spoke(case: &mut Case, on: &str) -> String {
    case.story.at(&format!("{on} 12:00"));
    case.write(on, json!({ "kind": "contact", "about": "the roll-out" }))
}

#[test]
fn a_talk_that_rang_leaves_today_once_we_spoke_and_is_there_again_when_that_is_taken_back() {
    let mut case = Case::begin();
    max_two_workdays(&mut case);
    spoke(&mut case, "2026-01-28");
    assert_eq!(case.story.at("2026-02-02 10:00").shown(), ["A talk is due"]);
    let talk = spoke(&mut case, "2026-02-03");
    assert_eq!(talks(&mut case, "2026-02-05 10:00"), 0, "we spoke the day before yesterday");
    case.story.ask("delete_row", json!({ "what": "entry", "id": talk }));
    assert_eq!(talks(&mut case, "2026-02-05 10:01"), 1);
    assert!(case.story.at("2026-02-05 10:02").shown().is_empty(), "and does not ring a second time");
}

#[test]
fn somebody_who_is_overdue_when_the_interval_is_set_is_thought_of_on_the_next_workday() {
    let mut case = Case::begin();
    spoke(&mut case, "2026-01-12");
    case.story.at("2026-01-30 12:00");
    max_two_workdays(&mut case);
    assert_eq!(talks(&mut case, "2026-01-30 12:01"), 0);
    case.story.at("2026-02-02 09:00");
    max_two_workdays(&mut case);
    assert_eq!(case.story.at("2026-02-02 10:00").shown(), ["A talk is due"], "saved again, it stays");
    assert!(case.story.at("2026-02-03 10:00").shown().is_empty(), "once");
}

#[test]
fn an_agreed_check_in_is_a_contact_as_long_as_its_experiment_is_there_and_an_act_about_somebody_is_none() {
    let mut case = Case::begin();
    max_two_workdays(&mut case);
    spoke(&mut case, "2026-01-29");
    let plan = |knows: serde_json::Value| {
        let mut fields = check_in_plan(None, &case.tatiana);
        fields["do_they_know"] = json!({ "answer": knows });
        json!({ "id": null, "draft": false, "measures": measures(), "fields": fields })
    };
    let (told, agreed) = (plan(json!("told")), plan(json!("agreed")));
    let told = case.story.save("save_experiment", told);
    let agreed = case.story.save("save_experiment", agreed);
    case.story.at("2026-02-02 12:00");
    case.story.ask("log_day", json!({ "experiment": told, "checkin": "done" }));
    assert_eq!(case.person()["contact"]["last_on"], "2026-01-29");
    case.story.ask("log_day", json!({ "experiment": agreed, "checkin": "done" }));
    assert_eq!(case.person()["contact"]["last_on"], "2026-02-02");
    assert_eq!(talks(&mut case, "2026-02-03 10:00"), 0);
    case.story.ask("delete_row", json!({ "what": "experiment", "id": agreed }));
    assert_eq!(talks(&mut case, "2026-02-04 10:00"), 1, "without the experiment the talk is overdue");
}

#[test]
fn what_lies_in_the_trash_rests_there_with_its_reminders() {
    let mut case = Case::begin();
    case.story.at("2026-01-27 11:00");
    let requests = json!([{ "person": case.lena, "channel": "text_mail", "asked_on": "2026-01-27" }]);
    let round = case.write(
        "2026-01-27",
        json!({ "kind": "feedforward", "behaviour": "Stay calm.", "requests": requests }),
    );
    let due = |case: &mut Case| case.story.at("2026-02-03 10:00").ask("due", json!({}));
    assert_eq!(due(&mut case)[0]["text"], "No answer from Lena yet");
    case.story.ask("delete_row", json!({ "what": "entry", "id": round }));
    assert_eq!(due(&mut case), json!([]));
    case.story.ask("restore_row", json!({ "what": "entry", "id": round }));
    assert_eq!(due(&mut case)[0]["text"], "No answer from Lena yet", "and comes back with it");

    let goal = json!({ "what": "goal", "id": case.goal });
    case.story.ask("delete_row", goal.clone());
    let review = "Weekly review, 8 minutes".to_owned();
    let shown = case.story.at("2026-02-06 16:00").shown();
    assert!(!shown.contains(&review), "no practice, no review of its week: {shown:?}");
    case.story.ask("restore_row", goal);
    let shown = case.story.at("2026-02-06 16:01").shown();
    assert!(shown.contains(&review), "{shown:?}");
}

/// Draws small numbers the same way in each run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[test]
fn whatever_is_edited_deleted_and_brought_back_the_first_sealed_guess_and_the_history_stay() {
    for seed in 1..=12 {
        let mut draws = Draws(seed * 7_919);
        let mut case = Case::begin();
        case.story.at("2026-01-20 17:20");
        let row = |n: u64, guess: &str| json!({ "question": format!("question {n}"), "guess": guess, "confidence": 50 });
        let first = json!([row(1, "one"), row(2, "two"), row(3, "three")]);
        let id = case.write(
            "2026-01-20",
            json!({ "kind": "guess", "questions": first, "sealed_at": "2026-01-20T16:20:00Z" }),
        );
        let thoughts = |body: &serde_json::Value| -> Vec<(String, String)> {
            let text = |v: &serde_json::Value| v.as_str().expect("a text").to_owned();
            body["questions"]
                .as_array()
                .expect("rows")
                .iter()
                .map(|q| (text(&q["question"]), text(&q["guess"])))
                .collect()
        };
        let (mut deleted, mut changes) = (false, 0);
        for _ in 0..24 {
            match draws.below(4) {
                0 if !deleted => {
                    case.story.ask("delete_row", json!({ "what": "entry", "id": id }));
                    deleted = true;
                }
                1 if deleted => {
                    case.story.ask("restore_row", json!({ "what": "entry", "id": id }));
                    deleted = false;
                }
                2 if !deleted => {
                    super::held_talk(&mut case);
                }
                _ if !deleted => {
                    let rows: Vec<_> = (0..draws.below(5))
                        .map(|_| {
                            let mut row =
                                row(draws.below(5), ["one", "other", "<b>"][draws.below(3) as usize]);
                            row["matched"] =
                                json!(["yes", "partly", "no", "not_raised"][draws.below(4) as usize]);
                            row
                        })
                        .collect();
                    case.put(
                        Some(&id),
                        "2026-01-20",
                        json!({ "kind": "guess", "questions": rows, "sealed_at": null }),
                    );
                    changes += 1;
                }
                _ => {}
            }
            if !deleted {
                let page = case.story.ask("entry", json!({ "id": id }));
                let body = &page["view"]["entry"]["body"];
                assert_eq!(thoughts(body), thoughts(&json!({ "questions": first })), "seed {seed}");
                assert!(body["sealed_at"].is_string(), "seed {seed}: the seal stays");
                let kept = page["changed"].as_array().map_or(0, Vec::len);
                assert!(changes <= kept, "seed {seed}: {changes} changes, {kept} earlier texts");
            }
        }
    }
}
