//! The behaviour ladder: from a wish word to something a camera could see.
//!
//! The marks of the linter ask; "fine as is" is remembered for the words it
//! was said about.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Mark, Worksheet};
use crate::form::{Field, Form, Input};
use crate::hints;
use crate::lexicon::Language;
use crate::text::{Line, Prose, blank_is_none, without_blanks};

/// Holds one climb from wish to behaviour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ladder {
    /// The wish, in a word.
    pub wish: Line,
    /// What it looks like to them, in their words.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub their_examples: Option<Prose>,
    /// The behaviour: I, a verb, with whom.
    pub behaviour: Prose,
    /// When.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub when: Option<Line>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// Whether a camera could see it.
    #[serde(default)]
    pub camera: Option<bool>,
    /// The smallest version, two minutes or so.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub smallest: Option<Prose>,
    /// Whether it is agreed with the person.
    #[serde(default)]
    pub agreed: Option<bool>,
    /// Marks that are fine as they are: the reason, or the marked word.
    #[serde(default, deserialize_with = "without_blanks")]
    pub fine: Vec<Line>,
}

impl Worksheet for Ladder {
    const FORM: Form = Form {
        kind: "ladder",
        fields: &[
            Field::line("wish").required(),
            Field::theirs("their_examples"),
            Field::prose("behaviour").required(),
            Field::line("when"),
            Field::fact("minutes", Input::Count),
            Field::fact("camera", Input::YesNo),
            Field::prose("smallest"),
            Field::fact("agreed", Input::YesNo),
            Field::fact("fine", Input::Kept),
        ],
    };

    fn marks(&self, names: &[&str], language: Language) -> Vec<Mark> {
        let text = self.behaviour.as_str();
        let when = self.when.as_ref().map(Line::as_str);
        let found = hints::behaviour(text, when, names, &self.fine, hints::language_of(text, language));
        found.into_iter().map(|hint| Mark { field: "behaviour".to_owned(), hint }).collect()
    }
}
