//! The lists of a period: decisions, talks, and all that was written.

use chrono::{Datelike, NaiveDate};
use inward_domain::entry::{Contact, Conversation, OfKind, Shown, ShownValue};
use inward_domain::schedule::names;
use inward_report::{Block, Column};

use super::Report;
use crate::entries::EntryView;
use crate::reports::{evidence, said};

impl Report<'_> {
    /// Says a day as the tables of the period do: with its year only where there is more than one.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        if self.period.from().year() == self.period.to().year() {
            names::day_month(self.call.language, day)
        } else {
            names::long_date(self.call.language, day)
        }
    }

    fn table(&self, heading: &str, columns: Vec<Column>, rows: Vec<Vec<String>>) -> Vec<Block> {
        said::by_day(self.say(heading), columns, rows, self.call)
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
