//! The no-surprise check: before criticism goes on paper, was each point said?
//!
//! A point is linked to a conversation in which it was said, or it stands as
//! never told; those make the talk-first list.

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
    /// Tells whether it was ever said.
    pub fn was_told(&self) -> bool {
        self.told_in.is_some() || self.told_on.is_some()
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

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let said = |(entry, sheet): &(&Entry, &NoSurprise)| {
            let never = sheet.points.iter().filter(|p| !p.was_told()).count();
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
}
