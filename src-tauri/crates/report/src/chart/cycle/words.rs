//! What a cycle says in sentences, as a table and in its legend.

use inward_domain::lexicon::say;

use super::boxes::tick;
use super::{Cycle, CycleKind, Known, Link, LinkSign, Node, layer_key};
use crate::chart::DataTable;
use crate::chart::curve::{Curve, sign};
use crate::chart::legend::Sign;
use crate::drawing::{Drawing, Look, Shape};

/// Says what the cycle does to itself.
pub(super) fn kind(cycle: &Cycle) -> String {
    let key = match cycle.kind {
        CycleKind::Reinforcing => "report.cycle_reinforcing",
        CycleKind::Balancing => "report.cycle_balancing",
        CycleKind::Open => "report.cycle_open",
    };
    say(cycle.language, key, &[])
}

/// Says one node in full, such as "Tatiana feels: fear (my guess)".
pub(super) fn node(cycle: &Cycle, node: &Node) -> String {
    let layer = say(cycle.language, layer_key(node.layer), &[]);
    let known = remark(cycle, node);
    let owner = cycle.owner_name(node.owner);
    format!("{owner} {layer}: {}{known}", spoken(&node.text))
}

/// Says in brackets what is special about a node.
fn remark(cycle: &Cycle, node: &Node) -> String {
    let key = match (node.breaks(), node.status) {
        (true, _) => "report.cycle_break",
        (_, Known::Guessed) => "report.cycle_guess",
        (_, Known::Confirmed) => "report.cycle_confirmed",
        (_, Known::Known) => return String::new(),
    };
    format!(" ({})", say(cycle.language, key, &[]))
}

