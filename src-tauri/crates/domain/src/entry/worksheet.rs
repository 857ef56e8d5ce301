//! What every kind of entry has: a form, and where the method asks for one, a rule.
//!
//! A rule of one sheet is [`Worksheet::gap`], and the part of it that a sheet of
//! any file has to keep is [`Worksheet::flaw`]; what a change may not overwrite is
//! [`Worksheet::keep`]; what several sheets say together is
//! [`Worksheet::findings`]. A kind without a rule has a form and nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Entry;
use crate::form::Form;
use crate::hints::Hint;
use crate::ids::EntryId;
use crate::lexicon::{Language, say};
use crate::schedule::names;

/// Gives a kind of entry its form and its rules.
pub trait Worksheet: Sized {
    /// The form.
    const FORM: Form;

    /// Returns what is missing or contradicts itself, if anything.
    fn gap(&self) -> Option<Gap> {
        None
    }

    /// Returns what leads to something that is not there, if anything: no sheet was ever saved with it, however old.
    ///
    /// A file may hold sheets from before a rule, so this is all that is asked of them; [`Worksheet::gap`] asks it too.
    fn flaw(&self) -> Option<Gap> {
        None
    }

    /// Takes over from the stored record what a change may not overwrite.
    fn keep(&mut self, _stored: &Self, _now: chrono::DateTime<chrono::Utc>) {}

    /// Returns what entries of this kind say together; `sheets` are in the order of their days.
    fn findings(_sheets: &[(&Entry, &Self)], _around: &Around) -> Vec<Finding> {
        Vec::new()
    }

    /// Marks passages of its texts.
    fn marks(&self, _names: &[&str], _language: Language) -> Vec<Mark> {
        Vec::new()
    }
}

/// Finds the record of a kind in a body.
pub trait OfKind: Sized {
    /// Returns the record when the body is of this kind.
    fn of(body: &super::EntryBody) -> Option<&Self>;
}

/// Holds what a finding needs to know beside the sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// The local day.
    pub today: NaiveDate,
    /// The day the situation last changed by a talk or another event, if it did.
    pub changed_on: Option<NaiveDate>,
    /// The conversations that were held.
    pub held: BTreeSet<EntryId>,
}

/// Names a field that keeps an entry from being taken as it is, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The field, with its row where it has one: `skill_question`, `nodes.2.status`.
    pub field: String,
    /// The sentence in the catalogue.
    pub key: &'static str,
    /// What fills it.
    pub params: Vec<(&'static str, Term)>,
}

impl Gap {
    /// Names an empty field.
    pub fn blank(field: impl Into<String>) -> Gap {
        Gap { field: field.into(), key: "refusal.blank", params: Vec::new() }
    }

    /// Names a field and the sentence that says why.
    pub fn new(field: impl Into<String>, key: &'static str) -> Gap {
        Gap { field: field.into(), key, params: Vec::new() }
    }

    /// Says the sentence.
    pub fn say(&self, language: Language) -> String {
        said(language, self.key, &self.params)
    }
}

/// Fills a placeholder with a figure or with a word of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// As it stands.
    Figure(String),
    /// The key of a word.
    Word(String),
    /// A day, said with its year.
    Day(NaiveDate),
    /// A number with so many decimals, with the point or comma of the language.
    Decimal(f64, usize),
}

impl Term {
    fn say(&self, language: Language) -> String {
        match self {
            Term::Figure(text) => text.clone(),
            Term::Word(key) => say(language, key, &[]),
            Term::Day(day) => names::long_date(language, *day),
            Term::Decimal(number, decimals) => match language {
                Language::En => format!("{number:.decimals$}"),
                Language::De => format!("{number:.decimals$}").replace('.', ","),
            },
        }
    }
}

impl From<usize> for Term {
    fn from(n: usize) -> Term {
        Term::Figure(n.to_string())
    }
}

/// States what several entries say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// A name by which it can be set aside: `fix.more_of_the_same.control`.
    pub id: String,
    /// The sentence in the catalogue.
    pub key: &'static str,
    /// What fills it.
    pub params: Vec<(&'static str, Term)>,
    /// The entries it is about, where a list is useful.
    pub entries: Vec<EntryId>,
    /// Whether it asks something, once: such a sentence can be set aside, and a figure needs no answer.
    pub asks_once: bool,
}

impl Finding {
    /// States a sentence; its key is also its name.
    pub fn new(key: &'static str, params: Vec<(&'static str, Term)>) -> Finding {
        Finding { id: key.to_owned(), key, params, entries: Vec::new(), asks_once: false }
    }

    /// Gives it a name of its own.
    pub fn named(mut self, id: String) -> Finding {
        self.id = id;
        self
    }

    /// Adds the entries it is about.
    pub fn about(mut self, entries: Vec<EntryId>) -> Finding {
        self.entries = entries;
        self
    }

    /// Makes it a question that is asked once.
    pub fn asked_once(mut self) -> Finding {
        self.asks_once = true;
        self
    }

    /// Says the sentence.
    pub fn say(&self, language: Language) -> String {
        said(language, self.key, &self.params)
    }
}

fn said(language: Language, key: &str, params: &[(&'static str, Term)]) -> String {
    let filled: Vec<(&str, String)> = params.iter().map(|(name, term)| (*name, term.say(language))).collect();
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
    say(language, key, &filled)
}

/// Marks a passage of one field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Mark {
    /// The field.
    pub field: String,
    /// Where and why.
    pub hint: Hint,
}

/// Writes why a record was not read, as `key name=value … @field`: the form in which it passes through the
/// parser of whatever holds the record.
pub(super) fn misread(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let (path, said) = (error.path().to_string(), error.inner().to_string());
    if said.starts_with("refusal.") {
        return format!("{said} @{path}");
    }
    // A choice that was not made is missing, or nothing.
    match said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        Some(name) if path == "." => format!("refusal.choose @{name}"),
        Some(name) => format!("refusal.choose @{path}.{name}"),
        None if said.contains("null") => format!("refusal.choose @{path}"),
        None => format!("{said} @{path}"),
    }
}
