//! Vertical lines over a scale, each with a diamond on top and a label beside it.

use super::labels::{Placed, Wanted, placed, rows};
use super::wrap::fitted;
use crate::drawing::{Anchor, Drawing, Look, TEXT_SIZE, diamond};
use crate::fonts::width;

/// From one line of text to the next.
const LINE: f64 = 15.0;
/// Between a line and the label beside it.
const BESIDE: f64 = 7.0;

/// How far a diamond reaches from its middle.
const DIAMOND: f64 = 4.0;

/// Holds a vertical line with its label.
pub(crate) struct Mast {
    x: f64,
    has_line: bool,
    is_change: bool,
    lines: Vec<String>,
}

impl Mast {
    /// Makes the line of what starts here, such as a phase.
    pub(crate) fn start(x: f64, lines: Vec<String>) -> Mast {
        Mast { x, has_line: true, is_change: false, lines }
    }

    /// Makes the label of what starts at the left edge, which needs no line.
    pub(crate) fn first(x: f64, lines: Vec<String>) -> Mast {
        Mast { x, has_line: false, is_change: false, lines }
    }

    /// Makes the line of a change inside something: dotted.
    pub(crate) fn change(x: f64, label: String) -> Mast {
        Mast { x, has_line: true, is_change: true, lines: vec![label] }
    }

    fn wanted(&self) -> Wanted {
        // The first line stands level with the diamonds, which reach further than their lines.
        let reach = |at: usize| if at == 0 { DIAMOND } else { 0.0 };
        let wide = |(at, text): (usize, &String)| width(text, TEXT_SIZE, false) + reach(at);
        let wide = self.lines.iter().enumerate().map(wide).fold(0.0, f64::max);
        let beside = if self.has_line { BESIDE } else { 2.0 };
        let mast = self.has_line.then_some(self.x);
        Wanted { x: self.x + beside, width: wide, lines: self.lines.len(), mast }
    }
}

/// Holds lines whose labels have found their places.
pub(crate) struct Masts {
    masts: Vec<(Mast, Wanted, Placed)>,
    /// The height that the labels take above the scale.
    pub(crate) height: f64,
}

impl Masts {
    /// Places the labels on a sheet of a width.
    pub(crate) fn placed(mut masts: Vec<Mast>, sheet: f64) -> Masts {
        masts.sort_by(|a, b| a.x.total_cmp(&b.x));
        for line in masts.iter_mut().flat_map(|mast| &mut mast.lines) {
            *line = fitted(line, Look::LabelSecond, sheet - 2.0 * BESIDE);
        }
        let wanted: Vec<_> = masts.iter().map(Mast::wanted).collect();
        let places = placed(&wanted, sheet, 2.0 * BESIDE);
        let height = rows(&wanted, &places) as f64 * LINE;
        let masts = masts.into_iter().zip(wanted).zip(places).map(|((mast, wanted), at)| (mast, wanted, at));
        Masts { masts: masts.collect(), height }
    }

    /// Draws the lines from their labels down to `bottom`; the scale begins at `top`.
    pub(crate) fn draw_lines(&self, drawing: &mut Drawing, top: f64, bottom: f64) {
        for (mast, _, at) in self.masts.iter().filter(|(mast, ..)| mast.has_line) {
            let upper = row_y(top, at.row + mast.lines.len() - 1) - 4.0;
            let look = if mast.is_change { Look::Change } else { Look::Event };
            drawing.line(look, (mast.x, upper), (mast.x, bottom));
            drawing.add(Look::EventMark, diamond(mast.x, upper, DIAMOND));
        }
    }

    /// Draws the labels; one that a line still crosses gets a clear patch behind it.
    pub(crate) fn draw_labels(&self, drawing: &mut Drawing, top: f64) {
        let lines: Vec<_> =
            self.masts.iter().filter(|(mast, ..)| mast.has_line).map(|(mast, ..)| mast.x).collect();
        for (mast, wanted, at) in &self.masts {
            let is_crossed = lines.iter().any(|line| at.x - 3.0 < *line && *line < at.x + wanted.width + 3.0);
            for (line, text) in mast.lines.iter().enumerate() {
                let y = row_y(top, at.row + mast.lines.len() - 1 - line);
                if is_crossed {
                    let wide = width(text, TEXT_SIZE, false) + 6.0;
                    drawing.patch(at.x - 3.0, y - 10.0, wide, 13.0);
                }
                let look = if mast.is_change { Look::Label } else { Look::LabelSecond };
                drawing.text(look, at.x, y, Anchor::Start, text);
            }
        }
    }
}

/// Returns the base line of a row of labels.
fn row_y(top: f64, row: usize) -> f64 {
    top - 9.0 - row as f64 * LINE
}
