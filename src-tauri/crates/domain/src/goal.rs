//! A goal, called *practice* on screen: what I want to be able to do, and why.
//!
//! Most fields may be empty, because a practice begins with a person and a
//! complaint and grows sheet by sheet; [`crate::path`] tells what is settled.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::competency::Competency;
use crate::ids::{GoalId, PersonId};
use crate::numbers::{Level, Tenth};
use crate::text::{Line, Prose, blank_is_none};

/// The most goals that can be active at a time.
pub const ACTIVE_GOALS_MAX: usize = 2;

/// Tells where a goal stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GoalStatus {
    /// Worked on.
    #[default]
    Active,
    /// Resting; nothing is asked.
    Paused,
    /// Ended on purpose.
    Closed,
}

/// Holds the success picture: how it looks when it works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SuccessPicture {
    /// What I do then.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub i_do: Option<Prose>,
    /// What they do then.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub they_do: Option<Prose>,
    /// What a visitor would see.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub visitor_sees: Option<Prose>,
}

/// Holds a sentence for each area of life the goal touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LifeAreas {
    /// The team.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub team: Option<Prose>,
    /// The mission or service.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub mission: Option<Prose>,
    /// One's own well-being.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub well_being: Option<Prose>,
    /// Home.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub home: Option<Prose>,
    /// The career.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub career: Option<Prose>,
}

/// Holds four 0–4 ratings of why the goal is pursued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Motives {
    /// Others push me to it.
    pub pushed: Level,
    /// I would feel guilty otherwise.
    pub guilty: Level,
    /// It matters to me.
    pub matters: Level,
    /// I enjoy it.
    pub enjoy: Level,
}

/// Says in words whose goal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// Index of at least 5.
    MyOwn,
    /// Index 1 to 4.
    MostlyMyOwn,
    /// Index 0.
    Both,
    /// Index below 0: ask whether it could be reworded so that it is theirs.
    MostlyOthers,
}

impl Motives {
    /// Returns `(matters + enjoy) − (pushed + guilty)`, −8 to 8.
    ///
    /// *Source:* Sheldon & Elliot (1999), self-concordance of goals.
    pub fn index(self) -> i8 {
        let n = |level: Level| level.get() as i8;
        (n(self.matters) + n(self.enjoy)) - (n(self.pushed) + n(self.guilty))
    }

    /// Returns the word for the index; the number itself is never shown as a grade.
    pub fn ownership(self) -> Ownership {
        match self.index() {
            5.. => Ownership::MyOwn,
            1..=4 => Ownership::MostlyMyOwn,
            0 => Ownership::Both,
            _ => Ownership::MostlyOthers,
        }
    }
}

/// Holds why the goal matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Why {
    /// How a good day would look, step by step; asked first when skill is low.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub how: Option<Prose>,
    /// Why it matters.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub matters: Option<Prose>,
    /// Why now.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub now: Option<Prose>,
    /// A sentence for each area of life that applies.
    #[serde(default)]
    pub areas: LifeAreas,
    /// What it costs if nothing changes.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub cost_of_no_change: Option<Prose>,
    /// How important it is, 0–10.
    #[serde(default)]
    pub importance: Option<Tenth>,
    /// How confident I am, 0–10.
    #[serde(default)]
    pub confidence: Option<Tenth>,
    /// The four motives.
    #[serde(default)]
    pub motives: Option<Motives>,
}

/// Holds how able I felt on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SelfRating {
    /// Which competency.
    pub competency: Competency,
    /// The day.
    pub on: NaiveDate,
    /// The level, 0–4.
    pub level: Level,
}

