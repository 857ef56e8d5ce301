use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;
use tempfile::TempDir;

use super::*;
use crate::create::create;
use crate::fault::dies_at;
use crate::key::RecoveryProblem;
use crate::open::open;

const FAST: KeyCost = KeyCost { memory_kib: 8, passes: 1, lanes: 1 };

fn pass(text: &str) -> SecretString {
    text.into()
}

fn now() -> DateTime<Utc> {
    "2026-03-30T07:00:00Z".parse().expect("a moment")
}

fn made() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    create(dir.path(), &pass("first"), FAST).expect("a vault").close().expect("it closes");
    dir
}

fn opens<'s>(dir: &TempDir, secret: impl Into<Secret<'s>>) -> Result<(), String> {
    open(dir.path(), secret, now()).map(drop).map_err(|error| format!("{error:?}"))
}

fn bytes_of(dir: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(dir.path()).expect("the folder").flatten();
    files
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).expect("bytes")))
        .collect()
}

fn kinds(dir: &TempDir) -> Vec<SlotKind> {
    ways_in(dir.path()).expect("a list").into_iter().map(|slot| slot.kind).collect()
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_does_not_and_no_page_changed() {
    let dir = made();
    let database = bytes_of(&dir)["vault.db"].clone();
    change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now()).expect("changed");
    assert_eq!(bytes_of(&dir)["vault.db"], database, "the data is not touched");
    assert_eq!(opens(&dir, &pass("second")), Ok(()));
    assert_eq!(opens(&dir, &pass("first")), Err("WrongPassphrase".to_owned()));
    assert_eq!(kinds(&dir), [SlotKind::Passphrase], "one passphrase, not two");
}

#[test]
fn the_recovery_key_opens_and_gives_back_a_forgotten_passphrase() {
    let dir = made();
    let sheet = RecoveryKey::random().expect("a key");
    assert_eq!(opens(&dir, &sheet), Err("NoRecoveryKey".to_owned()));
    put_recovery_key(dir.path(), &pass("first"), &sheet, FAST, now()).expect("put");
    let typed = sheet.groups().iter().map(|g| g.to_lowercase()).collect::<Vec<_>>().join(" ");
    let typed = RecoveryKey::parse(&typed).expect("as printed");
    assert_eq!(opens(&dir, &typed), Ok(()));
    change_passphrase(dir.path(), &typed, &pass("remembered now"), FAST, now()).expect("changed");
    assert_eq!(opens(&dir, &pass("remembered now")), Ok(()));
    assert_eq!(opens(&dir, &typed), Ok(()), "the sheet stays good");
    let slot = ways_in(dir.path()).expect("a list").into_iter().find(|s| s.kind == SlotKind::Recovery);
    assert_eq!(slot.and_then(|s| s.made_at), Some(now()), "the sheet has a date to be known by");
}

#[test]
fn a_new_recovery_key_ends_the_one_before() {
    let dir = made();
    let (old, new) = (RecoveryKey::random().expect("a key"), RecoveryKey::random().expect("a key"));
    put_recovery_key(dir.path(), &pass("first"), &old, FAST, now()).expect("put");
    put_recovery_key(dir.path(), &old, &new, FAST, now()).expect("put");
    assert_eq!(opens(&dir, &old), Err("WrongRecoveryKey".to_owned()));
    assert_eq!(opens(&dir, &new), Ok(()));
}

#[test]
fn each_computer_is_remembered_and_forgotten_by_itself() {
    let dir = made();
    let [one, other] = [(); 2].map(|()| KeyringKey::random().expect("a key"));
    for key in [&one, &other] {
        put_keyring_key(dir.path(), &pass("first"), key, now()).expect("put");
        let given_back = KeyringKey::parse(&key.to_text()).expect("what the keyring holds");
        assert_eq!(opens(&dir, &given_back), Ok(()));
    }
    assert!(remove_way_in(dir.path(), SlotKind::Keyring, Some(one.id())).expect("removed"));
    assert_eq!(opens(&dir, &one), Err("KeyringForgotten".to_owned()));
    assert_eq!(opens(&dir, &other), Ok(()));
    assert!(!remove_way_in(dir.path(), SlotKind::Keyring, Some(one.id())).expect("nothing to do"));
    assert_eq!(opens(&dir, &pass("first")), Ok(()), "a keyring is a convenience, never the way in");
}

