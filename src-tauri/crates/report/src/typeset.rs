//! Turns a document into the data its template reads.
//!
//! Everything a person wrote goes through [`crate::spelling`] here and leaves
//! as a JSON string; the template never sees it as source. What depends on
//! length is decided here too: which rows are short enough to stay whole, and
//! which headings are short enough to be one.

use inward_domain::lexicon::say;
use serde_json::{Value, json};

use crate::chart::Chart;
use crate::document::{
    Align, Block, Column, Document, Edge, KeyValue, MarkedValue, Orientation, Paper, Piece, Stamp, Table,
    Voice, Width,
};
use crate::drawing::{Anchor, Drawing, Face, Ink, Mark, Pen, Shape};
use crate::spelling::{Trust, breakable, line, printable};

/// Holds the longest text that is a heading and a bookmark; a longer one prints as a paragraph.
const LONGEST_HEADING: usize = 240;

/// Holds the longest description of a figure, in signs; PDF strings have an end.
const LONGEST_DESCRIPTION: usize = 3000;

/// Holds how many lines a row may have and still stay whole. A page has about 55.
const WHOLE_ROW_LINES: f64 = 28.0;

/// Holds how many lines a head may have and still be repeated; a longer one prints once, as a row.
const REPEATED_HEAD_LINES: f64 = 8.0;

/// Width of the text on upright A4 in signs of the smallest letters.
const SIGNS_A_LINE: f64 = 115.0;

/// Returns the template's data.
pub(crate) fn data(document: &Document, trust: Trust) -> Value {
    let mut setter = Setter { ink: paper_ink(document.ink), trust, depth: 0, is_in_section: false };
    let blocks = setter.blocks(&document.blocks);
    json!({
        "title": title(document, trust),
        "language": document.language.tag(),
        "paper": match document.paper { Paper::A4 => "a4", Paper::Letter => "us-letter" },
        "turned": document.orientation == Orientation::Turned,
        "header": line(&document.header, 120, trust),
        "stamp": document.stamp.map(|stamp| say(document.language, stamp.key(), &[])),
        "footer": line(&document.footer, 160, trust),
        "draft": say(document.language, Stamp::MyDraft.key(), &[]),
        "page_of": say(document.language, "report.page_of", &[]),
        "blocks": blocks,
    })
}

/// Returns the title for the properties; the format does not allow an empty one.
pub(crate) fn title(document: &Document, trust: Trust) -> String {
    let title = line(&document.title, LONGEST_HEADING, trust);
    if title.is_empty() { say(document.language, "report.untitled", &[]) } else { title }
}

/// The window's ink has no colours of its own, so paper takes the coloured one.
fn paper_ink(ink: Ink) -> Ink {
    if ink == Ink::Black { Ink::Black } else { Ink::Print }
}

struct Setter {
    ink: Ink,
    trust: Trust,
    /// The level of the last title, so that headings never skip one.
    depth: u8,
    /// Whether a section was opened since.
    is_in_section: bool,
}

