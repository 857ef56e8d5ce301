use inward_domain::person::{Person, PersonFields, PowerRelation};
use rstest::rstest;
use secrecy::SecretString;
use tempfile::TempDir;

use super::*;
use crate::backup::{Backup, BackupReason, verify};
use crate::create::create;
use crate::error::VaultError;
use crate::fault::dies_at;
use crate::key::{KeyCost, RecoveryKey};
use crate::keys::{change_passphrase, put_recovery_key};
use crate::open::{look, open};
use crate::store::Vault;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn pass(text: &str) -> SecretString {
    text.into()
}

fn now() -> DateTime<Utc> {
    "2026-03-30T07:00:00Z".parse().expect("a moment")
}

fn all(_: f32) -> bool {
    true
}

fn put(vault: &mut Vault, name: &str) {
    let n = name.len();
    let person = Person {
        id: format!("01900000-0000-7000-8000-0000000000{n:02x}").parse().expect("an id"),
        created_at: now(),
        fields: PersonFields::named(name.to_owned().try_into().expect("a line"), PowerRelation::Peer),
    };
    vault.write(|w| w.put_person(&person, now())).map_err(|e: VaultError| e).expect("written");
}

fn names_in(vault: &Vault) -> Vec<String> {
    let people = vault.read(|r| r.persons()).map_err(|e: VaultError| e).expect("read");
    people.into_iter().map(|p| p.fields.display_name.to_string()).collect()
}

/// A vault in which Ana was copied and Tatiana came later.
struct Two {
    dir: TempDir,
    backup: Backup,
}

impl Two {
    fn closed() -> Two {
        let (two, vault) = Two::open();
        vault.close().expect("it closes");
        two
    }

    fn open() -> (Two, Vault) {
        let dir = TempDir::new().expect("a folder");
        let mut vault = create(&dir.path().join("inward"), &pass("first"), FAST).expect("a vault");
        put(&mut vault, "Ana");
        let backup = vault.back_up(None, BackupReason::Daily, now(), &all).expect("a copy");
        put(&mut vault, "Tatiana");
        (Two { dir, backup }, vault)
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("inward")
    }

    fn restore(&self) -> Result<Restored, OpenError> {
        restore(&self.folder(), &self.backup.path, (&pass("first")).into(), now(), &all)
    }

    fn names(&self) -> Vec<String> {
        names_in(&open(&self.folder(), &pass("first"), now()).expect("it opens"))
    }
}

#[test]
fn a_copy_takes_the_place_and_what_it_replaced_can_be_restored_too() {
    let two = Two::closed();
    let before = fs::read(two.folder().join("vault.db")).expect("bytes");
    let restored = two.restore().expect("restored");
    assert_eq!(restored.contents.counts.people, 1);
    assert_eq!(two.names(), ["Ana"]);
    let replaced = restored.replaced.expect("there was something");
    assert_eq!(fs::read(replaced.join("vault.db")).expect("bytes"), before, "byte for byte");
    restore(&two.folder(), &replaced.join("vault.db"), (&pass("first")).into(), now(), &all)
        .expect("back again");
    assert_eq!(two.names(), ["Ana", "Tatiana"]);
    assert_eq!(
        fs::read_dir(two.folder().join("replaced")).expect("a folder").count(),
        2,
        "each has a folder of its own, also within one second"
    );
}

#[test]
fn what_was_replaced_comes_back_also_after_a_journal_with_another_key_was_put_in_place() {
    let (two, others) = (Two::closed(), Two::closed());
    let first = two.restore().expect("restored").replaced.expect("there was something").join("vault.db");
    change_passphrase(&others.folder(), &pass("first"), &pass("theirs"), FAST, now()).expect("changed");
    let vault = open(&others.folder(), &pass("theirs"), now()).expect("it opens");
    let theirs = vault.back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
    restore(&two.folder(), &theirs.path, (&pass("theirs")).into(), now(), &all).expect("restored");
    let secret = pass("theirs");
    let told = verify(&first, (&secret).into(), Some(&two.folder()));
    assert!(matches!(told, Err(OpenError::WrongPassphrase)), "its own key file says so: {told:?}");
    fs::rename(first.with_extension("key"), first.with_extension("away")).expect("moved");
    let told = verify(&first, (&secret).into(), Some(&two.folder()));
    assert!(matches!(told, Err(OpenError::AnotherKey)), "not a word of damage: {told:?}");
    fs::rename(first.with_extension("away"), first.with_extension("key")).expect("moved");
    restore(&two.folder(), &first, (&pass("first")).into(), now(), &all).expect("back again");
    assert_eq!(two.names(), ["Ana", "Tatiana"]);
}

