//! One policy at a time.

use rstest::rstest;

use super::*;
use crate::schedule::facts::Quiet;
use crate::schedule::occurrence::{Answer, Reason, SNOOZES_MAX};

#[test]
fn planning_twice_at_the_same_moment_shows_nothing_twice() {
    let mut desk = Desk::with(vec![r1(), own(7, "08:50")]);
    let now = at("2026-02-03 08:50");
    let first = desk.look(now);
    assert_eq!(first.show.len(), 2);
    assert_eq!(first, desk.look(now), "the same arguments give the same plan");
    desk.rows = first.applied_to(&desk.rows);
    let second = desk.look(now);
    assert!(second.show.is_empty() && second.update.is_empty(), "claimed is claimed, confirmed or not");
    assert_eq!(second.cards, first.cards);
}

#[test]
fn a_clock_that_goes_back_rings_nothing_twice() {
    let mut desk = Desk::with(vec![r1()]);
    desk.live(at("2026-02-03 08:00"), at("2026-02-03 09:00"));
    desk.live(at("2026-02-03 07:30"), at("2026-02-03 12:00"));
    assert_eq!(desk.heard(), ["2026-02-03 08:50 R1"]);
}

#[test]
fn a_clock_that_ran_ahead_and_came_back_loses_nothing() {
    let mut desk = Desk::with(vec![r1()]);
    desk.wake(at("2026-02-05 11:00"));
    desk.live(at("2026-02-03 08:00"), at("2026-02-05 12:00"));
    assert_eq!(desk.heard(), ["2026-02-03 08:50 R1", "2026-02-04 08:50 R1", "2026-02-05 08:50 R1"]);
}

#[rstest]
#[case::in_time("2026-02-03 09:14", true)]
#[case::at_its_end("2026-02-03 09:15", false)]
fn woken_inside_the_useful_time_it_rings_once_and_after_it_never(#[case] wake: &str, #[case] rings: bool) {
    let mut desk = Desk::with(vec![r1()]);
    let plan = desk.wake(at(wake));
    assert_eq!(plan.show.len(), usize::from(rings));
    assert!(plan.show.iter().all(|n| n.late), "it says the original time");
    assert!(desk.wake(at(wake)).show.is_empty());
}

#[test]
fn several_that_are_late_are_one_notification() {
    let mut desk = Desk::with(vec![own(7, "08:00"), own(8, "08:30"), own(9, "09:00")]);
    let plan = desk.wake(at("2026-02-03 09:45"));
    let [digest] = plan.show.as_slice() else { panic!("one digest: {:?}", plan.show) };
    assert_eq!(digest.occurrences.len(), 3);
    assert_eq!(desk.row(8, "2026-02-03").reason, Some(Reason::Digest));
    assert_eq!(plan.cards.len(), 3, "each of them stands in Today");
    let more = desk.wake(at("2026-02-03 09:46"));
    assert!(more.show.is_empty());
}

#[rstest]
#[case::rests(|desk: &mut Desk| desk.rules[0].paused = true)]
#[case::is_snoozed(|desk: &mut Desk| {
    let (key, rule, now) = (desk.row(7, "2026-02-03").key, desk.rules[0].clone(), at("2026-02-03 09:46"));
    desk.change(key, |row| row.snoozed(Snooze::Tomorrow, &rule, now, ZURICH));
})]
fn a_digest_stays_one_notification_when_one_of_it(#[case] happens: fn(&mut Desk)) {
    let mut desk = Desk::with(vec![own(7, "08:00"), own(8, "08:30"), own(9, "12:00")]);
    desk.wake(at("2026-02-03 09:45"));
    happens(&mut desk);
    desk.live(at("2026-02-03 09:46"), at("2026-02-03 13:00"));
    assert_eq!(
        desk.heard(),
        ["2026-02-03 09:45 R7+R8", "2026-02-03 12:00 R9"],
        "two a day, and this is the second"
    );
}

