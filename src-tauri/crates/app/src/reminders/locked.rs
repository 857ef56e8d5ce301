//! Reminders while the vault is locked: the same plan, made from days and times alone, for two days.
//!
//! What is kept in memory has no name, no note and no word of the user's:
//! rules without their words, the ledger, and the days and times the planner
//! is told anyway. So what rings, waits, rests or is put into one does so as
//! with an open vault; what became of it is written down at the next unlock.

use chrono::{DateTime, Duration, Utc};

use inward_domain::lexicon::Language;
use inward_domain::schedule::notice::TextPolicy;
use inward_domain::schedule::{Facts, Occurrence, OccurrenceKey, Rule, State, planner};
use inward_vault::Writer;

use super::tick::{Coming, Tick, notifications, policy_of};
use super::{Scene, SnoozeReminder};
use crate::error::Trouble;
use crate::moment::Moment;

/// For how long reminders go on while the vault is locked.
const KNOWN_HOURS: i64 = 48;

/// Holds what is known of reminders while the vault is locked.
#[derive(Debug)]
pub(crate) struct Locked {
    rules: Vec<Rule>,
    /// As it stood when the vault was locked.
    before: Vec<Occurrence>,
    ledger: Vec<Occurrence>,
    facts: Facts,
    policy: TextPolicy,
    until: DateTime<Utc>,
}

impl Locked {
    /// Takes over from an open vault, and leaves the words there.
    pub(super) fn taking_over(scene: Scene, now: DateTime<Utc>) -> Locked {
        let wordless = |rule: Rule| Rule { own_words: None, ..rule };
        Locked {
            rules: scene.rules.into_iter().map(wordless).collect(),
            before: scene.ledger.clone(),
            ledger: scene.ledger,
            facts: scene.facts,
            // A name has no business in memory while the vault is locked.
            policy: match policy_of(scene.settings.notification_text) {
                TextPolicy::Hidden => TextPolicy::Hidden,
                TextPolicy::Full | TextPolicy::Neutral => TextPolicy::Neutral,
            },
            until: now + Duration::hours(KNOWN_HOURS),
        }
    }

    /// Plans the moment and claims what is to be shown.
    pub(super) fn beat(&mut self, moment: &Moment, can_notify: bool, language: Language) -> Tick {
        if self.until < moment.now {
            return Tick::default();
        }
        self.facts.can_notify = can_notify;
        self.facts.started_at = moment.started_at;
        let plan = planner::plan(moment.now, moment.zone, &self.rules, &self.ledger, &self.facts);
        self.ledger = plan.applied_to(&self.ledger);
        Tick {
            show: notifications(&plan.show, &self.rules, self.policy, None, language, moment.today()),
            next_at: plan.next_at.filter(|at| *at <= self.until),
            changed: false,
        }
    }

    /// Lists what comes next, in neutral words.
    pub(super) fn next(&self, count: usize, moment: &Moment, language: Language) -> Vec<Coming> {
        let rows = planner::next_due(moment.now, moment.zone, &self.rules, &self.ledger, &self.facts, count);
        rows.iter()
            .filter(|row| row.rings_at() <= self.until)
            .map(|row| Coming::told(row, &self.rules, self.policy, language, moment.zone))
            .collect()
    }

    /// Lets reminders rest until then, or not any longer.
    pub(super) fn rest(&mut self, until: Option<DateTime<Utc>>) {
        self.facts.paused_until = until;
    }

    /// Confirms that a notification was handed over, or gives its claim back.
    pub(super) fn settle(&mut self, keys: &[OccurrenceKey], was_shown: bool, now: DateTime<Utc>) {
        self.change(keys, |row| if was_shown { row.confirmed(now) } else { row.released() });
    }

    /// Puts a reminder off; answers whether it is known.
    pub(super) fn snooze(&mut self, input: &SnoozeReminder, moment: &Moment) -> bool {
        let Some(rule) = self.rules.iter().find(|rule| rule.id == input.occurrence.rule).cloned() else {
            return false;
        };
        self.change(&[input.occurrence], |row| row.snoozed(input.length, &rule, moment.now, moment.zone))
    }

    fn change(&mut self, keys: &[OccurrenceKey], change: impl Fn(Occurrence) -> Occurrence) -> bool {
        let mut any = false;
        for row in self.ledger.iter_mut().filter(|row| keys.contains(&row.key)) {
            *row = change(row.clone());
            any = true;
        }
        any
    }

    /// Writes down what became of the reminders; what was answered elsewhere meanwhile stays answered.
    pub(super) fn write_down(self, writer: &Writer) -> Result<(), Trouble> {
        let stored = writer.occurrences(None)?;
        let is_answered =
            |key: OccurrenceKey| stored.iter().any(|row| row.key == key && row.state == State::Answered);
        let rules = writer.rules()?;
        for row in self.ledger.into_iter().filter(|row| !self.before.contains(row)) {
            let is_there = rules.iter().any(|rule| rule.id == row.key.rule);
            if is_there && !is_answered(row.key) {
                writer.put_occurrence(&row)?;
            }
        }
        Ok(())
    }
}
