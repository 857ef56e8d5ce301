//! Logging a day, in at most five inputs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{Checkin, DayLog, Measure, Rating};
use inward_domain::ids::{DayLogId, ExperimentId};
use inward_domain::text::{Prose, blank_is_none};

/// Asks what can be logged for a day.
#[derive(Debug, Deserialize, TS)]
pub struct DayOf {
    /// Which day; none is today.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// Holds what one experiment asks on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DayForm {
    /// Which experiment.
    pub experiment: ExperimentId,
    /// Its title.
    pub title: String,
    /// The question of the check-in, such as "Check-in with Tatiana"; none when the act was not planned for the day.
    pub checkin_label: Option<String>,
    /// The measures to rate by me.
    pub measures: Vec<Measure>,
    /// What is stored for the day so far.
    pub log: Option<DayLog>,
    /// Why nothing is asked, such as "leave".
    pub not_applicable: Option<String>,
}

/// Holds what can be logged for a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DayView {
    /// The day.
    pub on: NaiveDate,
    /// Whether it would be a late entry.
    pub late: bool,
    /// One form for each experiment that is running or keeps a record.
    pub forms: Vec<DayForm>,
}

/// Logs a day.
#[derive(Debug, Deserialize, TS)]
pub struct LogDay {
    /// Which experiment.
    pub experiment: ExperimentId,
    /// Which day; none is today.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Whether the act happened; none leaves it unknown.
    #[serde(default)]
    pub checkin: Option<Checkin>,
    /// The ratings; measures left out stay as they are.
    #[serde(default)]
    pub ratings: Vec<Rating>,
    /// A note; none leaves it as it is.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub note: Option<Prose>,
}

/// Tells what was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoggedDay {
    /// The log.
    pub id: DayLogId,
    /// The day.
    pub on: NaiveDate,
    /// Whether it is marked late.
    pub late: bool,
    /// "Saved for Friday 13 March".
    pub message: String,
}

/// Takes the latest change of a day's log back.
#[derive(Debug, Deserialize, TS)]
pub struct UndoLog {
    /// Which log.
    pub id: DayLogId,
}
