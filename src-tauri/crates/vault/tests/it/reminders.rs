//! Rules and their ledger.

use inward_domain::ids::RuleId;
use inward_domain::schedule::{Answer, Occurrence, OccurrenceKey, Reason, Rule, State, What};
use inward_vault::{Kind, Vault, VaultError};

use crate::examples::*;

fn evening(n: u64) -> Rule {
    let days = "FREQ=DAILY".to_owned().try_into().expect("a recurrence");
    Rule::evening_log(nth::<RuleId>(n), "17:30:00".parse().expect("a time"), days, day("2026-01-05"), at(NOW))
}

fn of_experiment(n: u64, experiment: u64) -> Rule {
    Rule { what: What::PromisedAct { experiment: nth(experiment) }, ..evening(n) }
}

fn due(rule: u64, on: &str) -> Occurrence {
    let key = OccurrenceKey { rule: nth(rule), on: day(on), slot: 0 };
    Occurrence::planned(key, at(&format!("{on}T16:30:00Z")))
}

#[test]
fn a_rule_and_its_ledger_come_back_as_they_were() {
    let home = Home::empty();
    let mut vault = home.create();
    let row = Occurrence {
        state: State::Answered,
        answer: Some(Answer::Done),
        reason: Some(Reason::Digest),
        snoozed_until: Some(at("2026-01-06T17:00:00Z")),
        snoozes: 2,
        claimed_at: Some(at("2026-01-06T16:30:01Z")),
        shown_at: Some(at("2026-01-06T16:30:02.5Z")),
        ..due(1, "2026-01-06")
    };
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_rule(&evening(1))?;
        w.put_rule(&of_experiment(2, 1))?;
        w.put_occurrence(&due(1, "2026-01-06"))?;
        w.put_occurrence(&row)
    });
    assert_eq!(read(&vault, |r| r.rules()), [evening(1), of_experiment(2, 1)]);
    assert_eq!(read(&vault, |r| r.rule(nth(1))), Some(evening(1)));
    assert_eq!(read(&vault, |r| r.occurrences(None)).len(), 1, "one row a key: nothing rings twice");
    assert_eq!(read(&vault, |r| r.occurrence(row.key)), Some(row));
}

#[test]
fn every_state_answer_and_reason_can_be_stored() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| w.put_rule(&evening(1)));
    for &state in State::ALL {
        for answer in Answer::ALL.iter().copied().map(Some).chain([None]) {
            for reason in Reason::ALL.iter().copied().map(Some).chain([None]) {
                let row = Occurrence { state, answer, reason, ..due(1, "2026-01-06") };
                write(&mut vault, |w| w.put_occurrence(&row));
                assert_eq!(read(&vault, |r| r.occurrence(row.key)), Some(row));
            }
        }
    }
}

#[test]
fn the_ledger_is_read_from_a_day_on_with_what_is_snoozed() {
    let home = Home::empty();
    let mut vault = home.create();
    let snoozed = Occurrence { state: State::Snoozed, ..due(1, "2025-11-01") };
    write(&mut vault, |w| {
        w.put_rule(&evening(1))?;
        w.put_occurrence(&snoozed)?;
        for on in ["2025-12-01", "2026-01-06", "2026-01-07"] {
            w.put_occurrence(&due(1, on))?;
        }
        Ok(())
    });
    let days: Vec<_> =
        read(&vault, |r| r.occurrences(Some(day("2026-01-06")))).iter().map(|o| o.key.on).collect();
    assert_eq!(days, ["2025-11-01", "2026-01-06", "2026-01-07"].map(day));
}

#[test]
fn a_removed_rule_takes_its_ledger_along_and_one_written_over_keeps_it() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_rule(&evening(1))?;
        w.put_occurrence(&due(1, "2026-01-06"))?;
        w.put_rule(&Rule { at: "18:00:00".parse().expect("a time"), ..evening(1) })
    });
    assert_eq!(read(&vault, |r| r.occurrences(None)).len(), 1);
    write(&mut vault, |w| {
        assert!(w.remove_rule(nth(1))?);
        assert!(!w.remove_rule(nth(1))?);
        Ok(())
    });
    assert_eq!(read(&vault, |r| r.occurrences(None)), []);
    let error = vault.write(|w| w.put_occurrence(&due(1, "2026-01-06")));
    assert!(matches!(error, Err(VaultError::MissingReference)), "{error:?}");
}

