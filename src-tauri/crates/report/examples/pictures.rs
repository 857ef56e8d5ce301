//! Writes every other drawing of the worked case, on screen and on paper, to be looked at.
//!
//! `cargo run -p inward-report --example pictures -- <folder>`

#[path = "../tests/worked_case/cycles.rs"]
mod cycles;
#[path = "../tests/worked_case/days.rs"]
mod days;
#[path = "../tests/worked_case/others.rs"]
mod others;
#[path = "../tests/worked_case/people.rs"]
mod people;

use std::path::PathBuf;

use inward_domain::lexicon::Language;
use inward_report::chart::cycle::CycleKind;
use inward_report::{Block, Chart, Document, Edge, Ink, Orientation, Stamp};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give a folder to write to")?);
    for (name, chart) in pictures() {
        for (ink, word) in [(Ink::Screen, "screen"), (Ink::Print, "print"), (Ink::Black, "black")] {
            std::fs::write(folder.join(format!("{name}-{word}.svg")), chart.svg(ink))?;
        }
    }
    for (name, document) in pages() {
        std::fs::write(folder.join(format!("{name}.pdf")), inward_report::pdf(&document)?)?;
    }
    Ok(())
}

/// Returns the page of the cycle, turned, and the card of what both want.
fn pages() -> [(&'static str, Document); 2] {
    let made_on = days::day(3, 27);
    let mut cycle = Document::new("The cycle between us", Language::En, made_on);
    (cycle.orientation, cycle.stamp) = (Orientation::Turned, Some(Stamp::Confidential));
    cycle.header = "Inward · Cycle · Amir".into();
    cycle.footer = "Printed Friday 27 March 2026 · real names · not for forwarding".into();
    let chart = cycles::pair(Chart::PRINT_TURNED_WIDTH).chart();
    cycle.blocks = vec![Block::Title("The cycle between us".into()), Block::Figure { chart, caption: None }];
    let mut card = Document::new("What we both want", Language::En, made_on);
    let blocks = vec![
        Block::Eyebrow("What we both want · 22 January 2026".into()),
        Block::Lead("We both want to work well together again, and we go step by step.".into()),
        Block::Small("Amir and Tatiana".into()),
    ];
    card.blocks = vec![Block::Card { edge: Edge::Dashed, blocks }];
    [("cycle-page", cycle), ("card-page", card)]
}

fn pictures() -> Vec<(&'static str, Chart)> {
    let german = cycles::virtuous(474.0);
    let german = inward_report::chart::cycle::Cycle { language: Language::De, ..german };
    let mut open = cycles::vicious(474.0);
    open.links.pop();
    open.links[3].is_delayed = true;
    open.kind = CycleKind::Open;
    vec![
        ("evidence", days::evidence(430.0).chart()),
        ("cycle", cycles::vicious(474.0).chart()),
        ("cycle-wide", cycles::vicious(720.0).chart()),
        ("cycle-narrow", cycles::vicious(320.0).chart()),
        ("cycle-german", german.chart()),
        ("cycle-open", open.chart()),
        ("cycle-pair", cycles::pair(1000.0).chart()),
        ("cycle-pair-narrow", cycles::pair(400.0).chart()),
        ("cycle-four", cycles::four_people(620.0).chart()),
        ("cycle-four-narrow", cycles::four_people(330.0).chart()),
        ("relationship", others::relationship(560.0).chart()),
        ("relationship-narrow", others::relationship(320.0).chart()),
        ("belief", others::belief(360.0).chart()),
        ("pairs", others::pairs(420.0).chart()),
        ("calendar", others::calendar(300.0).chart()),
        ("calendar-year", others::year(640.0).chart()),
        ("map", people::five(600.0).chart()),
        ("map-narrow", people::five(330.0).chart()),
        ("map-many", people::many(680.0).chart()),
        ("map-many-narrow", people::many(340.0).chart()),
    ]
}
