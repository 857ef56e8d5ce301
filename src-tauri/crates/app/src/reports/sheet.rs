//! One worksheet on paper: any kind of entry, the cycle with its picture, the intention as a card, a week.
//!
//! A worksheet is printed from what it shows in words, so that a new kind has
//! a printed form at once; only what is a picture or a card has its own layout.

use inward_domain::entry::{
    Conversation, Cycle, Entry, Finding, OfKind, Shown, ShownValue, Speaker, WorkingOn, of_kind,
};
use inward_report::{Block, Column, Document, Edge, KeyValue, Orientation, Stamp, Table, Voice};
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::reflect::{self, WeekOf};
use crate::settings;
use crate::{pictures, today, worksheets};

/// The width of a picture across a turned sheet, in units.
const TURNED_WIDTH: f64 = 1_000.0;

/// Starts a document with the head and foot that all have.
pub(super) fn started(reader: &Reader, title: String, call: &Call<'_>) -> Result<Document, Trouble> {
    let mut document = Document::new(title.clone(), call.language, call.moment.today());
    let name = settings::stored(reader)?.my_name;
    document.header = call.say("document.sheet_header", &[("title", &title), ("name", name.as_str())]);
    document.footer = call.say("document.footer", &[("day", &super::long_day(call.moment.today(), call))]);
    document.stamp = Some(Stamp::Confidential);
    Ok(document)
}

fn one(reader: &Reader, entry: Entry, call: &Call<'_>) -> Result<EntryView, Trouble> {
    Ok(entries::views(reader, vec![entry], call)?.pop().expect("BUG: one entry has one view"))
}

/// Words any worksheet.
pub(super) fn document(reader: &Reader, entry: Entry, call: &Call<'_>) -> Result<Document, Trouble> {
    if Cycle::of(&entry.fields.body).is_some() {
        return cycle(reader, entry, call);
    }
    let view = one(reader, entry, call)?;
    let mut document = started(reader, view.kind_name.clone(), call)?;
    let mut blocks = vec![
        Block::Eyebrow(eyebrow(&view, call)),
        Block::Title(if view.title == view.kind_name { view.kind_name.clone() } else { view.title.clone() }),
    ];
    let is_title =
        |shown: &&Shown| matches!(&shown.value, ShownValue::Text { text, .. } if *text == view.title);
    let (before, after): (Vec<&Shown>, Vec<&Shown>) =
        view.shown.iter().filter(|s| !is_title(s)).partition(|s| !s.later);
    blocks.extend(printed(before));
    if !after.is_empty() {
        blocks.push(Block::Heading(call.say(&format!("entry.{}.later", view.entry.fields.body.kind()), &[])));
        blocks.extend(printed(after));
    }
    let findings = findings(reader, &view.entry, call)?;
    blocks.extend(findings.into_iter().map(Block::Small));
    if let Some(card) = Conversation::of(&view.entry.fields.body).and_then(|talk| agreed(talk, call)) {
        blocks.push(card);
    }
    document.blocks = blocks;
    Ok(document)
}

fn eyebrow(view: &EntryView, call: &Call<'_>) -> String {
    let day = super::long_day(view.entry.fields.on, call);
    match &view.person_name {
        Some(name) => format!("{} · {name} · {day}", view.kind_name),
        None => format!("{} · {day}", view.kind_name),
    }
}

/// Says what this entry says by itself; what several say together stays on the screen.
fn findings(reader: &Reader, entry: &Entry, call: &Call<'_>) -> Result<Vec<String>, Trouble> {
    let around = worksheets::around(reader, call)?;
    let found: Vec<Finding> =
        inward_domain::entry::findings(entry.fields.body.kind(), std::slice::from_ref(entry), &around);
    Ok(found.iter().map(|f| f.say(call.language)).collect())
}

fn voice(speaker: Speaker) -> Voice {
    match speaker {
        Speaker::Mine => Voice::Mine,
        Speaker::Theirs => Voice::Theirs,
        Speaker::Fact => Voice::Fact,
    }
}

/// Prints filled fields: texts as pairs below each other, rows as a table under its heading.
fn printed<'a>(fields: impl IntoIterator<Item = &'a Shown>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for shown in fields {
        match &shown.value {
            ShownValue::Text { text, .. } => {
                let pair =
                    KeyValue { key: shown.label.clone(), value: text.clone(), voice: voice(shown.voice) };
                if let Some(Block::KeyValues(pairs)) = blocks.last_mut() {
                    pairs.push(pair);
                } else {
                    blocks.push(Block::KeyValues(vec![pair]));
                }
            }
            ShownValue::Table { heads, rows } => {
                let columns = heads
                    .iter()
                    .map(|head| Column { voice: voice(head.voice), ..Column::fact(head.label.clone(), 1.0) })
                    .collect();
                blocks.push(Block::Heading(shown.label.clone()));
                blocks.push(Block::Table(Table { columns, rows: rows.clone(), caption: None }));
            }
        }
    }
    blocks
}

