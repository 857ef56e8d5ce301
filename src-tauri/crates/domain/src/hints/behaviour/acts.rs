//! Finds visible acts in a text, and tells one behaviour from two.
//!
//! *Meet and ask* is one behaviour: it happens in one go. Two are told by a
//! word that announces something further, by two times, or by two sentences.

use std::ops::Range;

use super::super::marking::sentences;
use super::time;
use crate::words::Words;
use crate::words::reading::{Gap, Word};

/// Tells how two behaviours show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Two {
    /// These words join them.
    Joined(Range<usize>),
    /// They stand side by side.
    Apart,
}

/// Tells whether anything in a text could be seen by a camera.
pub(super) fn any(words: &[Word], language: &Words) -> bool {
    (0..words.len()).any(|at| is_act(words, at, language))
}

/// Finds the first place where a second behaviour begins.
pub(super) fn two_behaviours(words: &[Word], language: Option<&Words>) -> Option<Two> {
    let sentences = sentences(words);
    let Some(language) = language else {
        return (1 < sentences.iter().filter(|sentence| 1 < sentence.len()).count()).then_some(Two::Apart);
    };
    let acts: Vec<bool> = (0..words.len()).map(|at| is_act(words, at, language)).collect();
    let points = time::points(words, language);
    let joined = sentences.iter().find_map(|sentence| {
        further(words, sentence, &acts, language)
            .map(Two::Joined)
            .or_else(|| at_two_times(words, sentence, &acts, &points, language))
    });
    let active = sentences.iter().filter(|sentence| acts[(*sentence).clone()].contains(&true)).count();
    joined.or_else(|| (1 < active).then_some(Two::Apart))
}

/// Finds the words that announce a further act: between two, or right behind the second.
fn further(words: &[Word], sentence: &Range<usize>, acts: &[bool], language: &Words) -> Option<Range<usize>> {
    let first = sentence.clone().find(|at| acts[*at])?;
    let last = sentence.clone().rfind(|at| acts[*at])?;
    (first + 1..sentence.end).find_map(|at| {
        let length = language.joins.further.at(words, at);
        let between = at + length <= last || (at == last + 1 && first < last);
        (0 < length && between).then(|| at..at + length)
    })
}

/// Finds a second part of a sentence that has an act and a time of its own, as the first has.
fn at_two_times(
    words: &[Word],
    sentence: &Range<usize>,
    acts: &[bool],
    points: &[bool],
    language: &Words,
) -> Option<Two> {
    let mut complete = 0;
    let mut start = sentence.start;
    for end in sentence.start + 1..=sentence.end {
        let parts =
            end == sentence.end || words[end].gap == Gap::Clause || 0 < language.joins.plain.at(words, end);
        if !parts {
            continue;
        }
        if acts[start..end].contains(&true) && points[start..end].contains(&true) {
            complete += 1;
        }
        if 1 < complete {
            let length = language.joins.plain.at(words, start);
            return Some(if 0 < length { Two::Joined(start..start + length) } else { Two::Apart });
        }
        start = end;
    }
    None
}

/// Tells whether a visible verb begins at a word, and is used as a verb.
fn is_act(words: &[Word], at: usize, language: &Words) -> bool {
    let visible = &language.visible;
    if visible.verbs.at(words, at) == 0 {
        return false;
    }
    let word = &words[at];
    if visible.nouns_are_capital && word.capital() && word.gap != Gap::Sentence {
        return false;
    }
    let after_a_noun_marker = at
        .checked_sub(1)
        .is_some_and(|before| word.gap == Gap::Space && 0 < visible.before_nouns.at(words, before));
    !after_a_noun_marker
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Language::{self, De, En};
    use crate::words::read;
    use rstest::rstest;

    #[rstest]
    #[case("I ask one question", En, true)]
    #[case("by asking one question", En, true)]
    #[case("I will call her", En, true)]
    #[case("have lunch with her", En, true)]
    #[case("be supportive in the call", En, false)]
    #[case("a calm talk", En, false)]
    #[case("be better at the weekly report", En, false)]
    #[case("be asked less", En, false)]
    #[case("a task, a mask, a basket", En, false)]
    #[case("Ich frage sie", De, true)]
    #[case("Frage sie zuerst", De, true)]
    #[case("ich werde sie fragen", De, true)]
    #[case("besser mit Fragen umgehen", De, false)]
    #[case("das fragen", De, false)]
    #[case("die Befragen", De, false)]
    fn an_act_is_a_verb_that_can_be_seen(
        #[case] text: &str,
        #[case] language: Language,
        #[case] expected: bool,
    ) {
        let language = Words::of(language);
        assert_eq!(any(&read(text, &[], Some(language)), language), expected, "{text:?}");
    }
}
