//! While a hold is on, nothing it covers is deleted or purged, and it says so.

use chrono::TimeDelta;
use inward_domain::entry::Entry;
use inward_domain::hold::Ended;
use inward_domain::ids::PersonId;
use inward_domain::text::Prose;
use inward_vault::{Kind, Purged, Vault, VaultError};
use rstest::rstest;
use serde_json::json;

use crate::examples::*;

/// The id of the first person, as it stands in a body.
const TATIANA: &str = "01900000-0000-7000-8000-000000000001";

fn why(text: &str) -> Prose {
    prose(text)
}

fn about(n: u64, person: u64) -> Entry {
    let mut entry = note(n, "2026-01-05", "calm");
    entry.fields.person = Some(nth(person));
    entry
}

/// Tatiana with a goal, an experiment, a day and an entry of each tie; and Ana with one entry.
fn filled(home: &Home) -> Vault {
    let mut vault = home.create();
    let mut of_goal = note(11, "2026-01-05", "about the goal");
    of_goal.fields.goal = Some(nth(2));
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_person(&person(2, "Ana"), at(NOW))?;
        w.put_goal(&goal(2, &[1]), at(NOW))?;
        w.put_experiment(&experiment(3, Some(2), &[]), at(NOW))?;
        w.put_day_log(&day_log(4, 3, "2026-01-20", 6.0), at(NOW))?;
        w.put_entry(&about(10, 1), at(NOW))?;
        w.put_entry(&of_goal, at(NOW))?;
        w.put_entry(&about(12, 2), at(NOW))
    });
    vault
}

