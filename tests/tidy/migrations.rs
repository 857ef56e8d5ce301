//! Released migrations are frozen: a vault out there has already been through them.

use crate::house::House;
use crate::rule::{Finding, bites, keep, on_file, spares};

const FOLDER: &str = "src-tauri/crates/vault/migrations/";

/// Each migration of a released version with the fingerprint of its text.
///
/// A line is added when a version is released and never changed afterwards. The fingerprint is
/// FNV-1a: it guards against a slip of the hand, not against malice.
const FROZEN: &[(&str, u64)] = &[];

#[test]
fn a_released_migration_is_never_changed() {
    keep(
        |house| thawed(house, FROZEN),
        "a changed migration gives new vaults another schema than old ones; write the next migration instead",
    );
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    keep(
        badly_numbered,
        "the number is the version written into the vault; a gap or a doubled number would let two orders exist",
    );
}

#[test]
fn the_rules_about_migrations_bite() {
    let frozen: &[(&str, u64)] = &[("0001_a.sql", 0xaf63_dc4c_8601_ec8c)];
    let at = |name: &str| format!("{FOLDER}{name}");
    assert_eq!(
        thawed(&House::of(&[(&at("0001_a.sql"), "a")]), frozen).len(),
        0,
        "FNV-1a of `a` is as published"
    );
    assert_eq!(thawed(&House::of(&[(&at("0001_a.sql"), "b")]), frozen).len(), 1);
    assert_eq!(thawed(&House::of(&[]), frozen).len(), 1, "a frozen migration does not disappear");

    bites(badly_numbered, &[(&at("0002_a.sql"), "")]);
    bites(badly_numbered, &[(&at("0001_a.sql"), ""), (&at("0001_b.sql"), "")]);
    bites(badly_numbered, &[(&at("first.sql"), "")]);
    spares(badly_numbered, &[(&at("0001_a.sql"), ""), (&at("0002_b.sql"), "")]);
}

fn thawed(house: &House, frozen: &[(&str, u64)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, expected) in frozen {
        let path = format!("{FOLDER}{name}");
        match house.page(&path) {
            None => findings.push(on_file(&path, "is gone")),
            Some(page) => {
                let found = fnv_1a(page.text.as_bytes());
                if found != *expected {
                    findings.push(on_file(
                        &path,
                        format!("is now {found:#018x}, was released as {expected:#018x}"),
                    ));
                }
            }
        }
    }
    findings
}

fn badly_numbered(house: &House) -> Vec<Finding> {
    let pages = house.under(&[FOLDER], &[".sql"]);
    let odd = pages.enumerate().filter(|(index, page)| {
        let wanted = format!("{:04}_", index + 1);
        !page.path[FOLDER.len()..].starts_with(&wanted)
    });
    odd.map(|(index, page)| on_file(&page.path, format!("is number {} in order", index + 1))).collect()
}

fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
