use inward_domain::ids::PersonId;
use inward_domain::person::{Person, PersonFields, PowerRelation};
use rstest::rstest;
use secrecy::SecretString;
use tempfile::TempDir;

use super::*;
use crate::create::create;
use crate::error::VaultError;
use crate::fault::dies_at;
use crate::key::{KeyCost, RecoveryKey};
use crate::keys::{change_passphrase, put_recovery_key};
use crate::open::open;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn pass(text: &str) -> SecretString {
    text.into()
}

fn now() -> DateTime<Utc> {
    "2026-03-30T07:00:00.5Z".parse().expect("a moment")
}

fn person(n: u8) -> Person {
    Person {
        id: format!("01900000-0000-7000-8000-0000000000{n:02x}").parse::<PersonId>().expect("an id"),
        created_at: now(),
        fields: PersonFields::named("Tatiana".to_owned().try_into().expect("a line"), PowerRelation::Peer),
    }
}

fn put(vault: &mut Vault, n: u8) {
    vault.write(|w| w.put_person(&person(n), now())).map_err(|e: VaultError| e).expect("written");
}

fn made(dir: &TempDir) -> Vault {
    let mut vault = create(&dir.path().join("inward"), &pass("first"), FAST).expect("a vault");
    put(&mut vault, 1);
    vault
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn all(_: f32) -> bool {
    true
}

#[test]
fn a_copy_is_two_files_that_open_anywhere_with_what_opened_the_vault_that_day() {
    let (dir, elsewhere) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let vault_folder = dir.path().join("inward");
    let vault = made(&dir);
    let sheet = RecoveryKey::random().expect("a key");
    put_recovery_key(&vault_folder, &pass("first"), &sheet, FAST, now()).expect("put");
    let backup = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    assert_eq!(
        names(&backup_folder(&vault_folder)),
        ["inward-20260330T070000Z-daily.backup", "inward-20260330T070000Z-daily.backup.key"]
    );
    for name in names(&backup_folder(&vault_folder)) {
        fs::copy(backup_folder(&vault_folder).join(&name), elsewhere.path().join(&name)).expect("a copy");
    }
    let file = elsewhere.path().join("inward-20260330T070000Z-daily.backup");
    for secret in [Secret::Passphrase(&pass("first")), Secret::Recovery(&sheet)] {
        let contents = verify(&file, secret, None).expect("it opens on a second machine");
        assert_eq!((contents.counts.people, contents.index_is_whole), (1, true));
        assert_eq!(contents.newest_change, Some(now()));
    }
    assert_eq!(names(elsewhere.path()).len(), 2, "trying it leaves nothing beside it");
    let bytes = fs::read(&file).expect("bytes");
    assert!(!bytes.starts_with(b"SQLite format 3"), "a copy is encrypted like the vault");
    assert!(!bytes.windows(7).any(|w| w == b"Tatiana"));
    assert_eq!(list(&backup_folder(&vault_folder)).expect("a list"), [backup]);
}

#[rstest]
#[case::wrong("guess", "WrongPassphrase")]
#[case::right("first", "KeyFileMissing")]
fn a_copy_without_its_key_file_opens_with_the_one_of_the_vault(#[case] typed: &str, #[case] alone: &str) {
    let dir = TempDir::new().expect("a folder");
    let vault_folder = dir.path().join("inward");
    let backup = made(&dir).back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
    let told = |result: Result<Contents, OpenError>| format!("{:?}", result.expect_err("refused"));
    if alone == "KeyFileMissing" {
        fs::remove_file(key_beside(&backup.path)).expect("removed");
        verify(&backup.path, (&pass(typed)).into(), Some(&vault_folder))
            .expect("the vault's key file serves");
    }
    assert_eq!(told(verify(&backup.path, (&pass(typed)).into(), None)), alone);
}

#[test]
fn a_copy_of_before_a_change_of_passphrase_opens_with_the_old_one_and_here_with_the_new_one() {
    let dir = TempDir::new().expect("a folder");
    let vault_folder = dir.path().join("inward");
    let backup = made(&dir).back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
    change_passphrase(&vault_folder, &pass("first"), &pass("second"), FAST, now()).expect("changed");
    verify(&backup.path, (&pass("first")).into(), None).expect("as it was that day");
    verify(&backup.path, (&pass("second")).into(), Some(&vault_folder)).expect("the key is the same");
    assert!(matches!(verify(&backup.path, (&pass("second")).into(), None), Err(OpenError::WrongPassphrase)));
}

#[test]
fn every_changed_byte_and_every_cut_of_a_copy_is_found() {
    let dir = TempDir::new().expect("a folder");
    let backup = made(&dir).back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    let whole = fs::read(&backup.path).expect("bytes");
    let told = |bytes: &[u8]| {
        fs::write(&backup.path, bytes).expect("written");
        verify(&backup.path, (&pass("first")).into(), None).map(drop).map_err(|e| format!("{e:?}"))
    };
    for page in 0..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + (page * 97) % 4096] ^= 1;
        assert_eq!(told(&damaged), Err("Damaged".to_owned()), "page {page}");
    }
    for keep in [0, 1, 4095, 4096, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        assert_eq!(told(&whole[..keep]), Err("Damaged".to_owned()), "{keep} bytes");
    }
    assert_eq!(told(&whole), Ok(()), "the whole one is sound, so the test can tell");
}

