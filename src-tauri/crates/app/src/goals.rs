//! Goals and where they stand on the path.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::competency::{Competency, Starter};
use inward_domain::entry::{
    Complaint, ComplaintStatus, Conversation, Cycle, Entry, Event, Feedforward, Guess, Impact, OfKind,
    Review, of_kind, subject_count,
};
use inward_domain::experiment::Experiment;
use inward_domain::goal::{ACTIVE_GOALS_MAX, Goal, GoalFields, GoalStatus, Ownership};
use inward_domain::ids::{ExperimentId, GoalId, PersonId};
use inward_domain::path::{Facts, Sheet, Station, StationState};
use inward_domain::period::monday;
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::experiments::{self, ExperimentState};
use crate::offers::{self, OfferView};
use crate::people;
use crate::reminders;
use crate::settings;

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
    /// What is offered, at most one method a station.
    pub offers: Vec<OfferView>,
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
    let first = monday(start);
    let of = (end - first).num_days() / 7 + 1;
    let week = (day - first).num_days().div_euclid(7) + 1;
    (1 <= week && week <= of).then_some((week, of))
}

/// Holds the rows of a practice that its path and its sheets are told by.
struct Gathered {
    entries: Vec<Entry>,
    experiments: Vec<Experiment>,
}

impl Gathered {
    /// Returns the entries of one kind, in the order they were written.
    fn of<T: OfKind>(&self) -> Vec<(&Entry, &T)> {
        of_kind::<T>(&self.entries)
    }

    fn count<T: OfKind>(&self, counts: impl Fn(&T) -> bool) -> usize {
        self.of::<T>().into_iter().filter(|(_, sheet)| counts(sheet)).count()
    }

    fn copies<T: OfKind>(&self) -> Vec<Entry> {
        self.of::<T>().into_iter().map(|(entry, _)| entry.clone()).collect()
    }
}

fn gathered(reader: &Reader, goal: GoalId) -> Result<Gathered, Trouble> {
    let mut entries = reader.entries(&EntryFilter { goal: Some(goal), ..EntryFilter::default() })?;
    entries.sort_by_key(|e| (e.created_at, e.id));
    let experiments = reader.experiments()?.into_iter().filter(|e| e.fields.goal == Some(goal)).collect();
    Ok(Gathered { entries, experiments })
}

fn facts(reader: &Reader, goal: &Goal, gathered: &Gathered, call: &Call<'_>) -> Result<Facts, Trouble> {
    let current = current_experiment(&gathered.experiments);
    let days_logged = match current {
        Some(e) => reader.day_logs(e.id)?.len(),
        None => 0,
    };
    let (fields, today) = (&goal.fields, call.moment.today());
    let success = &fields.success;
    let of_experiment = |holds: &dyn Fn(&Experiment) -> bool| current.is_some_and(holds);
    let planned = of_experiment(&|e| e.fields.gaps().is_empty());
    Ok(Facts {
        complaints: gathered.count::<Complaint>(|_| true),
        complaints_answered: gathered.count::<Complaint>(|c| c.status != ComplaintStatus::Open),
        goal_set: !fields.competencies.is_empty() && fields.sentence.is_some(),
        success_written: success.i_do.is_some()
            || success.they_do.is_some()
            || success.visitor_sees.is_some(),
        why_written: fields.why.matters.is_some(),
        guesses_sealed: gathered.count::<Guess>(|g| g.sealed_at.is_some()),
        talks_held: gathered.count::<Conversation>(Conversation::is_held),
        impacts: gathered.count::<Impact>(|_| true),
        cycles_closed: gathered.count::<Cycle>(|c| c.ring().is_ok()),
        feedforward_asked: gathered.count::<Feedforward>(|f| !f.requests.is_empty()),
        behaviour_written: of_experiment(&|e| e.fields.behaviour.is_some()),
        if_then_written: of_experiment(&|e| e.fields.if_then.is_some()),
        experiment_planned: planned,
        days_logged,
        reviews: gathered.count::<Review>(|_| true),
        review_due: planned && review_is_due(gathered, &settings::stored(reader)?.chrono_workdays(), today),
        decision_due: of_experiment(&|e| {
            experiments::state_on(&e.fields, today) == ExperimentState::DecisionDue
        }),
        decided: of_experiment(&|e| e.fields.ended_on().is_some()),
        closed: fields.status == GoalStatus::Closed,
    })
}

