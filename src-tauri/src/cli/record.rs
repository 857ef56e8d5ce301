//! Writing: the log of a day, and a note.

use std::io::Read;

use chrono::NaiveDate;
use inward_app::contract::Saved;
use inward_app::logging::LoggedDay;
use inward_domain::experiment::{Checkin, Experiment, Rating};
use inward_domain::text::PROSE_MAX;
use serde_json::json;

use super::arguments::{Log, Note, Pause};
use super::failure::Failure;
use super::names;
use super::output::{self, Out};
use super::terminal::Terminal;

/// Lets reminders rest: through the copy that runs, which needs no passphrase for it, else in the vault.
pub(super) fn pause(pause: &Pause, terminal: &mut Terminal) -> Result<Out, Failure> {
    if !pause.rest.is_ahead(terminal.moment()) {
        return Err(Failure::refused(terminal.say("cli.rest_out_of_reach", &[])));
    }
    #[cfg(target_os = "linux")]
    {
        // Only the words of the command are read by the copy that runs, so a folder may be named in any letters.
        let words: Vec<String> =
            std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
        if crate::bus::hand_over(&terminal.copy_name(), &words) {
            let ends = pause.rest == crate::start::Rest::End;
            let said = if ends { "shell.pause_ended" } else { "shell.pause_handed_over" };
            output::told(&terminal.say(said, &[]));
            return Ok(Out::new());
        }
    }
    terminal.open()?;
    let until = pause.rest.until(terminal.moment());
    let saved: Saved = terminal.ask("pause_reminders", json!({ "until": until }))?;
    output::told(&saved.message);
    Ok(Out::new())
}

/// Logs a day and prints `saved ID` once it is on the disk.
pub(super) fn log(log: Log, terminal: &mut Terminal) -> Result<Out, Failure> {
    let on = log.on.as_deref().map(|day| read_day(day, terminal)).transpose()?;
    let rates = log.rate.iter().map(|rate| read_rate(rate, terminal)).collect::<Result<Vec<_>, _>>()?;
    let checkin = match (log.done, log.missed, log.not_applicable) {
        (true, _, _) => Some(Checkin::Done),
        (_, true, _) => Some(Checkin::Missed),
        (_, _, true) => Some(Checkin::NotApplicable),
        (false, false, false) => None,
    };
    terminal.open()?;
    let experiment = names::experiment(&log.experiment, terminal)?;
    let ratings = ratings(&rates, &experiment, terminal)?;
    let input = json!({
        "experiment": experiment.id,
        "on": on,
        "checkin": checkin,
        "ratings": ratings,
        "note": log.note,
    });
    let logged: LoggedDay = terminal.ask("log_day", input)?;
    output::told(&logged.message);
    Ok(saved(&logged.id.to_string()))
}

/// Writes a note and prints `saved ID` once it is on the disk.
pub(super) fn note(note: Note, terminal: &mut Terminal) -> Result<Out, Failure> {
    // The passphrase may be the first line of standard input, so the vault comes before the note.
    terminal.open()?;
    let text = if note.text == "-" { standard_input(terminal)? } else { note.text };
    let fields = json!({
        "on": terminal.moment().today(),
        "body": { "kind": "note", "text": text },
    });
    let written: Saved = terminal.ask("save_entry", json!({ "id": null, "fields": fields }))?;
    Ok(saved(&written.id))
}

fn saved(id: &str) -> Out {
    Out::of(format!("saved {id}"))
}

fn standard_input(terminal: &Terminal) -> Result<String, Failure> {
    // A sign has at most four bytes; what is longer than a note is refused by the core.
    let limit = 4 * PROSE_MAX as u64 + 4;
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|e| e.to_string());
    let text = read.and_then(|_| String::from_utf8(bytes).map_err(|e| e.to_string()));
    text.map_err(|why| Failure::refused(terminal.say("cli.input_unreadable", &[("why", &why)])))
}

/// Reads a day; any other way of writing it is wrong usage.
pub(super) fn read_day(day: &str, terminal: &Terminal) -> Result<NaiveDate, Failure> {
    let on = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|on| on.to_string() == day);
    on.ok_or_else(|| Failure::usage(terminal.say("cli.not_a_day", &[("value", day)])))
}

/// Reads `MEASURE=NUMBER`; the name may hold the sign too, the number cannot.
fn read_rate(rate: &str, terminal: &Terminal) -> Result<(String, f64), Failure> {
    let parts = rate.rsplit_once('=');
    let read = parts.and_then(|(name, number)| {
        let value: f64 = number.trim().parse().ok()?;
        value.is_finite().then(|| (name.to_owned(), value))
    });
    read.ok_or_else(|| Failure::usage(terminal.say("cli.not_a_rating", &[("value", rate)])))
}

fn ratings(
    rates: &[(String, f64)],
    experiment: &Experiment,
    terminal: &Terminal,
) -> Result<Vec<Rating>, Failure> {
    rates
        .iter()
        .map(|(name, value)| {
            let measure = names::measure(name, experiment, terminal)?;
            let scale = measure.fields.scale;
            if !scale.holds(*value) {
                let (low, high) = scale.range();
                let (low, high) = (low.to_string(), high.to_string());
                let params = [("name", name.as_str()), ("low", low.as_str()), ("high", high.as_str())];
                return Err(Failure::refused(terminal.say("cli.rating_off_the_scale", &params)));
            }
            Ok(Rating { measure: measure.id, value: *value })
        })
        .collect()
}
