//! The legend below a chart: a sign and its word, in as many lines as the width asks for.

use crate::drawing::{Anchor, Drawing, Look, Pen, Shape};
use crate::fonts::width;

/// Holds a sign and its word. The sign is drawn in a box 12 units high.
pub(crate) struct Sign {
    look: Look,
    shape: Option<Shape>,
    wide: f64,
    word: String,
}

impl Sign {
    /// Makes a sign of a shape that starts at the left edge.
    pub(crate) fn new(look: Look, shape: Shape, wide: f64, word: String) -> Sign {
        Sign { look, shape: Some(shape), wide, word }
    }

    /// Makes the sign of days that do not count.
    pub(crate) fn hatched(word: String) -> Sign {
        Sign { look: Look::Hatch, shape: None, wide: 18.0, word }
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
        let wide = sign.wide + AFTER_SIGN + width(&sign.word, text, false);
        if x < at && drawing.width < at + wide {
            (at, y) = (x, y + LINE);
        }
        match &sign.shape {
            Some(shape) => drawing.add(sign.look, moved(shape, at, y)),
            None => drawing.hatch(at, y, sign.wide, 12.0),
        }
        drawing.text(Look::LabelSecond, at + sign.wide + AFTER_SIGN, y + 10.0, Anchor::Start, &sign.word);
        at += wide + BETWEEN;
    }
    y + 12.0
}

fn moved(shape: &Shape, by_x: f64, by_y: f64) -> Shape {
    match shape {
        Shape::Rect { x, y, w, h, r } => Shape::Rect { x: x + by_x, y: y + by_y, w: *w, h: *h, r: *r },
        Shape::Circle { x, y, r } => Shape::Circle { x: x + by_x, y: y + by_y, r: *r },
        Shape::Text { x, y, anchor, text } => {
            Shape::Text { x: x + by_x, y: y + by_y, anchor: *anchor, text: text.clone() }
        }
        Shape::Path { steps } => {
            let step = |step: &Pen| match *step {
                Pen::Move(x, y) => Pen::Move(x + by_x, y + by_y),
                Pen::Line(x, y) => Pen::Line(x + by_x, y + by_y),
                Pen::Curve(a, b, c, d, x, y) => {
                    Pen::Curve(a + by_x, b + by_y, c + by_x, d + by_y, x + by_x, y + by_y)
                }
                Pen::Close => Pen::Close,
            };
            Shape::Path { steps: steps.iter().map(step).collect() }
        }
    }
}
