//! The second experiment of the worked case, day by day: a pause before an annoyed answer, in ten pairs of days.

use inward_app::Code;
use inward_domain::experiment::{Draw, Seed};
use inward_domain::numbers::PairCount;
use serde_json::{Value, json};

use crate::story::{PASSPHRASE, Story, check_in_plan, measures, tatiana};

/// SC-17: day, what it was drawn for, peak irritation. Friday 13 February was not logged.
pub const DAYS: [(&str, &str, Option<i64>); 22] = [
    ("2026-02-09", "act", Some(4)),
    ("2026-02-10", "usual", Some(6)),
    ("2026-02-11", "usual", Some(5)),
    ("2026-02-12", "act", Some(3)),
    ("2026-02-13", "usual", None),
    ("2026-02-16", "act", Some(5)),
    ("2026-02-17", "act", Some(5)),
    ("2026-02-18", "usual", Some(5)),
    ("2026-02-23", "usual", Some(6)),
    ("2026-02-24", "act", Some(3)),
    ("2026-02-25", "act", Some(4)),
    ("2026-02-26", "usual", Some(3)),
    ("2026-02-27", "act", Some(2)),
    ("2026-03-09", "usual", Some(5)),
    ("2026-03-10", "usual", Some(4)),
    ("2026-03-11", "act", Some(3)),
    ("2026-03-12", "act", Some(4)),
    ("2026-03-13", "usual", Some(6)),
    ("2026-03-16", "usual", Some(4)),
    ("2026-03-17", "act", Some(2)),
    ("2026-03-18", "act", Some(3)),
    ("2026-03-19", "usual", Some(5)),
];

/// The plan of E2, which concerns nobody else.
pub fn pause_plan() -> Value {
    json!({
        "title": "pause first",
        "behaviour": "I wait for two minutes before I answer when I am annoyed.",
        "if_then": { "cue": "I am annoyed", "act": "I wait for two minutes" },
        "hypothesis": "If I pause first, then the day's peak stays lower, because anger fades within minutes.",
        "design": "day_pairs", "pairs": 10,
        "starts_on": "2026-02-09", "planned_end_on": "2026-03-27",
        "schedule": { "days": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "at": "09:00", "minutes": 2, "zone": { "policy": "floating" } },
        "not_applicable": [
            { "from": "2026-02-19", "to": "2026-02-20", "reason": "travel" },
            { "from": "2026-03-02", "to": "2026-03-06", "reason": "leave" },
        ],
        "stop_rule": "if I avoid people instead", "decide_on": "2026-03-27",
    })
}

pub fn irritation() -> Value {
    json!([{ "id": null, "name": "peak irritation today", "question": null, "scale": "zero_to_ten", "better": "lower", "rater": "me" }])
}

fn save(fields: Value) -> Value {
    json!({ "id": null, "draft": false, "measures": irritation(), "fields": fields })
}

fn with(mut fields: Value, name: &str, value: Value) -> Value {
    fields[name] = value;
    fields
}

/// Plans E2 on Friday 6 February.
pub fn planned() -> (Story, String) {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let experiment = plan_the_pause(&mut story, pause_plan());
    (story, experiment)
}

/// Plans E2 and gives the vault to a journal in which the draw is the one of the story.
pub fn plan_the_pause(story: &mut Story, plan: Value) -> String {
    let experiment = story.save("save_experiment", save(plan));
    let path = story.folder.path().join("drawn.json");
    story.ask("export", json!({ "path": path }));
    let text = std::fs::read_to_string(&path).expect("the export is there");
    let mut all: Value = serde_json::from_str(&text).expect("it is JSON");
    let experiments = all["experiments"].as_array_mut().expect("experiments");
    let mine = experiments.iter_mut().find(|e| e["id"] == *experiment).expect("it is exported");
    let drawn_at = mine["draw"]["drawn_at"].as_str().expect("drawn").parse().expect("a moment");
    let of_the_story = Draw::of_pairs(Seed(4_039), drawn_at, PairCount::new(10).expect("ten"));
    mine["draw"] = serde_json::to_value(of_the_story).expect("plain data");
    *story = story.moved();
    let path = story.folder.path().join("drawn.json");
    std::fs::write(&path, all.to_string()).expect("it can be written");
    story.ask("import", json!({ "path": path }));
    experiment
}

pub fn measure_of(story: &mut Story, experiment: &str) -> String {
    let view = story.ask("experiment", json!({ "id": experiment }));
    view["experiment"]["measures"][0]["id"].as_str().expect("an id").to_owned()
}

