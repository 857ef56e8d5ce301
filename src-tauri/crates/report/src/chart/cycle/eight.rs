//! The figure of eight: two sides whose lines cross in the middle.

use super::boxes::{Frame, NodeBox};
use super::plan::{OFF, Plan, Route};
use super::{Cycle, Layer, Link};
use crate::chart::curve::{Curve, Place};
use crate::chart::wrap::fitted;
use crate::drawing::Look;

/// From this width on, what is inside stands nearer to the middle than what is outside.
const WIDE: f64 = 400.0;
/// A wider sheet leaves margins.
const WIDEST: f64 = 680.0;
/// Between two boxes that follow each other.
const GAP: f64 = 34.0;
/// The same where a delay has to be drawn.
const DELAYED_GAP: f64 = 46.0;
/// The least height of the middle, so that the lines have room to cross.
const LEAST_MIDDLE: f64 = 96.0;

/// Holds the heights of what is at the top, outside and at the bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bands {
    top: f64,
    middle: f64,
    bottom: f64,
}

impl Bands {
    /// Returns bands that hold both, so that two cycles can be compared place by place.
    pub(super) fn holding(self, other: Bands) -> Bands {
        Bands {
            top: self.top.max(other.top),
            middle: self.middle.max(other.middle),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Tells where a node stands on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Top,
    Outside,
    Bottom,
}

const SPOTS: [Spot; 3] = [Spot::Top, Spot::Outside, Spot::Bottom];

fn spot(layer: Layer) -> Spot {
    match layer {
        Layer::Sees => Spot::Top,
        Layer::Story | Layer::Feels | Layer::Needs => Spot::Outside,
        Layer::Does => Spot::Bottom,
    }
}

/// Holds the widths and left edges of boxes on my side; the other side is its mirror image.
struct Columns {
    width: f64,
    is_wide: bool,
    outside: (f64, f64),
    inside: (f64, f64),
}

impl Columns {
    fn of(width: f64) -> Columns {
        if width < WIDE {
            let w = ((width - 60.0) / 2.0).max(80.0);
            return Columns { width, is_wide: false, outside: (1.5, w), inside: (1.5, w) };
        }
        let used = width.min(WIDEST);
        let left = (width - used) / 2.0;
        let (outside, inside) = (used * 0.27, used * 0.3);
        let inside_x = left + used / 3.0 - inside / 2.0;
        Columns { width, is_wide: true, outside: (left + 1.5, outside), inside: (inside_x, inside) }
    }

    /// Returns the left edge and the width of a place.
    fn place(&self, spot: Spot, owner: usize) -> (f64, f64) {
        let (x, w) = if spot == Spot::Outside { self.outside } else { self.inside };
        if owner == 0 { (x, w) } else { (self.width - x - w, w) }
    }
}

fn sized(cycle: &Cycle, columns: &Columns) -> Vec<NodeBox> {
    let size = |node: &super::Node| {
        let (_, w) = columns.place(spot(node.layer), node.owner);
        NodeBox::sized(cycle, node, false, w)
    };
    cycle.nodes.iter().map(size).collect()
}

fn gap(cycle: &Cycle) -> f64 {
    if cycle.links.iter().any(|link| link.is_delayed) { DELAYED_GAP } else { GAP }
}

/// Lists the nodes of a place on a side, in order.
fn group(cycle: &Cycle, at: Spot, owner: usize) -> Vec<usize> {
    let is_here = |node: &super::Node| node.owner == owner && spot(node.layer) == at;
    (0..cycle.nodes.len()).filter(|node| is_here(&cycle.nodes[*node])).collect()
}

fn stacked(boxes: &[NodeBox], nodes: &[usize], gap: f64) -> f64 {
    let heights: f64 = nodes.iter().map(|at| boxes[*at].h).sum();
    heights + gap * (nodes.len().max(1) - 1) as f64
}

/// Returns the heights that a cycle needs at a width.
pub(super) fn bands(cycle: &Cycle, width: f64) -> Bands {
    let boxes = sized(cycle, &Columns::of(width));
    let [top, middle, bottom] = SPOTS.map(|spot| {
        let heights = [0, 1].map(|owner| stacked(&boxes, &group(cycle, spot, owner), gap(cycle)));
        heights[0].max(heights[1])
    });
    Bands { top: top.max(48.0), middle: middle.max(LEAST_MIDDLE), bottom: bottom.max(48.0) }
}

/// Returns the names of both sides, each no longer than its half.
pub(super) fn names(cycle: &Cycle, width: f64) -> (String, String) {
    let name = |owner: usize, look: Look| fitted(&cycle.owner_name(owner), look, width / 2.0 - 12.0);
    (name(0, Look::NameMine), name(1, Look::NameTheirs))
}

/// Places everything in bands of given heights.
pub(super) fn plan(cycle: &Cycle, width: f64, bands: Bands) -> Plan {
    let columns = Columns::of(width);
    let gap = gap(cycle);
    let sizes = sized(cycle, &columns);
    let mut frames = vec![Frame { x: 0.0, y: 0.0, w: 0.0, h: 0.0 }; sizes.len()];
    let tops = [0.0, bands.top + gap, bands.top + bands.middle + 2.0 * gap];
    let heights = [bands.top, bands.middle, bands.bottom];
    for (at, spot) in SPOTS.into_iter().enumerate() {
        for owner in [0, 1] {
            let mut nodes = group(cycle, spot, owner);
            let mut y = tops[at] + (heights[at] - stacked(&sizes, &nodes, gap)) / 2.0;
            // Inside, the lowest comes first: what arrives from the middle, and what leaves for it, is then free.
            if spot != Spot::Outside {
                nodes.reverse();
            }
            for node in nodes {
                let (x, w) = columns.place(spot, owner);
                frames[node] = Frame { x, y, w, h: sizes[node].h };
                y += sizes[node].h + gap;
            }
        }
    }
    let routing = Routing { cycle, columns: &columns, frames: &frames };
    let routes = cycle.known_links().map(|link| routing.route(link.from, link.to, Some(*link)));
    let missing = cycle.missing_links().into_iter().map(|(from, to)| routing.route(from, to, None));
    let routes = routes.chain(missing).collect();
    let height = tops[2] + bands.bottom;
    Plan { boxes: sizes.into_iter().zip(frames).collect(), routes, height }.parted()
}

struct Routing<'a> {
    cycle: &'a Cycle,
    columns: &'a Columns,
    frames: &'a [Frame],
}

impl Routing<'_> {
    fn route(&self, from: usize, to: usize, link: Option<Link>) -> Route {
        let (a, b) = (&self.cycle.nodes[from], &self.cycle.nodes[to]);
        let (spots, same_side) = ((spot(a.layer), spot(b.layer)), a.owner == b.owner);
        let ends = (self.frames[from], self.frames[to]);
        let curve = match (spots, same_side) {
            ((Spot::Bottom, Spot::Top), false) => self.crossing(ends, a.owner),
            ((Spot::Top, Spot::Outside), true) if self.columns.is_wide => {
                self.corner(ends.0, ends.1, a.owner, true)
            }
            ((Spot::Outside, Spot::Bottom), true) if self.columns.is_wide => {
                let back = self.corner(ends.1, ends.0, a.owner, false);
                let [a, b, c, d] = back.0;
                Curve([d, c, b, a])
            }
            ((Spot::Top, Spot::Bottom), true) if self.columns.is_wide => self.outer_bow(ends, a.owner),
            (_, true) => upright(ends),
            (_, false) => straight(ends),
        };
        Route { curve, link, ends: (from, to), owner: a.owner }
    }

