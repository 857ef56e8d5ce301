//! Breaks a text into lines of a width, evenly, and shortens what is too long.

use crate::drawing::Look;
use crate::fonts::width_of;
use crate::spelling::is_joined;

/// Holds lines of text and how wide the widest is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wrapped {
    /// The lines from top to bottom; none is empty.
    pub(crate) lines: Vec<String>,
    /// The width of the widest, in units.
    pub(crate) width: f64,
}

/// Breaks a text into at most `most` lines that are no wider than `room`.
///
/// The lines are made about equally long, because a short last line looks like a leftover.
/// What does not fit ends with an ellipsis; the whole text stands in the table of the chart.
pub(crate) fn wrapped(text: &str, look: Look, room: f64, most: usize) -> Wrapped {
    let words = pieces(text, look, room);
    let mut lines = broken(&words, look, room);
    if most < lines.len() {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = ended(last, look, room);
        }
    } else {
        lines = evenly(&words, look, room, lines);
    }
    let width = lines.iter().map(|line| width_of(line, look)).fold(0.0, f64::max);
    Wrapped { lines, width }
}

/// Returns a text on one line that is no wider than `room`.
pub(crate) fn fitted(text: &str, look: Look, room: f64) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width_of(&text, look) <= room { text } else { ended(&text, look, room) }
}

/// Cuts signs from the end until an ellipsis fits.
fn ended(text: &str, look: Look, room: f64) -> String {
    let mut kept: Vec<char> = text.chars().collect();
    loop {
        let line =
            format!("{}…", kept.iter().collect::<String>().trim_end_matches([' ', ',', '.', ';', '-']));
        if kept.is_empty() || width_of(&line, look) <= room {
            return line;
        }
        // An accent goes with its letter.
        while kept.pop().is_some_and(is_joined) {}
    }
}

/// Returns the words; one that is wider than a line is parted.
fn pieces(text: &str, look: Look, room: f64) -> Vec<String> {
    /// Longer texts are cut before they are measured; no chart shows so much.
    const MOST: usize = 400;
    let text: String = text.chars().take(MOST).collect();
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let mut piece = String::new();
        for sign in word.chars() {
            let is_full = room < width_of(&piece, look) + width_of(&format!("{sign}-"), look);
            if is_full && !piece.is_empty() && !is_joined(sign) && room < width_of(word, look) {
                let hyphen = if sign.is_alphanumeric() { "-" } else { "" };
                pieces.push(std::mem::take(&mut piece) + hyphen);
            }
            piece.push(sign);
        }
        pieces.push(piece);
    }
    pieces
}

/// Fills line after line.
fn broken(words: &[String], look: Look, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} {word}"), look) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

/// Breaks again with the least room that needs no further line.
fn evenly(words: &[String], look: Look, room: f64, lines: Vec<String>) -> Vec<String> {
    const STEP: f64 = 4.0;
    let widest = words.iter().map(|word| width_of(word, look)).fold(0.0, f64::max);
    let (mut best, mut narrower) = (lines, room - STEP);
    while widest <= narrower {
        let lines = broken(words, look, narrower);
        if best.len() < lines.len() {
            break;
        }
        (best, narrower) = (lines, narrower - STEP);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("fear", &["fear"])]
    #[case("he goes behind me", &["he goes", "behind me"])]
    #[case("he wants to get rid of me", &["he wants to", "get rid of me"])]
    #[case("  many \n spaces\t", &["many spaces"])]
    #[case("", &[])]
    fn lines_are_about_equally_long(#[case] text: &str, #[case] lines: &[&str]) {
        assert_eq!(wrapped(text, Look::Words, 92.0, 3).lines, lines);
    }

    #[rstest]
    #[case("a text of far more than three lines that goes on and on and never comes to its end")]
    #[case("Rechtsschutzversicherungsgesellschaftsangestellte sagen nichts")]
    #[case("\u{301}\u{301}e\u{301} \u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}")]
    #[case("</text><script>alert(1)</script></text></svg>")]
    fn no_line_is_wider_than_its_room_and_none_is_added(#[case] text: &str) {
        for room in [40.0, 70.0, 108.0, 300.0] {
            let wrapped = wrapped(text, Look::Words, room, 3);
            assert!(wrapped.lines.len() <= 3 && wrapped.width <= room, "{wrapped:?} in {room}");
        }
    }

    #[test]
    fn what_is_shortened_ends_with_an_ellipsis() {
        let wrapped = wrapped(&"one word after another ".repeat(9), Look::Words, 100.0, 2);
        assert!(wrapped.lines[1].ends_with('…') && !wrapped.lines[0].contains('…'), "{wrapped:?}");
        assert_eq!(fitted("short", Look::Name, 200.0), "short");
        assert!(fitted("a name of many words", Look::Name, 60.0).ends_with('…'));
    }
}
