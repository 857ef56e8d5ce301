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
        cannot_see(Language::En, Design::DayPairs, pairs, Scale::ZeroToTen, Rater::Them),
        "With 10 pairs, a change smaller than about 2.5 points from one day to the other would mostly go unseen. \
         This reckons with days that go up and down by about 1.5 points. \
         What lasts longer than a day, or carries over to the next, stays hidden."
    );
    let few = PlannedDays { before: 5, with: 10 };
    assert_eq!(
        cannot_see(Language::En, Design::BeforeAfter, few, Scale::Count, Rater::Them),
        "With 5 days before and 10 days with it, even a large change would mostly go unseen. \
         A slow drift, or something else that begins in the same weeks, looks just the same."
    );
    for design in Design::ALL {
        for scale in [Scale::ZeroToTen, Scale::ZeroToFour, Scale::Count] {
            for language in [Language::En, Language::De] {
                for rater in [Rater::Me, Rater::Them] {
                    let said = cannot_see(language, design, AMIRS, scale, rater);
                    assert!(!said.contains(['{', '}']) && !said.contains("evidence."), "{said}");
                }
            }
        }
    }
}

#[test]
fn who_rates_the_days_is_told_that_hoping_looks_the_same_even_where_chance_draws_the_start() {
    let said = |design, days, rater| cannot_see(Language::En, design, days, Scale::ZeroToTen, rater);
    let days = PlannedDays { before: 0, with: 60 };
    assert_eq!(
        said(Design::RandomStart, days, Rater::Me),
        "With 60 days in all, a change smaller than about 4 points would mostly go unseen. \
         This reckons with days that go up and down by about 1.5 points. \
         Something else that happens to begin near the drawn day looks just the same. \
         You rate the days yourself and know which they are: \
         ratings that follow a hope by about 4 points look just the same."
    );
    let hope = "ratings that follow a hope look just the same";
    assert!(said(Design::RandomStart, PlannedDays { before: 0, with: 30 }, Rater::Me).contains(hope));
    assert!(!said(Design::RandomStart, days, Rater::Them).contains("hope"));
    assert!(!said(Design::JustLog, days, Rater::Me).contains("hope"), "nothing is compared");
    for design in [Design::BeforeAfter, Design::RandomStart, Design::DayPairs] {
        assert!(blind(Language::En, design, Rater::Me).contains(hope), "before a plan has days, too");
    }
}

/// Behind the sentence: raters who hope and see no change are said to see one, from the same size on.
#[test]
fn hope_is_said_as_a_change_from_the_same_size_on() {
    for (days, change) in RANDOM_START {
        let hoped = simulation::hoped_start(days);
        assert!((hoped - change).abs() <= 0.25, "{days} days: {hoped} against {change}");
    }
}