    /// Crosses the middle: from the foot of one side to the head of the other.
    fn crossing(&self, (from, to): (Frame, Frame), owner: usize) -> Curve {
        let side = if owner == 0 { 1.0 } else { -1.0 };
        if self.columns.is_wide {
            let start = (from.middle().0 + side * from.w * 0.22, from.y - OFF + 2.0);
            let end = (to.middle().0 - side * to.w * 0.22, to.bottom() + OFF);
            let rise = (start.1 - end.1) * 0.42;
            return Curve([
                start,
                (start.0 + side * 6.0, start.1 - rise),
                (end.0 - side * 6.0, end.1 + rise),
                end,
            ]);
        }
        let inner = |frame: &Frame, is_left: bool, off: f64| {
            let x = if is_left { frame.right() + off } else { frame.x - off };
            (x, frame.middle().1)
        };
        let (start, end) = (inner(&from, owner == 0, 0.0), inner(&to, owner != 0, OFF));
        let reach = (end.0 - start.0).abs() * 0.4;
        Curve([start, (start.0 + side * reach, start.1), (end.0 - side * reach, end.1), end])
    }

    /// Goes from the outer edge of an inside box round the corner to an outside box, `down` or up.
    fn corner(&self, inside: Frame, outside: Frame, owner: usize, down: bool) -> Curve {
        let (off_in, off_out) = if down { (0.0, OFF) } else { (OFF, 0.0) };
        let x = if owner == 0 { inside.x - off_in } else { inside.right() + off_in };
        let y = if down { outside.y - off_out } else { outside.bottom() + off_out };
        let start = (x, inside.middle().1);
        // A wide inside box reaches over the middle of the outside one; the line then goes further out.
        let side = if owner == 0 { -1.0 } else { 1.0 };
        let middle = outside.middle().0;
        let reach = (middle - x) * side;
        let end_x = if reach < 16.0 {
            (x + side * 16.0).clamp(outside.x + 12.0, outside.right() - 12.0)
        } else {
            middle
        };
        let end = (end_x, y);
        Curve([
            start,
            (start.0 + (end.0 - start.0) * 0.6, start.1),
            (end.0, end.1 + (start.1 - end.1) * 0.55),
            end,
        ])
    }

    /// Goes outside from top to bottom where nothing stands in between.
    fn outer_bow(&self, (from, to): (Frame, Frame), owner: usize) -> Curve {
        let edge = |frame: &Frame, off: f64| {
            let x = if owner == 0 { frame.x - off } else { frame.right() + off };
            (x, frame.middle().1)
        };
        let (start, end) = (edge(&from, 0.0), edge(&to, OFF));
        let out =
            if owner == 0 { self.columns.outside.0 } else { self.columns.width - self.columns.outside.0 };
        Curve([start, (out, start.1), (out, end.1), end])
    }
}

/// Goes straight up or down between two boxes of a column.
fn upright((from, to): (Frame, Frame)) -> Curve {
    let x = (from.middle().0 + to.middle().0) / 2.0;
    if from.bottom() <= to.y {
        Curve::straight((x, from.bottom()), (x, to.y - OFF))
    } else if to.bottom() <= from.y {
        Curve::straight((x, from.y), (x, to.bottom() + OFF))
    } else {
        straight((from, to))
    }
}

fn straight((from, to): (Frame, Frame)) -> Curve {
    let (start, end): (Place, Place) =
        (from.edge_towards(to.middle(), 0.0), to.edge_towards(from.middle(), OFF));
    Curve::straight(start, end)
}
