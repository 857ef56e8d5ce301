//! The marks of a map, from the back to the front: levels, lines, people, words on lines.

use inward_domain::lexicon::say;

use super::layout::{LINE, Layout, ME, Spot, cover};
use super::{Bond, Change, Person, RelationMap, words};
use crate::chart::curve::{Curve, Place, SIGN};
use crate::chart::legend;
use crate::chart::words::label;
use crate::chart::wrap::fitted;
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape, TEXT_SIZE};
use crate::fonts::width_of;

/// Between a circle and the end of a line.
const OFF: f64 = 1.0;
/// The most lines of words on a line.
const MOST_LINES: usize = 2;
/// The widest words on a line.
const WIDEST: f64 = 150.0;

/// Draws all of it.
pub(super) fn drawing(map: &RelationMap, layout: &Layout) -> Drawing {
    let mut drawing = Drawing::new(layout.width, layout.height);
    let mut canvas = Canvas { map, layout, drawing: &mut drawing, taken: Vec::new() };
    canvas.taken.extend(layout.spots.iter().map(Spot::area));
    canvas.taken.push(layout.my_area());
    canvas.levels();
    let ties: Vec<_> = map.known_ties().map(|tie| (canvas.between(tie.from, tie.to), tie)).collect();
    let bonds: Vec<_> = (0..map.people.len()).filter_map(|at| Some((canvas.bond(at)?, at))).collect();
    for (curve, tie) in &ties {
        let look = if tie.change == Some(Change::Ended) { Look::TieEnded } else { Look::TieOthers };
        curve.draw(canvas.drawing, look);
    }
    for (curve, at) in &bonds {
        curve.draw(canvas.drawing, bond_look(&map.people[*at]));
    }
    for spot in &layout.spots {
        canvas.patch(spot);
    }
    for at in 0..map.people.len() {
        canvas.person(at);
    }
    canvas.me();
    for (curve, at) in &bonds {
        let person = &map.people[*at];
        canvas.words(curve, person.words.iter().map(|text| label(text)).collect());
    }
    for (curve, tie) in &ties {
        let change = tie.change.map(|change| say(map.language, change.key(), &[]));
        canvas.words(curve, [label(&tie.words)].into_iter().chain(change).collect());
    }
    let below = legend::draw(&mut drawing, &words::signs(map), 2.0, layout.height + 10.0, TEXT_SIZE);
    drawing.height = below + 4.0;
    drawing
}

/// Returns the look of the line to somebody.
pub(super) fn bond_look(person: &Person) -> Look {
    match (person.change, person.bond) {
        (Some(Change::Ended), _) => Look::TieEnded,
        (_, Bond::Practice) => Look::TiePractice,
        (_, Bond::Ideas) => Look::TieIdeas,
        (_, Bond::Contact | Bond::None) => Look::TieContact,
    }
}

struct Canvas<'a> {
    map: &'a RelationMap,
    layout: &'a Layout,
    drawing: &'a mut Drawing,
    /// What no further words may cover.
    taken: Vec<[f64; 4]>,
}

