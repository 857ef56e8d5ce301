//! How far long work is, on one line of a terminal that is wiped when it is over.
//!
//! In a pipe there is nothing of it. Deliberately absent: colours, and an
//! estimate of the time that is left.

use std::cell::Cell;
use std::io::{self, Write};

/// Shows the share that is done, in whole per cent.
pub(super) struct ProgressLine {
    is_seen: bool,
    told: Cell<Option<u8>>,
}

impl ProgressLine {
    /// Starts with nothing shown; in a pipe it stays that way.
    pub fn new(is_seen: bool) -> ProgressLine {
        ProgressLine { is_seen, told: Cell::new(None) }
    }

    /// Shows how much is done, 0–1, where that changes what stands there.
    pub fn tell(&self, done: f32) {
        if let Some(line) = self.line(done) {
            let mut stderr = io::stderr().lock();
            // A terminal that went away is told nothing, and loses nothing.
            let _ = stderr.write_all(line.as_bytes()).and_then(|()| stderr.flush());
        }
    }

    /// Wipes the line.
    pub fn clear(&self) {
        if self.told.take().is_some() {
            let _ = io::stderr().lock().write_all(b"\r     \r");
        }
    }

    fn line(&self, done: f32) -> Option<String> {
        let percent = (done.clamp(0.0, 1.0) * 100.0) as u8;
        let is_news = self.is_seen && self.told.replace(Some(percent)) != Some(percent);
        is_news.then(|| format!("\r{percent:>3} %"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_each_per_cent_once_and_a_pipe_nothing() {
        let lines = |is_seen| {
            let bar = ProgressLine::new(is_seen);
            [0.0, 0.001, 0.5, 0.5, 2.0].map(|done| bar.line(done)).into_iter().flatten().collect::<Vec<_>>()
        };
        assert_eq!(lines(true), ["\r  0 %", "\r 50 %", "\r100 %"]);
        assert_eq!(lines(false), Vec::<String>::new());
    }
}
