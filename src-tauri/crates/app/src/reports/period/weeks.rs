//! The small picture of a period: what happened in each week.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inward_domain::entry::{Contact, Conversation, OfKind, Trigger};
use inward_domain::experiment::Checkin;
use inward_domain::period::monday;
use inward_report::Chart;
use inward_report::chart::weeks::{Lane, WeekAmount, Weeks};

use super::{Report, WIDTH};
use crate::entries::EntryView;
use crate::evidence::Told;

/// The most experiments that have a lane; more would be no glance.
const LANES_MAX: usize = 8;

/// Draws the weeks; none when nothing happened in any.
pub(super) fn chart(report: &Report<'_>) -> Option<Chart> {
    let acts = report.told.iter().filter_map(|told| act(report, told)).take(LANES_MAX);
    let is_talk = |view: &EntryView| {
        let body = &view.entry.fields.body;
        Contact::of(body).is_some() || Conversation::of(body).is_some_and(Conversation::is_held)
    };
    let is_moment = |view: &EntryView| Trigger::of(&view.entry.fields.body).is_some();
    let counts = [
        count(report, "spoke", &is_talk),
        count(report, "moments", &is_moment),
        count(report, "other_entries", &|view| !is_talk(view) && !is_moment(view)),
    ];
    let lanes: Vec<Lane> = acts.chain(counts.into_iter().flatten()).collect();
    (!lanes.is_empty()).then(|| {
        let (from, to) = (report.period.from(), report.period.to());
        Weeks {
            title: report.say("weeks"),
            language: report.call.language,
            width: WIDTH,
            from,
            to: to.min(report.call.moment.today().max(from)),
            lanes,
        }
        .chart()
    })
}

/// Counts the act of an experiment, week by week, of the days it applied to.
fn act(report: &Report<'_>, told: &Told) -> Option<Lane> {
    let mut weeks: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
    for log in told.logs.iter().filter(|log| report.period.holds(log.on)) {
        let done = match log.checkin {
            Some(Checkin::Done) => 1,
            Some(Checkin::Missed) => 0,
            Some(Checkin::NotApplicable) | None => continue,
        };
        let (n, of) = weeks.entry(monday(log.on)).or_default();
        (*n, *of) = (*n + done, *of + 1);
    }
    let amount = |(week, (n, of))| WeekAmount { week, n, of: Some(of) };
    let lane = || Lane {
        label: told.experiment.fields.title.to_string(),
        weeks: weeks.iter().map(|(week, counted)| amount((*week, *counted))).collect(),
    };
    (!weeks.is_empty()).then(lane)
}

/// Counts entries, week by week.
fn count(report: &Report<'_>, key: &str, is_counted: &dyn Fn(&EntryView) -> bool) -> Option<Lane> {
    let mut weeks: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for view in report.entries.iter().filter(|view| is_counted(view)) {
        *weeks.entry(monday(view.entry.fields.on)).or_default() += 1;
    }
    let weeks: Vec<WeekAmount> =
        weeks.into_iter().map(|(week, n)| WeekAmount { week, n, of: None }).collect();
    (!weeks.is_empty()).then(|| Lane { label: report.say(key), weeks })
}
