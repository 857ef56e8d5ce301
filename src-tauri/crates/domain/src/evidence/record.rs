//! From an experiment and its days to its evidence: which day belongs where, and which ratings are missing.
//!
//! Everything said about an experiment starts here, so that screen, report and
//! terminal agree about phases, days off and days without a rating.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::comparison::{Comparison, PhaseDays, compare_all};
use super::pairs::{PairsFinding, pairs_finding};
use super::split::{Split, split};
use super::start_draw::{StartDraw, start_draw};
use super::strength::{CheckinCounts, count_checkins};
use crate::experiment::{
    Better, Checkin, DayLog, Design, Drawn, Experiment, Measure, Phase, PhaseOpening, day_pairs, phase_on,
};
use crate::ids::MeasureId;

/// Holds the evidence of an experiment, unrounded; its wire form is what `evidence --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// The experiment's title.
    pub experiment: String,
    /// What its check-ins add up to.
    pub checkins: CheckinCounts,
    /// Its measures, in order.
    pub measures: Vec<MeasureComparisons>,
}

/// Holds the comparisons of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureComparisons {
    /// The measure's name.
    pub name: String,
    /// Which way is better.
    pub better: Better,
    /// Every earlier phase with every later one; none for day pairs, and when the design is just to log.
    pub comparisons: Vec<Comparison>,
    /// What the pairs come to, where days come in pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pairs: Option<PairsFinding>,
    /// How rare the result is among all possible first days, where chance drew the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub start_draw: Option<StartDraw>,
}

/// Returns the evidence of an experiment; its logs may come in any order.
pub fn evidence_of(experiment: &Experiment, logs: &[DayLog]) -> Evidence {
    let days = Days::of(experiment, logs);
    let measures = experiment.measures.iter().map(|measure| MeasureComparisons {
        name: measure.fields.name.to_string(),
        better: measure.fields.better,
        comparisons: match experiment.fields.design {
            Design::BeforeAfter | Design::RandomStart => {
                compare_all(&days.phases(measure), measure.fields.better)
            }
            Design::DayPairs | Design::JustLog => Vec::new(),
        },
        pairs: days.pairs(measure).filter(|_| experiment.fields.design == Design::DayPairs),
        start_draw: days.start_draw(measure).filter(|_| experiment.fields.design == Design::RandomStart),
    });
    Evidence {
        experiment: experiment.fields.title.to_string(),
        checkins: days.checkins(),
        measures: measures.collect(),
    }
}

/// Returns the days of each phase for one measure, as they are compared and drawn.
pub fn phase_days(experiment: &Experiment, logs: &[DayLog], measure: &Measure) -> Vec<PhaseDays> {
    Days::of(experiment, logs).phases(measure)
}

/// Returns the comparison the page is about: the first phase of the behaviour with the phase just before it.
///
/// Where no phase opened with the behaviour, the last two phases are compared.
pub fn main_comparison<'a>(phases: &[Phase], comparisons: &'a [Comparison]) -> Option<&'a Comparison> {
    let opened = phases.iter().position(|phase| phase.opening == PhaseOpening::Behaviour);
    let after = opened.filter(|at| 0 < *at).or_else(|| phases.len().checked_sub(1))?;
    let before = after.checked_sub(1)?;
    let is = |comparison: &&Comparison| {
        comparison.before == phases[before].code.as_str() && comparison.after == phases[after].code.as_str()
    };
    comparisons.iter().find(is)
}

/// Sets the days of one phase with the act beside those without it.
pub fn split_within(
    phase: &Phase,
    experiment: &Experiment,
    logs: &[DayLog],
    measure: &Measure,
) -> Option<Split> {
    let days = Days::of(experiment, logs);
    let inside = days.logs.values().filter(|log| phase_on(&experiment.phases, log.on) == Some(phase));
    split(inside.filter_map(|log| Some((log.checkin, rating(log, measure.id)?))))
}

fn rating(log: &DayLog, measure: MeasureId) -> Option<f64> {
    log.ratings.iter().find(|rating| rating.measure == measure).map(|rating| rating.value)
}

/// The logs of one experiment by day.
struct Days<'a> {
    experiment: &'a Experiment,
    logs: BTreeMap<NaiveDate, &'a DayLog>,
}

impl<'a> Days<'a> {
    fn of(experiment: &'a Experiment, logs: &'a [DayLog]) -> Self {
        let own = logs.iter().filter(|log| log.experiment == experiment.id);
        Days { experiment, logs: own.map(|log| (log.on, log)).collect() }
    }

