//! The ring: nodes one after the other, clockwise, each with the name of its owner.

use super::boxes::{Frame, NodeBox};
use super::plan::{OFF, Plan, Route};
use super::{Cycle, Link};
use crate::chart::curve::Curve;

/// A wider sheet leaves margins.
const WIDEST: f64 = 720.0;
/// The least width of a box.
const LEAST_BOX: f64 = 112.0;
/// Between two boxes of a row or a column, so that a link with its sign has room.
const GAP: f64 = 46.0;

/// Tells how many boxes stand on each side of the ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sides {
    top: usize,
    right: usize,
    bottom: usize,
    left: usize,
}

impl Sides {
    /// Spreads `count` boxes over rows of at most `across`.
    fn of(count: usize, across: usize) -> Sides {
        let row = across.min(count.div_ceil(2)).max(1);
        let rest = count.saturating_sub(2 * row);
        let top = row.min(count);
        Sides { top, right: rest.div_ceil(2), bottom: (count - top).min(row), left: rest / 2 }
    }
}

/// Places everything.
pub(super) fn plan(cycle: &Cycle, width: f64) -> Plan {
    let used = (width - 3.0).min(WIDEST);
    let across = (((used + GAP) / (LEAST_BOX + GAP)).floor() as usize).clamp(2, 4);
    let sides = Sides::of(cycle.nodes.len(), across);
    let columns = sides.top.max(2) as f64;
    let w = ((used - (columns - 1.0) * GAP) / columns).clamp(80.0, 190.0);
    let boxes: Vec<_> = cycle.nodes.iter().map(|node| NodeBox::sized(cycle, node, true, w)).collect();
    let frame = RingFrame { left: (width - used) / 2.0, used, w };
    let (frames, height) = frame.places(&boxes, sides);

    let route = |from: usize, to: usize, link: Option<Link>| Route {
        curve: between(frames[from], frames[to]),
        link,
        ends: (from, to),
        owner: cycle.nodes[from].owner,
    };
    let routes = cycle.known_links().map(|link| route(link.from, link.to, Some(*link)));
    let missing = cycle.missing_links().into_iter().map(|(from, to)| route(from, to, None));
    let routes = routes.chain(missing).collect();
    Plan { boxes: boxes.into_iter().zip(frames.iter().copied()).collect(), routes, height }.parted()
}

/// Holds the sheet that a ring is laid on.
struct RingFrame {
    left: f64,
    used: f64,
    /// Width of a box.
    w: f64,
}

impl RingFrame {
    /// Places the boxes clockwise from the upper left; returns the height too.
    fn places(&self, boxes: &[NodeBox], sides: Sides) -> (Vec<Frame>, f64) {
        let (top, rest) = boxes.split_at(sides.top);
        let (right, rest) = rest.split_at(sides.right);
        let (bottom, left) = rest.split_at(sides.bottom);
        let highest = |row: &[NodeBox]| row.iter().map(|sized| sized.h).fold(0.0, f64::max);
        let taken = |column: &[NodeBox]| column.iter().map(|sized| sized.h + GAP).sum::<f64>();
        let between = taken(right).max(taken(left)) + GAP;
        let foot = highest(top) + between;
        let mut frames = self.row(top, 0.0, highest(top), false);
        frames.extend(self.column(right, self.left + self.used - self.w, highest(top), between));
        frames.extend(self.row(bottom, foot, highest(bottom), true));
        let upwards: Vec<_> = left.iter().rev().cloned().collect();
        frames.extend(self.column(&upwards, self.left, highest(top), between).into_iter().rev());
        (frames, foot + highest(bottom))
    }

    /// Spreads a row from edge to edge, from the left or from the right.
    fn row(&self, boxes: &[NodeBox], y: f64, height: f64, is_backwards: bool) -> Vec<Frame> {
        let free = self.used - self.w;
        let step = if boxes.len() < 2 { 0.0 } else { free / (boxes.len() - 1) as f64 };
        let first = if boxes.len() < 2 { free / 2.0 } else { 0.0 };
        let place = |(at, sized): (usize, &NodeBox)| {
            let at = if is_backwards { boxes.len() - 1 - at } else { at };
            let x = self.left + first + step * at as f64;
            Frame { x, y: y + (height - sized.h) / 2.0, w: self.w, h: sized.h }
        };
        boxes.iter().enumerate().map(place).collect()
    }

    /// Spreads a column evenly between the rows.
    fn column(&self, boxes: &[NodeBox], x: f64, top: f64, height: f64) -> Vec<Frame> {
        let filled: f64 = boxes.iter().map(|sized| sized.h).sum();
        let gap = (height - filled) / (boxes.len() + 1) as f64;
        let mut y = top;
        let place = |sized: &NodeBox| {
            let frame = Frame { x, y: y + gap, w: self.w, h: sized.h };
            y += gap + sized.h;
            frame
        };
        boxes.iter().map(place).collect()
    }
}

/// Leads from one box to another along the row or the column if they share one.
fn between(from: Frame, to: Frame) -> Curve {
    let (a, b) = (from.middle(), to.middle());
    let share_column = (a.0 - b.0).abs() < from.w * 0.5;
    if share_column && from.bottom() < to.y {
        Curve::straight((a.0, from.bottom()), (b.0, to.y - OFF))
    } else if share_column && to.bottom() < from.y {
        Curve::straight((a.0, from.y), (b.0, to.bottom() + OFF))
    } else {
        Curve::straight(from.edge_towards(b, 0.0), to.edge_towards(a, OFF))
    }
}
