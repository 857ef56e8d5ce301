//! Daily ratings from a table: into a new record, or laid over one that exists.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use inward_domain::experiment::{
    Better, DayLog, Design, Experiment, ExperimentFields, Measure, MeasureFields, Phase, PhaseOpening, Rater,
    Rating, Scale,
};
use inward_domain::ids::{DayLogId, ExperimentId, MeasureId};
use inward_domain::provenance::{RowKind, Taken};
use inward_domain::text::Line;
use inward_exchange::csv::{RatingsDay, RatingsFile};
use inward_vault::Reader;

use super::formats::said;
use super::plan::{Becomes, Plan, Planned, Row, Step};
use super::{FileFormat, RatingsTarget};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::{experiments, today};

/// Works out what an import would write; without a target it only tells what the file holds.
pub(super) fn plan(
    reader: &Reader,
    file: &RatingsFile,
    target: Option<&RatingsTarget>,
    call: &Call<'_>,
) -> Result<Plan, Trouble> {
    let mut plan = Plan::empty(FileFormat::Ratings, words(file, call));
    plan.is_strict = true;
    plan.columns.clone_from(&file.columns);
    plan.assumptions = file.assumptions().iter().map(|(key, params)| said(call, key, params)).collect();
    for problem in &file.problems {
        let reason = said(call, problem.problem.key(), &problem.problem.params());
        plan.rows.push(Planned::left_out(place(problem.line, call), String::new(), reason));
    }
    let (mut experiment, stored) = match target {
        None => {
            plan.missing = call.refuse_field("target", "app.choose_target", &[]).said();
            return Ok(plan);
        }
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
    let new_phases = take_phases(&mut experiment, file);
    plan.experiment = Some(experiment.id);
    let is_new = matches!(target, Some(RatingsTarget::NewExperiment { .. }));
    if is_new || before != experiment {
        plan.before.push(Step {
            row: Row::Experiment(experiment.clone()),
            source: None,
            change: if is_new { Taken::Added } else { Taken::Changed },
        });
    }
    let mut differing = 0;
    for day in &file.days {
        plan.rows.extend(planned(day, &experiment, &columns, &stored, &mut differing, call));
    }
    if !is_new && !new_phases.is_empty() {
        plan.assumptions.push(call.say("import.phases_new", &[("names", &new_phases.join(", "))]));
    }
    let other_phase = |day: &&RatingsDay| {
        let here = experiment.phases.iter().rfind(|phase| phase.starts_on <= day.on);
        day.phase.as_deref().is_some_and(|named| here.is_none_or(|phase| phase.code.as_str() != named))
    };
    for (key, n) in [
        ("import.days_differ", differing),
        ("import.phases_differ", file.days.iter().filter(other_phase).count()),
    ] {
        if 0 < n {
            plan.assumptions.push(call.say(key, &[("n", &n.to_string())]));
        }
    }
    Ok(plan)
}

fn place(line: u64, call: &Call<'_>) -> String {
    call.say("exchange.place.line", &[("line", &line.to_string())])
}

/// Plans a day; one without anything in it becomes nothing. A day that says something else here is counted.
fn planned(
    day: &RatingsDay,
    experiment: &Experiment,
    columns: &[MeasureId],
    stored: &BTreeMap<NaiveDate, DayLog>,
    differing: &mut usize,
    call: &Call<'_>,
) -> Option<Planned> {
    let mut ratings = Vec::new();
    for (measure, value) in columns.iter().zip(&day.values) {
        let Some(value) = *value else { continue };
        let scale = experiment.measures.iter().find(|m| m.id == *measure).map(|m| m.fields.scale);
        match scale {
            Some(scale) if !scale.holds(value) => {
                let (low, high) = scale.range();
                let params = [("low", low.to_string()), ("high", high.to_string())].into();
                let reason = said(call, "refusal.out_of_range", &params);
                return Some(Planned::left_out(place(day.line, call), day.on.to_string(), reason));
            }
            _ => ratings.push(Rating { measure: *measure, value }),
        }
    }
    if ratings.is_empty() && day.checkin.is_none() {
        return None;
    }
    let said = DayLog {
        id: DayLogId(call.moment.new_id()),
        experiment: experiment.id,
        on: day.on,
        checkin: day.checkin,
        ratings,
        note: None,
        recorded_at: call.moment.now,
        late: false,
    };
    let becomes = match stored.get(&day.on) {
        None => Becomes { steps: vec![Step::added(Row::DayLog(said), None)], ..Becomes::default() },
        Some(old) => {
            let (filled, agrees) = filled(old, &said);
            *differing += usize::from(!agrees);
            let told = (!agrees).then(|| call.say("import.days_differ", &[("n", "1")]));
            if filled == *old {
                Becomes::here(RowKind::DayLog, told)
            } else {
                Becomes { told, steps: vec![Step::changed(Row::DayLog(filled), None)], ..Becomes::default() }
            }
        }
    };
    let planned = Planned::of(None, day.on.to_string(), becomes);
    Some(Planned { place: place(day.line, call), ..planned })
}

/// Fills what is empty in a day that is there, and tells whether the file agrees with all the rest.
pub(super) fn filled(stored: &DayLog, said: &DayLog) -> (DayLog, bool) {
    let mut filled = stored.clone();
    filled.checkin = filled.checkin.or(said.checkin);
    filled.note = filled.note.or_else(|| said.note.clone());
    for rating in &said.ratings {
        if !filled.ratings.iter().any(|known| known.measure == rating.measure) {
            filled.ratings.push(*rating);
        }
    }
    let agrees = said.checkin.is_none_or(|checkin| filled.checkin == Some(checkin))
        && said.ratings.iter().all(|rating| filled.ratings.contains(rating));
    (filled, agrees)
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

/// Takes the phases the file names and the record does not know, and returns their codes; a phase that is known, and
/// a day on which one begins, stay as they are.
///
/// A record begins with its first day, so the one that is there begins earlier where the file knows earlier days of
/// it: these belonged to no phase.
fn take_phases(experiment: &mut Experiment, file: &RatingsFile) -> Vec<String> {
    let mut taken = Vec::new();
    for (code, starts_on) in file.phases() {
        let Ok(code) = Line::new(code) else { continue };
        if let Some(first) = experiment.phases.first_mut()
            && (first.opening, &first.code) == (PhaseOpening::Record, &code)
        {
            first.starts_on = first.starts_on.min(starts_on);
            continue;
        }
        if experiment.phases.iter().any(|known| known.code == code || known.starts_on == starts_on) {
            continue;
        }
        let opening = match code.as_str() {
            _ if experiment.phases.is_empty() => PhaseOpening::Record,
            behaviour if behaviour.starts_with('B') => PhaseOpening::Behaviour,
            _ => PhaseOpening::Event,
        };
        taken.push(code.to_string());
        experiment.phases.push(Phase { name: None, code, starts_on, opening });
    }
    experiment.phases.sort_by_key(|phase| phase.starts_on);
    taken
}
