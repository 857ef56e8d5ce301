//! The log as a calendar: a column a week, a row a day of the week.
//!
//! Done is filled, not done is open, what does not apply is hatched, and a day
//! without an entry is blank: it is unknown, and nothing is counted against it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use inward_domain::lexicon::{Language, say};
use inward_domain::period::monday;
use serde::{Deserialize, Serialize};

use super::legend::{self, Sign};
use super::words::{date, note, sentence};
use super::{Chart, DataTable};
use crate::drawing::{Anchor, Drawing, Look, Note, Shape, TEXT_SIZE};
use crate::fonts::width;

/// Holds what the calendar shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogCalendar {
    /// Says what was logged.
    pub title: String,
    /// The language of days and words.
    pub language: Language,
    /// The width it is drawn for, in units; at least 160.
    pub width: f64,
    /// The first day that is shown.
    pub from: NaiveDate,
    /// The last day that is shown; at most ten years after the first.
    pub to: NaiveDate,
    /// The days that have an entry or do not apply.
    pub days: Vec<LoggedDay>,
}

/// Holds a day of which something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedDay {
    /// The day.
    pub on: NaiveDate,
    /// What is known.
    pub state: DayState,
}

/// Tells what is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// It happened.
    Done,
    /// It did not.
    NotDone,
    /// It did not apply, such as on leave.
    NotApplicable,
}

impl DayState {
    const ALL: [DayState; 3] = [DayState::Done, DayState::NotDone, DayState::NotApplicable];

    fn key(self) -> &'static str {
        match self {
            DayState::Done => "report.done",
            DayState::NotDone => "report.not_done",
            DayState::NotApplicable => "report.calendar_off",
        }
    }
}

const SMALLEST: f64 = 11.0;
const LARGEST: f64 = 24.0;
/// Height of the line with the months.
const MONTHS: f64 = 18.0;
const NARROWEST: f64 = 160.0;
const LONGEST_DAYS: u64 = 3660;

impl LogCalendar {
    /// Draws the calendar.
    pub fn chart(&self) -> Chart {
        let known = self.known();
        Chart {
            title: self.title.clone(),
            description: self.description(&known),
            table: self.table(&known),
            drawing: self.drawing(&known),
        }
    }

    fn last(&self) -> NaiveDate {
        let most = self.from.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(self.from);
        self.to.min(most)
    }

    /// Returns the days that are shown and known; the last word on a day counts.
    fn known(&self) -> BTreeMap<NaiveDate, DayState> {
        let is_shown = |day: &&LoggedDay| self.from <= day.on && day.on <= self.last();
        self.days.iter().filter(is_shown).map(|day| (day.on, day.state)).collect()
    }

    /// Tells how many days of a week have a row: seven if something is known of a weekend.
    fn rows(known: &BTreeMap<NaiveDate, DayState>) -> u64 {
        let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if known.keys().any(is_weekend) { 7 } else { 5 }
    }

    fn weeks(&self) -> Vec<NaiveDate> {
        let first = monday(self.from);
        let last = self.last();
        first.iter_weeks().take_while(|monday| *monday <= last).collect()
    }

    fn weekday(&self, row: u64) -> String {
        say(self.language, &format!("report.weekday_{}", row + 1), &[])
    }

    fn word(&self, state: Option<&DayState>) -> String {
        say(self.language, state.map_or("report.calendar_unknown", |state| state.key()), &[])
    }

    fn drawing(&self, known: &BTreeMap<NaiveDate, DayState>) -> Drawing {
        let sheet = self.width.max(NARROWEST);
        let rows = Self::rows(known);
        let names = (0..rows).map(|row| width(&self.weekday(row), TEXT_SIZE, false));
        let left = names.fold(0.0, f64::max) + 9.0;
        let weeks = self.weeks();
        let cell = ((sheet - left) / weeks.len().max(1) as f64).clamp(SMALLEST, LARGEST);
        let across = (((sheet - left + 0.1) / cell).floor() as usize).max(1);
        // Long times go on below, in parts of about equal length.
        let parts = weeks.len().div_ceil(across).max(1);
        let across = weeks.len().div_ceil(parts).max(1);
        let mut drawing = Drawing::new(sheet, 0.0);
        let mut top = 0.0;
        for part in weeks.chunks(across) {
            self.part(&mut drawing, known, part, (left, top), cell);
            top += MONTHS + rows as f64 * cell + 12.0;
        }
        let below = (top - 6.0).max(0.0);
        drawing.height = legend::draw(&mut drawing, &self.signs(known), 0.0, below, TEXT_SIZE) + 4.0;
        drawing
    }

