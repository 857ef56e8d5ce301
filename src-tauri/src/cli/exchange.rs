//! Files in and out: imports and exports.

use std::fs;
use std::path::Path;

use clap::ValueEnum;
use inward_app::exchange::{Exported, Fate, ImportRecord, ImportSummary, UndoneImport};
use serde_json::{Value, json};

use super::arguments::{DateOrder, Export, ExportFormat, Import, ImportFormat, PersonField};
use super::failure::{Failure, REFUSED};
use super::names;
use super::output::{self, Out};
use super::report::tell_check;
use super::terminal::Terminal;

/// Reads a file into the vault, after telling what it would do; or takes an earlier import back.
pub(super) fn import(import: Import, terminal: &mut Terminal) -> Result<Out, Failure> {
    let Some(file) = &import.file else {
        return undo(import.undo.as_deref().unwrap_or_default(), terminal);
    };
    let better = import.better.iter().map(|b| read_better(b, terminal)).collect::<Result<Vec<_>, _>>()?;
    let map = import.map.iter().map(|m| read_map(m, terminal)).collect::<Result<Vec<_>, _>>()?;
    if !file.is_dir() && fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        // It is read twice, once to tell what is in it, and a pipe has nothing to say the second time.
        return Err(Failure::refused(terminal.say("cli.not_a_file", &[])));
    }
    terminal.open()?;
    let target = match (&import.into, &import.new_experiment) {
        (Some(name), _) => json!({ "to": "experiment", "id": names::experiment(name, terminal)?.id }),
        (None, Some(title)) => json!({ "to": "new_experiment", "title": title, "better": better }),
        (None, None) => Value::Null,
    };
    let dates = import.dates.map(|order| match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
    });
    let mut asked = json!({
        "path": terminal.text_of(file)?,
        "format": import.format.map(ImportFormat::word),
        "target": target,
        "only_good_lines": import.only_good_lines,
        "table": { "dates": dates },
    });
    let mut preview: ImportSummary = terminal.ask("preview_import", asked.clone())?;
    if !map.is_empty() {
        asked["table"]["columns"] = mapped(&preview, &map, terminal)?;
        preview = terminal.ask("preview_import", asked.clone())?;
    }
    tell(&preview, terminal);
    if import.dry_run {
        return dry_run(&preview, import.only_good_lines, terminal);
    }
    asked["only_good_lines"] = agreed(&import, &preview, terminal)?.into();
    let done: ImportSummary = terminal.ask_long("import", asked)?;
    Ok(counted(&done))
}

