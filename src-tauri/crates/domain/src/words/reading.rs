//! Cuts a text into words, the same way in every language.
//!
//! Counts are in characters, because that is how a page counts them. A
//! combining mark belongs to its letter, `09:30` and `don't` are one word, and
//! what is invisible never hides a word. Nothing here knows what a word means.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Tells what stands between a word and the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The text begins here, or a sentence or line ended.
    Sentence,
    /// A comma or another mark that parts clauses.
    Clause,
    /// Spaces or a hyphen: the two may belong to one phrase.
    Space,
}

/// Holds one word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its first character, counted from 0.
    pub start: usize,
    /// How many characters it has.
    pub length: usize,
    /// The word in composed characters, with a straight apostrophe and nothing invisible.
    pub typed: String,
    /// The same in lower case.
    pub folded: String,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it is a number, in figures or in words.
    pub number: bool,
    /// How many words the name has that begins here.
    pub name: Option<usize>,
    /// Whether it belongs to a name.
    pub named: bool,
    /// Whether it stands between quotation marks, so that somebody says it.
    pub quoted: bool,
}

impl Word {
    /// Returns the character after its last.
    pub fn end(&self) -> usize {
        self.start + self.length
    }

    /// Returns what stands before its apostrophe, so that *she's* counts as *she*.
    pub fn bare(&self) -> &str {
        self.folded.rsplit_once('\'').map_or(&self.folded, |(bare, _)| bare)
    }

    /// Tells whether it begins with a capital.
    pub fn capital(&self) -> bool {
        self.typed.chars().next().is_some_and(char::is_uppercase)
    }

    fn new(start: usize, raw: &str, gap: Gap) -> Word {
        let kept = raw.trim_end_matches(invisible);
        let seen = kept.chars().filter(|c| !invisible(*c));
        let typed: String = seen.map(|c| if c == '’' { '\'' } else { c }).nfc().collect();
        Word {
            start,
            length: kept.chars().count(),
            folded: typed.to_lowercase(),
            number: typed.chars().all(|c| c.is_numeric() || matches!(c, '.' | ':')),
            typed,
            gap,
            name: None,
            named: false,
            quoted: false,
        }
    }
}

/// Cuts a text into its words, in time that grows with its length only.
pub(crate) fn words_of(text: &str) -> Vec<Word> {
    let chars: Vec<char> = text.chars().collect();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    let mut gap_from = 0;
    while at < chars.len() {
        if !chars[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && belongs(&chars, at) {
            at += 1;
        }
        let raw: String = chars[start..at].iter().collect();
        let gap = gap_of(words.last(), &chars[gap_from..start], chars[start]);
        words.push(Word::new(start, &raw, gap));
        gap_from = at;
    }
    mark_speech(&chars, &mut words);
    words
}

/// Marks the words between quotation marks; marks that are never closed count for nothing.
fn mark_speech(chars: &[char], words: &mut [Word]) {
    let mut from = 0;
    let mut open: Option<(usize, &[char])> = None;
    for (at, c) in chars.iter().enumerate() {
        match open {
            Some((start, closing)) if closing.contains(c) => {
                from += words[from..].partition_point(|word| word.start < start);
                for word in words[from..].iter_mut().take_while(|word| word.start < at) {
                    word.quoted = true;
                }
                open = None;
            }
            Some(_) => {}
            None => open = closing_of(*c).map(|closing| (at, closing)),
        }
    }
}

/// Names what closes a quotation that a character opens.
fn closing_of(c: char) -> Option<&'static [char]> {
    match c {
        '"' => Some(&['"']),
        '“' => Some(&['”']),
        '„' => Some(&['“', '”']),
        '«' => Some(&['»']),
        '»' => Some(&['«']),
        _ => None,
    }
}

/// Tells whether the character continues a word that has begun.
fn belongs(chars: &[char], at: usize) -> bool {
    let c = chars[at];
    if c.is_alphanumeric() || is_combining_mark(c) || invisible(c) {
        return true;
    }
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|i| chars[i]), chars.get(at + 1)) else {
        return false;
    };
    match c {
        '\'' | '’' => after.is_alphanumeric(),
        '.' | ':' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}

