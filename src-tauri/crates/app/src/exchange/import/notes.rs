//! Dated texts of journals, which become notes.
//!
//! A text is found by where it came from, and else by saying the same on the
//! same day. What was written in Inward and exported as Markdown is found by
//! its own id.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use inward_domain::ids::EntryId;
use inward_domain::provenance::RowKind;
use inward_domain::schedule::names;
use inward_domain::text::Prose;
use inward_exchange::journal::DatedText;
use inward_exchange::problem::Reason;
use inward_vault::{EntryFilter, Reader};

use super::formats::said;
use super::plan::{Becomes, Foreign, Row, Step};
use crate::dispatch::Call;
use crate::error::Trouble;

/// Holds which texts are there.
pub(super) struct Known {
    by_source: HashMap<String, String>,
    texts: HashSet<(NaiveDate, String)>,
}

impl Foreign for DatedText {
    type Known = Known;

    fn known(reader: &Reader) -> Result<Known, Trouble> {
        let notes =
            reader.entries(&EntryFilter { kind: Some("note".to_owned()), ..EntryFilter::default() })?;
        let text = |entry: Entry| match entry.fields.body {
            EntryBody::Note(note) => Some((entry.fields.on, note.text.to_string())),
            _ => None,
        };
        Ok(Known {
            by_source: reader.sources(RowKind::Entry)?,
            texts: notes.into_iter().filter_map(text).collect(),
        })
    }

    fn words(rows: &[DatedText], call: &Call<'_>) -> String {
        let n = rows.len().to_string();
        let (first, last) = (rows.iter().map(|row| row.on).min(), rows.iter().map(|row| row.on).max());
        let (Some(first), Some(last)) = (first, last) else { return call.say("import.texts_none", &[]) };
        let day = |on: NaiveDate| names::long_date(call.language, on);
        call.say("import.texts", &[("n", &n), ("from", &day(first)), ("to", &day(last))])
    }

    fn key(&self) -> &str {
        &self.source_id
    }

    fn name(&self) -> String {
        let text = self.title.as_ref().map_or_else(|| self.text.as_str(), |title| title.as_str());
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let short: String = first.chars().take(80).collect();
        format!("{} · {short}", self.on)
    }

    fn becomes(self, known: &mut Known, reader: &Reader, call: &Call<'_>) -> Result<Becomes, Trouble> {
        let our_own = self.source_id.strip_prefix("md:").and_then(|id| id.parse::<EntryId>().ok());
        if known.by_source.contains_key(&self.source_id)
            || our_own.map_or(Ok(None), |id| reader.entry(id))?.is_some()
        {
            return Ok(Becomes::here(RowKind::Entry, None));
        }
        let text = match whole(&self) {
            Ok(text) => text,
            Err(reason) => return Ok(Becomes::left_out(said(call, reason.key(), &reason.params()))),
        };
        if !known.texts.insert((self.on, text.to_string())) {
            let told = call.say("import.same_text", &[]);
            return Ok(Becomes::here(RowKind::Entry, Some(told)));
        }
        let entry = Entry {
            id: EntryId(call.moment.new_id()),
            created_at: call.moment.now,
            changed_at: call.moment.now,
            fields: EntryFields {
                on: self.on,
                person: None,
                goal: None,
                experiment: None,
                body: Note { text }.into(),
            },
        };
        Ok(Becomes {
            steps: vec![Step::added(Row::Entry(entry), Some(self.source_id))],
            ..Becomes::default()
        })
    }
}

/// Puts the heading above the text and the words it is filed under below it, as Markdown does.
fn whole(text: &DatedText) -> Result<Prose, Reason> {
    let mut parts = Vec::new();
    if let Some(title) = &text.title {
        parts.push(format!("# {title}"));
    }
    parts.push(text.text.to_string());
    let tags: Vec<String> = text
        .tags
        .iter()
        .map(|tag| format!("#{}", tag.as_str().trim_start_matches('#').replace(' ', "_")))
        .collect();
    if !tags.is_empty() {
        parts.push(tags.join(" "));
    }
    Prose::new(&parts.join("\n\n")).map_err(|_| Reason::TooLong { max: inward_domain::text::PROSE_MAX })
}
