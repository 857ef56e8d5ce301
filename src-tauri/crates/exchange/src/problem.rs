//! What can be wrong with a file or with one of its lines, as data.
//!
//! Each problem names the key of its sentence (`exchange.…`) and the figures
//! the sentence needs, as a refusal of the domain does. Files of other programs
//! have reasons of their own, [`Refused`] and [`Reason`].

mod foreign;

use std::fmt;

pub use foreign::{Reason, Refused};

/// Holds the figures of a sentence, by placeholder.
pub type Params = Vec<(&'static str, String)>;

/// The longest piece of a file that a sentence repeats, in characters.
const QUOTED_MAX: usize = 60;

/// Shortens what was found in a file, so that a sentence stays a sentence.
pub(crate) fn quoted(found: &str) -> String {
    let plain: String = found.chars().filter(|c| !c.is_control()).take(QUOTED_MAX + 1).collect();
    if plain.chars().count() <= QUOTED_MAX {
        return plain;
    }
    plain.chars().take(QUOTED_MAX).chain(['…']).collect()
}

/// States why a whole file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The file has no line with anything in it.
    Empty,
    /// The file is larger than this crate reads.
    TooLarge {
        /// The limit in MiB.
        max_mb: usize,
    },
    /// The table has more rows than this crate reads.
    TooManyRows {
        /// The limit.
        max: usize,
    },
    /// The bytes are not text, such as a picture or a spreadsheet file.
    NotText,
    /// No column is called `date`.
    NoDateColumn {
        /// The header as it was found.
        found: String,
    },
    /// The header is separated by something else than comma, semicolon or tab.
    UnknownSeparator {
        /// What separates it.
        found: char,
    },
    /// Two columns have the same name.
    DuplicateColumn {
        /// The name.
        name: String,
    },
    /// A column has no name.
    UnnamedColumn {
        /// Its place, from 1.
        column: usize,
    },
    /// A column's name is too long for a measure.
    ColumnNameTooLong {
        /// Its place, from 1.
        column: usize,
    },
    /// There are more columns with ratings than an experiment has measures.
    TooManyMeasures {
        /// The names found.
        found: String,
        /// The limit.
        max: usize,
    },
    /// There is a date, but neither a check-in nor a measure.
    NothingRated,
    /// A quotation mark of the header has no partner.
    HeaderQuote,
}

impl FileProblem {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            FileProblem::Empty => "exchange.empty",
            FileProblem::TooLarge { .. } => "exchange.too_large",
            FileProblem::TooManyRows { .. } => "exchange.too_many_rows",
            FileProblem::NotText => "exchange.not_text",
            FileProblem::NoDateColumn { .. } => "exchange.no_date_column",
            FileProblem::UnknownSeparator { .. } => "exchange.unknown_separator",
            FileProblem::DuplicateColumn { .. } => "exchange.duplicate_column",
            FileProblem::UnnamedColumn { .. } => "exchange.unnamed_column",
            FileProblem::ColumnNameTooLong { .. } => "exchange.column_name_too_long",
            FileProblem::TooManyMeasures { .. } => "exchange.too_many_measures",
            FileProblem::NothingRated => "exchange.nothing_rated",
            FileProblem::HeaderQuote => "exchange.header_quote",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            FileProblem::Empty
            | FileProblem::NotText
            | FileProblem::NothingRated
            | FileProblem::HeaderQuote => Vec::new(),
            FileProblem::TooLarge { max_mb } => vec![("max", max_mb.to_string())],
            FileProblem::TooManyRows { max } => vec![("max", max.to_string())],
            FileProblem::NoDateColumn { found } => vec![("found", found.clone())],
            FileProblem::UnknownSeparator { found } => vec![("found", found.to_string())],
            FileProblem::DuplicateColumn { name } => vec![("name", name.clone())],
            FileProblem::UnnamedColumn { column } | FileProblem::ColumnNameTooLong { column } => {
                vec![("column", column.to_string())]
            }
            FileProblem::TooManyMeasures { found, max } => {
                vec![("found", found.clone()), ("max", max.to_string())]
            }
        }
    }
}

