//! Finds the names of people in a text, and tells a name from the word it looks like.
//!
//! A name is found in any case, unless it is also an everyday word: *will* is a
//! verb and *Will* a man, and at the beginning of a sentence the word after it decides.

use std::collections::HashMap;

use super::Words;
use super::reading::{Gap, Word, words_of};

/// Names up to this length are initials, and as case-sensitive as initials are.
const INITIALS_MAX: usize = 2;

/// Notes on each word whether a name begins there, and which words belong to one.
pub(crate) fn mark_names(words: &mut [Word], names: &[&str], language: Option<&Words>) {
    let mut known: HashMap<String, Vec<Vec<Word>>> = HashMap::new();
    for name in names.iter().map(|name| words_of(name)).filter(|name| !name.is_empty()) {
        known.entry(name[0].folded.clone()).or_default().push(name);
    }
    let mut at = 0;
    while at < words.len() {
        let forms = forms_of(&words[at], language);
        let candidates = forms.iter().filter_map(|form| known.get(*form)).flatten();
        let longest = candidates.filter(|name| is_at(name, words, at, language)).map(Vec::len).max();
        if let Some(length) = longest {
            words[at].name = Some(length);
            for word in &mut words[at..at + length] {
                word.named = true;
            }
        }
        at += longest.unwrap_or(1);
    }
}

/// Lists what a word may be a form of: itself, and itself without a possessive ending.
fn forms_of<'w>(word: &'w Word, language: Option<&Words>) -> Vec<&'w str> {
    let endings = language.map_or(&[][..], |words| &words.names.endings);
    let shorter = endings.iter().filter_map(|ending| word.folded.strip_suffix(ending.as_str()));
    [word.folded.as_str(), word.bare()].into_iter().chain(shorter).collect()
}

fn is_at(name: &[Word], words: &[Word], at: usize, language: Option<&Words>) -> bool {
    let Some(here) = words.get(at..at + name.len()) else { return false };
    let last = name.len() - 1;
    let same = name.iter().zip(here).enumerate().all(|(i, (own, word))| {
        let joined = i == 0 || word.gap == Gap::Space || word.gap == own.gap;
        let equal = if i == last {
            forms_of(word, language).contains(&own.folded.as_str())
        } else {
            own.folded == word.folded
        };
        joined && equal
    });
    same && (0 < last || meant_as_name(&name[0], words, at, language))
}

/// Tells whether a single word is meant as the name it could be.
fn meant_as_name(name: &Word, words: &[Word], at: usize, language: Option<&Words>) -> bool {
    let word = &words[at];
    if name.typed.chars().count() <= INITIALS_MAX {
        return word.typed.starts_with(&name.typed);
    }
    let Some(language) = language else { return true };
    if !language.is_everyday(name) {
        return true;
    }
    let asks = word.gap == Gap::Sentence && 0 < language.names.not_before.at(words, at + 1);
    word.capital() && !asks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Language;
    use rstest::rstest;

    #[rstest]
    #[case::as_written("I meet Tatiana", &["Tatiana"], &["tatiana"])]
    #[case::in_another_case("i meet tatiana", &["Tatiana"], &["tatiana"])]
    #[case::a_possessive("Tatiana’s team", &["Tatiana"], &["tatiana's"])]
    #[case::inside_a_word("Tatianas plan", &["Tatiana"], &[])]
    #[case::inside_another_name("I meet Tatiana", &["Ana"], &[])]
    #[case::of_two_words("Ms Okafor's mail", &["Ms Okafor"], &["ms", "okafor's"])]
    #[case::half_of_two_words("Ms Smith", &["Ms Okafor"], &[])]
    #[case::a_decomposed_accent("Jose\u{301} waits", &["José"], &["josé"])]
    #[case::a_man("I ask Will", &["Will"], &["will"])]
    #[case::a_verb("I will ask", &["Will"], &[])]
    #[case::a_question("Will she ask", &["Will"], &[])]
    #[case::a_man_who_begins_a_sentence("Will asks", &["Will"], &["will"])]
    #[case::initials("TK waits", &["TK"], &["tk"])]
    #[case::initials_with_a_stop("T. waits", &["T."], &["t"])]
    #[case::a_small_letter("plan t waits", &["T."], &[])]
    #[case::markup("<b>Tatiana</b>", &["<b>Tatiana</b>"], &["b", "tatiana", "b"])]
    #[case::blank("I wait", &["", " . "], &[])]
    fn a_name_is_found_as_a_name(#[case] text: &str, #[case] names: &[&str], #[case] expected: &[&str]) {
        assert_eq!(named(text, names, Some(Language::En)), expected);
    }

    #[rstest]
    #[case::german(Some(Language::De), &["tatianas"])]
    #[case::unknown(None, &[])]
    fn a_possessive_follows_the_language(#[case] language: Option<Language>, #[case] expected: &[&str]) {
        assert_eq!(named("Tatianas Team", &["Tatiana"], language), expected);
    }

    #[test]
    fn a_name_is_found_in_a_language_without_a_list() {
        assert_eq!(named("Tatiana n'écoute jamais", &["Tatiana"], None), ["tatiana"]);
    }

    fn named(text: &str, names: &[&str], language: Option<Language>) -> Vec<String> {
        let mut words = words_of(text);
        mark_names(&mut words, names, language.map(Words::of));
        words.into_iter().filter(|w| w.named).map(|w| w.folded).collect()
    }
}
