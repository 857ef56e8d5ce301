//! What two people set off in each other, as a figure of eight; with more people, as a ring.
//!
//! Places are always the same: I stand on the left, the other person on the
//! right; what one sees is at the top, story, feelings and needs are outside,
//! what one does is at the bottom. Only what crosses the middle can be seen by
//! the other. What I guess is dashed and says so; what they told me has a tick;
//! the break point is thick, filled, and only ever mine.
//!
//! Deliberately not here: whether the ring closes and of which kind it is
//! (that is the domain), and how it could go otherwise (that is [`CyclePair`]'s caller).

mod boxes;

mod plan;

mod eight;

mod ring;

mod pair;

mod words;

use inward_domain::entry::{Known, Layer, Sign as LinkSign};
use inward_domain::lexicon::{Language, say};
use serde::{Deserialize, Serialize};

pub use pair::CyclePair;

use super::{Chart, legend};
use crate::drawing::{Anchor, Drawing, Look, TEXT_SIZE};
use crate::fonts::width_of;
use plan::Plan;

/// Holds what a drawing of a cycle shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cycle {
    /// Its name, such as "Control and retreat".
    pub title: String,
    /// A few words beside the name, such as "drawn 23 January"; shown where two cycles stand together.
    pub note: Option<String>,
    /// The language of everything that is not the person's own words.
    pub language: Language,
    /// The width it is drawn for, in units; at least 280.
    pub width: f64,
    /// The people, 1–4, as they are to be named; the first is me.
    pub owners: Vec<String>,
    /// What is seen, thought, felt, needed and done, in the order of the ring.
    pub nodes: Vec<Node>,
    /// What leads to what; one that names no node is left out.
    pub links: Vec<Link>,
    /// Of which kind it is.
    pub kind: CycleKind,
}

/// Holds one place of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Whose it is, as a place in [`Cycle::owners`].
    pub owner: usize,
    /// What kind of thing it is.
    pub layer: Layer,
    /// The person's own words; up to about 60 signs are drawn, the whole text is in the table.
    pub text: String,
    /// How it is known.
    pub status: Known,
    /// Whether I break the cycle here; drawn for a node of mine only.
    pub is_break_point: bool,
}

/// Holds what leads to what, as places in [`Cycle::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Whether more leads to more.
    pub sign: LinkSign,
    /// Whether it takes a while.
    pub is_delayed: bool,
}

/// Tells what a cycle does to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleKind {
    /// It feeds itself.
    Reinforcing,
    /// It holds itself in balance.
    Balancing,
    /// A link is missing.
    Open,
}

/// The narrowest sheet.
const NARROWEST: f64 = 280.0;
/// Height of the line with the names of the two sides.
const NAMES: f64 = 26.0;

impl Cycle {
    /// Draws the cycle.
    pub fn chart(&self) -> Chart {
        let sheet = self.width.max(NARROWEST);
        let plan = self.plan(sheet);
        let mut drawing = Drawing::new(sheet, 0.0);
        let top = self.names(&mut drawing, 0.0, sheet, &words::kind(self));
        plan.draw(self, &mut drawing, 0.0, top);
        let signs = words::signs(&[self]);
        let below = legend::draw(&mut drawing, &signs, 2.0, top + plan.height + 8.0, TEXT_SIZE);
        drawing.height = below + 4.0;
        Chart {
            title: self.title.clone(),
            description: words::description(self),
            table: words::table(&[self]),
            drawing,
        }
    }

    /// Tells whether it is a matter of me and one other person, with a place for each.
    fn is_eight(&self) -> bool {
        self.nodes.iter().all(|node| node.owner <= 1) && self.nodes.iter().any(|node| node.owner == 1)
    }

    fn plan(&self, width: f64) -> Plan {
        if self.is_eight() {
            eight::plan(self, width, eight::bands(self, width))
        } else {
            ring::plan(self, width)
        }
    }

    /// Writes the names above the two halves and `middle` between them; returns the lower edge.
    fn names(&self, drawing: &mut Drawing, x: f64, width: f64, middle: &str) -> f64 {
        let y = 13.0;
        if !self.is_eight() {
            drawing.text(Look::LabelSecond, x + width / 2.0, y, Anchor::Middle, middle);
            return NAMES;
        }
        let (mine, theirs) = eight::names(self, width);
        drawing.text(Look::NameMine, x + 2.0, y, Anchor::Start, &mine);
        drawing.text(Look::NameTheirs, x + width - 2.0, y, Anchor::End, &theirs);
        let taken = width_of(&mine, Look::NameMine).max(width_of(&theirs, Look::NameTheirs));
        if width_of(middle, Look::LabelSecond) + 2.0 * taken + 40.0 <= width {
            drawing.text(Look::LabelSecond, x + width / 2.0, y, Anchor::Middle, middle);
        }
        NAMES
    }

    /// Lists the links between nodes that are there.
    fn known_links(&self) -> impl Iterator<Item = &Link> {
        let is_there = |at: usize| at < self.nodes.len();
        self.links.iter().filter(move |link| is_there(link.from) && is_there(link.to) && link.from != link.to)
    }

