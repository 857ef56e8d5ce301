use super::*;
use inward_domain::competency::{Competency, Starter};
use inward_domain::entry::{Complaint, EntryBody, EntryFields, Note};
use inward_domain::experiment::*;
use inward_domain::goal::GoalFields;
use inward_domain::hold::Ended;
use inward_domain::ids::*;
use inward_domain::lexicon::{Language, knows};
use inward_domain::person::{PersonFields, PowerRelation};
use inward_domain::provenance::{Origin, RowKind, Taken};
use inward_domain::schedule::{OccurrenceKey, Recurrence};
use inward_domain::text::{Line, Prose};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_600_000 + second, 123_000_000).expect("a moment")
}

fn day(offset: u64) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day") + chrono::Days::new(offset)
}

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

/// Makes a vault with one row of each kind, the words of which are `text`.
pub(crate) fn filled(text: &str, values: &[u8]) -> Everything {
    let prose = Prose::new(text).expect("a passage");
    let mut person = PersonFields::named(line(text), PowerRelation::IAmTheirBoss);
    person.aliases = vec![line("Tanya"), line(text)];
    let goal = GoalFields {
        people: vec![PersonId(id(1))],
        competencies: vec![Competency::Starter(Starter::SupportsDaily), Competency::Own(line(text))],
        sentence: Some(prose.clone()),
        ..GoalFields::default()
    };
    let measure = MeasureFields {
        name: line(text),
        question: None,
        scale: Scale::ZeroToTen,
        better: Better::Higher,
        rater: Rater::Me,
    };
    let mut plan = ExperimentFields::titled(line(text));
    plan.goal = Some(GoalId(id(2)));
    plan.do_they_know = Some(DoTheyKnow::No { reason: line(text) });
    let phase = Phase { code: line("A1"), name: None, starts_on: day(0), opening: PhaseOpening::Record };
    let complaint = Complaint { my_part: Some(prose.clone()), ..Complaint::first_thought(prose.clone()) };
    let entry = |n, body| Entry {
        id: EntryId(id(n)),
        created_at: at(1),
        changed_at: at(2),
        fields: EntryFields { on: day(1), person: Some(PersonId(id(1))), goal: None, experiment: None, body },
    };
    let mut all = Everything::at(at(0));
    all.settings = Some(json!({ "my_name": text, "workdays": ["mon"], "daily_cap": 2 }));
    all.people = vec![Person { id: PersonId(id(1)), created_at: at(1), fields: person }];
    all.goals = vec![Goal { id: GoalId(id(2)), created_at: at(1), fields: goal }];
    all.experiments = vec![Experiment {
        id: ExperimentId(id(3)),
        created_at: at(1),
        measures: vec![Measure { id: MeasureId(id(4)), fields: measure }],
        phases: vec![phase],
        fields: plan,
    }];
    all.entries = vec![
        entry(5, EntryBody::Complaint(complaint)),
        entry(6, EntryBody::Note(Note { text: prose.clone() })),
    ];
    all.day_logs = values
        .iter()
        .zip(0..)
        .map(|(value, n)| DayLog {
            id: DayLogId(id(100 + n)),
            experiment: ExperimentId(id(3)),
            on: day(n as u64),
            checkin: (value % 2 == 0).then_some(Checkin::Done),
            ratings: vec![Rating { measure: MeasureId(id(4)), value: f64::from(*value) }],
            note: Some(prose.clone()),
            recorded_at: at(i64::from(*value)),
            late: value % 3 == 0,
        })
        .collect();
    let rule = Rule::evening_log(
        RuleId(id(7)),
        chrono::NaiveTime::from_hms_opt(17, 10, 0).expect("a time"),
        Recurrence::daily(),
        day(0),
        at(0),
    );
    let key = OccurrenceKey { rule: rule.id, on: day(0), slot: 0 };
    all.occurrences = vec![Occurrence::planned(key, at(5))];
    all.rules = vec![rule];
    all.history = vec![Earlier {
        kind: "entry".to_owned(),
        id: id(5).to_string(),
        at: at(2),
        change: "changed".to_owned(),
        before: json!({ "z": text, "a": 1 }),
    }];
    all.holds = vec![
        Hold {
            person: None,
            began_at: at(1),
            began_reason: prose.clone(),
            ended: Some(Ended { at: at(2), reason: prose.clone() }),
        },
        Hold { person: Some(PersonId(id(1))), began_at: at(3), began_reason: prose.clone(), ended: None },
    ];
    all.remembered = [("map_places".to_owned(), json!({ "places": [text] }))].into();
    all.imports = vec![Batch {
        id: BatchId(id(8)),
        at: at(3),
        format: Line::new("loop").expect("a line"),
        name: Line::new("Loop.zip").expect("a line"),
        undone_at: None,
        rows: vec![Origin {
            kind: RowKind::Experiment,
            id: id(3).to_string(),
            source: Some(format!("loop:{text}")),
            change: Taken::Added,
        }],
    }];
    all
}

fn changed(change: impl FnOnce(&mut Value)) -> Result<Everything, JsonProblem> {
    let mut document = serde_json::to_value(filled("Calm talk", &[3, 4])).expect("plain data");
    change(&mut document);
    read(&serde_json::to_vec(&document).expect("plain data"))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal(
        text in "[\\PC\u{5d0}\u{301}]{0,40}x",
        values in proptest::collection::vec(0u8..=10, 0..30),
    ) {
        let all = filled(&text, &values);
        let bytes = write(&all);
        let back = read(&bytes).expect("our own file");
        prop_assert_eq!(&back, &all);
        prop_assert_eq!(write(&back), bytes, "the same values are the same bytes");
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }
}

