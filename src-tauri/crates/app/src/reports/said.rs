//! What was heard and what worksheets say together, as lists of a report.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use inward_domain::entry::{
    self, Around, ChangeRating, Entry, Feedforward, Fix, Guess, Head, Impact, Pulse, Shown, ShownValue,
    Speaker, Trigger, Worksheet,
};
use inward_report::{Align, Block, Column, KeyValue, Table, Width};

use crate::dispatch::Call;
use crate::entries::EntryView;

/// The kinds whose entries say something together that is worth a line.
const TOGETHER: [&str; 7] = [
    Trigger::FORM.kind,
    Fix::FORM.kind,
    Guess::FORM.kind,
    Impact::FORM.kind,
    Feedforward::FORM.kind,
    Pulse::FORM.kind,
    ChangeRating::FORM.kind,
];

/// The kinds in which several people speak; each row says who.
const OF_SEVERAL: [&str; 2] = [Feedforward::FORM.kind, ChangeRating::FORM.kind];

/// Words a table whose rows begin with their day; nothing without rows.
pub(super) fn by_day(
    heading: String,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    call: &Call<'_>,
) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let day = call.say("period.day", &[]);
    let days = Column { width: Width::Content, align: Align::Start, ..Column::fact(day, 1.0) };
    let columns = std::iter::once(days).chain(columns).collect();
    vec![Block::Heading(heading), Block::Table(Table { columns, rows, caption: None })]
}

/// Lists their words, from whatever worksheet they are on; what they rated is told by [`together`].
///
/// Whoever the whole report is about is not named in each row.
pub(super) fn heard(
    entries: &[EntryView],
    about: Option<&str>,
    day: impl Fn(NaiveDate) -> String,
    call: &Call<'_>,
) -> Vec<Block> {
    let mut rows = Vec::new();
    for view in entries {
        let of_several = OF_SEVERAL.contains(&view.entry.fields.body.kind());
        let person = view.person_name.as_deref().filter(|name| !of_several && Some(*name) != about);
        let who: Vec<&str> = [person, Some(view.kind_name.as_str())].into_iter().flatten().collect();
        for (asked, words) in their_words(&view.shown) {
            let from: Vec<String> = [Some(who.join(" · ")), asked].into_iter().flatten().collect();
            rows.push(vec![day(view.entry.fields.on), from.join(" · "), words]);
        }
    }
    let columns = vec![
        Column::fact(call.say("period.from_whom", &[]), 1.35),
        Column::theirs(call.say("period.their_words", &[]), 1.0),
    ];
    by_day(call.say("period.heard", &[]), columns, rows, call)
}

/// Says what the entries of a kind say together, with their count.
pub(super) fn together(entries: &[EntryView], call: &Call<'_>) -> Vec<Block> {
    let around = Around { today: call.moment.today(), changed_on: None, held: BTreeSet::new() };
    let mut rows = Vec::new();
    for kind in TOGETHER {
        let of_kind = entries.iter().filter(|view| view.entry.fields.body.kind() == kind);
        let of_kind: Vec<Entry> = of_kind.map(|view| view.entry.clone()).collect();
        let name = call.say(&format!("entry.{kind}"), &[]);
        let found = entry::findings(kind, &of_kind, &around);
        let said: Vec<String> = found.into_iter().map(|f| f.say(call.language)).collect();
        if !said.is_empty() {
            rows.push(KeyValue::fact(name, said.join(" ")));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(call.say("period.together", &[])), Block::KeyValues(rows)]
}

/// Returns the words of the other in an entry: each text, and in rows each row with what it answers or who says it.
fn their_words(all: &[Shown]) -> Vec<(Option<String>, String)> {
    let mut words = Vec::new();
    for shown in all {
        match &shown.value {
            ShownValue::Text { text, written: true } if shown.voice == Speaker::Theirs => {
                words.push((None, text.clone()));
            }
            ShownValue::Text { .. } => {}
            ShownValue::Table { heads, rows } => {
                words.extend(rows.iter().filter_map(|row| their_cells(heads, row)));
            }
        }
    }
    words
}

fn their_cells(heads: &[Head], row: &[String]) -> Option<(Option<String>, String)> {
    let mut cells = heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let is_rating = |cell: &str| cell.trim_start_matches(['+', '−', '-']).chars().all(|c| c.is_ascii_digit());
    let theirs = |(head, cell): &(&Head, &String)| head.voice == Speaker::Theirs && !is_rating(cell);
    let said: Vec<&str> = cells.clone().filter(theirs).map(|(_, cell)| cell.as_str()).collect();
    let asked = cells.find(|(head, _)| head.voice != Speaker::Theirs).map(|(_, cell)| cell.clone());
    (!said.is_empty()).then(|| (asked, said.join(" · ")))
}
