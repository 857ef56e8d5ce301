//! Every rated day of an experiment, with its phases, events and gaps.
//!
//! Days run from left to right, one place each; Saturdays and Sundays have a
//! place only if something was recorded on one of them. A day without a value
//! has a place and no mark.

mod days;

mod layout;

mod words;

pub(crate) use layout::point_shape;

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use serde::{Deserialize, Serialize};

use super::Chart;
use super::scale::Scale;
use crate::drawing::Look;

/// Holds what an evidence chart shows, already worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Says what was rated and on which scale, and "fewer is better" where that is so.
    pub title: String,
    /// The language of dates and of the legend.
    pub language: Language,
    /// The width it is drawn for, in units; at least 240.
    pub width: f64,
    /// The whole scale.
    pub scale: Scale,
    /// The rated days, in any order.
    pub points: Vec<Rated>,
    /// The phases, one after the other.
    pub phases: Vec<Phase>,
    /// Changes inside a phase; the start of a phase needs none.
    pub events: Vec<Event>,
    /// Stretches that do not count, such as leave.
    pub not_counted: Vec<Stretch>,
    /// Whether the behaviour happened, day by day.
    pub checks: Option<Checks>,
    /// The way the days before were going.
    pub trend: Option<Trend>,
}

/// Holds a day and its rating.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rated {
    /// The day.
    pub on: NaiveDate,
    /// The rating, in the scale's own direction.
    pub value: f64,
}

/// Holds a stretch of days under one condition, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Its name, such as "B with daily check-in".
    pub label: String,
    /// Its name in the legend, such as "B check-in".
    pub short: String,
    /// The shape of its days.
    pub kind: PhaseKind,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The middle value; none while there are too few days.
    pub median: Option<Median>,
}

/// Tells which shapes the days of a phase have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// Before anything: hollow circles, dotted median.
    Before,
    /// After an event: diamonds, dashed median.
    Talk,
    /// With the behaviour: filled circles, solid median.
    With,
}

impl PhaseKind {
    pub(crate) fn point(self) -> Look {
        match self {
            PhaseKind::Before => Look::PointBefore,
            PhaseKind::Talk => Look::PointTalk,
            PhaseKind::With => Look::PointWith,
        }
    }

    fn median(self) -> Look {
        match self {
            PhaseKind::Before => Look::MedianBefore,
            PhaseKind::Talk => Look::MedianTalk,
            PhaseKind::With => Look::MedianWith,
        }
    }

    fn band(self) -> Look {
        match self {
            PhaseKind::Before | PhaseKind::Talk => Look::Band,
            PhaseKind::With => Look::BandWith,
        }
    }
}

/// Holds the middle value of a phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Median {
    /// The value.
    pub value: f64,
    /// Its words, such as "median 6".
    pub label: String,
}

/// Holds a change inside a phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// Its name, such as "plan changed".
    pub label: String,
}

/// Holds days that do not count, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Its name, such as "Leave".
    pub name: String,
}

/// Holds whether the behaviour happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checks {
    /// What the row says, such as "Check-in happened".
    pub label: String,
    /// The days on which it is known.
    pub days: Vec<Check>,
}

/// Holds a day on which it is known whether the behaviour happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The day.
    pub on: NaiveDate,
    /// Whether it happened.
    pub done: bool,
}

/// Holds the line of the days before, from its first to its last day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// Where it starts.
    pub from: Rated,
    /// Where it ends.
    pub to: Rated,
    /// Its name in the legend.
    pub label: String,
}

impl Evidence {
    /// Draws the chart.
    pub fn chart(&self) -> Chart {
        Chart {
            title: self.title.clone(),
            description: words::description(self),
            table: words::table(self),
            drawing: layout::drawing(self),
        }
    }

    /// Returns the phase a day lies in.
    fn phase_of(&self, day: NaiveDate) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.from <= day && day <= phase.to)
    }

    /// Returns the shape of a rated day; without phases every day is a filled circle.
    fn kind_of(&self, day: NaiveDate) -> PhaseKind {
        match self.phase_of(day) {
            Some(phase) => phase.kind,
            None if self.phases.is_empty() => PhaseKind::With,
            None => PhaseKind::Before,
        }
    }
}
