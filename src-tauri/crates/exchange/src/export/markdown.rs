//! Entries as Markdown files: one a file, with its day, people and fields in words.
//!
//! The head of a file is what [`crate::journal::markdown`] reads, so an entry
//! can come back as a dated text. What a person wrote stands there as typed.

use std::fmt::Write as _;

use inward_domain::entry::Entry;
use inward_domain::form::Input;
use inward_domain::lexicon::{Language, knows, say};
use serde_json::Value;

use super::Names;
use crate::archive::NamedFile;
use crate::journal::quoted;
use crate::json::Everything;

/// Writes a file for each entry, by year; names of files hold days and kinds and nothing that was typed.
pub fn write(all: &Everything, language: Language) -> impl ExactSizeIterator<Item = NamedFile> {
    let names = Names::of(all);
    all.entries.iter().map(move |entry| file(entry, &names, language))
}

fn file(entry: &Entry, names: &Names, language: Language) -> NamedFile {
    let (on, kind, id) = (entry.fields.on, entry.fields.body.kind(), entry.id.to_string());
    let path = format!("{}/{on} {kind} {id}.md", on.format("%Y"));
    let mut text = String::from("---\n");
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}: {value}");
    };
    line("id", &quoted(&id));
    line("date", &on.to_string());
    line("kind", kind);
    line("title", &quoted(&entry.fields.body.title()));
    let about = [
        ("person", entry.fields.person.map(|id| id.to_string())),
        ("goal", entry.fields.goal.map(|id| id.to_string())),
        ("experiment", entry.fields.experiment.map(|id| id.to_string())),
    ];
    for (name, id) in about {
        if let Some(id) = id {
            let found = names.find(&Value::from(id.as_str())).unwrap_or(&id);
            line(name, &quoted(found));
        }
    }
    text.push_str("---\n\n");
    body(entry, names, language, &mut text);
    NamedFile { path, bytes: text.into_bytes() }
}

fn body(entry: &Entry, names: &Names, language: Language, text: &mut String) {
    let form = entry.fields.body.form();
    let record = serde_json::to_value(&entry.fields.body).expect("BUG: a record is plain data");
    let is_one_text = form.fields.len() == 1;
    for field in form.fields {
        let Some(value) = record.get(field.name).filter(|value| !is_nothing(value)) else { continue };
        let key = format!("entry.{}.{}", form.kind, field.name);
        if !is_one_text {
            let _ = writeln!(text, "## {}\n", say(language, &key, &[]));
        }
        let _ = writeln!(text, "{}\n", shown(value, field.input, &key, names, language));
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn shown(value: &Value, input: Input, key: &str, names: &Names, language: Language) -> String {
    match value {
        Value::String(text) => {
            let choice = format!("{key}.{text}");
            let is_choice = matches!(input, Input::Choice { .. }) && knows(language, &choice);
            if is_choice { say(language, &choice, &[]) } else { names.find(value).unwrap_or(text).to_owned() }
        }
        Value::Number(number) if input == Input::Percent => format!("{number} %"),
        Value::Array(items) => {
            let items = items.iter().map(|item| shown(item, input, key, names, language));
            items.map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            let fields = fields.map(|(name, value)| {
                let label = format!("{key}.{name}");
                let label = if knows(language, &label) { say(language, &label, &[]) } else { name.clone() };
                format!("{label}: {}", shown(value, input, key, names, language))
            });
            fields.collect::<Vec<_>>().join("; ")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests;
