use rstest::rstest;

use super::super::amir;
use super::super::comparison::{PhaseDays, compare};
use super::super::record::{evidence_of, split_within};
use super::super::strength::count_checkins;
use super::*;
use crate::lexicon::keys;

const LANGUAGES: [Language; 2] = [Language::En, Language::De];

fn about<'a>(before: &'a str, after: &'a str, scale: Scale, better: Better) -> About<'a> {
    About { before, after, start: Start::Chosen, scale, better }
}

fn ratings() -> About<'static> {
    about("before", "after", Scale::ZeroToTen, Better::Higher)
}

fn phase(values: &[f64]) -> PhaseDays {
    PhaseDays { code: "x".into(), values: values.to_vec(), missing: 0 }
}

/// Reads one comparison of the worked case: measure 0 or 1, comparison A1→A2, A1→B, A2→B.
fn amirs(language: Language, measure: usize, pair: usize) -> Reading {
    let evidence = evidence_of(&amir::experiment(), &amir::logs());
    let (before, after) = [("before", "talk"), ("before", "check-in"), ("talk", "check-in")][pair];
    let scale = [Scale::ZeroToTen, Scale::Count][measure];
    let start = if pair == 0 { Start::Event } else { Start::Chosen };
    let about = About { before, after, start, scale, better: evidence.measures[measure].better };
    read(language, &evidence.measures[measure].comparisons[pair], &about)
}

#[rstest]
#[case::talk_and_check_in(
    0,
    2,
    "In “check-in” the days were rated higher than in “talk”: 6 against 4. That is clearer than chance wobble, with a small before-phase."
)]
#[case::before_and_check_in(
    0,
    1,
    "In “check-in” the days were rated higher than in “before”: 6 against 3. That is clearer than chance wobble."
)]
#[case::the_talk_itself(
    0,
    0,
    "“talk” was itself followed by a rise: 4 against 3 in “before”. That is clearer than chance wobble, with a small after-phase."
)]
#[case::fewer_interruptions(
    1,
    1,
    "In “check-in” the counts were lower than in “before”: 4 against 9. Fewer is better here. That is clearer than chance wobble."
)]
#[case::too_few_effective_days(
    1,
    2,
    "The middle day was 7 in “talk” and 4 in “check-in”. There are too few effective days for a firm word: neighbouring days resemble each other so much that 7 and 32 days count like 2.1 and 9.5."
)]
fn the_worked_case_reads_as_the_design_wants_it(
    #[case] measure: usize,
    #[case] pair: usize,
    #[case] expected: &str,
) {
    assert_eq!(amirs(Language::En, measure, pair).sentence, expected);
}

/// The rows of the printed table: days, medians, in 100 pairs, range, in words.
#[rstest]
#[case(0, 1, ["13, 32", "3 → 6", "more than 99", "80–100", "clearer than chance wobble"])]
#[case(0, 2, ["7, 32", "4 → 6", "92", "58–99", "clearer than chance wobble, small before-phase"])]
#[case(0, 0, ["13, 7", "3 → 4", "96", "72–99", "“talk” was followed by a rise"])]
#[case(1, 1, ["13, 32", "9 → 4", "more than 99", "79–100", "clearer than chance wobble"])]
#[case(1, 2, ["7, 32", "7 → 4", "98", "52–100", "too few effective days"])]
fn the_table_of_the_report_has_the_printed_cells(
    #[case] measure: usize,
    #[case] pair: usize,
    #[case] cells: [&str; 5],
) {
    let r = amirs(Language::En, measure, pair);
    let read = [&r.days, &r.medians.unwrap(), &r.in_hundred.unwrap(), &r.range.unwrap(), &r.verdict];
    assert_eq!(read.map(String::as_str), cells);
}

#[test]
fn pairs_are_said_in_words_with_the_range_that_allows_for_chance() {
    assert_eq!(
        amirs(Language::En, 0, 2).in_pairs.unwrap(),
        "In 92 of 100 pairs of one day from “talk” and one day from “check-in”, the later day was better. \
         Equal days count half. Allowing for chance: 58 to 99."
    );
}

