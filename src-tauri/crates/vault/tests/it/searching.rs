//! Finding any word written anywhere.

use inward_domain::entry::{Complaint, ComplaintStatus, EntryBody};
use inward_domain::experiment::{Decision, DecisionChoice};
use inward_domain::ids::EntryId;
use inward_domain::person::PersonFields;
use inward_vault::{Kind, Vault};
use rstest::rstest;

use crate::examples::*;

fn found(vault: &Vault, text: &str) -> Vec<(Kind, String)> {
    read(vault, |r| r.search(text, 50)).into_iter().map(|hit| (hit.kind, hit.id)).collect()
}

#[rstest]
#[case::a_word("priorities", true)]
#[case::case_does_not_matter("PRIORITIES", true)]
#[case::a_beginning("prio", true)]
#[case::a_first_letter("p", true)]
#[case::not_a_middle("riorities", false)]
#[case::all_words_in_any_order("zürich priorities", true)]
#[case::only_the_last_is_a_beginning("zür priorities", false)]
#[case::one_word_missing("priorities bern", false)]
#[case::diacritics_do_not_matter("zurich", true)]
#[case::nor_in_the_query("prìörities", true)]
#[case::decomposed("Zu\u{308}rich", true)]
#[case::right_to_left("שלום", true)]
#[case::right_to_left_beginning("של", true)]
#[case::an_apostrophe("don't", true)]
#[case::a_quote("\"priorities\"", true)]
#[case::an_open_quote("\"priorities", true)]
#[case::a_hyphen("follow-up", true)]
#[case::or_is_a_word("bern OR zürich", false)]
#[case::not_is_a_word("zürich NOT bern", false)]
#[case::near_is_a_word("NEAR(zürich priorities)", false)]
#[case::a_column_is_a_word("body:zürich", false)]
#[case::a_caret("^priorities", true)]
#[case::a_star("prio*", true)]
#[case::signs_alone("* - \" ( )", false)]
#[case::nothing("", false)]
#[case::a_nul("prio\0", true)]
#[case::sql("'; DROP TABLE entry; --", false)]
#[case::emoji("🙂", false)]
fn a_search_takes_words_and_only_words(#[case] text: &str, #[case] expected: bool) {
    let home = Home::empty();
    let mut vault = home.create();
    let written = "Zürich: we don't set priorities at the follow-up. שלום לכולם 🙂";
    write(&mut vault, |w| w.put_entry(&note(1, "2026-01-05", written), at(NOW)));
    assert_eq!(!found(&vault, text).is_empty(), expected);
}

#[test]
fn every_kind_is_found_by_any_of_its_texts_and_named() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut tatiana = person(1, "Tatiana");
    tatiana.fields = PersonFields { role: Some(line("Konstrukteurin")), ..tatiana.fields };
    let mut trial = experiment(1, None, &[]);
    trial.fields.decision = Some(Decision {
        choice: DecisionChoice::Keep,
        how: None,
        learned: prose("Ruhe hilft"),
        decided_on: day("2026-03-31"),
    });
    let mut complaint = note(1, "2026-01-06", "x");
    complaint.fields.body = EntryBody::Complaint(Complaint {
        evidence: Some(prose("Zweimal am Dienstag")),
        status: ComplaintStatus::Open,
        ..Complaint::first_thought(prose("She waits"))
    });
    write(&mut vault, |w| {
        w.put_person(&tatiana, at(NOW))?;
        w.put_goal(&goal(1, &[]), at(NOW))?;
        w.put_experiment(&trial, at(NOW))?;
        w.put_entry(&complaint, at(NOW))?;
        w.put_day_log(&day_log(1, 1, "2026-01-20", 1.0), at(NOW))
    });
    let cases = [
        ("konstrukt", Kind::Person, "Tatiana", "2026-01-05"),
        ("waits for the answer", Kind::Goal, "A calm start of the day", "2026-01-05"),
        ("ruhe", Kind::Experiment, "Morning check-in", "2026-01-05"),
        ("dienstag", Kind::Entry, "She waits", "2026-01-06"),
        ("numbers", Kind::DayLog, "Morning check-in", "2026-01-20"),
    ];
    for (text, kind, title, on) in cases {
        let hits = read(&vault, |r| r.search(text, 9));
        let [hit] = hits.as_slice() else { panic!("{text}: {hits:?}") };
        assert_eq!((hit.kind, hit.title.as_str(), hit.on), (kind, title, day(on)), "{text}");
    }
    assert!(found(&vault, "open").is_empty(), "the word behind a choice is ours, not something written");
}