#[test]
fn the_latest_copy_that_is_whole_is_found_among_damaged_ones() {
    let dir = TempDir::new().expect("a folder");
    let vault_folder = dir.path().join("inward");
    let mut vault = made(&dir);
    let mut at = now();
    for n in 2..5 {
        vault.back_up(None, BackupReason::Daily, at, &all).expect("a copy");
        put(&mut vault, n);
        at += chrono::TimeDelta::days(1);
    }
    let copies = list(&backup_folder(&vault_folder)).expect("a list");
    fs::write(&copies[0].path, "torn").expect("written");
    let key = pass("first");
    let (found, contents) = newest_sound(&backup_folder(&vault_folder), (&key).into(), None)
        .expect("looked")
        .expect("one is whole");
    assert_eq!((found.path, contents.counts.people), (copies[1].path.clone(), 2));
    for copy in &copies {
        fs::write(&copy.path, "torn").expect("written");
    }
    let error = newest_sound(&backup_folder(&vault_folder), (&key).into(), None);
    assert!(matches!(error, Err(OpenError::Damaged)), "{error:?}");
    assert!(newest_sound(dir.path(), (&key).into(), None).expect("looked").is_none(), "none is no trouble");
}

#[test]
fn a_damaged_vault_makes_no_copy_and_an_earlier_one_stays() {
    let dir = TempDir::new().expect("a folder");
    let vault_folder = dir.path().join("inward");
    let mut vault = made(&dir);
    for n in 2..200 {
        put(&mut vault, n);
    }
    vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    vault.close().expect("it closes");
    let path = vault_folder.join("vault.db");
    let mut bytes = fs::read(&path).expect("bytes");
    let middle = bytes.len() / 2 / 4096 * 4096 + 100;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).expect("written");
    let vault = open(&vault_folder, &pass("first"), now()).expect("page one is whole");
    let error = vault.back_up(None, BackupReason::Asked, now(), &all);
    assert!(matches!(error, Err(OpenError::Damaged)), "{error:?}");
    assert_eq!(names(&backup_folder(&vault_folder)).len(), 2, "the good one, and nothing half made");
}

