//! The work together over time: one mark a value, no line over what was not rated.
//!
//! Below it, on the same days, what else was counted: interruptions as bars,
//! the sums of the other person's pulse as squares.
//!
//! Deliberately not here: any judgement of a person, and the medians themselves.

mod words;

use chrono::{Days, NaiveDate};
use inward_domain::lexicon::Language;
use serde::{Deserialize, Serialize};

use super::evidence::{Event, Rated, Stretch};
use super::masts::{Mast, Masts};
use super::time::{Time, TimeAxis, latest_shown};
use super::words::{label, value};
use super::{Chart, Scale};
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape, TEXT_SIZE};
use crate::fonts::width;

/// Holds what the chart shows, already worded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relationship {
    /// Says what was rated and how the values were made, such as "weekly median".
    pub title: String,
    /// The language of dates and of the description.
    pub language: Language,
    /// The width it is drawn for, in units; at least 240.
    pub width: f64,
    /// The whole scale, such as 0–10.
    pub scale: Scale,
    /// The values, in any order; each on the first day that it stands for.
    pub values: Vec<Rated>,
    /// How many days a value stands for: 1 for daily ones, 7 for weekly ones.
    ///
    /// A line joins two values only if nothing is missing between them.
    pub every_days: u64,
    /// What stands below the days.
    pub axis: TimeAxis,
    /// What began on a day, such as a phase: solid lines.
    pub phases: Vec<Event>,
    /// Other events: dotted lines.
    pub events: Vec<Event>,
    /// Stretches that do not count, such as leave.
    pub not_counted: Vec<Stretch>,
    /// Interruptions, or whatever else is counted.
    pub interruptions: Option<Strip>,
    /// The sums of the other person's pulse.
    pub pulse: Option<Strip>,
}

/// Holds a row of values below the chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strip {
    /// Says what it is, and "fewer is better" where that is so.
    pub label: String,
    /// The whole scale.
    pub scale: Scale,
    /// The values, each on the first day that it stands for.
    pub values: Vec<Rated>,
}

/// Height of the scale.
const PLOT: f64 = 168.0;
/// Height of the values of a strip.
const STRIP: f64 = 34.0;
/// The narrowest sheet.
const NARROWEST: f64 = 240.0;

impl Relationship {
    /// Draws the chart.
    pub fn chart(&self) -> Chart {
        Chart {
            title: self.title.clone(),
            description: words::description(self),
            table: words::table(self),
            drawing: self.drawing(),
        }
    }

    fn drawing(&self) -> Drawing {
        let sheet = self.width.max(NARROWEST);
        let scale = self.scale.holding(self.values.iter().map(|rated| rated.value));
        let figures = scale.lines().into_iter().map(|at| width(&value(self.language, at), TEXT_SIZE, false));
        let left = figures.fold(12.0, f64::max) + 12.0;
        let mut drawing = Drawing::new(sheet, 0.0);
        let Some(time) = self.time(left, sheet - left - 26.0) else {
            Frame { given: self, scale, time: None, left, top: 10.0 }.scale_lines(&mut drawing);
            drawing.height = 10.0 + PLOT + 24.0;
            return drawing;
        };
        let masts = Masts::placed(self.masts(&time), sheet);
        let frame = Frame { given: self, scale, time: Some(time), left, top: 16.0 + masts.height };
        frame.stretches(&mut drawing);
        frame.scale_lines(&mut drawing);
        masts.draw_lines(&mut drawing, frame.top, frame.top + PLOT);
        let figures = frame.values(&mut drawing, &time);
        frame.stretch_names(&mut drawing, figures);
        masts.draw_labels(&mut drawing, frame.top);
        let mut below = frame.top + PLOT;
        if let Some(strip) = &self.interruptions {
            below = frame.strip(&mut drawing, &time, strip, below, bar);
        }
        if let Some(strip) = &self.pulse {
            below = frame.strip(&mut drawing, &time, strip, below, square);
        }
        time.label(&mut drawing, self.axis, self.language, below + 20.0);
        drawing.height = below + 28.0;
        drawing
    }

