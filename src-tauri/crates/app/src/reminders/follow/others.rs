//! Rules that wait for others: a round of requests without an answer, its follow-ups, the next pulse.
//!
//! Whatever is still to ring has its day already, so that nothing has to be saved in between.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use inward_domain::entry::{Feedforward, Pulse, of_kind};
use inward_domain::ids::{EntryId, GoalId, PersonId, RuleId};
use inward_domain::schedule::{Answer, Occurrence, Reason, Recurrence, Rule, State, What};
use inward_domain::text::Line;
use inward_vault::Writer;

use super::{MORNING, WEEK, put_if_changed, remove, rule_of};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::{people, worksheets};

/// After so many days without an answer a request is looked at again.
const NO_ANSWER_DAYS: u64 = 7;
/// A request without an answer is looked at again so often.
const NO_ANSWER_TIMES: u64 = 2;
/// A look at a request helps until the day before the next one.
const LOOK_DAYS: u16 = 6;
/// A pulse comes every four weeks.
const PULSE_EVERY: &str = "FREQ=DAILY;INTERVAL=28";
/// As many days.
const PULSE_DAYS: u64 = 28;

/// Lets a pulse come every four weeks after the last one, as long as whoever was asked agrees.
pub(super) fn follow_pulse(writer: &Writer, goal: GoalId, call: &Call<'_>) -> Result<(), Trouble> {
    let what = What::Pulse { goal };
    let (known, id) = rule_of(writer, what, call)?;
    let pulses = worksheets::in_order(writer, "pulse", Some(goal), None)?;
    let pulses = of_kind::<Pulse>(&pulses);
    let agrees =
        |person| pulses.iter().rfind(|(e, _)| e.fields.person == person).is_some_and(|(_, p)| p.consent);
    let agreed = pulses.iter().rfind(|(entry, pulse)| pulse.consent && agrees(entry.fields.person));
    let Some((last, _)) = agreed else { return remove(writer, known) };
    let next = last.fields.on + Days::new(PULSE_DAYS);
    let every = Recurrence::new(PULSE_EVERY).expect("BUG: a recurrence of ours");
    let rule = Rule::on_days(id, what, MORNING, (every, next, None), WEEK, call.moment.now);
    put_if_changed(writer, known, rule)?;
    answer_open(writer, id, |row| row.key.on < next)
}

/// Lets a round ring on each day on which somebody in it is looked at again or followed up, once for all of them.
///
/// A day that passed keeps its rule as long as somebody's answer is waited for, and with it what was snoozed.
pub(super) fn follow_round(
    writer: &Writer,
    entry: EntryId,
    round: &Feedforward,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let what = What::FollowUp { entry };
    let mut known: Vec<Rule> = writer.rules()?.into_iter().filter(|rule| rule.what == what).collect();
    let names = people::names(writer)?;
    for (on, looks) in looks(round) {
        let before = known.iter().position(|rule| rule.starts_on == on).map(|at| known.swap_remove(at));
        if before.is_none() && on < call.moment.today() {
            continue;
        }
        let id = before.as_ref().map_or_else(|| RuleId(call.moment.new_id()), |rule| rule.id);
        let mut rule = Rule::once(id, what, on, MORNING, LOOK_DAYS, call.moment.now);
        rule.own_words = Line::new(&looks.words(&names, call)).ok();
        put_if_changed(writer, before, rule)?;
    }
    known.into_iter().try_for_each(|rule| end(writer, rule))
}

/// Who of a round is looked at on one day.
#[derive(Default)]
struct Looks {
    no_answer: Vec<PersonId>,
    follow_up: Vec<PersonId>,
}

impl Looks {
    fn words(&self, names: &BTreeMap<PersonId, String>, call: &Call<'_>) -> String {
        let said = [("app.no_answer_yet", &self.no_answer), ("app.follow_up_with", &self.follow_up)];
        let sentence = |(key, people): (&str, &Vec<PersonId>)| {
            let listed = listed(people.iter().filter_map(|person| names.get(person)), call)?;
            Some(call.say(key, &[("name", &listed)]))
        };
        said.into_iter().filter_map(sentence).collect::<Vec<_>>().join(" · ")
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a String>, call: &Call<'_>) -> Option<String> {
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last.to_owned());
    }
    Some(call.say("evidence.and", &[("first", &names.join(", ")), ("last", last)]))
}

/// Lists the days of a round: a week and two after a request without an answer, and the follow-up of an answered one.
fn looks(round: &Feedforward) -> BTreeMap<NaiveDate, Looks> {
    let mut days: BTreeMap<NaiveDate, Looks> = BTreeMap::new();
    for request in &round.requests {
        match (round.is_answered_by(request.person), request.asked_on) {
            (true, _) => {
                if let Some(day) = request.follow_up() {
                    days.entry(day).or_default().follow_up.push(request.person);
                }
            }
            (false, Some(asked)) => {
                for day in (1..=NO_ANSWER_TIMES).map(|n| asked + Days::new(n * NO_ANSWER_DAYS)) {
                    days.entry(day).or_default().no_answer.push(request.person);
                }
            }
            (false, None) => {}
        }
    }
    days
}

/// Ends a rule nobody is waited for any more: one that rang keeps what became of it, any other is taken away.
fn end(writer: &Writer, rule: Rule) -> Result<(), Trouble> {
    if !writer.occurrences_of(rule.id)?.iter().any(|row| row.key.on == rule.starts_on) {
        return remove(writer, Some(rule));
    }
    answer_open(writer, rule.id, |_| true)
}

/// Answers what of a rule still lies in Today.
pub(super) fn answer_open(
    writer: &Writer,
    rule: RuleId,
    is_meant: impl Fn(&Occurrence) -> bool,
) -> Result<(), Trouble> {
    for row in writer.occurrences_of(rule)?.into_iter().filter(is_meant) {
        match row.state {
            State::Due | State::Shown | State::Snoozed | State::Suppressed => {
                let answered = row.answered(Answer::Done);
                writer.put_occurrence(&Occurrence { reason: Some(Reason::AlreadyLogged), ..answered })?;
            }
            State::Planned | State::Answered | State::Expired => {}
        }
    }
    Ok(())
}
