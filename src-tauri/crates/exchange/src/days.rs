//! Days as other programs write them: in the order a person chose, never in one that was guessed.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::csv::date;
use crate::problem::{LineReason, Reason, quoted};

/// Tells in which order day, month and year stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `2026-03-27`
    YearFirst,
    /// `27.03.2026`
    DayFirst,
    /// `03/27/2026`
    MonthFirst,
    /// Every date can be read both ways, or they contradict each other: a person is asked.
    Unclear,
}

/// Tells the order of a column of dates; cells that are no date do not count.
pub fn order<'c>(cells: impl Iterator<Item = &'c str>) -> DateOrder {
    let (mut day_first, mut month_first, mut open, mut year_first) = (0, 0, 0, 0);
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        match (as_day_first(cell), as_month_first(cell)) {
            (Some(one), Some(other)) if one != other => open += 1,
            (Some(_), Some(_)) => {}
            (Some(_), None) => day_first += 1,
            (None, Some(_)) => month_first += 1,
            (None, None) => year_first += usize::from(date::read(cell).is_ok()),
        }
    }
    match (day_first, month_first, open) {
        (0, 0, 0) if 0 < year_first => DateOrder::YearFirst,
        (1.., 0, _) => DateOrder::DayFirst,
        (0, 1.., _) => DateOrder::MonthFirst,
        _ => DateOrder::Unclear,
    }
}

/// Reads a day; without an order, one that can be read two ways is not taken.
///
/// # Errors
/// [`Reason::UnclearDate`] with both days, [`Reason::NotADate`] when there is no such day.
pub fn read(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, Reason> {
    let chosen = match order {
        Some(DateOrder::DayFirst) => as_day_first(text),
        Some(DateOrder::MonthFirst) => as_month_first(text),
        Some(DateOrder::YearFirst | DateOrder::Unclear) | None => None,
    };
    if let Some(on) = chosen {
        return Ok(on);
    }
    match date::read(text.trim()) {
        Ok(on) => Ok(on),
        Err(LineReason::DateNotIso { iso, .. }) if order.is_none() || starts_with_year(text) => {
            iso.parse().map_err(|_| Reason::NotADate { found: quoted(text) })
        }
        Err(LineReason::DateNotIso { .. }) => Err(Reason::NotADate { found: quoted(text) }),
        Err(reason) => Err(reason.into()),
    }
}

/// Tells whether a day lies in the years that can be imported.
pub(crate) fn is_in_reach(on: &NaiveDate) -> bool {
    date::YEARS.contains(&on.year())
}

fn starts_with_year(text: &str) -> bool {
    text.trim().bytes().take_while(u8::is_ascii_digit).count() == 4
}

fn as_day_first(text: &str) -> Option<NaiveDate> {
    let [day, month, year] = numbers(text)?;
    date::day(year, month, day)
}

fn as_month_first(text: &str) -> Option<NaiveDate> {
    let [month, day, year] = numbers(text)?;
    date::day(year, month, day)
}

/// Reads three numbers of which the last is the year.
fn numbers(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<&str> = text.trim().split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b, year] = parts[..] else { return None };
    let number = |part: &str| part.parse().ok().filter(|_| part.len() <= 4);
    let short = a.len() <= 2 && b.len() <= 2;
    let century = if year.len() == 2 { 2000 } else { 0 };
    short.then_some([number(a)?, number(b)?, century + number(year)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::iso(&["2026-03-27"], DateOrder::YearFirst)]
    #[case::german(&["01.02.2026", "27.03.2026"], DateOrder::DayFirst)]
    #[case::american(&["1/2/26", "3/27/26"], DateOrder::MonthFirst)]
    #[case::all_open(&["01/02/2026", "03/04/2026"], DateOrder::Unclear)]
    #[case::contradicting(&["27/03/2026", "03/27/2026"], DateOrder::Unclear)]
    #[case::no_dates(&["soon", ""], DateOrder::Unclear)]
    #[case::the_same_both_ways(&["05.05.2026", "13.05.2026"], DateOrder::DayFirst)]
    fn the_order_of_a_column_is_told_or_left_open(#[case] cells: &[&str], #[case] expected: DateOrder) {
        assert_eq!(order(cells.iter().copied()), expected);
    }

    #[rstest]
    #[case("01.02.2026", Some(DateOrder::DayFirst), Some("2026-02-01"))]
    #[case("01/02/2026", Some(DateOrder::MonthFirst), Some("2026-01-02"))]
    #[case::never_guessed("01/02/2026", None, None)]
    #[case::only_one_way("27.3.2026", None, Some("2026-03-27"))]
    #[case::against_the_order("27.3.2026", Some(DateOrder::MonthFirst), None)]
    #[case::iso_beside_others("2026-03-27", Some(DateOrder::DayFirst), Some("2026-03-27"))]
    #[case::year_first_with_slashes("2026/3/27", None, Some("2026-03-27"))]
    #[case::no_such_day("31.02.2026", Some(DateOrder::DayFirst), None)]
    #[case::nothing("", None, None)]
    fn a_day_is_read_in_the_chosen_order(
        #[case] text: &str,
        #[case] order: Option<DateOrder>,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(read(text, order).ok(), expected.map(|day| day.parse().expect("a day")));
    }
}
