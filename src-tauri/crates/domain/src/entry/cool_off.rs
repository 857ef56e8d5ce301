//! The cool-off box: an angry message or decision, held by wall clock and then read again.
//!
//! It never sends anything. What is sent in the end is sent somewhere else, by
//! the person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::trigger::{FEELINGS, Feeling};
use super::{Gap, Term, Worksheet};
use crate::dates::LocalMoment;
use crate::form::{Field, Form, Input};
use crate::numbers::Tenth;
use crate::text::{Prose, blank_is_none};

/// The shortest and the longest hold, in minutes.
pub const HOLD_MINUTES: (u16, u16) = (20, 24 * 60);

/// Names what became of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AfterCooling {
    /// I say it in other words.
    Reword,
    /// I talk to them instead.
    Talk,
    /// I leave it.
    LetGo,
    /// I send it as it stands, outside this program.
    AsItStands,
}

/// Holds a draft in the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CoolOff {
    /// The message or decision.
    pub draft: Prose,
    /// How it felt.
    pub feeling: Feeling,
    /// How strongly, 0–10.
    pub intensity: Tenth,
    /// Since when it is held, in local time; the core sets it when the draft is put in.
    pub held_from: LocalMoment,
    /// For how many minutes, 20 to 1,440.
    pub hold_minutes: u16,
    /// How it reads now.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub reads_now: Option<Prose>,
    /// What I want to happen.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub i_want: Option<Prose>,
    /// How it would land.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub would_land: Option<Prose>,
    /// What becomes of it.
    #[serde(default)]
    pub then: Option<AfterCooling>,
}

impl CoolOff {
    /// Returns the wall time at which it can be read again.
    pub fn opens_at(&self) -> chrono::NaiveDateTime {
        self.held_from.get() + chrono::Duration::minutes(self.hold_minutes.into())
    }

    /// Tells whether it is said what becomes of it while it still rests.
    pub fn is_ended_early(&self, now: chrono::NaiveDateTime) -> bool {
        self.then.is_some() && now < self.opens_at()
    }
}

impl Worksheet for CoolOff {
    const FORM: Form = Form {
        kind: "cool_off",
        fields: &[
            Field::prose("draft").required(),
            Field::choice("feeling", FEELINGS).required(),
            Field::rating("intensity", 0, 10).required(),
            Field::fact("held_from", Input::Moment).required(),
            Field::fact("hold_minutes", Input::Count).required(),
            Field::prose("reads_now").later(),
            Field::prose("i_want").later(),
            Field::prose("would_land").later(),
            Field::choice("then", &["reword", "talk", "let_go", "as_it_stands"]).later(),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        let (low, high) = HOLD_MINUTES;
        let inside = (low..=high).contains(&self.hold_minutes);
        (!inside).then(|| Gap {
            params: vec![("low", Term::Figure(low.to_string())), ("high", Term::Figure(high.to_string()))],
            ..Gap::new("hold_minutes", "refusal.out_of_range")
        })
    }

    /// The hold begins once; a later edit does not shorten it.
    fn keep(&mut self, stored: &Self, _: chrono::DateTime<chrono::Utc>) {
        self.held_from = stored.held_from;
        self.hold_minutes = self.hold_minutes.max(stored.hold_minutes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn held(minutes: u16) -> CoolOff {
        CoolOff {
            draft: Prose::new("I have had enough").expect("text"),
            feeling: Feeling::Angry,
            intensity: Tenth::new(8).expect("0 to 10"),
            held_from: LocalMoment::new("2026-01-07T23:50").expect("a moment"),
            hold_minutes: minutes,
            reads_now: None,
            i_want: None,
            would_land: None,
            then: None,
        }
    }

    #[rstest]
    #[case(19, false)]
    #[case(20, true)]
    #[case(1440, true)]
    #[case(1441, false)]
    fn a_hold_lasts_from_20_minutes_to_24_hours(#[case] minutes: u16, #[case] taken: bool) {
        assert_eq!(held(minutes).gap().is_none(), taken);
    }

    #[test]
    fn it_opens_by_wall_clock_and_an_edit_never_opens_it_sooner() {
        assert_eq!(held(20).opens_at().to_string(), "2026-01-08 00:10:00");
        let mut edited =
            CoolOff { held_from: LocalMoment::new("2026-01-07T08:00").expect("a moment"), ..held(20) };
        edited.keep(&held(60), chrono::DateTime::UNIX_EPOCH);
        assert_eq!(edited.opens_at().to_string(), "2026-01-08 00:50:00");
    }
}
