//! Dates in a text: found as people write them in English and German, and said as "week 3, Tuesday".
//!
//! Weeks are counted from the Monday of the first week. A date without a year
//! is taken in the year in which it lies nearest to the first week, later
//! rather than earlier. A date whose day and month could be either way round
//! becomes "a day", because a wrong week would be worse.
//! A month alone and a year alone are left: they name no day. So is "9.5." at the
//! end of an English sentence, and in what the program prints: there it is a figure.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::lexicon::{Language, say};
use crate::period::monday;
use crate::schedule::names;
use crate::words::reading::{Gap, Word};

/// How many days before the first week a date without a year may lie.
const BEFORE_DAYS: i64 = 120;

/// Counts weeks from the Monday of the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weeks {
    monday: NaiveDate,
}

impl Weeks {
    /// Counts from the week of a day.
    pub fn from(first: NaiveDate) -> Weeks {
        Weeks { monday: monday(first) }
    }

    /// Returns the Monday of week 1.
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Returns the number of a day's week; week 0 is the one before the first.
    pub fn number(self, day: NaiveDate) -> i64 {
        (day - self.monday).num_days().div_euclid(7) + 1
    }

    /// Says a day: "week 3, Tuesday".
    pub fn say(self, language: Language, day: NaiveDate) -> String {
        let weekday = names::weekday_name(language, day.weekday());
        let week = self.number(day);
        if week < 1 {
            let before = (1 - week).to_string();
            return say(language, "pseudonym.day_before", &[("n", &before), ("day", &weekday)]);
        }
        say(language, "pseudonym.day", &[("week", &week.to_string()), ("day", &weekday)])
    }

    /// Says a day where there is little room, as in a drawing: "w3 Tue".
    fn say_short(self, language: Language, day: NaiveDate) -> String {
        let weekday = names::weekday_short(language, day.weekday());
        let week = self.number(day);
        let week = if week < 1 { format!("−{}", 1 - week) } else { week.to_string() };
        say(language, "pseudonym.day_short", &[("week", &week), ("day", &weekday)])
    }

    fn say_month(self, language: Language, year: i32, month: u32) -> Option<String> {
        let middle = NaiveDate::from_ymd_opt(year, month, 15)?;
        let week = self.number(middle).max(1).to_string();
        Some(say(language, "pseudonym.month", &[("week", &week)]))
    }

    /// Chooses the year of a day that was written without one; its weekday, where known, has the last word.
    fn year_of(self, day: u32, month: u32, weekday: Option<Weekday>) -> Option<NaiveDate> {
        let near = self.monday.year();
        let mut dates: Vec<NaiveDate> =
            (near - 1..=near + 6).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).collect();
        dates.retain(|date| -BEFORE_DAYS <= (*date - self.monday).num_days());
        let on_its_day = dates.iter().find(|date| weekday == Some(date.weekday()));
        on_its_day.or(dates.first()).copied()
    }
}

/// Says what kind of text is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Somebody wrote it, in this language as far as it can be told.
    Written(Option<Language>),
    /// The program worded it, and says dates in full.
    Printed,
    /// It stands in a drawing, where there is little room.
    Label,
}

