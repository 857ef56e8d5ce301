//! The exported tables in a spreadsheet, Gnumeric: each cell is what was written, and none is a formula.

use std::path::Path;
use std::process::Command;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use inward_exchange::table::{self, Overruled};
use inward_tests::program::{Answer, Home};
use serde_json::Value;

/// Texts that some spreadsheet would run, or take for something else, where nobody guards them.
const HOSTILE: [&str; 14] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-3",
    "@SUM(A1:A9)",
    "'=1+1",
    "''=1+1",
    "a;=1+1;b",
    "a,=1+1,b",
    "a\n=1+1",
    "say \"=1+1\"",
    "\"=1+1\"",
    "– Zürich, Straße, עברית",
];

/// Holds what the spreadsheet made of a cell.
#[derive(Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(f64),
    Moment(f64),
    Bool(bool),
    Formula(String),
}

/// Opens a table with the spreadsheet and returns its cells by row and column.
fn opened(table: &Path) -> Vec<Vec<Option<Cell>>> {
    let sheet = table.with_extension("xml");
    let mut command = Command::new("ssconvert");
    command.args(["--export-type", "Gnumeric_XmlIO:sax:0"]).arg(table).arg(&sheet);
    let answer = Answer::of(command.env("HOME", table.parent().expect("a folder")));
    assert_eq!(answer.code, Some(0), "{}: {}", table.display(), answer.err);
    let text = std::fs::read_to_string(&sheet).expect("the sheet");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let mut rows: Vec<Vec<Option<Cell>>> = Vec::new();
    for cell in
        document.descendants().filter(|node| node.has_tag_name(("http://www.gnumeric.org/v10.dtd", "Cell")))
    {
        let place = |name: &str| cell.attribute(name).and_then(|n| n.parse::<usize>().ok()).expect("a place");
        let (row, column) = (place("Row"), place("Col"));
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        let cells = &mut rows[row];
        cells.resize_with(cells.len().max(column + 1), || None);
        let text = cell.text().unwrap_or_default().to_owned();
        let number = || text.parse::<f64>().expect("a number");
        cells[column] = Some(match (cell.attribute("ValueType"), cell.attribute("ValueFormat")) {
            (Some("60"), _) => Cell::Text(text),
            (Some("40"), None) => Cell::Number(number()),
            (Some("40"), Some(_)) => Cell::Moment(number()),
            (Some("20"), _) => Cell::Bool(text == "TRUE"),
            // A formula has no value of its own in this form.
            _ => Cell::Formula(text),
        });
    }
    rows
}

/// Tells whether a cell of the file and the one in the spreadsheet are the same.
fn is_kept(written: &str, seen: &Cell) -> bool {
    match seen {
        Cell::Text(text) => {
            let guarded = written
                .strip_prefix('\'')
                .filter(|rest| rest.trim_start_matches(['\'', '"', ' ']).starts_with(['=', '+', '-', '@']));
            text == guarded.unwrap_or(written)
        }
        Cell::Number(number) => written.parse() == Ok(*number),
        Cell::Moment(days) => {
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day").and_time(NaiveTime::MIN);
            let bare = written.trim_end_matches('Z');
            // A day is its midnight, a month its first day, and a time of day one of the day that counts as none.
            let forms = ["{}", "{}T00:00:00", "{}-01T00:00:00", "1899-12-30T{}:00"];
            let moments =
                forms.iter().filter_map(|form| form.replace("{}", bare).parse::<NaiveDateTime>().ok());
            let seconds = |moment: NaiveDateTime| (moment - epoch).num_milliseconds() as f64 / 1_000.0;
            moments.map(seconds).any(|written| (written - days * 86_400.0).abs() < 0.01)
        }
        Cell::Bool(answer) => written == answer.to_string(),
        Cell::Formula(_) => false,
    }
}

/// Puts a sign of a formula before every text of the worked case that a person typed.
fn spoiled(value: &mut Value, count: &mut usize) {
    match value {
        // What no person typed, such as an id, a day or a word of a list, has no space in it.
        Value::String(text) if text.contains(' ') => {
            text.insert(0, ['=', '+', '-', '@'][*count % 4]);
            *count += 1;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spoiled(item, count)),
        Value::Object(fields) => fields.values_mut().for_each(|field| spoiled(field, count)),
        _ => {}
    }
}

