//! Today: one line of the success picture, up to seven lines of what is useful now, and the week.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::Checkin;
use inward_domain::ids::{ExperimentId, GoalId};
use inward_domain::path::Sheet;

use crate::reminders::OccurrenceKey;

/// Names what a line of Today offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum CardAction {
    /// Log this day.
    LogDay {
        /// Which day.
        on: NaiveDate,
    },
    /// Say whether the planned act happened.
    Checkin {
        /// Which experiment.
        experiment: ExperimentId,
        /// Which day.
        on: NaiveDate,
    },
    /// Open a sheet of the practice.
    OpenSheet {
        /// Which goal.
        goal: GoalId,
        /// Which sheet.
        sheet: Sheet,
    },
    /// Take the decision.
    Decide {
        /// Which experiment.
        experiment: ExperimentId,
    },
    /// Start a practice.
    StartPractice,
    /// Nothing to do.
    None,
}

/// Holds one line of Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// What it is.
    pub title: String,
    /// When and how long.
    pub meta: String,
    /// The words of its button.
    pub button: Option<String>,
    /// What the button does.
    pub action: CardAction,
    /// The reminder behind it.
    pub occurrence: Option<OccurrenceKey>,
}

/// Holds one day of the strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StripDay {
    /// The day.
    pub on: NaiveDate,
    /// Its short name.
    pub label: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether the act happened.
    pub checkin: Option<Checkin>,
    /// The first measure's rating.
    pub rating: Option<f64>,
}

/// Holds the page Today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayView {
    /// The day.
    pub on: NaiveDate,
    /// "Friday 13 March".
    pub heading: String,
    /// "Week 10 of 12".
    pub eyebrow: Option<String>,
    /// One line of the success picture.
    pub line: Option<String>,
    /// What is due.
    pub now: Vec<Card>,
    /// What is still useful.
    pub still_useful: Vec<Card>,
    /// What is done.
    pub done: Vec<Card>,
    /// "Next: Monday 09:00, check-in with Tatiana."
    pub next: Option<String>,
    /// One sentence after some days away.
    pub away: Option<String>,
    /// The workdays of this week.
    pub strip: Vec<StripDay>,
    /// The name of the act in the strip.
    pub strip_label: Option<String>,
}
