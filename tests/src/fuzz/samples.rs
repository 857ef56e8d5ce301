//! Good inputs, as programs write them: what random ones are made of.

use inward_domain::lexicon::Language;
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::{self, Choice, Expected, Question, Request, RequestCode};
use inward_exchange::archive::{self, NamedFile};
use inward_exchange::json;
use rusqlite::Connection;
use serde_json::Value;

/// Parts the files of a folder that is one input; the first line of each is its path.
pub const FILE_END: u8 = 0x1c;

const RATINGS: &str = "date,phase,checkin,quality_0_10,interruptions\n2026-02-02,B,done,5,6\n2026-02-12,B,missed,4,7\n\
    2026-02-19,B,na,,\n";
const RATINGS_ELSEWHERE: &str = "Datum;Qualit\u{e4}t_0_4;Notiz\r\n2026-02-02;3;\"eine; Notiz\"\r\n";
const VCARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Weber;Tatiana;;;\r\nFN:Tatiana Weber\r\nNICKNAME:Tanja\r\n\
    EMAIL;TYPE=work:t@example.org\r\nTITLE:Lead\r\nNOTE:a long\r\n  line\r\nBDAY:1980-01-02\r\nEND:VCARD\r\n";
const VCARD_OLD: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Jo=\r\n\
    =C3=ABl\r\nFN:Joel\r\nEND:VCARD\r\n";
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Zurich\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Zurich:20260302T090000\r\nDURATION:PT15M\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270101T000000Z\r\nEXDATE:20260305T090000\r\nSUMMARY:Talk\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";
const DAY_ONE: &str = r#"{"metadata":{"version":"1.0"},"entries":[{"uuid":"A1","creationDate":"2026-01-05T08:00:00Z",
    "timeZone":"Europe/Zurich","text":"A calm talk\n\nwith more","tags":["work"]}]}"#;
const HABITBULL: &str =
    "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nWalk,,Health,2026-01-05,1,\n";
const LOOP_OLD: [(&str, &str); 2] = [
    (
        "Habits.csv",
        "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Walk,Did you walk?,,1,1,#FF8F00\n",
    ),
    ("Checkmarks.csv", "Date,Walk,\n2026-01-05,2,\n2026-01-06,0,\n"),
];
const LOOP_NEW: [(&str, &str); 3] = [
    (
        "Habits.csv",
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n\
         001,Walk,YES_NO,Did you walk?,,1,1,#E64A19,,,,false\n\
         002,Run,NUMERICAL,How far?,,1,1,#E64A19,km,AT_LEAST,2,false\n",
    ),
    ("001 Walk/Checkmarks.csv", "Date,Value,Notes\n2026-01-07,YES_MANUAL,\n2026-01-06,NO,rain\n"),
    ("002 Run/Checkmarks.csv", "Date,Value,Notes\n2026-01-06,3000,\n"),
];
const NOTES: [(&str, &str); 2] = [
    (
        "2026/talk.md",
        "---\ndate: 2026-01-05\ntitle: A talk\ntags: [work, calm]\n---\n# A talk\n\nIt was calm.\n",
    ),
    ("2026-01-06 walk.markdown", "A walk.\n"),
];
const PEOPLE: &str = "Name,Role,Email,Next talk\nTatiana,Lead,t@example.org,05/02/2026\nBoris,,,13/02/2026\n";
const LOOP_DATABASES: [&str; 2] = [
    "CREATE TABLE Habits (Id INTEGER PRIMARY KEY, archived INTEGER, description TEXT, name TEXT, position INTEGER);
     CREATE TABLE Repetitions (Id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER);
     INSERT INTO Habits VALUES (2, 1, 'Did you?', 'Later', 1), (3, 0, '', 'First', 0);
     INSERT INTO Repetitions VALUES (1, 2, 1422144000000), (2, 2, 1422057600000);",
    "CREATE TABLE Habits (Id INTEGER PRIMARY KEY, archived INTEGER, description TEXT, name TEXT, position INTEGER, question TEXT, unit TEXT, type INTEGER, uuid TEXT);
     CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER, notes TEXT);
     CREATE INDEX by_day ON Repetitions (habit, timestamp);
     INSERT INTO Habits VALUES (1, 0, NULL, 'Walk', 0, 'How far?', 'km', 1, 'x');
     INSERT INTO Repetitions VALUES (1, 1, 1422144000000, 2500, 'windy');",
];