#[rstest]
#[case::empty("")]
#[case::another_application("hunter2")]
#[case::cut("0123456789abcdef:00ff")]
#[case::no_name(":0000000000000000000000000000000000000000000000000000000000000000")]
fn what_a_keyring_was_given_by_others_is_no_key(#[case] text: &str) {
    assert!(KeyringKey::parse(text).is_none());
}

#[test]
fn the_passphrase_is_never_taken_away() {
    let dir = made();
    let before = bytes_of(&dir);
    let error = remove_way_in(dir.path(), SlotKind::Passphrase, None).expect_err("refused");
    assert!(matches!(error, OpenError::PassphraseStays), "{error:?}");
    assert_eq!(bytes_of(&dir), before);
}

#[test]
fn a_wrong_secret_changes_nothing() {
    let dir = made();
    let key_before = bytes_of(&dir)["vault.key"].clone();
    let sheet = RecoveryKey::random().expect("a key");
    let error = change_passphrase(dir.path(), &pass("guess"), &pass("mine now"), FAST, now());
    assert!(matches!(error, Err(OpenError::WrongPassphrase)), "{error:?}");
    let error = put_recovery_key(dir.path(), &pass("guess"), &sheet, FAST, now());
    assert!(matches!(error, Err(OpenError::WrongPassphrase)), "{error:?}");
    assert_eq!(bytes_of(&dir)["vault.key"], key_before);
}

#[test]
fn where_there_is_no_vault_no_file_appears() {
    let dir = TempDir::new().expect("a folder");
    let error = change_passphrase(dir.path(), &pass("a"), &pass("b"), FAST, now());
    assert!(matches!(error, Err(OpenError::NoVault)), "{error:?}");
    assert!(bytes_of(&dir).is_empty());
}

#[rstest]
#[case::empty(b"".to_vec(), "KeyFileDamaged")]
#[case::cut(b"{\"format\":1,".to_vec(), "KeyFileDamaged")]
#[case::newer(b"{\"format\":9}".to_vec(), "Newer { found: 9, known: 1 }")]
#[case::endless(vec![b' '; 1 << 20], "KeyFileDamaged")]
#[case::many_slots(
    format!(
        "{{\"format\":1,\"key_id\":\"00\",\"slots\":[{}]}}",
        vec!["{\"kind\":\"passphrase\",\"memory_kib\":4000000}"; 1000].join(",")
    )
    .into_bytes(),
    "KeyFileDamaged"
)]
fn a_key_file_that_cannot_be_read_is_never_replaced(#[case] bytes: Vec<u8>, #[case] expected: &str) {
    let dir = made();
    fs::write(dir.path().join("vault.key"), bytes).expect("written");
    let before = bytes_of(&dir);
    let told = |result: Result<(), OpenError>| format!("{:?}", result.expect_err("refused"));
    assert_eq!(told(change_passphrase(dir.path(), &pass("first"), &pass("b"), FAST, now())), expected);
    assert_eq!(told(remove_way_in(dir.path(), SlotKind::Recovery, None).map(drop)), expected);
    assert_eq!(bytes_of(&dir), before, "it may be all there is");
}

#[test]
fn a_slot_of_a_later_version_survives_every_rewriting() {
    let dir = made();
    let path = dir.path().join("vault.key");
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("bytes")).expect("JSON");
    let later = serde_json::json!({ "kind": "smart_card", "serial": 7, "of": { "a": ["kind"] } });
    file["slots"].as_array_mut().expect("slots").push(later.clone());
    fs::write(&path, file.to_string()).expect("written");
    change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now()).expect("changed");
    remove_way_in(dir.path(), SlotKind::Recovery, None).expect("nothing to do");
    let file: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("bytes")).expect("JSON");
    assert!(file["slots"].as_array().expect("slots").contains(&later), "it knows better than we do");
}

#[test]
fn a_damaged_slot_beside_a_good_one_keeps_nobody_out() {
    let dir = made();
    let sheet = RecoveryKey::random().expect("a key");
    put_recovery_key(dir.path(), &pass("first"), &sheet, FAST, now()).expect("put");
    let path = dir.path().join("vault.key");
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(&path).expect("bytes")).expect("JSON");
    file["slots"][0]["wrapped"] = "00".into();
    fs::write(&path, file.to_string()).expect("written");
    assert_eq!(opens(&dir, &pass("first")), Err("KeyFileDamaged".to_owned()));
    assert_eq!(opens(&dir, &sheet), Ok(()));
    let damaged: Vec<bool> = ways_in(dir.path()).expect("a list").iter().map(|s| s.damaged).collect();
    assert_eq!(damaged, [true, false], "the list says which one");
    change_passphrase(dir.path(), &sheet, &pass("second"), FAST, now()).expect("mended");
    assert_eq!(opens(&dir, &pass("second")), Ok(()));
}