impl Canvas<'_> {
    /// Draws a dotted line between two levels and names both at its left end.
    fn levels(&mut self) {
        let bands = &self.layout.bands;
        if bands.len() < 2 {
            return;
        }
        for pair in bands.windows(2) {
            let y = (pair[0].2 + pair[1].1) / 2.0;
            self.drawing.line(Look::Divider, (0.0, y), (self.layout.width, y));
            for (level, base) in [(pair[0].0, y - 7.0), (pair[1].0, y + 16.0)] {
                let name = say(self.map.language, level.key(), &[]);
                self.taken.push([0.0, base - 10.0, width_of(&name, Look::Label) + 6.0, base + 3.0]);
                self.drawing.text(Look::Label, 0.0, base, Anchor::Start, &name);
            }
        }
    }

    /// Returns the straight line from me to somebody.
    fn bond(&self, at: usize) -> Option<Curve> {
        let (person, spot) = (&self.map.people[at], &self.layout.spots[at]);
        if person.bond == Bond::None {
            return None;
        }
        let (from, to) = between_circles(self.layout.me, ME, (spot.x, spot.y), spot.r);
        Some(Curve::straight(from, to))
    }

    /// Returns the curve between two others; it bows away from me.
    fn between(&self, from: usize, to: usize) -> Curve {
        let (a, b) = (&self.layout.spots[from], &self.layout.spots[to]);
        let (start, end) = between_circles((a.x, a.y), a.r, (b.x, b.y), b.r);
        let bow = ((end.0 - start.0).hypot(end.1 - start.1) * 0.2).clamp(12.0, 56.0);
        let far = |curve: &Curve| {
            let (x, y) = curve.at(0.5);
            (x - self.layout.me.0).hypot(y - self.layout.me.1)
        };
        let (one, other) = (Curve::bowed(start, end, bow), Curve::bowed(start, end, -bow));
        if far(&one) < far(&other) { other } else { one }
    }

    /// Clears the ground behind the lines of a name, so that no tie strikes it through.
    fn patch(&mut self, spot: &Spot) {
        for (text, base) in lines(spot) {
            let wide = width_of(&text.1, text.0) + 6.0;
            self.drawing.patch(spot.x - wide / 2.0, base - 11.0, wide, LINE);
        }
    }

    fn person(&mut self, at: usize) {
        let (person, spot) = (&self.map.people[at], &self.layout.spots[at]);
        let look = match (person.change, person.bond) {
            (Some(Change::Ended), _) => Look::BoxEnded,
            (_, Bond::Practice | Bond::Ideas) => Look::BoxTheirs,
            (_, Bond::Contact | Bond::None) => Look::BoxPlain,
        };
        let note = Note { says: words::person(self.map, person), on: None, value: Some(at as f64) };
        self.drawing.add_noted(look, Shape::Circle { x: spot.x, y: spot.y, r: spot.r }, note);
        self.drawing.text(Look::Name, spot.x, spot.y + 4.5, Anchor::Middle, &initial(&person.name));
        for ((look, text), base) in lines(spot) {
            self.drawing.text(*look, spot.x, base, Anchor::Middle, text);
        }
        if let Some(change) = person.change {
            let off = spot.r * 0.71;
            changed(self.drawing, (spot.x + off, spot.y - off), change);
        }
    }

    fn me(&mut self) {
        let (x, y) = self.layout.me;
        self.drawing.add(Look::Fill, Shape::Circle { x, y, r: ME });
        let name = fitted(&label(&self.map.me), Look::NameClear, 2.0 * ME - 12.0);
        self.drawing.text(Look::NameClear, x, y + 4.5, Anchor::Middle, &name);
    }

    /// Writes words on a line, at the first place along it where they cover nothing.
    fn words(&mut self, curve: &Curve, texts: Vec<String>) {
        let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).take(MOST_LINES).collect();
        let look = |at: usize| if at == 0 { Look::LabelSecond } else { Look::Label };
        let texts: Vec<_> =
            texts.iter().enumerate().map(|(at, text)| fitted(text, look(at), WIDEST)).collect();
        let wide = texts.iter().map(|text| width_of(text, Look::LabelSecond)).fold(0.0, f64::max) + 10.0;
        let high = texts.len() as f64 * 14.0 + 6.0;
        let area = |t: f64| {
            let (x, y) = curve.at(t);
            [x - wide / 2.0, y - high / 2.0, x + wide / 2.0, y + high / 2.0]
        };
        let is_free = |area: &[f64; 4]| {
            0.0 <= area[0]
                && area[2] <= self.layout.width
                && self.taken.iter().all(|other| !cover(area, other, 1.0))
        };
        let tries = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75];
        let Some(area) = tries.into_iter().map(area).find(is_free).filter(|_| !texts.is_empty()) else {
            return;
        };
        self.drawing.add(Look::Patch, Shape::Rect { x: area[0], y: area[1], w: wide, h: high, r: 6.0 });
        for (at, text) in texts.iter().enumerate() {
            let base = area[1] + 14.0 * (at + 1) as f64;
            self.drawing.text(look(at), (area[0] + area[2]) / 2.0, base, Anchor::Middle, text);
        }
        self.taken.push(area);
    }
}

/// Draws the sign of a change: a filled plus, a cross on clear ground, or a wedge that points to more or to less.
pub(super) fn changed(drawing: &mut Drawing, (x, y): Place, change: Change) {
    let stroke = |ends: &[(f64, f64)]| {
        ends.chunks(2)
            .flat_map(|pair| {
                [Pen::Move(x + pair[0].0, y + pair[0].1), Pen::Line(x + pair[1].0, y + pair[1].1)]
            })
            .collect::<Vec<_>>()
    };
    let wedge = |up: f64| stroke(&[(-3.2, 1.6 * up), (0.0, -1.6 * up), (0.0, -1.6 * up), (3.2, 1.6 * up)]);
    let (ground, look, steps) = match change {
        Change::New => {
            (Look::SignStrong, Look::SignClear, stroke(&[(-3.0, 0.0), (3.0, 0.0), (0.0, -3.0), (0.0, 3.0)]))
        }
        Change::Ended => {
            (Look::SignGround, Look::Sign, stroke(&[(-2.4, -2.4), (2.4, 2.4), (-2.4, 2.4), (2.4, -2.4)]))
        }
        Change::Higher => (Look::SignStrong, Look::SignClear, wedge(1.0)),
        Change::Lower => (Look::SignGround, Look::Sign, wedge(-1.0)),
    };
    drawing.add(ground, Shape::Circle { x, y, r: SIGN });
    drawing.add(look, Shape::Path { steps });
}

/// Lists the lines of a name with their base lines.
fn lines(spot: &Spot) -> Vec<(&(Look, String), f64)> {
    let first = if spot.is_named_above {
        spot.y - spot.r - 8.0 - (spot.lines.len() as f64 - 1.0) * LINE
    } else {
        spot.y + spot.r + LINE
    };
    spot.lines.iter().enumerate().map(|(at, line)| (line, first + at as f64 * LINE)).collect()
}

/// Returns the ends of a straight line between two circles.
fn between_circles(a: Place, a_r: f64, b: Place, b_r: f64) -> (Place, Place) {
    let (x, y) = (b.0 - a.0, b.1 - a.1);
    let length = x.hypot(y).max(1e-6);
    let along = |from: Place, by: f64| (from.0 + x / length * by, from.1 + y / length * by);
    (along(a, (a_r + OFF).min(length / 2.0)), along(b, -(b_r + OFF).min(length / 2.0)))
}

/// Returns the first letter of a name.
fn initial(name: &str) -> String {
    name.chars()
        .find(|sign| sign.is_alphanumeric())
        .map(|sign| sign.to_uppercase().to_string())
        .unwrap_or_default()
}
