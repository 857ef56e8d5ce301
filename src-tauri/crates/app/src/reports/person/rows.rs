//! The rows that are about a person or name them, by their day.

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::entry::{Entry, Guess, OfKind, Speaker};
use inward_domain::experiment::{Checkin, DayLog, DoTheyKnow, Experiment, IfThen};
use inward_domain::goal::Goal;
use inward_domain::schedule::{Rule, What};
use inward_domain::text::{Line, Prose};
use inward_report::{Align, Block, Column, KeyValue, Table, Width};
use inward_vault::{EntryFilter, Kind};

use super::About;
use crate::entries::{self, EntryView};
use crate::error::Trouble;
use crate::experiments::schedule_words;
use crate::reports::evidence;

/// Holds one row of the report.
pub(super) struct Row {
    /// Its day.
    pub(super) on: NaiveDate,
    /// When it was written, which orders the rows of a day.
    created_at: DateTime<Utc>,
    id: String,
    /// What it is, in words.
    pub(super) kind: String,
    /// What it says.
    pub(super) blocks: Vec<Block>,
}

/// Gathers every row, oldest first.
pub(super) fn gather(about: &About<'_>) -> Result<Vec<Row>, Trouble> {
    let mut rows = Vec::new();
    for goal in about.reader.goals()? {
        if goal.fields.people.contains(&about.person.id) || about.is_named_in(&json(&goal.fields)) {
            rows.push(about.goal(&goal)?);
        }
    }
    for experiment in about.reader.experiments()? {
        rows.extend(about.experiment(&experiment)?);
    }
    let mut found: Vec<Entry> = about.reader.entries(&EntryFilter::default())?;
    found.retain(|entry| {
        let fields = &entry.fields;
        fields.person == Some(about.person.id) || about.is_named_in(&json(&fields.body))
    });
    for view in entries::views(about.reader, found, about.call)? {
        rows.push(about.entry(view)?);
    }
    let own = about.reader.rules()?.into_iter().filter(|rule| matches!(rule.what, What::Own));
    for rule in own {
        rows.extend(about.reminder(&rule));
    }
    rows.sort_by(|a, b| (a.on, a.created_at, &a.id).cmp(&(b.on, b.created_at, &b.id)));
    Ok(rows)
}

/// Returns the kind of an entry that is only known as it was stored.
pub(super) fn kind_of(stored: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(stored).ok()?;
    Some(value.get("body")?.get("kind")?.as_str()?.to_owned())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("BUG: a row is plain data")
}

/// Holds pairs of a label and my words, as they are filled.
struct Mine<'a> {
    about: &'a About<'a>,
    rows: Vec<(String, String)>,
}

impl Mine<'_> {
    fn add(&mut self, key: &str, text: Option<String>) {
        if let Some(text) = text {
            self.rows.push((self.about.call.say(key, &[]), text));
        }
    }

    fn line(&mut self, key: &str, line: Option<&Line>) {
        self.add(key, line.map(ToString::to_string));
    }

    fn prose(&mut self, key: &str, prose: Option<&Prose>) {
        self.add(key, prose.map(ToString::to_string));
    }
}