#[test]
fn a_second_process_waits_for_the_first_to_be_done() {
    let dir = made();
    let held = lock(&Folder(dir.path())).expect("the first");
    let error = change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now());
    assert!(matches!(error, Err(OpenError::Busy)), "{error:?}");
    drop(held);
    change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now()).expect("changed");
}

#[test]
fn whenever_a_change_is_cut_off_the_old_passphrase_opens_or_the_new_one() {
    let mut points = 0;
    for n in 0.. {
        let dir = made();
        let done = dies_at(n, || change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now()));
        let (old, new) = (opens(&dir, &pass("first")), opens(&dir, &pass("second")));
        assert!(old.is_ok() != new.is_ok(), "point {n}: {old:?} and {new:?}");
        // What lies half written beside is no obstacle to the next attempt.
        let present = if old.is_ok() { pass("first") } else { pass("second") };
        change_passphrase(dir.path(), &present, &pass("third"), FAST, now()).expect("changed");
        assert_eq!(opens(&dir, &pass("third")), Ok(()));
        if done.is_some() {
            points = n;
            break;
        }
    }
    assert!(3 <= points, "only {points} points were tried");
}

#[cfg(unix)]
#[test]
fn a_rewritten_key_file_is_still_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = made();
    change_passphrase(dir.path(), &pass("first"), &pass("second"), FAST, now()).expect("changed");
    let mode = fs::metadata(dir.path().join("vault.key")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sheet_is_read_back_however_it_is_typed(spaces in proptest::collection::vec(0..4_usize, 36)) {
        let key = RecoveryKey::random().expect("a key");
        let printed: String = key.groups().iter().flat_map(|g| g.chars().collect::<Vec<_>>()).collect();
        let between = ["", " ", "-", "\u{2013} \n"];
        let typed: String = printed
            .chars()
            .zip(&spaces)
            .map(|(c, n)| {
                let c = match c { '0' => 'o', '1' if *n == 0 => 'I', '1' => 'l', c => c.to_ascii_lowercase() };
                format!("{c}{}", between[*n])
            })
            .collect();
        let read = RecoveryKey::parse(&typed).expect("the same key");
        prop_assert_eq!(
            read.groups().map(|g| g.to_string()),
            key.groups().map(|g| g.to_string())
        );
    }

    #[test]
    fn one_wrong_sign_is_found_with_its_group(place in 0..36_usize, other in "[0-9A-HJKMNP-TV-Z]") {
        let key = RecoveryKey::random().expect("a key");
        let printed = key.groups().iter().map(|g| g.to_string()).collect::<String>();
        let mut typed = printed.clone();
        typed.replace_range(place..=place, &other);
        let read = RecoveryKey::parse(&typed).map(drop);
        let expected =
            if typed == printed { Ok(()) } else { Err(RecoveryProblem::Group { group: place / 6 + 1 }) };
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn two_neighbours_that_changed_places_are_found(place in 0..35_usize) {
        let key = RecoveryKey::random().expect("a key");
        let printed = key.groups().iter().map(|g| g.to_string()).collect::<String>();
        let mut typed = printed.clone().into_bytes();
        typed.swap(place, place + 1);
        let typed = String::from_utf8(typed).expect("ASCII");
        prop_assert_eq!(RecoveryKey::parse(&typed).is_ok(), typed == printed);
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,60}") {
        let _ = RecoveryKey::parse(&text).map(drop);
    }
}

#[test]
fn groups_that_changed_places_and_missing_signs_are_told_apart() {
    let key = RecoveryKey::random().expect("a key");
    let mut groups: Vec<String> = key.groups().iter().map(|g| g.to_string()).collect();
    assert!(groups.iter().all(|g| g.len() == 6 && g.bytes().all(|b| b.is_ascii_alphanumeric())));
    assert!(key.has_group(2, &format!(" {} ", groups[2].to_lowercase())));
    assert!(!key.has_group(2, &groups[3]) && !key.has_group(6, &groups[3]) && !key.has_group(0, ""));
    groups.swap(1, 4);
    assert_eq!(RecoveryKey::parse(&groups.concat()).map(drop), Err(RecoveryProblem::Group { group: 2 }));
    let short = RecoveryKey::parse("ABC").map(drop);
    assert_eq!(short, Err(RecoveryProblem::Length { found: 3, expected: 36 }));
}