/// Lives the days of the experiment, asking each morning what the day is for.
fn lived() -> (Story, String) {
    let (mut story, experiment) = planned();
    let measure = measure_of(&mut story, &experiment);
    for (day, condition, irritation) in DAYS {
        let on = day.parse().expect("a day");
        let today = story.on(on, "08:55").ask("today", json!({}));
        let assigned = &today["assigned"][0];
        assert_eq!(assigned["condition"], condition, "SC-17: {day}");
        let words = if condition == "act" {
            "Today: pause first"
        } else {
            "Today: as usual, without “pause first”"
        };
        assert_eq!(assigned["words"], words, "{day}");
        let form = story.ask("day", json!({}))["forms"][0].clone();
        assert_eq!(form["assigned"]["words"], words, "the log says it too");
        let asked = form["checkin_label"].is_string();
        assert_eq!(asked, condition == "act", "{day}: an ordinary day has nothing to tick");
        if asked && irritation.is_some() {
            let checkin = if day == "2026-02-25" { "missed" } else { "done" };
            story.on(on, "12:00").ask("log_day", json!({ "experiment": experiment, "checkin": checkin }));
        }
        if let Some(value) = irritation {
            let ratings = json!([{ "measure": measure, "value": value }]);
            story.on(on, "17:15").ask("log_day", json!({ "experiment": experiment, "ratings": ratings }));
        }
    }
    (story, experiment)
}

#[test]
fn ten_pairs_give_the_figures_of_the_worked_case() {
    let (mut story, experiment) = lived();
    let after = story.at("2026-03-20 08:55").ask("today", json!({}));
    assert_eq!(after["assigned"], json!([]), "eleven pairs are enough, because one was dropped");
    story.at("2026-03-27 18:00");

    let figures = story.ask("evidence_figures", json!({ "id": experiment }));
    let pairs = &figures["measures"][0]["pairs"];
    let differences: Vec<f64> =
        pairs["pairs"].as_array().expect("pairs").iter().filter_map(|p| p["better_by"].as_f64()).collect();
    assert_eq!(differences, [2.0, 2.0, 0.0, 3.0, -1.0, 3.0, 1.0, 2.0, 2.0, 2.0], "SC-24");
    assert_eq!((pairs["sum"].as_f64(), pairs["mean"].as_f64()), (Some(16.0), Some(1.6)));
    let chance = &pairs["chance"];
    assert_eq!(
        (&chance["at_least"], &chance["as_far"], &chance["of"]),
        (&json!(6), &json!(12), &json!(1024)),
        "AC10: p = 6/1024 on one side, 12/1024 on both"
    );
    assert_eq!(pairs["pairs"][2]["state"], "dropped", "AC10: pair 3");
    assert_eq!((&pairs["pairs"][10]["number"], &pairs["pairs"][10]["is_added"]), (&json!(11), &json!(true)));
    assert_eq!(figures["measures"][0]["comparisons"], json!([]), "phases are not compared");

    let view = story.ask("evidence", json!({ "id": experiment }));
    let read = &view["measures"][0]["pairs"];
    assert_eq!(
        read["sentence"],
        "On days with “pause first” the ratings were lower than on days as usual: 3.3 against 4.9 on average, \
         1.6 lower. Lower is better here. That is clearer than chance wobble."
    );
    assert_eq!(
        read["changes"],
        json!([
            "Pair 3 was dropped: no rating on 13 February.",
            "Pair 11 was added at the end: 18 March and 19 March."
        ])
    );
    assert!(read["chance"].as_str().expect("chance").contains("6 of the 1024 ways"), "{read}");
    let marks = &view["measures"][0]["pair_marks"];
    assert_eq!(marks["rows"].as_array().map(Vec::len), Some(11), "each pair has its line and its row");
    assert!(marks["svg"].as_str().is_some_and(|svg| svg.contains("no rating on 13 February")), "{marks}");
    assert_eq!(view["measures"][0]["with_and_without"], json!(null), "pairs are read as drawn, not as done");
    let limits = view["measures"][0]["limits"].to_string();
    assert!(limits.contains("Chance drew the days"), "{limits}");
}

#[test]
fn days_that_do_not_count_have_no_condition_and_ordinary_ones_no_reminder() {
    let (mut story, _) = planned();
    assert_eq!(story.at("2026-02-09 08:50").shown().len(), 1, "a day with the pause rings before it");
    assert!(story.at("2026-02-10 08:50").shown().is_empty(), "an ordinary day stays ordinary");
    for off in ["2026-02-08", "2026-02-14", "2026-02-19", "2026-03-04"] {
        let today = story.at(&format!("{off} 08:55")).ask("today", json!({}));
        assert_eq!(today["assigned"], json!([]), "{off}");
    }
}

