//! The TypeScript the window is checked against is the one the table makes.

use std::fs;
use std::path::Path;

use inward_domain::entry::EntryBody;

#[test]
fn the_committed_contract_is_the_one_the_table_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/contract.d.ts");
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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/dev/forms.json");
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
