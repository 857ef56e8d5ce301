use super::*;
use rstest::rstest;

/// 25 January 2015, midnight in UTC.
const A_DAY: i64 = 1_422_144_000_000;

fn habit_row(is_numeric: bool) -> HabitRow {
    let question = Some("Did you wake up before 6?".to_owned());
    HabitRow { id: 7, name: "Wake up".to_owned(), description: question, is_numeric, ..HabitRow::default() }
}

fn mark(at_ms: i64, value: i64) -> MarkRow {
    MarkRow { habit: 7, at_ms, value, notes: None }
}

#[test]
fn rows_become_a_habit_named_as_in_the_csv() {
    let marks = [mark(A_DAY, 2), mark(A_DAY - 86_400_000, 3), MarkRow { habit: 8, ..mark(A_DAY, 2) }];
    let found = assemble(&[habit_row(false)], &marks).expect("a habit");
    let habit = &found.rows[0];
    assert_eq!(habit.source_id, "loop:Wake up");
    assert_eq!(habit.question.as_ref().map(|q| q.as_str()), Some("Did you wake up before 6?"));
    let days: Vec<_> = habit.days.iter().map(|day| (day.on.to_string(), day.value)).collect();
    assert_eq!(
        days,
        [("2015-01-24".to_owned(), DayValue::NotApplicable), ("2015-01-25".to_owned(), DayValue::Done)]
    );
}

#[rstest]
#[case::a_number_beyond_all_days(mark(i64::MAX, 2), "exchange.in.not_a_date")]
#[case::before_everybody(mark(i64::MIN, 2), "exchange.in.not_a_date")]
#[case::another_value(mark(A_DAY, 9), "exchange.in.unknown_value")]
fn a_day_out_of_reach_is_left_out(#[case] row: MarkRow, #[case] key: &str) {
    let found = assemble(&[habit_row(false)], &[row]).expect("a habit");
    assert_eq!(found.problems[0].reason.key(), key);
    assert_eq!(found.rows[0].days, []);
}

#[test]
fn a_repeated_day_is_taken_once_and_a_contradicting_one_is_left_out() {
    let marks = [mark(A_DAY, 2), mark(A_DAY, 2), mark(A_DAY, 0)];
    let found = assemble(&[habit_row(false)], &marks).expect("a habit");
    assert_eq!(found.rows[0].days.len(), 1);
    assert_eq!(found.remarks[0].reason, Reason::TakenOnce { n: 1 });
    assert_eq!(found.problems[0].reason, Reason::Twice { id: "2015-01-25".into() });
}

#[test]
fn amounts_are_thousandths() {
    let found = assemble(&[habit_row(true)], &[mark(A_DAY, 1500)]).expect("a habit");
    assert_eq!(found.rows[0].days[0].value, DayValue::Amount(1.5));
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(assemble(&[], &[]), Err(Refused::NothingFound {}));
    let many = vec![habit_row(false); HABITS_MAX + 1];
    assert_eq!(assemble(&many, &[]), Err(Refused::TooMany { max: HABITS_MAX }));
}
