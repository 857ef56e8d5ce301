//! Day pairs: one line between two marks for each pair, the pause filled, the ordinary day hollow.
//!
//! Pairs that were dropped stand in their place and say why; nothing of the draw is hidden.

use inward_domain::lexicon::{Language, say};
use serde::{Deserialize, Serialize};

use super::legend::{self, Sign};
use super::words::{label, value};
use super::wrap::fitted;
use super::{Chart, DataTable, Scale};
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape, TEXT_SIZE};
use crate::fonts::{width, width_of};

/// Holds what the chart shows, already worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayPairs {
    /// Says what was rated.
    pub title: String,
    /// The language of figures and of the description.
    pub language: Language,
    /// The width it is drawn for, in units; at least 260.
    pub width: f64,
    /// The whole scale.
    pub scale: Scale,
    /// Which end of the scale is better.
    pub better: BetterEnd,
    /// What a day with the behaviour is called, such as "pause first".
    pub condition: String,
    /// What an ordinary day is called.
    pub ordinary: String,
    /// The pairs in their order.
    pub pairs: Vec<DayPair>,
}

/// Tells which end of a scale is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BetterEnd {
    /// Lower values.
    Lower,
    /// Higher values.
    Higher,
}

/// Holds a pair of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayPair {
    /// Its name, such as "1 · 9, 10 Feb".
    pub label: String,
    /// What came of it.
    pub outcome: PairOutcome,
}

/// Tells what came of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairOutcome {
    /// Both days were rated.
    Rated {
        /// The day with the behaviour.
        condition: f64,
        /// The ordinary day.
        ordinary: f64,
    },
    /// It does not count, for a reason such as "travel".
    Dropped {
        /// Why, in a few words.
        reason: String,
    },
    /// It has not come yet, or a day is unknown.
    Open,
}

const ROW: f64 = 22.0;
const NARROWEST: f64 = 260.0;

impl DayPairs {
    /// Draws the chart.
    pub fn chart(&self) -> Chart {
        Chart {
            title: self.title.clone(),
            description: self.description(),
            table: self.table(),
            drawing: self.drawing(),
        }
    }

    fn rated(&self) -> impl Iterator<Item = (f64, f64)> {
        self.pairs.iter().filter_map(|pair| match pair.outcome {
            PairOutcome::Rated { condition, ordinary } => Some((condition, ordinary)),
            PairOutcome::Dropped { .. } | PairOutcome::Open => None,
        })
    }

    fn better_words(&self) -> String {
        let key = match self.better {
            BetterEnd::Lower => "report.pairs_lower",
            BetterEnd::Higher => "report.pairs_higher",
        };
        say(self.language, key, &[])
    }

    /// Says what stands in the place of a pair that has no marks.
    fn instead(&self, outcome: &PairOutcome) -> Option<String> {
        match outcome {
            PairOutcome::Rated { condition, ordinary } if condition.is_finite() && ordinary.is_finite() => {
                None
            }
            PairOutcome::Dropped { reason } => {
                Some(say(self.language, "report.pairs_dropped", &[("reason", &label(reason))]))
            }
            PairOutcome::Rated { .. } | PairOutcome::Open => {
                Some(say(self.language, "report.pairs_open", &[]))
            }
        }
    }

