//! Planning an experiment, its phases, and the decision that ends it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{
    Decision, DecisionChoice, Experiment, ExperimentFields, MEASURES_MAX, Measure, MeasureFields, Schedule,
};
use inward_domain::goal::GoalStatus;
use inward_domain::ids::{ExperimentId, GoalId, MeasureId, PersonId};
use inward_domain::text::Line;
use inward_vault::{Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{goals, people, reminders, today};

mod designs;
mod phases;

pub use designs::{DesignCard, DesignsOf};
pub(crate) use designs::{designs, draw_words};
pub(crate) use phases::{follow_entry, is_meant, open_phase};

/// Tells where an experiment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExperimentState {
    /// Something the plan needs is still open.
    Draft,
    /// Planned; the first day is ahead.
    Planned,
    /// Running.
    Running,
    /// Resting.
    Paused,
    /// The decision date is reached.
    DecisionDue,
    /// Decided.
    Ended,
}

/// Holds an experiment as a list or a page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExperimentView {
    /// The experiment.
    pub experiment: Experiment,
    /// Where it stands.
    pub state: ExperimentState,
    /// The schedule in words, such as "Mon–Fri 09:00, 15 minutes".
    pub schedule_words: Option<String>,
    /// The names of the people it affects.
    pub people: Vec<String>,
    /// Fields the plan still needs.
    pub gaps: Vec<String>,
    /// Days logged so far.
    pub days_logged: usize,
    /// What chance drew, and when, in a sentence.
    pub draw_words: Option<String>,
}

/// Asks for one experiment.
#[derive(Debug, Deserialize, TS)]
pub struct ExperimentOf {
    /// Which.
    pub id: ExperimentId,
}

/// Holds a measure with its id, if it is stored already.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MeasureDraft {
    /// Which, or none for a new one.
    pub id: Option<MeasureId>,
    /// What is asked.
    #[serde(flatten)]
    pub fields: MeasureFields,
}

/// Saves an experiment.
#[derive(Debug, Deserialize, TS)]
pub struct SaveExperiment {
    /// Which, or none for a new one.
    pub id: Option<ExperimentId>,
    /// The plan.
    pub fields: ExperimentFields,
    /// One to three outcome measures.
    pub measures: Vec<MeasureDraft>,
    /// A draft may have gaps; a plan may not.
    pub draft: bool,
}

