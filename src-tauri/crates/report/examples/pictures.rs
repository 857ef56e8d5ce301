//! Writes every other drawing of the worked case, on screen and on paper, to be looked at.
//!
//! `cargo run -p inward-report --example pictures -- <folder>`

#[path = "../tests/worked_case/cycles.rs"]
mod cycles;
#[path = "../tests/worked_case/days.rs"]
mod days;

use std::path::PathBuf;

use inward_domain::lexicon::Language;
use inward_report::chart::cycle::CycleKind;
use inward_report::{Chart, Ink};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give a folder to write to")?);
    for (name, chart) in pictures() {
        for (ink, word) in [(Ink::Screen, "screen"), (Ink::Print, "print"), (Ink::Black, "black")] {
            std::fs::write(folder.join(format!("{name}-{word}.svg")), chart.svg(ink))?;
        }
    }
    Ok(())
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
    ]
}
