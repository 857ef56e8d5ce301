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
    let report = home.open().check().expect("a report");
    assert!(report.is_sound() && report.index_is_whole, "{report:?}");
    assert_eq!(report.findings(), Vec::<String>::new());
    let counts = report.counts.expect("counted");
    assert_eq!((counts.people, counts.entries), (1, 200));
}

#[test]
fn a_page_that_was_half_written_when_the_power_went_is_not_damage_while_the_log_has_it_whole() {
    const FRAME: usize = 24 + PAGE;
    let (home, after) = (Home::empty(), Home::empty());
    filled(&home);
    let mut vault = home.open();
    write(&mut vault, |w| w.put_person(&person(2, "Boris"), at(NOW)));
    // As the disk has them while the program runs.
    fs::create_dir_all(after.path()).expect("a folder");
    for name in ["vault.key", "vault.db", "vault.db-wal"] {
        fs::copy(home.path().join(name), after.path().join(name)).expect("a file");
    }
    let log = fs::read(after.path().join("vault.db-wal")).expect("the log");
    let mut file = fs::read(after.path().join("vault.db")).expect("the file");
    let frames =
        log[32..].chunks_exact(FRAME).map(|frame| u32::from_be_bytes(frame[..4].try_into().unwrap()));
    let page = frames.filter(|page| 1 < *page).max().expect("a page") as usize;
    file[(page - 1) * PAGE + 512..page * PAGE].fill(0);
    fs::write(after.path().join("vault.db"), file).expect("written");
    let report = after.open().check().expect("a report");
    assert!(report.is_sound(), "{report:?}");
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
                let report = vault.check().expect("a report");
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
            Ok(vault) => assert!(!vault.check().expect("a report").is_sound(), "{keep} bytes were believed"),
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
        Ok(vault) => {
            assert!(!vault.check().expect("a report").is_sound(), "each page is sealed for its place")
        }
    }
}
