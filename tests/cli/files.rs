//! Exports, imports of them, and reports.

use std::process::Command;

use inward_tests::program::{Home, NOW};
use serde_json::{Value, json};

fn exported(home: &Home, name: &str) -> Value {
    let told = home.done(["export", name, "--as", "json"]);
    assert!(told.trim_end().ends_with(name), "the path is the result: {told}");
    serde_json::from_slice(&home.read(name)).expect("JSON")
}

/// Checks that an export, read into an empty vault, gives the same export again.
fn survives_the_journey(home: &Home) {
    let first = exported(home, "first.json");
    let other = Home::with_vault();
    other.write("first.json", home.read("first.json"));
    other.done(["import", "first.json"]);
    let mut second = exported(&other, "second.json");
    for part in [
        "settings",
        "people",
        "goals",
        "experiments",
        "entries",
        "day_logs",
        "rules",
        "occurrences",
        "history",
    ] {
        assert_eq!(second[part], first[part], "{part} did not survive the journey");
    }
    second["exported_at"] = first["exported_at"].clone();
    assert_eq!(second, first);
    let figures = |home: &Home| home.json(["evidence", "Daily check-in", "--json"]);
    assert_eq!(figures(&other), figures(home));
    let again = other.done(["import", "first.json", "--as", "json"]);
    assert!(again.starts_with("added 0\nchanged 0\n"), "a second import changes nothing: {again}");
}

#[test]
fn an_export_read_into_an_empty_vault_exports_the_same() {
    let (home, _) = Home::with_the_worked_case();
    home.done(["note", "Calm talk, <b>no</b> markup — שלום"]);
    home.done(["log", "Daily check-in", "--rate", "quality=7", "--note", "Later than planned"]);
    survives_the_journey(&home);
    let practice = with_a_practice();
    practice.done(["log", "Daily check-in", "--rate", "quality=7"]);
    practice.done(["log", "Daily check-in", "--rate", "quality=8"]);
    survives_the_journey(&practice);
}

#[test]
fn a_json_file_that_is_not_taken_says_why() {
    let home = Home::with_vault();
    let cases = [
        ("{\"format\": \"inward\", \"version\": 99}", 4, "newer"),
        ("{\"format\": \"other\"}", 1, "not written by Inward"),
        ("{\"format\": \"inward\", ", 1, "line 1"),
        (
            "{\"format\": \"inward\", \"version\": 1, \"exported_at\": \"2026-03-30T07:00:00Z\", \"people\": [{}]}",
            1,
            "people[0]",
        ),
    ];
    for (text, code, told) in cases {
        home.write("file.json", text);
        let answer = home.run(["import", "file.json"]);
        assert_eq!(answer.code, Some(code), "{text}: {}", answer.err);
        assert!(answer.err.contains(told), "{text}: {}", answer.err);
    }
    let deep = format!("{{\"format\":\"inward\",\"version\":1,\"settings\":{}", "[".repeat(200_000));
    home.write("deep.json", deep);
    assert_eq!(home.run(["import", "deep.json"]).code, Some(1), "a file that nests without end is refused");
    assert_eq!(home.run(["import", "nowhere.json"]).code, Some(1));
}

/// Makes a home with the worked case as the experiment of a practice with Tatiana.
fn with_a_practice() -> Home {
    let (home, _) = Home::with_the_worked_case();
    let mut all = exported(&home, "all.json");
    let (person, goal) = ("01980000-0000-7000-8000-000000000001", "01980000-0000-7000-8000-000000000002");
    all["people"] =
        json!([{ "id": person, "created_at": NOW, "display_name": "Tatiana", "power": "i_am_their_boss" }]);
    all["goals"] = json!([{
        "id": goal, "created_at": NOW, "title": "Rely on each other", "people": [person],
        "competencies": [{ "starter": "supports_daily" }],
        "sentence": "Tatiana and I meet daily and both say we can rely on each other.",
        "success": { "i_do": "I ask before I tell.", "they_do": null, "visitor_sees": null },
    }]);
    all["entries"] = json!([{
        "id": "01980000-0000-7000-8000-000000000003", "created_at": NOW, "changed_at": NOW,
        "on": "2026-01-05", "person": person, "goal": goal,
        "body": { "kind": "complaint", "statement": "She never makes the first move", "subject": "other" },
    }]);
    all["experiments"][0]["goal"] = json!(goal);
    all["experiments"][0]["people"] = json!([person]);
    let other = Home::with_vault();
    other.write("all.json", all.to_string());
    other.done(["import", "all.json"]);
    other
}

