//! The evidence page: pictures, figures and the honest sentence, all from `domain::evidence`.
//!
//! Screen and report read the same [`Told`]: what the days of one experiment
//! say, measure by measure. No number is worked out here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::Entry;
use inward_domain::evidence::{
    self, About, Circumstances, Comparison, Evidence, MeasureComparisons, PairOutcome, PairsReading, Reading,
    Start, describe_split, done_of, evidence_of, limits, main_comparison, read_start_draw, split_within,
    strength_line,
};
use inward_domain::experiment::{DayLog, Design, Experiment, Measure, Phase, PhaseOpening};
use inward_domain::ids::{ExperimentId, PersonId};
use inward_vault::{EntryFilter, Reader};

use crate::dispatch::Call;
use crate::entries::is_phase_name;
use crate::error::Trouble;
use crate::experiments::{self, ExperimentOf, ExperimentView};
use crate::people;
use crate::pictures::{Picture, for_screen};

mod pairs;
mod pictures;

pub(crate) use pairs::pair_marks;
pub(crate) use pictures::{Drawn, draw, not_counted};

/// The width of a picture when a window does not say its own, in CSS pixels.
const WIDTH: u32 = 640;

/// Asks for the evidence of an experiment.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct EvidenceOf {
    /// Which experiment.
    pub id: ExperimentId,
    /// The width the pictures get, in CSS pixels, 320–1200.
    #[serde(default)]
    pub width: Option<u32>,
}

/// Holds one comparison of two phases as it is read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparisonView {
    /// The code of the earlier phase.
    pub before: String,
    /// The code of the later phase.
    pub after: String,
    /// Its figures and sentences.
    #[serde(flatten)]
    pub reading: Reading,
}

/// Holds the day pairs of one measure, as they are read and as they are drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PairsView {
    /// Their sentences, and the rows of their table.
    #[serde(flatten)]
    pub reading: PairsReading,
    /// The pairs themselves, for a picture.
    pub pairs: Vec<PairOutcome>,
    /// How many were planned.
    pub planned: u32,
    /// How many count.
    pub counted: u32,
}

/// Holds the evidence of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureEvidence {
    /// The measure's name.
    pub name: String,
    /// Its question.
    pub question: String,
    /// The evidence chart.
    pub chart: Picture,
    /// The comparison the page is about: the phase just before the behaviour against it.
    pub main: Option<ComparisonView>,
    /// Every day as one mark, for the main comparison.
    pub marks: Option<Picture>,
    /// All comparisons.
    pub comparisons: Vec<ComparisonView>,
    /// The day pairs, where days come in pairs.
    pub pairs: Option<PairsView>,
    /// Each pair as a line between two marks.
    pub pair_marks: Option<Picture>,
    /// How rare the result is among all possible first days, where chance drew the start.
    pub start_draw: Option<String>,
    /// Days with the act beside days without it, as a plain description.
    pub with_and_without: Option<String>,
    /// What this cannot tell.
    pub limits: Vec<String>,
}

/// Holds the record of the act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Checkins {
    /// Days on which it applied and is known.
    pub applicable: u32,
    /// Done.
    pub done: u32,
    /// Missed.
    pub missed: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Strength of the habit, 0–1.
    pub strength: f64,
    /// "steady · 74 %".
    pub strength_words: String,
    /// "29 of 33 days".
    pub done_words: String,
}

/// Holds the evidence page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// The experiment.
    pub experiment: ExperimentView,
    /// The record of the act.
    pub checkins: Checkins,
    /// One for each measure.
    pub measures: Vec<MeasureEvidence>,
}

pub(crate) fn evidence(reader: &Reader, input: EvidenceOf, call: &Call<'_>) -> Result<EvidenceView, Trouble> {
    let names = people::names(reader)?;
    let experiment = experiments::known(reader, input.id, call)?;
    let told = tell(reader, experiment, call)?;
    let width = f64::from(input.width.unwrap_or(WIDTH).clamp(320, 1200));
    let measures = told.measures.iter().map(|m| m.view(&told, width, call)).collect();
    let checkins = told.checkins(call);
    Ok(EvidenceView {
        experiment: experiments::view_of(reader, told.experiment, &names, call)?,
        checkins,
        measures,
    })
}

