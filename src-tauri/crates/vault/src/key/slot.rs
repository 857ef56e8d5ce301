//! One slot of the key file: the key of the database, wrapped for one secret.
//!
//! Passphrases and recovery keys go through Argon2id. The key of a keyring is
//! 256 random bits already, which no stretching makes harder to guess.

use argon2::{Algorithm, Argon2, Params, Version};
use blake2::{Blake2s256, Digest};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, SecondsFormat, Utc};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::file::{FORMAT, SlotKind};
use super::{KeyCost, KeyError, Secret, VaultKey, hex, random, unhex};

/// More memory than this in a key file is damage or an attack, not a wish: 4 GiB.
const MEMORY_KIB_MAX: u32 = 4 * 1024 * 1024;
const PASSES_MAX: u32 = 1_000;
const LANES_MAX: u32 = 64;

const ARGON2ID: &str = "argon2id";
const NONE: &str = "none";

/// Holds a slot as it lies in the file.
#[derive(Serialize, Deserialize)]
pub(super) struct Slot {
    pub kind: String,
    /// Names a keyring slot, so that each computer can be forgotten by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// RFC 3339; none in the slot a vault is made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<String>,
    kdf: String,
    #[serde(flatten)]
    pub cost: Option<KeyCost>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    salt: String,
    nonce: String,
    wrapped: String,
    /// Tells a damaged slot from a wrong secret, which authentication alone cannot.
    pub check: String,
}

impl Slot {
    /// Wraps a key for a secret.
    pub fn wrapping(
        key: &VaultKey,
        secret: Secret<'_>,
        key_id: &str,
        cost: KeyCost,
        made_at: Option<DateTime<Utc>>,
    ) -> Result<Slot, KeyError> {
        let kind = SlotKind::of(secret);
        let (id, kdf, cost, salt) = match secret {
            Secret::Passphrase(_) | Secret::Recovery(_) => {
                (None, ARGON2ID, Some(cost), hex(&random::<16>()?))
            }
            Secret::Keyring(key) => (Some(key.id().to_owned()), NONE, None, String::new()),
        };
        let mut slot = Slot {
            kind: kind.name().to_owned(),
            id,
            made_at: made_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            kdf: kdf.to_owned(),
            cost,
            salt,
            nonce: hex(&random::<24>()?),
            wrapped: String::new(),
            check: String::new(),
        };
        let wrapping = slot.wrapping_key(secret).ok_or(KeyError::ImpossibleCost)?;
        let payload = Payload { msg: key.0.as_ref(), aad: &slot.bound(key_id) };
        let wrapped = XChaCha20Poly1305::new((&*wrapping).into())
            .encrypt(&slot.nonce().expect("BUG: the nonce was made above"), payload)
            .expect("BUG: 32 bytes are always short enough to encrypt");
        slot.wrapped = hex(&wrapped);
        slot.check = slot.checksum(key_id);
        Ok(slot)
    }

    /// Opens the slot; [`KeyError::Damaged`] or [`KeyError::Wrong`] when it does not.
    pub fn open(&self, key_id: &str, secret: Secret<'_>) -> Result<VaultKey, KeyError> {
        if self.check != self.checksum(key_id) {
            return Err(KeyError::Damaged);
        }
        let (nonce, wrapped) = (self.nonce().ok_or(KeyError::Damaged)?, unhex(&self.wrapped));
        let wrapped = wrapped.ok_or(KeyError::Damaged)?;
        let wrapping = self.wrapping_key(secret).ok_or(KeyError::Damaged)?;
        let payload = Payload { msg: &wrapped, aad: &self.bound(key_id) };
        let key = XChaCha20Poly1305::new((&*wrapping).into())
            .decrypt(&nonce, payload)
            .map(Zeroizing::new)
            .map_err(|_| KeyError::Wrong(SlotKind::of(secret)))?;
        let mut bytes = Zeroizing::new([0; 32]);
        if key.len() != bytes.len() {
            return Err(KeyError::Damaged);
        }
        bytes.copy_from_slice(&key);
        Ok(VaultKey(bytes))
    }

    fn nonce(&self) -> Option<XNonce> {
        let bytes: [u8; 24] = unhex(&self.nonce)?.try_into().ok()?;
        Some(bytes.into())
    }

    /// Turns a secret into the key that wraps; `None` when the slot asks for what cannot be.
    fn wrapping_key(&self, secret: Secret<'_>) -> Option<Zeroizing<[u8; 32]>> {
        let stretched = |bytes: &[u8]| match (self.kdf.as_str(), self.cost) {
            (ARGON2ID, Some(cost)) => stretch(bytes, &unhex(&self.salt)?, cost),
            _ => None,
        };
        match secret {
            Secret::Passphrase(passphrase) => stretched(passphrase.expose_secret().as_bytes()),
            Secret::Recovery(key) => stretched(key.canonical().as_bytes()),
            Secret::Keyring(key) if self.kdf == NONE => Some(key.wrapping_key()),
            Secret::Keyring(_) => None,
        }
    }

    /// Returns what the slot authenticates beside the key: one moved to another file or kind does not open.
    fn bound(&self, key_id: &str) -> Vec<u8> {
        let kind = &self.kind;
        let of_id = self.id.as_ref().map(|id| format!(", {id}")).unwrap_or_default();
        format!("inward vault key, format {FORMAT}, {kind}, {key_id}{of_id}").into_bytes()
    }

    pub fn checksum(&self, key_id: &str) -> String {
        let KeyCost { memory_kib, passes, lanes } =
            self.cost.unwrap_or(KeyCost { memory_kib: 0, passes: 0, lanes: 0 });
        let mut parts = format!(
            "{key_id}|{}|{}|{memory_kib}|{passes}|{lanes}|{}|{}|{}",
            self.kind, self.kdf, self.salt, self.nonce, self.wrapped
        );
        // Slots of the first version have neither, and their checksum stays what it was.
        for more in [&self.id, &self.made_at].into_iter().flatten() {
            parts.push('|');
            parts.push_str(more);
        }
        hex(&Blake2s256::digest(parts)[..8])
    }
}

/// Turns a secret into a wrapping key; `None` when the cost is out of range.
pub(super) fn stretch(secret: &[u8], salt: &[u8], cost: KeyCost) -> Option<Zeroizing<[u8; 32]>> {
    if MEMORY_KIB_MAX < cost.memory_kib || PASSES_MAX < cost.passes || LANES_MAX < cost.lanes {
        return None;
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, out.as_mut())
        .ok()?;
    Some(out)
}
