//! Writes the closing report of the worked case as a PDF and as preview pages, to be looked at.
//!
//! `cargo run -p inward-report --example closing_report -- <folder>`

#[path = "../tests/worked_case/sample.rs"]
mod sample;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("give a folder to write to")?);
    let document = sample::closing_report();
    std::fs::write(folder.join("closing-report.pdf"), inward_report::pdf(&document)?)?;
    for (at, page) in inward_report::preview(&document)?.iter().enumerate() {
        std::fs::write(folder.join(format!("closing-report-{}.svg", at + 1)), page)?;
    }
    Ok(())
}
