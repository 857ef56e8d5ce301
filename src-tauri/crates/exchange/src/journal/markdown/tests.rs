use super::*;
use rstest::rstest;

fn file(path: &str, text: &str) -> NamedFile {
    NamedFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn one(path: &str, text: &str) -> Result<DatedText, Reason> {
    let mut found = read(&[file(path, text)]).expect("a Markdown file");
    found.problems.pop().map_or_else(|| Ok(found.rows.remove(0)), |noted| Err(noted.reason))
}

#[test]
fn the_head_of_a_file_says_what_it_is() {
    let entry = one(
        "a.md",
        "---\nid: 7\ndate: 2026-01-05T23:30:00-05:00\ntitle: 'Calm: a day'\ntags: [work, calm]\n---\n\n# Kept\n\nText\n",
    )
    .expect("an entry");
    assert_eq!(entry.source_id, "md:7");
    assert_eq!(entry.on.to_string(), "2026-01-05", "the day on the wall of whoever wrote it");
    assert_eq!(entry.written_at.map(|at| at.to_rfc3339()), Some("2026-01-06T04:30:00+00:00".into()));
    assert_eq!(entry.title.as_ref().map(Line::as_str), Some("Calm: a day"));
    assert_eq!(entry.text.as_str(), "Text");
    assert_eq!(entry.tags.len(), 2);
}

#[rstest]
#[case("2026-01-05.md", Some("2026-01-05"))]
#[case("journal/2026-01-05 Monday.md", Some("2026-01-05"))]
#[case("20260105.md", Some("2026-01-05"))]
#[case("2026_01_05_notes.markdown", Some("2026-01-05"))]
#[case("2026/01/05.md", Some("2026-01-05"))]
#[case::not_a_day("2026-02-30.md", None)]
#[case::a_number("2026010512.md", None)]
#[case::no_date("notes.md", None)]
#[case::signs_of_another_script("２０２６-01-05.md", None)]
fn the_name_of_a_file_may_hold_its_day(#[case] path: &str, #[case] expected: Option<&str>) {
    match one(path, "Text") {
        Ok(entry) => assert_eq!(Some(entry.on.to_string().as_str()), expected),
        Err(reason) => assert_eq!((reason, expected), (Reason::NoDate {}, None)),
    }
}

#[test]
fn a_day_from_the_name_is_remarked_and_the_heading_is_the_title() {
    let found = read(&[file("2026-01-05.md", "# Monday\n\nCalm")]).expect("an entry");
    assert_eq!(found.remarks[0].reason, Reason::DateFromName { found: "2026-01-05".into() });
    assert_eq!(found.rows[0].title.as_ref().map(Line::as_str), Some("Monday"));
    assert_eq!(found.rows[0].source_id, "file:2026-01-05.md");
}

#[rstest]
#[case::an_unclear_day("---\ndate: 03/04/2026\n---\nx", "exchange.in.unclear_date")]
#[case::no_day("---\ndate: soon\n---\nx", "exchange.in.not_a_date")]
#[case::no_text("---\ndate: 2026-01-05\n---\n\n", "exchange.in.no_text")]
#[case::a_nul("---\ndate: 2026-01-05\n---\na\0b", "exchange.control_character")]
fn what_cannot_be_kept_is_named(#[case] text: &str, #[case] key: &str) {
    assert_eq!(one("a.md", text).map_err(|reason| reason.key()), Err(key));
}

#[test]
fn markup_stays_text() {
    let entry = one("2026-01-05.md", "<script>alert(1)</script> [x](javascript:1)").expect("an entry");
    assert_eq!(entry.text.as_str(), "<script>alert(1)</script> [x](javascript:1)");
}

#[test]
fn doubles_and_overlong_files_are_left_out() {
    let head = "---\nid: 1\ndate: 2026-01-05\n---\nx";
    let long = "x".repeat(FILE_MAX + 1);
    let found =
        read(&[file("a.md", head), file("b.md", head), file("2026-01-05.md", &long), file("c.txt", "x")])
            .expect("entries");
    let keys: Vec<_> = found.problems.iter().map(|noted| noted.reason.key()).collect();
    assert_eq!(keys, ["exchange.in.twice", "exchange.in.too_big"]);
    assert_eq!(read(&[file("c.txt", "x")]), Err(Refused::NothingFound {}));
    assert_eq!(read_one(b"x".to_vec(), "2026-01-05.txt").expect("an entry").rows.len(), 1);
}

#[test]
fn a_zip_is_read_and_a_name_that_leads_out_is_reported() {
    let zip = archive::pack(&[file("2026-01-05.md", "x"), file("../2026-01-06.md", "y"), file("p.png", "z")]);
    let found = read_zip(std::io::Cursor::new(zip)).expect("entries");
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.problems[0].reason, Reason::PathLeadsOut { found: "../2026-01-06.md".into() });
}
