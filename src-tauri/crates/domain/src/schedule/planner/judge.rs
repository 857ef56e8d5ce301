//! What becomes of one row at a moment.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc, Weekday};

use super::{AWAY_DAYS, Entry, LATE_AFTER, Scene};
use crate::experiment::Checkin;
use crate::ids::ExperimentId;
use crate::schedule::facts::{ExperimentDays, Facts};
use crate::schedule::occurrence::{Answer, Occurrence, Reason, State};
use crate::schedule::reminder::{Priority, Rule, What};

/// A row that may be shown now, if the day has room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring {
    pub priority: Priority,
    pub rings_at: DateTime<Utc>,
    pub late: bool,
    /// Claimed by a process that ended before it confirmed.
    pub again: bool,
    /// The user asked for it by a snooze, or it counted already.
    pub is_free: bool,
}

/// Brings a row up to the moment; returns a ring when it may be shown.
pub(super) fn judge(scene: &Scene<'_>, entry: &mut Entry<'_>, is_away: bool) -> Option<Ring> {
    if entry.row.state == State::Answered {
        return None;
    }
    let Some(rule) = entry.rule else {
        end_without_rule(entry);
        return None;
    };
    match (entry.row.state, entry.row.was_claimed()) {
        (State::Snoozed, _) => judge_snoozed(scene, entry, rule),
        (State::Answered | State::Suppressed, true) => None,
        (State::Planned | State::Due | State::Shown | State::Expired, true) => {
            judge_claimed(scene, entry, rule)
        }
        (_, false) => judge_unseen(scene, entry, rule, is_away),
    }
}

/// A rule that was deleted leaves nothing open behind.
fn end_without_rule(entry: &mut Entry<'_>) {
    match entry.row.state {
        State::Planned | State::Due | State::Shown | State::Snoozed => {
            settle(entry, State::Suppressed, Some(Reason::Ended));
        }
        State::Answered | State::Expired | State::Suppressed => {}
    }
}

fn judge_snoozed(scene: &Scene<'_>, entry: &mut Entry<'_>, rule: &Rule) -> Option<Ring> {
    if let Some(why) = inapplicable(scene.facts, rule, entry.row.key.on) {
        answer_or_suppress(entry, why);
        return None;
    }
    let rings_at = entry.row.rings_at();
    if scene.now < rings_at {
        return None;
    }
    if TimeDelta::days(AWAY_DAYS) < scene.now - rings_at {
        settle(entry, State::Expired, Some(Reason::Away));
        return None;
    }
    if let Some(reason) = scene.obstacle() {
        entry.row.reason = Some(reason);
        return None;
    }
    Some(Ring { is_free: true, ..ring(scene, entry, rule) })
}

/// Shown, or taken to be shown: it waits for its answer until its useful time is over.
fn judge_claimed(scene: &Scene<'_>, entry: &mut Entry<'_>, rule: &Rule) -> Option<Ring> {
    let is_over = entry.row.state == State::Expired;
    if let Some(why) = inapplicable(scene.facts, rule, entry.row.key.on) {
        if !is_over || why.answer.is_some() {
            answer_or_suppress(entry, why);
        }
        return None;
    }
    if is_over {
        return None;
    }
    // The rule begins later now: what rang for it before is asked for then.
    if entry.is_orphan && entry.row.key.on < rule.starts_on {
        settle(entry, State::Suppressed, Some(Reason::Ended));
        return None;
    }
    if scene.open_end(&entry.row, rule) <= scene.now {
        let reason = entry.row.reason;
        settle(entry, State::Expired, reason);
        return None;
    }
    let started_at = scene.facts.started_at;
    let was_cut_short = entry.row.state == State::Due
        && started_at <= scene.now
        && entry.row.claimed_at.is_some_and(|at| at < started_at);
    if !was_cut_short || scene.obstacle().is_some() {
        return None;
    }
    Some(Ring { again: true, is_free: true, ..ring(scene, entry, rule) })
}

