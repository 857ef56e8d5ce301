//! "Why did it not ring?": the last occurrences with the reason for each state, and how late reminders came.
//!
//! What the desktop can do (notification server, tray, start with the computer)
//! is the shell's to tell; its types stand here because they are part of the contract.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::schedule::{Occurrence, OccurrenceKey, Rule, State};
use inward_vault::Reader;

use super::Scene;
use crate::contract::Nothing;
use crate::dispatch::Call;
use crate::error::Trouble;

/// How many occurrences the page lists.
const LISTED: usize = 14;

/// Holds what became of the reminders of late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentReminders {
    /// The last ones whose time has come, newest first.
    pub rows: Vec<PastReminder>,
    /// How late those came that were shown, in a sentence; none when there is nothing to tell.
    pub lateness: Option<String>,
}

/// Holds one reminder whose time has come, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastReminder {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// When it was due, in words.
    pub when: String,
    /// What it is about.
    pub text: String,
    /// What became of it, in words.
    pub became: String,
    /// Why, in a sentence, where that needs a reason.
    pub why: Option<String>,
}

/// Tells what the desktop can do for reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Health {
    /// The notification server; none when nobody shows notifications.
    pub server: Option<String>,
    /// What the server said it can do.
    pub capabilities: Vec<String>,
    /// Whether the tray shows the icon.
    pub tray: bool,
    /// Whether Inward starts with the computer.
    pub autostart: bool,
}

/// Tells whether Inward starts with the computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Autostart {
    /// As it is now, read from where the desktop looks.
    pub on: bool,
    /// Whether it is time to ask: a reminder was shown, and nobody answered yet.
    pub ask: bool,
}

/// Lets Inward start with the computer, or not.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SetAutostart {
    /// Which.
    pub on: bool,
}

/// Tells whether the keys that were chosen open the small window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeysState {
    /// None were chosen.
    #[default]
    Off,
    /// The desktop was asked and has not answered yet.
    Asked,
    /// They do.
    Held,
    /// Another program has them.
    Taken,
    /// The desktop gives them to no program, or to this one not.
    Absent,
}

/// Tells what became of the keys for the small window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldKeys {
    /// As it is now.
    pub state: KeysState,
}

/// Lists what became of the last reminders.
pub(crate) fn recent_reminders(
    reader: &Reader,
    _: Nothing,
    call: &Call<'_>,
) -> Result<RecentReminders, Trouble> {
    let scene = Scene::gather(reader, call)?;
    // As they stand after this beat, without claiming anything.
    let mut rows = scene.plan(call).applied_to(&reader.occurrences(None)?);
    rows.retain(|row| row.due_at <= call.moment.now);
    rows.sort_by_key(|row| std::cmp::Reverse((row.due_at, row.key)));
    rows.truncate(LISTED);
    let lateness = lateness(&rows, call);
    Ok(RecentReminders { rows: rows.iter().map(|row| past(&scene, row, call)).collect(), lateness })
}

fn past(scene: &Scene, row: &Occurrence, call: &Call<'_>) -> PastReminder {
    let time = |at: DateTime<Utc>| at.with_timezone(&call.moment.zone).format("%H:%M").to_string();
    let when = super::moment_words(row.due_at, call);
    let became = match (row.state, row.answer, row.snoozed_until, row.shown_at) {
        (State::Answered, Some(answer), ..) => call.say(&format!("schedule.answer.{}", answer.name()), &[]),
        (State::Snoozed, _, Some(until), _) => call.say("app.became_snoozed", &[("at", &time(until))]),
        (State::Shown, _, _, Some(shown)) => call.say("app.became_shown", &[("at", &time(shown))]),
        _ => call.say(&format!("schedule.state.{}", row.state.name()), &[]),
    };
    let why = row.reason.map(|reason| call.say(&format!("schedule.reason.{}", reason.name()), &[]));
    // Two of the user's own at the same time are told apart by their words only.
    let own = scene.rule(row.key.rule).and_then(Rule::as_own);
    let text = own.map_or_else(|| scene.told(row, call).text, |own| own.words.to_string());
    PastReminder { occurrence: row.key, when, text, became, why }
}

/// Says how late the shown ones came: those that nothing kept back.
fn lateness(rows: &[Occurrence], call: &Call<'_>) -> Option<String> {
    let late = |row: &Occurrence| match (row.reason, row.snoozes, row.shown_at) {
        (None, 0, Some(shown)) => Some((shown - row.due_at).num_milliseconds().max(0)),
        _ => None,
    };
    let mut late: Vec<i64> = rows.iter().filter_map(late).collect();
    late.sort_unstable();
    let (median, worst) = (late.get(late.len() / 2)?, late.last()?);
    let seconds = |ms: i64| {
        let tenths = (ms + 50) / 100;
        let point = call.say("app.decimal_point", &[]);
        format!("{}{point}{}", tenths / 10, tenths % 10)
    };
    let n = late.len().to_string();
    let params = [("n", n.as_str()), ("median", &seconds(*median)), ("worst", &seconds(*worst))];
    Some(call.say("app.lateness", &params))
}
