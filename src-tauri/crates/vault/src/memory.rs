//! A vault in memory: for a copy of what was written that is changed, read once and thrown away.
//!
//! It has the tables and the functions of a real one and no file, no key worth
//! anything and no history. References are not enforced, because a copy may
//! leave rows out that others name.

use std::path::Path;

use rusqlite::Connection;

use crate::key::VaultKey;
use crate::open::{OpenError, migrate};
use crate::store::Vault;

/// Makes an empty vault in memory; it is gone when it is dropped.
///
/// # Errors
/// [`OpenError`] when the database engine refuses, as without memory.
pub fn in_memory() -> Result<Vault, OpenError> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;",
    )?;
    migrate(&mut connection)?;
    connection.execute_batch("PRAGMA foreign_keys = OFF;")?;
    let mut vault = Vault::new(connection, Path::new(""), VaultKey::random()?, "");
    vault.ensure_index()?;
    Ok(vault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VaultError;
    use inward_domain::person::{Person, PersonFields, PowerRelation};
    use inward_domain::text::Line;

    #[test]
    fn a_vault_in_memory_keeps_what_it_is_given_and_knows_no_other() {
        let mut vault = in_memory().expect("memory");
        let name = Line::new("Tatiana").expect("a name");
        let person = Person {
            id: "0198a000-0000-7000-8000-000000000000".parse().expect("an id"),
            created_at: "2026-01-05T08:00:00Z".parse().expect("an instant"),
            fields: PersonFields::named(name, PowerRelation::Peer),
        };
        let written = vault.write(|writer| writer.put_person(&person, person.created_at));
        assert!(written.is_ok(), "{written:?}");
        let read = vault.read::<_, VaultError>(|reader| reader.persons()).expect("readable");
        assert_eq!(read, [person]);
        let other = in_memory().expect("memory");
        assert_eq!(other.read::<_, VaultError>(|reader| reader.persons()).expect("readable"), []);
    }
}