/// Never shown: judged afresh each time, as if nothing were stored but the cap.
fn judge_unseen(scene: &Scene<'_>, entry: &mut Entry<'_>, rule: &Rule, is_away: bool) -> Option<Ring> {
    let stored = (entry.row.state, entry.row.reason);
    if entry.is_orphan {
        let is_over = rule.useful_end(entry.row.key.on, scene.here) <= scene.now;
        match (entry.row.due_at <= scene.now, is_over) {
            (true, true) => settle(entry, State::Expired, Some(why_unseen(stored, is_away))),
            (true, false) => settle(entry, State::Suppressed, Some(Reason::Ended)),
            (false, _) => {}
        }
        return None;
    }
    if scene.now < entry.row.due_at {
        settle(entry, State::Planned, None);
        return None;
    }
    if let Some(why) = inapplicable(scene.facts, rule, entry.row.key.on) {
        match stored.0 {
            State::Expired => answer_or_suppress(entry, why),
            _ => settle(entry, State::Suppressed, Some(why.reason)),
        }
        return None;
    }
    if rule.useful_end(entry.row.key.on, scene.here) <= scene.now {
        settle(entry, State::Expired, Some(why_unseen(stored, is_away)));
        return None;
    }
    if entry.is_overtaken {
        settle(entry, State::Expired, Some(Reason::Superseded));
        return None;
    }
    if stored == (State::Suppressed, Some(Reason::Cap)) {
        return None;
    }
    match scene.obstacle() {
        Some(Reason::NoServer) => settle(entry, State::Due, Some(Reason::NoServer)),
        Some(reason) => settle(entry, State::Suppressed, Some(reason)),
        None => return Some(ring(scene, entry, rule)),
    }
    None
}

/// Says why a row was never shown: what held it back before, or else that nobody was awake.
fn why_unseen(stored: (State, Option<Reason>), is_away: bool) -> Reason {
    match stored {
        (State::Expired | State::Suppressed | State::Due, Some(reason)) => match reason {
            Reason::Quiet | Reason::Paused | Reason::Cap | Reason::NoServer => reason,
            Reason::Asleep | Reason::Away | Reason::Superseded => reason,
            Reason::AlreadyLogged
            | Reason::NotApplicable
            | Reason::Ended
            | Reason::Digest
            | Reason::SnoozesUsed => Reason::Asleep,
        },
        _ if is_away => Reason::Away,
        _ => Reason::Asleep,
    }
}

fn ring(scene: &Scene<'_>, entry: &Entry<'_>, rule: &Rule) -> Ring {
    let rings_at = entry.row.rings_at();
    Ring {
        priority: rule.priority,
        rings_at,
        late: LATE_AFTER < scene.now - rings_at,
        again: false,
        is_free: false,
    }
}

fn settle(entry: &mut Entry<'_>, state: State, reason: Option<Reason>) {
    entry.row.state = state;
    entry.row.reason = reason;
    entry.row.snoozed_until = None;
}

fn answer_or_suppress(entry: &mut Entry<'_>, why: Inapplicable) {
    match why.answer {
        Some(answer) => {
            settle(entry, State::Answered, Some(why.reason));
            entry.row.answer = Some(answer);
        }
        None => settle(entry, State::Suppressed, Some(why.reason)),
    }
}

/// Why a day of a rule asks for nothing, and the answer the day's log gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inapplicable {
    pub reason: Reason,
    pub answer: Option<Answer>,
}

impl Inapplicable {
    fn because(reason: Reason) -> Option<Self> {
        let answer = (reason == Reason::NotApplicable).then_some(Answer::NotApplicable);
        Some(Inapplicable { reason, answer })
    }
}

pub(super) fn inapplicable(facts: &Facts, rule: &Rule, on: NaiveDate) -> Option<Inapplicable> {
    if rule.paused {
        return Inapplicable::because(Reason::Paused);
    }
    match rule.what {
        What::PromisedAct { experiment } => {
            let Some(days) = days_of(facts, experiment) else {
                return Inapplicable::because(Reason::Ended);
            };
            act_inapplicable(days, on)
        }
        What::EveningLog => evening_inapplicable(facts, on),
        What::ClosingReport { experiment } => match days_of(facts, experiment) {
            None => Inapplicable::because(Reason::Ended),
            Some(days) if days.paused => Inapplicable::because(Reason::Paused),
            Some(_) => None,
        },
        What::WeeklyReview => {
            let week = on.week(Weekday::Mon).days();
            let is_written = facts.reviewed_on.is_some_and(|day| week.contains(&day));
            is_written.then_some(Inapplicable { reason: Reason::AlreadyLogged, answer: Some(Answer::Done) })
        }
        _ => None,
    }
}

