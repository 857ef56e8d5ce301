//! Notices words of harassment, threat or danger, for a plain pointer to people who can help.
//!
//! The pointer is all there is: nothing is counted and nothing is stored. A
//! plan can be threatened and a target hit, so an act counts only when people
//! suffer it. Missing a case costs less than it seems, because the pointer is
//! in the help too; a false alarm teaches people to look away.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lexicon::Language;
use crate::words::phrases::found;
use crate::words::reading::{Gap, Word};
use crate::words::{Safety, Words, read};

/// How many words may stand between an act and the thing that does it.
const REACH_OF_THINGS: usize = 4;
/// How many words may stand between those who suffer an act and the act.
const REACH_OF_PEOPLE: usize = 5;
/// How many words may stand between *I was* and what was done.
const REACH_OF_SUFFERING: usize = 3;

/// Names what a text sounds like, so that the pointer can name who helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Harassment, bullying or discrimination.
    Harassment,
    /// A threat or an attack.
    Threat,
    /// Danger to life and limb.
    Danger,
}

impl Concern {
    /// Returns the key of the pointer in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Concern::Harassment => "hints.safety.harassment",
            Concern::Threat => "hints.safety.threat",
            Concern::Danger => "hints.safety.danger",
        }
    }
}

#[derive(Clone, Copy)]
enum Sign {
    Spared,
    Plain(Concern),
    Act,
    Suffered,
}

/// Tells what kind of help a text calls for, the most urgent first, or `None`.
///
/// In an unknown language nothing is noticed; the pointer in the help is always there.
/// The answer is for the screen alone and is not kept anywhere.
pub fn safety(text: &str, language: Option<Language>) -> Option<Concern> {
    let language = Words::of(language?);
    let safety = &language.safety;
    let words = read(text, &[], Some(language));
    let signs = [
        (&safety.spared, Sign::Spared),
        (&safety.danger, Sign::Plain(Concern::Danger)),
        (&safety.threat, Sign::Plain(Concern::Threat)),
        (&safety.harassment, Sign::Plain(Concern::Harassment)),
        (&safety.acts, Sign::Act),
        (&safety.suffered, Sign::Suffered),
    ];
    let concerns = found(&words, &signs).into_iter().filter_map(|(run, sign)| match sign {
        Sign::Spared => None,
        Sign::Plain(concern) => Some(concern),
        Sign::Act | Sign::Suffered => hits_people(&words, &run, language).then_some(Concern::Threat),
    });
    concerns.max()
}

/// Tells whether people, and not plans, suffer an act, and no mere thing does it.
fn hits_people(words: &[Word], act: &Range<usize>, language: &Words) -> bool {
    let safety = &language.safety;
    let after = is_done_to_people(words, act.end, safety);
    let suffered = 0 < safety.suffered.at(words, act.start);
    let before = suffered
        && (looks_back(words, act.start, REACH_OF_SUFFERING, language, |at| {
            0 < safety.sufferers.at(words, at)
        }) || safety.people_come_first
            && looks_back(words, act.start, REACH_OF_PEOPLE, language, |at| 0 < safety.people.at(words, at)));
    (after || before) && !is_done_by_a_thing(words, act.start, language)
}

/// Tells whether the words from here on name people as those to whom something is done.
fn is_done_to_people(words: &[Word], at: usize, safety: &Safety) -> bool {
    let follows = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::Space);
    let theirs = safety.people_or_theirs.at(words, at);
    let alone = 0 < theirs && (!follows(at + theirs) || 0 < safety.after_people.at(words, at + theirs));
    follows(at) && (0 < safety.people.at(words, at) || alone)
}

/// Looks back from an act, within its clause, for a word that tells something.
fn looks_back(
    words: &[Word],
    act: usize,
    reach: usize,
    language: &Words,
    tells: impl Fn(usize) -> bool,
) -> bool {
    let mut at = act;
    // A phrase of two words that ends just before the reach begins one word earlier.
    for _ in 0..reach + 2 {
        if at == 0 || words[at].gap != Gap::Space || 0 < language.joins.plain.at(words, at) {
            return false;
        }
        at -= 1;
        if tells(at) {
            return true;
        }
    }
    false
}

fn is_done_by_a_thing(words: &[Word], act: usize, language: &Words) -> bool {
    let mut at = act;
    for _ in 0..REACH_OF_THINGS {
        if at == 0 || words[at].gap != Gap::Space || 0 < language.joins.plain.at(words, at) {
            return false;
        }
        at -= 1;
        if 0 < language.safety.things.at(words, at) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