/// Finds the dates of a text and says them in weeks; ranges are in characters.
pub(super) fn dates_in(
    chars: &[char],
    words: &[Word],
    weeks: Weeks,
    language: Language,
    text: Text,
) -> Vec<(Range<usize>, String)> {
    let page = Page { chars, words, weeks, language, text };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match page.at(at) {
            Some((length, range, said)) => {
                found.push((range, said));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

struct Page<'t> {
    chars: &'t [char],
    words: &'t [Word],
    weeks: Weeks,
    language: Language,
    text: Text,
}

impl Page<'_> {
    /// Returns how many words a date has that begins here, where it stands and how it is said.
    fn at(&self, at: usize) -> Option<(usize, Range<usize>, String)> {
        let weekday = self.weekday(at);
        let from = at + usize::from(weekday.is_some());
        let (length, said) = self.date(from, weekday)?;
        let last = &self.words[from + length - 1];
        let mut end = last.end();
        // The stop of `27. 3.` and of `27.3.` belongs to the date.
        if last.number && self.chars.get(end) == Some(&'.') && last.typed.len() < 6 && self.is_dotted(last) {
            end += 1;
        }
        Some((from + length - at, self.words[at].start..end, said))
    }

    fn is_dotted(&self, last: &Word) -> bool {
        last.typed.contains('.') || self.chars[..last.start].iter().rev().take(2).any(|c| *c == '.')
    }

    fn date(&self, at: usize, weekday: Option<Weekday>) -> Option<(usize, String)> {
        self.iso(at)
            .or_else(|| self.dotted(at, weekday))
            .or_else(|| self.slashed(at))
            .or_else(|| self.day_month(at, weekday))
            .or_else(|| self.month_day(at, weekday))
            .or_else(|| self.month_year(at))
    }

    fn said(&self, day: NaiveDate) -> String {
        match self.text {
            Text::Label => self.weeks.say_short(self.language, day),
            Text::Written(_) | Text::Printed => self.weeks.say(self.language, day),
        }
    }

    /// Tells whether day and month with stops are a date here, though no year follows.
    fn is_short_date(&self, last: usize) -> bool {
        let goes_on = || {
            let next = self.words.get(last + 1);
            next.is_some_and(|next| next.gap != Gap::Sentence || !next.capital())
        };
        match self.text {
            Text::Written(Some(Language::En)) => goes_on(),
            Text::Written(_) => true,
            Text::Printed | Text::Label => false,
        }
    }

    /// Returns what stands between a word and the next.
    fn between(&self, at: usize) -> String {
        let (Some(one), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else {
            return String::new();
        };
        self.chars[one.end()..next.start].iter().collect()
    }

    fn figure(&self, at: usize, digits: Range<usize>) -> Option<u32> {
        let word = self.words.get(at)?;
        let plain = word.typed.chars().all(|c| c.is_ascii_digit()) && digits.contains(&word.typed.len());
        plain.then(|| word.typed.parse().ok()).flatten()
    }

    fn year(&self, at: usize) -> Option<i32> {
        let year = self.figure(at, 4..5)?;
        (1900..2200).contains(&year).then_some(year as i32)
    }

    /// Reads `2026-02-12`, also where a time follows: `2026-02-12T09:00`.
    fn iso(&self, at: usize) -> Option<(usize, String)> {
        if self.between(at) != "-" || self.between(at + 1) != "-" {
            return None;
        }
        let (year, month) = (self.year(at)?, self.figure(at + 1, 2..3)?);
        let (last, time) = match self.words.get(at + 2)?.typed.split_once('T') {
            Some((last, time)) => (last, format!(" {time}")),
            None => (self.words[at + 2].typed.as_str(), String::new()),
        };
        let day = (last.len() == 2).then(|| last.parse().ok()).flatten()?;
        let said = self.said(NaiveDate::from_ymd_opt(year, month, day)?);
        Some((3, format!("{said}{time}")))
    }

    /// Reads `12.02.2026`, `12.2.26`, `27.3.` and `27. 3. 2026`.
    fn dotted(&self, at: usize, weekday: Option<Weekday>) -> Option<(usize, String)> {
        let word = self.words.get(at)?;
        let parts: Vec<&str> = word.typed.split('.').collect();
        let stop = self.chars.get(word.end()) == Some(&'.');
        let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
        match parts[..] {
            [day, month, year] => {
                let year = match (year.len(), year.parse::<i32>().ok()?) {
                    (2, short) => 2000 + short,
                    (4, long) => long,
                    _ => return None,
                };
                Some((1, self.said(NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?)))
            }
            [day, month] if stop => {
                let (day, month) = (number(day)?, number(month)?);
                match self.year(at + 1).filter(|_| self.between(at).trim() == ".") {
                    Some(year) => Some((2, self.said(NaiveDate::from_ymd_opt(year, month, day)?))),
                    None if !self.is_short_date(at) => None,
                    None => Some((1, self.said(self.weeks.year_of(day, month, weekday)?))),
                }
            }
            [_] if self.between(at).trim() == "." && self.between(at).len() <= 2 => {
                let (day, month) = (self.figure(at, 1..3)?, self.figure(at + 1, 1..3)?);
                let next_stop = self.between(at + 1);
                let year = self.year(at + 2).filter(|_| next_stop.trim() == ".");
                match year {
                    Some(year) => Some((3, self.said(NaiveDate::from_ymd_opt(year, month, day)?))),
                    None if !self.is_short_date(at + 1) => None,
                    None => {
                        let after = self.chars.get(self.words[at + 1].end());
                        (after == Some(&'.'))
                            .then(|| self.weeks.year_of(day, month, weekday))
                            .flatten()
                            .map(|day| (2, self.said(day)))
                    }
                }
            }
            _ => None,
        }
    }

    /// Reads `13/02/2026`; where day and month could change places it is only "a day".
    fn slashed(&self, at: usize) -> Option<(usize, String)> {
        if self.between(at) != "/" || self.between(at + 1) != "/" {
            return None;
        }
        if let (Some(year), Some(month), Some(day)) =
            (self.year(at), self.figure(at + 1, 1..3), self.figure(at + 2, 1..3))
        {
            return Some((3, self.said(NaiveDate::from_ymd_opt(year, month, day)?)));
        }
        let (a, b) = (self.figure(at, 1..3)?, self.figure(at + 1, 1..3)?);
        let year = self.year(at + 2).or_else(|| Some(2000 + self.figure(at + 2, 2..3)? as i32))?;
        let ways = [NaiveDate::from_ymd_opt(year, b, a), NaiveDate::from_ymd_opt(year, a, b)];
        let said = match ways {
            [Some(one), Some(other)] if one != other => say(self.language, "pseudonym.some_day", &[]),
            [Some(only), _] | [None, Some(only)] => self.said(only),
            [None, None] => return None,
        };
        Some((3, said))
    }

    /// Reads `5 March`, `5th of March 2026`, `5. März 2026`, `5–9 January`.
    fn day_month(&self, at: usize, weekday: Option<Weekday>) -> Option<(usize, String)> {
        let day = self.day(at)?;
        if let Some(last) = self.day(at + 1).filter(|_| is_to(&self.between(at))) {
            let (length, month, year) = self.month_and_year(at + 2)?;
            let one = self.dated(day, month, year, weekday)?;
            let other = self.dated(last, month, year, None)?;
            return Some((2 + length, format!("{} – {}", self.said(one), self.said(other))));
        }
        let of = usize::from(self.words.get(at + 1).is_some_and(|word| word.folded == "of"));
        let (length, month, year) = self.month_and_year(at + 1 + of)?;
        Some((1 + of + length, self.said(self.dated(day, month, year, weekday)?)))
    }

    /// Reads `March 5th, 2026`.
    fn month_day(&self, at: usize, weekday: Option<Weekday>) -> Option<(usize, String)> {
        let month = self.month(at)?;
        let day = self.day(at + 1).filter(|_| self.between(at).trim().trim_matches('.').is_empty())?;
        let gap = self.between(at + 1);
        let year = self.year(at + 2).filter(|_| gap.trim_matches([',', ' ']).is_empty());
        Some((2 + usize::from(year.is_some()), self.said(self.dated(day, month, year, weekday)?)))
    }

    /// Reads `March 2026`.
    fn month_year(&self, at: usize) -> Option<(usize, String)> {
        let month = self.month(at)?;
        let year = self.year(at + 1).filter(|_| self.between(at).trim_matches([',', ' ', '.']).is_empty())?;
        Some((2, self.weeks.say_month(self.language, year, month)?))
    }

    fn dated(&self, day: u32, month: u32, year: Option<i32>, weekday: Option<Weekday>) -> Option<NaiveDate> {
        match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day),
            None => self.weeks.year_of(day, month, weekday),
        }
    }

    fn month_and_year(&self, at: usize) -> Option<(usize, u32, Option<i32>)> {
        let before = self.between(at.checked_sub(1)?);
        if !before.trim_matches([' ', '.', '-', '\u{a0}', '\u{202f}']).is_empty() {
            return None;
        }
        let month = self.month(at)?;
        let gap = self.between(at);
        let year = self.year(at + 1).filter(|_| gap.trim_matches([',', ' ', '.', '\u{a0}']).is_empty());
        Some((1 + usize::from(year.is_some()), month, year))
    }

    fn day(&self, at: usize) -> Option<u32> {
        let typed = &self.words.get(at)?.folded;
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| typed.strip_suffix(end)).unwrap_or(typed);
        let plain = (1..=2).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
    }

    fn month(&self, at: usize) -> Option<u32> {
        let word = self.words.get(at).filter(|word| word.capital())?;
        let folded = word.folded.as_str();
        (1..=12).find(|month| {
            [Language::En, Language::De].into_iter().any(|language| {
                let name = names::month_name(language, *month).to_lowercase();
                let short: String = name.chars().take(3).collect();
                folded == name || folded == short || (folded == "sept" && *month == 9)
            }) || (folded == "jänner" && *month == 1)
                || (folded == "mrz" && *month == 3)
        })
    }

    /// Reads the name of a day that stands before a date.
    fn weekday(&self, at: usize) -> Option<Weekday> {
        let word = self.words.get(at)?;
        let gap = self.between(at);
        let joined = gap.trim_matches([',', '.', ' ', '\u{a0}']).is_empty() && !gap.is_empty();
        let next = self.words.get(at + 1).filter(|next| joined && next.gap != Gap::Sentence)?;
        let dated = next.number || next.typed.starts_with(|c: char| c.is_ascii_digit()) || next.capital();
        let days = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ];
        days.into_iter().filter(|_| dated && word.capital()).find(|day| {
            [Language::En, Language::De].into_iter().any(|language| {
                word.folded == names::weekday_name(language, *day).to_lowercase()
                    || word.folded == names::weekday_short(language, *day).to_lowercase()
            })
        })
    }
}

