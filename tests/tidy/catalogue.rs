//! The message catalogue: both languages say the same things, with the same gaps to fill.
//!
//! The unit tests of the lexicon see the areas that Rust reads; this rule sees every file, those
//! of the user interface too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::house::House;
use crate::rule::{Finding, bites, keep, on_file, spares};

const MESSAGES: &str = "src-tauri/crates/domain/messages/";
const LANGUAGES: [&str; 2] = ["en", "de"];

#[test]
fn both_languages_have_the_same_messages() {
    keep(
        gaps_between_languages,
        "there is no fallback from one language to the other, so a missing key would be a hole in the window; a \
         missing placeholder would drop a name or a number from a sentence",
    );
}

#[test]
fn the_catalogue_rule_bites() {
    let pair = |en: &str, de: &str| {
        let page = |language: &str| format!("{MESSAGES}{language}/a.json");
        let (en, de) = ((page("en"), en.to_owned()), (page("de"), de.to_owned()));
        [en, de]
    };
    let check = |en: &str, de: &str, good: bool| {
        let pages = pair(en, de);
        let pages: Vec<(&str, &str)> =
            pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        if good { spares(gaps_between_languages, &pages) } else { bites(gaps_between_languages, &pages) }
    };
    check(r#"{"a": "{n} days"}"#, r#"{"a": "{n} Tage"}"#, true);
    check(r#"{"a": "x", "b": "y"}"#, r#"{"a": "x"}"#, false);
    check(r#"{"a": "x"}"#, r#"{"a": "x", "b": "y"}"#, false);
    check(r#"{"a": "for {name}"}"#, r#"{"a": "für {person}"}"#, false);
    check(r#"{"a": {"one": "{n} day", "other": "{n} days"}}"#, r#"{"a": "{n} Tage"}"#, false);
    check(
        r#"{"a": {"one": "a day", "other": "{n} days"}}"#,
        r#"{"a": {"one": "ein Tag", "other": "{n} Tage"}}"#,
        true,
    );
    check(r#"{"a": ""}"#, r#"{"a": ""}"#, false);
    check(r#"{"a": "x"}"#, r#"{"a": "x",}"#, false);
    check(r#"{"a": "x", "a": "y"}"#, r#"{"a": "x"}"#, false);
    let lonely = format!("{MESSAGES}en/lonely.json");
    bites(gaps_between_languages, &[(&lonely, r#"{"a": "x"}"#)]);
}

/// Every message of a language as `area.key` with its text.
///
/// # Errors
/// The findings of files that are not a flat object of messages.
pub fn messages(house: &House, language: &str) -> Result<BTreeMap<String, Value>, Vec<Finding>> {
    let folder = format!("{MESSAGES}{language}/");
    let mut all = BTreeMap::new();
    let mut findings = Vec::new();
    for page in house.pages.iter().filter(|page| page.path.starts_with(&folder)) {
        let area = page.path[folder.len()..].trim_end_matches(".json");
        match serde_json::from_str::<BTreeMap<String, Value>>(&page.text) {
            Ok(map) => all.extend(map.into_iter().map(|(key, value)| (format!("{area}.{key}"), value))),
            Err(error) => findings.push(on_file(&page.path, error.to_string())),
        }
    }
    if findings.is_empty() { Ok(all) } else { Err(findings) }
}

/// The sentences of a message: one, or one for each number form.
pub fn sentences(message: &Value) -> Vec<&str> {
    match message {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Vec::new(),
    }
}

fn gaps_between_languages(house: &House) -> Vec<Finding> {
    let mut findings = doubled_keys(house);
    let read = LANGUAGES.map(|language| messages(house, language));
    let [Ok(en), Ok(de)] = read else {
        findings.extend(read.into_iter().filter_map(Result::err).flatten());
        return findings;
    };
    let keys: BTreeSet<&String> = en.keys().chain(de.keys()).collect();
    for key in keys {
        match (en.get(key), de.get(key)) {
            (Some(en), Some(de)) => findings.extend(mismatch(en, de).map(|what| on_file(key, what))),
            (Some(_), None) => findings.push(on_file(key, "has no German text")),
            (None, _) => findings.push(on_file(key, "has no English text")),
        }
    }
    findings
}

fn mismatch(en: &Value, de: &Value) -> Option<String> {
    let forms = |message: &Value| match message {
        Value::Object(forms) => forms.keys().cloned().collect::<Vec<_>>(),
        Value::String(_) => vec!["plain".to_owned()],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Vec::new(),
    };
    let (shape_en, shape_de) = (forms(en), forms(de));
    let known = |shape: &[String]| shape == ["plain"] || shape == ["one", "other"];
    if !known(&shape_en) || shape_en != shape_de {
        return Some(format!("is {shape_en:?} in English and {shape_de:?} in German"));
    }
    if sentences(en).iter().chain(&sentences(de)).any(|text| text.trim().is_empty()) {
        return Some("is empty".to_owned());
    }
    let (gaps_en, gaps_de) = (placeholders(en), placeholders(de));
    (gaps_en != gaps_de).then(|| format!("has {gaps_en:?} to fill in English and {gaps_de:?} in German"))
}

fn placeholders(message: &Value) -> BTreeSet<String> {
    let texts = sentences(message);
    let gaps = texts.iter().flat_map(|text| text.split('{').skip(1).filter_map(|rest| rest.split_once('}')));
    gaps.map(|(name, _)| name.to_owned()).collect()
}

/// JSON readers keep the last of two equal keys in silence; here the first would be lost text.
fn doubled_keys(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in house.under(&[MESSAGES], &[".json"]) {
        let mut seen = BTreeSet::new();
        for key in top_level_keys(&page.text) {
            if !seen.insert(key) {
                findings.push(on_file(&page.path, format!("has the key {key:?} twice")));
            }
        }
    }
    findings
}

fn top_level_keys(json: &str) -> Vec<&str> {
    let (mut keys, mut depth, mut rest) = (Vec::new(), 0, json);
    while let Some(at) = rest.find(['{', '}', '"']) {
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {
                let Some(end) = end_of_string(rest) else { break };
                if depth == 1 && rest[end + 1..].trim_start().starts_with(':') {
                    keys.push(&rest[..end]);
                }
                rest = &rest[end + 1..];
            }
        }
    }
    keys
}

fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}
