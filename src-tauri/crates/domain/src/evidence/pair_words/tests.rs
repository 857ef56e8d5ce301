use rstest::rstest;

use super::super::pause::{self, day};
use super::super::record::evidence_of;
use super::*;

const LANGUAGES: [Language; 2] = [Language::En, Language::De];

fn about() -> AboutPairs<'static> {
    AboutPairs { act: "pause first", scale: Scale::ZeroToTen, better: Better::Lower }
}

fn amirs(language: Language, until: &str) -> PairsReading {
    let evidence = evidence_of(&pause::experiment(), &pause::logs_until(until));
    read_pairs(language, evidence.measures[0].pairs.as_ref().unwrap(), &about())
}

#[test]
fn amirs_pairs_read_as_they_came_out() {
    let r = amirs(Language::En, "2026-03-27");
    assert_eq!(r.verdict, "clearer than chance wobble");
    assert_eq!(
        r.sentence,
        "On days with “pause first” the ratings were lower than on days as usual: 3.3 against 4.9 on average, \
         1.6 lower. Lower is better here. That is clearer than chance wobble."
    );
    assert_eq!(
        r.in_pairs.unwrap(),
        "In 8 of 10 pairs the day with “pause first” was better, in 1 both were equal, in 1 it was worse."
    );
    assert_eq!(
        r.chance.unwrap(),
        "Chance drew which day was which. Had it made no difference, 6 of the 1024 ways the draw could have gone \
         would look at least this good (p = 0.0059), and 12 would lie this far from no difference, to either side \
         (p = 0.0117)."
    );
    assert_eq!(
        r.changes,
        [
            "Pair 3 was dropped: no rating on 13 February.",
            "Pair 11 was added at the end: 18 March and 19 March."
        ]
    );
    let row = |at: usize| {
        let row = &r.rows[at];
        [&row.number, &row.days, &row.act, &row.usual, &row.better_by].map(String::as_str)
    };
    assert_eq!(row(0), ["1", "9 February, 10 February", "4", "6", "2"]);
    assert_eq!(row(2), ["3", "13 February, 16 February", "5", "–", "–"]);
    assert_eq!(row(5), ["6", "25 February, 26 February", "4", "3", "\u{2212}1"]);
    assert_eq!(r.rows[2].note.as_deref(), Some("dropped"));
    assert_eq!(r.rows[2].why_dropped.as_deref(), Some("no rating on 13 February"));
    assert_eq!(r.rows[10].note.as_deref(), Some("added"));
}

#[test]
fn german_has_its_own_numbers() {
    let r = amirs(Language::De, "2026-03-27");
    assert!(r.sentence.contains("3,3 gegenüber 4,9, 1,6 niedriger"), "{}", r.sentence);
    assert!(r.chance.unwrap().contains("(p = 0,0059)"));
    assert_eq!(r.changes[0], "Paar 3 fiel weg: keine Bewertung am 13. Februar.");
}

#[rstest]
#[case::none("2026-02-09", "No pair is complete yet. For a comparison that is too few pairs: 6 more.")]
#[case::one("2026-02-10", "1 pair is complete so far. For a comparison that is too few pairs: 5 more.")]
#[case::five("2026-02-27", "5 pairs are complete so far. For a comparison that is too few pairs: 1 more.")]
fn with_too_few_pairs_nothing_is_compared_and_no_p_is_said(#[case] until: &str, #[case] expected: &str) {
    let r = amirs(Language::En, until);
    assert_eq!((r.sentence.as_str(), r.chance), (expected, None));
    assert_eq!(r.verdict, "too few pairs");
}

#[test]
fn wobble_names_the_means_and_no_side() {
    let r = amirs(Language::En, "2026-03-09");
    assert_eq!(
        r.sentence,
        "Days with “pause first” came to 3.5 on average, days as usual to 5. Lower is better here. \
         That could be wobble."
    );
}

#[rstest]
#[case(0.005_859, "p = 0.0059")]
#[case(1.0, "p = 1")]
#[case(0.05, "p = 0.05")]
#[case(0.000_000_9, "p < 0.0001")]
fn a_p_never_reads_as_nothing(#[case] p: f64, #[case] expected: &str) {
    assert_eq!(p_value(Language::En, p), expected);
}

#[rstest]
#[case(
    1,
    "Chance drew 9 February out of 24 possible first days. From none of the others on did the days come out as good \
     (p = 0.0417)."
)]
#[case(
    3,
    "Chance drew 9 February out of 24 possible first days. From 3 of them on, the drawn one included, the days came \
     out at least as good (p = 0.125)."
)]
fn a_drawn_start_says_how_many_days_would_have_done_as_well(#[case] at_least: u32, #[case] expected: &str) {
    let found = StartDraw { start: day("2026-02-09"), at_least, of: 24, p: f64::from(at_least) / 24.0 };
    assert_eq!(read_start_draw(Language::En, &found), expected);
}

#[test]
fn the_limits_name_who_drew_who_rated_and_what_else_there_was() {
    assert_eq!(
        pair_limits(Language::En, &about(), Rater::Me, &["Daily check-in"], false),
        [
            "Chance drew the days with “pause first”. I rated the days myself and knew which was which.",
            "In the same weeks: Daily check-in.",
            "What one day brings may carry over to the next and make the two look alike.",
            "These days are about me. They say nothing about others.",
        ]
    );
}

#[test]
fn no_language_claims_more_than_chance_allows() {
    let words = ["significant", "prove", "cause", "signifikant", "bewies", "bewiesen", "verursach"];
    for language in LANGUAGES {
        for until in ["2026-02-09", "2026-03-09", "2026-03-27"] {
            let r = amirs(language, until);
            let all =
                format!("{} {:?} {:?} {:?}", r.sentence, r.in_pairs, r.chance, r.changes).to_lowercase();
            for word in words {
                assert!(!all.contains(word), "{language:?} says {word:?}: {all}");
            }
            assert!(!all.contains('{') && !all.contains("evidence."), "{all}");
        }
    }
}