#[test]
fn the_rules_of_a_deleted_experiment_rest_with_it() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_rule(&of_experiment(1, 1))?;
        w.delete_experiment(nth(1), at(NOW)).map(drop)
    });
    assert_eq!(read(&vault, |r| r.rules()), []);
    write(&mut vault, |w| w.restore_experiment(nth(1)).map(drop));
    assert_eq!(read(&vault, |r| r.rules()), [of_experiment(1, 1)]);
    let error = vault.write(|w| w.put_rule(&of_experiment(2, 9)));
    assert!(matches!(error, Err(VaultError::MissingReference)), "{error:?}");
}

#[test]
fn a_reminder_of_ones_own_goes_to_the_trash_with_its_ledger_and_leaves_a_history() {
    let home = Home::empty();
    let mut vault = home.create();
    let own = Rule { what: What::Own, own_words: Some(line("Water the plants")), ..evening(1) };
    let changed = Rule { own_words: Some(line("Water the trees")), ..own.clone() };
    write(&mut vault, |w| {
        w.put_reminder(&own, at(NOW))?;
        w.put_reminder(&changed, at(NOW))?;
        w.put_occurrence(&due(1, "2026-01-06"))?;
        assert!(w.delete_reminder(nth(1), at(NOW))?);
        assert!(!w.delete_reminder(nth(1), at(NOW))?, "it is there already");
        Ok(())
    });
    assert_eq!((read(&vault, |r| r.rules()), read(&vault, |r| r.rule(nth(1)))), (vec![], None));
    assert_eq!(read(&vault, |r| r.occurrences(None)), [], "its ledger rests with it");
    let trashed = read(&vault, |r| r.trash());
    assert_eq!((trashed[0].kind, trashed[0].title.as_str()), (Kind::Reminder, "Water the trees"));
    let said: Vec<_> = read(&vault, |r| r.history_of(Kind::Reminder, nth::<RuleId>(1)));
    assert_eq!(said[0].before["own_words"], "Water the plants");
    write(&mut vault, |w| w.restore_reminder(nth(1)));
    assert_eq!(read(&vault, |r| r.rules()), [changed]);
    assert_eq!(read(&vault, |r| r.occurrences(None)), [due(1, "2026-01-06")]);
    write(&mut vault, |w| {
        w.delete_reminder(nth(1), at(NOW))?;
        w.purge_whole_trash()
    });
    assert_eq!(read(&vault, |r| r.trash()), []);
    assert_eq!(read(&vault, |r| r.history_of(Kind::Reminder, nth::<RuleId>(1))), [], "with all it ever said");
}

#[test]
fn a_reminder_of_ones_own_is_found_by_its_words_until_it_is_deleted() {
    let home = Home::empty();
    let mut vault = home.create();
    let own = Rule { what: What::Own, own_words: Some(line("Water the plants")), ..evening(1) };
    let found = |vault: &Vault| {
        let hits = read(vault, |r| r.search("plants", 9));
        hits.into_iter().map(|hit| (hit.kind, hit.title)).collect::<Vec<_>>()
    };
    let there = vec![(Kind::Reminder, "Water the plants".to_owned())];
    write(&mut vault, |w| w.put_reminder(&own, at(NOW)));
    assert_eq!(found(&vault), there);
    write(&mut vault, |w| w.delete_reminder(nth(1), at(NOW)));
    assert_eq!(found(&vault), []);
    write(&mut vault, |w| w.restore_reminder(nth(1)));
    assert_eq!(found(&vault), there);
    vault.rebuild_index().expect("it is built again");
    assert_eq!(found(&vault), there);
    write(&mut vault, |w| w.remove_rule(nth(1)));
    assert_eq!(found(&vault), []);
}

#[test]
fn a_rule_that_follows_something_else_is_not_deleted_by_itself() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_rule(&evening(1))?;
        assert!(!w.delete_reminder(nth(1), at(NOW))?);
        Ok(())
    });
    assert_eq!(read(&vault, |r| r.rules()), [evening(1)]);
}