#[test]
fn earlier_days_without_answer_are_one_card() {
    let mut desk = Desk::with(vec![r1()]);
    desk.facts.last_entry_on = Some(day("2026-02-03"));
    let plan = desk.wake(at("2026-02-06 12:00"));
    let kinds: Vec<_> = plan.cards.iter().map(|c| (c.kind, c.occurrences.len())).collect();
    assert_eq!(
        kinds,
        [(CardKind::Question, 1), (CardKind::Digest, 3)],
        "today by itself, the days before together"
    );
}

#[test]
fn more_than_three_days_away_are_one_sentence() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.facts.last_entry_on = Some(day("2026-02-06"));
    let plan = desk.wake(at("2026-02-18 07:00"));
    let [card] = plan.cards.as_slice() else { panic!("one sentence: {:?}", plan.cards) };
    assert_eq!(
        (card.kind, card.unknown_days),
        (CardKind::Away, 7),
        "Mon 9 to Tue 17 February are seven workdays"
    );
    assert!(plan.show.is_empty());
    assert_eq!(desk.row(1, "2026-02-17").reason, Some(Reason::Away));

    desk.facts.fresh_from = Some(day("2026-02-18"));
    assert!(desk.wake(at("2026-02-18 07:01")).cards.is_empty(), "start from today leaves them unknown");
    desk.live(at("2026-02-18 07:02"), at("2026-02-18 18:00"));
    assert_eq!(desk.heard(), ["2026-02-18 08:50 R1", "2026-02-18 17:10 R2"], "and today rings as ever");
}

#[rstest]
#[case::a_weekend_is_no_absence("2026-02-06", "2026-02-09 07:00", None)]
#[case::friday_missed("2026-02-05", "2026-02-09 07:00", None)]
#[case::thursday_and_friday_missed("2026-02-04", "2026-02-09 07:00", Some(2))]
fn away_is_more_than_three_days(#[case] last: &str, #[case] now: &str, #[case] unknown: Option<u32>) {
    let mut desk = Desk::with(vec![r1()]);
    desk.facts.last_entry_on = Some(day(last));
    let away = desk.wake(at(now)).cards.into_iter().find(|c| c.kind == CardKind::Away);
    assert_eq!(away.map(|c| c.unknown_days), unknown);
}

#[test]
fn a_snooze_that_ended_during_sleep_is_due_at_wake() {
    let mut desk = Desk::with(vec![r2()]);
    desk.wake(at("2026-02-12 17:10"));
    let key = desk.row(2, "2026-02-12").key;
    desk.change(key, |row| row.snoozed(Snooze::TenMinutes, &r2(), at("2026-02-12 17:12"), ZURICH));
    let plan = desk.wake(at("2026-02-12 21:00"));
    assert_eq!(plan.show.len(), 1, "whoever snoozed asked to be told");
    assert!(plan.show[0].late);
}

#[test]
fn an_edited_rule_keeps_its_snooze() {
    let mut desk = Desk::with(vec![r2()]);
    desk.wake(at("2026-02-12 17:10"));
    let key = desk.row(2, "2026-02-12").key;
    desk.change(key, |row| row.snoozed(Snooze::OneHour, &r2(), at("2026-02-12 17:10"), ZURICH));
    desk.rules[0].at = time("16:00");
    desk.rules[0].recurrence = Recurrence::weekdays(&[Weekday::Mon]);
    desk.rules[0].valid_from = at("2026-02-12 17:20");
    desk.live(at("2026-02-12 17:20"), at("2026-02-12 20:00"));
    assert_eq!(desk.heard(), ["2026-02-12 17:10 R2", "2026-02-12 18:10 R2"]);
}

#[test]
fn an_edited_rule_asks_for_nothing_that_was_due_before_the_edit() {
    let mut desk = Desk::with(vec![r2()]);
    desk.rules[0].at = time("16:00");
    desk.rules[0].valid_from = at("2026-02-12 16:30");
    let plan = desk.wake(at("2026-02-12 16:30"));
    assert!(plan.show.is_empty() && plan.cards.is_empty());
    assert_eq!(plan.next_at, Some(at("2026-02-13 16:00")));
}

