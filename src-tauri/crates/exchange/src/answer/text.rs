//! The frame that a request and an answer share, in plain text.
//!
//! ```text
//! --- Inward K7QF-2M9X ---
//!
//! [1] One idea for next time
//! Breathe before you reply.
//!
//! check 1a2b3c4d
//! --- K7QF-2M9X ---
//! ```
//!
//! Mail programs quote, wrap and indent; so only the marks, the numbers in
//! brackets and the words count. Signs of white space and of quoting do not,
//! and the check, which a page writes and a person does not, leaves them out.

use std::fmt::Write as _;

use super::{Request, RequestCode};

/// From this length on, mail programs cut what a link hands over to them.
const LINK_CHARS_MAX: usize = 1_800;

/// Writes the request as the body of a mail.
pub fn body(request: &Request) -> String {
    let mut text = format!("{}\n\n{}\n\n", request.intro, request.say("how_text"));
    text.push_str(&frame(request));
    text
}

/// Writes the part of the request that the answer is written into.
pub(super) fn frame(request: &Request) -> String {
    let mut text = format!("{}\n\n", opening(&request.code));
    for (question, number) in request.questions.iter().zip(1..) {
        let _ = write!(text, "[{number}] {}\n\n\n", question.prompt());
    }
    let _ = writeln!(text, "{}", closing(&request.code));
    text
}

/// Writes a link that opens a mail with the request in it; `None` when it is too long for mail programs.
pub fn mail_link(request: &Request, address: &str) -> Option<String> {
    let link = format!(
        "mailto:{}?subject={}&body={}",
        encoded(address),
        encoded(request.subject.as_str()),
        encoded(&body(request).replace('\n', "\r\n"))
    );
    (link.len() < LINK_CHARS_MAX).then_some(link)
}

pub(super) fn opening(code: &RequestCode) -> String {
    format!("--- Inward {code} ---")
}

pub(super) fn closing(code: &RequestCode) -> String {
    format!("--- {code} ---")
}

/// Adds up what was answered, so that a sign that was lost on the way is noticed.
///
/// CRC-32 over the code and the numbered answers, without white space and signs of quoting.
pub(super) fn check<'t>(code: &RequestCode, answers: impl Iterator<Item = (usize, &'t str)>) -> String {
    let mut all = code.to_string();
    for (number, text) in answers {
        let _ = write!(all, "[{number}]{text}");
    }
    let counted: String =
        all.chars().filter(|c| !c.is_whitespace() && *c != '>' && *c != '\u{feff}').collect();
    format!("{:08x}", crc32(counted.as_bytes()))
}

/// The CRC-32 of IEEE 802.3, as zip files use it; the page computes the same in eight lines.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// Writes a text as a part of a link (RFC 6068).
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => {
                encoded.push(char::from(byte))
            }
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests;
