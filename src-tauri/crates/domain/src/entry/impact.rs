//! Intention and impact: what I meant by an act, and how it landed.
//!
//! A guessed impact is a guess: it is left out of the count, and an unknown
//! one becomes a question for the next conversation.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Worksheet};
use crate::form::{Field, Form};
use crate::text::{Line, Prose, blank_is_none};

/// Names how I know of an impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImpactSource {
    /// They told me.
    ToldMe,
    /// They told somebody who told me.
    ToldSomeone,
    /// I guess.
    Guessed,
}

/// Names how far the impact lies from what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImpactGap {
    /// It landed as meant.
    None,
    /// Somewhat apart.
    Some,
    /// Far apart.
    Large,
    /// Not known.
    Unknown,
}

/// Holds an act with its intention and its impact; its day is the entry's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Impact {
    /// What I did, as a camera would see it.
    pub did: Prose,
    /// Where it was.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub place: Option<Line>,
    /// What I meant by it.
    pub meant: Prose,
    /// What I assume it did.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub assumed: Option<Prose>,
    /// How it landed, in their words.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub landed: Option<Prose>,
    /// How I know.
    #[serde(default)]
    pub source: Option<ImpactSource>,
    /// How far apart the two are.
    pub gap: ImpactGap,
    /// What I do about it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub then: Option<Prose>,
}

impl Impact {
    /// Tells whether the gap is known from them, so that it counts; without a source it is not.
    pub fn is_known(&self) -> bool {
        let from_them = match self.source {
            Some(ImpactSource::ToldMe | ImpactSource::ToldSomeone) => true,
            Some(ImpactSource::Guessed) | None => false,
        };
        from_them && self.gap != ImpactGap::Unknown
    }
}

impl Worksheet for Impact {
    const FORM: Form = Form {
        kind: "impact",
        fields: &[
            Field::prose("did").required(),
            Field::line("place"),
            Field::prose("meant").required(),
            Field::prose("assumed"),
            Field::theirs("landed"),
            Field::choice("source", &["told_me", "told_someone", "guessed"]),
            Field::choice("gap", &["none", "some", "large", "unknown"]).required(),
            Field::prose("then").later(),
        ],
    };

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let known: Vec<_> = sheets.iter().filter(|(_, i)| i.is_known()).collect();
        let large = known.iter().filter(|(_, i)| i.gap == ImpactGap::Large).count();
        let open: Vec<_> = sheets.iter().filter(|(_, i)| !i.is_known()).map(|(e, _)| e.id).collect();
        let mut found = Vec::new();
        if !known.is_empty() {
            found.push(Finding::new(
                "finding.impact.large",
                vec![("n", known.len().into()), ("large", large.into())],
            ));
        }
        if !open.is_empty() {
            found.push(Finding::new("finding.impact.ask", vec![("n", open.len().into())]).about(open));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;
    use ImpactGap::{Large, None as NoGap, Unknown};
    use ImpactSource::{Guessed, ToldMe};
    use rstest::rstest;

    fn impact(&(gap, source): &(ImpactGap, Option<ImpactSource>)) -> Impact {
        let text = |t: &str| Prose::new(t).expect("text");
        Impact {
            did: text("lowered ratings"),
            place: None,
            meant: text("motivate her"),
            assumed: None,
            landed: None,
            source,
            gap,
            then: None,
        }
    }

    #[rstest]
    #[case::nothing(&[], &[])]
    #[case::before_the_answer(&[(Large, Some(ToldMe)), (Large, Some(ToldMe)), (Large, Some(ToldMe)), (Unknown, None)],
        &["Known from them: 3. A large gap: 3 of 3.", "One impact is not known yet. It is a question for the next talk."])]
    #[case::after_the_answer(&[(Large, Some(ToldMe)), (Large, Some(ToldMe)), (Large, Some(ToldMe)), (Large, Some(ToldMe))],
        &["Known from them: 4. A large gap: 4 of 4."])]
    #[case::a_guess_does_not_count(&[(Large, Some(Guessed)), (NoGap, Some(ToldMe))],
        &["Known from them: 1. A large gap: 0 of 1.", "One impact is not known yet. It is a question for the next talk."])]
    #[case::nobody_said_so(&[(Large, None), (NoGap, Some(ToldMe))],
        &["Known from them: 1. A large gap: 0 of 1.", "One impact is not known yet. It is a question for the next talk."])]
    fn only_what_they_said_counts(
        #[case] impacts: &[(ImpactGap, Option<ImpactSource>)],
        #[case] expected: &[&str],
    ) {
        let impacts: Vec<Impact> = impacts.iter().map(impact).collect();
        let entries = entries_of(&impacts);
        let sheets: Vec<(&Entry, &Impact)> = entries.iter().zip(&impacts).collect();
        let found: Vec<String> =
            Impact::findings(&sheets, &around()).iter().map(|f| f.say(Language::En)).collect();
        assert_eq!(found, expected);
    }
}
