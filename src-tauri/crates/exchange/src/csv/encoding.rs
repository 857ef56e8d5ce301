//! Bytes into text, and how sure one can be about it.
//!
//! A byte order mark decides. Without one, UTF-8 that is valid is UTF-8, zeros
//! in every second byte are UTF-16, and anything else is taken as Windows-1252,
//! which the person is told: an umlaut may then be another sign.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

use crate::FILE_BYTES_MAX;
use crate::problem::{FileProblem, Refused};

/// How much is decoded at once.
const PIECE_BYTES: usize = 64 * 1024;

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
///
/// The length is counted first: the decoder asks for room for the worst case, which is three times the file.
pub(crate) fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Cow<'_, str>, FileProblem> {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if encoding == Encoding::Utf8 {
        return std::str::from_utf8(plain).map(Cow::Borrowed).map_err(|_| FileProblem::NotText);
    }
    let mut length = 0;
    in_pieces(bytes, encoding, |piece| length += piece.len())?;
    if FILE_BYTES_MAX < length {
        return Err(FileProblem::TooLarge { max_mb: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let mut text = String::with_capacity(length);
    in_pieces(bytes, encoding, |piece| text.push_str(piece))?;
    Ok(Cow::Owned(text))
}

fn in_pieces(bytes: &[u8], encoding: Encoding, mut take: impl FnMut(&str)) -> Result<(), FileProblem> {
    let mut decoder = encoding.codec().new_decoder_with_bom_removal();
    let mut piece = String::with_capacity(PIECE_BYTES);
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut piece, true);
        take(&piece);
        piece.clear();
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return Ok(()),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return Err(FileProblem::NotText),
        }
    }
}

/// Says of a whole file of another program why its bytes are no text to read.
pub(crate) fn refused(problem: FileProblem) -> Refused {
    match problem {
        FileProblem::TooLarge { max_mb } => Refused::TooLarge { max: max_mb },
        _ => Refused::NotText {},
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::utf_8("Zürich – ß".as_bytes(), Encoding::Utf8)]
    #[case::with_its_mark(b"\xEF\xBB\xBFZ\xC3\xBCrich \xE2\x80\x93 \xC3\x9F", Encoding::Utf8)]
    #[case::windows(b"Z\xFCrich \x96 \xDF", Encoding::Windows1252)]
    #[case::low_byte_first(b"\xFF\xFEZ\0\xFC\0r\0i\0c\0h\0 \0\x13\x20 \0\xDF\0", Encoding::Utf16Le)]
    #[case::high_byte_first(b"\xFE\xFF\0Z\0\xFC\0r\0i\0c\0h\0 \x20\x13\0 \0\xDF", Encoding::Utf16Be)]
    fn bytes_become_the_same_text(#[case] bytes: &[u8], #[case] encoding: Encoding) {
        let decoded = decode(bytes).map(|(text, encoding)| (text.into_owned(), encoding));
        assert_eq!(decoded, Ok(("Zürich – ß".to_owned(), encoding)));
    }

    #[test]
    fn a_text_longer_than_a_piece_is_whole_and_one_that_grows_too_large_is_refused() {
        let long = [b"x".repeat(PIECE_BYTES - 1), b"\x80".repeat(PIECE_BYTES)].concat();
        let (text, _) = decode(&long).expect("text");
        assert_eq!(text, format!("{}{}", "x".repeat(PIECE_BYTES - 1), "€".repeat(PIECE_BYTES)));
        let grows = vec![0x80; FILE_BYTES_MAX / 3 + 1];
        assert_eq!(decode(&grows).err(), Some(FileProblem::TooLarge { max_mb: 64 }));
    }
}
