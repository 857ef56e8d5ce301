//! When a recurrence happens, in a zone. Needs no vault.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use inward_domain::refusal::Refusal;
use inward_domain::schedule::{Recurrence, occurrences_rfc3339};

use super::arguments::Schedule;
use super::failure::Failure;
use super::output::Out;
use super::terminal::Terminal;

/// The most occurrences one call prints.
const COUNT_MAX: u32 = 10_000;

/// Prints one occurrence a line, as RFC 3339 with the zone's offset.
pub(super) fn print(schedule: Schedule, terminal: &mut Terminal) -> Result<Out, Failure> {
    let refused = |argument: &str, refusal: &Refusal| {
        let params = refusal.params();
        let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
        Failure::usage(format!("{argument}: {}", terminal.say(refusal.key(), &params)))
    };
    let rule = Recurrence::new(&schedule.rule).map_err(|refusal| refused("--rule", &refusal))?;
    let start = wall_time(&schedule.start)
        .ok_or_else(|| Failure::usage(terminal.say("cli.not_a_wall_time", &[("value", &schedule.start)])))?;
    let zone: Tz = schedule.zone.parse().map_err(|_| refused("--zone", &Refusal::NotAZone))?;
    let from = schedule.from.as_deref().map(|text| {
        let instant = DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc));
        instant.map_err(|_| Failure::usage(terminal.say("cli.not_an_instant", &[("value", text)])))
    });
    if COUNT_MAX < schedule.count {
        return Err(refused("--count", &Refusal::OutOfRange { low: 1, high: i64::from(COUNT_MAX) }));
    }
    let mut out = Out::new();
    for at in occurrences_rfc3339(&rule, start, zone, from.transpose()?, schedule.count as usize) {
        out.line(at);
    }
    Ok(out)
}

fn wall_time(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}
