//! The ledger of reminders: what became of each rule on each day.
//!
//! To claim is to read, plan and write in one [`crate::Vault::write`]: two
//! processes cannot both find a row unclaimed.

use chrono::NaiveDate;
use inward_domain::ids::RuleId;
use inward_domain::schedule::{Answer, Occurrence, OccurrenceKey, Reason, State};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::error::{NotA, VaultError};
use crate::store::{Reader, Writer};
use crate::table::column::{Day, Id, Moment};

/// A value that has a name for tables.
struct Named<T>(T);

macro_rules! named {
    ($($type:ident),*) => {
        $(
            impl ToSql for Named<$type> {
                fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                    Ok(self.0.name().into())
                }
            }

            impl FromSql for Named<$type> {
                fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                    let not_one = || FromSqlError::Other(Box::new(NotA(stringify!($type))));
                    $type::of_name(value.as_str()?).map(Named).ok_or_else(not_one)
                }
            }
        )*
    };
}

named!(State, Answer, Reason);

fn occurrence(row: &Row<'_>) -> rusqlite::Result<Occurrence> {
    let (Id(rule), Day(on), slot) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (Moment(due_at), Named(state)) = (row.get(3)?, row.get(4)?);
    let moment = |i| row.get::<_, Option<Moment>>(i).map(|at| at.map(|Moment(at)| at));
    Ok(Occurrence {
        key: OccurrenceKey { rule, on, slot },
        due_at,
        state,
        answer: row.get::<_, Option<Named<Answer>>>(5)?.map(|Named(answer)| answer),
        reason: row.get::<_, Option<Named<Reason>>>(6)?.map(|Named(reason)| reason),
        snoozed_until: moment(7)?,
        snoozes: row.get(8)?,
        claimed_at: moment(9)?,
        shown_at: moment(10)?,
    })
}

impl Reader<'_> {
    /// Lists the ledger from a day on, with every snoozed row whatever its day; all of it for `None`.
    ///
    /// The ledger of a reminder in the trash rests there with it.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn occurrences(&self, since: Option<NaiveDate>) -> Result<Vec<Occurrence>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule, on_day, slot, due_at, state, answer, reason, snoozed_until, snoozes, claimed_at, shown_at
             FROM occurrence
             WHERE (coalesce(:since, '') <= on_day OR state = 'snoozed')
                 AND rule IN (SELECT id FROM rule WHERE deleted_at IS NULL)
             ORDER BY on_day, due_at, rule, slot",
        )?;
        let rows = statement.query_map(named_params! { ":since": since.map(Day) }, occurrence)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Lists the ledger of one rule, first day first.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn occurrences_of(&self, rule: RuleId) -> Result<Vec<Occurrence>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule, on_day, slot, due_at, state, answer, reason, snoozed_until, snoozes, claimed_at, shown_at
             FROM occurrence WHERE rule = :rule ORDER BY on_day, slot",
        )?;
        let rows = statement.query_map(named_params! { ":rule": Id(rule) }, occurrence)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns one row of the ledger, unless it is not there.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn occurrence(&self, key: OccurrenceKey) -> Result<Option<Occurrence>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule, on_day, slot, due_at, state, answer, reason, snoozed_until, snoozes, claimed_at, shown_at
             FROM occurrence WHERE rule = :rule AND on_day = :on_day AND slot = :slot",
        )?;
        let params = named_params! { ":rule": Id(key.rule), ":on_day": Day(key.on), ":slot": key.slot };
        Ok(statement.query_row(params, occurrence).optional()?)
    }
}

impl Writer<'_> {
    /// Writes a row of the ledger, in place of the one with the same key.
    ///
    /// # Errors
    /// [`VaultError::MissingReference`] when its rule does not exist.
    pub fn put_occurrence(&self, occurrence: &Occurrence) -> Result<(), VaultError> {
        let Occurrence { key, due_at, state, answer, reason, snoozed_until, snoozes, claimed_at, shown_at } =
            occurrence;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO occurrence (rule, on_day, slot, due_at, state, answer, reason, snoozed_until, snoozes,
                                     claimed_at, shown_at)
             VALUES (:rule, :on_day, :slot, :due_at, :state, :answer, :reason, :snoozed_until, :snoozes,
                     :claimed_at, :shown_at)
             ON CONFLICT (rule, on_day, slot) DO UPDATE SET
                 due_at = excluded.due_at, state = excluded.state, answer = excluded.answer,
                 reason = excluded.reason, snoozed_until = excluded.snoozed_until, snoozes = excluded.snoozes,
                 claimed_at = excluded.claimed_at, shown_at = excluded.shown_at",
        )?;
        statement.execute(named_params! {
            ":rule": Id(key.rule),
            ":on_day": Day(key.on),
            ":slot": key.slot,
            ":due_at": Moment(*due_at),
            ":state": Named(*state),
            ":answer": answer.map(Named),
            ":reason": reason.map(Named),
            ":snoozed_until": snoozed_until.map(Moment),
            ":snoozes": snoozes,
            ":claimed_at": claimed_at.map(Moment),
            ":shown_at": shown_at.map(Moment),
        })?;
        Ok(())
    }
}