    fn drawing(&self) -> Drawing {
        let sheet = self.width.max(NARROWEST);
        let scale = self.scale.holding(self.rated().flat_map(|(a, b)| [a, b]));
        let most = sheet * 0.4;
        let names: Vec<_> =
            self.pairs.iter().map(|pair| fitted(&label(&pair.label), Look::LabelSecond, most)).collect();
        let left = names.iter().map(|name| width_of(name, Look::LabelSecond)).fold(0.0, f64::max) + 20.0;
        let right = sheet - 14.0;
        let x = |value: f64| left + scale.part(value) * (right - left);
        let mut drawing = Drawing::new(sheet, 0.0);
        self.better_arrow(&mut drawing, left, right);
        let top = 44.0;
        let bottom = top + self.pairs.len() as f64 * ROW;
        for at in scale.lines() {
            drawing.line(Look::Grid, (x(at), top - 6.0), (x(at), bottom));
            drawing.text(Look::Label, x(at), top - 11.0, Anchor::Middle, &value(self.language, at));
        }
        for (at, (pair, name)) in self.pairs.iter().zip(&names).enumerate() {
            let y = top + (at as f64 + 0.5) * ROW;
            drawing.text(Look::LabelSecond, 0.0, y + 4.0, Anchor::Start, name);
            self.pair(&mut drawing, pair, &x, y, right);
        }
        let signs = [
            Sign::new(
                Look::PointWith,
                Shape::Circle { x: 6.0, y: 6.0, r: 5.0 },
                12.0,
                label(&self.condition),
            ),
            Sign::new(
                Look::PointBefore,
                Shape::Circle { x: 6.0, y: 6.0, r: 4.4 },
                12.0,
                label(&self.ordinary),
            ),
        ];
        drawing.height = legend::draw(&mut drawing, &signs, 0.0, bottom + 6.0, TEXT_SIZE) + 4.0;
        drawing
    }

    /// Points above the scale to its better end.
    fn better_arrow(&self, drawing: &mut Drawing, left: f64, right: f64) {
        let text = fitted(&self.better_words(), Look::LabelSecond, right - left - 26.0);
        let (tip, step, anchor) = match self.better {
            BetterEnd::Lower => (left, 1.0, Anchor::Start),
            BetterEnd::Higher => (right, -1.0, Anchor::End),
        };
        let steps = vec![
            Pen::Move(tip + step * 16.0, 9.0),
            Pen::Line(tip, 9.0),
            Pen::Move(tip + step * 5.0, 5.0),
            Pen::Line(tip, 9.0),
            Pen::Line(tip + step * 5.0, 13.0),
        ];
        drawing.add(Look::Sign, Shape::Path { steps });
        drawing.text(Look::LabelSecond, tip + step * 22.0, 13.0, anchor, &text);
    }

    fn pair(&self, drawing: &mut Drawing, pair: &DayPair, x: &impl Fn(f64) -> f64, y: f64, right: f64) {
        if let Some(instead) = self.instead(&pair.outcome) {
            let left = x(f64::NEG_INFINITY);
            let text = fitted(&instead, Look::Label, right - left - 10.0);
            let wide = width(&text, TEXT_SIZE, false);
            drawing.patch(left + 4.0, y - 8.0, wide + 8.0, 16.0);
            drawing.text(Look::Label, left + 8.0, y + 4.0, Anchor::Start, &text);
            return;
        }
        let PairOutcome::Rated { condition, ordinary } = pair.outcome else { return };
        let note = |name: &str, given: f64| {
            let says = format!("{}, {}: {}", label(&pair.label), label(name), value(self.language, given));
            Note { says, on: None, value: Some(given) }
        };
        drawing.line(Look::Axis, (x(condition), y), (x(ordinary), y));
        // Where both are equal, the ring stands round the point.
        let ring = if condition == ordinary { 7.4 } else { 4.4 };
        let hollow = Shape::Circle { x: x(ordinary), y, r: ring };
        drawing.add_noted(Look::PointBefore, hollow, note(&self.ordinary, ordinary));
        let r = if condition == ordinary { 4.0 } else { 5.0 };
        drawing.add_noted(
            Look::PointWith,
            Shape::Circle { x: x(condition), y, r },
            note(&self.condition, condition),
        );
    }

    fn description(&self) -> String {
        if self.pairs.is_empty() {
            return say(self.language, "report.pairs_none", &[]);
        }
        let pairs = self.pairs.iter().map(|pair| {
            let name = label(&pair.label);
            let said = match (self.instead(&pair.outcome), &pair.outcome) {
                (None, PairOutcome::Rated { condition, ordinary }) => format!(
                    "{} {}, {} {}",
                    label(&self.condition),
                    value(self.language, *condition),
                    label(&self.ordinary),
                    value(self.language, *ordinary)
                ),
                (instead, _) => instead.unwrap_or_default(),
            };
            say(self.language, "report.described_group", &[("group", &name), ("counts", &said)])
        });
        let first = format!("{}.", self.better_words());
        std::iter::once(first).chain(pairs).collect::<Vec<_>>().join(" ")
    }

