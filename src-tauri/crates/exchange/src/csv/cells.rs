//! One line into its cells, and which sign separates them.

use std::fmt;

/// Names the sign between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// All of them, the likeliest first.
    pub const ALL: [Separator; 3] = [Separator::Comma, Separator::Semicolon, Separator::Tab];

    /// Returns the sign.
    pub fn sign(self) -> char {
        match self {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
            Separator::Tab => '\t',
        }
    }

    /// Returns the sign as it can be seen in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Separator::Comma => ",",
            Separator::Semicolon => ";",
            Separator::Tab => "TAB",
        }
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Returns the separator that a spreadsheet announces in a first line such as `sep=;`.
pub(crate) fn announced(line: &str) -> Option<Separator> {
    let sign = line.trim_matches(['"', ' ']).strip_prefix("sep=")?;
    Separator::ALL.into_iter().find(|s| sign.chars().eq([s.sign()]))
}

/// Splits a line; `None` when a quotation mark has no partner.
pub(crate) fn split(line: &str, separator: Separator) -> Option<Vec<String>> {
    if !line.contains('"') {
        return Some(line.split(separator.sign()).map(str::to_owned).collect());
    }
    if !line.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.sign() as u8)
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}
