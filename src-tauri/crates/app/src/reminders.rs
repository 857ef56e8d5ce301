//! Reminders: the plan of the moment, what was answered, and the rest the user asked for.
//!
//! The planner of the domain decides; this file hands it what the vault knows,
//! writes its claims before anything is shown, and turns answers into logs.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::dates::DaysOff;
use inward_domain::experiment::{Checkin, DayLog, Design, Experiment, Rater};
use inward_domain::goal::GoalStatus;
use inward_domain::ids::{ExperimentId, RuleId};
use inward_domain::schedule::planner::{self, Plan};
use inward_domain::schedule::{
    Answer, ExperimentDays, Facts, Occurrence, OccurrenceKey, Quiet, Reason, Rule, Snooze, State, What,
};
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::experiments;
use crate::logging::{self, LogDay};
use crate::people::Contacts;
use crate::settings::{self, Settings};
use crate::today;

mod follow;
mod health;
mod locked;
pub(crate) mod own;
mod tick;

pub(crate) use follow::{
    follow_closing, follow_contacts, follow_entry, follow_experiment, follow_practices, follow_settings,
};
pub(crate) use health::recent_reminders;
pub use health::*;
pub(crate) use locked::Locked;
pub use own::*;
pub(crate) use own::{coming_days, own_reminders, rest_own_reminder, save_own_reminder};
pub(crate) use tick::review_of;
pub use tick::{Announced, Coming, LeadsTo, Notification, Tick};

/// How many days before and after today it is known on which an act is drawn to be as usual.
const DRAWN_DAYS: i64 = 15;

/// Names an answer to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReminderAnswer {
    /// It happened, or the asked-for thing is done.
    Done,
    /// Not today.
    NotToday,
    /// It does not apply today.
    NotApplicable,
    /// Later, without a time.
    Later,
}

/// Answers a reminder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AnswerReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// How.
    pub answer: ReminderAnswer,
}

/// Snoozes a reminder.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SnoozeReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// For how long.
    pub length: Snooze,
}

/// Rests all reminders.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PauseReminders {
    /// Until when; none ends the rest.
    pub until: Option<DateTime<Utc>>,
}

/// Holds a reminder that is due or comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// The local time, `HH:MM`.
    pub at: String,
    /// Its words, as the window says them.
    pub text: String,
    /// Its state, as the ledger names it.
    pub state: State,
}

/// Asks for what comes next.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct UpcomingOf {
    /// How many.
    pub count: u32,
}

/// Tells how a test reminder will be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestReminder {
    /// Whether a notification server is there.
    pub server: Option<String>,
    /// Whether a tray is there.
    pub tray: bool,
    /// What happens now, in a sentence.
    pub words: String,
}

/// Lists the rules whose subject is there: what lies in the trash, or has ended, rests with its reminders.
pub(crate) fn rules_in_force(reader: &Reader, call: &Call<'_>) -> Result<Vec<Rule>, Trouble> {
    let (goals, contacts) = (reader.goals()?, Contacts::gather(reader, call)?);
    let mut rules = Vec::new();
    for rule in reader.rules()? {
        let is_there = match rule.what {
            What::FollowUp { entry } | What::CoolOff { entry } => reader.entry(entry)?.is_some(),
            What::Pulse { goal } => {
                goals.iter().any(|g| g.id == goal && g.fields.status == GoalStatus::Active)
            }
            What::MonthlyLook { goal } => goals.iter().any(|g| g.id == goal),
            What::Contact { person } => {
                let due = reader.person(person)?.and_then(|p| contacts.overdue_on(&p));
                due.is_some_and(|due| due <= rule.starts_on)
            }
            What::WeeklyReview => goals.iter().any(|g| g.fields.status == GoalStatus::Active),
            // Those of an experiment in the trash are left out by the vault.
            What::PromisedAct { .. } | What::ClosingReport { .. } | What::EveningLog | What::Own => true,
        };
        if is_there {
            rules.push(rule);
        }
    }
    Ok(rules)
}

/// Holds what the planner is asked with.
pub(crate) struct Scene {
    pub(crate) rules: Vec<Rule>,
    pub(crate) ledger: Vec<Occurrence>,
    pub(crate) facts: Facts,
    pub(crate) settings: Settings,
}

