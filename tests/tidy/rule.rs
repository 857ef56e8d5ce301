//! What a rule finds, and the two ways of asking it.

use crate::house::House;

/// One thing that is not as it belongs.
pub struct Finding {
    pub place: String,
    pub what: String,
}

/// Makes a finding on a line.
pub fn on_line(path: &str, line: usize, what: impl Into<String>) -> Finding {
    Finding { place: format!("{path}:{line}"), what: what.into() }
}

/// Makes a finding on a whole file.
pub fn on_file(path: &str, what: impl Into<String>) -> Finding {
    Finding { place: path.to_owned(), what: what.into() }
}

/// Fails with all findings of a rule in this checkout, and with the reason for the rule.
pub fn keep(rule: fn(&House) -> Vec<Finding>, reason: &str) {
    report(&rule(&House::ours()), reason);
}

/// Fails when there are findings.
pub fn report(findings: &[Finding], reason: &str) {
    let lines: Vec<String> =
        findings.iter().map(|found| format!("  {}: {}", found.place, found.what)).collect();
    assert!(findings.is_empty(), "\n{}\nWhy: {reason}\n", lines.join("\n"));
}

/// Fails unless the rule finds something in the bad house.
pub fn bites(rule: fn(&House) -> Vec<Finding>, bad: &[(&str, &str)]) {
    assert!(!rule(&House::of(bad)).is_empty(), "the rule overlooks {bad:?}");
}

/// Fails if the rule finds something in the good house.
pub fn spares(rule: fn(&House) -> Vec<Finding>, good: &[(&str, &str)]) {
    let findings = rule(&House::of(good));
    let what: Vec<&str> = findings.iter().map(|found| found.what.as_str()).collect();
    assert!(findings.is_empty(), "the rule is too strict with {good:?}: {what:?}");
}

/// Tells whether a word stands in a text on its own, with its capitals as they are.
pub fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
    })
}
