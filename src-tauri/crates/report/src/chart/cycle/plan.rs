//! Boxes and links with their places, whichever shape the cycle has.

use super::boxes::{Frame, NodeBox};
use super::{Cycle, Link, LinkSign};
use crate::chart::curve::{self, Curve, Place, SIGN};
use crate::drawing::{Anchor, Drawing, Look, Shape};

/// Between a frame and the end of a link.
pub(super) const OFF: f64 = 2.5;

/// Holds where everything of a cycle stands, from the upper left corner of the plan.
pub(super) struct Plan {
    /// One box a node, in their order.
    pub(super) boxes: Vec<(NodeBox, Frame)>,
    /// The links.
    pub(super) routes: Vec<Route>,
    /// The height of all.
    pub(super) height: f64,
}

/// Holds the way of a link.
pub(super) struct Route {
    /// The line.
    pub(super) curve: Curve,
    /// The link, or none where the ring lacks one.
    pub(super) link: Option<Link>,
    /// The nodes it joins, as places in the cycle.
    pub(super) ends: (usize, usize),
    /// Whose node it starts at.
    pub(super) owner: usize,
}

impl Plan {
    /// Moves two links that lead there and back between the same boxes apart.
    pub(super) fn parted(mut self) -> Plan {
        const APART: f64 = 10.0;
        let ends: Vec<_> = self.routes.iter().map(|route| route.ends).collect();
        for route in self.routes.iter_mut().filter(|route| ends.contains(&(route.ends.1, route.ends.0))) {
            let (x, y) = route.curve.direction(0.5);
            route.curve = Curve(route.curve.0.map(|at| (at.0 + y * APART, at.1 - x * APART)));
        }
        self
    }

    /// Draws it with its upper left corner at `x`, `y`.
    pub(super) fn draw(&self, cycle: &Cycle, drawing: &mut Drawing, x: f64, y: f64) {
        let moved = |route: &Route| Curve(route.curve.0.map(|at| (at.0 + x, at.1 + y)));
        for route in &self.routes {
            moved(route).draw(drawing, route.look());
        }
        for ((sized, frame), node) in self.boxes.iter().zip(&cycle.nodes) {
            sized.draw(cycle, node, drawing, frame.x + x, frame.y + y);
        }
        let mut taken: Vec<Place> = Vec::new();
        for route in &self.routes {
            // A sign stands on no box and no other sign; where a line has no free stretch, the table tells it.
            let is_off_boxes = |at: Place| {
                self.boxes.iter().all(|(_, frame)| !frame.reaches((at.0 - x, at.1 - y), SIGN - 2.0))
            };
            let is_alone =
                |at: Place| taken.iter().all(|other| 15.0 < (other.0 - at.0).hypot(other.1 - at.1));
            let place = route.signs(drawing, &moved(route), &|at| is_off_boxes(at) && is_alone(at));
            taken.extend(place);
        }
    }
}

impl Route {
    fn look(&self) -> Look {
        match (&self.link, self.owner) {
            (None, _) => Look::LinkMissing,
            (Some(_), 0) => Look::LinkMine,
            (Some(_), _) => Look::LinkTheirs,
        }
    }

    /// Draws the tip, the sign and the delay; returns where the sign stands.
    fn signs(&self, drawing: &mut Drawing, curve: &Curve, is_free: &dyn Fn(Place) -> bool) -> Option<Place> {
        let length = curve.length().max(1.0);
        // Near the start where the line is short, else where two lines do not cross yet.
        let part = |shortest: f64, short: f64, long: f64| {
            let wished = match length {
                ..48.0 => shortest / length,
                ..110.0 => short,
                _ => long,
            };
            [wished, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8, 0.5].into_iter().find(|t| is_free(curve.at(*t)))
        };
        let Some(link) = self.link else {
            let (x, y) = curve.at(part(length / 2.0, 0.5, 0.3)?);
            drawing.add(Look::SignGround, Shape::Circle { x, y, r: SIGN + 1.0 });
            drawing.text(Look::LabelStrong, x, y + 4.0, Anchor::Middle, "?");
            return Some((x, y));
        };
        curve.tip(drawing, if self.owner == 0 { Look::TipMine } else { Look::TipTheirs }, 1.0);
        if let Some(t) = part(25.0, 0.62, 0.36).filter(|_| link.is_delayed) {
            curve.delay(drawing, t);
        }
        let place = curve.at(part(10.5, 0.4, 0.24)?);
        curve::sign(drawing, place, link.sign == LinkSign::Opposite);
        Some(place)
    }
}
