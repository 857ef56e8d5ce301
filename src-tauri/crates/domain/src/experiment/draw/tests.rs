use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::evidence::pause;

fn at() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

fn pairs(count: i64) -> PairCount {
    PairCount::new(count).unwrap()
}

fn days(count: u64) -> Vec<NaiveDate> {
    (0..count).map(|nth| pause::day("2026-01-05") + chrono::Days::new(nth)).collect()
}

fn sequence(draw: &Draw) -> String {
    let Drawn::DayPairs { sequence, .. } = &draw.result else { panic!("pairs were drawn") };
    let word = |order: &PairOrder| if *order == PairOrder::ActFirst { "PO" } else { "OP" };
    sequence.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_seed_of_the_story_draws_its_sequence() {
    let drawn = sequence(&Draw::of_pairs(pause::SEED, at(), pairs(10)));
    assert!(drawn.starts_with("PO OP OP PO OP PO PO OP PO OP PO "), "SC-17, with its extra PO: {drawn}");
}

#[test]
fn the_draw_of_a_seed_is_the_same_for_ever() {
    // Frozen: a stored draw could not be made again if the generator or the way it is read changed.
    assert_eq!(sequence(&Draw::of_pairs(Seed(7), at(), pairs(6))), "PO OP OP PO PO PO PO OP OP");
    let Drawn::StartDay { start, .. } = Draw::of_start(Seed(7), at(), days(24)).unwrap().result else {
        panic!("a start was drawn")
    };
    assert_eq!(start.to_string(), "2026-01-08");
}

#[rstest]
#[case(6, 9)]
#[case(7, 11)]
#[case(10, 15)]
#[case(20, 30)]
fn half_as_many_again_are_drawn_in_reserve(#[case] planned: i64, #[case] drawn: usize) {
    assert_eq!(sequence(&Draw::of_pairs(Seed(1), at(), pairs(planned))).split(' ').count(), drawn);
}

#[test]
fn nineteen_days_are_too_few_to_draw_from() {
    let refused = Draw::of_start(Seed(1), at(), days(19));
    assert_eq!(refused, Err(Refusal::TooFewStartDays { days: 19, needed: 20 }));
}

#[test]
fn each_day_is_drawn_about_as_often_and_so_is_each_order() {
    let mut times = [0_u32; 20];
    let mut act_first = 0_u32;
    for seed in 0..4_000 {
        let Drawn::StartDay { among, start } = Draw::of_start(Seed(seed), at(), days(20)).unwrap().result
        else {
            panic!("a start was drawn")
        };
        times[among.iter().position(|day| *day == start).unwrap()] += 1;
        act_first += u32::from(sequence(&Draw::of_pairs(Seed(seed), at(), pairs(6))).starts_with("PO"));
    }
    assert!(times.iter().all(|times| (150..250).contains(times)), "200 each, give or take: {times:?}");
    assert!((1_900..2_100).contains(&act_first), "half of 4,000, give or take: {act_first}");
}

#[test]
fn an_edited_draw_is_told_from_a_drawn_one() {
    let mut draw = Draw::of_pairs(Seed(3), at(), pairs(8));
    assert!(draw.is_as_drawn());
    let Drawn::DayPairs { sequence, .. } = &mut draw.result else { panic!("pairs were drawn") };
    sequence[2] = match sequence[2] {
        PairOrder::ActFirst => PairOrder::UsualFirst,
        PairOrder::UsualFirst => PairOrder::ActFirst,
    };
    assert!(!draw.is_as_drawn());
    let mut start = Draw::of_start(Seed(3), at(), days(30)).unwrap();
    assert!(start.is_as_drawn());
    let Drawn::StartDay { among, start: day } = &mut start.result else { panic!("a start was drawn") };
    *day = if *day == among[0] { among[1] } else { among[0] };
    assert!(!start.is_as_drawn());
}

#[rstest]
#[case("00000000000000ff", Ok(Seed(255)))]
#[case("ffffffffffffffff", Ok(Seed(u64::MAX)))]
#[case::short("ff", Err(Refusal::NotASeed))]
#[case::a_sign("+0000000000000ff", Err(Refusal::NotASeed))]
#[case::not_hexadecimal("00000000000000fg", Err(Refusal::NotASeed))]
fn a_seed_is_sixteen_digits(#[case] text: &str, #[case] expected: Result<Seed, Refusal>) {
    assert_eq!(text.parse(), expected);
}

proptest! {
    #[test]
    fn a_draw_survives_its_wire_form(seed: u64, planned in 6..=20_i64, among in 20..60_u64) {
        for draw in [
            Draw::of_pairs(Seed(seed), at(), pairs(planned)),
            Draw::of_start(Seed(seed), at(), days(among)).unwrap(),
        ] {
            let wire = serde_json::to_string(&draw).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draw>(&wire).unwrap(), draw.clone());
            prop_assert!(draw.is_as_drawn());
        }
    }
}
