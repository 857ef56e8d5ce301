//! Feedforward: two suggestions for the future each, about one behaviour, answered with thanks.
//!
//! *Source:* Goldsmith (2002). The answer to a suggestion is "thank you"; what
//! becomes of it is decided in private.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Asked, Entry, Finding, Gap, Term, Worksheet};
use crate::form::{Field, Form, Input, Voice};
use crate::ids::PersonId;
use crate::text::{Line, Prose, blank_is_none};

/// After so many days a request is followed up.
pub const FOLLOW_UP_DAYS: u64 = 30;
/// The most suggestions of one round.
pub const SUGGESTIONS_MAX: usize = 40;

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
    /// When they were followed up; from then on it is due no more.
    #[serde(default)]
    pub followed_up_on: Option<NaiveDate>,
}

impl Request {
    /// Returns the day of the follow-up that is still open.
    pub fn follow_up(&self) -> Option<NaiveDate> {
        if self.followed_up_on.is_some() {
            return None;
        }
        self.follow_up_on.or_else(|| self.asked_on?.checked_add_days(Days::new(FOLLOW_UP_DAYS)))
    }
}

/// Holds one suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    /// What they suggest, in their words.
    pub suggestion: Prose,
    /// Who; none when it came in an envelope without names.
    #[serde(default)]
    pub source: Option<PersonId>,
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
    /// The request of the envelope it came in; what came directly has none and is never called anonymous.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub envelope: Option<Line>,
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
    /// The requests that travelled.
    #[serde(default)]
    pub asked: Vec<Asked>,
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
                        Field::fact("followed_up_on", Input::Day),
                    ],
                    most: 12,
                },
            ),
            Field::fact(
                "suggestions",
                Input::Rows {
                    fields: &[
                        Field::new("suggestion", Input::Prose, Voice::Theirs).required(),
                        Field::fact("source", Input::Person),
                        Field::fact("received_on", Input::Day),
                        Field::choice("entered_by", &["them", "me"]),
                        Field::fact("thanked", Input::YesNo),
                        Field::choice("decision", &["try", "park", "no"]),
                        Field::fact("envelope", Input::Kept),
                    ],
                    most: SUGGESTIONS_MAX,
                },
            )
            .later(),
            Field::fact("asked", Input::Kept),
        ],
    };

    /// Whose suggestion it is has to be said, unless it came in an envelope.
    fn gap(&self) -> Option<Gap> {
        let nobodys = self.suggestions.iter().position(|s| s.source.is_none() && s.envelope.is_none())?;
        Some(Gap::new(format!("suggestions.{nobodys}.source"), "refusal.choose"))
    }

    fn keep(&mut self, stored: &Self, _: DateTime<Utc>) {
        self.asked.clone_from(&stored.asked);
    }

    fn findings(sheets: &[(&Entry, &Self)], around: &Around) -> Vec<Finding> {
        sheets.iter().flat_map(|(entry, sheet)| sheet.said(entry, around)).collect()
    }
}

impl Feedforward {
    /// Tells whether a person answered, by name or perhaps in an envelope.
    pub fn is_answered_by(&self, person: PersonId) -> bool {
        self.suggestions.iter().any(|s| s.source.is_none_or(|source| source == person))
    }

    /// Returns the people who answered by name, each once.
    fn answered(&self) -> Vec<PersonId> {
        let mut sources: Vec<PersonId> = self.suggestions.iter().filter_map(|s| s.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// Counts the people whose answers came in envelopes.
    fn in_envelopes(&self) -> usize {
        let of = |asked: &Asked| self.suggestions.iter().any(|s| s.envelope.as_ref() == Some(&asked.code));
        let taken = self.asked.iter().filter(|asked| of(asked)).flat_map(|asked| &asked.taken);
        taken.map(|taken| taken.people).filter(|people| 1 < *people).sum()
    }

    fn said(&self, entry: &Entry, around: &Around) -> Vec<Finding> {
        if self.requests.is_empty() {
            return Vec::new();
        }
        let answers = self.answered();
        let by_me = answers
            .iter()
            .filter(|person| {
                self.suggestions
                    .iter()
                    .any(|s| s.source == Some(**person) && s.entered_by == Some(EnteredBy::Me))
            })
            .count();
        let mut found = vec![Finding::new(
            "finding.feedforward.counts",
            vec![
                ("n", self.requests.len().into()),
                ("answers", (answers.len() + self.in_envelopes()).into()),
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
        let mut followed_up = sheet;
        followed_up.requests[0].followed_up_on = Some("2026-02-26".parse().expect("a day"));
        assert_eq!(said(&followed_up, "2026-03-27")[2], "2 follow-ups are due.");
        for request in &mut followed_up.requests {
            request.followed_up_on = Some("2026-02-27".parse().expect("a day"));
        }
        assert_eq!(
            said(&followed_up, "2026-03-27"),
            [counts, "All thanked."],
            "all are done, and nothing is due"
        );
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

    #[test]
    fn an_envelope_counts_its_people_and_nobody_else_may_stay_unnamed() {
        let mut sheet: Feedforward = serde_json::from_value(json!({
            "behaviour": "b",
            "requests": [{"person": person(1), "channel": "in_person"}],
            "suggestions": [
                {"suggestion": "wait", "envelope": "7R1E-G3W5", "thanked": true},
                {"suggestion": "ask", "envelope": "7R1E-G3W5", "thanked": true},
            ],
            "asked": [{"code": "7R1E-G3W5", "asked_at": "2026-01-27T10:00:00Z",
                "taken": [{"sum": "00000000", "at": "2026-01-29T10:00:00Z", "people": 3}]}],
        }))
        .expect("a round");
        assert_eq!(sheet.gap(), None);
        assert_eq!(
            said(&sheet, "2026-02-26")[0],
            "1 request, 3 answer(s), 2 suggestion(s), 0 entered by me."
        );
        let one = PersonId(person(1).parse().expect("an id"));
        assert!(sheet.is_answered_by(one), "whoever is in the envelope may be anybody who was asked");
        sheet.suggestions[1].envelope = None;
        assert_eq!(sheet.gap().map(|gap| gap.field), Some("suggestions.1.source".to_owned()));
    }

    #[test]
    fn a_form_that_knows_nothing_of_requests_keeps_them() {
        let asked = json!([{"code": "7R1E-G3W5", "asked_at": "2026-01-27T10:00:00Z"}]);
        let stored: Feedforward =
            serde_json::from_value(json!({"behaviour": "b", "asked": asked})).expect("a round");
        let mut changed: Feedforward = serde_json::from_value(json!({"behaviour": "c"})).expect("a round");
        changed.keep(&stored, "2026-01-28T10:00:00Z".parse().expect("a moment"));
        assert_eq!((changed.asked, changed.behaviour.as_str()), (stored.asked, "c"));
    }
}
