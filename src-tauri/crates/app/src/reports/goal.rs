//! The goal report: the picture I started from, in short, outside to inside, why, the path, what I heard, the
//! evidence with its limits, the decision, lessons.
//!
//! A section without content is left out, so that a report of week two is as
//! readable as one of week twelve.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::entry::{Complaint, ComplaintStatus, Entry, Event, OfKind, of_kind, subject_count};
use inward_domain::experiment::Experiment;
use inward_domain::goal::Goal;
use inward_domain::ids::PersonId;
use inward_domain::schedule::names;
use inward_report::{Block, Column, Document, Edge, KeyValue, Stamp, Table, Voice};
use inward_vault::{EntryFilter, Reader};

use super::{evidence, long_day, said};
use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::Trouble;
use crate::evidence::{Told, tell};
use crate::experiments::schedule_words;
use crate::reflect::{self, Lesson, LessonsOf};
use crate::settings::{self, Settings};
use crate::{goals, people};

/// The worksheets that are steps of the path; what is written as it comes is not.
const ON_THE_PATH: [&str; 12] = [
    "complaint",
    "left_hand",
    "guess",
    "conversation",
    "cycle",
    "feedforward",
    "working_on",
    "ladder",
    "no_surprise",
    "pulse",
    "change_rating",
    "brake",
];

struct Report<'a> {
    goal: Goal,
    name: String,
    names: BTreeMap<PersonId, String>,
    settings: Settings,
    complaints: Vec<Entry>,
    /// Every entry of the practice, oldest first.
    entries: Vec<EntryView>,
    told: Vec<Told>,
    lessons: Vec<Lesson>,
    call: &'a Call<'a>,
}

/// Words the report of a goal.
pub(super) fn document(reader: &Reader, goal: Goal, call: &Call<'_>) -> Result<Document, Trouble> {
    let report = Report::gather(reader, goal, call)?;
    let title = call.say("document.goal_title", &[("name", &report.name)]);
    let mut document = Document::new(title, call.language, call.moment.today());
    document.header = call.say("document.header", &[("name", report.settings.my_name.as_str())]);
    document.stamp = Some(Stamp::Confidential);
    document.footer = call.say("document.footer", &[("day", &long_day(call.moment.today(), call))]);
    document.blocks = report.blocks();
    Ok(document)
}

impl<'a> Report<'a> {
    fn gather(reader: &Reader, goal: Goal, call: &'a Call<'a>) -> Result<Self, Trouble> {
        let names = people::names(reader)?;
        let of_kind = |kind: &str| {
            let filter =
                EntryFilter { kind: Some(kind.to_owned()), goal: Some(goal.id), ..EntryFilter::default() };
            reader.entries(&filter)
        };
        let mut complaints = of_kind("complaint")?;
        complaints.sort_by_key(|e| (e.created_at, e.id));
        let all = EntryFilter { goal: Some(goal.id), ..EntryFilter::default() };
        let mut entries = reader.entries(&all)?;
        entries.sort_by_key(|e| (e.fields.on, e.created_at, e.id));
        let entries = entries::views(reader, entries, call)?;
        let mut lessons = reflect::lessons(reader, LessonsOf::default(), call)?;
        lessons.retain(|lesson| lesson.goal == Some(goal.id));
        lessons.reverse();
        let mut experiments: Vec<Experiment> =
            reader.experiments()?.into_iter().filter(|e| e.fields.goal == Some(goal.id)).collect();
        experiments.sort_by_key(|e| e.created_at);
        let told = experiments.into_iter().map(|e| tell(reader, e, call)).collect::<Result<_, _>>()?;
        let name = goals::name_of(&goal, &names, call);
        let settings = settings::stored(reader)?;
        Ok(Report { goal, name, names, settings, complaints, entries, told, lessons, call })
    }

    fn say(&self, key: &str) -> String {
        self.call.say(&format!("document.{key}"), &[])
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.opening();
        blocks.extend(self.in_short());
        blocks.extend(self.outside_to_inside());
        blocks.extend(self.why());
        blocks.extend(self.path());
        let about = match self.goal.fields.people.as_slice() {
            [only] => self.names.get(only).map(String::as_str),
            _ => None,
        };
        let day = |day| names::long_date(self.call.language, day);
        blocks.extend(said::heard(&self.entries, about, day, self.call));
        blocks.extend(said::together(&self.entries, self.call));
        for told in &self.told {
            blocks.extend(self.experiment(told));
        }
        blocks.extend(self.learned());
        blocks
    }

