//! Marks in what a person writes: they point at a passage and ask a question.
//!
//! A hint never blocks, never changes a text and is never stored. In a language
//! without lists only the rules that need no words run. The sentences are in
//! the catalogue, under `hints`; no rule here says anything about the person who writes.

mod about_person;
mod behaviour;
mod complaint;
mod language;
mod marking;
mod safety;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use about_person::about_person;
pub use behaviour::behaviour;
pub use complaint::complaint;
pub use language::language_of;
pub use safety::{Concern, safety};

use crate::lexicon::{Language, say};
use crate::text::{LINE_MAX, Line};

/// Names why a passage is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HintReason {
    /// The line's subject is somebody else.
    SomebodyElse,
    /// An absolute word that is hard to check.
    AbsoluteWord,
    /// A word that judges instead of telling what was seen.
    JudgementWord,
    /// A word under which everybody sees something else.
    VagueWord,
    /// Nothing tells when it happens.
    NoTime,
    /// Nothing in it can be seen.
    NoVisibleVerb,
    /// Two behaviours in one.
    TwoBehaviours,
}

impl HintReason {
    /// All reasons.
    pub const ALL: &'static [HintReason] = &[
        HintReason::SomebodyElse,
        HintReason::AbsoluteWord,
        HintReason::JudgementWord,
        HintReason::VagueWord,
        HintReason::NoTime,
        HintReason::NoVisibleVerb,
        HintReason::TwoBehaviours,
    ];

    /// Returns the key of the question it asks, under which the catalogue holds the words.
    pub fn question_key(self) -> &'static str {
        match self {
            HintReason::SomebodyElse => "hints.lint.somebody_else",
            HintReason::AbsoluteWord => "hints.lint.absolute_word",
            HintReason::JudgementWord => "hints.lint.judgement_word",
            HintReason::VagueWord => "hints.lint.vague_word",
            HintReason::NoTime => "hints.lint.no_time",
            HintReason::NoVisibleVerb => "hints.lint.no_visible_verb",
            HintReason::TwoBehaviours => "hints.lint.two_behaviours",
        }
    }

    /// Returns the name it has on the wire.
    pub fn name(self) -> &'static str {
        let key = self.question_key();
        key.strip_prefix("hints.lint.").unwrap_or(key)
    }
}

/// Marks a passage of a text, or says something about the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Hint {
    /// The first character, counted in characters from 0.
    pub start: usize,
    /// How many characters; 0 when something is missing and no passage can be marked.
    pub length: usize,
    /// Why.
    pub reason: HintReason,
}

impl Hint {
    /// Returns a mark on a text as a whole.
    fn on_the_whole(reason: HintReason) -> Hint {
        Hint { start: 0, length: 0, reason }
    }

    /// Returns the passage it marks in the text it was made for; `None` when it is about the whole.
    pub fn passage(&self, text: &str) -> Option<String> {
        let passage: String = text.chars().skip(self.start).take(self.length).collect();
        (!passage.is_empty()).then_some(passage)
    }

    /// Asks its question, in the language of the interface.
    pub fn question(&self, text: &str, language: Language) -> String {
        let word = self.passage(text).unwrap_or_default();
        say(language, self.reason.question_key(), &[("word", &word)])
    }

    /// Returns what is remembered when somebody calls the mark fine as it is.
    ///
    /// That is the marked passage in lower case, because a vague word that is
    /// accepted says nothing about the next one, or the name of the reason for a
    /// mark on the whole. It holds whatever else changes in the text.
    pub fn fine_as_is(&self, text: &str) -> Line {
        remembered(self.reason, &self.passage(text).unwrap_or_default())
    }
}

/// Names a mark in the form in which *fine as is* is remembered and compared.
fn remembered(reason: HintReason, passage: &str) -> Line {
    let said = if passage.is_empty() { reason.name() } else { passage };
    let folded: String = said.to_lowercase().chars().take(LINE_MAX).collect();
    Line::new(&folded).expect("BUG: a passage has a letter or a figure in it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::knows;

    #[test]
    fn every_reason_has_its_question_in_both_languages() {
        for language in [Language::En, Language::De] {
            for reason in HintReason::ALL {
                assert!(knows(language, reason.question_key()), "{reason:?} marks and asks nothing");
                let name = serde_json::to_value(reason).expect("plain data");
                let expected = format!("hints.lint.{}", name.as_str().expect("a name"));
                assert_eq!(reason.question_key(), expected, "the page looks it up by the wire name");
                assert_eq!(name, reason.name());
            }
        }
    }

    #[test]
    fn a_question_names_the_marked_word_as_text() {
        let text = "be <b>more</b>";
        let hint = Hint { start: 6, length: 4, reason: HintReason::VagueWord };
        assert_eq!(hint.passage(text).as_deref(), Some("more"));
        assert!(hint.question(text, Language::En).contains("“more”"));
        assert!(hint.question(text, Language::De).contains("„more“"));
        let whole = Hint::on_the_whole(HintReason::NoTime);
        assert_eq!(whole.passage(text), None);
        assert!(!whole.question(text, Language::En).contains('{'), "nothing is left to fill");
    }

    #[test]
    fn what_is_fine_is_remembered_by_the_passage_or_by_the_reason() {
        let fine =
            |start, length, reason| String::from(Hint { start, length, reason }.fine_as_is("be More open"));
        assert_eq!(fine(3, 4, HintReason::VagueWord), "more");
        assert_eq!(fine(0, 0, HintReason::NoTime), "no_time");
    }
}
