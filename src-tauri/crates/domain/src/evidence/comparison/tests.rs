use proptest::prelude::*;
use rstest::rstest;

use super::super::amir::{Row, interruptions, quality, series};
use super::super::nap::tests::a_phase;
use super::*;

fn phase(code: &str, values: &[f64]) -> PhaseDays {
    PhaseDays { code: code.into(), values: values.to_vec(), missing: 0 }
}

fn compared(a: &[f64], b: &[f64], better: Better) -> Comparison {
    compare(&phase("A", a), &phase("B", b), better)
}

fn near(actual: f64, expected: f64) -> bool {
    (actual - expected).abs() <= 0.001
}

/// Medians, share, plain and adjusted interval, Tau and lag 1, as the worked case prints them.
type Printed = ([f64; 2], f64, [f64; 2], [f64; 2], f64, f64);

#[rstest]
#[case::quality_before_and_check_in(&["A1"], &["B"], quality, Better::Higher,
    ([3.0, 6.0], 0.9952, [0.882, 1.0], [0.805, 1.0], 0.990, 0.269), Sentence::ClearerThanWobble)]
#[case::quality_talk_and_check_in(&["A2"], &["B"], quality, Better::Higher,
    ([4.0, 6.0], 0.9152, [0.700, 0.978], [0.578, 0.986], 0.830, 0.332), Sentence::ClearerThanWobble)]
#[case::quality_the_talk_alone(&["A1"], &["A2"], quality, Better::Higher,
    ([3.0, 4.0], 0.9560, [0.715, 0.994], [0.715, 0.994], 0.912, 0.0), Sentence::ClearerThanWobble)]
#[case::interruptions_before_and_check_in(&["A1"], &["B"], interruptions, Better::Lower,
    ([9.0, 4.0], 0.9976, [0.886, 1.0], [0.791, 1.0], 0.995, 0.314), Sentence::ClearerThanWobble)]
#[case::interruptions_talk_and_check_in(&["A2"], &["B"], interruptions, Better::Lower,
    ([7.0, 4.0], 0.9754, [0.787, 0.997], [0.524, 0.999], 0.951, 0.543), Sentence::TooFewEffectiveDays)]
#[case::the_trap_of_pooled_phases(&["A1", "A2"], &["B"], quality, Better::Higher,
    ([3.0, 6.0], 0.9672, [0.861, 0.992], [0.769, 0.996], -0.100, 0.368), Sentence::CannotSeparateFromTrend)]
fn the_worked_case_comes_out_as_printed(
    #[case] before: &[&str],
    #[case] after: &[&str],
    #[case] measure: fn(&Row) -> Option<f64>,
    #[case] better: Better,
    #[case] (medians, nap, plain, adjusted, tau, lag1): Printed,
    #[case] sentence: Sentence,
) {
    let c = compared(&series(before, measure), &series(after, measure), better);
    let (m, f) = (c.medians.unwrap(), c.figures.unwrap());
    assert_eq!([m.median_before, m.median_after], medians);
    assert!(near(f.nap, nap), "share of better pairs was {}", f.nap);
    for end in 0..2 {
        assert!(near(f.interval_plain[end], plain[end]), "plain interval was {:?}", f.interval_plain);
        assert!(
            near(f.interval_adjusted[end], adjusted[end]),
            "adjusted interval was {:?}",
            f.interval_adjusted
        );
    }
    assert!(near(f.tau_bc, tau), "Tau was {}", f.tau_bc);
    assert!(near(f.lag1, lag1), "lag 1 was {}", f.lag1);
    assert_eq!(c.sentence, sentence);
}

#[test]
fn the_trap_is_seen_by_the_trend_of_the_pooled_days() {
    let c = compared(&series(&["A1", "A2"], quality), &series(&["B"], quality), Better::Higher);
    let f = c.figures.unwrap();
    assert!((f.before_trend_p - 0.002).abs() < 0.0005, "p was {}", f.before_trend_p);
    assert!(f.interval_adjusted[0] > 0.5, "without the rule of the trend this would pass for a clear change");
}

#[test]
fn the_talk_days_are_worth_two_effective_days_only() {
    let c = compared(&series(&["A2"], interruptions), &series(&["B"], interruptions), Better::Lower);
    assert!((c.figures.unwrap().m_effective - 2.1).abs() < 0.05);
    assert_eq!(c.warnings, [Warning::SmallBeforePhase { days: 7 }]);
}

#[rstest]
#[case::none_yet(0, 0, (5, 5))]
#[case::three_before(3, 12, (2, 0))]
#[case::four_after(12, 4, (0, 1))]
#[case::just_enough(5, 5, (0, 0))]
fn fewer_than_five_days_give_a_count_and_no_figures(
    #[case] m: usize,
    #[case] n: usize,
    #[case] (before, after): (u32, u32),
) {
    let days = |count: usize| (0..count).map(|day| (day % 3) as f64).collect::<Vec<_>>();
    let c = compared(&days(m), &days(n), Better::Higher);
    assert_eq!(c.more_days, MoreDays { before, after });
    assert_eq!(c.sentence == Sentence::TooFewDays, before + after > 0);
    assert_eq!(c.figures.is_none(), before + after > 0, "no figure may be read from too few days");
    assert_eq!(c.medians.is_none(), before + after > 0);
}

