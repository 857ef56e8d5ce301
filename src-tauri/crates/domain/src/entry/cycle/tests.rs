use super::*;
use crate::entry::tests::{around, entries_of};
use crate::lexicon::Language;
use Known::{Confirmed, Guessed, Known as Seen};
use Layer::{Does, Feels, Sees, Story};
use Owner::{Me, Other};
use Sign::{Opposite, Same};
use rstest::rstest;

fn node(owner: Owner, layer: Layer, text: &str, status: Known) -> Node {
    Node { owner, layer, text: Line::new(text).expect("text"), status }
}

fn link(from: u8, to: u8, sign: Sign) -> Link {
    Link { from, to, sign, delay: None }
}

/// The ring of the worked case: control and retreat.
fn control_and_retreat() -> Cycle {
    Cycle {
        name: Line::new("Control and retreat").expect("text"),
        others: vec!["00000000-0000-7000-8000-000000000001".parse().expect("an id")],
        entry_event: None,
        nodes: vec![
            node(Me, Sees, "no movement", Seen),
            node(Me, Story, "she resists", Seen),
            node(Me, Feels, "worry, anger", Seen),
            node(Me, Does, "check, bypass, restrict, write down", Seen),
            node(Other, Sees, "he goes behind me", Confirmed),
            node(Other, Story, "he wants to get rid of me", Confirmed),
            node(Other, Feels, "fear", Confirmed),
            node(Other, Does, "shield the team, wait, ask for every step", Confirmed),
        ],
        links: (1..=8).map(|i| link(i, i % 8 + 1, Same)).collect(),
        break_point: Some(4),
        new_move: Some(Line::new("ask and agree each morning").expect("text")),
        expected: None,
        virtuous_of: None,
    }
}

fn said(cycle: &Cycle) -> Vec<String> {
    let entries = entries_of(std::slice::from_ref(cycle));
    Cycle::findings(&[(&entries[0], cycle)], &around()).iter().map(|f| f.say(Language::En)).collect()
}

#[test]
fn the_worked_case_is_a_reinforcing_ring_with_its_break_point_on_my_side() {
    let cycle = control_and_retreat();
    assert_eq!(cycle.gap(), None);
    assert_eq!(cycle.ring(), Ok(Loop::Reinforcing { order: (1..=8).collect() }));
    assert_eq!(said(&cycle), ["Control and retreat feeds itself (reinforcing)."]);
}

#[rstest]
#[case::two_opposite_links(&[7, 8], true)]
#[case::one_opposite_link(&[3], false)]
#[case::all_opposite(&[1, 2, 3, 4, 5, 6, 7, 8], true)]
fn an_even_number_of_opposite_links_makes_it_reinforcing(#[case] opposite: &[u8], #[case] reinforcing: bool) {
    let mut cycle = control_and_retreat();
    for link in &mut cycle.links {
        if opposite.contains(&link.from) {
            link.sign = Opposite;
        }
    }
    assert_eq!(matches!(cycle.ring(), Ok(Loop::Reinforcing { .. })), reinforcing);
}

#[rstest]
#[case::the_last_link(8, "Control and retreat is open: no link leads from 8 to 1.")]
#[case::one_in_the_middle(4, "Control and retreat is open: no link leads from 4 to 5.")]
fn a_missing_link_is_named(#[case] from: u8, #[case] sentence: &str) {
    let mut cycle = control_and_retreat();
    cycle.links.retain(|l| l.from != from);
    assert_eq!(said(&cycle), [sentence]);
}