#[test]
fn the_draw_is_made_before_the_first_day_and_stays() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let late = with(pause_plan(), "starts_on", json!("2026-02-06"));
    let refused = story.attempt("save_experiment", save(late)).expect_err("the first day is today");
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, Some("fields.starts_on")));

    let draft = json!({ "id": null, "draft": true, "measures": irritation(), "fields": pause_plan() });
    let id = story.save("save_experiment", draft);
    let view = story.ask("experiment", json!({ "id": id }));
    assert_eq!((&view["experiment"]["draw"], &view["state"]), (&json!(null), &json!("draft")));
    let measures = view["experiment"]["measures"].clone();
    let finished =
        |fields: Value| json!({ "id": id, "draft": false, "measures": measures, "fields": fields });
    story.ask("save_experiment", finished(pause_plan()));
    let view = story.ask("experiment", json!({ "id": id }));
    let draw = view["experiment"]["draw"].clone();
    assert_eq!(view["state"], "planned");
    assert_eq!(draw["drawn_at"], "2026-02-06T16:00:00Z", "AC6: before the first day");
    let stored: Draw = serde_json::from_value(draw.clone()).expect("a draw");
    assert!(stored.is_as_drawn(), "anybody can draw it again from its seed");
    assert_eq!(
        view["draw_words"],
        "Drawn on 6 February: which day of each of the 10 pairs is with it. The draw stays as it is."
    );

    // Whatever a window sends along, the stored draw stays.
    let mut forged = draw.clone();
    forged["result"]["sequence"] = json!(vec!["act_first"; 15]);
    story.ask("save_experiment", finished(with(pause_plan(), "draw", forged)));
    let draft_again = json!({ "id": id, "draft": true, "measures": measures, "fields": pause_plan() });
    story.ask("save_experiment", draft_again);
    story.restart().at("2026-03-10 09:00").ask("unlock", json!({ "passphrase": PASSPHRASE }));
    for (field, value) in [
        ("design", json!("before_after")),
        ("pairs", json!(6)),
        ("starts_on", json!("2026-02-16")),
        ("not_applicable", json!([])),
    ] {
        let input = finished(with(pause_plan(), field, value));
        let refused = story.attempt("save_experiment", input).expect_err(field);
        assert_eq!(refused.code, Code::Refused, "{field}");
        assert_eq!(refused.field, Some(format!("fields.{field}")));
    }
    let view = story.ask("experiment", json!({ "id": id }));
    assert_eq!(view["experiment"]["draw"], draw, "AC6: unchanged");
}

/// The plan of E1, or of E2, with a drawn start.
fn drawn_start(fields: Value) -> Value {
    let fields = with(fields, "design", json!("random_start"));
    let fields = with(fields, "starts_on", json!(null));
    with(fields, "start_between", json!({ "earliest": "2026-02-13", "latest": "2026-03-23" }))
}

#[test]
fn a_promise_is_not_drawn_and_what_concerns_only_me_is() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let person = tatiana(&mut story);
    for (plan, word) in [
        (drawn_start(check_in_plan(None, &person)), "does not wait"),
        (
            with(with(check_in_plan(None, &person), "design", json!("day_pairs")), "pairs", json!(10)),
            "leave it out",
        ),
    ] {
        let input = json!({ "id": null, "draft": false, "measures": measures(), "fields": plan });
        let refused = story.attempt("save_experiment", input).expect_err("AC6: E1 is promised");
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, Some("fields.design")));
        assert!(refused.message.contains(word), "the reason is said: {}", refused.message);
    }
    let abab = with(pause_plan(), "design", json!("abab"));
    assert!(story.attempt("save_experiment", save(abab)).is_err(), "taking it away again is no design");

    let id = story.save("save_experiment", save(drawn_start(pause_plan())));
    let view = story.ask("experiment", json!({ "id": id }));
    let (experiment, result) = (&view["experiment"], &view["experiment"]["draw"]["result"]);
    let among = result["among"].as_array().expect("days").clone();
    assert_eq!(among.len(), 20, "AC6: E2 is accepted, with twenty days on which it could begin");
    assert!(among.contains(&result["start"]));
    assert_eq!(experiment["starts_on"], result["start"], "the draw says when it begins");
    assert_eq!(experiment["phases"][1]["starts_on"], result["start"]);
    assert_eq!(view["state"], "planned");
}

