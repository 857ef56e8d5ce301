use proptest::prelude::*;
use rstest::rstest;

use super::super::pause::{self, day};
use super::super::record::evidence_of;
use super::*;
use crate::experiment::{PairOrder, day_pairs};

fn amirs(logs: &[crate::experiment::DayLog]) -> PairsFinding {
    let evidence = evidence_of(&pause::experiment(), logs);
    evidence.measures.into_iter().next().unwrap().pairs.unwrap()
}

#[test]
fn amirs_pairs_come_to_what_the_story_says() {
    let found = amirs(&pause::logs());
    let row = |p: &PairOutcome| (p.number, p.act, p.usual, p.state, p.is_added);
    let rows: Vec<_> = found.pairs.iter().map(row).collect();
    let counted = |number, act, usual| (number, Some(act), Some(usual), PairState::Counted, 10 < number);
    let expected = [
        counted(1, 4.0, 6.0),
        counted(2, 3.0, 5.0),
        (3, Some(5.0), None, PairState::Dropped, false),
        counted(4, 5.0, 5.0),
        counted(5, 3.0, 6.0),
        counted(6, 4.0, 3.0),
        counted(7, 2.0, 5.0),
        counted(8, 3.0, 4.0),
        counted(9, 4.0, 6.0),
        counted(10, 2.0, 4.0),
        counted(11, 3.0, 5.0),
    ];
    assert_eq!(rows, expected, "SC-17: pair 3 dropped, pair 11 added, pair 6 analysed as drawn");
    let differences: Vec<f64> = found.pairs.iter().filter_map(|p| p.better_by).collect();
    assert_eq!(differences, [2.0, 2.0, 0.0, 3.0, -1.0, 3.0, 1.0, 2.0, 2.0, 2.0]);
    assert_eq!((found.counted, found.sum, found.mean), (10, 16.0, Some(1.6)));
    assert_eq!((found.better, found.equal, found.worse), (8, 1, 1));
    assert_eq!((found.mean_act, found.mean_usual), (Some(3.3), Some(4.9)));
    let chance = found.chance.unwrap();
    assert_eq!((chance.at_least, chance.as_far, chance.of), (6, 12, 1024), "SC-24, AC10");
    assert_eq!((found.sentence, found.direction), (PairsSentence::ClearerThanWobble, Direction::Better));
}

#[rstest]
#[case::nothing_yet("2026-02-06", 0, 0, PairsSentence::TooFewPairs, 6)]
#[case::half_a_pair("2026-02-09", 0, 0, PairsSentence::TooFewPairs, 6)]
#[case::two_pairs("2026-02-12", 2, 0, PairsSentence::TooFewPairs, 4)]
#[case::a_day_without_a_log_is_not_yet_missing("2026-02-13", 2, 0, PairsSentence::TooFewPairs, 4)]
#[case::now_it_is("2026-02-16", 2, 1, PairsSentence::TooFewPairs, 4)]
#[case::six_pairs("2026-03-09", 6, 1, PairsSentence::CouldBeWobble, 0)]
#[case::ten_planned_one_dropped("2026-03-17", 9, 1, PairsSentence::ClearerThanWobble, 0)]
fn a_running_experiment_counts_what_is_there(
    #[case] until: &str,
    #[case] counted: u32,
    #[case] dropped: usize,
    #[case] sentence: PairsSentence,
    #[case] more: u32,
) {
    let found = amirs(&pause::logs_until(until));
    let is_dropped = |pair: &&PairOutcome| pair.state == PairState::Dropped;
    assert_eq!((found.counted, found.pairs.iter().filter(is_dropped).count()), (counted, dropped));
    assert_eq!((found.sentence, found.more_pairs), (sentence, more));
    assert_eq!(found.chance.is_some(), 6 <= counted, "fewer than six pairs have no p");
}

#[test]
fn a_day_rated_late_brings_its_pair_back_and_no_eleventh_counts() {
    let mut logs = pause::logs();
    logs.push(pause::log(day("2026-02-13"), 7.0));
    let found = amirs(&logs);
    assert_eq!((found.counted, found.pairs.len()), (10, 10));
    assert_eq!(found.pairs[2].better_by, Some(2.0));
}

