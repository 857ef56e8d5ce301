//! The TypeScript the window is checked against is the one the table makes.

use std::fs;
use std::path::Path;

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

#[test]
fn no_command_takes_or_answers_anything_untyped() {
    let made = inward_app::contract::typescript();
    for loose in [": any", ": unknown", "Array<any>", "bigint"] {
        assert!(!made.contains(loose), "{loose:?} in the contract would let a mistake through");
    }
}
