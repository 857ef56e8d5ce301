//! Questions that travel to a person without Inward, and their answers back.
//!
//! A request goes out as plain text for a mail, or as one HTML page; the
//! printed sheet is the report's. Answers come back pasted, as a file, or as a
//! stored mail. The same carrier serves suggestions, the pulse and the change
//! rating: it knows questions and answers, not what they mean.
//!
//! Whoever answers may change every sign of what comes back, so nothing here
//! is believed: an answer is text, and what does not fit is a [`Doubt`] that
//! people decide about.
//!
//! Read in this order.

pub mod code;

pub mod text;

pub mod page;

pub mod read;

pub mod mail;

pub mod pool;

pub mod open;

mod html;

mod plain;

use inward_domain::lexicon::{Language, say};
use inward_domain::text::{Line, Prose};

pub use code::RequestCode;
pub use open::Opened;
pub use pool::Pool;
pub use read::{Answer, AnswerProblem, Check, Doubt};

/// The most questions of one request: a request that takes longer than some minutes stays unanswered.
pub const QUESTIONS_MAX: usize = 12;

/// Holds what is asked of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the answer names it by.
    pub code: RequestCode,
    /// In which language its frame speaks; that of the recipient.
    pub language: Language,
    /// What it is called, as the subject of a mail and the heading of a page.
    pub subject: Line,
    /// Greeting and reason, in the sender's words.
    pub intro: Prose,
    /// What is asked, at most [`QUESTIONS_MAX`].
    pub questions: Vec<Question>,
}

/// Holds one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub label: Line,
    /// What may be answered.
    pub expects: Expected,
}

/// Tells what may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A text in one's own words.
    Words,
    /// One of a few values.
    OneOf(Vec<Choice>),
}

/// Holds one of a few values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is written down, such as `3` or `-`.
    pub value: Line,
    /// What it means.
    pub label: Line,
}

/// Holds what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// The answer of one person.
    One(Answer),
    /// Answers of several, without names.
    Pooled(Pool),
}

/// Reads a text that somebody pasted or opened, whichever of the two it is.
///
/// # Errors
/// [`AnswerProblem`] when it is neither.
pub fn arrived(text: &str, requests: &[Request]) -> Result<Arrived, AnswerProblem> {
    if pool::is_pool(text) {
        pool::read(text).map(Arrived::Pooled)
    } else {
        read::read(text, requests).map(Arrived::One)
    }
}

/// Tells whether a text holds the mark of a request.
pub fn is_one(text: &str) -> bool {
    text.lines().any(|line| read::opens(read::unquoted(line)).is_some())
}

impl Question {
    /// Returns the question with its choices, as it stands in plain text.
    fn prompt(&self) -> String {
        match self.choices() {
            None => self.label.to_string(),
            Some(choices) => format!("{}\n{choices}", self.label),
        }
    }

    /// Returns what may be answered, in brackets; none where any words may.
    fn choices(&self) -> Option<String> {
        let Expected::OneOf(choices) = &self.expects else { return None };
        let choices: Vec<String> = choices.iter().map(|c| format!("{} = {}", c.value, c.label)).collect();
        Some(format!("({})", choices.join(", ")))
    }
}

impl Request {
    fn say(&self, key: &str) -> String {
        say(self.language, &format!("exchange.answer.{key}"), &[("code", self.code.as_str())])
    }
}

#[cfg(test)]
pub(crate) mod tests;
