//! What the user answered about a word, in one place or wherever it stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::Line;
use crate::words::reading::{Word, words_of};

/// How many words on each side tell one place from another.
const AROUND: usize = 4;

/// Says what becomes of a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Verdict {
    /// It is a name; this stands instead.
    Replace {
        /// What stands instead.
        by: Line,
    },
    /// It is the name that was thought of; what was proposed stands instead.
    Right,
    /// It is no name, or may be read.
    Leave,
}

/// Holds an answer about a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Remembered {
    /// The word, or the words, as they were found.
    pub word: Line,
    /// The one place it is about; none when it is about the word wherever it stands.
    #[serde(default)]
    pub place: Option<String>,
    /// The answer.
    #[serde(flatten)]
    pub answer: Verdict,
}

/// Holds all answers; a later one about the same takes the place of an earlier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(Vec<Remembered>);

/// Returns a word the way decisions compare it: composed, in lower case, one space between words.
fn key_of(word: &str) -> String {
    let words = words_of(word);
    if words.is_empty() || word.contains('@') {
        return word.trim().to_lowercase();
    }
    let all = words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
    all.strip_suffix("'s").unwrap_or(&all).to_owned()
}

impl Decisions {
    /// Takes an answer.
    pub fn take(&mut self, decision: Remembered) {
        self.forget(decision.word.as_str(), decision.place.as_deref());
        self.0.push(decision);
    }

    /// Forgets the answer about a word in a place, or about the word itself.
    pub fn forget(&mut self, word: &str, place: Option<&str>) {
        let key = key_of(word);
        self.0.retain(|known| key_of(known.word.as_str()) != key || known.place.as_deref() != place);
    }

    /// Forgets what was answered about somebody who is gone: about their names, and with what stood in their place.
    pub fn forget_about(&mut self, names: &[&str], pseudonym: &str) {
        let words = |text: &str| words_of(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        let own: Vec<String> = names.iter().flat_map(|name| words(name)).collect();
        self.0.retain(|known| {
            let instead = matches!(&known.answer, Verdict::Replace { by } if by.as_str() == pseudonym);
            !instead
                && !words(known.word.as_str())
                    .iter()
                    .any(|word| own.iter().any(|name| word.starts_with(name)))
        });
    }

    /// Returns the answer about a word in a place: that of the place first, else that of the word.
    pub fn answer(&self, word: &str, place: &str) -> Option<&Verdict> {
        let key = key_of(word);
        let about = |known: &&Remembered| key_of(known.word.as_str()) == key;
        let here = self.0.iter().filter(about).find(|known| known.place.as_deref() == Some(place));
        let everywhere = || self.0.iter().filter(about).find(|known| known.place.is_none());
        here.or_else(everywhere).map(|known| &known.answer)
    }

    /// Lists the answers that hold wherever a word stands, with what is to stand instead, if anything.
    pub fn everywhere(&self) -> impl Iterator<Item = &Remembered> {
        self.0.iter().filter(|known| known.place.is_none())
    }

    /// Lists all answers, oldest first.
    pub fn all(&self) -> &[Remembered] {
        &self.0
    }
}

/// Names a place by the words around it, so that the same words in the same place are known again.
///
/// It is a number made of the words, not the words: what is remembered about a place does not tell its text.
pub(super) fn place_of(words: &[Word], range: &std::ops::Range<usize>) -> String {
    let from = range.start.saturating_sub(AROUND);
    let to = (range.end + AROUND).min(words.len());
    // FNV-1a, 64 bits: the same on every machine and in every version.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    add((range.start - from) as u8);
    for word in &words[from..to] {
        word.folded.bytes().for_each(&mut add);
        add(0);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(word: &str, place: Option<&str>, answer: Verdict) -> Remembered {
        Remembered { word: Line::new(word).expect("a word"), place: place.map(str::to_owned), answer }
    }

    #[test]
    fn the_answer_for_a_place_goes_before_the_answer_for_the_word() {
        let mut all = Decisions::default();
        let by = |text: &str| Verdict::Replace { by: Line::new(text).expect("a line") };
        all.take(decision("Will", None, Verdict::Leave));
        all.take(decision("will", Some("1"), by("Person A")));
        assert_eq!(all.answer("WILL", "1"), Some(&by("Person A")), "case does not matter");
        assert_eq!(all.answer("Will", "2"), Some(&Verdict::Leave));
        all.take(decision("Will", None, by("Person B")));
        assert_eq!(all.answer("Will", "2"), Some(&by("Person B")), "the later answer counts");
        all.forget("Will", None);
        assert_eq!(all.answer("Will", "2"), None);
        assert_eq!(all.all().len(), 1);
    }

    #[test]
    fn a_place_is_known_by_the_words_around_it() {
        let place = |text: &str, at: usize| place_of(&words_of(text), &(at..at + 1));
        assert_eq!(place("then Will will ask", 1), place("Then WILL will  ask", 1));
        assert_ne!(place("then Will will ask", 1), place("then Will will ask", 2));
        assert_ne!(place("then Will will ask", 1), place("now Will will ask", 1));
    }

    #[test]
    fn an_answer_is_kept_as_plain_data() {
        let json = r#"[{"word":"Tanya","place":null,"answer":"replace","by":"Person A"},{"word":"Excel","place":"ab","answer":"leave"}]"#;
        let all: Decisions = serde_json::from_str(json).expect("decisions");
        assert_eq!(serde_json::to_string(&all).expect("plain data"), json);
    }
}
