//! What becomes of a text on its way to paper: every sign prints as itself or as a visible box.
//!
//! The archive format forbids signs without a shape, so one unknown sign would
//! spoil a whole report. Nothing is left out silently except marks that have no
//! shape by nature (joiners, direction marks, variation selectors). Signs that
//! reorder what one reads are shown as boxes, so that no line can pose as another.

use crate::fonts::{Families, families_with};

/// Stands for a sign that the faces of the house do not have.
pub(crate) const BOX: char = '\u{25A1}';

/// Lets a line break inside a word that is too long for it; it has no shape.
const BREAK: char = '\u{200B}';

/// Holds the longest stretch without a natural break that is left alone, in signs.
const LONGEST_STRETCH: usize = 26;

/// Holds the longest word that is left to the rules of its language, in letters.
const LONGEST_WORD: usize = 44;

/// Tells how much is trusted to the faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Every sign that a family has.
    Faces,
    /// Letters, figures and marks of Latin, Greek and Cyrillic only: the second try when the first did not print.
    Letters,
}

/// Returns the text as it can be printed.
pub(crate) fn printable(text: &str, trust: Trust) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = Families { sans: false, serif: false };
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let printed = match sign {
            '\r' if signs.peek() == Some(&'\n') => continue,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            _ if is_shapeless(sign) => continue,
            _ if reorders(sign) || sign.is_control() || is_private(sign) => BOX,
            _ => known(sign, before, trust),
        };
        before = match is_joined(printed) {
            true => before.and(families_with(printed)),
            false => families_with(printed),
        };
        out.push(printed);
    }
    out
}

/// Returns the printable text with places to break inside very long words.
pub(crate) fn breakable(text: &str, trust: Trust) -> String {
    let text = printable(text, trust);
    if text.len() <= LONGEST_STRETCH {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '\n', '-', '/']) {
        let is_word = word.trim_end().chars().all(char::is_alphabetic);
        if word.chars().count() <= if is_word { LONGEST_WORD } else { LONGEST_STRETCH } {
            out.push_str(word);
            continue;
        }
        for sign in word.chars() {
            if !out.is_empty() && !is_joined(sign) {
                out.push(BREAK);
            }
            out.push(sign);
        }
    }
    out
}

/// Returns the printable text on one line, cut with an ellipsis after `most` signs.
pub(crate) fn line(text: &str, most: usize, trust: Trust) -> String {
    let text = printable(text, trust).split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(most) {
        None => text,
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

/// Returns the sign if it can be set in one piece with the one before it.
fn known(sign: char, before: Families, trust: Trust) -> char {
    if trust == Trust::Letters && !is_letter_of_europe(sign) {
        return BOX;
    }
    let families = families_with(sign);
    let has_shape = if is_joined(sign) { before.and(families).any() } else { families.any() };
    if has_shape { sign } else { BOX }
}

/// Tells whether the sign stands on the one before it, such as a combining accent.
pub(crate) fn is_joined(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Tells whether the sign has no shape by nature.
fn is_shapeless(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Tells whether the sign changes the order in which others are read.
fn reorders(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Tells whether the sign means nothing outside one font, or nothing at all.
fn is_private(sign: char) -> bool {
    let code = sign as u32;
    matches!(code, 0xE000..=0xF8FF | 0xF0000.. | 0xFDD0..=0xFDEF | 0xFFF0..=0xFFFF) || code & 0xFFFE == 0xFFFE
}

/// Tells whether the sign belongs to the plain letters, figures and marks of European scripts.
fn is_letter_of_europe(sign: char) -> bool {
    matches!(sign, ' '..='~' | '\u{A0}'..='\u{17F}' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{45F}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203A}' | '→' | '−' | '€' | BOX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("I ask first.", "I ask first.")]
    #[case::german("Größe, Maß, „Ziel“", "Größe, Maß, „Ziel“")]
    #[case::polish_and_greek("Łukasz ąę Ωμέγα", "Łukasz ąę Ωμέγα")]
    #[case::cyrillic("Татьяна", "Татьяна")]
    #[case::typography("5 → 6 − 7 … “x” – 60 %", "5 → 6 − 7 … “x” – 60 %")]
    #[case::combining_accent("e\u{301}", "e\u{301}")]
    #[case::chinese("中文", "□□")]
    #[case::arabic("سلام", "□□□□")]
    #[case::emoji("😀", "□")]
    #[case::joined_emoji("👩\u{200D}💻\u{FE0F}", "□□")]
    #[case::order_override("a\u{202E}b", "a□b")]
    #[case::isolate("a\u{2066}b\u{2069}", "a□b□")]
    #[case::null("a\0b", "a□b")]
    #[case::private("\u{E000}\u{F0000}", "□□")]
    #[case::not_a_character("\u{FFFE}\u{FFFF}", "□□")]
    #[case::windows_lines("a\r\nb\rc", "a\nb\nc")]
    #[case::soft_hyphen("Zusam\u{AD}men", "Zusammen")]
    #[case::bom("\u{FEFF}a", "a")]
    fn a_text_prints_as_itself_or_as_boxes(#[case] text: &str, #[case] printed: &str) {
        assert_eq!(printable(text, Trust::Faces), printed);
    }

    #[test]
    fn the_box_itself_has_a_shape_in_both_families() {
        assert!(families_with(BOX).any());
    }

    #[test]
    fn a_long_word_gets_places_to_break_and_a_short_one_none() {
        let long = "x".repeat(50);
        let broken = breakable(&format!("short {long}"), Trust::Faces);
        assert!(broken.starts_with("short "));
        assert_eq!(broken.replace(BREAK, ""), format!("short {long}"));
        assert_eq!(broken.matches(BREAK).count(), 50);
        let breaks = |word: &str| breakable(word, Trust::Faces).matches(BREAK).count();
        assert_eq!(breaks("Zusammenarbeitsvereinbarungsgespräche"), 0, "its language knows where");
        assert_eq!(breaks("an_identifier_of_thirty_signs_"), 29, "none before the first");
        assert_eq!(breakable("https://example.org/a/b", Trust::Faces).matches(BREAK).count(), 0);
    }

    #[test]
    fn a_line_is_one_line_and_has_an_end() {
        assert_eq!(line("a\n\n  b", 10, Trust::Faces), "a b");
        assert_eq!(line("abcdef", 3, Trust::Faces), "abc…");
    }

    #[test]
    fn the_second_try_keeps_only_plain_letters() {
        assert_eq!(printable("Zoë ☀ Łuk", Trust::Letters), "Zoë □ Łuk");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_every_printed_sign_has_a_shape(text in proptest::prelude::any::<String>()) {
            for trust in [Trust::Faces, Trust::Letters] {
                for sign in printable(&text, trust).chars() {
                    proptest::prop_assert!(sign == '\n' || families_with(sign).any(), "{sign:?} has none");
                }
            }
        }

        #[test]
        fn printing_what_was_printed_changes_nothing(text in proptest::prelude::any::<String>()) {
            let once = printable(&text, Trust::Faces);
            proptest::prop_assert_eq!(printable(&once, Trust::Faces), once);
        }
    }
}
