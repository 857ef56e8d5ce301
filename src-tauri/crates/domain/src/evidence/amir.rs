//! The worked case of the specification, for tests: sixty days of one relationship, rated every evening.

use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use crate::experiment::{
    Better, Checkin, DayLog, Experiment, ExperimentFields, Measure, MeasureFields, Phase, PhaseOpening,
    Rater, Rating, Scale,
};
use crate::ids::{DayLogId, ExperimentId, MeasureId};
use crate::text::Line;

/// One day of the worked case.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The day.
    pub on: NaiveDate,
    /// The phase's code.
    pub phase: &'static str,
    /// Whether the check-in happened.
    pub checkin: Option<Checkin>,
    /// How working together was, 0–10, more is better.
    pub quality: Option<f64>,
    /// Interruptions for guidance, fewer is better.
    pub interruptions: Option<f64>,
}

/// Date, phase, check-in, quality, interruptions.
const DAYS: &str = "\
2026-01-05,A1,,3,9
2026-01-06,A1,,2,8
2026-01-07,A1,,3,10
2026-01-08,A1,,4,7
2026-01-09,A1,,2,9
2026-01-12,A1,,3,11
2026-01-13,A1,,3,8
2026-01-14,A1,,2,9
2026-01-15,A1,,4,7
2026-01-16,A1,,3,10
2026-01-19,A1,,2,8
2026-01-20,A1,,3,9
2026-01-21,A1,,3,8
2026-01-22,A2,,4,8
2026-01-23,A2,,4,7
2026-01-26,A2,,5,7
2026-01-27,A2,,4,8
2026-01-28,A2,,5,6
2026-01-29,A2,,4,7
2026-01-30,A2,,5,7
2026-02-02,B,done,5,6
2026-02-03,B,done,5,6
2026-02-04,B,done,6,5
2026-02-05,B,done,5,6
2026-02-06,B,done,6,5
2026-02-09,B,done,6,5
2026-02-10,B,done,5,4
2026-02-11,B,done,6,5
2026-02-12,B,missed,4,7
2026-02-13,B,done,,
2026-02-16,B,done,6,5
2026-02-17,B,done,7,4
2026-02-18,B,done,6,4
2026-02-19,B,na,,
2026-02-20,B,na,,
2026-02-23,B,done,6,4
2026-02-24,B,done,7,3
2026-02-25,B,missed,4,6
2026-02-26,B,done,7,4
2026-02-27,B,done,6,4
2026-03-02,B,na,,
2026-03-03,B,na,,
2026-03-04,B,na,,
2026-03-05,B,na,,
2026-03-06,B,na,,
2026-03-09,B,done,7,4
2026-03-10,B,done,6,4
2026-03-11,B,missed,5,5
2026-03-12,B,missed,5,6
2026-03-13,B,done,7,4
2026-03-16,B,done,7,3
2026-03-17,B,done,6,4
2026-03-18,B,done,7,3
2026-03-19,B,done,8,3
2026-03-20,B,done,7,3
2026-03-23,B,done,7,3
2026-03-24,B,done,8,2
2026-03-25,B,done,7,3
2026-03-26,B,done,8,3
2026-03-27,B,done,8,2";

/// Lists the sixty days in order.
pub fn rows() -> Vec<Row> {
    DAYS.lines().map(row).collect()
}

fn row(line: &'static str) -> Row {
    let cells: Vec<&str> = line.split(',').collect();
    Row {
        on: cells[0].parse().expect("a date"),
        phase: cells[1],
        checkin: match cells[2] {
            "done" => Some(Checkin::Done),
            "missed" => Some(Checkin::Missed),
            "na" => Some(Checkin::NotApplicable),
            _ => None,
        },
        quality: cells[3].parse().ok(),
        interruptions: cells[4].parse().ok(),
    }
}

/// Lists the rated values of some phases.
pub fn series(phases: &[&str], measure: fn(&Row) -> Option<f64>) -> Vec<f64> {
    rows().iter().filter(|row| phases.contains(&row.phase)).filter_map(measure).collect()
}

/// Takes the quality of a day.
pub fn quality(row: &Row) -> Option<f64> {
    row.quality
}

/// Takes the interruptions of a day.
pub fn interruptions(row: &Row) -> Option<f64> {
    row.interruptions
}

/// Builds the experiment of the worked case: phases A1, A2 and B, measures "quality" and "interruptions".
pub fn experiment() -> Experiment {
    let phase = |code: &str, name: &str, on: &str, opening| Phase {
        code: line(code),
        name: Some(line(name)),
        starts_on: on.parse().expect("a date"),
        opening,
    };
    Experiment {
        id: ExperimentId(Uuid::from_u128(1)),
        created_at: DateTime::UNIX_EPOCH,
        measures: vec![
            measure(11, "quality", Scale::ZeroToTen, Better::Higher),
            measure(12, "interruptions", Scale::Count, Better::Lower),
        ],
        phases: vec![
            phase("A1", "before", "2026-01-05", PhaseOpening::Record),
            phase("A2", "talk", "2026-01-22", PhaseOpening::Event),
            phase("B", "with daily check-in", "2026-02-02", PhaseOpening::Behaviour),
        ],
        fields: ExperimentFields::titled(line("Daily check-in")),
    }
}

/// Builds the logs of the worked case.
pub fn logs() -> Vec<DayLog> {
    let rated = |id: u128, value: Option<f64>| {
        value.map(|value| Rating { measure: MeasureId(Uuid::from_u128(id)), value })
    };
    let log = |(at, row): (usize, Row)| DayLog {
        id: DayLogId(Uuid::from_u128(100 + at as u128)),
        experiment: ExperimentId(Uuid::from_u128(1)),
        on: row.on,
        checkin: row.checkin,
        ratings: [rated(11, row.quality), rated(12, row.interruptions)].into_iter().flatten().collect(),
        note: None,
        recorded_at: DateTime::UNIX_EPOCH,
        late: false,
    };
    rows().into_iter().enumerate().map(log).collect()
}

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn measure(id: u128, name: &str, scale: Scale, better: Better) -> Measure {
    let fields = MeasureFields { name: line(name), question: None, scale, better, rater: Rater::Me };
    Measure { id: MeasureId(Uuid::from_u128(id)), fields }
}
