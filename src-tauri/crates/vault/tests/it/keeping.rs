//! What is put is what is got, whole or not at all, and what it was before.

use inward_domain::entry::{Complaint, Entry, EntryBody, Event};
use inward_domain::experiment::Checkin;
use inward_domain::ids::PersonId;
use inward_domain::person::{FormalProcess, PersonFields};
use inward_vault::{Change, Counts, EntryFilter, Kind, VaultError};
use proptest::prelude::*;
use rstest::rstest;

use crate::examples::*;

#[test]
fn a_person_comes_back_with_every_field() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut person = person(1, "Tatiana ⟨b⟩ \"x\" 'y'; DROP TABLE person;--");
    person.fields = PersonFields {
        role: Some(line("engineer")),
        known_since: Some("2025-07".to_owned().try_into().expect("a date")),
        aliases: vec![line("Tanja"), line("T.")],
        told_on: Some(day("2026-01-12")),
        formal_process: Some(FormalProcess { about: Some(line("warning")), contact_cleared_by: None }),
        contact_ideal_days: Some(1),
        archived: true,
        ..person.fields
    };
    write(&mut vault, |w| w.put_person(&person, at(NOW)));
    assert_eq!(read(&vault, |r| r.person(person.id)), Some(person));
}

#[test]
fn a_goal_and_an_experiment_come_back_with_their_people_in_order() {
    let home = Home::empty();
    let mut vault = home.create();
    let (goal, experiment) = (goal(1, &[2, 1]), experiment(1, Some(1), &[1, 2]));
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_person(&person(2, "Mr Brandt"), at(NOW))?;
        w.put_goal(&goal, at(NOW))?;
        w.put_experiment(&experiment, at(NOW))
    });
    assert_eq!(read(&vault, |r| r.goal(goal.id)), Some(goal.clone()));
    assert_eq!(read(&vault, |r| r.goals()), [goal]);
    assert_eq!(read(&vault, |r| r.experiment(experiment.id)), Some(experiment.clone()));
    assert_eq!(read(&vault, |r| r.experiments()), [experiment]);
}

#[test]
fn a_day_comes_back_with_its_ratings_in_order() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut unknown = day_log(2, 1, "2026-01-19", 0.0);
    (unknown.checkin, unknown.note, unknown.late) = (None, None, true);
    let known = day_log(1, 1, "2026-01-20", 6.0);
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_day_log(&known, at(NOW))?;
        w.put_day_log(&unknown, at(NOW))
    });
    assert_eq!(read(&vault, |r| r.day_log(known.experiment, known.on)), Some(known.clone()));
    assert_eq!(read(&vault, |r| r.day_log_by_id(known.id)), Some(known.clone()));
    assert_eq!(read(&vault, |r| r.day_logs(known.experiment)), [unknown, known.clone()], "first day first");
    assert_eq!(
        read(&vault, |r| r.day_log(known.experiment, day("2026-01-21"))),
        None,
        "unknown, never missed"
    );
}

#[test]
fn the_last_days_are_read_without_those_before() {
    let home = Home::empty();
    let mut vault = home.create();
    let days = ["2026-01-12", "2026-01-19", "2026-01-20", "2026-01-23"];
    let logs = [1, 2, 3, 4].map(|n: u64| day_log(n, 1, days[n as usize - 1], n as f64));
    let mut missed = logs[3].clone();
    missed.checkin = Some(Checkin::Missed);
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_experiment(&experiment(2, None, &[]), at(NOW))?;
        w.put_day_log(&day_log(9, 2, "2026-01-05", 1.0), at(NOW))?;
        logs[..3].iter().chain([&missed]).try_for_each(|log| w.put_day_log(log, at(NOW)))
    });
    let (of, since) = (logs[0].experiment, day("2026-01-20"));
    assert_eq!(read(&vault, |r| r.day_logs_since(of, since)), [logs[2].clone(), missed.clone()]);
    let known = ["2026-01-19", "2026-01-20", "2026-01-23"].map(day);
    assert_eq!(read(&vault, |r| r.days_with_logs(since)), known, "and the last one before, whose it may be");
    assert_eq!(read(&vault, |r| r.days_with_logs(day("2026-01-05"))).len(), 5);
    assert_eq!(read(&vault, |r| r.last_done_on(of, day("2026-01-31"))), Some(since), "the 23rd was missed");
    assert_eq!(read(&vault, |r| r.last_done_on(of, day("2026-01-19"))), Some(day("2026-01-19")));
    assert_eq!(read(&vault, |r| r.last_done_on(of, day("2026-01-11"))), None);
    write(&mut vault, |w| w.delete_day_log(logs[2].id, at(NOW)).map(drop));
    assert_eq!(read(&vault, |r| r.day_logs_since(of, since)), [missed], "nothing of the trash");
    assert_eq!(read(&vault, |r| r.last_done_on(of, day("2026-01-31"))), Some(day("2026-01-19")));
}