#[test]
fn what_was_replaced_without_having_been_closed_comes_back_with_its_log() {
    let (two, vault) = Two::open();
    let left = TempDir::new().expect("a folder");
    for name in ["vault.db", "vault.db-wal", "vault.key"] {
        fs::copy(two.folder().join(name), left.path().join(name)).expect("a copy");
    }
    drop(vault);
    let restored =
        restore(left.path(), &two.backup.path, (&pass("first")).into(), now(), &all).expect("restored");
    let replaced = restored.replaced.expect("there was something");
    assert!(replaced.join("vault.db-wal").is_file(), "the log went along");
    restore(left.path(), &replaced.join("vault.db"), (&pass("first")).into(), now(), &all)
        .expect("back again");
    assert_eq!(names_in(&open(left.path(), &pass("first"), now()).expect("it opens")), ["Ana", "Tatiana"]);
}

#[test]
fn a_second_machine_gets_the_vault_from_the_copy_and_the_sheet() {
    let (two, vault) = Two::open();
    let sheet = RecoveryKey::random().expect("a key");
    put_recovery_key(&two.folder(), &pass("first"), &sheet, FAST, now()).expect("put");
    let backup = vault.back_up(None, BackupReason::Asked, now(), &all).expect("a copy");
    let other = TempDir::new().expect("a folder");
    let folder = other.path().join("new");
    let restored = restore(&folder, &backup.path, (&sheet).into(), now(), &all).expect("restored");
    assert_eq!(restored.replaced, None);
    assert_eq!(names_in(&open(&folder, &pass("first"), now()).expect("it opens")), ["Ana", "Tatiana"]);
    open(&folder, &sheet, now()).expect("the sheet opens it too");
}

#[rstest]
#[case::the_new_one("second", true)]
#[case::the_old_one("first", false)]
fn the_passphrase_after_a_restore_is_the_one_that_was_typed(#[case] typed: &str, #[case] key_stays: bool) {
    let two = Two::closed();
    change_passphrase(&two.folder(), &pass("first"), &pass("second"), FAST, now()).expect("changed");
    let key_before = fs::read(two.folder().join("vault.key")).expect("bytes");
    let restored =
        restore(&two.folder(), &two.backup.path, (&pass(typed)).into(), now(), &all).expect("restored");
    let vault = open(&two.folder(), &pass(typed), now()).expect("it opens with what restored it");
    assert_eq!(names_in(&vault), ["Ana"]);
    assert_eq!(fs::read(two.folder().join("vault.key")).expect("bytes") == key_before, key_stays);
    let aside = restored.replaced.expect("there was something").join("vault.key");
    assert_eq!(fs::read(aside).expect("bytes"), key_before, "what opens the replaced journal lies beside it");
}

#[test]
fn a_damaged_vault_is_kept_aside_byte_for_byte() {
    for damage in [b"".as_slice(), b"torn", &[7; 9000]] {
        let two = Two::closed();
        fs::write(two.folder().join("vault.db"), damage).expect("written");
        assert!(matches!(open(&two.folder(), &pass("first"), now()), Err(OpenError::Damaged)));
        let restored = two.restore().expect("restored");
        let aside = restored.replaced.expect("there was something").join("vault.db");
        assert_eq!(fs::read(aside).expect("bytes"), damage);
        assert_eq!(two.names(), ["Ana"]);
    }
}

