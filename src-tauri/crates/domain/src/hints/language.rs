//! Recognises the language somebody writes in, by its little words.
//!
//! The language of the window is a good guess and no more: many people work in
//! two. A language that is neither is left to the rules that need no words.

use crate::lexicon::Language;
use crate::words::Words;
use crate::words::reading::{Word, words_of};

/// At least one word in so many is a little word of the language.
const ONE_IN: usize = 6;
/// With fewer words than these there is nothing to count.
const TOO_FEW: usize = 5;
/// The last character of the Latin script's usual letters.
const LATIN_MAX: char = '\u{24f}';

/// Returns the language a text is written in, or `None` when it is neither of ours.
///
/// `likely` is the language of the window; it is taken for a text that is too
/// short to tell.
pub fn language_of(text: &str, likely: Language) -> Option<Language> {
    let words = words_of(text);
    let foreign = words.iter().filter(|word| word.typed.chars().any(|c| LATIN_MAX < c && c.is_alphabetic()));
    if words.len() < 2 * foreign.count() {
        return None;
    }
    let of_likely = little_words(&words, likely);
    let (other, of_other) = match likely {
        Language::En => (Language::De, little_words(&words, Language::De)),
        Language::De => (Language::En, little_words(&words, Language::En)),
    };
    if words.len() <= ONE_IN * of_other && of_likely < of_other {
        return Some(other);
    }
    (words.len() < TOO_FEW || words.len() <= ONE_IN * of_likely).then_some(likely)
}

fn little_words(words: &[Word], language: Language) -> usize {
    let common = &Words::of(language).common;
    (0..words.len()).filter(|at| 0 < common.at(words, *at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En};
    use rstest::rstest;

    #[rstest]
    #[case("be more supportive", De, Some(En))]
    #[case("be more supportive", En, Some(En))]
    #[case("mehr Rückhalt geben", De, Some(De))]
    #[case("She never makes the first move", De, Some(En))]
    #[case("Sie macht nie den ersten Schritt", En, Some(De))]
    #[case("I meet Tatiana at 09:00 and ask one question before I say anything", De, Some(En))]
    #[case("Ich treffe Tatiana um 09:00 und stelle eine Frage, bevor ich etwas sage", En, Some(De))]
    #[case("Chaque matin je rencontre Tatiana et je demande ce qui bloque", En, None)]
    #[case("Ogni mattina incontro Tatiana e chiedo che cosa la preoccupa", De, None)]
    #[case("Cada mañana pregunto a Tatiana qué necesita para su trabajo", En, None)]
    #[case("Codziennie rano spotykam Tatianę i pytam o postępy", En, None)]
    #[case("אני פוגש את טטיאנה בתשע", En, None)]
    #[case("Каждое утро я спрашиваю Татьяну", De, None)]
    #[case("支持", En, None)]
    #[case("", De, Some(De))]
    fn a_language_is_known_by_its_little_words(
        #[case] text: &str,
        #[case] likely: Language,
        #[case] expected: Option<Language>,
    ) {
        assert_eq!(language_of(text, likely), expected, "{text:?}");
    }
}
