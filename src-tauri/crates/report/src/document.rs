//! The words, tables and figures of a report, in order, as plain data.
//!
//! A new kind of report is only a new list of blocks; nothing here knows what a
//! goal or a person is. Looks (sizes, lines, margins) live in the one template,
//! and page breaks are its work: a block only says what belongs together.

mod texts;

use chrono::NaiveDate;
use inward_domain::lexicon::Language;
use serde::{Deserialize, Serialize};

use crate::chart::Chart;
use crate::drawing::Ink;

/// Holds everything one report prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Names the document in its properties and in the reader's title bar; it is not printed by itself.
    pub title: String,
    /// Sets the language that is read aloud and hyphenated, and that of page numbers and stamps.
    pub language: Language,
    /// Sets the size of the sheet.
    pub paper: Paper,
    /// Turns the sheet.
    pub orientation: Orientation,
    /// Stands at the top left of each page; one line, cut at 120 characters.
    pub header: String,
    /// Stands at the top right of each page.
    pub stamp: Option<Stamp>,
    /// Stands at the bottom left of each page; one line, cut at 160 characters.
    pub footer: String,
    /// Goes into the properties as the day of making, because the archive format asks for one.
    ///
    /// It is not printed. A copy with changed names gives a day that tells nothing, such as 1 January.
    pub made_on: NaiveDate,
    /// Prints charts in colour, or in black only with every shape and dash kept.
    pub ink: Ink,
    /// Holds what is printed, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Starts an empty upright A4 document in colour, without header, footer and stamp.
    pub fn new(title: impl Into<String>, language: Language, made_on: NaiveDate) -> Document {
        Document {
            title: title.into(),
            language,
            paper: Paper::A4,
            orientation: Orientation::Upright,
            header: String::new(),
            stamp: None,
            footer: String::new(),
            made_on,
            ink: Ink::Print,
            blocks: Vec::new(),
        }
    }
}

/// Names the size of the sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

/// Tells which side of the sheet is up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// The short side is up.
    #[default]
    Upright,
    /// The long side is up, for a drawing that is wider than high.
    Turned,
}

/// Says in a frame on each page what may be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stamp {
    /// Real names; not for forwarding.
    Confidential,
    /// A copy with changed names in which readable names may be left.
    NotCleared,
    /// Not agreed by both.
    MyDraft,
}

impl Stamp {
    /// Returns the key of its word in the catalogue.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Stamp::Confidential => "report.stamp_confidential",
            Stamp::NotCleared => "report.stamp_not_cleared",
            Stamp::MyDraft => "report.stamp_my_draft",
        }
    }
}

/// Tells whose words a text is, which decides its letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// My own words: serif.
    Mine,
    /// The other person's words: serif italic, with a rule beside a paragraph.
    Theirs,
    /// What the application says: sans serif.
    #[default]
    Fact,
}

/// Holds one piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", content = "value", rename_all = "snake_case")]
pub enum Block {
    /// Says in small letters above the title where this belongs.
    Eyebrow(String),
    /// Says what the document, or the next part of it, is about.
    Title(String),
    /// Says in small letters below the title who and when.
    Subtitle(String),
    /// Opens a section and stays with what follows.
    Heading(String),
    /// Opens a part of a section, such as one entry of many, and stays with what follows.
    Subheading(String),
    /// Prints a text; blank lines part paragraphs.
    Words {
        /// The text.
        text: String,
        /// Whose words they are.
        voice: Voice,
    },
    /// Prints my own words large, such as the success picture.
    Lead(String),
    /// Prints pairs of a label and a text, one a line.
    KeyValues(Vec<KeyValue>),
    /// Prints pairs of a label and a text of which some words are marked.
    MarkedValues(Vec<MarkedValue>),
    /// Prints a table whose head repeats on each page and whose rows stay whole.
    Table(Table),
    /// Prints a chart with its description for readers who do not see it.
    Figure {
        /// The chart; the best width is [`Chart::PRINT_WIDTH`], on turned paper [`Chart::PRINT_TURNED_WIDTH`].
        chart: Chart,
        /// Stands below it in small letters.
        caption: Option<String>,
    },
    /// Prints a frame round blocks that stay together.
    Boxed {
        /// Stands in the frame as its heading.
        title: Option<String>,
        /// Solid, or dashed for what is only guessed or not agreed.
        edge: Edge,
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// Prints a postcard-sized card (148 × 105 mm) to cut out, its blocks in the middle.
    Card {
        /// Dashed while it is not agreed; it then carries the words "My draft" behind its text.
        edge: Edge,
        /// What is on it.
        blocks: Vec<Block>,
    },
    /// Prints groups of blocks side by side, all of one width.
    Columns(Vec<Vec<Block>>),
    /// Keeps blocks on one page if a page can hold them, such as an entry and its heading.
    Together(Vec<Block>),
    /// Prints points, one a line.
    List {
        /// The points.
        items: Vec<String>,
        /// Whose words they are.
        voice: Voice,
        /// Numbers them.
        numbered: bool,
    },
    /// Prints small grey letters: a note, a limit, a source.
    Small(String),
    /// Prints empty lines to write on by hand.
    Lines(u8),
    /// Starts a new page.
    PageBreak,
}

/// Tells how a frame is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// Known, told or agreed.
    #[default]
    Solid,
    /// Guessed, or not agreed.
    Dashed,
}

