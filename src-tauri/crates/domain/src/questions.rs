//! Banks of open questions, in our own words, to choose from and to change.
//!
//! The sentences are in the catalogue, under `questions`; a bank only says which
//! belong to it and in which order they are offered. A question somebody wrote
//! is not in here, and none of these is ever asked by the program itself.

use crate::lexicon::{Language, say};

const GUESS: &[&str] = &[
    "questions.guess.hardest",
    "questions.guess.last_moment",
    "questions.guess.want_from_me",
    "questions.guess.want_less",
    "questions.guess.think_i_want",
    "questions.guess.worry",
    "questions.guess.succeed",
    "questions.guess.unsaid",
    "questions.guess.trusted",
    "questions.guess.need",
    "questions.guess.overlooked",
    "questions.guess.try_again",
];

const CONVERSATION: &[&str] = &[
    "questions.conversation.been_like",
    "questions.conversation.what_happened",
    "questions.conversation.not_understood",
    "questions.conversation.make_easier",
    "questions.conversation.make_harder",
    "questions.conversation.need_first",
    "questions.conversation.say_earlier",
    "questions.conversation.matters",
    "questions.conversation.worry",
    "questions.conversation.decide",
    "questions.conversation.small_step",
    "questions.conversation.good_week",
    "questions.conversation.not_asked",
];

/// Lists the questions of a sealed guess: what I believe about how it is for them.
///
/// Each has an answer that the other can give in a talk, so that the guess can be checked.
pub fn guess_bank(language: Language) -> Vec<String> {
    said(GUESS, language)
}

/// Lists open questions for a conversation, from how it was to what comes next.
pub fn conversation_bank(language: Language) -> Vec<String> {
    said(CONVERSATION, language)
}

fn said(bank: &[&str], language: Language) -> Vec<String> {
    bank.iter().map(|key| say(language, key, &[])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::keys;
    use std::collections::BTreeSet;

    const LANGUAGES: [Language; 2] = [Language::En, Language::De];

    #[test]
    fn the_banks_hold_every_question_of_the_catalogue_once() {
        let offered: Vec<&str> = GUESS.iter().chain(CONVERSATION).copied().collect();
        let unique: BTreeSet<&str> = offered.iter().copied().collect();
        assert_eq!(unique.len(), offered.len(), "a question offered twice looks like two questions");
        for language in LANGUAGES {
            let written: BTreeSet<&str> =
                keys(language).filter(|key| key.starts_with("questions.")).collect();
            assert_eq!(written, unique, "{language:?}: a question in no bank is never seen");
        }
    }

    #[test]
    fn a_question_of_a_bank_ends_as_a_question_and_fits_a_line() {
        for language in LANGUAGES {
            for question in guess_bank(language).into_iter().chain(conversation_bank(language)) {
                assert!(question.ends_with('?'), "{question}");
                assert!(question.chars().count() <= 90, "{question}");
            }
        }
    }

    #[test]
    fn a_conversation_begins_open() {
        let closed = ["Do ", "Did ", "Are ", "Is ", "Have ", "Can ", "Will ", "Sind ", "Haben ", "Ist "];
        for language in LANGUAGES {
            for question in conversation_bank(language) {
                let open = !closed.iter().any(|begin| question.starts_with(begin));
                assert!(open, "yes or no ends a conversation: {question}");
            }
        }
    }
}
