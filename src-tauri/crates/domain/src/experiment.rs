//! An experiment: one behaviour, tried as planned, and what each day showed.
//!
//! The figures drawn from the days are in [`crate::evidence`]; when to remind
//! is in [`crate::schedule`]. Here is what was planned and what happened.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dates::DaysOff;
use crate::ids::{DayLogId, ExperimentId, GoalId, MeasureId, PersonId};
use crate::numbers::{Minutes, PairCount};
use crate::schedule::{Recurrence, ZonePolicy};
use crate::text::{Line, Prose, blank_is_none};

mod design;

mod draw;

mod pair_days;

pub use design::{
    DAYS_EACH_SIDE_MIN, Design, START_DAYS_MIN, StartWindow, admissible_start_days, applicable_days,
    change_of_draw, design_refusal, draw_refusal,
};
#[cfg(test)]
pub(crate) use draw::Chance;
pub use draw::{Condition, Draw, Drawn, PairOrder, Seed};
pub use pair_days::{Assigned, DayPair, assigned_on, day_pairs, pairs_in_use};

/// The most outcome measures one experiment can have.
pub const MEASURES_MAX: usize = 3;
/// How many days back a day can still be logged, as a late entry.
pub const LATE_DAYS_MAX: i64 = 7;

/// Says whether the people affected know of the experiment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum DoTheyKnow {
    /// We agreed on it; it is a promise.
    Agreed,
    /// I told them.
    Told,
    /// They do not know, and why.
    No {
        /// The reason.
        reason: Line,
    },
}

/// Tells which way a measure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Fewer is better.
    Lower,
}

/// Names the scale of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A rating 0–10 in whole numbers.
    ZeroToTen,
    /// A rating 0–4 in whole numbers.
    ZeroToFour,
    /// A count of 0 or more, in whole numbers, at most 9,999.
    Count,
}

impl Scale {
    /// Returns the lowest and the highest value.
    pub fn range(self) -> (f64, f64) {
        match self {
            Scale::ZeroToTen => (0.0, 10.0),
            Scale::ZeroToFour => (0.0, 4.0),
            Scale::Count => (0.0, 9_999.0),
        }
    }

    /// Tells whether a value lies on the scale.
    pub fn holds(self, value: f64) -> bool {
        let (low, high) = self.range();
        value.fract() == 0.0 && low <= value && value <= high
    }
}

/// Tells who gives the rating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rater {
    /// I rate.
    #[default]
    Me,
    /// The other person rates.
    Them,
}

/// Holds what the user writes about an outcome measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeasureFields {
    /// A short name, such as "quality".
    pub name: Line,
    /// The question of the evening, such as "Working with Tatiana was …".
    #[serde(default, deserialize_with = "blank_is_none")]
    pub question: Option<Line>,
    /// Its scale.
    pub scale: Scale,
    /// Which way is better.
    pub better: Better,
    /// Who rates.
    #[serde(default)]
    pub rater: Rater,
}

/// Holds a stored outcome measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Measure {
    /// Its name among rows.
    pub id: MeasureId,
    /// What the user wrote.
    #[serde(flatten)]
    pub fields: MeasureFields,
}

/// Holds an implementation intention: if this cue, then that act.
///
/// *Source:* Gollwitzer (1999). The expected gain is small:
/// Wang, Wang & Gai (2021) find g ≈ 0.28 for plans on a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IfThen {
    /// The cue: a time, place, feeling or event.
    pub cue: Line,
    /// The act.
    pub act: Line,
}

/// Holds when the act is planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Schedule {
    /// On which days.
    pub days: Recurrence,
    /// At which wall time.
    #[ts(as = "String")]
    #[serde(with = "crate::schedule::wall_time")]
    pub at: NaiveTime,
    /// How long it takes.
    pub minutes: Minutes,
    /// Whether the time follows the traveller.
    #[serde(default)]
    pub zone: ZonePolicy,
}

