//! Logging a day, in at most five inputs.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{
    Assigned, Checkin, Condition, DayLog, Design, Experiment, LATE_DAYS_MAX, Measure, Rater, Rating,
    assigned_on,
};
use inward_domain::ids::{DayLogId, ExperimentId, PersonId};
use inward_domain::text::{Prose, blank_is_none};
use inward_vault::{Kind, Reader, Writer};

use crate::contract::Saved;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::hold;
use crate::{experiments, people, reminders, today};

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
    /// What the day was drawn for, where days come in pairs.
    pub assigned: Option<AssignedDay>,
}

/// Holds what a day was drawn for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignedDay {
    /// Which experiment.
    pub experiment: ExperimentId,
    /// The condition, and the pair the day belongs to.
    #[serde(flatten)]
    pub assigned: Assigned,
    /// "Today: pause first", "Today: as usual, without “pause first”".
    pub words: String,
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
    /// Which change of the log this was, from 1; 0 when it was as it is before.
    pub change: u32,
    /// "Saved for Friday 13 March".
    pub message: String,
}

/// Takes a change of a day's log back, as long as it is the latest.
#[derive(Debug, Deserialize, TS)]
pub struct UndoLog {
    /// Which log.
    pub id: DayLogId,
    /// Which change of it, as [`LoggedDay::change`] told.
    pub change: u32,
}

/// Tells whether the planned act is planned for the day.
pub(crate) fn act_is_planned_on(experiment: &Experiment, day: NaiveDate) -> bool {
    let fields = &experiment.fields;
    let (Some(start), Some(schedule)) = (fields.starts_on, &fields.schedule) else { return false };
    let ended = fields.planned_end_on.is_some_and(|end| end < day);
    start <= day && !ended && !fields.is_not_applicable(day) && schedule.days.occurs_on(start, day)
}

/// Tells whether the act is asked for on the day: planned, and drawn for it where days come in pairs.
pub(crate) fn act_is_asked_on(experiment: &Experiment, logs: &[DayLog], day: NaiveDate) -> bool {
    act_is_planned_on(experiment, day) && act_is_drawn_for(experiment, logs, day)
}

/// Tells whether the draw speaks for the act on the day; it does wherever nothing is drawn by day.
pub(crate) fn act_is_drawn_for(experiment: &Experiment, logs: &[DayLog], day: NaiveDate) -> bool {
    experiment.fields.design != Design::DayPairs
        || assigned_on(experiment, logs, day).is_some_and(|a| a.condition == Condition::Act)
}

/// Says what a day was drawn for.
pub(crate) fn assigned_day(
    experiment: &Experiment,
    logs: &[DayLog],
    day: NaiveDate,
    call: &Call<'_>,
) -> Option<AssignedDay> {
    let assigned = assigned_on(experiment, logs, day)?;
    let today = day == call.moment.today();
    let key = match assigned.condition {
        Condition::Act if today => "app.today_act",
        Condition::Act => "app.day_act",
        Condition::Usual if today => "app.today_usual",
        Condition::Usual => "app.day_usual",
    };
    let params = [("day", today::day_words(day, call)), ("act", experiment.fields.title.to_string())];
    let words = call.say(key, &params.each_ref().map(|(name, value)| (*name, value.as_str())));
    Some(AssignedDay { experiment: experiment.id, assigned, words })
}

/// Tells whether the experiment keeps a record at all: it has a phase, and has not ended.
pub(crate) fn keeps_record(experiment: &Experiment) -> bool {
    !experiment.phases.is_empty() && experiment.fields.ended_on().is_none()
}

/// Tells whether the experiment keeps a record on the day; the days before its first phase can be filled in.
pub(crate) fn keeps_record_on(experiment: &Experiment, day: NaiveDate) -> bool {
    let fields = &experiment.fields;
    let begun = experiment.phases.first().is_some_and(|p| p.starts_on - Duration::days(LATE_DAYS_MAX) <= day);
    let ended = fields.planned_end_on.is_some_and(|end| end < day);
    keeps_record(experiment) && begun && !ended && !fields.paused
}

pub(crate) fn day(reader: &Reader, input: DayOf, call: &Call<'_>) -> Result<DayView, Trouble> {
    let today = call.moment.today();
    let on = input.on.unwrap_or(today);
    let names = people::names(reader)?;
    let mut forms = Vec::new();
    for experiment in experiments::of_the_day(reader)? {
        if keeps_record_on(&experiment, on) {
            forms.push(form_of(reader, experiment, on, &names, call)?);
        }
    }
    Ok(DayView { on, late: on < today, forms })
}

fn form_of(
    reader: &Reader,
    experiment: Experiment,
    on: NaiveDate,
    names: &BTreeMap<PersonId, String>,
    call: &Call<'_>,
) -> Result<DayForm, Trouble> {
    let not_applicable =
        experiment.fields.not_applicable.iter().find(|r| r.contains(on)).map(|range| {
            range.reason().map_or_else(|| call.say("app.does_not_apply", &[]), ToString::to_string)
        });
    let logs = reader.day_logs(experiment.id)?;
    let assigned = assigned_day(&experiment, &logs, on, call);
    let is_asked = act_is_asked_on(&experiment, &logs, on);
    let checkin_label = is_asked.then(|| checkin_label(&experiment, names, call));
    let log = logs.into_iter().find(|log| log.on == on);
    let asked = not_applicable.is_none();
    let measures = experiment.measures.into_iter().filter(|m| asked && m.fields.rater == Rater::Me).collect();
    Ok(DayForm {
        experiment: experiment.id,
        title: experiment.fields.title.to_string(),
        checkin_label,
        measures,
        log,
        not_applicable,
        assigned,
    })
}