fn all(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The worked case, and of each of its lists no more than so many: a long file is read long and seldom.
const ROWS_OF_A_LIST: usize = 12;

pub fn own_json() -> Vec<Vec<u8>> {
    let none = json::write(&json::Everything::at("2026-03-30T07:00:00Z".parse().unwrap()));
    let mut case: Value = serde_json::from_str(include_str!("../../../docs/worked-case.json")).unwrap();
    for list in case.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.truncate(ROWS_OF_A_LIST);
    }
    vec![none, serde_json::to_vec(&case).unwrap()]
}

/// A small file that every journal can take in.
pub fn card() -> &'static [u8] {
    VCARD.as_bytes()
}

pub fn ratings() -> Vec<Vec<u8>> {
    all(&[RATINGS, RATINGS_ELSEWHERE])
}

pub fn cards() -> Vec<Vec<u8>> {
    all(&[VCARD, VCARD_OLD])
}

pub fn tables() -> Vec<Vec<u8>> {
    all(&[PEOPLE, RATINGS_ELSEWHERE])
}

pub fn habitbull() -> Vec<Vec<u8>> {
    all(&[HABITBULL])
}

pub fn day_one() -> Vec<Vec<u8>> {
    all(&[DAY_ONE])
}

pub fn calendars() -> Vec<Vec<u8>> {
    all(&[CALENDAR])
}

fn folder(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<String> = files.iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    files.join(&char::from(FILE_END).to_string()).into_bytes()
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let named = |(path, text): &(&str, &str)| NamedFile { path: (*path).to_owned(), bytes: (*text).into() };
    archive::pack(&files.iter().map(named).collect::<Vec<_>>())
}

pub fn loop_folders() -> Vec<Vec<u8>> {
    vec![folder(&LOOP_OLD), folder(&LOOP_NEW)]
}

pub fn notes() -> Vec<Vec<u8>> {
    vec![folder(&NOTES), folder(&NOTES[1..])]
}

pub fn archives() -> Vec<Vec<u8>> {
    vec![zip(&LOOP_OLD), zip(&LOOP_NEW), zip(&[("Journal.json", DAY_ONE)]), zip(&NOTES)]
}

/// Small pages, so that little of a database is empty.
pub fn databases() -> Vec<Vec<u8>> {
    let database = |sql: &&str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Loop.db");
        let made = Connection::open(&path).unwrap();
        made.execute_batch(&format!("PRAGMA page_size = 512; {sql}")).unwrap();
        made.close().unwrap();
        std::fs::read(path).unwrap()
    };
    LOOP_DATABASES.iter().map(database).collect()
}

/// Everything a person might name as a file to take in.
pub fn all_files() -> Vec<Vec<u8>> {
    let of_text = [RATINGS, VCARD, CALENDAR, DAY_ONE, HABITBULL, PEOPLE, NOTES[0].1];
    [all(&of_text), own_json(), archives(), databases()].concat()
}

/// Requests to which the answers below belong.
pub fn requests() -> Vec<Request> {
    let line = |text: &str| Line::new(text).unwrap();
    let choice = |(value, label): (&str, &str)| Choice { value: line(value), label: line(label) };
    let choices: Vec<Choice> = [("0", "not at all"), ("4", "fully"), ("-", "cannot say")].map(choice).into();
    let question =
        |label: &str, expects: &Expected| Question { label: line(label), expects: expects.clone() };
    let request = |code: u8, expects: Expected| Request {
        code: RequestCode::of([code; 16]),
        language: Language::En,
        subject: line("Two ideas for me"),
        intro: Prose::new("Dear Lena,\nI work on <staying> calm.").unwrap(),
        questions: vec![question("One idea", &expects), question("Another idea", &expects)],
    };
    vec![request(7, Expected::Words), request(8, Expected::OneOf(choices))]
}

