//! Random lives: rules, sleeps, restarts, jumps of the clock, snoozes, kills and edits, against what must always hold.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::schedule::facts::{HARD_CAP, Quiet};

/// What the world does next.
#[derive(Debug, Clone)]
enum Act {
    /// Stays awake for so many minutes, waking when the plan says so.
    Awake { minutes: i64 },
    /// Sleeps or is off for so many minutes.
    Asleep { minutes: i64 },
    /// The clock jumps by so many minutes.
    Jump { minutes: i64 },
    /// The program ends and starts again.
    Restart,
    /// The program is killed after the next claim, before it can confirm.
    KillAtNextClaim,
    /// The user snoozes what was shown last.
    SnoozeLast(Snooze),
    /// The user edits the time of a rule.
    Edit { rule: usize, minute_of_day: i64 },
    /// The user lets a rule rest, or takes it up again.
    Rest { rule: usize },
    /// The user travels.
    Travel(Tz),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1i64..3_000).prop_map(|minutes| Act::Awake { minutes }),
        2 => (1i64..9_000).prop_map(|minutes| Act::Asleep { minutes }),
        1 => (-300i64..300).prop_map(|minutes| Act::Jump { minutes }),
        1 => Just(Act::Restart),
        1 => Just(Act::KillAtNextClaim),
        1 => proptest::sample::select(Snooze::ALL).prop_map(Act::SnoozeLast),
        1 => (0usize..4, 0i64..1_440).prop_map(|(rule, minute_of_day)| Act::Edit { rule, minute_of_day }),
        1 => (0usize..4).prop_map(|rule| Act::Rest { rule }),
        1 => proptest::sample::select(vec![ZURICH, Tz::Asia__Beirut, Tz::Australia__Lord_Howe, Tz::America__New_York])
            .prop_map(Act::Travel),
    ]
}

