//! The days of experiments with their ratings.
//!
//! A day that was never written has no row: it is unknown, never missed.

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::experiment::{DayLog, Rating};
use inward_domain::ids::{DayLogId, ExperimentId, MeasureId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::{VaultError, is_unique};
use crate::search::words;
use crate::store::{Reader, Writer};
use crate::table::column::{Day, Id, Moment, Word};
use crate::table::history::Change;
use crate::table::kind::Kind;

fn day_log(row: &Row<'_>) -> rusqlite::Result<DayLog> {
    let (Id(id), Id(experiment), Day(on)) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let checkin = Option::map(row.get(3)?, |Word(checkin)| checkin);
    let note = Option::map(row.get(4)?, |Word(note)| note);
    let (Moment(recorded_at), late) = (row.get(5)?, row.get(6)?);
    Ok(DayLog { id, experiment, on, checkin, ratings: Vec::new(), note, recorded_at, late })
}

fn rating(row: &Row<'_>) -> rusqlite::Result<Rating> {
    let (Id::<MeasureId>(measure), value) = (row.get(0)?, row.get(1)?);
    Ok(Rating { measure, value })
}

impl Reader<'_> {
    /// Lists the logged days of an experiment, first day first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn day_logs(&self, experiment: ExperimentId) -> Result<Vec<DayLog>, VaultError> {
        self.day_logs_from(experiment, None)
    }

    /// Lists the logged days of an experiment from a day on, first day first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn day_logs_since(
        &self,
        experiment: ExperimentId,
        since: NaiveDate,
    ) -> Result<Vec<DayLog>, VaultError> {
        self.day_logs_from(experiment, Some(since))
    }

    fn day_logs_from(
        &self,
        experiment: ExperimentId,
        since: Option<NaiveDate>,
    ) -> Result<Vec<DayLog>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, day_log.experiment, on_day, checkin, note, recorded_at, late, measure, value
             FROM day_log LEFT JOIN rating ON rating.day_log = day_log.id
             WHERE day_log.experiment = :experiment AND deleted_at IS NULL AND :since <= on_day
             ORDER BY on_day, position",
        )?;
        // The empty text is before every day.
        let since = since.map(|day| day.to_string()).unwrap_or_default();
        let mut rows = statement.query(named_params! { ":experiment": Id(experiment), ":since": since })?;
        let mut logs: Vec<DayLog> = Vec::new();
        while let Some(row) = rows.next()? {
            let log = day_log(row)?;
            if logs.last().is_none_or(|last| last.id != log.id) {
                logs.push(log);
            }
            if let (Some(Id(measure)), Some(last)) = (row.get(7)?, logs.last_mut()) {
                last.ratings.push(Rating { measure, value: row.get(8)? });
            }
        }
        Ok(logs)
    }

    /// Lists the days from `since` on for which something was logged, and the last one before, in order.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn days_with_logs(&self, since: NaiveDate) -> Result<Vec<NaiveDate>, VaultError> {
        // Each experiment is asked for by itself, so that its index serves and no earlier day is read.
        let mut statement = self.connection.prepare_cached(
            "SELECT on_day AS day FROM experiment JOIN day_log ON day_log.experiment = experiment.id
             WHERE experiment.deleted_at IS NULL AND day_log.deleted_at IS NULL AND :since <= on_day
             UNION
             SELECT max((SELECT max(on_day) FROM day_log
                         WHERE day_log.experiment = experiment.id AND deleted_at IS NULL AND on_day < :since))
             FROM experiment WHERE deleted_at IS NULL
             ORDER BY day",
        )?;
        let days = statement.query_map(named_params! { ":since": Day(since) }, |row| row.get(0))?;
        let days: Vec<Option<Day>> = days.collect::<Result<_, _>>()?;
        Ok(days.into_iter().flatten().map(|Day(day)| day).collect())
    }

    /// Returns the last day up to `until` on which the act of an experiment happened, unless there is none.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn last_done_on(
        &self,
        experiment: ExperimentId,
        until: NaiveDate,
    ) -> Result<Option<NaiveDate>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT on_day FROM day_log
             WHERE experiment = :experiment AND deleted_at IS NULL AND on_day <= :until AND checkin = 'done'
             ORDER BY on_day DESC LIMIT 1",
        )?;
        let params = named_params! { ":experiment": Id(experiment), ":until": Day(until) };
        Ok(statement.query_row(params, |row| row.get(0).map(|Day(day)| day)).optional()?)
    }

    /// Returns the log of one day of an experiment, unless there is none.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn day_log(&self, experiment: ExperimentId, on: NaiveDate) -> Result<Option<DayLog>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, experiment, on_day, checkin, note, recorded_at, late FROM day_log
             WHERE experiment = :experiment AND on_day = :on_day AND deleted_at IS NULL",
        )?;
        let params = named_params! { ":experiment": Id(experiment), ":on_day": Day(on) };
        let found = statement.query_row(params, day_log).optional()?;
        found.map(|log| self.with_ratings(log)).transpose()
    }

    /// Returns a day log by its id, unless it is not there or in the trash.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn day_log_by_id(&self, id: DayLogId) -> Result<Option<DayLog>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, experiment, on_day, checkin, note, recorded_at, late FROM day_log
             WHERE id = :id AND deleted_at IS NULL",
        )?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, day_log).optional()?;
        found.map(|log| self.with_ratings(log)).transpose()
    }

    /// Lists every logged day, for the search index.
    pub(crate) fn all_day_logs(&self) -> Result<Vec<DayLog>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, experiment, on_day, checkin, note, recorded_at, late FROM day_log
             WHERE deleted_at IS NULL ORDER BY on_day, id",
        )?;
        let rows = statement.query_map([], day_log)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn day_log_or_trashed(&self, id: DayLogId) -> Result<Option<DayLog>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, experiment, on_day, checkin, note, recorded_at, late FROM day_log WHERE id = :id",
        )?;
        let found = statement.query_row(named_params! { ":id": Id(id) }, day_log).optional()?;
        found.map(|log| self.with_ratings(log)).transpose()
    }

    fn with_ratings(&self, mut log: DayLog) -> Result<DayLog, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT measure, value FROM rating WHERE day_log = :day_log ORDER BY position")?;
        let rows = statement.query_map(named_params! { ":day_log": Id(log.id) }, rating)?;
        log.ratings = rows.collect::<Result<_, _>>()?;
        Ok(log)
    }
}