    /// Draws the weeks that stand beside each other.
    fn part(
        &self,
        drawing: &mut Drawing,
        known: &BTreeMap<NaiveDate, DayState>,
        weeks: &[NaiveDate],
        (left, top): (f64, f64),
        cell: f64,
    ) {
        let rows = Self::rows(known);
        for row in 0..rows {
            let base = top + MONTHS + (row as f64 + 0.5) * cell + 4.0;
            // Where rows are low, every other day is named.
            if 15.0 <= cell || row % 2 == 0 {
                drawing.text(Look::Label, 0.0, base, Anchor::Start, &self.weekday(row));
            }
        }
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
            for row in 0..rows {
                let Some(day) = monday.checked_add_days(Days::new(row)) else { continue };
                if self.from <= day && day <= self.last() {
                    self.day(drawing, day, known.get(&day), (x, top + MONTHS + row as f64 * cell), cell);
                }
            }
        }
    }

    fn day(
        &self,
        drawing: &mut Drawing,
        day: NaiveDate,
        state: Option<&DayState>,
        (x, y): (f64, f64),
        cell: f64,
    ) {
        let size = cell - 3.0;
        let ground = |edge: f64| Shape::Rect {
            x: x + edge,
            y: y + edge,
            w: size - 2.0 * edge,
            h: size - 2.0 * edge,
            r: 2.5,
        };
        let note = Note { says: note(self.language, day, &self.word(state)), on: Some(day), value: None };
        match state {
            Some(DayState::Done) => drawing.add_noted(Look::Done, ground(0.0), note),
            Some(DayState::NotDone) => drawing.add_noted(Look::NotDone, ground(0.8), note),
            Some(DayState::NotApplicable) => {
                drawing.add_noted(Look::Band, ground(0.0), note);
                drawing.hatch(x, y, size, size);
            }
            None => drawing.add_noted(Look::Band, ground(0.0), note),
        }
    }

    fn signs(&self, known: &BTreeMap<NaiveDate, DayState>) -> Vec<Sign> {
        let ground =
            |edge: f64| Shape::Rect { x: edge, y: edge, w: 12.0 - 2.0 * edge, h: 12.0 - 2.0 * edge, r: 2.5 };
        let mut signs: Vec<_> = DayState::ALL
            .into_iter()
            .filter(|state| known.values().any(|given| given == state))
            .map(|state| match state {
                DayState::Done => Sign::new(Look::Done, ground(0.0), 12.0, self.word(Some(&state))),
                DayState::NotDone => Sign::new(Look::NotDone, ground(0.8), 12.0, self.word(Some(&state))),
                DayState::NotApplicable => Sign::hatched(self.word(Some(&state))),
            })
            .collect();
        signs.push(Sign::new(Look::Band, ground(0.0), 12.0, self.word(None)));
        signs
    }

    fn description(&self, known: &BTreeMap<NaiveDate, DayState>) -> String {
        let span = (date(self.language, self.from), date(self.language, self.last()));
        let span = say(self.language, "report.described_span", &[("from", &span.0), ("to", &span.1)]);
        let counts = DayState::ALL.into_iter().filter_map(|state| {
            let n = known.values().filter(|given| **given == state).count();
            let params = [("n", n.to_string()), ("state", self.word(Some(&state)))];
            let params: Vec<_> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
            (0 < n).then(|| say(self.language, "report.calendar_count", &params))
        });
        let mut said = vec![span];
        let counts: Vec<_> = counts.collect();
        if !counts.is_empty() {
            said.push(sentence(&format!("{}.", counts.join("; "))));
        }
        said.push(say(self.language, "report.calendar_rest", &[]));
        said.join(" ")
    }

    fn table(&self, known: &BTreeMap<NaiveDate, DayState>) -> DataTable {
        let rows = Self::rows(known);
        let week = say(self.language, "report.table_week", &[]);
        let head = std::iter::once(week).chain((0..rows).map(|row| self.weekday(row))).collect();
        let weeks = self.weeks().into_iter().map(|monday| {
            let days = (0..rows).map(|row| {
                let day = monday.checked_add_days(Days::new(row));
                let is_shown = day.is_some_and(|day| self.from <= day && day <= self.last());
                if is_shown { self.word(day.and_then(|day| known.get(&day))) } else { String::new() }
            });
            std::iter::once(date(self.language, monday)).chain(days).collect()
        });
        DataTable { head, rows: weeks.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::checks::assert_readable;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn calendar(width: f64) -> LogCalendar {
        let logged = |on, state| LoggedDay { on, state };
        LogCalendar {
            title: "Daily check-in".into(),
            language: Language::En,
            width,
            from: day(2, 2),
            to: day(3, 27),
            days: vec![
                logged(day(2, 2), DayState::Done),
                logged(day(2, 3), DayState::Done),
                logged(day(2, 12), DayState::NotDone),
                logged(day(3, 2), DayState::NotApplicable),
            ],
        }
    }

    #[test]
    fn each_day_is_seen_and_told_by_its_state() {
        let chart = calendar(300.0).chart();
        let of =
            |look| chart.drawing.marks.iter().filter(|mark| mark.look == look && mark.note.is_some()).count();
        assert_eq!((of(Look::Done), of(Look::NotDone)), (2, 1));
        assert_eq!(of(Look::Band), 40 - 3, "eight weeks of five days; what is not known is blank");
        assert_eq!(
            chart.description,
            "From 2 Feb to 27 Mar. Done: 2 days; not done: 1 day; does not apply: 1 day. Other days are unknown."
        );
        assert_eq!(chart.table.rows[0], ["2 Feb", "done", "done", "unknown", "unknown", "unknown"]);
    }

    #[test]
    fn weekends_have_a_row_only_if_something_is_known_of_one() {
        let mut given = calendar(300.0);
        assert_eq!(given.chart().table.head.len(), 6);
        given.days.push(LoggedDay { on: day(2, 14), state: DayState::Done });
        assert_eq!(given.chart().table.head.len(), 8);
    }

    #[test]
    fn long_times_go_on_below_and_a_wrong_year_does_not_fill_the_memory() {
        for (width, from, to) in [
            (0.0, day(2, 2), day(2, 2)),
            (200.0, day(1, 1), day(12, 31)),
            (650.0, day(1, 1), day(12, 31)),
            (300.0, day(2, 2), day(1, 1)),
            (300.0, day(2, 2), NaiveDate::MAX),
            (300.0, NaiveDate::MIN, day(2, 2)),
        ] {
            let chart = LogCalendar { from, to, language: Language::De, ..calendar(width) }.chart();
            assert_readable(&chart);
            assert!(chart.drawing.marks.len() < 5000);
        }
    }
}