/// Names what comes after the decision date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DecisionChoice {
    /// Keep it as it is.
    Keep,
    /// Keep it in another form.
    Adapt,
    /// Try it for longer: the experiment goes on until another decision.
    Extend,
    /// Let it go.
    Drop,
}

/// Holds the decision and what was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Decision {
    /// What comes next.
    pub choice: DecisionChoice,
    /// In what form, such as "three times a week from April".
    #[serde(default, deserialize_with = "blank_is_none")]
    pub how: Option<Line>,
    /// What was learned.
    pub learned: Prose,
    /// When it was decided.
    pub decided_on: NaiveDate,
}

/// Holds what the user plans.
///
/// What a plan needs may be missing in a record that came from a file;
/// [`ExperimentFields::gaps`] names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExperimentFields {
    /// Its title.
    pub title: Line,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// The behaviour, in the first person.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub behaviour: Option<Prose>,
    /// The plan.
    #[serde(default)]
    pub if_then: Option<IfThen>,
    /// What gets in the way.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub obstacle: Option<Line>,
    /// The plan for when it does.
    #[serde(default)]
    pub backup: Option<IfThen>,
    /// "If I …, then … because …".
    #[serde(default, deserialize_with = "blank_is_none")]
    pub hypothesis: Option<Prose>,
    /// The people affected.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// Whether they know.
    #[serde(default)]
    pub do_they_know: Option<DoTheyKnow>,
    /// How days are compared.
    #[serde(default)]
    pub design: Design,
    /// How many day pairs are to be compared, where days come in pairs.
    #[serde(default)]
    pub pairs: Option<PairCount>,
    /// Between which days chance may let the behaviour begin, where it draws the start.
    #[serde(default)]
    pub start_between: Option<StartWindow>,
    /// What chance drew, once the plan was finished; kept as it is from then on.
    #[serde(default)]
    pub draw: Option<Draw>,
    /// First day of the behaviour; where chance draws the start, it comes from the draw.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Planned last day.
    #[serde(default)]
    pub planned_end_on: Option<NaiveDate>,
    /// When the act is planned.
    #[serde(default)]
    pub schedule: Option<Schedule>,
    /// Days that do not count: leave, travel.
    #[serde(default)]
    pub not_applicable: Vec<DaysOff>,
    /// What could go wrong.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub risk: Option<Prose>,
    /// When to stop.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub stop_rule: Option<Prose>,
    /// When to decide.
    #[serde(default)]
    pub decide_on: Option<NaiveDate>,
    /// Resting: score and reminders are frozen.
    #[serde(default)]
    pub paused: bool,
    /// The latest decision, once one is taken; the history keeps those before it.
    #[serde(default)]
    pub decision: Option<Decision>,
}

impl ExperimentFields {
    /// Starts a record of which only the title is known, as an import does.
    pub fn titled(title: Line) -> Self {
        ExperimentFields {
            title,
            goal: None,
            behaviour: None,
            if_then: None,
            obstacle: None,
            backup: None,
            hypothesis: None,
            people: Vec::new(),
            do_they_know: None,
            design: Design::default(),
            pairs: None,
            start_between: None,
            draw: None,
            starts_on: None,
            planned_end_on: None,
            schedule: None,
            not_applicable: Vec::new(),
            risk: None,
            stop_rule: None,
            decide_on: None,
            paused: false,
            decision: None,
        }
    }