impl Scene {
    /// Gathers rules, ledger and facts.
    pub(crate) fn gather(reader: &Reader, call: &Call<'_>) -> Result<Scene, Trouble> {
        let settings = settings::stored(reader)?;
        let today = call.moment.today();
        let since = today - Duration::days(planner::LEDGER_DAYS);
        Ok(Scene {
            rules: rules_in_force(reader, call)?,
            ledger: reader.occurrences(Some(since))?,
            facts: facts(reader, &settings, call)?,
            settings,
        })
    }

    pub(crate) fn plan(&self, call: &Call<'_>) -> Plan {
        planner::plan(call.moment.now, call.moment.zone, &self.rules, &self.ledger, &self.facts)
    }

    pub(crate) fn next(&self, count: usize, call: &Call<'_>) -> Vec<Occurrence> {
        planner::next_due(call.moment.now, call.moment.zone, &self.rules, &self.ledger, &self.facts, count)
    }

    fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    fn shown(&self, row: &Occurrence, call: &Call<'_>) -> DueReminder {
        let local = row.rings_at().with_timezone(&call.moment.zone);
        // Said as it will be said when it rings.
        let words = self.rule(row.key.rule).map(|r| r.words(call.language, row.key.on, local.date_naive()));
        DueReminder {
            occurrence: row.key,
            due_at: row.rings_at(),
            at: local.format("%H:%M").to_string(),
            text: words.unwrap_or_default(),
            state: row.state,
        }
    }
}

fn facts(reader: &Reader, settings: &Settings, call: &Call<'_>) -> Result<Facts, Trouble> {
    let mut facts = Facts::at(call.moment.started_at);
    facts.paused_until = settings.paused_until;
    facts.daily_cap = settings.daily_cap;
    facts.can_notify = true;
    facts.quiet = quiet_of(settings);
    let last_review =
        EntryFilter { kind: Some("review".to_owned()), limit: Some(1), ..EntryFilter::default() };
    facts.reviewed_on = reader.entries(&last_review)?.first().map(|review| review.fields.on);
    let since = call.moment.today() - Duration::days(planner::LEDGER_DAYS);
    let is_over = |experiment: &Experiment| experiment.fields.ended_on().is_some_and(|end| end < since);
    for experiment in experiments::of_the_day(reader)?.into_iter().filter(|experiment| !is_over(experiment)) {
        // What a day was drawn for hangs on all the days before it.
        let logs = if experiment.fields.design == Design::DayPairs {
            reader.day_logs(experiment.id)?
        } else {
            reader.day_logs_since(experiment.id, since)?
        };
        let mut days = days_of(&experiment, &logs);
        days.as_usual = as_usual(&experiment, &logs, call.moment.today());
        facts.experiments.push(days);
    }
    today::tell_absence(&mut facts, reader, call)?;
    Ok(facts)
}

/// Returns the quiet hours and days of the settings.
pub(crate) fn quiet_of(settings: &Settings) -> Quiet {
    Quiet {
        hours: Some((settings.quiet_from, settings.quiet_to)),
        days: if settings.quiet_days_off { days_off(settings) } else { Vec::new() },
    }
}

fn days_off(settings: &Settings) -> Vec<chrono::Weekday> {
    use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let at_work = settings.chrono_workdays();
    [Mon, Tue, Wed, Thu, Fri, Sat, Sun].into_iter().filter(|day| !at_work.contains(day)).collect()
}

fn days_of(experiment: &Experiment, logs: &[DayLog]) -> ExperimentDays {
    let fields = &experiment.fields;
    let mine: Vec<_> =
        experiment.measures.iter().filter(|m| m.fields.rater == Rater::Me).map(|m| m.id).collect();
    let complete = |log: &&DayLog| mine.iter().all(|id| log.ratings.iter().any(|r| r.measure == *id));
    // Why a day does not count is the user's own words, which the planner needs nowhere.
    let wordless = |off: &DaysOff| DaysOff::new(off.from(), off.to(), None).expect("BUG: it was one before");
    ExperimentDays {
        experiment: experiment.id,
        first_on: experiment.phases.first().map(|p| p.starts_on),
        last_on: fields.last_on(),
        is_rated: !mine.is_empty() && logging::keeps_record(experiment),
        paused: fields.paused,
        checkins: logs.iter().filter_map(|log| Some((log.on, log.checkin?))).collect(),
        logged: logs.iter().filter(complete).map(|log| log.on).collect(),
        not_applicable: fields.not_applicable.iter().map(wordless).collect(),
        as_usual: BTreeSet::new(),
    }
}

