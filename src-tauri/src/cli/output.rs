//! Standard output and standard error, written so that a closed pipe is no accident.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

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

/// Writes results to standard output and flushes.
///
/// # Errors
/// What kept them from being written, such as a full disk behind a redirection. A reader that went away has read
/// enough, so that is none.
pub(super) fn results(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a sentence for a person to standard error; when nobody can read it, nothing is lost.
pub(super) fn told(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{sentence}");
}
