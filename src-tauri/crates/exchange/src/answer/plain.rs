//! The words of a page, line by line as a browser shows them.
//!
//! Tags, entities, scripts and styles are the work of the mail library; it
//! knows two tags that end a line, and mail programs write every other one.

use mail_parser::decoders::html::html_to_text;

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 16] = [
    "address",
    "article",
    "blockquote",
    "div",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "pre",
    "section",
    "td",
    "tr",
];

/// Returns the words of a page; its markup is never anything but skipped.
pub(super) fn words_of(markup: &str) -> String {
    html_to_text(&with_breaks(markup))
}

/// Ends a line wherever a browser ends one.
fn with_breaks(markup: &str) -> String {
    let mut broken = String::with_capacity(markup.len() + markup.len() / 8);
    let mut is_kept_as_typed = false;
    for (at, sign) in markup.char_indices() {
        match sign {
            '<' => {
                let tag = &markup[at + 1..];
                let name = tag_name(tag.strip_prefix('/').unwrap_or(tag));
                if BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) {
                    broken.push_str("<br>");
                }
                if name.eq_ignore_ascii_case("pre") {
                    is_kept_as_typed = !tag.starts_with('/');
                }
            }
            '\n' if is_kept_as_typed => broken.push_str("<br>"),
            _ => {}
        }
        broken.push(sign);
    }
    broken
}

fn tag_name(tag: &str) -> &str {
    let end = tag.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::boxes("<div>a</div><DIV class=x>b &amp; c</DIV>", &["a", "b & c"])]
    #[case::as_typed("<pre>a\n[1] b\n</pre>c\nd", &["a", "[1] b", "c d"])]
    #[case::a_table("<tr><td>a</td><td>b</td></tr>", &["a", "b"])]
    #[case::words_within_a_line("a <b>b</b> c<i>d</i>", &["a b cd"])]
    #[case::nothing_that_runs("<script>x</script><style>y</style>a", &["a"])]
    #[case::a_sign_at_the_end("a <", &["a"])]
    fn lines_are_those_a_browser_shows(#[case] markup: &str, #[case] expected: &[&str]) {
        let words = words_of(markup);
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, expected);
    }
}
