//! Names of days and months, and dates as people write them.
//!
//! No English beside these functions knows that a German day number has a
//! point. The window formats its own dates; this is for sentences the core
//! makes itself.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::lexicon::{Language, say};

/// Returns the name of a day: "Monday".
pub fn weekday_name(language: Language, day: Weekday) -> String {
    say(language, &format!("schedule.weekday.{}", code(day)), &[])
}

/// Returns the short name of a day: "Mon".
pub fn weekday_short(language: Language, day: Weekday) -> String {
    say(language, &format!("schedule.weekday_short.{}", code(day)), &[])
}

/// Returns the name of a month, 1 to 12: "March".
pub fn month_name(language: Language, month: u32) -> String {
    say(language, &format!("schedule.month.{month}"), &[])
}

/// Returns a date with its year: "27 March 2026".
pub fn long_date(language: Language, date: NaiveDate) -> String {
    let (day, month, year) =
        (date.day().to_string(), month_name(language, date.month()), date.year().to_string());
    say(language, "schedule.date.long", &[("day", &day), ("month", &month), ("year", &year)])
}

/// Returns a day of this year in short: "13 March".
pub fn day_month(language: Language, date: NaiveDate) -> String {
    let (day, month) = (date.day().to_string(), month_name(language, date.month()));
    say(language, "schedule.date.day_month", &[("day", &day), ("month", &month)])
}

/// Returns a day of this year as people say it: "Friday 13 March".
pub fn weekday_date(language: Language, date: NaiveDate) -> String {
    let (weekday, day, month) =
        (weekday_name(language, date.weekday()), date.day().to_string(), month_name(language, date.month()));
    say(language, "schedule.date.weekday", &[("weekday", &weekday), ("day", &day), ("month", &month)])
}

/// Returns the days of a week in a few characters: "Mon–Fri", "Mon, Wed", in the order of the week.
pub fn weekday_list(language: Language, days: &[Weekday]) -> String {
    let mut numbers: Vec<u32> = days.iter().map(Weekday::num_days_from_monday).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let short = |n: u32| weekday_short(language, Weekday::try_from(n as u8).expect("BUG: 0 to 6"));
    let in_a_row = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match (numbers.as_slice(), in_a_row) {
        ([first, _, .., last], true) if first + 1 < *last => format!("{}–{}", short(*first), short(*last)),
        (all, _) => all.iter().map(|n| short(*n)).collect::<Vec<_>>().join(", "),
    }
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}