#[rstest]
#[case::three_so_far(
    3,
    9,
    "3 rated days in “before” so far. For a comparison that is too few days: 2 more in “before”."
)]
#[case::one_so_far(
    9,
    1,
    "1 rated day in “after” so far. For a comparison that is too few days: 4 more in “after”."
)]
#[case::not_begun(
    9,
    0,
    "No rated day in “after” yet. For a comparison that is too few days: 5 more in “after”."
)]
#[case::both(
    4,
    2,
    "4 rated days in “before” so far. 2 rated days in “after” so far. \
    For a comparison that is too few days: 1 more in “before” and 3 more in “after”."
)]
fn too_few_days_are_counted_and_nothing_is_compared(
    #[case] m: usize,
    #[case] n: usize,
    #[case] expected: &str,
) {
    let days = |count: usize| phase(&vec![4.0; count]);
    let reading = read(Language::En, &compare(&days(m), &days(n), Better::Higher), &ratings());
    assert_eq!(reading.sentence, expected);
    assert_eq!(reading.verdict, "too few days");
    let figures = [reading.medians, reading.in_hundred, reading.range, reading.in_pairs, reading.sensitivity];
    assert!(figures.iter().all(Option::is_none), "no figure is shown: {figures:?}");
}

#[test]
fn what_went_down_is_called_the_other_way_and_never_clearer_than_wobble() {
    let (high, low) = (
        phase(&[6.0, 7.0, 6.0, 7.0, 6.0, 7.0, 6.0, 7.0, 6.0, 7.0]),
        phase(&[2.0, 3.0, 3.0, 2.0, 2.0, 3.0, 3.0, 2.0, 2.0, 3.0]),
    );
    let reading = read(Language::En, &compare(&high, &low, Better::Higher), &ratings());
    assert_eq!(reading.verdict, "clearly the other way");
    assert_eq!(
        reading.sentence,
        "In “after” the days were rated lower than in “before”: 2.5 against 6.5. That is clearly the other way."
    );
    let fewer = about("before", "after", Scale::ZeroToFour, Better::Lower);
    let reading = read(Language::En, &compare(&high, &low, Better::Lower), &fewer);
    assert_eq!(
        reading.sentence,
        "In “after” the days were rated lower than in “before”: 2.5 against 6.5. Lower is better here. \
         That is clearer than chance wobble."
    );
}

/// Days whose comparison allows no claim, each with the sentence that is said instead.
#[rstest]
#[case::wobble(&[3.0, 5.0, 2.0, 4.0, 3.0, 5.0], &[4.0, 3.0, 5.0, 4.0, 2.0, 5.0], "could be wobble")]
#[case::trend(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 4.0, 5.0, 9.0, 8.0], &[9.0, 10.0, 8.0, 10.0, 9.0, 10.0, 8.0, 9.0, 10.0, 9.0], "too few effective days")]
#[case::pooled(&[3.0, 2.0, 3.0, 4.0, 2.0, 3.0, 3.0, 2.0, 4.0, 3.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 4.0, 5.0, 4.0, 5.0], &[5.0, 6.0, 5.0, 7.0, 6.0, 7.0, 6.0, 8.0, 5.0, 7.0, 6.0, 7.0], "cannot separate from a trend")]
#[case::no_movement(&[4.0; 6], &[4.0; 6], "no movement to compare")]
fn where_no_claim_is_allowed_no_direction_is_said(
    #[case] a: &[f64],
    #[case] b: &[f64],
    #[case] instead: &str,
) {
    let reading = read(Language::En, &compare(&phase(a), &phase(b), Better::Higher), &ratings());
    assert_eq!(reading.verdict, instead);
    assert!(reading.sentence.contains(instead), "{}", reading.sentence);
    for claim in ["higher", "lower", "better", "clearer", "rise", "fall", "other way"] {
        assert!(!reading.sentence.contains(claim), "{claim:?} is a claim: {}", reading.sentence);
    }
}

