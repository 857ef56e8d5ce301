//! Today: one line of the success picture, up to seven lines of what is useful now, and the week.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::experiment::{Checkin, DayLog, Experiment, LATE_DAYS_MAX, Rater};
use inward_domain::goal::GoalStatus;
use inward_domain::ids::{ExperimentId, GoalId, PersonId};
use inward_domain::lexicon;
use inward_domain::path::Sheet;
use inward_domain::period::monday;
use inward_domain::schedule::{OccurrenceKey, Rule, Snooze, What, names, reminder};
use inward_vault::Reader;

use crate::contract::Nothing;
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::experiments::{self, ExperimentState};
use crate::goals::{self, Practice};
use crate::logging::{AssignedDay, act_is_asked_on, assigned_day, checkin_label, keeps_record_on};
use crate::people;
use crate::reminders::{self, LeadsTo};
use crate::settings::{self, Settings};
use crate::worksheets;

mod away;
mod misses;
mod reminded;

pub(crate) use away::{FRESH_FROM, start_from_today, tell_absence};
pub use misses::TwoMisses;
use reminded::Reminded;

/// The most lines Today shows, over its three groups.
const LINES_MAX: usize = 7;

/// The most lines that ask about earlier days.
const UNKNOWN_MAX: usize = 2;

/// Names what a line of Today offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum CardAction {
    /// Log this day.
    LogDay {
        /// Which day.
        on: NaiveDate,
    },
    /// Say whether the planned act happened.
    Checkin {
        /// Which experiment.
        experiment: ExperimentId,
        /// Which day.
        on: NaiveDate,
    },
    /// Open a sheet of the practice.
    OpenSheet {
        /// Which goal.
        goal: GoalId,
        /// Which sheet.
        sheet: Sheet,
    },
    /// Take the decision.
    Decide {
        /// Which experiment.
        experiment: ExperimentId,
    },
    /// Start a practice.
    StartPractice,
    /// Go where a reminder leads.
    Open {
        /// Where.
        to: LeadsTo,
    },
    /// Say that a reminder of the user's own is done.
    Answer {
        /// Which.
        occurrence: OccurrenceKey,
    },
    /// Nothing to do.
    None,
}

/// Holds one line of Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// What it is.
    pub title: String,
    /// When and how long.
    pub meta: String,
    /// The words of its button.
    pub button: Option<String>,
    /// What the button does.
    pub action: CardAction,
    /// The reminder behind it.
    pub occurrence: Option<OccurrenceKey>,
    /// How long that reminder can be put off now.
    pub snoozes: Vec<Snooze>,
}

/// Holds one day of the strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct StripDay {
    /// The day.
    pub on: NaiveDate,
    /// Its short name.
    pub label: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether the act happened.
    pub checkin: Option<Checkin>,
    /// The first measure's rating.
    pub rating: Option<f64>,
}

/// Holds the workdays of this week in one experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WeekStrip {
    /// The experiment's title.
    pub label: String,
    /// The name of its first measure.
    pub measure: Option<String>,
    /// The days.
    pub days: Vec<StripDay>,
}

/// Holds the page Today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayView {
    /// The day.
    pub on: NaiveDate,
    /// "Friday 13 March".
    pub heading: String,
    /// "Week 10 of 12".
    pub eyebrow: Option<String>,
    /// One line of the success picture.
    pub line: Option<String>,
    /// What today was drawn for, one for each experiment whose days come in pairs.
    pub assigned: Vec<AssignedDay>,
    /// What is due.
    pub now: Vec<Card>,
    /// What is still useful.
    pub still_useful: Vec<Card>,
    /// What is done.
    pub done: Vec<Card>,
    /// "Next: Monday 09:00, check-in with Tatiana."
    pub next: Option<String>,
    /// One sentence after some days away.
    pub away: Option<String>,
    /// One question after two days without the act.
    pub two_misses: Option<TwoMisses>,
    /// The workdays of this week, in each experiment that runs; those with other people first.
    pub strips: Vec<WeekStrip>,
}

/// Says a day: "Friday 13 March".
pub(crate) fn day_words(day: NaiveDate, call: &Call<'_>) -> String {
    names::weekday_date(call.language, day)
}

/// Holds what every line of Today is made from.
struct Day<'a> {
    on: NaiveDate,
    settings: Settings,
    experiments: Vec<Experiment>,
    logs: BTreeMap<ExperimentId, Vec<DayLog>>,
    names: BTreeMap<PersonId, String>,
    rules: Vec<Rule>,
    call: &'a Call<'a>,
}

