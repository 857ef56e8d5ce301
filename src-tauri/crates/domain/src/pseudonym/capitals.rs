//! Capitalised words nobody has registered: who else might be named here.
//!
//! In English a capital within a sentence is enough, unless the word is of
//! those everybody writes so (days, months, I). At the beginning of a sentence
//! every word has one, so there it counts only when the word is known as a
//! name or not known at all.
//!
//! In German every noun has a capital. There a word counts as a noun, and is
//! left, when the program's own German knows it, when it ends as nouns do, or
//! when an article, a possessive or a number announces it, here or anywhere
//! else in the texts. A word known as a name counts in any case. A word that
//! opens a sentence counts when it is all of it, or when a verb follows that
//! goes with a person; an unusual name before another verb is not seen. The rule asks
//! rather too often than too seldom: an answer is remembered.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::spelling::is_title;
use crate::lexicon::{self, Language};
use crate::words::reading::{Gap, Word};
use crate::words::{self, Words};

/// Says what the world at large knows a word as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Familiar {
    /// A first name or a surname.
    Name,
    /// A common word.
    Word,
    /// Neither.
    Unknown,
}

/// Tells what a word, in lower case, is known as.
pub type Familiarity<'f> = &'f dyn Fn(&str) -> Familiar;

/// Words written with a capital by everybody, beside days and months.
const CAPITAL: &[&str] = &[
    "i",
    "hr",
    "ceo",
    "cfo",
    "coo",
    "cto",
    "it",
    "ok",
    "pdf",
    "faq",
    "kpi",
    "okr",
    "q1",
    "q2",
    "q3",
    "q4",
    "am",
    "pm",
    "tv",
    "eu",
    "uk",
    "us",
    "usa",
    "un",
    "english",
    "german",
    "french",
    "spanish",
    "italian",
    "european",
    "american",
    "british",
    "christmas",
    "easter",
    "god",
    "internet",
    "asap",
    "fyi",
    "pto",
    "crm",
    "erp",
    "sla",
    "roi",
    "gdpr",
    "dsgvo",
    "edv",
    "a1",
    "a2",
    "b",
];

/// German words that announce a noun.
const DETERMINERS: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "im", "am",
    "zum", "zur", "vom", "beim", "ins", "ans", "aufs", "fürs", "alle", "allen", "aller", "viel", "viele",
    "vielen", "wenig", "wenige", "mehr", "weniger", "etwas", "pro", "je", "beide", "beiden", "einige",
    "mehrere", "kein", "genug",
];
const DETERMINER_STEMS: &[&str] = &[
    "kein", "mein", "dein", "sein", "ihr", "unser", "unsr", "euer", "eur", "dies", "jed", "jen", "manch",
    "welch",
];

/// Endings of German nouns that no usual name has.
const NOUN_ENDINGS: &[&str] = &[
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "sion",
    "sionen", "tät", "täten", "nis", "nisse", "nissen", "tum", "ling", "linge", "ment", "mente", "ments",
    "ismus", "enz", "enzen", "anz", "anzen", "eur", "atur", "itur", "ktur", "logie", "graphie", "grafie",
];

/// German verbs that follow the name of who does something.
const AFTER_A_NAME: &[&str] = &[
    "hat",
    "hatte",
    "ist",
    "war",
    "sagt",
    "sagte",
    "will",
    "wollte",
    "kann",
    "konnte",
    "kam",
    "kommt",
    "geht",
    "ging",
    "fragt",
    "fragte",
    "meint",
    "meinte",
    "macht",
    "machte",
    "gibt",
    "gab",
    "findet",
    "fand",
    "wird",
    "wurde",
    "bleibt",
    "blieb",
    "schreibt",
    "schrieb",
    "ruft",
    "rief",
    "bat",
    "bittet",
    "schickt",
    "schickte",
    "soll",
    "sollte",
    "muss",
    "musste",
    "braucht",
    "brauchte",
    "erzählt",
    "erzählte",
    "und",
];

/// Tells whether a word announces a noun.
pub(super) fn announces_a_noun(before: &Word) -> bool {
    let word = before.folded.as_str();
    let inflected = |stem: &str| {
        word.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "e" | "en" | "em" | "er" | "es"))
    };
    before.number
        || DETERMINERS.contains(&word)
        || DETERMINER_STEMS.iter().any(|stem| inflected(stem))
        || (!before.capital() && 4 < word.chars().count() && word.ends_with("em"))
        || (!before.capital() && 5 < word.chars().count() && word.ends_with("es"))
}

/// Holds the words the program itself uses in a language.
struct Vocabulary {
    small: HashSet<String>,
    capital: HashSet<String>,
}