/// States why one line cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineReason {
    /// The cell for the date is empty.
    NoDate,
    /// The date can be read as two different days.
    AmbiguousDate {
        /// What was found.
        found: String,
        /// Day before month.
        one: String,
        /// Month before day.
        other: String,
    },
    /// The date can be read in one way only, but is not written the way that never needs guessing.
    DateNotIso {
        /// What was found.
        found: String,
        /// The same day in ISO form.
        iso: String,
    },
    /// There is no such day.
    NotADate {
        /// What was found.
        found: String,
    },
    /// Another line is about the same day.
    DuplicateDate {
        /// The day.
        date: String,
        /// The other line's number, from 1.
        other: u64,
    },
    /// The check-in is none of the known words.
    UnknownCheckin {
        /// What was found.
        found: String,
    },
    /// A rating is not a number.
    NotANumber {
        /// The column's name.
        column: String,
        /// What was found.
        found: String,
    },
    /// The line has more cells than the header.
    TooManyCells {
        /// The header's count.
        expected: usize,
        /// The line's count.
        found: usize,
    },
    /// The line is separated by another sign than the header.
    OtherSeparator {
        /// The header's sign.
        expected: &'static str,
        /// The line's sign.
        found: &'static str,
    },
    /// A quotation mark has no partner.
    UnclosedQuote,
    /// The line holds a character that no text has, such as NUL.
    ControlCharacter,
    /// The line is longer than this crate reads.
    LineTooLong {
        /// The limit in MiB.
        max_mb: usize,
    },
    /// The name of the phase is too long.
    PhaseTooLong {
        /// The limit in characters.
        max: usize,
    },
    /// The phase has ended before: another one began in between.
    PhaseReturns {
        /// The phase of the line.
        phase: String,
        /// The phase that began in between.
        after: String,
    },
}

impl LineReason {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            LineReason::NoDate => "exchange.no_date",
            LineReason::AmbiguousDate { .. } => "exchange.ambiguous_date",
            LineReason::DateNotIso { .. } => "exchange.date_not_iso",
            LineReason::NotADate { .. } => "exchange.not_a_date",
            LineReason::DuplicateDate { .. } => "exchange.duplicate_date",
            LineReason::UnknownCheckin { .. } => "exchange.unknown_checkin",
            LineReason::NotANumber { .. } => "exchange.not_a_number",
            LineReason::TooManyCells { .. } => "exchange.too_many_cells",
            LineReason::OtherSeparator { .. } => "exchange.other_separator",
            LineReason::UnclosedQuote => "exchange.unclosed_quote",
            LineReason::ControlCharacter => "exchange.control_character",
            LineReason::LineTooLong { .. } => "exchange.line_too_long",
            LineReason::PhaseTooLong { .. } => "exchange.phase_too_long",
            LineReason::PhaseReturns { .. } => "exchange.phase_returns",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            LineReason::NoDate | LineReason::UnclosedQuote | LineReason::ControlCharacter => Vec::new(),
            LineReason::AmbiguousDate { found, one, other } => {
                vec![("found", found.clone()), ("one", one.clone()), ("other", other.clone())]
            }
            LineReason::DateNotIso { found, iso } => vec![("found", found.clone()), ("iso", iso.clone())],
            LineReason::NotADate { found } | LineReason::UnknownCheckin { found } => {
                vec![("found", found.clone())]
            }
            LineReason::DuplicateDate { date, other } => {
                vec![("date", date.clone()), ("other", other.to_string())]
            }
            LineReason::NotANumber { column, found } => {
                vec![("column", column.clone()), ("found", found.clone())]
            }
            LineReason::TooManyCells { expected, found } => {
                vec![("expected", expected.to_string()), ("found", found.to_string())]
            }
            LineReason::OtherSeparator { expected, found } => {
                vec![("expected", (*expected).to_owned()), ("found", (*found).to_owned())]
            }
            LineReason::LineTooLong { max_mb } => vec![("max", max_mb.to_string())],
            LineReason::PhaseTooLong { max } => vec![("max", max.to_string())],
            LineReason::PhaseReturns { phase, after } => {
                vec![("phase", phase.clone()), ("after", after.clone())]
            }
        }
    }
}

