use super::*;
use inward_domain::lexicon::{Language, knows};
use proptest::prelude::*;
use rstest::rstest;

const DAILY: &[u8] = include_bytes!("../../tests/fixtures/daily.csv");

fn problems(text: &str) -> Vec<(u64, LineReason)> {
    let file = read_ratings(text.as_bytes()).expect("the header is fine");
    file.problems.into_iter().map(|p| (p.line, p.problem)).collect()
}

fn found(found: &str) -> LineReason {
    LineReason::NotADate { found: found.to_owned() }
}

#[test]
fn the_worked_case_is_read_whole() {
    let file = read_ratings(DAILY).expect("the worked case is a ratings file");
    assert_eq!(file.columns, ["quality_0_10", "interruptions"]);
    assert_eq!(file.days.len(), 60, "twelve weeks of workdays");
    assert_eq!(file.problems, []);
    let count = |c| file.days.iter().filter(|d| d.checkin == Some(c)).count();
    assert_eq!([Checkin::Done, Checkin::Missed, Checkin::NotApplicable].map(count), [29, 4, 7]);
    assert_eq!(file.days.iter().filter(|d| d.is_rated()).count(), 52, "13 + 7 + 32 rated days");
    let first_days: Vec<_> = file.phases().into_iter().map(|(p, on)| format!("{p} {on}")).collect();
    assert_eq!(first_days, ["A1 2026-01-05", "A2 2026-01-22", "B 2026-02-02"]);
}

#[test]
fn the_worked_case_is_written_as_it_was_read() {
    let file = read_ratings(DAILY).expect("a ratings file");
    let written = write_ratings(&file.columns, &file.days);
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(DAILY));
}

#[rstest]
#[case::nothing("", FileProblem::Empty)]
#[case::only_breaks("\n\r\n  \n", FileProblem::Empty)]
#[case::no_date("day,quality\n2026-01-05,3\n", FileProblem::NoDateColumn { found: "day,quality".into() })]
#[case::no_header("2026-01-05,A1,,3,9\n", FileProblem::NoDateColumn { found: "2026-01-05,A1,,3,9".into() })]
#[case::pipes("date|quality\n", FileProblem::UnknownSeparator { found: '|' })]
#[case::spaces("date quality\n", FileProblem::UnknownSeparator { found: ' ' })]
#[case::two_dates("date,Date,x\n", FileProblem::DuplicateColumn { name: "date".into() })]
#[case::two_alike("date,x,x\n", FileProblem::DuplicateColumn { name: "x".into() })]
#[case::a_nameless_column("date,,x\n", FileProblem::UnnamedColumn { column: 2 })]
#[case::four_measures("date,a,b,c,d\n", FileProblem::TooManyMeasures { found: "a, b, c, d".into(), max: 3 })]
#[case::dates_alone("date,phase\n", FileProblem::NothingRated)]
#[case::a_lone_quote("date,\"x\n", FileProblem::HeaderQuote)]
#[case::a_nul_in_the_header("date,x\0\n", FileProblem::NotText)]
fn a_file_without_a_usable_header_says_what_is_missing(#[case] text: &str, #[case] expected: FileProblem) {
    assert_eq!(read_ratings(text.as_bytes()), Err(expected));
}

#[rstest]
#[case::a_picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]
#[case::a_spreadsheet(b"PK\x03\x04\x14\0\x06\0")]
#[case::half_a_sign_of_utf_16(b"\xFF\xFEd\0a\0t\0e\0,")]
#[case::utf_8_that_is_announced_and_broken(b"\xEF\xBB\xBFdate,x\n\xFF")]
fn bytes_that_are_no_text_are_refused(#[case] bytes: &[u8]) {
    assert_eq!(read_ratings(bytes), Err(FileProblem::NotText));
}

#[rstest]
#[case::empty_date(",1", LineReason::NoDate)]
#[case::two_readings("05/01/2026,1", LineReason::AmbiguousDate {
    found: "05/01/2026".into(), one: "2026-01-05".into(), other: "2026-05-01".into() })]
