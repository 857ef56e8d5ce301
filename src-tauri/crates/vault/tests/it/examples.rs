//! A vault that opens fast, and rows to put into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use inward_domain::ids::{EntryId, PersonId};
use inward_domain::person::{Person, PersonFields, PowerRelation};
use inward_domain::text::{Line, Prose};
use inward_vault::{KeyCost, Vault, VaultError, create, open};
use secrecy::SecretString;
use tempfile::TempDir;

/// The least work Argon2 takes.
pub const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

pub fn passphrase() -> SecretString {
    "correct horse battery staple".into()
}

/// A vault in a folder of its own.
pub struct Home {
    dir: TempDir,
}

impl Home {
    pub fn empty() -> Home {
        Home { dir: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("inward")
    }

    pub fn create(&self) -> Vault {
        create(&self.path(), &passphrase(), FAST).expect("a new vault")
    }

    pub fn open(&self) -> Vault {
        open(&self.path(), &passphrase()).expect("the vault opens")
    }
}

/// Every file of a folder with its bytes.
pub fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("bytes"))
        })
        .collect()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

pub fn prose(text: &str) -> Prose {
    Prose::new(text).expect("prose")
}

/// The n-th id of its kind.
pub fn nth<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u64) -> T {
    format!("01900000-0000-7000-8000-{n:012x}").parse().expect("an id")
}

pub fn person(n: u64, name: &str) -> Person {
    let fields = PersonFields::named(line(name), PowerRelation::IAmTheirBoss);
    Person { id: nth::<PersonId>(n), created_at: at("2026-01-05T09:00:00Z"), fields }
}

pub fn note(n: u64, on: &str, text: &str) -> Entry {
    Entry {
        id: nth::<EntryId>(n),
        created_at: at("2026-01-05T09:00:00Z"),
        changed_at: at("2026-01-05T09:00:00Z"),
        fields: EntryFields {
            on: day(on),
            person: None,
            goal: None,
            experiment: None,
            body: EntryBody::Note(Note { text: prose(text) }),
        },
    }
}

pub const NOW: &str = "2026-01-06T10:00:00Z";

/// Writes with the vault's own error.
pub fn write<T>(vault: &mut Vault, f: impl FnOnce(&inward_vault::Writer<'_>) -> Result<T, VaultError>) -> T {
    vault.write(f).expect("the writing goes through")
}

/// Reads with the vault's own error.
pub fn read<T>(vault: &Vault, f: impl FnOnce(&inward_vault::Reader<'_>) -> Result<T, VaultError>) -> T {
    vault.read(f).expect("the reading goes through")
}