/// Holds a line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// Its number in the file, from 1.
    pub line: u64,
    /// Why.
    pub problem: LineReason,
}

/// States why a file is not taken as Inward's own JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonProblem {
    /// The file is larger than this crate reads.
    TooLarge {
        /// The limit in MiB.
        max_mb: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// The line where reading stopped, from 1.
        line: usize,
        /// The column where reading stopped, from 1.
        column: usize,
    },
    /// It is JSON, but not written by Inward.
    NotOurs,
    /// It was written by a newer Inward.
    Newer {
        /// Its version.
        found: u64,
        /// The newest version this one reads.
        known: u64,
    },
    /// It nests deeper than anything Inward writes.
    TooDeep {
        /// The limit.
        max: usize,
    },
    /// It lists more values than fit into memory.
    TooManyValues {
        /// The limit.
        max: usize,
    },
    /// A field cannot be read.
    Field {
        /// Its path, such as `people[0].display_name`.
        path: String,
        /// Why, in the parser's words or as a refusal of the domain.
        why: String,
    },
    /// A field is not one that this version writes, and reading on would lose it.
    UnknownField {
        /// Its path.
        path: String,
    },
    /// Two rows carry the same id, or two logs are about the same day.
    Twice {
        /// The path of the second.
        path: String,
    },
    /// A rating lies outside its measure's scale, or belongs to no measure of its experiment.
    Rating {
        /// Its path.
        path: String,
    },
}

impl JsonProblem {
    /// Returns the key of the sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            JsonProblem::TooLarge { .. } => "exchange.too_large",
            JsonProblem::NotJson { .. } => "exchange.json.not_json",
            JsonProblem::NotOurs => "exchange.json.not_ours",
            JsonProblem::Newer { .. } => "exchange.json.newer",
            JsonProblem::TooDeep { .. } => "exchange.json.too_deep",
            JsonProblem::TooManyValues { .. } => "exchange.json.too_many_values",
            JsonProblem::Field { .. } => "exchange.json.field",
            JsonProblem::UnknownField { .. } => "exchange.json.unknown_field",
            JsonProblem::Twice { .. } => "exchange.json.twice",
            JsonProblem::Rating { .. } => "exchange.json.rating",
        }
    }

    /// Returns the figures of the sentence, by placeholder.
    pub fn params(&self) -> Params {
        match self {
            JsonProblem::NotOurs => Vec::new(),
            JsonProblem::TooLarge { max_mb } => vec![("max", max_mb.to_string())],
            JsonProblem::NotJson { line, column } => {
                vec![("line", line.to_string()), ("column", column.to_string())]
            }
            JsonProblem::Newer { found, known } => {
                vec![("found", found.to_string()), ("known", known.to_string())]
            }
            JsonProblem::TooDeep { max } | JsonProblem::TooManyValues { max } => {
                vec![("max", max.to_string())]
            }
            JsonProblem::Field { path, why } => vec![("path", path.clone()), ("why", why.clone())],
            JsonProblem::UnknownField { path }
            | JsonProblem::Twice { path }
            | JsonProblem::Rating { path } => vec![("path", path.clone())],
        }
    }
}

fn by_key(f: &mut fmt::Formatter<'_>, key: &str, params: Params) -> fmt::Result {
    f.write_str(key)?;
    params.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
}

macro_rules! shown_by_key {
    ($($name:ident),*) => {$(
        /// Writes `key name=value …`, for logs of a developer; people read the catalogue's sentence.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                by_key(f, self.key(), self.params())
            }
        }

        impl std::error::Error for $name {}
    )*};
}

shown_by_key!(FileProblem, LineReason, JsonProblem);
