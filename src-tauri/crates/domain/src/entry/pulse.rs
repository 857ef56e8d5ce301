//! The pulse: their view in four items, with consent, every four weeks.
//!
//! The items are written for this application and not validated; they are for
//! change within one pair only, never to compare people. The guess comes
//! first, and the gap between guess and answer is what can be learned from.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Asked, Entry, Finding, Gap, Term, Worksheet};
use crate::form::{Field, Form, Input, Voice};
use crate::numbers::{Answer, Level};

/// Names how the answers came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PulseForm {
    /// On paper.
    Paper,
    /// In an answer file.
    File,
    /// Spoken.
    Spoken,
}

/// Holds one pulse: my guesses and their answers to four items, 0–4 each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pulse {
    /// Whether they agreed to answer.
    pub consent: bool,
    /// My guess: they know what matters most this week.
    #[serde(default)]
    pub guess_priorities: Option<Level>,
    /// My guess: they can raise a problem early without it being held against them.
    #[serde(default)]
    pub guess_problems: Option<Level>,
    /// My guess: they are trusted to run their own work.
    #[serde(default)]
    pub guess_trust: Option<Level>,
    /// My guess: they get the support they need from me.
    #[serde(default)]
    pub guess_support: Option<Level>,
    /// How the answers came.
    #[serde(default)]
    pub form: Option<PulseForm>,
    /// Their answer: I know what matters most this week.
    #[serde(default)]
    pub priorities: Option<Answer<Level>>,
    /// Their answer: I can raise a problem early without it being held against me.
    #[serde(default)]
    pub problems: Option<Answer<Level>>,
    /// Their answer: I am trusted to run my own work.
    #[serde(default)]
    pub trust: Option<Answer<Level>>,
    /// Their answer: I get the support I need from you.
    #[serde(default)]
    pub support: Option<Answer<Level>>,
    /// The requests that travelled.
    #[serde(default)]
    pub asked: Vec<Asked>,
}

impl Pulse {
    fn guesses(&self) -> [Option<Level>; 4] {
        [self.guess_priorities, self.guess_problems, self.guess_trust, self.guess_support]
    }

    /// Tells whether all four guesses are made.
    pub fn is_guessed(&self) -> bool {
        self.guesses().iter().all(Option::is_some)
    }

    /// Tells whether anything was answered.
    pub fn is_answered(&self) -> bool {
        self.answers().iter().any(Option::is_some)
    }

    fn answers(&self) -> [Option<Answer<Level>>; 4] {
        [self.priorities, self.problems, self.trust, self.support]
    }

    /// Returns the sum of the given answers, 0–16, and how many were given.
    pub fn sum(&self) -> (u32, usize) {
        let given: Vec<Level> = self.answers().into_iter().flatten().filter_map(Answer::given).collect();
        (given.iter().map(|l| u32::from(l.get())).sum(), given.len())
    }

    /// Returns the self–other gap Σ|guess − answer| over items with both, 0–16; `None` without any.
    pub fn gap_to_answers(&self) -> Option<u32> {
        let gaps: Vec<u32> = self
            .guesses()
            .into_iter()
            .zip(self.answers())
            .filter_map(|(guess, answer)| Some(u32::from(guess?.get().abs_diff(answer?.given()?.get()))))
            .collect();
        (!gaps.is_empty()).then(|| gaps.iter().sum())
    }
}

const fn guess(name: &'static str) -> Field {
    Field::new(name, Input::Rating { low: 0, high: 4, cannot_say: false }, Voice::Mine)
}

const fn answer(name: &'static str) -> Field {
    Field::new(name, Input::Rating { low: 0, high: 4, cannot_say: true }, Voice::Theirs).later()
}

impl Worksheet for Pulse {
    const FORM: Form = Form {
        kind: "pulse",
        fields: &[
            Field::fact("consent", Input::YesNo).required(),
            guess("guess_priorities"),
            guess("guess_problems"),
            guess("guess_trust"),
            guess("guess_support"),
            Field::choice("form", &["paper", "file", "spoken"]).later(),
            answer("priorities"),
            answer("problems"),
            answer("trust"),
            answer("support"),
            Field::fact("asked", Input::Kept),
        ],
    };

