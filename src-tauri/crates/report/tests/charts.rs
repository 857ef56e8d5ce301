//! What charts show, read from their marks and from the SVG they become.

#[path = "worked_case/days.rs"]
mod days;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use days::{day, every_day, evidence};
use inward_domain::lexicon::Language;
use inward_report::chart::Scale;
use inward_report::chart::evidence::{Event, Evidence, Phase, PhaseKind, Rated, Trend};
use inward_report::drawing::{Look, Mark, Shape};
use inward_report::{Chart, Ink};

fn points(chart: &Chart) -> impl Iterator<Item = &Mark> {
    chart.drawing.marks.iter().filter(|mark| {
        let is_point = matches!(mark.look, Look::PointBefore | Look::PointTalk | Look::PointWith);
        is_point && mark.note.is_some()
    })
}

fn days_of(chart: &Chart) -> Vec<NaiveDate> {
    points(chart).filter_map(|mark| mark.note.as_ref()?.on).collect()
}

fn middle(mark: &Mark) -> (f64, f64) {
    match &mark.shape {
        Shape::Circle { x, y, .. } => (*x, *y),
        Shape::Path { steps } => {
            let at: Vec<_> = steps
                .iter()
                .filter_map(|step| match step {
                    inward_report::drawing::Pen::Move(x, y) | inward_report::drawing::Pen::Line(x, y) => {
                        Some((*x, *y))
                    }
                    _ => None,
                })
                .collect();
            let n = at.len() as f64;
            (at.iter().map(|p| p.0).sum::<f64>() / n, at.iter().map(|p| p.1).sum::<f64>() / n)
        }
        Shape::Rect { .. } | Shape::Text { .. } => panic!("a rated day is a circle or a diamond"),
    }
}

fn texts(chart: &Chart) -> Vec<(&str, f64, f64)> {
    let text = |mark: &'_ Mark| matches!(mark.shape, Shape::Text { .. });
    chart
        .drawing
        .marks
        .iter()
        .filter(|mark| text(mark))
        .filter_map(|mark| match &mark.shape {
            Shape::Text { x, y, text, .. } => Some((text.as_str(), *x, *y)),
            _ => None,
        })
        .collect()
}

#[test]
fn each_rated_day_is_one_mark_at_its_value() {
    let given = evidence(650.0);
    let chart = given.chart();
    let drawn: Vec<_> = points(&chart)
        .map(|mark| mark.note.as_ref().unwrap())
        .map(|n| (n.on.unwrap(), n.value.unwrap()))
        .collect();
    let wanted: Vec<_> = given.points.iter().map(|point| (point.on, point.value)).collect();
    assert_eq!(drawn, wanted);
    assert_eq!(drawn.len(), 52);
    let heights: BTreeSet<_> = points(&chart)
        .map(|mark| ((middle(mark).1 * 100.0) as i64, mark.note.as_ref().unwrap().value.unwrap() as i64))
        .collect();
    assert_eq!(heights.len(), 7, "days of one value stand at one height: {heights:?}");
}

#[test]
fn a_day_without_a_value_has_a_place_and_no_mark() {
    let chart = evidence(650.0).chart();
    assert!(!days_of(&chart).contains(&day(2, 13)), "13 February was not logged");
    let x =
        |on| points(&chart).find(|m| m.note.as_ref().unwrap().on == Some(on)).map(|m| middle(m).0).unwrap();
    let one_day = x(day(2, 11)) - x(day(2, 10));
    assert!((x(day(2, 16)) - x(day(2, 12)) - 2.0 * one_day).abs() < 0.05, "the gap of 13 February is seen");
    let mut unknown = evidence(650.0);
    unknown.points[3].value = f64::NAN;
    assert_eq!(points(&unknown.chart()).count(), 51, "what is not a number is not drawn as one");
    let is_line_of_days = |mark: &Mark| mark.look == Look::Line;
    assert!(!chart.drawing.marks.iter().any(is_line_of_days), "no line runs over days");
}

