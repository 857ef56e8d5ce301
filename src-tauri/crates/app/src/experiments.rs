//! Planning an experiment, its phases, and the decision that ends it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{
    Decision, Design, Experiment, ExperimentFields, MEASURES_MAX, Measure, MeasureFields, Phase,
    PhaseOpening, Schedule, phase_on,
};
use inward_domain::ids::{ExperimentId, MeasureId, PersonId};
use inward_domain::text::Line;
use inward_vault::{Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{goals, people, reminders};

mod designs;

pub use designs::{DesignCard, DesignsOf};
pub(crate) use designs::{designs, draw_words};

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

/// Tells where an experiment stands on a day.
pub(crate) fn state_on(fields: &ExperimentFields, day: NaiveDate) -> ExperimentState {
    if fields.decision.is_some() {
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
    check_plan(writer, &fields, &measures, draft, call)?;
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
    follow_start(&mut phases, !measures.is_empty(), &fields, call);
    let experiment = Experiment { id, created_at, measures, phases, fields };
    writer.put_experiment(&experiment, call.moment.now)?;
    reminders::follow_experiment(writer, &experiment, call)?;
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

fn check_plan(
    reader: &Reader,
    fields: &ExperimentFields,
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
    if let Some(goal) = fields.goal {
        goals::known(reader, goal, call)?;
    }
    for person in &fields.people {
        people::known(reader, *person, call)?;
    }
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

/// Lets the record begin today, and the behaviour's phase on its first day.
///
/// A draft with measures keeps a record already: the days before are half of the evidence.
fn follow_start(phases: &mut Vec<Phase>, has_measures: bool, fields: &ExperimentFields, call: &Call<'_>) {
    let starts_on = fields.starts_on;
    let line = |text: &str| Line::new(text).expect("BUG: a phase has a name");
    let today = call.moment.today();
    if phases.is_empty() && has_measures && starts_on.is_none_or(|start| today < start) {
        let name = Line::new(&call.say("app.phase_before", &[])).ok();
        phases.push(Phase { code: line("A1"), name, starts_on: today, opening: PhaseOpening::Record });
    }
    let Some(start) = starts_on else {
        if fields.awaits_draw() {
            phases.retain(|p| p.opening != PhaseOpening::Behaviour);
        }
        return;
    };
    match phases.iter_mut().find(|p| p.opening == PhaseOpening::Behaviour) {
        Some(behaviour) => behaviour.starts_on = start,
        None => {
            let key = match fields.design {
                Design::DayPairs => "app.phase_pairs",
                Design::BeforeAfter | Design::RandomStart | Design::JustLog => "app.phase_behaviour",
            };
            let name = Line::new(&call.say(key, &[])).ok();
            phases.push(Phase { code: line("B"), name, starts_on: start, opening: PhaseOpening::Behaviour });
        }
    }
    phases.sort_by_key(|p| p.starts_on);
}

/// Adds a phase that an event opened: A2 before the behaviour has begun, B2 after.
pub(crate) fn add_phase(
    writer: &Writer,
    mut experiment: Experiment,
    on: NaiveDate,
    name: Line,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if experiment.phases.iter().any(|p| p.starts_on == on && p.name.as_ref() == Some(&name)) {
        return Ok(());
    }
    if let Some(taken) =
        experiment.phases.iter().find(|p| p.starts_on == on && p.opening != PhaseOpening::Record)
    {
        return Err(call.refuse(Code::Refused, "app.phase_taken", &[("code", taken.code.as_str())]));
    }
    let letter =
        phase_on(&experiment.phases, on).map_or('A', |p| p.code.as_str().chars().next().unwrap_or('A'));
    let of_letter = experiment.phases.iter().filter(|p| p.code.as_str().starts_with(letter)).count();
    let code = Line::new(&format!("{letter}{}", of_letter + 1)).expect("BUG: a code is two characters");
    experiment.phases.push(Phase { code, name: Some(name), starts_on: on, opening: PhaseOpening::Event });
    experiment.phases.sort_by_key(|p| p.starts_on);
    writer.put_experiment(&experiment, call.moment.now)?;
    Ok(())
}

pub(crate) fn open_phase(writer: &Writer, input: OpenPhase, call: &Call<'_>) -> Result<Saved, Trouble> {
    let experiment = known(writer, input.id, call)?;
    let id = experiment.id.to_string();
    add_phase(writer, experiment, input.on, input.name, call)?;
    Ok(Saved { id, message: call.say("app.saved", &[]) })
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
    let mut experiment = known(writer, input.id, call)?;
    experiment.fields.decision = Some(input.decision);
    writer.put_experiment(&experiment, call.moment.now)?;
    reminders::follow_experiment(writer, &experiment, call)?;
    Ok(Saved { id: experiment.id.to_string(), message: call.say("app.decision_saved", &[]) })
}
