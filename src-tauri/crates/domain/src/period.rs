//! A period: a run of days that is looked back on, such as a month, a quarter or a year.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::lexicon::{Language, say};
use crate::schedule::names::{long_date, month_name};

/// Returns the Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

/// Holds a run of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// Returns the days from one to the other; none when they are the wrong way round.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// Reads the name of a period: a year `2026`, a quarter `2026-Q1` or a month `2026-03`.
    ///
    /// Years have four figures, so that a month is never taken for a year.
    pub fn named(name: &str) -> Option<Period> {
        let (year, part) = match name.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (name, None),
        };
        let figures = |text: &str, count: usize| {
            let is_number = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
            if is_number { text.parse::<u32>().ok() } else { None }
        };
        let year = i32::try_from(figures(year, 4)?).ok()?;
        let (first_month, months) = match part {
            None => (1, 12),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => (3 * figures(quarter, 1)?.checked_sub(1)? + 1, 3),
                None => (figures(part, 2)?, 1),
            },
        };
        Period::of_months(NaiveDate::from_ymd_opt(year, first_month, 1)?, months)
    }

    fn of_months(from: NaiveDate, months: u32) -> Option<Period> {
        let to = from.checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?;
        Period::new(from, to)
    }

    /// Returns the first day.
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// Returns the last day.
    pub fn to(self) -> NaiveDate {
        self.to
    }

    /// Tells whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Tells whether any day from one to the other lies in it.
    pub fn meets(self, from: NaiveDate, to: NaiveDate) -> bool {
        from <= self.to && self.from <= to
    }

    /// Says it in words: "March 2026", "First quarter of 2026", "2026", "5 January 2026 to 27 March 2026".
    pub fn words(self, language: Language) -> String {
        let is = |months| Period::of_months(self.from, months) == Some(self) && self.from.day() == 1;
        let (month, year) = (self.from.month(), self.from.year().to_string());
        if is(12) && month == 1 {
            return year;
        }
        if is(3) && month % 3 == 1 {
            let key = format!("schedule.period.quarter_{}", month / 3 + 1);
            return say(language, &key, &[("year", &year)]);
        }
        if is(1) {
            let month = month_name(language, month);
            return say(language, "schedule.period.month", &[("month", &month), ("year", &year)]);
        }
        let (from, to) = (long_date(language, self.from), long_date(language, self.to));
        say(language, "schedule.period.days", &[("from", &from), ("to", &to)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[rstest]
    #[case::a_year("2026", "2026-01-01", "2026-12-31", "2026", "2026")]
    #[case::a_quarter("2026-Q1", "2026-01-01", "2026-03-31", "First quarter of 2026", "Erstes Quartal 2026")]
    #[case::small("2026-q4", "2026-10-01", "2026-12-31", "Fourth quarter of 2026", "Viertes Quartal 2026")]
    #[case::a_month("2026-03", "2026-03-01", "2026-03-31", "March 2026", "März 2026")]
    #[case::a_short_month("2024-02", "2024-02-01", "2024-02-29", "February 2024", "Februar 2024")]
    fn a_name_gives_its_days_and_is_said_in_words(
        #[case] name: &str,
        #[case] from: &str,
        #[case] to: &str,
        #[case] english: &str,
        #[case] german: &str,
    ) {
        let period = Period::named(name).expect("a period");
        assert_eq!((period.from(), period.to()), (day(from), day(to)));
        assert_eq!(period.words(Language::En), english);
        assert_eq!(period.words(Language::De), german);
    }

    #[rstest]
    #[case("")]
    #[case("26")]
    #[case("2026-13")]
    #[case("2026-0")]
    #[case("2026-3")]
    #[case("2026-Q0")]
    #[case("2026-Q5")]
    #[case("2026-Q12")]
    #[case("2026-03-01")]
    #[case("-2026")]
    #[case("٢٠٢٦")]
    #[case("March")]
    fn anything_else_is_no_period(#[case] name: &str) {
        assert_eq!(Period::named(name), None);
    }

    #[test]
    fn other_days_are_said_from_end_to_end() {
        let period = Period::new(day("2026-01-05"), day("2026-03-27")).expect("in order");
        assert_eq!(period.words(Language::En), "5 January 2026 to 27 March 2026");
        assert_eq!(period.words(Language::De), "5. Januar 2026 bis 27. März 2026");
        assert_eq!(Period::new(day("2026-01-05"), day("2026-01-04")), None);
        let three_months = Period::new(day("2026-02-01"), day("2026-04-30")).expect("in order");
        assert_eq!(three_months.words(Language::En), "1 February 2026 to 30 April 2026", "not a quarter");
        let a_year = Period::new(day("2026-02-01"), day("2027-01-31")).expect("in order");
        assert_eq!(a_year.words(Language::En), "1 February 2026 to 31 January 2027", "not a year");
    }

    proptest! {
        /// Every month lies in its quarter, and every quarter in its year; the parts fill the whole.
        #[test]
        fn months_fill_quarters_and_quarters_fill_years(year in 1000_i32..9999) {
            let of = |name: String| Period::named(&name).expect("a period");
            let whole = of(format!("{year}"));
            let mut next = whole.from();
            for month in 1..=12 {
                let (part, quarter) = (of(format!("{year}-{month:02}")), of(format!("{year}-Q{}", (month + 2) / 3)));
                prop_assert_eq!(part.from(), next);
                prop_assert!(quarter.holds(part.from()) && quarter.holds(part.to()));
                prop_assert!(whole.meets(quarter.from(), quarter.to()));
                next = part.to().succ_opt().expect("a day");
            }
            prop_assert_eq!(next.pred_opt(), Some(whole.to()));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Period::named(&text);
        }
    }
}