/// Tells a person what is in the file and which rows cannot be taken.
fn tell(preview: &ImportSummary, terminal: &Terminal) {
    for sentence in std::iter::once(&preview.words).chain(&preview.assumptions) {
        output::told(sentence);
    }
    let left_out = preview.rows.iter().filter(|row| row.fate == Fate::LeftOut);
    for row in left_out.clone().chain(&preview.remarks) {
        let which: Vec<&str> =
            [row.place.as_str(), row.what.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
        let (which, reason) = (which.join(", "), row.reason.as_deref().unwrap_or_default());
        output::told(&terminal.say("cli.row_problem", &[("which", &which), ("reason", reason)]));
    }
    let more = left_out_of(preview).saturating_sub(left_out.count());
    if 0 < more {
        output::told(&terminal.say("cli.more_left_out", &[("n", &more.to_string())]));
    }
}

fn dry_run(preview: &ImportSummary, only_good_lines: bool, terminal: &Terminal) -> Result<Out, Failure> {
    output::told(&terminal.say("cli.dry_run", &[]));
    if is_held_back(preview) && !only_good_lines {
        return Err(Failure::silent(REFUSED));
    }
    Ok(counted(preview))
}

/// Returns how many rows of the file cannot be taken, or are not wanted.
fn left_out_of(summary: &ImportSummary) -> usize {
    summary.fates.get(&Fate::LeftOut).copied().unwrap_or_default()
}

/// Tells whether rows that cannot be read hold the others back.
fn is_held_back(preview: &ImportSummary) -> bool {
    preview.is_strict && 0 < left_out_of(preview)
}

/// Asks whoever is there whether to go on; answers whether to take the good lines only.
fn agreed(import: &Import, preview: &ImportSummary, terminal: &Terminal) -> Result<bool, Failure> {
    let has_problems = is_held_back(preview);
    if import.yes || !terminal.is_attended() || (has_problems && import.only_good_lines) {
        return Ok(import.only_good_lines);
    }
    let question = if has_problems { "cli.ask_good_lines" } else { "cli.ask_import" };
    if terminal.confirmed(&terminal.say(question, &[])) {
        return Ok(has_problems);
    }
    Err(Failure::refused(terminal.say("cli.nothing_imported", &[])))
}

/// Takes an import back by the id that it printed; what was edited since stays, and is named.
fn undo(id: &str, terminal: &mut Terminal) -> Result<Out, Failure> {
    terminal.open()?;
    let known: Vec<ImportRecord> = terminal.ask("imports", json!({}))?;
    let Some(record) = known.iter().find(|record| record.id.to_string() == id) else {
        return Err(Failure::refused(terminal.say("import.no_such", &[])));
    };
    let done: UndoneImport = terminal.ask_long("undo_import", json!({ "id": record.id }))?;
    output::told(&done.message);
    for stays in done.stayed.iter().chain(&done.held) {
        output::told(stays);
    }
    let mut out = Out::of(format!("gone {}", done.gone));
    out.line(format!("put back {}", done.put_back));
    out.line(format!("stayed {}", done.stayed.len() + done.held.len()));
    Ok(out)
}

fn counted(summary: &ImportSummary) -> Out {
    let mut out = Out::of(format!("added {}", summary.added));
    out.line(format!("changed {}", summary.changed));
    out.line(format!("unchanged {}", summary.unchanged));
    out.line(format!("left out {}", left_out_of(summary)));
    if let Some(id) = summary.experiment {
        out.line(format!("experiment {id}"));
    }
    if let Some(id) = summary.batch {
        out.line(format!("import {id}"));
    }
    out
}

/// Reads what a column of a table of people holds.
fn read_map(map: &str, terminal: &Terminal) -> Result<(String, String), Failure> {
    let read = map.rsplit_once('=').and_then(|(column, field)| {
        let field = PersonField::from_str(&field.replace('_', "-"), true).ok()?;
        let word = field.to_possible_value()?.get_name().replace('-', "_");
        Some((column.to_owned(), word))
    });
    read.ok_or_else(|| Failure::usage(terminal.say("cli.not_a_field", &[("value", map)])))
}

/// Lays what a person said over what the columns were taken for.
fn mapped(preview: &ImportSummary, map: &[(String, String)], terminal: &Terminal) -> Result<Value, Failure> {
    let Some(table) = &preview.table else {
        return Err(Failure::refused(terminal.say("cli.map_needs_a_table", &[])));
    };
    let mut columns = serde_json::to_value(&table.columns).expect("BUG: columns are plain data");
    for (column, field) in map {
        let at = table.header.iter().position(|name| name.trim().eq_ignore_ascii_case(column.trim()));
        let Some(at) = at else {
            let params = [("name", column.as_str()), ("columns", &table.header.join(", "))];
            return Err(Failure::refused(terminal.say("cli.no_such_column", &params)));
        };
        // What was guessed for another column gives way to what was said for this one.
        for other in columns.as_array_mut().into_iter().flatten().filter(|other| **other == *field) {
            *other = "ignored".into();
        }
        columns[at] = field.as_str().into();
    }
    Ok(columns)
}

fn read_better(better: &str, terminal: &Terminal) -> Result<(String, &'static str), Failure> {
    let way = better.rsplit_once('=').and_then(|(column, way)| {
        let way = ["higher", "lower"].into_iter().find(|known| *known == way)?;
        Some((column.to_owned(), way))
    });
    way.ok_or_else(|| Failure::usage(terminal.say("cli.not_a_direction", &[("value", better)])))
}

/// Writes everything in one of its forms and prints the path.
pub(super) fn export(export: Export, terminal: &mut Terminal) -> Result<Out, Failure> {
    let format = match export.format.unwrap_or_else(|| format_of(&export.out)) {
        ExportFormat::Json => "json",
        ExportFormat::Csv => "csv",
        ExportFormat::Markdown => "markdown",
        ExportFormat::Ics => "ics",
    };
    terminal.open()?;
    let input = json!({
        "path": terminal.text_of(&export.out)?,
        "format": format,
        "pseudonymised": export.pseudonymised,
    });
    let done: Exported = terminal.ask_long("export", input)?;
    output::told(&done.words);
    tell_check(done.check.as_ref(), terminal);
    Ok(Out::of(done.path))
}

/// Tells by the ending of a name what is wanted; without a telling one, the form that loses nothing.
fn format_of(out: &Path) -> ExportFormat {
    let ending = out.extension().map(|ending| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| ending == "ics") { ExportFormat::Ics } else { ExportFormat::Json }
}
