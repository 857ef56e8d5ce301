//! The report of a period: what was worked on, what the days say, what was decided, heard and written.
//!
//! It looks back and counts nothing against anybody: no totals of people, no
//! comparison of one time with another. Figures of an experiment are those of
//! the whole experiment, because a part of one says less than it seems to, and
//! that is said beside them.

mod lists;
mod weeks;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::experiment::{Checkin, Experiment};
use inward_domain::goal::Goal;
use inward_domain::period::Period;
use inward_domain::schedule::names;
use inward_report::{Block, Chart, Document, Edge, KeyValue, Voice};
use inward_vault::{EntryFilter, Reader};

use super::{evidence, said, sheet};
use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::Trouble;
use crate::evidence::{Told, tell};
use crate::reflect::{self, Lesson, LessonsOf};
use crate::{goals, people, settings};

struct Report<'a> {
    period: Period,
    me: String,
    /// Every entry of the period, oldest first.
    entries: Vec<EntryView>,
    goals: Vec<(Goal, String)>,
    told: Vec<Told>,
    /// What was learned in the period, oldest first.
    lessons: Vec<Lesson>,
    call: &'a Call<'a>,
}

/// Words the report of a period.
pub(super) fn document(reader: &Reader, period: Period, call: &Call<'_>) -> Result<Document, Trouble> {
    let report = Report::gather(reader, period, call)?;
    let title = call.say("period.title", &[("period", &period.words(call.language))]);
    let mut document = sheet::started(reader, title, call)?;
    document.blocks = report.blocks();
    Ok(document)
}

impl<'a> Report<'a> {
    fn gather(reader: &Reader, period: Period, call: &'a Call<'a>) -> Result<Self, Trouble> {
        let filter =
            EntryFilter { from: Some(period.from()), to: Some(period.to()), ..EntryFilter::default() };
        let mut found = reader.entries(&filter)?;
        found.sort_by_key(|e| (e.fields.on, e.created_at, e.id));
        let entries = entries::views(reader, found, call)?;
        let mut told = Vec::new();
        for experiment in reader.experiments()? {
            let told_whole = tell(reader, experiment, call)?;
            if is_of(&told_whole, period) {
                told.push(told_whole);
            }
        }
        told.sort_by_key(|t| (begin(t), t.experiment.created_at));
        let known = people::names(reader)?;
        let is_worked_on = |goal: &Goal| {
            let from = goal
                .fields
                .starts_on
                .unwrap_or_else(|| goal.created_at.with_timezone(&call.moment.zone).date_naive());
            period.meets(from, goal.fields.planned_end_on.unwrap_or(period.to()))
                || entries.iter().any(|e| e.entry.fields.goal == Some(goal.id))
                || told.iter().any(|t| t.experiment.fields.goal == Some(goal.id))
        };
        let mut goals: Vec<Goal> = reader.goals()?.into_iter().filter(is_worked_on).collect();
        goals.sort_by_key(|g| (g.fields.starts_on, g.created_at));
        let goals = goals.into_iter().map(|g| (goals::name_of(&g, &known, call), g)).map(|(n, g)| (g, n));
        let goals = goals.collect();
        let mut lessons = reflect::lessons(reader, LessonsOf::default(), call)?;
        lessons.retain(|lesson| period.holds(lesson.on));
        lessons.reverse();
        let me = super::me(&settings::stored(reader)?);
        Ok(Report { period, me, entries, goals, told, lessons, call })
    }

    fn say(&self, key: &str) -> String {
        self.call.say(&format!("period.{key}"), &[])
    }

    fn long(&self, day: NaiveDate) -> String {
        names::long_date(self.call.language, day)
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.opening();
        blocks.push(self.in_short());
        blocks.extend(self.weeks_at_a_glance());
        blocks.extend(self.practices());
        blocks.extend(self.told.iter().flat_map(|told| self.experiment(told)));
        blocks.extend(self.decisions_and_lessons());
        blocks.extend(self.talks());
        blocks.extend(said::heard(&self.entries, None, |day| self.day(day), self.call));
        blocks.extend(said::together(&self.entries, self.call));
        blocks.extend(self.written());
        blocks
    }

    fn opening(&self) -> Vec<Block> {
        let (from, to) = (self.long(self.period.from()), self.long(self.period.to()));
        let days = self.call.say("period.days", &[("from", &from), ("to", &to)]);
        vec![
            Block::Eyebrow(days),
            Block::Title(self.period.words(self.call.language)),
            Block::Subtitle(self.me.clone()),
        ]
    }

    /// The box that can be read alone; without anything in the period it says so.
    fn in_short(&self) -> Block {
        let mut rows = Vec::new();
        let names: Vec<&str> = self.goals.iter().map(|(_, name)| name.as_str()).collect();
        if !names.is_empty() {
            rows.push(KeyValue::fact(self.say("practices"), names.join("\n")));
        }
        for told in &self.told {
            let fields = &told.experiment.fields;
            let decision = fields.decision.as_ref().filter(|d| self.period.holds(d.decided_on));
            let said: Vec<String> =
                [self.days_done(told), decision.map(|d| evidence::choice(d.choice, self.call))]
                    .into_iter()
                    .flatten()
                    .collect();
            if !said.is_empty() {
                rows.push(KeyValue::fact(fields.title.as_str(), said.join(" · ")));
            }
        }
        rows.extend(self.counted());
        let blocks = if rows.is_empty() {
            vec![Block::Words { text: self.say("nothing"), voice: Voice::Fact }]
        } else {
            vec![Block::KeyValues(rows)]
        };
        Block::Boxed { title: Some(self.call.say("document.in_short", &[])), edge: Edge::Solid, blocks }
    }

