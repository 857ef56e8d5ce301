//! What was heard and what worksheets say together, as lists of a report.

use chrono::NaiveDate;
use inward_domain::entry::{
    self, Around, Entry, Fix, Guess, Head, Impact, Shown, ShownValue, Speaker, Trigger, Worksheet,
};
use inward_report::{Align, Block, Column, KeyValue, Table, Width};

use crate::dispatch::Call;
use crate::entries::EntryView;

/// The kinds whose entries say something together that is worth a line.
const TOGETHER: [&str; 4] = [Trigger::FORM.kind, Fix::FORM.kind, Guess::FORM.kind, Impact::FORM.kind];

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

/// Lists their words, from whatever worksheet they are on.
pub(super) fn heard(entries: &[EntryView], day: impl Fn(NaiveDate) -> String, call: &Call<'_>) -> Vec<Block> {
    let mut rows = Vec::new();
    for view in entries {
        let who: Vec<&str> =
            [view.person_name.as_deref(), Some(&view.kind_name)].into_iter().flatten().collect();
        for (asked, words) in their_words(&view.shown) {
            let from: Vec<String> = [Some(who.join(" · ")), asked].into_iter().flatten().collect();
            rows.push(vec![day(view.entry.fields.on), from.join("\n"), words]);
        }
    }
    let columns = vec![
        Column::fact(call.say("period.from_whom", &[]), 1.0),
        Column::theirs(call.say("period.their_words", &[]), 1.8),
    ];
    by_day(call.say("period.heard", &[]), columns, rows, call)
}

/// Says what the entries of a kind say together, with their count.
pub(super) fn together(entries: &[EntryView], call: &Call<'_>) -> Vec<Block> {
    let around = Around { today: call.moment.today(), changed_on: None };
    let mut rows = Vec::new();
    for kind in TOGETHER {
        let of_kind = entries.iter().filter(|view| view.entry.fields.body.kind() == kind);
        let of_kind: Vec<Entry> = of_kind.map(|view| view.entry.clone()).collect();
        let name = call.say(&format!("entry.{kind}"), &[]);
        let found = entry::findings(kind, &of_kind, &around);
        rows.extend(found.into_iter().map(|f| KeyValue::fact(name.clone(), f.say(call.language))));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(call.say("period.together", &[])), Block::KeyValues(rows)]
}

/// Returns the words of the other in an entry: each text, the ratings they gave together, and in rows each row
/// with what it answers where that is known.
fn their_words(all: &[Shown]) -> Vec<(Option<String>, String)> {
    let mut words = Vec::new();
    let mut ratings: Vec<String> = Vec::new();
    for shown in all {
        match &shown.value {
            ShownValue::Text { text, written: true } if shown.voice == Speaker::Theirs => {
                words.push((None, text.clone()));
            }
            ShownValue::Text { text, .. } if shown.voice == Speaker::Theirs => {
                ratings.push(format!("{}: {text}", shown.label));
            }
            ShownValue::Text { .. } => {}
            ShownValue::Table { heads, rows } => {
                words.extend(rows.iter().filter_map(|row| their_cells(heads, row)));
            }
        }
    }
    words.extend((!ratings.is_empty()).then(|| (None, ratings.join("\n"))));
    words
}

fn their_cells(heads: &[Head], row: &[String]) -> Option<(Option<String>, String)> {
    let asked = heads.first().filter(|head| head.voice != Speaker::Theirs).and(row.first());
    let asked = asked.filter(|asked| !asked.is_empty()).cloned();
    let cells = heads.iter().zip(row);
    let theirs = cells.filter(|(head, cell)| head.voice == Speaker::Theirs && !cell.is_empty());
    let theirs: Vec<&str> = theirs.map(|(_, cell)| cell.as_str()).collect();
    (!theirs.is_empty()).then(|| (asked, theirs.join(" · ")))
}
