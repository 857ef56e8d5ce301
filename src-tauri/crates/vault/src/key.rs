//! The random key of the database, and the file in which it lies wrapped.
//!
//! The passphrase never touches the database: it opens a slot of `vault.key`,
//! and the slot holds the key. So a passphrase can change without rewriting a
//! page, a wrong one is known before the database is looked at, and another
//! way in (a recovery sheet, a keyring) is one more slot. There is no
//! cryptography of our own here: Argon2id and XChaCha20-Poly1305 come from
//! RustCrypto, random bytes from the operating system.
//!
//! *Source:* Biryukov, Dinu & Khovratovich (2016), RFC 9106, for Argon2id.

use argon2::{Algorithm, Argon2, Params, Version};
use blake2::{Blake2s256, Digest};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The only format of the key file so far.
pub(crate) const FORMAT: u32 = 1;
/// More memory than this in a key file is damage or an attack, not a wish: 4 GiB.
const MEMORY_KIB_MAX: u32 = 4 * 1024 * 1024;
const PASSES_MAX: u32 = 1_000;
const LANES_MAX: u32 = 64;

/// States how much work one guess of the passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCost {
    /// Memory in KiB, at least 8 for each lane.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for KeyCost {
    /// 64 MiB, three passes, one lane: the second recommended option of RFC 9106, about 0.2 s.
    fn default() -> Self {
        KeyCost { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

/// Holds the key of the database; it is wiped when dropped.
pub(crate) struct VaultKey(Zeroizing<[u8; 32]>);

impl VaultKey {
    /// Makes a new key.
    pub fn random() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut()).map_err(|_| KeyError::NoRandomness)?;
        Ok(VaultKey(bytes))
    }

    /// Returns the key as SQLCipher takes a raw one: `x'` and 64 hexadecimal digits and `'`.
    pub fn as_raw_literal(&self) -> Zeroizing<String> {
        let mut literal = Zeroizing::new(String::with_capacity(67));
        literal.push_str("x'");
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                literal.push(char::from(HEX[usize::from(digit)]));
            }
        }
        literal.push('\'');
        literal
    }
}

/// States why a key file gives no key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum KeyError {
    WrongPassphrase,
    Damaged,
    Newer {
        found: u32,
    },
    /// The operating system gave no random bytes.
    NoRandomness,
    /// The cost is outside what Argon2 can do.
    ImpossibleCost,
}

/// Holds what `vault.key` says. Slots are kept as they were read, so that one of a later version survives.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    format: u32,
    /// Names the key that every slot wraps; part of what each slot authenticates.
    key_id: String,
    slots: Vec<serde_json::Value>,
}

/// Reads only the format, which every later version still has.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

const PASSPHRASE: &str = "passphrase";

#[derive(Serialize, Deserialize)]
struct PassphraseSlot {
    kind: String,
    kdf: String,
    #[serde(flatten)]
    cost: KeyCost,
    salt: String,
    nonce: String,
    wrapped: String,
    /// Tells a damaged slot from a wrong passphrase, which authentication alone cannot.
    check: String,
}

/// Wraps a key for a passphrase and returns the bytes of the key file.
pub(crate) fn wrap(key: &VaultKey, passphrase: &SecretString, cost: KeyCost) -> Result<Vec<u8>, KeyError> {
    let key_id = hex(&random::<16>()?);
    let (salt, nonce) = (random::<16>()?, random::<24>()?);
    let wrapping = stretch(passphrase, &salt, cost).ok_or(KeyError::ImpossibleCost)?;
    let payload = Payload { msg: key.0.as_ref(), aad: &bound(&key_id) };
    let wrapped = XChaCha20Poly1305::new((&*wrapping).into())
        .encrypt(XNonce::from_slice(&nonce), payload)
        .expect("BUG: 32 bytes are always short enough to encrypt");
    let mut slot = PassphraseSlot {
        kind: PASSPHRASE.to_owned(),
        kdf: "argon2id".to_owned(),
        cost,
        salt: hex(&salt),
        nonce: hex(&nonce),
        wrapped: hex(&wrapped),
        check: String::new(),
    };
    slot.check = slot.checksum(&key_id);
    let slot = serde_json::to_value(slot).expect("BUG: a slot is plain data");
    let file = KeyFile { format: FORMAT, key_id, slots: vec![slot] };
    let mut bytes = serde_json::to_vec_pretty(&file).expect("BUG: a key file is plain data");
    bytes.push(b'\n');
    Ok(bytes)
}

