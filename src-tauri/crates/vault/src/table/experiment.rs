//! Experiments with their measures and phases and the people they affect.
//!
//! A person or goal in the trash stays named here, so that restoring it restores the tie.

use chrono::{DateTime, Utc};
use inward_domain::experiment::{Experiment, ExperimentFields, Measure, Phase};
use inward_domain::ids::{ExperimentId, GoalId, PersonId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::{VaultError, is_foreign_key};
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Day, Id, Json, Moment, Word, plain_without};
use crate::table::history::Change;
use crate::table::kind::Kind;

fn experiment(row: &Row<'_>) -> rusqlite::Result<Experiment> {
    let (Id(id), Moment(created_at)) = (row.get(0)?, row.get(1)?);
    let goal = row.get::<_, Option<Id<GoalId>>>(2)?.map(|Id(id)| id);
    let Json(fields) = row.get(3)?;
    let fields = ExperimentFields { goal, ..fields };
    Ok(Experiment { id, created_at, measures: Vec::new(), phases: Vec::new(), fields })
}

fn measure(row: &Row<'_>) -> rusqlite::Result<Measure> {
    let (Id(id), Json(fields)) = (row.get(0)?, row.get(1)?);
    Ok(Measure { id, fields })
}

fn phase(row: &Row<'_>) -> rusqlite::Result<Phase> {
    let (Word(code), name, Day(starts_on), Word(opening)) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let name = Option::map(name, |Word(name)| name);
    Ok(Phase { code, name, starts_on, opening })
}

impl Reader<'_> {
    /// Lists the experiments, in the order they were added.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn experiments(&self) -> Result<Vec<Experiment>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, goal, fields FROM experiment WHERE deleted_at IS NULL ORDER BY created_at, id",
        )?;
        let rows = statement.query_map([], experiment)?;
        rows.map(|experiment| self.with_parts(experiment?)).collect()
    }

    /// Returns an experiment, unless it is not there or in the trash.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn experiment(&self, id: ExperimentId) -> Result<Option<Experiment>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, created_at, goal, fields FROM experiment WHERE id = :id AND deleted_at IS NULL",
        )?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, experiment).optional()?;
        found.map(|experiment| self.with_parts(experiment)).transpose()
    }

    pub(crate) fn experiment_or_trashed(&self, id: ExperimentId) -> Result<Option<Experiment>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, created_at, goal, fields FROM experiment WHERE id = :id")?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, experiment).optional()?;
        found.map(|experiment| self.with_parts(experiment)).transpose()
    }

    fn with_parts(&self, mut experiment: Experiment) -> Result<Experiment, VaultError> {
        experiment.measures = self.measures_of(experiment.id)?;
        experiment.phases = self.phases_of(experiment.id)?;
        experiment.fields.people = self.people_of_experiment(experiment.id)?;
        Ok(experiment)
    }

    fn measures_of(&self, id: ExperimentId) -> rusqlite::Result<Vec<Measure>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, fields FROM measure WHERE experiment = :experiment ORDER BY position",
        )?;
        statement.query_map(named_params! { ":experiment": Id(id) }, measure)?.collect()
    }

    fn phases_of(&self, id: ExperimentId) -> rusqlite::Result<Vec<Phase>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT code, name, starts_on, opening FROM phase WHERE experiment = :experiment ORDER BY position",
        )?;
        statement.query_map(named_params! { ":experiment": Id(id) }, phase)?.collect()
    }

    fn people_of_experiment(&self, id: ExperimentId) -> rusqlite::Result<Vec<PersonId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person FROM experiment_person WHERE experiment = :experiment ORDER BY position",
        )?;
        statement
            .query_map(named_params! { ":experiment": Id(id) }, |row| {
                row.get::<_, Id<PersonId>>(0).map(|id| id.0)
            })?
            .collect()
    }
}

