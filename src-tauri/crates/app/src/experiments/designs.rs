//! The design of an experiment: what each one cannot see, why one is refused, and the draw.
//!
//! The rules are in `domain::experiment`; here they meet what is stored, and
//! chance is asked once, when a plan is finished.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::evidence::{PlannedDays, blind, cannot_see};
use inward_domain::experiment::{
    Design, Draw, Drawn, Experiment, ExperimentFields, Rater, Scale, admissible_start_days, applicable_days,
    change_of_draw, design_refusal, draw_refusal,
};
use inward_domain::ids::ExperimentId;
use inward_domain::refusal::Refusal;
use inward_domain::schedule::names;
use inward_vault::Reader;

use super::MeasureDraft;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};

/// Asks what each design could see of a plan as it stands.
#[derive(Debug, Deserialize, TS)]
pub struct DesignsOf {
    /// The stored experiment, if it is one already.
    pub id: Option<ExperimentId>,
    /// The plan so far; it may have gaps.
    pub fields: ExperimentFields,
    /// Its measures so far.
    pub measures: Vec<MeasureDraft>,
}

/// Holds one design as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DesignCard {
    /// Which.
    pub design: Design,
    /// Its name.
    pub name: String,
    /// What it does.
    pub what: String,
    /// What it cannot see, for the days this plan has.
    pub cannot_see: String,
    /// Why it is not for this behaviour, or what its draw still lacks.
    pub refusal: Option<String>,
}

pub(crate) fn designs(
    reader: &Reader,
    input: DesignsOf,
    call: &Call<'_>,
) -> Result<Vec<DesignCard>, Trouble> {
    let stored = match input.id {
        Some(id) => Some(super::known(reader, id, call)?),
        None => None,
    };
    let scale = input.measures.first().map_or(Scale::ZeroToTen, |m| m.fields.scale);
    // One measure that I rate is enough to be carried by hope.
    let is_rated_by_them =
        !input.measures.is_empty() && input.measures.iter().all(|m| m.fields.rater == Rater::Them);
    let rater = if is_rated_by_them { Rater::Them } else { Rater::Me };
    let record_from = record_from(stored.as_ref(), call);
    let card = |design: Design| {
        let fields = ExperimentFields { design, ..input.fields.clone() };
        let refusal = design_refusal(&fields).or_else(|| {
            let is_whole = fields.schedule.is_some() && fields.planned_end_on.is_some();
            let asked = is_whole && (fields.pairs.is_some() || fields.start_between.is_some());
            let lacks = || draw_refusal(&fields, record_from, call.moment.today());
            if asked && fields.draw.is_none() { lacks().map(|(_, refusal)| refusal) } else { None }
        });
        let say = |part: &str| call.say(&format!("evidence.design.{}.{part}", design.key()), &[]);
        DesignCard {
            design,
            name: say("name"),
            what: say("what"),
            cannot_see: match planned_days(&fields, record_from) {
                Some(days) => cannot_see(call.language, design, days, scale, rater),
                None => blind(call.language, design, rater),
            },
            refusal: refusal.map(|refusal| said(&refusal, call)),
        }
    };
    Ok(Design::ALL.map(card).into())
}

/// Counts the days the plan has for its design; `None` while it does not say.
fn planned_days(fields: &ExperimentFields, record_from: NaiveDate) -> Option<PlannedDays> {
    let all = applicable_days(fields, record_from);
    if all.is_empty() {
        return None;
    }
    let count = |days: usize| u32::try_from(days).unwrap_or(u32::MAX);
    match fields.design {
        Design::BeforeAfter => {
            let start = fields.starts_on?;
            let before = all.iter().filter(|day| **day < start).count();
            Some(PlannedDays { before: count(before), with: count(all.len() - before) })
        }
        Design::RandomStart => Some(PlannedDays { before: 0, with: count(all.len()) }),
        Design::DayPairs => {
            let days = count(applicable_days(fields, fields.starts_on?).len());
            let planned = fields.pairs.map_or(days, |pairs| 2 * u32::from(pairs.get()));
            Some(PlannedDays { before: 0, with: days.min(planned) })
        }
        Design::JustLog => Some(PlannedDays { before: 0, with: count(all.len()) }),
    }
}

fn record_from(stored: Option<&Experiment>, call: &Call<'_>) -> NaiveDate {
    let first = stored.and_then(|e| e.phases.first()).map(|phase| phase.starts_on);
    first.unwrap_or_else(|| call.moment.today())
}

fn said(refusal: &Refusal, call: &Call<'_>) -> String {
    let params = refusal.params();
    let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
    call.say(refusal.key(), &params)
}

fn refused(field: &str, refusal: &Refusal, call: &Call<'_>) -> Trouble {
    let params = refusal.params();
    let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
    call.refuse_field_as(Code::Refused, &format!("fields.{field}"), refusal.key(), &params)
}

/// Puts the stored draw in place of what a window sent: a draw is made here and nowhere else.
pub(super) fn keep_draw(fields: &mut ExperimentFields, stored: Option<&Experiment>) {
    fields.draw = stored.and_then(|e| e.fields.draw.clone());
    if fields.design == Design::RandomStart && fields.draw.is_none() {
        fields.starts_on = None;
    }
}

/// Refuses a design that is not for this behaviour, and a change that would undo the draw.
pub(super) fn check(
    fields: &ExperimentFields,
    stored: Option<&Experiment>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if let Some(refusal) = design_refusal(fields) {
        return Err(refused("design", &refusal, call));
    }
    let changed = stored.and_then(|e| change_of_draw(&e.fields, fields, call.moment.today()));
    changed.map_or(Ok(()), |(field, refusal)| Err(refused(field, &refusal, call)))
}

/// Asks chance, once, when the plan of a design that uses it is finished.
pub(super) fn draw(
    fields: &mut ExperimentFields,
    stored: Option<&Experiment>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    if !fields.awaits_draw() {
        return Ok(());
    }
    let (record_from, today) = (record_from(stored, call), call.moment.today());
    if let Some((field, refusal)) = draw_refusal(fields, record_from, today) {
        return Err(refused(field, &refusal, call));
    }
    let (seed, now) = (call.moment.new_seed(), call.moment.now);
    if let (Design::DayPairs, Some(pairs)) = (fields.design, fields.pairs) {
        fields.draw = Some(Draw::of_pairs(seed, now, pairs));
    } else {
        let among = admissible_start_days(fields, record_from, today);
        let draw = Draw::of_start(seed, now, among).map_err(|r| refused("start_between", &r, call))?;
        if let Drawn::StartDay { start, .. } = draw.result {
            fields.starts_on = Some(start);
        }
        fields.draw = Some(draw);
    }
    Ok(())
}

/// Says what was drawn, and when.
pub(crate) fn draw_words(fields: &ExperimentFields, call: &Call<'_>) -> Option<String> {
    let draw = fields.draw.as_ref()?;
    let day = |on| names::day_month(call.language, on);
    let drawn_on = day(draw.drawn_at.with_timezone(&call.moment.zone).date_naive());
    Some(match &draw.result {
        Drawn::DayPairs { planned, .. } => {
            let n = planned.get().to_string();
            call.say("app.drawn_pairs", &[("day", &drawn_on), ("n", &n)])
        }
        Drawn::StartDay { among, start } => {
            let (n, start) = (among.len().to_string(), day(*start));
            call.say("app.drawn_start", &[("day", &drawn_on), ("n", &n), ("start", &start)])
        }
    })
}
