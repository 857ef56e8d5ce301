//! Weeks at a glance: a column a week, a lane for each thing that was done or counted.
//!
//! A bar that has a frame fills with the share of the days on which something
//! applied; a bar without one is as high as its count, beside the highest of
//! its lane. A week of which nothing is known is blank, and lanes are never
//! added up or held against each other.

use chrono::{Datelike, Days, NaiveDate};
use inward_domain::lexicon::{Language, say};
use inward_domain::period::monday;
use serde::{Deserialize, Serialize};

use super::words::{date, label};
use super::wrap::fitted;
use super::{Chart, DataTable};
use crate::drawing::{Anchor, Drawing, Look, Note, Shape, TEXT_SIZE};
use crate::fonts::width;

/// Holds what the weeks show, already worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weeks {
    /// Says which time is shown.
    pub title: String,
    /// The language of days and words.
    pub language: Language,
    /// The width it is drawn for, in units; at least 240.
    pub width: f64,
    /// The first day that is shown.
    pub from: NaiveDate,
    /// The last day that is shown; at most ten years after the first.
    pub to: NaiveDate,
    /// What is shown of each week, from the top.
    pub lanes: Vec<Lane>,
}

/// Holds what is shown of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Says what it is.
    pub label: String,
    /// What is known, in any order; the last word on a week counts.
    pub weeks: Vec<WeekAmount>,
}

/// Tells how much a week had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekAmount {
    /// Any day of the week.
    pub week: NaiveDate,
    /// How often it happened.
    pub n: u32,
    /// On how many days it applied, where that is counted.
    pub of: Option<u32>,
}

const NARROWEST: f64 = 240.0;
const LONGEST_DAYS: u64 = 3660;
/// A column is never narrower than two figures and the gap beside them.
const SMALLEST: f64 = 17.0;
const LARGEST: f64 = 44.0;
/// Height of the line with the months.
const MONTHS: f64 = 18.0;
/// Height of a full bar.
const BAR: f64 = 16.0;
const WIDEST_BAR: f64 = 16.0;
/// Height of a lane: a figure, a bar and the space below it.
const LANE: f64 = 40.0;

impl Weeks {
    /// Draws the weeks.
    pub fn chart(&self) -> Chart {
        Chart {
            title: self.title.clone(),
            description: self.description(),
            table: self.table(),
            drawing: self.drawing(),
        }
    }

    fn mondays(&self) -> Vec<NaiveDate> {
        let most = self.from.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(self.from);
        let last = self.to.min(most).max(self.from);
        monday(self.from).iter_weeks().take_while(|day| *day <= last).collect()
    }

    fn drawing(&self) -> Drawing {
        let sheet = self.width.max(NARROWEST);
        let widest = self.lanes.iter().map(|lane| width(&label(&lane.label), TEXT_SIZE, false));
        let left = widest.fold(0.0, f64::max).min(sheet * 0.34) + 12.0;
        let weeks = self.mondays();
        let cell = ((sheet - left) / weeks.len().max(1) as f64).clamp(SMALLEST, LARGEST);
        let across = (((sheet - left + 0.1) / cell).floor() as usize).max(1);
        // A long time goes on below, in parts of about equal length.
        let parts = weeks.len().div_ceil(across).max(1);
        let across = weeks.len().div_ceil(parts).max(1);
        let mut drawing = Drawing::new(sheet, 0.0);
        let mut top = 0.0;
        for part in weeks.chunks(across) {
            self.part(&mut drawing, part, (left, top), cell);
            top += MONTHS + self.lanes.len() as f64 * LANE + 14.0;
        }
        drawing.height = (top - 14.0).max(MONTHS);
        drawing
    }

    /// Draws the weeks that stand beside each other.
    fn part(&self, drawing: &mut Drawing, weeks: &[NaiveDate], (left, top): (f64, f64), cell: f64) {
        let mut free = 0.0;
        for (column, monday) in weeks.iter().enumerate() {
            let x = left + column as f64 * cell;
            let begins =
                (0..7).filter_map(|n| monday.checked_add_days(Days::new(n))).find(|day| day.day() == 1);
            if let Some(month) = begins.or((column == 0).then_some(*monday)) {
                let text = say(self.language, &format!("report.month_{}", month.month()), &[]);
                let wide = width(&text, TEXT_SIZE, false);
                if free <= x && x + wide <= drawing.width {
                    drawing.text(Look::Label, x, top + 11.0, Anchor::Start, &text);
                    free = x + wide + 6.0;
                }
            }
        }
        let right = left + weeks.len() as f64 * cell;
        for (row, lane) in self.lanes.iter().enumerate() {
            let foot = top + MONTHS + row as f64 * LANE + 14.0 + BAR;
            let name = fitted(&label(&lane.label), Look::LabelSecond, left - 12.0);
            drawing.text(Look::LabelSecond, 0.0, foot - 3.0, Anchor::Start, &name);
            drawing.line(Look::Grid, (left, foot), (right, foot));
            let highest = lane.weeks.iter().map(|amount| amount.n).max().unwrap_or_default().max(1);
            for (column, week) in weeks.iter().enumerate() {
                if let Some(amount) = lane.of(*week) {
                    let x = left + column as f64 * cell;
                    self.amount(drawing, amount, highest, (x, foot), cell);
                }
            }
        }
    }

