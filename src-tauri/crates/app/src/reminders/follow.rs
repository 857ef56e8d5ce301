//! Rules that follow what was planned: each is worked out anew from its row when that row is saved.
//!
//! Nothing here decides whether anything rings; that is the planner's.

use chrono::{Days, Duration, NaiveDate, NaiveTime, Weekday};
use inward_domain::entry::{CoolOff, Entry, Feedforward, OfKind, Pulse};
use inward_domain::experiment::Experiment;
use inward_domain::goal::{Goal, GoalStatus};
use inward_domain::ids::RuleId;
use inward_domain::schedule::{Occurrence, Reason, Recurrence, Rule, State, What, reminder};
use inward_domain::text::Line;
use inward_vault::Writer;

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::people::Contacts;
use crate::settings::{self, Settings};

mod others;

/// When everything else of a day is asked for.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("BUG: a time of day");
/// When the closing report is asked for.
const REPORT_AT: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("BUG: a time of day");
/// Everything else helps for a week.
const WEEK: u16 = 7;

/// Lets the evening log follow the time and the workdays of the settings.
pub(crate) fn follow_settings(writer: &Writer, settings: &Settings, call: &Call<'_>) -> Result<(), Trouble> {
    let known = writer.rules()?.into_iter().find(|r| matches!(r.what, What::EveningLog));
    let days = Recurrence::weekdays(&settings.chrono_workdays());
    let starts_on = settings.began_on.unwrap_or_else(|| call.moment.today());
    let id = known.as_ref().map_or_else(|| RuleId(call.moment.new_id()), |r| r.id);
    let rule = Rule::evening_log(id, settings.evening_log_at, days, starts_on, call.moment.now);
    put_if_changed(writer, known, rule)?;
    follow_practices(writer, call)
}

/// Lets the reminder before the act follow the plan of its experiment.
pub(crate) fn follow_experiment(
    writer: &Writer,
    experiment: &Experiment,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    follow_report(writer, experiment, call)?;
    let is_its = |r: &Rule| matches!(r.what, What::PromisedAct { experiment: id } if id == experiment.id);
    let known = writer.rules()?.into_iter().find(is_its);
    let fields = &experiment.fields;
    let (Some(schedule), Some(start)) = (&fields.schedule, fields.starts_on) else {
        return remove(writer, known);
    };
    // A draft that still has gaps, or waits for its draw, is not a promise yet.
    if fields.ended_on().is_some() || !fields.gaps().is_empty() || fields.awaits_draw() {
        return remove(writer, known);
    }
    let id = known.as_ref().map_or_else(|| RuleId(call.moment.new_id()), |r| r.id);
    let days = (start, fields.planned_end_on);
    let mut rule =
        Rule::promised_act(id, experiment.id, schedule, reminder::LEAD_MINUTES, days, call.moment.now);
    rule.own_words = fields.if_then.as_ref().map(|plan| plan.act.clone());
    put_if_changed(writer, known, rule)
}

/// Keeps the moment from which a rule holds when its times did not change.
fn put_if_changed(writer: &Writer, known: Option<Rule>, mut rule: Rule) -> Result<(), Trouble> {
    if let Some(known) = known {
        let since = rule.valid_from;
        rule.valid_from = known.valid_from;
        if known == rule {
            return Ok(());
        }
        if (Rule { own_words: rule.own_words.clone(), useful_until: rule.useful_until, ..known }) != rule {
            rule.valid_from = since;
        }
    }
    Ok(writer.put_rule(&rule)?)
}

fn remove(writer: &Writer, known: Option<Rule>) -> Result<(), Trouble> {
    if let Some(rule) = known {
        writer.remove_rule(rule.id)?;
    }
    Ok(())
}

/// Finds the rule for something, and the id it has or will have.
fn rule_of(writer: &Writer, what: What, call: &Call<'_>) -> Result<(Option<Rule>, RuleId), Trouble> {
    let known = writer.rules()?.into_iter().find(|r| r.what == what);
    let id = known.as_ref().map_or_else(|| RuleId(call.moment.new_id()), |r| r.id);
    Ok((known, id))
}

/// Asks for the closing report on the first workday after the decision that ends it.
fn follow_report(writer: &Writer, experiment: &Experiment, call: &Call<'_>) -> Result<(), Trouble> {
    let what = What::ClosingReport { experiment: experiment.id };
    let (known, id) = rule_of(writer, what, call)?;
    let fields = &experiment.fields;
    let day = fields.ended_on().or(fields.decide_on);
    let Some(day) = day.filter(|_| fields.gaps().is_empty()) else { return remove(writer, known) };
    let workdays = settings::stored(writer)?.chrono_workdays();
    let on = next_workday(day, &workdays);
    put_if_changed(writer, known, Rule::once(id, what, on, REPORT_AT, WEEK, call.moment.now))
}

