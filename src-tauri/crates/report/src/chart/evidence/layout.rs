//! Where everything in an evidence chart stands.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use inward_domain::lexicon::say;

use super::days::Days;
use super::{Checks, Evidence, Phase, PhaseKind};
use crate::chart::labels::{self, Wanted};
use crate::chart::legend::{self, Sign};
use crate::chart::masts::{Mast, Masts};
use crate::chart::words::{date, label, note, value};
use crate::drawing::{Anchor, Drawing, Look, Note, Pen, Shape, diamond};
use crate::fonts::width;

/// Text size, in units; no text in a chart is smaller.
const TEXT: f64 = 11.0;
/// From one line of text to the next.
const LINE: f64 = 15.0;
/// Height of the scale.
const PLOT: f64 = 168.0;
/// Between the plot and the right edge.
const RIGHT: f64 = 10.0;
/// The narrowest sheet.
const NARROWEST: f64 = 240.0;

/// Holds the frame that all parts are drawn in.
struct Frame<'a> {
    evidence: &'a Evidence,
    scale: crate::chart::scale::Scale,
    days: Days,
    plot: Range<f64>,
    top: f64,
    bottom: f64,
}

pub(super) fn drawing(evidence: &Evidence) -> Drawing {
    let sheet = evidence.width.max(NARROWEST);
    let values = evidence.points.iter().map(|point| point.value);
    let ends = evidence.trend.iter().flat_map(|trend| [trend.from.value, trend.to.value]);
    let scale = evidence.scale.holding(values.chain(ends));
    let figures = scale.lines().into_iter().map(|at| width(&value(evidence.language, at), TEXT, false));
    let left = figures.fold(12.0, f64::max) + 12.0;
    let plot = left..sheet - RIGHT;
    let days = Days::spread(evidence, left, plot.end - plot.start);

    let masts = Masts::placed(masts(evidence, &days), sheet);
    let top = 10.0 + masts.height + 6.0;
    let frame = Frame { evidence, scale, days, plot, top, bottom: top + PLOT };

    let mut drawing = Drawing::new(sheet, 0.0);
    frame.grounds(&mut drawing);
    frame.scale_lines(&mut drawing);
    masts.draw_lines(&mut drawing, frame.top, frame.bottom);
    frame.stretch_names(&mut drawing);
    frame.medians(&mut drawing);
    frame.points(&mut drawing);
    masts.draw_labels(&mut drawing, frame.top);
    let below = frame.checks(&mut drawing);
    let below = frame.dates(&mut drawing, below);
    drawing.height = legend::draw(&mut drawing, &frame.signs(), 2.0, below, TEXT) + 4.0;
    drawing
}

/// Lists the starts of phases and the changes inside them.
fn masts(evidence: &Evidence, days: &Days) -> Vec<Mast> {
    let starts = evidence.phases.iter().enumerate().filter_map(|(at, phase)| {
        let (from, _) = days.edges(phase.from, phase.to)?;
        let median = phase.median.iter().map(|median| label(&median.label));
        let lines: Vec<_> = std::iter::once(label(&phase.label)).chain(median).collect();
        Some(if 0 < at { Mast::start(from, lines) } else { Mast::first(from, lines) })
    });
    let is_start = |day: NaiveDate| evidence.phases.iter().any(|phase| phase.from == day);
    let changes = evidence.events.iter().filter_map(|event| {
        let (from, to) = days.edges(event.on, event.on)?;
        let name = label(&event.label);
        Some(if is_start(event.on) {
            Mast::start(from, vec![name])
        } else {
            Mast::change((from + to) / 2.0, name)
        })
    });
    starts.chain(changes).collect()
}