#[test]
fn a_setting_is_read_as_what_it_was_written() {
    let home = Home::empty();
    let mut vault = home.create();
    assert_eq!(read(&vault, |r| r.setting::<u8>("cap")), None);
    write(&mut vault, |w| w.put_setting("cap", &2_u8, at(NOW)));
    write(&mut vault, |w| w.put_setting("cap", &4_u8, at(NOW)));
    assert_eq!(read(&vault, |r| r.setting::<u8>("cap")), Some(4));
    let error = vault.read(|r| r.setting::<Vec<String>>("cap")).expect_err("a number is no list");
    assert!(matches!(error, VaultError::Unreadable { .. }), "{error:?}");
}

#[test]
fn a_writing_that_fails_leaves_nothing_behind() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
    let failed: Result<(), VaultError> = vault.write(|w| {
        w.put_person(&person(1, "Renamed"), at(NOW))?;
        w.put_person(&person(2, "Brandt"), at(NOW))?;
        assert_eq!(w.persons()?.len(), 2, "a writer reads what it wrote");
        Err(VaultError::Busy)
    });
    assert!(failed.is_err());
    assert_eq!(read(&vault, |r| r.persons()), [person(1, "Tatiana")]);
    assert_eq!(read(&vault, |r| r.history_of(Kind::Person, nth::<PersonId>(1))), [], "nor in the history");
    assert!(read(&vault, |r| r.search("brandt", 9)).is_empty(), "nor in the index");
}

#[test]
fn a_panic_inside_a_writing_leaves_nothing_behind() {
    let home = Home::empty();
    let mut vault = home.create();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        vault.write(|w| -> Result<(), VaultError> {
            w.put_person(&person(1, "Tatiana"), at(NOW))?;
            panic!("as a bug would")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(read(&vault, |r| r.persons()), []);
}

#[test]
fn the_history_keeps_the_first_value_through_every_change() {
    let home = Home::empty();
    let mut vault = home.create();
    let id = note(1, "2026-01-05", "x").id;
    for (hour, text) in [(1, "first"), (2, "second"), (3, "second"), (4, "third")] {
        let now = at(&format!("2026-01-06T0{hour}:00:00Z"));
        write(&mut vault, |w| w.put_entry(&note(1, "2026-01-05", text), now));
    }
    write(&mut vault, |w| w.delete_entry(id, at("2026-01-06T05:00:00Z")).map(drop));
    let history = read(&vault, |r| r.history_of(Kind::Entry, id));
    let kept: Vec<_> = history
        .iter()
        .map(|h| (h.at.format("%H").to_string(), h.change, h.before["body"]["text"].as_str().expect("text")))
        .collect();
    let expected = [
        ("02".to_owned(), Change::Changed, "first"),
        ("04".to_owned(), Change::Changed, "second"),
        ("05".to_owned(), Change::Deleted, "third"),
    ];
    assert_eq!(kept, expected, "writing the same again is no change");
    let first: Entry = serde_json::from_value(history[0].before.clone()).expect("it is the whole entry");
    assert_eq!(first, note(1, "2026-01-05", "first"));
}

#[test]
fn a_corrected_day_keeps_its_first_ratings() {
    let home = Home::empty();
    let mut vault = home.create();
    let first = day_log(1, 1, "2026-01-20", 3.0);
    let mut corrected = day_log(1, 1, "2026-01-20", 7.0);
    corrected.checkin = Some(Checkin::Missed);
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_day_log(&first, at(NOW))?;
        w.put_day_log(&corrected, at(NOW))
    });
    assert_eq!(read(&vault, |r| r.day_logs(first.experiment)), [corrected]);
    let history = read(&vault, |r| r.history_of(Kind::DayLog, first.id));
    assert_eq!(history[0].before, serde_json::to_value(&first).expect("JSON"));
}

#[test]
fn a_history_taken_over_from_a_file_is_kept_once() {
    let home = Home::empty();
    let mut vault = home.create();
    let before = serde_json::json!({ "display_name": "T." });
    let id = person(1, "x").id;
    for _ in 0..2 {
        write(&mut vault, |w| w.keep_earlier("person", &id.to_string(), at(NOW), "changed", &before));
    }
    assert_eq!(read(&vault, |r| r.whole_history()).len(), 1);
    let error = vault.write(|w| w.keep_earlier("tree", &id.to_string(), at(NOW), "changed", &before));
    assert!(matches!(error, Err(VaultError::Unreadable { what: "kind" })), "{error:?}");
}

