use super::*;
use rstest::rstest;

fn journal(entries: &str) -> Result<Found<DatedText>, Refused> {
    read(format!("{{\"metadata\":{{}},\"entries\":[{entries}]}}").as_bytes())
}

const CALM: &str = r#"{"uuid":"A1","creationDate":"2026-01-06T04:30:00Z","timeZone":"America/New_York",
    "text":"A *calm* day\\. \\- really\n\n![](dayone-moment://X)\n\nNext","tags":["work"," "],"photos":[{"md5":"x"}]}"#;

#[test]
fn an_entry_belongs_to_the_day_of_its_zone_and_its_text_is_plain() {
    let found = journal(CALM).expect("a journal");
    let entry = &found.rows[0];
    assert_eq!(entry.source_id, "dayone:A1");
    assert_eq!(entry.on.to_string(), "2026-01-05", "half past eleven in the evening in New York");
    assert_eq!(entry.text.as_str(), "A *calm* day. - really\n\nNext");
    assert_eq!(entry.tags.len(), 1);
    assert_eq!(found.remarks[0].reason, Reason::PicturesLeftOut { n: 1 });
}

#[rstest]
#[case::no_date(r#"{"text":"x"}"#, "exchange.in.no_date")]
#[case::no_real_date(r#"{"creationDate":"yesterday","text":"x"}"#, "exchange.in.not_a_date")]
#[case::before_all(r#"{"creationDate":"0001-01-01T00:00:00Z","text":"x"}"#, "exchange.in.not_a_date")]
#[case::only_a_picture(r#"{"creationDate":"2026-01-05T00:00:00Z","photos":[{}]}"#, "exchange.in.no_text")]
#[case::a_number_for_a_text(r#"{"creationDate":"2026-01-05T00:00:00Z","text":7}"#, "exchange.in.unreadable")]
#[case::not_an_entry("7", "exchange.in.unreadable")]
#[case::a_double(CALM, "exchange.in.twice")]
fn a_strange_entry_is_left_out_and_no_other(#[case] entry: &str, #[case] key: &str) {
    let found = journal(&format!("{CALM},{entry}")).expect("a journal");
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.problems[0].place, Place::Number(2));
    assert_eq!(found.problems[0].reason.key(), key);
}

#[test]
fn a_text_too_long_to_keep_is_named() {
    let long = format!(r#"{{"creationDate":"2026-01-05T00:00:00Z","text":"{}"}}"#, "x".repeat(20_001));
    assert_eq!(journal(&long).expect("a journal").problems[0].reason, Reason::TooLong { max: 20_000 });
}

#[test]
fn an_entry_with_rich_text_only_gives_its_words() {
    let rich = r#"{"creationDate":"2026-01-05T00:00:00Z","timeZone":"Mars/Base",
        "richText":"{\"contents\":[{\"text\":\"One \"},{\"embeddedObjects\":[]},{\"text\":\"two\"}]}"}"#;
    let found = journal(rich).expect("a journal");
    assert_eq!(found.rows[0].text.as_str(), "One two");
    assert_eq!(found.remarks[0].reason, Reason::UnknownZone { found: "Mars/Base".into() });
}

#[rstest]
#[case::another("{\"a\":1}", Refused::OtherJson {})]
#[case::no_json("{\"entries\":[", Refused::NotJson { line: 1, column: 12 })]
#[case::no_list("{\"entries\":7}", Refused::NotJson { line: 1, column: 12 })]
#[case::nothing("{\"entries\":[]}", Refused::NothingFound {})]
fn what_is_no_journal_is_refused(#[case] text: &str, #[case] expected: Refused) {
    assert_eq!(read(text.as_bytes()), Err(expected));
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = format!("{{\"entries\":{}", "[".repeat(100_000));
    assert_eq!(read(deep.as_bytes()), Err(Refused::TooDeep { max: DEPTH_MAX }));
    let many = vec!["0"; ROWS_MAX + 1].join(",");
    assert_eq!(journal(&many), Err(Refused::TooMany { max: ROWS_MAX }));
    let tags = format!(
        r#"{{"creationDate":"2026-01-05T00:00:00Z","text":"x","tags":[{}"x"]}}"#,
        "\"x\",".repeat(20_000)
    );
    assert_eq!(journal(&tags).expect("a journal").problems[0].reason, Reason::Unreadable {});
}

#[test]
fn a_zip_of_two_journals_is_read_whole() {
    let file = |path: &str, uuid: &str| crate::archive::NamedFile {
        path: path.to_owned(),
        bytes: format!("{{\"entries\":[{}]}}", CALM.replace("A1", uuid)).into_bytes(),
    };
    let zip =
        crate::archive::pack(&[file("Work.json", "1"), file("Home.json", "2"), file("photos/x.jpeg", "3")]);
    let found = read_zip(std::io::Cursor::new(zip)).expect("a journal");
    assert_eq!(found.rows.len(), 2);
    let empty = crate::archive::pack(&[file("photos/x.jpeg", "3")]);
    assert_eq!(read_zip(std::io::Cursor::new(empty)), Err(Refused::ZipNoFile { name: "Journal.json" }));
}
