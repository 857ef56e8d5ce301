//! The interaction cycle: what each sees, thinks, feels and does, and how one leads to the next.
//!
//! The ring is read from its links; what breaks it can only be on my side. A
//! cycle runs through me and up to three others, because the way round a
//! person is often part of the pattern.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Around, Entry, Finding, Gap, Term, Worksheet};
use crate::form::{Field, Form, Input};
use crate::ids::{EntryId, PersonId};
use crate::text::{Line, Prose, blank_is_none};

mod ring;

pub use ring::{Loop, RingTrouble};

/// From so many nodes on, merging some is suggested.
pub const NODES_MANY: usize = 12;
/// The most people beside me.
pub const OTHERS_MAX: usize = 3;

/// Names whose node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Mine.
    Me,
    /// The first of the others.
    Other,
    /// The second of the others.
    Second,
    /// The third of the others.
    Third,
}

/// Names which layer of a person a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// What they see.
    Sees,
    /// The story they tell themselves.
    Story,
    /// What they feel.
    Feels,
    /// What they need.
    Needs,
    /// What they do; the only layer others can see.
    Does,
}

impl Layer {
    /// Tells whether it lies inside a person, where nobody else can look.
    pub fn is_inner(self) -> bool {
        matches!(self, Layer::Story | Layer::Feels | Layer::Needs)
    }
}

/// Names how a node is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// I know it: it is mine, or it was seen.
    Known,
    /// I guess it; drawn dashed and printed as "my guess".
    Guessed,
    /// They confirmed it in a conversation.
    Confirmed,
}

/// Names how a link acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// More of the one, more of the other.
    Same,
    /// More of the one, less of the other.
    Opposite,
}

/// Holds one node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Node {
    /// Whose.
    pub owner: Owner,
    /// Which layer.
    pub layer: Layer,
    /// What it is.
    pub text: Line,
    /// How it is known.
    pub status: Known,
}

/// Holds one link between two nodes, counted from 1 as they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// From which node.
    pub from: u8,
    /// To which node.
    pub to: u8,
    /// How it acts.
    pub sign: Sign,
    /// Whether it takes its time.
    #[serde(default)]
    pub delay: Option<bool>,
}

/// Holds a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cycle {
    /// Its name.
    pub name: Line,
    /// Who is in it beside me, in the order of [`Owner`].
    #[serde(default)]
    pub others: Vec<PersonId>,
    /// What sets it off.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub entry_event: Option<Line>,
    /// The nodes.
    #[serde(default)]
    pub nodes: Vec<Node>,
    /// The links.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The node where I break it, counted from 1; mine only.
    #[serde(default)]
    pub break_point: Option<u8>,
    /// What I do there instead.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub new_move: Option<Line>,
    /// What I expect of it.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub expected: Option<Prose>,
    /// The cycle of which this is the virtuous version.
    #[serde(default)]
    pub virtuous_of: Option<EntryId>,
}

impl Cycle {
    /// Reads the ring: reinforcing or balancing, or what keeps it open.
    ///
    /// # Errors
    /// [`RingTrouble`] names the missing link, the node with more than one way on, or a node that is not there.
    pub fn ring(&self) -> Result<Loop, RingTrouble> {
        ring::read(self.nodes.len(), &self.links)
    }

    /// Returns the node where I break it, as an index.
    pub fn break_index(&self) -> Option<usize> {
        self.break_point.and_then(|n| usize::from(n).checked_sub(1)).filter(|i| *i < self.nodes.len())
    }

    /// Makes the virtuous version: the same ring, with my new move at the break point.
    ///
    /// What others would then see, think and do is a guess, whatever it was before.
    pub fn virtuous(&self, of: EntryId) -> Cycle {
        let mut other = Cycle { virtuous_of: Some(of), entry_event: None, ..self.clone() };
        let at = self.break_index();
        for (i, node) in other.nodes.iter_mut().enumerate() {
            if Some(i) == at
                && let Some(new_move) = &self.new_move
            {
                node.text = new_move.clone();
            }
            node.status = if node.owner == Owner::Me { node.status } else { Known::Guessed };
        }
        other
    }

    fn owner_gap(&self) -> Option<Gap> {
        let is_unnamed = |node: &Node| {
            let owner_index = match node.owner {
                Owner::Me => 0,
                Owner::Other => 1,
                Owner::Second => 2,
                Owner::Third => 3,
            };
            1 < owner_index && self.others.len() < owner_index
        };
        let i = self.nodes.iter().position(is_unnamed)?;
        Some(Gap::new(format!("nodes.{i}.owner"), "refusal.cycle_owner"))
    }