#[test]
fn a_node_with_two_ways_on_and_a_smaller_ring_are_not_one_ring() {
    let mut cycle = control_and_retreat();
    cycle.links.push(link(4, 1, Same));
    assert_eq!(cycle.ring(), Err(RingTrouble::Branches { node: 1 }));
    let mut small = control_and_retreat();
    small.links = vec![link(1, 2, Same), link(2, 1, Same)];
    assert_eq!(small.ring(), Err(RingTrouble::Missing { from: 2, to: 3 }));
    small.links = vec![link(1, 2, Same), link(2, 3, Same), link(3, 4, Same), link(4, 2, Same)];
    assert!(small.ring().is_err(), "a way that turns back on itself ends");
    let empty = Cycle { nodes: Vec::new(), links: Vec::new(), ..control_and_retreat() };
    assert!(said(&empty).is_empty(), "a cycle that has not begun says nothing");
}

#[rstest]
#[case::from_the_first_to_nowhere(&[(1, 9), (9, 9)], 9)]
#[case::beside_a_ring(&[(1, 2), (2, 1), (3, 0)], 0)]
#[case::beyond_all_counting(&[(255, 1)], 255)]
fn a_link_to_a_node_that_is_not_there_is_trouble_and_never_a_way_without_end(
    #[case] ends: &[(u8, u8)],
    #[case] node: u8,
) {
    let mut cycle = control_and_retreat();
    cycle.links = ends.iter().map(|(from, to)| link(*from, *to, Same)).collect();
    assert_eq!(cycle.ring(), Err(RingTrouble::Nowhere { node }));
    assert_eq!(
        said(&cycle),
        [format!("Control and retreat has a link with step {node}, which is not there.")]
    );
    assert!(cycle.flaw().is_some(), "no file brings it");
}

#[rstest]
#[case::on_their_side(6, "refusal.cycle_other_side")]
#[case::nowhere(9, "refusal.cycle_node")]
#[case::before_the_first(0, "refusal.cycle_node")]
fn a_break_point_is_one_of_my_nodes(#[case] at: u8, #[case] key: &str) {
    let cycle = Cycle { break_point: Some(at), ..control_and_retreat() };
    assert_eq!(cycle.gap().map(|g| g.key), Some(key));
}

#[test]
fn what_is_inside_another_is_guessed_until_they_confirm_it() {
    let mut cycle = control_and_retreat();
    cycle.nodes[6].status = Seen;
    assert_eq!(
        cycle.gap().map(|g| (g.field, g.key)),
        Some(("nodes.6.status".to_owned(), "refusal.cycle_inner"))
    );
    cycle.nodes[6].status = Guessed;
    assert_eq!(cycle.gap(), None);
}

#[test]
fn a_third_person_has_to_be_named_before_a_node_is_theirs() {
    let mut cycle = control_and_retreat();
    cycle.nodes[4].owner = Owner::Second;
    assert_eq!(cycle.gap().map(|g| g.key), Some("refusal.cycle_owner"));
    cycle.others.push("00000000-0000-7000-8000-000000000002".parse().expect("an id"));
    assert_eq!(cycle.gap(), None, "a cycle may run through up to four people");
}

#[test]
fn the_virtuous_version_starts_with_my_new_move_and_guesses_the_rest() {
    let of: EntryId = "00000000-0000-7000-8000-000000000009".parse().expect("an id");
    let other = control_and_retreat().virtuous(of);
    assert_eq!(other.nodes[3].text.as_str(), "ask and agree each morning");
    assert!(
        other.nodes[4..].iter().all(|n| n.status == Guessed),
        "nobody has confirmed what has not happened"
    );
    assert!(other.nodes[..4].iter().all(|n| n.status == Seen));
    assert_eq!(other.virtuous_of, Some(of));
    assert!(matches!(other.ring(), Ok(Loop::Reinforcing { .. })));
}

#[test]
fn more_than_twelve_nodes_ask_to_be_merged() {
    let mut cycle = control_and_retreat();
    while cycle.nodes.len() < 13 {
        cycle.nodes.push(node(Me, Does, "more", Seen));
    }
    cycle.links = (1..=13).map(|i| link(i, i % 13 + 1, Same)).collect();
    assert_eq!(said(&cycle)[1], "Control and retreat has 13 steps. Some of them may be one.");
}
