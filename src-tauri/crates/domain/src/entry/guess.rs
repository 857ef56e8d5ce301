//! A sealed guess: what I think it is like for them, fixed before I ask.
//!
//! Imagining another's view does not make it accurate; asking does
//! (*Source:* Eyal, Steffel & Epley 2018). So the guess is sealed, and what
//! was sealed first is what is compared; later thoughts are kept beside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Gap, Worksheet};
use crate::form::{Field, Form, Input, Voice};
use crate::numbers::Percent;
use crate::text::{Line, blank_is_none};

/// The fewest and the most questions of one guess.
pub const QUESTIONS: (usize, usize) = (3, 6);

/// Tells how a guess compares with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// It was so.
    Yes,
    /// In part.
    Partly,
    /// It was not.
    No,
    /// It did not come up; it is not counted.
    NotRaised,
}

/// Holds one question with my guess and, later, their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Guessed {
    /// The question.
    pub question: Line,
    /// My guess.
    pub guess: Line,
    /// How sure I am, 0–100 %.
    pub confidence: Percent,
    /// What they said.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub they_said: Option<Line>,
    /// How the two compare.
    #[serde(default)]
    pub matched: Option<Match>,
}

/// Holds what I thought later, after the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LaterGuess {
    /// When.
    pub at: DateTime<Utc>,
    /// The questions and guesses as they were then.
    pub rows: Vec<Guessed>,
}

/// Holds a guess of three to six questions about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Guess {
    /// The questions.
    pub questions: Vec<Guessed>,
    /// When it was sealed.
    #[serde(default)]
    pub sealed_at: Option<DateTime<Utc>>,
    /// What was thought later; the sealed guess above stays as it was.
    #[serde(default)]
    pub versions: Vec<LaterGuess>,
}

/// Sums up how guesses and answers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Calibration {
    /// Answered questions.
    pub answered: usize,
    /// Of these, right.
    pub right: usize,
    /// Of these, partly right.
    pub partly: usize,
    /// How sure I was on average, in whole per cent.
    pub sure: u32,
}

impl Guess {
    /// Returns how sure I was and how often right; `None` before anything was answered.
    pub fn calibration(&self) -> Option<Calibration> {
        calibration(std::iter::once(self))
    }

    /// Tells whether every question has an answer or was not raised.
    pub fn is_opened(&self) -> bool {
        self.sealed_at.is_some() && self.questions.iter().all(|q| q.matched.is_some())
    }

    fn thought(&self) -> Vec<(&Line, &Line, Percent)> {
        self.questions.iter().map(|q| (&q.question, &q.guess, q.confidence)).collect()
    }
}

fn calibration<'a>(guesses: impl Iterator<Item = &'a Guess>) -> Option<Calibration> {
    let answered: Vec<&Guessed> = guesses
        .flat_map(|g| &g.questions)
        .filter(|q| matches!(q.matched, Some(Match::Yes | Match::Partly | Match::No)))
        .collect();
    let count = |wanted| answered.iter().filter(|q| q.matched == Some(wanted)).count();
    let sum: u32 = answered.iter().map(|q| u32::from(q.confidence.get())).sum();
    let n = u32::try_from(answered.len()).ok().filter(|n| 0 < *n)?;
    Some(Calibration {
        answered: answered.len(),
        right: count(Match::Yes),
        partly: count(Match::Partly),
        sure: (2 * sum + n) / (2 * n),
    })
}

impl Worksheet for Guess {
    const FORM: Form = Form {
        kind: "guess",
        fields: &[
            Field::fact(
                "questions",
                Input::Rows {
                    fields: &[
                        Field::line("question").required(),
                        Field::line("guess").required(),
                        Field::fact("confidence", Input::Percent).required(),
                        Field::new("they_said", Input::Line, Voice::Theirs).later(),
                        Field::choice("matched", &["yes", "partly", "no", "not_raised"]).later(),
                    ],
                    most: QUESTIONS.1,
                },
            )
            .required(),
            Field::fact("sealed_at", Input::Kept),
            Field::fact("versions", Input::Kept),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        if QUESTIONS.1 < self.questions.len()
            || (self.sealed_at.is_some() && self.questions.len() < QUESTIONS.0)
        {
            return Some(Gap::new("questions", "refusal.guess_questions"));
        }
        let unsealed = self.sealed_at.is_none();
        let answered = self.questions.iter().position(|q| q.they_said.is_some() || q.matched.is_some());
        answered
            .filter(|_| unsealed)
            .map(|i| Gap::new(format!("questions.{i}.matched"), "refusal.guess_not_sealed"))
    }

    /// Keeps the seal and what was sealed; other words than the sealed ones become a later version.
    fn keep(&mut self, stored: &Self, now: DateTime<Utc>) {
        self.versions.clone_from(&stored.versions);
        if stored.sealed_at.is_none() {
            // Sealing happens at the moment it is asked for, never earlier.
            self.sealed_at = self.sealed_at.map(|_| now);
            return;
        }
        self.sealed_at = stored.sealed_at;
        if self.thought() != stored.thought() {
            let thought =
                self.questions.iter().map(|q| Guessed { they_said: None, matched: None, ..q.clone() });
            self.versions.push(LaterGuess { at: now, rows: thought.collect() });
        }
        let mut answers = std::mem::replace(&mut self.questions, stored.questions.clone());
        for kept in &mut self.questions {
            // Each answer is given once, so two questions in the same words keep their own.
            if let Some(at) = answers.iter().position(|q| q.question == kept.question) {
                let given = answers.remove(at);
                kept.they_said = given.they_said;
                kept.matched = given.matched;
            }
        }
    }

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let Some(c) = calibration(sheets.iter().map(|(_, g)| *g)) else { return Vec::new() };
        let sure = super::Term::Figure(c.sure.to_string());
        let mut params = vec![("sure", sure), ("right", c.right.into()), ("n", c.answered.into())];
        if c.partly == 0 {
            return vec![Finding::new("finding.guess.calibration", params)];
        }
        params.push(("partly", c.partly.into()));
        vec![Finding::new("finding.guess.calibration_partly", params)]
    }
}

#[cfg(test)]
mod tests;
