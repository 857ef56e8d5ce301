use super::*;
use rstest::rstest;

fn people(text: &str) -> Found<PersonRecord> {
    read(text.as_bytes()).expect("a file of cards")
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}\r\nEND:VCARD\r\n")
}

#[test]
fn a_card_of_each_version_gives_the_same_person() {
    let old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Tatiana\r\n\
               FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Tatiana M=C3=BC=\r\nller\r\nTITLE:Team lead\r\n\
               EMAIL;INTERNET:second@example.org\r\nEMAIL;PREF;INTERNET:t@example.org\r\nEND:VCARD\r\n";
    let three = card(
        "FN:Tatiana Müller\r\nTITLE:Team lead\r\nEMAIL;TYPE=INTERNET:second@example.org\r\n\
         EMAIL;TYPE=INTERNET,PREF:t@example.org",
    );
    let four = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Tatiana\r\n  Müller\r\nTITLE:Team lead\r\n\
                EMAIL;PREF=1:mailto:t@example.org\r\nEND:VCARD\r\n";
    for text in [old, &three, four] {
        let person = people(text).rows.remove(0);
        assert_eq!(person.name.as_str(), "Tatiana Müller", "{text}");
        assert_eq!(person.role.as_ref().map(Line::as_str), Some("Team lead"));
        assert_eq!(person.email.as_ref().map(Line::as_str), Some("t@example.org"), "{text}");
        assert_eq!(person.source_id, "name:tatiana müller|t@example.org");
    }
}

#[rstest]
#[case::given_and_family("N:Doe;John;;Dr.;", Some("Dr. John Doe"))]
#[case::only_a_nickname("NICKNAME:Joey,Jo", Some("Joey"))]
#[case::an_organisation("ORG:Acme;Accounting", Some("Acme, Accounting"))]
#[case::an_address("EMAIL:x@example.org", Some("x@example.org"))]
#[case::nothing("TEL:1", None)]
#[case::blank("FN:   ", None)]
#[case::markup_stays_text("FN:<b>Bob</b>", Some("<b>Bob</b>"))]
#[case::a_comma_in_the_name("FN:Doe\\, John", Some("Doe, John"))]
fn the_name_is_the_best_the_card_has(#[case] lines: &str, #[case] expected: Option<&str>) {
    let found = people(&card(lines));
    assert_eq!(found.rows.first().map(|p| p.name.as_str()), expected);
    if expected.is_none() {
        assert_eq!(found.problems[0].reason, Reason::Nameless {});
    }
}

#[test]
fn a_uid_names_the_person_and_a_double_is_left_out() {
    let text = card("UID:abc\r\nFN:A") + &card("UID:abc\r\nFN:B") + &card("FN:C") + &card("FN:C");
    let found = people(&text);
    let ids: Vec<_> = found.rows.iter().map(|p| p.source_id.as_str()).collect();
    assert_eq!(ids, ["uid:abc", "name:c|"]);
    let twice: Vec<_> = found.problems.iter().map(|p| (p.place.clone(), p.what.as_str())).collect();
    assert_eq!(twice, [(Place::Line(6), "B"), (Place::Line(15), "C")]);
}

#[test]
fn what_is_left_out_is_said() {
    let found = people(&card("FN:A\r\nEMAIL:a@x.org\r\nEMAIL:b@x.org\r\nPHOTO:data:abc"));
    let reasons: Vec<_> = found.remarks.into_iter().map(|r| r.reason).collect();
    assert_eq!(
        reasons,
        [Reason::PicturesLeftOut { n: 1 }, Reason::OnlyFirstAddress { kept: "a@x.org".into() }]
    );
}

#[test]
fn an_overlong_name_leaves_its_card_out_and_no_other() {
    let text = card(&format!("FN:{}", "x".repeat(301))) + &card("FN:Ben");
    let found = people(&text);
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.problems[0].reason, Reason::TooLong { max: 300 });
}

#[test]
fn a_nul_is_dropped_from_a_name() {
    assert_eq!(people(&card("FN:A\0nn\u{7}a")).rows[0].name.as_str(), "Anna");
}

#[rstest]
#[case::nothing(b"" as &[u8], Refused::NothingFound {})]
#[case::another_text(b"Dear all", Refused::NothingFound {})]
#[case::half_a_sign(b"\xFF\xFEB\0E", Refused::NotText {})]
fn what_has_no_card_is_refused(#[case] bytes: &[u8], #[case] expected: Refused) {
    assert_eq!(read(bytes), Err(expected));
}

#[test]
fn a_file_of_windows_1252_is_read_and_told() {
    let found = read(b"BEGIN:VCARD\nFN:M\xFCller\nEND:VCARD\n").expect("a card");
    assert_eq!(found.rows[0].name.as_str(), "Müller");
    assert_eq!(found.assumptions[0].0, "exchange.read_as_windows_1252");
}

#[test]
fn more_people_than_anybody_works_with_are_refused() {
    let cards = |count: usize| (0..count).map(|n| card(&format!("FN:Person {n}"))).collect::<String>();
    assert_eq!(people(&cards(PEOPLE_MAX)).rows.len(), PEOPLE_MAX);
    assert_eq!(read(cards(PEOPLE_MAX + 1).as_bytes()), Err(Refused::TooMany { max: PEOPLE_MAX }));
}
