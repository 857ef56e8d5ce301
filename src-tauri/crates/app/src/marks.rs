//! Marks while somebody writes: what a line says, whether a behaviour can be seen, and where to find help.
//!
//! Nothing in here is stored; the answer is for the screen alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::hints::{self, Hint};
use inward_domain::questions;
use inward_domain::text::Line;
use inward_vault::Reader;

use crate::contract::Nothing;
use crate::dispatch::{App, Call};
use crate::error::Trouble;

/// Names what a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadAs {
    /// A complaint: whose it is, and words that are hard to check.
    Complaint,
    /// A behaviour: one act of mine that can be seen.
    Behaviour,
    /// A text about a person: words that judge.
    AboutPerson,
}

/// Asks for the marks in a text while it is typed.
#[derive(Debug, Deserialize, TS)]
pub struct HintsOf {
    /// What it is read as.
    pub read_as: ReadAs,
    /// The text.
    pub text: String,
    /// The field beside a behaviour in which its time may stand.
    #[serde(default)]
    pub when: Option<String>,
    /// The marks that are fine as they are.
    #[serde(default)]
    pub fine: Vec<Line>,
}

/// Holds a mark with its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HintView {
    /// Where and why.
    pub hint: Hint,
    /// What it asks.
    pub question: String,
    /// What is remembered when it is fine as it is.
    pub fine: Line,
}

/// Holds the marks in a text, and where to find help when its words call for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HintsView {
    /// The marks, in the order of the text.
    pub hints: Vec<HintView>,
    /// A plain pointer to HR, the works council or a doctor; it is not stored.
    pub safety: Option<String>,
    /// Whether the language of the text is not known, so that only its outline was read.
    pub only_structure: bool,
}

/// Holds questions to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuestionBank {
    /// For a sealed guess.
    pub guess: Vec<String>,
    /// For a conversation.
    pub conversation: Vec<String>,
}

pub(crate) fn hints(reader: &Reader, input: HintsOf, call: &Call<'_>) -> Result<HintsView, Trouble> {
    let people = reader.persons()?;
    let names: Vec<&str> = people
        .iter()
        .flat_map(|p| std::iter::once(&p.fields.display_name).chain(&p.fields.aliases))
        .map(Line::as_str)
        .collect();
    let text = input.text.as_str();
    let language = hints::language_of(text, call.language);
    let found = match input.read_as {
        ReadAs::Complaint => hints::complaint(text, &names, language),
        ReadAs::Behaviour => hints::behaviour(text, input.when.as_deref(), &names, &input.fine, language),
        ReadAs::AboutPerson => hints::about_person(text, language),
    };
    let hints = found.into_iter().map(|hint| HintView {
        question: hint.question(text, call.language),
        fine: hint.fine_as_is(text),
        hint,
    });
    Ok(HintsView {
        hints: hints.collect(),
        safety: hints::safety(text, language).map(|concern| call.say(concern.key(), &[])),
        only_structure: language.is_none() && !text.trim().is_empty(),
    })
}

pub(crate) fn question_bank(_: &mut App, _: Nothing, call: &Call<'_>) -> Result<QuestionBank, Trouble> {
    Ok(QuestionBank {
        guess: questions::guess_bank(call.language),
        conversation: questions::conversation_bank(call.language),
    })
}
