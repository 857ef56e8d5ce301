//! Hold: while a complaint or an access request is open, nothing is deleted.
//!
//! A hold covers the whole vault, or everything about one person: themselves,
//! the goals and experiments that involve them with their days, the entries about
//! any of these, and the entries in which they have a place, such as a request to
//! them; also those of which this was so before an edit. What an edit replaces is
//! in the history with or without a hold.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use inward_domain::hold::{Ended, Hold};
use inward_domain::ids::PersonId;
use inward_domain::text::Prose;
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Id, Moment, Word};
use crate::table::kind::Kind;

fn hold(row: &Row<'_>) -> rusqlite::Result<Hold> {
    let person = row.get::<_, Option<Id<PersonId>>>(0)?.map(|Id(id)| id);
    let (Moment(began_at), Word(began_reason)) = (row.get(1)?, row.get(2)?);
    let ended_at = row.get::<_, Option<Moment>>(3)?.map(|Moment(at)| at);
    let ended_reason = row.get::<_, Option<Word<Prose>>>(4)?.map(|Word(reason)| reason);
    let ended = ended_at.zip(ended_reason).map(|(at, reason)| Ended { at, reason });
    Ok(Hold { person, began_at, began_reason, ended })
}

/// Returns the statement that finds the hold over a row: its person, and first the one over everything.
fn covering(kind: Kind) -> &'static str {
    macro_rules! on {
        ($people:expr) => {
            concat!(
                "SELECT person FROM hold
                 WHERE ended_at IS NULL AND (person IS NULL OR person IN (",
                $people,
                ")) ORDER BY person IS NOT NULL LIMIT 1"
            )
        };
    }
    macro_rules! of_experiment {
        ($experiment:literal) => {
            concat!(
                "SELECT person FROM experiment_person WHERE experiment = ",
                $experiment,
                " UNION SELECT person FROM goal_person
                  WHERE goal = (SELECT goal FROM experiment WHERE id = ",
                $experiment,
                ") UNION SELECT value FROM history, json_each(before, '$.people')
                   WHERE kind = 'experiment' AND history.id = ",
                $experiment
            )
        };
    }
    match kind {
        Kind::Person => on!("SELECT :id"),
        Kind::Goal => on!("SELECT person FROM goal_person WHERE goal = :id
             UNION SELECT value FROM history, json_each(before, '$.people')
             WHERE kind = 'goal' AND history.id = :id"),
        Kind::Experiment => on!(of_experiment!(":id")),
        Kind::DayLog => on!(of_experiment!("(SELECT experiment FROM day_log WHERE id = :id)")),
        Kind::Entry => on!(concat!(
            // Whoever has a place in a body stands there as an id, which is equal to nothing else that is written.
            "SELECT person FROM entry WHERE id = :id AND person IS NOT NULL
             UNION SELECT value FROM entry, json_tree(body) WHERE entry.id = :id AND type = 'text'
             UNION SELECT value FROM history, json_tree(before)
                   WHERE kind = 'entry' AND history.id = :id AND type = 'text'
             UNION SELECT person FROM goal_person WHERE goal = (SELECT goal FROM entry WHERE id = :id)
             UNION ",
            of_experiment!("(SELECT experiment FROM entry WHERE id = :id)")
        )),
        // Its words may name anybody, so any hold covers it.
        Kind::Reminder => on!("SELECT person FROM hold WHERE :id <> ''"),
    }
}

impl Reader<'_> {
    /// Lists every hold there was: those that are on first, then the latest first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn holds(&self) -> Result<Vec<Hold>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person, began_at, began_reason, ended_at, ended_reason FROM hold
             ORDER BY ended_at IS NOT NULL, seq DESC",
        )?;
        let rows = statement.query_map([], hold)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Refuses when a hold covers a row.
    ///
    /// # Errors
    /// [`VaultError::Held`] with the person whom the hold is about.
    pub fn not_held(&self, kind: Kind, id: impl Display) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(covering(kind))?;
        let held = statement.query_row(named_params! { ":id": Id(id) }, |row| {
            Ok(row.get::<_, Option<Id<PersonId>>>(0)?.map(|Id(person)| person))
        });
        match held.optional()? {
            Some(person) => Err(VaultError::Held { person }),
            None => Ok(()),
        }
    }
}

impl Writer<'_> {
    /// Switches a hold on, for a person or for everything; false when it is on already.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when the person does not exist.
    pub fn begin_hold(
        &self,
        person: Option<PersonId>,
        reason: &Prose,
        now: DateTime<Utc>,
    ) -> Result<bool, VaultError> {
        if let Some(person) = person
            && self.person_or_trashed(person)?.is_none()
        {
            return Err(VaultError::MissingReference);
        }
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO hold (person, began_at, began_reason) VALUES (:person, :at, :reason)
             ON CONFLICT (ifnull(person, '')) WHERE ended_at IS NULL DO NOTHING",
        )?;
        let begun = statement.execute(named_params! {
            ":person": person.map(Id), ":at": Moment(now), ":reason": reason.as_str(),
        })?;
        Ok(begun == 1)
    }

    /// Writes the record of a hold as it was, on or over; one that is on already stays as it is.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when the person does not exist.
    pub fn put_hold(&self, hold: &Hold) -> Result<(), VaultError> {
        let Hold { person, began_at, began_reason, ended } = hold;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO hold (person, began_at, began_reason, ended_at, ended_reason)
             VALUES (:person, :began_at, :began_reason, :ended_at, :ended_reason)
             ON CONFLICT (ifnull(person, '')) WHERE ended_at IS NULL DO NOTHING",
        )?;
        statement.execute(named_params! {
            ":person": person.map(Id), ":began_at": Moment(*began_at), ":began_reason": began_reason.as_str(),
            ":ended_at": ended.as_ref().map(|ended| Moment(ended.at)),
            ":ended_reason": ended.as_ref().map(|ended| ended.reason.as_str()),
        })?;
        Ok(())
    }

    /// Switches a hold off, with the reason; false when it is not on.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn end_hold(
        &self,
        person: Option<PersonId>,
        reason: &Prose,
        now: DateTime<Utc>,
    ) -> Result<bool, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE hold SET ended_at = :at, ended_reason = :reason
             WHERE ended_at IS NULL AND person IS :person",
        )?;
        let ended = statement.execute(named_params! {
            ":person": person.map(Id), ":at": Moment(now), ":reason": reason.as_str(),
        })?;
        Ok(ended == 1)
    }
}
