//! Marks in a complaint: somebody else as its subject, and words that are hard to check.

use super::marking::{in_order, listed, mark, past_openers, sentences, somebody_else};
use super::{Hint, HintReason};
use crate::lexicon::Language;
use crate::words::reading::Word;
use crate::words::{Words, read};

/// Marks the subject of each sentence when it is somebody else, and absolute words anywhere.
///
/// A judgement counts as an absolute word here: *lazy* is as hard to check as
/// *never*, and the same question leads back to what happened.
/// `names` are the person's name and aliases; a name marks the subject in any language.
/// The result is in the order of the text and never overlaps.
pub fn complaint(text: &str, names: &[&str], language: Option<Language>) -> Vec<Hint> {
    let language = language.map(Words::of);
    let words = read(text, names, language);
    let absolutes = language.map_or_else(Vec::new, |language| {
        listed(&words, &[&language.absolute, &language.judgement], HintReason::AbsoluteWord)
    });
    in_order([subjects(&words, language), absolutes])
}

fn subjects(words: &[Word], language: Option<&Words>) -> Vec<Hint> {
    let subject = |sentence: std::ops::Range<usize>| {
        let at = language.map_or(sentence.start, |l| past_openers(words, sentence.start, sentence.end, l));
        let at = if somebody_else(words, sentence.start, language).is_some() { sentence.start } else { at };
        somebody_else(words, at, language).filter(|run| run.end <= sentence.end)
    };
    let runs = sentences(words).into_iter().filter_map(subject);
    runs.map(|run| mark(words, &run, HintReason::SomebodyElse)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use HintReason::{AbsoluteWord, SomebodyElse};
    use rstest::rstest;

    fn marked(text: &str, language: Option<Language>) -> Vec<(String, HintReason)> {
        let hints = complaint(text, &["Tatiana", "Will", "Ms Okafor"], language);
        hints.iter().map(|hint| (hint.passage(text).expect("each mark has a passage"), hint.reason)).collect()
    }

    fn check(text: &str, language: Option<Language>, expected: &[(&str, HintReason)]) {
        let expected: Vec<_> = expected.iter().map(|(w, r)| ((*w).to_owned(), *r)).collect();
        assert_eq!(marked(text, language), expected, "{text:?}");
    }

    #[rstest]
    #[case::a_name("Tatiana will not run things the new way", &[("Tatiana", SomebodyElse)])]
    #[case::a_genitive("Tatiana's team waits", &[("Tatiana's", SomebodyElse)])]
    #[case::a_name_of_two_words("Ms Okafor waits", &[("Ms Okafor", SomebodyElse)])]
    #[case::a_pronoun("Her questions break up my day", &[("Her", SomebodyElse)])]
    #[case::a_contraction("She’s late", &[("She’s", SomebodyElse)])]
    #[case::a_role("My boss refuses everything",
        &[("My boss", SomebodyElse), ("refuses", AbsoluteWord), ("everything", AbsoluteWord)])]
    #[case::an_absolute_word("She never makes the first move", &[("She", SomebodyElse), ("never", AbsoluteWord)])]
    #[case::a_judgement("She is lazy", &[("She", SomebodyElse), ("lazy", AbsoluteWord)])]
    #[case::after_an_opener("Yesterday she waited", &[("she", SomebodyElse)])]
    #[case::in_a_question("Why does she wait?", &[("she", SomebodyElse)])]
    #[case::two_sentences("I ask. Tatiana waits.", &[("Tatiana", SomebodyElse)])]
    #[case::nobody("Nobody ever answers", &[("Nobody", SomebodyElse)])]
    #[case::a_man_called_will("Will waits", &[("Will", SomebodyElse)])]
    #[case::a_will("Will we be done in time?", &[])]
    #[case::me("I interrupt her", &[])]
    #[case::a_skill_question("How do I make it safe to decide?", &[])]
    #[case::a_name_inside_a_word("Tatianas plan", &[])]
    #[case::inside_a_word("However hard it is, the nevermore bird", &[])]
    #[case::a_week("every other week I ask", &[])]
    #[case::nothing_at_all("", &[])]
    #[case::only_marks("… – !", &[])]
    fn in_english(#[case] text: &str, #[case] expected: &[(&str, HintReason)]) {
        check(text, Some(Language::En), expected);
    }

    #[rstest]
    #[case::a_pronoun("Sie macht nie den ersten Schritt", &[("Sie", SomebodyElse), ("nie", AbsoluteWord)])]
    #[case::a_genitive("Tatianas Team wartet", &[("Tatianas", SomebodyElse)])]
    #[case::a_role("Meine Chefin ändert ständig alles",
        &[("Meine Chefin", SomebodyElse), ("ständig", AbsoluteWord), ("alles", AbsoluteWord)])]
    #[case::a_judgement("Er ist stur", &[("Er", SomebodyElse), ("stur", AbsoluteWord)])]
    #[case::decomposed("Er ist unmo\u{308}glich", &[("Er", SomebodyElse), ("unmo\u{308}glich", AbsoluteWord)])]
    #[case::after_an_opener("Gestern hat sie gewartet", &[("sie", SomebodyElse)])]
    #[case::me("Ich unterbreche sie", &[])]
    #[case::an_article("Die Rückfragen kosten Zeit", &[])]
    #[case::still("Ich warte immer noch", &[])]
    #[case::inside_a_word("Die Nische, das Immergrün", &[])]
    fn in_german(#[case] text: &str, #[case] expected: &[(&str, HintReason)]) {
        check(text, Some(Language::De), expected);
    }

    #[rstest]
    #[case::a_name("Tatiana n’écoute jamais", &[("Tatiana", SomebodyElse)])]
    #[case::a_word_of_another_language("Always et never", &[])]
    #[case::right_to_left("טטיאנה לא מקשיבה", &[])]
    fn in_an_unknown_language_only_a_name_is_known(
        #[case] text: &str,
        #[case] expected: &[(&str, HintReason)],
    ) {
        check(text, None, expected);
    }

    #[test]
    fn a_range_counts_characters_and_not_bytes() {
        let hints = complaint("🙂 שָׁלוֹם e\u{301} never", &[], Some(Language::En));
        assert_eq!(hints, [Hint { start: 13, length: 5, reason: AbsoluteWord }]);
    }
}
