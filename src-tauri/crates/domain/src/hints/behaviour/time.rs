//! Tells whether a text says when something happens.
//!
//! A clock time is known in every language by its shape, a rhythm or an event
//! by its words. How long something takes is no time: *15 minutes* says nothing
//! about when.

use crate::words::phrases::found;
use crate::words::reading::Word;
use crate::words::{Words, read};

/// Tells whether a text names a time, a rhythm or an event to go by.
pub(super) fn tells_when(words: &[Word], language: Option<&Words>) -> bool {
    if words.iter().any(is_clock) {
        return true;
    }
    let Some(language) = language else {
        return words.iter().any(|word| word.typed.contains(|c: char| c.is_numeric()));
    };
    let time = &language.time;
    let lists = [(&time.spared, false), (&time.points, true), (&time.words, true), (&time.cues, true)];
    found(words, &lists).into_iter().any(|(_, tells)| tells)
}

/// Tells whether the field for the time holds one.
///
/// It was asked for there, so any word counts, such as the name of a meeting,
/// but not one that puts it off: *soon*.
pub(super) fn when_tells(when: &str, language: Option<&Words>) -> bool {
    let words = read(when, &[], language);
    let Some(language) = language else { return !words.is_empty() };
    let vague = found(&words, &[(&language.vague.spared, false), (&language.vague.words, true)]);
    let put_off: usize = vague.into_iter().filter(|(_, vague)| *vague).map(|(run, _)| run.len()).sum();
    tells_when(&words, Some(language)) || put_off < words.len()
}

/// Lists the words at which a clock time, a weekday or a rhythm begins.
pub(super) fn points(words: &[Word], language: &Words) -> Vec<bool> {
    let mut at = vec![false; words.len()];
    for (run, tells) in found(words, &[(&language.time.spared, false), (&language.time.points, true)]) {
        at[run.start] = tells;
    }
    for (at, word) in at.iter_mut().zip(words) {
        *at |= is_clock(word);
    }
    at
}

/// Tells whether a word is a clock time by its shape: `09:30`, `9h30`, `9am`.
fn is_clock(word: &Word) -> bool {
    let digits = word.folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.folded.len());
    let (hours, rest) = word.folded.split_at(digits);
    let below = |number: &str, limit: u32| number.len() <= 2 && number.parse().is_ok_and(|n: u32| n < limit);
    let minutes = rest.strip_prefix(':').or_else(|| rest.strip_prefix('h'));
    let shape = match minutes {
        Some(minutes) if rest.starts_with('h') => {
            minutes.is_empty() || (minutes.len() == 2 && below(minutes, 60))
        }
        Some(minutes) => {
            let minutes =
                minutes.strip_suffix("am").or_else(|| minutes.strip_suffix("pm")).unwrap_or(minutes);
            minutes.len() == 2 && below(minutes, 60)
        }
        None => matches!(rest, "am" | "pm" | "uhr"),
    };
    shape && below(hours, 24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Language;
    use crate::lexicon::Language::{De, En};
    use rstest::rstest;

    #[rstest]
    #[case("09:00", true)]
    #[case("at 9", true)]
    #[case("at nine", true)]
    #[case("9am", true)]
    #[case("9:30pm", true)]
    #[case("every morning", true)]
    #[case("on Fri", true)]
    #[case("mondays", true)]
    #[case("after each call", true)]
    #[case("when I feel heat", true)]
    #[case("over lunch", true)]
    #[case("twice a week", true)]
    #[case("in May", true)]
    #[case("for 15 minutes", false)]
    #[case("at home", false)]
    #[case("I sat in the sun and may look at her", false)]
    #[case("I march on", false)]
    #[case("good morning", false)]
    #[case("every team member", false)]
    #[case("from one person to another, around ten people", false)]
    #[case("I count to five at one desk", false)]
    #[case("25:00 or 9:75", false)]
    #[case("soon", false)]
    #[case("more often", false)]
    fn a_time_in_english(#[case] text: &str, #[case] expected: bool) {
        check(text, Some(En), expected);
    }

    #[rstest]
    #[case("um 9", true)]
    #[case("um neun", true)]
    #[case("9 Uhr", true)]
    #[case("um 9.30 Uhr", true)]
    #[case("jeden Morgen", true)]
    #[case("montags", true)]
    #[case("nach jeder Sitzung", true)]
    #[case("wenn ich Hitze spüre", true)]
    #[case("täglich", true)]
    #[case("15 Minuten lang", false)]
    #[case("um 15 Minuten kürzer", false)]
    #[case("guten Morgen", false)]
    #[case("ich zähle bis fünf", false)]
    #[case("öfter", false)]
    #[case("jeden Kollegen", false)]
    fn a_time_in_german(#[case] text: &str, #[case] expected: bool) {
        check(text, Some(De), expected);
    }

    #[rstest]
    #[case("à 9h30", true)]
    #[case("alle 9:00", true)]
    #[case("15 minuti", true)]
    #[case("ogni mattina", false)]
    fn a_time_in_an_unknown_language_is_a_figure(#[case] text: &str, #[case] expected: bool) {
        check(text, None, expected);
    }

    #[rstest]
    #[case("09:00 Mon–Fri, her room or phone", Some(En), true)]
    #[case("jour fixe", Some(De), true)]
    #[case("soon", Some(En), false)]
    #[case("bald", Some(De), false)]
    #[case("  ", Some(En), false)]
    #[case("ogni mattina", None, true)]
    #[case("", None, false)]
    fn the_field_for_the_time_takes_more(
        #[case] when: &str,
        #[case] language: Option<Language>,
        #[case] expected: bool,
    ) {
        assert_eq!(when_tells(when, language.map(Words::of)), expected, "{when:?}");
    }

    fn check(text: &str, language: Option<Language>, expected: bool) {
        let language = language.map(Words::of);
        assert_eq!(tells_when(&read(text, &[], language), language), expected, "{text:?}");
    }
}