#[case::one_reading("27.3.2026,1", LineReason::DateNotIso { found: "27.3.2026".into(), iso: "2026-03-27".into() })]
#[case::month_first("3/27/26,1", LineReason::DateNotIso { found: "3/27/26".into(), iso: "2026-03-27".into() })]
#[case::same_either_way("05.05.2026,1", LineReason::DateNotIso { found: "05.05.2026".into(), iso: "2026-05-05".into() })]
#[case::slashes("2026/01/05,1", LineReason::DateNotIso { found: "2026/01/05".into(), iso: "2026-01-05".into() })]
#[case::no_zeros("2026-1-5,1", LineReason::DateNotIso { found: "2026-1-5".into(), iso: "2026-01-05".into() })]
#[case::no_such_day("2026-02-30,1", found("2026-02-30"))]
#[case::no_leap_year("2025-02-29,1", found("2025-02-29"))]
#[case::no_such_month("2026-13-01,1", found("2026-13-01"))]
#[case::long_ago("0026-01-05,1", found("0026-01-05"))]
#[case::a_word("Monday,1", found("Monday"))]
#[case::a_serial_number("46027,1", found("46027"))]
#[case::a_sign_in_front("+2026-01-05,1", found("+2026-01-05"))]
#[case::not_a_number("2026-01-05,five", LineReason::NotANumber { column: "x".into(), found: "five".into() })]
#[case::not_finite("2026-01-05,inf", LineReason::NotANumber { column: "x".into(), found: "inf".into() })]
#[case::too_large("2026-01-05,1e999", LineReason::NotANumber { column: "x".into(), found: "1e999".into() })]
#[case::two_signs("2026-01-05,\"1,234.5\"", LineReason::NotANumber { column: "x".into(), found: "1,234.5".into() })]
#[case::one_cell_more("2026-01-05,1,2", LineReason::TooManyCells { expected: 2, found: 3 })]
#[case::another_separator("2026-01-05;1", LineReason::OtherSeparator { expected: ",", found: ";" })]
#[case::a_lone_quote("2026-01-05,\"1", LineReason::UnclosedQuote)]
#[case::nul("2026-01-05,1\0", LineReason::ControlCharacter)]
fn a_line_that_cannot_be_read_says_why_and_spoils_no_other(#[case] line: &str, #[case] expected: LineReason) {
    let text = format!("date,x\n2026-01-01,7\n{line}\n2026-01-02,8\n");
    let file = read_ratings(text.as_bytes()).expect("the header is fine");
    assert_eq!(file.problems, [LineProblem { line: 3, problem: expected }]);
    let good: Vec<_> = file.days.iter().map(|d| (d.line, d.values[0])).collect();
    assert_eq!(good, [(2, Some(7.0)), (4, Some(8.0))], "the lines around it stay good");
}

#[test]
fn a_day_that_stands_twice_is_refused_in_both_lines() {
    let text = "date,x\n2026-01-05,1\n2026-01-06,2\n2026-01-05,3\n2026-01-05,3\n";
    let twice = |other| LineReason::DuplicateDate { date: "2026-01-05".into(), other };
    assert_eq!(
        problems(text),
        [(2, twice(4)), (4, twice(2)), (5, twice(2))],
        "which of them is right, only a person knows"
    );
}

#[test]
fn a_phase_that_ended_does_not_come_back() {
    let text = "date,phase,x\n2026-01-05,A,1\n2026-01-06,B,2\n2026-01-07,A,3\n2026-01-08,,4\n";
    let expected = LineReason::PhaseReturns { phase: "A".into(), after: "B".into() };
    assert_eq!(problems(text), [(4, expected)]);
}

#[test]
fn an_unknown_word_for_the_check_in_is_named() {
    let text = "date,checkin\n2026-01-05,yes\n2026-01-06,DONE\n2026-01-07,na\n2026-01-08,\n";
    assert_eq!(problems(text), [(2, LineReason::UnknownCheckin { found: "yes".into() })]);
}

#[rstest]
#[case::comma("date,x\n2026-01-05,6.5\n", Separator::Comma)]
#[case::semicolon("date;x\n2026-01-05;6,5\n", Separator::Semicolon)]
#[case::tab("date\tx\n2026-01-05\t6,5\n", Separator::Tab)]
#[case::announced("sep=;\r\ndate;x\r\n2026-01-05;6,5\r\n", Separator::Semicolon)]
#[case::a_comma_in_a_name("date;\"x, y\"\n2026-01-05;6,5\n", Separator::Semicolon)]
#[case::spaces_and_capitals(" Date , x \n 2026-01-05 , 6.5 \n", Separator::Comma)]
#[case::quoted_everything("\"date\",\"x\"\n\"2026-01-05\",\"6,5\"\n", Separator::Comma)]
#[case::lone_returns("date,x\r2026-01-05,6.5\r", Separator::Comma)]
#[case::empty_cells_at_the_end("date,x,,\n2026-01-05,6.5,,,\n,,,\n", Separator::Comma)]
fn the_separator_is_found(#[case] text: &str, #[case] separator: Separator) {
    let file = read_ratings(text.as_bytes()).expect("a ratings file");
    assert_eq!(file.separator, separator);
    assert_eq!(file.problems, []);
    assert_eq!(file.days.len(), 1);
    assert_eq!(file.days[0].values, [Some(6.5)]);
}

fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes_of).collect()
}

#[rstest]
#[case::plain("date,Güte\n2026-01-05,3\n".as_bytes().to_vec(), Encoding::Utf8)]
#[case::marked("\u{feff}date,Güte\n2026-01-05,3\n".as_bytes().to_vec(), Encoding::Utf8)]
#[case::little(utf_16("\u{feff}date,Güte\n2026-01-05,3\n", u16::to_le_bytes), Encoding::Utf16Le)]
#[case::big(utf_16("\u{feff}date,Güte\n2026-01-05,3\n", u16::to_be_bytes), Encoding::Utf16Be)]
#[case::unmarked(utf_16("date,Güte\n2026-01-05,3\n", u16::to_le_bytes), Encoding::Utf16Le)]
#[case::windows(b"date,G\xFCte\n2026-01-05,3\n".to_vec(), Encoding::Windows1252)]
fn the_encoding_is_found_and_a_guess_is_told(#[case] bytes: Vec<u8>, #[case] encoding: Encoding) {
    let file = read_ratings(&bytes).expect("a ratings file");
    assert_eq!(file.columns, ["Güte"]);
    assert_eq!(file.encoding, encoding);
    assert_eq!(file.assumptions().is_empty(), encoding == Encoding::Utf8, "what was guessed is told");
}

#[test]
fn a_line_too_long_and_a_file_too_large_are_refused_without_reading_them() {
    let text = format!("date,x\n2026-01-05,{}\n2026-01-06,1\n", "1".repeat(LINE_BYTES_MAX));
    assert_eq!(problems(&text), [(2, LineReason::LineTooLong { max_mb: 1 })]);
    let rows = "2026-01-05,1\n".repeat(ROWS_MAX + 1);
    let file = read_ratings(format!("date,x\n{rows}").as_bytes());
    assert_eq!(file, Err(FileProblem::TooManyRows { max: ROWS_MAX }));
    let file = read_ratings(&vec![b' '; FILE_BYTES_MAX + 1]);
    assert_eq!(file, Err(FileProblem::TooLarge { max_mb: 64 }));
}

#[rstest]
#[case("=1+1", "'=1+1")]
#[case("-x", "'-x")]
#[case("@SUM(A1)", "'@SUM(A1)")]
#[case("\n=1", "'\n'=1")]
#[case("\n1", "'\n1")]
#[case("a;=1+1;b", "a;'=1+1;b")]
#[case("a; '\"-1", "a;' '\"-1")]
#[case("a\t@b\r\n＋1", "a\t'@b\r\n'＋1")]
#[case("=1;=2", "'=1;'=2")]
#[case("a; b, =1 - 2\n\nc", "a; b, =1 - 2\n\nc")]
#[case("＝1+1", "'＝1+1")]
#[case("'=x", "''=x")]
#[case("'quoted'", "'quoted'")]
#[case("plain", "plain")]
fn a_text_that_looks_like_a_formula_is_written_as_text(#[case] text: &str, #[case] cell: &str) {
    assert_eq!(write::guarded(text), cell);
    assert_eq!(write::without_guard(cell), text, "and read back as it was");
}

/// Tells whether a program that separates where `delimiter` stands would run something in a cell.
fn is_run_somewhere(cell: &str, delimiter: u8) -> bool {
    let mut file = Vec::new();
    write::put_row(["1", cell, "2"], &mut file);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).has_headers(false).flexible(true);
    let rows = reader.from_reader(&file[..]).into_records().map(|row| row.expect("a row"));
    rows.flat_map(|row| row.iter().map(ToOwned::to_owned).collect::<Vec<_>>())
        .any(|cell| cell.trim_start_matches(['"', ' ']).starts_with(['=', '+', '-', '@']))
}

proptest! {
    #[test]
    fn no_program_finds_a_formula_in_a_cell_wherever_it_separates(text in "[-=+@;,\t\r\n'\" a1]{0,12}") {
        let cell = write::guarded(&text);
        for delimiter in [b',', b';', b'\t'] {
            prop_assert!(!is_run_somewhere(&cell, delimiter), "{cell:?} at {:?}", char::from(delimiter));
        }
        prop_assert_eq!(write::without_guard(&cell), text.as_str());
    }
}

#[test]
fn without_its_guard_a_cell_would_be_run() {
    assert!(is_run_somewhere("=1+1", b','));
    assert!(is_run_somewhere("a;=1+1;b", b';'));
    assert!(!is_run_somewhere("a;=1+1;b", b','));
}

