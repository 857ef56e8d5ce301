//! A drawing as a list of marks, written as SVG for the window or set by the template for paper.
//!
//! Each mark has a [`Look`], a word for what it means. On screen the look is a
//! class, so that theme and dark mode need no new drawing and a strict content
//! policy finds no style in the markup; on paper it is a fixed colour, or black.
//! One unit is one CSS pixel, and 0.75 pt on paper.
//!
//! Deliberately not here: axes, days and phases (see [`crate::chart`]).

mod look;

mod paint;

mod svg;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) use look::{Face, Letters, TEXT_SIZE};
pub use look::{Look, SCREEN_STYLE};

/// Names the inks a drawing can be made with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// Classes only; colours come from the window's style sheet (see [`SCREEN_STYLE`]).
    #[default]
    Screen,
    /// Fixed sRGB colours for paper.
    Print,
    /// Black and white; every shape and dash is kept.
    Black,
}

/// Holds marks on a sheet of a given size.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// The marks, from the back to the front.
    pub marks: Vec<Mark>,
}

/// Holds one mark: a shape or a line of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Where and which form.
    pub shape: Shape,
    /// What it means, which decides how it looks.
    pub look: Look,
    /// What it says of a day, for hovering and for tests.
    pub note: Option<Note>,
}

/// Holds the form of a mark, in units from the top left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Radius of the corners.
        r: f64,
    },
    /// A circle.
    Circle {
        /// Centre from the left.
        x: f64,
        /// Centre from the top.
        y: f64,
        /// Radius.
        r: f64,
    },
    /// A line or an outline.
    Path {
        /// The steps of the pen.
        steps: Vec<Pen>,
    },
    /// A line of text; `y` is its base line.
    Text {
        /// The point it is anchored at.
        x: f64,
        /// The base line.
        y: f64,
        /// Which part of the text stands at `x`.
        anchor: Anchor,
        /// The text.
        text: String,
    },
}

/// Moves the pen of a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pen {
    /// Starts at a point.
    Move(f64, f64),
    /// Draws a straight line to a point.
    Line(f64, f64),
    /// Draws a curve over two handles to a point.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Draws back to where it started.
    Close,
}

/// Tells which part of a text stands at its point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Says what a mark stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// A few words, such as "Mon 5 Jan: 3".
    pub says: String,
    /// The day, if it stands for one.
    pub on: Option<NaiveDate>,
    /// The value, if it stands for one.
    pub value: Option<f64>,
}

impl Drawing {
    /// Starts an empty drawing.
    pub fn new(width: f64, height: f64) -> Drawing {
        Drawing { width, height, marks: Vec::new() }
    }

    pub(crate) fn add(&mut self, look: Look, shape: Shape) {
        self.marks.push(Mark { shape: shape.rounded(), look, note: None });
    }

    pub(crate) fn add_noted(&mut self, look: Look, shape: Shape, note: Note) {
        self.marks.push(Mark { shape: shape.rounded(), look, note: Some(note) });
    }

    pub(crate) fn rect(&mut self, look: Look, x: f64, y: f64, w: f64, h: f64) {
        self.add(look, Shape::Rect { x, y, w, h, r: 0.0 });
    }

    /// Clears the ground behind a label, as far as the sheet reaches.
    pub(crate) fn patch(&mut self, x: f64, y: f64, w: f64, h: f64) {
        let (left, right) = (x.max(0.0), (x + w).min(self.width));
        self.rect(Look::Patch, left, y, (right - left).max(0.0), h);
    }

    pub(crate) fn line(&mut self, look: Look, from: (f64, f64), to: (f64, f64)) {
        self.add(look, Shape::Path { steps: vec![Pen::Move(from.0, from.1), Pen::Line(to.0, to.1)] });
    }

    pub(crate) fn text(&mut self, look: Look, x: f64, y: f64, anchor: Anchor, text: &str) {
        self.add(look, Shape::Text { x, y, anchor, text: text.to_owned() });
    }

    /// Takes over the marks of another drawing, moved.
    pub(crate) fn take(&mut self, other: Drawing, by_x: f64, by_y: f64) {
        for Mark { shape, look, note } in other.marks {
            self.marks.push(Mark { shape: shape.moved(by_x, by_y).rounded(), look, note });
        }
    }

    /// Fills a rectangle with slanted lines; they are cut here, so that no viewer needs patterns.
    pub(crate) fn hatch(&mut self, x: f64, y: f64, w: f64, h: f64) {
        const GAP: f64 = 8.0;
        let mut steps = Vec::new();
        // A line runs from the lower left to the upper right; `at` is where it meets the lower edge.
        let first = ((x - h) / GAP).ceil() * GAP;
        let mut at = first;
        while at < x + w {
            let (from_x, to_x) = (at.max(x), (at + h).min(x + w));
            if to_x - from_x > 0.5 {
                steps.push(Pen::Move(from_x, y + h - (from_x - at)));
                steps.push(Pen::Line(to_x, y + h - (to_x - at)));
            }
            at += GAP;
        }
        if !steps.is_empty() {
            self.add(Look::Hatch, Shape::Path { steps });
        }
    }

    /// Writes the drawing as one SVG element, named by a title and a description.
    pub(crate) fn svg(&self, ink: Ink, title: &str, description: &str) -> String {
        svg::written(self, ink, title, description)
    }
}

impl Shape {
    /// Returns the shape at another place.
    pub(crate) fn moved(&self, by_x: f64, by_y: f64) -> Shape {
        match self {
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

    /// Rounds every place to a hundredth of a unit, so that a drawing is the same after a journey as text.
    fn rounded(self) -> Shape {
        match self {
            Shape::Rect { x, y, w, h, r } => Shape::Rect {
                x: hundredth(x),
                y: hundredth(y),
                w: hundredth(w),
                h: hundredth(h),
                r: hundredth(r),
            },
            Shape::Circle { x, y, r } => Shape::Circle { x: hundredth(x), y: hundredth(y), r: hundredth(r) },
            Shape::Text { x, y, anchor, text } => {
                Shape::Text { x: hundredth(x), y: hundredth(y), anchor, text }
            }
            Shape::Path { steps } => Shape::Path { steps: steps.into_iter().map(Pen::rounded).collect() },
        }
    }
}

impl Pen {
    fn rounded(self) -> Pen {
        match self {
            Pen::Move(x, y) => Pen::Move(hundredth(x), hundredth(y)),
            Pen::Line(x, y) => Pen::Line(hundredth(x), hundredth(y)),
            Pen::Curve(a, b, c, d, x, y) => {
                Pen::Curve(hundredth(a), hundredth(b), hundredth(c), hundredth(d), hundredth(x), hundredth(y))
            }
            Pen::Close => Pen::Close,
        }
    }
}

fn hundredth(place: f64) -> f64 {
    if place.is_finite() { (place * 100.0).round() / 100.0 } else { 0.0 }
}

/// Makes a diamond that reaches `r` from its centre.
pub(crate) fn diamond(x: f64, y: f64, r: f64) -> Shape {
    Shape::Path {
        steps: vec![
            Pen::Move(x, y - r),
            Pen::Line(x + r, y),
            Pen::Line(x, y + r),
            Pen::Line(x - r, y),
            Pen::Close,
        ],
    }
}
