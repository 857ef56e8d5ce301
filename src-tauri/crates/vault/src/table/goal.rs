//! Goals and the people each of them involves.
//!
//! A person in the trash stays named here, so that restoring them restores the tie.

use chrono::{DateTime, Utc};
use inward_domain::goal::{Goal, GoalFields};
use inward_domain::ids::{GoalId, PersonId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json, Moment, plain_without};
use crate::table::history::Change;
use crate::table::kind::Kind;

fn goal(row: &Row<'_>) -> rusqlite::Result<Goal> {
    let (Id(id), Moment(created_at), Json(fields)) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Goal { id, created_at, fields })
}

impl Reader<'_> {
    /// Lists the goals, in the order they were added.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn goals(&self) -> Result<Vec<Goal>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, fields FROM goal WHERE deleted_at IS NULL ORDER BY created_at, id",
        )?;
        let rows = statement.query_map([], goal)?;
        rows.map(|goal| self.with_people_of_goal(goal?)).collect()
    }

    /// Returns a goal, unless it is not there or in the trash.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn goal(&self, id: GoalId) -> Result<Option<Goal>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, fields FROM goal WHERE id = :id AND deleted_at IS NULL",
        )?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, goal).optional()?;
        found.map(|goal| self.with_people_of_goal(goal)).transpose()
    }

    pub(crate) fn goal_or_trashed(&self, id: GoalId) -> Result<Option<Goal>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, created_at, fields FROM goal WHERE id = :id")?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, goal).optional()?;
        found.map(|goal| self.with_people_of_goal(goal)).transpose()
    }

    fn with_people_of_goal(&self, mut goal: Goal) -> Result<Goal, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT person FROM goal_person WHERE goal = :goal ORDER BY position")?;
        let people = statement.query_map(named_params! { ":goal": Id(goal.id) }, |row| {
            row.get::<_, Id<PersonId>>(0).map(|id| id.0)
        })?;
        goal.fields.people = people.collect::<Result<_, _>>()?;
        Ok(goal)
    }
}

impl Writer<'_> {
    /// Writes a goal, new, again or back from the trash; what it said before is kept in the history.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when it involves a person who does not exist.
    pub fn put_goal(&self, goal: &Goal, now: DateTime<Utc>) -> Result<(), VaultError> {
        if let Some(before) = self.goal_or_trashed(goal.id)?.filter(|before| before != goal) {
            self.keep(Kind::Goal, goal.id, Change::Changed, &before, now)?;
        }
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO goal (id, created_at, fields) VALUES (:id, :created_at, :fields)
             ON CONFLICT (id) DO UPDATE SET
                 created_at = excluded.created_at, fields = excluded.fields, deleted_at = NULL",
        )?;
        statement.execute(named_params! {
            ":id": Id(goal.id),
            ":created_at": Moment(goal.created_at),
            ":fields": Json(plain_without(&goal.fields, &["people"])),
        })?;
        self.put_people_of_goal(goal.id, &goal.fields)?;
        self.index(words::of_goal(goal))
    }

    fn put_people_of_goal(&self, id: GoalId, fields: &GoalFields) -> rusqlite::Result<()> {
        let mut clear = self.connection.prepare_cached("DELETE FROM goal_person WHERE goal = :goal")?;
        clear.execute(named_params! { ":goal": Id(id) })?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO goal_person (goal, position, person) VALUES (:goal, :position, :person)",
        )?;
        for (position, person) in (0_i64..).zip(&fields.people) {
            insert
                .execute(named_params! { ":goal": Id(id), ":position": position, ":person": Id(*person) })?;
        }
        Ok(())
    }

    /// Moves a goal to the trash; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn delete_goal(&self, id: GoalId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.goal(id)? else { return Ok(false) };
        self.trash_row(Kind::Goal, id, &before, now)?;
        Ok(true)
    }

    /// Takes a goal out of the trash; false when it is not in it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn restore_goal(&self, id: GoalId) -> Result<bool, VaultError> {
        if !self.untrash_row(Kind::Goal, id)? {
            return Ok(false);
        }
        let goal = self.goal(id)?.expect("BUG: a restored row is there");
        self.index(words::of_goal(&goal))?;
        Ok(true)
    }
}
