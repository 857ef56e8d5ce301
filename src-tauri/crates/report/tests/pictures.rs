//! The map, the work together, a belief, day pairs and the log: what they show and how they are written.

#[path = "worked_case/others.rs"]
mod others;
#[path = "worked_case/people.rs"]
mod people;

use inward_domain::lexicon::Language;
use inward_report::Ink;
use inward_report::chart::belief::Belief;
use inward_report::chart::map::{Bond, RelationMap};
use inward_report::drawing::{Look, Shape};

#[test]
fn the_work_together_says_all_it_shows() {
    let chart = others::relationship(560.0).chart();
    assert_eq!(
        chart.description,
        "From week 1 to week 12: 3, 3, 3, 5, 5, 5.5, 6, 6, none, 6, 7, 8. Week 3: 22 Jan talk. \
         Week 5: 2 Feb daily check-in. Week 10: plan changed. Not counted: leave, week 9 to week 9. \
         Interruptions a day, fewer is better: 9, 9, 8, 7, 6, 5, 4, 4, none, 4, 3, 3. Her pulse, 0–16: 3, none, 9, none, 12."
    );
    let head = ["Day", "Value", "Interruptions a day, fewer is better", "Her pulse, 0–16", "Event"];
    assert_eq!(chart.table.head, head);
}

#[test]
fn height_is_the_working_relation() {
    for map in [people::five(600.0), people::many(680.0), people::many(340.0)] {
        let places = map.places();
        let of =
            |level| map.people.iter().zip(&places).filter(move |(p, _)| p.level == level).map(|(_, at)| at.1);
        use inward_report::chart::map::Level::{Above, Beside, Team};
        assert!(of(Above).fold(0.0, f64::max) < of(Beside).fold(1.0, f64::min));
        assert!(of(Beside).fold(0.0, f64::max) < of(Team).fold(1.0, f64::min));
    }
}

#[test]
fn lines_of_the_map_differ_by_shape_and_changes_have_a_word() {
    let chart = people::five(600.0).chart();
    let of = |look| chart.drawing.marks.iter().filter(|mark| mark.look == look).count();
    assert_eq!(of(Look::TiePractice), 2, "one person and the legend");
    assert_eq!(of(Look::TieIdeas), 4, "three people and the legend");
    assert_eq!(of(Look::TieContact), 2, "one person and the legend");
    let svg = chart.svg(Ink::Screen);
    for word in [">new<", ">ended<", ">new since 5 Jan<", ">8 of 10 now<", ">3 in January<", ">in my team<"] {
        assert!(svg.contains(word), "{word} is on the map");
    }
    assert_eq!(
        chart.description,
        "Above me: Henrik, my boss: supports me with ideas, 2 ideas · change +1. Beside me: Lena, head of finance: \
         supports me with ideas, 2 ideas · +2; Ms Okafor, HR contact: contact only, formal only, new. In my team: \
         Tatiana, team leader: I practise with them, 8 of 10 now, 3 in January; Joseph, team leader: \
         supports me with ideas, 2 ideas · change +1. Between others: Tatiana and Joseph (share the roll-out); \
         Lena and Henrik (ended)."
    );
}

#[test]
fn somebody_without_a_tie_has_a_circle_and_no_line() {
    let mut map = people::five(600.0);
    map.ties.clear();
    for person in &mut map.people {
        person.bond = Bond::None;
    }
    let chart = map.chart();
    let is_line = |look| matches!(look, Look::TiePractice | Look::TieIdeas | Look::TieContact);
    assert!(!chart.drawing.marks.iter().any(|mark| is_line(mark.look)));
    let circles = chart.drawing.marks.iter().filter(|mark| mark.note.is_some());
    assert_eq!(circles.filter(|mark| matches!(mark.shape, Shape::Circle { .. })).count(), 5);
    let nobody = RelationMap { people: vec![], ..map };
    assert_eq!(nobody.chart().description, "Nobody is on the map yet.");
}

#[test]
fn the_map_on_screen() {
    insta::assert_snapshot!(people::five(600.0).chart().svg(Ink::Screen));
}

#[test]
fn the_work_together_on_paper() {
    insta::assert_snapshot!(others::relationship(560.0).chart().svg(Ink::Print));
}

#[test]
fn the_belief_on_screen_in_german() {
    let given = Belief { language: Language::De, ..others::belief(360.0) };
    insta::assert_snapshot!(given.chart().svg(Ink::Screen));
}

#[test]
fn the_day_pairs_on_paper_in_black() {
    insta::assert_snapshot!(others::pairs(420.0).chart().svg(Ink::Black));
}

#[test]
fn the_log_on_screen() {
    insta::assert_snapshot!(others::calendar(300.0).chart().svg(Ink::Screen));
}
