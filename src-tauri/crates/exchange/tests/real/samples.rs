//! What other programs really wrote, with the counts and values a person sees in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use inward_exchange::archive::NamedFile;
use inward_exchange::calendar::read as calendar;
use inward_exchange::habits::{DayValue, habitbull, loop_csv};
use inward_exchange::journal::day_one;
use inward_exchange::people::vcard;

/// Reads a sample, or says on the terminal that there is none.
fn sample(name: &str) -> Option<Vec<u8>> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let beside = Path::new(&package).join("../../../../shared/samples");
    let folder = std::env::var_os("INWARD_SAMPLES").map_or(beside, PathBuf::from);
    let bytes = std::fs::read(folder.join(name)).ok();
    if bytes.is_none() {
        // Not through `eprintln!`, which the test runner keeps to itself.
        let note = format!("not tested: no {name} in {}\n", folder.display());
        std::io::stderr().write_all(note.as_bytes()).expect("the terminal takes a line");
    }
    bytes
}

#[test]
fn the_cards_of_other_programs_are_read() {
    let expected = [
        ("vcard/John_Doe_GMAIL.vcf", "Mr. John Richter, James Doe Sr.", "Money Counter", "john.doe@ibm.com"),
        ("vcard/John_Doe_IPHONE.vcf", "Mr. John Richter James Doe Sr.", "Money Counter", "john.doe@ibm.com"),
        ("vcard/outlook-2003.vcf", "John Doe III", "The Job Title", "jdoe@hotmail.com"),
    ];
    for (name, shown, role, email) in expected {
        let Some(bytes) = sample(name) else { continue };
        let found = vcard::read(&bytes).expect("a file of cards");
        assert_eq!((found.rows.len(), found.problems.len()), (1, 0), "{name}");
        let person = &found.rows[0];
        let read = (person.name.as_str(), person.role.as_ref(), person.email.as_ref());
        let read =
            (read.0, read.1.map_or("", |role| role.as_str()), read.2.map_or("", |email| email.as_str()));
        assert_eq!(read, (shown, role, email), "{name}");
    }
    if let Some(bytes) = sample("vcard/gmail-list.vcf") {
        let found = vcard::read(&bytes).expect("a file of cards");
        let names: Vec<_> = found.rows.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Arnold Smith", "Chris Beatle", "Doug White"]);
    }
    if let Some(bytes) = sample("vcard/outlook-2003.vcf") {
        let person = vcard::read(&bytes).expect("a file of cards").rows.remove(0);
        let note = person.note.expect("it has a note");
        assert!(note.as_str().starts_with("This is the note field!!\nSecond line"), "{note:?}");
        assert_eq!(person.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>(), ["Joey"]);
        assert_eq!(person.organisation.expect("it has one").as_str(), "Company, The, TheDepartment");
    }
}

#[test]
fn the_habits_of_loop_are_read() {
    let paths =
        ["Habits.csv", "Checkmarks.csv", "001 Meditate/Checkmarks.csv", "002 Wake up early/Checkmarks.csv"];
    let file = |path: &&str| {
        Some(NamedFile { path: (*path).to_owned(), bytes: sample(&format!("loop-csv/{path}"))? })
    };
    let Some(files) = paths.iter().map(file).collect::<Option<Vec<_>>>() else { return };
    let found = loop_csv::read(&files).expect("an export");
    assert_eq!(found.problems, []);
    let [meditate, wake] = &found.rows[..] else { panic!("two habits") };
    assert_eq!((meditate.name.as_str(), meditate.days.len()), ("Meditate", 0));
    assert_eq!(wake.question.as_ref().map(|q| q.as_str()), Some("Did you wake up before 6am?"));
    let count = |value: DayValue| wake.days.iter().filter(|day| day.value == value).count();
    let counts = [DayValue::Done, DayValue::Implied, DayValue::Missed].map(count);
    assert_eq!(counts, [6, 3, 1], "the ten days of the file");
    let note =
        wake.days.iter().find(|day| day.on.to_string() == "2015-01-23").and_then(|day| day.note.as_ref());
    assert_eq!(note.map(|note| note.as_str()), Some("Forgot to do it, really"));
}

#[test]
fn the_habits_of_habitbull_are_read() {
    let Some(bytes) = sample("habitbull/habitbull.csv") else { return };
    let found = habitbull::read(&bytes).expect("an export");
    assert_eq!(found.problems, []);
    let counts: Vec<_> = found.rows.iter().map(|habit| (habit.name.as_str(), habit.days.len())).collect();
    assert_eq!(
        counts,
        [("Breed dragons", 3), ("Reduce sleep", 4), ("No-arms pushup", 4), ("Grow spiritually", 3)]
    );
    assert!(found.rows.iter().flat_map(|habit| &habit.days).all(|day| day.value == DayValue::Done));
    assert_eq!(found.rows[0].days[0].note.as_ref().map(|note| note.as_str()), Some("text"));
}

#[test]
fn the_journal_of_day_one_is_read() {
    let Some(bytes) = sample("day-one/Journal.json") else { return };
    let found = day_one::read(&bytes).expect("a journal");
    assert_eq!(found.rows.len(), 53);
    let left_out: Vec<_> =
        found.problems.iter().map(|noted| (noted.what.as_str(), noted.reason.key())).collect();
    assert_eq!(
        left_out,
        [("2008-01-01T07:01:33Z", "exchange.in.no_text")],
        "it is a picture and nothing else"
    );
    let first = &found.rows[0];
    assert_eq!(first.source_id, "dayone:2E542464666C4ACE91E83539FF114A76");
    assert_eq!(first.on.to_string(), "2004-10-12", "half past six in the evening in Boise");
    assert!(first.text.as_str().starts_with("**Luckily** for ***Alice***, the little magic bottle"));
    assert!(
        first.text.as_str().contains("feel unhappy.\n\n'It was")
            || first.text.as_str().contains("felt unhappy.\n\n'It was")
    );
    assert_eq!(first.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["diary", "Pizza"]);
    let last = found.rows.last().expect("54 entries");
    assert_eq!((last.on.to_string().as_str(), last.tags.len()), ("2020-05-26", 5));
}

#[test]
fn the_calendars_of_other_programs_are_read() {
    let expected = [
        ("icalendar/evolution.ics", 1),
        ("icalendar/korganizer_sample.ics", 2),
        ("icalendar/sunbird_sample.ics", 182 + 4),
    ];
    for (name, count) in expected {
        let Some(bytes) = sample(name) else { continue };
        let found = calendar::read(&bytes).expect("a calendar");
        assert_eq!((found.rows.len(), found.problems), (count, Vec::new()), "{name}");
    }
    if let Some(bytes) = sample("icalendar/evolution.ics") {
        let event = calendar::read(&bytes).expect("a calendar").rows.remove(0);
        let start = format!("{} {}", event.starts_on, event.at.expect("it has a time"));
        assert_eq!((start.as_str(), event.minutes), ("2008-06-24 13:00:00", Some(90)));
        assert_eq!(serde_json::to_value(event.zone).expect("plain data")["zone"], "America/Chicago");
    }
    if let Some(bytes) = sample("icalendar/korganizer_sample.ics") {
        let event = calendar::read(&bytes).expect("a calendar").rows.remove(0);
        assert_eq!(event.recurrence.expect("it comes again").to_string(), "FREQ=MONTHLY;BYDAY=2TH;COUNT=12");
        assert_eq!(event.title.as_str(), "San Gabriel Valley Linux User Group -- general meeting");
    }
}
