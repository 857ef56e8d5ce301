//! The lists of a period: decisions, talks, what was heard, what entries say together, and all that was written.

use chrono::{Datelike, NaiveDate};
use inward_domain::entry::{
    self, Around, Contact, Conversation, Entry, Fix, Guess, Head, Impact, OfKind, Shown, ShownValue, Speaker,
    Trigger, Worksheet,
};
use inward_domain::schedule::names;
use inward_report::{Align, Block, Column, KeyValue, Table, Width};

use super::Report;
use crate::entries::EntryView;
use crate::reports::evidence;

/// The kinds whose entries say something together that is worth a line.
const TOGETHER: [&str; 4] = [Trigger::FORM.kind, Fix::FORM.kind, Guess::FORM.kind, Impact::FORM.kind];

impl Report<'_> {
    /// Says a day as the tables of the period do: with its year only where there is more than one.
    fn day(&self, day: NaiveDate) -> String {
        if self.period.from().year() == self.period.to().year() {
            names::day_month(self.call.language, day)
        } else {
            names::long_date(self.call.language, day)
        }
    }

    fn days(&self) -> Column {
        Column { width: Width::Content, align: Align::Start, ..Column::fact(self.say("day"), 1.0) }
    }

    fn table(&self, heading: &str, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Vec<Block> {
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = std::iter::once(self.days()).chain(columns).collect();
        vec![Block::Heading(self.say(heading)), Block::Table(Table { columns, rows, caption: None })]
    }

    pub(super) fn decisions_and_lessons(&self) -> Vec<Block> {
        let decision = |id| {
            let told = self.told.iter().find(|told| Some(told.experiment.id) == id)?;
            told.experiment.fields.decision.as_ref()
        };
        let rows = self.lessons.iter().map(|lesson| {
            let source = match decision(lesson.experiment) {
                Some(decided) => format!("{}\n{}", lesson.source, evidence::decided(decided, self.call)),
                None => lesson.source.clone(),
            };
            vec![self.day(lesson.on), source, lesson.text.clone()]
        });
        let columns = vec![Column::fact(self.say("from_where"), 1.0), Column::mine(self.say("learned"), 1.6)];
        self.table("decisions", columns, rows.collect())
    }

    pub(super) fn talks(&self) -> Vec<Block> {
        let is_talk = |view: &&EntryView| {
            let body = &view.entry.fields.body;
            Contact::of(body).is_some() || Conversation::of(body).is_some()
        };
        let rows = self.entries.iter().filter(is_talk).map(|view| {
            let with = view.person_name.clone().unwrap_or_default();
            vec![self.day(view.entry.fields.on), with, self.how(view), view.title.clone()]
        });
        let columns = vec![
            Column::fact(self.say("with"), 0.8),
            Column::fact(self.say("how"), 1.0),
            Column::mine(self.say("about"), 1.8),
        ];
        self.table("talks", columns, rows.collect())
    }

    /// Says how a talk was: its kind, its way and its length; one that is not held yet says so.
    fn how(&self, view: &EntryView) -> String {
        let field = |name: &str| view.shown.iter().find(|shown| shown.field == name).and_then(text_of);
        let talk = Conversation::of(&view.entry.fields.body);
        let kind = match talk.is_some_and(|talk| !talk.is_held()) {
            true => self.call.say("period.planned", &[("kind", &view.kind_name)]),
            false => view.kind_name.clone(),
        };
        let minutes = field("minutes").map(|n| self.call.say("period.minutes", &[("n", n)]));
        [Some(kind), field("way").map(str::to_owned), minutes]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Lists their words, from whatever worksheet they are on.
    pub(super) fn heard(&self) -> Vec<Block> {
        let mut rows = Vec::new();
        for view in &self.entries {
            let who: Vec<&str> =
                [view.person_name.as_deref(), Some(&view.kind_name)].into_iter().flatten().collect();
            for (asked, words) in their_words(&view.shown) {
                let from: Vec<String> = [Some(who.join(" · ")), asked].into_iter().flatten().collect();
                rows.push(vec![self.day(view.entry.fields.on), from.join("\n"), words]);
            }
        }
        let columns =
            vec![Column::fact(self.say("from_whom"), 1.0), Column::theirs(self.say("their_words"), 1.8)];
        self.table("heard", columns, rows)
    }

    /// Says what the entries of a kind say together, with their count.
    pub(super) fn said_together(&self) -> Vec<Block> {
        let around = Around { today: self.call.moment.today(), changed_on: None };
        let entries: Vec<Entry> = self.entries.iter().map(|view| view.entry.clone()).collect();
        let rows: Vec<KeyValue> = TOGETHER
            .iter()
            .flat_map(|kind| {
                let of_kind: Vec<Entry> =
                    entries.iter().filter(|e| e.fields.body.kind() == *kind).cloned().collect();
                let name = self.call.say(&format!("entry.{kind}"), &[]);
                entry::findings(kind, &of_kind, &around)
                    .into_iter()
                    .map(move |finding| (name.clone(), finding))
            })
            .map(|(name, finding)| KeyValue::fact(name, finding.say(self.call.language)))
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading(self.say("together")), Block::KeyValues(rows)]
    }

    /// Lists all that was written, by its day, kind and first words.
    pub(super) fn written(&self) -> Vec<Block> {
        let rows = self.entries.iter().map(|view| {
            let about = view.person_name.clone().unwrap_or_default();
            let words = if view.title == view.kind_name { String::new() } else { view.title.clone() };
            vec![self.day(view.entry.fields.on), view.kind_name.clone(), about, words]
        });
        let columns = vec![
            Column::fact(self.say("what"), 0.9),
            Column::fact(self.say("about_whom"), 0.7),
            Column::mine(self.say("first_words"), 2.2),
        ];
        self.table("everything", columns, rows.collect())
    }
}

fn text_of(shown: &Shown) -> Option<&str> {
    match &shown.value {
        ShownValue::Text { text, .. } => Some(text),
        ShownValue::Table { .. } => None,
    }
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
