//! Bytes into text, and how sure one can be about it.
//!
//! A byte order mark decides. Without one, UTF-8 that is valid is UTF-8, zeros
//! in every second byte are UTF-16, and anything else is taken as Windows-1252,
//! which the person is told: an umlaut may then be another sign.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

use crate::problem::FileProblem;

/// Names how the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, assumed because it is not UTF-8.
    Windows1252,
}

impl Encoding {
    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Windows1252 => WINDOWS_1252,
        }
    }

    /// Returns the sentence to tell it with; nothing for the expected one.
    pub(crate) fn told_as(self) -> Option<&'static str> {
        match self {
            Encoding::Utf8 => None,
            Encoding::Utf16Le | Encoding::Utf16Be => Some("exchange.read_as_utf_16"),
            Encoding::Windows1252 => Some("exchange.read_as_windows_1252"),
        }
    }
}

/// Decodes a file's bytes, without the byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileProblem> {
    let encoding = guess(bytes);
    decode_as(bytes, encoding).map(|text| (text, encoding))
}

/// Decodes a file's bytes as a person says they are, without the byte order mark.
pub(crate) fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, FileProblem> {
    let (text, had_errors) = encoding.codec().decode_with_bom_removal(bytes);
    if had_errors { Err(FileProblem::NotText) } else { Ok(text) }
}

/// Decodes the beginning of a file, which may end within a sign.
pub(crate) fn decode_head(bytes: &[u8]) -> Cow<'_, str> {
    let cut = (0..4).find(|n| std::str::from_utf8(&bytes[..bytes.len().saturating_sub(*n)]).is_ok());
    let bytes = &bytes[..bytes.len() - cut.unwrap_or(0).min(bytes.len())];
    guess(bytes).codec().decode_with_bom_removal(bytes).0
}

/// Tells whether a text without a usable header is no text at all, such as a picture or a spreadsheet file.
pub(crate) fn is_binary(text: &str) -> bool {
    text.chars().take(4096).any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n'))
}

fn guess(bytes: &[u8]) -> Encoding {
    if let Some((codec, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return match codec {
            c if c == UTF_16LE => Encoding::Utf16Le,
            c if c == UTF_16BE => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        };
    }
    // A header is ASCII, so in UTF-16 every second byte of its first signs is zero.
    match bytes {
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Encoding::Utf16Le,
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Encoding::Utf16Be,
        _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    }
}
