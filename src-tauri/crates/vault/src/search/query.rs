//! From what a person typed to a query that cannot be anything but words.

/// Returns the full-text query: every word quoted, the last one as a beginning; `None` without a word.
///
/// In an FTS5 string only the double quote has a meaning, and doubling it takes that away.
pub(super) fn of(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split_whitespace()
        // A word without a letter or digit has no token, and would find nothing by itself.
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"").replace('\0', "")))
        .collect();
    if words.is_empty() {
        return None;
    }
    Some(format!("{}*", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::one_word("calm", Some(r#""calm"*"#))]
    #[case::the_last_is_a_beginning("calm ta", Some(r#""calm" "ta"*"#))]
    #[case::operators_are_words("a OR b NOT c", Some(r#""a" "OR" "b" "NOT" "c"*"#))]
    #[case::a_quote_is_doubled(r#"say "no"#, Some(r#""say" """no"*"#))]
    #[case::a_column_filter_is_a_word("title:x", Some(r#""title:x"*"#))]
    #[case::a_lone_sign_is_left_out("calm - *", Some(r#""calm"*"#))]
    #[case::signs_alone("*\"-", None)]
    #[case::nothing("  \t", None)]
    fn what_is_typed_becomes_words(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(of(text).as_deref(), expected);
    }
}
