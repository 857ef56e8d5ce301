//! The competencies a goal is about: sixteen starters, and the user's own.
//!
//! Titles and observable behaviours are text of the catalogue
//! (`competency.<key>` and `competency.<key>.behaviour_1` …), in our own words.
//! There is no level and no test here: a self-rating belongs to a goal.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lexicon::{Language, knows, say};
use crate::text::Line;

macro_rules! starters {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $ecq:expr;)*) => {
        /// Names one of the sixteen starters.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum Starter { $($(#[$doc])* $name,)* }

        impl Starter {
            /// All starters, in the order of the catalogue.
            pub const ALL: &'static [Starter] = &[$(Starter::$name),*];

            /// Returns the key under which the catalogue holds its words.
            pub fn key(self) -> &'static str {
                match self { $(Starter::$name => $key,)* }
            }

            /// Returns the title of the Executive Core Qualification it belongs to, where one fits.
            ///
            /// *Source:* U.S. Office of Personnel Management, Executive Core Qualifications (2012).
            pub fn executive_core_qualification(self) -> Option<&'static str> {
                match self { $(Starter::$name => $ecq,)* }
            }
        }
    };
}

starters! {
    /// Repairs trust after it was damaged.
    BuildsTrust = "builds_trust", Some("Leading People");
    /// Listens in order to understand.
    Listens = "listens", Some("Building Coalitions");
    /// Says criticism in conversation before it goes on paper.
    FeedbackFirst = "feedback_first", Some("Leading People");
    /// Asks before telling.
    AsksFirst = "asks_first", Some("Leading People");
    /// Handles anger and impatience.
    HandlesAnger = "handles_anger", Some("Leading Change");
    /// Delegates a result, not the steps.
    DelegatesResults = "delegates_results", Some("Results Driven");
    /// Supports day-to-day work.
    SupportsDaily = "supports_daily", Some("Leading People");
    /// Sets a shared direction.
    SharedDirection = "shared_direction", Some("Leading Change");
    /// Explains the why.
    ExplainsWhy = "explains_why", Some("Leading Change");
    /// Invites disagreement early.
    InvitesDisagreement = "invites_disagreement", Some("Leading People");
    /// Follows up on commitments.
    FollowsUp = "follows_up", Some("Results Driven");
    /// Credits others.
    CreditsOthers = "credits_others", Some("Leading People");
    /// Coaches for independence.
    Coaches = "coaches", Some("Leading People");
    /// Manages upwards for the team.
    ManagesUpwards = "manages_upwards", Some("Building Coalitions");
    /// Leads a change together with people.
    LeadsChange = "leads_change", Some("Leading Change");
    /// Looks after energy and workload.
    LooksAfterEnergy = "looks_after_energy", None;
}

/// Names a competency: a starter, or one in the user's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Competency {
    /// One of the sixteen.
    Starter(Starter),
    /// The user's own, equal to the others.
    Own(Line),
}

impl Competency {
    /// Returns its title in a language; an own competency is said as it was written.
    pub fn title(&self, language: Language) -> String {
        match self {
            Competency::Starter(s) => say(language, &format!("competency.{}", s.key()), &[]),
            Competency::Own(title) => title.to_string(),
        }
    }

    /// Lists two or three first-person behaviours a camera could see; none for an own competency.
    pub fn behaviours(&self, language: Language) -> Vec<String> {
        let Competency::Starter(s) = self else { return Vec::new() };
        (1..=3)
            .map(|n| format!("competency.{}.behaviour_{n}", s.key()))
            .filter(|key| knows(language, key))
            .map(|key| say(language, &key, &[]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_starter_has_a_title_and_two_or_three_behaviours_in_both_languages() {
        assert_eq!(Starter::ALL.len(), 16, "the catalogue promises sixteen");
        for language in [Language::En, Language::De] {
            for &starter in Starter::ALL {
                let competency = Competency::Starter(starter);
                assert!(
                    knows(language, &format!("competency.{}", starter.key())),
                    "{starter:?} has no title"
                );
                let n = competency.behaviours(language).len();
                assert!((2..=3).contains(&n), "{starter:?} has {n} behaviours in {language:?}");
            }
        }
    }

    #[test]
    fn the_key_is_the_wire_name() {
        for &starter in Starter::ALL {
            let wire = serde_json::to_value(starter).expect("a name");
            assert_eq!(wire, starter.key(), "catalogue and files name a starter alike");
        }
    }
}