fn spoken(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says the whole in sentences.
pub(super) fn description(cycle: &Cycle) -> String {
    let language = cycle.language;
    if cycle.nodes.is_empty() {
        return say(language, "report.cycle_empty", &[]);
    }
    let shape = if cycle.is_eight() { "report.cycle_shape_eight" } else { "report.cycle_shape_ring" };
    let mut said = vec![say(language, shape, &[("kind", &kind(cycle))])];
    if cycle.is_eight() {
        said.extend([0, 1].map(|owner| side(cycle, owner)));
    } else {
        let all: Vec<_> = cycle.nodes.iter().map(|given| node(cycle, given)).collect();
        said.push(format!("{}.", all.join("; ")));
    }
    let quoted = |at: usize| spoken(&cycle.nodes[at].text);
    let ends = |from: usize, to: usize, key: &str| {
        say(language, key, &[("from", &quoted(from)), ("to", &quoted(to))])
    };
    for (from, to) in cycle.missing_links() {
        said.push(ends(from, to, "report.cycle_lacks"));
    }
    for link in cycle.known_links().filter(|link| link.sign == LinkSign::Opposite) {
        said.push(ends(link.from, link.to, "report.cycle_turns"));
    }
    for link in cycle.known_links().filter(|link| link.is_delayed) {
        said.push(ends(link.from, link.to, "report.cycle_waits"));
    }
    said.join(" ")
}

/// Says everything of one side.
fn side(cycle: &Cycle, owner: usize) -> String {
    let parts = cycle.nodes.iter().filter(|node| node.owner == owner).map(|node| {
        let layer = say(cycle.language, layer_key(node.layer), &[]);
        format!("{layer} {}{}", spoken(&node.text), remark(cycle, node))
    });
    format!("{}: {}.", cycle.owner_name(owner), parts.collect::<Vec<_>>().join("; "))
}

/// Lists the nodes with what they lead to, one cycle after the other.
pub(super) fn table(cycles: &[&Cycle]) -> DataTable {
    let Some(first) = cycles.first() else { return DataTable::default() };
    let head = |key: &str| say(first.language, &format!("report.{key}"), &[]);
    let mut heads =
        ["table_number", "table_whose", "table_layer", "table_words", "table_known", "table_leads"]
            .map(head)
            .to_vec();
    if 1 < cycles.len() {
        heads.insert(0, head("table_cycle"));
    }
    let rows = cycles.iter().flat_map(|cycle| {
        (0..cycle.nodes.len()).map(|at| {
            let mut row = row(cycle, at);
            if 1 < cycles.len() {
                row.insert(0, cycle.title.clone());
            }
            row
        })
    });
    DataTable { head: heads, rows: rows.collect() }
}

fn row(cycle: &Cycle, at: usize) -> Vec<String> {
    let node = &cycle.nodes[at];
    let word = |key: &str| say(cycle.language, key, &[]);
    let mut known = match node.status {
        Known::Known => word("report.cycle_known"),
        Known::Guessed => word("report.cycle_guess"),
        Known::Confirmed => word("report.cycle_confirmed"),
    };
    if node.breaks() {
        known = format!("{known}, {}", word("report.cycle_break"));
    }
    let leads: Vec<_> =
        cycle.known_links().filter(|link| link.from == at).map(|link| lead(cycle, link)).collect();
    let lacks = cycle.missing_links().iter().any(|(from, _)| *from == at);
    let leads = if lacks { word("report.cycle_missing") } else { leads.join(", ") };
    vec![
        (at + 1).to_string(),
        cycle.owner_name(node.owner),
        word(layer_key(node.layer)),
        node.text.clone(),
        known,
        leads,
    ]
}

fn lead(cycle: &Cycle, link: &Link) -> String {
    let sign = if link.sign == LinkSign::Opposite { "−" } else { "+" };
    let later = if link.is_delayed {
        format!(", {}", say(cycle.language, "report.cycle_later", &[]))
    } else {
        String::new()
    };
    format!("{} ({sign}{later})", link.to + 1)
}

/// Lists the signs that occur in any of the cycles.
pub(super) fn signs(cycles: &[&Cycle]) -> Vec<Sign> {
    let Some(first) = cycles.first() else { return Vec::new() };
    let word = |key: &str| say(first.language, key, &[]);
    let any_node = |is: &dyn Fn(&Node) -> bool| cycles.iter().any(|cycle| cycle.nodes.iter().any(is));
    let any_link = |is: &dyn Fn(&Link) -> bool| cycles.iter().any(|cycle| cycle.known_links().any(is));
    let mut signs = Vec::new();
    let frame = |look| (look, Shape::Rect { x: 0.7, y: 0.7, w: 22.6, h: 10.6, r: 4.0 });
    if any_node(&|node| node.status == Known::Confirmed) {
        let marks = vec![frame(Look::BoxTheirs), (Look::Sign, tick(7.5, 10.4))];
        signs.push(Sign::of(marks, 24.0, word("report.cycle_confirmed")));
    }
    if any_node(&|node| node.status == Known::Guessed) {
        signs.push(Sign::of(vec![frame(Look::BoxTheirsGuessed)], 24.0, word("report.cycle_guess")));
    }
    if any_node(&Node::breaks) {
        signs.push(Sign::of(vec![frame(Look::BoxBreak)], 24.0, word("report.cycle_break_mine")));
    }
    for (of, key) in [(LinkSign::Same, "report.cycle_same"), (LinkSign::Opposite, "report.cycle_opposite")] {
        if any_link(&|link| link.sign == of) {
            signs.push(small(|drawing| sign(drawing, (6.5, 6.0), of == LinkSign::Opposite), 13.0, word(key)));
        }
    }
    if any_link(&|link| link.is_delayed) {
        let draw = |drawing: &mut Drawing| {
            let line = Curve::straight((0.0, 6.0), (18.0, 6.0));
            line.draw(drawing, Look::LinkMine);
            line.delay(drawing, 0.5);
        };
        signs.push(small(draw, 18.0, word("report.cycle_later")));
    }
    if cycles.iter().any(|cycle| !cycle.missing_links().is_empty()) {
        let draw =
            |drawing: &mut Drawing| Curve::straight((0.0, 6.0), (18.0, 6.0)).draw(drawing, Look::LinkMissing);
        signs.push(small(draw, 18.0, word("report.cycle_missing")));
    }
    if cycles.iter().any(|cycle| cycle.is_eight()) {
        let draw = |drawing: &mut Drawing| {
            Curve::straight((2.0, 12.0), (12.0, 0.0)).draw(drawing, Look::LinkMine);
            Curve::straight((12.0, 12.0), (2.0, 0.0)).draw(drawing, Look::LinkTheirs);
        };
        signs.push(small(draw, 14.0, word("report.cycle_crosses")));
    }
    signs
}

fn small(draw: impl Fn(&mut Drawing), wide: f64, word: String) -> Sign {
    let mut drawing = Drawing::new(wide, 12.0);
    draw(&mut drawing);
    Sign::of(drawing.marks.into_iter().map(|mark| (mark.look, mark.shape)).collect(), wide, word)
}