fn days_of(facts: &Facts, experiment: ExperimentId) -> Option<&ExperimentDays> {
    facts.experiments.iter().find(|days| days.experiment == experiment)
}

fn act_inapplicable(days: &ExperimentDays, on: NaiveDate) -> Option<Inapplicable> {
    if let Some(checkin) = days.checkins.get(&on) {
        let reason = match checkin {
            Checkin::Done | Checkin::Missed => Reason::AlreadyLogged,
            Checkin::NotApplicable => Reason::NotApplicable,
        };
        return Some(Inapplicable { reason, answer: Some((*checkin).into()) });
    }
    if days.is_off(on) || days.as_usual.contains(&on) {
        return Inapplicable::because(Reason::NotApplicable);
    }
    if !days.runs_on(on) {
        return Inapplicable::because(Reason::Ended);
    }
    if days.paused { Inapplicable::because(Reason::Paused) } else { None }
}

/// The evening asks while one running experiment has something left to rate.
fn evening_inapplicable(facts: &Facts, on: NaiveDate) -> Option<Inapplicable> {
    let running: Vec<&ExperimentDays> = facts.experiments.iter().filter(|d| d.is_rated_on(on)).collect();
    if running.is_empty() {
        return Inapplicable::because(Reason::Ended);
    }
    let counting: Vec<_> = running.iter().filter(|d| !d.is_off(on)).collect();
    if counting.is_empty() {
        return Inapplicable::because(Reason::NotApplicable);
    }
    let awake: Vec<_> = counting.iter().filter(|d| !d.paused).collect();
    if awake.is_empty() {
        return Inapplicable::because(Reason::Paused);
    }
    awake
        .iter()
        .all(|d| d.logged.contains(&on))
        .then_some(Inapplicable { reason: Reason::AlreadyLogged, answer: Some(Answer::Done) })
}

impl Scene<'_> {
    /// Returns what keeps every notification back at this moment.
    fn obstacle(&self) -> Option<Reason> {
        if self.facts.paused_until.is_some_and(|until| self.now < until) {
            return Some(Reason::Paused);
        }
        if self.facts.quiet.ends_after(self.now, self.here).is_some() {
            return Some(Reason::Quiet);
        }
        if self.facts.can_notify { None } else { Some(Reason::NoServer) }
    }

    /// Returns when the obstacle of this moment goes, as far as that is known.
    fn obstacle_ends(&self) -> Option<DateTime<Utc>> {
        let paused = self.facts.paused_until.filter(|until| self.now < *until);
        paused.or_else(|| self.facts.quiet.ends_after(self.now, self.here))
    }

    /// Returns when a shown row stops waiting: its useful end, or as long after its last ring as it had the first time.
    pub(super) fn open_end(&self, row: &Occurrence, rule: &Rule) -> DateTime<Utc> {
        let end = rule.useful_end(row.key.on, self.here);
        let open_for = end - rule.due_at(row.key.on, self.here);
        match row.shown_at.max(row.claimed_at) {
            Some(rung_at) if 0 < row.snoozes => end.max(rung_at + open_for),
            _ => end,
        }
    }
}

/// Lists the moments at which a row can change by itself.
pub(super) fn moments(scene: &Scene<'_>, entry: &Entry<'_>) -> Vec<DateTime<Utc>> {
    let Some(rule) = entry.rule else {
        return Vec::new();
    };
    let row = &entry.row;
    let end = Some(scene.open_end(row, rule));
    let held = scene.obstacle_ends();
    let moments = match (row.state, row.reason) {
        (State::Answered | State::Expired, _) => [None, None],
        (State::Planned, _) => [Some(row.due_at), None],
        (State::Shown, _) | (State::Suppressed, Some(Reason::Cap)) => [end, None],
        (State::Due, _) | (State::Suppressed, Some(Reason::Quiet | Reason::Paused)) => [end, held],
        (State::Suppressed, _) => [None, None],
        (State::Snoozed, _) => [Some(row.rings_at()), held],
    };
    moments.into_iter().flatten().collect()
}

impl Occurrence {
    /// Tells whether anything happened to it that an edited rule does not undo.
    pub(super) fn is_touched(&self) -> bool {
        self.was_claimed() || matches!(self.state, State::Snoozed | State::Answered)
    }
}
