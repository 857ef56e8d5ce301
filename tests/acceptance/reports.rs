//! The reports of a period and about a person, from the worked case to what is read on paper.

use std::process::Command;

use serde_json::{Value, json};

use crate::amir::{self, Case};
use crate::story::Story;

/// Texts that try to be more than text, and what is read of them on paper.
const HOSTILE: [(&str, &str); 10] = [
    ("#read(\"/etc/passwd\")", "#read(\"/etc/passwd\")"),
    ("] #panic() [", "] #panic() ["),
    ("$ x^2 $", "$ x^2 $"),
    ("= Title *bold* _it_ `raw` <label> @ref", "= Title *bold* _it_ `raw` <label> @ref"),
    ("</svg><script>alert(1)</script>&amp;", "</svg><script>alert(1)</script>&amp;"),
    ("a\u{202E}b\u{2066}c", "a□b□c"),
    ("Hi 😀👩\u{200D}💻", "Hi □□□"),
    ("سلام عليكم", "□□□□ □□□□□"),
    ("中文 笔记", "□□ □□"),
    ("{name} \\ // /* d */", "{name} \\ // /* d */"),
];

/// Adds what the case of the figures leaves out: a second person, talks, guesses, moments and judgements.
fn told() -> (Case, String) {
    let mut case = amir::lived();
    let lena = json!({ "display_name": "Lena", "role": "peer, head of finance", "power": "peer",
        "aliases": ["Leni"], "report_alias": "Person B" });
    let lena = case.story.save("save_person", json!({ "id": null, "fields": lena }));
    case.story.at("2026-01-20 18:00");
    let guess = json!({ "kind": "guess", "questions": [
        { "question": "What is hardest for you?", "guess": "My ideas push her", "confidence": 70 },
        { "question": "Was the review fair?", "guess": "Mostly", "confidence": 60 },
        { "question": "Do you trust the plan?", "guess": "No", "confidence": 65 } ],
        "sealed_at": "2026-01-20T17:00:00Z" });
    let guess_id = write(&mut case, Some("person"), "2026-01-20", guess.clone());
    let mut second = guess.clone();
    second["questions"][0]["guess"] = json!("She does not know when she is judged");
    case.story.at("2026-01-21 08:00");
    put(&mut case, Some(&guess_id), Some("person"), "2026-01-20", second);
    let mut answered = guess;
    answered["questions"][0]["they_said"] = json!("Not knowing when I am being judged");
    answered["questions"][0]["matched"] = json!("no");
    answered["questions"][1]["matched"] = json!("no");
    answered["questions"][2]["matched"] = json!("yes");
    case.story.at("2026-01-22 15:30");
    put(&mut case, Some(&guess_id), Some("person"), "2026-01-20", answered);
    let talk = json!({ "kind": "conversation", "purpose": "Understand how the last months were for you",
        "planned_at": "2026-01-22T14:00", "minutes": 45, "will_own": "I put criticism on paper before I said it.",
        "heard": "The review felt like an ambush; Lena knew of it before I did.",
        "surprised": "She wants the plan to work.", "interruptions": 2,
        "shared_intention": "We both want to work well together again.", "agreed": true });
    write(&mut case, Some("person"), "2026-01-22", talk);
    let impact = json!({ "kind": "impact", "situation": "Staff meeting, 14 Jan", "did": "I looked at the clock while she spoke",
        "meant": "to keep time", "assumed": "she is stubborn and lazy in meetings", "landed": "You were done with me",
        "source": "told_me", "gap": "large" });
    write(&mut case, Some("person"), "2026-01-23", impact);
    let contact = json!({ "kind": "contact", "about": "the roll-out list", "way": "call", "minutes": 15 });
    write(&mut case, Some("person"), "2026-02-11", contact);
    let trigger = json!({ "kind": "trigger", "at": "2026-02-12T10:20", "trigger": "interrupted", "feeling": "irritated",
        "intensity": 6, "did": "I breathed out and asked what she needs" });
    write(&mut case, Some("person"), "2026-02-12", trigger);
    write(
        &mut case,
        None,
        "2026-02-13",
        json!({ "kind": "note", "text": "Leni says Tanya's team is calmer; Joseph agrees." }),
    );
    let fields = json!({ "on": "2026-02-16", "person": lena, "body": { "kind": "note", "text": "Lunch with Lena about the budget." } });
    case.story.save("save_entry", json!({ "id": null, "fields": fields }));
    let gone = write(
        &mut case,
        Some("person"),
        "2026-02-17",
        json!({ "kind": "note", "text": "A line I took back" }),
    );
    case.story.at("2026-03-20 09:00");
    case.story.ask("delete_row", json!({ "what": "entry", "id": gone }));
    case.story.at("2026-03-27 18:00");
    let decision = json!({ "choice": "keep", "how": "three times a week from April", "learned": "Support is a time of day, not a feeling.", "decided_on": "2026-03-27" });
    case.story.ask("decide", json!({ "id": case.experiment, "decision": decision }));
    (case, lena)
}

