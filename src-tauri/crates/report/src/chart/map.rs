//! The people round me, by where they work with me: above, beside, in my team.
//!
//! Height is the working relation and never the worth of anyone. A straight
//! line leads to me: thick where I practise, thin where somebody supports me
//! with ideas, dotted where there is only contact. A curve joins two others.
//! What is new or has ended since a day has a sign and a word.
//!
//! Deliberately not here: who is on the map, and where places are kept.

mod layout;

mod draw;

mod words;

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use serde::{Deserialize, Serialize};

use super::Chart;
use layout::Layout;

/// Holds what a map shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelationMap {
    /// Says what it is a map of.
    pub title: String,
    /// The language of everything that is not a name or the person's own words.
    pub language: Language,
    /// The width it is drawn for, in units; at least 300.
    pub width: f64,
    /// What stands in my circle, such as "Me".
    pub me: String,
    /// The others, about 25 at most, in the order in which they are told and listed.
    pub people: Vec<Person>,
    /// What joins two of the others.
    pub ties: Vec<Tie>,
    /// The day since which changes are marked.
    pub changed_since: Option<NaiveDate>,
}

/// Holds one of the people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// A few words for who they are, such as "head of finance".
    pub role: String,
    /// Where they work with me.
    pub level: Level,
    /// What joins them to me.
    pub bond: Bond,
    /// What stands on the line, one text a line, such as "8 of 10 now"; two at most are drawn.
    pub words: Vec<String>,
    /// Where the circle stands, as parts of width and height, 0–1; the height stays within the level.
    ///
    /// Without a place, or where two would cover each other, the map finds one.
    pub place: Option<(f64, f64)>,
    /// What has changed since the day.
    pub change: Option<Change>,
}

/// Tells where somebody works with me.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// My boss, and theirs.
    Above,
    /// Peers, and everybody who is neither above nor in my team.
    Beside,
    /// My team.
    Team,
}

/// Tells what joins somebody to me.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// I practise with them: a thick line.
    Practice,
    /// They support me with ideas: a thin line.
    Ideas,
    /// We only have contact: a dotted line.
    Contact,
    /// Nothing yet: no line.
    None,
}

/// Holds what joins two of the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// One of them, as a place in [`RelationMap::people`].
    pub from: usize,
    /// The other one.
    pub to: usize,
    /// A few words for it; may be empty.
    pub words: String,
    /// What has changed since the day.
    pub change: Option<Change>,
}

/// Tells what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there before.
    New,
    /// It is no longer there.
    Ended,
    /// It is rated higher than before.
    Higher,
    /// It is rated lower than before.
    Lower,
}

impl RelationMap {
    /// Draws the map.
    ///
    /// The circle of a person carries the place in [`RelationMap::people`] as its value, so that
    /// the window knows whom a click or a key means.
    pub fn chart(&self) -> Chart {
        Chart {
            title: self.title.clone(),
            description: words::description(self),
            table: words::table(self),
            drawing: draw::drawing(self, &Layout::of(self)),
        }
    }

    /// Returns where each circle stands, as parts of width and height, 0–1, in the order of the people.
    ///
    /// A window starts from here when somebody moves a person.
    pub fn places(&self) -> Vec<(f64, f64)> {
        let layout = Layout::of(self);
        layout.spots.iter().map(|spot| (spot.x / layout.width, spot.y / layout.height)).collect()
    }

    /// Lists the ties whose ends are there and are two people.
    fn known_ties(&self) -> impl Iterator<Item = &Tie> {
        let count = self.people.len();
        self.ties.iter().filter(move |tie| tie.from < count && tie.to < count && tie.from != tie.to)
    }
}

impl Level {
    const ALL: [Level; 3] = [Level::Above, Level::Beside, Level::Team];

    fn key(self) -> &'static str {
        match self {
            Level::Above => "report.map_above",
            Level::Beside => "report.map_beside",
            Level::Team => "report.map_team",
        }
    }
}

impl Change {
    const ALL: [Change; 4] = [Change::New, Change::Ended, Change::Higher, Change::Lower];

