//! The key of a journal, opened beside the program as `vault.key` lays it down.

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use inward_tests::program::PASSPHRASE;
use serde_json::Value;

/// Opens the record of the passphrase; returns the 256 bits that open the database.
pub fn of(vault: &Path) -> [u8; 32] {
    let file: Value = serde_json::from_slice(&std::fs::read(vault.join("vault.key")).unwrap()).unwrap();
    let slot = file["slots"].as_array().unwrap().iter().find(|slot| slot["kind"] == "passphrase").unwrap();
    let number = |name: &str| u32::try_from(slot[name].as_u64().unwrap()).unwrap();
    let params = Params::new(number("memory_kib"), number("passes"), number("lanes"), Some(32)).unwrap();
    let mut wrapping = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(PASSPHRASE.as_bytes(), &bytes(&slot["salt"]), &mut wrapping)
        .unwrap();
    let nonce: [u8; 24] = bytes(&slot["nonce"]).try_into().unwrap();
    let bound = format!("inward vault key, format 1, passphrase, {}", file["key_id"].as_str().unwrap());
    let payload = Payload { msg: &bytes(&slot["wrapped"]), aad: bound.as_bytes() };
    let key = XChaCha20Poly1305::new(&wrapping.into()).decrypt(&XNonce::from(nonce), payload).unwrap();
    key.try_into().unwrap()
}

fn bytes(hex: &Value) -> Vec<u8> {
    let digits = hex.as_str().unwrap().as_bytes();
    digits.chunks(2).map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}

/// Returns each way in which a program could hold the key: as it is, and in digits, as it is handed to the database.
pub fn forms(key: &[u8; 32]) -> [(&'static str, Vec<u8>); 3] {
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    [
        ("the key", key.to_vec()),
        ("the key in digits", digits.clone().into_bytes()),
        ("the key in large digits", digits.to_uppercase().into_bytes()),
    ]
}
