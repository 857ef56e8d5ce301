//! The worked case, twelve weeks through dispatch: from the first complaint to the printed decision.

use serde_json::{Value, json};

use crate::story::{PASSPHRASE, Row, Story, check_in_plan, measures, rows, tatiana};

const COMPLAINTS: [(&str, &str, &str, &str, i64); 5] = [
    (
        "Tatiana will not run things the new way",
        "I announced a finished plan; I never asked what it breaks for her team",
        "she protects what works",
        "How do I build a plan with the people who run it?",
        70,
    ),
    (
        "She lets her people carry on as before",
        "I ask her people directly, so they answer to me",
        "her authority shrinks",
        "How do I leave accountability with the leader?",
        80,
    ),
    (
        "She never makes the first move",
        "I correct what I do not like",
        "a move can only go wrong",
        "How do I make it safe to decide?",
        60,
    ),
    (
        "She asks me before every step",
        "I never said which decisions are hers",
        "asking is the only safe way",
        "How do I make priorities and limits clear?",
        80,
    ),
    (
        "Her questions break up my day; strategy work stalls",
        "I fixed contact hours and gave no regular time",
        "questions pile up",
        "How do I give reliable time?",
        90,
    ),
];

/// Holds the case with its practice and its first experiment.
pub struct Case {
    pub story: Story,
    pub person: String,
    pub goal: String,
    pub experiment: String,
    pub measures: Vec<String>,
}

/// Lives the case from 5 January to the evening of 27 March.
pub fn lived() -> Case {
    let mut story = Story::with_vault("2026-01-05 08:40");
    let person = tatiana(&mut story);
    let goal = story.save("save_goal", json!({ "id": null, "fields": { "people": [person], "starts_on": "2026-01-05", "planned_end_on": "2026-03-27" } }));
    let practice = goal.clone();
    live(story, &person, goal, |story, day| {
        if day == "2026-01-22" {
            talk(story, &person, &practice);
        }
    })
}

/// Lives the days of a practice with Tatiana; `before_the_log` is what else a day brings.
pub fn live(
    mut story: Story,
    person: &str,
    goal: String,
    mut before_the_log: impl FnMut(&mut Story, &str),
) -> Case {
    let complaints: Vec<String> = COMPLAINTS
        .iter()
        .map(|(statement, ..)| {
            let body = json!({ "kind": "complaint", "statement": statement, "subject": "other" });
            let fields = json!({ "on": "2026-01-05", "person": person, "goal": goal, "body": body });
            story.save("save_entry", json!({ "id": null, "fields": fields }))
        })
        .collect();
    let counter = story.ask("goal", json!({ "id": goal }))["counter"].clone();
    assert_eq!(
        counter,
        json!({ "before": 0, "after": 0, "of": 5 }),
        "AC1: nobody is the subject of a first thought"
    );

    // A draft with measures keeps a record already: phase A1.
    let draft = json!({ "id": null, "draft": true, "measures": measures(), "fields": { "title": "Daily check-in", "goal": goal, "people": [person] } });
    let experiment = story.save("save_experiment", draft);
    let ids = measure_ids(&mut story, &experiment);

    for row in rows() {
        match row.on.to_string().as_str() {
            "2026-01-12" => turn_round(&mut story, person, &goal, &complaints),
            "2026-01-28" => plan(&mut story, person, &goal, &experiment, &ids),
            _ => {}
        }
        before_the_log(&mut story, &row.on.to_string());
        log(&mut story, &experiment, &ids, &row);
    }
    Case { story, person: person.to_owned(), goal, experiment, measures: ids }
}

fn measure_ids(story: &mut Story, experiment: &str) -> Vec<String> {
    let view = story.ask("experiment", json!({ "id": experiment }));
    let measures = view["experiment"]["measures"].as_array().expect("measures").clone();
    measures.iter().map(|m| m["id"].as_str().expect("an id").to_owned()).collect()
}