/// Tells whether what stands between two numbers makes them a stretch.
fn is_to(between: &str) -> bool {
    matches!(between.trim_matches([' ', '.']), "-" | "–" | "—" | "‑")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::reading::words_of;
    use rstest::rstest;

    #[rstest]
    #[case::iso("on 2026-02-12 at 9", "on week 6, Thursday at 9")]
    #[case::with_a_time("2026-02-12T09:00", "week 6, Thursday 09:00")]
    #[case::english("Friday 13 March 2026.", "week 10, Friday.")]
    #[case::english_without_a_year("since 13 March", "since week 10, Friday")]
    #[case::american("March 13th, 2026", "week 10, Friday")]
    #[case::short("Mon 5 Jan", "week 1, Monday")]
    #[case::of("the 5th of January", "the week 1, Monday")]
    #[case::german("am Freitag, 13. März 2026,", "am week 10, Friday,")]
    #[case::german_figures("am 12.02.2026", "am week 6, Thursday")]
    #[case::german_short("am 12.2. früh", "am week 6, Thursday früh")]
    #[case::german_spaced("am 12. 2. früh", "am week 6, Thursday früh")]
    #[case::a_stretch("5–9 January", "week 1, Monday – week 1, Friday")]
    #[case::either_way("on 3/2/2026", "on a day")]
    #[case::one_way_only("on 13/2/2026", "on week 6, Friday")]
    #[case::before("on 21 Dec 2025", "on 3 weeks before, Sunday")]
    #[case::a_month("in March 2026", "in around week 10")]
    #[case::the_verb("we may 5 times march 3 miles", "we may 5 times march 3 miles")]
    #[case::no_date("v1.2.3, 3.5 hours, 27.3 degrees, 10:30", "v1.2.3, 3.5 hours, 27.3 degrees, 10:30")]
    #[case::a_figure_at_the_end("We count it like 2.1 and 9.5.", "We count it like 2.1 and 9.5.")]
    #[case::a_german_end("Wir treffen uns wieder am 27.3.", "Wir treffen uns wieder am week 12, Friday")]
    #[case::no_such_day("31 February", "31 February")]
    #[case::a_year("in 2026 and in May", "in 2026 and in May")]
    fn a_date_is_said_in_weeks(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(in_weeks(text, "2026-01-05"), expected);
    }

    #[test]
    fn in_a_drawing_a_day_is_short_and_a_figure_stays() {
        let weeks = Weeks::from("2026-01-05".parse().expect("a date"));
        let mask = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            let found = dates_in(&chars, &words_of(text), weeks, Language::En, Text::Label);
            found.into_iter().map(|(_, said)| said).collect::<Vec<_>>()
        };
        assert_eq!(mask("9 February, 10 February"), ["w6 Mon", "w6 Tue"]);
        assert_eq!(mask("21 Dec 2025"), ["w−3 Sun"]);
        assert!(mask("9.5.").is_empty());
    }

    #[test]
    fn the_weekday_chooses_the_year_where_there_is_none() {
        assert_eq!(in_weeks("Monday 5 January", "2026-01-05"), "week 1, Monday");
        assert_eq!(in_weeks("Tuesday 5 January", "2026-01-05"), "week 53, Tuesday", "of 2027");
    }

    fn in_weeks(text: &str, first: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let weeks = Weeks::from(first.parse().expect("a date"));
        let written = Text::Written(crate::hints::language_of(text, Language::En));
        let mut out: Vec<char> = chars.clone();
        let found = dates_in(&chars, &words_of(text), weeks, Language::En, written);
        for (range, said) in found.into_iter().rev() {
            out.splice(range, said.chars());
        }
        out.into_iter().collect()
    }
}
