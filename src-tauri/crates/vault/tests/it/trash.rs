//! What is deleted is out of sight and can come back.

use inward_vault::{Kind, VaultError};

use crate::examples::*;

#[test]
fn a_deleted_row_is_in_the_trash_and_nowhere_else_and_comes_back_whole() {
    let home = Home::empty();
    let mut vault = home.create();
    let (tatiana, aim) = (person(1, "Tatiana"), goal(2, &[1]));
    let (trial, log, talk) =
        (experiment(3, Some(2), &[1]), day_log(4, 3, "2026-01-20", 6.0), note(5, "2026-01-05", "calm"));
    write(&mut vault, |w| {
        w.put_person(&tatiana, at(NOW))?;
        w.put_goal(&aim, at(NOW))?;
        w.put_experiment(&trial, at(NOW))?;
        w.put_day_log(&log, at(NOW))?;
        w.put_entry(&talk, at(NOW))
    });
    let before = read(&vault, |r| r.counts());

    write(&mut vault, |w| {
        assert!(w.delete_entry(talk.id, at("2026-01-07T01:00:00Z"))?);
        assert!(w.delete_day_log(log.id, at("2026-01-07T02:00:00Z"))?);
        assert!(w.delete_experiment(trial.id, at("2026-01-07T03:00:00Z"))?);
        assert!(w.delete_goal(aim.id, at("2026-01-07T04:00:00Z"))?);
        assert!(w.delete_person(tatiana.id, at("2026-01-07T05:00:00Z"))?);
        assert!(!w.delete_person(tatiana.id, at("2026-01-07T06:00:00Z"))?, "once is enough");
        assert!(!w.delete_entry(nth(99), at(NOW))?, "what is not there cannot be deleted");
        Ok(())
    });
    read(&vault, |r| {
        assert_eq!(r.persons()?, []);
        assert_eq!(r.goal(aim.id)?, None);
        assert_eq!(r.experiments()?, []);
        assert_eq!(r.day_logs(trial.id)?, []);
        assert_eq!(r.entry(talk.id)?, None);
        let trash: Vec<_> = r.trash()?.into_iter().map(|row| (row.kind, row.title)).collect();
        let expected = [
            (Kind::Person, "Tatiana"),
            (Kind::Goal, "A calm start of the day"),
            (Kind::Experiment, "Morning check-in"),
            (Kind::DayLog, "She brought the numbers herself."),
            (Kind::Entry, "calm"),
        ];
        assert_eq!(trash, expected.map(|(kind, title)| (kind, title.to_owned())), "latest first");
        assert_eq!(r.counts()?.in_trash, 5);
        assert!(r.search("calm", 9)?.is_empty());
        Ok(())
    });

    write(&mut vault, |w| {
        assert!(w.restore_person(tatiana.id)?);
        assert!(w.restore_goal(aim.id)?);
        assert!(w.restore_experiment(trial.id)?);
        assert!(w.restore_day_log(log.id)?);
        assert!(w.restore_entry(talk.id)?);
        assert!(!w.restore_entry(talk.id)?, "it is not in the trash any more");
        Ok(())
    });
    read(&vault, |r| {
        assert_eq!(r.persons()?, [tatiana]);
        assert_eq!(r.goals()?, [aim]);
        assert_eq!(r.experiment(trial.id)?.as_ref(), Some(&trial));
        assert_eq!(r.day_logs(trial.id)?, [log]);
        assert_eq!(r.entry(talk.id)?, Some(talk));
        assert_eq!(r.counts()?, before);
        assert_eq!(r.search("calm", 9)?.len(), 2);
        Ok(())
    });
}

#[test]
fn the_ties_of_a_deleted_person_wait_for_them() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut talk = note(1, "2026-01-05", "x");
    talk.fields.person = Some(nth(1));
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_goal(&goal(1, &[1]), at(NOW))?;
        w.put_entry(&talk, at(NOW))?;
        w.delete_person(nth(1), at(NOW)).map(drop)
    });
    assert_eq!(read(&vault, |r| r.goals())[0].fields.people, [nth(1)]);
    assert_eq!(read(&vault, |r| r.entry(talk.id)), Some(talk));
}

#[test]
fn the_notes_of_a_deleted_experiment_are_not_found_until_it_is_back() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_day_log(&day_log(1, 1, "2026-01-20", 1.0), at(NOW))?;
        w.delete_experiment(nth(1), at(NOW)).map(drop)
    });
    assert!(read(&vault, |r| r.search("numbers", 9)).is_empty());
    write(&mut vault, |w| w.restore_experiment(nth(1)).map(drop));
    assert_eq!(read(&vault, |r| r.search("numbers", 9)).len(), 1);
}

#[test]
fn a_deleted_day_can_be_logged_anew_and_then_not_restored_over_it() {
    let home = Home::empty();
    let mut vault = home.create();
    let (first, second) = (day_log(1, 1, "2026-01-20", 1.0), day_log(2, 1, "2026-01-20", 2.0));
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_day_log(&first, at(NOW))?;
        w.delete_day_log(first.id, at(NOW))?;
        w.put_day_log(&second, at(NOW))
    });
    let error = vault.write(|w| w.restore_day_log(first.id));
    assert!(matches!(error, Err(VaultError::DayTaken { .. })), "{error:?}");
    assert_eq!(read(&vault, |r| r.day_logs(first.experiment)), [second]);
}

#[test]
fn what_is_put_again_is_out_of_the_trash() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.delete_person(nth(1), at(NOW))?;
        w.put_person(&person(1, "Tatiana"), at(NOW))
    });
    assert_eq!(read(&vault, |r| r.persons()).len(), 1);
    assert_eq!(read(&vault, |r| r.trash()), []);
}
