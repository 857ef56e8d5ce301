//! A trigger: a tense moment, logged in four taps.
//!
//! The pattern over a week or a practice is always said with its count, so
//! that two entries never look like a habit.

use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Term, Worksheet};
use crate::dates::LocalMoment;
use crate::form::{Field, Form, Input};
use crate::numbers::Tenth;
use crate::text::{Prose, blank_is_none};

/// Below so many entries a share is followed by how few they are.
const FEW: usize = 5;

/// Names what set it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// I was interrupted.
    Interrupted,
    /// What I asked for was not done.
    IgnoredInstruction,
    /// It went slowly.
    Slow,
    /// I was surprised.
    Surprise,
    /// I was contradicted.
    Contradicted,
    /// Something went wrong.
    Mistake,
    /// Something else.
    Other,
}

const CAUSES: &[&str] =
    &["interrupted", "ignored_instruction", "slow", "surprise", "contradicted", "mistake", "other"];

/// Names how it felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Feeling {
    /// Irritated.
    Irritated,
    /// Angry.
    Angry,
    /// Worried.
    Worried,
    /// Ashamed.
    Ashamed,
    /// Hurt.
    Hurt,
    /// Tired.
    Tired,
    /// Something else.
    Other,
}

pub(super) const FEELINGS: &[&str] = &["irritated", "angry", "worried", "ashamed", "hurt", "tired", "other"];

/// Holds a tense moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trigger {
    /// What I did.
    pub did: Prose,
    /// When, in local time.
    pub at: LocalMoment,
    /// What set it off.
    pub trigger: Cause,
    /// How it felt.
    pub feeling: Feeling,
    /// How strongly, 0–10.
    pub intensity: Tenth,
    /// Whether I paused before I acted.
    #[serde(default)]
    pub paused: Option<bool>,
    /// The first story I told myself.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub first_story: Option<Prose>,
    /// Another story that fits what happened.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub other_story: Option<Prose>,
    /// How strongly afterwards, 0–10.
    #[serde(default)]
    pub intensity_after: Option<Tenth>,
    /// Whether I would do the same again.
    #[serde(default)]
    pub would_do_again: Option<bool>,
}

impl Worksheet for Trigger {
    const FORM: Form = Form {
        kind: "trigger",
        fields: &[
            Field::prose("did").required(),
            Field::fact("at", Input::Moment).required(),
            Field::choice("trigger", CAUSES).required(),
            Field::choice("feeling", FEELINGS).required(),
            Field::rating("intensity", 0, 10).required(),
            Field::fact("paused", Input::YesNo),
            Field::prose("first_story").later(),
            Field::prose("other_story").later(),
            Field::rating("intensity_after", 0, 10).later(),
            Field::fact("would_do_again", Input::YesNo).later(),
        ],
    };

    fn findings(sheets: &[(&Entry, &Self)], around: &Around) -> Vec<Finding> {
        if sheets.is_empty() {
            return Vec::new();
        }
        let mut found = vec![most_frequent(sheets)];
        found.extend(time_of_day(sheets));
        found.extend(pauses(sheets, around.changed_on));
        found
    }
}