#[test]
fn medians_that_are_level_or_contradict_the_pairs_are_not_turned_into_a_direction() {
    let a = phase(&[1.0, 5.0, 1.0, 5.0, 5.0, 1.0, 5.0, 1.0, 5.0, 5.0, 1.0, 5.0, 1.0]);
    let b = phase(&[6.0, 5.0, 6.0, 5.0, 5.0, 6.0, 5.0, 6.0, 5.0, 5.0, 6.0, 5.0, 5.0]);
    let comparison = compare(&a, &b, Better::Higher);
    assert_eq!(
        comparison.sentence,
        Sentence::ClearerThanWobble,
        "the pairs leave a half out: {comparison:?}"
    );
    assert_eq!(
        read(Language::En, &comparison, &ratings()).sentence,
        "The middle day was 5 in “before” and 5 in “after”. \
         Day against day, the later days were better, and that is clearer than chance wobble."
    );
    let mut contradicting = comparison;
    contradicting.medians = Some(Medians { median_before: 5.0, median_after: 4.0 });
    let sentence = read(Language::En, &contradicting, &ratings()).sentence;
    assert!(sentence.starts_with("The middle day was 5") && !sentence.contains("lower"), "{sentence}");
}

#[rstest]
#[case(1.0, "100")]
#[case(0.995_2, "more than 99")]
#[case(0.990_1, "more than 99")]
#[case(0.99, "99")]
#[case(0.915, "92")]
#[case(0.5, "50")]
#[case(0.009, "fewer than 1")]
#[case(0.0, "0")]
fn a_share_is_never_rounded_to_certainty(#[case] share: f64, #[case] words: &str) {
    assert_eq!(in_hundred(Language::En, share), words);
}

#[rstest]
#[case([0.503, 0.9], "51–90")]
#[case([0.498, 0.9], "49–90")]
#[case([0.5, 0.9], "50–90")]
#[case([0.1, 0.497], "10–49")]
#[case([0.578, 0.986], "58–99")]
fn the_printed_range_leaves_fifty_out_exactly_when_the_interval_does(
    #[case] ends: [f64; 2],
    #[case] shown: &str,
) {
    assert_eq!(range(ends).join("–"), shown);
}

#[rstest]
#[case(Language::En, 6.0, 2, "6")]
#[case(Language::En, 5.5, 2, "5.5")]
#[case(Language::De, 5.5, 2, "5,5")]
#[case(Language::En, 3.964, 2, "3.96")]
#[case(Language::En, -1.5, 1, "−1.5")]
#[case(Language::En, -0.001, 1, "0")]
#[case(Language::De, 100.0, 0, "100")]
fn numbers_are_written_as_people_write_them(
    #[case] language: Language,
    #[case] value: f64,
    #[case] decimals: usize,
    #[case] expected: &str,
) {
    assert_eq!(figure(language, value, decimals), expected);
}

#[test]
fn the_line_of_sensitivity_carries_the_earlier_slope_on_and_is_silent_when_there_is_none() {
    let a = phase(&[20.0, 20.0, 26.0, 25.0, 22.0, 23.0]);
    let b = phase(&[28.0, 25.0, 24.0, 27.0, 30.0, 30.0, 29.0]);
    let counted = about("before", "after", Scale::Count, Better::Higher);
    let reading = read(Language::En, &compare(&a, &b, Better::Higher), &counted);
    assert_eq!(
        reading.sensitivity.unwrap(),
        "If the line of “before” is carried on through the later days, 64 of 100 pairs are better than that line."
    );
    assert_eq!(amirs(Language::En, 0, 2).sensitivity, None, "the talk days have no slope");
}

