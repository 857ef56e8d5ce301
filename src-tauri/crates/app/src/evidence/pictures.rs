//! The pictures of the evidence page, drawn by the report crate for window and paper alike.
//!
//! Here an experiment's days become what a chart is told; no figure is worked
//! out, and nothing is drawn.

use chrono::{Duration, NaiveDate};

use inward_domain::evidence::{Comparison, figure, main_comparison, phase_days};
use inward_domain::experiment::{Better, Checkin, Phase, PhaseOpening, Scale, phase_on};
use inward_report::Chart;
use inward_report::chart::evidence as chart;
use inward_report::chart::nap::{EveryDay, Group};

use super::{Told, ToldMeasure};
use crate::dispatch::Call;

/// The share of the width that "every day as one mark" takes.
const MARKS_SHARE: f64 = 0.5;

/// Holds the pictures of one measure.
pub(crate) struct Drawn {
    /// Every day, with phases and events.
    pub(crate) chart: Chart,
    /// Every day as one mark, for the main comparison.
    pub(crate) marks: Option<Chart>,
}

/// Draws the pictures of one measure at a width, in CSS pixels.
pub(crate) fn draw(told: &Told, measure: &ToldMeasure, width: f64, call: &Call<'_>) -> Drawn {
    let scene = Scene { told, measure, call };
    Drawn { chart: scene.evidence(width).chart(), marks: scene.marks(width).map(|marks| marks.chart()) }
}

struct Scene<'a> {
    told: &'a Told,
    measure: &'a ToldMeasure,
    call: &'a Call<'a>,
}

