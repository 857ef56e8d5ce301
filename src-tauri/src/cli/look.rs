//! Reading: words found, what the days say, what is due.

use inward_app::evidence::{ComparisonView, EvidenceView, MeasureEvidence};
use inward_app::reminders::DueReminder;
use inward_app::search::Hit;
use inward_domain::evidence::{Evidence as Figures, PairsReading};
use serde_json::json;

use super::arguments::{Due, Evidence, Search};
use super::failure::Failure;
use super::names;
use super::output::{self, Out};
use super::terminal::Terminal;

/// The longest title in a list, in characters.
const TITLE_CHARS: usize = 80;

/// Puts a text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts what an entry is called on one line of a list; a note is called by its whole text.
fn headline(title: &str) -> String {
    let title = one_line(title);
    if title.chars().count() <= TITLE_CHARS {
        return title;
    }
    let short: String = title.chars().take(TITLE_CHARS - 1).collect();
    format!("{}…", short.trim_end())
}

/// Prints the places where the words stand, newest first.
pub(super) fn search(search: Search, terminal: &mut Terminal) -> Result<Out, Failure> {
    terminal.open()?;
    let input = json!({ "words": search.words.join(" "), "limit": search.limit });
    let hits: Vec<Hit> = terminal.ask("search", input)?;
    if search.json {
        return Ok(Out::document(&hits));
    }
    if hits.is_empty() {
        output::told(&terminal.say("cli.nothing_found", &[]));
    }
    let mut out = Out::new();
    for hit in &hits {
        let on = hit.on;
        let (title, snippet) = (headline(&hit.title), one_line(&hit.snippet));
        let more = if snippet == title { String::new() } else { format!("  {snippet}") };
        out.line(format!("{on}  {}  {title}{more}", hit.kind));
    }
    Ok(out)
}

/// Prints what the days of an experiment say.
pub(super) fn evidence(evidence: Evidence, terminal: &mut Terminal) -> Result<Out, Failure> {
    terminal.open()?;
    let experiment = names::experiment(&evidence.experiment, terminal)?;
    let input = json!({ "id": experiment.id });
    if evidence.json {
        let figures: Figures = terminal.ask("evidence_figures", input)?;
        return Ok(Out::document(&figures));
    }
    let view: EvidenceView = terminal.ask("evidence", input)?;
    let mut out = Out::of(view.experiment.experiment.fields.title.as_str());
    if view.checkins.applicable != 0 {
        let params = [
            ("done", view.checkins.done_words.as_str()),
            ("strength", view.checkins.strength_words.as_str()),
        ];
        out.line(terminal.say("cli.checkins", &params));
    }
    let columns = ["days", "act", "usual", "better_by"]
        .map(|column| terminal.say(&format!("evidence.pairs.column_{column}"), &[]));
    for measure in &view.measures {
        measure_lines(measure, &columns, &mut out);
    }
    Ok(out)
}

fn measure_lines(measure: &MeasureEvidence, columns: &[String; 4], out: &mut Out) {
    out.line("");
    out.line(&measure.name);
    for comparison in &measure.comparisons {
        comparison_lines(comparison, out);
    }
    if let Some(pairs) = &measure.pairs {
        pair_lines(&pairs.reading, columns, out);
    }
    for line in measure.start_draw.iter().chain(&measure.with_and_without).chain(&measure.limits) {
        out.line(format!("  {line}"));
    }
}

/// Prints day pairs: what they say, and each pair with its days and both ratings.
fn pair_lines(reading: &PairsReading, [days, act, usual, better_by]: &[String; 4], out: &mut Out) {
    out.line(format!("  {}", reading.verdict));
    let more = [Some(&reading.sentence), reading.in_pairs.as_ref(), reading.chance.as_ref()];
    for line in more.into_iter().flatten().chain(&reading.changes) {
        out.line(format!("    {line}"));
    }
    let wide = |cells: &mut dyn Iterator<Item = &str>| cells.map(|c| c.chars().count()).max().unwrap_or(0);
    let numbers = wide(&mut reading.rows.iter().map(|row| row.number.as_str()));
    let widest = wide(&mut reading.rows.iter().map(|row| row.days.as_str()).chain([days.as_str()]));
    let widths = [act, usual, better_by].map(|head| head.chars().count());
    let mut line = |number: &str, days: &str, cells: [&str; 3], note: &str| {
        let [act, usual, better_by] = cells;
        let text = format!(
            "    {number:>numbers$}  {days:<widest$}  {act:>0$}  {usual:>1$}  {better_by:>2$}  {note}",
            widths[0], widths[1], widths[2]
        );
        out.line(text.trim_end());
    };
    line("", days, [act, usual, better_by], "");
    for row in &reading.rows {
        let note = [&row.note, &row.why_dropped].into_iter().flatten().map(String::as_str);
        let note = note.collect::<Vec<_>>().join(": ");
        line(&row.number, &row.days, [&row.act, &row.usual, &row.better_by], &note);
    }
}

fn comparison_lines(comparison: &ComparisonView, out: &mut Out) {
    let ComparisonView { before, after, reading } = comparison;
    out.line(format!("  {before} → {after}: {}", reading.verdict));
    let more = [Some(&reading.sentence), reading.in_pairs.as_ref(), reading.sensitivity.as_ref()];
    for line in more.into_iter().flatten().chain(&reading.warnings) {
        out.line(format!("    {line}"));
    }
}

/// Prints what is due now.
pub(super) fn due(due: Due, terminal: &mut Terminal) -> Result<Out, Failure> {
    terminal.open()?;
    let reminders: Vec<DueReminder> = terminal.ask("due", json!({}))?;
    if due.json {
        return Ok(Out::document(&reminders));
    }
    if reminders.is_empty() {
        output::told(&terminal.say("cli.nothing_due", &[]));
    }
    let mut out = Out::new();
    for reminder in &reminders {
        out.line(format!("{} {}  {}", reminder.occurrence.on, reminder.at, reminder.text));
    }
    Ok(out)
}