/// Holds what the user writes about a goal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GoalFields {
    /// A short name; until there is one, the practice carries the person's name.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub title: Option<Line>,
    /// The people it involves.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// The competencies it builds, the main one first.
    #[serde(default)]
    pub competencies: Vec<Competency>,
    /// The goal in one sentence.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub sentence: Option<Prose>,
    /// The success picture, asked before any self-rating.
    #[serde(default)]
    pub success: SuccessPicture,
    /// Words wanted for the relationship.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub wanted_words: Option<Line>,
    /// Why.
    #[serde(default)]
    pub why: Why,
    /// How able I felt, by date.
    #[serde(default)]
    pub self_ratings: Vec<SelfRating>,
    /// First day.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Planned last day.
    #[serde(default)]
    pub planned_end_on: Option<NaiveDate>,
    /// Where it stands.
    #[serde(default)]
    pub status: GoalStatus,
    /// What was learned, once closed.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub closing_words: Option<Prose>,
}

impl GoalFields {
    /// Tells whether to ask *how* before *why*: the latest self-rating of the main competency is 1 or lower.
    ///
    /// Of two ratings of one day the later in the list is the latest.
    ///
    /// *Source:* Ferguson & Sheldon (2010): thinking about how, not why, helps while skill is low.
    pub fn asks_how_first(&self) -> bool {
        let Some(main) = self.competencies.first() else { return false };
        let ratings = self.self_ratings.iter().filter(|r| r.competency == *main);
        ratings.max_by_key(|r| r.on).is_some_and(|r| r.level.get() <= 1)
    }
}

/// Holds a stored goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Goal {
    /// Its name among rows.
    pub id: GoalId,
    /// When it was first written.
    pub created_at: DateTime<Utc>,
    /// What the user wrote.
    #[serde(flatten)]
    pub fields: GoalFields,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competency::Starter;
    use rstest::rstest;

    #[rstest]
    #[case::able_in_the_main_one(&[("supports_daily", 5, 3), ("handles_anger", 5, 0)], false)]
    #[case::whatever_comes_last(&[("supports_daily", 5, 1), ("handles_anger", 9, 4)], true)]
    #[case::the_latest_day_counts(&[("supports_daily", 9, 3), ("supports_daily", 5, 0)], false)]
    #[case::of_one_day_the_later(&[("supports_daily", 5, 0), ("supports_daily", 5, 2)], false)]
    #[case::never_rated(&[("handles_anger", 5, 0)], false)]
    fn how_comes_first_where_the_main_competency_is_rated_low(
        #[case] ratings: &[(&str, u32, i64)],
        #[case] how_first: bool,
    ) {
        let (main, other) = (Starter::SupportsDaily, Starter::HandlesAnger);
        let rating = |&(which, day, level): &(&str, u32, i64)| SelfRating {
            competency: Competency::Starter(if which == main.key() { main } else { other }),
            on: NaiveDate::from_ymd_opt(2026, 1, day).expect("a day"),
            level: Level::new(level).expect("0 to 4"),
        };
        let fields = GoalFields {
            competencies: vec![Competency::Starter(main), Competency::Starter(other)],
            self_ratings: ratings.iter().map(rating).collect(),
            ..GoalFields::default()
        };
        assert_eq!(fields.asks_how_first(), how_first);
    }

    #[rstest]
    #[case::the_worked_case(2, 1, 4, 2, 3, Ownership::MostlyMyOwn)]
    #[case::all_mine(0, 0, 4, 4, 8, Ownership::MyOwn)]
    #[case::balanced(2, 2, 2, 2, 0, Ownership::Both)]
    #[case::pushed(4, 3, 1, 0, -6, Ownership::MostlyOthers)]
    fn the_index_of_motives_has_its_word(
        #[case] pushed: i64,
        #[case] guilty: i64,
        #[case] matters: i64,
        #[case] enjoy: i64,
        #[case] index: i8,
        #[case] ownership: Ownership,
    ) {
        let level = |n| Level::new(n).expect("0 to 4");
        let motives = Motives {
            pushed: level(pushed),
            guilty: level(guilty),
            matters: level(matters),
            enjoy: level(enjoy),
        };
        assert_eq!(motives.index(), index);
        assert_eq!(motives.ownership(), ownership);
    }
}
