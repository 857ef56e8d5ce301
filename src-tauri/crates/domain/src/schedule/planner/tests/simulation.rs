//! Random lives: rules, sleeps, restarts, jumps of the clock, snoozes, kills and edits, against what must always hold.
//!
//! A plain run lives about [`USUAL_DAYS`]; `INWARD_SIMULATED_DAYS` sets another
//! number. What must ring is worked out here a second time, from the rules and
//! from what was heard, so that a plan which forgets to wake is found as well.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use rstest::rstest;

use super::*;
use crate::experiment::Checkin;
use crate::schedule::facts::{HARD_CAP, Quiet};
use crate::schedule::occurrence::Reason;
use crate::schedule::reminder::Priority;

mod world;

use world::*;

/// How many days a plain run lives in all.
const USUAL_DAYS: i64 = 1_000;
/// How many lives are lived between two looks at the days so far.
const LIVES_AT_ONCE: u32 = 16;
/// How long after a notification that nobody took the plan is made again.
const NEXT_BEAT: TimeDelta = TimeDelta::seconds(30);
/// How many days back an occurrence of these rules can still be useful.
const LOOK_BACK_DAYS: i64 = 5;

/// What may make an occurrence ring once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Since {
    Nothing,
    Snoozed,
    Killed,
}

/// One life, with everything that was heard in it.
struct Life {
    now: DateTime<Utc>,
    here: Tz,
    rules: Vec<Rule>,
    facts: Facts,
    rows: Vec<Occurrence>,
    kill_next: bool,
    refuse_next: bool,
    /// What was shown, and what has happened to it since.
    shown: BTreeMap<OccurrenceKey, Since>,
    notices: Vec<DateTime<Utc>>,
    last: Option<OccurrenceKey>,
    lived: TimeDelta,
    due: BTreeSet<OccurrenceKey>,
}

impl Life {
    fn new(rules: Vec<Rule>, quiet: Quiet, daily_cap: u8) -> Self {
        let now = at("2026-03-20 06:00");
        let mut facts = Facts { quiet, daily_cap, ..Facts::at(now) };
        facts.experiments = vec![ExperimentDays::of(experiment())];
        Life {
            now,
            here: ZURICH,
            rules,
            facts,
            rows: Vec::new(),
            kill_next: false,
            refuse_next: false,
            shown: BTreeMap::new(),
            notices: Vec::new(),
            last: None,
            lived: TimeDelta::zero(),
            due: BTreeSet::new(),
        }
    }

    fn look(&self) -> Plan {
        plan(self.now, self.here, &self.rules, &self.rows, &self.facts)
    }

    fn wake(&mut self) -> Plan {
        let plan = self.look();
        assert_eq!(plan, self.look(), "the same arguments give the same plan");
        let before = std::mem::take(&mut self.rows);
        self.rows = plan.applied_to(&before);
        let oldest = self.now.date_naive() - TimeDelta::days(14);
        self.rows.retain(|row| oldest <= row.key.on || row.state == State::Snoozed);
        let second = self.look();
        assert!(second.show.is_empty(), "once claimed, nothing is shown again at the same moment");
        assert!(second.update.is_empty(), "a plan leaves nothing to change: {:?}", second.update);
        let (heard, shown) = (self.notices.len(), self.shown.clone());
        for notice in &plan.show {
            self.show(notice);
        }
        self.only_a_full_day_has_no_room(&before, &plan);
        self.nothing_that_must_ring_waits(self.now);
        self.due.extend(self.rows.iter().filter(|row| row.due_at <= self.now).map(|row| row.key));
        if self.refuse_next && !plan.show.is_empty() {
            self.refuse_next = false;
            self.notices.truncate(heard);
            self.shown = shown;
            self.release(&plan.show);
            // The heart beats again before long.
            self.now += NEXT_BEAT;
            return Plan { next_at: Some(self.now), ..plan };
        }
        if self.kill_next && !plan.show.is_empty() {
            self.kill_next = false;
            self.now += TimeDelta::seconds(1);
            self.facts.started_at = self.now;
            // Started again, the program looks at once.
            return Plan { next_at: Some(self.now), ..plan };
        }
        plan
    }

