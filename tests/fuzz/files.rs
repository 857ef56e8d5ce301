//! Each reader of foreign files.

use std::io::Cursor;

use inward_exchange::archive::{self, NamedFile};
use inward_exchange::{answer, calendar, csv, habits, journal, json, people, recognise, table};

use crate::round::try_bytes;

const RATINGS: &[u8] =
    b"date,phase,checkin,quality_0_10,interruptions\n2026-02-02,B,done,5,6\n2026-02-12,B,missed,4,7\n\
    2026-02-19,B,na,,\n";
const RATINGS_ELSEWHERE: &[u8] =
    "Datum;Qualit\u{e4}t_0_4;Notiz\r\n2026-02-02;3;\"eine; Notiz\"\r\n".as_bytes();
const VCARD: &[u8] =
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Weber;Tatiana;;;\r\nFN:Tatiana Weber\r\nNICKNAME:Tanja\r\n\
    EMAIL;TYPE=work:t@example.org\r\nTITLE:Lead\r\nNOTE:a long\r\n  line\r\nBDAY:1980-01-02\r\nEND:VCARD\r\n";
const VCARD_OLD: &[u8] =
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Jo=\r\n\
    =C3=ABl\r\nFN:Joel\r\nEND:VCARD\r\n";
const CALENDAR: &[u8] =
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Zurich\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Zurich:20260302T090000\r\nDURATION:PT15M\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270101T000000Z\r\nEXDATE:20260305T090000\r\nSUMMARY:Talk\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";
const DAY_ONE: &[u8] =
    br#"{"metadata":{"version":"1.0"},"entries":[{"uuid":"A1","creationDate":"2026-01-05T08:00:00Z",
    "timeZone":"Europe/Zurich","text":"A calm talk\n\nwith more","tags":["work"]}]}"#;
const HABITBULL: &[u8] =
    b"HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nWalk,,Health,2026-01-05,1,\n";
const LOOP_LIST: &[u8] =
    b"Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Walk,Did you walk?,,1,1,#FF8F00\n";
const LOOP_DAYS: &[u8] = b"Date,Walk,\n2026-01-05,2,\n2026-01-06,0,\n";
const MARKDOWN: &[u8] =
    b"---\ndate: 2026-01-05\ntitle: A talk\ntags: [work, calm]\n---\n# A talk\n\nIt was calm.\n";
const PEOPLE: &[u8] =
    b"Name,Role,Email,Next talk\nTatiana,Lead,t@example.org,05/02/2026\nBoris,,,13/02/2026\n";

#[test]
fn ratings() {
    try_bytes("ratings", &[RATINGS, RATINGS_ELSEWHERE], |bytes| {
        if let Ok(file) = csv::read_ratings(bytes) {
            file.assumptions();
            file.phases();
        }
    });
}

#[test]
fn everything_as_json() {
    let whole = json::write(&json::Everything::at("2026-03-30T07:00:00Z".parse().unwrap()));
    try_bytes("everything", &[&whole, DAY_ONE], |bytes| {
        json::looks_like_json(bytes);
        drop(json::read(bytes));
    });
}

#[test]
fn contacts() {
    try_bytes("vcard", &[VCARD, VCARD_OLD], |bytes| drop(people::vcard::read(bytes)));
}

#[test]
fn people_in_a_table() {
    try_bytes("people", &[PEOPLE, RATINGS_ELSEWHERE], |bytes| {
        let Ok(table) = table::read(bytes, &table::Overruled::default()) else { return };
        let columns = people::columns::guessed(&table);
        for order in (0..columns.len()).map(|column| people::columns::date_order(&table, column)).take(3) {
            drop(people::columns::read(&table, &columns, Some(order)));
        }
        drop(people::columns::read(&table, &columns, None));
    });
}

#[test]
fn calendars() {
    try_bytes("calendar", &[CALENDAR], |bytes| drop(calendar::read::read(bytes)));
}

#[test]
fn habits_of_other_programs() {
    try_bytes("habitbull", &[HABITBULL], |bytes| drop(habits::habitbull::read(bytes)));
    try_bytes("loop", &[LOOP_LIST, LOOP_DAYS], |bytes| {
        let file = |path: &str, bytes: &[u8]| NamedFile { path: path.to_owned(), bytes: bytes.to_vec() };
        drop(habits::loop_csv::read(&[file("Habits.csv", bytes), file("Checkmarks.csv", LOOP_DAYS)]));
        drop(habits::loop_csv::read(&[
            file("Habits.csv", LOOP_LIST),
            file("001 Walk/Checkmarks.csv", bytes),
        ]));
    });
}

#[test]
fn journals_of_other_programs() {
    try_bytes("day-one", &[DAY_ONE], |bytes| drop(journal::day_one::read(bytes)));
    try_bytes("markdown", &[MARKDOWN], |bytes| {
        drop(journal::markdown::read_one(bytes.to_vec(), "2026-01-05 talk.md"));
    });
}

#[test]
fn archives() {
    let file = |path: &str, bytes: &[u8]| NamedFile { path: path.to_owned(), bytes: bytes.to_vec() };
    let of_loop = archive::pack(&[file("Habits.csv", LOOP_LIST), file("Checkmarks.csv", LOOP_DAYS)]);
    let of_day_one = archive::pack(&[file("Journal.json", DAY_ONE)]);
    let of_notes = archive::pack(&[file("2026-01-05.md", MARKDOWN)]);
    try_bytes("archives", &[&of_loop, &of_day_one, &of_notes], |bytes| {
        drop(archive::paths(Cursor::new(bytes)));
        drop(habits::loop_csv::read_zip(Cursor::new(bytes)));
        drop(journal::day_one::read_zip(Cursor::new(bytes)));
        drop(journal::markdown::read_zip(Cursor::new(bytes)));
        drop(recognise::recognise(&mut Cursor::new(bytes), "export.zip"));
    });
}

#[test]
fn whatever_a_file_is_it_is_recognised_or_not() {
    let all = [RATINGS, VCARD, CALENDAR, DAY_ONE, HABITBULL, LOOP_LIST, MARKDOWN, PEOPLE];
    try_bytes("recognise", &all, |bytes| {
        for name in ["", "a.csv", "a.vcf", "a.ics", "a.json", "a.md", "..", "\u{202e}"] {
            drop(recognise::recognise(&mut Cursor::new(bytes), name));
        }
    });
}

#[test]
fn answers_that_travelled() {
    const ANSWER: &[u8] =
        b"Subject: Re: one question\nContent-Type: text/plain; charset=utf-8\n\n> Inward 7K3M-Q2\n\
        > 1. Did it help? 0-10\n\n[1] 7\nMore of it, please.\n";
    try_bytes("answers", &[ANSWER, b"inward-answer:1:AAAA-BBBB\n1=7\n2=cannot say\n"], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        answer::is_one(&text);
        drop(answer::arrived(&text, &[]));
    });
}
