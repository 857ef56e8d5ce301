//! How values of the domain lie in a column.
//!
//! Reading parses again and never trusts: a value that is no longer one of the
//! domain's becomes an error that names its type and does not quote it.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::NotA;
use crate::table::kind::Kind;

/// A day, as `YYYY-MM-DD`.
pub(crate) struct Day(pub NaiveDate);
/// An instant, as RFC 3339 in UTC with nanoseconds.
pub(crate) struct Moment(pub DateTime<Utc>);
/// An id, as text.
pub(crate) struct Id<T>(pub T);
/// A value whose serialised form is one word, such as `done`.
pub(crate) struct Word<T>(pub T);
/// A value as JSON.
pub(crate) struct Json<T>(pub T);

fn not_a(what: &'static str) -> FromSqlError {
    FromSqlError::Other(Box::new(NotA(what)))
}

/// Names a type by its last part, for an error.
fn short_name<T>() -> &'static str {
    let full = std::any::type_name::<T>();
    full.rsplit("::").next().unwrap_or(full)
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Day).map_err(|_| not_a("day"))
    }
}

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_rfc3339_opts(SecondsFormat::Nanos, true).into())
    }
}

impl FromSql for Moment {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let moment = DateTime::parse_from_rfc3339(value.as_str()?).map_err(|_| not_a("moment"))?;
        Ok(Moment(moment.with_timezone(&Utc)))
    }
}

impl<T: Display> ToSql for Id<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl<T: FromStr> FromSql for Id<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Id).map_err(|_| not_a(short_name::<T>()))
    }
}

impl<T: Serialize> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let Value::String(word) = plain(&self.0) else {
            panic!("BUG: {} is not one word", short_name::<T>())
        };
        Ok(word.into())
    }
}

impl<T: DeserializeOwned> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let word = Value::String(value.as_str()?.to_owned());
        serde_json::from_value(word).map(Word).map_err(|_| not_a(short_name::<T>()))
    }
}

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(serde_json::to_string(&self.0).expect("BUG: a record is plain data").into())
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(|_| not_a(short_name::<T>()))
    }
}

impl ToSql for Kind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Kind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Kind::from_name(value.as_str()?).ok_or_else(|| not_a("kind"))
    }
}

/// Returns the JSON of a record.
pub(crate) fn plain<T: Serialize>(record: &T) -> Value {
    serde_json::to_value(record).expect("BUG: a record is plain data")
}

/// Returns the JSON of a record without the fields that have columns of their own.
pub(crate) fn plain_without<T: Serialize>(record: &T, elsewhere: &[&str]) -> Value {
    let mut value = plain(record);
    let object = value.as_object_mut().expect("BUG: a record is an object");
    for name in elsewhere {
        object.remove(*name);
    }
    value
}
