//! What stands in Today: what is due, what waits, what is asked about afterwards, and one sentence after days away.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::judge::inapplicable;
use super::{AWAY_DAYS, Entry, Scene, key};
use crate::schedule::occurrence::{Answer, OccurrenceKey, Reason, State};
use crate::schedule::reminder::{Rule, What};

/// How far back unknown days are counted for the sentence.
const AWAY_LOOK_BACK_DAYS: i64 = 366;

/// Names what a card of Today is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// One sentence after more than three days; with "start from today".
    Away,
    /// Useful now.
    Due,
    /// Comes again at `until`.
    Snoozed,
    /// Its time is over: "Did the 09:00 check-in happen?"
    Question,
    /// Several days before today wait for an answer.
    Digest,
}

/// Holds one card of Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReminderCard {
    /// What it is about.
    pub kind: CardKind,
    /// The occurrences behind it: one, several for a digest, none after days away.
    pub occurrences: Vec<OccurrenceKey>,
    /// What its occurrence reminds of, when there is one.
    pub what: Option<What>,
    /// When a snoozed one comes again.
    pub until: Option<DateTime<Utc>>,
    /// How many days are unknown, after days away.
    pub unknown_days: u32,
}

/// Counts the days without an answer, when nobody was here for more than [`AWAY_DAYS`] days.
pub(super) fn away(scene: &Scene<'_>, entries: &[Entry<'_>]) -> Option<u32> {
    let today = scene.today();
    let last_entry = scene.facts.last_entry_on?;
    let days_between = (today - last_entry).num_days() - 1;
    let fresh_from = scene.facts.fresh_from.unwrap_or(NaiveDate::MIN);
    if days_between <= AWAY_DAYS || today <= fresh_from {
        return None;
    }
    let first =
        (last_entry + TimeDelta::days(1)).max(fresh_from).max(today - TimeDelta::days(AWAY_LOOK_BACK_DAYS));
    let mut unknown = BTreeSet::new();
    for rule in scene.rules.values().filter(|rule| rule.what.asks_afterwards()) {
        let days = rule.days_within(first, today - TimeDelta::days(1), scene.here);
        unknown.extend(days.into_iter().filter(|day| is_unknown(scene, entries, rule, *day)));
    }
    u32::try_from(unknown.len()).ok().filter(|n| 0 < *n)
}

fn is_unknown(scene: &Scene<'_>, entries: &[Entry<'_>], rule: &Rule, day: NaiveDate) -> bool {
    let is_answered = entries.iter().any(|e| e.row.key == key(rule, day) && e.row.state == State::Answered);
    !is_answered
        && rule.valid_from <= rule.due_at(day, scene.here)
        && inapplicable(scene.facts, rule, day).is_none()
}

pub(super) fn cards(scene: &Scene<'_>, entries: &[Entry<'_>], away: Option<u32>) -> Vec<ReminderCard> {
    let mut all: Vec<(CardKind, &Entry<'_>)> =
        entries.iter().filter_map(|e| Some((kind_of(scene, e, away.is_some())?, e))).collect();
    all.sort_by_key(|(kind, e)| (*kind, e.rule.map(|r| r.priority), e.row.rings_at(), e.row.key));
    let today = scene.today();
    let (past, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(kind, e)| *kind == CardKind::Question && e.row.key.on < today);
    let mut cards: Vec<ReminderCard> = Vec::new();
    if let Some(unknown_days) = away {
        let (occurrences, what, until) = (Vec::new(), None, None);
        cards.push(ReminderCard { kind: CardKind::Away, occurrences, what, until, unknown_days });
    }
    cards.extend(rest.iter().map(|(kind, e)| card(*kind, e)));
    match past.as_slice() {
        [] => {}
        [(kind, entry)] => cards.push(card(*kind, entry)),
        several => cards.push(ReminderCard {
            kind: CardKind::Digest,
            occurrences: several.iter().map(|(_, e)| e.row.key).collect(),
            what: None,
            until: None,
            unknown_days: 0,
        }),
    }
    cards
}

fn card(kind: CardKind, entry: &Entry<'_>) -> ReminderCard {
    ReminderCard {
        kind,
        occurrences: vec![entry.row.key],
        what: entry.rule.map(|rule| rule.what),
        until: entry.row.snoozed_until,
        unknown_days: 0,
    }
}

fn kind_of(scene: &Scene<'_>, entry: &Entry<'_>, is_away: bool) -> Option<CardKind> {
    let rule = entry.rule?;
    let row = &entry.row;
    let today = scene.today();
    if today < row.key.on || inapplicable(scene.facts, rule, row.key.on).is_some() {
        return None;
    }
    match (row.state, row.reason) {
        (State::Due | State::Shown, _) => Some(CardKind::Due),
        (State::Suppressed, Some(Reason::Cap | Reason::Quiet | Reason::Paused)) => Some(CardKind::Due),
        (State::Snoozed, _) => Some(CardKind::Snoozed),
        (State::Answered, _) if row.answer == Some(Answer::Later) && row.key.on == today => {
            Some(CardKind::Due)
        }
        (State::Expired, Some(Reason::Superseded)) => None,
        (State::Expired, _) => {
            let oldest = today - TimeDelta::days(AWAY_DAYS);
            let is_recent =
                oldest <= row.key.on && scene.facts.fresh_from.is_none_or(|day| day <= row.key.on);
            let left_alone = is_away && row.key.on < today;
            // What the user wants to be told of is in Today for the rest of its day.
            let stays = rule.what == What::Own && row.key.on == today;
            ((rule.what.asks_afterwards() || stays) && is_recent && !left_alone).then_some(CardKind::Question)
        }
        (State::Planned | State::Suppressed | State::Answered, _) => None,
    }
}
