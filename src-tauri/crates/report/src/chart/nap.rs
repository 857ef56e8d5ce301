//! Every day as one mark: the days of two phases, stacked by their value, side by side.
//!
//! It shows what "in 92 of 100 pairs the after-day was better" counts (Parker &
//! Vannest 2009), without any average. The sentence itself comes from the caller.

use inward_domain::lexicon::{Language, say};
use serde::{Deserialize, Serialize};

use super::evidence::{PhaseKind, point_shape};
use super::words::{label, value};
use super::{Chart, DataTable};
use crate::drawing::{Anchor, Drawing, Look, Note, Shape};
use crate::fonts::width;

/// Holds two groups of days to lay side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EveryDay {
    /// Says what is compared.
    pub title: String,
    /// The language of figures and of the description.
    pub language: Language,
    /// The width it is drawn for, in units; at least 200.
    pub width: f64,
    /// The days on the left.
    pub before: Group,
    /// The days on the right.
    pub after: Group,
}

/// Holds the values of one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its name with its size, such as "A2, 7 days".
    pub label: String,
    /// The shape of its days.
    pub kind: PhaseKind,
    /// One value a day.
    pub values: Vec<f64>,
}

const TEXT: f64 = 11.0;
const ROW: f64 = 20.0;
/// From one mark to the next, where there is room.
const APART: f64 = 13.0;
/// More rows than this are drawn as steps of several values.
const MOST_ROWS: usize = 12;

impl EveryDay {
    /// Draws the chart.
    pub fn chart(&self) -> Chart {
        let levels = Levels::of(&[&self.before.values, &self.after.values]);
        Chart {
            title: self.title.clone(),
            description: self.description(&levels),
            table: self.table(&levels),
            drawing: self.drawing(&levels),
        }
    }

    fn description(&self, levels: &Levels) -> String {
        let sentence = |group: &Group| {
            let counts: Vec<_> = levels
                .rows()
                .rev()
                .filter_map(|row| {
                    let n = levels.count(group, row);
                    let label = levels.label(row, self.language);
                    let params = [("n", n.to_string()), ("value", label)];
                    let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
                    (0 < n).then(|| say(self.language, "report.described_count", &params))
                })
                .collect();
            let params = [("group", group.label.as_str()), ("counts", &counts.join(", "))];
            say(self.language, "report.described_group", &params)
        };
        if self.before.values.is_empty() && self.after.values.is_empty() {
            return say(self.language, "report.described_none", &[]);
        }
        format!("{} {}", sentence(&self.before), sentence(&self.after))
    }

    fn table(&self, levels: &Levels) -> DataTable {
        let value_word = say(self.language, "report.table_value", &[]);
        let row = |row: usize| {
            let counts = [&self.before, &self.after].map(|group| levels.count(group, row).to_string());
            [vec![levels.label(row, self.language)], counts.to_vec()].concat()
        };
        DataTable {
            head: vec![value_word, self.before.label.clone(), self.after.label.clone()],
            rows: levels.rows().map(row).collect(),
        }
    }

    fn drawing(&self, levels: &Levels) -> Drawing {
        let sheet = self.width.max(200.0);
        let rows = levels.rows().len();
        let figures = levels.rows().map(|row| width(&levels.label(row, self.language), TEXT, false));
        let left = figures.fold(12.0, f64::max) + 14.0;
        let bottom = 14.0 + rows as f64 * ROW;
        let mut drawing = Drawing::new(sheet, bottom + 22.0);

        let most = |group: &Group| levels.rows().map(|row| levels.count(group, row)).max().unwrap_or(0);
        let (most_before, most_after) = (most(&self.before) as f64, most(&self.after) as f64);
        let room = sheet - left - 38.0;
        let apart = APART.min(room / (most_before + most_after).max(1.0));
        let names = [&self.before, &self.after].map(|group| label(&group.label));
        let wide = [&names[0], &names[1]].map(|name| width(name, TEXT, false));
        // The left half is wide enough for its marks and its name, and leaves the right one enough too.
        let enough = (most_before * apart).max(wide[0]) + 18.0;
        let at_most = (sheet - left - wide[1] - 16.0).max(0.0);
        let divider = left + enough.min(at_most.max(most_before * apart + 12.0));

        for row in levels.rows() {
            let y = 14.0 + row as f64 * ROW;
            drawing.line(Look::Grid, (left, y), (sheet, y));
            let label = levels.label(row, self.language);
            drawing.text(Look::Label, left - 10.0, y + 4.0, Anchor::End, &label);
            self.marks(&mut drawing, levels, &self.before, row, left + 10.0, apart);
            self.marks(&mut drawing, levels, &self.after, row, divider + 16.0, apart);
        }
        drawing.line(Look::Divider, (divider, 2.0), (divider, bottom - 4.0));
        drawing.text(Look::LabelSecond, left + 4.0, bottom + 14.0, Anchor::Start, &names[0]);
        drawing.text(Look::LabelSecond, divider + 10.0, bottom + 14.0, Anchor::Start, &names[1]);
        drawing
    }

