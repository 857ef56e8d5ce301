//! A rule in words: "Mon–Fri", "every 2 weeks on Tuesday", "every month on the last day".
//!
//! What has no short sentence is shown as the rule itself, never as a sentence that is nearly right.

use chrono::Weekday;

use super::Recurrence;
use super::parts::{Frequency, NthDay, Parts};
use crate::lexicon::{Language, say};
use crate::schedule::names::{long_date, month_name, weekday_list, weekday_name};

const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

impl Recurrence {
    /// Says the rule in a language.
    pub fn words(&self, language: Language) -> String {
        let days = match plain_sentence(&self.0, language) {
            Some(sentence) => sentence,
            None => {
                let bare = Parts { count: None, until: None, ..self.0.clone() }.to_string();
                say(language, "schedule.recurrence.rule", &[("rule", &bare)])
            }
        };
        if let Some(count) = self.0.count {
            let n = count.to_string();
            return say(language, "schedule.recurrence.count", &[("days", &days), ("n", &n)]);
        }
        match self.0.until {
            Some(until) => {
                let date = long_date(language, until.wall().date());
                say(language, "schedule.recurrence.until", &[("days", &days), ("date", &date)])
            }
            None => days,
        }
    }
}

fn plain_sentence(parts: &Parts, language: Language) -> Option<String> {
    let sentence = match parts.frequency {
        Frequency::Daily | Frequency::Weekly => daily_or_weekly(parts, language)?,
        Frequency::Monthly if parts.by_day.is_empty() && parts.by_month_day.is_empty() => {
            every(parts, language)
        }
        Frequency::Monthly => say(
            language,
            "schedule.recurrence.on",
            &[("every", &every(parts, language)), ("when", &place_in_month(parts, language)?)],
        ),
        Frequency::Yearly => return yearly(parts, language),
    };
    if parts.by_month.is_empty() {
        return Some(sentence);
    }
    let months = months(parts, language);
    Some(say(language, "schedule.recurrence.only_in", &[("days", &sentence), ("months", &months)]))
}

/// Says "every week" or "every 2 weeks".
fn every(parts: &Parts, language: Language) -> String {
    let unit = match parts.frequency {
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Yearly => "year",
    };
    let n = parts.interval.to_string();
    say(language, &format!("schedule.recurrence.every_{unit}"), &[("n", &n)])
}

fn daily_or_weekly(parts: &Parts, language: Language) -> Option<String> {
    if !parts.by_set_pos.is_empty() || !parts.by_month_day.is_empty() {
        return None;
    }
    let days = plain_days(&parts.by_day)?;
    match (parts.frequency, parts.interval, days.as_slice()) {
        (_, _, []) => Some(every(parts, language)),
        (_, 1, all) if all.len() == 7 => Some(every(&Parts::every(Frequency::Daily), language)),
        (_, 1, [one]) => {
            Some(say(language, "schedule.recurrence.each", &[("day", &weekday_name(language, *one))]))
        }
        (_, 1, some) => Some(weekday_list(language, some)),
        (Frequency::Weekly, _, some) => {
            let names = match some {
                [one] => weekday_name(language, *one),
                several => weekday_list(language, several),
            };
            let when = say(language, "schedule.recurrence.on_days", &[("days", &names)]);
            Some(say(
                language,
                "schedule.recurrence.on",
                &[("every", &every(parts, language)), ("when", &when)],
            ))
        }
        (_, _, _) => None,
    }
}

fn yearly(parts: &Parts, language: Language) -> Option<String> {
    let every = every(parts, language);
    if parts.by_month.is_empty() && parts.by_day.is_empty() && parts.by_month_day.is_empty() {
        return parts.by_set_pos.is_empty().then_some(every);
    }
    if parts.by_month.is_empty() {
        return None;
    }
    let key = if parts.by_day.is_empty() { "day_of_month" } else { "weekday_in_month" };
    let place = place_in_month(parts, language)?;
    let months = months(parts, language);
    let when = say(language, &format!("schedule.recurrence.{key}"), &[("when", &place), ("months", &months)]);
    Some(say(language, "schedule.recurrence.on", &[("every", &every), ("when", &when)]))
}

/// Says "on the 15th", "on the last day", "on the 1st Monday", "on the last workday".
fn place_in_month(parts: &Parts, language: Language) -> Option<String> {
    let places: Vec<String> = match (&parts.by_day[..], &parts.by_month_day[..], &parts.by_set_pos[..]) {
        ([], days, []) if !days.is_empty() => {
            days.iter().map(|n| month_day(i32::from(*n), language)).collect()
        }
        (days, [], []) if !days.is_empty() => days
            .iter()
            .map(|d| Some(nth_of(i32::from(d.nth?), &weekday_name(language, d.day), language)))
            .collect::<Option<_>>()?,
        (days, [], [pos]) if plain_days(days).is_some_and(|d| is_workdays(&d)) => {
            vec![nth_of(*pos, &say(language, "schedule.recurrence.workday", &[]), language)]
        }
        _ => return None,
    };
    Some(say(language, "schedule.recurrence.on_the", &[("places", &places.join(", "))]))
}

fn month_day(n: i32, language: Language) -> String {
    if 0 < n {
        return ordinal(n, language);
    }
    nth_of(n, &say(language, "schedule.recurrence.day", &[]), language)
}

/// Says "1st Monday", "last Friday" or "2nd last day".
fn nth_of(n: i32, what: &str, language: Language) -> String {
    if n == -1 {
        return say(language, "schedule.recurrence.last", &[("what", what)]);
    }
    let nth = ordinal(n.abs(), language);
    let key = if n < 0 { "schedule.recurrence.nth_last" } else { "schedule.recurrence.nth" };
    say(language, key, &[("nth", &nth), ("what", what)])
}

fn ordinal(n: i32, language: Language) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "other",
        (1, _) => "first",
        (2, _) => "second",
        (3, _) => "third",
        _ => "other",
    };
    say(language, &format!("schedule.ordinal.{ending}"), &[("n", &n.to_string())])
}

fn months(parts: &Parts, language: Language) -> String {
    let names: Vec<String> = parts.by_month.iter().map(|m| month_name(language, u32::from(*m))).collect();
    names.join(", ")
}

fn plain_days(days: &[NthDay]) -> Option<Vec<Weekday>> {
    days.iter().map(|d| if d.nth.is_none() { Some(d.day) } else { None }).collect()
}

fn is_workdays(days: &[Weekday]) -> bool {
    days.len() == WORKDAYS.len() && WORKDAYS.iter().all(|d| days.contains(d))
}