/// Holds a label and what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyValue {
    /// The label.
    pub key: String,
    /// The text.
    pub value: String,
    /// Whose words the text is.
    pub voice: Voice,
}

impl KeyValue {
    /// Makes a pair whose value is the application's own.
    pub fn fact(key: impl Into<String>, value: impl Into<String>) -> KeyValue {
        KeyValue { key: key.into(), value: value.into(), voice: Voice::Fact }
    }

    /// Makes a pair whose value is my own words.
    pub fn mine(key: impl Into<String>, value: impl Into<String>) -> KeyValue {
        KeyValue { key: key.into(), value: value.into(), voice: Voice::Mine }
    }

    /// Makes a pair whose value is the other person's words.
    pub fn theirs(key: impl Into<String>, value: impl Into<String>) -> KeyValue {
        KeyValue { key: key.into(), value: value.into(), voice: Voice::Theirs }
    }
}

/// Holds a label and what is said of it, with marks in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MarkedValue {
    /// The label.
    pub key: String,
    /// The text, piece by piece.
    pub pieces: Vec<Piece>,
    /// Whose words the text is.
    pub voice: Voice,
}

/// Holds a piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Underlines it with dots; what the mark means is said beside it in words.
    pub is_marked: bool,
}

/// Holds a table: one text a cell.
///
/// A row that is shorter than the head is filled with empty cells, a longer one is cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom.
    pub rows: Vec<Vec<String>>,
    /// Stands below the table in small letters.
    pub caption: Option<String>,
}

/// Holds the head of a column and how its cells are set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The word above it.
    pub head: String,
    /// Its share of the width.
    pub width: Width,
    /// Where its text stands.
    pub align: Align,
    /// Whose words are in it.
    pub voice: Voice,
}

impl Column {
    /// Makes a column of facts with a share of the width.
    pub fn fact(head: impl Into<String>, share: f64) -> Column {
        Column { head: head.into(), width: Width::Share(share), align: Align::Start, voice: Voice::Fact }
    }

    /// Makes a column of my own words with a share of the width.
    pub fn mine(head: impl Into<String>, share: f64) -> Column {
        Column { voice: Voice::Mine, ..Column::fact(head, share) }
    }

    /// Makes a column of the other person's words with a share of the width.
    pub fn theirs(head: impl Into<String>, share: f64) -> Column {
        Column { voice: Voice::Theirs, ..Column::fact(head, share) }
    }

    /// Makes a column of short figures, as wide as they need and set to the right.
    pub fn figures(head: impl Into<String>) -> Column {
        Column { head: head.into(), width: Width::Content, align: Align::End, voice: Voice::Fact }
    }
}

/// Tells how wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// As wide as its longest text; for short figures and dates.
    Content,
    /// A part of what is left, in proportion to the other shares; above 0.
    Share(f64),
}

/// Tells where the text of a column stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the side where reading starts.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the other side; for figures.
    End,
}
