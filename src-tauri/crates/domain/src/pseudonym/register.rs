//! The names that are known, and where they stand in a text.
//!
//! A name is found in whole words, by any of its parts, in any case, with or
//! without accents, with the endings of a possessive in English and German, and
//! across a hyphen. What could be something else is found too, with the reason
//! why it is only likely: an everyday word, initials, an alias, a name that two
//! people share. Ana is not in Tatiana.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::spelling::{is_close, is_particle, is_title, is_unspaced, spellings, stems_of};
use crate::lexicon::Language;
use crate::words::Words;
use crate::words::reading::{Gap, Word, words_of};

/// Names up to this length are initials, and as case-sensitive as initials are.
const INITIALS_MAX: usize = 2;
/// A name from this length on is looked for inside longer words too.
const INSIDE_MIN: usize = 5;

/// Holds somebody, or something, whose name is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The full name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Their address.
    pub email: Option<String>,
    /// What stands in place of the name.
    pub pseudonym: String,
    /// The user said that this very word is to be replaced, so nothing about it is only likely.
    pub decided: bool,
}

/// Says how sure it is that a word is somebody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// The name, or a part of it.
    Name,
    /// Another name by which they are known.
    Alias,
    /// Their initials.
    Initials,
    /// Two or more people share it.
    Shared,
    /// An everyday word; `true` when it more likely is the name here.
    Everyday(bool),
    /// The name is a part of a longer word.
    Inside,
}

/// Holds a place where a name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The place, in characters, with a title before it and a possessive after it.
    pub range: Range<usize>,
    /// The words it takes.
    pub words: Range<usize>,
    /// Whose name it is.
    pub owner: usize,
    /// How sure that is.
    pub sure: Sure,
    /// Whether it says that something belongs to them.
    pub possessive: bool,
}

#[derive(Debug, Clone)]
struct Form {
    /// Each word in the spellings it may have.
    words: Vec<Vec<String>>,
    /// The letters as typed, where their case counts.
    exact: Option<Vec<String>>,
    /// A stop has to follow, as in `T.`.
    stop: bool,
    owner: usize,
    sure: Sure,
    everyday: bool,
}

/// Holds everybody whose name is replaced, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub all: Vec<Registered>,
    by_first: HashMap<String, Vec<Form>>,
    unspaced: Vec<(String, usize)>,
    /// Names that are long enough to be looked for inside longer words.
    long: Vec<(String, usize)>,
}

impl Register {
    /// Takes everybody whose name is replaced.
    pub fn new(all: Vec<Registered>) -> Register {
        let mut register = Register::default();
        for (owner, one) in all.iter().enumerate() {
            register.add_name(owner, one);
            for alias in &one.aliases {
                register.add_alias(owner, alias);
            }
        }
        register.all = all;
        register.mark_shared();
        register
    }

    fn add_name(&mut self, owner: usize, one: &Registered) {
        let words = words_of(&one.name);
        if one.name.chars().any(is_unspaced) {
            self.unspaced.push((one.name.nfc().filter(|c| !c.is_whitespace()).collect(), owner));
        }
        if one.decided {
            let exact = (words.len() == 1 && words[0].capital()).then(|| vec![words[0].typed.clone()]);
            self.add(Form { exact, ..form(owner, &words, Sure::Name) });
            return;
        }
        self.add_form(owner, &words, Sure::Name);
        let parts = parts_of(&one.name);
        let any_capital = parts.iter().flatten().any(Word::capital);
        let cased = |word: &Word| word.typed.chars().any(|c| c.is_uppercase() != c.is_lowercase());
        for part in &parts {
            let counts = part.iter().all(|w| !is_title(w) && !is_particle(w) && 1 < w.typed.chars().count());
            if !counts || (any_capital && !part[0].capital() && cased(&part[0])) {
                continue;
            }
            self.add_form(owner, part, Sure::Name);
            if 1 < part.len() {
                // A double name is written in one word too, and its halves are what people are called by.
                let joined: String = part.iter().map(|w| w.typed.as_str()).collect();
                self.add_form(owner, &words_of(&joined), Sure::Name);
                for half in part.iter().filter(|half| INITIALS_MAX < half.typed.chars().count()) {
                    self.add_form(owner, std::slice::from_ref(half), Sure::Alias);
                }
            }
        }
        self.add_initials(owner, &parts);
    }

