//! The work together, the belief, the day pairs and the log of the worked case, as charts take them.
#![allow(dead_code)] // each test and example takes the parts it needs

use chrono::{Datelike, Days, NaiveDate};
use inward_domain::lexicon::Language;
use inward_report::chart::belief::{Belief, BeliefTest};
use inward_report::chart::calendar::{DayState, LogCalendar, LoggedDay};
use inward_report::chart::evidence::{Event, Rated, Stretch};
use inward_report::chart::pairs::{BetterEnd, DayPair, DayPairs, PairOutcome};
use inward_report::chart::relationship::{Relationship, Strip};
use inward_report::chart::{Scale, TimeAxis};

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("BUG: a day of the calendar")
}

fn weekly(values: [Option<f64>; 12]) -> Vec<Rated> {
    let week = |at: usize| on(1, 5) + Days::new(7 * at as u64);
    values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some(Rated { on: week(at), value: (*value)? }))
        .collect()
}

/// Returns the weekly medians of working with Tatiana, with interruptions and her pulse.
pub fn relationship(width: f64) -> Relationship {
    let some = Some;
    Relationship {
        title: "Working with Tatiana, my evening rating 0–10, weekly median".into(),
        language: Language::En,
        width,
        scale: Scale::new(0.0, 10.0),
        values: weekly([
            some(3.0),
            some(3.0),
            some(3.0),
            some(5.0),
            some(5.0),
            some(5.5),
            some(6.0),
            some(6.0),
            None,
            some(6.0),
            some(7.0),
            some(8.0),
        ]),
        every_days: 7,
        axis: TimeAxis::WeeksFrom(on(1, 5)),
        phases: vec![
            Event { on: on(1, 22), label: "22 Jan talk".into() },
            Event { on: on(2, 2), label: "2 Feb daily check-in".into() },
        ],
        events: vec![Event { on: on(3, 12), label: "plan changed".into() }],
        not_counted: vec![Stretch { from: on(3, 2), to: on(3, 8), name: "leave".into() }],
        interruptions: Some(Strip {
            label: "Interruptions a day, fewer is better".into(),
            scale: Scale::new(0.0, 10.0),
            values: weekly([
                some(9.0),
                some(9.0),
                some(8.0),
                some(7.0),
                some(6.0),
                some(5.0),
                some(4.0),
                some(4.0),
                None,
                some(4.0),
                some(3.0),
                some(3.0),
            ]),
        }),
        pulse: Some(Strip {
            label: "Her pulse, 0–16".into(),
            scale: Scale::new(0.0, 16.0),
            values: [(on(1, 26), 3.0), (on(2, 23), 9.0), (on(3, 23), 12.0)]
                .map(|(on, value)| Rated { on, value })
                .to_vec(),
        }),
    }
}

/// Returns the belief of the hidden brake.
pub fn belief(width: f64) -> Belief {
    Belief {
        title: "If I do not see every detail, it will fail and it will be my fault".into(),
        language: Language::En,
        width,
        values: [(on(3, 4), 80.0), (on(3, 20), 45.0), (on(3, 30), 30.0)]
            .map(|(on, value)| Rated { on, value })
            .to_vec(),
        tests: vec![
            BeliefTest {
                on: on(3, 20),
                test: "for two weeks I ask only in the check-in".into(),
                result: "one surprise, small, she told me first".into(),
            },
            BeliefTest { on: on(3, 30), test: "she presents to Henrik alone".into(), result: String::new() },
        ],
        axis: TimeAxis::Dates,
    }
}

/// Returns the day pairs of the pause.
pub fn pairs(width: f64) -> DayPairs {
    let rated = |label: &str, condition: f64, ordinary: f64| DayPair {
        label: label.into(),
        outcome: PairOutcome::Rated { condition, ordinary },
    };
    let dropped = |label: &str, reason: &str| DayPair {
        label: label.into(),
        outcome: PairOutcome::Dropped { reason: reason.into() },
    };
    DayPairs {
        title: "Peak irritation today 0–10".into(),
        language: Language::En,
        width,
        scale: Scale::new(0.0, 10.0),
        better: BetterEnd::Lower,
        condition: "pause first".into(),
        ordinary: "ordinary day".into(),
        pairs: vec![
            rated("1 · 9, 10 Feb", 4.0, 6.0),
            rated("2 · 11, 12 Feb", 3.0, 7.0),
            rated("3 · 13, 16 Feb", 5.0, 5.0),
            rated("4 · 17, 18 Feb", 2.0, 6.0),
            dropped("5 · 19, 20 Feb", "travel"),
            rated("6 · 23, 24 Feb", 4.0, 3.0),
            rated("7 · 25, 26 Feb", 3.0, 8.0),
            DayPair { label: "8 · 9, 10 Mar".into(), outcome: PairOutcome::Open },
        ],
    }
}

/// Returns the log of the daily check-in.
pub fn calendar(width: f64) -> LogCalendar {
    let is_off =
        |day: NaiveDate| (on(2, 19)..=on(2, 20)).contains(&day) || (on(3, 2)..=on(3, 6)).contains(&day);
    let missed = [on(2, 12), on(2, 25), on(3, 11), on(3, 12)];
    let state = |day: NaiveDate| match day {
        _ if is_off(day) => DayState::NotApplicable,
        _ if missed.contains(&day) => DayState::NotDone,
        _ => DayState::Done,
    };
    let days = on(2, 2).iter_days().take_while(|day| *day <= on(3, 27));
    let days = days.filter(|day| day.weekday().number_from_monday() < 6 && *day != on(2, 13));
    LogCalendar {
        title: "Daily check-in".into(),
        language: Language::En,
        width,
        from: on(2, 2),
        to: on(3, 27),
        days: days.map(|day| LoggedDay { on: day, state: state(day) }).collect(),
    }
}

/// Returns the same log with the whole year round it and one Saturday.
pub fn year(width: f64) -> LogCalendar {
    let mut given = LogCalendar { from: on(1, 1), to: on(12, 31), ..calendar(width) };
    given.days.push(LoggedDay { on: on(3, 21), state: DayState::Done });
    given
}
