//! The table of reminder rules: one row each, without a history of its own.
//!
//! A rule is plan, not record: it is written over and removed without a
//! history, because the experiment it comes from has one.

use inward_domain::ids::{ExperimentId, RuleId};
use inward_domain::schedule::{Rule, What};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Json};

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
    /// Lists the rules; those of an experiment in the trash rest there with it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn rules(&self) -> Result<Vec<Rule>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule.fields FROM rule LEFT JOIN experiment ON experiment.id = rule.experiment
             WHERE experiment.deleted_at IS NULL ORDER BY rule.id",
        )?;
        let rows = statement.query_map([], rule)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns a rule, unless it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn rule(&self, id: RuleId) -> Result<Option<Rule>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT fields FROM rule WHERE id = :id")?;
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
        Ok(())
    }

    /// Removes a rule and its ledger; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn remove_rule(&self, id: RuleId) -> Result<bool, VaultError> {
        let mut statement = self.connection.prepare_cached("DELETE FROM rule WHERE id = :id")?;
        Ok(statement.execute(named_params! { ":id": Id(id) })? == 1)
    }
}