#[test]
fn weekends_have_a_place_only_if_something_was_recorded_on_one() {
    let width_of = |evidence: &Evidence| {
        let chart = evidence.chart();
        let at: Vec<_> = points(&chart).take(2).map(|mark| middle(mark).0).collect();
        at[1] - at[0]
    };
    let mut given = evidence(650.0);
    let workdays = width_of(&given);
    given.points.push(Rated { on: day(2, 14), value: 5.0 });
    let all_days = width_of(&given);
    assert!((workdays / all_days - 82.0 / 60.0).abs() < 0.01, "60 workdays become 82 days");
    assert!(days_of(&given.chart()).contains(&day(2, 14)));
}

#[test]
fn phases_differ_by_shape() {
    let chart = evidence(650.0).chart();
    let looks: Vec<_> = [Look::PointBefore, Look::PointTalk, Look::PointWith]
        .map(|look| points(&chart).filter(|mark| mark.look == look).count())
        .to_vec();
    assert_eq!(looks, [13, 7, 32]);
}

#[test]
fn the_scale_is_whole_and_grows_for_a_value_beyond_it() {
    let mut given = evidence(650.0);
    let figures = |evidence: &Evidence| {
        let chart = evidence.chart();
        let all: Vec<String> = texts(&chart).iter().map(|(text, ..)| text.to_string()).collect();
        ["0", "5", "10", "14"].map(|figure| all.iter().any(|text| text == figure))
    };
    assert_eq!(figures(&given), [true, true, true, false]);
    given.points[0].value = 14.0;
    assert_eq!(figures(&given), [true, false, false, true]);
}

#[test]
fn labels_never_cover_each_other_at_any_width() {
    let mut given = evidence(650.0);
    given.events.extend(
        [3, 9, 10, 11, 13, 18].map(|on| Event { on: day(3, on), label: format!("something on {on} March") }),
    );
    for width in [240, 300, 360, 420, 500, 650, 900, 1200] {
        given.width = f64::from(width);
        let chart = given.chart();
        let labels: Vec<_> = texts(&chart)
            .into_iter()
            .filter(|(text, ..)| {
                text.starts_with("something") || text.contains("median") || text.starts_with("A1 b")
            })
            .collect();
        for (at, a) in labels.iter().enumerate() {
            for b in &labels[at + 1..] {
                let shortest = |text: &str| text.chars().count() as f64 * 4.5;
                let apart =
                    (a.2 - b.2).abs() > 10.0 || a.1 + shortest(a.0) <= b.1 || b.1 + shortest(b.0) <= a.1;
                assert!(apart, "{a:?} covers {b:?} at {width}");
            }
        }
    }
}

#[test]
fn everything_stays_on_the_sheet() {
    for width in [0.0, 240.0, 380.0, 650.0, 1100.0] {
        let chart = evidence(width).chart();
        let (w, h) = (chart.drawing.width, chart.drawing.height);
        for mark in &chart.drawing.marks {
            let (x, y) = match &mark.shape {
                Shape::Rect { x, y, w, h, .. } => (x + w, y + h),
                Shape::Circle { x, y, r } => (x + r, y + r),
                Shape::Text { x, y, .. } => (*x, *y),
                Shape::Path { .. } => middle(mark),
            };
            assert!(-0.01 <= x && x <= w + 0.01 && -0.01 <= y && y <= h + 0.01, "{mark:?} leaves {w} × {h}");
        }
    }
}

#[test]
fn it_says_in_sentences_what_it_shows() {
    assert_eq!(
        evidence(650.0).chart().description,
        "From 5 Jan to 27 Mar. A1 before: 13 days with a value, median 3. A2 talk: 7 days with a value, median 4. \
         B with daily check-in: 32 days with a value, median 6. 12 Mar: plan changed. \
         Not counted: Travel, 19 Feb to 20 Feb. Not counted: Leave, 2 Mar to 6 Mar. \
         Check-in happened: 29 of 33 days."
    );
}

