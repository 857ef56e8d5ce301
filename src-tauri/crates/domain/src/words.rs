//! The words that tell what a line says, for each language Inward can read.
//!
//! They are data: `words/<language>.json`, of one shape, which a translator
//! replaces whole. How an item is written there is told in [`phrases`]. What
//! follows from a word is not here but in [`crate::hints`], and the sentences
//! said about it are in the catalogue.

pub(crate) mod names;
pub(crate) mod phrases;
pub(crate) mod reading;

use std::sync::OnceLock;

use serde::Deserialize;

use self::names::mark_names;
use self::phrases::Phrases;
use self::reading::{Gap, Word, words_of};
use crate::lexicon::Language;

/// Holds the lists of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// Little words by which the language is recognised; none of them is common in another.
    pub common: Phrases,
    /// Numbers in words.
    pub numbers: Phrases,
    /// Who a sentence is about.
    pub subjects: Subjects,
    /// How a name shows in a text.
    pub names: Names,
    /// Words that allow no exception, and what only looks like one.
    pub absolute: Marked,
    /// Words that judge a person instead of telling what was seen.
    pub judgement: Marked,
    /// Words under which everybody sees something else.
    pub vague: Marked,
    /// When something happens.
    pub time: Time,
    /// What a camera could see somebody do.
    pub visible: Visible,
    /// What joins one act to the next.
    pub joins: Joins,
    /// What is beyond a worksheet.
    pub safety: Safety,
}

/// Holds a list and its exceptions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marked {
    /// What is marked.
    pub words: Phrases,
    /// What is left alone although a marked word is in it.
    pub spared: Phrases,
}

/// Holds the words that tell who a sentence is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subjects {
    /// Somebody else.
    pub other: Phrases,
    /// Me, or a group with me in it.
    pub me: Phrases,
    /// What may stand before the subject.
    pub openers: Phrases,
    /// What begins a clause that only tells when or why.
    pub subordinators: Phrases,
}

/// Holds what is known about names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    /// Endings of a possessive.
    pub endings: Vec<String>,
    /// Everyday words that are names too and stand in no other list.
    pub everyday: Phrases,
    /// What follows such a word at the beginning of a sentence only if it is no name.
    pub not_before: Phrases,
}

/// Holds the words of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Time {
    /// A time of day, a day of the week, a rhythm.
    pub points: Phrases,
    /// What tells a time less strictly, or only as part of a sentence: *today*.
    pub words: Phrases,
    /// An event that stands for a time: *when*, *after*.
    pub cues: Phrases,
    /// What only looks like a time.
    pub spared: Phrases,
}

/// Holds the words of visible acts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visible {
    /// The acts.
    pub verbs: Phrases,
    /// What makes the next word a noun.
    pub before_nouns: Phrases,
    /// Whether nouns begin with a capital.
    pub nouns_are_capital: bool,
}

/// Holds the words that join acts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Joins {
    /// What announces something further: *and also*.
    pub further: Phrases,
    /// What joins anything: *and*.
    pub plain: Phrases,
}

/// Holds the words of harassment, threat and danger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Safety {
    /// Harassment, bullying, discrimination.
    pub harassment: Phrases,
    /// Threats.
    pub threat: Phrases,
    /// Danger to life and limb.
    pub danger: Phrases,
    /// Acts that count when they are done to people and not to plans.
    pub acts: Phrases,
    /// The same acts as something suffered.
    pub suffered: Phrases,
    /// How a sentence about somebody who suffers begins: *I was*.
    pub sufferers: Phrases,
    /// Whether people stand before the act they suffer.
    pub people_come_first: bool,
    /// People as those to whom something is done.
    pub people: Phrases,
    /// Words that mean people or what is theirs.
    pub people_or_theirs: Phrases,
    /// What shows that such a word means people.
    pub after_people: Phrases,
    /// Things that may threaten or hit without any danger.
    pub things: Phrases,
    /// What sounds worse than it is.
    pub spared: Phrases,
}

fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../words/en.json"),
        Language::De => include_str!("../words/de.json"),
    }
}

