//! The no-surprise check: before criticism goes on paper, was each point said?
//!
//! A point is linked to a conversation in which it was said, or it stands as
//! never told; those make the talk-first list. A talk that is only planned, or
//! was deleted, told nobody anything.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Gap, Worksheet};
use crate::form::{Field, Form, Input};
use crate::ids::EntryId;
use crate::text::Line;

/// Names what goes on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// A review.
    Review,
    /// A warning.
    Warning,
    /// Some other criticism.
    Other,
}

/// Holds the check of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoSurprise {
    /// Which paper.
    pub title: Line,
    /// Of which kind.
    pub paper: PaperKind,
    /// Its points, one a row.
    pub points: Vec<Point>,
}

/// Holds one point of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Point {
    /// What it says.
    pub point: Line,
    /// The conversation in which it was said.
    #[serde(default)]
    pub told_in: Option<EntryId>,
    /// The day it was said, where there is no such entry.
    #[serde(default)]
    pub told_on: Option<NaiveDate>,
}

impl Point {
    /// Tells whether it was ever said: in a conversation that was held, or on a day that has come.
    pub fn was_told(&self, around: &Around) -> bool {
        self.told_in.is_some_and(|talk| around.held.contains(&talk))
            || self.told_on.is_some_and(|day| day <= around.today)
    }
}

impl Worksheet for NoSurprise {
    const FORM: Form = Form {
        kind: "no_surprise",
        fields: &[
            Field::line("title").required(),
            Field::choice("paper", &["review", "warning", "other"]).required(),
            Field::fact(
                "points",
                Input::Rows {
                    fields: &[
                        Field::line("point").required(),
                        Field::fact("told_in", Input::Entry { kind: "conversation" }),
                        Field::fact("told_on", Input::Day),
                    ],
                    most: 20,
                },
            )
            .required(),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        self.points.is_empty().then(|| Gap::blank("points"))
    }

    fn findings(sheets: &[(&Entry, &Self)], around: &Around) -> Vec<Finding> {
        let said = |(entry, sheet): &(&Entry, &NoSurprise)| {
            let never = sheet.points.iter().filter(|p| !p.was_told(around)).count();
            let key =
                if never == 0 { "finding.no_surprise.all_told" } else { "finding.no_surprise.never_told" };
            let title = super::Term::Figure(sheet.title.to_string());
            Finding::new(key, vec![("title", title), ("n", never.into()), ("of", sheet.points.len().into())])
                .named(format!("{key}.{}", entry.id))
                .about(vec![entry.id])
        };
        sheets.iter().map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;

    #[test]
    fn a_point_without_a_talk_or_a_day_was_never_told() {
        let sheet: NoSurprise = serde_json::from_value(serde_json::json!({
            "title": "Yearly review", "paper": "review",
            "points": [{"point": "slow"}, {"point": "late reports", "told_on": "2025-11-03"}],
        }))
        .expect("a check");
        let entries = entries_of(std::slice::from_ref(&sheet));
        let found = NoSurprise::findings(&[(&entries[0], &sheet)], &around());
        assert_eq!(found[0].say(Language::En), "Yearly review: 1 of 2 never told. Talk first.");
    }

    #[test]
    fn a_talk_that_was_not_held_and_a_day_to_come_told_nobody() {
        let [held, planned] = [1, 2].map(|n| EntryId(uuid::Uuid::from_u128(n)));
        let around = Around { held: [held].into(), ..around() };
        let point = |told: serde_json::Value| -> Point {
            let mut point = serde_json::json!({"point": "slow"});
            point.as_object_mut().expect("a point").extend(told.as_object().expect("an object").clone());
            serde_json::from_value(point).expect("a point")
        };
        let told = |told| point(told).was_told(&around);
        assert!(told(serde_json::json!({"told_in": held})));
        assert!(!told(serde_json::json!({"told_in": planned})), "planned, or deleted");
        assert!(told(serde_json::json!({"told_on": around.today})));
        assert!(!told(serde_json::json!({"told_on": "2026-03-28"})), "the day is still to come");
        assert!(
            told(serde_json::json!({"told_in": planned, "told_on": "2026-03-26"})),
            "said on another day"
        );
    }
}