impl<'a> Day<'a> {
    fn gather(reader: &Reader, call: &'a Call<'a>) -> Result<Self, Trouble> {
        let on = call.moment.today();
        let mut logs = BTreeMap::new();
        let experiments = experiments::of_the_day(reader)?;
        for experiment in &experiments {
            logs.insert(experiment.id, reader.day_logs(experiment.id)?);
        }
        let (settings, names, rules) =
            (settings::stored(reader)?, people::names(reader)?, reminders::rules_in_force(reader, call)?);
        Ok(Day { on, settings, experiments, logs, names, rules, call })
    }

    fn log(&self, experiment: &Experiment, on: NaiveDate) -> Option<&DayLog> {
        self.logs_of(experiment).iter().find(|log| log.on == on)
    }

    fn logs_of(&self, experiment: &Experiment) -> &[DayLog] {
        self.logs.get(&experiment.id).map_or(&[], Vec::as_slice)
    }

    fn act_is_asked(&self, experiment: &Experiment, on: NaiveDate) -> bool {
        act_is_asked_on(experiment, self.logs_of(experiment), on)
    }

    /// Says what today was drawn for, experiment by experiment.
    fn assigned(&self) -> Vec<AssignedDay> {
        let kept = self.experiments.iter().filter(|e| keeps_record_on(e, self.on));
        kept.filter_map(|e| assigned_day(e, self.logs_of(e), self.on, self.call)).collect()
    }

    fn checkin_known(&self, experiment: &Experiment, on: NaiveDate) -> bool {
        self.log(experiment, on).is_some_and(|log| log.checkin.is_some())
    }

    fn is_workday(&self, day: NaiveDate) -> bool {
        self.settings.chrono_workdays().contains(&day.weekday())
    }

    /// Tells whether a rating of mine is asked for on the day and missing.
    fn rating_open(&self, experiment: &Experiment, on: NaiveDate) -> bool {
        let asked = keeps_record_on(experiment, on) && !experiment.fields.is_not_applicable(on);
        let mine = experiment.measures.iter().filter(|m| m.fields.rater == Rater::Me);
        let rated =
            |id| self.log(experiment, on).is_some_and(|log| log.ratings.iter().any(|r| r.measure == id));
        asked && self.is_workday(on) && mine.into_iter().any(|m| !rated(m.id))
    }

    fn act(&self, experiment: &Experiment) -> String {
        checkin_label(experiment, &self.names, self.call)
    }

    fn card(&self, title: String, meta: String, button: &str, action: CardAction) -> Card {
        let button = Some(self.call.say(button, &[]));
        Card { title, meta, button, action, occurrence: None, snoozes: Vec::new() }
    }

    /// Lays the reminder of a rule behind a line of this day, so that it can be snoozed.
    fn with_reminder(&self, card: Card, is_its: impl Fn(&What) -> bool) -> Card {
        let Some(rule) = self.rules.iter().find(|rule| is_its(&rule.what)) else { return card };
        let occurrence = Some(OccurrenceKey { rule: rule.id, on: self.on, slot: 0 });
        Card { occurrence, snoozes: self.snoozes(rule), ..card }
    }

    /// Lists how long a reminder can be put off now.
    fn snoozes(&self, rule: &Rule) -> Vec<Snooze> {
        let moment = self.call.moment;
        Snooze::offered(rule, &reminders::quiet_of(&self.settings), moment.now, moment.zone)
    }

    /// Lists the acts of today from their reminder on.
    fn due_acts(&self) -> Vec<Card> {
        let soon = self.call.moment.local() + Duration::minutes(i64::from(reminder::LEAD_MINUTES));
        let due = |e: &&Experiment| {
            self.act_is_asked(e, self.on)
                && keeps_record_on(e, self.on)
                && !self.checkin_known(e, self.on)
                && e.fields.schedule.as_ref().is_some_and(|s| self.on.and_time(s.at) <= soon)
        };
        self.experiments.iter().filter(due).map(|e| self.act_card(e, self.on)).collect()
    }

    fn act_card(&self, experiment: &Experiment, on: NaiveDate) -> Card {
        let at =
            experiment.fields.schedule.as_ref().map(|s| s.at.format("%H:%M").to_string()).unwrap_or_default();
        let meta = if on == self.on { at } else { format!("{}, {at}", day_words(on, self.call)) };
        let ahead =
            experiment.fields.schedule.as_ref().is_some_and(|s| self.call.moment.local() < on.and_time(s.at));
        let title = if ahead {
            self.act(experiment)
        } else {
            self.call.say("app.did_it_happen", &[("act", &self.act(experiment))])
        };
        let id = experiment.id;
        let card = self.card(title, meta, "app.say_how", CardAction::Checkin { experiment: id, on });
        if on != self.on {
            return card;
        }
        self.with_reminder(card, |what| *what == What::PromisedAct { experiment: id })
    }

