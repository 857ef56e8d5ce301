//! Goals and where they stand on the path.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::competency::{Competency, Starter};
use inward_domain::entry::{Complaint, ComplaintStatus, of_kind, subject_count};
use inward_domain::experiment::Experiment;
use inward_domain::goal::{ACTIVE_GOALS_MAX, Goal, GoalFields, GoalStatus, Ownership};
use inward_domain::ids::{ExperimentId, GoalId, PersonId};
use inward_domain::path::{Facts, Sheet, Station, StationState};
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::experiments::{self, ExperimentState};
use crate::people;
use crate::reminders;

/// Holds a sheet of the path with its mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SheetMark {
    /// Which sheet.
    pub sheet: Sheet,
    /// Whether it is settled.
    pub settled: bool,
}

/// Holds a station of the path with its mark and its sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StationMark {
    /// Which station.
    pub station: Station,
    /// Where it stands.
    pub state: StationState,
    /// A word beside it, such as "week 10".
    pub note: Option<String>,
    /// Its sheets.
    pub sheets: Vec<SheetMark>,
}

/// Holds a practice as the sidebar and lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Practice {
    /// The goal.
    pub goal: Goal,
    /// Its short name; the person's name until it has one.
    pub name: String,
    /// The names of the people it involves.
    pub people: Vec<String>,
    /// The path.
    pub path: Vec<StationMark>,
    /// The next sheet that would be useful.
    pub next: Option<Sheet>,
    /// The experiment that is worked on, if there is one.
    pub experiment: Option<ExperimentId>,
}

/// Counts of how many lines "I am the subject".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SubjectCounter {
    /// First thoughts with me as the subject.
    pub before: usize,
    /// Lines turned into a skill question.
    pub after: usize,
    /// Lines that count.
    pub of: usize,
}

/// Names a competency the skill questions point to, with how many do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingPoint {
    /// Its title.
    pub title: String,
    /// How many questions point to it.
    pub questions: usize,
}

/// Holds all of a practice that its sheets need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct GoalView {
    /// The practice.
    pub practice: Practice,
    /// Its complaints, in the order they were written.
    pub complaints: Vec<EntryView>,
    /// The counter of the bench.
    pub counter: SubjectCounter,
    /// Where the questions meet.
    pub meeting_points: Vec<MeetingPoint>,
    /// Its events, latest first.
    pub events: Vec<EntryView>,
    /// Whose goal it is, in a word of the catalogue, once the motives are rated.
    pub ownership: Option<(Ownership, String)>,
    /// Whether *how* is asked before *why*.
    pub asks_how_first: bool,
    /// Its experiments.
    pub experiments: Vec<(ExperimentId, String)>,
}

/// Asks for one goal.
#[derive(Debug, Deserialize, TS)]
pub struct GoalOf {
    /// Which.
    pub id: GoalId,
}

/// Saves a goal.
#[derive(Debug, Deserialize, TS)]
pub struct SaveGoal {
    /// Which, or none for a new one.
    pub id: Option<GoalId>,
    /// What is written about it.
    pub fields: GoalFields,
}

/// Describes a competency for the chooser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompetencyCard {
    /// The competency.
    pub competency: inward_domain::competency::Competency,
    /// Its title.
    pub title: String,
    /// Behaviours a camera could see.
    pub behaviours: Vec<String>,
    /// The matching Executive Core Qualification (OPM).
    pub executive_core_qualification: Option<String>,
}

const STATIONS: [Station; 4] = [Station::LookInward, Station::Listen, Station::Try, Station::Reflect];

/// Returns a goal, or says that there is none.
pub(crate) fn known(reader: &Reader, id: GoalId, call: &Call<'_>) -> Result<Goal, Trouble> {
    reader.goal(id)?.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_goal", &[]))
}

/// Returns the short name of a goal: its title, else "With <person>".
pub(crate) fn name_of(goal: &Goal, names: &BTreeMap<PersonId, String>, call: &Call<'_>) -> String {
    if let Some(title) = &goal.fields.title {
        return title.to_string();
    }
    match goal.fields.people.first().and_then(|p| names.get(p)) {
        Some(name) => call.say("app.practice_with", &[("name", name)]),
        None => call.say("app.practice_unnamed", &[]),
    }
}

