//! What an evidence chart says in sentences and as a table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::lexicon::say;

use super::{Evidence, Phase};
use crate::chart::DataTable;
use crate::chart::words::{date, value};

/// Says what can be seen, in reading order.
pub(super) fn description(evidence: &Evidence) -> String {
    let language = evidence.language;
    let days = || evidence.points.iter().map(|point| point.on);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return say(language, "report.described_none", &[]);
    };
    let (from, to) = (date(language, first), date(language, last));
    let mut sentences = vec![say(language, "report.described_span", &[("from", &from), ("to", &to)])];
    sentences.extend(evidence.phases.iter().map(|phase| phase_sentence(evidence, phase)));
    sentences.extend(evidence.events.iter().map(|event| {
        say(
            language,
            "report.described_event",
            &[("date", &date(language, event.on)), ("label", &event.label)],
        )
    }));
    sentences.extend(evidence.not_counted.iter().map(|off| {
        let (from, to) = (date(language, off.from), date(language, off.to));
        let params = [("name", off.name.as_str()), ("from", from.as_str()), ("to", to.as_str())];
        say(language, "report.described_off", &params)
    }));
    if let Some(checks) = &evidence.checks {
        let done = checks.days.iter().filter(|check| check.done).count().to_string();
        let of = checks.days.len().to_string();
        let params = [("label", checks.label.as_str()), ("done", done.as_str()), ("n", of.as_str())];
        sentences.push(say(language, "report.described_checks", &params));
    }
    sentences.join(" ")
}

fn phase_sentence(evidence: &Evidence, phase: &Phase) -> String {
    let rated = evidence.points.iter().filter(|point| phase.from <= point.on && point.on <= phase.to).count();
    let rated = rated.to_string();
    let params = [("phase", phase.label.as_str()), ("n", rated.as_str())];
    match &phase.median {
        None => say(evidence.language, "report.described_days", &params),
        Some(median) => {
            let median = [("median", median.label.as_str())];
            say(evidence.language, "report.described_days_median", &[&params[..], &median[..]].concat())
        }
    }
}

/// Lists each day of which something is known.
pub(super) fn table(evidence: &Evidence) -> DataTable {
    let word = |key: &str| say(evidence.language, &format!("report.{key}"), &[]);
    let mut head = vec![word("table_day"), word("table_phase"), word("table_value")];
    let mut days: BTreeMap<NaiveDate, (Vec<String>, String)> = BTreeMap::new();
    for point in &evidence.points {
        days.entry(point.on).or_default().0.push(value(evidence.language, point.value));
    }
    if let Some(checks) = &evidence.checks {
        head.push(checks.label.clone());
        for check in &checks.days {
            days.entry(check.on).or_default().1 = word(if check.done { "done" } else { "not_done" });
        }
    }
    let rows = days
        .into_iter()
        .map(|(day, (values, check))| {
            let phase = evidence.phase_of(day).map(|phase| phase.short.clone()).unwrap_or_default();
            let mut row = vec![day.to_string(), phase, values.join(", ")];
            if evidence.checks.is_some() {
                row.push(check);
            }
            row
        })
        .collect();
    DataTable { head, rows }
}
