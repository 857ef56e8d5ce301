use rstest::rstest;

use super::*;
use crate::evidence::pause::{self, day};

fn numbered() -> Vec<(u32, String)> {
    let short = |day: NaiveDate| day.format("%-d.%-m.").to_string();
    day_pairs(&pause::plan()).iter().map(|pair| (pair.number, pair.days.map(short).join(" "))).collect()
}

#[test]
fn pairs_take_the_days_that_count_in_order() {
    let expected = [
        "9.2. 10.2.",
        "11.2. 12.2.",
        "13.2. 16.2.",
        "17.2. 18.2.",
        "23.2. 24.2.",
        "25.2. 26.2.",
        "27.2. 9.3.",
        "10.3. 11.3.",
        "12.3. 13.3.",
        "16.3. 17.3.",
        "18.3. 19.3.",
        "20.3. 23.3.",
        "24.3. 25.3.",
        "26.3. 27.3.",
    ];
    let expected: Vec<(u32, String)> = (1..).zip(expected.map(str::to_owned)).collect();
    assert_eq!(numbered(), expected, "SC-17, and on until the planned end");
}

#[test]
fn without_a_draw_a_start_or_an_end_there_is_no_pair() {
    for cut in [
        |fields: &mut ExperimentFields| fields.draw = None,
        |fields: &mut ExperimentFields| fields.starts_on = None,
        |fields: &mut ExperimentFields| fields.planned_end_on = None,
        |fields: &mut ExperimentFields| fields.schedule = None,
    ] {
        let mut fields = pause::plan();
        cut(&mut fields);
        assert!(day_pairs(&fields).is_empty());
    }
}

const ACT: Option<Condition> = Some(Condition::Act);
const USUAL: Option<Condition> = Some(Condition::Usual);

#[rstest]
#[case::before_it_begins("2026-02-06", None, None)]
#[case::first_day("2026-02-09", ACT, Some(1))]
#[case::second_day("2026-02-10", USUAL, Some(1))]
#[case::turned_round("2026-02-11", USUAL, Some(2))]
#[case::weekend("2026-02-14", None, None)]
#[case::after_the_missing_day("2026-02-16", ACT, Some(3))]
#[case::travel("2026-02-19", None, None)]
#[case::over_the_leave("2026-03-09", USUAL, Some(7))]
#[case::the_tenth("2026-03-17", ACT, Some(10))]
#[case::the_added("2026-03-18", ACT, Some(11))]
#[case::its_second_day("2026-03-19", USUAL, Some(11))]
#[case::no_more_needed("2026-03-20", None, None)]
fn a_day_knows_what_it_is_for(
    #[case] on: &str,
    #[case] condition: Option<Condition>,
    #[case] pair: Option<u32>,
) {
    let assigned = assigned_on(&pause::experiment(), &pause::logs_until(on), day(on));
    assert_eq!((assigned.map(|a| a.condition), assigned.map(|a| a.pair)), (condition, pair));
    assert_eq!(assigned.is_some_and(|a| a.is_reserve), pair == Some(11));
}

#[test]
fn with_every_day_rated_the_reserve_is_not_needed() {
    let mut logs = pause::logs_until("2026-03-17");
    logs.push(pause::log(day("2026-02-13"), 4.0));
    assert_eq!(assigned_on(&pause::experiment(), &logs, day("2026-03-18")), None);
}

#[test]
fn each_dropped_pair_brings_one_more_as_long_as_there_are_days() {
    let mut logs = pause::logs();
    logs.retain(|log| log.on != day("2026-03-19"));
    let next = assigned_on(&pause::experiment(), &logs, day("2026-03-20")).unwrap();
    assert_eq!((next.pair, next.is_reserve), (12, true), "pair 11 lacks a day, so there is a pair 12");
    let none: Vec<DayLog> = Vec::new();
    let last = assigned_on(&pause::experiment(), &none, day("2026-03-27")).unwrap();
    assert_eq!(last.pair, 14, "with nothing rated every pair stands in for another");
}