impl Setter {
    fn blocks(&mut self, blocks: &[Block]) -> Value {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Eyebrow(text) => self.text("eyebrow", text),
            Block::Subtitle(text) => self.text("subtitle", text),
            Block::Small(text) => self.text("small", text),
            Block::Lead(text) => self.text("lead", text),
            Block::Title(text) => {
                self.depth = 1;
                self.is_in_section = false;
                self.heading("title", text, 1)
            }
            Block::Heading(text) => self.section(text),
            Block::Subheading(text) => {
                self.heading("subheading", text, self.depth + 1 + u8::from(self.is_in_section))
            }
            Block::Words { text, voice } => {
                json!({ "kind": "words", "voice": voice_word(*voice), "paragraphs": self.paragraphs(text) })
            }
            Block::KeyValues(rows) => self.key_values(rows),
            Block::MarkedValues(rows) => self.marked_values(rows),
            Block::Table(table) => self.table(table),
            Block::Figure { chart, caption } => self.figure(chart, caption.as_deref()),
            Block::Boxed { title, edge, blocks } => {
                let title = title.as_ref().map(|text| self.section(text));
                json!({ "kind": "boxed", "title": title, "dashed": *edge == Edge::Dashed,
                    "blocks": self.blocks(blocks) })
            }
            Block::Card { edge, blocks } => {
                json!({ "kind": "card", "dashed": *edge == Edge::Dashed, "blocks": self.blocks(blocks) })
            }
            Block::Columns(columns) => {
                let columns: Vec<_> = columns.iter().map(|blocks| self.blocks(blocks)).collect();
                json!({ "kind": "columns", "columns": columns })
            }
            Block::Together(blocks) => json!({ "kind": "together", "blocks": self.blocks(blocks) }),
            Block::List { items, voice, numbered } => {
                let items: Vec<_> = items.iter().map(|item| breakable(item, self.trust)).collect();
                json!({ "kind": "list", "voice": voice_word(*voice), "numbered": numbered, "items": items })
            }
            Block::Lines(count) => json!({ "kind": "lines", "count": count }),
            Block::PageBreak => json!({ "kind": "page_break" }),
        }
    }

    fn text(&self, kind: &str, text: &str) -> Value {
        json!({ "kind": kind, "text": breakable(text, self.trust) })
    }

    fn paragraphs(&self, text: &str) -> Vec<String> {
        let text = breakable(text, self.trust);
        let mut paragraphs: Vec<String> = vec![String::new()];
        for line in text.lines() {
            match paragraphs.last_mut() {
                Some(_) if line.trim().is_empty() => paragraphs.push(String::new()),
                Some(last) => {
                    if !last.is_empty() {
                        last.push('\n');
                    }
                    last.push_str(line);
                }
                None => {}
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }

    /// Opens a section; a text that is too long to be a heading opens none, so that no level is skipped below it.
    fn section(&mut self, text: &str) -> Value {
        self.is_in_section |= is_heading(text);
        self.heading("heading", text, self.depth + 1)
    }

    fn heading(&self, kind: &str, text: &str, level: u8) -> Value {
        let is_heading = is_heading(text);
        let kind = if is_heading { kind } else { "strong" };
        json!({ "kind": kind, "level": level, "text": breakable(text, self.trust) })
    }

    fn key_values(&self, rows: &[KeyValue]) -> Value {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "key": breakable(&row.key, self.trust),
                    "pieces": [{ "text": breakable(&row.value, self.trust), "marked": false }],
                    "voice": voice_word(row.voice),
                    "whole": is_short(&row.value, 0.75),
                })
            })
            .collect();
        json!({ "kind": "key_values", "rows": rows })
    }

    fn marked_values(&self, rows: &[MarkedValue]) -> Value {
        let piece =
            |piece: &Piece| json!({ "text": breakable(&piece.text, self.trust), "marked": piece.is_marked });
        let rows: Vec<_> = rows
            .iter()
            .map(|row| {
                let whole: String = row.pieces.iter().map(|piece| piece.text.as_str()).collect();
                json!({
                    "key": breakable(&row.key, self.trust),
                    "pieces": row.pieces.iter().map(piece).collect::<Vec<_>>(),
                    "voice": voice_word(row.voice),
                    "whole": is_short(&whole, 0.75),
                })
            })
            .collect();
        json!({ "kind": "key_values", "rows": rows })
    }

    fn table(&self, table: &Table) -> Value {
        if table.columns.is_empty() {
            return json!({ "kind": "nothing" });
        }
        let shares = shares(&table.columns);
        let columns: Vec<_> = table.columns.iter().map(|column| self.column(column)).collect();
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| {
                let cell = |at: usize| row.get(at).map(String::as_str).unwrap_or_default();
                let cells: Vec<_> =
                    (0..table.columns.len()).map(|at| breakable(cell(at), self.trust)).collect();
                let whole = (0..table.columns.len()).all(|at| is_short(cell(at), shares[at]));
                json!({ "cells": cells, "whole": whole })
            })
            .collect();
        let caption = table.caption.as_ref().map(|text| breakable(text, self.trust));
        let repeats = table
            .columns
            .iter()
            .zip(&shares)
            .all(|(column, share)| lines(&column.head, *share) <= REPEATED_HEAD_LINES);
        json!({ "kind": "table", "columns": columns, "rows": rows, "caption": caption, "repeats": repeats })
    }

    fn column(&self, column: &Column) -> Value {
        let width = match column.width {
            Width::Share(share) if share.is_finite() && 0.0 < share => json!(share),
            Width::Share(_) => json!(1.0),
            Width::Content => Value::Null,
        };
        let align = match column.align {
            Align::Start => "start",
            Align::Centre => "centre",
            Align::End => "end",
        };
        json!({ "head": breakable(&column.head, self.trust), "width": width, "align": align,
            "voice": voice_word(column.voice) })
    }

    fn figure(&self, chart: &Chart, caption: Option<&str>) -> Value {
        let description = format!("{}. {}", chart.title.trim_end_matches('.'), chart.description);
        json!({
            "kind": "figure",
            "alt": line(&description, LONGEST_DESCRIPTION, self.trust),
            "caption": caption.map(|text| breakable(text, self.trust)),
            "drawing": self.drawing(&chart.drawing),
        })
    }

    fn drawing(&self, drawing: &Drawing) -> Value {
        let marks: Vec<_> = drawing.marks.iter().map(|mark| self.mark(mark)).collect();
        json!({ "width": drawing.width, "height": drawing.height, "marks": marks })
    }

    fn mark(&self, mark: &Mark) -> Value {
        let style = mark.look.style(self.ink);
        let shape = match &mark.shape {
            Shape::Rect { x, y, w, h, r } => {
                json!({ "kind": "rect", "x": x, "y": y, "w": w, "h": h, "r": r })
            }
            Shape::Circle { x, y, r } => json!({ "kind": "circle", "x": x, "y": y, "r": r }),
            Shape::Path { steps } => {
                let steps: Vec<Vec<f64>> = steps
                    .iter()
                    .map(|step| match *step {
                        Pen::Move(x, y) => vec![0.0, x, y],
                        Pen::Line(x, y) => vec![1.0, x, y],
                        Pen::Curve(a, b, c, d, x, y) => vec![2.0, a, b, c, d, x, y],
                        Pen::Close => vec![3.0],
                    })
                    .collect();
                json!({ "kind": "path", "steps": steps })
            }
            Shape::Text { x, y, anchor, text } => {
                let shift = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => 0.5,
                    Anchor::End => 1.0,
                };
                json!({ "kind": "text", "x": x, "y": y, "shift": shift, "text": printable(text, self.trust) })
            }
        };
        let letters = mark.look.letters();
        json!({ "shape": shape, "fill": style.fill, "stroke": style.stroke, "width": style.width,
            "dash": style.dash, "size": letters.size, "strong": letters.face == Face::SansStrong,
            "serif": letters.face == Face::Serif })
    }
}

