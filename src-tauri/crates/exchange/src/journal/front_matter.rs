//! The lines between `---` at the head of a Markdown file: names with values or lists.
//!
//! As much of YAML as journals use and no more: no nesting, no anchors, no
//! tags. A line that is neither is passed over.

/// How many lines a head has at most; beyond that the `---` was a rule across the page.
const LINES_MAX: usize = 200;

/// Holds the head of a file and what follows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter<'t> {
    fields: Vec<(String, Vec<String>)>,
    /// What follows.
    pub body: &'t str,
}

impl FrontMatter<'_> {
    /// Returns the first value of any of the names.
    pub fn value(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| self.list(name).first());
        found.map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns every value of a name.
    pub fn list(&self, name: &str) -> &[String] {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, values)| values.as_slice()).unwrap_or_default()
    }
}

/// Splits a text into its head and what follows; a text without one is all body.
pub(super) fn split(text: &str) -> FrontMatter<'_> {
    let body = FrontMatter { fields: Vec::new(), body: text };
    let Some(rest) = after_line(text, |line| line.trim_end() == "---") else { return body };
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut at = rest;
    for _ in 0..LINES_MAX {
        let (line, next) = at.split_once('\n').unwrap_or((at, ""));
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return FrontMatter { fields, body: next };
        }
        take(line, &mut fields);
        if next.is_empty() {
            break;
        }
        at = next;
    }
    body
}

fn after_line(text: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
    let (line, rest) = text.split_once('\n')?;
    fits(line).then_some(rest)
}

fn take(line: &str, fields: &mut Vec<(String, Vec<String>)>) {
    if let Some(item) = line.trim_start().strip_prefix("- ") {
        if let Some((_, values)) = fields.last_mut() {
            values.push(unquoted(item));
        }
        return;
    }
    let Some((name, value)) = line.split_once(':') else { return };
    if name.starts_with([' ', '\t', '#']) {
        return;
    }
    fields.push((name.trim().to_lowercase(), values(value.trim())));
}

fn values(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(unquoted).filter(|item| !item.is_empty()).collect(),
        None if value.is_empty() => Vec::new(),
        None => vec![unquoted(value)],
    }
}

/// Takes quotation marks away; in double ones a backslash keeps the next sign.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    let within = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    if let Some(text) = within('\'') {
        return text.replace("''", "'");
    }
    let Some(text) = within('"') else { return value.to_owned() };
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        plain.push(if sign == '\\' { signs.next().unwrap_or(sign) } else { sign });
    }
    plain
}

/// Writes a value so that [`split`] and other readers of YAML give it back.
pub(crate) fn quoted(value: &str) -> String {
    let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_values_and_lists_are_read() {
        let head = split(
            "---\r\nTitle: \"A \\\"good\\\" day\"\r\ntags: [a, 'b c']\r\nmore:\r\n  - x\r\n  - y\r\nnested:\r\n  z: 1\r\n---\r\nBody",
        );
        assert_eq!(head.value(&["title"]), Some("A \"good\" day"));
        assert_eq!(head.list("tags"), ["a", "b c"]);
        assert_eq!(head.list("more"), ["x", "y"]);
        assert_eq!(head.body, "Body");
    }

    #[test]
    fn a_rule_across_the_page_is_no_head() {
        for text in ["---\nno end", "text\n---\nmore", "", "---", &format!("---\n{}---\n", "a\n".repeat(300))]
        {
            assert_eq!(split(text), FrontMatter { fields: Vec::new(), body: text });
        }
    }

    proptest! {
        #[test]
        fn a_quoted_value_comes_back(value in "[^\\p{Cc}]{1,40}") {
            let text = format!("---\ntitle: {}\n---\n", quoted(&value));
            let head = split(&text);
            prop_assert_eq!(head.value(&["title"]), Some(value.as_str()));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(---\n)?[-a: \\[\\]\"'\n]{0,80}") {
            let _ = split(&text);
        }
    }
}
