//! Creating and opening, and every way in which it does not go.

use inward_vault::{EntryFilter, OpenError, create, open};

use crate::examples::*;

#[test]
fn what_was_written_is_there_after_opening_again() {
    let home = Home::empty();
    let (tatiana, talk) = (person(1, "Tatiana"), note(1, "2026-01-05", "Calm talk"));
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_person(&tatiana, at(NOW))?;
        w.put_entry(&talk, at(NOW))
    });
    vault.close().expect("it closes");

    let vault = home.open();
    assert_eq!(read(&vault, |r| r.person(tatiana.id)), Some(tatiana.clone()));
    assert_eq!(read(&vault, |r| r.persons()), vec![tatiana]);
    assert_eq!(read(&vault, |r| r.entry(talk.id)), Some(talk.clone()));
    assert_eq!(read(&vault, |r| r.entries(&EntryFilter::default())), vec![talk]);
}

#[test]
fn a_wrong_passphrase_is_told_from_the_key_file_and_changes_no_byte() {
    let home = Home::empty();
    home.create().close().expect("it closes");
    let before = bytes_of(&home.path());
    let error = open(&home.path(), &"wrong".into()).err().expect("it stays closed");
    assert!(matches!(error, OpenError::WrongPassphrase), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before, "nothing was touched");
}

#[test]
fn a_folder_with_a_vault_gets_no_second_one() {
    let home = Home::empty();
    home.create().close().expect("it closes");
    let before = bytes_of(&home.path());
    let error = create(&home.path(), &"another".into(), FAST).err().expect("refused");
    assert!(matches!(error, OpenError::AlreadyThere), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before, "the vault is as it was");
}
