//! The linter of the behaviour ladder: from a wish to an act that a camera could see.
//!
//! It marks vague words, somebody else as the subject, no time, no visible
//! verb, and two behaviours in one. What stands between quotation marks is said
//! and not done, so it is passed over. Nothing here judges whether a behaviour is wise.

mod acts;
mod time;

use std::collections::BTreeSet;

use self::acts::{Two, two_behaviours};
use self::time::{tells_when, when_tells};
use super::marking::{in_order, listed, mark, past_openers, sentences, somebody_else};
use super::{Hint, HintReason, remembered};
use crate::lexicon::Language;
use crate::text::Line;
use crate::words::reading::{Gap, Word};
use crate::words::{Words, read};

/// Marks what keeps a text from being one behaviour of mine that can be seen.
///
/// `when` is the field beside it, where a time may stand instead. `names` are the
/// names and aliases of people. `accepted` is what [`Hint::fine_as_is`] made of marks
/// that are fine; they are left out. Without a known `language` only the rules run
/// that need no words: a name as the subject, no time at all, several sentences.
/// Where somebody else is the subject, the verb is not looked at.
/// Marks on passages come in the order of the text and never overlap; marks on
/// the whole follow. A blank text has none.
pub fn behaviour(
    text: &str,
    when: Option<&str>,
    names: &[&str],
    accepted: &[Line],
    language: Option<Language>,
) -> Vec<Hint> {
    let language = language.map(Words::of);
    let words = done(read(text, names, language));
    if words.is_empty() {
        return Vec::new();
    }
    let two = two_behaviours(&words, language);
    let joint = match &two {
        Some(Two::Joined(run)) => vec![mark(&words, run, HintReason::TwoBehaviours)],
        Some(Two::Apart) | None => Vec::new(),
    };
    let vague = language.map_or_else(Vec::new, |l| listed(&words, &[&l.vague], HintReason::VagueWord));
    let subjects = subjects(&words, language);
    // Where somebody else acts, the first question is what I would do; whether it shows comes after.
    let unseen = subjects.is_empty() && language.is_some_and(|l| !acts::any(&words, l));
    let mut hints = in_order([subjects, joint, vague]);
    let whole = [
        (HintReason::NoTime, !tells_when(&words, language) && !when.is_some_and(|w| when_tells(w, language))),
        (HintReason::NoVisibleVerb, unseen),
        (HintReason::TwoBehaviours, two == Some(Two::Apart)),
    ];
    hints.extend(whole.into_iter().filter(|(_, missing)| *missing).map(|(r, _)| Hint::on_the_whole(r)));
    without_accepted(hints, text, accepted)
}

/// Leaves out what somebody says, unless the whole text stands between quotation marks.
fn done(words: Vec<Word>) -> Vec<Word> {
    if words.iter().all(|word| word.quoted) {
        return words;
    }
    words.into_iter().filter(|word| !word.quoted).collect()
}

fn subjects(words: &[Word], language: Option<&Words>) -> Vec<Hint> {
    let runs = sentences(words).into_iter().filter_map(|sentence| {
        let from = match language {
            None => sentence.start,
            Some(language) => main_clause(words, sentence.start, sentence.end, language)?,
        };
        let run = somebody_else(words, from, language).filter(|run| run.end <= sentence.end)?;
        let mine = language.is_some_and(|l| (from..sentence.end).any(|at| 0 < l.subjects.me.at(words, at)));
        (!mine).then_some(run)
    });
    runs.map(|run| mark(words, &run, HintReason::SomebodyElse)).collect()
}

/// Finds the word where the subject of a sentence is expected, past a clause such as *when she stops,*.
///
/// `None` when a clause of time comes first and nothing shows where it ends.
fn main_clause(words: &[Word], from: usize, end: usize, language: &Words) -> Option<usize> {
    let at = past_openers(words, from, end, language);
    let subordinate = 0 < language.subjects.subordinators.at(words, at);
    // Some words begin such a clause and are a time as well.
    if !subordinate && language.subjects.subordinators.at(words, from) == 0 {
        return Some(at);
    }
    let comma = (at + 1..end).find(|at| words[*at].gap == Gap::Clause)?;
    Some(past_openers(words, comma, end, language))
}

fn without_accepted(hints: Vec<Hint>, text: &str, accepted: &[Line]) -> Vec<Hint> {
    if accepted.is_empty() {
        return hints;
    }
    let accepted: BTreeSet<String> = accepted.iter().map(|fine| fine.as_str().to_lowercase()).collect();
    let chars: Vec<char> = text.chars().collect();
    let passage = |hint: &Hint| chars[hint.start..hint.start + hint.length].iter().collect::<String>();
    let open = |hint: &Hint| !accepted.contains(remembered(hint.reason, &passage(hint)).as_str());
    hints.into_iter().filter(open).collect()
}

#[cfg(test)]
mod tests;
