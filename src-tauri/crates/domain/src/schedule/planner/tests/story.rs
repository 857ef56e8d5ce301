//! The reminders of the worked case: asleep on 10 February, snoozed on the 12th, days off, and the last Monday of March.

use super::*;
use crate::dates::DaysOff;
use crate::experiment::Checkin;
use crate::lexicon::Language;
use crate::schedule::facts::Quiet;
use crate::schedule::occurrence::{Answer, Reason};

/// Quiet from 18:30 to 08:00 and on weekends, as the case sets it.
fn quiet() -> Quiet {
    Quiet { hours: Some((time("18:30"), time("08:00"))), days: vec![Weekday::Sat, Weekday::Sun] }
}

fn amir() -> Desk {
    let mut desk = Desk::with(vec![r1(), r2(), r3(), r6()]);
    desk.facts.quiet = quiet();
    desk.facts.last_entry_on = Some(day("2026-02-09"));
    desk
}

#[test]
fn on_10_february_the_stale_reminder_is_a_question_in_today_and_no_notification() {
    let mut desk = amir();
    desk.rules = vec![r1()];
    for logged in ["2026-02-06", "2026-02-09"] {
        desk.facts.experiments[0].checkins.insert(day(logged), Checkin::Done);
    }
    desk.wake(at("2026-02-10 08:40"));
    let plan = desk.wake(at("2026-02-10 10:30"));

    assert!(plan.show.is_empty(), "09:15 is over: a toast about 09:00 would only annoy");
    let [card] = plan.cards.as_slice() else { panic!("one quiet card: {:?}", plan.cards) };
    assert_eq!(card.kind, CardKind::Question);
    let now = at("2026-02-10 10:30");
    assert_eq!(card.text(Language::En, &desk.rules, now, ZURICH), "Did the 09:00 check-in happen?");
    assert_eq!(card.text(Language::De, &desk.rules, now, ZURICH), "Hat der Check-in um 09:00 stattgefunden?");
    assert_eq!(desk.row(1, "2026-02-10").reason, Some(Reason::Asleep), "the health page says why");

    desk.change(card.occurrences[0], |row| row.answered(Answer::Done));
    let after = desk.wake(at("2026-02-10 11:15"));
    assert!(after.cards.is_empty() && after.show.is_empty(), "answered is answered");
    assert_eq!(desk.row(1, "2026-02-10").shown_at, None, "the row never claims that it rang in time");
}

#[test]
fn on_12_february_a_snooze_survives_a_restart_and_rings_at_18_10() {
    let mut desk = amir();
    desk.rules = vec![r2()];
    desk.wake(at("2026-02-12 17:10"));
    let rule = r2();
    let key = desk.row(2, "2026-02-12").key;
    desk.change(key, |row| row.snoozed(Snooze::OneHour, &rule, at("2026-02-12 17:10"), ZURICH));

    desk.facts.started_at = at("2026-02-12 17:40");
    let restarted = desk.wake(at("2026-02-12 17:40"));
    assert!(restarted.show.is_empty());
    assert_eq!(restarted.next_at, Some(at("2026-02-12 18:10")));
    assert_eq!(restarted.cards[0].kind, CardKind::Snoozed);
    desk.live(at("2026-02-12 18:10"), at("2026-02-12 23:00"));
    assert_eq!(desk.heard(), ["2026-02-12 17:10 R2", "2026-02-12 18:10 R2"]);
}

#[test]
fn on_30_march_the_closing_report_comes_once_at_09_00_of_the_new_time() {
    let mut desk = amir();
    desk.rules = vec![r6()];
    desk.live(at("2026-03-25 08:00"), at("2026-04-02 08:00"));
    let [(when, notice)] = desk.shown.as_slice() else { panic!("once: {:?}", desk.shown) };
    assert_eq!(when.to_rfc3339(), "2026-03-30T07:00:00+00:00", "summer time began on Sunday");
    assert!(!notice.late);
}

#[test]
fn days_that_do_not_count_ring_for_nothing() {
    let mut desk = amir();
    let range = |from, to| DaysOff::new(day(from), day(to), None).unwrap();
    desk.facts.experiments[0].not_applicable =
        vec![range("2026-02-19", "2026-02-20"), range("2026-03-02", "2026-03-06")];
    desk.rules = vec![r1(), r2()];
    desk.live(at("2026-02-18 12:00"), at("2026-02-23 12:00"));
    assert_eq!(desk.heard(), ["2026-02-18 17:10 R2", "2026-02-23 08:50 R1"], "travel on 19 and 20 February");
    assert_eq!(desk.row(1, "2026-02-20").reason, Some(Reason::NotApplicable));
    assert_eq!(desk.row(2, "2026-02-20").reason, Some(Reason::NotApplicable));

    desk.shown.clear();
    desk.live(at("2026-02-27 21:00"), at("2026-03-09 12:00"));
    assert_eq!(desk.heard(), ["2026-03-09 08:50 R1"], "leave from 2 to 6 March");
}

#[test]
fn the_twelve_weeks_ring_on_every_workday_and_only_then() {
    let mut desk = amir();
    desk.rules = vec![r1(), r2()];
    desk.live(at("2026-01-05 08:40"), at("2026-03-31 12:00"));
    let of = |rule: &str| desk.heard().iter().filter(|h| h.ends_with(rule)).count();
    assert_eq!(of("R1"), 40, "forty workdays from 2 February to 27 March");
    assert_eq!(of("R2"), 61, "sixty-one workdays from 5 January to 30 March");
    let utc_of = |wall: &str| desk.shown.iter().any(|(t, _)| t.to_rfc3339() == wall);
    assert!(utc_of("2026-03-27T07:50:00+00:00") && utc_of("2026-03-30T15:10:00+00:00"));
}

#[test]
fn a_logged_day_is_not_asked_for_again() {
    let mut desk = amir();
    desk.rules = vec![r1(), r2()];
    desk.facts.experiments[0].checkins.insert(day("2026-02-11"), Checkin::Done);
    desk.facts.experiments[0].logged.insert(day("2026-02-11"));
    desk.live(at("2026-02-11 08:00"), at("2026-02-11 23:00"));
    assert!(desk.shown.is_empty(), "{:?}", desk.heard());
    assert_eq!(desk.row(1, "2026-02-11").reason, Some(Reason::AlreadyLogged));
}

#[test]
fn a_check_in_alone_leaves_the_evening_question() {
    let mut desk = amir();
    desk.rules = vec![r1(), r2()];
    desk.live(at("2026-02-11 08:50"), at("2026-02-11 09:10"));
    desk.facts.experiments[0].checkins.insert(day("2026-02-11"), Checkin::Missed);
    desk.live(at("2026-02-11 09:12"), at("2026-02-11 23:00"));
    assert_eq!(desk.heard(), ["2026-02-11 08:50 R1", "2026-02-11 17:10 R2"]);
    assert_eq!(desk.row(1, "2026-02-11").answer, Some(Answer::Missed), "the log of the day is the answer");
}

#[test]
fn on_a_friday_the_review_goes_before_the_evening_log() {
    let mut desk = amir();
    desk.live(at("2026-02-13 08:00"), at("2026-02-13 18:00"));
    assert_eq!(desk.heard(), ["2026-02-13 08:50 R1", "2026-02-13 16:00 R3"]);
    let evening = desk.row(2, "2026-02-13");
    assert_eq!((evening.state, evening.reason), (State::Suppressed, Some(Reason::Cap)));
    let cards = desk.look(at("2026-02-13 18:00")).cards;
    assert!(cards.iter().any(|c| c.what == Some(What::EveningLog)), "what finds no room stands in Today");
}
