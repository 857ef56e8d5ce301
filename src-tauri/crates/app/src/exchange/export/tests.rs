use super::*;
use crate::dispatch::Caller;
use crate::moment::Moment;
use rstest::rstest;

fn call() -> Call<'static> {
    let now = "2026-03-30T07:00:00Z".parse().expect("a moment");
    let moment =
        Moment { now, zone: chrono_tz::Europe::Zurich, system_language: Default::default(), started_at: now };
    Call::new(moment, Caller::Terminal)
}

#[rstest]
#[case::one_file("out.json", ExportFormat::Json, "file out.json")]
#[case::by_any_name("everything", ExportFormat::Ics, "file everything")]
#[case::an_archive("out.ZIP", ExportFormat::Csv, "archive out.ZIP")]
#[case::a_new_folder("tables", ExportFormat::Csv, "folder tables")]
#[case::a_new_folder_by_its_slash("v1.2/", ExportFormat::Markdown, "folder v1.2")]
#[case::in_a_folder("there", ExportFormat::Json, "file there/inward-2026-03-30.json")]
#[case::a_folder_in_a_folder("there", ExportFormat::Markdown, "folder there/inward-2026-03-30-markdown")]
#[case::a_calendar_in_a_folder("there/", ExportFormat::Ics, "file there/inward-2026-03-30.ics")]
fn the_name_says_what_is_made(#[case] name: &str, #[case] format: ExportFormat, #[case] expected: &str) {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(home.path().join("there")).expect("a folder");
    let place = Place::of(home.path().join(name), format, &call()).expect("a place");
    let kind = match place {
        Place::File(_) => "file",
        Place::Archive(_) => "archive",
        Place::Folder(_) => "folder",
    };
    let within = place.path().strip_prefix(home.path()).expect("within").display().to_string();
    assert_eq!(format!("{kind} {within}"), expected);
}

#[rstest]
#[case("tables.csv", ExportFormat::Csv)]
#[case("texts.md", ExportFormat::Markdown)]
fn several_files_do_not_hide_behind_the_name_of_one(#[case] name: &str, #[case] format: ExportFormat) {
    assert!(Place::of(PathBuf::from(name), format, &call()).is_err());
}
