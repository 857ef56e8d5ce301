//! The one stream of dated entries; every worksheet of the method is a kind of entry.
//!
//! A new worksheet is a file in `entry/` with its record, its [`Form`] and its
//! rule if it has one, and one line in [`kinds!`] below. Timeline, search,
//! history, export and the report's section treat all kinds alike, through the
//! form; nothing in here knows a screen or a table.

mod complaint;
mod event;
mod note;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use complaint::{Complaint, ComplaintStatus, Hint, HintReason, Subject, hints, subject_count};
pub use event::{ChangesSituation, Event};
pub use note::Note;

use crate::form::Form;
use crate::ids::{EntryId, ExperimentId, GoalId, PersonId};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Holds the typed body of an entry, one variant per kind.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case", tag = "kind")]
        pub enum EntryBody { $($(#[$doc])* $name($name),)* }

        impl EntryBody {
            /// All forms, in the order of the path.
            pub const FORMS: &'static [Form] = &[$($name::FORM),*];

            /// Returns the form of this kind.
            pub fn form(&self) -> &'static Form {
                match self { $(EntryBody::$name(_) => &$name::FORM,)* }
            }
        }
    };
}

kinds! {
    /// A complaint as it first came to mind, and what became of it.
    Complaint,
    /// A free note.
    Note,
    /// Something that happened and may have changed the situation.
    Event,
}

impl EntryBody {
    /// Returns the kind's wire name.
    pub fn kind(&self) -> &'static str {
        self.form().kind
    }

    /// Lists the filled text fields in the order of the form.
    ///
    /// This is what search finds, what the timeline shows and what a report prints.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let body = serde_json::to_value(self).expect("BUG: a record is plain data");
        self.form()
            .fields
            .iter()
            .filter_map(|field| Some((field.name, body.get(field.name)?.as_str()?.to_owned())))
            .collect()
    }

    /// Returns the text that names the entry in a list: the form's first field.
    pub fn title(&self) -> String {
        self.texts().into_iter().next().map(|(_, text)| text).unwrap_or_default()
    }
}

/// Holds what an entry is about, beside its body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EntryFields {
    /// The local day it belongs to.
    pub on: NaiveDate,
    /// The person it is about.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// The experiment it belongs to.
    #[serde(default)]
    pub experiment: Option<ExperimentId>,
    /// The worksheet.
    pub body: EntryBody,
}

/// Holds a stored entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// Its name among rows.
    pub id: EntryId,
    /// When it was first written.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// What it says and what it is about.
    #[serde(flatten)]
    pub fields: EntryFields,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Language, knows};

    fn one_of_each() -> Vec<EntryBody> {
        vec![
            EntryBody::Complaint(Complaint::first_thought(
                "She never makes the first move".to_owned().try_into().expect("text"),
            )),
            EntryBody::Note(Note { text: "Calm talk".to_owned().try_into().expect("text") }),
            EntryBody::Event(Event {
                title: "Talk".to_owned().try_into().expect("text"),
                note: None,
                changes_situation: None,
            }),
        ]
    }

    #[test]
    fn every_kind_has_an_example_here() {
        assert_eq!(
            one_of_each().len(),
            EntryBody::FORMS.len(),
            "a new kind joins the tests that treat all alike"
        );
    }

    #[test]
    fn a_form_names_exactly_the_fields_of_its_record() {
        for body in one_of_each() {
            let value = serde_json::to_value(&body).expect("plain data");
            let mut record: Vec<&str> = value
                .as_object()
                .expect("an object")
                .keys()
                .map(String::as_str)
                .filter(|k| *k != "kind")
                .collect();
            let mut form: Vec<&str> = body.form().fields.iter().map(|f| f.name).collect();
            record.sort_unstable();
            form.sort_unstable();
            assert_eq!(
                record,
                form,
                "{}: a field without a form would never be asked, searched or printed",
                body.kind()
            );
        }
    }

    #[test]
    fn every_field_and_choice_has_its_words_in_both_languages() {
        for language in [Language::En, Language::De] {
            for form in EntryBody::FORMS {
                assert!(knows(language, &format!("entry.{}", form.kind)), "{} has no title", form.kind);
                for field in form.fields {
                    let key = format!("entry.{}.{}", form.kind, field.name);
                    assert!(knows(language, &key), "{key} is missing in {language:?}");
                    if let crate::form::Input::Choice { values } = field.input {
                        for value in values {
                            assert!(knows(language, &format!("{key}.{value}")), "{key}.{value} is missing");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_body_survives_the_way_to_the_file_and_back() {
        for body in one_of_each() {
            let json = serde_json::to_string(&body).expect("plain data");
            let back: EntryBody = serde_json::from_str(&json).expect("what was written can be read");
            assert_eq!(back, body);
            assert!(!body.title().is_empty(), "{} has a name for lists", body.kind());
        }
    }
}