fn turn_round(story: &mut Story, person: &str, goal: &str, complaints: &[String]) {
    story.at("2026-01-12 12:30");
    for (id, (statement, my_part, follows, question, control)) in complaints.iter().zip(COMPLAINTS) {
        let body = json!({
            "kind": "complaint", "statement": statement, "subject": "other", "my_part": my_part,
            "what_follows": follows, "skill_question": question, "in_my_control": control,
            "competency": { "starter": "supports_daily" }, "status": "reframed",
        });
        let fields = json!({ "on": "2026-01-05", "person": person, "goal": goal, "body": body });
        story.ask("save_entry", json!({ "id": id, "fields": fields }));
    }
    let view = story.ask("goal", json!({ "id": goal }));
    assert_eq!(view["counter"], json!({ "before": 0, "after": 5, "of": 5 }), "AC1: 0 of 5 becomes 5 of 5");
    assert_eq!(view["meeting_points"][0]["title"], "Supports day-to-day work");

    let mut fields = view["practice"]["goal"].clone();
    fields["title"] = json!("Rely on each other");
    fields["competencies"] = json!([{ "starter": "supports_daily" }, { "starter": "builds_trust" }, { "starter": "handles_anger" }]);
    fields["sentence"] = json!(
        "By 27 March Tatiana and I meet daily and both say we can rely on each other; I no longer act from anger."
    );
    fields["success"] = json!({ "i_do": "I ask before I tell.", "they_do": "She brings problems early and decides within agreed limits.", "visitor_sees": "A visitor would see a short, calm talk each morning." });
    fields["self_ratings"] =
        json!([{ "competency": { "starter": "supports_daily" }, "on": "2026-01-12", "level": 1 }]);
    fields["why"] = json!({
        "matters": "I want to treat people with respect; that is who I am.", "now": "The roll-out is stuck and a complaint is open.",
        "how": "Ask, listen, agree three points, leave.", "areas": { "team": "they need clear direction" },
        "motives": { "pushed": 2, "guilty": 1, "matters": 4, "enjoy": 2 }, "importance": 9, "confidence": 5,
    });
    story.ask("save_goal", json!({ "id": goal, "fields": fields }));
    let view = story.ask("goal", json!({ "id": goal }));
    assert_eq!(view["ownership"], json!(["mostly_my_own", "mostly my own"]), "SC-07: +3 is said in words");
    assert_eq!(view["asks_how_first"], json!(true), "SC-07: with a self-rating of 1, how comes before why");
    assert_eq!(view["practice"]["path"][0]["state"], "settled", "Look inward is worked through");
}

fn talk(story: &mut Story, person: &str, goal: &str) {
    story.at("2026-01-22 14:45");
    let body = json!({ "kind": "event", "title": "talk", "note": "the review felt like an ambush", "changes_situation": "yes" });
    let fields = json!({ "on": "2026-01-22", "person": person, "goal": goal, "body": body });
    story.ask("save_entry", json!({ "id": null, "fields": fields }));
}

fn plan(story: &mut Story, person: &str, goal: &str, experiment: &str, ids: &[String]) {
    story.at("2026-01-28 10:00");
    let mut measures = measures();
    for (measure, id) in measures.as_array_mut().expect("measures").iter_mut().zip(ids) {
        measure["id"] = json!(id);
    }
    let fields = check_in_plan(Some(goal), person);
    story.ask(
        "save_experiment",
        json!({ "id": experiment, "draft": false, "measures": measures, "fields": fields }),
    );
}

fn log(story: &mut Story, experiment: &str, ids: &[String], row: &Row) {
    if let Some(checkin) = row.checkin {
        story.on(row.on, "09:20");
        story.ask("log_day", json!({ "experiment": experiment, "checkin": checkin }));
    }
    let ratings: Vec<Value> = [row.quality, row.interruptions]
        .iter()
        .zip(ids)
        .filter_map(|(value, id)| Some(json!({ "measure": id, "value": (*value)? })))
        .collect();
    if !ratings.is_empty() {
        story.on(row.on, "17:15");
        story.ask("log_day", json!({ "experiment": experiment, "ratings": ratings }));
    }
}

fn close_to(found: &Value, expected: f64, what: &str) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{what}: {found} is no number"));
    assert!((found - expected).abs() <= 0.001, "{what}: {found} is not {expected}");
}

