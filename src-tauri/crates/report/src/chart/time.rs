//! Days from left to right, each as wide as every other, and what stands below them.

use chrono::{Datelike, Days, NaiveDate};
use inward_domain::lexicon::{Language, say};
use inward_domain::period::monday;
use serde::{Deserialize, Serialize};

use super::words::date;
use crate::drawing::{Anchor, Drawing, Look, TEXT_SIZE};
use crate::fonts::width;

/// Tells what stands below the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeAxis {
    /// Dates, such as "2 Feb".
    Dates,
    /// Weeks counted from the week of a day, for a copy that tells no dates.
    WeeksFrom(NaiveDate),
}

impl TimeAxis {
    /// Says a day as the axis counts, such as "2 Feb" or "week 5".
    pub(crate) fn says(self, language: Language, day: NaiveDate) -> String {
        match self {
            TimeAxis::Dates => date(language, day),
            TimeAxis::WeeksFrom(first) => {
                let week = weeks_between(first, day) + 1;
                say(language, "report.time_week", &[("n", &week.to_string())])
            }
        }
    }
}

fn weeks_between(first: NaiveDate, day: NaiveDate) -> i64 {
    (monday(day) - monday(first)).num_days() / 7
}

/// Holds the days from the first to the last and the stretch they are spread over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    first: NaiveDate,
    last: NaiveDate,
    left: f64,
    step: f64,
}

impl Time {
    /// Spreads the days from the earliest to the latest of `days` over a width; none without days.
    pub(crate) fn spread(
        days: impl Iterator<Item = NaiveDate> + Clone,
        left: f64,
        width: f64,
    ) -> Option<Time> {
        let (first, last) = (days.clone().min()?, days.max()?);
        let count = (last - first).num_days() as f64 + 1.0;
        Some(Time { first, last, left, step: width / count })
    }

    /// Returns the width of a day.
    pub(crate) fn step(&self) -> f64 {
        self.step
    }

    /// Returns where a day begins.
    pub(crate) fn start(&self, day: NaiveDate) -> f64 {
        self.left + (day - self.first).num_days() as f64 * self.step
    }

    /// Returns the middle of a day.
    pub(crate) fn middle(&self, day: NaiveDate) -> f64 {
        self.start(day) + self.step / 2.0
    }

    /// Returns both edges of a stretch of days, or nothing if none of them is shown.
    pub(crate) fn edges(&self, from: NaiveDate, to: NaiveDate) -> Option<(f64, f64)> {
        let (from, to) = (from.max(self.first), to.min(self.last));
        (from <= to).then(|| (self.start(from), self.start(to) + self.step))
    }

    /// Writes dates or weeks on a base line, as many as have room.
    pub(crate) fn label(&self, drawing: &mut Drawing, axis: TimeAxis, language: Language, y: f64) {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut write = |x: f64, text: &str| {
            let wide = width(text, TEXT_SIZE, false);
            let x = x.clamp(0.0, (drawing.width - wide).max(0.0));
            if taken.iter().all(|(from, to)| x + wide + 8.0 <= *from || *to + 8.0 <= x) {
                taken.push((x, x + wide));
                drawing.text(Look::Label, x, y, Anchor::Start, text);
            }
        };
        match axis {
            TimeAxis::Dates => {
                for day in self.dates() {
                    let text = date(language, day);
                    let is_last = day == self.last && day != self.first;
                    let end = self.start(day) + self.step - width(&text, TEXT_SIZE, false);
                    write(if is_last { end } else { self.start(day) }, &text);
                }
            }
            TimeAxis::WeeksFrom(first) => {
                for (at, day) in self.mondays().enumerate() {
                    let week = (weeks_between(first, day) + 1).to_string();
                    let text =
                        if at == 0 { say(language, "report.time_week", &[("n", &week)]) } else { week };
                    // Under the middle of the week, where its value stands.
                    write(self.start(day) + 3.5 * self.step - width(&text, TEXT_SIZE, false) / 2.0, &text);
                }
            }
        }
    }

    /// Lists the days that may be named: both ends first, then the beginnings of months.
    fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        const MOST: usize = 240;
        let months = self.first.iter_days().take_while({
            let last = self.last;
            move |day| *day <= last
        });
        [self.first, self.last].into_iter().chain(months.filter(|day| day.day() == 1).take(MOST))
    }

    fn mondays(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        monday(self.first).iter_weeks().take_while(move |day| *day <= last)
    }
}

/// Returns the last day that is shown: ten years after the first, so that a wrong year cannot fill the memory.
pub(crate) fn latest_shown(days: impl Iterator<Item = NaiveDate>) -> NaiveDate {
    const LONGEST: Days = Days::new(3660);
    days.min().and_then(|first| first.checked_add_days(LONGEST)).unwrap_or(NaiveDate::MAX)
}