impl Frame<'_> {
    fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.part(value) * (self.bottom - self.top)
    }

    fn grounds(&self, drawing: &mut Drawing) {
        for (at, phase) in self.evidence.phases.iter().enumerate() {
            let Some((from, to)) = self.days.edges(phase.from, phase.to) else { continue };
            let from = if at == 0 { from } else { from + 0.75 };
            drawing.rect(phase.kind.band(), from, self.top, (to - from).max(0.0), self.bottom - self.top);
        }
        for off in &self.evidence.not_counted {
            if let Some((from, to)) = self.days.edges(off.from, off.to) {
                drawing.hatch(from, self.top, to - from, self.bottom - self.top);
            }
        }
    }

    fn scale_lines(&self, drawing: &mut Drawing) {
        for at in self.scale.lines() {
            let y = self.y(at);
            let look = if at == self.scale.low { Look::Axis } else { Look::Grid };
            drawing.line(look, (self.plot.start, y), (self.plot.end, y));
            let figure = value(self.evidence.language, at);
            drawing.text(Look::Label, self.plot.start - 8.0, y + 4.0, Anchor::End, &figure);
        }
    }

    /// Names each stretch at its foot, higher where two would touch.
    fn stretch_names(&self, drawing: &mut Drawing) {
        let stretches: Vec<_> = self
            .evidence
            .not_counted
            .iter()
            .filter_map(|off| {
                let (from, to) = self.days.edges(off.from, off.to)?;
                let name = label(&off.name);
                let wide = width(&name, TEXT, false);
                let x = ((from + to - wide) / 2.0)
                    .clamp(self.plot.start, (self.plot.end - wide).max(self.plot.start));
                Some((name, Wanted { x, width: wide, lines: 1, mast: None }))
            })
            .collect();
        let wanted: Vec<_> = stretches.iter().map(|(_, wanted)| wanted.clone()).collect();
        let placed = labels::placed(&wanted, f64::INFINITY, 0.0);
        for ((name, wanted), at) in stretches.iter().zip(placed) {
            let y = self.bottom - 6.0 - at.row as f64 * LINE;
            drawing.rect(Look::Patch, at.x - 3.0, y - 10.5, wanted.width + 6.0, 14.0);
            drawing.text(Look::LabelSecond, at.x, y, Anchor::Start, name);
        }
    }

    fn medians(&self, drawing: &mut Drawing) {
        for phase in &self.evidence.phases {
            let (Some(median), Some((from, to))) = (&phase.median, self.days.edges(phase.from, phase.to))
            else {
                continue;
            };
            let y = self.y(median.value);
            drawing.line(phase.kind.median(), (from + 2.0, y), (to - 2.0, y));
        }
        let Some(trend) = &self.evidence.trend else { return };
        if let (Some(from), Some(to)) = (self.days.middle(trend.from.on), self.days.middle(trend.to.on)) {
            drawing.line(Look::Trend, (from, self.y(trend.from.value)), (to, self.y(trend.to.value)));
        }
    }

    /// Draws one mark for each rated day, smaller where days are many.
    fn points(&self, drawing: &mut Drawing) {
        let radius = (self.days.step() * 0.46).clamp(2.6, 4.2);
        for point in &self.evidence.points {
            let Some(x) = self.days.middle(point.on).filter(|_| point.value.is_finite()) else { continue };
            let kind = self.evidence.kind_of(point.on);
            let says = note(self.evidence.language, point.on, &value(self.evidence.language, point.value));
            let said = Note { says, on: Some(point.on), value: Some(point.value) };
            drawing.add_noted(kind.point(), point_shape(kind, x, self.y(point.value), radius), said);
        }
    }

    /// Draws the row that says whether the behaviour happened; returns the lower edge.
    fn checks(&self, drawing: &mut Drawing) -> f64 {
        let Some(checks) = self.evidence.checks.as_ref().filter(|checks| !checks.days.is_empty()) else {
            return self.bottom + 4.0;
        };
        let first =
            checks.days.iter().filter_map(|check| self.days.middle(check.on)).fold(f64::MAX, f64::min);
        let name = label(&checks.label);
        let wide = width(&name, TEXT, false);
        let has_room = self.plot.start + wide + 8.0 <= first;
        let y = if has_room { self.bottom + 10.0 } else { self.bottom + 22.0 };
        if has_room {
            drawing.text(Look::Label, first - 10.0, y + 8.0, Anchor::End, &name);
        } else {
            drawing.text(Look::Label, self.plot.start, self.bottom + 15.0, Anchor::Start, &name);
        }
        self.check_bars(drawing, checks, y);
        y + 8.0
    }

    fn check_bars(&self, drawing: &mut Drawing, checks: &Checks, y: f64) {
        let wide = (self.days.step() * 0.6).clamp(1.2, 5.2);
        for check in &checks.days {
            let Some(x) = self.days.middle(check.on) else { continue };
            let key = if check.done { "report.done" } else { "report.not_done" };
            let says = note(self.evidence.language, check.on, &say(self.evidence.language, key, &[]));
            let said = Note { says, on: Some(check.on), value: None };
            drawing.add_noted(check_look(check.done), check_shape(check.done, x, y, wide), said);
        }
    }

    /// Writes dates under the starts of phases and months where there is room; returns the lower edge.
    fn dates(&self, drawing: &mut Drawing, below: f64) -> f64 {
        let (Some(first), Some(last)) = (self.days.all().first(), self.days.all().last()) else {
            return below + 14.0;
        };
        let y = below + 18.0;
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let is_month = |pair: &[NaiveDate]| (pair[0].month() != pair[1].month()).then_some(pair[1]);
        let months = self.days.all().windows(2).filter_map(is_month);
        let starts = self.evidence.phases.iter().map(|phase| phase.from);
        let wished = [*first, *last].into_iter().chain(starts).chain(months);
        for day in wished {
            let Some((from, to)) = self.days.edges(day, day) else { continue };
            let text = date(self.evidence.language, day);
            let wide = width(&text, TEXT, false);
            let is_last = day == *last && day != *first;
            let x = if is_last { to - wide } else { from + 2.0 };
            if x + wide <= drawing.width && taken.iter().all(|(a, b)| x + wide + 8.0 <= *a || *b + 8.0 <= x) {
                taken.push((x, x + wide));
                drawing.text(Look::Label, x, y, Anchor::Start, &text);
            }
        }
        y + 6.0
    }

    fn signs(&self) -> Vec<Sign> {
        let word = |key: &str| say(self.evidence.language, key, &[]);
        let mut signs: Vec<Sign> = self.evidence.phases.iter().map(phase_sign).collect();
        if let Some(trend) = &self.evidence.trend {
            let steps = vec![Pen::Move(0.0, 6.0), Pen::Line(16.0, 6.0)];
            signs.push(Sign::new(Look::Trend, Shape::Path { steps }, 16.0, label(&trend.label)));
        }
        if self.evidence.checks.is_some() {
            for (done, key) in [(true, "report.done"), (false, "report.not_done")] {
                signs.push(Sign::new(check_look(done), check_shape(done, 3.0, 2.0, 5.2), 6.0, word(key)));
            }
        }
        if !self.evidence.not_counted.is_empty() {
            signs.push(Sign::hatched(word("report.not_counted")));
        }
        signs
    }
}

fn phase_sign(phase: &Phase) -> Sign {
    Sign::new(phase.kind.point(), point_shape(phase.kind, 5.0, 6.0, 4.2), 10.0, label(&phase.short))
}

/// Returns the shape of a rated day; a diamond is a little larger, to look as large as a circle.
pub(crate) fn point_shape(kind: PhaseKind, x: f64, y: f64, r: f64) -> Shape {
    match kind {
        PhaseKind::Before => Shape::Circle { x, y, r: (r - 0.8).max(1.0) },
        PhaseKind::Talk => diamond(x, y, r + 0.6),
        PhaseKind::With => Shape::Circle { x, y, r },
    }
}

fn check_look(done: bool) -> Look {
    if done { Look::Done } else { Look::NotDone }
}

/// Returns a bar; an open one is smaller by its edge, so that both look as large.
fn check_shape(done: bool, x: f64, y: f64, wide: f64) -> Shape {
    let edge = if done { 0.0 } else { 0.4 };
    Shape::Rect { x: x - wide / 2.0 + edge, y: y + edge, w: wide - 2.0 * edge, h: 8.0 - 2.0 * edge, r: 1.0 }
}