    fn evening_log(&self) -> Option<Card> {
        self.experiments.iter().find(|e| self.rating_open(e, self.on))?;
        let at = self.settings.evening_log_at.format("%H:%M").to_string();
        let meta = self.call.say("app.about_seconds", &[("at", &at), ("n", "20")]);
        let title = self.call.say("app.how_was_today", &[]);
        let card = self.card(title, meta, "app.log_today", CardAction::LogDay { on: self.on });
        Some(self.with_reminder(card, |what| *what == What::EveningLog))
    }

    fn is_decision_due(&self, experiment: ExperimentId) -> bool {
        let its = self.experiments.iter().find(|e| e.id == experiment);
        its.is_some_and(|e| experiments::state_on(&e.fields, self.on) == ExperimentState::DecisionDue)
    }

    fn decisions(&self) -> Vec<Card> {
        let due = |e: &&Experiment| self.is_decision_due(e.id);
        let card = |e: &Experiment| {
            let title = self.call.say("app.decide_title", &[("title", e.fields.title.as_str())]);
            let day = e.fields.decide_on.map(|d| day_words(d, self.call)).unwrap_or_default();
            let meta = self.call.say("app.decide_meta", &[("day", &day)]);
            self.card(title, meta, "app.decide_button", CardAction::Decide { experiment: e.id })
        };
        self.experiments.iter().filter(due).map(card).collect()
    }

    /// Asks about the latest past days: whether the act happened, else how the day was.
    fn unknown_days(&self, reminded: &Reminded) -> Vec<Card> {
        let acts = self.unknown_acts(reminded.fresh_from);
        let has_its_act = |day: NaiveDate| acts.iter().any(|(_, on)| *on == day);
        let evenings = reminded.evenings.iter().filter(|(on, _)| !has_its_act(*on));
        let evening = |(on, title): &(NaiveDate, String)| {
            let at = self.settings.evening_log_at.format("%H:%M");
            let meta = format!("{}, {at}", day_words(*on, self.call));
            (*on, self.card(title.clone(), meta, "app.say_how", CardAction::LogDay { on: *on }))
        };
        let mut cards: Vec<(NaiveDate, Card)> =
            acts.iter().map(|(e, on)| (*on, self.act_card(e, *on))).chain(evenings.map(evening)).collect();
        cards.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
        cards.into_iter().take(UNKNOWN_MAX).map(|(_, card)| card).collect()
    }

    /// Lists past days, latest first, on which the act was planned and nothing is known; none before Today began anew.
    fn unknown_acts(&self, fresh_from: Option<NaiveDate>) -> Vec<(&Experiment, NaiveDate)> {
        let mut unknown: Vec<(&Experiment, NaiveDate)> = (1..=LATE_DAYS_MAX)
            .map(|back| self.on - Duration::days(back))
            .filter(|day| fresh_from.is_none_or(|first| first <= *day))
            .flat_map(|day| self.experiments.iter().map(move |e| (e, day)))
            .filter(|(e, day)| {
                self.act_is_asked(e, *day) && keeps_record_on(e, *day) && !self.checkin_known(e, *day)
            })
            .collect();
        unknown.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
        unknown
    }

    fn done(&self) -> Vec<Card> {
        let mut done = Vec::new();
        for experiment in &self.experiments {
            let Some(log) = self.log(experiment, self.on) else { continue };
            let key = match log.checkin {
                Some(Checkin::Done) => Some("app.logged_done"),
                Some(Checkin::Missed) => Some("app.logged_missed"),
                Some(Checkin::NotApplicable) => Some("app.logged_na"),
                None => None,
            };
            let at = log.recorded_at.with_timezone(&self.call.moment.zone).format("%H:%M").to_string();
            let quiet = |title| Card {
                title,
                meta: at.clone(),
                button: None,
                action: CardAction::None,
                occurrence: None,
                snoozes: Vec::new(),
            };
            if let Some(key) = key {
                done.push(quiet(self.call.say(key, &[("act", &self.act(experiment))])));
            }
            if !log.ratings.is_empty() {
                done.push(quiet(self.call.say("app.logged_ratings", &[])));
            }
        }
        done
    }

