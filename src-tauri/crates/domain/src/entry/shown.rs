//! What an entry says, field by field and in words: for the timeline, the reading pane and paper.
//!
//! It is read off the form, so that a new kind is shown everywhere at once.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::EntryBody;
use crate::competency::Competency;
use crate::form::{Field, Input, Voice};
use crate::ids::PersonId;
use crate::lexicon::{Language, say};

/// Holds one filled field in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shown {
    /// The record's field.
    pub field: String,
    /// Its label.
    pub label: String,
    /// Who speaks.
    pub voice: Speaker,
    /// Whether it was asked afterwards.
    pub later: bool,
    /// What it says.
    pub value: ShownValue,
}

/// Holds a value in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum ShownValue {
    /// A text; only what a person wrote in passages is Markdown.
    Text {
        /// The text.
        text: String,
        /// Whether a person wrote it.
        written: bool,
    },
    /// Rows under heads.
    Table {
        /// The heads that have at least one filled cell.
        heads: Vec<Head>,
        /// The rows; a cell may be empty.
        rows: Vec<Vec<String>>,
    },
}

/// Holds the head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Head {
    /// Its label.
    pub label: String,
    /// Who speaks in the column.
    pub voice: Speaker,
}

/// Names who speaks, as [`Voice`] does, in a form that can be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// Me.
    Mine,
    /// They.
    Theirs,
    /// Nobody: it is a fact.
    Fact,
}

impl From<Voice> for Speaker {
    fn from(voice: Voice) -> Speaker {
        match voice {
            Voice::Mine => Speaker::Mine,
            Voice::Theirs => Speaker::Theirs,
            Voice::Fact => Speaker::Fact,
        }
    }
}

/// Says the names of people and the titles of entries that a body refers to.
pub trait Names {
    /// Returns the name of a person.
    fn person(&self, id: PersonId) -> Option<String>;
    /// Returns the title of an entry.
    fn entry(&self, id: crate::ids::EntryId) -> Option<String>;
}

impl EntryBody {
    /// Says every filled field in words, in the order of the form.
    pub fn shown(&self, language: Language, names: &dyn Names) -> Vec<Shown> {
        let body = serde_json::to_value(self).expect("BUG: a record is plain data");
        let kind = self.kind();
        let saying = Saying { language, names };
        self.form()
            .fields
            .iter()
            .filter_map(|field| {
                let key = format!("entry.{kind}.{}", field.name);
                let value = saying.value(&key, field, body.get(field.name)?)?;
                Some(Shown {
                    field: field.name.to_owned(),
                    label: say(language, &key, &[]),
                    voice: field.voice.into(),
                    later: field.later,
                    value,
                })
            })
            .collect()
    }
}

struct Saying<'a> {
    language: Language,
    names: &'a dyn Names,
}

impl Saying<'_> {
    fn value(&self, key: &str, field: &Field, value: &Value) -> Option<ShownValue> {
        if let Input::Rows { fields, .. } = field.input {
            return self.table(key, fields, value.as_array()?);
        }
        let text = self.text(key, field, value)?;
        Some(ShownValue::Text { text, written: field.is_written() })
    }

    fn table(&self, key: &str, fields: &[Field], rows: &[Value]) -> Option<ShownValue> {
        let cell = |row: &Value, column: &Field| {
            row.get(column.name)
                .and_then(|v| self.text(&format!("{key}.{}", column.name), column, v))
                .unwrap_or_default()
        };
        let all: Vec<Vec<String>> =
            rows.iter().map(|row| fields.iter().map(|c| cell(row, c)).collect()).collect();
        let used: Vec<usize> =
            (0..fields.len()).filter(|&i| all.iter().any(|row| !row[i].is_empty())).collect();
        if used.is_empty() {
            return None;
        }
        let heads = used
            .iter()
            .map(|&i| Head {
                label: say(self.language, &format!("{key}.{}", fields[i].name), &[]),
                voice: fields[i].voice.into(),
            })
            .collect();
        let rows = all.into_iter().map(|row| used.iter().map(|&i| row[i].clone()).collect()).collect();
        Some(ShownValue::Table { heads, rows })
    }

    fn text(&self, key: &str, field: &Field, value: &Value) -> Option<String> {
        let text = match field.input {
            Input::Line | Input::Prose => value.as_str()?.to_owned(),
            Input::Choice { .. } => say(self.language, &format!("{key}.{}", value.as_str()?), &[]),
            Input::YesNo => say(self.language, if value.as_bool()? { "entry.yes" } else { "entry.no" }, &[]),
            Input::Percent => format!("{} %", value.as_i64()?),
            Input::Rating { low, high, .. } => match value.as_i64() {
                Some(n) if low < 0 => signed(n),
                Some(n) => {
                    say(self.language, "entry.of", &[("n", &n.to_string()), ("high", &high.to_string())])
                }
                None => value.as_str().map(|_| say(self.language, "entry.cannot_say", &[]))?,
            },
            Input::Count => value.as_u64()?.to_string(),
            Input::Day => say_day(self.language, value.as_str()?),
            Input::Moment => {
                let (day, time) = value.as_str()?.split_once('T')?;
                format!("{}, {time}", say_day(self.language, day))
            }
            Input::Competency => {
                serde_json::from_value::<Competency>(value.clone()).ok()?.title(self.language)
            }
            Input::Person => self.person(value)?,
            Input::People { .. } => joined(value.as_array()?.iter().filter_map(|v| self.person(v))),
            Input::Lines { .. } => value
                .as_array()?
                .iter()
                .filter_map(Value::as_str)
                .map(|line| format!("– {line}"))
                .collect::<Vec<_>>()
                .join("\n"),
            Input::Entry { .. } => self.names.entry(value.as_str()?.parse().ok()?)?,
            Input::Rows { .. } | Input::Kept => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    fn person(&self, value: &Value) -> Option<String> {
        self.names.person(value.as_str()?.parse().ok()?)
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// Writes a number with its sign, a true minus for what lies below 0.
fn signed(n: i64) -> String {
    match n {
        0 => "0".to_owned(),
        1.. => format!("+{n}"),
        _ => format!("−{}", -n),
    }
}

fn say_day(language: Language, day: &str) -> String {
    match chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d") {
        Ok(date) => crate::schedule::names::long_date(language, date),
        Err(_) => day.to_owned(),
    }
}
