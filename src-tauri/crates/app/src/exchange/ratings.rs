//! Daily ratings from a table: into a new record, or laid over one that exists.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use inward_domain::experiment::{
    Better, DayLog, Design, Experiment, ExperimentFields, Measure, MeasureFields, Phase, PhaseOpening, Rater,
    Rating, Scale,
};
use inward_domain::ids::{DayLogId, ExperimentId, MeasureId};
use inward_domain::text::Line;
use inward_exchange::csv::{RatingsDay, RatingsFile};
use inward_vault::{Reader, Writer};

use super::{FileFormat, ImportSummary, LineProblem, RatingsTarget};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{experiments, today};

/// Holds what an import of ratings will write.
pub(super) struct Plan {
    experiment: Option<Experiment>,
    is_changed: bool,
    logs: Vec<DayLog>,
    pub(super) summary: ImportSummary,
}

/// Works out what an import would write; without a target it only tells what the file holds.
pub(super) fn plan(
    reader: &Reader,
    file: &RatingsFile,
    target: Option<&RatingsTarget>,
    call: &Call<'_>,
) -> Result<Plan, Trouble> {
    let mut summary = ImportSummary::of(FileFormat::Ratings);
    summary.words = words(file, call);
    summary.columns = file.columns.clone();
    summary.assumptions = file.assumptions().iter().map(|(key, params)| said(call, key, params)).collect();
    summary.problems = file
        .problems
        .iter()
        .map(|p| LineProblem { line: p.line, reason: said(call, p.problem.key(), &p.problem.params()) })
        .collect();
    let mut plan = Plan { experiment: None, is_changed: false, logs: Vec::new(), summary };
    let (mut experiment, stored) = match target {
        None => return Ok(plan),
        Some(RatingsTarget::Experiment { id }) => {
            let experiment = experiments::known(reader, *id, call)?;
            let logs = reader.day_logs(*id)?.into_iter().map(|log| (log.on, log)).collect();
            (experiment, logs)
        }
        Some(RatingsTarget::NewExperiment { title, better }) => {
            (new_record(title.clone(), file, better, call)?, BTreeMap::new())
        }
    };
    let before = experiment.clone();
    let columns = columns(&experiment, file, call)?;
    take_phases(&mut experiment, file);
    for day in &file.days {
        plan.take_day(day, &experiment, &columns, &stored, call);
    }
    plan.is_changed = matches!(target, Some(RatingsTarget::NewExperiment { .. })) || before != experiment;
    plan.summary.experiment = Some(experiment.id);
    plan.experiment = Some(experiment);
    Ok(plan)
}

/// Writes a plan.
pub(super) fn carry_out(writer: &Writer, plan: Plan, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
    let Some(experiment) = plan.experiment else {
        return Err(call.refuse_field("target", "app.choose_target", &[]));
    };
    if plan.is_changed {
        writer.put_experiment(&experiment, call.moment.now)?;
    }
    let total = plan.logs.len().max(1) as f32;
    for (i, log) in plan.logs.iter().enumerate() {
        writer.put_day_log(log, call.moment.now)?;
        if !(call.progress)((i + 1) as f32 / total) {
            return Err(call.refuse(Code::Cancelled, "app.cancelled", &[]));
        }
    }
    Ok(plan.summary)
}

impl Plan {
    fn take_day(
        &mut self,
        day: &RatingsDay,
        experiment: &Experiment,
        columns: &[MeasureId],
        stored: &BTreeMap<NaiveDate, DayLog>,
        call: &Call<'_>,
    ) {
        let mut ratings = Vec::new();
        for (measure, value) in columns.iter().zip(&day.values) {
            let Some(value) = *value else { continue };
            let scale = experiment.measures.iter().find(|m| m.id == *measure).map(|m| m.fields.scale);
            match scale {
                Some(scale) if !scale.holds(value) => {
                    let (low, high) = scale.range();
                    let params = [("low", low.to_string()), ("high", high.to_string())];
                    let reason = said(call, "refusal.out_of_range", &params);
                    self.summary.problems.push(LineProblem { line: day.line, reason });
                    return;
                }
                _ => ratings.push(Rating { measure: *measure, value }),
            }
        }
        if ratings.is_empty() && day.checkin.is_none() {
            return;
        }
        let old = stored.get(&day.on);
        let mut log = old.cloned().unwrap_or_else(|| DayLog {
            id: DayLogId(call.moment.new_id()),
            experiment: experiment.id,
            on: day.on,
            checkin: None,
            ratings: Vec::new(),
            note: None,
            recorded_at: call.moment.now,
            late: false,
        });
        log.checkin = day.checkin.or(log.checkin);
        for rating in ratings {
            match log.ratings.iter_mut().find(|r| r.measure == rating.measure) {
                Some(known) => *known = rating,
                None => log.ratings.push(rating),
            }
        }
        self.summary.count(old, &log);
        if old != Some(&log) {
            self.logs.push(log);
        }
    }
}

