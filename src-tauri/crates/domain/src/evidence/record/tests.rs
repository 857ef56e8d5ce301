use rstest::rstest;

use super::super::amir;
use super::super::sentence::Sentence;
use super::*;
use crate::dates::DaysOff;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn the_worked_case_gives_the_promised_document() {
    let evidence = evidence_of(&amir::experiment(), &amir::logs());
    assert_eq!(evidence.experiment, "Daily check-in");
    let c = evidence.checkins;
    assert_eq!((c.applicable, c.done, c.missed, c.not_applicable), (33, 29, 4, 7));
    let lines: Vec<String> = evidence
        .measures
        .iter()
        .flat_map(|measure| measure.comparisons.iter().map(move |c| (measure, c)))
        .map(|(measure, c)| {
            let (m, f) = (c.medians.unwrap(), c.figures.unwrap());
            format!(
                "{} {}→{} {},{} {}→{} {:.4} {:?}",
                measure.name, c.before, c.after, c.m, c.n, m.median_before, m.median_after, f.nap, c.sentence
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "quality A1→A2 13,7 3→4 0.9560 ClearerThanWobble",
            "quality A1→B 13,32 3→6 0.9952 ClearerThanWobble",
            "quality A2→B 7,32 4→6 0.9152 ClearerThanWobble",
            "interruptions A1→A2 13,7 9→7 0.8681 ClearerThanWobble",
            "interruptions A1→B 13,32 9→4 0.9976 ClearerThanWobble",
            "interruptions A2→B 7,32 7→4 0.9754 TooFewEffectiveDays",
        ]
    );
}

#[test]
fn with_the_talk_pooled_into_one_phase_a_trend_is_named_and_no_change() {
    let mut pooled = amir::experiment();
    pooled.phases.remove(1);
    let evidence = evidence_of(&pooled, &amir::logs());
    let [only] = evidence.measures[0].comparisons.as_slice() else { panic!("two phases are one pair") };
    assert_eq!((only.m, only.n, only.sentence), (20, 32, Sentence::CannotSeparateFromTrend));
}

#[test]
fn logs_in_any_order_and_logs_of_others_change_nothing() {
    let experiment = amir::experiment();
    let mut logs = amir::logs();
    let expected = evidence_of(&experiment, &logs);
    logs.reverse();
    let mut foreign = logs[0].clone();
    foreign.experiment = crate::ids::ExperimentId(uuid::Uuid::from_u128(99));
    logs.push(foreign);
    assert_eq!(evidence_of(&experiment, &logs), expected);
}

#[test]
fn just_logging_compares_nothing() {
    let mut experiment = amir::experiment();
    experiment.fields.design = Design::JustLog;
    let evidence = evidence_of(&experiment, &amir::logs());
    assert!(evidence.measures.iter().all(|measure| measure.comparisons.is_empty()));
    assert_eq!(evidence.checkins.done, 29, "the record of the act is kept all the same");
}

#[test]
fn only_the_forgotten_evening_is_missing_not_the_days_off_nor_the_week_ends() {
    let experiment = amir::experiment();
    let missing: Vec<usize> = phase_days(&experiment, &amir::logs(), &experiment.measures[0])
        .iter()
        .map(|phase| phase.missing)
        .collect();
    assert_eq!(missing, [0, 0, 1], "13 February was not rated");
}

#[test]
fn workdays_without_a_log_are_missing_and_one_rated_saturday_expects_no_more() {
    let experiment = amir::experiment();
    let mut logs = amir::logs();
    logs.retain(|log| log.on < day("2026-01-12") || day("2026-01-16") < log.on);
    let mut saturday = logs[0].clone();
    saturday.on = day("2026-01-31");
    logs.push(saturday);
    let phases = phase_days(&experiment, &logs, &experiment.measures[0]);
    assert_eq!((phases[0].values.len(), phases[0].missing), (8, 5), "one week of five workdays is unknown");
    assert_eq!((phases[1].values.len(), phases[1].missing), (8, 0));
}

#[test]
fn planned_days_off_that_nobody_logged_did_not_apply() {
    let mut experiment = amir::experiment();
    experiment.fields.starts_on = Some(day("2026-02-02"));
    let leave = DaysOff::new(day("2026-02-27"), day("2026-03-08"), None).unwrap();
    let before_it_began = DaysOff::new(day("2026-01-05"), day("2026-01-06"), None).unwrap();
    experiment.fields.not_applicable = vec![leave, before_it_began];
    let mut logs = amir::logs();
    logs.retain(|log| log.on < day("2026-03-02") || day("2026-03-06") < log.on);
    let c = evidence_of(&experiment, &logs).checkins;
    assert_eq!(
        (c.applicable, c.not_applicable),
        (33, 7),
        "a day off on which it was done after all stays done"
    );
}

#[rstest]
#[case::as_it_was(&[PhaseOpening::Record, PhaseOpening::Event, PhaseOpening::Behaviour], Some("A2→B"))]
#[case::behaviour_then_event(&[PhaseOpening::Record, PhaseOpening::Behaviour, PhaseOpening::Event], Some("A1→A2"))]
#[case::no_behaviour_named(&[PhaseOpening::Record, PhaseOpening::Event, PhaseOpening::Event], Some("A2→B"))]
#[case::behaviour_from_the_start(&[PhaseOpening::Behaviour, PhaseOpening::Event, PhaseOpening::Event], Some("A2→B"))]
fn the_page_is_about_the_behaviour_and_the_phase_before_it(
    #[case] openings: &[PhaseOpening],
    #[case] expected: Option<&str>,
) {
    let mut experiment = amir::experiment();
    for (phase, opening) in experiment.phases.iter_mut().zip(openings) {
        phase.opening = *opening;
    }
    let evidence = evidence_of(&experiment, &amir::logs());
    let main = main_comparison(&experiment.phases, &evidence.measures[0].comparisons);
    assert_eq!(main.map(|c| format!("{}→{}", c.before, c.after)).as_deref(), expected);
    assert_eq!(main_comparison(&experiment.phases[..1], &[]), None);
    assert_eq!(main_comparison(&[], &[]), None);
}

#[test]
fn an_experiment_without_a_single_day_has_counts_of_nothing() {
    let evidence = evidence_of(&amir::experiment(), &[]);
    assert_eq!(evidence.checkins, CheckinCounts::default());
    assert!(evidence.measures[0].comparisons.iter().all(|c| c.sentence == Sentence::TooFewDays && c.m == 0));
}

#[test]
fn days_with_and_without_the_act_are_split_within_the_phase() {
    let experiment = amir::experiment();
    let logs = amir::logs();
    let in_b = split_within(&experiment.phases[2], &experiment, &logs, &experiment.measures[0]).unwrap();
    assert_eq!((in_b.with.days, in_b.with.mean, in_b.without.days, in_b.without.mean), (28, 6.5, 4, 4.5));
    assert_eq!(split_within(&experiment.phases[0], &experiment, &logs, &experiment.measures[0]), None);
}
