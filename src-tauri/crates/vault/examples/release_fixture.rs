//! Writes the vault that a released schema leaves behind, for the tests of every later version.
//!
//! `cargo run -p inward-vault --example release_fixture -- FOLDER`, once before
//! a release whose schema is new; the folder then goes to `tests/fixtures`.

use std::error::Error;
use std::path::PathBuf;

use inward_domain::entry::{Entry, EntryBody, EntryFields, Note};
use inward_domain::person::{Person, PersonFields, PowerRelation};
use inward_domain::text::{Line, Prose};
use inward_vault::{KeyCost, VaultError, create};

/// The least work Argon2 takes: a fixture guards nothing.
const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write")?);
    let now = "2026-01-05T09:00:00Z".parse()?;
    let person = Person {
        id: "01900000-0000-7000-8000-000000000001".parse()?,
        created_at: now,
        fields: PersonFields::named(
            Line::new("Tatiana").map_err(|r| r.to_string())?,
            PowerRelation::IAmTheirBoss,
        ),
    };
    let body =
        EntryBody::Note(Note { text: Prose::new("Calm talk about priorities").map_err(|r| r.to_string())? });
    let entry = Entry {
        id: "01900000-0000-7000-8000-000000000002".parse()?,
        created_at: now,
        changed_at: now,
        fields: EntryFields {
            on: now.date_naive(),
            person: Some(person.id),
            goal: None,
            experiment: None,
            body,
        },
    };
    let mut vault = create(&folder, &"a fixture guards nothing".into(), FAST)?;
    vault.write(|w| {
        w.put_person(&person, now)?;
        w.put_entry(&entry, now)?;
        Ok::<_, VaultError>(())
    })?;
    Ok(vault.close()?)
}