fn voice_word(voice: Voice) -> &'static str {
    match voice {
        Voice::Mine => "mine",
        Voice::Theirs => "theirs",
        Voice::Fact => "fact",
    }
}

/// Tells whether a text is short enough to be a heading and a bookmark.
fn is_heading(text: &str) -> bool {
    text.chars().count() <= LONGEST_HEADING && !text.trim().is_empty()
}

/// Returns which part of the width each column has, roughly; columns of figures count as narrow.
fn shares(columns: &[Column]) -> Vec<f64> {
    let of = |column: &Column| match column.width {
        Width::Share(share) if share.is_finite() && 0.0 < share => share,
        Width::Share(_) => 1.0,
        Width::Content => 0.0,
    };
    let figures = columns.iter().filter(|column| column.width == Width::Content).count() as f64;
    let left = (1.0 - figures * 0.1).max(0.2);
    let sum: f64 = columns.iter().map(of).sum::<f64>().max(f64::MIN_POSITIVE);
    columns.iter().map(|column| if of(column) == 0.0 { 0.1 } else { left * of(column) / sum }).collect()
}

/// Tells whether a text of a column this wide fits in a row that can stay whole.
fn is_short(text: &str, share: f64) -> bool {
    lines(text, share) <= WHOLE_ROW_LINES
}

/// Estimates how many lines a text takes in a column this wide, rather too many than too few.
fn lines(text: &str, share: f64) -> f64 {
    let a_line = (SIGNS_A_LINE * share).max(4.0);
    text.lines().map(|line| (line.chars().count() as f64 / a_line).ceil().max(1.0)).sum()
}
