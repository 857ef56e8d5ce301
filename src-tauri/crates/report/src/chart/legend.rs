//! The legend below a chart: a sign and its word, in as many lines as the width asks for.

use super::wrap::fitted;
use crate::drawing::{Anchor, Drawing, Look, Shape};
use crate::fonts::width;

/// Holds a sign and its word. The sign is drawn in a box 12 units high.
pub(crate) struct Sign {
    marks: Vec<(Look, Shape)>,
    is_hatched: bool,
    wide: f64,
    word: String,
}

impl Sign {
    /// Makes a sign of a shape that starts at the left edge.
    pub(crate) fn new(look: Look, shape: Shape, wide: f64, word: String) -> Sign {
        Sign::of(vec![(look, shape)], wide, word)
    }

    /// Makes a sign of several shapes, from the back to the front.
    pub(crate) fn of(marks: Vec<(Look, Shape)>, wide: f64, word: String) -> Sign {
        Sign { marks, is_hatched: false, wide, word }
    }

    /// Makes the sign of days that do not count.
    pub(crate) fn hatched(word: String) -> Sign {
        Sign { marks: Vec::new(), is_hatched: true, wide: 18.0, word }
    }
}

/// Draws the signs from the left at `x`, the first line below `top`; returns the lower edge.
pub(crate) fn draw(drawing: &mut Drawing, signs: &[Sign], x: f64, top: f64, text: f64) -> f64 {
    const AFTER_SIGN: f64 = 6.0;
    const BETWEEN: f64 = 18.0;
    const LINE: f64 = 18.0;
    if signs.is_empty() {
        return top;
    }
    let (mut at, mut y) = (x, top + 8.0);
    for sign in signs {
        let room = drawing.width - x - sign.wide - AFTER_SIGN;
        let word = fitted(&sign.word, Look::LabelSecond, room);
        let wide = sign.wide + AFTER_SIGN + width(&word, text, false);
        if x < at && drawing.width < at + wide {
            (at, y) = (x, y + LINE);
        }
        if sign.is_hatched {
            drawing.hatch(at, y, sign.wide, 12.0);
        }
        for (look, shape) in &sign.marks {
            drawing.add(*look, shape.moved(at, y));
        }
        drawing.text(Look::LabelSecond, at + sign.wide + AFTER_SIGN, y + 10.0, Anchor::Start, &word);
        at += wide + BETWEEN;
    }
    y + 12.0
}