#[test]
fn a_hit_shows_where_the_words_stand_as_text() {
    let home = Home::empty();
    let mut vault = home.create();
    let written =
        format!("{}\nThen <b>Tatiana</b> & I met. {}", "Früher. ".repeat(40), "Später. ".repeat(40));
    write(&mut vault, |w| w.put_entry(&note(1, "2026-01-05", &written), at(NOW)));
    let hits = read(&vault, |r| r.search("tatiana met", 9));
    let [hit] = hits.as_slice() else { panic!("one hit: {hits:?}") };
    let marked: Vec<String> =
        hit.marks.iter().map(|m| hit.snippet.chars().skip(m.start).take(m.length).collect()).collect();
    assert_eq!(marked, ["Tatiana", "met"]);
    assert!(hit.snippet.contains("<b>Tatiana</b> &"), "markup stays as it was typed: {}", hit.snippet);
    assert!(hit.snippet.starts_with('…') && hit.snippet.chars().count() < 300, "a passage, not the whole");
    assert_eq!(hit.id_as::<EntryId>(), Some(nth(1)));
}

#[test]
fn the_newest_comes_first_and_no_more_than_asked() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| {
        for (n, on) in
            [(1, "2026-01-07"), (2, "2026-01-05"), (3, "2026-01-09"), (4, "2026-01-07"), (5, "1999-12-31")]
        {
            w.put_entry(&note(n, on, "calm"), at(NOW))?;
        }
        Ok(())
    });
    let ids = |limit| -> Vec<EntryId> {
        read(&vault, |r| r.search("calm", limit)).iter().map(|hit| hit.id_as().expect("an entry")).collect()
    };
    assert_eq!(ids(9), [3, 4, 1, 2, 5].map(nth));
    assert_eq!(ids(2), [3, 4].map(nth));
    assert_eq!(ids(0), []);
}

#[test]
fn a_change_takes_the_old_words_out_and_a_deletion_all() {
    let home = Home::empty();
    let mut vault = home.create();
    write(&mut vault, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
    write(&mut vault, |w| w.put_person(&person(1, "Katharina"), at(NOW)));
    assert!(found(&vault, "tatiana").is_empty());
    assert_eq!(found(&vault, "katharina").len(), 1);
    let mut moved = note(1, "2026-01-05", "calm");
    write(&mut vault, |w| w.put_entry(&moved, at(NOW)));
    moved.fields.on = day("2026-02-05");
    write(&mut vault, |w| w.put_entry(&moved, at(NOW)));
    let hits = read(&vault, |r| r.search("calm", 9));
    assert_eq!(
        hits.iter().map(|hit| hit.on).collect::<Vec<_>>(),
        [day("2026-02-05")],
        "once, on its new day"
    );
    write(&mut vault, |w| {
        w.delete_entry(moved.id, at(NOW))?;
        w.delete_person(nth(1), at(NOW)).map(drop)
    });
    assert!(found(&vault, "calm").is_empty() && found(&vault, "katharina").is_empty());
}

#[test]
fn a_renamed_experiment_names_its_days_anew() {
    let home = Home::empty();
    let mut vault = home.create();
    let mut trial = experiment(1, None, &[]);
    write(&mut vault, |w| {
        w.put_experiment(&trial, at(NOW))?;
        w.put_day_log(&day_log(1, 1, "2026-01-20", 1.0), at(NOW))
    });
    trial.fields.title = line("Evening walk");
    write(&mut vault, |w| w.put_experiment(&trial, at(NOW)));
    assert_eq!(read(&vault, |r| r.search("numbers", 9))[0].title, "Evening walk");
}