/// Returns which week of how many a day is, counted from the first day in whole weeks.
pub(crate) fn week_of(goal: &GoalFields, day: NaiveDate) -> Option<(i64, i64)> {
    let start = goal.starts_on?;
    let end = goal.planned_end_on?;
    let monday = start.week(chrono::Weekday::Mon).first_day();
    let of = (end - monday).num_days() / 7 + 1;
    let week = (day - monday).num_days().div_euclid(7) + 1;
    (1 <= week && week <= of).then_some((week, of))
}

struct Gathered {
    complaints: Vec<inward_domain::entry::Entry>,
    events: Vec<inward_domain::entry::Entry>,
    experiments: Vec<Experiment>,
}

fn gathered(reader: &Reader, goal: GoalId) -> Result<Gathered, Trouble> {
    let of_kind = |kind: &str| {
        let filter = EntryFilter { kind: Some(kind.to_owned()), goal: Some(goal), ..EntryFilter::default() };
        reader.entries(&filter)
    };
    let mut complaints = of_kind("complaint")?;
    complaints.sort_by_key(|e| (e.created_at, e.id));
    let experiments = reader.experiments()?.into_iter().filter(|e| e.fields.goal == Some(goal)).collect();
    Ok(Gathered { complaints, events: of_kind("event")?, experiments })
}

fn facts(reader: &Reader, goal: &Goal, gathered: &Gathered) -> Result<Facts, Trouble> {
    let complaints = of_kind::<Complaint>(&gathered.complaints);
    let answered = complaints.iter().filter(|(_, c)| c.status != ComplaintStatus::Open);
    let current = current_experiment(&gathered.experiments);
    let days_logged = match current {
        Some(e) => reader.day_logs(e.id)?.len(),
        None => 0,
    };
    let fields = &goal.fields;
    let success = &fields.success;
    Ok(Facts {
        complaints: gathered.complaints.len(),
        complaints_answered: answered.count(),
        goal_set: !fields.competencies.is_empty() && fields.sentence.is_some(),
        success_written: success.i_do.is_some()
            || success.they_do.is_some()
            || success.visitor_sees.is_some(),
        why_written: fields.why.matters.is_some(),
        events: gathered.events.len(),
        behaviour_written: current.is_some_and(|e| e.fields.behaviour.is_some()),
        if_then_written: current.is_some_and(|e| e.fields.if_then.is_some()),
        experiment_planned: current.is_some_and(|e| e.fields.gaps().is_empty()),
        days_logged,
        decided: current.is_some_and(|e| e.fields.decision.is_some()),
    })
}

/// Returns the experiment that is worked on: the latest without a decision, else the latest.
fn current_experiment(experiments: &[Experiment]) -> Option<&Experiment> {
    let open = experiments.iter().filter(|e| e.fields.decision.is_none()).max_by_key(|e| e.created_at);
    open.or_else(|| experiments.iter().max_by_key(|e| e.created_at))
}

/// Returns the next sheet that would be useful; until the decision is due, that is looking at the evidence.
fn next_useful(facts: &Facts, experiment: Option<&Experiment>, today: NaiveDate) -> Option<Sheet> {
    let due =
        experiment.is_some_and(|e| experiments::state_on(&e.fields, today) == ExperimentState::DecisionDue);
    match facts.next() {
        Some(Sheet::Decision) if !due => Some(Sheet::Evidence),
        next => next,
    }
}

fn practice(
    reader: &Reader,
    goal: Goal,
    gathered: &Gathered,
    names: &BTreeMap<PersonId, String>,
    call: &Call<'_>,
) -> Result<Practice, Trouble> {
    let facts = facts(reader, &goal, gathered)?;
    let week = week_of(&goal.fields, call.moment.today());
    let path = STATIONS.map(|station| {
        let state = facts.state(station);
        let note = match (state, week) {
            (StationState::Here, Some((n, _))) => Some(call.say("app.week_short", &[("n", &n.to_string())])),
            _ => None,
        };
        let sheets = Sheet::ALL
            .iter()
            .filter(|s| s.station() == station)
            .map(|&sheet| SheetMark { sheet, settled: facts.settles(sheet) })
            .collect();
        StationMark { station, state, note, sheets }
    });
    Ok(Practice {
        name: name_of(&goal, names, call),
        people: goal.fields.people.iter().filter_map(|p| names.get(p).cloned()).collect(),
        path: path.into(),
        next: next_useful(&facts, current_experiment(&gathered.experiments), call.moment.today()),
        experiment: current_experiment(&gathered.experiments).map(|e| e.id),
        goal,
    })
}

