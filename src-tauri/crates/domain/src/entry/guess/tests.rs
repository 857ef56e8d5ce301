use super::*;
use crate::entry::tests::{around, entries_of};
use crate::lexicon::Language;
use proptest::prelude::*;
use rstest::rstest;

fn line(text: &str) -> Line {
    Line::new(text).expect("text")
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).expect("a moment")
}

fn row(question: &str, guess: &str, confidence: i64, matched: Option<Match>) -> Guessed {
    Guessed {
        question: line(question),
        guess: line(guess),
        confidence: Percent::new(confidence).expect("0 to 100"),
        they_said: None,
        matched,
    }
}

fn sealed(rows: Vec<Guessed>) -> Guess {
    Guess { questions: rows, sealed_at: Some(at(1)), versions: Vec::new() }
}

fn line_of(guess: &Guess) -> Vec<String> {
    let entries = entries_of(std::slice::from_ref(guess));
    let sheets: Vec<(&Entry, &Guess)> = entries.iter().zip([guess]).collect();
    Guess::findings(&sheets, &around()).iter().map(|f| f.say(Language::En)).collect()
}

#[rstest]
#[case::the_worked_case(&[(70, Match::No), (60, Match::No), (65, Match::No), (55, Match::No), (50, Match::Yes)],
    "60 % sure on average, right 1 of 5.")]
#[case::not_raised_is_not_counted(&[(100, Match::NotRaised), (40, Match::Yes), (20, Match::No)],
    "30 % sure on average, right 1 of 2.")]
#[case::partly_is_said_beside(&[(50, Match::Partly), (51, Match::Yes), (50, Match::No)],
    "50 % sure on average, right 1 of 3, partly 1.")]
fn the_calibration_line_says_how_sure_and_how_often_right(
    #[case] rows: &[(i64, Match)],
    #[case] expected: &str,
) {
    let rows = rows
        .iter()
        .enumerate()
        .map(|(i, (sure, m))| row(&format!("question {i}"), "a guess", *sure, Some(*m)));
    assert_eq!(line_of(&sealed(rows.collect())), [expected]);
}

#[test]
fn nothing_is_said_before_an_answer() {
    let rows = (0..3).map(|i| row(&format!("question {i}"), "a guess", 50, None)).collect();
    assert!(line_of(&sealed(rows)).is_empty());
}

#[test]
fn an_answer_before_the_seal_is_refused_and_so_are_two_questions_under_a_seal() {
    let open = Guess { sealed_at: None, ..sealed(vec![row("q", "g", 50, Some(Match::Yes))]) };
    assert_eq!(open.gap().map(|g| g.key), Some("refusal.guess_not_sealed"));
    let two = sealed(vec![row("a", "g", 50, None), row("b", "g", 50, None)]);
    assert_eq!(two.gap().map(|g| g.key), Some("refusal.guess_questions"));
    let draft = Guess { sealed_at: None, ..two };
    assert_eq!(draft.gap(), None, "a draft may have fewer");
}

#[test]
fn an_edit_after_the_seal_becomes_a_later_version_and_the_answers_are_taken() {
    let stored =
        sealed(vec![row("a", "pushes", 70, None), row("b", "fair", 60, None), row("c", "alone", 65, None)]);
    let mut edited = stored.clone();
    edited.questions[0].guess = line("does not know when she is judged");
    edited.questions[0].matched = Some(Match::No);
    edited.questions.truncate(1);
    edited.sealed_at = None;
    edited.keep(&stored, at(9));
    assert_eq!(edited.questions[0].guess, line("pushes"), "the sealed guess is what is compared");
    assert_eq!(edited.questions[0].matched, Some(Match::No), "the answer is taken");
    assert_eq!(edited.questions.len(), 3, "no question leaves");
    assert_eq!(edited.sealed_at, Some(at(1)), "the seal stays");
    assert_eq!(edited.versions.len(), 1, "the later thought is kept");
    assert_eq!(edited.versions[0].rows[0].guess, line("does not know when she is judged"));
}

#[test]
fn two_questions_in_the_same_words_keep_their_own_answers() {
    let stored =
        sealed(vec![row("a", "one", 70, None), row("a", "two", 60, None), row("b", "three", 65, None)]);
    let mut answered = stored.clone();
    answered.questions[0].matched = Some(Match::Yes);
    answered.questions[1].matched = Some(Match::No);
    answered.keep(&stored, at(9));
    let matched: Vec<_> = answered.questions.iter().map(|q| q.matched).collect();
    assert_eq!(matched, [Some(Match::Yes), Some(Match::No), None]);
}

#[test]
fn the_seal_carries_the_moment_it_was_asked_for() {
    let draft = Guess { sealed_at: None, ..sealed(Vec::new()) };
    let mut sealing = Guess { sealed_at: Some(at(-999)), ..draft.clone() };
    sealing.keep(&draft, at(5));
    assert_eq!(sealing.sealed_at, Some(at(5)), "nobody seals in the past");
}

proptest! {
    /// Any sequence of edits keeps the first sealed guess and every version after it.
    #[test]
    fn whatever_is_edited_the_first_sealed_guess_stays(
        edits in prop::collection::vec(prop::collection::vec(("[a-c]", "[a-z]{1,4}", 0_i64..=100), 0..6), 0..8),
    ) {
        let first = sealed(vec![row("a", "one", 10, None), row("b", "two", 20, None), row("c", "three", 30, None)]);
        let mut stored = first.clone();
        for (i, rows) in edits.into_iter().enumerate() {
            let rows = rows.iter().map(|(q, g, c)| row(q, g, *c, None)).collect();
            let mut edit = Guess { questions: rows, sealed_at: None, versions: Vec::new() };
            let versions = stored.versions.len();
            edit.keep(&stored, at(10 + i as i64));
            prop_assert_eq!(&edit.versions[..versions], &stored.versions[..]);
            stored = edit;
        }
        prop_assert_eq!(stored.thought(), first.thought());
        prop_assert_eq!(stored.sealed_at, first.sealed_at);
    }
}
