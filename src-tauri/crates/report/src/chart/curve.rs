//! Curves between things, with arrow tips and signs that stand on them.

use crate::drawing::{Drawing, Look, Pen, Shape};

/// Holds a place: from the left, from the top.
pub(crate) type Place = (f64, f64);

/// Holds a curve with two handles; a straight line has its handles on the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Curve(pub(crate) [Place; 4]);

impl Curve {
    /// Makes a straight line.
    pub(crate) fn straight(from: Place, to: Place) -> Curve {
        let part = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        Curve([from, part(1.0 / 3.0), part(2.0 / 3.0), to])
    }

    /// Makes a line that bows to its left side by `bow`, seen from its start.
    pub(crate) fn bowed(from: Place, to: Place, bow: f64) -> Curve {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let length = x.hypot(y).max(1e-6);
        let (across_x, across_y) = (y / length * bow, -x / length * bow);
        let handle = |t: f64| (from.0 + x * t + across_x, from.1 + y * t + across_y);
        Curve([from, handle(0.3), handle(0.7), to])
    }

    /// Returns the place after a part of the way, 0–1.
    pub(crate) fn at(&self, t: f64) -> Place {
        let weights = [(1.0 - t).powi(3), 3.0 * t * (1.0 - t).powi(2), 3.0 * t * t * (1.0 - t), t.powi(3)];
        let sum =
            |part: fn(Place) -> f64| self.0.iter().zip(weights).map(|(at, w)| part(*at) * w).sum::<f64>();
        (sum(|at| at.0), sum(|at| at.1))
    }

    /// Returns the direction at a part of the way, as a step of length 1.
    pub(crate) fn direction(&self, t: f64) -> Place {
        let (before, after) = (self.at((t - 0.01).max(0.0)), self.at((t + 0.01).min(1.0)));
        let (x, y) = (after.0 - before.0, after.1 - before.1);
        let length = x.hypot(y);
        if length < 1e-9 { (1.0, 0.0) } else { (x / length, y / length) }
    }

    /// Returns the length, roughly.
    pub(crate) fn length(&self) -> f64 {
        (1..=16)
            .map(|n| {
                let (a, b) = (self.at(f64::from(n - 1) / 16.0), self.at(f64::from(n) / 16.0));
                (b.0 - a.0).hypot(b.1 - a.1)
            })
            .sum()
    }

    /// Draws the line.
    pub(crate) fn draw(&self, drawing: &mut Drawing, look: Look) {
        let [from, a, b, to] = self.0;
        let steps = vec![Pen::Move(from.0, from.1), Pen::Curve(a.0, a.1, b.0, b.1, to.0, to.1)];
        drawing.add(look, Shape::Path { steps });
    }

    /// Draws the tip of an arrow that ends at a part of the way.
    pub(crate) fn tip(&self, drawing: &mut Drawing, look: Look, t: f64) {
        let (end, along) = (self.at(t), self.direction(t));
        let place = |back: f64, side: f64| {
            (end.0 - along.0 * back - along.1 * side, end.1 - along.1 * back + along.0 * side)
        };
        let (left, notch, right) = (place(10.0, -4.6), place(7.4, 0.0), place(10.0, 4.6));
        let steps = vec![
            Pen::Move(end.0, end.1),
            Pen::Line(left.0, left.1),
            Pen::Line(notch.0, notch.1),
            Pen::Line(right.0, right.1),
            Pen::Close,
        ];
        drawing.add(look, Shape::Path { steps });
    }

    /// Draws two short bars across the line: what follows, follows later.
    pub(crate) fn delay(&self, drawing: &mut Drawing, t: f64) {
        let ((x, y), (dx, dy)) = (self.at(t), self.direction(t));
        let steps = [-2.0, 2.0].into_iter().flat_map(|along| {
            let (x, y) = (x + dx * along, y + dy * along);
            [Pen::Move(x - dy * 5.5, y + dx * 5.5), Pen::Line(x + dy * 5.5, y - dx * 5.5)]
        });
        drawing.add(Look::Sign, Shape::Path { steps: steps.collect() });
    }
}

/// Radius of a sign's ground.
pub(crate) const SIGN: f64 = 6.0;

/// Draws the sign of a link: a plus, or a minus on filled ground because it turns the direction round.
pub(crate) fn sign(drawing: &mut Drawing, (x, y): Place, is_minus: bool) {
    let mut steps = vec![Pen::Move(x - 3.0, y), Pen::Line(x + 3.0, y)];
    if !is_minus {
        steps.extend([Pen::Move(x, y - 3.0), Pen::Line(x, y + 3.0)]);
    }
    let (ground, look) =
        if is_minus { (Look::SignStrong, Look::SignClear) } else { (Look::SignGround, Look::Sign) };
    drawing.add(ground, Shape::Circle { x, y, r: SIGN });
    drawing.add(look, Shape::Path { steps });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_goes_straight() {
        let line = Curve::straight((0.0, 0.0), (30.0, 40.0));
        assert!((line.length() - 50.0).abs() < 1e-6);
        let (x, y) = line.direction(0.5);
        assert!((x - 0.6).abs() < 1e-6 && (y - 0.8).abs() < 1e-6);
    }

    #[test]
    fn a_bow_keeps_its_ends_and_leaves_the_straight_way() {
        let line = Curve::bowed((0.0, 0.0), (100.0, 0.0), 40.0);
        assert_eq!((line.at(0.0), line.at(1.0)), ((0.0, 0.0), (100.0, 0.0)));
        assert!((line.at(0.5).1 + 30.0).abs() < 1e-6, "left of a way to the right is above it");
        assert!(Curve::straight((5.0, 5.0), (5.0, 5.0)).direction(1.0).0.is_finite());
    }
}