fn next_workday(day: NaiveDate, workdays: &[Weekday]) -> NaiveDate {
    let mut after = day.iter_days().skip(1).take(7);
    after.find(|d| workdays.contains(&chrono::Datelike::weekday(d))).unwrap_or(day + Duration::days(1))
}

/// Lets the weekly review be there as long as a practice is worked on.
pub(crate) fn follow_practices(writer: &Writer, call: &Call<'_>) -> Result<(), Trouble> {
    let (known, id) = rule_of(writer, What::WeeklyReview, call)?;
    let active = writer.goals()?.into_iter().any(|g| g.fields.status == GoalStatus::Active);
    if !active {
        return remove(writer, known);
    }
    let settings = settings::stored(writer)?;
    let day = settings.review_on();
    // It helps until Sunday, the end of the week it is about.
    let useful_days = u16::try_from(6 - day.num_days_from_monday()).unwrap_or_default();
    let starts_on = known.as_ref().map_or_else(|| call.moment.today(), |r| r.starts_on);
    let days = (Recurrence::weekdays(&[day]), starts_on, None);
    let rule = Rule::on_days(id, What::WeeklyReview, settings.review_at, days, useful_days, call.moment.now);
    put_if_changed(writer, known, rule)
}

/// Lets a look once a month follow the end of a practice, and lets its pulses end.
pub(crate) fn follow_closing(
    writer: &Writer,
    goal: &Goal,
    monthly_look: bool,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    follow_practices(writer, call)?;
    let (pulse, _) = rule_of(writer, What::Pulse { goal: goal.id }, call)?;
    remove(writer, pulse)?;
    let what = What::MonthlyLook { goal: goal.id };
    let (known, id) = rule_of(writer, what, call)?;
    if !monthly_look {
        return remove(writer, known);
    }
    let monthly = Recurrence::new("FREQ=MONTHLY;BYDAY=1MO").expect("BUG: a recurrence of ours");
    let starts_on = call.moment.today() + Days::new(1);
    let rule = Rule::on_days(id, what, MORNING, (monthly, starts_on, None), WEEK, call.moment.now);
    put_if_changed(writer, known, rule)
}

/// Lets the reminders of an entry follow it: a follow-up, the end of a wait, the next pulse.
pub(crate) fn follow_entry(writer: &Writer, entry: &Entry, call: &Call<'_>) -> Result<(), Trouble> {
    let body = &entry.fields.body;
    if let Some(box_) = CoolOff::of(body) {
        let what = What::CoolOff { entry: entry.id };
        let (known, id) = rule_of(writer, what, call)?;
        if box_.then.is_some() {
            return remove(writer, known);
        }
        let opens = box_.opens_at();
        let rule = Rule::once(id, what, opens.date(), opens.time(), 1, call.moment.now);
        return put_if_changed(writer, known, rule);
    }
    if let Some(round) = Feedforward::of(body) {
        return others::follow_round(writer, entry.id, round, call);
    }
    if Pulse::of(body).is_some()
        && let Some(goal) = entry.fields.goal
    {
        return others::follow_pulse(writer, goal, call);
    }
    Ok(())
}

/// Lets a talk be thought of on the first workday on which it is longer ago than the largest wanted interval.
///
/// What still lies in Today of an earlier day is answered by the talk that moved it, and lies there again when that
/// talk is taken back. A rule whose day no longer fits rests (see [`super::rules_in_force`]).
pub(crate) fn follow_contacts(writer: &Writer, call: &Call<'_>) -> Result<(), Trouble> {
    let contacts = Contacts::gather(writer, call)?;
    let workdays = settings::stored(writer)?.chrono_workdays();
    for person in writer.persons()? {
        let what = What::Contact { person: person.id };
        let Some(overdue_on) = contacts.overdue_on(&person) else { continue };
        let (known, id) = rule_of(writer, what, call)?;
        let ledger = writer.occurrences_of(id)?;
        let rang = |row: &&Occurrence| row.was_claimed() && overdue_on <= row.key.on;
        let next = next_workday(call.moment.today(), &workdays);
        let on = if call.moment.local() < overdue_on.and_time(MORNING) {
            overdue_on
        } else if let Some(row) = ledger.iter().find(rang) {
            // It would ring a second time.
            if was_answered_by_a_talk(row) {
                writer.put_occurrence(&row.clone().reopened())?;
            }
            row.key.on
        } else {
            let planned = known.as_ref().map(|rule| rule.starts_on);
            planned.filter(|day| (overdue_on..=next).contains(day)).unwrap_or(next)
        };
        let mut rule = Rule::once(id, what, on, MORNING, WEEK, call.moment.now);
        let name = person.fields.display_name.as_str();
        rule.own_words = Line::new(&call.say("app.talk_with", &[("name", name)])).ok();
        put_if_changed(writer, known, rule)?;
        others::answer_open(writer, id, |row| row.key.on < on)?;
    }
    Ok(())
}

fn was_answered_by_a_talk(row: &Occurrence) -> bool {
    row.state == State::Answered && row.reason == Some(Reason::AlreadyLogged)
}
