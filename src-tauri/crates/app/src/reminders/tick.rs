//! One beat of the heart: plan, claim in the vault, and hand over what is to be shown.
//!
//! While the vault is locked, the times and neutral texts of the next 48 hours
//! are known in memory and nothing else; what was shown then is written down
//! at the next unlock.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::goal::GoalStatus;
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};
use inward_domain::lexicon::{Language, say};
use inward_domain::schedule::notice::TextPolicy;
use inward_domain::schedule::{Occurrence, OccurrenceKey, State, What};
use inward_vault::{Reader, Writer};

use super::Scene;
use crate::dispatch::{App, Call, Caller};
use crate::error::{AppError, Trouble};
use crate::moment::Moment;
use crate::settings::{NotificationText, Settings};

/// How far ahead reminders are known while the vault is locked.
const KNOWN_HOURS: i64 = 48;
/// The most reminders kept in memory while the vault is locked.
const KNOWN_MAX: usize = 20;

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

/// Holds what is known of a reminder while the vault is locked: no name, no note.
#[derive(Debug, Clone)]
pub(crate) struct KnownAhead {
    key: OccurrenceKey,
    due_at: DateTime<Utc>,
    useful_until: DateTime<Utc>,
    text: String,
    is_evening_log: bool,
    shown_at: Option<DateTime<Utc>>,
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
            return Ok(self.tick_locked(moment));
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
                for known in self.known_ahead.iter_mut().filter(|k| keys.contains(&k.key)) {
                    known.shown_at = was_shown.then_some(moment.now);
                }
                Ok(())
            }
        }
    }

    /// Closes the vault and keeps the times of the next two days.
    pub(crate) fn close(&mut self, moment: &Moment) {
        let outside = Call::new(*moment, Caller::Terminal);
        let call = self.in_the_users_terms(&outside);
        let Some(vault) = self.vault.take() else { return };
        self.known_ahead =
            vault.read(|reader| Scene::gather(reader, &call)).map(|s| ahead(&s, &call)).unwrap_or_default();
        // A vault that is dropped is closed all the same; what was confirmed is on the disk.
        let _ = vault.close();
        self.settings = self.settings.take().map(Settings::without_words);
    }

    /// Rests the reminders that are known while the vault is locked; the settings hear of it when it is opened.
    pub fn rest_while_locked(&mut self, until: Option<DateTime<Utc>>) {
        self.rest_asked = Some(until);
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
            None => self.known_next(count, &call),
        };
        Announced { resting_until, next }
    }

    fn known_next(&self, count: usize, call: &Call<'_>) -> Vec<Coming> {
        let coming = |known: &&KnownAhead| known.shown_at.is_none() && call.moment.now < known.due_at;
        let told = |known: &KnownAhead| Coming { due_at: known.due_at, text: known.text.clone() };
        let mut next: Vec<Coming> = self.known_ahead.iter().filter(coming).map(told).collect();
        next.sort_by_key(|one| one.due_at);
        next.truncate(count);
        next
    }

    /// Writes down what was shown while the vault was locked.
    pub(crate) fn remember_shown(&mut self, now: DateTime<Utc>) -> Result<(), Trouble> {
        let known = std::mem::take(&mut self.known_ahead);
        let rest = self.rest_asked.take();
        let Some(vault) = &mut self.vault else { return Ok(()) };
        vault.write(|writer| {
            if let Some(until) = rest {
                super::rest(writer, until, now)?;
            }
            let rows = writer.occurrences(None)?;
            for known in &known {
                let Some(at) = known.shown_at else { continue };
                let row = rows.iter().find(|r| r.key == known.key).cloned();
                let row = row.unwrap_or_else(|| Occurrence::planned(known.key, known.due_at));
                if row.state != State::Answered {
                    let shown =
                        Occurrence { state: State::Shown, claimed_at: Some(at), shown_at: Some(at), ..row };
                    writer.put_occurrence(&shown)?;
                }
            }
            Ok(())
        })
    }

    fn tick_locked(&mut self, moment: &Moment) -> Tick {
        let now = moment.now;
        let language = self.language(moment);
        if let Some(until) = self.rest_asked.flatten().filter(|until| now < *until) {
            return Tick { next_at: Some(until), ..Tick::default() };
        }
        let is_due = |k: &KnownAhead| k.shown_at.is_none() && k.due_at <= now && now <= k.useful_until;
        let show = self
            .known_ahead
            .iter_mut()
            .filter(|k| is_due(k))
            .map(|known| {
                known.shown_at = Some(now);
                Notification {
                    occurrences: vec![known.key],
                    text: known.text.clone(),
                    buttons: buttons(language),
                    done_opens_quick_log: known.is_evening_log,
                    leads_to: if known.is_evening_log { LeadsTo::Log } else { LeadsTo::Today },
                }
            })
            .collect();
        let next_at = self.known_ahead.iter().map(|k| k.due_at).filter(|due| now < *due).min();
        Tick { show, next_at, changed: false }
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
    let show = plan
        .show
        .iter()
        .map(|notice| Notification {
            occurrences: notice.occurrences.clone(),
            text: notice.text(call.language, policy, &scene.rules, call.moment.today()),
            buttons: buttons(call.language),
            done_opens_quick_log: match notice.occurrences.as_slice() {
                [key] => matches!(scene.rule(key.rule).map(|r| r.what), Some(What::EveningLog)),
                _ => true,
            },
            leads_to: match notice.occurrences.as_slice() {
                [key] => LeadsTo::of(scene.rule(key.rule).map(|r| r.what), review),
                _ => LeadsTo::Today,
            },
        })
        .collect();
    Ok(Tick { show, next_at: plan.next_at, changed: !plan.update.is_empty() })
}

