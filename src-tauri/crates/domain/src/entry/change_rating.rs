//! The change rating: what others noticed since a date, −3 to +3.
//!
//! Every score is shown. A mean stands only from three on, and there is never
//! a test: three people are not a sample.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Asked, Entry, Finding, Gap, Term, Worksheet};
use crate::evidence::nap::median;
use crate::form::{Field, Form, Input, Voice};
use crate::ids::PersonId;
use crate::numbers::{Answer, Change};
use crate::text::{Line, Prose, blank_is_none};

/// From so many scores on a mean may be shown.
const MEAN_FROM: usize = 3;
/// The most ratings of one round.
pub const SCORES_MAX: usize = 20;

/// Names how often I followed up, as they saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FollowedUp {
    /// Not at all.
    No,
    /// Once.
    Once,
    /// Several times.
    Several,
}

/// Holds the rating of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeScore {
    /// Who.
    pub person: PersonId,
    /// What they noticed, −3 to +3, or cannot say.
    pub score: Answer<Change>,
    /// Whether I followed up.
    #[serde(default)]
    pub followed_up: Option<FollowedUp>,
    /// One thing to keep.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub to_keep: Option<Prose>,
    /// One idea.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub idea: Option<Prose>,
}

/// Holds a round of change ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangeRating {
    /// The change that was asked about.
    pub about: Line,
    /// Since when.
    pub since: NaiveDate,
    /// The ratings.
    #[serde(default)]
    pub scores: Vec<ChangeScore>,
    /// The requests that travelled.
    #[serde(default)]
    pub asked: Vec<Asked>,
}

impl ChangeRating {
    fn given(&self) -> Vec<f64> {
        self.scores.iter().filter_map(|s| s.score.given()).map(|c| f64::from(c.get())).collect()
    }
}

impl Worksheet for ChangeRating {
    const FORM: Form = Form {
        kind: "change_rating",
        fields: &[
            Field::line("about").required(),
            Field::fact("since", Input::Day).required(),
            Field::fact(
                "scores",
                Input::Rows {
                    fields: &[
                        Field::fact("person", Input::Person).required(),
                        Field::new(
                            "score",
                            Input::Rating { low: -3, high: 3, cannot_say: true },
                            Voice::Theirs,
                        )
                        .required(),
                        Field::choice("followed_up", &["no", "once", "several"]),
                        Field::new("to_keep", Input::Prose, Voice::Theirs),
                        Field::new("idea", Input::Prose, Voice::Theirs),
                    ],
                    most: SCORES_MAX,
                },
            )
            .later(),
            Field::fact("asked", Input::Kept),
        ],
    };

    fn keep(&mut self, stored: &Self, _: DateTime<Utc>) {
        self.asked.clone_from(&stored.asked);
    }

    fn gap(&self) -> Option<Gap> {
        let mut seen = std::collections::BTreeSet::new();
        let twice = self.scores.iter().position(|s| !seen.insert(s.person))?;
        Some(Gap::new(format!("scores.{twice}.person"), "refusal.person_twice"))
    }

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let said = |(entry, sheet): &(&Entry, &ChangeRating)| {
            let scores = sheet.given();
            let median = median(&scores)?;
            let above = scores.iter().filter(|s| 0.0 < **s).count();
            let figure = |x: f64, decimals| Term::Decimal(x, decimals);
            let each = scores.iter().map(|score| signed(*score)).collect::<Vec<_>>().join(", ");
            let mut params = vec![
                ("day", Term::Day(entry.fields.on)),
                ("scores", Term::Figure(each)),
                ("n", scores.len().into()),
                ("median", figure(median, 1)),
                ("above", above.into()),
            ];
            let key = if MEAN_FROM <= scores.len() {
                let mean = scores.iter().sum::<f64>() / scores.len() as f64;
                params.push(("mean", figure(mean, 2)));
                "finding.change_rating.with_mean"
            } else {
                "finding.change_rating.median"
            };
            Some(Finding::new(key, params).named(format!("{key}.{}", entry.id)).about(vec![entry.id]))
        };
        sheets.iter().filter_map(said).collect()
    }
}

/// Writes a score with its sign, as on the scale.
fn signed(score: f64) -> String {
    if score == 0.0 { "0".to_owned() } else { format!("{score:+}").replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn round(scores: &[Value]) -> ChangeRating {
        let scores: Vec<Value> = scores
            .iter()
            .enumerate()
            .map(|(i, score)| json!({"person": format!("00000000-0000-7000-8000-00000000000{i}"), "score": score}))
            .collect();
        serde_json::from_value(json!({"about": "calm", "since": "2026-01-05", "scores": scores}))
            .expect("a round")
    }

    #[rstest]
    #[case::february(&[json!(1), json!(1), json!(0), json!(1)],
        &["5 January 2026: +1, +1, 0, +1. Median 1.0, above 0: 3 of 4, mean 0.75."])]
    #[case::march(&[json!(2), json!(2), json!(1), json!(1)],
        &["5 January 2026: +2, +2, +1, +1. Median 1.5, above 0: 4 of 4, mean 1.50."])]
    #[case::two_have_no_mean(&[json!(-3), json!(3)], &["5 January 2026: −3, +3. Median 0.0, above 0: 1 of 2."])]
    #[case::cannot_say_is_left_out(&[json!("cannot_say"), json!(2)],
        &["5 January 2026: +2. Median 2.0, above 0: 1 of 1."])]
    #[case::nobody(&[json!("cannot_say")], &[])]
    fn the_median_stands_with_its_count_and_a_mean_only_from_three_on(
        #[case] scores: &[Value],
        #[case] expected: &[&str],
    ) {
        let sheet = round(scores);
        let entries = entries_of(std::slice::from_ref(&sheet));
        let found: Vec<String> = ChangeRating::findings(&[(&entries[0], &sheet)], &around())
            .iter()
            .map(|f| f.say(Language::En))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn nobody_rates_twice_in_one_round() {
        let mut sheet = round(&[json!(1), json!(2)]);
        sheet.scores[1].person = sheet.scores[0].person;
        assert_eq!(sheet.gap().map(|g| g.field), Some("scores.1.person".to_owned()));
    }
}
