//! One beat of the heart: plan, claim in the vault, and hand over what is to be shown.
//!
//! While the vault is locked, [`super::locked`] plans instead.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::goal::GoalStatus;
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};
use inward_domain::lexicon::{Language, say};
use inward_domain::schedule::notice::{Notice, TextPolicy};
use inward_domain::schedule::{Occurrence, OccurrenceKey, Rule, What};
use inward_vault::{Reader, Writer};

use super::locked::Locked;
use super::{Scene, SnoozeReminder};
use crate::dispatch::{App, Call, Caller};
use crate::error::{AppError, Trouble};
use crate::moment::Moment;
use crate::settings::{NotificationText, Settings};

/// Holds one notification to show now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The occurrences it stands for: one, or several in a digest.
    pub occurrences: Vec<OccurrenceKey>,
    /// Its one line, by the text policy, at most 60 characters, not escaped.
    pub text: String,
    /// Its buttons: done, snooze, not today.
    pub buttons: [String; 3],
    /// *Done* asks for ratings, so it opens the quick log.
    pub done_opens_quick_log: bool,
    /// Where a press on the notification itself leads.
    pub leads_to: LeadsTo,
}

/// Names where a notification leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "place")]
pub enum LeadsTo {
    /// Today, where its card lies.
    #[default]
    Today,
    /// The log of the day.
    Log,
    /// The decision about an experiment.
    Decision {
        /// Which.
        experiment: ExperimentId,
    },
    /// An entry of the stream.
    Entry {
        /// Which.
        entry: EntryId,
    },
    /// A practice.
    Practice {
        /// Which.
        goal: GoalId,
    },
    /// A person.
    Person {
        /// Whom.
        person: PersonId,
    },
    /// The review of the week.
    Review {
        /// Of which practice.
        goal: GoalId,
    },
}

impl LeadsTo {
    /// Returns where a reminder leads; `review` is the practice whose week is reviewed.
    pub(crate) fn of(what: Option<What>, review: Option<GoalId>) -> LeadsTo {
        match what {
            Some(What::WeeklyReview) => review.map_or(LeadsTo::Today, |goal| LeadsTo::Review { goal }),
            Some(What::EveningLog) => LeadsTo::Log,
            Some(What::ClosingReport { experiment }) => LeadsTo::Decision { experiment },
            Some(What::FollowUp { entry } | What::CoolOff { entry }) => LeadsTo::Entry { entry },
            Some(What::Pulse { goal } | What::MonthlyLook { goal }) => LeadsTo::Practice { goal },
            Some(What::Contact { person }) => LeadsTo::Person { person },
            Some(What::PromisedAct { .. } | What::Own) | None => LeadsTo::Today,
        }
    }
}

/// Holds what one beat asks of the shell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tick {
    /// What to show; it is claimed already.
    pub show: Vec<Notification>,
    /// When to look again at the latest.
    pub next_at: Option<DateTime<Utc>>,
    /// Whether the ledger changed, so that Today is to be read again.
    pub changed: bool,
}

/// Holds what the tray says of reminders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announced {
    /// Until when they rest; none when they do not.
    pub resting_until: Option<DateTime<Utc>>,
    /// What comes next.
    pub next: Vec<Coming>,
}

/// Holds one reminder that comes: its time, and words by the text policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// What it says.
    pub text: String,
}

impl App {
    /// Plans the moment, claims what is to be shown, and returns it.
    ///
    /// # Errors
    /// An [`AppError`] when the vault cannot be read or written; the next beat tries again.
    pub fn tick(&mut self, moment: &Moment, can_notify: bool) -> Result<Tick, AppError> {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        let Some(vault) = &mut self.vault else {
            let locked = self.locked.as_mut();
            return Ok(locked
                .map(|known| known.beat(&call.moment, can_notify, call.language))
                .unwrap_or_default());
        };
        let beat = vault.write(|writer| beat(writer, can_notify, &call));
        beat.map_err(|t: Trouble| t.into_app_error(call.language))
    }

    /// Confirms that a notification was handed over, or gives its claim back.
    ///
    /// # Errors
    /// An [`AppError`] when the vault cannot be written.
    pub fn delivered(
        &mut self,
        keys: &[OccurrenceKey],
        was_shown: bool,
        moment: &Moment,
    ) -> Result<(), AppError> {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        match &mut self.vault {
            Some(vault) => vault
                .write(|writer| settle(writer, keys, was_shown, moment.now))
                .map_err(|t: Trouble| t.into_app_error(call.language)),
            None => {
                if let Some(known) = &mut self.locked {
                    known.settle(keys, was_shown, moment.now);
                }
                Ok(())
            }
        }
    }

    /// Closes the vault and keeps the days and times that reminders need.
    pub(crate) fn close(&mut self, moment: &Moment) {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        let Some(vault) = self.vault.take() else { return };
        // A recovery key that nobody confirmed opens nothing, and is a secret all the same.
        self.drawn_sheet = None;
        let scene = vault.read(|reader| Scene::gather(reader, &call)).ok();
        self.locked = scene.map(|scene: Scene| Locked::taking_over(scene, moment.now));
        // A vault that is dropped is closed all the same; what was confirmed is on the disk.
        let _ = vault.close();
        self.settings = self.settings.take().map(Settings::without_words);
    }

    /// Rests the reminders that are known while the vault is locked; the settings hear of it when it is opened.
    pub fn rest_while_locked(&mut self, until: Option<DateTime<Utc>>) {
        self.rest_asked = Some(until);
        if let Some(known) = &mut self.locked {
            known.rest(until);
        }
    }

