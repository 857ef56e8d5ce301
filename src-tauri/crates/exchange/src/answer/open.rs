//! Whatever came back, opened: a pasted text, a text file, a stored mail, or a page.
//!
//! What it is shows in its first signs, never in its name.

use chrono::{DateTime, Utc};

use super::mail::{in_file, read_mail};
use super::plain::words_of;
use super::read::{AnswerProblem, TEXT_BYTES_MAX};
use super::{Arrived, Request, arrived};
use crate::csv::encoding;

/// Fields of which a stored mail has at least one among its first lines.
const MAIL_FIELDS: [&str; 8] =
    ["from:", "to:", "date:", "subject:", "received:", "return-path:", "mime-version:", "content-type:"];
/// So many lines at the head of a mail are looked at.
const HEAD_LINES: usize = 60;

/// Holds what came, with what its mail says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The answer, or the envelope.
    pub arrived: Arrived,
    /// Who the mail says it is from; anybody can write anything there.
    pub from: Option<String>,
    /// When the mail says it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

impl Opened {
    fn plain(arrived: Arrived) -> Opened {
        Opened { arrived, from: None, sent_at: None }
    }
}

/// Opens what came back.
///
/// # Errors
/// [`AnswerProblem`] when no answer is in it.
pub fn open(bytes: &[u8], requests: &[Request]) -> Result<Opened, AnswerProblem> {
    let as_text = |problem: AnswerProblem| match in_file(bytes, requests) {
        Ok(found) => Ok(Opened::plain(found)),
        // The better reason is the one of the reader that knew the form.
        Err(AnswerProblem::NoMark | AnswerProblem::NotText) => Err(problem),
        Err(other) => Err(other),
    };
    if is_mail(bytes) {
        let mailed = read_mail(bytes, requests);
        return mailed
            .map(|mailed| Opened { arrived: mailed.arrived, from: mailed.from, sent_at: mailed.sent_at })
            .or_else(as_text);
    }
    if is_page(bytes) {
        return in_page(bytes, requests).map(Opened::plain);
    }
    in_file(bytes, requests).map(Opened::plain)
}

fn head(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(8 * 1024)]).to_ascii_lowercase()
}

/// Tells whether the first lines are those of a mail: fields, and none of a request's marks before them.
fn is_mail(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let mut lines = head.lines().take(HEAD_LINES).take_while(|line| !line.trim().is_empty());
    lines.any(|line| MAIL_FIELDS.iter().any(|field| line.starts_with(field)))
}

fn is_page(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let start = head.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Reads the words of a page, such as a mail that a program saved as one.
fn in_page(bytes: &[u8], requests: &[Request]) -> Result<Arrived, AnswerProblem> {
    if TEXT_BYTES_MAX < bytes.len() {
        return Err(AnswerProblem::NotText);
    }
    let (markup, _) = encoding::decode(bytes).map_err(|_| AnswerProblem::NotText)?;
    arrived(&words_of(&markup), requests)
}

#[cfg(test)]
mod tests;
