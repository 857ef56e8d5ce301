//! Charts: one drawing for the window and for paper, with a sentence and a table each.
//!
//! Rules they share: the whole scale from end to end, one mark a recorded day,
//! no line over days without a value, labels beside what they name before a
//! legend, text never smaller than 11 units. A chart is drawn for the width it
//! is given and never scaled.
//!
//! Deliberately not here: any number of evidence. Medians, trends and words
//! about them come in as they are to be shown.

pub mod evidence;

pub mod nap;

pub mod strength;

pub mod cycle;

pub mod map;

pub mod relationship;

pub mod belief;

pub mod pairs;

pub mod calendar;

pub mod weeks;

mod curve;

mod labels;

mod legend;

mod masts;

mod scale;

mod time;

mod words;

mod wrap;

#[cfg(test)]
mod checks;

use serde::{Deserialize, Serialize};

pub use scale::Scale;
pub use time::TimeAxis;

use crate::drawing::{Drawing, Ink};

/// Holds a finished chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Says what is drawn.
    pub title: String,
    /// Says in full sentences what can be seen in it.
    pub description: String,
    /// Holds the same values as rows, for "Show as table".
    pub table: DataTable,
    /// The drawing, for the width that was asked for.
    pub drawing: Drawing,
}

impl Chart {
    /// The width of the text on upright paper, in units.
    pub const PRINT_WIDTH: f64 = 650.0;

    /// The width of the text on turned paper, A4 or Letter, in units.
    pub const PRINT_TURNED_WIDTH: f64 = 895.0;

    /// The width of one of two columns on upright paper, in units.
    pub const PRINT_HALF_WIDTH: f64 = 310.0;

    /// Writes the drawing as an SVG element with `role="img"`, its title and description.
    pub fn svg(&self, ink: Ink) -> String {
        self.drawing.svg(ink, &self.title, &self.description)
    }
}

/// Holds the values of a chart as text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataTable {
    /// The words above the columns.
    pub head: Vec<String>,
    /// The rows, one text a column.
    pub rows: Vec<Vec<String>>,
}
