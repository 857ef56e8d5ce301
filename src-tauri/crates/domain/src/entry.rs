//! The one stream of dated entries; every worksheet of the method is a kind of entry.
//!
//! A new worksheet is a file in `entry/` with its record, its [`Form`] and its
//! rule if it has one, and one line in [`kinds!`] below. Timeline, search,
//! history, export and the report's section treat all kinds alike, through the
//! form; nothing in here knows a screen or a table.

mod asked;
mod brake;
mod change_rating;
mod complaint;
mod contact;
mod conversation;
mod cool_off;
mod cycle;
mod event;
mod feedforward;
mod fix;
mod guess;
mod impact;
mod ladder;
mod left_hand;
mod no_surprise;
mod note;
mod pulse;
mod quality;
mod review;
mod shown;
mod tie;
mod trigger;
mod working_on;
mod worksheet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use asked::{Asked, Taken};
pub use brake::{BeliefTest, Brake};
pub use change_rating::{ChangeRating, ChangeScore, FollowedUp, SCORES_MAX};
pub use complaint::{Complaint, ComplaintStatus, Subject, subject_count};
pub use contact::{Contact, ContactWay};
pub use conversation::Conversation;
pub use cool_off::{AfterCooling, CoolOff};
pub use cycle::{Cycle, Known, Layer, Link, Loop, Node, Owner, RingTrouble, Sign};
pub use event::{ChangesSituation, Event};
pub use feedforward::{
    Channel, EnteredBy, Feedforward, Request, SUGGESTIONS_MAX, Suggestion, SuggestionDecision,
};
pub use fix::{Effect, Family, Fix, Strategy};
pub use guess::{Calibration, Guess, Guessed, LaterGuess, Match};
pub use impact::{Impact, ImpactGap, ImpactSource};
pub use ladder::Ladder;
pub use left_hand::{LeftHand, Side, Turn};
pub use no_surprise::{NoSurprise, PaperKind, Point};
pub use note::Note;
pub use pulse::{Pulse, PulseForm};
pub use quality::Quality;
pub use review::{Course, Review};
pub use shown::{Head, Names, Shown, ShownValue, Speaker};
pub use tie::{Tie, TieKind};
pub use trigger::{Cause, Feeling, Trigger};
pub use working_on::{Told, WorkingOn};
pub use worksheet::{Around, Finding, Gap, Mark, OfKind, Term, Worksheet};

use crate::form::{Field, Form, Input};
use crate::ids::{EntryId, ExperimentId, GoalId, PersonId};
use crate::lexicon::Language;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Holds the typed body of an entry, one variant per kind.
        #[derive(Debug, Clone, PartialEq, Serialize, TS)]
        #[serde(rename_all = "snake_case", tag = "kind")]
        pub enum EntryBody { $($(#[$doc])* $name($name),)* }

        /// Reads the record of the kind that is named; what is wrong says in which field.
        impl<'de> Deserialize<'de> for EntryBody {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                let value = serde_json::Value::deserialize(input)?;
                let kind = value.get("kind").and_then(|k| k.as_str()).unwrap_or_default().to_owned();
                $(
                    if kind == <$name as Worksheet>::FORM.kind {
                        return serde_path_to_error::deserialize(value)
                            .map(EntryBody::$name)
                            .map_err(|e| D::Error::custom(worksheet::misread(&e)));
                    }
                )*
                Err(D::Error::custom(format!("unknown kind `{kind}`")))
            }
        }

        impl EntryBody {
            /// All forms, in the order of the path.
            pub const FORMS: &'static [Form] = &[$(<$name as Worksheet>::FORM),*];

            /// Returns the form of this kind.
            pub fn form(&self) -> &'static Form {
                match self { $(EntryBody::$name(_) => &<$name as Worksheet>::FORM,)* }
            }

            /// Returns what is missing or contradicts itself, if anything.
            pub fn gap(&self) -> Option<Gap> {
                match self { $(EntryBody::$name(sheet) => sheet.gap(),)* }
            }

            /// Returns what leads to something that is not there, if anything.
            pub fn flaw(&self) -> Option<Gap> {
                match self { $(EntryBody::$name(sheet) => sheet.flaw(),)* }
            }

            /// Takes over from the stored body what a change may not overwrite.
            pub fn keep(&mut self, stored: &EntryBody, now: DateTime<Utc>) {
                match (self, stored) {
                    $((EntryBody::$name(sheet), EntryBody::$name(stored)) => sheet.keep(stored, now),)*
                    _ => (),
                }
            }

            /// Marks passages of its texts.
            pub fn marks(&self, names: &[&str], language: Language) -> Vec<Mark> {
                match self { $(EntryBody::$name(sheet) => sheet.marks(names, language),)* }
            }
        }

        $(
            impl OfKind for $name {
                fn of(body: &EntryBody) -> Option<&Self> {
                    if let EntryBody::$name(sheet) = body { Some(sheet) } else { None }
                }
            }

            impl From<$name> for EntryBody {
                fn from(sheet: $name) -> EntryBody {
                    EntryBody::$name(sheet)
                }
            }
        )*

        /// Returns what the entries of one kind say together; the entries are in the order of their days.
        pub fn findings(kind: &str, entries: &[Entry], around: &Around) -> Vec<Finding> {
            $(
                if kind == <$name as Worksheet>::FORM.kind {
                    return <$name as Worksheet>::findings(&of_kind::<$name>(entries), around);
                }
            )*
            Vec::new()
        }
    };
}

