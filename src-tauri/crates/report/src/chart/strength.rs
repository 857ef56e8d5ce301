//! The strength of a habit: one bar, never a chain of days.

use inward_domain::lexicon::{Language, say};
use serde::{Deserialize, Serialize};

use super::words::value;
use super::{Chart, DataTable};
use crate::drawing::{Anchor, Drawing, Look, Shape};
use crate::fonts::width;

/// Holds what the bar shows, already worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strength {
    /// Says which habit.
    pub title: String,
    /// The language of figures.
    pub language: Language,
    /// The width it is drawn for, in units; at least 160.
    pub width: f64,
    /// The strength, 0–1.
    pub share: f64,
    /// The words of the three thirds: starting, forming, steady.
    pub words: [String; 3],
}

const TEXT: f64 = 11.0;
const BAR: f64 = 9.0;

impl Strength {
    /// Draws the bar.
    pub fn chart(&self) -> Chart {
        let share = if self.share.is_finite() { self.share.clamp(0.0, 1.0) } else { 0.0 };
        let third = ((share * 3.0) as usize).min(2);
        let percent = value(self.language, (share * 100.0).round());
        let now = format!("{} · {percent} %", self.words[third]);
        Chart {
            title: self.title.clone(),
            description: format!("{now}."),
            table: DataTable {
                head: vec![say(self.language, "report.table_value", &[]), String::new()],
                rows: vec![vec![format!("{percent} %"), self.words[third].clone()]],
            },
            drawing: self.drawing(share, third, &now),
        }
    }

    fn drawing(&self, share: f64, third: usize, now: &str) -> Drawing {
        let sheet = self.width.max(160.0);
        let mut drawing = Drawing::new(sheet, BAR + 20.0);
        let r = BAR / 2.0;
        drawing.add(Look::Track, Shape::Rect { x: 0.5, y: 0.5, w: sheet - 1.0, h: BAR, r });
        if 0.0 < share {
            let w = ((sheet - 1.0) * share).max(BAR);
            drawing.add(Look::Fill, Shape::Rect { x: 0.5, y: 0.5, w, h: BAR, r });
        }
        for at in [sheet / 3.0, sheet * 2.0 / 3.0] {
            drawing.rect(Look::Patch, at - 0.5, 0.5, 1.0, BAR);
        }
        let y = BAR + 15.0;
        let places =
            [(0.0, Anchor::Start, 0.0), (sheet / 2.0, Anchor::Middle, 0.5), (sheet, Anchor::End, 1.0)];
        let current = width(now, TEXT, true);
        let (here, _, shift) = places[third];
        let taken = (here - current * shift, here + current * (1.0 - shift));
        for (at, (x, anchor, shift)) in places.into_iter().enumerate() {
            if at == third {
                drawing.text(Look::LabelStrong, x, y, anchor, now);
                continue;
            }
            let wide = width(&self.words[at], TEXT, false);
            let (from, to) = (x - wide * shift, x + wide * (1.0 - shift));
            if to + 8.0 <= taken.0 || taken.1 + 8.0 <= from {
                drawing.text(Look::Label, x, y, anchor, &self.words[at]);
            }
        }
        drawing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0.0, "starting · 0 %")]
    #[case(0.34, "forming · 34 %")]
    #[case(0.736, "steady · 74 %")]
    #[case(1.0, "steady · 100 %")]
    #[case::never_above(7.0, "steady · 100 %")]
    #[case::not_a_number(f64::NAN, "starting · 0 %")]
    fn the_bar_says_its_third_in_words(#[case] share: f64, #[case] says: &str) {
        let words = ["starting", "forming", "steady"].map(String::from);
        let strength =
            Strength { title: "Daily check-in".into(), language: Language::En, width: 300.0, share, words };
        let chart = strength.chart();
        assert_eq!(chart.description, format!("{says}."));
        let shown = chart
            .drawing
            .marks
            .iter()
            .any(|mark| matches!(&mark.shape, Shape::Text { text, .. } if text == says));
        assert!(shown, "the words stand below the bar");
    }
}
