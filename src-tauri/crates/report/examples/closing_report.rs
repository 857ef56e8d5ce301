//! Writes the closing report of the worked case and its charts, to be looked at.
//!
//! `cargo run -p inward-report --example closing_report -- <folder>`

#[path = "../tests/worked_case/sample.rs"]
mod sample;

use std::path::PathBuf;

use inward_report::Ink;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give a folder to write to")?);
    let mut document = sample::closing_report();
    std::fs::write(folder.join("closing-report.pdf"), inward_report::pdf(&document)?)?;
    for (at, page) in inward_report::preview(&document)?.iter().enumerate() {
        std::fs::write(folder.join(format!("closing-report-{}.svg", at + 1)), page)?;
    }
    document.ink = Ink::Black;
    std::fs::write(folder.join("closing-report-black.pdf"), inward_report::pdf(&document)?)?;
    let charts = [
        ("evidence", sample::days::evidence(560.0).chart()),
        ("evidence-narrow", sample::days::evidence(320.0).chart()),
        ("every-day", sample::days::every_day(300.0).chart()),
        ("strength", sample::days::strength(300.0).chart()),
    ];
    for (name, chart) in charts {
        std::fs::write(folder.join(format!("{name}-screen.svg")), chart.svg(Ink::Screen))?;
        std::fs::write(folder.join(format!("{name}-print.svg")), chart.svg(Ink::Print))?;
    }
    Ok(())
}