fn write(case: &mut Case, person: Option<&str>, on: &str, body: Value) -> String {
    put(case, None, person, on, body)
}

fn put(case: &mut Case, id: Option<&str>, person: Option<&str>, on: &str, body: Value) -> String {
    let person = person.map(|_| case.person.clone());
    let fields = json!({ "on": on, "person": person, "goal": case.goal, "body": body });
    case.story.save("save_entry", json!({ "id": id, "fields": fields }))
}

/// Saves a report and returns the bytes of the file.
fn saved(story: &mut Story, mut subject: Value, paper: &str) -> Vec<u8> {
    let path = story.folder.path().join("report.pdf");
    subject["paper"] = json!(paper);
    subject["path"] = json!(path);
    story.ask("save_report", subject);
    std::fs::read(&path).expect("the report is there")
}

/// Returns the pages of a report as they read, each with single spaces.
fn pages(story: &mut Story, subject: Value, paper: &str) -> Vec<String> {
    let pdf = saved(story, subject, paper);
    let path = story.folder.path().join("read.pdf");
    std::fs::write(&path, pdf).expect("it can be written");
    let read = Command::new("pdftotext").args(["-raw"]).arg(&path).arg("-").output();
    let read = read.expect("pdftotext of poppler-utils");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    let pages = text.trim_end_matches('\u{C}').split('\u{C}');
    pages.map(|page| format!(" {} ", page.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}

fn period(from: &str, to: &str) -> Value {
    json!({ "report": "period", "from": from, "to": to })
}

fn about(person: &str) -> Value {
    json!({ "report": "person", "person": person })
}

fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

#[test]
fn a_quarter_says_what_was_worked_on_with_its_evidence_and_its_limits() {
    let (mut case, _) = told();
    let text = pages(&mut case.story, period("2026-01-01", "2026-03-31"), "a4").join(" ");
    holds(
        &text,
        &[
            "First quarter of 2026",
            "Rely on each other",
            "29 of 33 days",
            "In 92 of 100 pairs",
            "What this cannot tell",
            "I chose the start date",
            "Support is a time of day, not a feeling.",
            "keep: three times a week from April",
            "The review felt like an ambush; Lena knew of it before I did.",
            "Not knowing when I am being judged",
            "15 minutes",
            "the roll-out list",
            "Lunch with Lena about the budget.",
            "Confidential",
            "not for forwarding",
        ],
    );
    assert!(!text.contains("A line I took back"), "what is in the trash is not in a period");
}

#[test]
fn a_month_holds_its_own_days_and_says_that_the_figures_are_of_more() {
    let (mut case, _) = told();
    let text = pages(&mut case.story, period("2026-02-01", "2026-02-28"), "letter").join(" ");
    holds(&text, &["February 2026", "16 of 18 days", "of the whole experiment", "the roll-out list"]);
    assert!(!text.contains("ambush"), "what was heard in January is January's");
    assert!(!text.contains("Support is a time of day"), "what was decided in March is March's");
    let empty = pages(&mut case.story, period("2024-01-01", "2024-12-31"), "a4");
    assert_eq!(empty.len(), 1);
    holds(&empty[0], &["2024", "Nothing was written, logged or decided in this time."]);
    let backwards = case.story.attempt("report_pages", period("2026-02-02", "2026-02-01"));
    assert_eq!(backwards.expect_err("refused").code, inward_app::Code::Refused);
}

#[test]
fn everything_about_a_person_is_there_at_its_day_and_nothing_of_others() {
    let (mut case, lena) = told();
    let text = pages(&mut case.story, about(&case.person.clone()), "a4").join(" ");
    holds(
        &text,
        &[
            "Read it as Tatiana",
            "Everything about Tatiana",
            "team leader, key in roll-out",
            "Tanya, T., TK",
            "My interpretation",
            "Their words",
            "22 January 2026 · Conversation",
            "The review felt like an ambush; Person B knew of it before I did.",
            "Marked: stubborn, lazy.",
            "My ideas push her",
            "The sealed guess stays as it was.",
            "She does not know when she is judged",
            "Person B says Tanya's team is calmer",
            "Tatiana will not run things the new way",
            "Changed",
            "In the trash",
            "other people masked",
            "6 February 2026",
        ],
    );
    for other in ["Lena", "Leni", "Lunch", "budget"] {
        assert!(!text.contains(other), "{other} is somebody else's");
    }
    let reminder = json!({
        "words": "Ask Lena for the figures", "at": "11:00", "recurrence": "FREQ=DAILY;COUNT=1", "starts_on": "2026-04-06",
        "useful_until": { "by": "minutes", "minutes": 120 },
    });
    case.story.ask("save_own_reminder", json!({ "id": null, "fields": reminder }));
    let hers = pages(&mut case.story, about(&lena), "a4").join(" ");
    holds(
        &hers,
        &[
            "Everything about Lena",
            "Lunch with Lena about the budget.",
            "Lena knew of it before I did.",
            "Ask Lena for the figures",
        ],
    );
    assert!(!hers.contains("the roll-out list"), "a row that does not name her is not hers");
    assert!(!hers.contains("Tatiana"), "the other is masked here: {hers}");
}

#[test]
fn both_reports_are_the_same_bytes_twice_and_fit_to_be_kept() {
    let (mut case, _) = told();
    for subject in [period("2026-01-01", "2026-03-31"), about(&case.person.clone())] {
        let first = saved(&mut case.story, subject.clone(), "a4");
        assert_eq!(first, saved(&mut case.story, subject.clone(), "a4"), "{subject}");
        let path = case.story.folder.path().join("kept.pdf");
        std::fs::write(&path, &first).expect("it can be written");
        let info = |flag: &[&str]| {
            let read =
                Command::new("pdfinfo").args(flag).arg(&path).output().expect("pdfinfo of poppler-utils");
            String::from_utf8_lossy(&read.stdout).into_owned()
        };
        let plain = info(&[]);
        assert!(plain.contains("Tagged:          yes") && !plain.contains("Author:"), "{plain}");
        holds(&info(&["-meta"]), &["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"]);
        holds(&info(&["-struct"]), &["H1", "H2", "H3", "Table", "TH"]);
    }
}

#[test]
fn both_reports_speak_german() {
    let (mut case, _) = told();
    let mut settings = case.story.ask("settings", json!({}));
    settings["language"] = json!("de");
    case.story.ask("save_settings", settings);
    let text = pages(&mut case.story, period("2026-01-01", "2026-03-31"), "a4").join(" ");
    holds(
        &text,
        &[
            "Erstes Quartal 2026",
            "Die Wochen auf einen Blick",
            "29 von 33 Tagen",
            "Seite 1 von",
            "Vertraulich",
        ],
    );
    let text = pages(&mut case.story, about(&case.person.clone()), "a4").join(" ");
    holds(
        &text,
        &[
            "Alles über Tatiana",
            "Meine Deutung",
            "22. Januar 2026",
            "Im Papierkorb",
            "andere Personen verdeckt",
        ],
    );
}

#[test]
fn hostile_text_in_every_field_prints_as_itself_or_as_boxes() {
    let mut story = Story::with_vault("2026-02-02 09:00");
    let long = "x".repeat(20_000);
    for (given, _) in HOSTILE.iter().chain([&(long.as_str(), "")]) {
        let line: String = given.chars().take(300).collect();
        let fields = json!({ "display_name": line, "role": line, "power": "peer", "words_now": line, "aliases": [line],
            "formal_process": { "about": line, "contact_cleared_by": line } });
        let person = story.save("save_person", json!({ "id": null, "fields": fields }));
        let talk = json!({ "kind": "conversation", "purpose": line, "heard": given, "shared": given, "questions": [line], "next_step": line });
        let turns = json!({ "kind": "left_hand", "about": line, "turns": [{ "speaker": "me", "said": line, "unsaid": line }, { "speaker": "other", "said": line }] });
        for body in [talk, turns, json!({ "kind": "note", "text": given })] {
            let fields = json!({ "on": "2026-02-02", "person": person, "body": body });
            story.save("save_entry", json!({ "id": null, "fields": fields }));
        }
        for subject in [period("2026-02-01", "2026-02-28"), about(&person)] {
            story.ask("report_pages", subject);
        }
    }
    let text = pages(&mut story, period("2026-02-01", "2026-02-28"), "a4").join(" ");
    holds(&text, &HOSTILE.map(|(_, printed)| printed));
    let letters = text.chars().filter(|sign| *sign == 'x').count();
    assert!(20_000 <= letters, "no letter of the long word is lost, {letters}");
}

#[test]
fn five_hundred_entries_keep_whole_rows_and_repeat_the_head() {
    let mut story = Story::with_vault("2026-01-05 08:40");
    let person = crate::story::tatiana(&mut story);
    let first: chrono::NaiveDate = "2026-01-05".parse().expect("a day");
    for n in 1..=500_u64 {
        let on = first + chrono::Days::new(n / 6);
        let body = "what was seen and what was said, ".repeat(1 + (n % 4) as usize);
        let body = json!({ "kind": "note", "text": format!("begin{n} {body} end{n}") });
        let fields = json!({ "on": on, "person": person, "body": body });
        story.save("save_entry", json!({ "id": null, "fields": fields }));
    }
    story.at("2026-03-31 09:00");
    for paper in ["a4", "letter"] {
        let listed = pages(&mut story, period("2026-01-01", "2026-03-31"), paper);
        let (opening, rest) = listed.split_first().expect("a page");
        holds(opening, &["First quarter of 2026", "500 entries"]);
        for page in rest {
            assert_eq!(page.matches("First words").count(), 1, "the head is on each page");
        }
        for pages in [listed, pages(&mut story, about(&person), paper)] {
            for page in &pages {
                assert_eq!(
                    page.matches(" begin").count(),
                    page.matches(" end").count(),
                    "no row is cut: {page}"
                );
            }
            let all = pages.join(" ");
            assert!((1..=500).all(|n| all.contains(&format!(" begin{n} "))), "every row is printed");
        }
    }
}

#[test]
fn a_long_report_tells_how_far_it_is_and_can_be_stopped() {
    use inward_app::{Call, Caller, Code};
    let (mut case, _) = told();
    let asked = std::cell::Cell::new(0);
    let progress = |_: f32| {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    let moment = case.story.moment();
    let call = Call { progress: &progress, ..Call::new(moment, Caller::Terminal) };
    let stopped = case.story.app.call("report_pages", about(&case.person), &call).expect_err("stopped");
    assert_eq!(stopped.code, Code::Cancelled);
    assert_eq!(asked.get(), 3, "it stops where it was told to");
}
