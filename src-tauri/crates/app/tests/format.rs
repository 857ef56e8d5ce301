//! The description of the export says every field that an export has, and none that it has not.
//!
//! The worksheets in it are written from the forms; `cargo xtask contract` does it, with the rest of
//! what is made from the types.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use inward_domain::entry::EntryBody;
use inward_domain::form::{Field, Form, Input};
use inward_domain::lexicon::{Language, knows, say};
use serde_json::Value;

const BEGIN: &str = "<!-- from here on made from the forms by `cargo xtask contract` -->\n";
const END: &str = "<!-- up to here -->\n";

/// Asked at run time, for two checkouts may share a target folder and so the built test.
fn from_the_root(path: &str) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(package).join("../../..").join(path)
}

fn description() -> String {
    fs::read_to_string(from_the_root("docs/data-format.md")).expect("the format is described")
}

/// Returns the part of the description under a heading.
fn section<'d>(description: &'d str, heading: &str) -> &'d str {
    let start = description.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let rest = &description[start + heading.len() + 2..];
    rest.find("\n#").map_or(rest, |end| &rest[..end])
}

fn words_of(text: &str) -> BTreeSet<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let coded = text.split('`').skip(1).step_by(2);
    coded.flat_map(|code| code.split(|c| !is_part(c))).filter(|word| word.len() > 1).collect()
}

#[test]
fn the_worksheets_are_described_as_their_forms_are() {
    let made: String = EntryBody::FORMS.iter().map(worksheet).collect();
    let description = description();
    let (head, rest) = description.split_once(BEGIN).expect("the place for the worksheets");
    let (found, tail) = rest.split_once(END).expect("its end");
    if std::env::var_os("INWARD_WRITE_CONTRACT").is_some() {
        let text = format!("{head}{BEGIN}{made}{END}{tail}");
        fs::write(from_the_root("docs/data-format.md"), text).expect("it can be written");
        return;
    }
    assert!(
        found == made,
        "docs/data-format.md does not say what the worksheets hold; run `cargo xtask contract` and commit it"
    );
}

fn worksheet(form: &Form) -> String {
    let title = say(Language::En, &format!("entry.{}", form.kind), &[]);
    let mut text =
        format!("\n### `{}`: {title}\n\n| field | written as | what it is |\n|---|---|---|\n", form.kind);
    rows(form.fields, "", &format!("entry.{}", form.kind), &mut text);
    text
}

fn rows(fields: &[Field], within: &str, key: &str, text: &mut String) {
    for field in fields {
        let key = format!("{key}.{}", field.name);
        let label = if knows(Language::En, &key) { say(Language::En, &key, &[]) } else { String::new() };
        let required = if field.required { ", always there" } else { "" };
        let name = format!("{within}{}", field.name);
        text.push_str(&format!("| `{name}` | {}{required} | {label} |\n", written_as(field.input)));
        if let Input::Rows { fields, .. } = field.input {
            rows(fields, &format!("{name}[]."), &key, text);
        }
    }
}

fn written_as(input: Input) -> String {
    match input {
        Input::Line => "one line".into(),
        Input::Prose => "passage".into(),
        Input::Choice { values } => values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", "),
        Input::YesNo => "`true` or `false`".into(),
        Input::Percent => "whole number, 0–100".into(),
        Input::Rating { low, high, cannot_say } => {
            let more = if cannot_say { ", or `cannot_say`" } else { "" };
            format!("whole number, {low} to {high}{more}")
        }
        Input::Count => "whole number from 0".into(),
        Input::Day => "day".into(),
        Input::Moment => "day and time on the wall".into(),
        Input::Competency => "competency".into(),
        Input::Person => "id of a person".into(),
        Input::People { most } => format!("ids of at most {most} people"),
        Input::Lines { most } => format!("at most {most} lines"),
        Input::Rows { most, .. } => format!("at most {most} rows"),
        Input::Entry { kind } => format!("id of an entry of the kind `{kind}`"),
        Input::Kept => "kept by Inward".into(),
    }
}

#[test]
fn every_field_of_the_other_rows_is_described_where_it_belongs() {
    let sample = fs::read_to_string(from_the_root("docs/worked-case.json")).expect("the worked case");
    let sample: Value = serde_json::from_str(&sample).expect("JSON");
    let description = description();
    let top = words_of(section(&description, "## The file"));
    let fields = sample.as_object().expect("an object");
    let missing: Vec<_> = fields.keys().filter(|name| !top.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "the file has {missing:?}");
    for list in ["settings", "people", "goals", "experiments", "day_logs", "rules"] {
        let said = words_of(section(&description, &format!("### {list}")));
        let mut names = BTreeSet::new();
        names_in(&fields[list], &mut names);
        let missing: Vec<_> = names.iter().filter(|name| !said.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{list} has {missing:?}, and docs/data-format.md does not say so");
    }
}

fn names_in(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                names_in(value, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn nothing_is_described_that_no_type_knows() {
    let types = inward_app::contract::typescript();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let known: BTreeSet<&str> = types.split(|c| !is_part(c)).collect();
    let description = description();
    for list in ["settings", "people", "goals", "experiments", "day_logs"] {
        let said = words_of(section(&description, &format!("### {list}")));
        let is_known = |word: &&&str| known.contains(**word) || ["true", "false"].contains(*word);
        let unknown: Vec<_> = said.iter().filter(|word| !is_known(word)).collect();
        assert!(unknown.is_empty(), "no type knows {unknown:?} of {list}");
    }
}
