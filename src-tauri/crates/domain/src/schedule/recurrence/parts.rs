//! The grammar of a rule: strict, because the rrule crate reads `BYDAY=XXMO` as Monday.

use std::fmt;
use std::str::FromStr;

use chrono::{Month, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use rrule::{NWeekday, RRule, Unvalidated};

/// The longest rule text, in characters.
const TEXT_MAX: usize = 300;
/// The largest INTERVAL: about what a life holds.
const INTERVAL_MAX: u16 = 1_000;
/// A month seldom has it, and the rrule crate refuses it.
const FIFTH_FROM_THE_END: i16 = -5;
/// The largest COUNT.
const COUNT_MAX: u32 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NthDay {
    pub nth: Option<i16>,
    pub day: Weekday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Day(NaiveDate),
    Wall(NaiveDateTime),
    /// Written with `Z`: an instant, in UTC.
    Instant(NaiveDateTime),
}

impl Until {
    /// Returns the last wall time that still counts; an instant is taken as it stands.
    pub fn wall(self) -> NaiveDateTime {
        match self {
            Until::Day(day) => day.and_time(NaiveTime::MIN) + chrono::TimeDelta::seconds(86_399),
            Until::Wall(at) | Until::Instant(at) => at,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub frequency: Frequency,
    pub interval: u16,
    pub by_month: Vec<u8>,
    pub by_month_day: Vec<i8>,
    pub by_day: Vec<NthDay>,
    pub by_set_pos: Vec<i32>,
    pub week_start: Weekday,
    pub count: Option<u32>,
    pub until: Option<Until>,
}

impl Parts {
    pub fn every(frequency: Frequency) -> Self {
        Parts {
            frequency,
            interval: 1,
            by_month: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Mon,
            count: None,
            until: None,
        }
    }

    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim().to_ascii_uppercase();
        if TEXT_MAX < text.len() {
            return None;
        }
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut seen: Vec<&str> = Vec::new();
        let mut parts = Parts::every(Frequency::Daily);
        for part in text.strip_suffix(';').unwrap_or(text).split(';') {
            let (name, value) = part.split_once('=')?;
            if seen.contains(&name) {
                return None;
            }
            seen.push(name);
            parts.take(name, value)?;
        }
        (seen.contains(&"FREQ") && parts.is_offered()).then_some(parts)
    }

    fn take(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "FREQ" => self.frequency = frequency(value)?,
            "INTERVAL" => self.interval = number(value).filter(|n| (1..=INTERVAL_MAX).contains(n))?,
            "COUNT" => self.count = Some(number(value).filter(|n| (1..=COUNT_MAX).contains(n))?),
            "UNTIL" => self.until = Some(until(value)?),
            "WKST" => self.week_start = weekday(value)?,
            "BYMONTH" => self.by_month = list(value, |v| number(v).filter(|n| (1..=12).contains(n)))?,
            "BYMONTHDAY" => {
                self.by_month_day = list(value, |v| signed(v).filter(|n| in_reach(*n, 31)))?
                    .into_iter()
                    .map(|n| i8::try_from(n).expect("BUG: within 31"))
                    .collect();
            }
            "BYDAY" => self.by_day = list(value, nth_day)?,
            "BYSETPOS" => {
                self.by_set_pos = list(value, |v| signed(v).filter(|n| in_reach(*n, 366)))?
                    .into_iter()
                    .map(i32::from)
                    .collect();
            }
            _ => return None,
        }
        Some(())
    }

    /// Tells whether the parts may stand together, by RFC 5545 and by what Inward offers.
    fn is_offered(&self) -> bool {
        let nth_fits = self.by_day.iter().filter_map(|d| d.nth).all(|n| match self.frequency {
            Frequency::Monthly => in_reach(n, 5) && n != FIFTH_FROM_THE_END,
            Frequency::Yearly if self.by_month.is_empty() => in_reach(n, 53),
            Frequency::Yearly => in_reach(n, 5),
            Frequency::Daily | Frequency::Weekly => false,
        });
        let picks_from_something = self.by_set_pos.is_empty()
            || !self.by_day.is_empty()
            || !self.by_month_day.is_empty()
            || !self.by_month.is_empty();
        nth_fits
            && picks_from_something
            && !(self.count.is_some() && self.until.is_some())
            && (self.frequency != Frequency::Weekly || self.by_month_day.is_empty())
            && self.has_a_place_to_pick()
            && !self.is_never()
    }

    /// Tells whether one place of BYSETPOS can exist at all, as a 31st Monday of a month cannot.
    fn has_a_place_to_pick(&self) -> bool {
        self.by_set_pos.is_empty()
            || self.by_set_pos.iter().any(|p| p.unsigned_abs() as usize <= self.largest_set())
    }

    /// Returns how many days one period can hold at most.
    fn largest_set(&self) -> usize {
        let days =
            |every: usize| self.by_day.iter().map(|d| if d.nth.is_some() { 1 } else { every }).sum::<usize>();
        let of_a_month = match (self.by_month_day.len(), self.by_day.len()) {
            (0, 0) => 1,
            (0, _) => days(5),
            (month_days, _) => month_days,
        };
        match self.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => self.by_day.len().max(1),
            Frequency::Monthly => of_a_month,
            Frequency::Yearly if !self.by_month.is_empty() => of_a_month * self.by_month.len(),
            Frequency::Yearly if self.by_month_day.is_empty() => days(53).max(1),
            Frequency::Yearly => self.by_month_day.len() * 12,
        }
    }

    /// Tells whether no month of the rule has any of its days, as 31 February.
    pub fn is_never(&self) -> bool {
        let longest = |month: u8| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        !self.by_month.is_empty()
            && !self.by_month_day.is_empty()
            && self.by_month.iter().all(|m| self.by_month_day.iter().all(|d| longest(*m) < d.abs()))
    }

    pub fn to_rule(&self) -> RRule<Unvalidated> {
        let frequency = match self.frequency {
            Frequency::Daily => rrule::Frequency::Daily,
            Frequency::Weekly => rrule::Frequency::Weekly,
            Frequency::Monthly => rrule::Frequency::Monthly,
            Frequency::Yearly => rrule::Frequency::Yearly,
        };
        let months: Vec<Month> =
            self.by_month.iter().map(|m| Month::try_from(*m).expect("BUG: months are 1 to 12")).collect();
        let rule = RRule::new(frequency)
            .interval(self.interval)
            .week_start(self.week_start)
            .by_month(&months)
            .by_month_day(self.by_month_day.clone())
            .by_weekday(self.by_day.iter().map(|d| NWeekday::new(d.nth, d.day)).collect())
            .by_set_pos(self.by_set_pos.clone());
        match self.count {
            Some(count) => rule.count(count),
            None => rule,
        }
    }
}

