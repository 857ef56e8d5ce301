//! What the chart of the work together says in sentences and as a table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::lexicon::say;

use super::{Relationship, Strip};
use crate::chart::DataTable;
use crate::chart::evidence::Rated;
use crate::chart::words::{label, sentence, value};

/// More values than this are told by their ends and extremes.
const MOST: usize = 40;

/// Says what can be seen.
pub(super) fn description(given: &Relationship) -> String {
    let values = given.drawn(&given.values);
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return say(given.language, "report.described_none", &[]);
    };
    let day = |on: NaiveDate| given.axis.says(given.language, on);
    let (from, to) = (day(first.on), day(last.on));
    let mut said = vec![say(
        given.language,
        "report.together_values",
        &[("from", &from), ("to", &to), ("values", &listed(given, &values))],
    )];
    let events = given.phases.iter().chain(&given.events);
    said.extend(events.map(|event| {
        let params = [("date", day(event.on)), ("label", label(&event.label))];
        let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        sentence(&say(given.language, "report.described_event", &params))
    }));
    said.extend(given.not_counted.iter().map(|off| {
        let params = [("name", label(&off.name)), ("from", day(off.from)), ("to", day(off.to))];
        let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        say(given.language, "report.described_off", &params)
    }));
    for strip in strips(given) {
        let values = listed(given, &given.drawn(&strip.values));
        let params = [("group", label(&strip.label)), ("counts", values)];
        let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        said.push(say(given.language, "report.described_group", &params));
    }
    said.join(" ")
}

fn strips(given: &Relationship) -> impl Iterator<Item = &Strip> {
    [&given.interruptions, &given.pulse].into_iter().flatten()
}

/// Lists the values with a word for each stretch without one.
fn listed(given: &Relationship, values: &[Rated]) -> String {
    let figure = |rated: &Rated| value(given.language, rated.value);
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return say(given.language, "report.together_none", &[]);
    };
    if MOST < values.len() {
        let by = |a: &&Rated, b: &&Rated| a.value.total_cmp(&b.value);
        let (low, high) =
            (values.iter().min_by(by).unwrap_or(first), values.iter().max_by(by).unwrap_or(last));
        let params =
            [("first", figure(first)), ("last", figure(last)), ("low", figure(low)), ("high", figure(high))];
        let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        return say(given.language, "report.together_range", &params);
    }
    let mut parts = vec![figure(first)];
    for pair in values.windows(2) {
        if given.every_days.clamp(1, 366) as i64 * 2 <= (pair[1].on - pair[0].on).num_days()
            && 1 < given.every_days
        {
            parts.push(say(given.language, "report.together_none", &[]));
        }
        parts.push(figure(&pair[1]));
    }
    parts.join(", ")
}

/// Lists each day of which something is known.
pub(super) fn table(given: &Relationship) -> DataTable {
    let word = |key: &str| say(given.language, key, &[]);
    let strips: Vec<_> = strips(given).collect();
    let mut head = vec![word("report.table_day"), word("report.table_value")];
    head.extend(strips.iter().map(|strip| label(&strip.label)));
    head.push(word("report.table_event"));
    let columns = head.len();
    let mut rows: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    let mut put = |on: NaiveDate, column: usize, text: String| {
        let row = rows.entry(on).or_insert_with(|| vec![String::new(); columns]);
        if !row[column].is_empty() {
            row[column].push_str(", ");
        }
        row[column].push_str(&text);
    };
    for (column, values) in
        std::iter::once(&given.values).chain(strips.iter().map(|strip| &strip.values)).enumerate()
    {
        for rated in given.drawn(values) {
            put(rated.on, column + 1, value(given.language, rated.value));
        }
    }
    for event in given.phases.iter().chain(&given.events) {
        put(event.on, columns - 1, label(&event.label));
    }
    for off in &given.not_counted {
        put(off.from, columns - 1, label(&off.name));
    }
    let named = |(on, mut row): (NaiveDate, Vec<String>)| {
        row[0] = given.axis.says(given.language, on);
        row
    };
    DataTable { head, rows: rows.into_iter().map(named).collect() }
}
