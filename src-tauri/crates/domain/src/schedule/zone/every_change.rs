//! Every change of every clock from 2000 to 2037, with what a rule makes of it counted a second way.
//!
//! The count knows two things only. A reminder is due in the first minute at
//! which the clock of the zone shows its wall time or a later one; that minute
//! is found from UTC to local, never back. And a day belongs to a rule when
//! plain counting on the calendar says so.

use std::collections::BTreeSet;

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc, Weekday,
};
use chrono_tz::{TZ_VARIANTS, Tz};
use rstest::rstest;
use uuid::Uuid;

use super::ZonePolicy;
use crate::ids::RuleId;
use crate::schedule::recurrence::Recurrence;
use crate::schedule::reminder::{Rule, What};

/// How long before the change the rules begin: ten weeks, so that every second week and every fifth day meet it.
const BEGUN_BEFORE: TimeDelta = TimeDelta::days(70);
/// No clock is farther from UTC than a day, and no change is larger than one.
const FAR_ENOUGH: TimeDelta = TimeDelta::days(3);

/// A stretch of time in which the clock runs without a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    from: NaiveDateTime,
    ahead: TimeDelta,
}

/// The clock of a zone, as seen by looking at it in UTC.
struct Clock {
    stretches: Vec<Stretch>,
}

fn ahead(zone: Tz, utc: NaiveDateTime) -> TimeDelta {
    TimeDelta::seconds(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc().into())
}

fn midnight(year: i32, month: u32, day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).unwrap().and_time(NaiveTime::MIN)
}

impl Clock {
    fn of(zone: Tz) -> Self {
        let (mut at, end) = (midnight(1999, 11, 1), midnight(2038, 1, 1));
        let mut stretches = vec![Stretch { from: at, ahead: ahead(zone, at) }];
        while at < end {
            let (today, tomorrow) = (ahead(zone, at), ahead(zone, at + TimeDelta::days(1)));
            if today != tomorrow {
                stretches.push(Stretch { from: change_within_a_day(zone, at), ahead: tomorrow });
            }
            at += TimeDelta::days(1);
        }
        Clock { stretches }
    }

    /// Returns the first moment at which the clock shows the wall time or a later one.
    fn first_showing(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        let near = self.stretches.partition_point(|s| s.from <= wall - FAR_ENOUGH).saturating_sub(1);
        let until = |n: usize| self.stretches.get(n + 1).map_or(NaiveDateTime::MAX, |next| next.from);
        (near..self.stretches.len())
            .map(|n| (self.stretches[n].from.max(wall - self.stretches[n].ahead), until(n)))
            .find(|(shown, until)| shown < until)
            .map(|(shown, _)| shown.and_utc())
            .expect("the last stretch does not end")
    }

    /// Lists the changes as the wall times between which minutes are missing or come twice.
    fn changes(&self) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
        self.stretches.windows(2).filter(|two| midnight(2000, 1, 1) <= two[1].from).map(|two| {
            let (before, after) = (two[1].from + two[0].ahead, two[1].from + two[1].ahead);
            (before.min(after), before.max(after))
        })
    }
}

fn change_within_a_day(zone: Tz, day: NaiveDateTime) -> NaiveDateTime {
    let (mut before, mut after) = (0, 24 * 60 * 60);
    while 1 < after - before {
        let half = (before + after) / 2;
        if ahead(zone, day + TimeDelta::seconds(half)) == ahead(zone, day) {
            before = half
        } else {
            after = half
        }
    }
    day + TimeDelta::seconds(after)
}

/// What a rule can say about its days.
#[derive(Debug, Clone, Copy)]
enum Days {
    Every,
    EveryFifth,
    Workdays,
    EverySecondWeekOn(Weekday),
    NthInMonth(u32, Weekday),
    LastInMonth(Weekday),
    LastOfMonth,
    UntilInstant(DateTime<Utc>),
    Once,
}

fn two_letters(day: Weekday) -> String {
    day.to_string()[..2].to_uppercase()
}

