//! Where everybody stands: each level in a band of its own, nobody on somebody else.

use super::{Bond, Level, Person, RelationMap};
use crate::chart::words::label;
use crate::chart::wrap::fitted;
use crate::drawing::Look;
use crate::fonts::width_of;

/// The narrowest sheet.
const NARROWEST: f64 = 300.0;
/// The least width that somebody takes with their name.
const CELL: f64 = 104.0;
/// Between two levels, where the words of the lines stand.
const BETWEEN: f64 = 66.0;
/// Between two rows of a level.
const ROW_GAP: f64 = 18.0;
/// Radius of my circle.
pub(super) const ME: f64 = 31.0;
/// From one line of a name to the next.
pub(super) const LINE: f64 = 15.0;

/// Holds where somebody stands and which lines say who it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// Middle of the circle from the left.
    pub(super) x: f64,
    /// Middle of the circle from the top.
    pub(super) y: f64,
    /// Radius of the circle.
    pub(super) r: f64,
    /// Name, role and change, each with its look.
    pub(super) lines: Vec<(Look, String)>,
    /// Whether the lines stand above the circle; below it otherwise.
    pub(super) is_named_above: bool,
}

impl Spot {
    fn names(&self) -> f64 {
        self.lines.len() as f64 * LINE + 4.0
    }

    /// Returns the left, upper, right and lower edge of circle and lines.
    pub(super) fn area(&self) -> [f64; 4] {
        let text = self.lines.iter().map(|(look, text)| width_of(text, *look)).fold(0.0, f64::max);
        let half = self.r.max(text / 2.0);
        let (above, below) = if self.is_named_above { (self.names(), 0.0) } else { (0.0, self.names()) };
        [self.x - half, self.y - self.r - above, self.x + half, self.y + self.r + below]
    }
}

/// Holds the map's places.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    /// My place.
    pub(super) me: (f64, f64),
    /// One a person.
    pub(super) spots: Vec<Spot>,
    /// The levels that are there, with their upper and lower edge.
    pub(super) bands: Vec<(Level, f64, f64)>,
}

impl Layout {
    /// Finds a place for everybody.
    pub(super) fn of(map: &RelationMap) -> Layout {
        let wished = Layout::arranged(map, true);
        // Wishes that leave no room for somebody are not kept.
        if wished.is_clear() { wished } else { Layout::arranged(map, false) }
    }

    fn arranged(map: &RelationMap, keeps_places: bool) -> Layout {
        let width = map.width.max(NARROWEST);
        let cells = Cells::of(width);
        let spots = map.people.iter().map(|person| spot(map, person, cells.width - 8.0)).collect();
        let mut layout = Layout { width, height: 0.0, me: (width / 2.0, 0.0), spots, bands: Vec::new() };
        let mut y = 2.0;
        for level in Level::ALL {
            let people: Vec<_> = (0..map.people.len()).filter(|at| map.people[*at].level == level).collect();
            let row = Row::of(people.iter().map(|at| &layout.spots[*at]));
            let below = match level {
                Level::Beside => layout.beside(&people, y, &row, &cells),
                _ if people.is_empty() => continue,
                Level::Above | Level::Team => layout.rows(&people, y, &row, &cells),
            };
            layout.bands.push((level, y, below));
            y = below + BETWEEN;
        }
        layout.height = y - BETWEEN + 2.0;
        if keeps_places {
            layout.keep_places(map);
        }
        layout
    }

    /// Fills row after row; every other row stands between the people of the one before.
    fn rows(&mut self, people: &[usize], top: f64, tall: &Row, cells: &Cells) -> f64 {
        let mut left = people;
        let mut y = top;
        let mut is_shifted = false;
        while !left.is_empty() {
            let most = if is_shifted { (cells.count - 1).max(1) } else { cells.count };
            let rows = left.len().div_ceil(most);
            let (row, rest) = left.split_at(left.len().div_ceil(rows));
            let step = (self.width / row.len() as f64).min(self.width * 0.5);
            let first = self.width / 2.0 - step * (row.len() - 1) as f64 / 2.0;
            for (at, person) in row.iter().enumerate() {
                let spot = &mut self.spots[*person];
                spot.x = first + step * at as f64;
                spot.y = tall.middle(y, spot);
            }
            (left, y, is_shifted) = (rest, y + tall.height() + ROW_GAP, !is_shifted);
        }
        y - ROW_GAP
    }

    /// Fills both sides of me, from the middle outwards where one column is not enough.
    fn beside(&mut self, people: &[usize], top: f64, tall: &Row, cells: &Cells) -> f64 {
        let rows = people.len().div_ceil(2).min(3).max(people.len().div_ceil(2 * cells.beside)).max(1);
        let columns = people.len().div_ceil(2 * rows).max(1);
        let room = self.width / 2.0 - ME - 12.0;
        let wide = room / columns as f64;
        let row_height = tall.height() + ROW_GAP;
        let height = rows as f64 * row_height - ROW_GAP;
        for (at, person) in people.iter().enumerate() {
            let (column, within) = (at / (2 * rows), at % (2 * rows));
            let (row, is_right) = (within / 2, within % 2 == 1);
            // Columns are counted from the edge, so that a single one stands well away from me.
            let off = ((column as f64 + 0.42) * wide).max(cells.width / 2.0);
            let spot = &mut self.spots[*person];
            spot.x = if is_right { self.width - off } else { off };
            spot.y = tall.middle(top + row as f64 * row_height, spot);
        }
        // Level with the circles, whose names hang below them.
        self.me.1 = top + ((height - tall.names) / 2.0).max(ME);
        top + height.max(2.0 * ME)
    }

