//! What `vault.key` says: the slots, each with the key of the database wrapped in its own way.
//!
//! Slots are kept as they were read, so that one of a later version survives
//! when another is rewritten.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::slot::Slot;
use super::{KeyCost, KeyError, Secret, VaultKey, hex, random};

/// The only format of the key file so far.
pub(crate) const FORMAT: u32 = 1;
/// No key file of ours comes near this; a larger one is not read.
pub(crate) const KEY_FILE_BYTES_MAX: u64 = 64 * 1024;
/// Each slot may cost a second to try, so a file with more is not tried at all.
const SLOTS_MAX: usize = 32;

/// Names what a slot opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// The passphrase; there is always one.
    Passphrase,
    /// The printed recovery key; at most one.
    Recovery,
    /// The keyring of a computer; one for each.
    Keyring,
}

impl SlotKind {
    const ALL: [SlotKind; 3] = [SlotKind::Passphrase, SlotKind::Recovery, SlotKind::Keyring];

    /// Returns the kind that a secret opens.
    pub fn of(secret: Secret<'_>) -> SlotKind {
        match secret {
            Secret::Passphrase(_) => SlotKind::Passphrase,
            Secret::Recovery(_) => SlotKind::Recovery,
            Secret::Keyring(_) => SlotKind::Keyring,
        }
    }

    /// Returns the name in the file.
    pub fn name(self) -> &'static str {
        match self {
            SlotKind::Passphrase => "passphrase",
            SlotKind::Recovery => "recovery",
            SlotKind::Keyring => "keyring",
        }
    }
}

impl fmt::Display for SlotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Tells what is known of a slot without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotInfo {
    /// What it opens with.
    pub kind: SlotKind,
    /// Its name among the slots of a keyring.
    pub id: Option<String>,
    /// When it was made, if that is known.
    pub made_at: Option<DateTime<Utc>>,
    /// The record is damaged: nothing opens it.
    pub damaged: bool,
}

/// Holds a key file.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeyFile {
    format: u32,
    /// Names the key that every slot wraps; part of what each slot authenticates.
    key_id: String,
    slots: Vec<Value>,
}

/// Reads only the format, which every later version still has.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

impl KeyFile {
    /// Starts a file without a slot.
    pub fn empty() -> Result<KeyFile, KeyError> {
        Ok(KeyFile { format: FORMAT, key_id: hex(&random::<16>()?), slots: Vec::new() })
    }

    /// Reads a file; whatever it is, nothing costs more than reading it.
    pub fn parse(bytes: &[u8]) -> Result<KeyFile, KeyError> {
        if KEY_FILE_BYTES_MAX < bytes.len() as u64 {
            return Err(KeyError::Damaged);
        }
        let FormatOnly { format } = serde_json::from_slice(bytes).map_err(|_| KeyError::Damaged)?;
        if FORMAT < format {
            return Err(KeyError::Newer { found: format });
        }
        let file: KeyFile = serde_json::from_slice(bytes).map_err(|_| KeyError::Damaged)?;
        if SLOTS_MAX < file.slots.len() { Err(KeyError::Damaged) } else { Ok(file) }
    }

    /// Returns the bytes to write.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("BUG: a key file is plain data");
        bytes.push(b'\n');
        bytes
    }

    /// Returns the name of the key, which is the same in every copy.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Opens the first slot that the secret fits.
    pub fn key(&self, secret: Secret<'_>) -> Result<VaultKey, KeyError> {
        let kind = SlotKind::of(secret);
        let of_kind = self.slots.iter().filter(|slot| kind_of(slot) == Some(kind));
        // A vault is made with a passphrase: without a slot for one, the file is not whole.
        let mut outcome =
            if kind == SlotKind::Passphrase { KeyError::Damaged } else { KeyError::NoSlot(kind) };
        for slot in of_kind {
            let Some(slot) = read(slot) else {
                outcome = if outcome == KeyError::Wrong(kind) { outcome } else { KeyError::Damaged };
                continue;
            };
            match slot.open(&self.key_id, secret) {
                Ok(key) => return Ok(key),
                Err(KeyError::Wrong(kind)) => outcome = KeyError::Wrong(kind),
                Err(_) if outcome == KeyError::Wrong(kind) => {}
                Err(other) => outcome = other,
            }
        }
        Err(outcome)
    }

    /// Puts a slot for a secret in place of the one it replaces; other slots stay as they are.
    ///
    /// There is one passphrase, one recovery key, and one keyring slot for each id.
    pub fn put(
        &mut self,
        key: &VaultKey,
        secret: Secret<'_>,
        cost: KeyCost,
        made_at: Option<DateTime<Utc>>,
    ) -> Result<(), KeyError> {
        let slot = Slot::wrapping(key, secret, &self.key_id, cost, made_at)?;
        self.remove(SlotKind::of(secret), slot.id.as_deref());
        self.slots.push(serde_json::to_value(slot).expect("BUG: a slot is plain data"));
        Ok(())
    }

    /// Takes out the slots of a kind, or the one with an id; answers whether there was one.
    pub fn remove(&mut self, kind: SlotKind, id: Option<&str>) -> bool {
        let before = self.slots.len();
        self.slots.retain(|slot| {
            let named = id.is_none_or(|id| slot.get("id").and_then(Value::as_str) == Some(id));
            !(kind_of(slot) == Some(kind) && named)
        });
        self.slots.len() < before
    }

    /// Lists what is known of the slots.
    pub fn infos(&self) -> Vec<SlotInfo> {
        let known = self.slots.iter().filter_map(|value| Some((kind_of(value)?, value)));
        known
            .map(|(kind, value)| {
                let slot = read(value);
                let damaged = slot.as_ref().is_none_or(|s| s.check != s.checksum(&self.key_id));
                let made_at = slot.as_ref().and_then(|s| s.made_at.as_deref()?.parse().ok());
                SlotInfo { kind, id: slot.and_then(|s| s.id), made_at, damaged }
            })
            .collect()
    }
}

fn kind_of(slot: &Value) -> Option<SlotKind> {
    let name = slot.get("kind")?.as_str()?;
    SlotKind::ALL.into_iter().find(|kind| kind.name() == name)
}

fn read(slot: &Value) -> Option<Slot> {
    serde_json::from_value(slot.clone()).ok()
}