#[test]
fn what_it_cannot_tell_always_ends_with_the_drift_and_the_one_pair() {
    let bare =
        Circumstances { rater: Rater::Me, same_weeks: &[], is_about_a_pair_of_people: true, earlier: None };
    assert_eq!(
        limits(Language::En, &ratings(), &bare),
        [
            "I chose the start date and rated the days myself.",
            "The days may have been moving this way anyway: a slow drift cannot be ruled out.",
            "These days are about one pair of people. They say nothing about others.",
        ]
    );
    let earlier = Some(Medians { median_before: 3.0, median_after: 4.0 });
    let busy = Circumstances {
        rater: Rater::Them,
        same_weeks: &["The talk", "Two-minute pause", "a test"],
        is_about_a_pair_of_people: true,
        earlier,
    };
    let talk = about("talk", "check-in", Scale::ZeroToTen, Better::Higher);
    assert_eq!(
        limits(Language::En, &talk, &busy)[..3],
        [
            "I chose the start date. The other person rated the days.",
            "“talk” was itself followed by a change, from 3 to 4.",
            "In the same weeks: The talk, Two-minute pause and a test.",
        ]
    );
    let level = Some(Medians { median_before: 4.0, median_after: 4.0 });
    let one = Circumstances { same_weeks: &["The talk"], earlier: level, ..bare };
    assert_eq!(limits(Language::En, &talk, &one)[1], "In the same weeks: The talk.");
}

#[test]
fn days_about_me_alone_say_nothing_of_a_pair_of_people() {
    let alone =
        Circumstances { rater: Rater::Me, same_weeks: &[], is_about_a_pair_of_people: false, earlier: None };
    let said = limits(Language::En, &ratings(), &alone);
    assert_eq!(
        said.last().map(String::as_str),
        Some("These days are about me. They say nothing about others.")
    );
}

#[test]
fn gaps_and_small_phases_are_said_with_their_counts() {
    let few = PhaseDays { missing: 5, ..phase(&[1.0, 2.0, 3.0, 2.0, 3.0, 4.0, 2.0]) };
    let reading = read(Language::En, &compare(&few, &phase(&[3.0; 12]), Better::Higher), &ratings());
    assert_eq!(
        reading.warnings,
        [
            "“before” is small: 7 rated days. From ten on, a comparison is steadier.",
            "“before” has gaps: 5 of 12 days without a rating. Days left out may be unlike the others.",
        ]
    );
}

#[test]
fn habit_and_split_are_said_with_their_counts() {
    let (experiment, logs) = (amir::experiment(), amir::logs());
    let days: Vec<_> = logs.iter().map(|log| log.checkin).collect();
    let counts = count_checkins(&days);
    assert_eq!(strength_line(Language::En, &counts), "steady · 74 %");
    assert_eq!(strength_line(Language::De, &counts), "gefestigt · 74 %");
    assert_eq!(done_of(Language::En, &counts), "29 of 33 days");
    let split = split_within(&experiment.phases[2], &experiment, &logs, &experiment.measures[1]).unwrap();
    assert_eq!(
        describe_split(Language::En, &split),
        "Days with it: 3.96 on average (28 days). Days without it: 6 (4 days). \
         This only describes: the days without it were not chosen by chance."
    );
}

#[test]
fn a_phase_named_like_a_placeholder_stays_as_it_was_typed() {
    let odd = about("{after}", "<b>{n}</b>", Scale::ZeroToTen, Better::Higher);
    let reading = read(Language::En, &compare(&phase(&[3.0; 4]), &phase(&[3.0; 4]), Better::Higher), &odd);
    assert!(
        reading.sentence.contains("1 more in “{after}” and 1 more in “<b>{n}</b>”"),
        "{}",
        reading.sentence
    );
}

#[test]
fn every_reading_is_whole_in_both_languages() {
    let evidence = evidence_of(&amir::experiment(), &amir::logs());
    for language in LANGUAGES {
        for measure in 0..2 {
            for pair in 0..evidence.measures[measure].comparisons.len() {
                let r = amirs(language, measure, pair);
                let texts = [Some(r.verdict), Some(r.sentence), r.in_pairs, r.sensitivity];
                for text in texts.into_iter().flatten().chain(r.warnings) {
                    assert!(!text.contains('{') && !text.contains("evidence."), "{language:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn no_sentence_of_evidence_says_more_than_a_design_allows() {
    for language in LANGUAGES {
        for key in keys(language).filter(|key| key.starts_with("evidence.")) {
            let text = say(language, key, &[]).to_lowercase();
            for word in
                ["prove", " cause", "significan", "beweis", "bewies", "verursach", "signifikan", "effect of"]
            {
                assert!(!text.contains(word), "{key} says {word:?}: {text}");
            }
        }
    }
}
