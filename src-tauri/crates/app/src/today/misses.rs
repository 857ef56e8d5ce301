//! Two days without the act ask one question, once, however many follow them; one day asks nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::evidence::second_miss;
use inward_domain::experiment::{DayLog, Experiment};
use inward_domain::ids::{ExperimentId, GoalId};

use crate::dispatch::Call;

/// Asks what became of the plan after two days without the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TwoMisses {
    /// The name by which it is set aside.
    pub id: String,
    /// The practice.
    pub goal: Option<GoalId>,
    /// The experiment.
    pub experiment: ExperimentId,
    /// The question: did the cue change, is it too big, or no longer wanted?
    pub question: String,
}

/// Returns the question of an experiment, unless it does not run or nobody missed twice.
pub(super) fn question(experiment: &Experiment, logs: &[DayLog], call: &Call<'_>) -> Option<TwoMisses> {
    let fields = &experiment.fields;
    if fields.paused || fields.ended_on().is_some() {
        return None;
    }
    let mut days: Vec<_> = logs.iter().map(|log| (log.on, log.checkin)).collect();
    days.sort_by_key(|(on, _)| *on);
    let on = second_miss(&days)?;
    Some(TwoMisses {
        id: format!("two_misses.{}.{on}", experiment.id),
        goal: fields.goal,
        experiment: experiment.id,
        question: call.say("app.two_misses", &[("title", fields.title.as_str())]),
    })
}