    /// Puts off a reminder that is known while the vault is locked; answers whether it is.
    pub fn snooze_while_locked(&mut self, input: &SnoozeReminder, moment: &Moment) -> bool {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        self.vault.is_none() && self.locked.as_mut().is_some_and(|known| known.snooze(input, &call.moment))
    }

    /// Says what the tray says: how long reminders rest, and what comes next, by the text policy.
    pub fn announced(&mut self, count: usize, moment: &Moment) -> Announced {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        let now = call.moment.now;
        let stored = self.settings.as_ref().and_then(|s| s.paused_until);
        let resting_until = self.rest_asked.unwrap_or(stored).filter(|until| now < *until);
        let next = match &self.vault {
            Some(vault) => vault
                .read(|reader| Scene::gather(reader, &call))
                .map(|scene: Scene| {
                    scene.next(count, &call).iter().map(|row| scene.told(row, &call)).collect()
                })
                .unwrap_or_default(),
            None => self
                .locked
                .as_ref()
                .map(|known| known.next(count, &call.moment, call.language))
                .unwrap_or_default(),
        };
        Announced { resting_until, next }
    }

    /// Writes down what became of reminders while the vault was locked.
    pub(crate) fn remember_shown(&mut self, now: DateTime<Utc>) -> Result<(), Trouble> {
        let known = self.locked.take();
        let rest = self.rest_asked.take();
        let Some(vault) = &mut self.vault else { return Ok(()) };
        vault.write(|writer| {
            if let Some(until) = rest {
                super::rest(writer, until, now)?;
            }
            known.map_or(Ok(()), |known| known.write_down(writer))
        })
    }
}

fn buttons(language: Language) -> [String; 3] {
    ["done", "snooze", "not_today"].map(|key| say(language, &format!("app.button_{key}"), &[]))
}

/// Finds the practice whose week is reviewed: the first that is worked on.
pub(crate) fn review_of(reader: &Reader) -> Result<Option<GoalId>, Trouble> {
    Ok(reader.goals()?.into_iter().find(|g| g.fields.status == GoalStatus::Active).map(|g| g.id))
}

fn beat(writer: &Writer, can_notify: bool, call: &Call<'_>) -> Result<Tick, Trouble> {
    let mut scene = Scene::gather(writer, call)?;
    scene.facts.can_notify = can_notify;
    let plan = scene.plan(call);
    for row in &plan.update {
        writer.put_occurrence(row)?;
    }
    let policy = policy_of(scene.settings.notification_text);
    let review = review_of(writer)?;
    let today = call.moment.today();
    let show = notifications(&plan.show, &scene.rules, policy, review, call.language, today);
    Ok(Tick { show, next_at: plan.next_at, changed: !plan.update.is_empty() })
}

/// Says what is shown; `review` is the practice whose week is reviewed.
pub(super) fn notifications(
    show: &[Notice],
    rules: &[Rule],
    policy: TextPolicy,
    review: Option<GoalId>,
    language: Language,
    today: NaiveDate,
) -> Vec<Notification> {
    let what = |notice: &Notice| match notice.occurrences.as_slice() {
        [key] => rules.iter().find(|rule| rule.id == key.rule).map(|rule| rule.what),
        _ => None,
    };
    let said = |notice: &Notice| Notification {
        occurrences: notice.occurrences.clone(),
        text: notice.text(language, policy, rules, today),
        buttons: buttons(language),
        done_opens_quick_log: 1 < notice.occurrences.len() || what(notice) == Some(What::EveningLog),
        leads_to: LeadsTo::of(what(notice), review),
    };
    show.iter().map(said).collect()
}

impl Scene {
    /// Says a reminder that comes, as the tray may say it.
    pub(super) fn told(&self, row: &Occurrence, call: &Call<'_>) -> Coming {
        let policy = policy_of(self.settings.notification_text);
        Coming::told(row, &self.rules, policy, call.language, call.moment.zone)
    }
}

impl Coming {
    /// Says a reminder that comes, as it will be said when it rings.
    pub(super) fn told(
        row: &Occurrence,
        rules: &[Rule],
        policy: TextPolicy,
        language: Language,
        here: Tz,
    ) -> Coming {
        let day = row.rings_at().with_timezone(&here).date_naive();
        let rule = rules.iter().find(|rule| rule.id == row.key.rule);
        let text = match (policy, rule) {
            (TextPolicy::Hidden, _) | (_, None) => say(language, "schedule.notice.hidden", &[]),
            (TextPolicy::Neutral, Some(rule)) => rule.neutral_words(language, row.key.on, day),
            (TextPolicy::Full, Some(rule)) => rule.words(language, row.key.on, day),
        };
        Coming { due_at: row.rings_at(), text }
    }
}

pub(super) fn policy_of(text: NotificationText) -> TextPolicy {
    match text {
        NotificationText::Full => TextPolicy::Full,
        NotificationText::Neutral => TextPolicy::Neutral,
        NotificationText::Hidden => TextPolicy::Hidden,
    }
}

fn settle(
    writer: &Writer,
    keys: &[OccurrenceKey],
    was_shown: bool,
    now: DateTime<Utc>,
) -> Result<(), Trouble> {
    for key in keys {
        if let Some(row) = writer.occurrence(*key)? {
            writer.put_occurrence(&if was_shown { row.confirmed(now) } else { row.released() })?;
        }
    }
    Ok(())
}