#[test]
fn a_just_drawn_experiment_has_no_comparison_of_phases() {
    let evidence = evidence_of(&pause::experiment(), &pause::logs());
    assert!(evidence.measures[0].comparisons.is_empty(), "half of the later days are as usual");
    let wire = serde_json::to_value(&evidence).unwrap();
    assert_eq!(wire["measures"][0]["pairs"]["chance"]["at_least"], 6);
    assert!(wire["measures"][0].get("start_draw").is_none(), "what a design has not is not written");
    assert_eq!(serde_json::from_value::<super::super::Evidence>(wire).unwrap(), evidence);
}

fn found(differences: &[f64], better: Better) -> PairsFinding {
    let first = day("2026-01-05");
    let on = |nth: usize| first + chrono::Days::new(nth as u64);
    let pair = |nth: usize| DayPair {
        number: nth as u32 + 1,
        is_reserve: false,
        days: [on(2 * nth), on(2 * nth + 1)],
        order: PairOrder::UsualFirst,
    };
    let pairs: Vec<DayPair> = (0..differences.len()).map(pair).collect();
    let rated = differences
        .iter()
        .enumerate()
        .flat_map(|(nth, d)| [(on(2 * nth), 10.0), (on(2 * nth + 1), 10.0 + d)]);
    pairs_finding(&pairs, differences.len() as u32, &rated.collect(), better)
}

#[rstest]
#[case::no_difference(&[0.0; 8], PairsSentence::NoMovement, Direction::Even)]
#[case::all_better(&[1.0; 6], PairsSentence::ClearerThanWobble, Direction::Better)]
#[case::all_worse(&[-1.0; 6], PairsSentence::ClearerThanWobble, Direction::Worse)]
#[case::back_and_forth(&[1.0, -1.0, 1.0, -1.0, 1.0, -1.0], PairsSentence::CouldBeWobble, Direction::Even)]
#[case::five_are_too_few(&[3.0; 5], PairsSentence::TooFewPairs, Direction::Better)]
fn the_sentence_follows_the_draw(
    #[case] differences: &[f64],
    #[case] sentence: PairsSentence,
    #[case] direction: Direction,
) {
    let found = found(differences, Better::Higher);
    assert_eq!((found.sentence, found.direction), (sentence, direction));
}

proptest! {
    #[test]
    fn turning_the_scale_round_turns_the_finding_round(
        differences in prop::collection::vec((-5..=5_i8).prop_map(f64::from), 1..14)
    ) {
        let (up, down) = (found(&differences, Better::Higher), found(&differences, Better::Lower));
        prop_assert_eq!(up.sentence, down.sentence);
        prop_assert_eq!(up.sum, -down.sum);
        prop_assert_eq!((up.better, up.equal, up.worse), (down.worse, down.equal, down.better));
        prop_assert_eq!(up.chance.map(|c| c.as_far), down.chance.map(|c| c.as_far));
        prop_assert_eq!((up.mean_act, up.mean_usual), (down.mean_act, down.mean_usual), "ratings stay as rated");
    }

    #[test]
    fn without_an_effect_a_claim_is_as_rare_as_it_says(
        differences in prop::collection::vec((-5..=5_i8).prop_map(f64::from), 6..10)
    ) {
        let ways = 1_u32 << differences.len();
        let claims = (0..ways).filter(|way| {
            let turned = |(at, d): (usize, &f64)| if way >> at & 1 == 1 { -d } else { *d };
            let drawn: Vec<f64> = differences.iter().enumerate().map(turned).collect();
            found(&drawn, Better::Higher).sentence == PairsSentence::ClearerThanWobble
        });
        prop_assert!(claims.count() as f64 <= CLEAR_P * f64::from(ways), "more than 5 % of all draws raise an alarm");
    }
}

#[test]
fn reserve_pairs_beyond_the_needed_ones_are_left_out() {
    let pairs = day_pairs(&pause::plan());
    assert_eq!(pairs_in_use(&pairs, 10, |_| false).len(), 10);
    assert_eq!(pairs_in_use(&pairs, 10, |pair| pair.number == 3).len(), 11);
    assert_eq!(pairs_in_use(&pairs, 10, |_| true).len(), pairs.len());
}
