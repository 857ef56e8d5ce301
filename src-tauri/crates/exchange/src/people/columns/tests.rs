use super::*;
use crate::table::{self, Overruled};

fn table(text: &str) -> Table {
    table::read(text.as_bytes(), &Overruled::default()).expect("a table")
}

#[test]
fn the_columns_of_common_address_books_are_guessed() {
    let table = table("Vorname;Nachname;E-Mail-Adresse;Firma;Telefon;Notizen\n");
    assert_eq!(
        guessed(&table),
        [
            PersonColumn::GivenName,
            PersonColumn::FamilyName,
            PersonColumn::Email,
            PersonColumn::Organisation,
            PersonColumn::Ignored,
            PersonColumn::Note
        ]
    );
    assert_eq!(guessed(&self::table("Name,name\n")), [PersonColumn::Name, PersonColumn::Ignored]);
}

#[test]
fn a_row_becomes_a_person() {
    let table = table("Id,Name,Mail,Since,Alias\n7,'=Tatiana,t@x.org,27.03.2024,\"Tanja; TM;'=x\"\n");
    let columns = [
        PersonColumn::Id,
        PersonColumn::Name,
        PersonColumn::Email,
        PersonColumn::KnownSince,
        PersonColumn::Aliases,
    ];
    let found = read(&table, &columns, None).expect("people");
    let person = &found.rows[0];
    assert_eq!(person.source_id, "id:7");
    assert_eq!(person.name.as_str(), "=Tatiana", "the guard against formulas is taken away again");
    assert_eq!(person.known_since.as_ref().map(PartialDate::as_str), Some("2024-03-27"));
    assert_eq!(person.aliases.iter().map(Line::as_str).collect::<Vec<_>>(), ["Tanja", "TM", "=x"]);
}

#[test]
fn an_unclear_date_leaves_its_row_out_until_somebody_chose_an_order() {
    let table = table("Name,Since\nA,03/04/2024\nB,2023\n");
    let columns = [PersonColumn::Name, PersonColumn::KnownSince];
    assert_eq!(date_order(&table, 1), DateOrder::Unclear);
    let found = read(&table, &columns, None).expect("people");
    assert_eq!(found.rows.len(), 1, "a year alone is clear");
    assert_eq!(
        found.problems[0].reason,
        Reason::UnclearDate {
            found: "03/04/2024".into(),
            one: "2024-04-03".into(),
            other: "2024-03-04".into()
        }
    );
    let found = read(&table, &columns, Some(DateOrder::DayFirst)).expect("people");
    assert_eq!(found.rows[0].known_since.as_ref().map(PartialDate::as_str), Some("2024-04-03"));
}

#[test]
fn a_row_without_a_name_and_a_double_are_left_out() {
    let table = table("Name,Role\nA,x\n,y\nA,z\n\"A\n");
    let found = read(&table, &[PersonColumn::Name, PersonColumn::Role], None).expect("people");
    let reasons: Vec<_> = found.problems.iter().map(|p| (p.place.clone(), p.reason.key())).collect();
    assert_eq!(
        reasons,
        [
            (Place::Line(3), "exchange.in.nameless"),
            (Place::Line(4), "exchange.in.twice"),
            (Place::Line(5), "exchange.unclosed_quote")
        ]
    );
    assert_eq!(read(&table, &[PersonColumn::Role], None), Err(Refused::NoNameChosen {}));
}

#[test]
fn more_people_than_anybody_works_with_are_refused() {
    let read = |count: usize| {
        let rows: String = (0..count).map(|n| format!("Person {n}\n")).collect();
        read(&table(&format!("Name\n{rows}")), &[PersonColumn::Name], None)
    };
    assert_eq!(read(PEOPLE_MAX).expect("people").rows.len(), PEOPLE_MAX);
    assert_eq!(read(PEOPLE_MAX + 1), Err(Refused::TooMany { max: PEOPLE_MAX }));
}