    /// Lists the values that can be drawn, from the first day to the last.
    fn drawn(&self, values: &[Rated]) -> Vec<Rated> {
        let latest = latest_shown(self.values.iter().map(|rated| rated.on));
        let mut drawn: Vec<_> =
            values.iter().copied().filter(|rated| rated.value.is_finite() && rated.on <= latest).collect();
        drawn.sort_by_key(|rated| rated.on);
        drawn
    }

    fn last_day(&self, on: NaiveDate) -> NaiveDate {
        on.checked_add_days(Days::new(self.every_days.clamp(1, 366) - 1)).unwrap_or(on)
    }

    fn time(&self, left: f64, width: f64) -> Option<Time> {
        let strips = [&self.interruptions, &self.pulse].into_iter().flatten().flat_map(|strip| &strip.values);
        let all: Vec<_> = self.values.iter().chain(strips).copied().collect();
        let days = self.drawn(&all).into_iter().flat_map(|rated| [rated.on, self.last_day(rated.on)]);
        Time::spread(days.collect::<Vec<_>>().into_iter(), left, width)
    }

    fn masts(&self, time: &Time) -> Vec<Mast> {
        let shown = |event: &&Event| time.edges(event.on, event.on).is_some();
        let phases = self.phases.iter().filter(shown);
        let phases = phases.map(|event| Mast::start(time.start(event.on), vec![label(&event.label)]));
        let events = self.events.iter().filter(shown);
        phases.chain(events.map(|event| Mast::change(time.middle(event.on), label(&event.label)))).collect()
    }

    /// Returns where a value stands: in the middle of the days it stands for.
    fn x(&self, time: &Time, on: NaiveDate) -> f64 {
        (time.start(on) + time.start(self.last_day(on)) + time.step()) / 2.0
    }
}

struct Frame<'a> {
    given: &'a Relationship,
    scale: Scale,
    time: Option<Time>,
    left: f64,
    top: f64,
}

