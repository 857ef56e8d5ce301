//! Many starts at the same moment: one journal is made, and nobody's entry is lost.

use std::process::Child;

use inward_tests::program::{Answer, Home};

/// How many times.
const RACES: u32 = 50;
/// How many programs start at once.
const AT_ONCE: usize = 3;

fn ends(children: Vec<Child>) -> Vec<Answer> {
    children.into_iter().map(|child| child.wait_with_output().expect("it ends").into()).collect()
}

#[test]
fn of_many_first_starts_at_once_one_makes_the_journal_and_the_others_say_so() {
    for race in 0..RACES {
        let home = Home::new();
        let start = |_| home.command(["init", "--name", "Amir"]).spawn().expect("it starts");
        let answers = ends((0..AT_ONCE).map(start).collect());
        let made = answers.iter().filter(|answer| answer.code == Some(0)).count();
        assert_eq!(made, 1, "race {race}: {answers:?}");
        for answer in &answers {
            assert!(matches!(answer.code, Some(0 | 1)), "race {race}: {answer:?}");
            assert!(!answer.err.contains("panicked"), "race {race}: {}", answer.err);
        }
        home.must_be_sound(&format!("race {race}"));
    }
}

#[test]
fn of_many_that_write_at_once_each_is_kept_or_told_that_it_is_not() {
    let home = Home::with_vault();
    let mut confirmed = 0;
    for race in 0..RACES / 5 {
        let start =
            |n: usize| home.command(["note", &format!("zebra r{race}n{n}")]).spawn().expect("it starts");
        for (n, answer) in ends((0..AT_ONCE).map(start).collect()).iter().enumerate() {
            let there = home.done(["search", &format!("r{race}n{n}")]).contains(&format!("r{race}n{n}"));
            assert_eq!(there, answer.code == Some(0), "race {race}: {answer:?}");
            confirmed += u32::from(there);
        }
    }
    assert!(RACES / 5 <= confirmed, "hardly any came through");
    home.must_be_sound("at the end");
}
