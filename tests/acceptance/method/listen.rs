//! Listen: the unsaid, the sealed guess, the talk, how it landed, the cycle.

use serde_json::{Value, json};

use super::{Case, held_talk};
use crate::story::measures;

#[test]
fn sc_09_an_unsaid_thought_is_offered_as_a_question_for_the_talk() {
    let mut case = Case::begin();
    case.write(
        "2026-01-13",
        json!({ "kind": "left_hand", "about": "The talk of 12 December about the review", "turns": [
            { "speaker": "me", "said": "I rated you lower.", "unsaid": "If I do not shock her nothing moves" },
            { "speaker": "other", "said": "Nobody told me.", "unsaid": "She should know" },
            { "speaker": "me", "said": "It is all in the document.", "unsaid": "I hate this talk" },
        ], "missing_question": "What would have helped you to hear this earlier?" }),
    );
    let offered = case.story.ask("talk_questions", json!({ "person": case.tatiana }));
    assert_eq!(offered[0]["text"], "What would have helped you to hear this earlier?");
    assert_eq!(offered.as_array().map(Vec::len), Some(4), "the missing question and each unsaid thought");
}

const GUESSES: [(&str, &str, i64, &str, &str); 5] = [
    (
        "hardest about working with me?",
        "that I push too fast",
        70,
        "not knowing when I am being judged",
        "no",
    ),
    ("what did she make of the review?", "fair but hard", 60, "ambushed, as by an enemy", "no"),
    ("what does she want from me?", "to be left alone", 65, "more support", "no"),
    ("does she want the changes to succeed?", "not really", 55, "yes, with her team intact", "no"),
    ("is she willing to try again with me?", "maybe", 50, "yes", "yes"),
];

pub fn guesses(answered: bool) -> Vec<Value> {
    let row = |(question, guess, confidence, said, matched): (&str, &str, i64, &str, &str)| {
        let mut row = json!({ "question": question, "guess": guess, "confidence": confidence });
        if answered {
            row["they_said"] = json!(said);
            row["matched"] = json!(matched);
        }
        row
    };
    GUESSES.into_iter().map(row).collect()
}

#[test]
fn sc_10_a_sealed_guess_stays_as_it_was_and_its_calibration_is_exact() {
    let mut case = Case::begin();
    case.story.at("2026-01-20 17:20");
    let body = json!({ "kind": "guess", "questions": guesses(false), "sealed_at": "2026-01-01T00:00:00Z" });
    let id = case.write("2026-01-20", body);
    let sealed = |case: &mut Case, id: &str| {
        case.story.ask("entry", json!({ "id": id }))["view"]["entry"]["body"].clone()
    };

    case.story.at("2026-01-22 16:00");
    let mut rows = guesses(true);
    rows[0]["guess"] = json!("that she never knows where she stands");
    case.put(Some(&id), "2026-01-20", json!({ "kind": "guess", "questions": rows, "sealed_at": null }));

    let now = sealed(&mut case, &id);
    assert_eq!(now["questions"][0]["guess"], "that I push too fast", "AC3: the seal holds");
    assert_eq!(now["questions"][0]["matched"], "no", "the answer is taken");
    assert_eq!(now["versions"][0]["rows"][0]["guess"], "that she never knows where she stands");
    assert_eq!(case.findings("guess"), ["60 % sure on average, right 1 of 5."], "AC3: the line is exact");
}