/// Takes the decision.
#[derive(Debug, Deserialize, TS)]
pub struct Decide {
    /// Which experiment.
    pub id: ExperimentId,
    /// What comes next, and what was learned.
    pub decision: Decision,
    /// Until when it is tried for longer: its new last day, on which it is decided again. Needed for that choice only.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Opens a phase, because something changed the situation.
#[derive(Debug, Deserialize, TS)]
pub struct OpenPhase {
    /// In which experiment.
    pub id: ExperimentId,
    /// Its first day.
    pub on: NaiveDate,
    /// Its name on screen, such as "talk".
    pub name: Line,
}

/// Rests an experiment, or takes it up again.
#[derive(Debug, Deserialize, TS)]
pub struct RestExperiment {
    /// Which.
    pub id: ExperimentId,
    /// Whether it rests.
    pub paused: bool,
}

/// Returns an experiment, or says that there is none.
pub(crate) fn known(reader: &Reader, id: ExperimentId, call: &Call<'_>) -> Result<Experiment, Trouble> {
    reader.experiment(id)?.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_experiment", &[]))
}

/// Lists the experiments as a day sees them: those of a practice that rests, has ended or lies in the trash rest with it.
pub(crate) fn of_the_day(reader: &Reader) -> Result<Vec<Experiment>, Trouble> {
    let goals: BTreeMap<GoalId, GoalStatus> =
        reader.goals()?.into_iter().map(|goal| (goal.id, goal.fields.status)).collect();
    let mut experiments = reader.experiments()?;
    for Experiment { fields, .. } in &mut experiments {
        fields.paused |= match fields.goal.map(|goal| goals.get(&goal)) {
            None | Some(Some(GoalStatus::Active)) => false,
            // What was decided has its closing report, also where its practice ended with it.
            Some(Some(GoalStatus::Closed)) => fields.ended_on().is_none(),
            Some(Some(GoalStatus::Paused) | None) => true,
        };
    }
    Ok(experiments)
}

/// Tells where an experiment stands on a day.
pub(crate) fn state_on(fields: &ExperimentFields, day: NaiveDate) -> ExperimentState {
    if fields.ended_on().is_some() {
        return ExperimentState::Ended;
    }
    if fields.paused {
        return ExperimentState::Paused;
    }
    if fields.awaits_draw() {
        return ExperimentState::Draft;
    }
    match (fields.gaps().is_empty(), fields.starts_on) {
        (true, Some(start)) if day < start => ExperimentState::Planned,
        (true, Some(_)) if fields.decide_on.is_some_and(|d| d <= day) => ExperimentState::DecisionDue,
        (true, Some(_)) => ExperimentState::Running,
        _ => ExperimentState::Draft,
    }
}

/// Says a schedule in words: "Mon–Fri 09:00, 15 minutes".
pub(crate) fn schedule_words(schedule: &Schedule, call: &Call<'_>) -> String {
    let days = schedule.days.words(call.language);
    let at = schedule.at.format("%H:%M").to_string();
    let minutes = schedule.minutes.get().to_string();
    call.say("app.schedule", &[("days", &days), ("at", &at), ("n", &minutes)])
}

pub(crate) fn view_of(
    reader: &Reader,
    experiment: Experiment,
    names: &BTreeMap<PersonId, String>,
    call: &Call<'_>,
) -> Result<ExperimentView, Trouble> {
    let fields = &experiment.fields;
    Ok(ExperimentView {
        state: state_on(fields, call.moment.today()),
        schedule_words: fields.schedule.as_ref().map(|s| schedule_words(s, call)),
        people: fields.people.iter().filter_map(|p| names.get(p).cloned()).collect(),
        gaps: fields.gaps().into_iter().map(str::to_owned).collect(),
        days_logged: reader.day_logs(experiment.id)?.len(),
        draw_words: draw_words(fields, call),
        experiment,
    })
}

pub(crate) fn experiments(
    reader: &Reader,
    _: Nothing,
    call: &Call<'_>,
) -> Result<Vec<ExperimentView>, Trouble> {
    let names = people::names(reader)?;
    reader.experiments()?.into_iter().map(|e| view_of(reader, e, &names, call)).collect()
}

pub(crate) fn experiment(
    reader: &Reader,
    input: ExperimentOf,
    call: &Call<'_>,
) -> Result<ExperimentView, Trouble> {
    let names = people::names(reader)?;
    view_of(reader, known(reader, input.id, call)?, &names, call)
}

pub(crate) fn save_experiment(
    writer: &Writer,
    input: SaveExperiment,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let SaveExperiment { id, mut fields, measures, draft } = input;
    let stored = match id {
        Some(id) => Some(known(writer, id, call)?),
        None => None,
    };
    designs::keep_draw(&mut fields, stored.as_ref());
    check_plan(writer, &fields, stored.as_ref(), &measures, draft, call)?;
    designs::check(&fields, stored.as_ref(), call)?;
    if !draft {
        designs::draw(&mut fields, stored.as_ref(), call)?;
    }
    let id = stored.as_ref().map_or_else(|| ExperimentId(call.moment.new_id()), |e| e.id);
    let measures: Vec<Measure> = measures
        .into_iter()
        .map(|m| Measure { id: m.id.unwrap_or_else(|| MeasureId(call.moment.new_id())), fields: m.fields })
        .collect();
    let created_at = stored.as_ref().map_or(call.moment.now, |e| e.created_at);
    let mut phases = stored.map(|e| e.phases).unwrap_or_default();
    let record_from = if measures.is_empty() { None } else { Some(phases::record_from(writer, id, call)?) };
    phases::follow_start(&mut phases, record_from, &fields, call);
    let experiment = Experiment { id, created_at, measures, phases, fields };
    writer.put_experiment(&experiment, call.moment.now)?;
    reminders::follow_experiment(writer, &experiment, call)?;
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

fn check_plan(
    reader: &Reader,
    fields: &ExperimentFields,
    stored: Option<&Experiment>,
    measures: &[MeasureDraft],
    draft: bool,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if let Some(field) = fields.date_out_of_order() {
        return Err(call.refuse_field(&format!("fields.{field}"), "refusal.end_before_start", &[]));
    }
    if MEASURES_MAX < measures.len() {
        return Err(call.refuse_field("measures", "app.three_measures", &[]));
    }
    let mut names: Vec<&str> = measures.iter().map(|m| m.fields.name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(call.refuse_field("measures", "app.measure_twice", &[]));
    }
    let before = stored.map(|e| &e.fields);
    // What was named before, here or in its practice, stays named while it lies in the trash.
    let mut named = before.map_or_else(Vec::new, |b| b.people.clone());
    if let Some(goal) = fields.goal.filter(|_| before.is_none_or(|b| b.goal != fields.goal)) {
        named.extend(goals::known(reader, goal, call)?.fields.people);
    }
    people::check_named(reader, &fields.people, &named, call)?;
    if draft {
        return Ok(());
    }
    if let Some(gap) = fields.gaps().first() {
        return Err(call.refuse_field(&format!("fields.{gap}"), "refusal.blank", &[]));
    }
    if measures.is_empty() {
        return Err(call.refuse_field("measures", "app.one_measure", &[]));
    }
    Ok(())
}

pub(crate) fn rest_experiment(
    writer: &Writer,
    input: RestExperiment,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let mut experiment = known(writer, input.id, call)?;
    experiment.fields.paused = input.paused;
    writer.put_experiment(&experiment, call.moment.now)?;
    reminders::follow_experiment(writer, &experiment, call)?;
    let key = if input.paused { "app.paused" } else { "app.resumed" };
    Ok(Saved { id: experiment.id.to_string(), message: call.say(key, &[]) })
}

pub(crate) fn decide(writer: &Writer, input: Decide, call: &Call<'_>) -> Result<Saved, Trouble> {
    let Decide { id, decision, until } = input;
    let mut experiment = known(writer, id, call)?;
    let message = match decision.choice {
        DecisionChoice::Extend => extend(&mut experiment.fields, until, call)?,
        DecisionChoice::Keep | DecisionChoice::Adapt | DecisionChoice::Drop => {
            call.say("app.decision_saved", &[])
        }
    };
    experiment.fields.decision = Some(decision);
    writer.put_experiment(&experiment, call.moment.now)?;
    reminders::follow_experiment(writer, &experiment, call)?;
    Ok(Saved { id: id.to_string(), message })
}

/// Lets an experiment go on until a later day, on which it is decided again.
fn extend(
    fields: &mut ExperimentFields,
    until: Option<NaiveDate>,
    call: &Call<'_>,
) -> Result<String, Trouble> {
    let today = call.moment.today();
    let after = fields.starts_on.map_or(today, |start| start.max(today));
    let Some(until) = until.filter(|day| after < *day) else {
        let day = today::day_words(after, call);
        return Err(call.refuse_field("until", "app.extend_after", &[("day", &day)]));
    };
    fields.planned_end_on = Some(until);
    fields.decide_on = Some(until);
    Ok(call.say("app.extended", &[("day", &today::day_words(until, call))]))
}
