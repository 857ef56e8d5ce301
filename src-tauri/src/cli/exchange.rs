//! Files in and out: imports, exports and reports.

use std::path::Path;

use inward_app::exchange::ImportSummary;
use inward_app::reports::SavedFile;
use serde_json::{Value, json};

use super::arguments::{Export, ExportFormat, Import, ImportFormat, Paper, Report, ReportKind};
use super::failure::{Failure, REFUSED};
use super::names;
use super::output::{self, Out};
use super::terminal::Terminal;

/// Reads a file into the vault, after telling what it would do.
pub(super) fn import(import: Import, terminal: &mut Terminal) -> Result<Out, Failure> {
    let better = import.better.iter().map(|b| read_better(b, terminal)).collect::<Result<Vec<_>, _>>()?;
    terminal.open()?;
    let target = match (&import.into, &import.new_experiment) {
        (Some(name), _) => json!({ "to": "experiment", "id": names::experiment(name, terminal)?.id }),
        (None, Some(title)) => json!({ "to": "new_experiment", "title": title, "better": better }),
        (None, None) => Value::Null,
    };
    let format = import.format.map(|format| match format {
        ImportFormat::Ratings => "ratings",
        ImportFormat::Json => "json",
    });
    let asked = |only_good_lines: bool| {
        json!({
            "path": text_of(&import.file),
            "format": format,
            "target": target,
            "only_good_lines": only_good_lines,
        })
    };
    let preview: ImportSummary = terminal.ask("preview_import", asked(import.only_good_lines))?;
    tell(&preview, terminal);
    if import.dry_run {
        return dry_run(&preview, import.only_good_lines, terminal);
    }
    let only_good_lines = agreed(&import, &preview, terminal)?;
    let done: ImportSummary = terminal.ask("import", asked(only_good_lines))?;
    Ok(counted(&done))
}

/// Tells a person what is in the file and which lines cannot be read.
fn tell(preview: &ImportSummary, terminal: &Terminal) {
    for sentence in std::iter::once(&preview.words).chain(&preview.assumptions) {
        output::told(sentence);
    }
    for problem in &preview.problems {
        let line = problem.line.to_string();
        let params = [("line", line.as_str()), ("reason", problem.reason.as_str())];
        output::told(&terminal.say("cli.line_problem", &params));
    }
}

fn dry_run(preview: &ImportSummary, only_good_lines: bool, terminal: &Terminal) -> Result<Out, Failure> {
    output::told(&terminal.say("cli.dry_run", &[]));
    if !preview.problems.is_empty() && !only_good_lines {
        return Err(Failure::silent(REFUSED));
    }
    Ok(counted(preview))
}

/// Asks whoever is there whether to go on; answers whether to take the good lines only.
fn agreed(import: &Import, preview: &ImportSummary, terminal: &Terminal) -> Result<bool, Failure> {
    let has_problems = !preview.problems.is_empty();
    if import.yes || !terminal.is_attended() || (has_problems && import.only_good_lines) {
        return Ok(import.only_good_lines);
    }
    let question = if has_problems { "cli.ask_good_lines" } else { "cli.ask_import" };
    if terminal.confirmed(&terminal.say(question, &[])) {
        return Ok(has_problems);
    }
    Err(Failure::refused(terminal.say("cli.nothing_imported", &[])))
}

fn counted(summary: &ImportSummary) -> Out {
    let mut out = Out::of(format!("added {}", summary.added));
    out.line(format!("changed {}", summary.changed));
    out.line(format!("unchanged {}", summary.unchanged));
    if let Some(id) = summary.experiment {
        out.line(format!("experiment {id}"));
    }
    out
}

fn read_better(better: &str, terminal: &Terminal) -> Result<(String, &'static str), Failure> {
    let way = better.rsplit_once('=').and_then(|(column, way)| {
        let way = ["higher", "lower"].into_iter().find(|known| *known == way)?;
        Some((column.to_owned(), way))
    });
    way.ok_or_else(|| Failure::usage(terminal.say("cli.not_a_direction", &[("value", better)])))
}

fn text_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Writes everything as one file and prints its path.
pub(super) fn export(export: Export, terminal: &mut Terminal) -> Result<Out, Failure> {
    match export.format {
        None | Some(ExportFormat::Json) => {}
    }
    terminal.open()?;
    let saved: SavedFile = terminal.ask("export", json!({ "path": text_of(&export.out) }))?;
    Ok(Out::of(saved.path))
}

/// Makes a report as a PDF and prints its path.
pub(super) fn report(report: Report, terminal: &mut Terminal) -> Result<Out, Failure> {
    let paper = match report.paper.unwrap_or_default() {
        Paper::A4 => "a4",
        Paper::Letter => "letter",
    };
    terminal.open()?;
    match report.kind {
        ReportKind::Goal => {
            let goal = names::goal(report.name.as_deref(), terminal)?;
            let input =
                json!({ "report": "goal", "goal": goal, "paper": paper, "path": text_of(&report.out) });
            let saved: SavedFile = terminal.ask("save_report", input)?;
            Ok(Out::of(saved.path))
        }
    }
}
