//! How a name may be written: with and without accents, as a possessive, shortened, misspelt.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::words::reading::Word;

/// Spells a word in the ways that are taken for the same: without accents, and with `ue` for `ü`.
pub(super) fn spellings(folded: &str) -> Vec<String> {
    let sharp = folded.replace('ß', "ss");
    let bare: String = sharp.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let composed: String = sharp.nfc().collect();
    let mut all = vec![bare];
    if composed.contains(['ä', 'ö', 'ü']) {
        let spelt = composed.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        all.push(spelt.nfd().filter(|c| !is_combining_mark(*c)).collect());
    }
    all
}

/// Tells whether a word stands before a name and is none: `Ms`, `Frau`, `Dr`.
pub(super) fn is_title(word: &Word) -> bool {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "madam",
        "herr",
        "herrn",
        "frau",
        "hr",
        "fr",
        "madame",
        "monsieur",
        "doktor",
    ];
    TITLES.contains(&word.folded.as_str()) && word.capital()
}

/// Tells whether a part of a name belongs to many names: `van`, `de`.
pub(super) fn is_particle(word: &Word) -> bool {
    const PARTICLES: &[&str] = &[
        "von", "van", "vom", "zu", "zur", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la",
        "le", "el", "al", "bin", "ibn", "ben", "of", "the", "st", "san", "y", "und", "and", "ten", "ter",
    ];
    PARTICLES.contains(&word.folded.as_str())
}

/// Tells whether a letter is of a script that writes words without spaces between them.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{0e00}'..='\u{0eff}' | '\u{1780}'..='\u{17ff}' | '\u{20000}'..='\u{3ffff}')
}

/// Lists what a word may be a form of, and whether it then says that something belongs to them.
pub(super) fn stems_of(folded: &str) -> Vec<(String, bool)> {
    let mut stems = vec![(folded.to_owned(), false)];
    for ending in ["'s", "s'", "'"] {
        if let Some(stem) = folded.strip_suffix(ending) {
            stems.push((stem.to_owned(), true));
        }
    }
    if let Some(stem) = folded.strip_suffix('s').filter(|stem| 2 < stem.chars().count()) {
        stems.push((stem.trim_end_matches('\'').to_owned(), true));
    }
    stems
}

/// Tells whether two spellings differ by one letter, or one is a short form of the other.
pub(super) fn is_close(one: &str, name: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), name.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    if 3 <= short.len() && same == short.len() && short.len() < long.len() {
        return true;
    }
    // The same beginning and another ending: Tati, Tatika.
    if 4 <= same && short.len() <= same + 2 && long.len() <= same + 5 {
        return true;
    }
    let rest = |from: usize, one: &[char], other: &[char]| one.get(from..) == other.get(from..);
    5 <= long.len()
        && (short[same..] == long[(same + 1).min(long.len())..]
            || (short.len() == long.len() && rest(same + 1, short, long)))
}