    /// Adds `TK`, `T. K.`, `T. Kovac` and `Tatiana K.` of Tatiana Kovac.
    fn add_initials(&mut self, owner: usize, parts: &[Vec<Word>]) {
        let named: Vec<&Word> = parts
            .iter()
            .filter_map(|part| part.first())
            .filter(|w| !is_title(w) && !is_particle(w) && w.capital())
            .collect();
        let (Some(first), Some(last)) = (named.first(), named.last()) else { return };
        if named.len() < 2 {
            return;
        }
        let letter = |word: &Word| word.typed.chars().take(1).collect::<String>();
        let letters: Vec<String> = named.iter().map(|w| letter(w)).collect();
        let both = [letter(first), letter(last)];
        for initials in [letters.as_slice(), both.as_slice()] {
            let spaced = words_of(&initials.join(" "));
            let exact = Some(initials.to_vec());
            self.add(Form { exact, ..form(owner, &spaced, Sure::Initials) });
            let together = initials.concat();
            let exact = Some(vec![together.clone()]);
            self.add(Form { exact, ..form(owner, &words_of(&together), Sure::Initials) });
        }
        for pair in [[letter(first), last.typed.clone()], [first.typed.clone(), letter(last)]] {
            let words = words_of(&pair.join(" "));
            self.add(Form { exact: Some(pair.to_vec()), ..form(owner, &words, Sure::Name) });
        }
    }

    fn add_alias(&mut self, owner: usize, alias: &str) {
        let words = words_of(alias);
        if alias.chars().any(is_unspaced) {
            self.unspaced.push((alias.nfc().filter(|c| !c.is_whitespace()).collect(), owner));
        }
        let letters = words.iter().map(|w| w.typed.chars().count()).max().unwrap_or_default();
        let short = letters <= INITIALS_MAX || (letters <= 3 && words.iter().all(is_all_capital));
        if short {
            let stop = words.len() == 1 && letters == 1 && alias.trim_end().ends_with('.');
            let exact = Some(words.iter().map(|w| w.typed.clone()).collect());
            self.add(Form { exact, stop, ..form(owner, &words, Sure::Initials) });
        } else {
            self.add_form(owner, &words, Sure::Alias);
        }
    }

    fn add_form(&mut self, owner: usize, words: &[Word], sure: Sure) {
        let everyday = words.len() == 1
            && [Language::En, Language::De].into_iter().any(|l| Words::of(l).is_everyday(&words[0]));
        self.add(Form { everyday, ..form(owner, words, sure) });
    }

    fn add(&mut self, form: Form) {
        let Some(first) = form.words.first() else { return };
        if form.words.len() == 1 && !form.everyday && form.exact.is_none() {
            let long = first.iter().filter(|name| INSIDE_MIN <= name.chars().count());
            self.long.extend(long.map(|name| (name.clone(), form.owner)));
        }
        for spelling in first.clone() {
            self.by_first.entry(spelling).or_default().push(form.clone());
        }
    }

    /// Notes the forms that belong to more than one.
    fn mark_shared(&mut self) {
        for forms in self.by_first.values_mut() {
            let is_shared = |form: &Form| {
                let same = |other: &&Form| other.words == form.words && other.owner != form.owner;
                form.sure <= Sure::Alias
                    && !self.all[form.owner].decided
                    && forms.iter().filter(same).any(|other| other.sure <= Sure::Alias)
            };
            let shared: Vec<usize> = (0..forms.len()).filter(|at| is_shared(&forms[*at])).collect();
            shared.into_iter().for_each(|at| forms[at].sure = Sure::Shared);
        }
    }

