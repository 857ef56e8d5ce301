//! The random key of the database, and what can open the file in which it lies wrapped.
//!
//! No passphrase ever touches the database: it opens a slot of `vault.key`,
//! and the slot holds the key. So a passphrase can change without rewriting a
//! page, a wrong one is known before the database is looked at, and each other
//! way in is one more slot: a printed recovery key, and a key that a keyring
//! holds. There is no cryptography of our own here: Argon2id and
//! XChaCha20-Poly1305 come from RustCrypto, random bytes from the operating
//! system. Talking to a keyring is the shell's business.
//!
//! *Source:* Biryukov, Dinu & Khovratovich (2016), RFC 9106, for Argon2id.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

mod recovery;

mod keyring;

mod slot;

mod file;

mod calibration;

pub use calibration::calibrated;
pub(crate) use file::{FORMAT, KEY_FILE_BYTES_MAX, KeyFile};
pub use file::{SlotInfo, SlotKind};
pub use keyring::KeyringKey;
pub use recovery::{GROUPS, RecoveryKey, RecoveryProblem};

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

impl KeyCost {
    /// 64 MiB, three passes, one lane: the second recommended option of RFC 9106, about 0.2 s.
    ///
    /// A slow machine makes its owner wait rather than go below.
    pub const FLOOR: KeyCost = KeyCost { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
}

impl Default for KeyCost {
    fn default() -> Self {
        KeyCost::FLOOR
    }
}

/// Holds what somebody opens the vault with.
#[derive(Clone, Copy)]
pub enum Secret<'a> {
    /// The passphrase, as it was typed.
    Passphrase(&'a SecretString),
    /// The key of the printed sheet.
    Recovery(&'a RecoveryKey),
    /// The key that a keyring gave back.
    Keyring(&'a KeyringKey),
}

impl<'a> From<&'a SecretString> for Secret<'a> {
    fn from(passphrase: &'a SecretString) -> Self {
        Secret::Passphrase(passphrase)
    }
}

impl<'a> From<&'a RecoveryKey> for Secret<'a> {
    fn from(key: &'a RecoveryKey) -> Self {
        Secret::Recovery(key)
    }
}

impl<'a> From<&'a KeyringKey> for Secret<'a> {
    fn from(key: &'a KeyringKey) -> Self {
        Secret::Keyring(key)
    }
}

/// Holds the key of the database; it is wiped when dropped.
#[derive(Clone)]
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
    /// There are slots of this kind, and none of them opens.
    Wrong(SlotKind),
    /// There is no slot of this kind.
    NoSlot(SlotKind),
    Damaged,
    Newer {
        found: u32,
    },
    /// The operating system gave no random bytes.
    NoRandomness,
    /// The cost is outside what Argon2 can do.
    ImpossibleCost,
}

/// Wraps a key for a passphrase in a new key file.
pub(crate) fn wrap(key: &VaultKey, passphrase: &SecretString, cost: KeyCost) -> Result<KeyFile, KeyError> {
    let mut file = KeyFile::empty()?;
    file.put(key, Secret::Passphrase(passphrase), cost, None)?;
    Ok(file)
}

fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}

/// Makes a name that no other file has.
pub(crate) fn random_name() -> Result<String, KeyError> {
    Ok(hex(&random::<8>()?))
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