    /// Returns this week's workdays for the experiment that is worked on.
    /// Lists the week of what runs in a practice, or of the one experiment that is worked on.
    fn strips(&self, practice: &Practice) -> Vec<WeekStrip> {
        let of_practice = self.experiments.iter().filter(|e| e.fields.goal == Some(practice.goal.id));
        let mut running: Vec<_> = of_practice.filter(|e| keeps_record_on(e, self.on)).collect();
        running.sort_by_key(|e| (e.fields.people.is_empty(), e.created_at));
        if running.is_empty() {
            running.extend(self.experiments.iter().find(|e| Some(e.id) == practice.experiment));
        }
        running.into_iter().map(|experiment| self.strip(experiment)).collect()
    }

    fn strip(&self, experiment: &Experiment) -> WeekStrip {
        let start = monday(self.on);
        let first = experiment.measures.first().map(|m| m.id);
        let days = (0..7)
            .map(|n| start + Duration::days(n))
            .filter(|day| self.is_workday(*day))
            .map(|on| {
                let log = self.log(experiment, on);
                let rating =
                    log.and_then(|l| l.ratings.iter().find(|r| Some(r.measure) == first)).map(|r| r.value);
                StripDay {
                    on,
                    label: names::weekday_short(self.call.language, on.weekday()),
                    is_today: on == self.on,
                    checkin: log.and_then(|l| l.checkin),
                    rating,
                }
            })
            .collect();
        let measure = experiment.measures.first().map(|m| m.fields.name.to_string());
        WeekStrip { label: experiment.fields.title.to_string(), measure, days }
    }
}

fn next_sheet(practice: &Practice, day: &Day<'_>) -> Option<Card> {
    // The evidence fills itself, and a decision that is due has its own line.
    let sheet = practice.next.filter(|sheet| !matches!(sheet, Sheet::Evidence | Sheet::Decision))?;
    let key = format!("sheet.{}", serde_json::to_value(sheet).ok()?.as_str()?);
    let title = lexicon::say(day.call.language, &key, &[]);
    let meta = day.call.say("app.next_sheet_meta", &[("name", &practice.name)]);
    let action = CardAction::OpenSheet { goal: practice.goal.id, sheet };
    Some(day.card(title, meta, "app.next_sheet_button", action))
}

/// Returns the first sentence of the success picture.
fn first_line(practice: &Practice) -> Option<String> {
    let picture = practice.goal.fields.success.i_do.as_ref()?.as_str();
    let end = picture.find(['.', '\n']).map_or(picture.len(), |i| i + 1);
    Some(picture[..end].trim().to_owned())
}

pub(crate) fn today(reader: &Reader, _: Nothing, call: &Call<'_>) -> Result<TodayView, Trouble> {
    let day = Day::gather(reader, call)?;
    let practices = goals::goals(reader, Nothing {}, call)?;
    let active = practices.iter().find(|p| p.goal.fields.status == GoalStatus::Active);

    let mut two_misses = None;
    for experiment in &day.experiments {
        let logs = day.logs.get(&experiment.id).map(Vec::as_slice).unwrap_or_default();
        let Some(question) = misses::question(experiment, logs, call) else { continue };
        if !worksheets::aside(reader, question.goal)?.contains(&question.id) {
            two_misses.get_or_insert(question);
        }
    }

    let mut now = day.decisions();
    now.extend(day.due_acts());
    now.extend(day.evening_log());
    let mut reminded = reminded::lines(reader, &day)?;
    now.append(&mut reminded.due);
    let mut still_useful: Vec<Card> = match reminded.away {
        Some(_) => Vec::new(),
        None => day.unknown_days(&reminded),
    };
    still_useful.extend(reminded.waiting);
    match active {
        Some(practice) => still_useful.extend(next_sheet(practice, &day)),
        None => {
            let (title, meta) = (call.say("app.start_title", &[]), call.say("app.start_meta", &[]));
            now.push(day.card(title, meta, "app.start_button", CardAction::StartPractice));
        }
    }
    let mut done = day.done();
    now.truncate(LINES_MAX);
    still_useful.truncate(LINES_MAX - now.len());
    done.truncate(LINES_MAX - now.len() - still_useful.len());

    let eyebrow = active
        .and_then(|p| goals::week_of(&p.goal.fields, day.on))
        .map(|(n, of)| call.say("app.week_of", &[("n", &n.to_string()), ("of", &of.to_string())]));
    Ok(TodayView {
        on: day.on,
        heading: day_words(day.on, call),
        eyebrow,
        line: active.and_then(first_line),
        assigned: day.assigned(),
        now,
        still_useful,
        done,
        next: reminders::next_line(reader, call)?,
        away: reminded.away,
        two_misses,
        strips: active.map(|practice| day.strips(practice)).unwrap_or_default(),
    })
}
