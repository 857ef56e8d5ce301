use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::dates::DaysOff;
use crate::evidence::pause::{self, day};
use crate::experiment::{DoTheyKnow, Drawn};
use crate::ids::PersonId;
use crate::numbers::PairCount;
use crate::text::Line;

/// The daily check-in of the worked case, which was agreed on; or the same without a promise.
fn check_in(design: Design, know: Option<DoTheyKnow>, people: usize) -> ExperimentFields {
    let person = |n: usize| PersonId(Uuid::from_u128(n as u128 + 1));
    ExperimentFields {
        design,
        do_they_know: know,
        people: (0..people).map(person).collect(),
        draw: None,
        ..pause::plan()
    }
}

fn reason() -> Option<DoTheyKnow> {
    Some(DoTheyKnow::No { reason: Line::new("it concerns only me").unwrap() })
}

#[rstest]
#[case::promised(Design::RandomStart, Some(DoTheyKnow::Agreed), 1, Some(Refusal::PromiseWaits))]
#[case::promised_pairs(Design::DayPairs, Some(DoTheyKnow::Agreed), 1, Some(Refusal::PromiseLeftOut))]
#[case::promised_but_not_drawn(Design::BeforeAfter, Some(DoTheyKnow::Agreed), 1, None)]
#[case::promised_and_only_logged(Design::JustLog, Some(DoTheyKnow::Agreed), 1, None)]
#[case::only_told(Design::RandomStart, Some(DoTheyKnow::Told), 1, None)]
#[case::nobody_to_promise(Design::DayPairs, Some(DoTheyKnow::Agreed), 0, None)]
#[case::self_only(Design::RandomStart, reason(), 0, None)]
#[case::not_asked_yet(Design::DayPairs, None, 1, None)]
fn a_promise_is_neither_put_off_nor_left_out(
    #[case] design: Design,
    #[case] know: Option<DoTheyKnow>,
    #[case] people: usize,
    #[case] expected: Option<Refusal>,
) {
    assert_eq!(design_refusal(&check_in(design, know, people)), expected);
}

#[test]
fn taking_a_behaviour_away_again_is_no_design() {
    assert_eq!(Design::ALL.map(Design::key), ["before_after", "random_start", "day_pairs", "just_log"]);
    for design in Design::ALL {
        assert_eq!(serde_json::to_value(design).unwrap(), design.key());
    }
    for withdrawal in ["abab", "withdrawal", "reversal"] {
        assert!(serde_json::from_value::<Design>(withdrawal.into()).is_err());
    }
}

fn drawn_start(from: &str, to: &str) -> ExperimentFields {
    let window = StartWindow::new(day(from), day(to)).unwrap();
    ExperimentFields {
        start_between: Some(window),
        starts_on: None,
        ..check_in(Design::RandomStart, None, 0)
    }
}

#[rstest]
#[case::five_days_before_and_from_it("2026-01-01", "2026-12-31", 34, "2026-01-26", "2026-03-23")]
#[case::the_window("2026-02-02", "2026-02-13", 10, "2026-02-02", "2026-02-13")]
#[case::days_off_are_left_out("2026-02-18", "2026-02-23", 2, "2026-02-18", "2026-02-23")]
fn a_start_is_drawn_from_days_that_leave_both_phases_long_enough(
    #[case] from: &str,
    #[case] to: &str,
    #[case] count: usize,
    #[case] first: &str,
    #[case] last: &str,
) {
    let days = admissible_start_days(&drawn_start(from, to), day("2026-01-19"), day("2026-01-19"));
    assert_eq!((days.len(), days[0], days[days.len() - 1]), (count, day(first), day(last)));
}

#[test]
fn a_start_that_has_passed_is_not_drawn() {
    let fields = drawn_start("2026-01-01", "2026-12-31");
    let days = admissible_start_days(&fields, day("2026-01-19"), day("2026-02-10"));
    assert_eq!(days[0], day("2026-02-11"));
}

#[rstest]
#[case::enough(drawn_start("2026-01-26", "2026-02-26"), None)]
#[case::one_day_short(
    drawn_start("2026-01-26", "2026-02-23"),
    Some(("start_between", Refusal::TooFewStartDays { days: 19, needed: 20 }))
)]
#[case::pairs(pause::plan(), None)]
#[case::pairs_without_room(
    ExperimentFields { planned_end_on: Some(day("2026-03-16")), ..pause::plan() },
    Some(("planned_end_on", Refusal::TooFewPairDays { days: 19, needed: 20 }))
)]
#[case::pairs_that_began(
    ExperimentFields { starts_on: Some(day("2026-01-19")), ..pause::plan() },
    Some(("starts_on", Refusal::DrawAfterStart))
)]
#[case::no_draw(check_in(Design::BeforeAfter, None, 0), None)]
fn chance_is_asked_only_where_the_days_allow_it(
    #[case] fields: ExperimentFields,
    #[case] expected: Option<(&str, Refusal)>,
) {
    assert_eq!(draw_refusal(&fields, day("2026-01-19"), day("2026-01-19")), expected);
}