    /// Moves those with a place of their own to it, or as near to it as there is room.
    fn keep_places(&mut self, map: &RelationMap) {
        let wishes: Vec<_> = map
            .people
            .iter()
            .enumerate()
            .filter_map(|(at, person)| {
                let (x, y) = person.place.filter(|(x, y)| x.is_finite() && y.is_finite())?;
                Some((at, (x.clamp(0.0, 1.0) * self.width, y.clamp(0.0, 1.0) * self.height)))
            })
            .collect();
        let mut settled: Vec<[f64; 4]> = vec![self.my_area()];
        let is_free = |at: &usize| !wishes.iter().any(|(wishing, _)| wishing == at);
        let others: Vec<_> = (0..self.spots.len()).filter(is_free).collect();
        for (at, wish) in &wishes {
            settled.push(self.settle(*at, *wish, &settled, map.people[*at].level));
        }
        for at in others {
            let here = (self.spots[at].x, self.spots[at].y);
            settled.push(self.settle(at, here, &settled, map.people[at].level));
        }
    }

    /// Looks for the free place that is nearest to the wish; stays if there is none.
    fn settle(&mut self, at: usize, wish: (f64, f64), settled: &[[f64; 4]], level: Level) -> [f64; 4] {
        const STEP: f64 = 10.0;
        let (_, top, bottom) =
            *self.bands.iter().find(|(band, ..)| *band == level).expect("BUG: everybody's level has a band");
        let spot = &mut self.spots[at];
        let [left, upper, right, lower] = spot.area();
        let (to_left, to_top) = (spot.x - left, spot.y - upper);
        let (xs, ys) = ((to_left, self.width - (right - spot.x)), (top + to_top, bottom - (lower - spot.y)));
        let clamped = |value: f64, (from, to): (f64, f64)| value.clamp(from, to.max(from));
        let wish = (clamped(wish.0, xs), clamped(wish.1, ys));
        let is_free = |(x, y): &(f64, f64)| {
            let area = [x - to_left, y - to_top, x - to_left + right - left, y - to_top + lower - upper];
            settled.iter().all(|other| !cover(&area, other, 4.0))
        };
        let steps = |(from, to): (f64, f64)| {
            (0..=((to - from).max(0.0) / STEP) as usize).map(move |n| from + n as f64 * STEP)
        };
        let far = |(x, y): &(f64, f64)| (x - wish.0).hypot(y - wish.1);
        let nearest = || {
            let places = steps(ys).flat_map(|y| steps(xs).map(move |x| (x, y)));
            places.filter(is_free).min_by(|a, b| far(a).total_cmp(&far(b)))
        };
        let free = Some(wish).filter(is_free).or_else(nearest);
        (spot.x, spot.y) = free.unwrap_or((spot.x, spot.y));
        spot.area()
    }

    pub(super) fn my_area(&self) -> [f64; 4] {
        let (x, y) = self.me;
        [x - ME, y - ME, x + ME, y + ME]
    }

    /// Tells whether nobody covers anybody.
    fn is_clear(&self) -> bool {
        let areas: Vec<_> = self.spots.iter().map(Spot::area).chain([self.my_area()]).collect();
        areas.iter().enumerate().all(|(at, a)| areas[at + 1..].iter().all(|b| !cover(a, b, 1.0)))
    }
}

/// Tells whether two areas come nearer than `room`.
pub(super) fn cover(a: &[f64; 4], b: &[f64; 4], room: f64) -> bool {
    a[0] < b[2] + room && b[0] < a[2] + room && a[1] < b[3] + room && b[1] < a[3] + room
}

/// Holds what a row of a level is measured by, so that circles stand on one line.
struct Row {
    r: f64,
    names: f64,
}

impl Row {
    fn of<'a>(spots: impl Iterator<Item = &'a Spot> + Clone) -> Row {
        let r = spots.clone().map(|spot| spot.r).fold(0.0, f64::max);
        Row { r: r.max(ME - 4.0), names: spots.map(Spot::names).fold(0.0, f64::max) }
    }

    fn height(&self) -> f64 {
        2.0 * self.r + self.names
    }

    /// Returns the middle of a circle in a row that begins at `top`.
    fn middle(&self, top: f64, spot: &Spot) -> f64 {
        top + self.r + if spot.is_named_above { self.names } else { 0.0 }
    }
}

/// Holds how many people fit beside each other.
struct Cells {
    width: f64,
    count: usize,
    /// How many fit on each side of me.
    beside: usize,
}

impl Cells {
    fn of(width: f64) -> Cells {
        let count = ((width / CELL).floor() as usize).max(2);
        let room = width / 2.0 - ME - 12.0;
        let beside = ((room / CELL).floor() as usize).max(1);
        Cells { width: (width / count as f64).min(room / beside as f64).min(150.0), count, beside }
    }
}

fn spot(map: &RelationMap, person: &Person, room: f64) -> Spot {
    let mut lines = vec![(Look::Name, fitted(&label(&person.name), Look::Name, room))];
    lines.push((Look::Label, fitted(&label(&person.role), Look::Label, room)));
    let change = person.change.map(|change| inward_domain::lexicon::say(map.language, change.key(), &[]));
    lines.extend(change.map(|word| (Look::LabelStrong, fitted(&word, Look::LabelStrong, room))));
    lines.retain(|(_, text)| !text.is_empty());
    let r = if person.bond == Bond::Practice { 28.0 } else { 23.0 };
    Spot { x: 0.0, y: 0.0, r, lines, is_named_above: person.level == Level::Above }
}
