//! Pieces of a vCard or iCalendar file between `BEGIN:` and `END:`, each small enough to be parsed.
//!
//! The parser of a piece keeps every property in memory, so a file is cut here
//! first: pictures, sounds and keys are dropped unread, and a piece that is
//! larger or deeper than any real one is named and passed over.

use crate::problem::Reason;

/// The largest piece that is parsed, in bytes, pictures not counted: a long description fits a hundred times.
pub const BLOCK_BYTES_MAX: usize = 1024 * 1024;
/// The most lines of one: an event with a thousand guests fits, and a parsed line costs memory.
pub const BLOCK_LINES_MAX: usize = 50_000;
/// How deep pieces nest: an event in a calendar holds an alarm, which holds nothing.
pub const BLOCK_DEPTH_MAX: usize = 8;

/// What is dropped before parsing.
const DROPPED: [&str; 7] = ["PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "X-ALT-DESC", "IMAGE"];

/// Holds one piece.
#[derive(Debug)]
pub(crate) struct Block {
    /// The line it begins in, from 1.
    pub line: u64,
    /// Its text from `BEGIN:` to `END:`, or why it is not there.
    pub text: Result<String, Reason>,
    /// How many pictures and the like were dropped.
    pub dropped: usize,
}

/// Cuts a file into its pieces with one of the names.
pub(crate) fn blocks<'t>(text: &'t str, names: &'t [&'t str]) -> impl Iterator<Item = Block> + 't {
    Blocks { lines: text.split(['\n']).map(without_return).zip(1..), names, ahead: None }
}

fn without_return(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

struct Blocks<'t, L> {
    lines: L,
    names: &'t [&'t str],
    ahead: Option<(u64, String)>,
}

impl<'t, L: Iterator<Item = (&'t str, u64)>> Iterator for Blocks<'t, L> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let (line, name) = match self.ahead.take() {
            Some(start) => start,
            None => {
                let names = self.names;
                self.lines.by_ref().find_map(|(text, line)| Some((line, opening(text, names)?)))?
            }
        };
        let mut piece = Piece::new(&name);
        for (text, number) in self.lines.by_ref() {
            match marker(text) {
                // A piece that never ended: the next one begins where it should have closed.
                Some(("BEGIN", begun)) if begun == name && !piece.agent_follows => {
                    self.ahead = Some((number, begun));
                    return Some(piece.finish(line, &name, Err(Reason::NoEnd {})));
                }
                Some(("END", ended)) if ended == name && piece.depth == 0 => {
                    return Some(piece.finish(line, &name, Ok(())));
                }
                Some((sign, part)) => piece.step(sign, &part, text),
                None => piece.take(text),
            }
        }
        Some(piece.finish(line, &name, Err(Reason::NoEnd {})))
    }
}

fn opening(line: &str, names: &[&str]) -> Option<String> {
    let (sign, name) = marker(line.trim_start_matches('\u{feff}'))?;
    (sign == "BEGIN" && names.contains(&name.as_str())).then_some(name)
}

struct Piece {
    text: String,
    lines: usize,
    depth: usize,
    dropping: bool,
    dropped: usize,
    agent_follows: bool,
    refused: Option<Reason>,
}

impl Piece {
    fn new(name: &str) -> Piece {
        Piece {
            text: format!("BEGIN:{name}\r\n"),
            lines: 0,
            depth: 0,
            dropping: false,
            dropped: 0,
            agent_follows: false,
            refused: None,
        }
    }

    fn step(&mut self, sign: &str, part: &str, line: &str) {
        self.agent_follows = false;
        self.dropping = false;
        if sign == "BEGIN" {
            self.depth += 1;
            if BLOCK_DEPTH_MAX < self.depth {
                self.refuse(Reason::Nested { max: BLOCK_DEPTH_MAX });
            }
        } else {
            self.depth = self.depth.saturating_sub(1);
        }
        // A card within a card (vCard 2.1, AGENT) is somebody else.
        if part != "VCARD" {
            self.take(line);
        }
    }