pub(crate) fn goals(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<Vec<Practice>, Trouble> {
    let names = people::names(reader)?;
    reader
        .goals()?
        .into_iter()
        .map(|goal| {
            let gathered = gathered(reader, goal.id)?;
            practice(reader, goal, &gathered, &names, call)
        })
        .collect()
}

pub(crate) fn goal(reader: &Reader, input: GoalOf, call: &Call<'_>) -> Result<GoalView, Trouble> {
    let goal = known(reader, input.id, call)?;
    let names = people::names(reader)?;
    let gathered = gathered(reader, goal.id)?;
    let bodies: Vec<&Complaint> =
        of_kind::<Complaint>(&gathered.complaints).into_iter().map(|(_, c)| c).collect();
    let (before, after, of) = subject_count(bodies.iter().copied());
    let mut meeting: BTreeMap<String, usize> = BTreeMap::new();
    for competency in bodies.iter().filter_map(|c| c.competency.as_ref()) {
        *meeting.entry(competency.title(call.language)).or_default() += 1;
    }
    let mut meeting_points: Vec<MeetingPoint> =
        meeting.into_iter().map(|(title, questions)| MeetingPoint { title, questions }).collect();
    meeting_points.sort_by_key(|m| std::cmp::Reverse(m.questions));
    let ownership = goal.fields.why.motives.map(|m| {
        let word = match m.ownership() {
            Ownership::MyOwn => "app.ownership_my_own",
            Ownership::MostlyMyOwn => "app.ownership_mostly_my_own",
            Ownership::Both => "app.ownership_both",
            Ownership::MostlyOthers => "app.ownership_mostly_others",
        };
        (m.ownership(), call.say(word, &[]))
    });
    Ok(GoalView {
        asks_how_first: goal.fields.asks_how_first(),
        experiments: gathered.experiments.iter().map(|e| (e.id, e.fields.title.to_string())).collect(),
        counter: SubjectCounter { before, after, of },
        meeting_points,
        ownership,
        practice: practice(reader, goal, &gathered, &names, call)?,
        complaints: entries::views(reader, gathered.complaints, call)?,
        events: entries::views(reader, gathered.events, call)?,
    })
}

pub(crate) fn save_goal(writer: &Writer, input: SaveGoal, call: &Call<'_>) -> Result<Saved, Trouble> {
    if let (Some(start), Some(end)) = (input.fields.starts_on, input.fields.planned_end_on)
        && end < start
    {
        return Err(call.refuse_field("fields.planned_end_on", "refusal.end_before_start", &[]));
    }
    for person in &input.fields.people {
        people::known(writer, *person, call)?;
    }
    if input.fields.status == GoalStatus::Active {
        let others = writer.goals()?;
        let active =
            others.iter().filter(|g| Some(g.id) != input.id && g.fields.status == GoalStatus::Active);
        if ACTIVE_GOALS_MAX <= active.count() {
            return Err(call.refuse(Code::Refused, "app.two_goals", &[]));
        }
    }
    let (id, created_at) = match input.id {
        Some(id) => (id, known(writer, id, call)?.created_at),
        None => (GoalId(call.moment.new_id()), call.moment.now),
    };
    writer.put_goal(&Goal { id, created_at, fields: input.fields }, call.moment.now)?;
    reminders::follow_practices(writer, call)?;
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

pub(crate) fn competencies(_: &mut App, _: Nothing, call: &Call<'_>) -> Result<Vec<CompetencyCard>, Trouble> {
    Ok(Starter::ALL
        .iter()
        .map(|&starter| {
            let competency = Competency::Starter(starter);
            CompetencyCard {
                title: competency.title(call.language),
                behaviours: competency.behaviours(call.language),
                executive_core_qualification: starter.executive_core_qualification().map(str::to_owned),
                competency,
            }
        })
        .collect())
}