impl Scene {
    /// Says a reminder that comes, as the tray may say it.
    pub(super) fn told(&self, row: &Occurrence, call: &Call<'_>) -> Coming {
        Coming { due_at: row.rings_at(), text: self.words_by(self.settings.notification_text, row, call) }
    }

    fn words_by(&self, policy: NotificationText, row: &Occurrence, call: &Call<'_>) -> String {
        let hidden = || say(call.language, "schedule.notice.hidden", &[]);
        let Some(rule) = self.rule(row.key.rule) else { return hidden() };
        // Said as it will be said when it rings.
        let day = row.rings_at().with_timezone(&call.moment.zone).date_naive();
        match policy {
            NotificationText::Hidden => hidden(),
            NotificationText::Neutral => rule.neutral_words(call.language, row.key.on, day),
            NotificationText::Full => rule.words(call.language, row.key.on, day),
        }
    }
}

fn policy_of(text: NotificationText) -> TextPolicy {
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
    for row in writer.occurrences(None)?.into_iter().filter(|row| keys.contains(&row.key)) {
        writer.put_occurrence(&if was_shown { row.confirmed(now) } else { row.released() })?;
    }
    Ok(())
}

/// Lists the next two days' reminders with neutral texts; quiet time and suppression are already taken out.
fn ahead(scene: &Scene, call: &Call<'_>) -> Vec<KnownAhead> {
    let end = call.moment.now + Duration::hours(KNOWN_HOURS);
    let resting = |at: DateTime<Utc>| scene.facts.paused_until.is_some_and(|until| at < until);
    let quiet = |at: DateTime<Utc>| scene.facts.quiet.ends_after(at, call.moment.zone).is_some();
    scene
        .next(KNOWN_MAX, call)
        .into_iter()
        .filter(|row| row.rings_at() <= end && !quiet(row.rings_at()) && !resting(row.rings_at()))
        .filter_map(|row| {
            let rule = scene.rule(row.key.rule)?;
            // A name has no business in memory while the vault is locked.
            let text = match scene.settings.notification_text {
                NotificationText::Hidden => scene.words_by(NotificationText::Hidden, &row, call),
                NotificationText::Full | NotificationText::Neutral => {
                    scene.words_by(NotificationText::Neutral, &row, call)
                }
            };
            Some(KnownAhead {
                key: row.key,
                due_at: row.rings_at(),
                useful_until: rule
                    .useful_end(row.key.on, call.moment.zone)
                    .max(row.rings_at() + Duration::minutes(5)),
                text,
                is_evening_log: matches!(rule.what, What::EveningLog),
                shown_at: None,
            })
        })
        .collect()
}
