//! The TypeScript the window is checked against is the one the table makes.

use std::fs;
use std::path::PathBuf;

use inward_domain::entry::EntryBody;

/// Asked at run time, for two checkouts may share a target folder and so the built test.
fn from_the_root(path: &str) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(package).join("../../..").join(path)
}

#[test]
fn the_committed_contract_is_the_one_the_table_makes() {
    let path = from_the_root("ui/src/contract.d.ts");
    let made = inward_app::contract::typescript();
    if std::env::var_os("INWARD_WRITE_CONTRACT").is_some() {
        fs::write(&path, &made).expect("the contract can be written");
    }
    let committed = fs::read_to_string(&path).expect("the contract is committed");
    assert!(
        committed == made,
        "ui/src/contract.d.ts is not what the contract table makes; run `cargo xtask contract` and commit it"
    );
}

/// The pages are looked at in a browser with a stand-in for the core; its forms are the real ones.
#[test]
fn the_stand_in_of_the_pages_asks_what_the_core_asks() {
    let path = from_the_root("ui/dev/forms.json");
    let forms = serde_json::to_string_pretty(EntryBody::FORMS).expect("forms are plain data");
    let made = format!("{forms}\n");
    if std::env::var_os("INWARD_WRITE_CONTRACT").is_some() {
        fs::write(&path, &made).expect("the forms can be written");
    }
    let committed = fs::read_to_string(&path).expect("the forms are committed");
    assert!(committed == made, "ui/dev/forms.json is out of date; run `cargo xtask contract` and commit it");
}

#[test]
fn no_command_takes_or_answers_anything_untyped() {
    let made = inward_app::contract::typescript();
    for loose in [": any", ": unknown", "Array<any>", "bigint"] {
        assert!(!made.contains(loose), "{loose:?} in the contract would let a mistake through");
    }
}
