//! Every text of a document, to be read or written anew: a copy of it is changed or checked in one place.
//!
//! What the template adds by itself (page numbers, the words of a stamp) is not among them.

use super::{Block, Document, Table};
use crate::chart::Chart;
use crate::drawing::Shape;

impl Document {
    /// Writes every text anew but the labels within drawings, which [`Document::rewrite_labels`] does.
    pub fn rewrite(&mut self, with: &mut dyn FnMut(&str) -> String) {
        let mut each = |text: &mut String| *text = with(text);
        [&mut self.title, &mut self.header, &mut self.footer].into_iter().for_each(&mut each);
        blocks(&mut self.blocks, &mut each);
    }

    /// Writes the labels within drawings anew; a drawing was laid out before, so they have the room they had.
    pub fn rewrite_labels(&mut self, with: &mut dyn FnMut(&str) -> String) {
        charts(&mut self.blocks, &mut |chart| {
            for mark in &mut chart.drawing.marks {
                if let Shape::Text { text, .. } = &mut mark.shape {
                    *text = with(text);
                }
            }
        });
    }

    /// Lists every text, also the labels within drawings.
    pub fn texts(&self) -> Vec<String> {
        let mut all = Vec::new();
        let mut note = |text: &str| {
            all.push(text.to_owned());
            text.to_owned()
        };
        let mut copy = self.clone();
        copy.rewrite(&mut note);
        copy.rewrite_labels(&mut note);
        all
    }
}

fn charts(all: &mut [Block], each: &mut dyn FnMut(&mut Chart)) {
    for block in all {
        match block {
            Block::Figure { chart, .. } => each(chart),
            Block::Boxed { blocks: inner, .. }
            | Block::Card { blocks: inner, .. }
            | Block::Together(inner) => {
                charts(inner, each);
            }
            Block::Columns(columns) => columns.iter_mut().for_each(|inner| charts(inner, each)),
            _ => {}
        }
    }
}

fn blocks(all: &mut [Block], each: &mut dyn FnMut(&mut String)) {
    all.iter_mut().for_each(|inner| block(inner, each));
}

fn block(one: &mut Block, each: &mut dyn FnMut(&mut String)) {
    match one {
        Block::Eyebrow(text)
        | Block::Title(text)
        | Block::Subtitle(text)
        | Block::Heading(text)
        | Block::Subheading(text)
        | Block::Lead(text)
        | Block::Small(text)
        | Block::Words { text, .. } => each(text),
        Block::KeyValues(pairs) => pairs.iter_mut().for_each(|pair| {
            each(&mut pair.key);
            each(&mut pair.value);
        }),
        Block::MarkedValues(pairs) => pairs.iter_mut().for_each(|pair| {
            each(&mut pair.key);
            pair.pieces.iter_mut().for_each(|piece| each(&mut piece.text));
        }),
        Block::Table(inner) => table(inner, each),
        Block::Figure { chart: inner, caption } => {
            chart(inner, each);
            caption.iter_mut().for_each(each);
        }
        Block::Boxed { title, blocks: inner, .. } => {
            title.iter_mut().for_each(&mut *each);
            blocks(inner, each);
        }
        Block::Card { blocks: inner, .. } | Block::Together(inner) => blocks(inner, each),
        Block::Columns(columns) => columns.iter_mut().for_each(|inner| blocks(inner, each)),
        Block::List { items, .. } => items.iter_mut().for_each(each),
        Block::Lines(_) | Block::PageBreak => {}
    }
}

fn table(table: &mut Table, each: &mut dyn FnMut(&mut String)) {
    table.columns.iter_mut().for_each(|column| each(&mut column.head));
    table.rows.iter_mut().flatten().for_each(&mut *each);
    table.caption.iter_mut().for_each(each);
}

fn chart(chart: &mut Chart, each: &mut dyn FnMut(&mut String)) {
    each(&mut chart.title);
    each(&mut chart.description);
    chart.table.head.iter_mut().for_each(&mut *each);
    chart.table.rows.iter_mut().flatten().for_each(&mut *each);
}

#[cfg(test)]
mod tests {
    use crate::document::Block;
    use crate::document::{Column, Document, Edge, KeyValue, Table, Voice};
    use inward_domain::lexicon::Language;

    #[test]
    fn no_text_of_a_document_is_left_out() {
        let on = "2026-03-30".parse().expect("a day");
        let mut document = Document::new("name in the title", Language::En, on);
        document.header = "name in the header".to_owned();
        document.footer = "name in the footer".to_owned();
        let words = |text: &str| Block::Words { text: text.to_owned(), voice: Voice::Mine };
        document.blocks = vec![
            Block::Title("name".to_owned()),
            Block::KeyValues(vec![KeyValue::fact("name as a key", "name as a value")]),
            Block::Table(Table {
                columns: vec![Column::fact("name as a head", 1.0)],
                rows: vec![vec!["name in a cell".to_owned()]],
                caption: Some("name below".to_owned()),
            }),
            Block::Boxed {
                title: Some("name of a box".to_owned()),
                edge: Edge::Solid,
                blocks: vec![Block::Columns(vec![
                    vec![words("name")],
                    vec![Block::Together(vec![words("name")])],
                ])],
            },
            Block::Card { edge: Edge::Dashed, blocks: vec![Block::Lead("name".to_owned())] },
            Block::List { items: vec!["name".to_owned()], voice: Voice::Fact, numbered: true },
        ];
        assert_eq!(document.texts().len(), 14);
        document.rewrite(&mut |text| text.replace("name", "-"));
        let left = serde_json::to_string(&document).expect("plain data");
        assert!(!left.contains("name "), "{left}");
        assert!(document.texts().iter().all(|text| !text.contains("name")), "{:?}", document.texts());
    }
}