    /// Finds the names in a text, the longest first, each place once.
    pub fn found(&self, chars: &[char], words: &[Word], language: Option<Language>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let hit = self.at(chars, words, at, language).or_else(|| self.inside(words, at));
            match hit {
                Some(hit) => {
                    at = hit.words.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(&self, chars: &[char], words: &[Word], at: usize, language: Option<Language>) -> Option<Found> {
        let word = &words[at];
        let mut best: Option<(usize, Found)> = None;
        for (stem, _) in stems_of(&word.folded) {
            for spelling in spellings(&stem) {
                for form in self.by_first.get(&spelling).into_iter().flatten() {
                    let Some(possessive) = form.is_at(chars, words, at) else { continue };
                    let better = best.as_ref().is_none_or(|(length, known)| {
                        let (length_now, plain_now) = (form.words.len(), !possessive);
                        (*length, !known.possessive, std::cmp::Reverse(known.sure))
                            < (length_now, plain_now, std::cmp::Reverse(form.sure))
                    });
                    if better {
                        let found = self.here(form, chars, words, at, possessive, language);
                        best = found.map(|found| (form.words.len(), found)).or(best);
                    }
                }
            }
        }
        best.map(|(_, found)| found)
    }

    fn here(
        &self,
        form: &Form,
        chars: &[char],
        words: &[Word],
        at: usize,
        possessive: bool,
        language: Option<Language>,
    ) -> Option<Found> {
        let end = at + form.words.len();
        let sure = if form.everyday && !self.all[form.owner].decided {
            if !words[at].capital() {
                return None;
            }
            Sure::Everyday(is_likely_name(words, at, language))
        } else {
            form.sure
        };
        let (tail, possessive) = tail_of(chars, &words[end - 1], words.get(end), form, possessive);
        let titled = 0 < at && is_title(&words[at - 1]) && words[at].gap == Gap::Space;
        let first = if titled { at - 1 } else { at };
        let sure = match sure {
            Sure::Everyday(_) if titled => Sure::Name,
            other => other,
        };
        let taken = words[end - 1..].iter().take_while(|word| word.start < tail).count();
        let words_end = end - 1 + taken.max(1);
        Some(Found {
            range: words[first].start..tail,
            words: at..words_end,
            owner: form.owner,
            sure,
            possessive,
        })
    }

    /// Finds a long name at the beginning or the end of a longer word, and a name among letters without spaces.
    fn inside(&self, words: &[Word], at: usize) -> Option<Found> {
        let word = &words[at];
        let typed: Vec<char> = word.typed.chars().collect();
        let here = |range: Range<usize>, owner, sure| {
            let range = word.start + range.start..word.start + range.end;
            Found { range, words: at..at + 1, owner, sure, possessive: false }
        };
        for (name, owner) in &self.unspaced {
            if let Some(byte) = word.typed.find(name.as_str())
                && typed.len() == word.length
            {
                let start = word.typed[..byte].chars().count();
                return Some(here(start..start + name.chars().count(), *owner, Sure::Name));
            }
        }
        if word.length <= INSIDE_MIN {
            return None;
        }
        let spelt = spellings(&word.folded);
        let holds = |name: &str| {
            spelt.iter().any(|word| word != name && (word.starts_with(name) || word.ends_with(name)))
        };
        let (_, owner) = self.long.iter().find(|(name, _)| holds(name))?;
        Some(here(0..word.length, *owner, Sure::Inside))
    }

    /// Returns whose address it is.
    pub fn owner_of_email(&self, email: &str) -> Option<&Registered> {
        let same = |one: &&Registered| {
            one.email.as_ref().is_some_and(|own| own.trim().to_lowercase() == email.to_lowercase())
        };
        self.all.iter().find(same)
    }

    /// Returns whose name an unknown word is close to: a short form, or one letter off.
    pub fn similar(&self, word: &Word) -> Option<usize> {
        let spelt = spellings(&word.folded).into_iter().next()?;
        let forms = self.by_first.values().flatten();
        let mut owners: Vec<usize> = forms
            .filter(|form| form.words.len() == 1 && form.exact.is_none() && form.sure <= Sure::Alias)
            .filter(|form| form.words[0].iter().any(|name| is_close(&spelt, name)))
            .map(|form| form.owner)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        (owners.len() == 1).then(|| owners[0])
    }
}

fn form(owner: usize, words: &[Word], sure: Sure) -> Form {
    let words = words.iter().map(|word| spellings(&word.folded)).collect();
    Form { words, exact: None, stop: false, owner, sure, everyday: false }
}

fn is_all_capital(word: &Word) -> bool {
    word.typed.chars().all(|c| c.is_uppercase())
}

/// Cuts a name at its spaces; a double name stays one part of two words.
fn parts_of(name: &str) -> Vec<Vec<Word>> {
    let parts: Vec<Vec<Word>> =
        name.split_whitespace().map(words_of).filter(|words| !words.is_empty()).collect();
    if parts.len() < 2 && parts.first().is_none_or(|part| part.len() < 2) { Vec::new() } else { parts }
}

/// Tells whether what is typed ends a possessive without a letter: `Hans’ Team`; returns where it ends.
fn tail_of(chars: &[char], last: &Word, next: Option<&Word>, form: &Form, possessive: bool) -> (usize, bool) {
    let end = last.end();
    let is_mark = |c: Option<&char>| matches!(c, Some('\'' | '’' | '´' | '`' | 'ʼ'));
    let letter = last.typed.chars().count() == 1 && form.exact.is_some();
    if letter && chars.get(end) == Some(&'.') {
        // The stop belongs to the letter, unless it ends the sentence too.
        let goes_on = next.is_some_and(|word| !word.capital());
        return (end + usize::from(goes_on), possessive);
    }
    if !is_mark(chars.get(end)) || possessive {
        return (end, possessive);
    }
    let letter = next.filter(|word| word.start == end + 1 && word.folded == "s");
    if let Some(letter) = letter {
        return (letter.end(), true);
    }
    let sibilant = last.folded.ends_with(['s', 'x', 'z', 'ß']) || last.folded.ends_with("ce");
    let quoted = last.start.checked_sub(1).is_some_and(|before| matches!(chars[before], '\'' | '‘' | '‚'));
    let ends_word = chars.get(end + 1).is_none_or(|c| !c.is_alphanumeric());
    if sibilant && !quoted && ends_word { (end + 1, true) } else { (end, false) }
}

/// Tells whether a capital word that is an everyday word too more likely is the name here.
fn is_likely_name(words: &[Word], at: usize, language: Option<Language>) -> bool {
    let word = &words[at];
    match language {
        Some(Language::De) => {
            let before = at.checked_sub(1).map(|before| &words[before]).filter(|_| word.gap == Gap::Space);
            !before.is_some_and(super::capitals::announces_a_noun)
                && 0 == Words::of(Language::De).names.not_before.at(words, at + 1)
        }
        Some(Language::En) | None => {
            word.gap != Gap::Sentence || 0 == Words::of(Language::En).names.not_before.at(words, at + 1)
        }
    }
}

impl Form {
    /// Tells whether the form stands at a word; inside, whether it stands there as a possessive.
    fn is_at(&self, chars: &[char], words: &[Word], at: usize) -> Option<bool> {
        let here = words.get(at..at + self.words.len())?;
        let last = here.len() - 1;
        let mut possessive = false;
        for (i, (own, word)) in self.words.iter().zip(here).enumerate() {
            if i != 0 && word.gap != Gap::Space {
                return None;
            }
            let stems = if i == last { stems_of(&word.folded) } else { vec![(word.folded.clone(), false)] };
            let fits = |stem: &str| spellings(stem).iter().any(|spelling| own.contains(spelling));
            let stem = stems.into_iter().find(|(stem, _)| fits(stem))?;
            if let Some(exact) = &self.exact {
                let typed = word.typed.strip_prefix(exact[i].as_str())?;
                if !matches!(typed, "" | "'s" | "s" | "'") {
                    return None;
                }
            }
            possessive |= stem.1;
        }
        let stopped = !self.stop || chars.get(here[last].end()) == Some(&'.');
        stopped.then_some(possessive)
    }
}
