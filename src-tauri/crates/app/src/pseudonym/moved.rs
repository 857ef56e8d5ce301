//! The strings of a row that are no texts: dates are moved by whole weeks, ids are given anew.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use uuid::Uuid;

/// Moves dates and gives ids anew, the same for the same.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    days: TimeDelta,
    ids: Option<Rc<RefCell<HashMap<Uuid, Uuid>>>>,
}

impl Moved {
    /// Moves dates by days; ids are kept, or given anew in the order in which they are met.
    pub fn by(days: TimeDelta, ids: Option<Rc<RefCell<HashMap<Uuid, Uuid>>>>) -> Moved {
        Moved { days, ids }
    }

    /// Returns what stands in place of a string.
    pub fn plain(&self, plain: &str) -> String {
        if let Some(ids) = &self.ids
            && plain.len() == 36
            && let Ok(id) = plain.parse::<Uuid>()
        {
            let mut ids = ids.borrow_mut();
            let next = Uuid::from_u64_pair(0, ids.len() as u64 + 1);
            return ids.entry(id).or_insert(next).to_string();
        }
        if self.days.is_zero() {
            return plain.to_owned();
        }
        self.date(plain).unwrap_or_else(|| plain.to_owned())
    }

    fn date(&self, plain: &str) -> Option<String> {
        let figures = plain.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        match plain.len() {
            4 if figures => {
                let middle = NaiveDate::from_ymd_opt(plain.parse().ok()?, 7, 1)?;
                Some(format!("{:04}", self.day(middle)?.year()))
            }
            7 if figures => {
                let first: NaiveDate = format!("{plain}-01").parse().ok()?;
                Some(self.day(first)?.format("%Y-%m").to_string())
            }
            10 if figures => Some(self.day(plain.parse().ok()?)?.to_string()),
            16 if figures => {
                let at = NaiveDateTime::parse_from_str(plain, "%Y-%m-%dT%H:%M").ok()?;
                Some(at.checked_add_signed(self.days)?.format("%Y-%m-%dT%H:%M").to_string())
            }
            _ if figures => {
                let at: DateTime<Utc> = plain.parse().ok()?;
                let moved = serde_json::to_value(at.checked_add_signed(self.days)?).ok()?;
                moved.as_str().map(str::to_owned)
            }
            _ => self.rule(plain),
        }
    }

    fn day(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_signed(self.days)
    }

    /// Moves the end of a recurrence: `…;UNTIL=20260327T170000`.
    fn rule(&self, plain: &str) -> Option<String> {
        let from = plain.find("UNTIL=")? + "UNTIL=".len();
        let to = from + 8;
        let until = NaiveDate::parse_from_str(plain.get(from..to)?, "%Y%m%d").ok()?;
        Some(format!("{}{}{}", &plain[..from], self.day(until)?.format("%Y%m%d"), &plain[to..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_day("2026-01-05", "2001-01-01")]
    #[case::a_month("2026-01", "2000-12")]
    #[case::a_year("2026", "2001")]
    #[case::a_local_moment("2026-01-22T14:00", "2001-01-18T14:00")]
    #[case::an_instant("2026-01-05T08:00:00Z", "2001-01-01T08:00:00Z")]
    #[case::the_end_of_a_rule("FREQ=WEEKLY;UNTIL=20260105T170000", "FREQ=WEEKLY;UNTIL=20010101T170000")]
    #[case::a_time("09:00", "09:00")]
    #[case::a_seed("2026010520260105", "2026010520260105")]
    #[case::a_zone("Europe/Vienna", "Europe/Vienna")]
    fn dates_move_by_whole_weeks_and_nothing_else_does(#[case] plain: &str, #[case] expected: &str) {
        let days: NaiveDate = "2026-01-05".parse().expect("a day");
        let days = super::super::WEEK_ONE - days;
        assert_eq!(days.num_days() % 7, 0, "a Monday stays a Monday");
        assert_eq!(Moved::by(days, None).plain(plain), expected);
    }

    #[test]
    fn an_id_is_given_anew_and_the_same_for_the_same() {
        let moved = Moved::by(TimeDelta::zero(), Some(Rc::default()));
        let (one, two) = ("0198a000-0000-7000-8000-000000000000", "0198a000-0000-7000-8000-000000000001");
        let first = moved.plain(one);
        assert_ne!(first, one, "an id of this kind tells when it was made");
        assert_ne!(moved.plain(two), first);
        assert_eq!(moved.plain(one), first);
    }
}