/// Opens the key file with a passphrase.
pub(crate) fn unwrap(bytes: &[u8], passphrase: &SecretString) -> Result<VaultKey, KeyError> {
    let FormatOnly { format } = serde_json::from_slice(bytes).map_err(|_| KeyError::Damaged)?;
    if FORMAT < format {
        return Err(KeyError::Newer { found: format });
    }
    let file: KeyFile = serde_json::from_slice(bytes).map_err(|_| KeyError::Damaged)?;
    let mut outcome = KeyError::Damaged;
    for slot in file.slots {
        if slot.get("kind").and_then(|kind| kind.as_str()) != Some(PASSPHRASE) {
            continue;
        }
        let Ok(slot) = serde_json::from_value::<PassphraseSlot>(slot) else { continue };
        match slot.open(&file.key_id, passphrase) {
            Ok(key) => return Ok(key),
            Err(KeyError::WrongPassphrase) => outcome = KeyError::WrongPassphrase,
            Err(_) => {}
        }
    }
    Err(outcome)
}

impl PassphraseSlot {
    fn open(&self, key_id: &str, passphrase: &SecretString) -> Result<VaultKey, KeyError> {
        if self.check != self.checksum(key_id) || self.kdf != "argon2id" {
            return Err(KeyError::Damaged);
        }
        let salt = unhex(&self.salt).ok_or(KeyError::Damaged)?;
        let nonce: [u8; 24] = unhex(&self.nonce).and_then(|n| n.try_into().ok()).ok_or(KeyError::Damaged)?;
        let wrapped = unhex(&self.wrapped).ok_or(KeyError::Damaged)?;
        let wrapping = stretch(passphrase, &salt, self.cost).ok_or(KeyError::Damaged)?;
        let payload = Payload { msg: &wrapped, aad: &bound(key_id) };
        let key = XChaCha20Poly1305::new((&*wrapping).into())
            .decrypt(XNonce::from_slice(&nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| KeyError::WrongPassphrase)?;
        let mut bytes = Zeroizing::new([0; 32]);
        if key.len() != bytes.len() {
            return Err(KeyError::Damaged);
        }
        bytes.copy_from_slice(&key);
        Ok(VaultKey(bytes))
    }

    fn checksum(&self, key_id: &str) -> String {
        let KeyCost { memory_kib, passes, lanes } = self.cost;
        let parts = format!(
            "{key_id}|{}|{}|{memory_kib}|{passes}|{lanes}|{}|{}|{}",
            self.kind, self.kdf, self.salt, self.nonce, self.wrapped
        );
        hex(&Blake2s256::digest(parts)[..8])
    }
}

/// Turns a passphrase into a wrapping key; `None` when the cost is out of range.
fn stretch(passphrase: &SecretString, salt: &[u8], cost: KeyCost) -> Option<Zeroizing<[u8; 32]>> {
    if MEMORY_KIB_MAX < cost.memory_kib || PASSES_MAX < cost.passes || LANES_MAX < cost.lanes {
        return None;
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), salt, out.as_mut())
        .ok()?;
    Some(out)
}

/// Returns what a slot authenticates beside the key: a slot moved to another file or kind does not open.
fn bound(key_id: &str) -> Vec<u8> {
    format!("inward vault key, format {FORMAT}, {PASSPHRASE}, {key_id}").into_bytes()
}

fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}

const HEX: &[u8; 16] = b"0123456789abcdef";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]).map(char::from).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests;