    fn take(&mut self, line: &str) {
        let goes_on = line.starts_with([' ', '\t']);
        if self.dropping && (goes_on || line.is_empty() || is_base64(line)) {
            return;
        }
        self.dropping = !goes_on && is_dropped(line);
        if self.dropping {
            self.dropped += 1;
            return;
        }
        self.agent_follows = line.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("AGENT"));
        self.lines += 1;
        if BLOCK_BYTES_MAX < self.text.len() + line.len() || BLOCK_LINES_MAX < self.lines {
            self.refuse(Reason::TooBig { max: BLOCK_BYTES_MAX / 1024 });
        }
        if self.refused.is_none() {
            self.text.push_str(line);
            self.text.push_str("\r\n");
        }
    }

    fn refuse(&mut self, reason: Reason) {
        self.refused.get_or_insert(reason);
        self.text = String::new();
    }

    fn finish(mut self, line: u64, name: &str, end: Result<(), Reason>) -> Block {
        self.text.push_str("END:");
        self.text.push_str(name);
        self.text.push_str("\r\n");
        let text = self.refused.map_or(end, Err).map(|()| self.text);
        Block { line, text, dropped: self.dropped }
    }
}

/// Reads `BEGIN:NAME` and `END:NAME`, whatever their case.
fn marker(line: &str) -> Option<(&'static str, String)> {
    let (sign, name) = line.split_once(':')?;
    let sign = if sign.trim().eq_ignore_ascii_case("BEGIN") {
        "BEGIN"
    } else if sign.trim().eq_ignore_ascii_case("END") {
        "END"
    } else {
        return None;
    };
    (name.len() < 64).then(|| (sign, name.trim().to_ascii_uppercase()))
}

fn is_dropped(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default().trim();
    let name = name.rsplit('.').next().unwrap_or_default();
    DROPPED.iter().any(|dropped| name.eq_ignore_ascii_case(dropped))
}

/// Tells whether a line is the rest of a picture that some programs do not indent.
fn is_base64(line: &str) -> bool {
    !line.contains([':', ';'])
        && line.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u64, Result<String, Reason>)> {
        blocks(text, &["VCARD", "VEVENT"]).map(|block| (block.line, block.text)).collect()
    }

    #[test]
    fn a_piece_that_never_ends_does_not_swallow_the_next() {
        let found = cut("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\n");
        assert_eq!(
            found,
            [
                (1, Err(Reason::NoEnd {})),
                (3, Ok("BEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n".into())),
                (6, Err(Reason::NoEnd {}))
            ]
        );
    }

    #[test]
    fn a_picture_is_dropped_and_what_follows_is_kept() {
        let text =
            "begin:vcard\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\nCCCC=\r\n\r\nitem1.KEY:x\r\nFN:A\r\nend:vcard";
        let block = blocks(text, &["VCARD"]).next().expect("one card");
        assert_eq!(block.text, Ok("BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n".into()));
        assert_eq!(block.dropped, 2);
    }

    #[test]
    fn a_piece_out_of_all_measure_is_named_and_passed_over() {
        let long = format!("BEGIN:VEVENT\nSUMMARY:{}\nEND:VEVENT\n", "x".repeat(BLOCK_BYTES_MAX));
        assert_eq!(cut(&long), [(1, Err(Reason::TooBig { max: 1024 }))]);
        let deep = format!("BEGIN:VEVENT\n{}END:VEVENT\n", "BEGIN:VALARM\n".repeat(20));
        assert_eq!(cut(&deep), [(1, Err(Reason::Nested { max: BLOCK_DEPTH_MAX }))]);
        let many = format!("BEGIN:VCARD\n{}END:VCARD\n", "X:1\n".repeat(BLOCK_LINES_MAX + 1));
        assert_eq!(cut(&many), [(1, Err(Reason::TooBig { max: 1024 }))]);
    }
}