    fn inner_gap(&self) -> Option<Gap> {
        let known_inside =
            |node: &Node| node.owner != Owner::Me && node.layer.is_inner() && node.status == Known::Known;
        let i = self.nodes.iter().position(known_inside)?;
        Some(Gap::new(format!("nodes.{i}.status"), "refusal.cycle_inner"))
    }

    fn link_gap(&self) -> Option<Gap> {
        let n = self.nodes.len();
        let there = |node: u8| (1..=n).contains(&usize::from(node));
        self.links.iter().enumerate().find_map(|(i, link)| {
            if !there(link.from) {
                Some(Gap::new(format!("links.{i}.from"), "refusal.cycle_node"))
            } else if !there(link.to) || link.from == link.to {
                Some(Gap::new(format!("links.{i}.to"), "refusal.cycle_node"))
            } else {
                None
            }
        })
    }
}

impl Worksheet for Cycle {
    const FORM: Form = Form {
        kind: "cycle",
        fields: &[
            Field::line("name").required(),
            Field::fact("others", Input::People { most: OTHERS_MAX }),
            Field::fact("entry_event", Input::Line),
            Field::fact(
                "nodes",
                Input::Rows {
                    fields: &[
                        Field::choice("owner", &["me", "other", "second", "third"]).required(),
                        Field::choice("layer", &["sees", "story", "feels", "needs", "does"]).required(),
                        Field::line("text").required(),
                        Field::choice("status", &["known", "guessed", "confirmed"]).required(),
                    ],
                    most: 24,
                },
            ),
            Field::fact(
                "links",
                Input::Rows {
                    fields: &[
                        Field::fact("from", Input::Count).required(),
                        Field::fact("to", Input::Count).required(),
                        Field::choice("sign", &["same", "opposite"]).required(),
                        Field::fact("delay", Input::YesNo),
                    ],
                    most: 32,
                },
            ),
            Field::fact("break_point", Input::Count),
            Field::line("new_move"),
            Field::prose("expected"),
            Field::fact("virtuous_of", Input::Kept),
        ],
    };

    fn gap(&self) -> Option<Gap> {
        let other_side = self.break_index().is_some_and(|i| self.nodes[i].owner != Owner::Me);
        other_side
            .then(|| Gap::new("break_point", "refusal.cycle_other_side"))
            .or_else(|| self.flaw())
            .or_else(|| self.inner_gap())
    }

    /// Names what leads to a step or a person that is not there.
    fn flaw(&self) -> Option<Gap> {
        let nowhere = self.break_point.is_some() && self.break_index().is_none();
        let too_many = OTHERS_MAX < self.others.len();
        nowhere
            .then(|| Gap::new("break_point", "refusal.cycle_node"))
            .or_else(|| too_many.then(|| Gap::new("others", "refusal.cycle_four_people")))
            .or_else(|| self.owner_gap())
            .or_else(|| self.link_gap())
    }

    fn findings(sheets: &[(&Entry, &Self)], _: &Around) -> Vec<Finding> {
        sheets.iter().flat_map(|(entry, cycle)| cycle.said(entry)).collect()
    }
}

impl Cycle {
    fn said(&self, entry: &Entry) -> Vec<Finding> {
        let name = || ("name", Term::Figure(self.name.to_string()));
        let mut found = Vec::new();
        if !self.nodes.is_empty() {
            found.push(match self.ring() {
                Ok(Loop::Reinforcing { .. }) => Finding::new("finding.cycle.reinforcing", vec![name()]),
                Ok(Loop::Balancing { .. }) => Finding::new("finding.cycle.balancing", vec![name()]),
                Err(RingTrouble::Missing { from, to }) => Finding::new(
                    "finding.cycle.open",
                    vec![name(), ("from", usize::from(from).into()), ("to", usize::from(to).into())],
                ),
                Err(RingTrouble::Branches { node }) => {
                    Finding::new("finding.cycle.branches", vec![name(), ("node", usize::from(node).into())])
                }
                Err(RingTrouble::Nowhere { node }) => {
                    Finding::new("finding.cycle.nowhere", vec![name(), ("node", usize::from(node).into())])
                }
                Err(RingTrouble::TooFew) => Finding::new("finding.cycle.too_few", vec![name()]),
            });
        }
        if NODES_MANY < self.nodes.len() {
            found.push(
                Finding::new("finding.cycle.many", vec![name(), ("n", self.nodes.len().into())]).asked_once(),
            );
        }
        found
            .into_iter()
            .map(|f| Finding { id: format!("{}.{}", f.key, entry.id), ..f.about(vec![entry.id]) })
            .collect()
    }
}

#[cfg(test)]
mod tests;
