//! An attempted fix: what was already tried, and what came of it.
//!
//! More of the same that does not help is itself part of the problem; what
//! would be a different kind is asked once for each family of attempts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Term, Worksheet};
use crate::form::{Field, Form, Input};
use crate::text::{Line, Prose, blank_is_none};

/// Names what kind of attempt it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Watching closely.
    Monitor,
    /// Going past the person.
    Bypass,
    /// Making contact harder.
    RestrictContact,
    /// A warning, a lower mark, a cut.
    FormalSanction,
    /// Saying it again.
    ExplainAgain,
    /// Doing their part.
    DoItMyself,
    /// Taking it to somebody higher.
    Escalate,
    /// Something else.
    Other,
}

/// Names attempts of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Monitor, bypass, restrict contact, formal sanction.
    Control,
    /// Explain again, escalate.
    Telling,
    /// Do it myself.
    TakingOver,
}

impl Family {
    const ALL: [Family; 3] = [Family::Control, Family::Telling, Family::TakingOver];

    fn name(self) -> &'static str {
        match self {
            Family::Control => "control",
            Family::Telling => "telling",
            Family::TakingOver => "taking_over",
        }
    }
}

impl Strategy {
    /// Returns the family, if it has one.
    pub fn family(self) -> Option<Family> {
        match self {
            Strategy::Monitor | Strategy::Bypass | Strategy::RestrictContact | Strategy::FormalSanction => {
                Some(Family::Control)
            }
            Strategy::ExplainAgain | Strategy::Escalate => Some(Family::Telling),
            Strategy::DoItMyself => Some(Family::TakingOver),
            Strategy::Other => None,
        }
    }
}

/// Names what an attempt brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It got better.
    Better,
    /// It got worse.
    Worse,
    /// Nothing changed.
    NoChange,
    /// Not known; it counts as unknown and never as worse.
    NotKnown,
}

/// Holds an attempted fix; its day is the entry's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fix {
    /// What I did.
    pub did: Prose,
    /// Of which kind.
    pub strategy: Strategy,
    /// What it was meant to achieve.
    pub meant: Prose,
    /// What happened.
    pub happened: Prose,
    /// Who noticed.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub who_noticed: Option<Line>,
    /// What it brought.
    pub effect: Effect,
    /// Whether something has to be put right.
    #[serde(default)]
    pub repair_needed: Option<bool>,
    /// How it was put right.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub repaired: Option<Prose>,
}

impl Worksheet for Fix {
    const FORM: Form = Form {
        kind: "fix",
        fields: &[
            Field::prose("did").required(),
            Field::choice(
                "strategy",
                &[
                    "monitor",
                    "bypass",
                    "restrict_contact",
                    "formal_sanction",
                    "explain_again",
                    "do_it_myself",
                    "escalate",
                    "other",
                ],
            )
            .required(),
            Field::prose("meant").required(),
            Field::prose("happened").required(),
            Field::line("who_noticed"),
            Field::choice("effect", &["better", "worse", "no_change", "not_known"]).required(),
            Field::fact("repair_needed", Input::YesNo),
            Field::prose("repaired").later(),
        ],
    };

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        let mut found: Vec<Finding> =
            Family::ALL.iter().filter_map(|&family| more_of_the_same(family, sheets)).collect();
        let open: Vec<_> = sheets
            .iter()
            .filter(|(_, f)| f.repair_needed == Some(true) && f.repaired.is_none())
            .map(|(e, _)| e.id)
            .collect();
        if !open.is_empty() {
            found.push(Finding::new("finding.fix.repairs", vec![("n", open.len().into())]).about(open));
        }
        found
    }
}

