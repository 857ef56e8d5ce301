//! The rated days of the worked case, as a chart takes them.
#![allow(dead_code)] // each test and example takes the parts it needs

use chrono::{Datelike, NaiveDate, Weekday};
use inward_domain::lexicon::Language;
use inward_report::chart::Scale;
use inward_report::chart::evidence::{
    Check, Checks, Event, Evidence, Median, Phase, PhaseKind, Rated, Stretch,
};
use inward_report::chart::nap::{EveryDay, Group};
use inward_report::chart::strength::Strength;

/// Returns a day of 2026.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("BUG: a day of the calendar")
}

const BEFORE: [u8; 13] = [3, 2, 3, 4, 2, 3, 3, 2, 4, 3, 2, 3, 3];
const TALK: [u8; 7] = [4, 4, 5, 4, 5, 4, 5];
const WITH: [u8; 32] =
    [5, 5, 6, 5, 6, 6, 5, 6, 4, 6, 7, 6, 6, 7, 4, 7, 6, 7, 6, 5, 5, 7, 7, 6, 7, 8, 7, 7, 8, 7, 8, 8];

fn workdays(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days()
        .take_while(move |day| *day <= to)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
}

fn is_off(day_given: NaiveDate) -> bool {
    let within = |from, to| from <= day_given && day_given <= to;
    within(day(2, 19), day(2, 20)) || within(day(3, 2), day(3, 6))
}

fn rated(days: impl Iterator<Item = NaiveDate>, values: &[u8]) -> Vec<Rated> {
    days.zip(values).map(|(on, value)| Rated { on, value: f64::from(*value) }).collect()
}

/// Returns the evening ratings with their phases, as on the experiment's page.
pub fn evidence(width: f64) -> Evidence {
    let with_days = || workdays(day(2, 2), day(3, 27)).filter(|day| !is_off(*day));
    let missed = [day(2, 12), day(2, 25), day(3, 11), day(3, 12)];
    let before = rated(workdays(day(1, 5), day(1, 21)), &BEFORE);
    let talk = rated(workdays(day(1, 22), day(1, 30)), &TALK);
    let with = rated(with_days().filter(|on| *on != day(2, 13)), &WITH);
    let phase = |label: &str, short: &str, kind, from, to, median: f64| Phase {
        label: label.into(),
        short: short.into(),
        kind,
        from,
        to,
        median: Some(Median { value: median, label: format!("median {median}") }),
    };
    Evidence {
        title: "Working with Tatiana, my evening rating 0–10".into(),
        language: Language::En,
        width,
        scale: Scale::new(0.0, 10.0),
        points: [before, talk, with].concat(),
        phases: vec![
            phase("A1 before", "A1 before", PhaseKind::Before, day(1, 5), day(1, 21), 3.0),
            phase("A2 talk", "A2 talk", PhaseKind::Talk, day(1, 22), day(1, 30), 4.0),
            phase("B with daily check-in", "B check-in", PhaseKind::With, day(2, 2), day(3, 27), 6.0),
        ],
        events: vec![Event { on: day(3, 12), label: "plan changed".into() }],
        not_counted: vec![
            Stretch { from: day(2, 19), to: day(2, 20), name: "Travel".into() },
            Stretch { from: day(3, 2), to: day(3, 6), name: "Leave".into() },
        ],
        checks: Some(Checks {
            label: "Check-in happened".into(),
            days: with_days().map(|on| Check { on, done: !missed.contains(&on) }).collect(),
        }),
        trend: None,
    }
}

/// Returns the days of the talk phase beside those with the check-in.
pub fn every_day(width: f64) -> EveryDay {
    let group = |label: &str, kind, values: &[u8]| Group {
        label: label.into(),
        kind,
        values: values.iter().map(|value| f64::from(*value)).collect(),
    };
    EveryDay {
        title: "Every day as one mark".into(),
        language: Language::En,
        width,
        before: group("A2, 7 days", PhaseKind::Talk, &TALK),
        after: group("B, 32 days", PhaseKind::With, &WITH),
    }
}

/// Returns the strength of the daily check-in.
pub fn strength(width: f64) -> Strength {
    Strength {
        title: "Strength of the habit".into(),
        language: Language::En,
        width,
        share: 0.736,
        words: ["starting", "forming", "steady"].map(String::from),
    }
}
