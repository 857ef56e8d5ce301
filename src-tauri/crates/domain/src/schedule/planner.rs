//! The plan of a moment: what to show now, what changes in the ledger, what stands in Today, and when to look again.
//!
//! A pure function of the moment, the zone, the rules, the ledger and a few
//! facts. Planning twice at the same moment shows nothing twice, because what
//! is to be shown is claimed in the ledger first. What was never shown is
//! judged afresh each time, so a clock that jumped, an edited rule or a day
//! that was logged and unlogged again need no repair.
//!
//! Not in here: waiting, showing, writing. The caller writes [`Plan::update`]
//! in one transaction, then shows [`Plan::show`], then confirms.

mod cards;
mod deliver;
mod judge;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

pub use cards::{CardKind, ReminderCard};

use super::facts::Facts;
use super::notice::Notice;
use super::occurrence::{Occurrence, OccurrenceKey, State};
use super::own::USEFUL_DAYS_MAX;
use super::reminder::{Rule, UsefulUntil};
use crate::ids::RuleId;

/// More days than this without an entry, and missed days are not asked about one by one.
pub const AWAY_DAYS: i64 = 3;
/// How many days of the ledger a plan is made with: the longest useful time, the day itself, and one for travellers.
pub const LEDGER_DAYS: i64 = USEFUL_DAYS_MAX as i64 + 3;
/// A ring later than this is late: the text then names the original time.
const LATE_AFTER: TimeDelta = TimeDelta::minutes(2);
/// How many coming days of a rule are looked at to find one that will ring.
const LOOK_AHEAD: usize = 60;

/// Holds what is to be done now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Notifications to show now, in this order, once `update` is written.
    pub show: Vec<Notice>,
    /// Rows of the ledger to write, each in place of the one with the same key.
    pub update: Vec<Occurrence>,
    /// What stands in Today, in this order.
    pub cards: Vec<ReminderCard>,
    /// When the next plan differs from this one, unless something happens before.
    pub next_at: Option<DateTime<Utc>>,
}

impl Plan {
    /// Returns the ledger with the plan's rows written into it, in the order of their keys.
    pub fn applied_to(&self, history: &[Occurrence]) -> Vec<Occurrence> {
        let mut rows: BTreeMap<OccurrenceKey, Occurrence> =
            history.iter().map(|row| (row.key, row.clone())).collect();
        rows.extend(self.update.iter().map(|row| (row.key, row.clone())));
        rows.into_values().collect()
    }
}

/// Plans a moment.
///
/// `here` is the zone the machine is in. `history` is the ledger: at least the
/// rows of the last [`LEDGER_DAYS`] days and every snoozed one.
pub fn plan(now: DateTime<Utc>, here: Tz, rules: &[Rule], history: &[Occurrence], facts: &Facts) -> Plan {
    let scene = Scene::new(now, here, rules, facts);
    let mut entries = ledger(&scene, history);
    let away = cards::away(&scene, &entries);
    let mut rings = Vec::new();
    for (place, entry) in entries.iter_mut().enumerate() {
        if let Some(ring) = judge::judge(&scene, entry, away.is_some()) {
            rings.push((place, ring));
        }
    }
    let show = deliver::deliver(&scene, &mut entries, rings);
    Plan {
        show,
        cards: cards::cards(&scene, &entries, away),
        next_at: next_at(&scene, &entries),
        update: entries.into_iter().filter(|e| e.before.as_ref() != Some(&e.row)).map(|e| e.row).collect(),
    }
}

/// Lists the next `count` reminders that will ring, soonest first: for the tray and `inward due`.
///
/// Days that are logged or do not count are left out; a snoozed reminder
/// stands at the end of its snooze.
pub fn next_due(
    now: DateTime<Utc>,
    here: Tz,
    rules: &[Rule],
    history: &[Occurrence],
    facts: &Facts,
    count: usize,
) -> Vec<Occurrence> {
    let scene = Scene::new(now, here, rules, facts);
    let mut coming: Vec<Occurrence> =
        history.iter().filter(|row| row.state == State::Snoozed && now < row.rings_at()).cloned().collect();
    for rule in rules {
        coming.extend(scene.coming(rule, history).take(count));
    }
    coming.sort_by_key(|row| (row.rings_at(), row.key));
    coming.truncate(count);
    coming
}

/// What every step of planning looks at.
struct Scene<'a> {
    now: DateTime<Utc>,
    here: Tz,
    rules: BTreeMap<RuleId, &'a Rule>,
    facts: &'a Facts,
}

impl<'a> Scene<'a> {
    fn new(now: DateTime<Utc>, here: Tz, rules: &'a [Rule], facts: &'a Facts) -> Self {
        Scene { now, here, rules: rules.iter().map(|rule| (rule.id, rule)).collect(), facts }
    }