#[test]
fn days_that_are_all_the_same_have_nothing_to_compare() {
    let c = compared(&[4.0; 6], &[4.0; 9], Better::Lower);
    assert_eq!((c.sentence, c.figures), (Sentence::NoMovement, None));
    let one_day_off = compared(&[4.0; 6], &[4.0, 4.0, 4.0, 4.0, 5.0], Better::Lower);
    assert_eq!(one_day_off.sentence, Sentence::CouldBeWobble, "one day is a movement, though no finding");
}

#[test]
fn a_value_that_is_no_number_is_a_day_without_a_rating() {
    let c = compared(&[3.0, f64::NAN, 3.0, 2.0, 4.0, f64::INFINITY], &[5.0; 6], Better::Higher);
    assert_eq!((c.m, c.sentence), (4, Sentence::TooFewDays));
}

#[rstest]
#[case::full(10, 0, 10, 0, vec![])]
#[case::nine_before(9, 0, 10, 0, vec![Warning::SmallBeforePhase { days: 9 }])]
#[case::nine_after(10, 0, 9, 0, vec![Warning::SmallAfterPhase { days: 9 }])]
#[case::exactly_thirty_per_cent(14, 6, 14, 6, vec![])]
#[case::one_more(13, 7, 14, 6, vec![Warning::MissingBefore { missing: 7, of: 20 }])]
#[case::after(14, 0, 13, 7, vec![Warning::MissingAfter { missing: 7, of: 20 }])]
fn what_weakens_a_comparison_is_named(
    #[case] m: usize,
    #[case] missing_before: usize,
    #[case] n: usize,
    #[case] missing_after: usize,
    #[case] expected: Vec<Warning>,
) {
    let days = |count: usize, missing: usize| PhaseDays {
        code: "x".into(),
        values: (0..count).map(|day| (day % 4) as f64).collect(),
        missing,
    };
    assert_eq!(compare(&days(m, missing_before), &days(n, missing_after), Better::Higher).warnings, expected);
}

#[test]
fn every_earlier_phase_is_compared_with_every_later_one() {
    let phases = ["A1", "A2", "B", "C"].map(|code| phase(code, &[1.0, 2.0, 3.0, 4.0, 5.0]));
    let pairs: Vec<String> =
        compare_all(&phases, Better::Higher).iter().map(|c| format!("{}→{}", c.before, c.after)).collect();
    assert_eq!(pairs, ["A1→A2", "A1→B", "A1→C", "A2→B", "A2→C", "B→C"]);
    assert!(compare_all(&phases[..1], Better::Higher).is_empty());
    assert!(compare_all(&[], Better::Higher).is_empty());
}

#[test]
fn the_wire_form_is_the_one_promised_to_scripts() {
    let c = compared(&series(&["A1"], quality), &series(&["B"], quality), Better::Higher);
    let wire = serde_json::to_value(&c).unwrap();
    for name in [
        "before",
        "after",
        "m",
        "n",
        "nap",
        "interval_plain",
        "interval_adjusted",
        "lag1",
        "tau_bc",
        "before_trend_p",
    ] {
        assert!(wire.get(name).is_some(), "{name} is promised");
    }
    assert_eq!(wire["median_before"], serde_json::json!(3), "a whole median is written without a fraction");
    assert_eq!(wire["sentence"], "clearer_than_wobble");
    assert_eq!(wire["direction"], "better");
    assert_eq!(serde_json::from_value::<Comparison>(wire).unwrap(), c);

    let few = compared(&[1.0], &[2.0], Better::Higher);
    let wire = serde_json::to_value(&few).unwrap();
    assert_eq!(wire["sentence"], "too_few_days");
    assert!(
        wire.get("nap").is_none() && wire.get("median_before").is_none(),
        "too few days have no figures: {wire}"
    );
    assert_eq!(serde_json::from_value::<Comparison>(wire).unwrap(), few);
}

#[test]
fn the_declaration_for_the_window_names_every_field_of_the_wire_form() {
    let c = compared(&series(&["A2"], quality), &series(&["B"], quality), Better::Higher);
    let cfg = Config::default();
    let declared = [Comparison::decl(&cfg), Medians::decl(&cfg), Figures::decl(&cfg)].join(" ");
    let wire = serde_json::to_value(&c).unwrap();
    for name in wire.as_object().unwrap().keys() {
        assert!(declared.contains(&format!("{name}: ")), "{name} is not declared in {declared}");
    }
}