fn any_rule(n: u128) -> impl Strategy<Value = Rule> {
    let shapes = proptest::sample::select(vec![
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2WE",
        "FREQ=DAILY;COUNT=5",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ]);
    let useful = prop_oneof![
        (1u32..600).prop_map(|minutes| UsefulUntil::Minutes { minutes }),
        (0u32..24).prop_map(|h| UsefulUntil::WallTime { at: NaiveTime::from_hms_opt(h, 30, 0).unwrap() }),
        (0u16..4).prop_map(|days| UsefulUntil::Days { days }),
    ];
    let fixed = prop_oneof![
        3 => Just(ZonePolicy::Floating),
        1 => Just(ZonePolicy::Fixed { zone: Tz::Europe__Zurich.into() }),
    ];
    let left_out =
        prop::collection::vec((0u64..40).prop_map(|n| day("2026-02-20") + chrono::Days::new(n)), 0..4);
    (shapes, 0i64..1_440, useful, any::<bool>(), fixed, left_out).prop_map(
        move |(shape, minute, useful_until, is_first, zone, except_on)| Rule {
            recurrence: Recurrence::new(shape).unwrap(),
            at: NaiveTime::MIN + TimeDelta::minutes(minute),
            useful_until,
            zone,
            except_on,
            priority: if is_first { crate::schedule::reminder::Priority::First } else { Default::default() },
            ..own(n, "00:00")
        },
    )
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    (any_rule(7), any_rule(8), any_rule(9), any_rule(10)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

/// One life, with a count of how often each occurrence was shown and how often that was allowed.
struct Life {
    now: DateTime<Utc>,
    here: Tz,
    rules: Vec<Rule>,
    facts: Facts,
    rows: Vec<Occurrence>,
    kill_next: bool,
    shown: BTreeMap<OccurrenceKey, usize>,
    allowed: BTreeMap<OccurrenceKey, usize>,
    last: Option<OccurrenceKey>,
    per_day: BTreeMap<NaiveDate, usize>,
}

impl Life {
    fn new(rules: Vec<Rule>, quiet: Quiet, daily_cap: u8) -> Self {
        let now = at("2026-03-20 06:00");
        let mut facts = Facts::at(now);
        (facts.quiet, facts.daily_cap) = (quiet, daily_cap);
        Life {
            now,
            here: ZURICH,
            rules,
            facts,
            rows: Vec::new(),
            kill_next: false,
            shown: BTreeMap::new(),
            allowed: BTreeMap::new(),
            last: None,
            per_day: BTreeMap::new(),
        }
    }

    fn look(&self) -> Plan {
        plan(self.now, self.here, &self.rules, &self.rows, &self.facts)
    }

    fn wake(&mut self) -> Plan {
        let plan = self.look();
        assert_eq!(plan, self.look(), "the same arguments give the same plan");
        self.rows = plan.applied_to(&self.rows);
        let oldest = self.now.date_naive() - TimeDelta::days(14);
        self.rows.retain(|row| oldest <= row.key.on || row.state == State::Snoozed);
        let second = self.look();
        assert!(second.show.is_empty(), "once claimed, nothing is shown again at the same moment");
        assert!(second.update.is_empty(), "a plan leaves nothing to change: {:?}", second.update);
        for notice in &plan.show {
            self.show(notice);
        }
        if self.kill_next && !plan.show.is_empty() {
            self.kill_next = false;
            self.now += TimeDelta::seconds(1);
            self.facts.started_at = self.now;
        }
        plan
    }

    fn show(&mut self, notice: &Notice) {
        if !notice.again {
            let local = self.now.with_timezone(&self.here).date_naive();
            *self.per_day.entry(local).or_default() += 1;
        }
        assert!(self.facts.quiet.ends_after(self.now, self.here).is_none(), "quiet time is quiet");
        for key in notice.occurrences.iter().copied() {
            *self.shown.entry(key).or_default() += 1;
            self.last = Some(key);
            if self.kill_next {
                *self.allowed.entry(key).or_insert(1) += 1;
                continue;
            }
            let now = self.now;
            for row in self.rows.iter_mut().filter(|row| row.key == key) {
                *row = row.clone().confirmed(now);
            }
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Awake { minutes } => self.stay_awake(TimeDelta::minutes(*minutes)),
            Act::Asleep { minutes } => self.now += TimeDelta::minutes(*minutes),
            Act::Jump { minutes } => {
                self.now += TimeDelta::minutes(*minutes);
                self.facts.started_at = self.facts.started_at.min(self.now);
            }
            Act::Restart => self.facts.started_at = self.now,
            Act::KillAtNextClaim => self.kill_next = true,
            Act::SnoozeLast(choice) => self.snooze_last(*choice),
            Act::Edit { rule, minute_of_day } => {
                self.rules[*rule].at = NaiveTime::MIN + TimeDelta::minutes(*minute_of_day);
                self.rules[*rule].valid_from = self.now;
            }
            Act::Rest { rule } => self.rules[*rule].paused = !self.rules[*rule].paused,
            Act::Travel(zone) => self.here = *zone,
        }
    }

    fn stay_awake(&mut self, span: TimeDelta) {
        let end = self.now + span;
        loop {
            let plan = self.wake();
            self.nothing_useful_waits();
            match plan.next_at {
                Some(next) if next <= end => {
                    assert!(
                        plan_is_ahead(self.now, next, &plan),
                        "the next look lies ahead, or the program would spin"
                    );
                    self.now = next.max(self.now);
                }
                _ => break,
            }
        }
        self.now = end;
        self.wake();
    }

    fn snooze_last(&mut self, choice: Snooze) {
        let Some(key) = self.last else { return };
        let Some(rule) = self.rules.iter().find(|rule| rule.id == key.rule).cloned() else { return };
        let (now, here) = (self.now, self.here);
        for row in self.rows.iter_mut().filter(|row| row.key == key) {
            let after = row.clone().snoozed(choice, &rule, now, here);
            if after.state == State::Snoozed {
                *self.allowed.entry(key).or_insert(1) += 1;
            }
            *row = after;
        }
    }

    /// Right after an awake moment: everything useful was shown, or the ledger says why not.
    fn nothing_useful_waits(&self) {
        for rule in &self.rules {
            let today = self.now.with_timezone(&rule.zone.zone(self.here)).date_naive();
            for on in rule.days_within(today - TimeDelta::days(5), today, self.here) {
                let due_at = rule.due_at(on, self.here);
                let is_useful = rule.valid_from <= due_at
                    && due_at <= self.now
                    && self.now < rule.useful_end(on, self.here);
                if !is_useful {
                    continue;
                }
                let row = self.rows.iter().find(|row| row.key == key(rule, on));
                let row = row.expect("an occurrence inside its useful time is in the ledger");
                let was_shown = self.shown.contains_key(&row.key);
                assert!(
                    was_shown || row.reason.is_some(),
                    "neither shown nor explained: {row:?} at {}",
                    self.now
                );
            }
        }
    }

    fn check_at_the_end(&self) {
        for (key, times) in &self.shown {
            let allowed = self.allowed.get(key).copied().unwrap_or(1);
            assert!(*times <= allowed, "{key:?} was shown {times} times, {allowed} allowed");
        }
    }
}

/// A kill moves the clock of the test on by a second; otherwise the next look lies ahead.
fn plan_is_ahead(now: DateTime<Utc>, next: DateTime<Utc>, plan: &Plan) -> bool {
    now < next || !plan.show.is_empty()
}

fn quiet() -> impl Strategy<Value = Quiet> {
    prop_oneof![
        Just(Quiet::default()),
        Just(Quiet {
            hours: NaiveTime::from_hms_opt(18, 30, 0).zip(NaiveTime::from_hms_opt(8, 0, 0)),
            days: vec![Weekday::Sat, Weekday::Sun],
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_each_is_shown_once_and_none_is_missed(
        rules in rules(),
        quiet in quiet(),
        daily_cap in 1u8..=4,
        acts in proptest::collection::vec(act(), 1..25),
    ) {
        let mut life = Life::new(rules, quiet, daily_cap);
        for act in &acts {
            life.act(act);
        }
        life.stay_awake(TimeDelta::days(3));
        life.check_at_the_end();
    }

    #[test]
    fn a_life_without_sleep_or_cap_hears_every_occurrence_at_its_minute(rules in rules(), days in 1i64..20) {
        // The rules begin with the life: what was due before it would take room of the first day's cap.
        let rules: Vec<Rule> = rules.into_iter().take(HARD_CAP.into()).map(|rule| Rule {
            priority: crate::schedule::reminder::Priority::First,
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