impl Writer<'_> {
    /// Writes the log of a day with its ratings; what it said before is kept in the history.
    ///
    /// # Errors
    /// [`VaultError::DayTaken`] when the day has a log under another id;
    /// [`VaultError::MissingReference`] when the experiment does not exist or a measure is not one of its.
    pub fn put_day_log(&self, log: &DayLog, now: DateTime<Utc>) -> Result<(), VaultError> {
        if let Some(before) = self.day_log_or_trashed(log.id)?.filter(|before| before != log) {
            self.keep(Kind::DayLog, log.id, Change::Changed, &before, now)?;
        }
        // Ratings refer to the pair of day and experiment, so they go before it could change.
        let mut clear = self.connection.prepare_cached("DELETE FROM rating WHERE day_log = :day_log")?;
        clear.execute(named_params! { ":day_log": Id(log.id) })?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO day_log (id, experiment, on_day, checkin, note, recorded_at, late)
             VALUES (:id, :experiment, :on_day, :checkin, :note, :recorded_at, :late)
             ON CONFLICT (id) DO UPDATE SET
                 experiment = excluded.experiment, on_day = excluded.on_day, checkin = excluded.checkin,
                 note = excluded.note, recorded_at = excluded.recorded_at, late = excluded.late,
                 deleted_at = NULL",
        )?;
        statement
            .execute(named_params! {
                ":id": Id(log.id),
                ":experiment": Id(log.experiment),
                ":on_day": Day(log.on),
                ":checkin": log.checkin.map(Word),
                ":note": log.note.as_ref().map(|note| note.as_str()),
                ":recorded_at": Moment(log.recorded_at),
                ":late": log.late,
            })
            .map_err(|error| day_taken(log, error))?;
        self.put_ratings(log)?;
        self.index(words::of_day_log(log))
    }

    fn put_ratings(&self, log: &DayLog) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO rating (day_log, position, experiment, measure, value)
             VALUES (:day_log, :position, :experiment, :measure, :value)",
        )?;
        for (position, rating) in (0_i64..).zip(&log.ratings) {
            insert.execute(named_params! {
                ":day_log": Id(log.id),
                ":position": position,
                ":experiment": Id(log.experiment),
                ":measure": Id(rating.measure),
                ":value": rating.value,
            })?;
        }
        Ok(())
    }

    /// Moves the log of a day to the trash; false when it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn delete_day_log(&self, id: DayLogId, now: DateTime<Utc>) -> Result<bool, VaultError> {
        let Some(before) = self.day_log_by_id(id)? else { return Ok(false) };
        self.trash_row(Kind::DayLog, id, &before, now)?;
        Ok(true)
    }

    /// Takes the log of a day out of the trash; false when it is not in it.
    ///
    /// # Errors
    /// [`VaultError::DayTaken`] when the day was logged again meanwhile.
    pub fn restore_day_log(&self, id: DayLogId) -> Result<bool, VaultError> {
        let Some(log) = self.day_log_or_trashed(id)? else { return Ok(false) };
        if !self.untrash_row(Kind::DayLog, id).map_err(|error| day_taken(&log, error))? {
            return Ok(false);
        }
        self.index(words::of_day_log(&log))?;
        Ok(true)
    }
}

fn day_taken(log: &DayLog, error: rusqlite::Error) -> VaultError {
    if is_unique(&error) {
        return VaultError::DayTaken { experiment: log.experiment, on: log.on };
    }
    error.into()
}
