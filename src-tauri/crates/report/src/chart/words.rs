//! Days and values as charts say them.

use chrono::{Datelike, NaiveDate};
use inward_domain::lexicon::{Language, say};

/// Says a day without its year, such as "5 Jan".
pub(crate) fn date(language: Language, day: NaiveDate) -> String {
    let month = say(language, &format!("report.month_{}", day.month()), &[]);
    say(language, "report.date_short", &[("day", &day.day().to_string()), ("month", &month)])
}

/// Says a day and its value, such as "Mon 5 Jan: 3".
pub(crate) fn note(language: Language, day: NaiveDate, value: &str) -> String {
    let weekday = say(language, &format!("report.weekday_{}", day.weekday().number_from_monday()), &[]);
    let date = date(language, day);
    say(language, "report.note", &[("weekday", &weekday), ("date", &date), ("value", value)])
}

/// Says a value with at most two decimals and a true minus sign.
pub(crate) fn value(language: Language, value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    let point = if language == Language::De { "," } else { "." };
    let sign = if short == "-0" { "0" } else { short };
    sign.replace('-', "−").replace('.', point)
}

/// Returns a sentence that begins with a capital letter.
pub(crate) fn sentence(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Returns a name as a chart can hold it: on one line and with an end.
pub(crate) fn label(text: &str) -> String {
    const MOST: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        None => text,
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(3.0, "3", "3")]
    #[case(5.5, "5.5", "5,5")]
    #[case(-2.0, "−2", "−2")]
    #[case(-0.001, "0", "0")]
    #[case(10.0, "10", "10")]
    fn values_are_short(#[case] given: f64, #[case] english: &str, #[case] german: &str) {
        assert_eq!(value(Language::En, given), english);
        assert_eq!(value(Language::De, given), german);
    }

    #[test]
    fn days_are_said_in_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        assert_eq!(note(Language::En, day, "5"), "Mon 2 Mar: 5");
        assert_eq!(note(Language::De, day, "5"), "Mo, 2. März: 5");
    }
}