/// Lists every item of the lists of a language, but no name.
pub(crate) fn texts(language: Language) -> impl Iterator<Item = String> {
    fn items(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(item) => out.push(item.clone()),
            serde_json::Value::Array(list) => list.iter().for_each(|inner| items(inner, out)),
            serde_json::Value::Object(fields) => {
                fields.iter().filter(|(name, _)| *name != "names").for_each(|(_, inner)| items(inner, out));
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let root = serde_json::from_str(source(language))
        .unwrap_or_else(|e| panic!("BUG: words/{}.json: {e}", language.tag()));
    let mut out = Vec::new();
    items(&root, &mut out);
    out.into_iter()
}

impl Words {
    /// Returns the lists of a language.
    pub fn of(language: Language) -> &'static Words {
        static EN: OnceLock<Words> = OnceLock::new();
        static DE: OnceLock<Words> = OnceLock::new();
        let cell = match language {
            Language::En => &EN,
            Language::De => &DE,
        };
        cell.get_or_init(|| {
            serde_json::from_str(source(language))
                .unwrap_or_else(|e| panic!("BUG: words/{}.json: {e}", language.tag()))
        })
    }

    /// Tells whether a word has an everyday meaning beside being a name.
    pub fn is_everyday(&self, word: &Word) -> bool {
        let lists = [
            &self.names.everyday,
            &self.absolute.words,
            &self.judgement.words,
            &self.vague.words,
            &self.time.points,
            &self.time.words,
            &self.visible.verbs,
        ];
        let plain = [Word { named: false, ..word.clone() }];
        lists.into_iter().any(|list| 0 < list.at(&plain, 0))
    }
}

/// Cuts a text into its words and notes names and numbers, as far as the language is known.
pub(crate) fn read(text: &str, names: &[&str], language: Option<&Words>) -> Vec<Word> {
    let mut words = words_of(text);
    mark_names(&mut words, names, language);
    if let Some(language) = language {
        for at in 0..words.len() {
            words[at].number |= 0 < language.numbers.at(&words, at);
            if follows_an_ordinal(&words, at, language) {
                words[at].gap = Gap::Space;
            }
        }
    }
    words
}

/// Tells whether a word is the month in `9. Februar`, where the stop ends no sentence.
fn follows_an_ordinal(words: &[Word], at: usize, language: &Words) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    let stop_and_space = before.end() + 2;
    before.number && words[at].start == stop_and_space && 0 < language.time.words.at(words, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    const SOURCES: [(Language, &str); 2] =
        [(Language::En, include_str!("../words/en.json")), (Language::De, include_str!("../words/de.json"))];

    #[test]
    fn every_language_has_the_same_lists_and_none_is_empty() {
        let shapes: Vec<BTreeSet<String>> = SOURCES
            .iter()
            .map(|(language, json)| {
                assert!(!format!("{:?}", Words::of(*language)).is_empty(), "the lists can be read");
                let mut paths = BTreeSet::new();
                walk(&serde_json::from_str(json).expect("JSON"), "", &mut |path, list| {
                    assert!(
                        !list.is_empty(),
                        "{language:?}: {path} is empty, and its rule would never speak"
                    );
                    paths.insert(path.to_owned());
                });
                paths
            })
            .collect();
        assert_eq!(shapes[0], shapes[1], "a list that one language lacks is a rule it lacks");
    }

    #[test]
    fn no_list_names_an_item_twice() {
        for (language, json) in SOURCES {
            walk(&serde_json::from_str(json).expect("JSON"), "", &mut |path, list| {
                let mut seen = BTreeSet::new();
                let twice: Vec<&str> =
                    list.iter().filter_map(Value::as_str).filter(|item| !seen.insert(*item)).collect();
                assert!(twice.is_empty(), "{language:?} {path}: {twice:?}");
            });
        }
    }

    #[test]
    fn an_exception_holds_a_word_of_the_list_it_excepts_from() {
        for (language, json) in SOURCES {
            let words = Words::of(language);
            let root: Value = serde_json::from_str(json).expect("JSON");
            for (name, list) in
                [("absolute", &words.absolute), ("judgement", &words.judgement), ("vague", &words.vague)]
            {
                for item in root[name]["spared"].as_array().expect("a list").iter().filter_map(Value::as_str)
                {
                    let text = item.replace('#', "7").replace('*', "");
                    assert!(
                        list.words.in_any(&words_of(&text)),
                        "{language:?} {name}: {item:?} spares nothing"
                    );
                }
            }
        }
    }

    fn walk(value: &Value, path: &str, see: &mut impl FnMut(&str, &[Value])) {
        match value {
            Value::Array(list) => see(path, list),
            Value::Object(fields) => {
                for (name, inner) in fields {
                    walk(inner, &format!("{path}/{name}"), see);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