#[test]
fn a_spreadsheet_finds_every_text_number_and_day_as_it_was_and_no_formula() {
    let home = Home::with_vault();
    let mut case: Value =
        serde_json::from_str(include_str!("../../docs/worked-case.json")).expect("the case");
    let mut spoilt = 0;
    for part in ["people", "goals", "experiments", "entries", "day_logs", "rules"] {
        spoiled(&mut case[part], &mut spoilt);
    }
    assert!(150 < spoilt, "the case has texts of every kind: {spoilt}");
    let mut rating = case["entries"].as_array_mut().expect("a list").iter_mut();
    let rating = rating.rfind(|entry| entry["body"]["kind"] == "change_rating").expect("a change rating");
    rating["body"]["scores"][0]["score"] = Value::from(-3);
    home.write("case.json", case.to_string());
    home.done(["import", "case.json", "--yes"]);
    for text in HOSTILE {
        let saved = Answer::of_with_input(&mut home.command(["note", "-"]), text.as_bytes());
        assert_eq!(saved.code, Some(0), "{text}: {}", saved.err);
    }
    home.done(["export", "tables", "--as", "csv"]);

    let (mut tables, mut texts, mut numbers, mut moments) = (0, 0, Vec::new(), 0);
    for file in std::fs::read_dir(home.file("tables")).expect("the tables").flatten() {
        let path = file.path();
        let bytes = std::fs::read(&path).expect("a table");
        let written = table::read(&bytes, &Overruled::default()).expect("a table");
        let seen = opened(&path);
        assert_eq!(seen.len(), written.rows.len() + 1, "{}: rows", path.display());
        let rows = std::iter::once(&written.header).chain(written.rows.iter().map(|row| &row.cells));
        for (written, seen) in rows.zip(&seen) {
            assert!(seen.len() <= written.len(), "{}: {seen:?}", path.display());
            let seen = seen.iter().map(Some).chain(std::iter::repeat(None));
            for (written, seen) in written.iter().zip(seen) {
                let Some(seen) = seen.and_then(Option::as_ref) else {
                    assert_eq!(written, "", "{}: it is gone", path.display());
                    continue;
                };
                assert!(is_kept(written, seen), "{}: {written:?} became {seen:?}", path.display());
                match seen {
                    Cell::Text(_) => texts += 1,
                    Cell::Number(number) => numbers.push(*number),
                    Cell::Moment(_) => moments += 1,
                    Cell::Bool(_) | Cell::Formula(_) => {}
                }
            }
        }
        tables += 1;
    }
    assert!(
        20 < tables && 1000 < texts && 100 < moments,
        "{tables} tables, {texts} texts, {moments} moments"
    );
    assert!(numbers.contains(&-3.0), "a number below zero is a number");

    let notes = opened(&home.file("tables/entries-note.csv"));
    let column = notes[0].iter().position(|cell| *cell == Some(Cell::Text("text".into()))).expect("a column");
    let mut kept: Vec<String> = notes[1..]
        .iter()
        .map(|row| match &row[column] {
            Some(Cell::Text(text)) => text.clone(),
            other => panic!("{other:?} is no text"),
        })
        .collect();
    // Gnumeric takes the guard away that begins a cell; one where another program would find a cell stays.
    let mut expected = HOSTILE.map(|text| text.replace(";=", ";'=").replace("\n=", "\n'=")).to_vec();
    kept.sort_unstable();
    expected.sort_unstable();
    assert_eq!(kept, expected);
}

#[test]
fn a_text_that_nobody_guards_is_seen_as_a_formula() {
    let home = Home::new();
    home.write("open.csv", "id,text\r\n1,=1+1\r\n2,'=1+1\r\n");
    let seen = opened(&home.file("open.csv"));
    assert_eq!(seen[1][1], Some(Cell::Formula("=1+1".into())));
    assert_eq!(seen[2][1], Some(Cell::Text("=1+1".into())), "and the guard holds");
    assert!(!is_kept("=1+1", seen[1][1].as_ref().expect("a cell")));
}