/// Names the act with the person it is about: "Check-in with Tatiana".
pub(crate) fn checkin_label(
    experiment: &Experiment,
    names: &BTreeMap<PersonId, String>,
    call: &Call<'_>,
) -> String {
    let title = experiment.fields.title.as_str();
    match experiment.fields.people.first().and_then(|p| names.get(p)) {
        Some(name) if !title.contains(name.as_str()) => {
            call.say("app.act_with", &[("act", title), ("name", name)])
        }
        _ => title.to_owned(),
    }
}

pub(crate) fn log_day(writer: &Writer, input: LogDay, call: &Call<'_>) -> Result<LoggedDay, Trouble> {
    let experiment = experiments::known(writer, input.experiment, call)?;
    let today = call.moment.today();
    let on = input.on.unwrap_or(today);
    if today < on {
        return Err(call.refuse_field("on", "app.day_ahead", &[]));
    }
    if LATE_DAYS_MAX < (today - on).num_days() {
        let n = LATE_DAYS_MAX.to_string();
        return Err(call.refuse_field("on", "app.day_too_far_back", &[("n", &n)]));
    }
    check_ratings(&experiment, &input.ratings, call)?;
    if input.checkin.is_none() && input.ratings.is_empty() && input.note.is_none() {
        return Err(call.refuse(Code::Invalid, "app.nothing_to_log", &[]));
    }
    let earlier = writer.day_log(experiment.id, on)?;
    let is_new_checkin = input.checkin.is_some() && earlier.as_ref().is_none_or(|log| log.checkin.is_none());
    let mut log = merged(earlier.clone(), &input, &experiment, on, call);
    log.late |= is_new_checkin && reminders::was_slept_through(writer, experiment.id, on)?;
    writer.put_day_log(&log, call.moment.now)?;
    let change = if earlier.as_ref() == Some(&log) { 0 } else { changes(writer, log.id)? };
    follow(writer, &experiment, on, Some(&log), call)?;
    let message = call.say("app.saved_for", &[("day", &today::day_words(on, call))]);
    Ok(LoggedDay { id: log.id, on, late: log.late, change, message })
}

/// Counts how often a log was written; the first time is one.
fn changes(reader: &Reader, id: DayLogId) -> Result<u32, Trouble> {
    let earlier = reader.history_of(Kind::DayLog, id)?.len();
    Ok(u32::try_from(earlier).unwrap_or(u32::MAX).saturating_add(1))
}

/// Lets reminders follow what is known of a day.
fn follow(
    writer: &Writer,
    experiment: &Experiment,
    on: NaiveDate,
    log: Option<&DayLog>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    reminders::follow_log(writer, experiment.id, on, log, call)?;
    if experiment.fields.people.is_empty() { Ok(()) } else { reminders::follow_contacts(writer, call) }
}

fn check_ratings(experiment: &Experiment, ratings: &[Rating], call: &Call<'_>) -> Result<(), Trouble> {
    for (i, rating) in ratings.iter().enumerate() {
        let field = format!("ratings[{i}].value");
        let Some(measure) = experiment.measures.iter().find(|m| m.id == rating.measure) else {
            return Err(call.refuse_field(&field, "app.no_such_measure", &[]));
        };
        if !measure.fields.scale.holds(rating.value) {
            let (low, high) = measure.fields.scale.range();
            let (low, high) = (low.to_string(), high.to_string());
            return Err(call.refuse_field(&field, "refusal.out_of_range", &[("low", &low), ("high", &high)]));
        }
    }
    Ok(())
}

/// Lays what is new over what was there; once late, a day stays late.
fn merged(
    earlier: Option<DayLog>,
    input: &LogDay,
    experiment: &Experiment,
    on: NaiveDate,
    call: &Call<'_>,
) -> DayLog {
    let late_now = on < call.moment.today();
    let mut log = earlier.unwrap_or_else(|| DayLog {
        id: DayLogId(call.moment.new_id()),
        experiment: experiment.id,
        on,
        checkin: None,
        ratings: Vec::new(),
        note: None,
        recorded_at: call.moment.now,
        late: false,
    });
    log.late |= late_now;
    log.checkin = input.checkin.or(log.checkin);
    log.note = input.note.clone().or(log.note);
    for rating in &input.ratings {
        log.ratings.retain(|r| r.measure != rating.measure);
        log.ratings.push(*rating);
    }
    log
}

pub(crate) fn undo_log(writer: &Writer, input: UndoLog, call: &Call<'_>) -> Result<Saved, Trouble> {
    let done = Saved { id: input.id.to_string(), message: call.say("app.undone", &[]) };
    if input.change == 0 {
        return Ok(done);
    }
    let Some(log) = writer.day_log_by_id(input.id)? else {
        return Err(call.refuse(Code::NotFound, "app.nothing_to_undo", &[]));
    };
    if input.change != changes(writer, log.id)? {
        return Err(call.refuse(Code::Refused, "app.changed_since", &[]));
    }
    let before: Option<DayLog> = writer.history_of(Kind::DayLog, log.id)?.pop().map(|earlier| {
        serde_json::from_value(earlier.before).expect("BUG: the history holds what was stored")
    });
    match &before {
        Some(before) => writer.put_day_log(before, call.moment.now)?,
        None => {
            writer
                .delete_day_log(log.id, call.moment.now)
                .map_err(|error| hold::in_words(error, writer, call))?;
        }
    }
    let experiment = experiments::known(writer, log.experiment, call)?;
    follow(writer, &experiment, log.on, before.as_ref(), call)?;
    Ok(done)
}
