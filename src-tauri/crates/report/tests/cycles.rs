//! What the drawing of a cycle shows, on screen and on paper.

#[path = "worked_case/cycles.rs"]
mod cycles;

use cycles::{four_people, pair, vicious, virtuous};
use inward_domain::entry::Sign;
use inward_domain::lexicon::Language;
use inward_report::chart::cycle::{Cycle, CycleKind};
use inward_report::drawing::{Look, Mark, Shape};
use inward_report::{Chart, Ink};

fn with_look(chart: &Chart, look: Look) -> Vec<&Mark> {
    // Signs of the legend say nothing of a node.
    chart.drawing.marks.iter().filter(|mark| mark.look == look && mark.note.is_some()).collect()
}

fn frame_of(chart: &Chart, says: &str) -> (f64, f64) {
    let is_it = |mark: &&Mark| mark.note.as_ref().is_some_and(|note| note.says.starts_with(says));
    let found = chart.drawing.marks.iter().find(is_it).unwrap_or_else(|| panic!("{says} is drawn"));
    let Shape::Rect { x, y, w, h, .. } = found.shape else { panic!("a node is a box") };
    (x + w / 2.0, y + h / 2.0)
}

#[test]
fn places_are_always_the_same() {
    for width in [320.0, 474.0, 900.0] {
        let chart = vicious(width).chart();
        let at = |says: &str| frame_of(&chart, says);
        let half = width / 2.0;
        for layer in ["sees", "story", "feels", "does"] {
            assert!(at(&format!("Me {layer}")).0 < half, "I stand on the left");
            assert!(half < at(&format!("Tatiana {layer}")).0, "the other stands on the right");
        }
        assert!(at("Me sees").1 < at("Me story").1 && at("Me feels").1 < at("Me does").1);
        if 400.0 < width {
            assert!(at("Me story").0 < at("Me sees").0, "story and feelings are outside");
        }
    }
}

#[test]
fn a_guess_is_dashed_and_says_so() {
    let chart = virtuous(474.0).chart();
    let guessed = with_look(&chart, Look::BoxTheirsGuessed);
    assert_eq!(guessed.len(), 1);
    assert_eq!(guessed[0].note.as_ref().unwrap().says, "Tatiana feels: calmer (my guess)");
    assert!(chart.svg(Ink::Screen).contains(">feels · my guess<"), "it is said in the box too");
    assert!(chart.svg(Ink::Black).contains("stroke-dasharray=\"5 4\""), "and seen without colour");
}

#[test]
fn the_break_point_is_only_ever_mine() {
    let mut cycle = vicious(474.0);
    for node in &mut cycle.nodes {
        node.is_break_point = true;
    }
    let chart = cycle.chart();
    assert_eq!(with_look(&chart, Look::BoxBreak).len(), 4, "four nodes are mine");
    assert_eq!(with_look(&chart, Look::BoxTheirs).len(), 4, "hers stay hers");
    assert_eq!(chart.table.rows[4][4], "told by them");
}

#[test]
fn it_says_all_of_it_in_sentences() {
    assert_eq!(
        vicious(474.0).chart().description,
        "Figure of eight, feeds itself. Me: sees no movement; story she resists; feels worry, anger; \
         does check, bypass, restrict, write down (break point). Tatiana: sees he goes behind me (told by them); \
         story he wants to get rid of me (told by them); feels fear (told by them); \
         does shield the team, wait, ask for every step (told by them)."
    );
}

#[test]
fn an_open_ring_shows_which_link_is_missing() {
    let mut cycle = vicious(474.0);
    cycle.links.pop();
    cycle.kind = CycleKind::Open;
    let chart = cycle.chart();
    let says = "Missing: nothing leads from “shield the team, wait, ask for every step” to “no movement”.";
    assert!(chart.description.contains(says), "{}", chart.description);
    assert_eq!(chart.table.rows[7][5], "link missing");
    assert!(chart.drawing.marks.iter().any(|mark| mark.look == Look::LinkMissing));
    let closed = vicious(474.0).chart();
    assert!(!closed.drawing.marks.iter().any(|mark| mark.look == Look::LinkMissing));
}

#[test]
fn signs_and_delays_are_drawn_said_and_listed() {
    let chart = four_people(620.0).chart();
    assert_eq!(chart.table.rows[1][5], "3 (−)");
    assert_eq!(chart.table.rows[5][5], "7 (+, after a while)");
    assert!(chart.description.contains("More of “ask her people directly” leads to less of “two bosses”."));
    assert!(chart.description.contains("From “goes to my boss” to “a quarrel in my area” it takes a while."));
    let grounds = |look| chart.drawing.marks.iter().filter(|mark| mark.look == look).count();
    assert_eq!(grounds(Look::SignStrong), 3, "two links and the legend");
    assert_eq!(grounds(Look::SignGround), 7, "six links and the legend");
}

#[test]
fn more_than_two_people_are_a_ring_with_their_names() {
    let chart = four_people(620.0).chart();
    assert!(chart.description.starts_with("Ring, feeds itself. Me sees: the plan is late; "));
    let svg = chart.svg(Ink::Screen);
    for name in ["Me · sees", "Her team · sees", "Henrik · sees", "Tatiana · feels"] {
        assert!(svg.contains(name), "{name} is in the ring");
    }
}

#[test]
fn before_and_after_have_each_node_at_the_same_place() {
    let chart = pair(1000.0).chart();
    let (before, after): (Vec<_>, Vec<_>) = chart
        .drawing
        .marks
        .iter()
        .filter(|mark| mark.note.is_some())
        .filter_map(|mark| match mark.shape {
            Shape::Rect { x, y, w, h, .. } => Some((x + w / 2.0, y + h / 2.0)),
            _ => None,
        })
        .partition(|(x, _)| *x < 500.0);
    assert_eq!((before.len(), after.len()), (8, 8), "side by side");
    for (a, b) in before.iter().zip(&after) {
        assert!((b.0 - a.0 - 524.0).abs() < 0.1, "{a:?} and {b:?}");
    }
    assert!(
        pair(700.0).chart().drawing.height > 1.5 * chart.drawing.height,
        "one under the other where it is narrow"
    );
    assert_eq!(chart.table.head[0], "Cycle");
    assert_eq!(chart.table.rows.len(), 16);
}

#[test]
fn long_words_are_shortened_in_the_box_and_whole_in_the_table() {
    let mut cycle = vicious(474.0);
    let long = "what I tell myself about it goes on for far longer than any box could ever hold without hiding the rest";
    cycle.nodes[1].text = long.into();
    let chart = cycle.chart();
    assert!(chart.svg(Ink::Screen).contains('…'));
    assert_eq!(chart.table.rows[1][3], long);
}

#[test]
fn a_cycle_without_nodes_says_so() {
    let empty = Cycle { nodes: vec![], links: vec![], ..vicious(474.0) };
    assert_eq!(empty.chart().description, "Nothing is in the cycle yet.");
}

#[test]
fn the_cycle_on_screen() {
    let mut cycle = virtuous(474.0);
    cycle.links[2].sign = Sign::Opposite;
    insta::assert_snapshot!(cycle.chart().svg(Ink::Screen));
}

#[test]
fn the_cycle_on_paper_in_german() {
    let cycle = Cycle { language: Language::De, ..virtuous(474.0) };
    insta::assert_snapshot!(cycle.chart().svg(Ink::Black));
}

#[test]
fn the_ring_on_paper() {
    insta::assert_snapshot!(four_people(620.0).chart().svg(Ink::Print));
}
