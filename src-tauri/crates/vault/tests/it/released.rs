//! What earlier versions left behind opens, and what they did is not rewritten.
//!
//! A schema counts as released once its fixture is here. The fixtures are made
//! by `cargo run -p inward-vault --example release_fixture`.

use std::fs;
use std::path::{Path, PathBuf};

use inward_vault::{BackupReason, Counts, open};
use rstest::rstest;

use crate::examples::*;

/// The migrations and what they hashed to when they were released.
const RELEASED: &[(&str, u64)] = &[
    ("0001_nouns_and_stream.sql", 0x0dce_77f8_72c1_9d4b),
    ("0002_reminders.sql", 0x4cff_19ff_f7e5_fae0),
    ("0003_hold.sql", 0x95a0_8c2e_cf3e_a7c3),
    ("0004_own_reminders.sql", 0x79fc_832f_fb9b_973b),
    ("0005_imports.sql", 0x4b3c_f2fa_ad17_4160),
    ("0006_lighter_writing.sql", 0x9335_f345_d564_e47d),
];

/// Asked at run time, for two checkouts may share a target folder and so the built test.
fn room() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into()).into()
}

/// FNV-1a over the lines, so that a checkout with other line ends counts as the same.
fn hash_of(text: &str) -> u64 {
    let bytes = text.lines().flat_map(|line| line.bytes().chain([b'\n']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn a_released_migration_is_never_edited() {
    let folder = room().join("migrations");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the migrations")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, RELEASED.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "each has its line above");
    for (name, hash) in RELEASED {
        let text = fs::read_to_string(folder.join(name)).expect("the migration");
        assert_eq!(hash_of(&text), *hash, "{name}: write a new migration; vaults with the old one exist");
    }
}

#[rstest]
#[case::nouns_and_stream("schema_0001", 1)]
#[case::reminders("schema_0002", 2)]
#[case::hold("schema_0003", 3)]
#[case::own_reminders("schema_0004", 4)]
#[case::imports("schema_0005", 5)]
#[case::lighter_writing("schema_0006", 6)]
fn the_vault_of_an_earlier_version_opens_with_everything_in_it(#[case] name: &str, #[case] version: u32) {
    let home = Home::empty();
    copy(&room().join("tests/fixtures").join(name), &home.path());
    for _ in 0..2 {
        let mut vault = open(&home.path(), &secrecy::SecretString::from("a fixture guards nothing"), at(NOW))
            .expect("it opens");
        read(&vault, |r| {
            assert_eq!(r.persons()?[0].fields.display_name.as_str(), "Tatiana");
            assert_eq!(r.search("calm prio", 9)?.len(), 1, "it is found");
            assert_eq!(r.counts()?, Counts { people: 1, entries: 1, ..Counts::default() });
            assert!(r.check()?.is_sound());
            assert_eq!(r.rules()?, [], "what is newer is there too");
            assert_eq!(r.holds()?, []);
            assert_eq!(r.imports()?, []);
            Ok(())
        });
        write(&mut vault, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
        vault.close().expect("it closes");
    }
    let copies = inward_vault::backup::list(&inward_vault::backup_folder(&home.path())).expect("a list");
    if version == RELEASED.len() as u32 {
        assert!(copies.is_empty(), "nothing was changed, so nothing was copied");
        return;
    }
    assert_eq!(copies.len(), 1, "one copy was made before it was changed, and none the second time");
    assert_eq!(copies[0].reason, BackupReason::Migration);
    let secret = secrecy::SecretString::from("a fixture guards nothing");
    let contents =
        inward_vault::backup::verify(&copies[0].path, (&secret).into(), None).expect("it is whole");
    assert_eq!((contents.version, contents.counts.people), (version, 1), "it is as it was before");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the fixture") {
        let path = entry.expect("a file").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
}