/// Tells whether the last workday of the week has come and its review is not written.
fn review_is_due(gathered: &Gathered, workdays: &[chrono::Weekday], today: NaiveDate) -> bool {
    let week = today.week(chrono::Weekday::Mon);
    let last = workdays.iter().map(chrono::Weekday::num_days_from_monday).max().unwrap_or(4);
    let written = gathered.of::<Review>().iter().any(|(e, _)| week.days().contains(&e.fields.on));
    last <= chrono::Datelike::weekday(&today).num_days_from_monday() && !written
}

/// Returns the experiment that is worked on: one that has not ended before those that have, with other people before
/// those about me alone, and of these the latest.
fn current_experiment(experiments: &[Experiment]) -> Option<&Experiment> {
    let order = |e: &&Experiment| (e.fields.ended_on().is_none(), !e.fields.people.is_empty(), e.created_at);
    experiments.iter().max_by_key(order)
}

fn practice(
    reader: &Reader,
    goal: Goal,
    gathered: &Gathered,
    names: &BTreeMap<PersonId, String>,
    call: &Call<'_>,
) -> Result<Practice, Trouble> {
    let facts = facts(reader, &goal, gathered, call)?;
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
        next: facts.next(),
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
    let bodies: Vec<&Complaint> = gathered.of::<Complaint>().into_iter().map(|(_, c)| c).collect();
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
    let offers = offers::of_practice(reader, &goal, &gathered.entries, &gathered.experiments, call)?;
    let mut events = gathered.copies::<Event>();
    events.sort_by_key(|e| std::cmp::Reverse((e.fields.on, e.created_at)));
    Ok(GoalView {
        offers,
        asks_how_first: goal.fields.asks_how_first(),
        experiments: gathered.experiments.iter().map(|e| (e.id, e.fields.title.to_string())).collect(),
        counter: SubjectCounter { before, after, of },
        meeting_points,
        ownership,
        practice: practice(reader, goal, &gathered, &names, call)?,
        complaints: entries::views(reader, gathered.copies::<Complaint>(), call)?,
        events: entries::views(reader, events, call)?,
    })
}

/// Tells whether one more practice can be worked on beside those that are, without counting the one that is meant.
fn has_room_beside(reader: &Reader, meant: Option<GoalId>) -> Result<bool, Trouble> {
    let active = |goal: &&Goal| Some(goal.id) != meant && goal.fields.status == GoalStatus::Active;
    Ok(reader.goals()?.iter().filter(active).count() < ACTIVE_GOALS_MAX)
}

/// Lets a practice that came back from the trash rest where two others are worked on meanwhile.
pub(crate) fn make_room_for(writer: &Writer, id: GoalId, call: &Call<'_>) -> Result<(), Trouble> {
    let mut goal = known(writer, id, call)?;
    if goal.fields.status == GoalStatus::Active && !has_room_beside(writer, Some(id))? {
        goal.fields.status = GoalStatus::Paused;
        writer.put_goal(&goal, call.moment.now)?;
    }
    Ok(())
}

pub(crate) fn save_goal(writer: &Writer, input: SaveGoal, call: &Call<'_>) -> Result<Saved, Trouble> {
    if let (Some(start), Some(end)) = (input.fields.starts_on, input.fields.planned_end_on)
        && end < start
    {
        return Err(call.refuse_field("fields.planned_end_on", "refusal.end_before_start", &[]));
    }
    let stored = match input.id {
        Some(id) => Some(known(writer, id, call)?),
        None => None,
    };
    let before = stored.as_ref().map(|goal| &goal.fields);
    people::check_named(writer, &input.fields.people, before.map_or(&[], |b| &b.people), call)?;
    // A practice ends with its own words, and not while something of it still runs: see `reflect::close_goal`.
    if input.fields.status == GoalStatus::Closed && before.is_none_or(|b| b.status != GoalStatus::Closed) {
        return Err(call.refuse(Code::Refused, "app.close_with_words", &[]));
    }
    if input.fields.status == GoalStatus::Active && !has_room_beside(writer, input.id)? {
        return Err(call.refuse(Code::Refused, "app.two_goals", &[]));
    }
    let (id, created_at) = match stored {
        Some(goal) => (goal.id, goal.created_at),
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
