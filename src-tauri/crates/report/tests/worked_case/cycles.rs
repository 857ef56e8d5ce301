//! The cycle of the worked case, before and after, as a chart takes it.
#![allow(dead_code)] // each test and example takes the parts it needs

use inward_domain::entry::{Known, Layer, Sign};
use inward_domain::lexicon::Language;
use inward_report::chart::cycle::{Cycle, CycleKind, CyclePair, Link, Node};

const LAYERS: [Layer; 4] = [Layer::Sees, Layer::Story, Layer::Feels, Layer::Does];

/// Returns a ring of nodes of which each leads to the next with the same sign.
pub fn ring(nodes: &[Node]) -> Vec<Link> {
    let to = |from: usize| (from + 1) % nodes.len();
    (0..nodes.len()).map(|from| Link { from, to: to(from), sign: Sign::Same, is_delayed: false }).collect()
}

fn two_sided(title: &str, note: &str, width: f64, texts: [&str; 8], statuses: [Known; 8]) -> Cycle {
    let nodes: Vec<_> = (0..8)
        .map(|at| Node {
            owner: at / 4,
            layer: LAYERS[at % 4],
            text: texts[at].into(),
            status: statuses[at],
            is_break_point: at == 3,
        })
        .collect();
    Cycle {
        title: title.into(),
        note: Some(note.into()),
        language: Language::En,
        width,
        owners: vec!["Me".into(), "Tatiana".into()],
        links: ring(&nodes),
        nodes,
        kind: CycleKind::Reinforcing,
    }
}

/// Returns "Control and retreat".
pub fn vicious(width: f64) -> Cycle {
    use self::Known::{Confirmed, Known};
    two_sided(
        "Control and retreat",
        "How it was, drawn 23 January",
        width,
        [
            "no movement",
            "she resists",
            "worry, anger",
            "check, bypass, restrict, write down",
            "he goes behind me",
            "he wants to get rid of me",
            "fear",
            "shield the team, wait, ask for every step",
        ],
        [Known, Known, Known, Known, Confirmed, Confirmed, Confirmed, Confirmed],
    )
}

/// Returns "Ask and agree each morning".
pub fn virtuous(width: f64) -> Cycle {
    use self::Known::{Confirmed, Guessed, Known};
    two_sided(
        "Ask and agree each morning",
        "How it is now, checked 27 March",
        width,
        [
            "movement",
            "she carries it",
            "relief",
            "short daily talk",
            "he has time for me",
            "I am trusted",
            "calmer",
            "decides and reports",
        ],
        [Known, Known, Known, Known, Confirmed, Confirmed, Guessed, Confirmed],
    )
}

/// Returns both.
pub fn pair(width: f64) -> CyclePair {
    CyclePair {
        title: "The cycle between us".into(),
        language: Language::En,
        width,
        before: vicious(width),
        after: virtuous(width),
    }
}

/// Returns a cycle through four people, with one link that turns the direction round and one delay.
pub fn four_people(width: f64) -> Cycle {
    let node = |owner, layer, text: &str, status| Node {
        owner,
        layer,
        text: text.into(),
        status,
        is_break_point: owner == 0 && layer == Layer::Does,
    };
    use self::Known::{Confirmed, Guessed, Known};
    let nodes = vec![
        node(0, Layer::Sees, "the plan is late", Known),
        node(0, Layer::Does, "ask her people directly", Known),
        node(2, Layer::Sees, "two bosses", Guessed),
        node(2, Layer::Does, "wait for both", Guessed),
        node(1, Layer::Feels, "passed over", Confirmed),
        node(1, Layer::Does, "goes to my boss", Confirmed),
        node(3, Layer::Sees, "a quarrel in my area", Guessed),
        node(3, Layer::Does, "asks me for more reports", Known),
    ];
    let mut links = ring(&nodes);
    links[1].sign = Sign::Opposite;
    links[2].sign = Sign::Opposite;
    links[5].is_delayed = true;
    Cycle {
        title: "The way round her".into(),
        note: None,
        language: Language::En,
        width,
        owners: vec!["Me".into(), "Tatiana".into(), "Her team".into(), "Henrik".into()],
        nodes,
        links,
        kind: CycleKind::Reinforcing,
    }
}