fn said(call: &Call<'_>, key: &str, params: &[(&'static str, String)]) -> String {
    let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
    call.say(key, &params)
}

fn words(file: &RatingsFile, call: &Call<'_>) -> String {
    let rated = file.days.iter().filter(|d| d.is_rated()).count().to_string();
    let n = file.days.len().to_string();
    let (first, last) = (file.days.iter().map(|d| d.on).min(), file.days.iter().map(|d| d.on).max());
    let (Some(first), Some(last)) = (first, last) else { return call.say("exchange.no_days", &[]) };
    let (first, last) = (today::day_words(first, call), today::day_words(last, call));
    call.say("app.import_words", &[("n", &n), ("rated", &rated), ("from", &first), ("to", &last)])
}

/// Splits a column such as `quality_0_10` into the measure's name and its scale.
fn name_and_scale(column: &str) -> (&str, Option<Scale>) {
    if let Some(name) = column.strip_suffix("_0_10") {
        return (name, Some(Scale::ZeroToTen));
    }
    match column.strip_suffix("_0_4") {
        Some(name) => (name, Some(Scale::ZeroToFour)),
        None => (column, None),
    }
}

fn new_record(
    title: Line,
    file: &RatingsFile,
    better: &[(String, Better)],
    call: &Call<'_>,
) -> Result<Experiment, Trouble> {
    for (column, _) in better {
        if !file.columns.iter().any(|c| c == column || name_and_scale(c).0 == column) {
            let measures = file.columns.join(", ");
            let params = [("name", column.as_str()), ("measures", measures.as_str())];
            return Err(call.refuse_field("target", "app.column_unmatched", &params));
        }
    }
    let measures = file.columns.iter().map(|column| {
        let (name, scale) = name_and_scale(column);
        let way = better.iter().find(|(c, _)| c == column || c == name).map_or(Better::Higher, |(_, b)| *b);
        let name = Line::new(name)
            .map_err(|r| Trouble::Said(crate::AppError::refused_field(call.language, "columns", &r)))?;
        let fields = MeasureFields {
            name,
            question: None,
            scale: scale.unwrap_or(Scale::Count),
            better: way,
            rater: Rater::Me,
        };
        Ok(Measure { id: MeasureId(call.moment.new_id()), fields })
    });
    let measures = measures.collect::<Result<Vec<_>, Trouble>>()?;
    let mut fields = ExperimentFields::titled(title);
    fields.design = Design::BeforeAfter;
    fields.starts_on = file.days.iter().filter(|d| d.checkin.is_some()).map(|d| d.on).min();
    fields.planned_end_on = file.days.iter().map(|d| d.on).max();
    Ok(Experiment {
        id: ExperimentId(call.moment.new_id()),
        created_at: call.moment.now,
        measures,
        phases: Vec::new(),
        fields,
    })
}

/// Finds the measure of each column by its name, with or without the scale behind it.
fn columns(experiment: &Experiment, file: &RatingsFile, call: &Call<'_>) -> Result<Vec<MeasureId>, Trouble> {
    file.columns
        .iter()
        .map(|column| {
            let name = name_and_scale(column).0;
            let fits = |m: &&Measure| {
                let known = m.fields.name.as_str();
                known.eq_ignore_ascii_case(column) || known.eq_ignore_ascii_case(name)
            };
            experiment.measures.iter().find(fits).map(|m| m.id).ok_or_else(|| {
                let names: Vec<&str> = experiment.measures.iter().map(|m| m.fields.name.as_str()).collect();
                let names = names.join(", ");
                call.refuse_field("target", "app.column_unmatched", &[("name", column), ("measures", &names)])
            })
        })
        .collect()
}

/// Takes the phases the file names; a phase that is known by its code keeps its name.
fn take_phases(experiment: &mut Experiment, file: &RatingsFile) {
    let named = file.phases();
    if named.is_empty() {
        return;
    }
    let known = std::mem::take(&mut experiment.phases);
    for (i, (code, starts_on)) in named.into_iter().enumerate() {
        let Ok(code) = Line::new(code) else { continue };
        let old = known.iter().find(|p| p.code == code);
        let opening = match old.map(|p| p.opening) {
            Some(opening) => opening,
            None if i == 0 => PhaseOpening::Record,
            None if code.as_str().starts_with('B') => PhaseOpening::Behaviour,
            None => PhaseOpening::Event,
        };
        experiment.phases.push(Phase { name: old.and_then(|p| p.name.clone()), code, starts_on, opening });
    }
}
