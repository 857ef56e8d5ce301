//! A date that needs no guessing, or the reason why it does.

use chrono::NaiveDate;

use crate::problem::{LineReason, quoted};

/// The first and the last year a day can lie in.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Reads `YYYY-MM-DD`; any other way of writing a day is refused with what it could mean.
pub(crate) fn read(cell: &str) -> Result<NaiveDate, LineReason> {
    if cell.is_empty() {
        return Err(LineReason::NoDate);
    }
    let not_a_date = || LineReason::NotADate { found: quoted(cell) };
    let parts: Vec<&str> = cell.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let numbers: Option<Vec<u32>> = parts
        .iter()
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    let Some(numbers) = numbers.filter(|n| n.len() == 3) else { return Err(not_a_date()) };
    let [a, b, c] = [numbers[0], numbers[1], numbers[2]];
    if parts[0].len() == 4 {
        let on = day(a, b, c).ok_or_else(not_a_date)?;
        if cell == on.to_string() {
            return Ok(on);
        }
        return Err(LineReason::DateNotIso { found: quoted(cell), iso: on.to_string() });
    }
    let year = if parts[2].len() == 2 { 2000 + c } else { c };
    match (day(year, b, a), day(year, a, b)) {
        (None, None) => Err(not_a_date()),
        (Some(one), Some(other)) if one != other => Err(LineReason::AmbiguousDate {
            found: quoted(cell),
            one: one.to_string(),
            other: other.to_string(),
        }),
        (Some(on), _) | (None, Some(on)) => {
            Err(LineReason::DateNotIso { found: quoted(cell), iso: on.to_string() })
        }
    }
}

pub(crate) fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}
