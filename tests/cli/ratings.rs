//! Tables of ratings that cannot be imported, and what is said about them.

use inward_tests::program::{Answer, Home, IMPORT_THE_WORKED_CASE};

fn import(home: &Home, bytes: impl AsRef<[u8]>, more: &[&str]) -> Answer {
    home.write("table.csv", bytes);
    let words = ["import", "table.csv", "--as", "ratings", "--new-experiment", "Table"];
    home.run(words.into_iter().chain(more.iter().copied()))
}

/// Checks that nothing at all is stored.
fn nothing_stored(home: &Home, context: &str) {
    let answer = home.run(["evidence", "Table", "--json"]);
    assert_eq!(answer.code, Some(1), "{context}: an experiment was made although its table was refused");
}

#[test]
fn a_table_that_cannot_be_read_is_refused_with_the_reason_and_nothing_is_stored() {
    let home = Home::with_vault();
    let cases: [(&str, &[u8], &[&str]); 14] = [
        ("empty", b"", &["empty"]),
        ("wrong header", b"day,quality\n2026-01-05,3\n", &["date", "day,quality"]),
        ("no header", b"2026-01-05,A1,,3,9\n", &["date", "2026-01-05,A1"]),
        ("wrong separator", b"date|quality\n2026-01-05|3\n", &["\u{201c}|\u{201d}", "semicolon"]),
        ("another separator below", b"date,quality\n2026-01-05;3\n", &["Line 2", ";"]),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["not a text file"]),
        (
            "duplicate dates",
            b"date,q\n2026-01-05,3\n2026-01-06,4\n2026-01-05,5\n",
            &["Line 2", "Line 4", "2026-01-05"],
        ),
        ("impossible date", b"date,q\n2026-02-30,3\n", &["Line 2", "2026-02-30"]),
        ("ambiguous date", b"date,q\n05/01/2026,3\n", &["Line 2", "2026-01-05", "2026-05-01"]),
        ("unknown word", b"date,checkin\n2026-01-05,yes\n", &["Line 2", "yes", "done, missed or na"]),
        ("not a number", b"date,q\n2026-01-05,five\n", &["Line 2", "five", "q"]),
        ("off the scale", b"date,q_0_10\n2026-01-05,11\n", &["Line 2", "0", "10"]),
        ("too many cells", b"date,q\n2026-01-05,3,4\n", &["Line 2", "3 cells"]),
        ("NUL", b"date,q\n2026-01-05,3\0\n", &["Line 2"]),
    ];
    for (name, bytes, pieces) in cases {
        let answer = import(&home, bytes, &["--yes"]);
        assert_eq!(answer.code, Some(1), "{name}: {}", answer.err);
        assert_eq!(answer.out, "", "{name}: nothing was done, so there is no result");
        for piece in pieces {
            assert!(answer.err.contains(piece), "{name}: {piece:?} is not said:\n{}", answer.err);
        }
        nothing_stored(&home, name);
    }
}

#[test]
fn other_separators_and_encodings_are_understood_and_a_guess_is_told() {
    let home = Home::with_vault();
    let utf_16: Vec<u8> =
        "\u{feff}date\tG\u{fc}te\n2026-01-05\t6\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, &[u8], &str); 4] = [
        ("semicolons", "date;Güte\r\n2026-01-05;6,0\r\n".as_bytes(), "decimal"),
        ("Windows-1252", b"date,G\xFCte\n2026-01-05,6\n", "Windows-1252"),
        ("UTF-16 and tabs", &utf_16, "UTF-16"),
        ("a mark", "\u{feff}date,Güte\n2026-01-05,6\n".as_bytes(), "1 day"),
    ];
    for (name, bytes, told) in cases {
        let answer = import(&home, bytes, &["--dry-run"]);
        assert_eq!(answer.code, Some(0), "{name}: {}", answer.err);
        assert!(answer.err.contains(told), "{name}: {told} is not told:\n{}", answer.err);
        assert!(answer.out.starts_with("added 1\n"), "{name}: {}", answer.out);
        nothing_stored(&home, name);
    }
}

#[test]
fn a_table_without_a_place_to_go_is_refused_and_one_look_tells_what_is_in_it() {
    let home = Home::with_vault();
    home.write("daily.csv", inward_tests::program::daily_csv());
    let nowhere = home.run(["import", "daily.csv"]);
    assert_eq!((nowhere.code, nowhere.out.as_str()), (Some(1), ""), "{}", nowhere.err);
    assert!(nowhere.err.contains("60 days, 52 rated"), "{}", nowhere.err);
    let unknown = home.run(["import", "daily.csv", "--into", "Nobody"]);
    assert_eq!(unknown.code, Some(1), "{}", unknown.err);
    home.write("picture.png", b"\x89PNG");
    let picture = home.run(["import", "picture.png"]);
    assert_eq!(picture.code, Some(1));
    assert!(picture.err.contains("CSV") && picture.err.contains("JSON"), "{}", picture.err);
}

#[test]
fn the_good_lines_are_taken_only_when_they_are_chosen() {
    let home = Home::with_vault();
    let table = "date,q_0_10\n2026-01-05,3\n2026-02-30,4\n2026-01-07,5\n";
    let refused = import(&home, table, &[]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("Line 3"), "{}", refused.err);
    nothing_stored(&home, "one bad line");
    let taken = import(&home, table, &["--only-good-lines"]);
    assert_eq!(taken.code, Some(0), "{}", taken.err);
    assert!(taken.out.starts_with("added 2\n"), "{}", taken.out);
    assert!(taken.err.contains("Line 3"), "what is left out is still told");
}

#[test]
fn a_second_import_into_the_experiment_changes_nothing_and_a_column_of_another_is_refused() {
    let (home, id) = Home::with_the_worked_case();
    let again = home.done(["import", "daily.csv", "--into", id.as_str()]);
    assert!(again.starts_with("added 0\nchanged 0\n"), "{again}");
    home.write("other.csv", "date,mood\n2026-01-05,3\n");
    let refused = home.run(["import", "other.csv", "--into", id.as_str()]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("mood") && refused.err.contains("quality"), "{}", refused.err);
    let twice = home.done(IMPORT_THE_WORKED_CASE);
    assert!(twice.contains("experiment "), "another experiment of the same name may exist");
    let ambiguous = home.run(["evidence", "Daily check-in"]);
    assert_eq!(ambiguous.code, Some(1));
    let other = twice.lines().find_map(|line| line.strip_prefix("experiment ")).expect("an id");
    assert!(
        ambiguous.err.contains(&id) && ambiguous.err.contains(other),
        "both are named: {}",
        ambiguous.err
    );
}