#[test]
fn what_another_program_takes_as_a_separator_stands_in_quotation_marks() {
    let mut file = Vec::new();
    write::put_row(["a;=1+1", "a\t=1", "a,b", "say \"hi\"", "", "two\nlines", "'=1", "plain"], &mut file);
    let expected = "\"a;=1+1\",\"a\t=1\",\"a,b\",\"say \"\"hi\"\"\",,\"two\nlines\",\"'=1\",plain\r\n";
    assert_eq!(String::from_utf8_lossy(&file), expected);
}

#[test]
fn every_problem_has_its_sentence_in_both_languages() {
    let file = [
        FileProblem::Empty,
        FileProblem::TooLarge { max_mb: 64 },
        FileProblem::TooManyRows { max: 1 },
        FileProblem::NotText,
        FileProblem::NoDateColumn { found: String::new() },
        FileProblem::UnknownSeparator { found: '|' },
        FileProblem::DuplicateColumn { name: String::new() },
        FileProblem::UnnamedColumn { column: 1 },
        FileProblem::ColumnNameTooLong { column: 1 },
        FileProblem::TooManyMeasures { found: String::new(), max: 3 },
        FileProblem::NothingRated,
        FileProblem::HeaderQuote,
    ]
    .map(|p| p.key());
    let line = [
        LineReason::NoDate,
        LineReason::AmbiguousDate { found: String::new(), one: String::new(), other: String::new() },
        LineReason::DateNotIso { found: String::new(), iso: String::new() },
        LineReason::NotADate { found: String::new() },
        LineReason::DuplicateDate { date: String::new(), other: 1 },
        LineReason::UnknownCheckin { found: String::new() },
        LineReason::NotANumber { column: String::new(), found: String::new() },
        LineReason::TooManyCells { expected: 1, found: 2 },
        LineReason::OtherSeparator { expected: ",", found: ";" },
        LineReason::UnclosedQuote,
        LineReason::ControlCharacter,
        LineReason::LineTooLong { max_mb: 1 },
        LineReason::PhaseTooLong { max: 300 },
        LineReason::PhaseReturns { phase: String::new(), after: String::new() },
    ]
    .map(|p| p.key());
    let told = ["exchange.decimal_comma", "exchange.read_as_utf_16", "exchange.read_as_windows_1252"];
    for language in [Language::En, Language::De] {
        for key in file.iter().chain(&line).chain(&told) {
            assert!(knows(language, key), "{key} is missing in {language:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal(
        names in proptest::collection::btree_set("[a-zA-Z=+@ ,;\"'-]{0,12}[a-z]", 1..=3),
        rows in proptest::collection::btree_map(0i64..4000, (0u8..4, proptest::option::of(-50i32..9999)), 0..40),
    ) {
        let names: Vec<String> = names
            .into_iter()
            .map(|n| n.trim().to_owned())
            .filter(|n| !["date", "phase", "checkin"].contains(&n.to_lowercase().as_str()))
            // Two that differ by a blank or by case are one column.
            .map(|n| (n.to_lowercase(), n))
            .collect::<std::collections::BTreeMap<String, String>>()
            .into_values()
            .collect();
        prop_assume!(!names.is_empty());
        let epoch = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
        let days: Vec<RatingsDay> = rows
            .into_iter()
            .zip(2..)
            .map(|((offset, (state, value)), line)| RatingsDay {
                line,
                on: epoch + chrono::Duration::days(offset),
                phase: Some("=A1".to_owned()),
                checkin: [None, Some(Checkin::Done), Some(Checkin::Missed), Some(Checkin::NotApplicable)]
                    [usize::from(state)],
                values: names.iter().map(|_| value.map(|v| f64::from(v) / 4.0)).collect(),
            })
            .collect();
        let file = read_ratings(&write_ratings(&names, &days)).expect("our own file");
        prop_assert_eq!(file.columns, names);
        prop_assert_eq!(file.days, days);
        prop_assert_eq!(file.problems, []);
    }

    #[test]
    fn a_row_is_read_by_the_csv_crate_as_it_was_written(
        cells in proptest::collection::vec("[a\",;\t\r\n= ]{0,8}", 2..6),
    ) {
        let mut file = Vec::new();
        write::put_row(&cells, &mut file);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_slice());
        let record = reader.records().next().expect("a row").expect("sound");
        prop_assert_eq!(record.iter().collect::<Vec<_>>(), cells);
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_ratings(&bytes);
        let mut table = b"date,phase,checkin,x\n".to_vec();
        table.extend(bytes);
        let _ = read_ratings(&table);
    }
}
