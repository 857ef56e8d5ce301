//! Logging days, writing notes, finding them, and two programs at a time.

use inward_tests::program::{Answer, Home};

fn id_of(answer: &str) -> &str {
    let id = answer.strip_prefix("saved ").and_then(|rest| rest.strip_suffix('\n'));
    let id = id.unwrap_or_else(|| panic!("one line `saved ID`, not {answer:?}"));
    assert_eq!(id.len(), 36, "an id: {id}");
    id
}

/// Makes a home whose experiment still runs today.
fn running() -> Home {
    let home = Home::with_vault();
    home.write(
        "open.csv",
        "date,phase,checkin,quality_0_10\n2026-03-26,A1,,3\n2026-03-27,A1,,4\n2026-03-30,B,,\n",
    );
    home.done(["import", "open.csv", "--new-experiment", "Daily check-in"]);
    home
}

#[test]
fn a_day_is_logged_and_the_same_day_again_is_the_same_log() {
    let home = running();
    let first =
        home.done(["log", "Daily check-in", "--done", "--rate", "quality=6", "--note", "Short, calm talk"]);
    let second = home.done(["log", "Daily check-in", "--rate", "quality=7"]);
    assert_eq!(id_of(&first), id_of(&second), "a correction, not a second day");
    let figures = home.json(["evidence", "Daily check-in", "--json"]);
    assert_eq!(figures["checkins"]["done"], 1, "the correction left the check-in as it was");
    let found = home.json(["search", "calm", "--json", "--limit", "5"]);
    assert_eq!(found.as_array().map(Vec::len), Some(1), "the note of a day is found: {found}");
}

#[test]
fn a_log_that_cannot_be_is_refused_with_a_sentence_and_nothing_changes() {
    let home = running();
    let cases: [(&[&str], &str); 7] = [
        (&["log", "Daily check-in", "--rate", "quality=11"], "10"),
        (&["log", "Daily check-in", "--rate", "quality=6.5"], "10"),
        (&["log", "Daily check-in", "--rate", "mood=3"], "quality"),
        (&["log", "Nobody", "--done"], "Daily check-in"),
        (&["log", "Daily check-in", "--done", "--on", "2199-01-01"], "ahead"),
        (&["log", "Daily check-in", "--done", "--on", "1999-01-01"], "7 days"),
        (&["log", "Daily check-in"], "answer"),
    ];
    for (words, told) in cases {
        let answer = home.run(words);
        assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""), "{words:?}: {}", answer.err);
        assert!(answer.err.contains(told), "{words:?}: {}", answer.err);
    }
    let figures = home.json(["evidence", "Daily check-in", "--json"]);
    assert_eq!(figures["checkins"]["applicable"], 0);
}

#[test]
fn notes_are_found_by_any_word_and_markup_in_them_is_text() {
    let home = Home::with_vault();
    id_of(&home.done(["note", "She told me about a late truck <script>alert(1)</script>"]));
    id_of(&home.done(["note", "- a line that begins with a dash"]));
    let found = home.done(["search", "late", "truck"]);
    assert!(found.contains("<script>"), "{found}");
    assert_eq!(found.lines().count(), 1, "one line for each place");
    let none = home.run(["search", "nowhere"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""), "finding nothing is an answer");
    assert_eq!(home.json(["search", "nowhere", "--json"]), serde_json::json!([]));
    for (text, told) in [("", "write"), ("   ", "write")] {
        let blank = home.run(["note", text]);
        assert_eq!(blank.code, Some(1), "{}", blank.err);
        assert!(blank.err.to_lowercase().contains(told), "{}", blank.err);
    }
    let long = home.run(["note", "x".repeat(20_001).as_str()]);
    assert_eq!(long.code, Some(1));
    assert!(long.err.contains("20000"), "{}", long.err);
}

#[test]
fn two_programs_write_side_by_side() {
    let home = running();
    let children: Vec<_> = (0..6)
        .map(|n| home.command(["note", format!("Side by side {n}").as_str()]).spawn().expect("it starts"))
        .collect();
    for child in children {
        let answer = Answer::from(child.wait_with_output().expect("it ends"));
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        id_of(&answer.out);
    }
    let found = home.json(["search", "side", "--json"]);
    assert_eq!(found.as_array().map(Vec::len), Some(6), "none of the six is lost");
}

#[test]
fn what_is_due_is_listed_in_lines_and_as_json() {
    let home = running();
    let due = home.json(["due", "--json"]);
    assert!(due.is_array(), "{due}");
    assert_eq!(home.done(["due"]).lines().count(), due.as_array().map_or(0, Vec::len));
}

#[test]
fn what_is_found_stands_on_one_line_that_can_be_read() {
    let home = Home::with_vault();
    let long = format!("# A long day\n\n{}Calm at the end.", "One word and another. ".repeat(200));
    home.done(["note", &long]);
    home.done(["note", "Calm talk"]);
    let found = home.done(["search", "calm"]);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 2, "{found}");
    assert!(lines[0].ends_with("Calm talk"), "{found}");
    assert!(lines[1].contains("# A long day One word") && lines[1].contains("Calm at the end."), "{found}");
    assert!(lines.iter().all(|line| line.chars().count() < 320), "{found}");
}