impl About<'_> {
    fn local_day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.call.moment.zone).date_naive()
    }

    fn facts(&self, rows: Vec<(&str, Option<String>)>) -> Vec<Block> {
        let filled = rows
            .into_iter()
            .filter_map(|(key, text)| Some(KeyValue::fact(self.call.say(key, &[]), self.put(&text?))));
        let filled: Vec<KeyValue> = filled.collect();
        if filled.is_empty() {
            return Vec::new();
        }
        vec![Block::Eyebrow(self.voice_name(Speaker::Fact)), Block::KeyValues(filled)]
    }

    fn entry(&self, view: EntryView) -> Result<Row, Trouble> {
        let entry = &view.entry;
        let of_other = entry.fields.person != Some(self.person.id);
        let mut blocks = Vec::new();
        if let (true, Some(name)) = (of_other, &view.person_name) {
            blocks.push(Block::Small(self.call.say("about.of_other", &[("name", &self.put(name))])));
        }
        blocks.extend(self.in_voices(&view.shown));
        if let Some(guess) = Guess::of(&entry.fields.body) {
            blocks.extend(self.seal(guess));
        }
        blocks.extend(self.changes(Kind::Entry, &entry.id.to_string())?);
        Ok(Row {
            on: entry.fields.on,
            created_at: entry.created_at,
            id: entry.id.to_string(),
            kind: view.kind_name,
            blocks,
        })
    }

    /// Says when a guess was sealed; what was thought later stands below it, and the sealed one stays.
    fn seal(&self, guess: &Guess) -> Vec<Block> {
        let Some(sealed_at) = guess.sealed_at else {
            return vec![Block::Small(self.say("not_sealed"))];
        };
        let day = self.moment(sealed_at);
        let mut blocks = vec![Block::Small(self.call.say("about.sealed", &[("day", &day)]))];
        for later in &guess.versions {
            let day = self.moment(later.at);
            let rows = later.rows.iter().map(|row| {
                vec![
                    self.put(row.question.as_str()),
                    self.put(row.guess.as_str()),
                    format!("{} %", row.confidence.get()),
                ]
            });
            let said = |key: &str| self.call.say(&format!("entry.guess.questions.{key}"), &[]);
            let columns = vec![
                Column::mine(said("question"), 1.0),
                Column::mine(said("guess"), 1.0),
                Column::figures(said("confidence")),
            ];
            let caption = Some(self.call.say("about.later_guess", &[("day", &day)]));
            blocks.push(Block::Table(Table { columns, rows: rows.collect(), caption }));
        }
        blocks
    }

    fn goal(&self, goal: &Goal) -> Result<Row, Trouble> {
        let fields = &goal.fields;
        let day = |on: Option<NaiveDate>| on.map(|on| self.day(on));
        let skills: Vec<String> = fields.competencies.iter().map(|c| c.title(self.call.language)).collect();
        let mut blocks = self.facts(vec![
            ("about.from", day(fields.starts_on)),
            ("about.to", day(fields.planned_end_on)),
            ("document.skill", (!skills.is_empty()).then(|| skills.join(" · "))),
        ]);
        let mut mine = Mine { about: self, rows: Vec::new() };
        mine.line("about.name", fields.title.as_ref());
        mine.prose("document.sentence", fields.sentence.as_ref());
        mine.prose("about.i_do", fields.success.i_do.as_ref());
        mine.prose("about.they_do", fields.success.they_do.as_ref());
        mine.prose("about.visitor_sees", fields.success.visitor_sees.as_ref());
        mine.line("ui-people.words_want", fields.wanted_words.as_ref());
        let why = &fields.why;
        for (key, text) in [
            ("document.why_matters", &why.matters),
            ("document.why_now", &why.now),
            ("document.why_how", &why.how),
            ("document.area_team", &why.areas.team),
            ("document.area_mission", &why.areas.mission),
            ("document.area_well_being", &why.areas.well_being),
            ("document.area_home", &why.areas.home),
            ("document.area_career", &why.areas.career),
            ("document.cost", &why.cost_of_no_change),
            ("document.closing_words", &fields.closing_words),
        ] {
            mine.prose(key, text.as_ref());
        }
        blocks.extend(self.my_words(&mine.rows));
        blocks.extend(self.changes(Kind::Goal, &goal.id.to_string())?);
        let on = fields.starts_on.unwrap_or_else(|| self.local_day(goal.created_at));
        let kind = self.call.say("app.kind_goal", &[]);
        Ok(Row { on, created_at: goal.created_at, id: goal.id.to_string(), kind, blocks })
    }

    /// Words an experiment that is with the person or names them, with its days; none where neither is so.
    fn experiment(&self, experiment: &Experiment) -> Result<Option<Row>, Trouble> {
        let fields = &experiment.fields;
        let is_with = fields.people.contains(&self.person.id);
        let mut logs = self.reader.day_logs(experiment.id)?;
        if !is_with {
            logs.retain(|log| log.note.as_ref().is_some_and(|note| self.is_named_in(note.as_str())));
        }
        if !is_with && logs.is_empty() && !self.is_named_in(&json(fields)) {
            return Ok(None);
        }
        let mut blocks = self.experiment_facts(experiment);
        let plan = |plan: &IfThen| {
            let words = [("cue", plan.cue.as_str()), ("act", plan.act.as_str())];
            self.call.say("document.if_then_words", &words)
        };
        let mut mine = Mine { about: self, rows: Vec::new() };
        mine.line("about.name", Some(&fields.title));
        mine.prose("document.behaviour", fields.behaviour.as_ref());
        mine.add("document.if_then", fields.if_then.as_ref().map(plan));
        mine.line("about.obstacle", fields.obstacle.as_ref());
        mine.add("about.backup", fields.backup.as_ref().map(plan));
        mine.prose("document.hypothesis", fields.hypothesis.as_ref());
        mine.prose("about.risk", fields.risk.as_ref());
        mine.prose("document.stop_rule", fields.stop_rule.as_ref());
        if let Some(decision) = &fields.decision {
            mine.add("document.decision", Some(evidence::decided(decision, self.call)));
            mine.prose("document.learned", Some(&decision.learned));
        }
        blocks.extend(self.my_words(&mine.rows));
        blocks.extend(self.days(experiment, &logs));
        blocks.extend(self.changes(Kind::Experiment, &experiment.id.to_string())?);
        let on = fields.starts_on.unwrap_or_else(|| self.local_day(experiment.created_at));
        let kind = self.call.say("app.kind_experiment", &[]);
        let (created_at, id) = (experiment.created_at, experiment.id.to_string());
        Ok(Some(Row { on, created_at, id, kind, blocks }))
    }

    /// Words a reminder of my own that names the person; none where it does not.
    fn reminder(&self, rule: &Rule) -> Option<Row> {
        let words = rule.own_words.as_ref().filter(|words| self.is_named_in(words.as_str()))?;
        let mut blocks = self.facts(vec![
            ("about.from", Some(self.day(rule.starts_on))),
            ("about.to", rule.ends_on.map(|on| self.day(on))),
        ]);
        let mut mine = Mine { about: self, rows: Vec::new() };
        mine.line("about.reminds", Some(words));
        blocks.extend(self.my_words(&mine.rows));
        let kind = self.call.say("app.kind_reminder", &[]);
        Some(Row { on: rule.starts_on, created_at: rule.valid_from, id: rule.id.to_string(), kind, blocks })
    }

    fn experiment_facts(&self, experiment: &Experiment) -> Vec<Block> {
        let fields = &experiment.fields;
        let day = |on: Option<NaiveDate>| on.map(|on| self.day(on));
        let knows = fields.do_they_know.as_ref().map(|knows| match knows {
            DoTheyKnow::Agreed => self.say("knows_agreed"),
            DoTheyKnow::Told => self.say("knows_told"),
            DoTheyKnow::No { reason } => self.call.say("about.knows_not", &[("reason", reason.as_str())]),
        });
        self.facts(vec![
            ("about.from", day(fields.starts_on)),
            ("about.to", day(fields.planned_end_on)),
            ("document.days", fields.schedule.as_ref().map(|s| schedule_words(s, self.call))),
            ("about.knows", knows),
            (
                "about.design",
                Some(self.call.say(&format!("evidence.design.{}.name", fields.design.key()), &[])),
            ),
            ("document.decided_on", day(fields.decision.as_ref().map(|d| d.decided_on))),
        ])
    }

    /// Lists the logged days: what happened, what I rated, and my line about it.
    fn days(&self, experiment: &Experiment, logs: &[DayLog]) -> Vec<Block> {
        let checkin = |log: &DayLog| match log.checkin {
            Some(Checkin::Done) => self.call.say("report.done", &[]),
            Some(Checkin::Missed) => self.call.say("report.not_done", &[]),
            Some(Checkin::NotApplicable) => self.call.say("report.calendar_off", &[]),
            None => String::new(),
        };
        let rating = |log: &DayLog| {
            let of = |m: &inward_domain::experiment::Measure| {
                let rated = log.ratings.iter().find(|r| r.measure == m.id)?;
                Some(format!("{} {}", self.put(m.fields.name.as_str()), rated.value))
            };
            experiment.measures.iter().filter_map(of).collect::<Vec<_>>().join(" · ")
        };
        let note = |log: &DayLog| log.note.as_ref().map(|n| self.put(n.as_str())).unwrap_or_default();
        let mut rows: Vec<(NaiveDate, Vec<String>)> = logs
            .iter()
            .map(|log| (log.on, vec![self.day(log.on), checkin(log), rating(log), note(log)]))
            .collect();
        rows.sort_by_key(|(on, _)| *on);
        let day =
            Column { width: Width::Content, align: Align::Start, ..Column::fact(self.say("log_day"), 1.0) };
        let has_notes = rows.iter().any(|(_, row)| row.last().is_some_and(|note| !note.is_empty()));
        let mut columns =
            vec![day, Column::fact(self.say("log_happened"), 0.8), Column::fact(self.say("log_rated"), 1.4)];
        if has_notes {
            columns.push(Column::mine(self.say("log_note"), 1.8));
        }
        let caption = Some(self.say("log_caption"));
        let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let notes = rows.iter().filter_map(|row| row.last());
        let marked = self.marked_in(notes);
        std::iter::once(Block::Table(Table { columns, rows, caption })).chain(marked).collect()
    }
}
