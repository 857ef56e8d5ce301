use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn table(text: &str) -> Table {
    read(text.as_bytes(), &Overruled::default()).expect("a table")
}

fn rows(table: &Table) -> Vec<(u64, Vec<&str>)> {
    table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn a_cell_may_hold_line_breaks_and_its_row_keeps_the_line_it_begins_in() {
    let table = table("Name,Note\r\nTatiana,\"one\r\ntwo\"\r\n\r\nBen,\"say \"\"hi\"\"\"\r\n");
    assert_eq!(
        rows(&table),
        [(2, vec!["Tatiana", "one\r\ntwo"]), (5, vec!["Ben", "say \"hi\""])],
        "an editor shows Ben in line 5"
    );
}

#[test]
fn a_stray_quotation_mark_spoils_its_own_row() {
    let text = format!("Name,Note\nA,\"x\n{}", "B,y\n".repeat(ROW_LINES_MAX + 5));
    let table = table(&text);
    assert_eq!(table.problems, [(2, Reason::UnclosedQuote {})]);
    assert_eq!(table.rows.len(), ROW_LINES_MAX + 5);
}

#[rstest]
#[case::comma("a,b\n1,2\n", Separator::Comma, true)]
#[case::semicolon("a;b\n1;2\n", Separator::Semicolon, true)]
#[case::semicolon_with_decimal_commas("a;b\n1,5;2\n", Separator::Semicolon, true)]
#[case::tab("a\tb\n1\t2\n", Separator::Tab, true)]
#[case::announced("sep=;\na,x;b\n1;2\n", Separator::Semicolon, true)]
#[case::both_fit("a,b;c,d\n1,2;3,4\n", Separator::Comma, false)]
#[case::one_column("name\nTatiana\n", Separator::Comma, true)]
fn what_separates_the_cells_is_told_or_asked(
    #[case] text: &str,
    #[case] separator: Separator,
    #[case] is_sure: bool,
) {
    let table = table(text);
    assert_eq!((table.separator, table.separator_is_sure), (separator, is_sure));
}

#[test]
fn the_caller_can_overrule_both() {
    let overruled = Overruled { encoding: Some(Encoding::Utf8), separator: Some(Separator::Semicolon) };
    let table = read("a,b;c,d\n1,2;3,4\n".as_bytes(), &overruled).expect("a table");
    assert_eq!(table.header, ["a,b", "c,d"]);
    assert!(table.separator_is_sure && table.encoding_is_sure);
    assert_eq!(read(b"a,b\nM\xFCller,1\n", &overruled), Err(Refused::NotText {}), "that is not UTF-8");
}

#[test]
fn an_assumed_encoding_is_not_sure() {
    let table = read(b"Name,City\nM\xFCller,K\xF6ln\n", &Overruled::default()).expect("a table");
    assert_eq!(rows(&table), [(2, vec!["Müller", "Köln"])]);
    assert!(!table.encoding_is_sure, "a person looks at the umlauts");
}

#[rstest]
#[case::nothing(b"", Refused::Empty {})]
#[case::a_picture(b"\x89PNG\r\n\x1a\n\0\0", Refused::NotText {})]
#[case::a_lone_quote(b"a,\"b\n", Refused::HeaderQuote {})]
#[case::half_a_sign(b"\xFF\xFEa\0,", Refused::NotText {})]
fn what_is_no_table_is_refused(#[case] bytes: &[u8], #[case] expected: Refused) {
    assert_eq!(read(bytes, &Overruled::default()), Err(expected));
}

#[test]
fn rows_of_nothing_count_too() {
    let text = format!("a,b\n{}", ",\n".repeat(ROWS_MAX + 1));
    assert_eq!(read(text.as_bytes(), &Overruled::default()), Err(Refused::TooMany { max: ROWS_MAX }));
}

#[test]
fn a_first_line_out_of_measure_is_no_header() {
    let long = "x".repeat(LINE_BYTES_MAX + 1);
    assert_eq!(read(long.as_bytes(), &Overruled::default()), Err(Refused::NotText {}));
}

#[test]
fn rows_out_of_measure_are_named() {
    let long = format!("a,b\n{},1\nx,\u{1}\n1,2,3\n1\n", "x".repeat(LINE_BYTES_MAX));
    let table = table(&long);
    assert_eq!(
        table.problems,
        [
            (2, Reason::LineTooLong { max: 1 }),
            (3, Reason::ControlCharacter {}),
            (4, Reason::TooManyCells { expected: 2, found: 3 })
        ]
    );
    assert_eq!(rows(&table), [(5, vec!["1", ""])], "a short row is filled up");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &Overruled::default());
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        cells in proptest::collection::vec(("[a-z \",;\n]{0,12}", "[a-zäö\"\n]{1,12}"), 1..12)
    ) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["first", "second"]).expect("memory");
        for (a, b) in &cells {
            writer.write_record([a.as_str(), &format!("x{b}")]).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        let overruled = Overruled { separator: Some(Separator::Comma), ..Overruled::default() };
        let table = read(&bytes, &overruled).expect("a table");
        let found: Vec<_> = table.rows.iter().map(|r| (r.cells[0].clone(), r.cells[1].clone())).collect();
        let expected: Vec<_> = cells.iter().map(|(a, b)| (a.clone(), format!("x{b}"))).collect();
        prop_assert_eq!(found, expected);
    }
}
