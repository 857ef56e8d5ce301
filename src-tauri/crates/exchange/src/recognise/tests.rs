use std::io::Cursor;

use super::*;
use crate::archive::{NamedFile, pack};
use inward_domain::lexicon::{Language, knows};
use rstest::rstest;

fn told(bytes: &[u8], name: &str) -> Option<Format> {
    recognise(&mut Cursor::new(bytes), name).expect("a readable file")
}

#[rstest]
#[case("{ \"format\": \"inward\", \"version\": 1 }", "x.json", Some(Format::OwnJson))]
#[case("{\n  \"entries\": [\n    { \"body\": { \"kind\": \"note\"", "sorted.json", Some(Format::OwnJson))]
#[case("{\"day_logs\": [], \"entries\": [{\"body\": {", "sorted.json", Some(Format::OwnJson))]
#[case("{\"metadata\":{},\"entries\" : [", "Journal.json", Some(Format::DayOneJson))]
#[case("{\"a\": 1}", "x.json", None)]
#[case("\u{feff}BEGIN:VCARD\r\nVERSION:3.0", "people.txt", Some(Format::VCard))]
#[case("begin:vcalendar\n", "x", Some(Format::ICalendar))]
#[case("date,phase,calm\n2026-01-05,A1,3\n", "daily.csv", Some(Format::RatingsCsv))]
#[case(
    "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n",
    "x.csv",
    Some(Format::HabitBullCsv)
)]
#[case("Name;E-Mail\nTatiana;t@example.org\n", "x.csv", Some(Format::PeopleCsv))]
#[case("Name\nTatiana\n", "x.csv", Some(Format::PeopleCsv))]
#[case("---\ndate: 2026-01-05\n---\nText", "x.txt", Some(Format::Markdown))]
#[case("# Monday\n", "2026-01-05.md", Some(Format::Markdown))]
#[case("SQLite format 3\0", "Loop.db", Some(Format::LoopDatabase))]
#[case("Hi,\n> --- Inward 7R1E-G3W5 ---\n> [1] a\n", "x.txt", Some(Format::Answer))]
#[case("From: a@b.c\n\nHi", "x.eml", Some(Format::Mail))]
#[case::nothing("", "x", None)]
#[case::a_picture("\u{1}PNG", "x.png", None)]
fn a_file_is_told_by_its_bytes_then_by_its_name(
    #[case] text: &str,
    #[case] name: &str,
    #[case] expected: Option<Format>,
) {
    assert_eq!(told(text.as_bytes(), name), expected);
}

#[rstest]
#[case(&["Habits.csv", "001 Meditate/Checkmarks.csv"], Some(Format::LoopZip))]
#[case(&["Loop Habits/Habits.csv"], Some(Format::LoopZip))]
#[case(&["Journal.json", "photos/1.jpeg"], Some(Format::DayOneZip))]
#[case(&["notes/2026-01-05.MD"], Some(Format::MarkdownZip))]
#[case(&["photos/1.jpeg"], None)]
fn an_archive_is_told_by_its_files(#[case] paths: &[&str], #[case] expected: Option<Format>) {
    let files: Vec<_> =
        paths.iter().map(|path| NamedFile { path: (*path).to_owned(), bytes: b"x".to_vec() }).collect();
    assert_eq!(told(&pack(&files), "x.zip"), expected);
}

#[test]
fn the_source_is_left_at_its_beginning() {
    let mut source = Cursor::new(b"BEGIN:VCARD\n");
    recognise(&mut source, "x").expect("readable");
    assert_eq!(source.position(), 0);
}

#[test]
fn a_head_that_ends_within_a_sign_is_still_text() {
    let mut long = b"BEGIN:VCARD\nNOTE:".to_vec();
    while long.len() < HEAD_BYTES as usize + 10 {
        long.extend("ä".as_bytes());
    }
    assert_eq!(told(&long, "x"), Some(Format::VCard));
}

#[test]
fn a_broken_archive_is_refused() {
    assert_eq!(recognise(&mut Cursor::new(b"PK\x03\x04"), "x.zip"), Err(Refused::ZipBroken {}));
}

#[test]
fn every_format_has_a_name() {
    for format in Format::ALL {
        assert!(knows(Language::En, format.key()) && knows(Language::De, format.key()), "{format:?}");
    }
}
