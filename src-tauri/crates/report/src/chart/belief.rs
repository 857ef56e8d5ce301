//! How much I believe an assumption, as steps, with the tests that changed it.
//!
//! A belief holds until it is asked again, so the line runs level and then
//! steps; nothing is drawn between two answers that was not said.

use chrono::NaiveDate;
use inward_domain::lexicon::{Language, say};
use serde::{Deserialize, Serialize};

use super::evidence::Rated;
use super::masts::{Mast, Masts};
use super::time::{Time, TimeAxis, latest_shown};
use super::words::{label, sentence, value};
use super::wrap::wrapped;
use super::{Chart, DataTable, Scale};
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape, TEXT_SIZE};
use crate::fonts::width;

/// Holds what the chart shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// Says which assumption.
    pub title: String,
    /// The language of dates and of the description.
    pub language: Language,
    /// The width it is drawn for, in units; at least 240.
    pub width: f64,
    /// How much I believed it on a day, 0–100.
    pub values: Vec<Rated>,
    /// The tests, by the day of their result.
    pub tests: Vec<BeliefTest>,
    /// What stands below the days.
    pub axis: TimeAxis,
}

/// Holds a test of an assumption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeliefTest {
    /// The day of the result.
    pub on: NaiveDate,
    /// What I did, in my own words.
    pub test: String,
    /// What happened, in my own words.
    pub result: String,
}

const PLOT: f64 = 132.0;
const NARROWEST: f64 = 240.0;
const LINE: f64 = 17.0;

impl Belief {
    /// Draws the chart.
    pub fn chart(&self) -> Chart {
        let (values, tests) = self.sorted();
        Chart {
            title: self.title.clone(),
            description: self.description(&values, &tests),
            table: self.table(&values, &tests),
            drawing: self.drawing(&values, &tests),
        }
    }

    fn sorted(&self) -> (Vec<Rated>, Vec<&BeliefTest>) {
        let latest = latest_shown(self.values.iter().map(|rated| rated.on));
        let known = |rated: &Rated| rated.value.is_finite() && rated.on <= latest;
        let clamped = |rated: Rated| Rated { value: rated.value.clamp(0.0, 100.0), ..rated };
        let mut values: Vec<_> = self.values.iter().copied().filter(known).map(clamped).collect();
        values.sort_by_key(|rated| rated.on);
        let mut tests: Vec<_> = self.tests.iter().filter(|test| test.on <= latest).collect();
        tests.sort_by_key(|test| test.on);
        (values, tests)
    }

    fn percent(&self, rated: &Rated) -> String {
        format!("{} %", value(self.language, rated.value))
    }

    fn number(&self, at: usize) -> String {
        say(self.language, "report.belief_test", &[("n", &(at + 1).to_string())])
    }

    fn drawing(&self, values: &[Rated], tests: &[&BeliefTest]) -> Drawing {
        let sheet = self.width.max(NARROWEST);
        let scale = Scale::new(0.0, 100.0);
        let left = width("100 %", TEXT_SIZE, false) + 10.0;
        let plot = (left, sheet - 40.0);
        let mut drawing = Drawing::new(sheet, 0.0);
        let days = values.iter().map(|rated| rated.on).chain(tests.iter().map(|test| test.on));
        let time = Time::spread(days, plot.0 + 6.0, plot.1 - plot.0 - 6.0);
        let mast = |time: &Time| {
            let mast =
                |(at, test): (usize, &&BeliefTest)| Mast::change(time.middle(test.on), self.number(at));
            tests.iter().enumerate().map(mast).collect()
        };
        let masts = Masts::placed(time.as_ref().map(mast).unwrap_or_default(), sheet);
        let top = 16.0 + masts.height;
        let y = |value: f64| top + (1.0 - scale.part(value)) * PLOT;
        for at in [0.0, 50.0, 100.0] {
            let look = if at == 0.0 { Look::Axis } else { Look::Grid };
            drawing.line(look, (plot.0, y(at)), (plot.1, y(at)));
            let figure = format!("{} %", value(self.language, at));
            drawing.text(Look::Label, left - 8.0, y(at) + 4.0, Anchor::End, &figure);
        }
        masts.draw_lines(&mut drawing, top, top + PLOT);
        if let Some(time) = &time {
            self.steps(&mut drawing, values, |on| time.middle(on), &y, plot.1);
            time.label(&mut drawing, self.axis, self.language, top + PLOT + 18.0);
        }
        masts.draw_labels(&mut drawing, top);
        drawing.height = self.results(&mut drawing, tests, top + PLOT + 28.0) + 4.0;
        drawing
    }

    /// Draws the steps; the last belief holds to the right edge.
    fn steps(
        &self,
        drawing: &mut Drawing,
        values: &[Rated],
        x: impl Fn(NaiveDate) -> f64,
        y: &impl Fn(f64) -> f64,
        end: f64,
    ) {
        let Some((first, rest)) = values.split_first() else { return };
        let mut steps = vec![Pen::Move(x(first.on), y(first.value))];
        let mut before = first.value;
        for rated in rest {
            steps.extend([Pen::Line(x(rated.on), y(before)), Pen::Line(x(rated.on), y(rated.value))]);
            before = rated.value;
        }
        steps.push(Pen::Line(end, y(before)));
        drawing.add(Look::Line, Shape::Path { steps });
        for rated in values {
            let says = format!("{}: {}", self.axis.says(self.language, rated.on), self.percent(rated));
            let note = Note { says, on: Some(rated.on), value: Some(rated.value) };
            drawing.add_noted(
                Look::PointWith,
                Shape::Circle { x: x(rated.on), y: y(rated.value), r: 4.2 },
                note,
            );
        }
        let last = values.last().unwrap_or(first);
        drawing.text(Look::LabelStrong, end + 6.0, y(last.value) + 4.0, Anchor::Start, &self.percent(last));
    }

