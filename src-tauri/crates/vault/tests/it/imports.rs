//! Where rows came from: kept beside them, and gone with what is gone for good.

use std::collections::HashMap;

use inward_domain::provenance::{Batch, Origin, RowKind, Taken};
use inward_vault::{Kind, Vault};

use crate::examples::*;

fn origin(kind: RowKind, n: u64, source: Option<&str>) -> Origin {
    let id = nth::<inward_domain::ids::PersonId>(n).to_string();
    Origin { kind, id, source: source.map(str::to_owned), change: Taken::Added }
}

fn batch(n: u64, rows: Vec<Origin>) -> Batch {
    Batch { id: nth(n), at: at(NOW), format: line("vcard"), name: line("cards.vcf"), undone_at: None, rows }
}

fn imported(home: &Home) -> Vault {
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_person(&person(2, "Boris"), at(NOW))?;
        w.put_entry(&note(3, "2026-01-05", "calm talk"), at(NOW))?;
        let rows = vec![
            origin(RowKind::Person, 1, Some("uid:tatiana")),
            origin(RowKind::Person, 2, Some("uid:boris")),
            origin(RowKind::Entry, 3, None),
        ];
        w.put_import(&batch(9, rows))
    });
    vault
}

#[test]
fn an_import_is_read_back_as_it_was_written_and_marked_once_it_was_taken_back() {
    let home = Home::empty();
    let mut vault = imported(&home);
    let stored = read(&vault, |r| r.import(nth(9))).expect("it is there");
    assert_eq!(stored.rows.len(), 3);
    assert_eq!(read(&vault, |r| r.imports()), [Batch { rows: Vec::new(), ..stored.clone() }]);
    write(&mut vault, |w| {
        w.put_import(&Batch { undone_at: Some(at(NOW)), rows: Vec::new(), ..stored.clone() })
    });
    let marked = read(&vault, |r| r.import(nth(9))).expect("it is there");
    assert_eq!(marked, Batch { undone_at: Some(at(NOW)), ..stored }, "its rows are still known");
    assert_eq!(read(&vault, |r| r.import(nth(8))), None);
}

#[test]
fn what_is_in_the_trash_is_not_found_by_where_it_came_from_and_is_again_when_it_is_back() {
    let home = Home::empty();
    let mut vault = imported(&home);
    let names = |vault: &Vault| {
        let found: HashMap<String, String> = read(vault, |r| r.sources(RowKind::Person));
        let mut names: Vec<String> = found.into_keys().collect();
        names.sort();
        names
    };
    assert_eq!(names(&vault), ["uid:boris", "uid:tatiana"]);
    write(&mut vault, |w| w.delete_person(nth(1), at(NOW)).map(drop));
    assert_eq!(names(&vault), ["uid:boris"]);
    write(&mut vault, |w| w.restore_person(nth(1)).map(drop));
    assert_eq!(names(&vault), ["uid:boris", "uid:tatiana"]);
    assert!(read(&vault, |r| r.sources(RowKind::Entry)).is_empty(), "it had no name elsewhere");
}

#[test]
fn what_is_purged_takes_the_name_it_had_elsewhere_along() {
    let home = Home::empty();
    let mut vault = imported(&home);
    write(&mut vault, |w| {
        w.delete_person(nth(1), at(NOW))?;
        w.purge(Kind::Person, &nth::<inward_domain::ids::PersonId>(1).to_string()).map(drop)
    });
    let stored = read(&vault, |r| r.import(nth(9))).expect("the import is still in the list");
    assert!(!stored.rows.iter().any(|row| row.source.as_deref() == Some("uid:tatiana")), "{stored:?}");
    assert_eq!(stored.rows.len(), 2);
}

#[test]
fn the_changes_since_an_import_are_told_apart_from_those_before() {
    let home = Home::empty();
    let mut vault = imported(&home);
    let later = at(NOW) + chrono::TimeDelta::minutes(1);
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tanya"), at("2026-01-05T10:00:00Z"))?;
        w.put_person(&person(1, "Tatjana"), later)
    });
    let id = nth::<inward_domain::ids::PersonId>(1).to_string();
    let since = read(&vault, |r| r.changes_since(Kind::Person, &id, at(NOW)));
    assert_eq!(since.iter().map(|earlier| earlier.at).collect::<Vec<_>>(), [later]);
}
