//! Settings: a word and its value as JSON.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::VaultError;
use crate::store::{Reader, Writer};
use crate::table::column::{Json, Moment};

impl Reader<'_> {
    /// Returns a setting, unless it was never set.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when the stored value is of another type.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM setting WHERE key = :key")?;
        let found =
            statement.query_row(named_params! { ":key": key }, |row| row.get::<_, Json<T>>(0)).optional()?;
        Ok(found.map(|Json(value)| value))
    }

    /// Lists all settings with their values, by key.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be read.
    pub fn settings(&self) -> Result<Vec<(String, serde_json::Value)>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT key, value FROM setting ORDER BY key")?;
        let rows = statement.query_map([], |row| {
            let (key, Json(value)) = (row.get(0)?, row.get(1)?);
            Ok((key, value))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// Writes a setting.
    ///
    /// # Errors
    /// [`VaultError`] when the database cannot be written.
    pub fn put_setting<T: Serialize + ?Sized>(
        &self,
        key: &str,
        value: &T,
        now: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO setting (key, value, changed_at) VALUES (:key, :value, :changed_at)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
        )?;
        statement
            .execute(named_params! { ":key": key, ":value": Json(value), ":changed_at": Moment(now) })?;
        Ok(())
    }
}