impl Scene<'_> {
    fn evidence(&self, width: f64) -> chart::Evidence {
        let points = self.points();
        let phases = self.phases();
        let scale = match self.measure.measure.fields.scale {
            Scale::ZeroToTen => inward_report::chart::Scale::new(0.0, 10.0),
            Scale::ZeroToFour => inward_report::chart::Scale::new(0.0, 4.0),
            // A count has no end of its own: its axis ends with the largest day.
            Scale::Count => {
                inward_report::chart::Scale::new(0.0, points.iter().map(|p| p.value).fold(5.0, f64::max))
            }
        };
        chart::Evidence {
            title: self.title(),
            language: self.call.language,
            width,
            scale,
            trend: self.trend(&points),
            points,
            phases,
            events: self.events(),
            not_counted: not_counted(self.told, self.call),
            checks: self.checks(),
        }
    }

    fn title(&self) -> String {
        let question = self.measure.question();
        match self.measure.measure.fields.better {
            Better::Higher => question.to_owned(),
            Better::Lower => self.call.say("app.chart_fewer", &[("question", question)]),
        }
    }

    fn points(&self) -> Vec<chart::Rated> {
        let id = self.measure.measure.id;
        let rating = |log: &inward_domain::experiment::DayLog| {
            let value = log.ratings.iter().find(|r| r.measure == id)?.value;
            Some(chart::Rated { on: log.on, value })
        };
        let mut points: Vec<_> = self.told.logs.iter().filter_map(rating).collect();
        points.sort_by_key(|p| p.on);
        points
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.told.logs.iter().map(|log| log.on).max()
    }

    fn phases(&self) -> Vec<chart::Phase> {
        let phases = &self.told.experiment.phases;
        let Some(last) = self.last_day() else { return Vec::new() };
        let medians = self.medians();
        phases
            .iter()
            .enumerate()
            .filter(|(_, phase)| phase.starts_on <= last)
            .map(|(i, phase)| {
                let end = phases.get(i + 1).map_or(last, |next| next.starts_on - Duration::days(1)).min(last);
                let label = match &phase.name {
                    Some(name) => format!("{} {name}", phase.code),
                    None => phase.code.to_string(),
                };
                let median =
                    medians.iter().find(|(code, _)| *code == phase.code.as_str()).map(|(_, value)| {
                        let said = figure(self.call.language, *value, 2);
                        chart::Median {
                            value: *value,
                            label: self.call.say("app.chart_median", &[("value", &said)]),
                        }
                    });
                chart::Phase {
                    short: label.clone(),
                    label,
                    kind: kind(phase),
                    from: phase.starts_on,
                    to: end.max(phase.starts_on),
                    median,
                }
            })
            .collect()
    }

    /// Returns each phase's middle value, as the comparisons have it.
    fn medians(&self) -> Vec<(&str, f64)> {
        let mut medians = Vec::new();
        for comparison in self.comparisons() {
            if let Some(m) = comparison.medians {
                medians.push((comparison.before.as_str(), m.median_before));
                medians.push((comparison.after.as_str(), m.median_after));
            }
        }
        medians
    }

    fn comparisons(&self) -> &[Comparison] {
        let name = self.measure.measure.fields.name.as_str();
        let found = self.told.evidence.measures.iter().find(|m| m.name == name);
        found.map_or(&[], |m| m.comparisons.as_slice())
    }

    fn trend(&self, points: &[chart::Rated]) -> Option<chart::Trend> {
        let phases = &self.told.experiment.phases;
        let main = main_comparison(phases, self.comparisons())?;
        let figures = main.figures.as_ref().filter(|f| f.before_slope != 0.0)?;
        let is_before = |p: &&chart::Rated| {
            phase_on(phases, p.on).is_some_and(|phase| phase.code.as_str() == main.before)
        };
        let before: Vec<&chart::Rated> = points.iter().filter(is_before).collect();
        let (first, last) = (before.first()?, before.last()?);
        let steps = before.len().saturating_sub(1) as f64;
        let end = figures.before_intercept + figures.before_slope * steps;
        Some(chart::Trend {
            from: chart::Rated { on: first.on, value: figures.before_intercept },
            to: chart::Rated { on: last.on, value: end },
            label: self.call.say("app.chart_trend", &[]),
        })
    }

    fn events(&self) -> Vec<chart::Event> {
        let event = |(on, label): &(NaiveDate, String)| chart::Event { on: *on, label: label.clone() };
        self.told.events.iter().map(event).collect()
    }

    fn checks(&self) -> Option<chart::Checks> {
        let known = self.told.logs.iter().filter_map(|log| match log.checkin? {
            Checkin::Done => Some(chart::Check { on: log.on, done: true }),
            Checkin::Missed => Some(chart::Check { on: log.on, done: false }),
            Checkin::NotApplicable => None,
        });
        let days: Vec<_> = known.collect();
        let label = self.call.say("app.chart_checks", &[]);
        (!days.is_empty()).then_some(chart::Checks { label, days })
    }

    fn marks(&self, width: f64) -> Option<EveryDay> {
        let experiment = &self.told.experiment;
        let main = main_comparison(&experiment.phases, self.comparisons())?;
        let days = phase_days(experiment, &self.told.logs, &self.measure.measure);
        let group = |code: &str| {
            let phase = experiment.phases.iter().find(|p| p.code.as_str() == code)?;
            let values = days.iter().find(|d| d.code == code)?.values.clone();
            let n = values.len().to_string();
            let label = self.call.say("app.chart_group", &[("phase", code), ("n", &n)]);
            Some(Group { label, kind: kind(phase), values })
        };
        let (before, after) = (group(&main.before)?, group(&main.after)?);
        if before.values.is_empty() || after.values.is_empty() {
            return None;
        }
        Some(EveryDay {
            title: self.call.say("evidence.marks_title", &[]),
            language: self.call.language,
            width: (width * MARKS_SHARE).max(240.0),
            before,
            after,
        })
    }
}

fn kind(phase: &Phase) -> chart::PhaseKind {
    match phase.opening {
        PhaseOpening::Record => chart::PhaseKind::Before,
        PhaseOpening::Event => chart::PhaseKind::Talk,
        PhaseOpening::Behaviour => chart::PhaseKind::With,
    }
}

/// Joins planned days off with runs of days that were logged as not applicable.
pub(crate) fn not_counted(told: &Told, call: &Call<'_>) -> Vec<chart::Stretch> {
    let Some(last) = told.logs.iter().map(|log| log.on).max() else { return Vec::new() };
    let unnamed = || call.say("app.does_not_apply", &[]);
    let planned = told.experiment.fields.not_applicable.iter().filter(|r| r.from() <= last);
    let mut stretches: Vec<chart::Stretch> = planned
        .map(|range| chart::Stretch {
            from: range.from(),
            to: range.to().min(last),
            name: range.reason().map_or_else(unnamed, ToString::to_string),
        })
        .collect();
    let covered = |day| told.experiment.fields.is_not_applicable(day);
    let logged = told.logs.iter().filter(|log| log.checkin == Some(Checkin::NotApplicable));
    let mut days: Vec<NaiveDate> = logged.map(|log| log.on).filter(|day| !covered(*day)).collect();
    days.sort_unstable();
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, to)) if day == *to + Duration::days(1) => *to = day,
            _ => runs.push((day, day)),
        }
    }
    stretches.extend(runs.into_iter().map(|(from, to)| chart::Stretch { from, to, name: unnamed() }));
    stretches
}
