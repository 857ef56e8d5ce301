//! Schedules from and for a calendar, as iCalendar (RFC 5545).
//!
//! What Inward knows of a calendar is what a reminder needs: a wall time, its
//! zone, and the days. Guests, places and attachments stay where they are.

pub mod read;

pub mod write;

mod zones;

use chrono::{NaiveDate, NaiveTime};
use inward_domain::schedule::{Recurrence, Rule, ZonePolicy};
use inward_domain::text::{Line, Prose};

/// Holds an event of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRecord {
    /// The same in the next file: the event's UID.
    pub source_id: String,
    /// What it is called.
    pub title: Line,
    /// What was noted about it.
    pub note: Option<Prose>,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// The wall time it begins at; none is the whole day.
    pub at: Option<NaiveTime>,
    /// How long it lasts, when it has a time.
    pub minutes: Option<u32>,
    /// Whether the wall time follows the traveller.
    pub zone: ZonePolicy,
    /// On which days it comes again.
    pub recurrence: Option<Recurrence>,
    /// The last day, if it is known beside the recurrence.
    pub ends_on: Option<NaiveDate>,
    /// Days of the recurrence on which it does not take place.
    pub except: Vec<NaiveDate>,
    /// How long before it an alarm rings.
    pub alarm_minutes: Option<u32>,
}

impl ScheduleRecord {
    /// Makes the event of a reminder rule: the time is that of the act, and the alarm rings as the reminder does.
    ///
    /// The UID is made of the rule's id, so that a calendar that reads the file
    /// again changes the event it has.
    pub fn of_rule(rule: &Rule, title: Line, minutes: Option<u32>) -> ScheduleRecord {
        ScheduleRecord {
            source_id: format!("{}@inward.home.arpa", rule.id),
            title,
            note: None,
            starts_on: rule.starts_on,
            at: Some(rule.act_at()),
            minutes,
            zone: rule.zone,
            recurrence: Some(rule.recurrence.clone()),
            ends_on: rule.ends_on,
            except: rule.except_on.clone(),
            alarm_minutes: Some(u32::from(rule.lead_minutes)),
        }
    }
}