pub(crate) fn evidence_figures(
    reader: &Reader,
    input: ExperimentOf,
    call: &Call<'_>,
) -> Result<Evidence, Trouble> {
    let experiment = experiments::known(reader, input.id, call)?;
    let logs = reader.day_logs(experiment.id)?;
    Ok(evidence_of(&experiment, &logs))
}

/// Holds what the days of one experiment say.
pub(crate) struct Told {
    pub(crate) experiment: Experiment,
    pub(crate) logs: Vec<DayLog>,
    pub(crate) evidence: Evidence,
    /// What else happened, where it opened no phase.
    pub(crate) events: Vec<(NaiveDate, String)>,
    pub(crate) measures: Vec<ToldMeasure>,
}

/// Holds what the days say of one measure.
pub(crate) struct ToldMeasure {
    pub(crate) measure: Measure,
    pub(crate) comparisons: Vec<ComparisonView>,
    pub(crate) main: Option<ComparisonView>,
    pub(crate) pairs: Option<PairsView>,
    pub(crate) start_draw: Option<String>,
    pub(crate) with_and_without: Option<String>,
    pub(crate) limits: Vec<String>,
}

/// Reads an experiment, its days and all they allow to be said.
pub(crate) fn tell(reader: &Reader, experiment: Experiment, call: &Call<'_>) -> Result<Told, Trouble> {
    let logs = reader.day_logs(experiment.id)?;
    let evidence = evidence_of(&experiment, &logs);
    let events = other_events(reader, &experiment)?;
    let mut same_weeks = same_weeks(reader, &experiment, call.moment.today())?;
    same_weeks.extend(events.iter().map(|(_, title)| title.clone()));
    let measures = experiment
        .measures
        .iter()
        .zip(&evidence.measures)
        .map(|(measure, of_measure)| told_measure(&experiment, &logs, measure, of_measure, &same_weeks, call))
        .collect();
    Ok(Told { experiment, logs, evidence, events, measures })
}

fn told_measure(
    experiment: &Experiment,
    logs: &[DayLog],
    measure: &Measure,
    found: &MeasureComparisons,
    same_weeks: &[String],
    call: &Call<'_>,
) -> ToldMeasure {
    let comparisons = found.comparisons.as_slice();
    let read = |comparison: &Comparison| ComparisonView {
        before: comparison.before.clone(),
        after: comparison.after.clone(),
        reading: evidence::read(call.language, comparison, &about(comparison, measure, experiment)),
    };
    let main = main_comparison(&experiment.phases, comparisons);
    let weeks: Vec<&str> = same_weeks.iter().map(String::as_str).collect();
    let pairs = found.pairs.as_ref().map(|pairs| pairs::told(experiment, measure, pairs, &weeks, call));
    let limits = main.map(|comparison| {
        let earlier = comparisons
            .iter()
            .filter(|c| c.after == comparison.before && opened_by_event(experiment, &comparison.before))
            .find_map(|c| c.medians);
        let around = Circumstances {
            rater: measure.fields.rater,
            same_weeks: &weeks,
            is_about_a_pair_of_people: !experiment.fields.people.is_empty(),
            earlier,
        };
        limits(call.language, &about(comparison, measure, experiment), &around)
    });
    let behaviour = experiment.phases.iter().find(|p| p.opening == PhaseOpening::Behaviour);
    // In pairs, which days are without the act is drawn; a split by what was done would undo that.
    let behaviour = behaviour.filter(|_| experiment.fields.design != Design::DayPairs);
    let split = behaviour.and_then(|phase| split_within(phase, experiment, logs, measure));
    let (pairs, pair_limits) = pairs.unzip();
    ToldMeasure {
        measure: measure.clone(),
        comparisons: comparisons.iter().map(read).collect(),
        main: main.map(read),
        pairs,
        start_draw: found.start_draw.as_ref().map(|draw| read_start_draw(call.language, draw)),
        with_and_without: split.map(|s| describe_split(call.language, &s)),
        limits: limits.or(pair_limits).unwrap_or_default(),
    }
}

fn opened_by_event(experiment: &Experiment, code: &str) -> bool {
    let phase = experiment.phases.iter().find(|p| p.code.as_str() == code);
    phase.is_some_and(|p| p.opening == PhaseOpening::Event)
}