impl Frame<'_> {
    fn y(&self, value: f64) -> f64 {
        self.top + (1.0 - self.scale.part(value)) * PLOT
    }

    fn right(&self, drawing: &Drawing) -> f64 {
        drawing.width - 26.0
    }

    fn scale_lines(&self, drawing: &mut Drawing) {
        let right = self.right(drawing);
        for at in self.scale.lines() {
            let look = if at == self.scale.low { Look::Axis } else { Look::Grid };
            drawing.line(look, (self.left, self.y(at)), (right, self.y(at)));
            let figure = value(self.given.language, at);
            drawing.text(Look::Label, self.left - 8.0, self.y(at) + 4.0, Anchor::End, &figure);
        }
    }

    fn edges(&self, off: &Stretch) -> Option<(f64, f64)> {
        self.time.and_then(|time| time.edges(off.from, off.to))
    }

    fn stretches(&self, drawing: &mut Drawing) {
        for (from, to) in self.given.not_counted.iter().filter_map(|off| self.edges(off)) {
            drawing.hatch(from, self.top, to - from, PLOT);
        }
    }

    /// Names each stretch at its foot where there is room; the description names all.
    fn stretch_names(&self, drawing: &mut Drawing, figures: Vec<(f64, f64)>) {
        let foot = self.top + PLOT - 24.0;
        let mut taken: Vec<(f64, f64)> =
            figures.into_iter().filter(|(_, y)| foot < *y).map(|(x, _)| (x - 12.0, x + 12.0)).collect();
        for off in &self.given.not_counted {
            let Some((from, to)) = self.edges(off) else { continue };
            let name = label(&off.name);
            let wide = width(&name, TEXT_SIZE, false);
            let most = (self.right(drawing) - wide).max(self.left);
            let x = ((from + to - wide) / 2.0).clamp(self.left, most);
            let is_free = taken.iter().all(|(a, b)| x + wide + 6.0 <= *a || *b + 6.0 <= x);
            if name.is_empty() || !is_free || drawing.width < x + wide {
                continue;
            }
            taken.push((x, x + wide));
            let y = self.top + PLOT - 6.0;
            drawing.patch(x - 3.0, y - 10.5, wide + 6.0, 14.0);
            drawing.text(Look::LabelSecond, x, y, Anchor::Start, &name);
        }
    }

    /// Draws the values and joins those that follow each other; returns where the first and last say their figure.
    fn values(&self, drawing: &mut Drawing, time: &Time) -> Vec<(f64, f64)> {
        let values = self.given.drawn(&self.given.values);
        let place = |rated: &Rated| (self.given.x(time, rated.on), self.y(rated.value));
        for pair in values.windows(2) {
            let apart = (pair[1].on - pair[0].on).num_days();
            if apart <= self.given.every_days.clamp(1, 366) as i64 {
                drawing.line(Look::Line, place(&pair[0]), place(&pair[1]));
            }
        }
        let apart = time.step() * self.given.every_days as f64;
        let r = (apart * 0.3).clamp(2.6, 4.2);
        for rated in &values {
            let (x, y) = place(rated);
            drawing.add_noted(Look::PointWith, Shape::Circle { x, y, r }, self.note(rated));
        }
        let figure = |rated: &Rated| value(self.given.language, rated.value);
        let mut figures = Vec::new();
        if let Some(first) = values.first().filter(|_| 1 < values.len()) {
            let (x, y) = place(first);
            let base = if y - 10.0 < self.top + 6.0 { y + 18.0 } else { y - 9.0 };
            drawing.text(Look::LabelStrong, x, base, Anchor::Middle, &figure(first));
            figures.push((x, base));
        }
        if let Some(last) = values.last() {
            let (x, y) = place(last);
            drawing.text(Look::LabelStrong, x + 9.0, y + 4.0, Anchor::Start, &figure(last));
            figures.push((x + 15.0, y + 4.0));
        }
        figures
    }

    fn note(&self, rated: &Rated) -> Note {
        let on = self.given.axis.says(self.given.language, rated.on);
        let says = format!("{on}: {}", value(self.given.language, rated.value));
        Note { says, on: Some(rated.on), value: Some(rated.value) }
    }

    /// Draws a row of values with their figures; returns the lower edge.
    fn strip(
        &self,
        drawing: &mut Drawing,
        time: &Time,
        strip: &Strip,
        above: f64,
        shape: fn(f64, f64, f64, f64) -> (Look, Shape),
    ) -> f64 {
        let values = self.given.drawn(&strip.values);
        let scale = strip.scale.holding(values.iter().map(|rated| rated.value));
        let name = super::wrap::fitted(&label(&strip.label), Look::LabelSecond, drawing.width - self.left);
        drawing.text(Look::LabelSecond, self.left, above + 24.0, Anchor::Start, &name);
        let (top, base) = (above + 44.0, above + 44.0 + STRIP);
        drawing.line(Look::Axis, (self.left, base), (self.right(drawing), base));
        let wide = (time.step() * self.given.every_days as f64 * 0.5).clamp(2.0, 12.0);
        let mut taken = f64::NEG_INFINITY;
        for rated in &values {
            let x = self.given.x(time, rated.on);
            let y = base - scale.part(rated.value) * (base - top);
            let (look, drawn) = shape(x, y, base, wide);
            drawing.add_noted(look, drawn, self.note(rated));
            let figure = value(self.given.language, rated.value);
            let half = width(&figure, TEXT_SIZE, false) / 2.0;
            if taken + 3.0 <= x - half {
                drawing.text(Look::Label, x, y - 7.0, Anchor::Middle, &figure);
                taken = x + half;
            }
        }
        base
    }
}

/// Makes a bar from the foot of the strip; a zero is a thin line, so that it differs from nothing.
fn bar(x: f64, y: f64, base: f64, wide: f64) -> (Look, Shape) {
    (
        Look::Fill,
        Shape::Rect { x: x - wide / 2.0, y: y.min(base - 1.5), w: wide, h: (base - y).max(1.5), r: 0.5 },
    )
}

