//! The words of a notification and of a card: short, neutral, and without names unless the user wants them.
//!
//! Only text: escaping is the shell's, because only it knows what the
//! notification server reads as markup.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::names::weekday_name;
use super::occurrence::OccurrenceKey;
use super::planner::{CardKind, ReminderCard};
use super::reminder::{Rule, What};
use crate::lexicon::{Language, say};

/// The longest text of a notification, in characters.
pub const TEXT_MAX: usize = 60;

/// Names how much a notification says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextPolicy {
    /// The user's own words, if there are any.
    Full,
    /// What it is about, without names: "09:00 check-in".
    #[default]
    Neutral,
    /// Only that there is a reminder.
    Hidden,
}

/// Holds one notification to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The occurrences it stands for: one, or several in a digest.
    pub occurrences: Vec<OccurrenceKey>,
    /// It comes later than it was due, so the text names the original time.
    pub late: bool,
    /// It may have been shown before: the program ended while showing it.
    pub again: bool,
}

impl Notice {
    /// Returns the text, one line of at most [`TEXT_MAX`] characters.
    ///
    /// `today` is the local date; a rule that is not among `rules` leaves the
    /// hidden text.
    pub fn text(&self, language: Language, policy: TextPolicy, rules: &[Rule], today: NaiveDate) -> String {
        let hidden = || say(language, "schedule.notice.hidden", &[]);
        let [key] = self.occurrences.as_slice() else {
            let n = self.occurrences.len().to_string();
            return say(language, "schedule.notice.digest", &[("n", &n)]);
        };
        let Some(rule) = rules.iter().find(|rule| rule.id == key.rule) else {
            return hidden();
        };
        let text = match policy {
            TextPolicy::Hidden => return hidden(),
            TextPolicy::Full => rule.words(language, key.on, today),
            TextPolicy::Neutral => rule.neutral_words(language, key.on, today),
        };
        let text = if self.late { with_original_time(language, &text, rule, key.on, today) } else { text };
        let text = if self.again { say(language, "schedule.notice.again", &[("text", &text)]) } else { text };
        shortened(&text, TEXT_MAX)
    }
}

impl Rule {
    /// Returns the words for the window: the user's own, or the neutral ones.
    pub fn words(&self, language: Language, on: NaiveDate, today: NaiveDate) -> String {
        match &self.own_words {
            Some(words) => words.as_str().to_owned(),
            None => self.neutral_words(language, on, today),
        }
    }

    /// Returns the words without names: "09:00 check-in".
    pub fn neutral_words(&self, language: Language, on: NaiveDate, today: NaiveDate) -> String {
        let time = self.act_at().format("%H:%M").to_string();
        let day = day_name(language, on);
        let when = if on == today { "today" } else { "past" };
        let key = match self.what {
            What::PromisedAct { .. } | What::EveningLog => {
                format!("schedule.notice.{}.{when}", self.what.kind())
            }
            What::WeeklyReview | What::ClosingReport { .. } | What::Own => {
                format!("schedule.notice.{}", self.what.kind())
            }
        };
        say(language, &key, &[("time", &time), ("day", &day)])
    }
}

impl ReminderCard {
    /// Returns the sentence of the card; `rules` are those the card came from.
    pub fn text(&self, language: Language, rules: &[Rule], now: DateTime<Utc>, here: Tz) -> String {
        let today = now.with_timezone(&here).date_naive();
        let first = self.occurrences.first();
        let found = first.and_then(|key| Some((rules.iter().find(|rule| rule.id == key.rule)?, key.on)));
        match (self.kind, found) {
            (CardKind::Away, _) => {
                say(language, "schedule.card.away", &[("n", &self.unknown_days.to_string())])
            }
            (CardKind::Digest, _) => {
                say(language, "schedule.card.digest", &[("n", &self.occurrences.len().to_string())])
            }
            (CardKind::Due | CardKind::Snoozed | CardKind::Question, None) => {
                say(language, "schedule.notice.hidden", &[])
            }
            (CardKind::Due, Some((rule, on))) => rule.words(language, on, today),
            (CardKind::Snoozed, Some((rule, on))) => {
                let until = self.until.unwrap_or(now).with_timezone(&here);
                let time = until.format("%H:%M").to_string();
                let text = rule.words(language, on, today);
                let (key, day) = if until.date_naive() == today {
                    ("schedule.card.snoozed.today", String::new())
                } else {
                    ("schedule.card.snoozed.other_day", day_name(language, until.date_naive()))
                };
                say(language, key, &[("text", &text), ("time", &time), ("day", &day)])
            }
            (CardKind::Question, Some((rule, on))) => question(language, rule, on, today),
        }
    }
}

fn question(language: Language, rule: &Rule, on: NaiveDate, today: NaiveDate) -> String {
    let time = rule.act_at().format("%H:%M").to_string();
    let when = if on == today { "today" } else { "past" };
    match rule.what {
        What::PromisedAct { .. } | What::EveningLog => {
            let key = format!("schedule.card.question.{}.{when}", rule.what.kind());
            say(language, &key, &[("time", &time), ("day", &day_name(language, on))])
        }
        What::WeeklyReview | What::ClosingReport { .. } | What::Own => rule.words(language, on, today),
    }
}

fn with_original_time(
    language: Language,
    text: &str,
    rule: &Rule,
    on: NaiveDate,
    today: NaiveDate,
) -> String {
    let names_it_already =
        matches!(rule.what, What::PromisedAct { .. } | What::Own) && rule.own_words.is_none();
    if names_it_already {
        return text.to_owned();
    }
    let time = rule.act_at().format("%H:%M").to_string();
    let suffix = if on == today {
        format!(" ({time})")
    } else {
        format!(" ({} {time})", super::names::weekday_short(language, chrono::Datelike::weekday(&on)))
    };
    let room = TEXT_MAX.saturating_sub(suffix.chars().count());
    format!("{}{suffix}", shortened(text, room))
}

fn day_name(language: Language, on: NaiveDate) -> String {
    weekday_name(language, chrono::Datelike::weekday(&on))
}

/// Cuts a text that is too long, at a character, with an ellipsis.
fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
