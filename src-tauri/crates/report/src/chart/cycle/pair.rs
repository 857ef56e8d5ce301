//! Two cycles to compare: how it was, and how it goes when I begin differently.

use inward_domain::lexicon::Language;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::{Cycle, NARROWEST, eight, ring, words};
use crate::chart::wrap::{fitted, wrapped};
use crate::chart::{Chart, legend};
use crate::drawing::{Anchor, Drawing, Look, TEXT_SIZE};

/// Holds two cycles that are drawn with every node at the same place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CyclePair {
    /// Says what is compared.
    pub title: String,
    /// The language of the legend.
    pub language: Language,
    /// The width both share, in units; from 848 on they stand side by side.
    pub width: f64,
    /// How it was; its own width is not used.
    pub before: Cycle,
    /// How it is, or could be.
    pub after: Cycle,
}

/// Between the two where they stand side by side.
const BETWEEN: f64 = 48.0;
/// The least width of each of two that stand side by side.
const LEAST_HALF: f64 = 400.0;

impl CyclePair {
    /// Draws both.
    pub fn chart(&self) -> Chart {
        let sheet = self.width.max(NARROWEST);
        let half = (sheet - BETWEEN) / 2.0;
        let is_side_by_side = LEAST_HALF <= half;
        let width = if is_side_by_side { half } else { sheet };
        let plans = self.plans(width);
        let mut drawing = Drawing::new(sheet, 0.0);
        let first = panel(&self.before, &plans[0], &mut drawing, 0.0, 0.0, width);
        let below = if is_side_by_side {
            let second = panel(&self.after, &plans[1], &mut drawing, half + BETWEEN, 0.0, width);
            let below = first.max(second);
            drawing.line(Look::Grid, (sheet / 2.0, 0.0), (sheet / 2.0, below));
            below
        } else {
            drawing.line(Look::Grid, (0.0, first + 20.0), (sheet, first + 20.0));
            panel(&self.after, &plans[1], &mut drawing, 0.0, first + 40.0, width)
        };
        let signs = words::signs(&[&self.before, &self.after]);
        drawing.height = legend::draw(&mut drawing, &signs, 2.0, below + 10.0, TEXT_SIZE) + 4.0;
        let said = [&self.before, &self.after]
            .map(|cycle| format!("{}: {}", cycle.title, words::description(cycle)));
        Chart {
            title: self.title.clone(),
            description: said.join(" "),
            table: words::table(&[&self.before, &self.after]),
            drawing,
        }
    }

    /// Plans both in the same bands.
    fn plans(&self, width: f64) -> [Plan; 2] {
        let cycles = [&self.before, &self.after];
        if cycles.iter().all(|cycle| cycle.is_eight()) {
            let bands = eight::bands(&self.before, width).holding(eight::bands(&self.after, width));
            return cycles.map(|cycle| eight::plan(cycle, width, bands));
        }
        cycles.map(|cycle| if cycle.is_eight() { cycle.plan(width) } else { ring::plan(cycle, width) })
    }
}

/// Draws one with its heading; returns its lower edge.
fn panel(cycle: &Cycle, plan: &Plan, drawing: &mut Drawing, x: f64, y: f64, width: f64) -> f64 {
    let name = fitted(&cycle.title, Look::Name, width);
    drawing.text(Look::Name, x, y + 13.0, Anchor::Start, &name);
    let said: Vec<_> = cycle.note.iter().cloned().chain([words::kind(cycle)]).collect();
    let mut below = y + 16.0;
    for line in wrapped(&said.join(" · "), Look::Label, width, 2).lines {
        below += 15.0;
        drawing.text(Look::Label, x, below, Anchor::Start, &line);
    }
    let mut half = Drawing::new(width, 0.0);
    let top = cycle.names(&mut half, 0.0, width, "");
    plan.draw(cycle, &mut half, 0.0, top);
    drawing.take(half, x, below + 14.0);
    below + 14.0 + top + plan.height
}
