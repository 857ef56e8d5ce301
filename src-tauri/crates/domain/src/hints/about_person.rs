//! Marks words that judge a person, in what is written about somebody.
//!
//! Whether a judgement is right is not asked; what was seen or heard is.

use super::marking::listed;
use super::{Hint, HintReason};
use crate::lexicon::Language;
use crate::words::{Words, read};

/// Marks judgement words in a text about a person.
///
/// In an unknown language nothing is marked: a judgement is known by its word only.
/// The result is in the order of the text and never overlaps.
pub fn about_person(text: &str, language: Option<Language>) -> Vec<Hint> {
    let Some(language) = language.map(Words::of) else { return Vec::new() };
    listed(&read(text, &[], Some(language)), &[&language.judgement], HintReason::JudgementWord)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn marked(text: &str, language: Option<Language>) -> Vec<String> {
        about_person(text, language).iter().filter_map(|hint| hint.passage(text)).collect()
    }

    #[rstest]
    #[case::one("She is lazy", &["lazy"])]
    #[case::two("He is arrogant, and stubborn too.", &["arrogant", "stubborn"])]
    #[case::a_phrase("hard to work with and passive-aggressive", &["hard to work with", "passive-aggressive"])]
    #[case::in_capitals("INCOMPETENT", &["INCOMPETENT"])]
    #[case::a_soft_hyphen("incom\u{ad}petent", &["incom\u{ad}petent"])]
    #[case::markup("<b>toxic</b>", &["toxic"])]
    #[case::what_was_seen("She came at ten and said nothing in the meeting", &[])]
    #[case::inside_a_word("a petticoat, a rudder, weakly lit", &[])]
    #[case::about_a_thing("a difficult quarter, slow figures, petty cash", &[])]
    #[case::about_a_system("the system is slow, the signal is weak, it is too slow", &[])]
    #[case::about_cloth("a water-resistant cover", &[])]
    #[case::about_a_plan("an aggressive schedule", &[])]
    #[case::the_worked_case("when work is hostile I bring it home", &[])]
    #[case::nothing("", &[])]
    fn a_judgement_is_marked_in_english(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(marked(text, Some(Language::En)), expected);
    }

    #[rstest]
    #[case::one("Sie ist faul", &["faul"])]
    #[case::inflected("ein sturer und unzuverlässiger Kollege", &["sturer", "unzuverlässiger"])]
    #[case::a_noun("Er ist ein Besserwisser.", &["Besserwisser"])]
    #[case::decomposed("unfa\u{308}hig", &["unfa\u{308}hig"])]
    #[case::a_phrase("Ich finde, sie ist schwierig", &["sie ist schwierig"])]
    #[case::what_was_seen("Sie kam um zehn und sagte in der Sitzung nichts", &[])]
    #[case::inside_a_word("der Sturz, ein Sturm, der Faulbrunnen", &[])]
    #[case::about_a_thing("ein schwieriges Quartal, schwache Zahlen, das System ist langsam", &[])]
    fn a_judgement_is_marked_in_german(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(marked(text, Some(Language::De)), expected);
    }

    #[test]
    fn an_unknown_language_is_left_alone() {
        assert!(about_person("Elle est lazy", None).is_empty(), "a word there may mean something else");
    }
}