    fn table(&self) -> DataTable {
        let word = |key: &str| say(self.language, &format!("report.{key}"), &[]);
        let rows = self.pairs.iter().map(|pair| {
            let figures = match (self.instead(&pair.outcome), &pair.outcome) {
                (None, PairOutcome::Rated { condition, ordinary }) => {
                    let difference = *condition - *ordinary;
                    let sign = if 0.0 < difference { "+" } else { "" };
                    let difference = format!("{sign}{}", value(self.language, difference));
                    [value(self.language, *condition), value(self.language, *ordinary), difference]
                }
                (instead, _) => [String::new(), String::new(), instead.unwrap_or_default()],
            };
            std::iter::once(pair.label.clone()).chain(figures).collect()
        });
        let head =
            vec![word("table_pair"), self.condition.clone(), self.ordinary.clone(), word("table_difference")];
        DataTable { head, rows: rows.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};

    fn rated(label: &str, condition: f64, ordinary: f64) -> DayPair {
        DayPair { label: label.into(), outcome: PairOutcome::Rated { condition, ordinary } }
    }

    fn pairs(width: f64) -> DayPairs {
        let dropped = PairOutcome::Dropped { reason: "travel".into() };
        DayPairs {
            title: "Peak irritation today, 0–10".into(),
            language: Language::En,
            width,
            scale: Scale::new(0.0, 10.0),
            better: BetterEnd::Lower,
            condition: "pause first".into(),
            ordinary: "ordinary day".into(),
            pairs: vec![
                rated("1 · 9, 10 Feb", 4.0, 6.0),
                DayPair { label: "2 · 19, 20 Feb".into(), outcome: dropped },
                rated("3 · 23, 24 Feb", 5.0, 5.0),
                DayPair { label: "4 · 25, 26 Feb".into(), outcome: PairOutcome::Open },
            ],
        }
    }

    #[test]
    fn each_rated_pair_is_a_line_between_a_filled_and_a_hollow_mark() {
        let chart = pairs(360.0).chart();
        let of =
            |look| chart.drawing.marks.iter().filter(|mark| mark.look == look && mark.note.is_some()).count();
        assert_eq!((of(Look::PointWith), of(Look::PointBefore)), (2, 2));
        let says: Vec<_> =
            chart.drawing.marks.iter().filter_map(|mark| Some(mark.note.as_ref()?.says.as_str())).collect();
        assert!(says.contains(&"1 · 9, 10 Feb, pause first: 4"));
    }

    #[test]
    fn dropped_and_open_pairs_are_told_in_words() {
        let chart = pairs(360.0).chart();
        assert_eq!(
            chart.description,
            "Lower is better. 1 · 9, 10 Feb: pause first 4, ordinary day 6. 2 · 19, 20 Feb: dropped, travel. \
             3 · 23, 24 Feb: pause first 5, ordinary day 5. 4 · 25, 26 Feb: not known yet."
        );
        assert_eq!(chart.table.rows[0], ["1 · 9, 10 Feb", "4", "6", "−2"]);
        assert_eq!(chart.table.rows[1], ["2 · 19, 20 Feb", "", "", "dropped, travel"]);
    }

    #[test]
    fn it_stays_readable_whatever_it_is_told() {
        for width in [0.0, 260.0, 300.0, 650.0] {
            for text in HOSTILE {
                let mut given = pairs(width);
                given.better = BetterEnd::Higher;
                given.language = Language::De;
                (given.condition, given.ordinary) = (text.into(), text.into());
                given.pairs.push(DayPair {
                    label: text.into(),
                    outcome: PairOutcome::Dropped { reason: text.into() },
                });
                given.pairs.push(rated(text, f64::NAN, 3.0));
                given.pairs.push(rated(text, 30.0, -2.0));
                assert_readable(&given.chart());
            }
            assert_readable(&pairs(width).chart());
            assert_readable(&DayPairs { pairs: vec![], ..pairs(width) }.chart());
        }
    }
}