pub fn answers() -> Vec<Vec<u8>> {
    let mut good = Vec::new();
    for request in requests() {
        let body = answer::text::body(&request);
        good.push(body.replace("[2]", "[2] 4").into_bytes());
        good.push(body.lines().map(|line| format!("> {line}\n")).collect::<String>().into_bytes());
        good.push(answer::pool::write_page(&request).into_bytes());
        good.extend(answer::page::write(&request).map(String::into_bytes));
    }
    good.extend(all(&["inward-answer:1:AAAA-BBBB\n1=7\n2=cannot say\n"]));
    good
}

pub fn mails() -> Vec<Vec<u8>> {
    let body = answer::text::body(&requests()[0]);
    let head =
        "From: Lena <lena@example.org>\nDate: Mon, 30 Mar 2026 07:00:00 +0200\nSubject: Re: Two ideas\n";
    let plain = format!("{head}Content-Type: text/plain; charset=utf-8\n\n{body}");
    let parts = format!(
        "{head}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"x\"\n\n--x\n\
         Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n{}\n--x\n\
         Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n<p>{}</p>\n--x--\n",
        body.replace('=', "=3D"),
        body.replace('\n', "<br>")
    );
    let attached = format!(
        "{head}Content-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/plain; name=\"answer.txt\"\n\
         Content-Disposition: attachment; filename=answer.txt\nContent-Transfer-Encoding: base64\n\n\
         SW53YXJkIDdLM00tUTIKCjEuIG1vcmUK\n--y--\n"
    );
    all(&[&plain, &parts, &attached])
}

/// The key file of a vault, as the first schema wrote it and as it is written with more ways in.
pub fn key_files() -> Vec<Vec<u8>> {
    let slot = |kind: &str, more: &str| {
        format!(
            "{{\"kind\":\"{kind}\",{more}\"memory_kib\":8,\"passes\":1,\"lanes\":1,\"salt\":\"{}\",\"nonce\":\"{}\",\
             \"wrapped\":\"{}\",\"check\":\"{}\"}}",
            "0f".repeat(16),
            "1e".repeat(24),
            "2d".repeat(48),
            "3c".repeat(8)
        )
    };
    let slots = [
        slot("passphrase", "\"kdf\":\"argon2id\","),
        slot("recovery", "\"made_at\":\"2026-03-30T07:00:00Z\",\"kdf\":\"argon2id\","),
        slot("keyring", "\"id\":\"abc\",\"kdf\":\"none\","),
    ];
    let made = format!("{{\"format\":1,\"key_id\":\"{}\",\"slots\":[{}]}}", "4b".repeat(16), slots.join(","));
    let old = include_bytes!("../../../src-tauri/crates/vault/tests/fixtures/schema_0001/vault.key");
    vec![old.to_vec(), made.into_bytes()]
}

pub fn recurrences() -> Vec<Vec<u8>> {
    all(&[
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;INTERVAL=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=4",
        "FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1",
        "FREQ=DAILY;UNTIL=20270101T000000Z;BYHOUR=9,17;BYMINUTE=0",
        "FREQ=WEEKLY;WKST=SU;INTERVAL=3;BYDAY=SU,2MO",
    ])
}

pub fn searches() -> Vec<Vec<u8>> {
    all(&[
        "calm talk",
        "\"calm talk\"",
        "calm*",
        "NEAR(calm talk, 3)",
        "talk OR calm NOT x",
        "kind:note",
        "- ( ) : ^ +",
        "Gespr\u{e4}ch",
    ])
}
