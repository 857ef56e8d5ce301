//! The lines of Today that only a reminder knows of: a review, a follow-up, a talk, something of the user's own.
//!
//! The act of an experiment and the log of the day have lines of their own.

use inward_domain::schedule::{CardKind, ReminderCard, What};
use inward_vault::Reader;

use super::{Card, CardAction, Day, day_words};
use crate::error::Trouble;
use crate::reminders::{LeadsTo, Scene, review_of};

/// Returns what is due, and what waits or is over for today.
pub(super) fn lines(reader: &Reader, day: &Day<'_>) -> Result<(Vec<Card>, Vec<Card>), Trouble> {
    let scene = Scene::gather(reader, day.call)?;
    let review = review_of(reader)?;
    let (mut due, mut waiting) = (Vec::new(), Vec::new());
    for card in scene.plan(day.call).cards {
        let Some(what) = card.what.filter(|what| is_told_here(*what, day)) else { continue };
        let line = line(&scene, &card, LeadsTo::of(Some(what), review), day);
        if card.kind == CardKind::Due { due.push(line) } else { waiting.push(line) }
    }
    Ok((due, waiting))
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
    let title = card.text(call.language, &scene.rules, call.moment.now, call.moment.zone);
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
    Card { title, meta, button: Some(call.say(button, &[])), action, occurrence }
}