fn most_frequent(sheets: &[(&Entry, &Trigger)]) -> Finding {
    let mut counts = [0_usize; CAUSES.len()];
    for (_, sheet) in sheets {
        counts[sheet.trigger as usize] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let named: Vec<&str> = CAUSES.iter().zip(counts).filter(|(_, n)| *n == most).map(|(c, _)| *c).collect();
    let params = |name: &str| {
        vec![
            ("n", most.into()),
            ("of", sheets.len().into()),
            ("trigger", Term::Word(format!("entry.trigger.trigger.{name}"))),
        ]
    };
    match named.as_slice() {
        [one] if 1 < most || sheets.len() == 1 => Finding::new("finding.trigger.most", params(one)),
        _ => Finding::new("finding.trigger.mixed", vec![("n", sheets.len().into())]),
    }
}

/// States the part of the day in which more than half of the moments lie, from three on.
fn time_of_day(sheets: &[(&Entry, &Trigger)]) -> Option<Finding> {
    let before_noon = sheets.iter().filter(|(_, s)| s.at.get().hour() < 12).count();
    let after = sheets.len() - before_noon;
    let (n, key) = if after < before_noon {
        (before_noon, "finding.trigger.morning")
    } else {
        (after, "finding.trigger.afternoon")
    };
    (3 <= sheets.len() && sheets.len() < 2 * n)
        .then(|| Finding::new(key, vec![("n", n.into()), ("of", sheets.len().into())]))
}

/// States the share of moments with a pause, before and since the situation changed.
fn pauses(sheets: &[(&Entry, &Trigger)], changed_on: Option<NaiveDate>) -> Vec<Finding> {
    let share = |key, few, part: &dyn Fn(NaiveDate) -> bool| {
        let of: Vec<bool> =
            sheets.iter().filter(|(_, s)| part(s.at.get().date())).filter_map(|(_, s)| s.paused).collect();
        let n = of.iter().filter(|paused| **paused).count();
        let key = if of.len() < FEW { few } else { key };
        (!of.is_empty()).then(|| Finding::new(key, vec![("n", of.len().into()), ("paused", n.into())]))
    };
    match changed_on {
        None => {
            share("finding.trigger.pauses", "finding.trigger.pauses_few", &|_| true).into_iter().collect()
        }
        Some(day) => [
            share("finding.trigger.pauses_before", "finding.trigger.pauses_before_few", &|on| on < day),
            share("finding.trigger.pauses_since", "finding.trigger.pauses_since_few", &|on| day <= on),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;

    fn moment(at: &str, trigger: Cause, paused: Option<bool>) -> Trigger {
        Trigger {
            did: Prose::new("short answer").expect("text"),
            at: LocalMoment::new(at).expect("a moment"),
            trigger,
            feeling: Feeling::Irritated,
            intensity: Tenth::new(6).expect("0 to 10"),
            paused,
            first_story: None,
            other_story: None,
            intensity_after: None,
            would_do_again: None,
        }
    }

    fn found(sheets: &[Trigger], changed_on: Option<NaiveDate>) -> Vec<String> {
        let entries = entries_of(sheets);
        let pairs: Vec<(&Entry, &Trigger)> = entries.iter().zip(sheets).collect();
        let around = Around { changed_on, ..around() };
        Trigger::findings(&pairs, &around).iter().map(|f| f.say(Language::En)).collect()
    }

    #[test]
    fn the_worked_case_says_what_is_most_frequent_and_how_few_have_been_since() {
        use Cause::{Contradicted, IgnoredInstruction, Interrupted, Slow, Surprise};
        let sheets = [
            moment("2026-01-05T11:10", Interrupted, Some(false)),
            moment("2026-01-07T15:20", IgnoredInstruction, Some(false)),
            moment("2026-01-09T09:55", Slow, Some(false)),
            moment("2026-01-13T10:05", Interrupted, Some(false)),
            moment("2026-01-15T16:40", Contradicted, Some(false)),
            moment("2026-01-19T14:15", Surprise, Some(false)),
            moment("2026-02-12T10:30", Interrupted, Some(true)),
            moment("2026-03-11T11:05", Slow, Some(true)),
        ];
        assert_eq!(
            found(&sheets, NaiveDate::from_ymd_opt(2026, 1, 22)),
            [
                "Most often: interrupted (3 of 8).",
                "5 of 8 in the morning.",
                "With a pause before the change: 0 of 6.",
                "With a pause since the change: 2 of 2 (only 2 entries).",
            ]
        );
    }

    #[test]
    fn without_a_clear_front_runner_nothing_is_singled_out() {
        let sheets =
            [moment("2026-01-05T11:10", Cause::Slow, None), moment("2026-01-06T14:00", Cause::Mistake, None)];
        assert_eq!(found(&sheets, None), ["2 moments, no trigger stands out yet."]);
        assert!(found(&[], None).is_empty(), "no entries, no sentence");
    }
}