#[test]
fn sc_11_the_stop_card_asks_who_cleared_the_talk_and_the_talk_opens_a_phase() {
    let mut case = Case::begin();
    case.open_a_formal_process();
    let plan = json!({ "kind": "conversation", "purpose": "Understand", "planned_at": "2026-01-22T14:00" });
    let (code, field, sentence) = case.refused("2026-01-22", plan);
    assert_eq!((code.as_str(), field.as_str()), ("needs_clearance", "fields.body.cleared_by"));
    assert!(sentence.contains("who cleared this talk"), "{sentence}");

    let draft = json!({ "id": null, "draft": true, "measures": measures(),
        "fields": { "title": "Daily check-in", "goal": case.goal, "people": [case.tatiana] } });
    let experiment = case.story.save("save_experiment", draft);
    let talk = held_talk(&mut case);
    let view = case.story.ask("experiment", json!({ "id": experiment }));
    let phases: Vec<(&str, &str)> = view["experiment"]["phases"]
        .as_array()
        .expect("phases")
        .iter()
        .map(|p| (p["code"].as_str().expect("a code"), p["starts_on"].as_str().expect("a day")))
        .collect();
    assert_eq!(phases, [("A1", "2026-01-05"), ("A2", "2026-01-22")]);
    let page = case.person();
    assert_eq!(page["intention"]["agreed"], true);
    assert_eq!(page["contact"]["last_on"], "2026-01-22");

    let pages = case.story.ask("report_pages", json!({ "report": "sheet", "entry": talk }));
    assert_eq!(pages["pages"].as_array().map(Vec::len), Some(1), "a conversation prints on one page");
    let card = case.story.ask("report_pages", json!({ "report": "intention", "entry": talk }));
    assert_eq!(card["pages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn sc_12_an_unknown_impact_becomes_a_question_and_counts_once_it_is_told() {
    let mut case = Case::begin();
    let impact = |did: &str, meant: &str, landed: Option<&str>, source: Option<&str>, gap: &str| json!({ "kind": "impact", "did": did, "meant": meant, "landed": landed, "source": source, "gap": gap });
    case.write(
        "2025-12-12",
        impact(
            "lowered ratings, listed improvements",
            "motivate her",
            Some("an ambush; she lost heart"),
            Some("told_me"),
            "large",
        ),
    );
    case.write(
        "2025-10-20",
        impact("set contact hours", "protect focus", Some("door shut"), Some("told_me"), "large"),
    );
    case.write(
        "2025-10-06",
        impact("asked her team", "get facts", Some("undermined"), Some("told_me"), "large"),
    );
    let open = case.write("2026-01-15", impact("raised voice", "urgency", None, None, "unknown"));
    assert_eq!(
        case.findings("impact"),
        [
            "Known from them: 3. A large gap: 3 of 3.",
            "One impact is not known yet. It is a question for the next talk.",
        ]
    );
    let offered = case.story.ask("talk_questions", json!({ "person": case.tatiana }));
    assert_eq!(offered[0]["text"], "How did it land when I did this: raised voice");
    case.put(
        Some(&open),
        "2026-01-15",
        impact("raised voice", "urgency", Some("I went silent for two days"), Some("told_me"), "large"),
    );
    assert_eq!(case.findings("impact"), ["Known from them: 4. A large gap: 4 of 4."]);
}

fn node(owner: &str, layer: &str, text: &str, status: &str) -> Value {
    json!({ "owner": owner, "layer": layer, "text": text, "status": status })
}

pub fn ring(break_point: i64) -> Value {
    let links: Vec<Value> = (1..=8).map(|i| json!({ "from": i, "to": i % 8 + 1, "sign": "same" })).collect();
    json!({ "kind": "cycle", "name": "Control and retreat", "nodes": [
        node("me", "sees", "no movement", "known"), node("me", "story", "she resists", "known"),
        node("me", "feels", "worry, anger", "known"),
        node("me", "does", "check, bypass, restrict, write down", "known"),
        node("other", "sees", "he goes behind me", "confirmed"),
        node("other", "story", "he wants to get rid of me", "confirmed"),
        node("other", "feels", "fear", "confirmed"),
        node("other", "does", "shield the team, wait, ask for every step", "confirmed"),
    ], "links": links, "break_point": break_point, "new_move": "ask and agree each morning" })
}

#[test]
fn sc_13_the_ring_is_reinforcing_and_only_my_side_can_break_it() {
    let mut case = Case::begin();
    let (_, field, sentence) = case.refused("2026-01-23", ring(4));
    assert_eq!(field, "fields.body.nodes.5.status", "nobody confirmed anything before a talk");
    assert!(sentence.contains("Record the conversation first"), "{sentence}");
    held_talk(&mut case);

    let (_, field, sentence) = case.refused("2026-01-23", ring(6));
    assert_eq!(
        (field.as_str(), sentence.contains("You can only change your side")),
        ("fields.body.break_point", true),
        "AC4"
    );
    let id = case.write("2026-01-23", ring(4));
    assert_eq!(case.findings("cycle"), ["Control and retreat feeds itself (reinforcing)."], "AC4");

    let mut open = ring(4);
    open["links"].as_array_mut().expect("links").pop();
    case.put(Some(&id), "2026-01-23", open);
    assert_eq!(case.findings("cycle"), ["Control and retreat is open: no link leads from 8 to 1."]);
    case.put(Some(&id), "2026-01-23", ring(4));

    case.story.at("2026-01-23 17:00");
    let mut virtuous = case.story.ask("virtuous_cycle", json!({ "id": id }));
    assert_eq!(virtuous["body"]["nodes"][3]["text"], "ask and agree each morning");
    assert_eq!(virtuous["body"]["nodes"][6]["status"], "guessed", "what has not happened is a guess");
    virtuous["body"]["nodes"][6]["text"] = json!("calmer");
    let other = case.story.save("save_entry", json!({ "id": null, "fields": virtuous }));
    let both = case.story.ask("worksheet", json!({ "kind": "cycle", "goal": case.goal }));
    assert_eq!(both["entries"][0]["entry"]["id"], other.as_str());

    let body = |case: &mut Case, id: &str| {
        case.story.ask("entry", json!({ "id": id }))["view"]["entry"]["body"].clone()
    };
    let (first, second) = (body(&mut case, &id), body(&mut case, &other));
    let picture = case.story.ask(
        "cycle_picture",
        json!({ "cycle": first, "beside": second, "person": case.tatiana, "width": 1000.0 }),
    );
    let svg = picture["svg"].as_str().expect("a drawing");
    assert!(svg.contains("my guess"), "AC4: what is guessed says so");
    let pages = case.story.ask("report_pages", json!({ "report": "sheet", "entry": id }));
    assert_eq!(pages["pages"].as_array().map(Vec::len), Some(1), "both versions across one page");
}

#[test]
fn a_planned_talk_and_a_sealed_guess_say_whom_they_are_about_and_a_draft_may_wait() {
    let mut case = Case::begin();
    let mut save = |body: Value| {
        let fields = json!({ "on": "2026-01-20", "goal": case.goal, "body": body });
        case.story.attempt("save_entry", json!({ "id": null, "fields": fields })).map_err(|error| error.field)
    };
    let talk = |planned: Option<&str>, heard: Option<&str>| json!({ "kind": "conversation", "purpose": "Understand", "planned_at": planned, "heard": heard });
    let guess =
        |sealed: Option<&str>| json!({ "kind": "guess", "questions": guesses(false), "sealed_at": sealed });
    let needed = Err(Some("fields.person".to_owned()));
    assert_eq!(save(talk(Some("2026-01-22T14:00"), None)), needed);
    assert_eq!(save(talk(None, Some("an ambush"))), needed);
    assert_eq!(save(guess(Some("2026-01-20T16:00:00Z"))), needed);
    assert!(save(talk(None, None)).is_ok() && save(guess(None)).is_ok(), "a draft may be about nobody yet");
}

#[test]
fn a_point_was_told_in_a_talk_that_was_held_and_is_there() {
    let mut case = Case::begin();
    let talk = held_talk(&mut case);
    let planned = json!({ "kind": "conversation", "purpose": "The next one", "planned_at": "2026-01-28T14:00",
        "cleared_by": "Ms Okafor" });
    let planned = case.write("2026-01-28", planned);
    case.write(
        "2026-01-22",
        json!({ "kind": "no_surprise", "title": "Review", "paper": "review",
            "points": [{ "point": "slow", "told_in": talk }, { "point": "late", "told_in": planned }] }),
    );
    assert_eq!(
        case.findings("no_surprise"),
        ["Review: 1 of 2 never told. Talk first."],
        "one is only planned"
    );
    case.story.ask("delete_row", json!({ "what": "entry", "id": talk }));
    assert_eq!(case.findings("no_surprise"), ["Review: 2 of 2 never told. Talk first."], "one is gone");
}