/// States that two or more attempts of one family did not help.
///
/// *Source:* Watzlawick, Weakland & Fisch (1974): more of the same solution keeps the problem going.
fn more_of_the_same(family: Family, sheets: &[(&Entry, &Fix)]) -> Option<Finding> {
    let of_family: Vec<_> = sheets.iter().filter(|(_, f)| f.strategy.family() == Some(family)).collect();
    let count = |effect: Effect| of_family.iter().filter(|(_, f)| f.effect == effect).count();
    let (worse, same) = (count(Effect::Worse), count(Effect::NoChange));
    if worse + same < 2 {
        return None;
    }
    let key = if same == 0 { "finding.fix.all_worse" } else { "finding.fix.no_help" };
    let params = vec![
        ("n", (worse + same).into()),
        ("of", of_family.len().into()),
        ("family", Term::Word(format!("finding.fix.family.{}", family.name()))),
    ];
    let about = of_family.iter().map(|(e, _)| e.id).collect();
    Some(
        Finding::new(key, params)
            .named(format!("fix.more_of_the_same.{}", family.name()))
            .about(about)
            .asked_once(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::tests::{around, entries_of};
    use crate::lexicon::Language;
    use Effect::{Better, NoChange, NotKnown, Worse};
    use Strategy::{
        Bypass, DoItMyself, Escalate, ExplainAgain, FormalSanction, Monitor, Other, RestrictContact,
    };
    use rstest::rstest;

    fn fix((strategy, effect): &(Strategy, Effect)) -> Fix {
        let text = |t: &str| Prose::new(t).expect("text");
        Fix {
            did: text("watched the figures"),
            strategy: *strategy,
            meant: text("speed"),
            happened: text("closed ranks"),
            who_noticed: None,
            effect: *effect,
            repair_needed: None,
            repaired: None,
        }
    }

    fn found(fixes: &[Fix]) -> Vec<String> {
        let entries = entries_of(fixes);
        let sheets: Vec<(&Entry, &Fix)> = entries.iter().zip(fixes).collect();
        Fix::findings(&sheets, &around()).iter().map(|f| f.say(Language::En)).collect()
    }

    #[rstest]
    #[case::one_is_not_a_pattern(&[(Monitor, Worse)], &[])]
    #[case::two_of_two_families(&[(Monitor, Worse), (ExplainAgain, Worse)], &[])]
    #[case::two_of_no_family(&[(Other, Worse), (Other, Worse)], &[])]
    #[case::better_is_no_alarm(&[(Monitor, Better), (Bypass, Better), (Monitor, Worse)], &[])]
    #[case::unknown_stays_unknown(&[(Monitor, NotKnown), (Bypass, NotKnown)], &[])]
    #[case::after_the_second(&[(Monitor, Worse), (Bypass, Worse)],
        &["2 of 2 attempts of the same kind (control) made it worse. What would be a different kind?"])]
    #[case::the_worked_case(&[(Monitor, Worse), (Bypass, Worse), (RestrictContact, Worse), (FormalSanction, Worse)],
        &["4 of 4 attempts of the same kind (control) made it worse. What would be a different kind?"])]
    #[case::no_change_counts(&[(ExplainAgain, NoChange), (Escalate, Worse), (ExplainAgain, NotKnown)],
        &["2 of 3 attempts of the same kind (telling) made it worse or changed nothing. What would be a different kind?"])]
    #[case::each_family_once(&[(DoItMyself, Worse), (DoItMyself, NoChange), (Monitor, Worse), (Bypass, Worse)], &[
        "2 of 2 attempts of the same kind (control) made it worse. What would be a different kind?",
        "2 of 2 attempts of the same kind (taking over) made it worse or changed nothing. What would be a different kind?"])]
    fn more_of_the_same_is_said_once_for_each_family(
        #[case] fixes: &[(Strategy, Effect)],
        #[case] expected: &[&str],
    ) {
        let fixes: Vec<Fix> = fixes.iter().map(fix).collect();
        assert_eq!(found(&fixes), expected);
    }

    #[test]
    fn a_fix_that_needs_repair_stays_on_the_list_until_it_is_repaired() {
        let mut fixes = vec![fix(&(Monitor, Worse)), fix(&(Other, Worse))];
        fixes[0].repair_needed = Some(true);
        assert_eq!(found(&fixes), ["One attempt still asks for repair."]);
        fixes[0].repaired = Some(Prose::new("said so to her").expect("text"));
        assert!(found(&fixes).is_empty());
    }
}