fn about<'a>(comparison: &'a Comparison, measure: &Measure, experiment: &'a Experiment) -> About<'a> {
    let name = |code: &'a str| {
        let phase = experiment.phases.iter().find(|p| p.code.as_str() == code);
        phase.and_then(|p| p.name.as_ref()).map_or(code, |name| name.as_str())
    };
    let start = if opened_by_event(experiment, &comparison.after) {
        Start::Event
    } else if experiment.fields.design == Design::RandomStart && experiment.fields.draw.is_some() {
        Start::Drawn
    } else {
        Start::Chosen
    };
    About {
        before: name(&comparison.before),
        after: name(&comparison.after),
        start,
        scale: measure.fields.scale,
        better: measure.fields.better,
    }
}

/// Names the other experiments of the same weeks that touch the same days: with people in common, of
/// the same goal, or, because it is about me alone, in each of my days. A draft, and what is ahead, never ran.
fn same_weeks(reader: &Reader, experiment: &Experiment, today: NaiveDate) -> Result<Vec<String>, Trouble> {
    let weeks = |e: &Experiment| {
        let start = e.fields.starts_on.filter(|start| *start <= today)?;
        Some((start, e.fields.last_on().map_or(today, |last| last.min(today))))
    };
    // A file may name no last day; whatever else is open makes a draft.
    let is_planned = |e: &Experiment| e.fields.gaps().iter().all(|gap| *gap == "planned_end_on");
    let Some((start, end)) = weeks(experiment) else { return Ok(Vec::new()) };
    let shares = |other: &Experiment| {
        let people: &[PersonId] = &experiment.fields.people;
        (other.fields.goal.is_some() && other.fields.goal == experiment.fields.goal)
            || other.fields.people.iter().any(|p| people.contains(p))
            || people.is_empty()
            || other.fields.people.is_empty()
    };
    Ok(reader
        .experiments()?
        .into_iter()
        .filter(|other| other.id != experiment.id && is_planned(other) && shares(other))
        .filter(|other| weeks(other).is_some_and(|(s, e)| s <= end && start <= e))
        .map(|other| other.fields.title.to_string())
        .collect())
}

/// Lists the events of the experiment and of its goal within the record that opened no phase.
fn other_events(reader: &Reader, experiment: &Experiment) -> Result<Vec<(NaiveDate, String)>, Trouble> {
    let Some(first) = experiment.phases.first() else { return Ok(Vec::new()) };
    let filter = EntryFilter {
        kind: Some("event".to_owned()),
        from: Some(first.starts_on),
        to: experiment.fields.last_on(),
        ..EntryFilter::default()
    };
    let opened = |e: &Entry| {
        let is_its = |p: &Phase| p.starts_on == e.fields.on && p.opening == PhaseOpening::Event;
        experiment
            .phases
            .iter()
            .any(|p| is_its(p) && p.name.as_ref().is_none_or(|name| is_phase_name(name, e)))
    };
    let events = reader.entries(&filter)?.into_iter();
    let events = events.filter(|e| experiments::is_meant(experiment, e) && !opened(e));
    Ok(events.map(|e| (e.fields.on, e.fields.body.title())).collect())
}

impl Told {
    /// Counts the act, with its words.
    pub(crate) fn checkins(&self, call: &Call<'_>) -> Checkins {
        let counts = &self.evidence.checkins;
        Checkins {
            applicable: counts.applicable,
            done: counts.done,
            missed: counts.missed,
            not_applicable: counts.not_applicable,
            strength: counts.strength,
            strength_words: strength_line(call.language, counts),
            done_words: done_of(call.language, counts),
        }
    }
}

impl ToldMeasure {
    /// Returns what is asked of an evening; the name where no question was written.
    pub(crate) fn question(&self) -> &str {
        let fields = &self.measure.fields;
        fields.question.as_ref().map_or(fields.name.as_str(), |q| q.as_str())
    }

    fn view(&self, told: &Told, width: f64, call: &Call<'_>) -> MeasureEvidence {
        let Drawn { chart, marks } = draw(told, self, width, call);
        MeasureEvidence {
            name: self.measure.fields.name.to_string(),
            question: self.question().to_owned(),
            chart: for_screen(&chart),
            main: self.main.clone(),
            pairs: self.pairs.clone(),
            pair_marks: pair_marks(told, self, width, call).as_ref().map(for_screen),
            start_draw: self.start_draw.clone(),
            marks: marks.as_ref().map(for_screen),
            comparisons: self.comparisons.clone(),
            with_and_without: self.with_and_without.clone(),
            limits: self.limits.clone(),
        }
    }
}
