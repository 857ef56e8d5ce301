//! Times of a recurrence across the changes of summer time; no vault is needed.

use inward_tests::program::{Answer, Home};

fn occurrences(rule: &str, start: &str, zone: &str, count: &str, from: Option<&str>) -> Answer {
    let words = ["schedule", "--rule", rule, "--start", start, "--zone", zone, "--count", count];
    let from = from.map(|from| ["--from", from]);
    Answer::of(&mut Home::new().bare(words.into_iter().chain(from.into_iter().flatten())))
}

#[test]
fn nine_in_the_morning_stays_nine_in_the_morning() {
    let answer = occurrences("FREQ=DAILY", "2026-03-28T09:00", "Europe/Zurich", "3", None);
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    assert_eq!(
        answer.out,
        "2026-03-28T09:00:00+01:00\n2026-03-29T09:00:00+02:00\n2026-03-30T09:00:00+02:00\n"
    );
}

#[test]
fn a_time_that_is_missing_moves_later_and_one_that_comes_twice_comes_once() {
    let gap = occurrences("FREQ=DAILY", "2026-03-28T02:30", "Europe/Zurich", "3", None);
    assert_eq!(gap.out.lines().nth(1), Some("2026-03-29T03:00:00+02:00"), "{}", gap.out);
    let fold = occurrences("FREQ=DAILY", "2026-10-24T02:30", "Europe/Zurich", "3", None);
    assert_eq!(
        fold.out, "2026-10-24T02:30:00+02:00\n2026-10-25T02:30:00+02:00\n2026-10-26T02:30:00+01:00\n",
        "the first of the two"
    );
}

#[test]
fn a_start_from_an_instant_on_and_a_rule_that_ends() {
    let from = Some("2026-03-30T07:00:00Z");
    let answer = occurrences("FREQ=WEEKLY;BYDAY=MO,TU", "2026-01-05T09:00", "Europe/Zurich", "2", from);
    assert_eq!(answer.out, "2026-03-30T09:00:00+02:00\n2026-03-31T09:00:00+02:00\n");
    let ended = occurrences("FREQ=DAILY;COUNT=2", "2026-01-05T09:00", "Europe/Zurich", "9", None);
    assert_eq!(ended.out.lines().count(), 2, "{}", ended.out);
}

#[test]
fn words_that_are_no_schedule_are_wrong_usage() {
    let good = ["FREQ=DAILY", "2026-03-28T09:00", "Europe/Zurich", "3"];
    for (at, wrong, told) in [
        (0, "EVERY DAY", "--rule"),
        (0, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "--rule"),
        (1, "2026-02-30T09:00", "2026-02-30T09:00"),
        (2, "Europe/Atlantis", "--zone"),
        (3, "0", "0"),
        (3, "many", "many"),
        (3, "1000000", "--count"),
    ] {
        let mut words = good;
        words[at] = wrong;
        let answer = occurrences(words[0], words[1], words[2], words[3], None);
        assert_eq!(answer.code, Some(2), "{words:?}: {}", answer.err);
        assert_eq!(answer.out, "");
        assert!(answer.err.contains(told), "{words:?}: {}", answer.err);
    }
}