/// Makes a square at the value, for what the other person said.
fn square(x: f64, y: f64, base: f64, _wide: f64) -> (Look, Shape) {
    let (r, y) = (4.0, y.min(base));
    let steps = vec![
        Pen::Move(x - r, y - r),
        Pen::Line(x + r, y - r),
        Pen::Line(x + r, y + r),
        Pen::Line(x - r, y + r),
        Pen::Close,
    ];
    (Look::PointTheirs, Shape::Path { steps })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::checks::{HOSTILE, assert_readable};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn weekly(width: f64, values: &[(NaiveDate, f64)]) -> Relationship {
        Relationship {
            title: "Working with Tatiana".into(),
            language: Language::En,
            width,
            scale: Scale::new(0.0, 10.0),
            values: values.iter().map(|(on, value)| Rated { on: *on, value: *value }).collect(),
            every_days: 7,
            axis: TimeAxis::Dates,
            phases: vec![],
            events: vec![],
            not_counted: vec![],
            interruptions: None,
            pulse: None,
        }
    }

    #[test]
    fn no_line_runs_over_a_week_without_a_value() {
        let values = [(day(1, 5), 3.0), (day(1, 12), 4.0), (day(1, 26), 5.0), (day(1, 19), f64::NAN)];
        let chart = weekly(400.0, &values).chart();
        let of = |look| chart.drawing.marks.iter().filter(|mark| mark.look == look).count();
        assert_eq!((of(Look::PointWith), of(Look::Line)), (3, 1));
        assert_eq!(chart.description, "From 5 Jan to 26 Jan: 3, 4, none, 5.");
    }

    #[test]
    fn a_copy_without_dates_counts_weeks() {
        let mut given = weekly(400.0, &[(day(1, 5), 3.0), (day(2, 2), 6.0)]);
        given.axis = TimeAxis::WeeksFrom(day(1, 7));
        let chart = given.chart();
        assert_eq!(chart.table.rows[1], ["week 5", "6", ""]);
        assert!(!format!("{} {:?}", chart.description, chart.table).contains("Jan"), "no date is told");
    }

    #[test]
    fn many_values_are_told_by_their_ends_and_extremes() {
        let days: Vec<_> = (0..60u64).map(|n| (day(1, 5) + Days::new(n), (n % 8) as f64)).collect();
        let given = Relationship { every_days: 1, ..weekly(400.0, &days) };
        assert!(given.chart().description.contains("first 0, last 3, lowest 0, highest 7"));
    }

    #[test]
    fn it_stays_readable_whatever_it_is_told() {
        for width in [0.0, 240.0, 320.0, 700.0] {
            assert_readable(&weekly(width, &[]).chart());
            for text in HOSTILE {
                let strip = |low: f64| Strip {
                    label: text.into(),
                    scale: Scale::new(0.0, 5.0),
                    values: (1..28).map(|n| Rated { on: day(1, n), value: low + f64::from(n % 9) }).collect(),
                };
                let event = |on: u32| Event { on: day(1, on), label: text.into() };
                let mut given = weekly(width, &[(day(1, 1), 0.0), (day(1, 30), 0.0), (day(2, 6), 99.0)]);
                given.every_days = 0;
                given.phases = vec![event(1), event(20), event(30)];
                given.events = vec![event(2), event(3), event(29)];
                given.not_counted = vec![Stretch { from: day(1, 1), to: day(1, 3), name: text.into() }];
                (given.interruptions, given.pulse) = (Some(strip(0.0)), Some(strip(-3.0)));
                assert_readable(&given.chart());
                given.values.push(Rated { on: NaiveDate::MAX, value: 5.0 });
                given.values.push(Rated { on: day(1, 8), value: f64::INFINITY });
                assert_readable(&given.chart());
            }
        }
    }
}
