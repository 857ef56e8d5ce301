mod cases;
mod simulation;
mod story;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use uuid::Uuid;

use super::*;
use crate::ids::{EntryId, ExperimentId, GoalId, PersonId};
use crate::schedule::facts::ExperimentDays;
use crate::schedule::occurrence::Snooze;
use crate::schedule::recurrence::Recurrence;
use crate::schedule::reminder::What;
use crate::schedule::zone::{self, ZonePolicy};

const ZURICH: Tz = Tz::Europe__Zurich;
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// A notification is handed over a moment after it was claimed.
const CONFIRMED_AFTER: TimeDelta = TimeDelta::milliseconds(40);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

/// Reads a wall time of Zurich.
fn at(text: &str) -> DateTime<Utc> {
    zone::instant(ZURICH, NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn experiment() -> ExperimentId {
    ExperimentId(Uuid::from_u128(1))
}

fn rule_id(n: u128) -> RuleId {
    RuleId(Uuid::from_u128(n))
}

/// R1 of the worked case: Mon–Fri 08:50 for the act at 09:00, useful until 09:15.
fn r1() -> Rule {
    let what = What::PromisedAct { experiment: experiment() };
    Rule {
        id: rule_id(1),
        what,
        at: time("08:50"),
        lead_minutes: 10,
        recurrence: Recurrence::weekdays(&WORKDAYS),
        starts_on: day("2026-02-02"),
        ends_on: Some(day("2026-03-27")),
        except_on: Vec::new(),
        zone: ZonePolicy::Floating,
        useful_until: UsefulUntil::WallTime { at: time("09:15") },
        priority: what.usual_priority(),
        own_words: None,
        paused: false,
        valid_from: at("2026-01-28 12:00"),
    }
}

/// R2: Mon–Fri 17:10 from 5 January, useful until 20:00.
fn r2() -> Rule {
    let valid_from = at("2026-01-05 08:40");
    Rule::evening_log(
        rule_id(2),
        time("17:10"),
        Recurrence::weekdays(&WORKDAYS),
        day("2026-01-05"),
        valid_from,
    )
}

/// R3: Friday 16:00, useful until Sunday.
fn r3() -> Rule {
    Rule {
        id: rule_id(3),
        what: What::WeeklyReview,
        at: time("16:00"),
        lead_minutes: 0,
        recurrence: Recurrence::weekdays(&[Weekday::Fri]),
        useful_until: UsefulUntil::Days { days: 2 },
        ends_on: None,
        starts_on: day("2026-01-05"),
        valid_from: at("2026-01-05 08:40"),
        ..r1()
    }
}

/// R6: once, Monday 30 March 09:00, useful for a week.
fn r6() -> Rule {
    let what = What::ClosingReport { experiment: experiment() };
    Rule {
        id: rule_id(6),
        what,
        at: time("09:00"),
        lead_minutes: 0,
        recurrence: Recurrence::new("FREQ=DAILY;COUNT=1").unwrap(),
        starts_on: day("2026-03-30"),
        ends_on: None,
        useful_until: UsefulUntil::Days { days: 7 },
        priority: what.usual_priority(),
        ..r1()
    }
}

/// Something of the user's own at a wall time, every day, useful for two hours.
fn own(n: u128, wall: &str) -> Rule {
    Rule {
        id: rule_id(n),
        what: What::Own,
        at: time(wall),
        lead_minutes: 0,
        recurrence: Recurrence::daily(),
        starts_on: day("2026-01-05"),
        ends_on: None,
        useful_until: UsefulUntil::Minutes { minutes: 120 },
        priority: What::Own.usual_priority(),
        valid_from: at("2026-01-05 08:40"),
        ..r1()
    }
}

/// Facts in which one experiment runs and nothing is logged.
fn facts() -> Facts {
    let mut facts = Facts::at(at("2026-01-05 08:40"));
    facts.experiments = vec![ExperimentDays::of(experiment())];
    facts
}

/// A ledger that is planned against and written, with every notice confirmed at once.
struct Desk {
    rules: Vec<Rule>,
    facts: Facts,
    rows: Vec<Occurrence>,
    shown: Vec<(DateTime<Utc>, Notice)>,
}

impl Desk {
    fn with(rules: Vec<Rule>) -> Self {
        Desk { rules, facts: facts(), rows: Vec::new(), shown: Vec::new() }
    }

    fn look(&self, now: DateTime<Utc>) -> Plan {
        plan(now, ZURICH, &self.rules, &self.rows, &self.facts)
    }

    /// Plans, writes, shows and confirms.
    fn wake(&mut self, now: DateTime<Utc>) -> Plan {
        let plan = self.look(now);
        self.rows = plan.applied_to(&self.rows);
        for notice in &plan.show {
            for key in &notice.occurrences {
                self.change(*key, |row| row.confirmed(now + CONFIRMED_AFTER));
            }
            self.shown.push((now, notice.clone()));
        }
        plan
    }

    fn change(&mut self, key: OccurrenceKey, with: impl Fn(Occurrence) -> Occurrence) {
        for row in &mut self.rows {
            if row.key == key {
                *row = with(row.clone());
            }
        }
    }

    fn row(&self, rule: u128, on: &str) -> &Occurrence {
        let wanted = OccurrenceKey { rule: rule_id(rule), on: day(on), slot: 0 };
        self.rows.iter().find(|row| row.key == wanted).expect("the row is in the ledger")
    }

    /// Says what was shown so far, as local minute and rules.
    fn heard(&self) -> Vec<String> {
        let local = |t: &DateTime<Utc>| t.with_timezone(&ZURICH).format("%Y-%m-%d %H:%M").to_string();
        self.shown
            .iter()
            .map(|(t, n)| {
                let rules: Vec<String> =
                    n.occurrences.iter().map(|k| format!("R{}", k.rule.0.as_u128())).collect();
                format!("{} {}", local(t), rules.join("+"))
            })
            .collect()
    }

    /// Lives from one moment to another awake, waking when the plan says so.
    fn live(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        let mut now = from;
        let mut steps = 0;
        loop {
            let plan = self.wake(now);
            let Some(next) = plan.next_at.filter(|next| *next <= to) else { break };
            assert!(now < next, "the next look lies ahead, or the program would spin");
            now = next;
            steps += 1;
            assert!(steps < 20_000, "a plan wakes for a reason, not all the time");
        }
        self.wake(to);
    }
}
