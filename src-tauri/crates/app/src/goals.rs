//! Goals and where they stand on the path.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::goal::{Goal, GoalFields, Ownership};
use inward_domain::ids::{ExperimentId, GoalId};
use inward_domain::path::{Sheet, Station, StationState};

use crate::entries::EntryView;

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
