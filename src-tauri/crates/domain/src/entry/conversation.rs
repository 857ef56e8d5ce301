//! A conversation: prepared on one page, held, and written down in their words.
//!
//! One that changed the situation opens a phase of its own, so that what the
//! talk did is not counted as the behaviour's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::event::ChangesSituation;
use super::{Gap, Worksheet};
use crate::dates::LocalMoment;
use crate::form::{Field, Form, Input};
use crate::numbers::Tenth;
use crate::person::PersonFields;
use crate::text::{Line, Prose, blank_is_none, without_blanks};

/// The most open questions one conversation carries.
pub const QUESTIONS_MAX: usize = 3;

/// Holds a conversation, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Conversation {
    /// Why, in one sentence.
    pub purpose: Line,
    /// When, in local time.
    #[serde(default)]
    pub planned_at: Option<LocalMoment>,
    /// How long, in minutes.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// The first sentence I say.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub opening: Option<Line>,
    /// Up to three open questions.
    #[serde(default, deserialize_with = "without_blanks")]
    pub questions: Vec<Line>,
    /// What I will own.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub will_own: Option<Prose>,
    /// What I will not do.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub will_not: Option<Prose>,
    /// Who cleared contact, while a formal process is open.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub cleared_by: Option<Line>,
    /// The mood before, 0–10.
    #[serde(default)]
    pub mood_before: Option<Tenth>,
    /// What I heard, in their words; a conversation with it was held.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub heard: Option<Prose>,
    /// What surprised me.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub surprised: Option<Prose>,
    /// How often I interrupted.
    #[serde(default)]
    pub interruptions: Option<u16>,
    /// What I shared.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub shared: Option<Prose>,
    /// The intention we share, in one sentence.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub shared_intention: Option<Line>,
    /// Whether both agreed on it; until then it is my draft.
    #[serde(default)]
    pub agreed: Option<bool>,
    /// The next step.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub next_step: Option<Line>,
    /// The mood after, 0–10.
    #[serde(default)]
    pub mood_after: Option<Tenth>,
    /// "Did this change the situation?"
    #[serde(default)]
    pub changes_situation: Option<ChangesSituation>,
}

impl Conversation {
    /// Tells whether it was held: something was heard.
    pub fn is_held(&self) -> bool {
        self.heard.is_some()
    }

    /// Tells whether it is more than a thought: planned, or held.
    pub fn is_planned_or_held(&self) -> bool {
        self.planned_at.is_some() || self.is_held()
    }

    /// Tells whether somebody has to clear the contact first: a formal process is open, nobody has cleared
    /// contact with this person or for this talk, and it is planned or was held.
    pub fn needs_clearance(&self, person: &PersonFields) -> bool {
        let Some(process) = &person.formal_process else { return false };
        self.is_planned_or_held() && self.cleared_by.is_none() && process.contact_cleared_by.is_none()
    }
}

impl Worksheet for Conversation {
    const FORM: Form = Form {
        kind: "conversation",
        fields: &[
            Field::line("purpose").required(),
            Field::fact("planned_at", Input::Moment),
            Field::fact("minutes", Input::Count),
            Field::line("opening"),
            Field::new("questions", Input::Lines { most: QUESTIONS_MAX }, crate::form::Voice::Mine),
            Field::prose("will_own"),
            Field::prose("will_not"),
            Field::fact("cleared_by", Input::Line),
            Field::rating("mood_before", 0, 10),
            Field::theirs("heard").later(),
            Field::prose("surprised").later(),
            Field::fact("interruptions", Input::Count).later(),
            Field::prose("shared").later(),
            Field::line("shared_intention").later(),
            Field::fact("agreed", Input::YesNo).later(),
            Field::line("next_step").later(),
            Field::rating("mood_after", 0, 10).later(),
            Field::choice("changes_situation", &["yes", "no", "not_sure"]).later(),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        (QUESTIONS_MAX < self.questions.len()).then(|| Gap::new("questions", "refusal.three_questions"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{FormalProcess, PowerRelation};
    use rstest::rstest;

    fn talk(planned: bool, cleared: Option<&str>) -> Conversation {
        let json = serde_json::json!({
            "purpose": "Understand how the last months were",
            "planned_at": planned.then_some("2026-01-22T14:00"),
            "cleared_by": cleared,
        });
        serde_json::from_value(json).expect("a conversation")
    }

    #[rstest]
    #[case::no_process(None, true, None, false)]
    #[case::open_and_not_cleared(Some(None), true, None, true)]
    #[case::only_thought_about(Some(None), false, None, false)]
    #[case::cleared_for_this_talk(Some(None), true, Some("Ms Okafor, HR, 2026-01-21"), false)]
    #[case::cleared_with_the_person(Some(Some("Ms Okafor")), true, None, false)]
    #[case::a_blank_clearance_is_none(Some(None), true, Some("  "), true)]
    fn a_talk_with_an_open_process_asks_who_cleared_it(
        #[case] process: Option<Option<&str>>,
        #[case] planned: bool,
        #[case] cleared: Option<&str>,
        #[case] stops: bool,
    ) {
        let mut person =
            PersonFields::named(Line::new("Tatiana").expect("text"), PowerRelation::IAmTheirBoss);
        person.formal_process = process.map(|by| FormalProcess {
            about: None,
            contact_cleared_by: by.map(|b| Line::new(b).expect("text")),
        });
        assert_eq!(talk(planned, cleared).needs_clearance(&person), stops);
    }

    #[test]
    fn a_fourth_question_is_refused_and_blank_ones_are_not_counted() {
        let with = |questions: &[&str]| -> Conversation {
            serde_json::from_value(serde_json::json!({"purpose": "p", "questions": questions}))
                .expect("a talk")
        };
        assert_eq!(with(&["a", " ", "b", "c"]).gap(), None);
        assert_eq!(with(&["a", "b", "c", "d"]).gap().map(|g| g.field), Some("questions".to_owned()));
    }
}