    fn opening(&self) -> Vec<Block> {
        let fields = &self.goal.fields;
        let mut blocks = Vec::new();
        if let (Some(from), Some(to)) = (fields.starts_on, fields.planned_end_on) {
            let (from, to) = (long_day(from, self.call), long_day(to, self.call));
            blocks.push(Block::Eyebrow(self.call.say("document.dates", &[("from", &from), ("to", &to)])));
        }
        blocks.push(Block::Title(self.name.clone()));
        blocks.push(Block::Subtitle(self.who()));
        let picture = [&fields.success.i_do, &fields.success.they_do, &fields.success.visitor_sees];
        let picture: Vec<&str> = picture.into_iter().flatten().map(|p| p.as_str()).collect();
        if !picture.is_empty() {
            blocks.push(Block::Heading(self.say("picture")));
            blocks.push(Block::Lead(picture.join(" ")));
        }
        blocks
    }

    fn who(&self) -> String {
        let me = super::me(&self.settings);
        let others: Vec<&str> =
            self.goal.fields.people.iter().filter_map(|p| self.names.get(p)).map(String::as_str).collect();
        if others.is_empty() {
            return me;
        }
        self.call.say("document.with", &[("me", &me), ("others", &others.join(", "))])
    }

    /// The box that can be read alone: the sentence of each experiment, what was decided, what was learned.
    fn in_short(&self) -> Option<Block> {
        let mut blocks = Vec::new();
        if let Some(sentence) = &self.goal.fields.sentence {
            blocks.push(Block::Words { text: sentence.to_string(), voice: Voice::Mine });
        }
        let firm = self.told.iter().filter_map(|t| t.measures.first()?.main.as_ref());
        blocks.extend(
            firm.map(|main| Block::Words { text: main.reading.sentence.clone(), voice: Voice::Fact }),
        );
        let paired = self.told.iter().filter_map(|t| t.measures.first()?.pairs.as_ref());
        blocks.extend(
            paired.map(|pairs| Block::Words { text: pairs.reading.sentence.clone(), voice: Voice::Fact }),
        );
        let mut pairs = Vec::new();
        for told in &self.told {
            let title = told.experiment.fields.title.as_str();
            let checkins = told.checkins(self.call);
            let mut said = Vec::new();
            if 0 < checkins.applicable {
                said.push(checkins.done_words);
            }
            if let Some(decision) = &told.experiment.fields.decision {
                said.push(evidence::choice(decision.choice, self.call));
                said.extend(decision.how.as_ref().map(ToString::to_string));
            }
            if !said.is_empty() {
                pairs.push(KeyValue::fact(title, said.join(" · ")));
            }
            if let Some(decision) = &told.experiment.fields.decision {
                pairs.push(KeyValue::mine(self.say("learned"), decision.learned.as_str()));
            }
        }
        if !pairs.is_empty() {
            blocks.push(Block::KeyValues(pairs));
        }
        let title = Some(self.say("in_short"));
        (!blocks.is_empty()).then_some(Block::Boxed { title, edge: Edge::Solid, blocks })
    }

    fn outside_to_inside(&self) -> Vec<Block> {
        let bodies: Vec<&Complaint> =
            of_kind::<Complaint>(&self.complaints).into_iter().map(|(_, c)| c).collect();
        if bodies.is_empty() {
            return Vec::new();
        }
        let text =
            |prose: Option<&inward_domain::text::Prose>| prose.map(ToString::to_string).unwrap_or_default();
        let rows = bodies
            .iter()
            .map(|c| {
                let inside = match (c.status, &c.not_mine_reason) {
                    (ComplaintStatus::NotMine, Some(reason)) => {
                        self.call.say("document.not_mine", &[("reason", reason.as_str())])
                    }
                    _ => text(c.skill_question.as_ref()),
                };
                vec![c.statement.to_string(), text(c.my_part.as_ref()), inside]
            })
            .collect();
        let (before, after, of) = subject_count(bodies.iter().copied());
        let (before, after, of) = (before.to_string(), after.to_string(), of.to_string());
        let counted = [("before", before.as_str()), ("after", after.as_str()), ("of", of.as_str())];
        let columns = vec![
            Column::fact(self.say("first_thought"), 1.0),
            Column::fact(self.say("my_part"), 1.0),
            Column::mine(self.say("skill_question"), 1.2),
        ];
        let caption = Some(self.call.say("document.subject_count", &counted));
        vec![Block::Heading(self.say("outside_to_inside")), Block::Table(Table { columns, rows, caption })]
    }