    fn key(self) -> &'static str {
        match self {
            Change::New => "report.map_new",
            Change::Ended => "report.map_ended",
            Change::Higher => "report.map_higher",
            Change::Lower => "report.map_lower",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};
    use crate::drawing::Shape;

    fn any_person() -> impl Strategy<Value = Person> {
        let text = || {
            prop_oneof![
                1 => prop::sample::select(HOSTILE.to_vec()).prop_map(String::from),
                4 => "[A-Z][a-zäöü]{1,14}( [a-z]{2,12}){0,2}"
            ]
        };
        let level = prop::sample::select(Level::ALL.to_vec());
        let bond = prop::sample::select(vec![Bond::Practice, Bond::Ideas, Bond::Contact, Bond::None]);
        let place = prop::option::of((-0.5..1.5f64, -0.5..1.5f64));
        let change = prop::option::of(prop::sample::select(Change::ALL.to_vec()));
        (text(), text(), level, bond, prop::collection::vec(text(), 0..3), place, change).prop_map(
            |(name, role, level, bond, words, place, change)| Person {
                name,
                role,
                level,
                bond,
                words,
                place,
                change,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..Default::default() })]

        #[test]
        fn up_to_twenty_five_people_never_cover_each_other(
            people in prop::collection::vec(any_person(), 0..26),
            ties in prop::collection::vec((0..26usize, 0..26usize), 0..8),
            width in 250.0..1100.0f64,
        ) {
            let ties = ties.into_iter().map(|(from, to)| Tie { from, to, words: "a tie".into(), change: None });
            let map = RelationMap {
                title: "t".into(), language: Language::De, width, me: "Ich".into(), people,
                ties: ties.collect(), changed_since: None,
            };
            let layout = Layout::of(&map);
            let areas: Vec<_> = layout.spots.iter().map(|spot| spot.area()).chain([layout.my_area()]).collect();
            for (at, a) in areas.iter().enumerate() {
                for b in &areas[at + 1..] {
                    prop_assert!(!layout::cover(a, b, 0.0), "{:?} covers {:?}", a, b);
                }
            }
            assert_readable(&map.chart());
            for (x, y) in map.places() {
                prop_assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
            }
        }
    }

    fn person(name: &str, level: Level, place: Option<(f64, f64)>) -> Person {
        let (role, words) = (String::new(), Vec::new());
        Person { name: name.into(), role, level, bond: Bond::Contact, words, place, change: None }
    }

    #[test]
    fn a_kept_place_is_kept_but_never_leaves_its_level() {
        let people = vec![
            person("Henrik", Level::Above, Some((0.25, 0.99))),
            person("Lena", Level::Beside, None),
            person("Joseph", Level::Team, Some((0.8, 0.95))),
        ];
        let map = RelationMap {
            title: "t".into(),
            language: Language::En,
            width: 600.0,
            me: "Me".into(),
            people,
            ties: vec![],
            changed_since: None,
        };
        let places = map.places();
        assert!((places[0].0 - 0.25).abs() < 0.01 && (places[2].0 - 0.8).abs() < 0.01);
        let me = Layout::of(&map).me.1 / Layout::of(&map).height;
        assert!(places[0].1 < me && me < places[2].1, "my boss stays above, my team below: {places:?}");
        let again = RelationMap {
            people: map
                .people
                .iter()
                .zip(&places)
                .map(|(p, at)| Person { place: Some(*at), ..p.clone() })
                .collect(),
            ..map.clone()
        };
        for (a, b) in again.places().iter().zip(&places) {
            assert!((a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6, "what was drawn can be kept");
        }
    }

    #[test]
    fn a_circle_tells_whose_it_is() {
        let people = vec![person("Lena", Level::Beside, None), person("Joseph", Level::Team, None)];
        let map = RelationMap {
            title: "t".into(),
            language: Language::En,
            width: 500.0,
            me: "Me".into(),
            people,
            ties: vec![],
            changed_since: None,
        };
        let chart = map.chart();
        let circles = chart.drawing.marks.iter().filter(|mark| matches!(mark.shape, Shape::Circle { .. }));
        let told: Vec<_> = circles.filter_map(|mark| mark.note.as_ref()?.value).collect();
        assert_eq!(told, [0.0, 1.0]);
    }
}
