//! What the user chose once: name, language, week, reminders.

use chrono::{NaiveDate, NaiveTime, DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::lexicon::Language;
use inward_domain::text::{Line, blank_is_none};

/// Names the look of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Names a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Tells how much a notification says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationText {
    /// With names, as the plan is written.
    Full,
    /// Without names: "09:00 check-in".
    #[default]
    Neutral,
    /// Only that there is a reminder.
    Hidden,
}

/// Holds the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// The user's name in reports.
    pub my_name: Line,
    /// What the user does, for the head of a report.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub my_role: Option<Line>,
    /// The language; `None` follows the system.
    #[serde(default)]
    pub language: Option<Language>,
    /// The look.
    #[serde(default)]
    pub theme: Theme,
    /// A fixed IANA zone; `None` follows the system.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub zone: Option<Line>,
    /// The days of work.
    pub workdays: Vec<Weekday>,
    /// When the evening log is asked for.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub evening_log_at: NaiveTime,
    /// When quiet begins.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub quiet_from: NaiveTime,
    /// When quiet ends.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub quiet_to: NaiveTime,
    /// Whether days off are quiet.
    #[serde(default)]
    pub quiet_days_off: bool,
    /// How much a notification says.
    #[serde(default)]
    pub notification_text: NotificationText,
    /// How many notifications a workday at most, 1–4.
    pub daily_cap: u8,
    /// Reminders rest until then.
    #[serde(default)]
    pub paused_until: Option<DateTime<Utc>>,
    /// What closing the window does: `None` asks once where there is no tray.
    #[serde(default)]
    pub keep_running: Option<bool>,
    /// Whether the first run is done.
    #[serde(default)]
    pub set_up: bool,
    /// The first day in use.
    #[serde(default)]
    pub began_on: Option<NaiveDate>,
    /// Whether single-letter shortcuts work on Today.
    #[serde(default)]
    pub letter_keys: bool,
}
