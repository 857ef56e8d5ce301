//! Bytes into text, and how sure one can be about it.
//!
//! A byte order mark decides. Without one, UTF-8 that is valid is UTF-8, zeros
//! in every second byte are UTF-16, and anything else is taken as Windows-1252,
//! which the person is told: an umlaut may then be another sign.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::problem::FileProblem;

/// Names how the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Returns the sentence to tell it with; nothing for the expected one.
    pub(super) fn told_as(self) -> Option<&'static str> {
        match self {
            Encoding::Utf8 => None,
            Encoding::Utf16Le | Encoding::Utf16Be => Some("exchange.read_as_utf_16"),
            Encoding::Windows1252 => Some("exchange.read_as_windows_1252"),
        }
    }
}

/// Decodes a file's bytes, without the byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileProblem> {
    let (codec, encoding) = match guess(bytes) {
        Encoding::Utf8 => (UTF_8, Encoding::Utf8),
        Encoding::Utf16Le => (UTF_16LE, Encoding::Utf16Le),
        Encoding::Utf16Be => (UTF_16BE, Encoding::Utf16Be),
        Encoding::Windows1252 => (WINDOWS_1252, Encoding::Windows1252),
    };
    let (text, had_errors) = codec.decode_with_bom_removal(bytes);
    if had_errors {
        return Err(FileProblem::NotText);
    }
    Ok((text, encoding))
}

/// Tells whether a text without a usable header is no text at all, such as a picture or a spreadsheet file.
pub(super) fn is_binary(text: &str) -> bool {
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
