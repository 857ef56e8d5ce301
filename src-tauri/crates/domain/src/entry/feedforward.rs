//! Feedforward: two suggestions for the future each, about one behaviour, answered with thanks.
//!
//! *Source:* Goldsmith (2002). The answer to a suggestion is "thank you"; what
//! becomes of it is decided in private.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Term, Worksheet};
use crate::form::{Field, Form, Input, Voice};
use crate::ids::PersonId;
use crate::text::{Line, Prose};

/// After so many days a request is followed up.
pub const FOLLOW_UP_DAYS: u64 = 30;

/// Names how a request travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Plain text in a mail.
    TextMail,
    /// One HTML file.
    HtmlFile,
    /// A printed sheet.
    Printed,
    /// In person.
    InPerson,
}

/// Names who typed an answer in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnteredBy {
    /// They did.
    Them,
    /// I did, from what they said.
    Me,
}

/// Names what becomes of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionDecision {
    /// I try it.
    Try,
    /// Not now.
    Park,
    /// I leave it.
    No,
}

/// Holds one request to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Request {
    /// Whom.
    pub person: PersonId,
    /// How.
    pub channel: Channel,
    /// When.
    #[serde(default)]
    pub asked_on: Option<NaiveDate>,
    /// When to follow up; by default 30 days after it was asked.
    #[serde(default)]
    pub follow_up_on: Option<NaiveDate>,
}

impl Request {
    /// Returns the day of the follow-up.
    pub fn follow_up(&self) -> Option<NaiveDate> {
        self.follow_up_on.or_else(|| self.asked_on?.checked_add_days(Days::new(FOLLOW_UP_DAYS)))
    }
}

/// Holds one suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    /// What they suggest, in their words.
    pub suggestion: Line,
    /// Who.
    pub source: PersonId,
    /// When it came.
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
    /// Who typed it in.
    #[serde(default)]
    pub entered_by: Option<EnteredBy>,
    /// Whether I said thank you.
    #[serde(default)]
    pub thanked: Option<bool>,
    /// What becomes of it; private.
    #[serde(default)]
    pub decision: Option<SuggestionDecision>,
}

/// Holds a round of requests about one behaviour, with the suggestions that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Feedforward {
    /// One behaviour of mine, in the future and positive.
    pub behaviour: Prose,
    /// Who is asked.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// What came back.
    #[serde(default)]
    pub suggestions: Vec<Suggestion>,
}

impl Worksheet for Feedforward {
    const FORM: Form = Form {
        kind: "feedforward",
        fields: &[
            Field::prose("behaviour").required(),
            Field::fact(
                "requests",
                Input::Rows {
                    fields: &[
                        Field::fact("person", Input::Person).required(),
                        Field::choice("channel", &["text_mail", "html_file", "printed", "in_person"])
                            .required(),
                        Field::fact("asked_on", Input::Day),
                        Field::fact("follow_up_on", Input::Day),
                    ],
                    most: 12,
                },
            ),
            Field::fact(
                "suggestions",
                Input::Rows {
                    fields: &[
                        Field::new("suggestion", Input::Line, Voice::Theirs).required(),
                        Field::fact("source", Input::Person).required(),
                        Field::fact("received_on", Input::Day),
                        Field::choice("entered_by", &["them", "me"]),
                        Field::fact("thanked", Input::YesNo),
                        Field::choice("decision", &["try", "park", "no"]),
                    ],
                    most: 40,
                },
            )
            .later(),
        ],
    };

    fn findings(sheets: &[(&Entry, &Self)], around: &Around) -> Vec<Finding> {
        sheets.iter().flat_map(|(entry, sheet)| sheet.said(entry, around)).collect()
    }
}