#[test]
fn a_key_file_that_is_not_the_vaults_is_found_before_a_copy_is_made() {
    let (dir, other) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let vault = made(&dir);
    made(&other);
    fs::copy(other.path().join("inward/vault.key"), dir.path().join("inward/vault.key")).expect("a copy");
    let error = vault.back_up(None, BackupReason::Daily, now(), &all);
    assert!(matches!(error, Err(OpenError::KeyFileDamaged)), "{error:?}");
    assert_eq!(names(&backup_folder(&dir.path().join("inward"))), Vec::<String>::new());
}

#[test]
fn a_copy_writes_over_nothing_and_two_of_one_second_have_two_names() {
    let dir = TempDir::new().expect("a folder");
    let vault = made(&dir);
    let taken = dir.path().join("mine.backup");
    fs::write(&taken, "somebody's").expect("written");
    assert!(matches!(vault.back_up_as(&taken, &all), Err(OpenError::FileTaken)));
    assert_eq!(fs::read(&taken).expect("bytes"), b"somebody's");
    let one = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    let two = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    assert_ne!(one.path, two.path);
    assert_eq!(list(&backup_folder(&dir.path().join("inward"))).expect("a list").len(), 2);
}

#[test]
fn copies_made_at_once_are_all_whole_and_each_has_a_name_of_its_own() {
    const AT_ONCE: usize = 8;
    let dir = TempDir::new().expect("a folder");
    let vault_folder = dir.path().join("inward");
    drop(made(&dir));
    let (chosen, start) = (dir.path().join("mine.backup"), std::sync::Barrier::new(AT_ONCE));
    let copied = || {
        let vault = open(&vault_folder, &pass("first"), now()).expect("it opens");
        start.wait();
        vault.back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
        start.wait();
        vault.back_up_as(&chosen, &all)
    };
    let ends: Vec<_> = std::thread::scope(|scope| {
        let at_work: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(copied)).collect();
        at_work.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    let copies = list(&backup_folder(&vault_folder)).expect("a list");
    assert_eq!(copies.len(), AT_ONCE);
    for path in copies.iter().map(|copy| &copy.path).chain([&chosen]) {
        verify(path, (&pass("first")).into(), None).expect("whole, with its key file");
    }
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1, "one name, one copy: {ends:?}");
    let refused = ends.iter().filter(|end| matches!(end, Err(OpenError::FileTaken)));
    assert_eq!(refused.count(), AT_ONCE - 1, "the others are told so: {ends:?}");
    assert_eq!(names(&backup_folder(&vault_folder)).len(), 2 * AT_ONCE, "and no part stays");
}

#[test]
fn what_a_copy_that_was_cut_off_left_goes_with_the_copies_of_a_later_day() {
    let dir = TempDir::new().expect("a folder");
    let folder = backup_folder(&dir.path().join("inward"));
    let vault = made(&dir);
    vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    let left =
        ["inward-20260330T070001Z-daily.backup.0a.part", "inward-20260330T070001Z-daily.backup.0a.key.part"];
    for name in left.into_iter().chain(["mine.part"]) {
        fs::write(folder.join(name), "half").expect("written");
    }
    thin_out(&folder).expect("thinned out");
    assert_eq!(names(&folder).len(), 5, "somebody may be writing them");
    vault.back_up(None, BackupReason::Daily, now() + TimeDelta::days(2), &all).expect("a copy");
    thin_out(&folder).expect("thinned out");
    let names = names(&folder);
    assert!(!names.iter().any(|name| left.contains(&name.as_str())), "{names:?}");
    assert!(names.contains(&"mine.part".to_owned()), "what is not ours stays");
}

