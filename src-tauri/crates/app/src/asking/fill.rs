//! Answers into the fields of an entry, by its kind.

use chrono::NaiveDate;

use inward_domain::entry::{
    ChangeRating, ChangeScore, EnteredBy, EntryBody, Feedforward, FollowedUp, Pulse, PulseForm, SCORES_MAX,
    SUGGESTIONS_MAX, Suggestion,
};
use inward_domain::ids::PersonId;
use inward_domain::lexicon::Language;
use inward_domain::numbers::{Answer, CannotSay, Change, Level};
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::Expected;
use inward_exchange::answer::read::chosen;

use super::request::questions;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};

/// Tells where answers come from.
pub(super) struct From {
    /// Whose they are; none in an envelope.
    pub person: Option<PersonId>,
    /// The request of the envelope they came in.
    pub envelope: Option<Line>,
    /// The day they came.
    pub received_on: NaiveDate,
}

/// Tells whether taking an answer writes over one that is there.
pub(super) fn replaces(body: &EntryBody, person: Option<PersonId>) -> bool {
    match body {
        EntryBody::Pulse(pulse) => pulse.is_answered(),
        EntryBody::ChangeRating(rating) => rating.scores.iter().any(|score| Some(score.person) == person),
        _ => false,
    }
}

/// Writes answers into an entry.
pub(super) fn fill(
    body: &mut EntryBody,
    texts: &[Vec<&Prose>],
    from: &From,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    // Values are the same in every language.
    let values = |number: usize| value_of(body, texts, number);
    let chosen: Vec<Option<String>> = (0..texts.len()).map(values).collect();
    let value = |number: usize| chosen.get(number).and_then(Option::as_deref);
    match body {
        EntryBody::Feedforward(round) => suggest(round, texts, from, call),
        EntryBody::Pulse(pulse) => {
            answer(pulse, [value(0), value(1), value(2), value(3)]);
            Ok(())
        }
        EntryBody::ChangeRating(rating) => {
            let words =
                |number: usize| texts.get(number).and_then(|texts| texts.first()).map(|text| (*text).clone());
            let person = from.person.ok_or_else(|| call.refuse_field("person", "asking.whose", &[]))?;
            let score = ChangeScore {
                person,
                score: value(0)
                    .and_then(number)
                    .and_then(|n| Change::new(n).ok())
                    .map_or(not_said(), Answer::Given),
                followed_up: value(1).and_then(followed_up),
                to_keep: words(2),
                idea: words(3),
            };
            rate(rating, score, call)
        }
        _ => Err(call.refuse(Code::Refused, "asking.asks_nobody", &[])),
    }
}

/// Returns the value that was chosen for a question; none where it was left out, or is none of the choices.
fn value_of(body: &EntryBody, texts: &[Vec<&Prose>], number: usize) -> Option<String> {
    let asked = questions(body, Language::En);
    let Expected::OneOf(choices) = &asked.get(number)?.expects else { return None };
    chosen(texts.get(number)?.first()?.as_str(), choices).map(|choice| choice.value.to_string())
}

fn suggest(
    round: &mut Feedforward,
    texts: &[Vec<&Prose>],
    from: &From,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let fresh = texts.iter().flatten().map(|text| Suggestion {
        suggestion: (*text).clone(),
        source: from.person,
        received_on: Some(from.received_on),
        entered_by: Some(EnteredBy::Them),
        thanked: None,
        decision: None,
        envelope: from.envelope.clone(),
    });
    round.suggestions.extend(fresh);
    few_enough(round.suggestions.len(), SUGGESTIONS_MAX, call)
}

fn few_enough(found: usize, most: usize, call: &Call<'_>) -> Result<(), Trouble> {
    if most < found {
        return Err(call.refuse(Code::Refused, "asking.too_many", &[("max", &most.to_string())]));
    }
    Ok(())
}

/// Fills in the answers that were given; what was left out stays as it is.
fn answer(pulse: &mut Pulse, values: [Option<&str>; 4]) {
    let items = [&mut pulse.priorities, &mut pulse.problems, &mut pulse.trust, &mut pulse.support];
    for (item, value) in items.into_iter().zip(values) {
        let Some(value) = value else { continue };
        *item = Some(number(value).and_then(|n| Level::new(n).ok()).map_or(not_said(), Answer::Given));
    }
    pulse.form = Some(PulseForm::File);
}

fn rate(rating: &mut ChangeRating, score: ChangeScore, call: &Call<'_>) -> Result<(), Trouble> {
    match rating.scores.iter_mut().find(|known| known.person == score.person) {
        Some(known) => *known = score,
        None => rating.scores.push(score),
    }
    few_enough(rating.scores.len(), SCORES_MAX, call)
}

fn number(value: &str) -> Option<i64> {
    value.parse().ok()
}

fn not_said<T>() -> Answer<T> {
    Answer::Not(CannotSay::CannotSay)
}

fn followed_up(value: &str) -> Option<FollowedUp> {
    match value {
        "0" => Some(FollowedUp::No),
        "1" => Some(FollowedUp::Once),
        "2" => Some(FollowedUp::Several),
        _ => None,
    }
}