impl Feedforward {
    /// Returns the people who answered, each once.
    fn answered(&self) -> Vec<PersonId> {
        let mut sources: Vec<PersonId> = self.suggestions.iter().map(|s| s.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    fn said(&self, entry: &Entry, around: &Around) -> Vec<Finding> {
        if self.requests.is_empty() {
            return Vec::new();
        }
        let answers = self.answered();
        let by_me = answers
            .iter()
            .filter(|person| {
                self.suggestions.iter().any(|s| s.source == **person && s.entered_by == Some(EnteredBy::Me))
            })
            .count();
        let mut found = vec![Finding::new(
            "finding.feedforward.counts",
            vec![
                ("n", self.requests.len().into()),
                ("answers", answers.len().into()),
                ("suggestions", self.suggestions.len().into()),
                ("by_me", by_me.into()),
            ],
        )];
        let unthanked = self.suggestions.iter().filter(|s| s.thanked != Some(true)).count();
        if 0 < unthanked {
            found.push(Finding::new("finding.feedforward.thank", vec![("n", unthanked.into())]));
        } else if !self.suggestions.is_empty() {
            found.push(Finding::new("finding.feedforward.all_thanked", Vec::new()));
        }
        let due =
            self.requests.iter().filter_map(Request::follow_up).filter(|day| *day <= around.today).count();
        if 0 < due {
            found.push(Finding::new("finding.feedforward.follow_up", vec![("n", due.into())]));
        } else if let Some(next) = self.requests.iter().filter_map(Request::follow_up).min() {
            found.push(Finding::new("finding.feedforward.next", vec![("day", Term::Day(next))]));
        }
        found.into_iter().map(|f| Finding { id: format!("{}.{}", f.key, entry.id), ..f }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;
    use serde_json::json;

    fn person(n: u8) -> String {
        format!("00000000-0000-7000-8000-0000000000{n:02}")
    }

    fn said(sheet: &Feedforward, today: &str) -> Vec<String> {
        let entries = entries_of(std::slice::from_ref(sheet));
        let around = Around { today: today.parse().expect("a day"), ..around() };
        Feedforward::findings(&[(&entries[0], sheet)], &around).iter().map(|f| f.say(Language::En)).collect()
    }

    #[test]
    fn the_worked_case_counts_three_requests_three_answers_and_six_suggestions() {
        let suggestion = |n, text: &str, by: &str| json!({"suggestion": text, "source": person(n), "entered_by": by, "thanked": true});
        let sheet: Feedforward = serde_json::from_value(json!({
            "behaviour": "Stay calm and supportive when work is slower than I want.",
            "requests": (1..=3).map(|n| json!({"person": person(n), "channel": "text_mail", "asked_on": "2026-01-27"}))
                .collect::<Vec<_>>(),
            "suggestions": [
                suggestion(1, "breathe before replying", "them"), suggestion(1, "ask one question first", "them"),
                suggestion(2, "same time each day", "them"), suggestion(2, "say thanks for bad news", "them"),
                suggestion(3, "delegate one decision a week", "me"), suggestion(3, "bring me the plan with her", "me"),
            ],
        }))
        .expect("a round");
        let counts = "3 requests, 3 answers, 6 suggestions, 1 entered by me.";
        assert_eq!(
            said(&sheet, "2026-02-25"),
            [counts, "All thanked.", "Next follow-up on 26 February 2026."]
        );
        assert_eq!(said(&sheet, "2026-02-26"), [counts, "All thanked.", "3 follow-ups are due."]);
    }

    #[test]
    fn a_suggestion_that_nobody_thanked_for_is_named() {
        let sheet: Feedforward = serde_json::from_value(json!({
            "behaviour": "b",
            "requests": [{"person": person(1), "channel": "in_person"}],
            "suggestions": [{"suggestion": "s", "source": person(1)}],
        }))
        .expect("a round");
        assert_eq!(
            said(&sheet, "2026-02-26"),
            [
                "1 request, 1 answer(s), 1 suggestion(s), 0 entered by me.",
                "1 suggestion waits for a thank you."
            ]
        );
    }
}