    /// Returns the local date of an instant.
    fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.here).date_naive()
    }

    fn today(&self) -> NaiveDate {
        self.day_of(self.now)
    }

    /// Returns the date in the zone of a rule, which may differ from the machine's.
    fn today_of(&self, rule: &Rule) -> NaiveDate {
        self.now.with_timezone(&rule.zone.zone(self.here)).date_naive()
    }

    /// Lists the occurrences of a rule after now that will ring, as far as is known now.
    fn coming<'b>(
        &'b self,
        rule: &'b Rule,
        history: &'b [Occurrence],
    ) -> impl Iterator<Item = Occurrence> + 'b {
        let from = self.today_of(rule) - TimeDelta::days(1);
        rule.days_from(from, self.here)
            .take(LOOK_AHEAD)
            .filter(|day| judge::inapplicable(self.facts, rule, *day).is_none())
            .map(|day| Occurrence::planned(key(rule, day), rule.due_at(day, self.here)))
            .filter(|row| self.now < row.due_at && rule.valid_from <= row.due_at)
            .filter(|row| !history.iter().any(|known| known.key == row.key && known.is_touched()))
    }
}

/// One row of the ledger on its way through a plan.
struct Entry<'a> {
    rule: Option<&'a Rule>,
    /// As it was stored.
    before: Option<Occurrence>,
    /// As it will be stored.
    row: Occurrence,
    /// The rule as it stands now does not fall on this day.
    is_orphan: bool,
    /// A later day of the same rule has come.
    is_overtaken: bool,
}

/// Only one time a day for now; the ledger has room for more.
fn key(rule: &Rule, on: NaiveDate) -> OccurrenceKey {
    OccurrenceKey { rule: rule.id, on, slot: 0 }
}

/// Joins the days that have come by the rules with the rows that are stored.
fn ledger<'a>(scene: &Scene<'a>, history: &[Occurrence]) -> Vec<Entry<'a>> {
    let mut stored: BTreeMap<OccurrenceKey, Occurrence> =
        history.iter().map(|row| (row.key, row.clone())).collect();
    let mut entries = Vec::new();
    for rule in scene.rules.values().copied() {
        let today = scene.today_of(rule);
        let first = today - TimeDelta::days(days_back(rule));
        let mut of_rule = Vec::new();
        for day in rule.days_within(first, today + TimeDelta::days(1), scene.here) {
            let before = stored.remove(&key(rule, day));
            let due_at = rule.due_at(day, scene.here);
            let has_come = due_at <= scene.now && rule.valid_from <= due_at;
            if before.is_none() && !has_come {
                continue;
            }
            let row = refreshed(&before, key(rule, day), due_at);
            of_rule.push(Entry { rule: Some(rule), before, row, is_orphan: false, is_overtaken: false });
        }
        mark_overtaken(&mut of_rule, scene.now);
        entries.extend(of_rule);
    }
    entries.extend(stored.into_values().map(|row| Entry {
        rule: scene.rules.get(&row.key.rule).copied(),
        before: Some(row.clone()),
        row,
        is_orphan: true,
        is_overtaken: false,
    }));
    entries.sort_by_key(|e| e.row.key);
    entries
}

/// Takes the due time from the rule as it stands, unless the row has been shown, answered or snoozed.
fn refreshed(before: &Option<Occurrence>, key: OccurrenceKey, due_at: DateTime<Utc>) -> Occurrence {
    match before {
        Some(row) if row.is_touched() => row.clone(),
        Some(row) => Occurrence { due_at, ..row.clone() },
        None => Occurrence::planned(key, due_at),
    }
}

fn mark_overtaken(of_rule: &mut [Entry<'_>], now: DateTime<Utc>) {
    let newest = of_rule.iter().filter(|e| e.row.due_at <= now).map(|e| (e.row.due_at, e.row.key.on)).max();
    for entry in of_rule {
        entry.is_overtaken = Some((entry.row.due_at, entry.row.key.on)) < newest && entry.row.due_at <= now;
    }
}

/// Returns how many days back an occurrence of a rule can still matter.
fn days_back(rule: &Rule) -> i64 {
    let useful_days = match rule.useful_until {
        UsefulUntil::Minutes { minutes } => i64::from(minutes) / (24 * 60) + 1,
        UsefulUntil::WallTime { .. } => 1,
        UsefulUntil::Days { days } => i64::from(days) + 1,
    };
    useful_days.max(AWAY_DAYS) + 1
}

fn next_at(scene: &Scene<'_>, entries: &[Entry<'_>]) -> Option<DateTime<Utc>> {
    let history: Vec<Occurrence> = entries.iter().map(|e| e.row.clone()).collect();
    let coming =
        scene.rules.values().filter_map(|rule| scene.coming(rule, &history).next().map(|row| row.due_at));
    let of_rows = entries.iter().flat_map(|e| judge::moments(scene, e));
    coming.chain(of_rows).filter(|at| scene.now < *at).min()
}

#[cfg(test)]
mod tests;
