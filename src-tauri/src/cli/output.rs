//! Standard output and standard error, written so that a closed pipe is no accident.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::failure::UNPRINTED;

/// Collects the result of a command, one line each.
#[derive(Debug, Default)]
pub(super) struct Out(String);

impl Out {
    /// Starts without a result.
    pub fn new() -> Out {
        Out::default()
    }

    /// Starts with one line.
    pub fn of(line: impl AsRef<str>) -> Out {
        let mut out = Out::new();
        out.line(line);
        out
    }

    /// Holds one JSON document.
    pub fn document(value: &impl Serialize) -> Out {
        Out::of(serde_json::to_string_pretty(value).expect("BUG: a view is plain data"))
    }

    /// Adds a line.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.0.push_str(line.as_ref());
        self.0.push('\n');
    }

    /// Returns all lines.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Writes results to standard output and flushes; returns the code to leave with when that did not work.
///
/// A reader that went away has read enough, so that is no failure. A full disk
/// behind a redirection is, with a code of its own: the command was carried out,
/// and a script that repeats it would write twice.
pub(super) fn results(text: &str) -> Option<ExitCode> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => None,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => None,
        Err(error) => {
            told(&error.to_string());
            Some(ExitCode::from(UNPRINTED))
        }
    }
}

/// Writes a sentence for a person to standard error; when nobody can read it, nothing is lost.
pub(super) fn told(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{sentence}");
}