fn printed_by(program: &str, arguments: &[&std::ffi::OsStr]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_goal_report_is_a_tagged_pdf_with_the_figures_of_the_screen() {
    let home = with_a_practice();
    for (name, paper) in [(Some("Rely on each other"), "a4"), (None, "letter")] {
        let words = ["report", "goal"].into_iter().chain(name);
        let told = home.done(words.chain(["--out", "report.pdf", "--paper", paper]));
        assert!(told.trim_end().ends_with("report.pdf"), "{told}");
        let pdf = home.file("report.pdf");
        let text = printed_by("pdftotext", &["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]);
        for piece in [
            "Tatiana",
            "rely on each other",
            "I ask before I tell.",
            "29 of 33 days",
            "In 92 of 100 pairs",
            "Allowing for chance: 58 to 99.",
            "80–100",
        ] {
            assert!(text.contains(piece), "{piece} is not in the report:\n{text}");
        }
        let info = printed_by("pdfinfo", &[pdf.as_os_str()]);
        assert!(info.lines().any(|l| l.starts_with("Tagged:") && l.ends_with("yes")), "{info}");
        let size = if paper == "a4" { "A4" } else { "letter" };
        assert!(info.contains(size), "{info}");
    }
}

#[test]
fn a_period_is_named_or_given_by_its_days_and_a_person_by_any_name() {
    let home = with_a_practice();
    let cases: [(&[&str], &[&str]); 6] = [
        (&["period", "2026-Q1"], &["First quarter of 2026", "29 of 33 days", "Rely on each other"]),
        (&["period", "2026-02"], &["February 2026", "of the whole experiment"]),
        (&["period", "2026"], &["1 January 2026 to 31 December 2026"]),
        (&["period", "--from", "2026-01-05", "--to", "2026-03-27"], &["5 January 2026 to 27 March 2026"]),
        (&["person", "Tatiana"], &["Everything about Tatiana", "Read it as Tatiana", "Rely on each other"]),
        (&["week", "--on", "2026-02-11"], &["9 February 2026"]),
    ];
    for (words, pieces) in cases {
        home.done(["report"].iter().chain(words).chain(&["--out", "report.pdf"]).copied());
        let pdf = home.file("report.pdf");
        let text = printed_by("pdftotext", &["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]);
        for piece in pieces {
            assert!(text.contains(piece), "{words:?}: {piece} is not in the report:\n{text}");
        }
    }
}

#[test]
fn a_week_a_cycle_a_talk_and_a_card_are_printed_by_their_names() {
    let home = Home::with_the_whole_worked_case();
    let cycles = home.run(["report", "cycle", "--out", "cycle.pdf"]);
    assert_eq!(cycles.code, Some(1), "there are two: {}", cycles.err);
    let id = cycles.err.lines().find_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let id = id.expect("the candidates").to_owned();
    let cases: [(&[&str], &str); 4] = [
        (&["week", "--on", "2026-02-13"], "week"),
        (&["cycle", &id], "Tatiana"),
        (&["conversation"], "Understand how the last"),
        (&["card", "Understand how the last months were for you"], "we go step by step"),
    ];
    for (words, piece) in cases {
        let told = home.done(["report"].iter().chain(words).chain(&["--out", "report.pdf"]));
        assert!(told.trim_end().ends_with("report.pdf"), "{told}");
        let pdf = home.file("report.pdf");
        let text = printed_by("pdftotext", &["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        assert!(text.contains(&piece.to_lowercase()), "{piece} is not in {words:?}:\n{text}");
        std::fs::remove_file(pdf).expect("it was made");
    }
}

#[test]
fn everything_leaves_in_each_form_and_a_folder_names_it_by_the_day() {
    let home = Home::with_the_whole_worked_case();
    std::fs::create_dir(home.file("out")).expect("a folder");
    let cases: [(&[&str], &str); 6] = [
        (&["all.json"], "all.json"),
        (&["ahead.ics"], "ahead.ics"),
        (&["tables.zip", "--as", "csv"], "tables.zip"),
        (&["texts", "--as", "markdown"], "texts"),
        (&["out", "--as", "csv"], "out/inward-2026-03-30-csv"),
        (&["out"], "out/inward-2026-03-30.json"),
    ];
    for (words, made) in cases {
        let answer = home.run(["export"].iter().chain(words));
        assert_eq!(answer.code, Some(0), "{words:?}: {}", answer.err);
        let path = answer.out.strip_suffix('\n').expect("one line");
        assert!(path.ends_with(made), "{words:?}: {path}");
        assert!(home.path().join(path).exists(), "{words:?}: {path}");
        assert!(!answer.err.contains(['\r', '\u{1b}', '%']), "no progress in a pipe: {:?}", answer.err);
    }
    let calendar = home.read("ahead.ics");
    assert!(calendar.starts_with(b"BEGIN:VCALENDAR\r\n") && calendar.ends_with(b"END:VCALENDAR\r\n"));
    assert!(home.file("out/inward-2026-03-30-csv/people.csv").exists());
    let again = home.run(["export", "out", "--as", "csv"]);
    assert_eq!(again.code, Some(1), "a folder that is there is never mixed with: {}", again.err);
    assert_eq!(home.run(["export", "tables.csv", "--as", "csv"]).code, Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn the_report_of_a_whole_practice_has_four_to_six_pages() {
    let home = Home::with_the_whole_worked_case();
    home.done(["report", "goal", "--out", "goal.pdf"]);
    let info = printed_by("pdfinfo", &[home.file("goal.pdf").as_os_str()]);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
    assert!(pages.is_some_and(|n| (4..=6).contains(&n)), "{info}");
}

#[cfg(target_os = "linux")]
#[test]
fn long_work_that_is_stopped_leaves_nothing_and_has_its_code() {
    let home = Home::with_the_whole_worked_case();
    let mut all = exported(&home, "all.json");
    let note = all["entries"].as_array().expect("a list")[0].clone();
    let many = (0..3_000).map(|n| {
        let mut note = note.clone();
        note["id"] = json!(format!("01980000-0000-7000-8000-{n:012x}"));
        note
    });
    all["entries"].as_array_mut().expect("a list").extend(many);
    home.write("many.json", all.to_string());
    home.done(["import", "many.json", "--yes"]);
    std::fs::create_dir(home.file("out")).expect("a folder");
    let mut child = home.command(["export", "out", "--as", "markdown"]).spawn().expect("it starts");
    let part = || std::fs::read_dir(home.file("out")).expect("readable").next().is_some();
    while !part() && child.try_wait().expect("it runs").is_none() {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    let asked = Command::new("kill").args(["-INT", &id]).status().expect("kill");
    assert!(asked.success());
    let answer = inward_tests::program::Answer::from(child.wait_with_output().expect("it ends"));
    assert_eq!(answer.code, Some(5), "{}", answer.err);
    assert!(!part(), "nothing half written stays");
}

#[test]
fn a_copy_with_changed_names_tells_what_is_left_and_is_stamped_until_nothing_is() {
    let home = with_a_practice();
    let read = |name: &str| {
        let pdf = home.file(name);
        let text = printed_by("pdftotext", &["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]);
        format!("{text}{}", printed_by("pdfinfo", &[pdf.as_os_str()]))
    };
    let named = home.run(["report", "goal", "--pseudonymised", "--out", "tatiana.pdf"]);
    assert_eq!(named.code, Some(0), "it is written, with a stamp: {named:?}");
    assert!(named.err.contains("tatiana") && named.err.contains("Not cleared"), "{}", named.err);
    assert!(read("tatiana.pdf").contains("Not cleared"));

    let cleared = home.run(["report", "goal", "--pseudonymised", "--out", "report.pdf"]);
    assert_eq!(cleared.code, Some(0));
    assert!(cleared.err.contains("Cleared"), "{}", cleared.err);
    let text = read("report.pdf");
    for left in ["Tatiana", "Not cleared", "Confidential", "2026"] {
        assert!(!text.contains(left), "{left} is in {text}");
    }
    assert!(text.contains("Person A and I meet daily"), "{text}");
    assert!(text.contains("Names and places changed"), "{text}");
    home.done(["report", "goal", "--pseudonymised", "--out", "again.pdf"]);
    assert_eq!(home.read("report.pdf"), home.read("again.pdf"), "the same input gives the same bytes");
}

#[test]
fn a_report_of_nothing_and_a_path_that_cannot_be_written_are_refused() {
    let home = with_a_practice();
    let cases = [
        (["report", "goal", "Nobody", "--out", "report.pdf"], "Nobody"),
        (["report", "goal", "Rely on each other", "--out", "no/such/folder/report.pdf"], "no/such/folder"),
        (["report", "goal", "Rely on each other", "--out", "vault"], "vault"),
        (["report", "person", "Nobody", "--out", "report.pdf"], "Tatiana"),
        (["report", "cycle", "Nothing", "--out", "report.pdf"], "Nothing"),
    ];
    for (words, told) in cases {
        let answer = home.run(words);
        assert_eq!(answer.code, Some(1), "{words:?}: {}", answer.err);
        assert!(answer.err.contains(told), "{words:?}: {}", answer.err);
        assert!(!home.file("report.pdf").exists());
    }
    assert_eq!(home.run(["export", "no/such/folder/all.json"]).code, Some(1));
    home.must_be_sound("nothing happened to the vault");
}