    fn why(&self) -> Vec<Block> {
        let why = &self.goal.fields.why;
        let areas = &why.areas;
        let pairs: Vec<KeyValue> = [
            ("why_matters", &why.matters),
            ("why_now", &why.now),
            ("why_how", &why.how),
            ("area_team", &areas.team),
            ("area_mission", &areas.mission),
            ("area_well_being", &areas.well_being),
            ("area_home", &areas.home),
            ("area_career", &areas.career),
            ("cost", &why.cost_of_no_change),
        ]
        .into_iter()
        .filter_map(|(key, text)| Some(KeyValue::mine(self.say(key), text.as_ref()?.as_str())))
        .collect();
        let competencies: Vec<String> =
            self.goal.fields.competencies.iter().map(|c| c.title(self.call.language)).collect();
        let mut blocks = Vec::new();
        if !competencies.is_empty() {
            blocks.push(Block::Heading(self.say("skill")));
            blocks.push(Block::Words { text: competencies.join(" · "), voice: Voice::Mine });
        }
        if !pairs.is_empty() {
            blocks.push(Block::Heading(self.say("why")));
            blocks.push(Block::KeyValues(pairs));
        }
        blocks
    }

    /// Lists what was done on which day: events in their words, worksheets by name, experiments as they began.
    fn path(&self) -> Vec<Block> {
        let mut days: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
        for view in &self.entries {
            let fields = &view.entry.fields;
            let words = match Event::of(&fields.body) {
                Some(event) => {
                    let note = event.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
                    format!("{}{note}", event.title)
                }
                None if ON_THE_PATH.contains(&fields.body.kind()) => view.kind_name.clone(),
                None => continue,
            };
            let of_day = days.entry(fields.on).or_default();
            if !of_day.contains(&words) {
                of_day.push(words);
            }
        }
        for told in &self.told {
            let fields = &told.experiment.fields;
            if let Some(day) = fields.starts_on {
                let begun = self.call.say("document.begun", &[("title", fields.title.as_str())]);
                days.entry(day).or_default().push(begun);
            }
        }
        let rows = days
            .into_iter()
            .map(|(day, words)| KeyValue::mine(names::long_date(self.call.language, day), words.join(" · ")));
        let rows: Vec<KeyValue> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        // Short lines, and many: two columns of them, read one after the other.
        let columns = rows.chunks(rows.len().div_ceil(2)).map(|half| vec![Block::KeyValues(half.to_vec())]);
        vec![Block::Heading(self.say("path")), Block::Columns(columns.collect())]
    }

    /// Lists what was learned and is not said with a decision above.
    fn learned(&self) -> Vec<Block> {
        let others = self.lessons.iter().filter(|lesson| lesson.experiment.is_none());
        let rows: Vec<KeyValue> =
            others.map(|lesson| KeyValue::mine(lesson.source.clone(), lesson.text.clone())).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        vec![Block::Together(vec![Block::Heading(self.say("lessons")), Block::KeyValues(rows)])]
    }

    fn experiment(&self, told: &Told) -> Vec<Block> {
        let fields = &told.experiment.fields;
        let mut blocks = vec![Block::Title(fields.title.to_string())];
        let text = |prose: &Option<inward_domain::text::Prose>| prose.as_ref().map(ToString::to_string);
        let if_then = fields.if_then.as_ref().map(|plan| {
            self.call.say("document.if_then_words", &[("cue", plan.cue.as_str()), ("act", plan.act.as_str())])
        });
        let mut plan: Vec<KeyValue> = [
            ("behaviour", text(&fields.behaviour)),
            ("if_then", if_then),
            ("hypothesis", text(&fields.hypothesis)),
            ("stop_rule", text(&fields.stop_rule)),
        ]
        .into_iter()
        .filter_map(|(key, text)| Some(KeyValue::mine(self.say(key), text?)))
        .collect();
        if let Some(schedule) = &fields.schedule {
            plan.push(KeyValue::fact(self.say("days"), schedule_words(schedule, self.call)));
        }
        blocks.push(Block::KeyValues(plan));
        for measure in &told.measures {
            blocks.extend(evidence::measure(told, measure, self.call));
        }
        blocks.extend(evidence::limits(told, self.call));
        blocks.extend(evidence::decision(told, self.call));
        blocks
    }
}
