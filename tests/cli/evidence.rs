//! From the table of the worked case to its figures.

use inward_tests::program::Home;
use serde_json::Value;

/// One row of the worked case: measure, phases, days, medians, NAP, both intervals, lag-1, Tau, sentence.
type Row =
    (&'static str, [&'static str; 2], [u64; 2], [f64; 2], f64, [f64; 2], [f64; 2], f64, f64, &'static str);

#[rustfmt::skip]
const WORKED_CASE: [Row; 5] = [
    ("quality", ["A1", "B"], [13, 32], [3.0, 6.0], 0.9952, [0.882, 1.000], [0.805, 1.000], 0.269, 0.990, "clearer_than_wobble"),
    ("quality", ["A2", "B"], [7, 32], [4.0, 6.0], 0.9152, [0.700, 0.978], [0.578, 0.986], 0.332, 0.830, "clearer_than_wobble"),
    ("quality", ["A1", "A2"], [13, 7], [3.0, 4.0], 0.9560, [0.715, 0.994], [0.715, 0.994], 0.000, 0.912, "clearer_than_wobble"),
    ("interruptions", ["A1", "B"], [13, 32], [9.0, 4.0], 0.9976, [0.886, 1.000], [0.791, 1.000], 0.314, 0.995, "clearer_than_wobble"),
    ("interruptions", ["A2", "B"], [7, 32], [7.0, 4.0], 0.9754, [0.787, 0.997], [0.524, 0.999], 0.543, 0.951, "too_few_effective_days"),
];

fn near(found: &Value, expected: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - expected).abs() <= 0.001)
}

#[test]
fn the_worked_case_gives_its_figures() {
    let (home, id) = Home::with_the_worked_case();
    let figures = home.json(["evidence", "Daily check-in", "--json"]);
    assert_eq!(figures["experiment"], "Daily check-in");
    let checkins = &figures["checkins"];
    for (name, expected) in [("applicable", 33), ("done", 29), ("missed", 4), ("not_applicable", 7)] {
        assert_eq!(checkins[name], expected, "{name}");
    }
    assert!(near(&checkins["strength"], 0.736), "{checkins}");
    for (measure, phases, days, medians, nap, plain, adjusted, lag1, tau, sentence) in WORKED_CASE {
        let of = |c: &&Value| c["before"] == phases[0] && c["after"] == phases[1];
        let measures = figures["measures"].as_array().expect("a list");
        let found = measures.iter().find(|m| m["name"] == measure).expect("the measure");
        let way = if measure == "quality" { "higher" } else { "lower" };
        assert_eq!(found["better"], way);
        let comparison =
            found["comparisons"].as_array().expect("a list").iter().find(of).expect("every pair");
        let context = format!("{measure} {phases:?}: {comparison}");
        assert_eq!([&comparison["m"], &comparison["n"]], [days[0], days[1]], "{context}");
        assert!(near(&comparison["median_before"], medians[0]), "{context}");
        assert!(near(&comparison["median_after"], medians[1]), "{context}");
        assert!(near(&comparison["nap"], nap), "{context}");
        for side in 0..2 {
            assert!(near(&comparison["interval_plain"][side], plain[side]), "{context}");
            assert!(near(&comparison["interval_adjusted"][side], adjusted[side]), "{context}");
        }
        assert!(near(&comparison["lag1"], lag1), "{context}");
        assert!(near(&comparison["tau_bc"], tau), "{context}");
        assert!(comparison["before_trend_p"].is_number(), "{context}");
        assert_eq!(comparison["sentence"], sentence, "{context}");
    }
    assert_eq!(home.json(["evidence", id.as_str(), "--json"]), figures, "an id names it as well");
}

#[test]
fn the_trap_of_a_pooled_baseline_is_told_as_a_trend() {
    let home = Home::with_vault();
    home.write(
        "pooled.csv",
        inward_tests::program::daily_csv().replace(",A1,", ",A,").replace(",A2,", ",A,"),
    );
    home.done(["import", "pooled.csv", "--new-experiment", "Pooled"]);
    let figures = home.json(["evidence", "Pooled", "--json"]);
    let pooled = &figures["measures"][0]["comparisons"][0];
    assert_eq!(pooled["sentence"], "cannot_separate_from_trend", "{pooled}");
    assert!(near(&pooled["tau_bc"], -0.100), "{pooled}");
    assert!(near(&pooled["before_trend_p"], 0.002), "{pooled}");
}

#[test]
fn too_few_days_have_no_figures() {
    let home = Home::with_vault();
    home.write(
        "few.csv",
        "date,phase,mood_0_10\n2026-01-05,A,3\n2026-01-06,A,4\n2026-01-07,B,5\n2026-01-08,B,6\n",
    );
    home.done(["import", "few.csv", "--new-experiment", "Few"]);
    let figures = home.json(["evidence", "Few", "--json"]);
    let few = &figures["measures"][0]["comparisons"][0];
    assert_eq!(few["sentence"], "too_few_days");
    assert_eq!(few.get("nap"), None, "two days are no evidence: {few}");
}

#[test]
fn a_person_reads_sentences_with_the_same_figures() {
    let (home, _) = Home::with_the_worked_case();
    let told = home.done(["evidence", "Daily check-in"]);
    for piece in
        ["Daily check-in", "29 of 33", "quality", "interruptions", "A2 → B", "In 92 of 100 pairs", "58 to 99"]
    {
        assert!(told.contains(piece), "{piece} is missing:\n{told}");
    }
    assert!(!told.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn day_pairs_are_read_as_sentences_and_as_a_table() {
    let home = Home::with_the_whole_worked_case();
    let figures = home.json(["evidence", "pause first", "--json"]);
    let told = home.done(["evidence", "pause first"]);
    let pairs = &figures["measures"][0]["pairs"];
    let counted = pairs["pairs"].as_array().expect("a list").len();
    assert!(6 <= counted, "{pairs}");
    let head = told.lines().position(|line| line.contains("With it") && line.contains("As usual"));
    let head = head.unwrap_or_else(|| panic!("a table of the pairs:\n{told}"));
    let rows: Vec<&str> = told.lines().skip(head + 1).take(counted).collect();
    for (number, row) in (1..).zip(&rows) {
        assert!(row.trim_start().starts_with(&number.to_string()), "{row}\n{told}");
    }
    let ends: std::collections::BTreeSet<usize> =
        rows.iter().filter_map(|row| row.find(" February").or(row.find(" March"))).collect();
    assert!(!ends.is_empty());
    assert!(told.contains("p = "), "how rare this is among all draws:\n{told}");
}
