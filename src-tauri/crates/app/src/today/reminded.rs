//! The lines of Today that only a reminder knows of: a review, a follow-up, a talk, something of the user's own.
//!
//! The act of an experiment and the log of the day have lines of their own. Of the days before, the log is asked
//! for where the planner asks; Today never counts what was missed.

use chrono::NaiveDate;

use inward_domain::schedule::{CardKind, OccurrenceKey, ReminderCard, What};
use inward_vault::Reader;

use super::{Card, CardAction, Day, day_words};
use crate::error::Trouble;
use crate::reminders::{LeadsTo, Scene, review_of};

/// What the reminders tell Today.
pub(super) struct Reminded {
    /// What is due.
    pub(super) due: Vec<Card>,
    /// What waits or is over for today.
    pub(super) waiting: Vec<Card>,
    /// Past days whose log is missing, each with its question.
    pub(super) evenings: Vec<(NaiveDate, String)>,
    /// One sentence after some days away.
    pub(super) away: Option<String>,
    /// The day from which days are asked about again.
    pub(super) fresh_from: Option<NaiveDate>,
}

pub(super) fn lines(reader: &Reader, day: &Day<'_>) -> Result<Reminded, Trouble> {
    let scene = Scene::gather(reader, day.call)?;
    let review = review_of(reader)?;
    let (mut due, mut waiting, mut evenings, mut away) = (Vec::new(), Vec::new(), Vec::new(), None);
    for card in scene.plan(day.call).cards {
        evenings.extend(missed_evenings(&scene, &card, day));
        if card.kind == CardKind::Away {
            away = Some(text(&scene, &card, day));
        }
        let Some(what) = card.what.filter(|what| is_told_here(*what, day)) else { continue };
        let line = line(&scene, &card, LeadsTo::of(Some(what), review), day);
        if card.kind == CardKind::Due { due.push(line) } else { waiting.push(line) }
    }
    Ok(Reminded { due, waiting, evenings, away, fresh_from: scene.facts.fresh_from })
}

/// Asks how each past day of a question was whose log is missing.
fn missed_evenings(scene: &Scene, card: &ReminderCard, day: &Day<'_>) -> Vec<(NaiveDate, String)> {
    let is_evening = |key: &&OccurrenceKey| {
        let rule = scene.rules.iter().find(|rule| rule.id == key.rule);
        key.on < day.on && rule.is_some_and(|rule| rule.what == What::EveningLog)
    };
    let asked = |key: &OccurrenceKey| {
        let (kind, what) = (CardKind::Question, Some(What::EveningLog));
        let one = ReminderCard { kind, what, occurrences: vec![*key], until: None, unknown_days: 0 };
        (key.on, text(scene, &one, day))
    };
    match card.kind {
        CardKind::Question | CardKind::Digest => {
            card.occurrences.iter().filter(is_evening).map(asked).collect()
        }
        CardKind::Away | CardKind::Due | CardKind::Snoozed => Vec::new(),
    }
}

fn text(scene: &Scene, card: &ReminderCard, day: &Day<'_>) -> String {
    let moment = day.call.moment;
    card.text(day.call.language, &scene.rules, moment.now, moment.zone)
}

fn is_told_here(what: What, day: &Day<'_>) -> bool {
    match what {
        What::PromisedAct { .. } | What::EveningLog => false,
        // A decision that is due has its own line.
        What::ClosingReport { experiment } => !day.is_decision_due(experiment),
        _ => true,
    }
}

fn line(scene: &Scene, card: &ReminderCard, to: LeadsTo, day: &Day<'_>) -> Card {
    let call = day.call;
    let occurrence = card.occurrences.first().copied();
    let title = text(scene, card, day);
    let rule = occurrence.and_then(|key| scene.rules.iter().find(|rule| rule.id == key.rule));
    let at = rule.map(|rule| rule.act_at().format("%H:%M").to_string()).unwrap_or_default();
    let meta = match occurrence {
        Some(key) if key.on != day.on => format!("{}, {at}", day_words(key.on, call)),
        _ => at,
    };
    let (button, action) = match (card.what, occurrence) {
        (Some(What::Own), Some(occurrence)) => ("app.button_done", CardAction::Answer { occurrence }),
        _ => ("app.open", CardAction::Open { to }),
    };
    let snoozes = rule.map(|rule| day.snoozes(rule)).unwrap_or_default();
    Card { title, meta, button: Some(call.say(button, &[])), action, occurrence, snoozes }
}