impl Days {
    /// Returns every shape, made so that it meets the day wherever it can.
    fn around(day: NaiveDate, until: DateTime<Utc>) -> [Days; 9] {
        let weekday = day.weekday();
        [
            Days::Every,
            Days::EveryFifth,
            Days::Workdays,
            Days::EverySecondWeekOn(weekday),
            Days::NthInMonth(day.day0() / 7 + 1, weekday),
            Days::LastInMonth(weekday),
            Days::LastOfMonth,
            Days::UntilInstant(until),
            Days::Once,
        ]
    }

    fn rule(self, day: NaiveDate, at: NaiveTime, zone: ZonePolicy) -> Rule {
        let text = match self {
            Days::Every => "FREQ=DAILY".to_owned(),
            Days::EveryFifth => "FREQ=DAILY;INTERVAL=5".to_owned(),
            Days::Workdays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
            Days::EverySecondWeekOn(on) => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={}", two_letters(on)),
            Days::NthInMonth(nth, on) => format!("FREQ=MONTHLY;BYDAY={nth}{}", two_letters(on)),
            Days::LastInMonth(on) => format!("FREQ=MONTHLY;BYDAY=-1{}", two_letters(on)),
            Days::LastOfMonth => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
            Days::UntilInstant(until) => format!("FREQ=DAILY;UNTIL={}", until.format("%Y%m%dT%H%M%SZ")),
            Days::Once => {
                let once = Rule::once(RuleId(Uuid::nil()), What::Own, day, at, 0, DateTime::UNIX_EPOCH);
                return Rule { zone, ..once };
            }
        };
        let days = (Recurrence::new(&text).unwrap(), day - BEGUN_BEFORE, None);
        let rule = Rule::on_days(RuleId(Uuid::nil()), What::Own, at, days, 0, DateTime::UNIX_EPOCH);
        Rule { zone, ..rule }
    }

    /// Says whether a day near `met` belongs to the rule.
    fn hold(self, day: NaiveDate, met: NaiveDate, due_at: DateTime<Utc>) -> bool {
        let is_last = |days: i64| (day + TimeDelta::days(days)).month() != day.month();
        let monday = |d: NaiveDate| d - TimeDelta::days(d.weekday().num_days_from_monday().into());
        match self {
            Days::Every => true,
            Days::EveryFifth => (day - met).num_days() % 5 == 0,
            Days::Workdays => day.weekday().num_days_from_monday() < 5,
            Days::EverySecondWeekOn(on) => {
                day.weekday() == on && (monday(day) - monday(met)).num_days() % 14 == 0
            }
            Days::NthInMonth(nth, on) => day.weekday() == on && day.day0() / 7 + 1 == nth,
            Days::LastInMonth(on) => day.weekday() == on && is_last(7),
            Days::LastOfMonth => is_last(1),
            Days::UntilInstant(until) => due_at <= until,
            Days::Once => day == met,
        }
    }
}

/// Counts what was looked at, for the line at the end.
#[derive(Default)]
struct Tally {
    zones: usize,
    clocks: BTreeSet<Vec<Stretch>>,
    changes: usize,
    kinds: BTreeSet<(TimeDelta, NaiveTime)>,
    instants: usize,
    day_lists: usize,
}

impl Tally {
    fn look_at_zone(&mut self, zone: Tz) {
        let clock = Clock::of(zone);
        self.zones += 1;
        let is_new = self.clocks.insert(clock.stretches.clone());
        for (low, high) in clock.changes() {
            self.changes += 1;
            self.kinds.insert((high - low, low.time()));
            self.look_at_change(zone, &clock, low, high, is_new);
        }
    }