#[test]
fn a_deleted_rule_leaves_nothing_open() {
    let mut desk = Desk::with(vec![r2()]);
    desk.wake(at("2026-02-12 17:10"));
    desk.rules.clear();
    let plan = desk.wake(at("2026-02-12 17:20"));
    assert_eq!(desk.row(2, "2026-02-12").reason, Some(Reason::Ended));
    assert_eq!((plan.cards.len(), plan.next_at), (0, None));
}

#[test]
fn after_three_snoozes_only_the_card_is_left() {
    let mut desk = Desk::with(vec![r2()]);
    let mut now = at("2026-02-12 17:10");
    desk.wake(now);
    let key = desk.row(2, "2026-02-12").key;
    for _ in 0..SNOOZES_MAX {
        desk.change(key, |row| row.snoozed(Snooze::TenMinutes, &r2(), now, ZURICH));
        now += TimeDelta::minutes(10);
        assert_eq!(desk.wake(now).show.len(), 1);
    }
    desk.change(key, |row| row.snoozed(Snooze::TenMinutes, &r2(), now, ZURICH));
    let row = desk.row(2, "2026-02-12");
    assert_eq!((row.answer, row.reason), (Some(Answer::Later), Some(Reason::SnoozesUsed)));
    let plan = desk.wake(now + TimeDelta::minutes(30));
    assert!(plan.show.is_empty());
    assert_eq!(plan.cards[0].kind, CardKind::Due, "Later keeps it in Today");
}

#[test]
fn tomorrow_at_the_same_time_is_the_same_wall_time_over_a_change_of_the_clock() {
    let mut rule = own(7, "17:10");
    rule.valid_from = at("2026-03-28 12:00");
    let row = Occurrence::planned(key(&rule, day("2026-03-28")), at("2026-03-28 17:10"));
    let row = row.snoozed(Snooze::Tomorrow, &rule, at("2026-03-28 17:12"), ZURICH);
    assert_eq!(row.snoozed_until, Some(at("2026-03-29 17:10")), "23 hours later, not 24");
}

#[rstest]
#[case::in_the_morning("2026-02-12 08:52", &[Snooze::TenMinutes, Snooze::OneHour, Snooze::Afternoon, Snooze::Tomorrow])]
#[case::in_the_afternoon("2026-02-12 15:30", &[Snooze::TenMinutes, Snooze::OneHour, Snooze::Tomorrow])]
#[case::before_quiet_hours("2026-02-12 17:45", &[Snooze::TenMinutes, Snooze::Tomorrow])]
fn only_snoozes_that_can_ring_are_offered(#[case] now: &str, #[case] expected: &[Snooze]) {
    let quiet = Quiet { hours: Some((time("18:30"), time("08:00"))), days: Vec::new() };
    assert_eq!(Snooze::offered(&r1(), &quiet, at(now), ZURICH), expected);
}

#[test]
fn quiet_hours_defer_and_end_in_one_summary() {
    let mut desk = Desk::with(vec![own(7, "06:30"), own(8, "07:00")]);
    desk.facts.quiet.hours = Some((time("18:30"), time("08:00")));
    let held = desk.wake(at("2026-02-03 07:00"));
    assert!(held.show.is_empty());
    assert_eq!(held.next_at, Some(at("2026-02-03 08:00")));
    assert_eq!(desk.row(7, "2026-02-03").reason, Some(Reason::Quiet));
    let plan = desk.wake(at("2026-02-03 08:00"));
    assert_eq!(plan.show.len(), 1, "one summary");
    assert_eq!(plan.show[0].occurrences.len(), 2, "for both");
}

#[test]
fn what_quiet_hours_outlast_is_not_shown_and_says_why() {
    let mut desk = Desk::with(vec![own(7, "20:00")]);
    desk.facts.quiet.hours = Some((time("18:30"), time("08:00")));
    desk.live(at("2026-02-03 19:00"), at("2026-02-04 12:00"));
    assert!(desk.shown.is_empty());
    let row = desk.row(7, "2026-02-03");
    assert_eq!((row.state, row.reason), (State::Expired, Some(Reason::Quiet)));
}

