//! The second experiment of the worked case, for tests: a pause before an annoyed answer, in ten day pairs.

use chrono::{DateTime, NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::dates::DaysOff;
use crate::experiment::{
    Better, Checkin, DayLog, Design, Draw, Experiment, ExperimentFields, Measure, MeasureFields, Rater,
    Rating, Scale, Schedule, Seed,
};
use crate::ids::{DayLogId, ExperimentId, MeasureId};
use crate::numbers::{Minutes, PairCount};
use crate::schedule::{Recurrence, ZonePolicy};
use crate::text::Line;

/// A seed whose draw is the one of the story: PO OP OP PO OP PO PO OP PO OP, and PO in reserve.
pub const SEED: Seed = Seed(4_039);

/// Day, peak irritation. Thursday 13 February has no log.
const RATINGS: [(&str, f64); 21] = [
    ("2026-02-09", 4.0),
    ("2026-02-10", 6.0),
    ("2026-02-11", 5.0),
    ("2026-02-12", 3.0),
    ("2026-02-16", 5.0),
    ("2026-02-17", 5.0),
    ("2026-02-18", 5.0),
    ("2026-02-23", 6.0),
    ("2026-02-24", 3.0),
    ("2026-02-25", 4.0),
    ("2026-02-26", 3.0),
    ("2026-02-27", 2.0),
    ("2026-03-09", 5.0),
    ("2026-03-10", 4.0),
    ("2026-03-11", 3.0),
    ("2026-03-12", 4.0),
    ("2026-03-13", 6.0),
    ("2026-03-16", 4.0),
    ("2026-03-17", 2.0),
    ("2026-03-18", 3.0),
    ("2026-03-19", 5.0),
];

/// Reads a day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Builds the plan, with its draw of Friday 6 February.
pub fn plan() -> ExperimentFields {
    let line = |text: &str| Line::new(text).expect("a line");
    let off = |from, to, why| DaysOff::new(day(from), day(to), Some(line(why))).expect("a stretch");
    let drawn_at = DateTime::parse_from_rfc3339("2026-02-06T16:00:00Z").expect("a moment").to_utc();
    let pairs = PairCount::new(10).expect("10 is allowed");
    ExperimentFields {
        design: Design::DayPairs,
        pairs: Some(pairs),
        draw: Some(Draw::of_pairs(SEED, drawn_at, pairs)),
        starts_on: Some(day("2026-02-09")),
        planned_end_on: Some(day("2026-03-27")),
        schedule: Some(Schedule {
            days: Recurrence::new("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR").expect("a rule"),
            at: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            minutes: Minutes::new(2).expect("two minutes"),
            zone: ZonePolicy::default(),
        }),
        not_applicable: vec![
            off("2026-02-19", "2026-02-20", "travel"),
            off("2026-03-02", "2026-03-06", "leave"),
        ],
        ..ExperimentFields::titled(line("pause first"))
    }
}

/// Builds the experiment with its one measure.
pub fn experiment() -> Experiment {
    let fields = MeasureFields {
        name: Line::new("peak irritation today").expect("a line"),
        question: None,
        scale: Scale::ZeroToTen,
        better: Better::Lower,
        rater: Rater::Me,
    };
    Experiment {
        id: ExperimentId(Uuid::from_u128(2)),
        created_at: DateTime::UNIX_EPOCH,
        measures: vec![Measure { id: MeasureId(Uuid::from_u128(21)), fields }],
        phases: Vec::new(),
        fields: plan(),
    }
}

/// Builds the log of one day.
pub fn log(on: NaiveDate, value: f64) -> DayLog {
    DayLog {
        id: DayLogId(Uuid::from_u128(1_000 + u128::from(on.to_epoch_days().unsigned_abs()))),
        experiment: ExperimentId(Uuid::from_u128(2)),
        on,
        checkin: (on == day("2026-02-25")).then_some(Checkin::Missed),
        ratings: vec![Rating { measure: MeasureId(Uuid::from_u128(21)), value }],
        note: None,
        recorded_at: DateTime::UNIX_EPOCH,
        late: false,
    }
}

/// Builds the logs, up to and including a day.
pub fn logs_until(last: &str) -> Vec<DayLog> {
    let all = RATINGS.iter().map(|(on, value)| log(day(on), *value));
    all.filter(|log| log.on <= day(last)).collect()
}

/// Builds all logs.
pub fn logs() -> Vec<DayLog> {
    logs_until("2026-03-31")
}