fn frequency(value: &str) -> Option<Frequency> {
    match value {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

const DAY_NAMES: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

fn weekday(value: &str) -> Option<Weekday> {
    DAY_NAMES.iter().find(|(name, _)| *name == value).map(|(_, day)| *day)
}

fn nth_day(value: &str) -> Option<NthDay> {
    let split = value.len().checked_sub(2).filter(|at| value.is_char_boundary(*at))?;
    let (nth, day) = value.split_at(split);
    let nth = if nth.is_empty() { None } else { Some(signed(nth).filter(|n| *n != 0)?) };
    Some(NthDay { nth, day: weekday(day)? })
}

/// Reads digits only: no sign, no space.
fn number<T: FromStr>(value: &str) -> Option<T> {
    let digits_only = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    if digits_only { value.parse().ok() } else { None }
}

fn signed(value: &str) -> Option<i16> {
    match value.strip_prefix('-') {
        Some(rest) => number::<i16>(rest).map(|n| -n),
        None => number(value.strip_prefix('+').unwrap_or(value)),
    }
}

fn in_reach(n: i16, most: i16) -> bool {
    n != 0 && n.abs() <= most
}

fn list<T: PartialEq>(value: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for item in value.split(',') {
        let item = one(item)?;
        if !all.contains(&item) {
            all.push(item);
        }
    }
    Some(all)
}

fn until(value: &str) -> Option<Until> {
    let (text, instant) = match value.strip_suffix('Z') {
        Some(rest) => (rest, true),
        None => (value, false),
    };
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'T') {
        return None;
    }
    match (text.len(), instant) {
        (8, false) => NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Until::Day),
        (15, true) => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok().map(Until::Instant),
        (15, false) => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok().map(Until::Wall),
        _ => None,
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(f, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        write_list(f, "BYMONTH", &self.by_month)?;
        write_list(f, "BYMONTHDAY", &self.by_month_day)?;
        write_list(f, "BYDAY", &self.by_day)?;
        write_list(f, "BYSETPOS", &self.by_set_pos)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", name_of(self.week_start))?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        match self.until {
            None => Ok(()),
            Some(Until::Day(day)) => write!(f, ";UNTIL={}", day.format("%Y%m%d")),
            Some(Until::Wall(at)) => write!(f, ";UNTIL={}", at.format("%Y%m%dT%H%M%S")),
            Some(Until::Instant(at)) => write!(f, ";UNTIL={}Z", at.format("%Y%m%dT%H%M%S")),
        }
    }
}

fn write_list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, items: &[T]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        let lead = if i == 0 { format!(";{name}=") } else { ",".to_owned() };
        write!(f, "{lead}{item}")?;
    }
    Ok(())
}

fn name_of(day: Weekday) -> &'static str {
    DAY_NAMES.iter().find(|(_, d)| *d == day).map(|(name, _)| *name).expect("BUG: seven days, seven names")
}

impl fmt::Display for NthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nth {
            Some(n) => write!(f, "{n}{}", name_of(self.day)),
            None => f.write_str(name_of(self.day)),
        }
    }
}