#[rstest]
#[case::nothing(|_: &mut ExperimentFields| {}, None)]
#[case::the_title(|f: &mut ExperimentFields| f.title = Line::new("pause").unwrap(), None)]
#[case::a_later_end(|f: &mut ExperimentFields| f.planned_end_on = Some(day("2026-04-10")), None)]
#[case::leave_to_come(|f: &mut ExperimentFields| f.not_applicable.push(off("2026-03-16", "2026-03-17")), None)]
#[case::leave_entered_afterwards(
    |f: &mut ExperimentFields| f.not_applicable.push(off("2026-02-13", "2026-02-13")),
    Some(("not_applicable", Refusal::DrawnDaysPassed))
)]
#[case::another_design(|f: &mut ExperimentFields| f.design = Design::BeforeAfter, Some(("design", Refusal::DrawStands)))]
#[case::fewer_pairs(|f: &mut ExperimentFields| f.pairs = Some(PairCount::new(6).unwrap()), Some(("pairs", Refusal::DrawStands)))]
#[case::another_start(|f: &mut ExperimentFields| f.starts_on = Some(day("2026-02-10")), Some(("starts_on", Refusal::DrawnDaysPassed)))]
#[case::other_days(
    |f: &mut ExperimentFields| f.schedule.as_mut().unwrap().days = crate::schedule::Recurrence::daily(),
    Some(("schedule", Refusal::DrawnDaysPassed))
)]
fn what_was_drawn_and_lived_stays(
    #[case] change: fn(&mut ExperimentFields),
    #[case] expected: Option<(&str, Refusal)>,
) {
    let stored = pause::plan();
    let mut new = stored.clone();
    change(&mut new);
    assert_eq!(change_of_draw(&stored, &new, day("2026-03-10")), expected);
}

#[test]
fn before_the_first_day_pairs_may_begin_later_but_not_be_drawn_again() {
    let stored = pause::plan();
    let later = ExperimentFields { starts_on: Some(day("2026-02-16")), ..stored.clone() };
    assert_eq!(change_of_draw(&stored, &later, day("2026-02-06")), None);
    let fewer = ExperimentFields { pairs: Some(PairCount::new(6).unwrap()), ..stored.clone() };
    assert!(change_of_draw(&stored, &fewer, day("2026-02-06")).is_some());
}

#[test]
fn a_drawn_start_is_the_start() {
    let mut stored = drawn_start("2026-01-26", "2026-03-06");
    let among = admissible_start_days(&stored, day("2026-01-19"), day("2026-01-19"));
    let draw = Draw::of_start(pause::SEED, chrono::DateTime::UNIX_EPOCH, among).unwrap();
    let Drawn::StartDay { start, .. } = draw.result else { panic!("a start was drawn") };
    stored.starts_on = Some(start);
    stored.draw = Some(draw);
    let moved = ExperimentFields { starts_on: Some(start + chrono::Days::new(1)), ..stored.clone() };
    let refused = Some(("starts_on", Refusal::DrawStands));
    assert_eq!(change_of_draw(&stored, &moved, day("2026-01-20")), refused);
    assert_eq!(change_of_draw(&stored, &stored, day("2026-03-20")), None);
}

#[rstest]
#[case(Design::DayPairs, |f: &mut ExperimentFields| f.pairs = None, "pairs")]
#[case(Design::RandomStart, |f: &mut ExperimentFields| f.start_between = None, "start_between")]
#[case(Design::BeforeAfter, |f: &mut ExperimentFields| f.starts_on = None, "starts_on")]
fn each_design_asks_for_what_it_needs(
    #[case] design: Design,
    #[case] cut: fn(&mut ExperimentFields),
    #[case] gap: &str,
) {
    let mut fields = ExperimentFields { start_between: None, ..check_in(design, None, 0) };
    if design == Design::RandomStart {
        assert!(!fields.gaps().contains(&"starts_on"), "it comes from the draw");
    }
    cut(&mut fields);
    assert!(fields.gaps().contains(&gap), "{:?}", fields.gaps());
}

fn off(from: &str, to: &str) -> DaysOff {
    DaysOff::new(day(from), day(to), None).unwrap()
}

#[test]
fn a_window_ends_after_it_begins() {
    assert_eq!(StartWindow::new(day("2026-02-02"), day("2026-02-01")), Err(Refusal::EndBeforeStart));
    let wire = r#"{"earliest":"2026-02-02","latest":"2026-02-01"}"#;
    assert!(serde_json::from_str::<StartWindow>(wire).is_err());
}
