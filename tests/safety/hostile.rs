//! Files in the place of the vault that are damaged, foreign, newer or gone: left as they are, and said.

#[cfg(target_os = "linux")]
mod full;

use std::fs;

use inward_tests::program::{Answer, Home};

/// Returns every file of the vault's folder with its bytes.
fn contents(home: &Home) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(home.file("vault"))
        .expect("readable")
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("readable"))
        })
        .filter(|(name, _)| !name.ends_with("-shm") && !name.ends_with(".lock"))
        .collect();
    files.sort();
    files
}

/// Spoils the vault, and checks that the program says so with a code and touches nothing.
fn refused_and_untouched(spoil: impl Fn(&Home), code: i32, context: &str) -> Answer {
    let home = Home::with_vault();
    home.done(["note", "Calm talk"]);
    spoil(&home);
    let before = contents(&home);
    for words in [&["search", "Calm"][..], &["note", "More"], &["check"], &["init"]] {
        let answer = home.run(words);
        // Whatever stands there, a new vault is not made beside it or over it.
        let expected = if words[0] == "init" { [1, code] } else { [code, code] };
        assert!(answer.code.is_some_and(|c| expected.contains(&c)), "{context}, {words:?}: {answer:?}");
        assert!(!answer.err.contains("panicked"), "{context}, {words:?}: {}", answer.err);
        assert_eq!(answer.out, "", "{context}, {words:?}");
    }
    assert_eq!(contents(&home), before, "{context}: the files are as they were");
    home.run(["check"])
}

fn database(home: &Home) -> std::path::PathBuf {
    home.file("vault").join("vault.db")
}

#[test]
fn a_damaged_or_foreign_file_in_place_of_the_database_is_left_as_it_is() {
    let garbage =
        |home: &Home| fs::write(database(home), b"not a database at all".repeat(500)).expect("written");
    refused_and_untouched(garbage, 4, "garbage");
    let empty = |home: &Home| fs::write(database(home), b"").expect("written");
    refused_and_untouched(empty, 4, "an empty file");
    let torn = |home: &Home| {
        let mut bytes = fs::read(database(home)).expect("there");
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0xA5);
        fs::write(database(home), bytes).expect("written");
    };
    let home = Home::with_vault();
    torn(&home);
    let answer = home.run(["check"]);
    assert_eq!(answer.code, Some(4), "torn: {}", answer.err);
}

#[test]
fn a_missing_half_of_the_vault_is_named_and_no_new_one_is_made() {
    let answer =
        refused_and_untouched(|home| fs::remove_file(database(home)).expect("there"), 4, "no database");
    assert!(answer.err.contains("vault.db"), "{}", answer.err);
    let key = |home: &Home| home.file("vault").join("vault.key");
    let answer = refused_and_untouched(|home| fs::remove_file(key(home)).expect("there"), 4, "no key");
    assert!(answer.err.contains("vault.key"), "{}", answer.err);
    refused_and_untouched(|home| fs::write(key(home), b"{}").expect("written"), 4, "a broken key file");
}

#[test]
fn a_key_file_of_a_newer_version_is_left_as_it_is() {
    let newer = |home: &Home| {
        let path = home.file("vault").join("vault.key");
        let text = fs::read_to_string(&path).expect("there");
        let newer = text.replacen("\"format\": 1", "\"format\": 99", 1);
        assert_ne!(newer, text, "the key file says its format");
        fs::write(path, newer).expect("written");
    };
    let answer = refused_and_untouched(newer, 4, "a newer key file");
    assert!(answer.err.contains("newer"), "{}", answer.err);
}

#[test]
fn hostile_files_to_import_are_refused_in_a_moment() {
    let home = Home::with_vault();
    let long_line = format!("date,q\n2026-01-05,{}\n", "9".repeat(3_000_000));
    let many_rows = format!("date,q\n{}", "2026-01-05,1\n".repeat(200_000));
    let cases: [(&str, Vec<u8>); 5] = [
        ("a gigantic line", long_line.into_bytes()),
        ("too many rows", many_rows.into_bytes()),
        ("zeros", vec![0; 5_000_000]),
        ("quotation marks", b"date,q\n".iter().copied().chain(vec![b'"'; 900_001]).collect()),
        (
            "a file that nests",
            [b"{\"format\":\"inward\",\"version\":1,\"people\":".to_vec(), vec![b'['; 9_000_000]].concat(),
        ),
    ];
    for (name, bytes) in cases {
        home.write("hostile", bytes);
        for format in ["ratings", "json"] {
            let answer = home.run(["import", "hostile", "--as", format, "--yes", "--new-experiment", "X"]);
            assert_eq!(answer.code, Some(1), "{name} as {format}: {}", answer.err);
            assert!(answer.err.len() < 2_000, "{name} as {format}: a sentence, not the file");
        }
    }
    let folder = home.run(["import", "vault", "--as", "json"]);
    assert_eq!(folder.code, Some(1), "a folder is no file: {}", folder.err);
    home.must_be_sound("at the end");
}
