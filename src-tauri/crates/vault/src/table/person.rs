//! The table of people: one row each, with the fields as checked JSON.

use chrono::{DateTime, Utc};
use inward_domain::ids::PersonId;
use inward_domain::person::Person;
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json, Moment};
use crate::table::history::Change;
use crate::table::kind::Kind;

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    let (Id(id), Moment(created_at), Json(fields)) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Person { id, created_at, fields })
}

impl Reader<'_> {
    /// Lists the people, in the order they were added.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn persons(&self) -> Result<Vec<Person>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, fields FROM person WHERE deleted_at IS NULL ORDER BY created_at, id",
        )?;
        let rows = statement.query_map([], person)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns a person, unless they are not there or in the trash.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, fields FROM person WHERE id = :id AND deleted_at IS NULL",
        )?;
        Ok(statement.query_row(named_params! { ":id": Id(id) }, person).optional()?)
    }

    /// Lists the people, those in the trash too, in the order they were added.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn persons_or_trashed(&self) -> Result<Vec<Person>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, created_at, fields FROM person ORDER BY created_at, id")?;
        let rows = statement.query_map([], person)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn person_or_trashed(&self, id: PersonId) -> Result<Option<Person>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, created_at, fields FROM person WHERE id = :id")?;
        Ok(statement.query_row(named_params! { ":id": Id(id) }, person).optional()?)
    }
}

impl Writer<'_> {
    /// Writes a person, new, again or back from the trash; what they were before is kept in the history.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn put_person(&self, person: &Person, now: DateTime<Utc>) -> Result<(), VaultError> {
        if let Some(before) = self.person_or_trashed(person.id)?.filter(|before| before != person) {
            self.keep(Kind::Person, person.id, Change::Changed, &before, now)?;
        }
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO person (id, created_at, fields) VALUES (:id, :created_at, :fields)
             ON CONFLICT (id) DO UPDATE SET
                 created_at = excluded.created_at, fields = excluded.fields, deleted_at = NULL",
        )?;
        statement.execute(named_params! {
            ":id": Id(person.id), ":created_at": Moment(person.created_at), ":fields": Json(&person.fields),
        })?;
        self.index(words::of_person(person))
    }

    /// Moves a person to the trash; false when they are not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn delete_person(&self, id: PersonId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.person(id)? else { return Ok(false) };
        self.trash_row(Kind::Person, id, &before, now)?;
        Ok(true)
    }

    /// Takes a person out of the trash; false when they are not in it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn restore_person(&self, id: PersonId) -> Result<bool, VaultError> {
        if !self.untrash_row(Kind::Person, id)? {
            return Ok(false);
        }
        let person = self.person(id)?.expect("BUG: a restored row is there");
        self.index(words::of_person(&person))?;
        Ok(true)
    }
}
