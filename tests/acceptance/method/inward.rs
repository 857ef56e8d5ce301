//! Look inward: fixes tried, tense moments, the cool-off box.

use serde_json::{Value, json};

use super::{Case, held_talk};

pub fn fix(did: &str, strategy: &str, happened: &str, repair: bool) -> Value {
    json!({ "kind": "fix", "did": did, "strategy": strategy, "meant": "speed", "happened": happened,
        "effect": "worse", "repair_needed": repair })
}

#[test]
fn sc_05_four_fixes_of_one_family_raise_the_note_after_the_second_and_it_can_be_set_aside() {
    let mut case = Case::begin();
    case.write(
        "2025-09-15",
        fix("watched her and her team's figures closely", "monitor", "closed ranks", true),
    );
    assert_eq!(case.findings("fix"), ["One attempt still asks for repair."], "one is not a pattern");
    case.write("2025-10-06", fix("went past her to her people for facts", "bypass", "felt undermined", true));
    let two = "2 of 2 attempts of the same kind (control) made it worse. What would be a different kind?";
    assert_eq!(case.findings("fix")[0], two, "AC2: from the second on");
    case.write(
        "2025-10-20",
        fix("allowed her questions only at fixed hours", "restrict_contact", "afraid", false),
    );
    case.write(
        "2025-12-12",
        fix("wrote my displeasure into the appraisal", "formal_sanction", "shock", true),
    );
    assert_eq!(
        case.findings("fix"),
        [
            "4 of 4 attempts of the same kind (control) made it worse. What would be a different kind?",
            "3 attempts still ask for repair.",
        ]
    );
    let aside = json!({ "goal": case.goal, "id": "fix.more_of_the_same.control" });
    case.story.ask("set_aside", aside);
    assert_eq!(case.findings("fix"), ["3 attempts still ask for repair."], "once for each family");
}

pub const MOMENTS: [(&str, &str, &str, i64, &str, bool, i64); 8] = [
    ("2026-01-05T11:10", "interrupted", "irritated", 6, "sent her away", false, 4),
    ("2026-01-07T15:20", "ignored_instruction", "angry", 8, "wrote to her deputy", false, 7),
    ("2026-01-09T09:55", "slow", "irritated", 5, "sighed aloud", false, 5),
    ("2026-01-13T10:05", "interrupted", "irritated", 6, "short answer", false, 4),
    ("2026-01-15T16:40", "contradicted", "angry", 7, "raised voice", false, 6),
    ("2026-01-19T14:15", "surprise", "worried", 6, "checked files at night", false, 5),
    ("2026-02-12T10:30", "interrupted", "irritated", 5, "paused, asked", true, 2),
    ("2026-03-11T11:05", "slow", "irritated", 4, "paused, walked", true, 2),
];

#[test]
fn sc_08_the_trigger_log_says_what_is_most_frequent_and_that_two_entries_are_few() {
    let mut case = Case::begin();
    for (at, trigger, feeling, intensity, did, paused, after) in MOMENTS {
        case.write(
            &at[..10],
            json!({ "kind": "trigger", "at": at, "trigger": trigger, "feeling": feeling,
            "intensity": intensity, "did": did, "paused": paused, "intensity_after": after }),
        );
    }
    held_talk(&mut case);
    case.story.at("2026-03-27 18:00");
    assert_eq!(
        case.findings("trigger"),
        [
            "Most often: interrupted (3 of 8).",
            "5 of 8 in the morning.",
            "With a pause before the change: 0 of 6.",
            "With a pause since the change: 2 of 2 (only 2 entries).",
        ]
    );
}