fn comparison<'a>(figures: &'a Value, measure: usize, before: &str, after: &str) -> &'a Value {
    let all = figures["measures"][measure]["comparisons"].as_array().expect("comparisons");
    all.iter().find(|c| c["before"] == before && c["after"] == after).expect("the phases are compared")
}

#[test]
fn twelve_weeks_give_the_figures_of_the_worked_case() {
    let mut case = lived();
    case.story.at("2026-03-27 18:00");
    let figures = case.story.ask("evidence_figures", json!({ "id": case.experiment }));
    let checkins = &figures["checkins"];
    assert_eq!(
        [&checkins["applicable"], &checkins["done"], &checkins["missed"], &checkins["not_applicable"]],
        [&json!(33), &json!(29), &json!(4), &json!(7)],
        "AC7: days that do not count are neither done nor missed"
    );
    close_to(&checkins["strength"], 0.736, "strength");
    // SC-24: measure, phases, NAP, adjusted interval, baseline-corrected Tau, what may be said.
    let table = [
        (0, "A1", "B", 0.9952, [0.805, 1.000], 0.990, "clearer_than_wobble"),
        (0, "A2", "B", 0.9152, [0.578, 0.986], 0.830, "clearer_than_wobble"),
        (0, "A1", "A2", 0.9560, [0.715, 0.994], 0.912, "clearer_than_wobble"),
        (1, "A1", "B", 0.9976, [0.791, 1.000], 0.995, "clearer_than_wobble"),
        (1, "A2", "B", 0.9754, [0.524, 0.999], 0.951, "too_few_effective_days"),
    ];
    for (measure, before, after, nap, interval, tau, sentence) in table {
        let what = format!("measure {measure}, {before} to {after}");
        let found = comparison(&figures, measure, before, after);
        close_to(&found["nap"], nap, &what);
        close_to(&found["interval_adjusted"][0], interval[0], &what);
        close_to(&found["interval_adjusted"][1], interval[1], &what);
        close_to(&found["tau_bc"], tau, &what);
        assert_eq!(found["sentence"], sentence, "{what}");
    }
}

#[test]
fn what_the_window_shows_prints_and_finds_is_one_and_the_same() {
    let mut case = lived();
    case.story.at("2026-03-13 16:00");
    let today = case.story.ask("today", json!({}));
    let useful = today["still_useful"].as_array().expect("lines").clone();
    assert_eq!(useful.len(), 1, "at most one suggestion at a time");
    assert_eq!(
        useful[0]["action"]["sheet"], "sealed_guess",
        "two weeks before its date nobody is sent to the decision"
    );
    case.story.at("2026-03-27 18:00");
    let today = case.story.ask("today", json!({}));
    assert_eq!(today["line"], "I ask before I tell.", "one line of the success picture");
    assert_eq!(today["eyebrow"], "Week 12 of 12");
    assert_eq!(today["heading"], "Friday 27 March");
    assert_eq!(today["now"][0]["action"]["action"], "decide", "the decision is due on its date");

    let view = case.story.ask("evidence", json!({ "id": case.experiment, "width": 700 }));
    let main = &view["measures"][0]["main"];
    assert_eq!(
        (&main["before"], &main["after"]),
        (&json!("A2"), &json!("B")),
        "the talk is not counted as the check-in's"
    );
    let in_pairs = main["in_pairs"].as_str().expect("pairs in words");
    assert!(in_pairs.contains("92 of 100"), "{in_pairs}");
    assert!(in_pairs.contains("58"), "the range is the adjusted one: {in_pairs}");
    let points = view["measures"][0]["chart"]["rows"].as_array().expect("rows").len();
    assert!(52 <= points, "every rated day has its row beside the picture, found {points}");
    assert!(
        !view["measures"][0]["limits"].as_array().expect("limits").is_empty(),
        "what it cannot tell is always there"
    );

    let decision = json!({ "choice": "keep", "how": "three times a week from April", "learned": "Support is a time of day, not a feeling.", "decided_on": "2026-03-27" });
    case.story.ask("decide", json!({ "id": case.experiment, "decision": decision }));
    let pages = case.story.ask("report_pages", json!({ "report": "goal", "goal": case.goal, "paper": "a4" }));
    assert!(2 <= pages["pages"].as_array().expect("pages").len(), "a cover and the evidence");
    let path = case.story.folder.path().join("report.pdf");
    case.story
        .ask("save_report", json!({ "report": "goal", "goal": case.goal, "paper": "letter", "path": path }));
    let pdf = std::fs::read(&path).expect("the report is there");
    assert!(pdf.starts_with(b"%PDF-"), "it is a PDF");

    for (word, where_) in [
        ("ambush", "an event"),
        ("donor", "an experiment"),
        ("respect", "a goal"),
        ("Tanya", "a person"),
        ("authority", "a complaint"),
    ] {
        let hits = case.story.ask("search", json!({ "words": word }));
        assert!(!hits.as_array().expect("hits").is_empty(), "{word} was written in {where_} and is found");
    }
    assert_eq!(case.measures.len(), 2);
}

