//! Everything about one person, read as they would read it.
//!
//! Each row that is about them or names them stands at its day with its kind in
//! words, and nothing else does, so that it can answer a request for access.
//! What was seen, what I make of it and what they said are kept apart; words
//! that judge are marked, never left out; other people are masked.
//!
//! Deliberately not here: pictures and figures of evidence, which are about a
//! practice, and any sum about the person.

mod rows;
mod voices;

use chrono::{Datelike, NaiveDate};
use inward_domain::ids::PersonId;
use inward_domain::person::{Person, PowerRelation};
use inward_domain::pseudonym::Mask;
use inward_domain::schedule::names::{long_date, month_name};
use inward_report::{Align, Block, Column, Document, Edge, KeyValue, Table, Voice, Width};
use inward_vault::{Earlier, Kind, Reader, TRASH_DAYS};

use super::{long_day, sheet};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::pseudonym::{self, Masking};
use rows::Row;

/// Holds whom the report is about, and how texts are put for their eyes.
struct About<'a> {
    reader: &'a Reader<'a>,
    person: &'a Person,
    /// Finds where the person is named.
    own: Mask<'static>,
    /// Hides everybody else.
    others: Mask<'static>,
    call: &'a Call<'a>,
}

/// Words everything about a person.
pub(super) fn document(reader: &Reader, person: &Person, call: &Call<'_>) -> Result<Document, Trouble> {
    let others = pseudonym::mask_of(reader, &Masking::others([person.id]), call)?;
    let about = About { reader, person, own: pseudonym::mask_of_one(person, call), others, call };
    let name = about.name();
    let title = call.say("about.title", &[("name", name)]);
    let mut document = sheet::started(reader, title.clone(), call)?;
    document.footer = call.say("about.footer", &[("day", &long_day(call.moment.today(), call))]);
    let rows = rows::gather(&about)?;
    let mut blocks = vec![Block::Eyebrow(call.say("about.read_as", &[("name", name)])), Block::Title(title)];
    blocks.push(Block::Subtitle(about.span(&rows)));
    blocks.push(about.how_to_read());
    blocks.extend(about.kept_about_them()?);
    blocks.extend(about.by_month(rows));
    blocks.extend(about.trash()?);
    blocks.push(Block::Small(about.say("copies")));
    document.blocks = blocks;
    Ok(document)
}

