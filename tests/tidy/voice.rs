//! How the program speaks: words it keeps out, and names that are not ours to use.

use serde_json::Value;

use crate::catalogue::{messages, sentences};
use crate::house::House;
use crate::rule::{Finding, bites, has_word, keep, on_file, on_line, spares};

/// Names of licensed instruments and programmes.
const OTHERS_NAMES: &[&str] = &[
    "LMX",
    "LMX-7",
    "Edmondson",
    "COPSOQ",
    "ITC workbook",
    "SBI",
    "SBII",
    "Mini-Survey",
    "Stakeholder Centered Coaching",
    "Lominger",
    "Korn Ferry",
    "CCL Benchmarks",
    "Trust Quotient",
    "MBTI",
    "Myers-Briggs",
    "DISC",
    "Hogan",
    "ESCI",
];

/// Words that judge, press or praise, by language.
const KEPT_OUT: &[(&str, &[&str])] = &[
    ("en", &["resistant", "difficult", "toxic", "fail", "failed", "failure", "streak", "must", "should"]),
    ("de", &["resistent", "schwierig", "schwierige", "toxisch", "versagt", "versagen", "gescheitert"]),
];

/// Messages that name a word in order to ask about it.
const NAMES_THE_WORD: &[&str] = &[];

#[test]
fn no_name_of_a_licensed_instrument_is_shipped() {
    keep(
        names_of_others,
        "the methods are credited by author and year and worded by us; the instruments and their names belong to \
         their owners",
    );
}

#[test]
fn the_program_speaks_calmly() {
    keep(
        loud_messages,
        "short, neutral, warm: no exclamation marks, no guilt, no diagnosis, no praise; the reader may be having a \
         bad day",
    );
}

#[test]
fn the_rules_about_voice_bite() {
    bites(names_of_others, &[("src-tauri/crates/domain/messages/en/a.json", r#"{"a": "The MBTI type"}"#)]);
    bites(names_of_others, &[("docs/guide.md", "Like Stakeholder Centered Coaching, it")]);
    bites(names_of_others, &[("src-tauri/crates/report/templates/a.typ", "= SBI sheet")]);
    spares(names_of_others, &[("ui/src/a.svelte", "const discount = DISCOUNT"), ("docs/a.md", "a disc")]);

    let en = "src-tauri/crates/domain/messages/en/a.json";
    bites(loud_messages, &[(en, r#"{"a": "Great!"}"#)]);
    bites(loud_messages, &[(en, r#"{"a": "You must log."}"#)]);
    bites(loud_messages, &[(en, r#"{"a": "Inward's own format"}"#)]);
    bites(loud_messages, &[(en, r#"{"a": {"one": "x", "other": "Failed {n} times"}}"#)]);
    spares(loud_messages, &[(en, r#"{"a": "Mustard, a musty room."}"#)]);
}

fn names_of_others(house: &House) -> Vec<Finding> {
    let shipped = [
        "src-tauri/crates/",
        "src-tauri/src/",
        "ui/src/",
        "docs/",
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ];
    let endings = [".rs", ".json", ".typ", ".ts", ".svelte", ".css", ".html", ".md"];
    let mut findings = Vec::new();
    for page in house.under(&shipped, &endings) {
        for (number, line) in page.lines() {
            let names = OTHERS_NAMES.iter().filter(|name| has_word(line, name));
            findings.extend(names.map(|name| on_line(&page.path, number, format!("names `{name}`"))));
        }
    }
    findings
}

fn loud_messages(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (language, words) in KEPT_OUT {
        let Ok(all) = messages(house, language) else { continue };
        for (key, message) in all.iter().filter(|(key, _)| !NAMES_THE_WORD.contains(&key.as_str())) {
            findings
                .extend(loud_words(message, words).map(|what| on_file(key, format!("{what} ({language})"))));
        }
    }
    findings
}

fn loud_words<'m>(message: &'m Value, words: &'m [&str]) -> impl Iterator<Item = String> + 'm {
    sentences(message).into_iter().flat_map(move |text| {
        let low = text.to_lowercase();
        let shout = text.contains('!').then(|| format!("shouts: {text:?}"));
        let typed = text
            .split('\'')
            .zip(text.split('\'').skip(1))
            .any(|(before, after)| {
                before.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase)
            })
            .then(|| format!("has an apostrophe of a typewriter: {text:?}"));
        let word =
            words.iter().find(|word| has_word(&low, word)).map(|word| format!("says `{word}`: {text:?}"));
        shout.into_iter().chain(typed).chain(word)
    })
}
