//! The one catalogue of text for people, in every language Inward speaks.
//!
//! A text is named `area.key`; the areas are the files of `messages/<language>`,
//! which the user interface reads too. A value is a sentence with `{name}`
//! placeholders, or `{ "one": …, "other": … }` chosen by the parameter `n`.
//! `n` is a count: from 10 000 on its digits are set in groups of three.
//! There is no fallback from one language to another: a test compares them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a language of the catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, with 24-hour times and day before month.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Reads the language of a locale name such as `de_CH.UTF-8`; anything unknown is English.
    pub fn of_locale(locale: &str) -> Language {
        if locale.to_ascii_lowercase().starts_with("de") { Language::De } else { Language::En }
    }

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Message {
    Plain(String),
    Counted { one: String, other: String },
}

macro_rules! areas {
    ($($area:literal),* $(,)?) => {
        fn sources(language: Language) -> Vec<(&'static str, &'static str)> {
            match language {
                Language::En => vec![$(($area, include_str!(concat!("../messages/en/", $area, ".json")))),*],
                Language::De => vec![$(($area, include_str!(concat!("../messages/de/", $area, ".json")))),*],
            }
        }
    };
}

areas!(
    "refusal",
    "competency",
    "entry",
    "finding",
    "offer",
    "pseudonym",
    "sheet",
    "hints",
    "questions",
    "evidence",
    "schedule",
    "report",
    "document",
    "period",
    "about",
    "exchange",
    "import",
    "asking",
    "shell",
    "cli",
    "app",
    "vault",
    "ui-frame",
    "ui-asking",
    "ui-start",
    "ui-today",
    "ui-log",
    "ui-settings",
    "ui-safe",
    "ui-people",
    "ui-practice",
    "ui-evidence",
    "ui-journal",
    "ui-reflect",
    "ui-listen",
    "ui-reminders",
    "ui-reports",
    "ui-sheet"
);

type Catalogue = BTreeMap<String, Message>;

fn catalogue(language: Language) -> &'static Catalogue {
    static EN: OnceLock<Catalogue> = OnceLock::new();
    static DE: OnceLock<Catalogue> = OnceLock::new();
    let cell = match language {
        Language::En => &EN,
        Language::De => &DE,
    };
    cell.get_or_init(|| {
        let mut all = Catalogue::new();
        for (area, json) in sources(language) {
            let messages: BTreeMap<String, Message> = serde_json::from_str(json)
                .unwrap_or_else(|e| panic!("BUG: messages/{}/{area}.json: {e}", language.tag()));
            all.extend(messages.into_iter().map(|(key, m)| (format!("{area}.{key}"), m)));
        }
        all
    })
}

/// Lists every text of a language, as it stands in the catalogue.
pub(crate) fn texts(language: Language) -> impl Iterator<Item = String> {
    catalogue(language).values().flat_map(|message| match message {
        Message::Plain(text) => vec![text.clone()],
        Message::Counted { one, other } => vec![one.clone(), other.clone()],
    })
}

/// Says a text of the catalogue in a language, with its placeholders filled.
///
/// A key that is not in the catalogue is returned as it is, so that a missing
/// sentence is seen and never stops anybody from working.
pub fn say(language: Language, key: &str, params: &[(&str, &str)]) -> String {
    let Some(message) = catalogue(language).get(key) else {
        return key.to_owned();
    };
    let template = match message {
        Message::Plain(text) => text,
        Message::Counted { one, other } => {
            if params.iter().any(|(name, value)| *name == "n" && *value == "1") { one } else { other }
        }
    };
    filled(language, template, params)
}

/// Replaces each `{name}` once, reading left to right, so that a value which holds braces stays as it is.
fn filled(language: Language, template: &str, params: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known = after.find('}').and_then(|close| {
            let name = &after[..close];
            params.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value, close))
        });
        match known {
            Some((value, close)) => {
                match after[..close] == *"n" {
                    true => out.push_str(&grouped(language, value)),
                    false => out.push_str(value),
                }
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Sets the digits of a long count in groups of three; what is no count stays as it is.
fn grouped(language: Language, count: &str) -> Cow<'_, str> {
    if count.len() < 5 || !count.bytes().all(|sign| sign.is_ascii_digit()) {
        return Cow::Borrowed(count);
    }
    let between = match language {
        Language::En => ',',
        Language::De => '.',
    };
    let mut out = String::with_capacity(count.len() + count.len() / 3);
    for (at, digit) in count.chars().enumerate() {
        if 0 < at && (count.len() - at).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
    Cow::Owned(out)
}

/// Tells whether the catalogue holds the key.
pub fn knows(language: Language, key: &str) -> bool {
    catalogue(language).contains_key(key)
}

/// Lists every key of a language, in order.
pub fn keys(language: Language) -> impl Iterator<Item = &'static str> {
    catalogue(language).keys().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys() {
        let en: Vec<_> = keys(Language::En).collect();
        let de: Vec<_> = keys(Language::De).collect();
        assert_eq!(
            en, de,
            "a sentence that exists in one language only would be missed by the other's readers"
        );
    }

    #[test]
    fn both_languages_use_the_same_placeholders() {
        fn holes(message: &Message) -> Vec<String> {
            let text = match message {
                Message::Plain(t) => t.clone(),
                Message::Counted { one, other } => format!("{one} {other}"),
            };
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|s| s.split_once('}').map(|(n, _)| n.to_owned()))
                .collect();
            names.sort();
            names.dedup();
            names
        }
        for (key, message) in catalogue(Language::En) {
            let other = &catalogue(Language::De)[key];
            assert_eq!(
                holes(message),
                holes(other),
                "{key}: a placeholder without a partner prints as a brace"
            );
        }
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_as_typed() {
        assert_eq!(filled(Language::En, "{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
    }

    #[test]
    fn a_long_count_is_set_in_groups_and_nothing_else_is() {
        let said =
            |n: &str| [Language::En, Language::De].map(|language| say(language, "import.rows", &[("n", n)]));
        assert_eq!(said("2026"), ["2026 rows", "2026 Zeilen"]);
        assert_eq!(said("40000"), ["40,000 rows", "40.000 Zeilen"]);
        assert_eq!(said("1234567"), ["1,234,567 rows", "1.234.567 Zeilen"]);
        assert_eq!(filled(Language::En, "{n} {id}", &[("n", "a1234"), ("id", "12345")]), "a1234 12345");
    }

    #[test]
    fn no_sentence_uses_a_word_the_house_keeps_out() {
        let banned = ["!", " must ", " streak", " toxic", " resistant", "difficult person", " fail"];
        for (key, message) in catalogue(Language::En) {
            let text = match message {
                Message::Plain(t) => t.clone(),
                Message::Counted { one, other } => format!("{one} {other}"),
            };
            for word in banned {
                assert!(!format!(" {} ", text.to_lowercase()).contains(word), "{key} uses {word:?}: {text}");
            }
        }
    }
}