    /// Looks at a change; for a zone whose clock is another's, at the rule of every day alone.
    fn look_at_change(
        &mut self,
        zone: Tz,
        clock: &Clock,
        low: NaiveDateTime,
        high: NaiveDateTime,
        is_new: bool,
    ) {
        let (minute, met) = (TimeDelta::minutes(1), low.date());
        let middle = low + (high - low) / 2;
        let nine = met.and_hms_opt(9, 0, 0).unwrap();
        let walls = [low - minute, low, middle, high - minute, high, nine].map(|wall| wall.time());
        let (first, last) = (met - TimeDelta::days(1), high.date() + TimeDelta::days(1));
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        let policies =
            [(ZonePolicy::Floating, zone), (ZonePolicy::Fixed { zone: zone.into() }, Tz::Asia__Tokyo)];
        for (policy, here) in policies {
            // Which wall time the days are listed for changes from one change of the clock to the next.
            for (n, wall) in walls
                .iter()
                .cycle()
                .skip(self.changes % walls.len())
                .take(if is_new { 9 } else { 1 })
                .enumerate()
            {
                let until = clock.first_showing(met.and_time(*wall));
                let shape = Days::around(met, until)[n];
                let mut rule = shape.rule(met, *wall, policy);
                let due = |day: NaiveDate, at: NaiveTime| clock.first_showing(day.and_time(at));
                let expected: Vec<NaiveDate> =
                    days.iter().copied().filter(|day| shape.hold(*day, met, due(*day, *wall))).collect();
                let listed = match policy {
                    ZonePolicy::Floating => rule.days_within(first, last, here),
                    ZonePolicy::Fixed { .. } => {
                        rule.days_from(first, here).take_while(|day| *day <= last).collect()
                    }
                };
                assert_eq!(listed, expected, "{shape:?} at {wall} around {met} in {zone}");
                self.day_lists += 1;
                for at in walls {
                    rule.at = at;
                    for day in &expected {
                        let got = rule.due_at(*day, here);
                        assert_eq!(got, due(*day, at), "{shape:?} on {day} at {at} in {zone}");
                        self.instants += 1;
                    }
                }
            }
        }
    }
}

#[test]
fn in_every_zone_a_rule_is_due_in_the_first_minute_that_shows_its_time_or_a_later_one() {
    let mut tally = Tally::default();
    for zone in TZ_VARIANTS {
        tally.look_at_zone(zone);
    }
    let Tally { zones, clocks, changes, kinds, instants, day_lists } = &tally;
    let (clocks, kinds) = (clocks.len(), kinds.len());
    eprintln!(
        "{zones} zones with {clocks} clocks, {changes} changes of {kinds} kinds, \
         {instants} instants and {day_lists} lists of days compared"
    );
    assert!(*zones == TZ_VARIANTS.len() && 10_000 < *changes, "every zone, and the changes were found");
}

/// The stretches are a short way to say it; here every minute is looked at one by one.
#[rstest]
#[case::an_hour("Europe/Zurich", "2026-03-27", "2026-03-31")]
#[case::an_hour_twice("Europe/Zurich", "2026-10-23", "2026-10-27")]
#[case::half_an_hour("Australia/Lord_Howe", "2026-10-02", "2026-10-06")]
#[case::half_an_hour_twice("Australia/Lord_Howe", "2026-04-03", "2026-04-07")]
#[case::two_hours_twice("Antarctica/Troll", "2026-10-23", "2026-10-27")]
#[case::a_minute_after_midnight_twice("America/St_Johns", "2010-11-05", "2010-11-09")]
#[case::a_day("Pacific/Apia", "2011-12-28", "2012-01-02")]
fn the_first_minute_is_the_one_found_by_looking_at_every_minute(
    #[case] zone: Tz,
    #[case] first: NaiveDate,
    #[case] last: NaiveDate,
) {
    let clock = Clock::of(zone);
    let before = first.and_time(NaiveTime::MIN) - FAR_ENOUGH;
    let (mut wall, mut utc) = (first.and_time(NaiveTime::MIN), before);
    while wall < last.and_time(NaiveTime::MIN) {
        while utc + ahead(zone, utc) < wall {
            utc += TimeDelta::minutes(1);
        }
        assert_eq!(clock.first_showing(wall), utc.and_utc(), "{wall} in {zone}");
        assert_eq!(super::instant(zone, wall), utc.and_utc(), "{wall} in {zone}");
        wall += TimeDelta::minutes(1);
    }
}
