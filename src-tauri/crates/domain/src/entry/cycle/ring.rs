//! How a ring is read from its links.

use super::{Link, Sign};

/// Holds a closed ring: the nodes in its order, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loop {
    /// An even number of opposite links: it feeds itself.
    Reinforcing {
        /// The order.
        order: Vec<u8>,
    },
    /// An odd number of opposite links: it holds itself back.
    Balancing {
        /// The order.
        order: Vec<u8>,
    },
}

/// Names what keeps nodes from being one ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RingTrouble {
    /// No link leads on from a node; the second is where the way could go.
    Missing {
        /// The node without a way on.
        from: u8,
        /// The node that nothing leads to.
        to: u8,
    },
    /// More than one link leaves a node or reaches it.
    Branches {
        /// The node.
        node: u8,
    },
    /// A link leads from or to a node that is not there.
    Nowhere {
        /// The number of that node, as the link has it.
        node: u8,
    },
    /// A ring has at least two nodes.
    TooFew,
}

/// Reads one ring through all nodes.
///
/// *Source:* Forrester (1961), Sterman (2000): an even number of opposite links makes a loop reinforcing, an
/// odd number balancing.
pub(super) fn read(nodes: usize, links: &[Link]) -> Result<Loop, RingTrouble> {
    let n = u8::try_from(nodes).ok().filter(|n| 2 <= *n).ok_or(RingTrouble::TooFew)?;
    let mut ends = links.iter().flat_map(|link| [link.from, link.to]);
    if let Some(node) = ends.find(|node| !(1..=n).contains(node)) {
        return Err(RingTrouble::Nowhere { node });
    }
    let leaving = |node: u8| links.iter().filter(move |l| l.from == node);
    let reaching = |node: u8| links.iter().filter(move |l| l.to == node);
    for node in 1..=n {
        if 1 < leaving(node).count() || 1 < reaching(node).count() {
            return Err(RingTrouble::Branches { node });
        }
    }
    // At most one link leaves and reaches each node, so the way comes back to its first node or ends: it never turns
    // in on itself halfway.
    let mut order = vec![1];
    loop {
        let last = order[order.len() - 1];
        match leaving(last).next() {
            None => {
                // What nothing leads to, and is not this node unless nothing else is left.
                let unreached = |node: &u8| reaching(*node).next().is_none();
                let to = (1..=n).filter(unreached).find(|node| !order.contains(node)).unwrap_or(1);
                return Err(RingTrouble::Missing { from: last, to });
            }
            Some(link) if link.to == 1 => break,
            Some(link) => order.push(link.to),
        }
    }
    if order.len() < usize::from(n) {
        // A ring closed without some nodes: the way leads on to the first that was left out.
        let left_out = (1..=n).find(|node| !order.contains(node)).unwrap_or(1);
        return Err(RingTrouble::Missing { from: order[order.len() - 1], to: left_out });
    }
    let opposite = links.iter().filter(|l| l.sign == Sign::Opposite).count();
    Ok(if opposite % 2 == 0 { Loop::Reinforcing { order } } else { Loop::Balancing { order } })
}
