//! What an import will do, row by row: shown, counted, chosen from, and then written.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use inward_domain::entry::Entry;
use inward_domain::experiment::{DayLog, Experiment};
use inward_domain::goal::Goal;
use inward_domain::ids::{BatchId, EntryId, ExperimentId};
use inward_domain::person::Person;
use inward_domain::provenance::{Batch, Origin, RowKind, Taken};
use inward_domain::schedule::Rule;
use inward_domain::text::Line;
use inward_exchange::found::{Found, Noted};
use inward_exchange::json::Everything;
use inward_vault::{Reader, Writer};

use super::super::everything;
use super::everything as own;
use super::formats::said;
use super::{Fate, FileFormat, ImportCount, ImportRow, ImportSummary, RowChoice, TableView};
use crate::AppError;
use crate::dispatch::Call;
use crate::error::Trouble;

/// How many rows of each fate a preview lists; the others are counted.
const ROWS_SHOWN: usize = 500;

/// Something that another program kept, and what it becomes here.
pub(super) trait Foreign: Sized {
    /// What a double is looked up in; read once for a whole file.
    type Known;

    /// Reads what a double is looked up in.
    fn known(reader: &Reader) -> Result<Self::Known, Trouble>;

    /// Says in a sentence what a file holds.
    fn words(rows: &[Self], call: &Call<'_>) -> String;

    /// Returns what it is called where it came from: the same in the next file.
    fn key(&self) -> &str;

    /// Returns what a person reads.
    fn name(&self) -> String;

    /// Decides what becomes of it.
    fn becomes(self, known: &mut Self::Known, reader: &Reader, call: &Call<'_>) -> Result<Becomes, Trouble>;
}

/// Holds what becomes of a row of a file.
#[derive(Default)]
pub(super) struct Becomes {
    /// Why it is left out; none takes it.
    pub left_out: Option<String>,
    /// What a person should know about it, in a sentence.
    pub told: Option<String>,
    /// What is written.
    pub steps: Vec<Step>,
    /// Rows of the journal that are as the file says.
    pub same: Vec<(RowKind, usize)>,
}

/// Holds one row of the journal as it will be.
pub(super) struct Step {
    pub row: Row,
    /// What it is called where it came from.
    pub source: Option<String>,
    pub change: Taken,
}

/// Holds a row of the journal.
pub(super) enum Row {
    Person(Person),
    Goal(Goal),
    Experiment(Experiment),
    Entry(Entry),
    DayLog(DayLog),
    Reminder(Rule),
}

/// Holds a row of a file with what becomes of it.
pub(super) struct Planned {
    pub key: Option<String>,
    pub place: String,
    pub what: String,
    pub fate: Fate,
    pub reason: Option<String>,
    pub steps: Vec<Step>,
    pub same: Vec<(RowKind, usize)>,
}

/// Holds what an import will do.
pub(super) struct Plan {
    pub format: FileFormat,
    pub words: String,
    pub rows: Vec<Planned>,
    /// What is written before any row, and not counted: the experiment that days go into.
    pub before: Vec<Step>,
    pub remarks: Vec<ImportRow>,
    pub assumptions: Vec<String>,
    /// What is to be chosen first.
    pub missing: Option<AppError>,
    /// Rows that cannot be read hold the others back.
    pub is_strict: bool,
    pub columns: Vec<String>,
    pub table: Option<TableView>,
    pub experiment: Option<ExperimentId>,
    /// What of our own JSON is written beside its rows.
    pub rest: Option<Box<Everything>>,
}

impl Step {
    /// Writes a row that was not there.
    pub fn added(row: Row, source: Option<String>) -> Step {
        Step { row, source, change: Taken::Added }
    }

    /// Writes over a row that was there.
    pub fn changed(row: Row, source: Option<String>) -> Step {
        Step { row, source, change: Taken::Changed }
    }
}

impl Row {
    fn kind(&self) -> RowKind {
        match self {
            Row::Person(_) => RowKind::Person,
            Row::Goal(_) => RowKind::Goal,
            Row::Experiment(_) => RowKind::Experiment,
            Row::Entry(_) => RowKind::Entry,
            Row::DayLog(_) => RowKind::DayLog,
            Row::Reminder(_) => RowKind::Reminder,
        }
    }

    /// Returns the day of a dated row, and its place within the day; the nouns, which it may be about, have none.
    fn day(&self) -> Option<(NaiveDate, Option<EntryId>)> {
        match self {
            Row::Entry(row) => Some((row.fields.on, Some(row.id))),
            Row::DayLog(row) => Some((row.on, None)),
            Row::Person(_) | Row::Goal(_) | Row::Experiment(_) | Row::Reminder(_) => None,
        }
    }

    pub fn id(&self) -> String {
        match self {
            Row::Person(row) => row.id.to_string(),
            Row::Goal(row) => row.id.to_string(),
            Row::Experiment(row) => row.id.to_string(),
            Row::Entry(row) => row.id.to_string(),
            Row::DayLog(row) => row.id.to_string(),
            Row::Reminder(row) => row.id.to_string(),
        }
    }

    fn put(&self, writer: &Writer, call: &Call<'_>) -> Result<(), Trouble> {
        let now = call.moment.now;
        let written = match self {
            Row::Person(row) => writer.put_person(row, now),
            Row::Goal(row) => writer.put_goal(row, now),
            Row::Experiment(row) => writer.put_experiment(row, now),
            Row::Entry(row) => writer.put_entry(row, now),
            Row::DayLog(row) => writer.put_day_log(row, now),
            // Out of the trash first, as the other kinds come out of it when they are written.
            Row::Reminder(row) => writer.restore_reminder(row.id).and_then(|_| writer.put_reminder(row, now)),
        };
        written.map_err(Trouble::Vault)
    }
}

impl Becomes {
    /// Leaves the row out.
    pub fn left_out(why: String) -> Becomes {
        Becomes { left_out: Some(why), ..Becomes::default() }
    }

    /// Finds the row in the journal as it is.
    pub fn here(kind: RowKind, told: Option<String>) -> Becomes {
        Becomes { told, same: vec![(kind, 1)], ..Becomes::default() }
    }

    fn fate(&self) -> Fate {
        match self.steps.first() {
            _ if self.left_out.is_some() => Fate::LeftOut,
            None => Fate::Here,
            Some(Step { change: Taken::Changed, .. }) => Fate::Merged,
            Some(_) if !self.same.is_empty() => Fate::Merged,
            Some(_) => Fate::New,
        }
    }
}

impl Planned {
    /// Plans a row of a file.
    pub fn of(key: Option<String>, what: String, becomes: Becomes) -> Planned {
        let fate = becomes.fate();
        let reason = becomes.left_out.or(becomes.told);
        Planned { key, place: String::new(), what, fate, reason, steps: becomes.steps, same: becomes.same }
    }

    /// Leaves a row out, with its place in the file.
    pub fn left_out(place: String, what: String, reason: String) -> Planned {
        let planned = Planned::of(None, what, Becomes::left_out(reason));
        Planned { place, ..planned }
    }

    fn shown(&self) -> ImportRow {
        ImportRow {
            key: self.key.clone(),
            place: self.place.clone(),
            what: self.what.clone(),
            fate: self.fate,
            reason: self.reason.clone(),
        }
    }
}

impl Plan {
    /// Starts with nothing to do.
    pub fn empty(format: FileFormat, words: String) -> Plan {
        Plan {
            format,
            words,
            rows: Vec::new(),
            before: Vec::new(),
            remarks: Vec::new(),
            assumptions: Vec::new(),
            missing: None,
            is_strict: false,
            columns: Vec::new(),
            table: None,
            experiment: None,
            rest: None,
        }
    }

    /// Plans what a file of another program holds.
    pub fn of<T: Foreign>(
        format: FileFormat,
        found: Found<T>,
        reader: &Reader,
        call: &Call<'_>,
    ) -> Result<Plan, Trouble> {
        let mut plan = Plan::empty(format, T::words(&found.rows, call));
        plan.assumptions = found.assumptions.iter().map(|(key, params)| said(call, key, params)).collect();
        plan.rows.extend(found.problems.iter().map(|noted| {
            let (place, what, reason) = in_words(noted, call);
            Planned::left_out(place, what, reason)
        }));
        plan.remarks.extend(found.remarks.iter().take(ROWS_SHOWN).map(|noted| {
            let (place, what, reason) = in_words(noted, call);
            ImportRow { key: None, place, what, fate: Fate::New, reason: Some(reason) }
        }));
        let mut known = T::known(reader)?;
        for row in found.rows {
            let (key, what) = (row.key().to_owned(), row.name());
            let becomes = row.becomes(&mut known, reader, call)?;
            plan.rows.push(Planned::of(Some(key), what, becomes));
        }
        Ok(plan)
    }

    /// Leaves out what is not wanted.
    pub fn choose(&mut self, choice: &RowChoice, call: &Call<'_>) {
        let (rows, kept) = match choice {
            RowChoice::All => return,
            RowChoice::Without { rows } => (rows, false),
            RowChoice::Only { rows } => (rows, true),
        };
        let named: HashSet<&str> = rows.iter().map(String::as_str).collect();
        for row in &mut self.rows {
            let Some(key) = row.key.as_deref() else { continue };
            if named.contains(key) != kept && row.fate != Fate::LeftOut {
                row.fate = Fate::LeftOut;
                row.reason = Some(call.say("import.not_wanted", &[]));
                (row.steps, row.same) = (Vec::new(), Vec::new());
            }
        }
    }

    /// Tells what it will do.
    pub fn summary(&self, call: &Call<'_>) -> ImportSummary {
        let mut counts: BTreeMap<RowKind, [usize; 3]> = BTreeMap::new();
        for row in &self.rows {
            for step in &row.steps {
                let at = if step.change == Taken::Added { 0 } else { 1 };
                counts.entry(step.row.kind()).or_default()[at] += 1;
            }
            for (kind, n) in &row.same {
                counts.entry(*kind).or_default()[2] += n;
            }
        }
        let sum = |at: usize| counts.values().map(|count| count[at]).sum();
        let mut fates = BTreeMap::new();
        self.rows.iter().for_each(|row| *fates.entry(row.fate).or_default() += 1);
        ImportSummary {
            format: self.format,
            words: self.words.clone(),
            added: sum(0),
            changed: sum(1),
            unchanged: sum(2),
            counts: counts
                .iter()
                .map(|(kind, [added, changed, unchanged])| ImportCount {
                    kind_words: call.say(words_of(*kind), &[]),
                    added: *added,
                    changed: *changed,
                    unchanged: *unchanged,
                })
                .collect(),
            rows: self.shown(),
            fates,
            remarks: self.remarks.clone(),
            assumptions: self.assumptions.clone(),
            missing: self.missing.as_ref().map(|error| error.message.clone()),
            is_strict: self.is_strict,
            columns: self.columns.clone(),
            table: self.table.clone(),
            experiment: self.experiment,
            batch: None,
        }
    }

    /// Lists the first rows of each fate, in the order of the file.
    fn shown(&self) -> Vec<ImportRow> {
        let mut listed: BTreeMap<Fate, usize> = BTreeMap::new();
        let first = |row: &&Planned| {
            let listed = listed.entry(row.fate).or_default();
            *listed += 1;
            *listed <= ROWS_SHOWN
        };
        self.rows.iter().filter(first).map(Planned::shown).collect()
    }

    /// Writes everything, and where it came from.
    pub fn carry_out(self, writer: &Writer, name: &str, call: &Call<'_>) -> Result<ImportSummary, Trouble> {
        let mut summary = self.summary(call);
        let mut batch = Batch {
            id: BatchId(call.moment.new_id()),
            at: call.moment.now,
            format: Line::new(self.format.word()).expect("BUG: a word is a line"),
            name: line_of(name),
            undone_at: None,
            rows: Vec::new(),
        };
        let rows = self.rows.into_iter().flat_map(|row| row.steps);
        let mut steps: Vec<Step> = self.before.into_iter().chain(rows).collect();
        // The indexes lie by day; at their end a row is added twice as fast as at their beginning.
        steps.sort_by_key(|step| step.row.day());
        let total = steps.len();
        for step in steps {
            step.row.put(writer, call)?;
            batch.rows.push(Origin {
                kind: step.row.kind(),
                id: step.row.id(),
                source: step.source,
                change: step.change,
            });
            everything::go_on(batch.rows.len() as f32 / total as f32, call)?;
        }
        if !batch.rows.is_empty() {
            writer.put_import(&batch)?;
            summary.batch = Some(batch.id);
        }
        if let Some(rest) = self.rest {
            own::take_rest(writer, &rest, &batch.rows, call)?;
        }
        Ok(summary)
    }
}

/// Returns the key of a kind's name, in the plural.
pub(super) fn words_of(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Person => "import.kind.person",
        RowKind::Goal => "import.kind.goal",
        RowKind::Experiment => "import.kind.experiment",
        RowKind::Entry => "import.kind.entry",
        RowKind::DayLog => "import.kind.day_log",
        RowKind::Reminder => "import.kind.reminder",
    }
}

fn in_words(noted: &Noted, call: &Call<'_>) -> (String, String, String) {
    let place = said(call, noted.place.key(), &noted.place.params());
    (place, noted.what.clone(), said(call, noted.reason.key(), &noted.reason.params()))
}

/// Shortens the name of a file to a line.
fn line_of(name: &str) -> Line {
    let short: String = name.chars().take(200).collect();
    Line::new(&short).or_else(|_| Line::new("?")).expect("BUG: a sign is a line")
}
