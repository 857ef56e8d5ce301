//! The table of reminder rules: one row each, without a history of its own.
//!
//! A rule is plan, not record: it is written over and removed without a
//! history, because the experiment it comes from has one. A reminder of the
//! user's own comes from nothing else, so it has a history and a trash.

use chrono::{DateTime, Utc};
use inward_domain::ids::{ExperimentId, RuleId};
use inward_domain::schedule::{Rule, What};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json};
use crate::table::history::Change;
use crate::table::kind::Kind;

fn rule(row: &Row<'_>) -> rusqlite::Result<Rule> {
    row.get::<_, Json<Rule>>(0).map(|Json(rule)| rule)
}

fn experiment_of(what: What) -> Option<ExperimentId> {
    match what {
        What::PromisedAct { experiment } | What::ClosingReport { experiment } => Some(experiment),
        _ => None,
    }
}

impl Reader<'_> {
    /// Lists the rules; those in the trash, or of an experiment that is, rest there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn rules(&self) -> Result<Vec<Rule>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule.fields FROM rule LEFT JOIN experiment ON experiment.id = rule.experiment
             WHERE experiment.deleted_at IS NULL AND rule.deleted_at IS NULL ORDER BY rule.id",
        )?;
        let rows = statement.query_map([], rule)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns a rule, unless it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn rule(&self, id: RuleId) -> Result<Option<Rule>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT fields FROM rule WHERE id = :id AND deleted_at IS NULL")?;
        Ok(statement.query_row(named_params! { ":id": Id(id) }, rule).optional()?)
    }
}

impl Writer<'_> {
    /// Writes a rule, new or again; its ledger stays.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when its experiment does not exist.
    pub fn put_rule(&self, rule: &Rule) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO rule (id, what, experiment, fields) VALUES (:id, :what, :experiment, :fields)
             ON CONFLICT (id) DO UPDATE SET
                 what = excluded.what, experiment = excluded.experiment, fields = excluded.fields",
        )?;
        statement.execute(named_params! {
            ":id": Id(rule.id),
            ":what": rule.what.kind(),
            ":experiment": experiment_of(rule.what).map(Id),
            ":fields": Json(rule),
        })?;
        words::of_reminder(rule).map_or(Ok(()), |page| self.index(page))
    }

    /// Writes a reminder of the user's own; its ledger stays, and what it said before is kept.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn put_reminder(&self, reminder: &Rule, now: DateTime<Utc>) -> Result<(), VaultError> {
        if let Some(before) = self.rule(reminder.id)?
            && before != *reminder
        {
            self.keep(Kind::Reminder, reminder.id, Change::Changed, &before, now)?;
        }
        self.put_rule(reminder)
    }

    /// Moves a reminder of the user's own to the trash, its ledger with it; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError::Held`] while a hold is on.
    pub fn delete_reminder(&self, id: RuleId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.rule(id)?.filter(|rule| rule.what == What::Own) else { return Ok(false) };
        self.trash_row(Kind::Reminder, id, &before, now)?;
        Ok(true)
    }

    /// Takes a reminder out of the trash, its ledger with it; false when it is not in it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn restore_reminder(&self, id: RuleId) -> Result<bool, VaultError> {
        if !self.untrash_row(Kind::Reminder, id)? {
            return Ok(false);
        }
        let reminder = self.rule(id)?.expect("BUG: a restored row is there");
        words::of_reminder(&reminder).map_or(Ok(()), |page| self.index(page))?;
        Ok(true)
    }

    /// Removes a rule and its ledger; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn remove_rule(&self, id: RuleId) -> Result<bool, VaultError> {
        self.forget_origin("reminder", &id.to_string())?;
        self.unindex(Kind::Reminder, &id.to_string())?;
        let mut statement = self.connection.prepare_cached("DELETE FROM rule WHERE id = :id")?;
        Ok(statement.execute(named_params! { ":id": Id(id) })? == 1)
    }
}
