//! Events of a calendar, which become reminders of the user's own.
//!
//! What is over reminds of nothing and is left out.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};

use inward_domain::ids::RuleId;
use inward_domain::provenance::RowKind;
use inward_domain::schedule::{OwnReminder, Recurrence, Rule, UsefulUntil};
use inward_exchange::calendar::ScheduleRecord;
use inward_vault::Reader;

use super::formats::said;
use super::plan::{Becomes, Foreign, Row, Step};
use crate::dispatch::Call;
use crate::error::Trouble;

/// When an event of a whole day rings.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("BUG: a time of day");
/// How long a reminder helps after the beginning of an event that says no length.
const USUAL_MINUTES: u32 = 60;
/// The longest a reminder helps: a day.
const USEFUL_MINUTES_MAX: u32 = 24 * 60;

impl Foreign for ScheduleRecord {
    type Known = HashMap<String, String>;

    fn known(reader: &Reader) -> Result<Self::Known, Trouble> {
        Ok(reader.sources(RowKind::Reminder)?)
    }

    fn words(rows: &[ScheduleRecord], call: &Call<'_>) -> String {
        call.say("import.events", &[("n", &rows.len().to_string())])
    }

    fn key(&self) -> &str {
        &self.source_id
    }

    fn name(&self) -> String {
        self.title.to_string()
    }

    fn becomes(self, known: &mut Self::Known, _: &Reader, call: &Call<'_>) -> Result<Becomes, Trouble> {
        if known.contains_key(&self.source_id) {
            return Ok(Becomes::here(RowKind::Reminder, None));
        }
        let own = reminder(&self, call);
        if let Err((_, refusal)) = own.check() {
            return Ok(Becomes::left_out(said(call, refusal.key(), &refusal.params())));
        }
        let rule = Rule::own(RuleId(call.moment.new_id()), own, call.moment.now);
        let here = call.moment.local();
        let comes = |day: NaiveDate| here <= day.and_time(rule.at);
        if !rule.days_from(here.date(), call.moment.zone).take(2).any(comes) {
            return Ok(Becomes::left_out(call.say("import.is_over", &[])));
        }
        Ok(Becomes {
            told: self.at.is_none().then(|| call.say("import.whole_day", &[])),
            steps: vec![Step::added(Row::Reminder(rule), Some(self.source_id))],
            ..Becomes::default()
        })
    }
}

/// Makes the reminder of an event: it rings when its alarm would, on the same day.
fn reminder(event: &ScheduleRecord, call: &Call<'_>) -> OwnReminder {
    let at = event.at.unwrap_or(MORNING);
    let since_midnight = at.num_seconds_from_midnight() / 60;
    let lead = event.alarm_minutes.filter(|_| event.at.is_some()).unwrap_or_default().min(since_midnight);
    let minutes = (lead + event.minutes.unwrap_or(USUAL_MINUTES)).clamp(1, USEFUL_MINUTES_MAX);
    // What was left out in the past says nothing any more.
    let today = call.moment.today();
    OwnReminder {
        words: event.title.clone(),
        at: at - TimeDelta::minutes(i64::from(lead)),
        recurrence: event.recurrence.clone().unwrap_or_else(|| Recurrence::daily().times(1)),
        starts_on: event.starts_on,
        ends_on: event.ends_on,
        except_on: event.except.iter().copied().filter(|day| today <= *day).collect(),
        zone: event.zone,
        useful_until: UsefulUntil::Minutes { minutes },
        paused: false,
    }
}
