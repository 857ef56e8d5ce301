//! One line into its cells, and which sign separates them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names the sign between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
///
/// By hand, because the csv crate builds a machine for each reader, and each line is read alone here.
pub(crate) fn split(line: &str, separator: Separator) -> Option<Vec<String>> {
    if !line.contains('"') {
        return Some(line.split(separator.sign()).map(str::to_owned).collect());
    }
    if !line.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut is_quoted, mut is_at_start) = (false, true);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let was_at_start = std::mem::take(&mut is_at_start);
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' if is_quoted => is_quoted = false,
            '"' if was_at_start => is_quoted = true,
            sign if sign == separator.sign() && !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                is_at_start = true;
            }
            sign => cell.push(sign),
        }
    }
    cells.push(cell);
    (!is_quoted).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_split_as_the_csv_crate_splits_it(line in "[a\",; ]{0,24}") {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
            let record = reader.records().next().and_then(Result::ok);
            let expected: Vec<String> = record.iter().flatten().map(str::to_owned).collect();
            // An empty line is no record for that crate, and one empty cell here.
            if let Some(found) = split(&line, Separator::Comma).filter(|_| !line.trim().is_empty()) {
                prop_assert_eq!(found, expected);
            }
        }
    }
}
