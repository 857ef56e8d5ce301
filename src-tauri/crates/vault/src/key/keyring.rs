//! The key that the keyring of one computer holds.
//!
//! It wraps the key of the database like a passphrase does, so a keyring that
//! is emptied takes away a convenience and never the way in. Which keyring, and
//! how it is asked, is the shell's business.

use zeroize::Zeroizing;

use super::{KeyError, hex, random, unhex};
use crate::open::OpenError;

/// Holds a key for a keyring, with the name of its slot; it is wiped when dropped.
pub struct KeyringKey {
    id: String,
    key: Zeroizing<[u8; 32]>,
}

impl KeyringKey {
    /// Makes a new key with a new name.
    ///
    /// # Errors
    /// [`OpenError::NoRandomness`] when the operating system gives no random bytes.
    pub fn random() -> Result<KeyringKey, OpenError> {
        let make = || Ok::<_, KeyError>((hex(&random::<8>()?), random::<32>()?));
        let (id, key) = make()?;
        Ok(KeyringKey { id, key: Zeroizing::new(key) })
    }

    /// Reads what [`KeyringKey::to_text`] gave to the keyring; `None` when it is something else.
    pub fn parse(text: &str) -> Option<KeyringKey> {
        let (id, key) = text.trim().split_once(':')?;
        let key = Zeroizing::new(unhex(key)?);
        let known = id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
        let key: [u8; 32] = key.as_slice().try_into().ok()?;
        known.then(|| KeyringKey { id: id.to_owned(), key: Zeroizing::new(key) })
    }

    /// Returns the text for the keyring to hold.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}:{}", self.id, *Zeroizing::new(hex(self.key.as_ref()))))
    }

    /// Returns the name of the slot.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn wrapping_key(&self) -> Zeroizing<[u8; 32]> {
        self.key.clone()
    }
}
