//! Text a person typed: not blank, of a known length, and never anything but text.
//!
//! Control characters are dropped on the way in; markup is kept as it was
//! typed, because nothing downstream ever reads it as markup.

use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

use crate::refusal::Refusal;

/// The longest [`Line`], in characters.
pub const LINE_MAX: usize = 300;
/// The longest [`Prose`], in characters.
pub const PROSE_MAX: usize = 20_000;

/// The name under which a [`Line`] is written out, by which a writer knows a text a person typed.
pub(crate) const LINE_MARK: &str = "Line";
/// The name under which a [`Prose`] is written out.
pub(crate) const PROSE_MARK: &str = "Prose";

/// Holds one line of text: 1 to 300 characters, no line break, no surrounding space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, TS)]
#[serde(try_from = "Option<String>")]
#[ts(as = "String")]
pub struct Line(String);

/// Holds a passage of text: 1 to 20,000 characters, line breaks allowed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, TS)]
#[serde(try_from = "Option<String>")]
#[ts(as = "String")]
pub struct Prose(String);

fn cleaned(raw: &str, keep_breaks: bool) -> String {
    let text: String = raw
        .replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\n' | '\t' if keep_breaks => c,
            '\n' | '\r' | '\t' => ' ',
            other => other,
        })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    text.trim().to_owned()
}

fn bounded(text: String, max: usize) -> Result<String, Refusal> {
    if text.is_empty() {
        return Err(Refusal::Blank);
    }
    if max < text.chars().count() {
        return Err(Refusal::TooLong { max });
    }
    Ok(text)
}

macro_rules! text_type {
    ($name:ident, $mark:expr, $max:expr, $breaks:expr) => {
        impl $name {
            /// Takes what a person typed.
            ///
            /// # Errors
            /// [`Refusal::Blank`] for white space only, [`Refusal::TooLong`] above the limit.
            pub fn new(raw: &str) -> Result<Self, Refusal> {
                bounded(cleaned(raw, $breaks), $max).map($name)
            }

            /// Takes an optional field: blank becomes `None`.
            ///
            /// # Errors
            /// [`Refusal::TooLong`] above the limit.
            pub fn optional(raw: &str) -> Result<Option<Self>, Refusal> {
                match Self::new(raw) {
                    Err(Refusal::Blank) => Ok(None),
                    other => other.map(Some),
                }
            }

            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Writes the text as a string, under its name for those who ask.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_newtype_struct($mark, &self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Refusal;
            fn try_from(raw: String) -> Result<Self, Refusal> {
                Self::new(&raw)
            }
        }

        /// Nothing given is blank, so that a record says which text it misses.
        impl TryFrom<Option<String>> for $name {
            type Error = Refusal;
            fn try_from(raw: Option<String>) -> Result<Self, Refusal> {
                Self::new(raw.as_deref().unwrap_or_default())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_type!(Line, LINE_MARK, LINE_MAX, false);
text_type!(Prose, PROSE_MARK, PROSE_MAX, true);

/// Reads an optional text field in which a blank string means "not given".
pub fn blank_is_none<'de, D, T>(input: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: TryFrom<String, Error = Refusal>,
{
    match Option::<String>::deserialize(input)? {
        None => Ok(None),
        Some(raw) if cleaned(&raw, true).is_empty() => Ok(None),
        Some(raw) => T::try_from(raw).map(Some).map_err(serde::de::Error::custom),
    }
}

/// Reads a list of texts in which blank ones mean "not given".
pub fn without_blanks<'de, D, T>(input: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: TryFrom<String, Error = Refusal>,
{
    Vec::<String>::deserialize(input)?
        .into_iter()
        .filter(|raw| !cleaned(raw, true).is_empty())
        .map(|raw| T::try_from(raw).map_err(serde::de::Error::custom))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("Tatiana", Ok("Tatiana"))]
    #[case::surrounding_space("  Tatiana \n", Ok("Tatiana"))]
    #[case::a_break_becomes_a_space("a\nb", Ok("a b"))]
    #[case::markup_stays_as_typed("<b>x</b>", Ok("<b>x</b>"))]
    #[case::right_to_left_and_combining("שלום é", Ok("שלום é"))]
    #[case::control_characters_are_dropped("a\u{0}\u{7}b", Ok("ab"))]
    #[case::blank(" \t ", Err(Refusal::Blank))]
    fn a_line_is_one_trimmed_line(#[case] raw: &str, #[case] expected: Result<&str, Refusal>) {
        let line = Line::new(raw).map(String::from);
        assert_eq!(line, expected.map(str::to_owned));
    }

    #[test]
    fn the_limit_counts_characters_and_the_refusal_names_it() {
        assert!(Line::new(&"é".repeat(LINE_MAX)).is_ok(), "300 characters fit, whatever their bytes");
        assert_eq!(
            Line::new(&"x".repeat(LINE_MAX + 1)),
            Err(Refusal::TooLong { max: LINE_MAX }),
            "one more is refused, not cut: nothing typed is lost silently"
        );
        assert_eq!(Prose::new(&"x".repeat(100_000)), Err(Refusal::TooLong { max: PROSE_MAX }));
    }

    #[test]
    fn a_text_that_is_not_given_is_refused_as_blank_and_an_optional_one_is_none() {
        #[derive(Debug, Deserialize)]
        struct Record {
            _needed: Line,
            _more: Option<Line>,
        }
        let said = |json: &str| serde_json::from_str::<Record>(json).map_err(|e| e.to_string());
        assert!(said(r#"{"_needed": "x", "_more": null}"#).is_ok());
        for missing in [r#"{"_needed": null}"#, r#"{"_needed": " "}"#, "{}"] {
            assert!(said(missing).expect_err("blank").starts_with("refusal.blank"), "{missing}");
        }
    }

    #[test]
    fn prose_keeps_its_line_breaks() {
        assert_eq!(Prose::new("a\r\nb\n").map(String::from), Ok("a\nb".to_owned()));
    }
}
