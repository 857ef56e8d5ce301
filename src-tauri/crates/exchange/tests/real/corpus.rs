//! Files that are broken in every way: each is imported or refused with a reason.

use std::path::{Path, PathBuf};
use std::process::Command;

use inward_exchange::calendar::read as calendar;
use inward_exchange::people::vcard;

/// Returns the name of the system that Cargo builds for here.
fn host() -> String {
    let output = Command::new(env!("CARGO")).arg("-vV").output().expect("cargo can be started");
    let told = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host").to_owned()
}

/// Returns calcard's `resources` folder, wherever Cargo keeps the source.
fn resources() -> PathBuf {
    // What only another system needs may never have been fetched here.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--offline", "--filter-platform", &host()]);
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    cargo.current_dir(package);
    let output = cargo.output().expect("cargo can be started");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let calcard = packages.iter().find(|package| package["name"] == "calcard").expect("calcard is used here");
    let manifest = calcard["manifest_path"].as_str().expect("a path");
    Path::new(manifest).parent().expect("a manifest lies in a folder").join("resources")
}

fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the corpus can be listed").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
            let bytes = std::fs::read(&path).expect("a file of the corpus can be read");
            found.push((path, bytes));
        }
    }
    found
}

#[test]
fn every_card_of_the_corpus_is_imported_or_refused_with_a_reason() {
    let files = files(&resources(), "vcf");
    assert!(240 <= files.len(), "only {} files: the corpus has moved", files.len());
    let (mut people, mut left_out, mut refused) = (0, 0, 0);
    for (path, bytes) in &files {
        match vcard::read(bytes) {
            Ok(found) => {
                assert!(!found.rows.is_empty() || !found.problems.is_empty(), "{path:?} says nothing");
                people += found.rows.len();
                left_out += found.problems.len();
            }
            Err(_) => refused += 1,
        }
    }
    assert!(200 <= people, "{people} people, {left_out} left out, {refused} files refused");
}

#[test]
fn every_calendar_of_the_corpus_is_imported_or_refused_with_a_reason() {
    let files = files(&resources(), "ics");
    assert!(990 <= files.len(), "only {} files: the corpus has moved", files.len());
    let (mut events, mut left_out, mut refused) = (0, 0, 0);
    for (path, bytes) in &files {
        match calendar::read(bytes) {
            Ok(found) => {
                assert!(!found.rows.is_empty() || !found.problems.is_empty(), "{path:?} says nothing");
                events += found.rows.len();
                left_out += found.problems.len();
            }
            Err(_) => refused += 1,
        }
    }
    assert!(900 <= events, "{events} events, {left_out} left out, {refused} files refused");
}