/// Lists the days around today on which an experiment in day pairs asks nothing of the act.
fn as_usual(experiment: &Experiment, logs: &[DayLog], today: NaiveDate) -> BTreeSet<NaiveDate> {
    if experiment.fields.design != Design::DayPairs {
        return BTreeSet::new();
    }
    let around = (-DRAWN_DAYS..=DRAWN_DAYS).map(|days| today + Duration::days(days));
    around.filter(|day| !logging::act_is_drawn_for(experiment, logs, *day)).collect()
}

/// Tells whether the reminder of a day's act never came, so that what is said of the act is said from memory.
pub(crate) fn was_slept_through(
    reader: &Reader,
    experiment: ExperimentId,
    on: NaiveDate,
) -> Result<bool, Trouble> {
    let slept =
        |row: &Occurrence| row.key.on == on && row.shown_at.is_none() && row.reason == Some(Reason::Asleep);
    let rules = reader.rules()?;
    let is_of_the_act = |row: &Occurrence| {
        let rule = rules.iter().find(|rule| rule.id == row.key.rule);
        rule.is_some_and(|rule| rule.what == What::PromisedAct { experiment })
    };
    Ok(reader.occurrences(Some(on))?.iter().any(|row| slept(row) && is_of_the_act(row)))
}

/// Marks the reminders of a day as answered once the day is logged, and opens them again when a log is taken back;
/// `log` is what is known of the day now, if anything.
pub(crate) fn follow_log(
    writer: &Writer,
    experiment: ExperimentId,
    on: NaiveDate,
    log: Option<&DayLog>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let scene = Scene::gather(writer, call)?;
    let evening_done = scene
        .facts
        .experiments
        .iter()
        .all(|days| !days.is_rated_on(on) || days.paused || days.is_off(on) || days.logged.contains(&on));
    for row in scene.ledger.iter().filter(|row| row.key.on == on) {
        let answer = match scene.rule(row.key.rule).map(|rule| rule.what) {
            Some(What::PromisedAct { experiment: id }) if id == experiment => {
                log.and_then(|log| log.checkin).map(Answer::from)
            }
            Some(What::EveningLog) => evening_done.then_some(Answer::Done),
            _ => continue,
        };
        match answer {
            Some(answer) if row.state != State::Answered => {
                writer.put_occurrence(&row.clone().answered(answer))?;
            }
            // *Later* was said by hand, not by a log.
            None if row.state == State::Answered && row.answer != Some(Answer::Later) => {
                writer.put_occurrence(&row.clone().reopened())?;
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// Says a moment: "Friday 13 March 09:00".
fn moment_words(at: DateTime<Utc>, call: &Call<'_>) -> String {
    let local = at.with_timezone(&call.moment.zone);
    format!("{} {}", today::day_words(local.date_naive(), call), local.format("%H:%M"))
}

/// Says what comes next, for the foot of Today.
pub(crate) fn next_line(reader: &Reader, call: &Call<'_>) -> Result<Option<String>, Trouble> {
    let scene = Scene::gather(reader, call)?;
    let Some(row) = scene.next(1, call).into_iter().next() else { return Ok(None) };
    let shown = scene.shown(&row, call);
    let local = row.rings_at().with_timezone(&call.moment.zone).date_naive();
    let when = if local == call.moment.today() {
        shown.at
    } else {
        format!("{} {}", today::day_words(local, call), shown.at)
    };
    Ok(Some(call.say("app.next_line", &[("when", &when), ("what", &shown.text)])))
}

pub(crate) fn upcoming(
    reader: &Reader,
    input: UpcomingOf,
    call: &Call<'_>,
) -> Result<Vec<DueReminder>, Trouble> {
    let scene = Scene::gather(reader, call)?;
    let count = usize::try_from(input.count).unwrap_or(0).min(50);
    Ok(scene.next(count, call).iter().map(|row| scene.shown(row, call)).collect())
}

/// Lists what is due now: planned by the planner, without claiming anything.
pub(crate) fn due(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<Vec<DueReminder>, Trouble> {
    let scene = Scene::gather(reader, call)?;
    let rows = scene.plan(call).applied_to(&scene.ledger);
    let is_due = |row: &&Occurrence| {
        let open = matches!(row.state, State::Due | State::Shown);
        let rule = scene.rule(row.key.rule);
        open && rule.is_some_and(|r| call.moment.now <= r.useful_end(row.key.on, call.moment.zone))
    };
    Ok(rows.iter().filter(is_due).map(|row| scene.shown(row, call)).collect())
}

/// Returns an occurrence of the ledger with its rule; one that was never written is planned anew.
fn found(writer: &Writer, key: OccurrenceKey, call: &Call<'_>) -> Result<(Occurrence, Rule), Trouble> {
    let missing = || call.refuse(Code::NotFound, "app.no_such_reminder", &[]);
    let rule = writer.rules()?.into_iter().find(|r| r.id == key.rule).ok_or_else(missing)?;
    let row = writer
        .occurrence(key)?
        .unwrap_or_else(|| Occurrence::planned(key, rule.due_at(key.on, call.moment.zone)));
    Ok((row, rule))
}

pub(crate) fn answer(writer: &Writer, input: AnswerReminder, call: &Call<'_>) -> Result<Saved, Trouble> {
    let (row, rule) = found(writer, input.occurrence, call)?;
    let checkin = match input.answer {
        ReminderAnswer::Done => Some(Checkin::Done),
        ReminderAnswer::NotToday => Some(Checkin::Missed),
        ReminderAnswer::NotApplicable => Some(Checkin::NotApplicable),
        ReminderAnswer::Later => None,
    };
    let answer = match (rule.what, checkin) {
        (What::PromisedAct { .. } | What::Own, Some(checkin)) => Answer::from(checkin),
        (_, Some(Checkin::Done)) => Answer::Done,
        (_, _) => Answer::Later,
    };
    let id = input.occurrence.rule.to_string();
    if let (What::PromisedAct { experiment }, Some(checkin)) = (rule.what, checkin) {
        let log = LogDay {
            experiment,
            on: Some(input.occurrence.on),
            checkin: Some(checkin),
            ratings: Vec::new(),
            note: None,
        };
        let saved = logging::log_day(writer, log, call)?;
        writer.put_occurrence(&row.answered(answer))?;
        return Ok(Saved { id, message: saved.message });
    }
    writer.put_occurrence(&row.answered(answer))?;
    Ok(Saved { id, message: call.say("app.answered", &[]) })
}

pub(crate) fn snooze(writer: &Writer, input: SnoozeReminder, call: &Call<'_>) -> Result<Saved, Trouble> {
    let (row, rule) = found(writer, input.occurrence, call)?;
    let snoozed = row.snoozed(input.length, &rule, call.moment.now, call.moment.zone);
    let message = match snoozed.snoozed_until {
        Some(until) => {
            let local = until.with_timezone(&call.moment.zone);
            let (at, day) = (local.format("%H:%M").to_string(), local.date_naive());
            if day == call.moment.today() {
                call.say("app.snoozed", &[("at", &at)])
            } else {
                call.say("app.snoozed_until_day", &[("day", &today::day_words(day, call)), ("at", &at)])
            }
        }
        None => call.say("app.snoozes_used", &[]),
    };
    writer.put_occurrence(&snoozed)?;
    Ok(Saved { id: input.occurrence.rule.to_string(), message })
}

pub(crate) fn pause(writer: &Writer, input: PauseReminders, call: &Call<'_>) -> Result<Saved, Trouble> {
    let message = match rest(writer, input.until, call.moment.now)? {
        Some(until) => call.say("app.reminders_rest", &[("when", &moment_words(until, call))]),
        None => call.say("app.reminders_on", &[]),
    };
    Ok(Saved { id: settings::KEY.to_owned(), message })
}

/// Stores until when reminders rest, and returns it.
fn rest(
    writer: &Writer,
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Trouble> {
    let mut settings = settings::stored(writer)?;
    settings.paused_until = until.filter(|until| now < *until);
    writer.put_setting(settings::KEY, &settings, now)?;
    Ok(settings.paused_until)
}

#[cfg(test)]
mod tests {
    use inward_domain::experiment::ExperimentFields;
    use inward_domain::text::Line;

    use super::*;

    #[test]
    fn the_planner_is_told_which_days_do_not_count_and_not_why() {
        let line = |text| Line::new(text).expect("a line");
        let (from, to) = (NaiveDate::MIN, NaiveDate::MAX);
        let off = DaysOff::new(from, to, Some(line("Surgery"))).expect("in order");
        let fields = ExperimentFields { not_applicable: vec![off], ..ExperimentFields::titled(line("Ask")) };
        let (id, created_at) = (ExperimentId(uuid::Uuid::nil()), DateTime::UNIX_EPOCH);
        let days =
            days_of(&Experiment { id, created_at, measures: Vec::new(), phases: Vec::new(), fields }, &[]);
        assert_eq!(days.not_applicable, [DaysOff::new(from, to, None).expect("in order")]);
    }
}