fn vocabulary(language: Language) -> &'static Vocabulary {
    static EN: OnceLock<Vocabulary> = OnceLock::new();
    static DE: OnceLock<Vocabulary> = OnceLock::new();
    let cell = match language {
        Language::En => &EN,
        Language::De => &DE,
    };
    cell.get_or_init(|| {
        let mut all = Vocabulary { small: HashSet::new(), capital: HashSet::new() };
        for text in lexicon::texts(language).chain(words::texts(language)) {
            for word in crate::words::reading::words_of(&text) {
                let set = if word.capital() { &mut all.capital } else { &mut all.small };
                set.insert(word.folded);
            }
        }
        all
    })
}

/// Tells whether the program's own German has a noun; a name that English has too is none.
fn is_german_noun(folded: &str) -> bool {
    let (german, english) = (vocabulary(Language::De), vocabulary(Language::En));
    german.capital.contains(folded) && (english.small.contains(folded) || !english.capital.contains(folded))
}

/// Tells whether a word ends with a noun that is known; its first part may be anything.
fn is_german_compound(folded: &str) -> bool {
    let ends = folded.char_indices().skip(3).map(|(at, _)| at);
    ends.filter(|at| 4 <= folded[*at..].chars().count()).any(|at| is_german_noun(&folded[at..]))
}

/// Knows capitalised words, and learns from texts which of them are nouns.
#[derive(Debug, Default)]
pub(super) struct Capitals {
    nouns: HashSet<String>,
}

impl Capitals {
    /// Learns which words an article announces anywhere.
    pub fn learn(&mut self, words: &[Word]) {
        for pair in words.windows(2) {
            if pair[1].capital() && pair[1].gap == Gap::Space && announces_a_noun(&pair[0]) {
                self.nouns.insert(pair[1].folded.clone());
            }
        }
    }

    /// Finds runs of capitalised words that may be names; `taken` words are already accounted for.
    pub fn found(
        &self,
        words: &[Word],
        taken: &dyn Fn(usize) -> bool,
        language: Option<Language>,
        familiar: Familiarity<'_>,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let titled = is_title(&words[at]) && at + 1 < words.len() && words[at + 1].gap == Gap::Space;
            let from = at + usize::from(titled && words[at + 1].capital() && !taken(at + 1));
            let mut end = from;
            while end < words.len() && !taken(end) && (end == from || words[end].gap == Gap::Space) {
                let after_title = at < from && end == from;
                if !after_title && !self.stands_out(words, end, end == from, language, familiar) {
                    break;
                }
                end += 1;
            }
            if from < end {
                found.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    fn stands_out(
        &self,
        words: &[Word],
        at: usize,
        first: bool,
        language: Option<Language>,
        familiar: Familiarity<'_>,
    ) -> bool {
        let word = &words[at];
        if !word.capital() || word.number || is_title(word) || CAPITAL.contains(&word.bare()) {
            return false;
        }
        if word.typed.chars().count() < 2 && !first {
            return false;
        }
        let bare = word.bare();
        let known = |language| vocabulary(language).small.contains(bare);
        let is_time = [Language::En, Language::De].into_iter().any(|l| is_time(Words::of(l), word));
        if is_time {
            return false;
        }
        match language {
            Some(Language::De) => self.stands_out_in_german(words, at, familiar),
            Some(Language::En) | None => {
                let opens =
                    word.gap == Gap::Sentence && word.typed.chars().skip(1).all(|c| !c.is_uppercase());
                match familiar(bare) {
                    Familiar::Name => true,
                    Familiar::Word => !opens && !known(Language::En),
                    Familiar::Unknown => !known(Language::En),
                }
            }
        }
    }

    fn stands_out_in_german(&self, words: &[Word], at: usize, familiar: Familiarity<'_>) -> bool {
        let word = &words[at];
        let folded = word.folded.as_str();
        let german = vocabulary(Language::De);
        let opens = word.gap == Gap::Sentence;
        if is_german_noun(folded) || (opens && german.small.contains(folded)) {
            return false;
        }
        if familiar(word.bare()) == Familiar::Name && !german.small.contains(folded) {
            return true;
        }
        if is_german_compound(folded) {
            return false;
        }
        if NOUN_ENDINGS.iter().any(|end| folded.len() > end.len() + 2 && folded.ends_with(end)) {
            return false;
        }
        let before = at.checked_sub(1).map(|before| &words[before]).filter(|_| word.gap == Gap::Space);
        if self.nouns.contains(folded) || before.is_some_and(announces_a_noun) {
            return false;
        }
        if opens {
            // A word that is all of its sentence is asked about: it may be an address.
            let next = words.get(at + 1).filter(|next| next.gap == Gap::Space);
            return next.is_none_or(|next| AFTER_A_NAME.contains(&next.folded.as_str()));
        }
        // An everyday word in the polite form or after a colon is no name either.
        !german.small.contains(folded)
    }
}

fn is_time(words: &Words, word: &Word) -> bool {
    let plain = [Word { named: false, ..word.clone() }];
    let month = |lists: &words::phrases::Phrases| 0 < lists.at(&plain, 0);
    month(&words.time.points) || month(&words.time.words)
}