/// Names the characters that are in a text without being seen in it.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn gap_of(before: Option<&Word>, between: &[char], next: char) -> Gap {
    let Some(before) = before else { return Gap::Sentence };
    if between.contains(&'\n') || between.contains(&';') {
        return Gap::Sentence;
    }
    let stop = between.iter().find(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।'));
    match stop {
        Some('.') if abbreviates(before) => Gap::Space,
        Some(_) if next.is_lowercase() => Gap::Clause,
        Some(_) => Gap::Sentence,
        None if between
            .iter()
            .all(|c| c.is_whitespace() || invisible(*c) || matches!(c, '-' | '‐' | '‑')) =>
        {
            Gap::Space
        }
        None => Gap::Clause,
    }
}

/// Tells whether a stop after the word more likely shortens it than ends a sentence: `Dr.`, `z. B.`.
fn abbreviates(word: &Word) -> bool {
    let letters = word.typed.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 || ((2..=3).contains(&letters) && word.gap != Gap::Sentence && word.capital())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::apostrophes("I don’t say 'always'", &["i", "don't", "say", "always"])]
    #[case::times("at 09:30, or 9.15.", &["at", "09:30", "or", "9.15"])]
    #[case::hyphens("a check-in – short", &["a", "check", "in", "short"])]
    #[case::markup("<b>never</b>", &["b", "never", "b"])]
    #[case::a_decomposed_umlaut("mo\u{308}glich", &["möglich"])]
    #[case::a_soft_hyphen("al\u{ad}ways\u{ad} late", &["always", "late"])]
    #[case::hebrew_points("שָׁלוֹם עולם", &["שָׁלוֹם", "עולם"])]
    #[case::nothing(" … – ", &[])]
    fn a_text_is_cut_into_words(#[case] text: &str, #[case] expected: &[&str]) {
        let found: Vec<String> = words_of(text).into_iter().map(|w| w.folded).collect();
        let expected: Vec<String> = expected.iter().map(|w| w.nfc().collect()).collect();
        assert_eq!(found, expected);
    }

    #[rstest]
    #[case::two_sentences("She waits. I ask.", "ask", Gap::Space)]
    #[case::two_sentences("She waits. I ask.", "i", Gap::Sentence)]
    #[case::two_lines("she waits\ni ask", "i", Gap::Sentence)]
    #[case::a_semicolon("she waits; i ask", "i", Gap::Sentence)]
    #[case::a_title("I meet Dr. Meier", "meier", Gap::Space)]
    #[case::a_number("I meet her at 9. I ask", "i", Gap::Sentence)]
    #[case::an_abbreviation("z. B. sie", "sie", Gap::Space)]
    #[case::a_pause("I wait … and ask", "and", Gap::Clause)]
    #[case::a_comma("When she stops, I ask", "i", Gap::Clause)]
    #[case::arabic("هل؟ نعم", "نعم", Gap::Sentence)]
    fn a_gap_tells_where_a_sentence_begins(#[case] text: &str, #[case] word: &str, #[case] expected: Gap) {
        let found = words_of(text).into_iter().rfind(|w| w.folded == word).expect("the word is there");
        assert_eq!(found.gap, expected);
    }

    #[rstest]
    #[case::curly("I ask “How are you” first", &["how", "are", "you"])]
    #[case::straight("I ask \"How?\" and \"Why?\"", &["how", "why"])]
    #[case::german("Ich frage: „Was nun?“ und warte", &["was", "nun"])]
    #[case::french("je dis « oui » et", &["oui"])]
    #[case::never_closed("I say “yes and go", &[])]
    #[case::an_inch_mark("a 6\" pipe", &[])]
    fn what_somebody_says_is_known(#[case] text: &str, #[case] expected: &[&str]) {
        let words = words_of(text);
        let spoken: Vec<&str> = words.iter().filter(|w| w.quoted).map(|w| w.folded.as_str()).collect();
        assert_eq!(spoken, expected);
    }

    proptest! {
        #[test]
        fn words_lie_in_the_text_in_order(text in "\\PC{0,60}") {
            let length = text.chars().count();
            let mut at = 0;
            for word in words_of(&text) {
                prop_assert!(at <= word.start && 0 < word.length, "{word:?}");
                at = word.end();
            }
            prop_assert!(at <= length);
        }
    }
}
