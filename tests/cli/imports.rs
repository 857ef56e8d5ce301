//! Files of other programs on the command line.

use inward_tests::program::Home;

const CARDS: &str = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Horvat\nEMAIL:ana@example.org\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n";
const HABITBULL: &str = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nWalk,,,2026-01-05,1,\nWalk,,,2026-01-06,1,rain\n";
const DAY_ONE: &str = "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[{\"uuid\":\"A\",\"creationDate\":\"2026-01-05T10:00:00Z\",\"text\":\"Calm.\"}]}";
const CALENDAR: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Walk\nDTSTART:20260105T090000\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn each_format_is_recognised_and_can_be_named_and_a_second_import_adds_nothing() {
    // The file, the format by its name, and how many rows are new and left out.
    let cases = [
        ("cards.vcf", CARDS, "vcard", 1, 1),
        ("people.csv", "name;role\nAna;a\nBoris;b\n", "people", 2, 0),
        ("habits.csv", HABITBULL, "habitbull", 3, 0),
        ("journal.json", DAY_ONE, "day-one", 1, 0),
        ("2026-02-03.md", "# A day\n\nCalm.\n", "markdown", 1, 0),
        ("calendar.ics", CALENDAR, "icalendar", 1, 0),
    ];
    for (name, text, format, added, left_out) in cases {
        let home = Home::with_vault();
        home.write(name, text);
        let looked = home.run(["import", name, "--dry-run"]);
        let expected = format!("added {added}\nchanged 0\nunchanged 0\nleft out {left_out}\n");
        assert_eq!(
            (looked.code, looked.out.as_str()),
            (Some(0), expected.as_str()),
            "{name}: {}",
            looked.err
        );
        let done = home.done(["import", name, "--as", format, "--yes"]);
        assert!(done.starts_with(&expected), "{name}: {done}");
        assert!(done.contains("\nimport "), "{name}: the import has a name to undo it by: {done}");
        let again = home.done(["import", name, "--yes"]);
        assert_eq!(again, format!("added 0\nchanged 0\nunchanged {added}\nleft out {left_out}\n"), "{name}");
    }
}

#[test]
fn an_import_is_taken_back_by_the_id_that_it_printed() {
    let home = Home::with_vault();
    home.write("cards.vcf", CARDS);
    let done = home.done(["import", "cards.vcf", "--yes"]);
    let id = done.lines().find_map(|line| line.strip_prefix("import ")).unwrap();
    assert!(home.done(["check"]).contains("person 1\n"));
    assert_eq!(home.done(["import", "--undo", id]), "gone 1\nput back 0\nstayed 0\n");
    assert!(!home.done(["check"]).contains("person 1\n"));
    let twice = home.run(["import", "--undo", id]);
    assert_eq!(twice.code, Some(1), "it is taken back already: {}", twice.err);
    let unknown = home.run(["import", "--undo", "nothing"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(1), ""), "{}", unknown.err);
    for wrong in [&["import"][..], &["import", "cards.vcf", "--undo", id]] {
        assert_eq!(home.run(wrong.iter().copied()).code, Some(2), "{wrong:?}");
    }
}

#[test]
fn what_is_left_out_is_told_with_its_place_and_reason() {
    let home = Home::with_vault();
    home.write("cards.vcf", CARDS);
    let answer = home.run(["import", "cards.vcf", "--dry-run"]);
    assert!(answer.err.contains("1 person"), "{}", answer.err);
    assert!(answer.err.contains("Line 6: It has no name."), "{}", answer.err);
}

#[test]
fn the_columns_of_a_table_are_mapped_by_name() {
    let home = Home::with_vault();
    home.write("people.csv", "Voller Name;Wann\nAna;03.04.2025\n");
    let guessed = home.run(["import", "people.csv"]);
    assert_eq!(guessed.code, Some(1), "no column is the name: {}", guessed.err);
    let mapped = ["import", "people.csv", "--map", "voller name=name", "--map", "Wann=known-since"];
    let unclear = home.done(mapped.into_iter().chain(["--dry-run"]));
    assert!(unclear.starts_with("added 0\n"), "{unclear}");
    let done = home.done(mapped.into_iter().chain(["--dates", "day-first"]));
    assert!(done.starts_with("added 1\n"), "{done}");
    for (map, code) in [("Nobody=name", 1), ("Wann=mood", 2), ("Wann", 2)] {
        assert_eq!(home.run(["import", "people.csv", "--map", map]).code, Some(code), "{map}");
    }
    home.write("cards.vcf", CARDS);
    assert_eq!(home.run(["import", "cards.vcf", "--map", "a=name"]).code, Some(1), "cards have no columns");
}

#[test]
fn a_folder_is_read_and_a_kind_that_does_not_fit_is_refused() {
    let home = Home::with_vault();
    std::fs::create_dir(home.file("Notes")).expect("a folder");
    home.write("Notes/2026-01-05.md", "Calm.\n");
    let done = home.done(["import", "Notes", "--yes"]);
    assert!(done.starts_with("added 1\n"), "{done}");
    for format in ["loop", "habitbull", "vcard", "json", "ratings"] {
        let refused = home.run(["import", "Notes", "--as", format]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{format}: {}", refused.err);
        assert!(!refused.err.is_empty(), "{format}: there is a sentence");
    }
    assert_eq!(home.run(["import", "Notes", "--as", "papyrus"]).code, Some(2));
}