impl About<'_> {
    fn name(&self) -> &str {
        self.person.fields.display_name.as_str()
    }

    fn say(&self, key: &str) -> String {
        self.call.say(&format!("about.{key}"), &[])
    }

    /// Puts a text for the eyes of the person: other names are masked.
    fn put(&self, text: &str) -> String {
        self.others.text(text).text
    }

    /// Tells whether a text names the person, or holds their id.
    fn is_named_in(&self, text: &str) -> bool {
        let PersonId(id) = self.person.id;
        text.contains(&id.to_string()) || self.own.is_named_in(text)
    }

    fn day(&self, day: NaiveDate) -> String {
        long_date(self.call.language, day)
    }

    fn span(&self, rows: &[Row]) -> String {
        let n = rows.len().to_string();
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => {
                let (from, to) = (self.day(first.on), self.day(last.on));
                self.call.say("about.span", &[("n", &n), ("from", &from), ("to", &to)])
            }
            _ => self.say("nothing"),
        }
    }

    fn how_to_read(&self) -> Block {
        let lines = [("how_fact", Voice::Fact), ("how_mine", Voice::Mine), ("how_theirs", Voice::Theirs)];
        let mut blocks: Vec<Block> =
            lines.map(|(key, voice)| Block::Words { text: self.say(key), voice }).into();
        let name = self.name();
        let rest = self.call.say("about.how_rest", &[("name", name)]);
        blocks.push(Block::Small(rest));
        Block::Boxed { title: Some(self.say("how")), edge: Edge::Solid, blocks }
    }

    /// Lists what is kept of the person outside the stream.
    fn kept_about_them(&self) -> Result<Vec<Block>, Trouble> {
        let fields = &self.person.fields;
        let own = |key: &str| self.call.say(&format!("ui-people.{key}"), &[]);
        let fact = |key: &str, text: Option<String>| Some(KeyValue::fact(own(key), text?));
        let aliases: Vec<&str> = fields.aliases.iter().map(|alias| alias.as_str()).collect();
        let power = match fields.power {
            PowerRelation::IAmTheirBoss => "power.i_am_their_boss",
            PowerRelation::MyBoss => "power.my_boss",
            PowerRelation::Peer => "power.peer",
            PowerRelation::Other => "power.other",
        };
        let process = fields.formal_process.as_ref();
        let put = |line: Option<&inward_domain::text::Line>| line.map(|line| self.put(line.as_str()));
        let rows = [
            fact("name", Some(self.name().to_owned())),
            fact("role", put(fields.role.as_ref())),
            Some(KeyValue::fact(self.say("power"), own(power))),
            fact("since", fields.known_since.as_ref().map(|since| since.as_str().to_owned())),
            fact("aliases", (!aliases.is_empty()).then(|| aliases.join(", "))),
            fact("report_alias", put(fields.report_alias.as_ref())),
            fact("email", fields.email.as_ref().map(ToString::to_string)),
            fact("told_on", Some(fields.told_on.map_or_else(|| self.say("not_told"), |on| self.day(on)))),
            fact("formal", process.map(|_| self.say("yes"))),
            fact("formal.about", put(process.and_then(|p| p.about.as_ref()))),
            fact("formal.cleared", put(process.and_then(|p| p.contact_cleared_by.as_ref()))),
            fact("ideal", fields.contact_ideal_days.map(|days| days.to_string())),
            fact("max", fields.contact_max_days.map(|days| days.to_string())),
            Some(KeyValue::fact(self.say("since_when"), self.moment(self.person.created_at))),
        ];
        let mut blocks =
            vec![Block::Heading(self.say("kept")), Block::KeyValues(rows.into_iter().flatten().collect())];
        if let Some(words) = &fields.words_now {
            blocks.extend(self.my_words(&[(own("words_now"), words.to_string())]));
        }
        blocks.extend(self.changes(Kind::Person, &self.person.id.to_string())?);
        Ok(blocks)
    }

    fn moment(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        self.day(at.with_timezone(&self.call.moment.zone).date_naive())
    }

    /// Counts how often a row was changed; what it said before is kept in the journal.
    fn changes(&self, kind: Kind, id: &str) -> Result<Option<Block>, Trouble> {
        let changes: Vec<Earlier> = self.reader.history_of(kind, id)?;
        let Some(last) = changes.last() else { return Ok(None) };
        let (n, day) = (changes.len().to_string(), self.moment(last.at));
        Ok(Some(Block::Small(self.call.say("about.changed", &[("n", &n), ("day", &day)]))))
    }

    fn by_month(&self, rows: Vec<Row>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut month = None;
        for row in rows {
            let this = (row.on.year(), row.on.month());
            if month.replace(this) != Some(this) {
                let (name, year) = (month_name(self.call.language, this.1), this.0.to_string());
                let said = self.call.say("schedule.period.month", &[("month", &name), ("year", &year)]);
                blocks.push(Block::Heading(said));
            }
            let head = format!("{} · {}", self.day(row.on), row.kind);
            blocks.push(Block::Subheading(head));
            blocks.extend(row.blocks);
        }
        blocks
    }

    /// Names what lies in the trash and is about the person: it is kept until it leaves.
    fn trash(&self) -> Result<Vec<Block>, Trouble> {
        let mut rows = Vec::new();
        for trashed in self.reader.trash()? {
            let history = self.reader.history_of(trashed.kind, &trashed.id)?;
            let before = history.last().map(|earlier| earlier.before.to_string()).unwrap_or_default();
            if self.is_named_in(&before) {
                let leaves = trashed.deleted_at + chrono::TimeDelta::days(TRASH_DAYS);
                let kind = match trashed.kind {
                    Kind::Entry => rows::kind_of(&before).map(|kind| format!("entry.{kind}")),
                    other => Some(format!("app.kind_{}", other.name())),
                };
                let kind = kind.map(|key| self.call.say(&key, &[])).unwrap_or_default();
                let title = self.put(&trashed.title);
                rows.push(vec![kind, title, self.moment(trashed.deleted_at), self.moment(leaves)]);
            }
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let date = |key: &str| Column {
            width: Width::Content,
            align: Align::Start,
            ..Column::fact(self.say(key), 1.0)
        };
        let columns = vec![
            Column::fact(self.say("trash_kind"), 0.8),
            Column::mine(self.say("trash_words"), 2.0),
            date("trash_deleted"),
            date("trash_leaves"),
        ];
        let table = Table { columns, rows, caption: Some(self.say("trash_why")) };
        Ok(vec![Block::Heading(self.say("trash")), Block::Table(table)])
    }
}