#[test]
fn today_shows_the_week_of_everything_that_runs_and_what_is_with_others_first() {
    let mut case = lived();
    case.story.at("2026-03-13 16:00");
    let goal = case.story.ask("experiment", json!({ "id": case.experiment }))["experiment"]["goal"].clone();
    let mut plan = crate::pairs::pause_plan();
    for (name, value) in [
        ("goal", goal),
        ("design", json!("just_log")),
        ("pairs", json!(null)),
        ("starts_on", json!("2026-03-16")),
        ("planned_end_on", json!("2026-04-24")),
        ("decide_on", json!("2026-04-24")),
    ] {
        plan[name] = value;
    }
    let second =
        json!({ "id": null, "draft": false, "measures": crate::pairs::irritation(), "fields": plan });
    case.story.ask("save_experiment", second);
    let today = case.story.ask("today", json!({}));
    let strips = today["strips"].as_array().expect("rows").iter();
    let said: Vec<_> = strips.map(|strip| (&strip["label"], &strip["measure"])).collect();
    assert_eq!(
        said,
        [
            (&json!("Daily check-in"), &json!("quality")),
            (&json!("pause first"), &json!("peak irritation today"))
        ]
    );
    assert_eq!(today["strips"][0]["days"].as_array().map(Vec::len), Some(5), "its workdays");
    let practices = case.story.ask("goals", json!({}));
    assert_eq!(practices[0]["experiment"], json!(case.experiment), "it opens what is with somebody");
}

#[test]
fn an_export_comes_back_whole_in_an_empty_vault() {
    let mut case = lived();
    case.story.at("2026-03-27 18:00");
    let path = case.story.folder.path().join("all.json");
    case.story.ask("export", json!({ "path": path }));

    let mut other = Story::with_vault("2026-03-27 18:00");
    let summary = other.ask("import", json!({ "path": path }));
    assert_eq!(summary["changed"], 0, "nothing was there to change");
    let again = other.folder.path().join("again.json");
    other.ask("export", json!({ "path": again }));
    let read = |p: &std::path::Path| std::fs::read_to_string(p).expect("written");
    assert_eq!(read(&path), read(&again), "nothing is lost on the way, not a byte");
    let second = other.ask("import", json!({ "path": path }));
    assert_eq!(
        (&second["added"], &second["changed"]),
        (&json!(0), &json!(0)),
        "a second import changes nothing"
    );
}

#[test]
fn a_locked_vault_shows_nothing_and_opens_by_its_passphrase_alone() {
    let mut case = lived();
    case.story.restart();
    let refused = case.story.attempt("people", json!({})).expect_err("locked");
    assert_eq!(refused.code, inward_app::Code::Locked);
    let wrong =
        case.story.attempt("unlock", json!({ "passphrase": "not the passphrase" })).expect_err("wrong");
    assert_eq!(wrong.code, inward_app::Code::WrongPassphrase, "AC21: nothing visible, nothing lost");
    case.story.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(case.story.ask("people", json!({})).as_array().expect("people").len(), 1);
}
