use super::*;

const HEADER: &str = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

fn habits(rows: &str) -> Found<HabitRecord> {
    read(format!("{HEADER}{rows}").as_bytes()).expect("an export")
}

#[test]
fn rows_become_habits_with_their_days_in_order() {
    let found = habits(
        "Ask first,\"before, not after\",Work,2026-01-06,0,\nWalk,,Fitness,2026-01-05,2.5,windy\n\
         Ask first,\"before, not after\",Work,2026-01-05,1,calm\n",
    );
    let [ask, walk] = &found.rows[..] else { panic!("two habits") };
    assert_eq!(ask.source_id, "habitbull:Ask first");
    assert_eq!(ask.description.as_ref().map(|d| d.as_str()), Some("before, not after"));
    let days: Vec<_> = ask.days.iter().map(|day| (day.on.to_string(), day.value)).collect();
    assert_eq!(days, [("2026-01-05".into(), DayValue::Done), ("2026-01-06".into(), DayValue::Missed)]);
    assert_eq!(ask.days[0].note.as_ref().map(|n| n.as_str()), Some("calm"));
    assert_eq!(walk.days[0].value, DayValue::Amount(2.5));
}

#[test]
fn repeated_rows_are_taken_once_and_contradicting_ones_left_out() {
    let found = habits("A,,,2026-01-05,1,\nA,,,2026-01-05,1,\nA,,,2026-01-05,0,\n");
    assert_eq!(found.rows[0].days.len(), 1);
    assert_eq!(found.remarks[0].reason, Reason::TakenOnce { n: 1 });
    assert_eq!(found.problems[0].place, Place::Line(4));
}

#[test]
fn a_row_that_cannot_be_read_is_named_by_its_line() {
    let found = habits("A,,,05/06/2026,1,\nA,,,2026-01-05,much,\n,,,2026-01-05,1,\nA,,,2026-01-07,NaN,\n");
    let keys: Vec<_> = found.problems.iter().map(|noted| (noted.place.clone(), noted.reason.key())).collect();
    assert_eq!(
        keys,
        [
            (Place::Line(2), "exchange.in.unclear_date"),
            (Place::Line(3), "exchange.in.not_a_number"),
            (Place::Line(4), "exchange.in.nameless"),
            (Place::Line(5), "exchange.in.not_a_number")
        ]
    );
}

#[test]
fn another_table_is_refused() {
    assert_eq!(read(b"Name,Date\nA,2026-01-05\n"), Err(Refused::NoColumn { name: "HabitName" }));
}
