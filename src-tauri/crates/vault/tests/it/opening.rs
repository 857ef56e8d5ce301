//! Creating and opening, and every way in which it does not go.

use std::fs;
use std::path::Path;

use inward_vault::{EntryFilter, OpenError, create, look, open};
use rstest::rstest;

use crate::examples::*;

fn refused(folder: &Path) -> OpenError {
    open(folder, &passphrase(), at(NOW)).err().expect("it stays closed")
}

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
fn a_closed_vault_is_two_files() {
    let home = Home::empty();
    home.create().close().expect("it closes");
    let names: Vec<String> = bytes_of(&home.path()).into_keys().collect();
    assert_eq!(names, ["vault.db", "vault.key"], "no log and no half-made file stays behind");
}

#[test]
fn a_wrong_passphrase_is_told_from_the_key_file_and_changes_no_byte() {
    let home = Home::empty();
    home.create().close().expect("it closes");
    // With a database nobody could open, the answer is the same: it is not looked at.
    fs::write(home.path().join("vault.db"), "not a database").expect("written");
    let before = bytes_of(&home.path());
    let error =
        open(&home.path(), &secrecy::SecretString::from("wrong"), at(NOW)).err().expect("it stays closed");
    assert!(matches!(error, OpenError::WrongPassphrase), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before, "nothing was touched");
}

#[test]
fn an_empty_or_missing_folder_has_no_vault_and_gets_none_by_opening() {
    let home = Home::empty();
    assert!(matches!(refused(&home.path()), OpenError::NoVault));
    assert!(!look(&home.path()).expect("looked"));
    fs::create_dir(home.path()).expect("a folder");
    assert!(matches!(refused(&home.path()), OpenError::NoVault));
    assert!(bytes_of(&home.path()).is_empty());
}

#[rstest]
#[case::the_key_is_gone("vault.key", "KeyFileMissing")]
#[case::the_database_is_gone("vault.db", "DatabaseMissing")]
fn a_vault_with_a_part_missing_is_never_filled_up(#[case] gone: &str, #[case] expected: &str) {
    let home = Home::empty();
    home.create().close().expect("it closes");
    fs::remove_file(home.path().join(gone)).expect("removed");
    let before = bytes_of(&home.path());
    assert_eq!(format!("{:?}", refused(&home.path())), expected);
    assert_eq!(format!("{:?}", look(&home.path()).expect_err("a part is missing")), expected);
    let error = create(&home.path(), &passphrase(), FAST).err().expect("refused");
    assert!(matches!(error, OpenError::AlreadyThere), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before, "what is left is as it was");
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

#[rstest]
#[case::nothing(Vec::new())]
#[case::a_few_bytes(b"hello".to_vec())]
#[case::plain_sqlite([b"SQLite format 3\0".as_slice(), &[0; 8176]].concat())]
#[case::noise((0..16_384_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect())]
fn a_foreign_file_in_place_of_the_database_is_named_and_kept(#[case] foreign: Vec<u8>) {
    let home = Home::empty();
    home.create().close().expect("it closes");
    fs::write(home.path().join("vault.db"), foreign).expect("written");
    let before = bytes_of(&home.path());
    let error = refused(&home.path());
    assert!(matches!(error, OpenError::Damaged), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before, "it may be somebody's, and is not replaced");
}

#[test]
fn the_key_file_of_another_vault_opens_nothing() {
    let (home, other) = (Home::empty(), Home::empty());
    home.create().close().expect("it closes");
    other.create().close().expect("it closes");
    fs::copy(other.path().join("vault.key"), home.path().join("vault.key")).expect("copied");
    let before = bytes_of(&home.path());
    let error = refused(&home.path());
    assert!(matches!(error, OpenError::Damaged), "{error:?}");
    assert_eq!(bytes_of(&home.path()), before);
}

#[rstest]
#[case::empty("", "KeyFileDamaged")]
#[case::cut("{\"format\": 1", "KeyFileDamaged")]
#[case::newer("{\"format\": 9}", "Newer { found: 9, known: 1 }")]
fn a_key_file_that_cannot_be_read_is_named_and_kept(#[case] text: &str, #[case] expected: &str) {
    let home = Home::empty();
    home.create().close().expect("it closes");
    fs::write(home.path().join("vault.key"), text).expect("written");
    let before = bytes_of(&home.path());
    assert_eq!(format!("{:?}", refused(&home.path())), expected);
    assert_eq!(bytes_of(&home.path()), before);
}

#[test]
fn of_many_who_create_at_once_one_succeeds_and_its_vault_opens() {
    let home = Home::empty();
    fs::create_dir(home.path()).expect("a folder");
    let path = home.path();
    let outcomes: Vec<bool> = std::thread::scope(|scope| {
        let create = || create(&path, &passphrase(), FAST).map(|vault| vault.close().expect("it closes"));
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(create)).collect();
        threads
            .into_iter()
            .map(|thread| match thread.join().expect("no panic") {
                Ok(()) => true,
                Err(OpenError::AlreadyThere | OpenError::Busy) => false,
                Err(other) => panic!("{other:?}"),
            })
            .collect()
    });
    assert_eq!(outcomes.iter().filter(|made| **made).count(), 1, "{outcomes:?}");
    home.open().close().expect("the one that was made opens");
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    const FOLDER: &str = "INWARD_TEST_FOLDER";

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

    /// Runs itself again in a process whose umask takes nothing away.
    #[test]
    fn nobody_else_can_read_a_vault_whatever_the_umask() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            let mut vault = create(Path::new(&folder), &passphrase(), FAST).expect("a vault");
            write(&mut vault, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
            for file in ["vault.db", "vault.key", "vault.db-wal", "vault.db-shm"] {
                assert_eq!(mode(&Path::new(&folder).join(file)), 0o600, "{file}");
            }
            return;
        }
        let home = Home::empty();
        let this = std::env::current_exe().expect("this program");
        let done = Command::new("sh")
            .args(["-c", "umask 000 && exec \"$0\" --exact opening::rights::nobody_else_can_read_a_vault_whatever_the_umask"])
            .arg(this)
            .env(FOLDER, home.path())
            .output()
            .expect("a shell");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
        assert_eq!(mode(&home.path()), 0o700);
        assert_eq!(mode(&home.path().join("vault.db")), 0o600);
        assert_eq!(mode(&home.path().join("vault.key")), 0o600);
    }

    #[test]
    fn wider_rights_of_a_copy_are_narrowed_when_it_is_opened() {
        let home = Home::empty();
        home.create().close().expect("it closes");
        for file in ["vault.db", "vault.key"] {
            fs::set_permissions(home.path().join(file), fs::Permissions::from_mode(0o644)).expect("set");
        }
        home.open().close().expect("it closes");
        assert_eq!(mode(&home.path().join("vault.db")), 0o600);
        assert_eq!(mode(&home.path().join("vault.key")), 0o600);
    }

    #[test]
    fn a_folder_that_others_use_is_not_taken_from_them() {
        let home = Home::empty();
        fs::create_dir(home.path()).expect("a folder");
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).expect("set");
        fs::write(home.path().join("minutes.txt"), "theirs").expect("a file of somebody else");
        home.create().close().expect("it closes");
        assert_eq!(mode(&home.path()), 0o755);
        assert_eq!(
            mode(&home.path().join("vault.db")),
            0o600,
            "the vault itself is closed to them all the same"
        );
    }
}