fn agreed(talk: &Conversation, call: &Call<'_>) -> Option<Block> {
    let sentence = talk.shared_intention.as_ref()?.to_string();
    let both = talk.agreed == Some(true);
    Some(Block::Boxed {
        title: Some(call.say(if both { "document.intention" } else { "document.intention_draft" }, &[])),
        edge: if both { Edge::Solid } else { Edge::Dashed },
        blocks: vec![Block::Lead(sentence)],
    })
}

/// Words a cycle on a turned sheet, with its virtuous version beside it when there is one.
fn cycle(reader: &Reader, entry: Entry, call: &Call<'_>) -> Result<Document, Trouble> {
    let all = worksheets::in_order(reader, "cycle", None, None)?;
    let of = Cycle::of(&entry.fields.body).expect("BUG: only a cycle comes here");
    let first = of.virtuous_of.and_then(|id| all.iter().find(|e| e.id == id));
    let (first, after) = match first {
        Some(first) => (first, Some(of)),
        None => {
            let versions = of_kind::<Cycle>(&all).into_iter();
            (&entry, versions.rev().find(|(_, c)| c.virtuous_of == Some(entry.id)).map(|(_, c)| c))
        }
    };
    let before = Cycle::of(&first.fields.body).expect("BUG: what a version is of is a cycle");
    let chart = pictures::cycle_chart(reader, before, after, first.fields.person, TURNED_WIDTH, call)?;
    let mut document = started(reader, before.name.to_string(), call)?;
    document.orientation = Orientation::Turned;
    let view = one(reader, first.clone(), call)?;
    let mut blocks = vec![
        Block::Eyebrow(eyebrow(&view, call)),
        Block::Title(before.name.to_string()),
        Block::Figure { chart, caption: findings(reader, first, call)?.into_iter().next() },
    ];
    if let Some(new_move) = &before.new_move {
        let key = call.say("entry.cycle.new_move", &[]);
        blocks.push(Block::KeyValues(vec![KeyValue::mine(key, new_move.as_str())]));
    }
    document.blocks = blocks;
    Ok(document)
}

/// Words a sentence as a card: the intention of a conversation, my draft until both agreed, or what I work on.
pub(super) fn intention(reader: &Reader, entry: Entry, call: &Call<'_>) -> Result<Document, Trouble> {
    let body = &entry.fields.body;
    let talk = Conversation::of(body).and_then(|talk| Some((talk.shared_intention.as_ref()?, talk.agreed)));
    let (title, sentence, is_mine_alone) = match (talk, WorkingOn::of(body)) {
        (Some((sentence, agreed)), _) => ("document.intention", sentence.to_string(), agreed != Some(true)),
        (None, Some(said)) => ("entry.working_on", said.sentence.to_string(), false),
        (None, None) => return Err(call.refuse(Code::Refused, "app.no_intention", &[])),
    };
    let title = call.say(title, &[]);
    let mut document = started(reader, title.clone(), call)?;
    document.stamp = is_mine_alone.then_some(Stamp::MyDraft);
    document.blocks = vec![Block::Card {
        edge: if is_mine_alone { Edge::Dashed } else { Edge::Solid },
        blocks: vec![
            Block::Eyebrow(title),
            Block::Lead(sentence),
            Block::Small(today::day_words(entry.fields.on, call)),
        ],
    }];
    Ok(document)
}

/// Words the review of a week on one page.
pub(super) fn week(reader: &Reader, of: WeekOf, call: &Call<'_>) -> Result<Document, Trouble> {
    let week = reflect::week(reader, of, call)?;
    let mut document = started(reader, call.say("entry.review", &[]), call)?;
    let days = [("from", super::long_day(week.from, call)), ("to", super::long_day(week.to, call))];
    let days: Vec<(&str, &str)> = days.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let mut blocks = vec![
        Block::Eyebrow(call.say("document.days_of_week", &days)),
        Block::Title(week.title.clone()),
        Block::KeyValues(week.figures.iter().map(|f| KeyValue::fact(&f.label, &f.value)).collect()),
    ];
    if let Some(why) = &week.why {
        blocks.push(Block::Lead(why.clone()));
    }
    match &week.review {
        Some(review) => blocks.extend(printed(&review.shown)),
        None => {
            for key in ["intended", "differently", "next_week", "helped"] {
                blocks.push(Block::Heading(call.say(&format!("entry.review.{key}"), &[])));
                blocks.push(Block::Lines(3));
            }
        }
    }
    document.blocks = blocks;
    Ok(document)
}