#[cfg(target_os = "linux")]
#[rstest]
#[case::no_text(b"in\xffward")]
#[case::signs_of_an_address(b"a?b#c%20d")]
fn a_folder_may_have_any_name(#[case] name: &[u8]) {
    let dir = TempDir::new().expect("a folder");
    let folder = dir.path().join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name));
    let mut vault = create(&folder, &pass("first"), FAST).expect("a vault");
    put(&mut vault, 1);
    let backup = vault.back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
    assert_eq!(verify(&backup.path, (&pass("first")).into(), None).expect("whole").counts.people, 1);
    assert_eq!(names(dir.path()).len(), 1, "nothing lies beside the folder");
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let dir = TempDir::new().expect("a folder");
    let vault = made(&dir);
    for stop_at in [0.0, 0.5, 1.0] {
        let error = vault.back_up(None, BackupReason::Daily, now(), &|done| done < stop_at);
        assert!(matches!(error, Err(OpenError::Cancelled)), "{error:?}");
        assert_eq!(names(&backup_folder(&dir.path().join("inward"))), Vec::<String>::new());
    }
}

#[test]
fn a_copy_that_is_cut_off_is_never_taken_for_one() {
    for n in 0.. {
        let dir = TempDir::new().expect("a folder");
        let folder = backup_folder(&dir.path().join("inward"));
        let vault = made(&dir);
        let done = dies_at(n, || vault.back_up(None, BackupReason::Daily, now(), &all));
        for backup in list(&folder).expect("a list") {
            verify(&backup.path, (&pass("first")).into(), None).expect("what is listed is whole");
        }
        vault.back_up(None, BackupReason::Daily, now(), &all).expect("the next one goes through");
        if done.is_some() {
            assert!(5 < n, "only {n} points were tried");
            break;
        }
    }
}

#[test]
fn a_second_folder_gets_the_same_copy_and_its_absence_is_told() {
    let (dir, stick) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let vault = made(&dir);
    let backup = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    let copied = vault.copy_backup(&backup, stick.path()).expect("copied");
    assert_eq!(fs::read(&copied.path).expect("bytes"), fs::read(&backup.path).expect("bytes"));
    verify(&copied.path, (&pass("first")).into(), None).expect("it opens there");
    let gone = stick.path().join("not mounted");
    assert!(vault.copy_backup(&backup, &gone).is_err());
    assert!(!gone.exists(), "a folder that is not there is not made: it may be a disk that is away");
}

#[test]
fn thinning_out_removes_both_files_and_nothing_that_is_not_ours() {
    let dir = TempDir::new().expect("a folder");
    let folder = backup_folder(&dir.path().join("inward"));
    let vault = made(&dir);
    let backup = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
    for day in 1..=28 {
        let name = folder.join(format!("inward-202602{day:02}T070000Z-daily.backup"));
        fs::copy(&backup.path, &name).expect("a copy");
        fs::copy(key_beside(&backup.path), key_beside(&name)).expect("a copy");
    }
    for foreign in ["inward-notes.backup", "photo.jpg", "inward-20260201T070000Z-daily.backup.old"] {
        fs::write(folder.join(foreign), "theirs").expect("written");
    }
    let removed = thin_out(&folder).expect("thinned out");
    let left = list(&folder).expect("a list");
    assert_eq!(left.len() + removed.len(), 29);
    assert!(left.contains(&backup) && left.len() < 12, "{} are left", left.len());
    assert_eq!(
        names(&folder).len(),
        2 * left.len() + 3,
        "no key file without its copy, and theirs is theirs"
    );
}

#[rstest]
#[case("inward-20260330T070000Z-daily.backup", true)]
#[case("inward-20260330T070000Z-daily-2.backup", true)]
#[case("inward-20260330T070000Z-key.backup", true)]
#[case("inward-20260330T070000Z-other.backup", false)]
#[case("inward-20261330T070000Z-daily.backup", false)]
#[case("inward-20260330T070000Z-daily-x.backup", false)]
#[case("inward-20260330T070000Z-daily.backup.part", false)]
#[case("inward-20260330T070000Z-daily.backup.0a.part", false)]
#[case("inward-20260330T070000Z-daily.backup.key", false)]
#[case("-daily.backup", false)]
fn a_name_is_a_copy_or_not(#[case] name: &str, #[case] is_one: bool) {
    assert_eq!(super::name::read(name).is_some(), is_one, "{name}");
}