    /// The guesses stay once an answer was seen.
    fn keep(&mut self, stored: &Self, _: DateTime<Utc>) {
        self.asked.clone_from(&stored.asked);
        if stored.is_answered() {
            self.guess_priorities = stored.guess_priorities;
            self.guess_problems = stored.guess_problems;
            self.guess_trust = stored.guess_trust;
            self.guess_support = stored.guess_support;
        }
    }

    /// Without consent there are no answers, and the guesses come before them.
    fn gap(&self) -> Option<Gap> {
        if !self.is_answered() {
            return None;
        }
        if !self.consent {
            return Some(Gap::new("consent", "refusal.pulse_consent"));
        }
        let names = ["guess_priorities", "guess_problems", "guess_trust", "guess_support"];
        let missing = self.guesses().iter().position(Option::is_none)?;
        Some(Gap::new(names[missing], "refusal.pulse_guess_first"))
    }

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let said = |(entry, pulse): &(&Entry, &Pulse)| {
            let (sum, n) = pulse.sum();
            let gap = pulse.gap_to_answers()?;
            let figure = |n: u32| Term::Figure(n.to_string());
            let key = if n == 4 { "finding.pulse.gap" } else { "finding.pulse.gap_of" };
            let params = vec![
                ("day", Term::Day(entry.fields.on)),
                ("sum", figure(sum)),
                ("of", (4 * n).into()),
                ("n", n.into()),
                ("gap", figure(gap)),
            ];
            Some(Finding::new(key, params).named(format!("{key}.{}", entry.id)).about(vec![entry.id]))
        };
        sheets.iter().filter_map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::json;

    fn pulse(guesses: [i64; 4], answers: &[serde_json::Value]) -> Pulse {
        serde_json::from_value(json!({
            "consent": true,
            "guess_priorities": guesses[0], "guess_problems": guesses[1],
            "guess_trust": guesses[2], "guess_support": guesses[3],
            "priorities": answers[0], "problems": answers[1], "trust": answers[2], "support": answers[3],
        }))
        .expect("a pulse")
    }

    #[rstest]
    #[case::january([2, 2, 2, 1], &[json!(1), json!(1), json!(1), json!(0)], 3, Some(4))]
    #[case::february([2, 2, 3, 3], &[json!(2), json!(2), json!(2), json!(3)], 9, Some(1))]
    #[case::march([3, 3, 3, 3], &[json!(3), json!(3), json!(3), json!(3)], 12, Some(0))]
    #[case::cannot_say_is_not_a_low_value([4, 4, 4, 4], &[json!("cannot_say"), json!(4), json!(4), json!(4)], 12, Some(0))]
    #[case::nothing_said([4, 4, 4, 4], &[json!("cannot_say"), json!(null), json!(null), json!(null)], 0, None)]
    fn the_gap_is_the_sum_of_differences(
        #[case] guesses: [i64; 4],
        #[case] answers: &[serde_json::Value],
        #[case] sum: u32,
        #[case] gap: Option<u32>,
    ) {
        let pulse = pulse(guesses, answers);
        assert_eq!((pulse.sum().0, pulse.gap_to_answers()), (sum, gap));
    }

    #[test]
    fn answers_need_consent_and_the_guesses_first() {
        let full = pulse([1, 1, 1, 1], &[json!(1), json!(1), json!(1), json!(1)]);
        assert_eq!(full.gap(), None);
        assert_eq!(
            Pulse { consent: false, ..full.clone() }.gap().map(|g| g.field),
            Some("consent".to_owned())
        );
        let unguessed = Pulse { guess_trust: None, ..full };
        assert_eq!(unguessed.gap().map(|g| g.field), Some("guess_trust".to_owned()));
    }

    #[test]
    fn a_guess_stays_as_it_was_once_any_answer_is_there() {
        let none = [json!(null), json!(null), json!(null), json!(null)];
        let first = [json!("cannot_say"), json!(null), json!(null), json!(null)];
        let answers = [json!(1), json!(2), json!(2), json!(2)];
        let edited = |stored: &Pulse| {
            let mut edited = pulse([4, 4, 4, 4], &answers);
            edited.keep(stored, DateTime::UNIX_EPOCH);
            edited
        };
        let open = edited(&pulse([1, 1, 1, 1], &none));
        assert_eq!(open, pulse([4, 4, 4, 4], &answers), "before the answers a guess may change");
        let seen = edited(&pulse([1, 1, 1, 1], &first));
        assert_eq!(seen, pulse([1, 1, 1, 1], &answers), "the answers are taken and the guesses stay");
    }
}
