//! What is purged is gone, with its history and its words; what is not due stays.

use chrono::TimeDelta;
use inward_vault::{Kind, Purged, TRASH_DAYS, Vault, VaultError};
use rstest::rstest;

use crate::examples::*;

fn trashed(home: &Home) -> Vault {
    let mut vault = home.create();
    let mut about = note(5, "2026-01-05", "calm talk");
    about.fields.person = Some(nth(1));
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_goal(&goal(2, &[1]), at(NOW))?;
        w.put_experiment(&experiment(3, Some(2), &[1]), at(NOW))?;
        w.put_day_log(&day_log(4, 3, "2026-01-20", 6.0), at(NOW))?;
        w.put_entry(&about, at(NOW))?;
        w.put_entry(&note(6, "2026-01-05", "zweisilbig"), at(NOW))?;
        w.put_entry(&note(6, "2026-01-05", "dreisilbig"), at(NOW))
    });
    vault
}

#[rstest]
#[case::the_last_day(TRASH_DAYS, 0)]
#[case::the_day_after(TRASH_DAYS + 1, 1)]
fn the_trash_keeps_for_thirty_days(#[case] days: i64, #[case] gone: u32) {
    let home = Home::empty();
    let mut vault = trashed(&home);
    write(&mut vault, |w| w.delete_entry(nth(6), at(NOW)).map(drop));
    let purged = vault.write(|w| w.purge_old_trash(at(NOW) + TimeDelta::days(days)));
    assert_eq!(purged.map_err(|e: VaultError| e).expect("done"), Purged { gone, held: 0 });
    let history = read(&vault, |r| r.whole_history());
    assert_eq!(history.is_empty(), gone == 1, "what it said before goes along");
}

#[test]
fn a_purged_experiment_takes_its_days_along_and_what_was_about_a_person_stays_without_the_tie() {
    let home = Home::empty();
    let mut vault = trashed(&home);
    write(&mut vault, |w| {
        w.delete_day_log(nth(4), at(NOW))?;
        w.delete_experiment(nth(3), at(NOW))?;
        w.delete_person(nth(1), at(NOW)).map(drop)
    });
    let purged = vault.write(|w| w.purge_whole_trash()).map_err(|e: VaultError| e).expect("done");
    assert!((2..=3).contains(&purged.gone) && purged.held == 0, "{purged:?}");
    assert_eq!(read(&vault, |r| r.trash()), []);
    assert_eq!(read(&vault, |r| r.search("numbers", 9)), [], "the note of the day is not found");
    assert_eq!(read(&vault, |r| r.entry(nth(5))).expect("it stays").fields.person, None);
    assert_eq!(read(&vault, |r| r.goals())[0].fields.people, []);
    assert!(read(&vault, |r| r.check()).is_sound());
}

#[test]
fn a_row_that_is_not_in_the_trash_is_not_purged() {
    let home = Home::empty();
    let mut vault = trashed(&home);
    let id = nth::<inward_domain::ids::EntryId>(6).to_string();
    assert!(!vault.write(|w| w.purge(Kind::Entry, &id)).map_err(|e: VaultError| e).expect("done"));
    assert!(read(&vault, |r| r.entry(nth(6))).is_some());
}

#[test]
fn after_the_traces_are_erased_the_file_is_smaller_sound_and_searchable() {
    let home = Home::empty();
    let mut vault = trashed(&home);
    write(&mut vault, |w| {
        for n in 100..400 {
            w.put_entry(&note(n, "2026-01-06", &format!("filler {n} {}", "and more ".repeat(40))), at(NOW))?;
            w.delete_entry(nth(n), at(NOW))?;
        }
        w.purge_whole_trash().map(drop)
    });
    vault.close().expect("it closes");
    let size = || std::fs::metadata(home.path().join("vault.db")).expect("the file").len();
    let before = size();
    let mut vault = home.open();
    vault.erase_traces().expect("erased");
    assert_eq!(std::fs::metadata(home.path().join("vault.db-wal")).map_or(0, |wal| wal.len()), 0);
    vault.close().expect("it closes");
    assert!(size() < before / 2, "{} of {before} bytes are left", size());
    let vault = home.open();
    assert_eq!(read(&vault, |r| r.search("dreisilbig", 9)).len(), 1);
    assert!(read(&vault, |r| r.check()).is_sound());
}
