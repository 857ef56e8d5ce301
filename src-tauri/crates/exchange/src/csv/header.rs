//! The first line: which columns there are and what separates them.

use inward_domain::experiment::MEASURES_MAX;
use inward_domain::text::LINE_MAX;

use super::cells::{Separator, split};
use super::write::without_guard;
use crate::problem::{FileProblem, quoted};

/// Names what a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// The day.
    Date,
    /// The phase's code.
    Phase,
    /// Whether the act happened.
    Checkin,
    /// Ratings of a measure, by its name.
    Measure(String),
}

impl Column {
    fn named(raw: &str) -> Column {
        let name = raw.trim();
        match name.to_lowercase().as_str() {
            "date" => Column::Date,
            "phase" => Column::Phase,
            "checkin" => Column::Checkin,
            _ => Column::Measure(without_guard(name).into_owned()),
        }
    }
}

/// Holds what the first line says.
#[derive(Debug)]
pub(super) struct Header {
    pub separator: Separator,
    pub columns: Vec<Column>,
}

impl Header {
    /// Reads the first line; `announced` is what a spreadsheet said before it.
    pub fn read(line: &str, announced: Option<Separator>) -> Result<Header, FileProblem> {
        if line.chars().any(|c| c.is_control() && c != '\t') {
            return Err(FileProblem::NotText);
        }
        let separator = announced.unwrap_or_else(|| likeliest(line));
        let mut names = split(line, separator).ok_or(FileProblem::HeaderQuote)?;
        while names.last().is_some_and(|name| name.trim().is_empty()) {
            names.pop();
        }
        let columns: Vec<Column> = names.iter().map(|name| Column::named(name)).collect();
        let header = Header { separator, columns };
        if !header.columns.contains(&Column::Date) {
            return Err(header.without_date(line));
        }
        header.check_names()?;
        Ok(header)
    }

    /// Returns the names of the columns with ratings.
    pub fn measures(&self) -> Vec<String> {
        self.columns
            .iter()
            .filter_map(|column| match column {
                Column::Measure(name) => Some(name.clone()),
                Column::Date | Column::Phase | Column::Checkin => None,
            })
            .collect()
    }

    fn without_date(&self, line: &str) -> FileProblem {
        let after = line.trim().to_lowercase().strip_prefix("date").and_then(|rest| rest.chars().next());
        match after {
            Some(found) if self.columns.len() == 1 && !found.is_alphanumeric() && found != '_' => {
                FileProblem::UnknownSeparator { found }
            }
            _ => FileProblem::NoDateColumn { found: quoted(line) },
        }
    }

    fn check_names(&self) -> Result<(), FileProblem> {
        for (index, column) in self.columns.iter().enumerate() {
            if self.columns[..index].contains(column) {
                return Err(FileProblem::DuplicateColumn { name: quoted(&shown(column)) });
            }
            if let Column::Measure(name) = column {
                if name.is_empty() {
                    return Err(FileProblem::UnnamedColumn { column: index + 1 });
                }
                if LINE_MAX < name.chars().count() {
                    return Err(FileProblem::ColumnNameTooLong { column: index + 1 });
                }
            }
        }
        let measures = self.measures();
        if MEASURES_MAX < measures.len() {
            return Err(FileProblem::TooManyMeasures {
                found: quoted(&measures.join(", ")),
                max: MEASURES_MAX,
            });
        }
        if measures.is_empty() && !self.columns.contains(&Column::Checkin) {
            return Err(FileProblem::NothingRated);
        }
        Ok(())
    }
}

fn shown(column: &Column) -> String {
    match column {
        Column::Date => "date".to_owned(),
        Column::Phase => "phase".to_owned(),
        Column::Checkin => "checkin".to_owned(),
        Column::Measure(name) => name.clone(),
    }
}

/// Returns the separator under which a column is called `date`, else the one that occurs most.
fn likeliest(line: &str) -> Separator {
    let gives_date = |s: &Separator| {
        split(line, *s).is_some_and(|names| names.iter().any(|n| Column::named(n) == Column::Date))
    };
    let count = |s: &Separator| line.matches(s.sign()).count();
    let by_date = Separator::ALL.into_iter().filter(gives_date).max_by_key(count);
    by_date.or_else(|| Separator::ALL.into_iter().rev().max_by_key(count)).unwrap_or(Separator::Comma)
}
