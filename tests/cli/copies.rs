//! `backup`, `verify` and `restore`, with the codes that `docs/command-line.md` promises.

use std::fs;
use std::path::Path;

use inward_tests::program::{Answer, Home, PASSPHRASE};

fn made(home: &Home) -> String {
    home.done(["backup"]).trim_end().to_owned()
}

fn found(home: &Home, word: &str) -> bool {
    home.done(["search", word]).contains(word)
}

#[test]
fn a_copy_is_made_read_through_and_put_back_and_what_it_replaced_comes_back_too() {
    let home = Home::with_vault();
    home.done(["note", "earlier"]);
    let copy = made(&home);
    assert!(Path::new(&copy).is_file() && Path::new(&format!("{copy}.key")).is_file());
    home.done(["note", "later"]);
    let verified = home.done(["verify", &copy]);
    assert!(verified.starts_with("sound\n") && verified.contains("entry 1\n"), "{verified}");
    let read: serde_json::Value =
        serde_json::from_str(&home.done(["verify", "--json", &copy])).expect("a document");
    assert!(read["counts"].as_array().expect("counts").contains(&serde_json::json!(["entry", 1])), "{read}");
    let checked: serde_json::Value =
        serde_json::from_str(&home.done(["check", "--json"])).expect("a document");
    assert_eq!(checked["sound"], true);
    let restored = home.done(["restore", &copy]);
    assert!(restored.starts_with("restored\n") && restored.contains("entry 1\n"), "{restored}");
    assert!(found(&home, "earlier") && !found(&home, "later"));
    let replaced = restored.lines().find_map(|line| line.strip_prefix("replaced ")).expect("a path");
    home.done(["restore", &format!("{replaced}/vault.db")]);
    assert!(found(&home, "earlier") && found(&home, "later"), "a restore is undone by a restore");
}

#[test]
fn a_second_machine_starts_from_the_two_files() {
    let (home, other) = (Home::with_vault(), Home::new());
    home.done(["note", "calm"]);
    fs::create_dir(home.file("stick")).expect("a folder");
    let copy = home.done(["backup", "stick"]);
    let restored = other.done(["restore", copy.trim_end()]);
    assert!(!restored.contains("replaced"), "{restored}");
    assert!(found(&other, "calm"));
}

fn code_of(answer: &Answer) -> (Option<i32>, bool) {
    (answer.code, answer.out.is_empty() && !answer.err.contains("panicked") && !answer.err.trim().is_empty())
}

#[test]
fn each_way_of_not_going_has_its_code_and_changes_nothing() {
    let home = Home::with_vault();
    home.done(["note", "calm"]);
    let copy = made(&home);
    let refused = |words: &[&str], code: i32| {
        let answer = home.run(words);
        assert_eq!(code_of(&answer), (Some(code), true), "{words:?}: {answer:?}");
    };
    refused(&["verify", "nowhere.backup"], 1);
    refused(&["restore", "nowhere.backup"], 1);
    refused(&["backup", &copy], 1);
    refused(&["verify"], 2);
    home.write("passphrase", "a guess of mine\n");
    refused(&["verify", &copy], 3);
    refused(&["restore", &copy], 3);
    refused(&["backup"], 3);
    home.write("passphrase", format!("{PASSPHRASE}\n"));

    let whole = fs::read(&copy).expect("bytes");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    for bytes in [damaged.as_slice(), &whole[..whole.len() / 2], b"torn", b""] {
        fs::write(&copy, bytes).expect("written");
        refused(&["verify", &copy], 4);
        refused(&["restore", &copy], 4);
    }
    fs::write(&copy, &whole).expect("written");
    let lone = home.file("lone.backup");
    fs::copy(&copy, &lone).expect("a copy");
    home.done(["verify", lone.to_str().expect("text")]);
    assert!(found(&home, "calm"), "the journal is as it was");
    home.must_be_sound("at the end");
}

#[test]
fn a_copy_without_a_journal_needs_its_key_file() {
    let (home, other) = (Home::with_vault(), Home::new());
    home.done(["note", "calm"]);
    let copy = made(&home);
    fs::copy(&copy, other.file("lone.backup")).expect("a copy");
    let answer = other.run(["verify", "lone.backup"]);
    assert_eq!(code_of(&answer), (Some(4), true), "{answer:?}");
    assert!(answer.err.contains(".key"), "the sentence says what is missing: {}", answer.err);
    assert_eq!(other.run(["restore", "lone.backup"]).code, Some(4));
    assert!(!other.file("vault").exists(), "for a copy that does not open, nothing appears");
}