    /// Lists the fields a plan needs and does not have yet, in the order they are asked.
    pub fn gaps(&self) -> Vec<&'static str> {
        let asked = [
            ("behaviour", self.behaviour.is_none()),
            ("if_then", self.if_then.is_none()),
            ("hypothesis", self.hypothesis.is_none()),
            ("do_they_know", !self.people.is_empty() && self.do_they_know.is_none()),
            ("pairs", self.design == Design::DayPairs && self.pairs.is_none()),
            ("start_between", self.design == Design::RandomStart && self.start_between.is_none()),
            ("starts_on", self.design != Design::RandomStart && self.starts_on.is_none()),
            ("planned_end_on", self.planned_end_on.is_none()),
            ("schedule", self.schedule.is_none()),
            ("stop_rule", self.stop_rule.is_none()),
            ("decide_on", self.decide_on.is_none()),
        ];
        asked.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
    }

    /// Returns the first date field that lies before the one it has to follow.
    pub fn date_out_of_order(&self) -> Option<&'static str> {
        let start = self.starts_on?;
        if self.planned_end_on.is_some_and(|end| end < start) {
            return Some("planned_end_on");
        }
        if self.decide_on.is_some_and(|day| day < start) {
            return Some("decide_on");
        }
        None
    }

    /// Returns the day of the decision that ended it; trying it for longer ends nothing.
    pub fn ended_on(&self) -> Option<NaiveDate> {
        let decision = self.decision.as_ref()?;
        match decision.choice {
            DecisionChoice::Keep | DecisionChoice::Adapt | DecisionChoice::Drop => Some(decision.decided_on),
            DecisionChoice::Extend => None,
        }
    }

    /// Returns its last day: the planned one, or that of an earlier decision that ended it; none where it is open.
    pub fn last_on(&self) -> Option<NaiveDate> {
        self.planned_end_on.into_iter().chain(self.ended_on()).min()
    }

    /// Tells whether somebody was promised the behaviour: we agreed on it, and there is a "we".
    pub fn is_promised(&self) -> bool {
        self.do_they_know == Some(DoTheyKnow::Agreed) && !self.people.is_empty()
    }

    /// Tells whether chance has still to be asked before the behaviour can begin.
    pub fn awaits_draw(&self) -> bool {
        self.design.uses_chance() && self.draw.is_none()
    }

    /// Tells whether the day lies in a stretch that does not count.
    pub fn is_not_applicable(&self, day: NaiveDate) -> bool {
        self.not_applicable.iter().any(|range| range.contains(day))
    }
}

/// Tells how a phase began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhaseOpening {
    /// The record began.
    Record,
    /// An event, such as a conversation.
    Event,
    /// The behaviour began.
    Behaviour,
}

/// Holds a named, dated phase; a day belongs to the latest phase that has begun by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Phase {
    /// The code in tables and exports: A1, A2, B.
    pub code: Line,
    /// The name on screen, such as "before" or "talk".
    #[serde(default, deserialize_with = "blank_is_none")]
    pub name: Option<Line>,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// How it began.
    pub opening: PhaseOpening,
}

/// Returns the phase a day belongs to: the latest that has begun; phases are in order of their start.
pub fn phase_on(phases: &[Phase], day: NaiveDate) -> Option<&Phase> {
    phases.iter().rev().find(|p| p.starts_on <= day)
}

/// Holds a stored experiment with its measures and phases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Experiment {
    /// Its name among rows.
    pub id: ExperimentId,
    /// When it was first written.
    pub created_at: DateTime<Utc>,
    /// One to three outcome measures, in order; none in a record without ratings.
    pub measures: Vec<Measure>,
    /// Its phases, in order of their first day.
    pub phases: Vec<Phase>,
    /// What the user planned.
    #[serde(flatten)]
    pub fields: ExperimentFields,
}

/// Tells whether the planned act happened on a day. A day without a state is *unknown*, never *missed*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Checkin {
    /// It happened.
    Done,
    /// It did not happen.
    Missed,
    /// It did not apply that day.
    NotApplicable,
}

/// Holds one rating of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Rating {
    /// Which measure.
    pub measure: MeasureId,
    /// The value, on the measure's scale.
    pub value: f64,
}

/// Holds the log of one day of one experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DayLog {
    /// Its name among rows.
    pub id: DayLogId,
    /// Which experiment.
    pub experiment: ExperimentId,
    /// Which local day.
    pub on: NaiveDate,
    /// Whether the act happened; `None` is unknown.
    pub checkin: Option<Checkin>,
    /// The day's ratings.
    pub ratings: Vec<Rating>,
    /// A note.
    pub note: Option<Prose>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Written on a later day than it is about.
    pub late: bool,
}