/// Picks the entries of one kind, with their typed records.
pub fn of_kind<T: OfKind>(entries: &[Entry]) -> Vec<(&Entry, &T)> {
    entries.iter().filter_map(|entry| Some((entry, T::of(&entry.fields.body)?))).collect()
}

kinds! {
    /// A complaint as it first came to mind, and what became of it.
    Complaint,
    /// What was already tried.
    Fix,
    /// A tense moment.
    Trigger,
    /// An angry message, held for a while.
    CoolOff,
    /// A hidden brake.
    Brake,
    /// A guess of how it is for them, sealed before asking.
    Guess,
    /// A conversation, prepared and held.
    Conversation,
    /// What was said and what stayed unsaid.
    LeftHand,
    /// What I meant and how it landed.
    Impact,
    /// Whether each point was said before it is written.
    NoSurprise,
    /// A cycle between us.
    Cycle,
    /// Suggestions for the future, asked for and answered.
    Feedforward,
    /// What I say openly that I am working on.
    WorkingOn,
    /// Their view in four items.
    Pulse,
    /// What others noticed since a date.
    ChangeRating,
    /// From a wish word to a behaviour.
    Ladder,
    /// The review of a week.
    Review,
    /// We spoke.
    Contact,
    /// How it is between us.
    Quality,
    /// What ties two people.
    Tie,
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

    /// Lists what a person wrote in it, in the order of the form and row by row.
    ///
    /// This is what search finds and what names the entry in a list.
    pub fn written(&self) -> Vec<String> {
        fn collect(fields: &[Field], record: &serde_json::Value, out: &mut Vec<String>) {
            for field in fields {
                let Some(value) = record.get(field.name) else { continue };
                let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
                match field.input {
                    Input::Line | Input::Prose => out.extend(value.as_str().map(str::to_owned)),
                    Input::Lines { .. } => {
                        out.extend(rows.iter().filter_map(|v| v.as_str()).map(str::to_owned));
                    }
                    Input::Rows { fields, .. } => rows.iter().for_each(|row| collect(fields, row, out)),
                    _ => (),
                }
            }
        }
        let body = serde_json::to_value(self).expect("BUG: a record is plain data");
        let mut out = Vec::new();
        collect(self.form().fields, &body, &mut out);
        out
    }

    /// Returns the words that name the entry in a list; empty for a kind that has none of its own.
    pub fn title(&self) -> String {
        self.written().into_iter().next().unwrap_or_default()
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
mod tests;
