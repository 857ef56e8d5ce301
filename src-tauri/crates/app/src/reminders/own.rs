//! Reminders of the user's own: made, changed, rested, deleted, and shown in words with their next days.
//!
//! What they may say and when is the domain's; that they ring is the planner's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::ids::RuleId;
use inward_domain::schedule::planner;
use inward_domain::schedule::{OwnReminder, Recurrence, Rule, UsefulUntil, ZonePolicy};
use inward_domain::text::Line;
use inward_vault::{Reader, Writer};

use super::Scene;
use crate::contract::{Nothing, Saved};
use crate::dispatch::{App, Call};
use crate::error::{AppError, Code, Trouble};

/// How many coming days are shown.
const SHOWN_DAYS: usize = 3;

/// Holds a reminder of the user's own as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnReminderRow {
    /// Which.
    pub id: RuleId,
    /// As it was filled in.
    pub fields: OwnReminder,
    /// When it rings, in words.
    pub when: String,
    /// When it rings next, in words; none when it rests or is over.
    pub next: Option<String>,
    /// Until when its snoozed occurrence waits, in words; none when none does.
    pub snoozed: Option<String>,
}

/// Writes a reminder of the user's own.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveOwnReminder {
    /// Which; none is a new one.
    pub id: Option<RuleId>,
    /// What it says and when.
    pub fields: OwnReminder,
}

/// Rests a reminder of the user's own, or takes it up again.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RestOwnReminder {
    /// Which.
    pub id: RuleId,
    /// Whether it rests.
    pub paused: bool,
}

/// Asks on which days something would fall.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ComingDaysOf {
    /// By which rule.
    pub recurrence: Recurrence,
    /// From which day on the rule counts.
    pub starts_on: NaiveDate,
    /// The last day.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Days that are left out.
    #[serde(default)]
    pub except_on: Vec<NaiveDate>,
    /// The wall time.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub at: chrono::NaiveTime,
    /// By which clock.
    #[serde(default)]
    pub zone: ZonePolicy,
}

/// Says a recurrence, and on which days it falls next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComingDays {
    /// The rule in words.
    pub words: String,
    /// The next days, at most three; none when there is none left.
    pub next: Vec<NaiveDate>,
}

/// Tells whether the user keeps any reminder of their own.
pub(crate) fn is_any_there(reader: &Reader) -> Result<bool, Trouble> {
    Ok(reader.rules()?.iter().any(|rule| rule.as_own().is_some()))
}

pub(crate) fn own_reminders(
    reader: &Reader,
    _: Nothing,
    call: &Call<'_>,
) -> Result<Vec<OwnReminderRow>, Trouble> {
    let scene = Scene::gather(reader, call)?;
    let mut own: Vec<&Rule> = scene.rules.iter().filter(|rule| rule.as_own().is_some()).collect();
    own.sort_by_key(|rule| (rule.paused, rule.at, rule.id));
    Ok(own.into_iter().filter_map(|rule| row(&scene, rule, call)).collect())
}

fn row(scene: &Scene, rule: &Rule, call: &Call<'_>) -> Option<OwnReminderRow> {
    let fields = rule.as_own()?;
    let alone = std::slice::from_ref(rule);
    let (now, here) = (call.moment.now, call.moment.zone);
    let next = planner::next_due(now, here, alone, &[], &scene.facts, 1);
    let snoozed = scene.ledger.iter().find(|row| row.key.rule == rule.id && row.snoozed_until.is_some());
    Some(OwnReminderRow {
        id: rule.id,
        when: fields.when(call.language),
        next: next.first().map(|row| super::moment_words(row.rings_at(), call)),
        snoozed: snoozed.map(|row| super::moment_words(row.rings_at(), call)),
        fields,
    })
}

pub(crate) fn save_own_reminder(
    writer: &Writer,
    input: SaveOwnReminder,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let id = keep(writer, input.id, input.fields, call)?;
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}

/// Writes a reminder of the user's own, new or again, and returns its id.
///
/// Its ledger stays as it is, so what is snoozed comes again as it was promised.
pub(crate) fn keep(
    writer: &Writer,
    id: Option<RuleId>,
    fields: OwnReminder,
    call: &Call<'_>,
) -> Result<RuleId, Trouble> {
    if let Err((field, refusal)) = fields.check() {
        let field = format!("fields.{field}");
        return Err(Trouble::Said(AppError::refused_field(call.language, &field, &refusal)));
    }
    let known = match id {
        Some(id) => Some(known(writer, id, call)?),
        None => None,
    };
    let id = id.unwrap_or_else(|| RuleId(call.moment.new_id()));
    let mut rule = Rule::own(id, fields, call.moment.now);
    if rule.days_from(rule.starts_on, call.moment.zone).next().is_none() {
        return Err(call.refuse_field("fields.recurrence", "app.reminder_has_no_day", &[]));
    }
    if let Some(known) = known.filter(|known| !rule.rings_otherwise(known)) {
        rule.valid_from = known.valid_from;
    }
    writer.put_reminder(&rule, call.moment.now)?;
    Ok(id)
}

fn known(writer: &Writer, id: RuleId, call: &Call<'_>) -> Result<Rule, Trouble> {
    let rule = writer.rule(id)?.filter(|rule| rule.as_own().is_some());
    rule.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_reminder", &[]))
}

pub(crate) fn rest_own_reminder(
    writer: &Writer,
    input: RestOwnReminder,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let mut rule = known(writer, input.id, call)?;
    rule.paused = input.paused;
    writer.put_reminder(&rule, call.moment.now)?;
    let key = if input.paused { "app.reminder_rests" } else { "app.reminder_rings" };
    Ok(Saved { id: input.id.to_string(), message: call.say(key, &[]) })
}

/// Says on which days a rule falls from now on, before anything is kept.
pub(crate) fn coming_days(_: &mut App, input: ComingDaysOf, call: &Call<'_>) -> Result<ComingDays, Trouble> {
    let own = OwnReminder {
        words: Line::new("Inward").expect("BUG: a line"),
        at: input.at,
        recurrence: input.recurrence,
        starts_on: input.starts_on,
        ends_on: input.ends_on,
        except_on: input.except_on,
        zone: input.zone,
        useful_until: UsefulUntil::Days { days: 0 },
        paused: false,
    };
    let (now, here) = (call.moment.now, call.moment.zone);
    let words = own.when(call.language);
    let rule = Rule::own(RuleId(call.moment.new_id()), own, now);
    let today = now.with_timezone(&rule.zone.zone(here)).date_naive();
    let coming = rule.days_from(today.max(rule.starts_on), here).filter(|on| now < rule.due_at(*on, here));
    Ok(ComingDays { words, next: coming.take(SHOWN_DAYS).collect() })
}