#[test]
fn the_table_holds_every_day_of_which_something_is_known() {
    let table = evidence(650.0).chart().table;
    assert_eq!(table.head, ["Day", "Phase", "Value", "Check-in happened"]);
    assert_eq!(table.rows.len(), 53, "52 rated days and one that was only checked");
    assert!(table.rows.contains(&["2026-02-12", "B check-in", "4", "not done"].map(String::from).to_vec()));
    assert!(table.rows.contains(&["2026-02-13", "B check-in", "", "done"].map(String::from).to_vec()));
}

#[test]
fn nothing_recorded_is_an_empty_frame() {
    let given = Evidence {
        points: vec![],
        phases: vec![],
        events: vec![],
        not_counted: vec![],
        checks: None,
        ..evidence(650.0)
    };
    let chart = given.chart();
    assert_eq!(points(&chart).count(), 0);
    assert_eq!(chart.description, "No day has a value yet.");
}

#[test]
fn days_without_phases_are_filled_circles() {
    let given = Evidence { phases: vec![], events: vec![], checks: None, ..evidence(650.0) };
    assert!(points(&given.chart()).all(|mark| mark.look == Look::PointWith));
}

#[test]
fn a_wrong_year_does_not_fill_the_memory() {
    let mut given = evidence(650.0);
    given.points.push(Rated { on: NaiveDate::from_ymd_opt(9999, 1, 1).unwrap(), value: 5.0 });
    assert!(given.chart().drawing.marks.len() < 1000);
}

#[test]
fn a_phase_that_ends_before_it_starts_is_left_out() {
    let mut given = evidence(650.0);
    given.phases.push(Phase {
        label: "wrong".into(),
        short: "wrong".into(),
        kind: PhaseKind::With,
        from: day(3, 27),
        to: day(1, 1),
        median: None,
    });
    assert_eq!(points(&given.chart()).count(), 52);
}

#[test]
fn hover_and_tests_read_the_day_and_value_of_a_mark() {
    let svg = evidence(650.0).chart().svg(Ink::Screen);
    assert!(
        svg.contains(r#"data-on="2026-01-05" data-value="3"><title>Mon 5 Jan: 3</title></circle>"#),
        "{svg}"
    );
}

#[test]
fn the_evidence_chart_on_screen() {
    insta::assert_snapshot!(evidence(560.0).chart().svg(Ink::Screen));
}

#[test]
fn the_evidence_chart_on_paper_in_german() {
    let mut given = evidence(Chart::PRINT_WIDTH);
    given.language = Language::De;
    given.trend = Some(Trend {
        from: Rated { on: day(1, 5), value: 2.9 },
        to: Rated { on: day(1, 21), value: 2.8 },
        label: "Richtung vorher".into(),
    });
    insta::assert_snapshot!(given.chart().svg(Ink::Black));
}

#[test]
fn a_label_in_a_narrow_phase_keeps_off_the_line_of_the_next() {
    // Here "median 4" would end right at the line of phase B.
    let chart = evidence(480.0).chart();
    let y = |label: &str| texts(&chart).iter().find(|(text, ..)| *text == label).unwrap().2;
    assert!(y("median 4") < y("B with daily check-in"), "it stands above the next label");
    insta::assert_snapshot!(chart.svg(Ink::Screen));
}

#[test]
fn every_day_as_one_mark_on_screen() {
    insta::assert_snapshot!(every_day(300.0).chart().svg(Ink::Screen));
}

#[test]
fn a_scale_of_a_pulse_keeps_its_ends() {
    let given = Evidence { scale: Scale::new(0.0, 16.0), ..evidence(400.0) };
    assert!(texts(&given.chart()).iter().any(|(text, ..)| *text == "16"));
}

#[test]
fn the_strength_of_a_habit_on_paper() {
    insta::assert_snapshot!(days::strength(300.0).chart().svg(Ink::Print));
}
