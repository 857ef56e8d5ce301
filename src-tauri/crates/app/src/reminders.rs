//! Reminders: what is due, what was answered, and the rest the user asked for.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::RuleId;

/// Names one occurrence of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct OccurrenceKey {
    /// Which rule.
    pub rule: RuleId,
    /// The local day.
    pub on: NaiveDate,
    /// Which of the day, from 0.
    pub slot: u8,
}

/// Names an answer to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReminderAnswer {
    /// It happened, or the asked-for thing is done.
    Done,
    /// Not today.
    NotToday,
    /// Later, without a time.
    Later,
}

/// Answers a reminder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AnswerReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// How.
    pub answer: ReminderAnswer,
}

/// Names how long to snooze.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnoozeFor {
    /// Ten minutes.
    TenMinutes,
    /// One hour.
    OneHour,
    /// This afternoon.
    Afternoon,
    /// Tomorrow at the same time.
    Tomorrow,
}

/// Snoozes a reminder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SnoozeReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// For how long.
    pub length: SnoozeFor,
}

/// Rests all reminders.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PauseReminders {
    /// Until when; none ends the rest.
    pub until: Option<DateTime<Utc>>,
}

/// Holds a reminder that is due or comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// The local time, `HH:MM`.
    pub at: String,
    /// Its text, by the text policy.
    pub text: String,
    /// Its state, as the ledger names it.
    pub state: String,
}

/// Asks for what comes next.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct UpcomingOf {
    /// How many.
    pub count: u32,
}

/// Tells how a test reminder will be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestReminder {
    /// Whether a notification server is there.
    pub server: Option<String>,
    /// Whether a tray is there.
    pub tray: bool,
    /// What happens now, in a sentence.
    pub words: String,
}
