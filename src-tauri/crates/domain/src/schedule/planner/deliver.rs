//! Which of the rings become notifications: order, digest and the cap of the day.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::judge::{Ring, inapplicable};
use super::{Entry, LATE_AFTER, Scene, key};
use crate::schedule::facts::HARD_CAP;
use crate::schedule::notice::Notice;
use crate::schedule::occurrence::{Occurrence, Reason, State};
use crate::schedule::reminder::Priority;

type Placed = (usize, Ring);

/// Claims the rows that are shown now and returns their notices; what finds no room is a card only.
pub(super) fn deliver(scene: &Scene<'_>, entries: &mut [Entry<'_>], rings: Vec<Placed>) -> Vec<Notice> {
    let mut used = notifications_today(scene, entries);
    let reserved = first_ones_to_come(scene, entries);
    let mut notices = Vec::new();
    for group in grouped(rings, entries) {
        let is_first = group.iter().any(|(_, ring)| ring.priority == Priority::First);
        let is_free = group.iter().any(|(_, ring)| ring.is_free);
        let cap = usize::from(scene.facts.daily_cap.min(HARD_CAP));
        let has_room = if is_first { used < cap } else { used + reserved < cap };
        if !is_free && !has_room {
            for (place, _) in group {
                entries[place].row.state = State::Suppressed;
                entries[place].row.reason = Some(Reason::Cap);
            }
            continue;
        }
        if !is_free {
            used += 1;
        }
        notices.push(claimed(scene, entries, &group));
    }
    notices
}

/// Puts what is late into one digest when it is more than one, and orders by priority, then time.
fn grouped(rings: Vec<Placed>, entries: &[Entry<'_>]) -> Vec<Vec<Placed>> {
    let order = |(place, ring): &Placed| (ring.priority, ring.rings_at, entries[*place].row.key);
    let (mut late, on_time): (Vec<Placed>, Vec<Placed>) = rings.into_iter().partition(|(_, ring)| ring.late);
    late.sort_by_key(order);
    let mut groups: Vec<Vec<Placed>> = on_time.into_iter().map(|one| vec![one]).collect();
    if !late.is_empty() {
        groups.push(late);
    }
    groups.sort_by_key(|group| order(&group[0]));
    groups
}

fn claimed(scene: &Scene<'_>, entries: &mut [Entry<'_>], group: &[Placed]) -> Notice {
    let is_digest = 1 < group.len();
    let mut occurrences = Vec::new();
    for (place, ring) in group {
        let row = &mut entries[*place].row;
        row.reason = match row.reason {
            _ if is_digest => Some(Reason::Digest),
            Some(held @ (Reason::Quiet | Reason::Paused | Reason::NoServer)) => Some(held),
            _ if ring.late => Some(Reason::Asleep),
            _ => None,
        };
        row.state = State::Due;
        row.snoozed_until = None;
        row.claimed_at = Some(scene.now);
        occurrences.push(row.key);
    }
    Notice {
        occurrences,
        late: group.iter().any(|(_, ring)| ring.late),
        again: group.iter().any(|(_, ring)| ring.again),
    }
}

/// Counts the notifications of the local day; a digest is one.
fn notifications_today(scene: &Scene<'_>, entries: &[Entry<'_>]) -> usize {
    let today = scene.today();
    let rows = entries.iter().filter_map(|e| e.before.as_ref());
    let mut single = 0;
    let mut late = BTreeSet::new();
    for (row, at) in rows.filter_map(|row| rung_at(row).map(|at| (row, at))) {
        if scene.day_of(at) != today {
            continue;
        }
        if rang_late(row, at) {
            late.insert(at);
        } else {
            single += 1;
        }
    }
    single + late.len()
}

/// Returns when the row last rang; rows of one digest are confirmed together, and a snooze forgets the claim.
fn rung_at(row: &Occurrence) -> Option<DateTime<Utc>> {
    row.shown_at.max(row.claimed_at)
}

/// Tells whether a row rang with all else that was late at that moment.
///
/// A row that was logged, snoozed or paused since no longer says that it was
/// in a digest; its first ring is known by the time it was due.
fn rang_late(row: &Occurrence, at: DateTime<Utc>) -> bool {
    let is_first_ring = row.snoozes == 0 || (row.snoozes == 1 && row.claimed_at.is_none());
    row.reason == Some(Reason::Digest) || (is_first_ring && LATE_AFTER < at - row.due_at)
}

/// Counts what goes first and comes later today: others leave it room.
fn first_ones_to_come(scene: &Scene<'_>, entries: &[Entry<'_>]) -> usize {
    let today = scene.today();
    let first = scene.rules.values().filter(|rule| rule.priority == Priority::First);
    first
        .filter(|rule| {
            let rings_later = rule.days_within(today, today, scene.here).contains(&today)
                && scene.now < rule.due_at(today, scene.here)
                && scene.day_of(rule.due_at(today, scene.here)) == today;
            let is_new = !entries.iter().any(|e| e.row.key == key(rule, today) && e.row.is_touched());
            rings_later && is_new && inapplicable(scene.facts, rule, today).is_none()
        })
        .count()
}