    /// Counts the days of the period on which the act of an experiment happened, of those it applied to.
    fn days_done(&self, told: &Told) -> Option<String> {
        let in_time = || told.logs.iter().filter(|log| self.period.holds(log.on));
        let count = |wanted| in_time().filter(|log| log.checkin == Some(wanted)).count();
        let (done, missed) = (count(Checkin::Done), count(Checkin::Missed));
        let (n, of) = (done.to_string(), (done + missed).to_string());
        (0 < done + missed).then(|| self.call.say("period.days_done", &[("done", &n), ("of", &of)]))
    }

    /// Counts what was written, kind by kind, in the order of the path.
    fn counted(&self) -> Option<KeyValue> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for view in &self.entries {
            *counts.entry(view.kind_name.as_str()).or_default() += 1;
        }
        let n = self.entries.len().to_string();
        let said: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        let value = format!("{}\n{}", self.call.say("period.entries", &[("n", &n)]), said.join(" · "));
        (!self.entries.is_empty()).then(|| KeyValue::fact(self.say("written"), value))
    }

    fn weeks_at_a_glance(&self) -> Vec<Block> {
        let Some(chart) = weeks::chart(self) else { return Vec::new() };
        let figure = Block::Figure { chart, caption: Some(self.say("weeks_how")) };
        vec![Block::Together(vec![Block::Heading(self.say("weeks")), figure])]
    }

    fn practices(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (goal, name) in &self.goals {
            let fields = &goal.fields;
            let skills: Vec<String> =
                fields.competencies.iter().map(|c| c.title(self.call.language)).collect();
            let text = |key: &str, text: Option<String>| {
                Some(KeyValue::mine(self.call.say(&format!("document.{key}"), &[]), text?))
            };
            let closed = fields
                .closing_words
                .as_ref()
                .filter(|_| fields.planned_end_on.is_some_and(|end| self.period.holds(end)));
            let rows: Vec<KeyValue> = [
                text("dates_key", self.dates(goal)).map(|row| KeyValue { voice: Voice::Fact, ..row }),
                text("sentence", fields.sentence.as_ref().map(ToString::to_string)),
                text("picture", picture(goal)),
                text("skill", (!skills.is_empty()).then(|| skills.join(" · "))),
                text("why_matters", fields.why.matters.as_ref().map(ToString::to_string)),
                text("closing_words", closed.map(ToString::to_string)),
            ]
            .into_iter()
            .flatten()
            .collect();
            if !rows.is_empty() {
                blocks.push(Block::Subheading(name.clone()));
                blocks.push(Block::KeyValues(rows));
            }
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::Heading(self.say("practices_heading")));
        }
        blocks
    }

    fn dates(&self, goal: &Goal) -> Option<String> {
        let from = self.long(goal.fields.starts_on?);
        let to = self.long(goal.fields.planned_end_on?);
        Some(self.call.say("document.days_of_week", &[("from", &from), ("to", &to)]))
    }

    fn experiment(&self, told: &Told) -> Vec<Block> {
        let fields = &told.experiment.fields;
        let mut blocks = vec![Block::Heading(fields.title.to_string())];
        let rows: Vec<KeyValue> = [
            fields
                .behaviour
                .as_ref()
                .map(|b| KeyValue::mine(self.call.say("document.behaviour", &[]), b.as_str())),
            self.days_done(told).map(|days| KeyValue::fact(self.say("in_this_time"), days)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !rows.is_empty() {
            blocks.push(Block::KeyValues(rows));
        }
        let measures: Vec<Block> =
            told.measures.iter().flat_map(|m| evidence::measure_in_short(told, m, self.call)).collect();
        if measures.is_empty() {
            return if blocks.len() == 1 { Vec::new() } else { blocks };
        }
        blocks.extend(self.beyond(told).map(Block::Small));
        blocks.extend(measures);
        blocks.extend(evidence::limits(told, self.call));
        blocks
    }

    /// Says from when to when the figures are, where the experiment reaches beyond the period.
    fn beyond(&self, told: &Told) -> Option<String> {
        let days = || told.logs.iter().map(|log| log.on);
        let (from, to) = (days().min()?, days().max()?);
        let (first, last) = (self.long(from), self.long(to));
        let inside = self.period.holds(from) && self.period.holds(to);
        (!inside).then(|| self.call.say("period.whole_experiment", &[("from", &first), ("to", &last)]))
    }
}

fn picture(goal: &Goal) -> Option<String> {
    let success = &goal.fields.success;
    let parts = [&success.i_do, &success.they_do, &success.visitor_sees];
    let parts: Vec<&str> = parts.into_iter().flatten().map(|part| part.as_str()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn begin(told: &Told) -> Option<NaiveDate> {
    let first_phase = told.experiment.phases.first().map(|phase| phase.starts_on);
    first_phase.or(told.experiment.fields.starts_on)
}

/// Tells whether an experiment ran, was logged or was decided in a period.
fn is_of(told: &Told, period: Period) -> bool {
    let Experiment { fields, .. } = &told.experiment;
    let decided = fields.decision.as_ref().map(|d| d.decided_on);
    let is_logged = told.logs.iter().any(|log| period.holds(log.on));
    let end = fields.ended_on().or(fields.planned_end_on).unwrap_or(period.to());
    let runs = fields.starts_on.is_some_and(|start| start <= end && period.meets(start, end));
    is_logged || runs || decided.is_some_and(|day| period.holds(day))
}

/// The width of pictures.
const WIDTH: f64 = Chart::PRINT_WIDTH;