    /// Writes what happened in each test; returns the lower edge.
    fn results(&self, drawing: &mut Drawing, tests: &[&BeliefTest], top: f64) -> f64 {
        let numbers = (0..tests.len()).map(|at| width(&self.number(at), TEXT_SIZE, false));
        let left = numbers.fold(0.0, f64::max) + 12.0;
        let mut y = top;
        for (at, test) in tests.iter().enumerate() {
            let says = if test.result.trim().is_empty() {
                say(self.language, "report.belief_open", &[])
            } else {
                test.result.clone()
            };
            drawing.text(Look::Label, 2.0, y + 16.0, Anchor::Start, &self.number(at));
            for line in wrapped(&says, Look::Words, drawing.width - left - 4.0, 3).lines {
                y += LINE;
                drawing.text(Look::Words, left + 2.0, y, Anchor::Start, &line);
            }
            y += 5.0;
        }
        y
    }

    fn description(&self, values: &[Rated], tests: &[&BeliefTest]) -> String {
        let day = |on: NaiveDate| self.axis.says(self.language, on);
        let mut said: Vec<_> = values
            .iter()
            .map(|rated| {
                let (date, label) = (day(rated.on), self.percent(rated));
                sentence(&say(self.language, "report.described_event", &[("date", &date), ("label", &label)]))
            })
            .collect();
        if said.is_empty() {
            said.push(say(self.language, "report.described_none", &[]));
        }
        said.extend(tests.iter().enumerate().map(|(at, test)| {
            let params = [("test", self.number(at)), ("date", day(test.on)), ("result", label(&test.result))];
            let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
            say(self.language, "report.belief_result", &params)
        }));
        said.join(" ")
    }

    fn table(&self, values: &[Rated], tests: &[&BeliefTest]) -> DataTable {
        let word = |key: &str| say(self.language, &format!("report.{key}"), &[]);
        let mut rows: Vec<(NaiveDate, Vec<String>)> = values
            .iter()
            .map(|rated| {
                let row = vec![
                    self.axis.says(self.language, rated.on),
                    self.percent(rated),
                    String::new(),
                    String::new(),
                ];
                (rated.on, row)
            })
            .collect();
        for test in tests {
            let has_no_test = |(on, row): &&mut (NaiveDate, Vec<String>)| {
                *on == test.on && row[2].is_empty() && row[3].is_empty()
            };
            let (name, result) = (test.test.clone(), test.result.clone());
            match rows.iter_mut().find(has_no_test) {
                Some((_, row)) => row.splice(2.., [name, result]).for_each(drop),
                None => {
                    rows.push((
                        test.on,
                        vec![self.axis.says(self.language, test.on), String::new(), name, result],
                    ));
                }
            }
        }
        rows.sort_by_key(|(on, _)| *on);
        let head = ["table_day", "table_belief", "table_test", "table_result"].map(word).to_vec();
        DataTable { head, rows: rows.into_iter().map(|(_, row)| row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn belief(width: f64) -> Belief {
        Belief {
            title: "If I do not see every detail, it will fail".into(),
            language: Language::En,
            width,
            values: vec![Rated { on: day(3, 20), value: 45.0 }, Rated { on: day(3, 4), value: 80.0 }],
            tests: vec![BeliefTest {
                on: day(3, 20),
                test: "for two weeks I ask only in the check-in".into(),
                result: "one, small, she told me first".into(),
            }],
            axis: TimeAxis::Dates,
        }
    }

    #[test]
    fn a_belief_holds_until_it_is_asked_again() {
        let chart = belief(360.0).chart();
        let line =
            chart.drawing.marks.iter().find(|mark| mark.look == Look::Line).expect("the steps are drawn");
        let Shape::Path { steps } = &line.shape else { panic!("steps are a path") };
        for pair in steps.windows(2) {
            let (Pen::Move(x, y) | Pen::Line(x, y)) = pair[0] else { panic!("straight") };
            let Pen::Line(next_x, next_y) = pair[1] else { panic!("straight") };
            assert!(x == next_x || y == next_y, "it runs level or steps, and never slopes");
        }
        assert_eq!(
            chart.description,
            "4 Mar: 80 %. 20 Mar: 45 %. Test 1 on 20 Mar: one, small, she told me first."
        );
        let row =
            ["20 Mar", "45 %", "for two weeks I ask only in the check-in", "one, small, she told me first"];
        assert_eq!(chart.table.rows[1], row);
    }

    #[test]
    fn it_stays_readable_whatever_it_is_told() {
        for width in [0.0, 240.0, 300.0, 650.0] {
            assert_readable(&belief(width).chart());
            for text in HOSTILE {
                let mut given = belief(width);
                let tests =
                    (1..=9).map(|on| BeliefTest { on: day(3, on), test: text.into(), result: text.into() });
                given.tests.extend(tests);
                given.values.extend([
                    Rated { on: day(3, 9), value: f64::NAN },
                    Rated { on: day(3, 9), value: 900.0 },
                ]);
                given.axis = TimeAxis::WeeksFrom(day(3, 2));
                assert_readable(&given.chart());
            }
            assert_readable(&Belief { values: vec![], tests: vec![], ..belief(width) }.chart());
        }
    }
}