    /// The server took nothing of what was handed over.
    fn release(&mut self, refused: &[Notice]) {
        let is_refused = |row: &Occurrence| refused.iter().any(|n| n.occurrences.contains(&row.key));
        for row in self.rows.iter_mut().filter(|row| is_refused(row)) {
            *row = row.clone().released();
        }
    }

    fn show(&mut self, notice: &Notice) {
        assert!(!self.is_held(self.now), "a pause and quiet time are quiet");
        self.notices.push(self.now);
        for key in notice.occurrences.iter().copied() {
            let is_free = match self.shown.get(&key) {
                None | Some(Since::Snoozed) => true,
                Some(Since::Killed) => notice.again,
                Some(Since::Nothing) => false,
            };
            assert!(is_free, "{key:?} rang twice, unmarked");
            let is_killed = self.kill_next && !self.refuse_next;
            self.shown.insert(key, if is_killed { Since::Killed } else { Since::Nothing });
            if self.refuse_next {
                continue;
            }
            self.last = Some(key);
            if is_killed {
                continue;
            }
            let confirmed_at = self.now + CONFIRMED_AFTER;
            for row in self.rows.iter_mut().filter(|row| row.key == key) {
                *row = row.clone().confirmed(confirmed_at);
            }
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Awake { minutes } => self.stay_awake(TimeDelta::minutes(*minutes)),
            Act::Asleep { minutes } => {
                self.now += TimeDelta::minutes(*minutes);
                self.lived += TimeDelta::minutes(*minutes);
            }
            Act::Jump { minutes } => {
                self.now += TimeDelta::minutes(*minutes);
                self.facts.started_at = self.facts.started_at.min(self.now);
            }
            Act::Restart => self.facts.started_at = self.now,
            Act::KillAtNextClaim => self.kill_next = true,
            Act::RefuseNextDelivery => self.refuse_next = true,
            Act::SnoozeLast(choice) => self.snooze_last(*choice),
            Act::Edit { rule, minute_of_day } => {
                self.rules[*rule].at = NaiveTime::MIN + TimeDelta::minutes(*minute_of_day);
                self.rules[*rule].valid_from = self.now;
            }
            Act::EditDays { rule, shape } => {
                self.rules[*rule].recurrence = Recurrence::new(shape).unwrap();
                self.rules[*rule].valid_from = self.now;
            }
            Act::Rest { rule } => self.rules[*rule].paused = !self.rules[*rule].paused,
            Act::LogDay => {
                let today = self.today();
                self.facts.experiments[0].checkins.insert(today, Checkin::Done);
                self.facts.experiments[0].logged.insert(today);
                self.facts.last_entry_on = Some(today);
            }
            Act::Review => self.facts.reviewed_on = Some(self.today()),
            Act::RestExperiment => {
                self.facts.experiments[0].paused = !self.facts.experiments[0].paused;
            }
            Act::Pause { minutes } => {
                self.facts.paused_until = Some(self.now + TimeDelta::minutes(*minutes));
            }
            Act::Server => self.facts.can_notify = !self.facts.can_notify,
            Act::Travel(zone) => self.here = *zone,
        }
    }

    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.here).date_naive()
    }

    fn stay_awake(&mut self, span: TimeDelta) {
        let end = self.now + span;
        self.lived += span;
        loop {
            let plan = self.wake();
            let next = plan.next_at.filter(|next| *next <= end);
            self.nothing_must_ring_before(next.unwrap_or(end));
            let Some(next) = next else { break };
            assert!(
                plan_is_ahead(self.now, next, &plan),
                "the next look lies ahead, or the program would spin"
            );
            self.now = next.max(self.now);
        }
        self.now = end;
        self.wake();
    }

    fn snooze_last(&mut self, choice: Snooze) {
        let Some(key) = self.last else { return };
        let Some(rule) = self.rules.iter().find(|rule| rule.id == key.rule).cloned() else { return };
        let (now, here) = (self.now, self.here);
        for row in self.rows.iter_mut().filter(|row| row.key == key) {
            *row = row.clone().snoozed(choice, &rule, now, here);
            if row.state == State::Snoozed {
                self.shown.insert(key, Since::Snoozed);
            }
        }
    }

    /// Tells whether a pause, quiet time or a missing server holds everything back.
    fn is_held(&self, at: DateTime<Utc>) -> bool {
        self.facts.paused_until.is_some_and(|until| at < until)
            || self.facts.quiet.ends_after(at, self.here).is_some()
            || !self.facts.can_notify
    }

    /// Tells whether the day of a rule has nothing to ask.
    fn is_settled(&self, rule: &Rule, on: NaiveDate) -> bool {
        let days = &self.facts.experiments[0];
        let of_kind = match rule.what {
            What::PromisedAct { .. } => days.paused || days.checkins.contains_key(&on),
            What::EveningLog => days.paused || days.logged.contains(&on),
            What::ClosingReport { .. } => days.paused,
            What::WeeklyReview => self.facts.reviewed_on.is_some_and(|day| day.iso_week() == on.iso_week()),
            _ => false,
        };
        rule.paused || of_kind
    }

    fn row(&self, key: OccurrenceKey) -> Option<&Occurrence> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// Lists the occurrences that must have rung by a moment and have not, though nothing held them back.
    fn missed(&self, at: DateTime<Utc>) -> Vec<OccurrenceKey> {
        if self.is_held(at) {
            return Vec::new();
        }
        let mut missed = Vec::new();
        for rule in &self.rules {
            let today = at.with_timezone(&rule.zone.zone(self.here)).date_naive();
            let days = rule.days_within(
                today - TimeDelta::days(LOOK_BACK_DAYS),
                today + TimeDelta::days(1),
                self.here,
            );
            // Of several days that have come, the newest is asked for.
            let newest = days.into_iter().rfind(|on| self.has_come(rule, *on, at));
            missed.extend(newest.filter(|on| self.must_ring(rule, *on, at)).map(|on| key(rule, on)));
        }
        let again = self.rows.iter().filter(|row| self.must_ring_again(row, at));
        missed.extend(again.map(|row| row.key));
        missed
    }

    /// Tells whether the day has come: by the clock here, or by what rang where the traveller was before.
    fn has_come(&self, rule: &Rule, on: NaiveDate, at: DateTime<Utc>) -> bool {
        let rang_elsewhere = |row: &Occurrence| row.is_touched() && row.due_at <= at;
        rule.due_at(on, self.here) <= at || self.row(key(rule, on)).is_some_and(rang_elsewhere)
    }

    fn must_ring(&self, rule: &Rule, on: NaiveDate, at: DateTime<Utc>) -> bool {
        let is_useful = rule.valid_from <= rule.due_at(on, self.here) && at < rule.useful_end(on, self.here);
        let found_no_room =
            |row: &Occurrence| (row.state, row.reason) == (State::Suppressed, Some(Reason::Cap));
        let is_excused =
            self.row(key(rule, on)).is_some_and(|row| found_no_room(row) || row.state == State::Answered);
        is_useful && !self.shown.contains_key(&key(rule, on)) && !is_excused && !self.is_settled(rule, on)
    }

    /// Tells whether a snooze is over, or a kill left a claim behind, and the row has not rung since.
    fn must_ring_again(&self, row: &Occurrence, at: DateTime<Utc>) -> bool {
        let Some(rule) = self.rules.iter().find(|rule| rule.id == row.key.rule) else { return false };
        let is_waiting = match row.state {
            State::Snoozed => row.rings_at() <= at && at <= row.rings_at() + TimeDelta::days(AWAY_DAYS),
            State::Due => {
                let began = self.facts.started_at;
                let was_cut_short = began <= at && row.claimed_at.is_some_and(|claimed| claimed < began);
                was_cut_short && at < rule.useful_end(row.key.on, self.here)
            }
            _ => false,
        };
        is_waiting && !self.is_settled(rule, row.key.on)
    }

    fn nothing_that_must_ring_waits(&self, at: DateTime<Utc>) {
        let missed = self.missed(at);
        assert!(missed.is_empty(), "missed at {at}: {missed:?} among {:?}", self.rows);
    }

    /// The program looks again before anything must ring: when one is due, a snooze ends, or quiet time does.
    fn nothing_must_ring_before(&self, next: DateTime<Utc>) {
        let mut moments: Vec<DateTime<Utc>> = self.rows.iter().map(Occurrence::rings_at).collect();
        moments.extend(self.facts.paused_until);
        for rule in &self.rules {
            let from = self.now.with_timezone(&rule.zone.zone(self.here)).date_naive() - TimeDelta::days(1);
            let days = rule.days_from(from, self.here).map(|on| rule.due_at(on, self.here));
            moments.extend(days.take_while(|due_at| *due_at < next));
        }
        let held: Vec<_> =
            moments.iter().filter_map(|at| self.facts.quiet.ends_after(*at, self.here)).collect();
        moments.extend(held);
        moments.extend(self.facts.quiet.ends_after(self.now, self.here));
        for at in moments.into_iter().filter(|at| self.now < *at && *at < next) {
            self.nothing_that_must_ring_waits(at);
        }
    }

    /// What is a card only for want of room came on a day that had its notifications, or keeps room for what goes first.
    fn only_a_full_day_has_no_room(&self, before: &[Occurrence], plan: &Plan) {
        let is_full = |row: &Occurrence| row.state == State::Suppressed && row.reason == Some(Reason::Cap);
        let today = self.today();
        let is_today = |at: &DateTime<Utc>| at.with_timezone(&self.here).date_naive() == today;
        let heard = self.notices.iter().filter(|at| is_today(at)).count();
        let to_come = |rule: &&Rule| {
            let due_at = rule.due_at(today, self.here);
            rule.priority == Priority::First && self.now < due_at && is_today(&due_at)
        };
        for row in plan.update.iter().filter(|row| is_full(row)) {
            if before.iter().any(|old| old.key == row.key && is_full(old)) {
                continue;
            }
            let rule = self.rules.iter().find(|rule| rule.id == row.key.rule).expect("no rule is deleted");
            let reserved = self.rules.iter().filter(to_come).count();
            let room = self.facts.daily_cap.min(HARD_CAP);
            let taken = match rule.priority {
                Priority::First => heard,
                Priority::Usual => heard + reserved,
            };
            assert!(
                usize::from(room) <= taken,
                "{:?} found no room on a day with {taken} of {room}",
                row.key
            );
        }
    }
}

