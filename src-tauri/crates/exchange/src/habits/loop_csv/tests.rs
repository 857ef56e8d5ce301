use super::*;
use std::io::Cursor;

const HABITS: &str = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n\
    001,\"Greet, first\",YES_NO,Did you greet first?,,1,1,#FF8F00,,,,false\n\
    002,Walk,NUMERICAL,,With Ben,1,1,#00897B,km,AT_LEAST,3,true\n";

fn export(days: &[(&str, &str)]) -> Vec<NamedFile> {
    let file = |path: &str, text: &str| NamedFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    let mut files =
        vec![file("Loop/Habits.csv", HABITS), file("Loop/Checkmarks.csv", "Date,Greet, first,Walk,\n")];
    files.extend(days.iter().map(|(folder, text)| file(&format!("Loop/{folder}/Checkmarks.csv"), text)));
    files
}

fn days(habit: &HabitRecord) -> Vec<(String, DayValue)> {
    habit.days.iter().map(|day| (day.on.to_string(), day.value)).collect()
}

#[test]
fn the_files_per_habit_give_habits_with_their_days() {
    let greeted = "Date,Value,Notes\n2026-01-07,SKIP,\n2026-01-06,NO,\"Sick, at home\"\n2026-01-05,YES_AUTO,\n\
                   2026-01-04,YES_MANUAL,\n2026-01-03,UNKNOWN,\n";
    let walked = "Date,Value,Notes\n2026-01-05,2500,\n2026-01-04,3,\n2026-01-03,0,\n";
    let files = export(&[("001 Greet first", greeted), ("002 Walk", walked)]);
    let found = read_zip(Cursor::new(archive::pack(&files))).expect("an export");
    assert_eq!(found.problems, []);
    let [greet, walk] = &found.rows[..] else { panic!("two habits") };
    assert_eq!((greet.source_id.as_str(), greet.archived), ("loop:Greet, first", false));
    assert_eq!(greet.question.as_ref().map(|q| q.as_str()), Some("Did you greet first?"));
    assert_eq!(
        days(greet),
        [
            ("2026-01-04".into(), DayValue::Done),
            ("2026-01-05".into(), DayValue::Implied),
            ("2026-01-06".into(), DayValue::Missed),
            ("2026-01-07".into(), DayValue::NotApplicable)
        ],
        "the unknown day is not among them"
    );
    assert_eq!(greet.days[2].note.as_ref().map(|n| n.as_str()), Some("Sick, at home"));
    assert_eq!((walk.unit.as_ref().map(|u| u.as_str()), walk.archived), (Some("km"), true));
    assert_eq!(
        days(walk),
        [
            ("2026-01-03".into(), DayValue::Amount(0.0)),
            ("2026-01-04".into(), DayValue::NotApplicable),
            ("2026-01-05".into(), DayValue::Amount(2.5))
        ]
    );
}

#[test]
fn an_older_export_without_names_of_columns_is_read() {
    let files =
        export(&[("001 Greet first", "2026-01-05,2\n2026-01-04,0\n2026-01-03,1\n"), ("002 Walk", "")]);
    let found = read(&files).expect("an export");
    let values: Vec<_> = found.rows[0].days.iter().map(|day| day.value).collect();
    assert_eq!(values, [DayValue::Implied, DayValue::Missed, DayValue::Done]);
}

#[test]
fn a_day_that_cannot_be_read_leaves_the_others() {
    let text =
        "Date,Value,Notes\n2026-01-05,MAYBE,\n2026-13-05,NO,\n2026-01-04,NO,\n2026-01-04,YES_MANUAL,\n";
    let found = read(&export(&[("001 Greet", text)])).expect("an export");
    let keys: Vec<_> = found.problems.iter().map(|noted| noted.reason.key()).collect();
    assert_eq!(keys, ["exchange.in.unknown_value", "exchange.in.not_a_date", "exchange.in.twice"]);
    assert_eq!(found.rows[0].days.len(), 1);
    assert_eq!(found.remarks[0].reason, Reason::NoDays {}, "nothing is known about the walk");
}

#[test]
fn habits_of_one_name_keep_apart() {
    let list =
        NamedFile { path: "Habits.csv".into(), bytes: b"Position,Name\n001,Walk\n002,Walk\n003,\n".to_vec() };
    let found = read(&[list]).expect("an export");
    let ids: Vec<_> = found.rows.iter().map(|habit| habit.source_id.as_str()).collect();
    assert_eq!(ids, ["loop:Walk", "loop:Walk#2"]);
    assert_eq!(found.problems[0].reason, Reason::Nameless {});
}

#[test]
fn an_archive_without_the_list_is_refused() {
    assert_eq!(read(&[]), Err(Refused::ZipNoFile { name: "Habits.csv" }));
    let list = NamedFile { path: "Habits.csv".into(), bytes: b"Position,Title\n1,x\n".to_vec() };
    assert_eq!(read(&[list]), Err(Refused::NoColumn { name: "Name" }));
}
