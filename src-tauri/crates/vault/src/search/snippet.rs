//! From a passage with signs around the found words to plain text and ranges.
//!
//! The signs are control characters, which no text of the domain can hold.

use super::Mark;

/// Stands before a found word.
pub(super) const OPENS: char = '\u{1}';
/// Stands after a found word.
pub(super) const CLOSES: char = '\u{2}';

/// Takes the signs out and says where they stood, counted in characters.
pub(super) fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let (mut position, mut start) = (0, 0);
    for c in marked.chars() {
        match c {
            OPENS => start = position,
            CLOSES => marks.push(Mark { start, length: position - start }),
            other => {
                text.push(other);
                position += 1;
            }
        }
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_characters_not_bytes() {
        let (text, marks) = unmark("é \u{1}שלום\u{2}, \u{1}ja\u{2}");
        assert_eq!(text, "é שלום, ja");
        assert_eq!(marks, [Mark { start: 2, length: 4 }, Mark { start: 8, length: 2 }]);
    }
}
