//! A time away: who was here when, and the day from which Today asks again.
//!
//! Nothing of the days before is changed: they stay unknown, and can be filled in.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use inward_domain::schedule::planner::AWAY_DAYS;
use inward_domain::schedule::{Facts, Occurrence, Reason, Rule, State};
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::error::Trouble;

/// The row that holds the day on which "start from today" was last chosen.
pub(crate) const FRESH_FROM: &str = "fresh_from";
/// How far back it is looked who was here; older days are never asked about.
const LOOK_BACK_DAYS: i64 = 15;

pub(crate) fn start_from_today(writer: &Writer, _: Nothing, call: &Call<'_>) -> Result<Saved, Trouble> {
    writer.put_setting(FRESH_FROM, &call.moment.today(), call.moment.now)?;
    Ok(Saved { id: FRESH_FROM.to_owned(), message: call.say("app.from_today", &[]) })
}

/// Tells the planner when somebody was last here, and from which day on Today asks.
///
/// Whoever writes something after more than three days starts from that day, chosen or not.
pub(crate) fn tell_absence(facts: &mut Facts, reader: &Reader, call: &Call<'_>) -> Result<(), Trouble> {
    let mut here = days_here(reader, call)?;
    let chosen = chosen(reader, call)?;
    here.extend(chosen);
    facts.last_entry_on = here.last().copied();
    facts.fresh_from = chosen.max(back_on(&here));
    Ok(())
}

fn chosen(reader: &Reader, call: &Call<'_>) -> Result<Option<NaiveDate>, Trouble> {
    // A file that was taken in may have brought anything; what is no day was never chosen.
    let stored = reader.setting::<serde_json::Value>(FRESH_FROM)?;
    let day: Option<NaiveDate> = stored.and_then(|value| serde_json::from_value(value).ok());
    // A clock that ran ahead hides no day for ever.
    Ok(day.map(|day| day.min(call.moment.today())))
}

/// Lists the days up to today on which something was logged, written, answered or planned; plans alone are a new user's.
fn days_here(reader: &Reader, call: &Call<'_>) -> Result<BTreeSet<NaiveDate>, Trouble> {
    let today = call.moment.today();
    let since = today - Duration::days(LOOK_BACK_DAYS);
    let mut here: BTreeSet<NaiveDate> = reader.days_with_logs(since)?.into_iter().collect();
    let latest = EntryFilter { to: Some(today), limit: Some(1), ..EntryFilter::default() };
    here.extend(reader.entries(&latest)?.iter().map(|entry| entry.fields.on));
    here.extend(reader.days_with_entries(since, today)?);
    here.extend(reader.occurrences(Some(since))?.iter().filter(|row| is_by_hand(row)).map(|row| row.key.on));
    here.retain(|day| *day <= today);
    if !here.is_empty() {
        // A rule holds from the moment somebody made it or changed its times.
        let planned_on = |rule: Rule| rule.valid_from.with_timezone(&call.moment.zone).date_naive();
        here.extend(reader.rules()?.into_iter().map(planned_on).filter(|day| *day <= today));
    }
    Ok(here)
}

/// Tells whether somebody answered, and not the log of the day.
fn is_by_hand(row: &Occurrence) -> bool {
    let by_itself = matches!(row.reason, Some(Reason::AlreadyLogged | Reason::NotApplicable));
    row.state == State::Answered && !by_itself
}

/// Returns the last day on which somebody was here again after more than three days.
fn back_on(here: &BTreeSet<NaiveDate>) -> Option<NaiveDate> {
    let days: Vec<NaiveDate> = here.iter().copied().collect();
    let back = |pair: &&[NaiveDate]| AWAY_DAYS < (pair[1] - pair[0]).num_days() - 1;
    days.windows(2).rfind(back).map(|pair| pair[1])
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nobody_yet(&[], None)]
    #[case::a_beginning_is_no_return(&["2026-02-06"], None)]
    #[case::three_days_are_no_absence(&["2026-02-06", "2026-02-10"], None)]
    #[case::four_are(&["2026-02-06", "2026-02-11"], Some("2026-02-11"))]
    #[case::the_last_return_counts(&["2026-01-05", "2026-01-20", "2026-02-06", "2026-02-07"], Some("2026-02-06"))]
    fn a_return_is_the_first_day_after_more_than_three_without(
        #[case] here: &[&str],
        #[case] back: Option<&str>,
    ) {
        let day = |text: &&str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(back_on(&here.iter().map(day).collect()), back.as_ref().map(day));
    }
}