#[test]
fn a_quiet_day_is_quiet_until_the_morning_after() {
    let quiet = Quiet { hours: Some((time("18:30"), time("08:00"))), days: vec![Weekday::Sat, Weekday::Sun] };
    assert_eq!(quiet.ends_after(at("2026-02-06 19:00"), ZURICH), Some(at("2026-02-09 08:00")));
    assert_eq!(quiet.ends_after(at("2026-02-06 18:29"), ZURICH), None);
    assert_eq!(quiet.ends_after(at("2026-02-09 08:00"), ZURICH), None, "the end is not quiet any more");
    assert_eq!(Quiet::default().ends_after(at("2026-02-07 03:00"), ZURICH), None);
    let for_ever =
        Quiet { hours: None, days: WORKDAYS.into_iter().chain([Weekday::Sat, Weekday::Sun]).collect() };
    assert!(for_ever.ends_after(at("2026-02-07 03:00"), ZURICH).is_some(), "no endless search");
}

#[test]
fn a_pause_holds_everything_and_what_is_still_useful_comes_after_it() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.facts.paused_until = Some(at("2026-02-03 18:00"));
    desk.live(at("2026-02-03 08:00"), at("2026-02-03 22:00"));
    assert_eq!(desk.heard(), ["2026-02-03 18:00 R2"], "17:10 is useful until 20:00, 08:50 is over");
    assert_eq!(desk.row(1, "2026-02-03").reason, Some(Reason::Paused));
}

#[test]
fn a_resting_experiment_rings_for_nothing() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.facts.experiments[0].paused = true;
    desk.live(at("2026-02-03 08:00"), at("2026-02-03 22:00"));
    assert!(desk.shown.is_empty());
    assert_eq!(desk.row(2, "2026-02-03").reason, Some(Reason::Paused));
    assert!(desk.look(at("2026-02-03 12:00")).cards.is_empty(), "and asks for nothing in Today");
}

#[test]
fn an_ended_experiment_rings_for_nothing() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.facts.experiments[0].last_on = Some(day("2026-02-02"));
    desk.live(at("2026-02-03 08:00"), at("2026-02-03 22:00"));
    assert!(desk.shown.is_empty());
    assert_eq!(desk.row(1, "2026-02-03").reason, Some(Reason::Ended));
}

#[rstest]
#[case::ratings(true, &["2026-02-03 17:10 R2"])]
#[case::nothing_to_rate(false, &[])]
fn the_evening_asks_where_something_is_rated(#[case] is_rated: bool, #[case] expected: &[&str]) {
    let mut desk = Desk::with(vec![r2()]);
    desk.facts.experiments[0].is_rated = is_rated;
    desk.live(at("2026-02-03 08:00"), at("2026-02-03 22:00"));
    assert_eq!(desk.heard(), expected);
}

#[test]
fn what_was_answered_stays_answered_as_long_as_it_is_useful() {
    let rule = Rule { useful_until: UsefulUntil::Days { days: 30 }, ..own(7, "09:00") };
    assert!(days_back(&rule) < LEDGER_DAYS, "each day that can matter is in the ledger a plan is made with");
}

#[test]
fn a_rule_that_begins_later_leaves_nothing_open_of_before() {
    let talk = What::Contact { person: PersonId(Uuid::from_u128(24)) };
    let once = |on| Rule::once(rule_id(7), talk, day(on), time("10:00"), 7, at("2026-01-05 08:40"));
    let mut desk = Desk::with(vec![once("2026-02-02")]);
    desk.wake(at("2026-02-02 10:00"));
    assert_eq!(desk.look(at("2026-02-06 10:00")).cards.len(), 1, "it helps for a week");
    desk.rules = vec![once("2026-02-10")];
    assert!(desk.wake(at("2026-02-06 10:00")).cards.is_empty(), "it is asked for on the tenth");
    assert_eq!(desk.row(7, "2026-02-02").reason, Some(Reason::Ended));
}

