use super::*;
use crate::json::tests::filled;
use crate::table::{self, Overruled, Table};
use rstest::rstest;

fn written(all: &Everything) -> Vec<NamedFile> {
    write(all, &mut |_| true).expect("nobody stopped it")
}

fn tables(all: &Everything) -> BTreeMap<String, Table> {
    let read = |file: NamedFile| {
        let table = table::read(&file.bytes, &Overruled::default()).expect("a table");
        assert_eq!(table.problems, [], "{}", file.path);
        (file.path, table)
    };
    written(all).into_iter().map(read).collect()
}

fn column<'t>(table: &'t Table, name: &str) -> Vec<&'t str> {
    let index = table.column(&[name]).unwrap_or_else(|| panic!("no {name} among {:?}", table.header));
    table.rows.iter().map(|row| row.cells[index].as_str()).collect()
}

#[test]
fn each_noun_and_each_kind_of_entry_has_its_table() {
    let tables = tables(&filled("Calm talk", &[3, 4]));
    let names: Vec<_> = tables.keys().map(String::as_str).collect();
    for expected in [
        "people.csv",
        "goals.csv",
        "experiments.csv",
        "experiments-measures.csv",
        "experiments-phases.csv",
        "entries-complaint.csv",
        "entries-note.csv",
        "days.csv",
        "days-ratings.csv",
        "reminders.csv",
    ] {
        assert!(names.contains(&expected), "{expected} is missing among {names:?}");
    }
    assert_eq!(tables["people.csv"].header[..2], ["id", "display_name"]);
    assert_eq!(column(&tables["people.csv"], "aliases"), ["Tanya; Calm talk"]);
}

#[test]
fn ids_have_the_names_beside_them_and_rows_within_rows_say_whose_they_are() {
    let tables = tables(&filled("Calm talk", &[3, 4]));
    assert_eq!(column(&tables["entries-note.csv"], "person_name"), ["Calm talk"]);
    assert_eq!(column(&tables["days.csv"], "experiment_name"), ["Calm talk", "Calm talk"]);
    let ratings = &tables["days-ratings.csv"];
    assert_eq!(column(ratings, "value"), ["3.0", "4.0"]);
    assert_eq!(column(ratings, "measure_name"), ["Calm talk", "Calm talk"]);
    assert_eq!(column(ratings, "of"), column(&tables["days.csv"], "id"));
}

#[rstest]
#[case("=1+1")]
#[case("+1")]
#[case("-1")]
#[case("@SUM(A1)")]
#[case("'=1")]
#[case("=cmd|' /C calc'!A0")]
fn no_cell_is_a_formula(#[case] text: &str) {
    for file in written(&filled(text, &[3])) {
        let table = table::read(&file.bytes, &Overruled::default()).expect("a table");
        for cell in table.rows.iter().flat_map(|row| &row.cells).chain(&table.header) {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(
                is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{}: {cell}",
                file.path
            );
        }
    }
}

#[test]
fn text_with_breaks_and_quotes_stays_in_its_cell() {
    let all = filled("say \"hi\"; a,b", &[3]);
    let tables = tables(&all);
    assert_eq!(column(&tables["entries-note.csv"], "text"), ["say \"hi\"; a,b"]);
    assert!(written(&all).iter().all(|file| file.bytes.starts_with(MARK)), "spreadsheets know it as UTF-8");
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let all = filled("Calm talk", &[3, 4]);
    assert_eq!(written(&all), written(&all.clone()));
}

#[test]
fn a_stopped_export_has_no_tables_and_what_is_done_only_grows() {
    let all = filled("Calm talk", &[3, 4]);
    let mut told = Vec::new();
    assert!(
        write(&all, &mut |done| told.len() < 3 && {
            told.push(done);
            true
        })
        .is_none()
    );
    told.clear();
    write(&all, &mut |done| {
        told.push(done);
        true
    })
    .expect("whole");
    assert!(told.is_sorted() && told.iter().all(|done| (0.0..=1.0).contains(done)), "{told:?}");
}