#[rstest]
#[case(Sentence::TooFewDays, "too_few_days")]
#[case(Sentence::NoMovement, "no_movement")]
#[case(Sentence::TooFewEffectiveDays, "too_few_effective_days")]
#[case(Sentence::CannotSeparateFromTrend, "cannot_separate_from_trend")]
#[case(Sentence::CouldBeWobble, "could_be_wobble")]
#[case(Sentence::ClearerThanWobble, "clearer_than_wobble")]
fn a_sentence_has_its_promised_name(#[case] sentence: Sentence, #[case] name: &str) {
    assert_eq!(serde_json::to_value(sentence).unwrap(), name);
}

proptest! {
    #[test]
    fn turning_the_scale_round_turns_the_finding_round(a in a_phase(), b in a_phase()) {
        let (up, down) = (compared(&a, &b, Better::Higher), compared(&a, &b, Better::Lower));
        prop_assert_eq!(up.sentence, down.sentence);
        prop_assert_eq!(up.medians, down.medians);
        if let (Some(u), Some(d)) = (up.figures, down.figures) {
            prop_assert!((u.nap - (1.0 - d.nap)).abs() < 1e-12);
            prop_assert!((u.interval_adjusted[0] - (1.0 - d.interval_adjusted[1])).abs() < 1e-9);
            prop_assert!((u.tau_bc + d.tau_bc).abs() < 1e-12);
            prop_assert!((u.lag1 - d.lag1).abs() < 1e-12);
        }
    }

    #[test]
    fn moving_every_value_by_the_same_amount_changes_only_the_medians(
        a in a_phase(), b in a_phase(), by in -40..40_i8
    ) {
        let moved = |v: &[f64]| v.iter().map(|x| x + f64::from(by)).collect::<Vec<_>>();
        let (here, there) = (compared(&a, &b, Better::Higher), compared(&moved(&a), &moved(&b), Better::Higher));
        prop_assert_eq!(here.sentence, there.sentence);
        if let (Some(h), Some(t)) = (here.figures, there.figures) {
            prop_assert_eq!((h.nap, h.tau_bc, h.before_trend_p), (t.nap, t.tau_bc, t.before_trend_p));
            prop_assert!((h.lag1 - t.lag1).abs() < 1e-9 && (h.before_slope - t.before_slope).abs() < 1e-9);
        }
    }

    #[test]
    fn a_claim_is_never_made_while_the_shown_interval_holds_a_half(a in a_phase(), b in a_phase()) {
        let c = compared(&a, &b, Better::Higher);
        if let (Sentence::ClearerThanWobble, Some(f)) = (c.sentence, c.figures) {
            prop_assert!(0.5 < f.interval_adjusted[0] || f.interval_adjusted[1] < 0.5);
            prop_assert!(f.direction != Direction::Even);
            prop_assert!(3.0 <= f.m_effective && 3.0 <= f.n_effective);
        }
    }
}

/// Days without any effect, each carrying over a part of the day before.
struct DaysWithoutEffect {
    state: u64,
}

impl DaysWithoutEffect {
    /// A linear congruential generator (Knuth's MMIX constants); the upper bits are the good ones.
    fn uniform(&mut self) -> f64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The sum of twelve uniform numbers less six is close enough to normal.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    fn days(&mut self, count: usize, carried: f64) -> Vec<f64> {
        let mut level = self.normal();
        let mut next = || {
            let today = level;
            level = carried * level + (1.0 - carried * carried).sqrt() * self.normal();
            (5.0 + 1.5 * today).round().clamp(0.0, 10.0)
        };
        (0..count).map(|_| next()).collect()
    }
}

#[rstest]
#[case(0.0)]
#[case(0.2)]
#[case(0.4)]
#[case(0.6)]
fn days_without_an_effect_raise_a_false_alarm_in_at_most_eight_of_a_hundred(#[case] carried: f64) {
    const RECORDS: u32 = 1_000;
    let mut chance = DaysWithoutEffect { state: 20_260_105 };
    let (mut plain, mut adjusted, mut claims) = (0, 0, 0);
    for _ in 0..RECORDS {
        let days = chance.days(45, carried);
        let c = compared(&days[..13], &days[13..], Better::Higher);
        let f = c.figures.unwrap();
        let leaves_half_out = |[low, high]: [f64; 2]| u32::from(0.5 < low || high < 0.5);
        plain += leaves_half_out(f.interval_plain);
        adjusted += leaves_half_out(f.interval_adjusted);
        claims += u32::from(c.sentence == Sentence::ClearerThanWobble);
    }
    assert!(
        adjusted * 100 <= 8 * RECORDS,
        "{adjusted} of {RECORDS} records without effect passed for a change"
    );
    assert!(claims <= adjusted, "the sentence is at most as bold as its interval");
    if carried >= 0.4 {
        assert!(plain * 100 >= 15 * RECORDS, "the plain interval is known to be too bold here: {plain}");
    }
}
