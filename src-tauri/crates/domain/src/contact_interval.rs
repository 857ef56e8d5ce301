//! The contact interval: how long ago two people last really spoke, measured against what was wanted.
//!
//! It counts workdays from the last contact, held conversation or agreed
//! check-in that is written down, never from the calendar (*Source:* asked for
//! by users of personal relationship managers).
//! There is no red for a person nobody set an interval for.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names how the time since the last contact compares with what was wanted; each has its word, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactState {
    /// Within the wanted interval.
    Green,
    /// Longer than wanted, within the largest.
    Amber,
    /// Longer than the largest.
    Red,
    /// An interval is set and no contact is recorded.
    Unknown,
}

/// Returns how many workdays lie after the first day up to and including the second.
pub fn workdays_since(last: NaiveDate, today: NaiveDate, workdays: &[Weekday]) -> u32 {
    let days = last.iter_days().skip(1).take_while(|day| *day <= today);
    days.filter(|day| workdays.contains(&day.weekday())).count() as u32
}

/// Compares the workdays since the last contact with the wanted and the largest interval.
///
/// With only one of the two set, the other is taken as equal to it; with neither, there is nothing to compare.
pub fn contact_state(
    last: Option<NaiveDate>,
    today: NaiveDate,
    workdays: &[Weekday],
    ideal: Option<u16>,
    max: Option<u16>,
) -> Option<ContactState> {
    let (ideal, max) = (ideal.or(max)?, max.or(ideal)?);
    let Some(last) = last else { return Some(ContactState::Unknown) };
    let since = workdays_since(last, today, workdays);
    Some(if since <= u32::from(ideal) {
        ContactState::Green
    } else if since <= u32::from(max.max(ideal)) {
        ContactState::Amber
    } else {
        ContactState::Red
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContactState::{Amber, Green, Red, Unknown};
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    use rstest::rstest;

    #[rstest]
    #[case::the_same_day(Some("2026-02-06"), "2026-02-06", Some(1), Some(2), Some(Green))]
    #[case::over_a_weekend(Some("2026-02-06"), "2026-02-09", Some(1), Some(2), Some(Green))]
    #[case::two_workdays(Some("2026-02-06"), "2026-02-10", Some(1), Some(2), Some(Amber))]
    #[case::three_workdays(Some("2026-02-06"), "2026-02-11", Some(1), Some(2), Some(Red))]
    #[case::only_the_largest(Some("2026-02-06"), "2026-02-10", None, Some(2), Some(Green))]
    #[case::only_the_wanted(Some("2026-02-06"), "2026-02-10", Some(1), None, Some(Red))]
    #[case::turned_round(Some("2026-02-06"), "2026-02-10", Some(2), Some(1), Some(Green))]
    #[case::never(None, "2026-02-10", Some(1), Some(2), Some(Unknown))]
    #[case::not_set(Some("2026-02-06"), "2026-02-10", None, None, None)]
    #[case::a_contact_of_tomorrow(Some("2026-02-11"), "2026-02-10", Some(1), Some(2), Some(Green))]
    fn the_interval_counts_workdays_from_the_last_contact(
        #[case] last: Option<&str>,
        #[case] today: &str,
        #[case] ideal: Option<u16>,
        #[case] max: Option<u16>,
        #[case] expected: Option<ContactState>,
    ) {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(
            contact_state(last.map(day), day(today), &[Mon, Tue, Wed, Thu, Fri], ideal, max),
            expected
        );
    }
}
