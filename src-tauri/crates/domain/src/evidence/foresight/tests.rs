use rstest::rstest;

use super::*;

#[test]
fn the_table_of_before_and_after_is_the_simulations() {
    let made = BEFORE_AFTER.map(|(before, with, _)| (before, with, simulation::before_after(before, with)));
    assert_eq!(made, BEFORE_AFTER);
}

#[test]
fn the_table_of_drawn_starts_is_the_simulations() {
    assert_eq!(RANDOM_START.map(|(days, _)| (days, simulation::random_start(days))), RANDOM_START);
}

#[test]
fn the_table_of_day_pairs_is_the_simulations() {
    assert_eq!(DAY_PAIRS.map(|(pairs, _)| (pairs, simulation::day_pairs(pairs))), DAY_PAIRS);
}

const AMIRS: PlannedDays = PlannedDays { before: 20, with: 40 };

#[rstest]
#[case::a_record_compares_nothing(Design::JustLog, AMIRS, Scale::ZeroToTen, None)]
#[case::five_days_before(Design::BeforeAfter, PlannedDays { before: 5, with: 40 }, Scale::ZeroToTen, None)]
#[case::nothing_planned(Design::DayPairs, PlannedDays { before: 0, with: 0 }, Scale::ZeroToTen, None)]
#[case::ten_pairs(Design::DayPairs, PlannedDays { before: 0, with: 20 }, Scale::ZeroToTen, Some(2.5))]
#[case::ten_pairs_on_a_short_scale(Design::DayPairs, PlannedDays { before: 0, with: 20 }, Scale::ZeroToFour, Some(1.5))]
#[case::ten_pairs_counted(Design::DayPairs, PlannedDays { before: 0, with: 20 }, Scale::Count, Some(3.0))]
fn the_smallest_visible_change_is_in_the_unit_of_the_scale(
    #[case] design: Design,
    #[case] days: PlannedDays,
    #[case] scale: Scale,
    #[case] expected: Option<f64>,
) {
    assert_eq!(smallest_visible_change(design, days, scale), expected);
}

#[test]
fn more_days_never_see_less() {
    for design in Design::ALL {
        let mut before = f64::INFINITY;
        for days in 0..100 {
            let plan = PlannedDays { before: days, with: days };
            let now = smallest_visible_change(design, plan, Scale::ZeroToTen).unwrap_or(f64::INFINITY);
            assert!(now <= before, "{design:?} with {days} days");
            before = now;
        }
    }
}

#[test]
fn what_cannot_be_seen_is_said_before_a_design_is_chosen() {
    let pairs = PlannedDays { before: 0, with: 20 };
    assert_eq!(
        cannot_see(Language::En, Design::DayPairs, pairs, Scale::ZeroToTen),
        "With 10 pairs, a change smaller than about 2.5 points from one day to the other would mostly go unseen. \
         This reckons with days that go up and down by about 1.5 points. \
         What lasts longer than a day, or carries over to the next, stays hidden."
    );
    let few = PlannedDays { before: 5, with: 10 };
    assert_eq!(
        cannot_see(Language::En, Design::BeforeAfter, few, Scale::Count),
        "With 5 days before and 10 days with it, even a large change would mostly go unseen. \
         A slow drift, or something else that begins in the same weeks, looks just the same."
    );
    for design in Design::ALL {
        for scale in [Scale::ZeroToTen, Scale::ZeroToFour, Scale::Count] {
            for language in [Language::En, Language::De] {
                let said = cannot_see(language, design, AMIRS, scale);
                assert!(!said.contains(['{', '}']) && !said.contains("evidence."), "{said}");
            }
        }
    }
}
