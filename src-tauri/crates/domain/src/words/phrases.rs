//! A list of words and phrases, and how it is found in a text.
//!
//! An item of a list is one word or several. `support*` stands for every word
//! that begins so, `#` for a number, and a capital makes the item strict about
//! case: `Sat` is a day and `sat` is not. Words inside words are never found.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Deserializer};

use super::reading::{Gap, Word, words_of};

/// Holds a list of words and phrases, ready to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    by_first_word: HashMap<String, Vec<Vec<Piece>>>,
    by_first_stem: HashMap<String, Vec<Vec<Piece>>>,
    after_a_number: Vec<Vec<Piece>>,
    shortest_stem: usize,
    longest_stem: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Word(String),
    Strict(String),
    Stem(String),
    Number,
}

impl Piece {
    fn of(raw: &str) -> Piece {
        if raw == "#" {
            Piece::Number
        } else if let Some(stem) = raw.strip_suffix('*') {
            Piece::Stem(stem.to_owned())
        } else if raw.chars().any(char::is_uppercase) {
            Piece::Strict(raw.to_owned())
        } else {
            Piece::Word(raw.to_owned())
        }
    }

    fn is(&self, word: &Word) -> bool {
        match self {
            Piece::Word(own) => !word.named && (*own == word.folded || own == word.bare()),
            Piece::Strict(own) => !word.named && *own == word.typed,
            Piece::Stem(own) => !word.named && word.folded.starts_with(own.as_str()),
            Piece::Number => word.number,
        }
    }
}

impl Phrases {
    fn new(items: &[String]) -> Phrases {
        let mut all = Phrases::default();
        for item in items {
            let pieces: Vec<Piece> = item.split(' ').map(Piece::of).collect();
            match &pieces[0] {
                Piece::Word(first) => all.by_first_word.entry(first.clone()).or_default().push(pieces),
                Piece::Strict(first) => {
                    all.by_first_word.entry(first.to_lowercase()).or_default().push(pieces);
                }
                Piece::Stem(first) => {
                    let length = first.chars().count();
                    let shortest = if all.longest_stem == 0 { length } else { all.shortest_stem.min(length) };
                    (all.shortest_stem, all.longest_stem) = (shortest, all.longest_stem.max(length));
                    all.by_first_stem.entry(first.clone()).or_default().push(pieces);
                }
                Piece::Number => all.after_a_number.push(pieces),
            }
        }
        all
    }

    /// Returns how many words the longest item has that begins at a word, or 0.
    pub fn at(&self, words: &[Word], at: usize) -> usize {
        let Some(word) = words.get(at) else { return 0 };
        let bare = Some(word.bare()).filter(|bare| *bare != word.folded);
        let exact = [self.by_first_word.get(&word.folded), bare.and_then(|b| self.by_first_word.get(b))];
        let numbers = word.number.then_some(&self.after_a_number);
        let stems = self.stems_of(word);
        let lists = exact.into_iter().flatten().chain(numbers).chain(stems);
        lists.flatten().filter(|pieces| fits(pieces, words, at)).map(Vec::len).max().unwrap_or(0)
    }

    /// Tells whether an item is found anywhere in the words.
    #[cfg(test)]
    pub fn in_any(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| 0 < self.at(words, at))
    }

    fn stems_of<'a>(&'a self, word: &'a Word) -> impl Iterator<Item = &'a Vec<Vec<Piece>>> {
        let ends = word.folded.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest_stem);
        let ends = ends.skip(self.shortest_stem.saturating_sub(1));
        ends.filter_map(|end| self.by_first_stem.get(&word.folded[..end]))
    }
}

/// Finds the items of several lists in a text, each with the mark of its list.
///
/// At each word the longest item counts, and of two equally long ones that of
/// the earlier list, so that a list of spared phrases goes first.
pub(crate) fn found<M: Copy>(words: &[Word], lists: &[(&Phrases, M)]) -> Vec<(Range<usize>, M)> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut best = (0, None);
        for (phrases, mark) in lists {
            let length = phrases.at(words, at);
            if best.0 < length {
                best = (length, Some(*mark));
            }
        }
        match best {
            (length, Some(mark)) => {
                all.push((at..at + length, mark));
                at += length;
            }
            (_, None) => at += 1,
        }
    }
    all
}

fn fits(pieces: &[Piece], words: &[Word], at: usize) -> bool {
    pieces.iter().enumerate().all(|(i, piece)| {
        words.get(at + i).is_some_and(|word| piece.is(word) && (i == 0 || word.gap == Gap::Space))
    })
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let items = Vec::<String>::deserialize(input)?;
        for item in &items {
            if let Some(what) = flaw(item) {
                return Err(serde::de::Error::custom(format!("{item:?} {what}")));
            }
        }
        Ok(Phrases::new(&items))
    }
}

/// Says what keeps an item from ever being found.
fn flaw(item: &str) -> Option<&'static str> {
    for piece in item.split(' ').filter(|piece| *piece != "#") {
        let stem = piece.strip_suffix('*').unwrap_or(piece);
        let [word] = &words_of(stem)[..] else { return Some("is not cut into the words a text is cut into") };
        if word.typed != stem {
            return Some("is not written in composed characters");
        }
        if stem != piece && stem != word.folded {
            return Some("begins with a capital and ends with a star");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_word("try", "I TRY it", true)]
    #[case::inside_a_word("try", "the country", false)]
    #[case::a_stem("support*", "be supportive", true)]
    #[case::a_stem_inside_a_word("port*", "be supportive", false)]
    #[case::a_phrase("at lunch", "at  lunch", true)]
    #[case::a_phrase_with_a_hyphen("self harm", "self-harm", true)]
    #[case::a_phrase_across_a_comma("more than", "more, than", false)]
    #[case::a_phrase_across_a_sentence("in danger", "come in. Danger", false)]
    #[case::a_number("at #", "at 9", true)]
    #[case::no_number("at #", "at home", false)]
    #[case::strict("Sat", "on Sat", true)]
    #[case::strict_in_another_case("Sat", "I sat", false)]
    #[case::before_an_apostrophe("she", "she's late", true)]
    #[case::with_an_apostrophe("don't", "I don’t", true)]
    fn an_item_is_found_as_whole_words(#[case] item: &str, #[case] text: &str, #[case] expected: bool) {
        let phrases = Phrases::new(&[item.to_owned()]);
        assert_eq!(phrases.in_any(&words_of(text)), expected, "{item:?} in {text:?}");
    }

    #[test]
    fn the_longest_item_counts_and_of_equals_the_first_list() {
        let list = |items: &[&str]| Phrases::new(&items.iter().map(|i| (*i).to_owned()).collect::<Vec<_>>());
        let (spared, vague) =
            (list(&["more than", "support team"]), list(&["more", "support", "support team"]));
        let words = words_of("more support team, more than more");
        let all = found(&words, &[(&spared, 's'), (&vague, 'v')]);
        assert_eq!(all, [(0..1, 'v'), (1..3, 's'), (3..5, 's'), (5..6, 'v')]);
    }

    #[rstest]
    #[case("a, b")]
    #[case("Support*")]
    #[case("")]
    #[case("mo\u{308}gen")]
    fn an_item_that_could_never_be_found_is_refused(#[case] item: &str) {
        let json = serde_json::to_string(&[item]).expect("plain data");
        assert!(
            serde_json::from_str::<Phrases>(&json).is_err(),
            "{item:?} is a slip of the translator's pen"
        );
    }
}