    /// The ratings of a measure by day.
    fn rated(&self, measure: &Measure) -> BTreeMap<NaiveDate, f64> {
        let rated = |(on, log): (&NaiveDate, &&DayLog)| Some((*on, rating(log, measure.id)?));
        self.logs.iter().filter_map(rated).collect()
    }

    fn pairs(&self, measure: &Measure) -> Option<PairsFinding> {
        let fields = &self.experiment.fields;
        let Drawn::DayPairs { planned, .. } = &fields.draw.as_ref()?.result else { return None };
        let (pairs, planned) = (day_pairs(fields), u32::from(planned.get()));
        Some(pairs_finding(&pairs, planned, &self.rated(measure), measure.fields.better))
    }

    fn start_draw(&self, measure: &Measure) -> Option<StartDraw> {
        let Drawn::StartDay { among, start } = &self.experiment.fields.draw.as_ref()?.result else {
            return None;
        };
        let rated: Vec<(NaiveDate, f64)> = self.rated(measure).into_iter().collect();
        start_draw(&rated, among, *start, measure.fields.better)
    }

    fn phases(&self, measure: &Measure) -> Vec<PhaseDays> {
        let gaps = self.gaps(measure.id);
        let phases = &self.experiment.phases;
        let inside = |day: NaiveDate, phase: &Phase| phase_on(phases, day) == Some(phase);
        let phase_days = |phase: &Phase| PhaseDays {
            code: phase.code.to_string(),
            values: self
                .logs
                .values()
                .filter(|log| inside(log.on, phase))
                .filter_map(|log| rating(log, measure.id))
                .collect(),
            missing: gaps.iter().filter(|day| inside(**day, phase)).count(),
        };
        phases.iter().map(phase_days).collect()
    }

    /// Lists the days between the first and the last log on which a rating was expected and there is none.
    ///
    /// A rating is expected on the weekdays of this record, except on days off.
    fn gaps(&self, measure: MeasureId) -> Vec<NaiveDate> {
        let usual = self.usual_weekdays(measure);
        self.span()
            .filter(|day| usual.contains(&weekday(day.weekday())))
            .filter(|day| !self.is_off(*day))
            .filter(|day| self.logs.get(day).and_then(|log| rating(log, measure)).is_none())
            .collect()
    }

    /// The weekdays rated at least a third as often as the most rated one: a Saturday once is no habit.
    fn usual_weekdays(&self, measure: MeasureId) -> BTreeSet<u32> {
        let mut times: BTreeMap<u32, usize> = BTreeMap::new();
        for log in self.logs.values().filter(|log| rating(log, measure).is_some()) {
            *times.entry(weekday(log.on.weekday())).or_default() += 1;
        }
        let most = times.values().copied().max().unwrap_or(0);
        times.into_iter().filter(|(_, count)| most <= 3 * count).map(|(day, _)| day).collect()
    }

    fn is_off(&self, day: NaiveDate) -> bool {
        let said = self.logs.get(&day).is_some_and(|log| log.checkin == Some(Checkin::NotApplicable));
        said || self.experiment.fields.is_not_applicable(day)
    }

    fn span(&self) -> impl Iterator<Item = NaiveDate> {
        let ends = self.logs.keys().next().zip(self.logs.keys().next_back());
        ends.into_iter().flat_map(|(first, last)| first.iter_days().take_while(move |day| day <= last))
    }

    /// Adds up the check-ins. A planned day off that nobody logged did not apply, if its weekday is one of the act.
    fn checkins(&self) -> CheckinCounts {
        let acting: BTreeSet<u32> = self
            .logs
            .values()
            .filter(|log| log.checkin.is_some())
            .map(|log| weekday(log.on.weekday()))
            .collect();
        let off = self.span().filter(|day| acting.contains(&weekday(day.weekday())));
        let off = off.filter(|day| self.experiment.fields.is_not_applicable(*day));
        let begun = |day: &NaiveDate| self.experiment.fields.starts_on.is_none_or(|start| start <= *day);
        let mut days: BTreeMap<NaiveDate, Option<Checkin>> =
            off.filter(begun).map(|day| (day, Some(Checkin::NotApplicable))).collect();
        for (day, log) in &self.logs {
            if log.checkin.is_some() {
                days.insert(*day, log.checkin);
            }
        }
        count_checkins(&days.into_values().collect::<Vec<_>>())
    }
}

fn weekday(day: Weekday) -> u32 {
    day.num_days_from_monday()
}

#[cfg(test)]
mod tests;
