//! A complaint on the reframe bench: from "what is wrong with them" to "what must I be able to do".
//!
//! What a line says is marked by [`crate::hints::complaint`]; marks never block
//! and never change it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Gap, Mark, Worksheet};
use crate::competency::Competency;
use crate::form::{Field, Form, Input};
use crate::hints;
use crate::lexicon::Language;
use crate::numbers::Percent;
use crate::text::{Line, Prose, blank_is_none};

/// Names whom a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The other person.
    Other,
    /// Me.
    Me,
    /// Both of us.
    Both,
    /// The system around us.
    System,
}

/// Tells what became of a complaint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintStatus {
    /// Not turned round yet.
    #[default]
    Open,
    /// Turned into a skill question.
    Reframed,
    /// Closed with a reason: some problems are the other's.
    NotMine,
}

/// Holds a complaint and its reframing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Complaint {
    /// The first thought, as it came.
    pub statement: Prose,
    /// Whom it is about.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// What was seen or heard, and when.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub evidence: Option<Prose>,
    /// What I do, or leave undone.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub my_part: Option<Prose>,
    /// What follows for them.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub what_follows: Option<Prose>,
    /// What I would need to be able to do.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub skill_question: Option<Prose>,
    /// How much of it is in my hands, 0–100 %.
    #[serde(default)]
    pub in_my_control: Option<Percent>,
    /// The competency it points to.
    #[serde(default)]
    pub competency: Option<Competency>,
    /// What became of it.
    #[serde(default)]
    pub status: ComplaintStatus,
    /// Why it is not mine.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub not_mine_reason: Option<Line>,
}

impl Complaint {
    /// Starts an open complaint from its first thought.
    pub fn first_thought(statement: Prose) -> Self {
        Complaint {
            statement,
            subject: None,
            evidence: None,
            my_part: None,
            what_follows: None,
            skill_question: None,
            in_my_control: None,
            competency: None,
            status: ComplaintStatus::Open,
            not_mine_reason: None,
        }
    }
}

impl Worksheet for Complaint {
    const FORM: Form = Form {
        kind: "complaint",
        fields: &[
            Field::prose("statement").required(),
            Field::choice("subject", &["other", "me", "both", "system"]),
            Field::fact("evidence", Input::Prose),
            Field::prose("my_part"),
            Field::prose("what_follows"),
            Field::prose("skill_question"),
            Field::fact("in_my_control", Input::Percent),
            Field::fact("competency", Input::Competency),
            Field::choice("status", &["open", "reframed", "not_mine"]),
            Field::line("not_mine_reason"),
        ],
    };

    /// Names the field that the chosen status needs and that is empty.
    fn gap(&self) -> Option<Gap> {
        let field = match self.status {
            ComplaintStatus::Reframed if self.my_part.is_none() => "my_part",
            ComplaintStatus::Reframed if self.skill_question.is_none() => "skill_question",
            ComplaintStatus::Reframed if self.subject.is_none() => {
                return Some(Gap::new("subject", "refusal.choose"));
            }
            ComplaintStatus::NotMine if self.not_mine_reason.is_none() => "not_mine_reason",
            ComplaintStatus::Open | ComplaintStatus::Reframed | ComplaintStatus::NotMine => return None,
        };
        Some(Gap::blank(field))
    }

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let (before, after, of) = subject_count(sheets.iter().map(|(_, c)| *c));
        if of == 0 {
            return Vec::new();
        }
        vec![Finding::new(
            "finding.complaint.subject",
            vec![("before", before.into()), ("after", after.into()), ("of", of.into())],
        )]
    }

    fn marks(&self, names: &[&str], language: Language) -> Vec<Mark> {
        let mark = |hint| Mark { field: "statement".to_owned(), hint };
        let text = self.statement.as_str();
        let language = hints::language_of(text, language);
        hints::complaint(text, names, language).into_iter().map(mark).collect()
    }
}

/// Counts of how many lines "I am the subject": `(first thoughts, skill questions, lines)`.
///
/// A skill question asks what *I* would need to be able to do, so each one
/// counts, once its line says whom the first thought was about; lines closed as
/// not mine are left out.
pub fn subject_count<'a>(complaints: impl IntoIterator<Item = &'a Complaint>) -> (usize, usize, usize) {
    let mine: Vec<&Complaint> =
        complaints.into_iter().filter(|c| c.status != ComplaintStatus::NotMine).collect();
    let before = mine.iter().filter(|c| c.subject == Some(Subject::Me)).count();
    let after = mine.iter().filter(|c| c.subject.is_some() && c.skill_question.is_some()).count();
    (before, after, mine.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::english("She never makes the first move", &[(0, 3), (4, 5)])]
    #[case::german("Sie macht nie den ersten Schritt", &[(0, 3), (10, 3)])]
    #[case::a_name_alone("Tatiana n’écoute pas du tout ses collègues", &[(0, 7)])]
    fn a_statement_is_marked_in_its_own_language(
        #[case] statement: &str,
        #[case] expected: &[(usize, usize)],
    ) {
        let sheet = Complaint::first_thought(statement.to_owned().try_into().expect("text"));
        let marks = sheet.marks(&["Tatiana"], Language::En);
        let found: Vec<_> = marks.iter().map(|m| (m.hint.start, m.hint.length)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_counter_goes_from_none_to_all_of_the_open_lines() {
        let line = |question: bool, status| Complaint {
            subject: Some(Subject::Other),
            skill_question: question
                .then(|| "How do I make it safe to decide?".to_owned().try_into().expect("text")),
            status,
            ..Complaint::first_thought("She waits".to_owned().try_into().expect("text"))
        };
        let five: Vec<_> = (0..5).map(|_| line(true, ComplaintStatus::Reframed)).collect();
        assert_eq!(subject_count(&five), (0, 5, 5), "the worked case: 0 of 5 becomes 5 of 5");
        let unsaid = Complaint { subject: None, ..line(true, ComplaintStatus::Reframed) };
        assert_eq!(unsaid.gap().map(|gap| gap.field), Some("my_part".to_owned()));
        let my_part = Some("I correct".to_owned().try_into().expect("text"));
        let unsaid = Complaint { my_part, ..unsaid };
        assert_eq!(
            unsaid.gap().map(|gap| gap.field),
            Some("subject".to_owned()),
            "whom it is about is needed"
        );
        assert_eq!(subject_count([&unsaid, &five[0]]), (0, 1, 2), "until then it is not turned round");
        let closed = [line(false, ComplaintStatus::NotMine), line(false, ComplaintStatus::Open)];
        assert_eq!(subject_count(&closed), (0, 0, 1), "a line that is not mine is not counted");
    }
}