    /// Lists the links that an open ring lacks: from each end that leads nowhere to the next loose start.
    fn missing_links(&self) -> Vec<(usize, usize)> {
        if self.kind != CycleKind::Open || self.nodes.len() < 2 {
            return Vec::new();
        }
        let all = 0..self.nodes.len();
        let ends = all.clone().filter(|at| self.known_links().all(|link| link.from != *at));
        let mut starts: Vec<_> = all.filter(|at| self.known_links().all(|link| link.to != *at)).collect();
        let mut missing = Vec::new();
        for end in ends {
            // The nearest loose start after the end, going round.
            let far = |start: usize| (start + self.nodes.len() - end - 1) % self.nodes.len();
            let nearest = (0..starts.len()).filter(|at| starts[*at] != end).min_by_key(|at| far(starts[*at]));
            if let Some(at) = nearest {
                missing.push((end, starts.remove(at)));
            }
        }
        missing
    }

    /// Says whose a node is.
    fn owner_name(&self, owner: usize) -> String {
        let named =
            self.owners.get(owner).map(|name| super::words::label(name)).filter(|name| !name.is_empty());
        named.unwrap_or_else(|| say(self.language, "report.cycle_somebody", &[]))
    }
}

/// Returns the key of the word for a layer: the worksheet's own.
fn layer_key(layer: Layer) -> &'static str {
    match layer {
        Layer::Sees => "entry.cycle.nodes.layer.sees",
        Layer::Story => "entry.cycle.nodes.layer.story",
        Layer::Feels => "entry.cycle.nodes.layer.feels",
        Layer::Needs => "entry.cycle.nodes.layer.needs",
        Layer::Does => "entry.cycle.nodes.layer.does",
    }
}

impl Node {
    /// Tells whether it is drawn as the break point: only what is mine can be.
    fn breaks(&self) -> bool {
        self.is_break_point && self.owner == 0
    }

    fn look(&self) -> Look {
        match (self.breaks(), self.owner == 0, self.status == Known::Guessed) {
            (true, ..) => Look::BoxBreak,
            (_, true, false) => Look::BoxMine,
            (_, true, true) => Look::BoxMineGuessed,
            (_, false, false) => Look::BoxTheirs,
            (_, false, true) => Look::BoxTheirsGuessed,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};
    use crate::drawing::Shape;

    fn any_cycle() -> impl Strategy<Value = Cycle> {
        let layer =
            prop::sample::select(vec![Layer::Sees, Layer::Story, Layer::Feels, Layer::Needs, Layer::Does]);
        let status = prop::sample::select(vec![Known::Known, Known::Guessed, Known::Confirmed]);
        let text =
            prop_oneof![prop::sample::select(HOSTILE.to_vec()).prop_map(String::from), "[a-zäöü ]{0,70}"];
        let node = move |owners: usize| {
            (0..owners, layer.clone(), status.clone(), text.clone(), any::<bool>()).prop_map(
                |(owner, layer, status, text, is_break_point)| Node {
                    owner,
                    layer,
                    text,
                    status,
                    is_break_point,
                },
            )
        };
        let nodes = (1..=4usize).prop_flat_map(move |owners| prop::collection::vec(node(owners), 0..14));
        let links = prop::collection::vec((0..15usize, 0..15usize, any::<bool>(), any::<bool>()), 0..16);
        (nodes, links, 200.0..1000.0, prop::sample::select(vec![Language::En, Language::De])).prop_map(
            |(nodes, links, width, language)| Cycle {
                title: "t".into(),
                note: None,
                language,
                width,
                owners: HOSTILE.map(String::from)[..3].to_vec(),
                nodes,
                links: links
                    .into_iter()
                    .map(|(from, to, same, is_delayed)| Link {
                        from,
                        to,
                        sign: if same { LinkSign::Same } else { LinkSign::Opposite },
                        is_delayed,
                    })
                    .collect(),
                kind: CycleKind::Open,
            },
        )
    }

    fn boxes(chart: &Chart) -> Vec<[f64; 4]> {
        let of_node = |mark: &&crate::drawing::Mark| mark.note.is_some();
        let frame = |mark: &crate::drawing::Mark| match mark.shape {
            Shape::Rect { x, y, w, h, .. } => [x, y, x + w, y + h],
            _ => panic!("a node is a box"),
        };
        chart.drawing.marks.iter().filter(of_node).map(frame).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..Default::default() })]

        #[test]
        fn whatever_it_holds_each_node_has_a_place_of_its_own(cycle in any_cycle()) {
            let chart = cycle.chart();
            assert_readable(&chart);
            let boxes = boxes(&chart);
            prop_assert_eq!(boxes.len(), cycle.nodes.len());
            for (at, a) in boxes.iter().enumerate() {
                for b in &boxes[at + 1..] {
                    let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                    prop_assert!(apart, "{:?} covers {:?}", a, b);
                }
            }
            let both = CyclePair {
                title: "t".into(), language: cycle.language, width: cycle.width, before: cycle.clone(), after: cycle,
            };
            assert_readable(&both.chart());
        }
    }
}