#[test]
fn too_few_days_to_draw_from_are_counted() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let narrow = with(
        drawn_start(pause_plan()),
        "start_between",
        json!({ "earliest": "2026-02-13", "latest": "2026-03-13" }),
    );
    let refused = story.attempt("save_experiment", save(narrow)).expect_err("fourteen days");
    assert_eq!(refused.field.as_deref(), Some("fields.start_between"));
    assert!(refused.message.contains("There are 14"), "{}", refused.message);
    let short = with(pause_plan(), "planned_end_on", json!("2026-03-10"));
    let refused = story.attempt("save_experiment", save(short)).expect_err("too short for ten pairs");
    assert_eq!(refused.field.as_deref(), Some("fields.planned_end_on"));
}

#[test]
fn what_a_design_cannot_see_is_said_before_it_is_chosen() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let person = tatiana(&mut story);
    let cards = story.ask("designs", json!({ "id": null, "fields": pause_plan(), "measures": irritation() }));
    let designs: Vec<&Value> = cards.as_array().expect("cards").iter().map(|card| &card["design"]).collect();
    assert_eq!(designs, ["before_after", "random_start", "day_pairs", "just_log"]);
    let pairs = cards[2]["cannot_see"].as_str().expect("a sentence");
    assert!(pairs.starts_with("With 10 pairs, a change smaller than about 2.5 points"), "{pairs}");
    assert_eq!(cards[2]["refusal"], json!(null));
    for (card, is_told) in [(0, true), (1, true), (2, true), (3, false)] {
        let said = cards[card]["cannot_see"].as_str().expect("a sentence");
        assert_eq!(said.contains("You rate the days yourself"), is_told, "{said}");
    }

    let plan = check_in_plan(None, &person);
    let cards = story.ask("designs", json!({ "id": null, "fields": plan, "measures": measures() }));
    let refused: Vec<bool> =
        cards.as_array().expect("cards").iter().map(|card| card["refusal"].is_string()).collect();
    assert_eq!(refused, [false, true, true, false], "a promise rules out what waits and what leaves out");
    let open = story.ask("designs", json!({ "id": null, "fields": { "title": "an idea" }, "measures": [] }));
    assert_eq!(open[3]["cannot_see"], "It cannot see a change: nothing is compared.");
}

#[test]
fn a_drawn_start_says_how_rare_its_result_is() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let id = story.save("save_experiment", save(drawn_start(pause_plan())));
    let measure = measure_of(&mut story, &id);
    let view = story.ask("experiment", json!({ "id": id }));
    let start: chrono::NaiveDate =
        view["experiment"]["starts_on"].as_str().expect("drawn").parse().expect("a day");
    let first: chrono::NaiveDate = "2026-02-06".parse().expect("a day");
    let last: chrono::NaiveDate = "2026-03-27".parse().expect("a day");
    for day in first.iter_days().take_while(|day| *day <= last) {
        let off = ["2026-02-19", "2026-02-20"].contains(&day.to_string().as_str())
            || ("2026-03-02".parse().expect("a day")..="2026-03-06".parse().expect("a day")).contains(&day);
        if chrono::Datelike::weekday(&day).number_from_monday() <= 5 && !off {
            let value = if start <= day { 3 } else { 6 };
            let ratings = json!([{ "measure": measure, "value": value }]);
            story.on(day, "17:15").ask("log_day", json!({ "experiment": id, "ratings": ratings }));
        }
    }
    let view = story.ask("evidence", json!({ "id": id }));
    let said = view["measures"][0]["start_draw"].as_str().expect("chance was used");
    assert!(said.contains("From none of the others on did the days come out as good (p = 0.05)."), "{said}");
    let limits = &view["measures"][0]["limits"];
    assert_eq!(limits[0], "Chance drew the start date. I rated the days myself.");
}

#[test]
fn pairs_are_printed_in_the_goal_report() {
    let mut story = Story::with_vault("2026-02-06 17:00");
    let goal = story.save(
        "save_goal",
        json!({ "id": null, "fields": { "starts_on": "2026-02-02", "planned_end_on": "2026-03-27" } }),
    );
    let id = story.save("save_experiment", save(with(pause_plan(), "goal", json!(goal))));
    let measure = measure_of(&mut story, &id);
    for (day, _, irritation) in DAYS.into_iter().take(8) {
        if let Some(value) = irritation {
            let ratings = json!([{ "measure": measure, "value": value }]);
            let on = day.parse().expect("a day");
            story.on(on, "17:15").ask("log_day", json!({ "experiment": id, "ratings": ratings }));
        }
    }
    let pages = story.ask("report_pages", json!({ "report": "goal", "goal": goal, "paper": "a4" }));
    assert!(2 <= pages["pages"].as_array().expect("pages").len(), "a cover and the pairs");
}
