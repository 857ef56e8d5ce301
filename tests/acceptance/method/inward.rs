//! Look inward: fixes tried, tense moments, the cool-off box.

use serde_json::{Value, json};

use super::{Case, held_talk};

fn fix(did: &str, strategy: &str, happened: &str, repair: bool) -> Value {
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

const MOMENTS: [(&str, &str, &str, i64, &str, bool, i64); 8] = [
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
        "intensity": 8, "held_from": "2026-01-07T15:30", "hold_minutes": 60, "then": then })
    };
    let id = case.write("2026-01-07", body(None));
    assert!(case.story.at("2026-01-07 16:29").shown().is_empty());
    assert_eq!(case.story.at("2026-01-07 16:30").shown(), ["A draft has rested and can be read"]);
    assert!(case.story.at("2026-01-07 16:31").shown().is_empty(), "once");
    case.put(Some(&id), "2026-01-07", body(Some("let_go")));
    let short = json!({ "kind": "cool_off", "draft": "now", "feeling": "angry", "intensity": 8,
        "held_from": "2026-01-07T15:30", "hold_minutes": 5 });
    assert_eq!(case.refused("2026-01-07", short).2, "Choose a number from 20 to 1440.");
}