#[rstest]
#[case::key(&["vault.key"])]
#[case::database(&["vault.db"])]
#[case::both(&["vault.key", "vault.db"])]
fn what_is_missing_comes_back_from_a_copy(#[case] missing: &[&str]) {
    let two = Two::closed();
    for name in missing {
        fs::remove_file(two.folder().join(name)).expect("removed");
    }
    two.restore().expect("restored");
    assert_eq!(two.names(), ["Ana"]);
}

#[test]
fn a_damaged_key_file_comes_back_from_a_copy_and_is_kept_aside() {
    let two = Two::closed();
    fs::write(two.folder().join("vault.key"), "torn").expect("written");
    let restored = two.restore().expect("restored");
    assert_eq!(two.names(), ["Ana"]);
    let aside = restored.replaced.expect("there was something").join("vault.key");
    assert_eq!(fs::read(aside).expect("bytes"), b"torn");
}

#[test]
fn nothing_changes_while_somebody_has_the_vault_open() {
    let (two, vault) = Two::open();
    let error = two.restore();
    assert!(matches!(error, Err(OpenError::Busy)), "{error:?}");
    assert_eq!(names_in(&vault), ["Ana", "Tatiana"]);
    vault.close().expect("it closes");
    two.restore().expect("restored");
}

#[test]
fn a_copy_that_is_damaged_or_of_a_wrong_passphrase_replaces_nothing() {
    let two = Two::closed();
    let before = fs::read(two.folder().join("vault.db")).expect("bytes");
    let wrong = restore(&two.folder(), &two.backup.path, (&pass("guess")).into(), now(), &all);
    assert!(matches!(wrong, Err(OpenError::WrongPassphrase)), "{wrong:?}");
    let stopped =
        restore(&two.folder(), &two.backup.path, (&pass("first")).into(), now(), &|done| done < 0.8);
    assert!(matches!(stopped, Err(OpenError::Cancelled)), "{stopped:?}");
    let mut bytes = fs::read(&two.backup.path).expect("bytes");
    let last = bytes.len() - 50;
    bytes[last] ^= 1;
    fs::write(&two.backup.path, bytes).expect("written");
    assert!(matches!(two.restore(), Err(OpenError::Damaged)));
    assert_eq!(fs::read(two.folder().join("vault.db")).expect("bytes"), before);
    let mut left: Vec<String> = fs::read_dir(two.folder())
        .expect("the folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["backups", "vault.db", "vault.key"], "nothing half brought in stays behind");
    assert_eq!(two.names(), ["Ana", "Tatiana"]);
}

#[rstest]
#[case::same_passphrase("first")]
#[case::old_passphrase("second")]
fn whenever_a_restore_is_cut_off_the_vault_is_the_old_one_or_the_restored_one(#[case] present: &str) {
    for n in 0.. {
        let two = Two::closed();
        if present != "first" {
            change_passphrase(&two.folder(), &pass("first"), &pass(present), FAST, now()).expect("changed");
        }
        let done = dies_at(n, || two.restore());
        assert!(look(&two.folder()).expect("looked"), "point {n}: there is a vault");
        let error = create(&two.folder(), &pass("x"), FAST).err();
        assert!(matches!(error, Some(OpenError::AlreadyThere)), "point {n}: {error:?}");
        let vault = open(&two.folder(), &pass("first"), now())
            .or_else(|_| open(&two.folder(), &pass(present), now()))
            .unwrap_or_else(|error| panic!("point {n}: {error:?}"));
        match names_in(&vault).as_slice() {
            [ana] if ana == "Ana" => {
                vault.close().expect("it closes");
                let aside = two.folder().join("replaced/20260330T070000Z/vault.db");
                assert!(aside.is_file(), "point {n}: what was replaced is kept");
                restore(&two.folder(), &aside, (&pass("first")).into(), now(), &all).expect("and comes back");
                assert_eq!(two.names(), ["Ana", "Tatiana"], "point {n}");
            }
            both => assert_eq!(both, ["Ana", "Tatiana"], "point {n}"),
        }
        if done.is_some() {
            assert!(10 < n, "only {n} points were tried");
            break;
        }
    }
}