#[test]
fn a_reference_to_nobody_is_refused() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut talk = note(1, "2026-01-05", "x");
    talk.fields.person = Some(nth(7));
    let refusals = [
        vault.write(|w| w.put_entry(&talk, at(NOW))),
        vault.write(|w| w.put_goal(&goal(1, &[7]), at(NOW))),
        vault.write(|w| w.put_experiment(&experiment(1, Some(7), &[]), at(NOW))),
        vault.write(|w| w.put_day_log(&day_log(1, 7, "2026-01-20", 1.0), at(NOW))),
    ];
    for refusal in refusals {
        assert!(matches!(refusal, Err(VaultError::MissingReference)), "{refusal:?}");
    }
    assert_eq!(read(&vault, |r| r.counts()), Counts::default());
}

#[test]
fn a_rating_belongs_to_a_measure_of_its_own_experiment() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_experiment(&experiment(2, None, &[]), at(NOW))
    });
    let mut log = day_log(1, 1, "2026-01-20", 1.0);
    log.ratings[0].measure = nth(201);
    let error = vault.write(|w| w.put_day_log(&log, at(NOW)));
    assert!(matches!(error, Err(VaultError::MissingReference)), "{error:?}");
}

#[test]
fn a_measure_with_ratings_stays_and_one_without_can_go() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut trial = experiment(1, None, &[]);
    write(&mut vault, |w| {
        w.put_experiment(&trial, at(NOW))?;
        w.put_day_log(&day_log(1, 1, "2026-01-20", 1.0), at(NOW))
    });
    trial.measures.push(measure(103, "energy"));
    write(&mut vault, |w| w.put_experiment(&trial, at(NOW)));
    trial.measures.pop();
    trial.measures.reverse();
    write(&mut vault, |w| w.put_experiment(&trial, at(NOW)));
    assert_eq!(read(&vault, |r| r.experiment(trial.id)), Some(trial.clone()), "in their new order");
    trial.measures.pop();
    let error = vault.write(|w| w.put_experiment(&trial, at(NOW)));
    assert!(matches!(error, Err(VaultError::MeasureInUse)), "{error:?}");
    assert_eq!(read(&vault, |r| r.day_logs(trial.id))[0].ratings.len(), 2, "no rating was lost");
}

#[test]
fn a_measure_cannot_be_taken_from_another_experiment() {
    let home = Home::empty();
    let mut vault = home.create();
    let (one, mut other) = (experiment(1, None, &[]), experiment(2, None, &[]));
    write(&mut vault, |w| w.put_experiment(&one, at(NOW)));
    other.measures = one.measures.clone();
    let error = vault.write(|w| w.put_experiment(&other, at(NOW)));
    assert!(matches!(error, Err(VaultError::MeasureInUse)), "{error:?}");
    assert_eq!(read(&vault, |r| r.experiment(one.id)), Some(one));
}

#[test]
fn a_day_has_one_log() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        w.put_day_log(&day_log(1, 1, "2026-01-20", 1.0), at(NOW))
    });
    let error = vault.write(|w| w.put_day_log(&day_log(2, 1, "2026-01-20", 2.0), at(NOW)));
    assert!(matches!(error, Err(VaultError::DayTaken { on, .. }) if on == day("2026-01-20")), "{error:?}");
}

#[rstest]
#[case::all(EntryFilter::default(), &[5, 4, 3, 2, 1])]
#[case::newest_two(EntryFilter { limit: Some(2), ..Default::default() }, &[5, 4])]
#[case::none(EntryFilter { limit: Some(0), ..Default::default() }, &[])]
#[case::from(EntryFilter { from: Some(day("2026-01-07")), ..Default::default() }, &[5, 4])]
#[case::to(EntryFilter { to: Some(day("2026-01-06")), ..Default::default() }, &[3, 2, 1])]
#[case::of_a_person(EntryFilter { person: Some(nth(1)), ..Default::default() }, &[4, 2])]
#[case::of_a_goal(EntryFilter { goal: Some(nth(1)), ..Default::default() }, &[3])]
#[case::of_an_experiment(EntryFilter { experiment: Some(nth(1)), ..Default::default() }, &[5])]
#[case::of_a_kind(EntryFilter { kind: Some("event".into()), ..Default::default() }, &[1])]
#[case::of_no_kind(EntryFilter { kind: Some("' OR 1=1".into()), ..Default::default() }, &[])]
#[case::next_page(EntryFilter { before: Some((day("2026-01-06"), nth(3))), limit: Some(1), ..Default::default() }, &[2])]
#[case::all_at_once(
    EntryFilter { kind: Some("note".into()), person: Some(nth(1)), from: Some(day("2026-01-01")), to: Some(day("2026-01-06")),
        before: Some((day("2026-01-07"), nth(4))), ..Default::default() },
    &[2])]
