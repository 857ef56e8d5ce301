//! A file that is no longer what was written is found out, never believed.

use std::fs;

use inward_vault::{EntryFilter, OpenError, Vault, VaultError, open};

use crate::examples::*;

const PAGE: usize = 4096;

fn filled(home: &Home) -> Vec<u8> {
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        for n in 0..200 {
            w.put_entry(
                &note(n, "2026-01-05", &format!("calm talk number {n}, {}", "and more ".repeat(20))),
                at(NOW),
            )?;
        }
        Ok(())
    });
    vault.close().expect("it closes");
    fs::read(home.path().join("vault.db")).expect("the file")
}

/// Whether anything of the vault that is read now is wrong without saying so.
fn is_silent_about(vault: &Vault) -> bool {
    let listed = vault.read(|r| r.entries(&EntryFilter::default()));
    match listed {
        Ok(entries) => entries.len() != 200,
        Err(VaultError::Damaged) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_whole_vault_is_sound() {
    let home = Home::empty();
    filled(&home);
    let report = read(&home.open(), |r| r.check());
    assert!(report.is_sound() && report.index_is_whole, "{report:?}");
    assert_eq!(report.findings(), Vec::<String>::new());
    let counts = report.counts.expect("counted");
    assert_eq!((counts.people, counts.entries), (1, 200));
}

#[test]
fn one_changed_byte_in_any_page_is_found() {
    let home = Home::empty();
    let whole = filled(&home);
    assert_eq!(whole.len() % PAGE, 0);
    for page in 0..whole.len() / PAGE {
        let mut damaged = whole.clone();
        damaged[page * PAGE + (page * 97) % PAGE] ^= 1;
        fs::write(home.path().join("vault.db"), &damaged).expect("written");
        match open(&home.path(), &passphrase(), at(NOW)) {
            Err(OpenError::Damaged) => {
                assert_eq!(
                    fs::read(home.path().join("vault.db")).expect("the file"),
                    damaged,
                    "page {page}: kept"
                );
            }
            Err(other) => panic!("page {page}: {other:?}"),
            Ok(vault) => {
                let report = read(&vault, |r| r.check());
                assert!(!report.is_sound(), "page {page} was believed");
                assert!(!report.findings().is_empty());
                assert!(!is_silent_about(&vault), "page {page}: rows are missing and nothing said so");
            }
        }
    }
}

#[test]
fn a_file_that_was_cut_is_found() {
    let home = Home::empty();
    let whole = filled(&home);
    for keep in [1, PAGE / 2, PAGE, 3 * PAGE, whole.len() / 2, whole.len() - PAGE, whole.len() - 1] {
        fs::write(home.path().join("vault.db"), &whole[..keep]).expect("written");
        match open(&home.path(), &passphrase(), at(NOW)) {
            Err(OpenError::Damaged) => {}
            Err(other) => panic!("{keep} bytes: {other:?}"),
            Ok(vault) => assert!(!read(&vault, |r| r.check()).is_sound(), "{keep} bytes were believed"),
        }
    }
}

#[test]
fn pages_that_changed_places_are_found() {
    let home = Home::empty();
    let mut whole = filled(&home);
    let (a, b) = (4 * PAGE, 5 * PAGE);
    let swapped = whole[a..b].to_vec();
    whole.copy_within(b..b + PAGE, a);
    whole[b..b + PAGE].copy_from_slice(&swapped);
    fs::write(home.path().join("vault.db"), &whole).expect("written");
    match open(&home.path(), &passphrase(), at(NOW)) {
        Err(OpenError::Damaged) => {}
        Err(other) => panic!("{other:?}"),
        Ok(vault) => assert!(!read(&vault, |r| r.check()).is_sound(), "each page is sealed for its place"),
    }
}
