//! The stream of entries.

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::entry::{Entry, EntryFields};
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Day, Id, Json, Moment};
use crate::table::history::Change;
use crate::table::kind::Kind;

/// States which part of the stream is wanted; what is `None` does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// Only this kind, by its wire name.
    pub kind: Option<String>,
    /// Only about this person.
    pub person: Option<PersonId>,
    /// Only for this goal.
    pub goal: Option<GoalId>,
    /// Only for this experiment.
    pub experiment: Option<ExperimentId>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// At most so many, the newest.
    pub limit: Option<u32>,
    /// Only what comes after this entry in the list: the last one of the page before.
    pub before: Option<(NaiveDate, EntryId)>,
}

const COLUMNS: &str = "id, created_at, changed_at, on_day, person, goal, experiment, body";

const INSERT: &str =
    "INSERT INTO entry (id, created_at, changed_at, kind, on_day, person, goal, experiment, body)
     VALUES (:id, :created_at, :changed_at, :kind, :on_day, :person, :goal, :experiment, :body)";
const UPDATE: &str = "UPDATE entry SET created_at = :created_at, changed_at = :changed_at, kind = :kind,
     on_day = :on_day, person = :person, goal = :goal, experiment = :experiment, body = :body,
     deleted_at = NULL WHERE id = :id";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let (Id(id), Moment(created_at), Moment(changed_at), Day(on)) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let person = row.get::<_, Option<Id<PersonId>>>(4)?.map(|Id(id)| id);
    let goal = row.get::<_, Option<Id<GoalId>>>(5)?.map(|Id(id)| id);
    let experiment = row.get::<_, Option<Id<ExperimentId>>>(6)?.map(|Id(id)| id);
    let Json(body) = row.get(7)?;
    Ok(Entry { id, created_at, changed_at, fields: EntryFields { on, person, goal, experiment, body } })
}

impl Reader<'_> {
    /// Lists entries of the stream, newest day first, and within a day the latest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn entries(&self, filter: &EntryFilter) -> Result<Vec<Entry>, VaultError> {
        let EntryFilter { kind, person, goal, experiment, from, to, limit, before } = filter;
        // Only the wanted conditions are in the text, so that the index of the narrowest one can serve.
        let mut sql = format!("SELECT {COLUMNS} FROM entry WHERE deleted_at IS NULL");
        let mut params: Vec<(&str, Box<dyn rusqlite::ToSql>)> = Vec::new();
        let mut narrow = |condition: &str, name: &'static str, value: Box<dyn rusqlite::ToSql>| {
            sql.push_str(condition);
            params.push((name, value));
        };
        if let Some(kind) = kind {
            narrow(" AND kind = :kind", ":kind", Box::new(kind.clone()));
        }
        if let Some(person) = *person {
            narrow(" AND person = :person", ":person", Box::new(Id(person)));
        }
        if let Some(goal) = *goal {
            narrow(" AND goal = :goal", ":goal", Box::new(Id(goal)));
        }
        if let Some(experiment) = *experiment {
            narrow(" AND experiment = :experiment", ":experiment", Box::new(Id(experiment)));
        }
        if let Some(from) = *from {
            narrow(" AND :from <= on_day", ":from", Box::new(Day(from)));
        }
        if let Some(to) = *to {
            narrow(" AND on_day <= :to", ":to", Box::new(Day(to)));
        }
        if let Some((day, id)) = *before {
            narrow(" AND (on_day, id) < (:before_day, ", ":before_day", Box::new(Day(day)));
            narrow(":before_id)", ":before_id", Box::new(Id(id)));
        }
        narrow(
            " ORDER BY on_day DESC, id DESC LIMIT :limit",
            ":limit",
            Box::new(limit.map_or(-1, i64::from)),
        );
        let params: Vec<(&str, &dyn rusqlite::ToSql)> =
            params.iter().map(|(n, v)| (*n, v.as_ref())).collect();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params.as_slice(), entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lists the days from `first` to `last`, both included, on which there is an entry, in order.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn days_with_entries(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<NaiveDate>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT on_day FROM entry
             WHERE deleted_at IS NULL AND :first <= on_day AND on_day <= :last ORDER BY on_day",
        )?;
        let params = named_params! { ":first": Day(first), ":last": Day(last) };
        let days = statement.query_map(params, |row| row.get(0).map(|Day(day)| day))?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// Returns an entry, unless it is not there or in the trash.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, changed_at, on_day, person, goal, experiment, body
             FROM entry WHERE id = :id AND deleted_at IS NULL",
        )?;
        Ok(statement.query_row(named_params! { ":id": Id(id) }, entry).optional()?)
    }

    fn entry_or_trashed(&self, id: EntryId) -> Result<Option<Entry>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, changed_at, on_day, person, goal, experiment, body FROM entry WHERE id = :id",
        )?;
        Ok(statement.query_row(named_params! { ":id": Id(id) }, entry).optional()?)
    }
}

impl Writer<'_> {
    /// Writes an entry, new, again or back from the trash; what it said before is kept in the history.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when it is about a row that does not exist.
    pub fn put_entry(&self, entry: &Entry, now: DateTime<Utc>) -> Result<(), VaultError> {
        let known = self.entry_or_trashed(entry.id)?;
        if let Some(before) = known.as_ref().filter(|before| *before != entry) {
            self.keep(Kind::Entry, entry.id, Change::Changed, before, now)?;
        }
        let EntryFields { on, person, goal, experiment, body } = &entry.fields;
        // An insert that could become an update is a transaction of its own, which a new row need not pay for.
        let mut statement = self.connection.prepare_cached(if known.is_none() { INSERT } else { UPDATE })?;
        statement.execute(named_params! {
            ":id": Id(entry.id),
            ":created_at": Moment(entry.created_at),
            ":changed_at": Moment(entry.changed_at),
            ":kind": body.kind(),
            ":on_day": Day(*on),
            ":person": person.map(Id),
            ":goal": goal.map(Id),
            ":experiment": experiment.map(Id),
            ":body": Json(body),
        })?;
        self.index(words::of_entry(entry))
    }

    /// Moves an entry to the trash; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn delete_entry(&self, id: EntryId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.entry(id)? else { return Ok(false) };
        self.trash_row(Kind::Entry, id, &before, now)?;
        Ok(true)
    }

    /// Takes an entry out of the trash; false when it is not in it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn restore_entry(&self, id: EntryId) -> Result<bool, VaultError> {
        if !self.untrash_row(Kind::Entry, id)? {
            return Ok(false);
        }
        let entry = self.entry(id)?.expect("BUG: a restored row is there");
        self.index(words::of_entry(&entry))?;
        Ok(true)
    }
}