impl Writer<'_> {
    /// Writes an experiment with its measures and phases; what it said before is kept in the history.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when its goal or a person does not exist;
    /// [`VaultError::MeasureInUse`] when a measure with ratings is left out.
    pub fn put_experiment(&self, experiment: &Experiment, now: DateTime<Utc>) -> Result<(), VaultError> {
        let id = experiment.id;
        if let Some(before) = self.experiment_or_trashed(id)?.filter(|before| before != experiment) {
            self.keep(Kind::Experiment, id, Change::Changed, &before, now)?;
        }
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO experiment (id, created_at, goal, fields) VALUES (:id, :created_at, :goal, :fields)
             ON CONFLICT (id) DO UPDATE SET
                 created_at = excluded.created_at, goal = excluded.goal, fields = excluded.fields,
                 deleted_at = NULL",
        )?;
        statement.execute(named_params! {
            ":id": Id(id),
            ":created_at": Moment(experiment.created_at),
            ":goal": experiment.fields.goal.map(Id),
            ":fields": Json(plain_without(&experiment.fields, &["goal", "people"])),
        })?;
        self.put_people_of_experiment(id, &experiment.fields)?;
        self.put_phases(id, &experiment.phases)?;
        self.put_measures(id, &experiment.measures)?;
        self.index(words::of_experiment(experiment))
    }

    fn put_people_of_experiment(&self, id: ExperimentId, fields: &ExperimentFields) -> rusqlite::Result<()> {
        let mut clear =
            self.connection.prepare_cached("DELETE FROM experiment_person WHERE experiment = :experiment")?;
        clear.execute(named_params! { ":experiment": Id(id) })?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO experiment_person (experiment, position, person) VALUES (:experiment, :position, :person)",
        )?;
        for (position, person) in (0_i64..).zip(&fields.people) {
            insert.execute(
                named_params! { ":experiment": Id(id), ":position": position, ":person": Id(*person) },
            )?;
        }
        Ok(())
    }

    fn put_phases(&self, id: ExperimentId, phases: &[Phase]) -> rusqlite::Result<()> {
        let mut clear = self.connection.prepare_cached("DELETE FROM phase WHERE experiment = :experiment")?;
        clear.execute(named_params! { ":experiment": Id(id) })?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO phase (experiment, position, code, name, starts_on, opening)
             VALUES (:experiment, :position, :code, :name, :starts_on, :opening)",
        )?;
        for (position, phase) in (0_i64..).zip(phases) {
            insert.execute(named_params! {
                ":experiment": Id(id),
                ":position": position,
                ":code": phase.code.as_str(),
                ":name": phase.name.as_ref().map(|name| name.as_str()),
                ":starts_on": Day(phase.starts_on),
                ":opening": Word(phase.opening),
            })?;
        }
        Ok(())
    }

    fn put_measures(&self, id: ExperimentId, measures: &[Measure]) -> Result<(), VaultError> {
        let kept: Vec<_> = measures.iter().map(|measure| measure.id).collect();
        let mut drop_others = self.connection.prepare_cached(
            "DELETE FROM measure
             WHERE experiment = :experiment AND id NOT IN (SELECT value FROM json_each(:kept))",
        )?;
        drop_others
            .execute(named_params! { ":experiment": Id(id), ":kept": Json(kept) })
            .map_err(|error| if is_foreign_key(&error) { VaultError::MeasureInUse } else { error.into() })?;
        let mut put = self.connection.prepare_cached(
            "INSERT INTO measure (id, experiment, position, fields) VALUES (:id, :experiment, :position, :fields)
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, fields = excluded.fields
             WHERE experiment = excluded.experiment",
        )?;
        for (position, measure) in (0_i64..).zip(measures) {
            let written = put.execute(named_params! {
                ":id": Id(measure.id),
                ":experiment": Id(id),
                ":position": position,
                ":fields": Json(&measure.fields),
            })?;
            if written == 0 {
                return Err(VaultError::MeasureInUse);
            }
        }
        Ok(())
    }

    /// Moves an experiment to the trash, its days with it; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn delete_experiment(&self, id: ExperimentId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.experiment(id)? else { return Ok(false) };
        self.trash_row(Kind::Experiment, id, &before, now)?;
        Ok(true)
    }

    /// Takes an experiment out of the trash, its days with it; false when it is not in it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn restore_experiment(&self, id: ExperimentId) -> Result<bool, VaultError> {
        if !self.untrash_row(Kind::Experiment, id)? {
            return Ok(false);
        }
        let experiment = self.experiment(id)?.expect("BUG: a restored row is there");
        self.index(words::of_experiment(&experiment))?;
        Ok(true)
    }
}
