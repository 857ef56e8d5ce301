//! Reads and writes a wall time as `HH:MM`.

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, Serializer};

/// Writes `HH:MM`.
pub fn serialize<S: Serializer>(time: &NaiveTime, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&time.format("%H:%M"))
}

/// Reads `HH:MM`.
pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<NaiveTime, D::Error> {
    let raw = String::deserialize(input)?;
    NaiveTime::parse_from_str(&raw, "%H:%M").map_err(|_| serde::de::Error::custom("refusal.not_a_time"))
}