#[test]
fn the_cap_of_the_day_holds_for_what_goes_first_as_well() {
    let mut promised = own(9, "12:00");
    promised.priority = crate::schedule::reminder::Priority::First;
    let mut desk = Desk::with(vec![own(7, "08:00"), r1(), promised]);
    desk.facts.daily_cap = 1;
    desk.live(at("2026-02-03 06:00"), at("2026-02-03 22:00"));
    assert_eq!(desk.heard(), ["2026-02-03 08:50 R1"], "one a day, and what goes first has it");
    assert_eq!(desk.row(9, "2026-02-03").reason, Some(Reason::Cap));
}

#[test]
fn two_a_day_and_the_promised_act_finds_room() {
    let mut desk = Desk::with(vec![own(7, "07:00"), own(8, "08:00"), r1(), own(9, "12:00")]);
    desk.live(at("2026-02-03 06:00"), at("2026-02-03 22:00"));
    assert_eq!(
        desk.heard(),
        ["2026-02-03 07:00 R7", "2026-02-03 08:50 R1"],
        "08:00 leaves room for the promise"
    );
    let reasons = [8, 9].map(|n| desk.row(n, "2026-02-03").reason);
    assert_eq!(reasons, [Some(Reason::Cap); 2]);
}

#[test]
fn four_a_day_is_the_most_whatever_is_chosen() {
    let mut rules: Vec<Rule> = (7..14).map(|n| own(n, &format!("{:02}:00", n + 1))).collect();
    for rule in &mut rules {
        rule.priority = crate::schedule::reminder::Priority::First;
    }
    let mut desk = Desk::with(rules);
    desk.facts.daily_cap = 200;
    desk.live(at("2026-02-03 06:00"), at("2026-02-03 23:00"));
    assert_eq!(desk.shown.len(), 4);
    desk.live(at("2026-02-04 06:00"), at("2026-02-04 23:00"));
    assert_eq!(desk.shown.len(), 8, "the next day begins anew");
}

#[test]
fn without_a_notification_server_the_card_stands_and_the_notice_comes_when_one_appears() {
    let mut desk = Desk::with(vec![r2()]);
    desk.facts.can_notify = false;
    let plan = desk.wake(at("2026-02-03 17:10"));
    assert!(plan.show.is_empty());
    assert_eq!(plan.cards[0].kind, CardKind::Due);
    assert_eq!(desk.row(2, "2026-02-03").reason, Some(Reason::NoServer));
    desk.facts.can_notify = true;
    assert_eq!(desk.wake(at("2026-02-03 18:30")).show.len(), 1);
    assert_eq!(desk.row(2, "2026-02-03").reason, Some(Reason::NoServer), "why it was late stays written");
}

#[test]
fn a_claim_that_could_not_be_shown_is_tried_again() {
    let mut desk = Desk::with(vec![r2()]);
    let now = at("2026-02-03 17:10");
    desk.rows = desk.look(now).applied_to(&desk.rows);
    let key = desk.row(2, "2026-02-03").key;
    desk.change(key, Occurrence::released);
    assert_eq!(desk.look(now + TimeDelta::seconds(30)).show.len(), 1);
}

#[test]
fn a_snoozed_one_that_could_not_be_shown_again_is_tried_again() {
    let mut desk = Desk::with(vec![r2()]);
    desk.wake(at("2026-02-03 17:10"));
    let key = desk.row(2, "2026-02-03").key;
    desk.change(key, |row| row.snoozed(Snooze::TenMinutes, &r2(), at("2026-02-03 17:10"), ZURICH));
    desk.rows = desk.look(at("2026-02-03 17:20")).applied_to(&desk.rows);
    desk.change(key, Occurrence::released);
    assert_eq!(desk.wake(at("2026-02-03 17:21")).show.len(), 1, "whoever snoozed asked to be told");
    assert!(desk.wake(at("2026-02-03 17:22")).show.is_empty(), "and it was heard");
}

