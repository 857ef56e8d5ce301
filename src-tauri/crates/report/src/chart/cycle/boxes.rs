//! One node as a box: its small heading, its words in lines, its frame.

use inward_domain::lexicon::say;

use super::{Cycle, Known, Node, layer_key};
use crate::chart::curve::Place;
use crate::chart::wrap::{Wrapped, fitted, wrapped};
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape};
use crate::fonts::width_of;

/// Between the frame and the words.
const PADDING: f64 = 9.0;
/// From one line of words to the next.
const LINE: f64 = 17.0;
/// From one line of the heading to the next.
const HEAD: f64 = 14.0;
/// More lines of words are shortened.
const MOST_LINES: usize = 4;
/// Width of the tick with the space before it.
const TICK: f64 = 13.0;

/// Holds a node with its lines, before it has a place.
#[derive(Debug, Clone)]
pub(super) struct NodeBox {
    heads: Vec<String>,
    words: Wrapped,
    is_confirmed: bool,
    /// Its width.
    pub(super) w: f64,
    /// Its height.
    pub(super) h: f64,
}

/// Holds where a box stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Frame {
    pub(super) fn middle(&self) -> Place {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    pub(super) fn right(&self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Tells whether a place is in the frame or nearer to it than `off`.
    pub(super) fn reaches(&self, (x, y): Place, off: f64) -> bool {
        let within = |at: f64, from: f64, to: f64| from - off < at && at < to + off;
        within(x, self.x, self.right()) && within(y, self.y, self.bottom())
    }

    /// Returns where a straight line from the middle towards a place leaves the frame, `off` units outside.
    pub(super) fn edge_towards(&self, to: Place, off: f64) -> Place {
        let (x, y) = self.middle();
        let (dx, dy) = (to.0 - x, to.1 - y);
        let part =
            |length: f64, half: f64| if length.abs() < 1e-6 { f64::INFINITY } else { half / length.abs() };
        let t = part(dx, self.w / 2.0 + off).min(part(dy, self.h / 2.0 + off)).min(0.5);
        (x + dx * t, y + dy * t)
    }
}

impl NodeBox {
    /// Breaks a node into lines for a width.
    pub(super) fn sized(cycle: &Cycle, node: &Node, names_owner: bool, w: f64) -> NodeBox {
        let room = w - 2.0 * PADDING;
        let words = wrapped(&node.text, Look::Words, room, MOST_LINES);
        let is_confirmed = node.status == Known::Confirmed;
        let heads = heads(cycle, node, names_owner, if is_confirmed { room - TICK } else { room });
        let lines = words.lines.len().max(1) as f64;
        let h = 17.0 + heads.len() as f64 * HEAD + lines * LINE;
        NodeBox { heads, words, is_confirmed, w, h }
    }

    /// Draws the box with its upper left corner at `x`, `y`.
    pub(super) fn draw(&self, cycle: &Cycle, node: &Node, drawing: &mut Drawing, x: f64, y: f64) {
        let middle = x + self.w / 2.0;
        let frame = Shape::Rect { x, y, w: self.w, h: self.h, r: 9.0 };
        let says = super::words::node(cycle, node);
        drawing.add_noted(node.look(), frame, Note { says, on: None, value: None });
        let mut base = y + 2.0;
        for (at, head) in self.heads.iter().enumerate() {
            base += HEAD;
            let is_ticked = self.is_confirmed && at == 0;
            let shift = if is_ticked { TICK / 2.0 } else { 0.0 };
            drawing.text(Look::Label, middle - shift, base, Anchor::Middle, head);
            if is_ticked {
                let from = middle - shift + width_of(head, Look::Label) / 2.0 + 4.0;
                drawing.add(Look::Sign, tick(from, base));
            }
        }
        base += 1.0;
        for line in &self.words.lines {
            base += LINE;
            drawing.text(Look::Words, middle, base, Anchor::Middle, line);
        }
    }
}

/// Draws a tick whose foot stands on a base line.
pub(super) fn tick(x: f64, base: f64) -> Shape {
    let steps =
        vec![Pen::Move(x + 0.5, base - 4.2), Pen::Line(x + 3.2, base - 1.2), Pen::Line(x + 8.5, base - 8.0)];
    Shape::Path { steps }
}

/// Returns the small heading: on one line if it fits, else each part on its own.
fn heads(cycle: &Cycle, node: &Node, names_owner: bool, room: f64) -> Vec<String> {
    let mut parts = Vec::new();
    if names_owner {
        parts.push(cycle.owner_name(node.owner));
    }
    parts.push(say(cycle.language, layer_key(node.layer), &[]));
    if node.breaks() {
        parts.push(say(cycle.language, "report.cycle_break", &[]));
    } else if node.status == Known::Guessed {
        parts.push(say(cycle.language, "report.cycle_guess", &[]));
    }
    let whole = parts.join(" · ");
    if width_of(&whole, Look::Label) <= room {
        return vec![whole];
    }
    let last = if 1 < parts.len() { parts.pop() } else { None };
    let first = fitted(&parts.join(" · "), Look::Label, room);
    std::iter::once(first).chain(last.map(|last| fitted(&last, Look::Label, room))).collect()
}
