//! E-mail addresses, links and telephone numbers in a text, known by their form alone.
//!
//! Figures that are neither long enough nor written like a number to call are left.

use std::ops::Range;

/// Names what by its form leads to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contact {
    Email,
    Link,
    Phone,
}

/// The fewest figures of a number that begins like one to call.
const FIGURES_MIN: usize = 7;
/// The fewest figures of a number that does not.
const FIGURES_PLAIN_MIN: usize = 10;
/// The most figures a number has anywhere in the world, with room for an extension.
const FIGURES_MAX: usize = 20;

/// Finds what leads to a person; ranges are in characters, in order.
pub(super) fn contacts_in(chars: &[char]) -> Vec<(Range<usize>, Contact)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let hit = link(chars, at).or_else(|| email(chars, at)).or_else(|| phone(chars, at));
        match hit {
            Some((range, what)) => {
                at = range.end;
                found.push((range, what));
            }
            None => at += 1,
        }
    }
    found
}

fn starts_here(chars: &[char], at: usize) -> bool {
    at == 0 || !(chars[at - 1].is_alphanumeric() || matches!(chars[at - 1], '_' | '.' | '-' | '+' | '%'))
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '&' | '\'' | '~' | '=')
}

fn email(chars: &[char], at: usize) -> Option<(Range<usize>, Contact)> {
    if !chars[at].is_alphanumeric() || !starts_here(chars, at) {
        return None;
    }
    let local = chars[at..].iter().take(80).take_while(|c| is_local(**c)).count();
    let sign = at + local;
    if chars.get(sign) != Some(&'@') {
        return None;
    }
    let host = |c: &&char| c.is_alphanumeric() || matches!(**c, '.' | '-');
    let mut end = sign + 1 + chars[sign + 1..].iter().take(255).take_while(host).count();
    while sign + 1 < end && matches!(chars[end - 1], '.' | '-') {
        end -= 1;
    }
    (sign + 1 < end).then_some((at..end, Contact::Email))
}

fn link(chars: &[char], at: usize) -> Option<(Range<usize>, Contact)> {
    if !starts_here(chars, at) {
        return None;
    }
    let begins = |word: &str| {
        word.chars().enumerate().all(|(i, c)| chars.get(at + i).is_some_and(|d| d.eq_ignore_ascii_case(&c)))
    };
    if !["https://", "http://", "www."].into_iter().any(begins) {
        return None;
    }
    let mut end = at + chars[at..].iter().take_while(|c| !c.is_whitespace() && **c != '>').count();
    while matches!(chars[end - 1], '.' | ',' | ')' | ';' | ':' | '!' | '?' | '"' | '“' | '”' | '\'') {
        end -= 1;
    }
    Some((at..end, Contact::Link))
}

fn phone(chars: &[char], at: usize) -> Option<(Range<usize>, Contact)> {
    let first = chars[at];
    if !(first.is_ascii_digit() || matches!(first, '+' | '(')) || !starts_here(chars, at) {
        return None;
    }
    let (mut end, mut figures, mut gaps) = (at, 0, 0);
    for (i, c) in chars.iter().enumerate().skip(at) {
        match c {
            '0'..='9' => {
                figures += 1;
                gaps = 0;
                end = i + 1;
            }
            '+' if i == at => {}
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '.' | '/' | '(' | ')' if gaps < 3 => gaps += 1,
            _ => break,
        }
    }
    if chars.get(end).is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let text: String = chars[at..end].iter().collect();
    let calls = matches!(first, '+' | '0') || text.starts_with("(0");
    let least = if calls || is_local_number(&text) { FIGURES_MIN } else { FIGURES_PLAIN_MIN };
    (least <= figures && figures <= FIGURES_MAX && !is_amount(&text)).then_some((at..end, Contact::Phone))
}

/// Tells whether the figures stand as in `555-0123`.
fn is_local_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [a, b] if a.len() == 3 && b.len() == 4)
}

/// Tells whether the figures are grouped like an amount: `1 200 000 000`, `1.200.000.000`.
fn is_amount(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', '.', '\u{a0}', '\u{202f}']).collect();
    let figures = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
    let head = parts[0];
    1 < parts.len()
        && parts.iter().all(figures)
        && (1..=3).contains(&head.len())
        && !head.starts_with('0')
        && parts[1..].iter().all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::an_address("mail tatiana.k@example.org.", &["tatiana.k@example.org"])]
    #[case::an_umlaut("an jörg@müller.example", &["jörg@müller.example"])]
    #[case::in_brackets("<t@x.org>", &["t@x.org"])]
    #[case::inside_a_machine("t@localhost", &["t@localhost"])]
    #[case::no_address("she said @ nine, a@ and @b", &[])]
    #[case::a_link("see https://example.org/tatiana?x=1, then", &["https://example.org/tatiana?x=1"])]
    #[case::a_number("call +49 170 1234567 now", &["+49 170 1234567"])]
    #[case::in_germany("Tel. 030/1234567", &["030/1234567"])]
    #[case::in_brackets_too("(030) 123 45-67", &["(030) 123 45-67"])]
    #[case::in_america("555-123-4567", &["555-123-4567"])]
    #[case::short("555-0123", &["555-0123"])]
    #[case::amounts("1 200 000 000 or 1.200.000.000 or 500", &[])]
    #[case::figures("33/29/4/7, 09:00, 12345, 3.14159265", &[])]
    #[case::an_id("a1234567890", &[])]
    fn what_leads_to_a_person_is_known_by_its_form(#[case] text: &str, #[case] expected: &[&str]) {
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<String> =
            contacts_in(&chars).into_iter().map(|(range, _)| chars[range].iter().collect()).collect();
        assert_eq!(found, expected);
    }
}