#[test]
fn a_kill_between_claim_and_confirmation_shows_it_once_more_and_marks_it() {
    let mut desk = Desk::with(vec![r2()]);
    let killed = desk.look(at("2026-02-03 17:10"));
    desk.rows = killed.applied_to(&desk.rows);
    desk.facts.started_at = at("2026-02-03 17:12");
    let plan = desk.wake(at("2026-02-03 17:12"));
    assert_eq!(plan.show.len(), 1);
    assert!(plan.show[0].again, "it may have been seen already");
    desk.facts.started_at = at("2026-02-03 17:15");
    assert!(desk.wake(at("2026-02-03 17:15")).show.is_empty(), "confirmed now, so never again");
}

#[test]
fn a_traveller_hears_a_floating_rule_by_the_clock_on_the_wall_and_once_a_day() {
    let mut desk = Desk::with(vec![r1()]);
    desk.wake(at("2026-02-03 08:50"));
    let tokyo: Tz = "Asia/Tokyo".parse().unwrap();
    let coming = next_due(at("2026-02-03 12:00"), tokyo, &desk.rules, &desk.rows, &desk.facts, 1);
    assert_eq!(coming[0].due_at.to_rfc3339(), "2026-02-03T23:50:00+00:00", "08:50 of 4 February in Tokyo");
    let new_york: Tz = "America/New_York".parse().unwrap();
    let again = plan(at("2026-02-03 14:55"), new_york, &desk.rules, &desk.rows, &desk.facts);
    assert!(again.show.is_empty(), "08:50 of the same day comes again, the reminder does not");
}

#[test]
fn a_fixed_zone_does_not_travel() {
    let mut rule = r1();
    rule.zone = ZonePolicy::Fixed { zone: ZURICH.into() };
    let tokyo: Tz = "Asia/Tokyo".parse().unwrap();
    let coming = next_due(at("2026-02-03 12:00"), tokyo, &[rule], &[], &facts(), 1);
    assert_eq!(coming[0].due_at, at("2026-02-04 08:50"));
}

#[test]
fn what_comes_next_leaves_out_days_that_do_not_count_and_keeps_snoozes() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.wake(at("2026-02-18 17:10"));
    let key = desk.row(2, "2026-02-18").key;
    desk.change(key, |row| row.snoozed(Snooze::OneHour, &r2(), at("2026-02-18 17:10"), ZURICH));
    desk.facts.experiments[0].not_applicable =
        vec![crate::dates::DaysOff::new(day("2026-02-19"), day("2026-02-20"), None).unwrap()];
    let now = at("2026-02-18 17:30");
    let coming = next_due(now, ZURICH, &desk.rules, &desk.rows, &desk.facts, 3);
    let times: Vec<_> = coming.iter().map(Occurrence::rings_at).collect();
    assert_eq!(times, [at("2026-02-18 18:10"), at("2026-02-23 08:50"), at("2026-02-23 17:10")]);
}

#[test]
fn a_day_drawn_to_be_as_usual_is_asked_about_in_the_evening_and_rings_for_no_act() {
    let mut desk = Desk::with(vec![r1(), r2()]);
    desk.facts.experiments[0].as_usual.insert(day("2026-02-04"));
    desk.live(at("2026-02-03 08:00"), at("2026-02-04 18:00"));
    assert_eq!(desk.heard(), ["2026-02-03 08:50 R1", "2026-02-03 17:10 R2", "2026-02-04 17:10 R2"]);
}

#[test]
fn a_rule_that_never_falls_on_a_day_costs_nothing_and_asks_for_nothing() {
    let mut rule = own(7, "09:00");
    rule.recurrence = Recurrence::new("FREQ=DAILY;INTERVAL=7;BYDAY=TU").unwrap();
    let plan = plan(at("2026-02-03 09:00"), ZURICH, &[rule], &[], &facts());
    assert_eq!(plan, Plan::default());
}