fn refused(
    vault: &mut Vault,
    delete: impl FnOnce(&inward_vault::Writer<'_>) -> Result<bool, VaultError>,
) -> bool {
    match vault.write(delete) {
        Ok(deleted) => {
            assert!(deleted, "it was there");
            false
        }
        Err(VaultError::Held { .. }) => true,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn nothing_about_a_person_is_deleted_while_the_hold_is_on() {
    let home = Home::empty();
    let mut vault = filled(&home);
    write(&mut vault, |w| w.begin_hold(Some(nth(1)), &why("A complaint is open."), at(NOW)).map(drop));
    assert!(refused(&mut vault, |w| w.delete_person(nth(1), at(NOW))));
    assert!(refused(&mut vault, |w| w.delete_goal(nth(2), at(NOW))), "it involves her");
    assert!(refused(&mut vault, |w| w.delete_experiment(nth(3), at(NOW))), "it serves that goal");
    assert!(refused(&mut vault, |w| w.delete_day_log(nth(4), at(NOW))), "it is a day of that experiment");
    assert!(refused(&mut vault, |w| w.delete_entry(nth(10), at(NOW))));
    assert!(refused(&mut vault, |w| w.delete_entry(nth(11), at(NOW))), "it is about that goal");
    assert!(!refused(&mut vault, |w| w.delete_entry(nth(12), at(NOW))), "Ana is another matter");
    assert_eq!(read(&vault, |r| r.counts()).in_trash, 1);

    write(&mut vault, |w| w.end_hold(Some(nth(1)), &why("It was closed."), at(NOW)).map(drop));
    assert!(!refused(&mut vault, |w| w.delete_entry(nth(10), at(NOW))));
    assert!(!refused(&mut vault, |w| w.delete_person(nth(1), at(NOW))));
}

#[test]
fn an_entry_that_was_about_her_before_an_edit_is_held_too_and_the_edit_kept_the_old_text() {
    let home = Home::empty();
    let mut vault = filled(&home);
    write(&mut vault, |w| w.begin_hold(Some(nth(1)), &why("A complaint is open."), at(NOW)).map(drop));
    write(&mut vault, |w| w.put_entry(&note(10, "2026-01-05", "nothing of note"), at(NOW)));
    let history = read(&vault, |r| r.history_of(Kind::Entry, nth::<inward_domain::ids::EntryId>(10)));
    assert_eq!(history.last().expect("kept").before["body"]["text"], "calm");
    assert!(refused(&mut vault, |w| w.delete_entry(nth(10), at(NOW))), "an edit is no way round");
}

#[rstest]
#[case::asked(json!({ "kind": "feedforward", "behaviour": "x", "requests": [{ "person": TATIANA, "channel": "in_person" }] }))]
#[case::answered(json!({ "kind": "feedforward", "behaviour": "x", "suggestions": [{ "suggestion": "x", "source": TATIANA }] }))]
#[case::sent_to(json!({ "kind": "feedforward", "behaviour": "x", "asked": [{ "code": "x", "person": TATIANA, "asked_at": NOW }] }))]
#[case::noticed(json!({ "kind": "change_rating", "about": "x", "since": "2026-01-05", "scores": [{ "person": TATIANA, "score": 1 }] }))]
#[case::told(json!({ "kind": "working_on", "sentence": "x", "told": [{ "person": TATIANA }] }))]
#[case::in_a_cycle(json!({ "kind": "cycle", "name": "x", "others": [TATIANA], "nodes": [], "links": [] }))]
#[case::tied(json!({ "kind": "tie", "between": [TATIANA, nth::<PersonId>(2)], "tie": "supports" }))]
fn whoever_has_a_place_in_an_entry_is_held_with_it_also_before_an_edit(#[case] body: serde_json::Value) {
    assert_eq!(nth::<PersonId>(1).to_string(), TATIANA);
    let home = Home::empty();
    let mut vault = filled(&home);
    let naming = |n: u64| {
        let mut entry = note(n, "2026-01-05", "calm");
        entry.fields.body = serde_json::from_value(body.clone()).expect("a worksheet");
        entry
    };
    write(&mut vault, |w| {
        w.put_entry(&naming(20), at(NOW))?;
        w.put_entry(&naming(21), at(NOW))?;
        w.put_entry(&note(21, "2026-01-05", "nothing of note"), at(NOW))?;
        w.begin_hold(Some(nth(1)), &why("A complaint is open."), at(NOW)).map(drop)
    });
    assert!(refused(&mut vault, |w| w.delete_entry(nth(20), at(NOW))));
    assert!(refused(&mut vault, |w| w.delete_entry(nth(21), at(NOW))), "an edit is no way round");
    assert!(!refused(&mut vault, |w| w.delete_entry(nth(12), at(NOW))), "Ana is another matter");
}

#[test]
fn a_hold_over_everything_covers_every_kind_and_the_trash() {
    let home = Home::empty();
    let mut vault = filled(&home);
    write(&mut vault, |w| w.delete_entry(nth(12), at(NOW)).map(drop));
    write(&mut vault, |w| w.begin_hold(None, &why("An access request."), at(NOW)).map(drop));
    assert!(refused(&mut vault, |w| w.delete_person(nth(2), at(NOW))));
    assert!(
        refused(&mut vault, |w| w.purge(Kind::Entry, &nth::<inward_domain::ids::EntryId>(12).to_string()))
    );
    let later = at(NOW) + TimeDelta::days(400);
    assert_eq!(write_and(&mut vault, |w| w.purge_old_trash(later)), Purged { gone: 0, held: 1 });
    assert_eq!(write_and(&mut vault, |w| w.purge_whole_trash()), Purged { gone: 0, held: 1 });
    assert!(!write_and(&mut vault, |w| w.begin_hold(None, &why("Again."), at(NOW))), "it is on already");
    write(&mut vault, |w| w.restore_entry(nth(12)).map(drop));
}

fn write_and<T>(vault: &mut Vault, f: impl FnOnce(&inward_vault::Writer<'_>) -> Result<T, VaultError>) -> T {
    vault.write(f).expect("the writing goes through")
}

#[test]
fn the_record_of_a_hold_keeps_both_reasons_with_their_times() {
    let home = Home::empty();
    let mut vault = filled(&home);
    let later = at("2026-02-01T08:00:00Z");
    write(&mut vault, |w| {
        w.begin_hold(Some(nth(1)), &why("A complaint is open."), at(NOW))?;
        assert!(!w.end_hold(None, &why("x"), later)?, "a hold over everything is not on");
        w.end_hold(Some(nth(1)), &why("It was closed."), later)?;
        assert!(!w.end_hold(Some(nth(1)), &why("x"), later)?, "it ended once");
        w.begin_hold(None, &why("An access request."), later).map(drop)
    });
    let holds = read(&vault, |r| r.holds());
    assert_eq!(holds.len(), 2);
    assert_eq!((holds[0].person, holds[0].ended.clone()), (None, None), "what is on comes first");
    assert_eq!(holds[1].began_reason, why("A complaint is open."));
    assert_eq!(holds[1].ended, Some(Ended { at: later, reason: why("It was closed.") }));
    let unknown = vault.write(|w| w.begin_hold(Some(nth(99)), &why("x"), later));
    assert!(matches!(unknown, Err(VaultError::MissingReference)), "{unknown:?}");
}