fn a_filter_gives_its_part_of_the_stream_newest_first(#[case] filter: EntryFilter, #[case] expected: &[u64]) {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        w.put_goal(&goal(1, &[]), at(NOW))?;
        w.put_experiment(&experiment(1, None, &[]), at(NOW))?;
        for (n, on) in [(1, "05"), (2, "06"), (3, "06"), (4, "07"), (5, "08")] {
            let mut entry = note(n, &format!("2026-01-{on}"), "x");
            match n {
                1 => {
                    let event = Event { title: line("Talk"), note: None, changes_situation: None };
                    entry.fields.body = EntryBody::Event(event);
                }
                2 | 4 => entry.fields.person = Some(nth(1)),
                3 => entry.fields.goal = Some(nth(1)),
                _ => entry.fields.experiment = Some(nth(1)),
            }
            w.put_entry(&entry, at(NOW))?;
        }
        Ok(())
    });
    let ids: Vec<_> = read(&vault, |r| r.entries(&filter)).into_iter().map(|entry| entry.id).collect();
    assert_eq!(ids, expected.iter().map(|&n| nth(n)).collect::<Vec<_>>());
}

fn words(max: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 1..max).prop_map(|chars| chars.into_iter().collect::<String>())
}

fn body() -> impl Strategy<Value = EntryBody> {
    let prose = || words(60).prop_filter_map("blank", |text| inward_domain::text::Prose::new(&text).ok());
    let line = || words(20).prop_filter_map("blank", |text| inward_domain::text::Line::new(&text).ok());
    prop_oneof![
        prose().prop_map(|text| EntryBody::Note(inward_domain::entry::Note { text })),
        (line(), proptest::option::of(prose())).prop_map(|(title, note)| EntryBody::Event(Event {
            title,
            note,
            changes_situation: None
        })),
        (prose(), proptest::option::of(prose())).prop_map(|(statement, evidence)| {
            EntryBody::Complaint(Complaint { evidence, ..Complaint::first_thought(statement) })
        }),
    ]
}

prop_compose! {
    fn any_entry()(
        n in 0_u64..5,
        created in 0_i64..4_000_000_000,
        nanos in 0_u32..1_000_000_000,
        days in 0_u64..40_000,
        about in any::<bool>(),
        body in body(),
    ) -> Entry {
        let mut entry = note(n, "1970-01-01", "x");
        entry.created_at = chrono::DateTime::from_timestamp(created, nanos).expect("a moment");
        entry.changed_at = entry.created_at;
        entry.fields.on = entry.fields.on + chrono::Days::new(days);
        entry.fields.person = about.then(|| nth(1));
        entry.fields.body = body;
        entry
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_put_is_what_is_got(entries in proptest::collection::vec(any_entry(), 1..12)) {
        let home = Home::empty();
        let mut vault = home.create();
        write(&mut vault, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
        let mut last = std::collections::BTreeMap::new();
        for entry in entries {
            write(&mut vault, |w| w.put_entry(&entry, at(NOW)));
            last.insert((entry.fields.on, entry.id), entry.clone());
            last.retain(|(on, id), _| *id != entry.id || *on == entry.fields.on);
        }
        vault.close().expect("it closes");
        let vault = home.open();
        let expected: Vec<Entry> = last.into_values().rev().collect();
        prop_assert_eq!(&read(&vault, |r| r.entries(&EntryFilter::default())), &expected);
        let found = read(&vault, |r| r.check());
        prop_assert!(found.is_sound() && found.index_is_whole, "{:?}", found);
    }

    #[test]
    fn no_words_make_a_search_fail(text in words(40), note_text in words(40)) {
        let home = Home::empty();
        let mut vault = home.create();
        if let Ok(text) = inward_domain::text::Prose::new(&note_text) {
            write(&mut vault, |w| w.put_entry(&note(1, "2026-01-05", text.as_str()), at(NOW)));
        }
        for query in [text.as_str(), note_text.as_str()] {
            for hit in read(&vault, |r| r.search(query, 5)) {
                let length = hit.snippet.chars().count();
                prop_assert!(hit.marks.iter().all(|mark| mark.start + mark.length <= length));
            }
        }
    }
}
