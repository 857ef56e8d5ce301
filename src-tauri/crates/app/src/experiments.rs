//! Planning an experiment, its phases, and the decision that ends it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{Decision, Experiment, ExperimentFields, MeasureFields};
use inward_domain::ids::{ExperimentId, MeasureId};
use inward_domain::text::Line;

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