    fn marks(&self, drawing: &mut Drawing, levels: &Levels, group: &Group, row: usize, x: f64, apart: f64) {
        let y = 14.0 + row as f64 * ROW;
        let radius = (apart * 0.42).clamp(1.2, 4.2);
        let values = group.values.iter().filter(|value| levels.row(**value) == Some(row));
        for (at, given) in values.enumerate() {
            let shape: Shape = point_shape(group.kind, x + at as f64 * apart, y, radius);
            let says = format!("{}: {}", group.label, value(self.language, *given));
            drawing.add_noted(group.kind.point(), shape, Note { says, on: None, value: Some(*given) });
        }
    }
}

/// Holds which values share a row, from the highest at the top to the lowest.
struct Levels {
    low: f64,
    step: f64,
    rows: usize,
}

impl Levels {
    fn of(groups: &[&Vec<f64>]) -> Levels {
        let all =
            || groups.iter().flat_map(|values| values.iter().copied()).filter(|value| value.is_finite());
        let low = all().fold(f64::INFINITY, f64::min).floor();
        let high = all().fold(f64::NEG_INFINITY, f64::max).floor();
        if high < low || !low.is_finite() {
            return Levels { low: 0.0, step: 1.0, rows: 0 };
        }
        let step = ((high - low + 1.0) / MOST_ROWS as f64).ceil().max(1.0);
        let rows = ((high - low) / step).floor() as usize + 1;
        Levels { low, step, rows }
    }

    /// Lists the rows from the top.
    fn rows(&self) -> std::ops::Range<usize> {
        0..self.rows
    }

    fn row(&self, value: f64) -> Option<usize> {
        if !value.is_finite() {
            return None;
        }
        let from_below = ((value - self.low) / self.step).floor() as usize;
        Some(self.rows - 1 - from_below.min(self.rows - 1))
    }

    fn count(&self, group: &Group, row: usize) -> usize {
        group.values.iter().filter(|value| self.row(**value) == Some(row)).count()
    }

    fn label(&self, row: usize, language: Language) -> String {
        let from = self.low + (self.rows - 1 - row) as f64 * self.step;
        if self.step == 1.0 {
            value(language, from)
        } else {
            format!("{}–{}", value(language, from), value(language, from + self.step - 1.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(before: &[f64], after: &[f64]) -> Chart {
        let group =
            |label: &str, kind, values: &[f64]| Group { label: label.into(), kind, values: values.to_vec() };
        EveryDay {
            title: "Every day as one mark".into(),
            language: Language::En,
            width: 300.0,
            before: group("A2, 7 days", PhaseKind::Talk, before),
            after: group("B, 32 days", PhaseKind::With, after),
        }
        .chart()
    }

    fn marks(chart: &Chart) -> Vec<f64> {
        chart.drawing.marks.iter().filter_map(|mark| mark.note.as_ref()?.value).collect()
    }

    #[test]
    fn each_day_is_one_mark() {
        let before = [4.0, 4.0, 5.0];
        let after: Vec<f64> = (0..200).map(|n| f64::from(n % 7)).collect();
        let mut drawn = marks(&chart(&before, &after));
        let mut given = [&before[..], &after[..]].concat();
        drawn.sort_by(f64::total_cmp);
        given.sort_by(f64::total_cmp);
        assert_eq!(drawn, given);
    }

    #[test]
    fn marks_stay_on_the_sheet_however_many_they_are() {
        let chart = chart(&[5.0; 120], &[5.0; 300]);
        for mark in &chart.drawing.marks {
            if let Shape::Circle { x, r, .. } = mark.shape {
                assert!(x + r <= chart.drawing.width + 0.01, "{x} is outside {}", chart.drawing.width);
            }
        }
    }

    #[test]
    fn a_wide_scale_is_drawn_in_steps_and_still_loses_no_day() {
        let after: Vec<f64> = (0..60).map(f64::from).collect();
        let chart = chart(&[0.5], &after);
        assert_eq!(marks(&chart).len(), 61);
        assert_eq!(chart.table.rows.len(), 12);
        assert_eq!(chart.table.rows[0][0], "55–59");
    }

    #[test]
    fn it_says_what_it_shows() {
        let chart = chart(&[4.0, 4.0, 5.0], &[6.0]);
        assert_eq!(chart.description, "A2, 7 days: 2 days at 4, 1 day at 5. B, 32 days: 1 day at 6.");
        assert_eq!(
            chart.table.rows,
            [["6", "0", "1"], ["5", "1", "0"], ["4", "2", "0"]].map(|r| r.map(String::from).to_vec())
        );
    }

    #[test]
    fn no_days_are_no_marks() {
        assert_eq!(chart(&[], &[]).description, "No day has a value yet.");
    }
}