/// A kill moves the clock of the test on by a second; otherwise the next look lies ahead.
fn plan_is_ahead(now: DateTime<Utc>, next: DateTime<Utc>, plan: &Plan) -> bool {
    now < next || !plan.show.is_empty()
}

/// Counts what all lives together came to.
#[derive(Default)]
struct Lives {
    lives: Cell<usize>,
    minutes: Cell<i64>,
    due: Cell<usize>,
    rung: Cell<usize>,
    notices: Cell<usize>,
}

impl Lives {
    fn days(&self) -> i64 {
        self.minutes.get() / (24 * 60)
    }

    fn add(&self, life: &Life) {
        self.lives.set(self.lives.get() + 1);
        self.minutes.set(self.minutes.get() + life.lived.num_minutes());
        self.due.set(self.due.get() + life.due.len());
        self.rung.set(self.rung.get() + life.shown.len());
        self.notices.set(self.notices.get() + life.notices.len());
    }
}

fn days_to_live() -> i64 {
    std::env::var("INWARD_SIMULATED_DAYS").map_or(USUAL_DAYS, |days| days.parse().expect("a number of days"))
}

#[test]
fn whatever_happens_each_is_shown_once_and_none_is_missed() {
    let (all, wanted) = (Lives::default(), days_to_live());
    let acts = proptest::collection::vec(act(), 1..40);
    let life = (rules(), quiet(), 1u8..=4, acts);
    let config = ProptestConfig {
        cases: LIVES_AT_ONCE,
        max_shrink_iters: 4_096,
        source_file: Some(file!()),
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new(config.clone());
    while all.days() < wanted {
        let lived = runner.run(&life, |(rules, quiet, daily_cap, acts)| {
            let mut life = Life::new(rules, quiet, daily_cap);
            for act in &acts {
                life.act(act);
            }
            life.stay_awake(TimeDelta::days(3));
            all.add(&life);
            Ok::<(), TestCaseError>(())
        });
        lived.unwrap_or_else(|why| panic!("after {} days: {why}", all.days()));
        runner = TestRunner::new(config.clone());
    }
    eprintln!(
        "{} days in {} lives: {} occurrences came, {} rang in {} notifications, 0 missed, 0 double",
        all.days(),
        all.lives.get(),
        all.due.get(),
        all.rung.get(),
        all.notices.get(),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_life_without_sleep_or_cap_hears_every_occurrence_at_its_minute(rules in rules(), days in 1i64..20) {
        // The rules begin with the life: what was due before it would take room of the first day's cap.
        let rules: Vec<Rule> = rules.into_iter().take(HARD_CAP.into()).map(|rule| Rule {
            what: What::Own,
            priority: Priority::First,
            valid_from: at("2026-03-20 06:00"),
            ..rule
        }).collect();
        let mut life = Life::new(rules.clone(), Quiet::default(), HARD_CAP);
        let (from, to) = (life.now, life.now + TimeDelta::days(days));
        let mut heard: Vec<(OccurrenceKey, DateTime<Utc>)> = Vec::new();
        while life.now <= to {
            let plan = life.wake();
            heard.extend(plan.show.iter().flat_map(|n| n.occurrences.iter().map(|k| (*k, life.now))));
            match plan.next_at {
                Some(next) => life.now = next,
                None => break,
            }
        }
        for rule in &rules {
            let first = from.date_naive() - TimeDelta::days(1);
            for on in rule.days_within(first, to.date_naive() + TimeDelta::days(1), ZURICH) {
                let due_at = rule.due_at(on, ZURICH);
                if from < due_at && due_at <= to && due_at < rule.useful_end(on, ZURICH) {
                    let times: Vec<_> = heard.iter().filter(|(k, _)| *k == key(rule, on)).collect();
                    prop_assert_eq!(times.len(), 1, "{:?} on {}", rule.at, on);
                    prop_assert_eq!(times[0].1, due_at);
                }
            }
        }
    }
}

#[rstest]
#[case("Europe/Zurich")]
#[case("Asia/Beirut")]
#[case("Australia/Lord_Howe")]
#[case("America/Asuncion")]
#[case("Africa/Casablanca")]
#[case("Pacific/Chatham")]
fn in_a_year_of_small_hours_no_day_is_lost_and_none_doubled(#[case] zone: Tz) {
    for wall in ["00:00", "02:15", "02:50"] {
        let rule = Rule { valid_from: at("2025-12-01 00:00"), starts_on: day("2025-12-01"), ..own(7, wall) };
        let mut now = zone::instant(zone, day("2026-01-01").and_time(time("12:00")));
        let end = now + TimeDelta::days(365);
        let facts = Facts::at(now);
        let mut rows: Vec<Occurrence> = Vec::new();
        let mut shown = BTreeMap::new();
        while now < end {
            let plan = plan(now, zone, std::slice::from_ref(&rule), &rows, &facts);
            for key in plan.show.iter().flat_map(|notice| &notice.occurrences) {
                *shown.entry(*key).or_insert(0) += 1;
            }
            rows = plan.applied_to(&rows).split_off(rows.len().saturating_sub(14));
            now = plan.next_at.expect("there is always a tomorrow");
        }
        assert_eq!(shown.len(), 365, "one for each day");
        assert!(shown.values().all(|times| *times == 1), "and each once");
    }
}
