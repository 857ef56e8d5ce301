//! Documents on paper and charts on screen, from plain data.
//!
//! A caller words a [`Document`] out of [`Block`]s and gets a tagged PDF ([`pdf`])
//! or the same pages as SVG for a preview ([`preview`]). Charts are drawn once,
//! in [`chart`], and used by the window and by the document alike.
//!
//! Deliberately not here: what a report says (that is `app`), numbers of
//! evidence (that is `domain`), names to be changed for a shared copy, files,
//! the clock, and any text of a person as Typst source: it travels as data only.
//!
//! Read in this order.

pub mod document;

pub mod drawing;

pub mod chart;

mod fonts;

mod spelling;

mod typeset;

mod world;

mod print;

pub use chart::{Chart, DataTable};
pub use document::{
    Align, Block, Column, Document, Edge, KeyValue, MarkedValue, Orientation, Paper, Piece, Stamp, Table,
    Voice, Width,
};
pub use drawing::{Drawing, Ink};
pub use print::{ReportError, Step, pdf, pdf_with, preview, preview_with};