#[test]
fn the_order_of_rows_and_keys_makes_no_difference_to_the_bytes() {
    let mut all = filled("Calm talk", &[3, 4, 5]);
    let bytes = write(&all);
    all.entries.reverse();
    all.day_logs.reverse();
    all.settings = Some(json!({ "daily_cap": 2, "workdays": ["mon"], "my_name": "Calm talk" }));
    assert_eq!(String::from_utf8_lossy(&write(&all)), String::from_utf8_lossy(&bytes));
}

#[rstest]
#[case::nothing(b"", JsonProblem::NotJson { line: 1, column: 1 })]
#[case::a_table(b"date,x\n", JsonProblem::NotJson { line: 1, column: 1 })]
#[case::cut_off(b"{\n \"format\": \"inward\",", JsonProblem::NotJson { line: 2, column: 20 })]
#[case::another_programs(b"{\"version\": 1}", JsonProblem::NotOurs)]
#[case::a_list(b"[1]", JsonProblem::NotOurs)]
#[case::no_version(b"{\"format\": \"inward\"}", JsonProblem::NotOurs)]
#[case::a_newer_one(b"{\"format\": \"inward\", \"version\": 2, \"new\": {}}", JsonProblem::Newer { found: 2, known: 1 })]
fn a_file_that_is_not_ours_is_refused_by_what_it_is(#[case] bytes: &[u8], #[case] expected: JsonProblem) {
    assert_eq!(read(bytes), Err(expected));
}

#[test]
fn a_file_that_nests_without_end_is_refused_before_it_is_parsed() {
    let bytes =
        [b"{\"format\":\"inward\",\"version\":1,\"settings\":".to_vec(), vec![b'['; 1_000_000]].concat();
    assert_eq!(read(&bytes), Err(JsonProblem::TooDeep { max: DEPTH_MAX }));
    let brackets = filled("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ \\\" {{{{", &[]);
    assert!(read(&write(&brackets)).is_ok(), "brackets inside a text are text");
}

#[rstest]
#[case::blank_name("/people/0/display_name", json!("  "), "people[0].display_name", "refusal.blank")]
#[case::a_number("/people/0/display_name", json!(7), "people[0].display_name", "invalid type")]
#[case::no_such_choice("/people/0/power", json!("king"), "people[0].power", "unknown variant")]
#[case::deep("/goals/0/success/i_do", json!(1), "goals[0].success.i_do", "invalid type")]
#[case::a_date("/day_logs/0/on", json!("2026-02-30"), "day_logs[0].on", "input is out of range")]
#[case::a_measure("/experiments/0/measures/0/scale", json!("x"), "experiments[0].measures[0].scale", "unknown variant")]
#[case::a_rule("/rules/0/recurrence", json!("EVERY DAY"), "rules[0].recurrence", "refusal.not_a_recurrence")]
#[case::a_state("/occurrences/0/state", json!("x"), "occurrences[0].state", "unknown variant")]
#[case::no_rows("/entries", json!({}), "entries", "invalid type")]
fn the_offending_field_is_named(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] expected: &str,
    #[case] reason: &str,
) {
    let result = changed(|document| *document.pointer_mut(pointer).expect("the field is there") = value);
    let Err(JsonProblem::Field { path, why }) = result else { panic!("{pointer} was taken: {result:?}") };
    assert_eq!(path, expected);
    assert!(why.starts_with(reason), "{why}");
}

#[rstest]
#[case::at_the_top("", "Field")]
#[case::in_a_row("/people/0", "people[0].more")]
#[case::in_a_body("/entries/1/body", "entries[1].body.more")]
fn a_field_of_tomorrow_is_refused_and_not_dropped(#[case] pointer: &str, #[case] path: &str) {
    let result = changed(|document| {
        let row = document.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object");
        row.insert("more".to_owned(), json!(1));
    });
    match result {
        Err(JsonProblem::UnknownField { path: found }) => assert_eq!(found, path),
        Err(JsonProblem::Field { path: found, .. }) if path == "Field" => assert_eq!(found, "more"),
        other => panic!("importing would lose the field: {other:?}"),
    }
}

#[test]
fn rows_that_stand_twice_and_ratings_off_the_scale_are_refused() {
    let twice = |list: &'static str, index: usize| JsonProblem::Twice { path: format!("{list}[{index}]") };
    let copied = changed(|d| {
        let row = d["people"][0].clone();
        d["people"].as_array_mut().expect("a list").push(row);
    });
    assert_eq!(copied, Err(twice("people", 1)));
    assert_eq!(
        changed(|d| d["day_logs"][1]["on"] = d["day_logs"][0]["on"].clone()),
        Err(twice("day_logs", 1))
    );
    let off = JsonProblem::Rating { path: "day_logs[1].ratings[0]".to_owned() };
    assert_eq!(changed(|d| d["day_logs"][1]["ratings"][0]["value"] = json!(11.0)), Err(off.clone()));
    assert_eq!(changed(|d| d["day_logs"][1]["ratings"][0]["measure"] = json!(id(9))), Err(off));
}

#[test]
fn every_problem_has_its_sentence_in_both_languages() {
    let path = String::new;
    let keys = [
        JsonProblem::TooLarge { max_mb: 1 },
        JsonProblem::NotJson { line: 1, column: 1 },
        JsonProblem::NotOurs,
        JsonProblem::Newer { found: 2, known: 1 },
        JsonProblem::TooDeep { max: 1 },
        JsonProblem::TooManyValues { max: 1 },
        JsonProblem::Field { path: path(), why: path() },
        JsonProblem::UnknownField { path: path() },
        JsonProblem::Twice { path: path() },
        JsonProblem::Rating { path: path() },
    ]
    .map(|p| p.key());
    for language in [Language::En, Language::De] {
        for key in keys {
            assert!(knows(language, key), "{key} is missing in {language:?}");
        }
    }
}