#[test]
fn a_cool_off_box_opens_by_the_clock_and_says_so_once() {
    let mut case = Case::begin();
    case.story.at("2026-01-07 15:30");
    let body = |then: Option<&str>| {
        json!({ "kind": "cool_off", "draft": "I have had enough", "feeling": "angry",
        "intensity": 8, "held_from": "2026-01-06T15:30", "hold_minutes": 60, "then": then })
    };
    let id = case.write("2026-01-07", body(None));
    case.story.at("2026-01-07 16:29");
    let held =
        case.story.ask("worksheet", json!({ "kind": "cool_off", "goal": case.goal }))["entries"][0].clone();
    let early = case.put_refused(&id, "2026-01-07", body(Some("let_go")));
    assert_eq!(early, "fields.body.then", "what rests is not decided about");
    assert_eq!(held["title"], "Rests until Wednesday 7 January, 16:30");
    assert!(!held["shown"].to_string().contains("enough"), "what rests is not read");
    assert_eq!(case.story.ask("search", json!({ "words": "enough" })), json!([]), "and not found");
    assert!(case.story.shown().is_empty());
    assert_eq!(case.story.at("2026-01-07 16:30").shown(), ["A draft has rested and can be read"]);
    assert!(case.story.at("2026-01-07 16:31").shown().is_empty(), "once");
    let found = case.story.ask("search", json!({ "words": "enough" }));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "then it is read again");
    case.put(Some(&id), "2026-01-07", body(Some("let_go")));
    let short = json!({ "kind": "cool_off", "draft": "now", "feeling": "angry", "intensity": 8,
        "held_from": "2026-01-07T15:30", "hold_minutes": 5 });
    assert_eq!(case.refused("2026-01-07", short).2, "Choose a number from 20 to 1440.");
}

#[test]
fn sc_15_the_wish_has_four_marks_and_the_behaviour_none_and_fine_as_is_is_remembered() {
    let mut case = Case::begin();
    let marks = |case: &mut Case, text: &str, when: Option<&str>, fine: Value| {
        let input = json!({ "read_as": "behaviour", "text": text, "when": when, "fine": fine });
        case.story.ask("hints", input)["hints"].as_array().expect("marks").clone()
    };
    let wish = marks(&mut case, "be more supportive", None, json!([]));
    let reasons: Vec<&str> = wish.iter().map(|m| m["hint"]["reason"].as_str().expect("a reason")).collect();
    assert_eq!(reasons, ["vague_word", "vague_word", "no_time", "no_visible_verb"], "AC5");
    assert!(wish[0]["question"].as_str().is_some_and(|q| q.contains("more")), "each mark asks");
    let behaviour = "I meet Tatiana for 15 minutes and ask about progress, priorities, concerns and challenges before I say anything.";
    assert!(
        marks(&mut case, behaviour, Some("09:00 Mon–Fri, her room or phone"), json!([])).is_empty(),
        "AC5"
    );

    let fine = wish[0]["fine"].clone();
    assert_eq!(marks(&mut case, "be more supportive", None, json!([fine])).len(), 3);
    let id = case.write(
        "2026-01-28",
        json!({ "kind": "ladder", "wish": "support", "behaviour": "be more supportive", "fine": [fine] }),
    );
    let view = case.story.ask("entry", json!({ "id": id }))["view"].clone();
    assert_eq!(view["marks"].as_array().map(Vec::len), Some(3), "what is fine as it is stays unmarked");
}

#[test]
fn words_of_danger_bring_a_plain_pointer_that_is_not_stored() {
    let mut case = Case::begin();
    let read = |case: &mut Case, text: &str| {
        case.story.ask("hints", json!({ "read_as": "complaint", "text": text }))["safety"].clone()
    };
    let pointer = read(&mut case, "He threatened to hit me after the meeting");
    assert!(pointer.as_str().is_some_and(|p| p.contains("HR or the works council")), "{pointer}");
    assert_eq!(read(&mut case, "The deadline threatens the plan"), Value::Null, "no false alarm");
    case.write(
        "2026-01-05",
        json!({ "kind": "complaint", "statement": "He threatened to hit me after the meeting" }),
    );
    let folder = case.story.ask("worksheet", json!({ "kind": "complaint", "goal": case.goal }));
    assert!(!folder.to_string().contains("works council"), "nothing of it is kept");
}