    fn amount(
        &self,
        drawing: &mut Drawing,
        amount: &WeekAmount,
        highest: u32,
        (x, foot): (f64, f64),
        cell: f64,
    ) {
        let wide = (cell - 5.0).min(WIDEST_BAR);
        let says = format!("{}: {}", date(self.language, monday(amount.week)), self.says(amount));
        let note = || Note { says: says.clone(), on: Some(monday(amount.week)), value: None };
        let bar = |h: f64| Shape::Rect { x, y: foot - h, w: wide, h, r: 1.0 };
        let share = f64::from(amount.n) / f64::from(amount.of.unwrap_or(highest).max(1));
        let high = (share.clamp(0.0, 1.0) * BAR).max(if amount.n == 0 { 0.0 } else { 2.0 });
        if amount.of.is_some() {
            let frame = Shape::Rect { x: x + 0.5, y: foot - BAR, w: wide - 1.0, h: BAR, r: 1.0 };
            drawing.add_noted(Look::NotDone, frame, note());
        }
        if 0.0 < high {
            drawing.add_noted(Look::Done, bar(high), note());
        }
        let above = if amount.of.is_some() { BAR } else { high };
        let full = amount.of.map(|of| format!("{}/{of}", amount.n));
        let figures = [full, Some(amount.n.to_string())];
        let fits = |text: &String| width(text, TEXT_SIZE, false) <= cell - 3.0;
        if let Some(text) = figures.into_iter().flatten().find(fits) {
            drawing.text(Look::Label, x, foot - above - 4.0, Anchor::Start, &text);
        }
    }

    fn says(&self, amount: &WeekAmount) -> String {
        let n = amount.n.to_string();
        match amount.of {
            Some(of) => say(self.language, "report.weeks_of", &[("n", &n), ("of", &of.to_string())]),
            None => n,
        }
    }

    fn description(&self) -> String {
        let weeks = self.mondays();
        let (from, to) = (date(self.language, self.from), date(self.language, self.to));
        let mut said = vec![say(self.language, "report.described_span", &[("from", &from), ("to", &to)])];
        for lane in &self.lanes {
            let known = || weeks.iter().filter_map(|week| lane.of(*week));
            let sum =
                |part: fn(&WeekAmount) -> u32| known().map(|amount| u64::from(part(amount))).sum::<u64>();
            let (n, of) = (sum(|amount| amount.n).to_string(), sum(|amount| amount.of.unwrap_or_default()));
            let name = label(&lane.label);
            said.push(if 0 < of {
                let params = [("label", name.as_str()), ("n", &n), ("of", &of.to_string())];
                say(self.language, "report.weeks_share", &params)
            } else {
                say(self.language, "report.weeks_count", &[("label", &name), ("n", &n)])
            });
        }
        said.join(" ")
    }

    fn table(&self) -> DataTable {
        let week = say(self.language, "report.table_week", &[]);
        let head = std::iter::once(week).chain(self.lanes.iter().map(|lane| label(&lane.label))).collect();
        let rows = self.mondays().into_iter().map(|monday| {
            let amounts =
                self.lanes.iter().map(|lane| lane.of(monday).map(|a| self.says(a)).unwrap_or_default());
            std::iter::once(date(self.language, monday)).chain(amounts).collect()
        });
        DataTable { head, rows: rows.collect() }
    }
}

impl Lane {
    fn of(&self, week: NaiveDate) -> Option<&WeekAmount> {
        self.weeks.iter().rev().find(|amount| monday(amount.week) == week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn weeks(width: f64) -> Weeks {
        let share = |week, n, of| WeekAmount { week, n, of: Some(of) };
        let count = |week, n| WeekAmount { week, n, of: None };
        let lanes = vec![
            Lane {
                label: "Daily check-in".into(),
                weeks: vec![share(day(2, 2), 5, 5), share(day(2, 9), 3, 5), share(day(2, 16), 0, 3)],
            },
            Lane { label: "We spoke".into(), weeks: vec![count(day(1, 22), 1), count(day(2, 11), 12)] },
        ];
        let (from, to) = (day(1, 5), day(3, 27));
        Weeks { title: "Weeks at a glance".into(), language: Language::En, width, from, to, lanes }
    }

    #[test]
    fn each_week_is_seen_and_told_and_an_unknown_one_is_blank() {
        let chart = weeks(650.0).chart();
        let of = |look| chart.drawing.marks.iter().filter(|m| m.look == look && m.note.is_some()).count();
        assert_eq!(
            (of(Look::NotDone), of(Look::Done)),
            (3, 4),
            "three frames, and nothing fills the empty one"
        );
        assert_eq!(
            chart.description,
            "From 5 Jan to 27 Mar. Daily check-in: 8 of 13 days. We spoke: 13 in all."
        );
        assert_eq!(chart.table.rows.len(), 12);
        assert_eq!(chart.table.rows[5], ["9 Feb", "3 of 5", "12"], "any day names its week");
        assert_eq!(chart.table.rows[3], ["26 Jan", "", ""]);
    }

    #[test]
    fn a_year_goes_on_below_and_a_wrong_one_does_not_fill_the_memory() {
        for (width, from, to) in [
            (0.0, day(2, 2), day(2, 2)),
            (650.0, day(1, 1), day(12, 31)),
            (300.0, day(2, 2), day(1, 1)),
            (300.0, day(2, 2), NaiveDate::MAX),
            (300.0, NaiveDate::MIN, day(2, 2)),
        ] {
            let chart = Weeks { from, to, language: Language::De, ..weeks(width) }.chart();
            assert_readable(&chart);
            assert!(chart.drawing.marks.len() < 5000);
        }
    }

    #[test]
    fn hostile_names_stay_names() {
        for text in HOSTILE {
            let mut given = weeks(480.0);
            given.title = text.into();
            given.lanes.iter_mut().for_each(|lane| lane.label = text.into());
            assert_readable(&given.chart());
        }
        assert_readable(&Weeks { lanes: Vec::new(), ..weeks(300.0) }.chart());
    }
}
