//! What the user chose once: name, language, week, reminders.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::lexicon::Language;
use inward_domain::text::{Line, blank_is_none};
use inward_vault::{Reader, Vault, Writer};

use crate::contract::Nothing;
use crate::dispatch::{App, Call};
use crate::error::Trouble;
use crate::reminders;

/// The row under which the settings are kept.
pub(crate) const KEY: &str = "settings";

/// Names the look of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Names the mark in the tray by the panel it lies on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrayIcon {
    /// As the desktop says.
    #[default]
    System,
    /// Light, for a dark panel.
    OnDark,
    /// Dark, for a light panel.
    OnLight,
}

/// Names the keys that open the small window from any program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuickLogKeys {
    /// None.
    #[default]
    Off,
    /// Control, shift and L.
    CtrlShiftL,
    /// Control, alt and J.
    CtrlAltJ,
    /// The key of the system, shift and L.
    SuperShiftL,
}

/// Names a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Tells how much a notification says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationText {
    /// With names, as the plan is written.
    Full,
    /// Without names: "09:00 check-in".
    #[default]
    Neutral,
    /// Only that there is a reminder.
    Hidden,
}

/// Holds the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// The user's name in reports.
    pub my_name: Line,
    /// What the user does, for the head of a report.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub my_role: Option<Line>,
    /// The language; `None` follows the system.
    #[serde(default)]
    pub language: Option<Language>,
    /// The look.
    #[serde(default)]
    pub theme: Theme,
    /// A fixed IANA zone; `None` follows the system.
    #[serde(default, deserialize_with = "blank_is_none")]
    pub zone: Option<Line>,
    /// The days of work.
    pub workdays: Vec<Weekday>,
    /// When the evening log is asked for.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub evening_log_at: NaiveTime,
    /// The day of the weekly review; `None` is the last day of work.
    #[serde(default)]
    pub review_day: Option<Weekday>,
    /// When the weekly review is asked for.
    #[ts(as = "String")]
    #[serde(default = "review_usual", with = "inward_domain::schedule::wall_time")]
    pub review_at: NaiveTime,
    /// When quiet begins.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub quiet_from: NaiveTime,
    /// When quiet ends.
    #[ts(as = "String")]
    #[serde(with = "inward_domain::schedule::wall_time")]
    pub quiet_to: NaiveTime,
    /// Whether days off are quiet.
    #[serde(default)]
    pub quiet_days_off: bool,
    /// How much a notification says.
    #[serde(default)]
    pub notification_text: NotificationText,
    /// How many notifications a workday at most, 1–4.
    pub daily_cap: u8,
    /// Reminders rest until then.
    #[serde(default)]
    pub paused_until: Option<DateTime<Utc>>,
    /// What closing the window does: `None` asks once where there is no tray.
    #[serde(default)]
    pub keep_running: Option<bool>,
    /// Whether the first run is done.
    #[serde(default)]
    pub set_up: bool,
    /// The first day in use.
    #[serde(default)]
    pub began_on: Option<NaiveDate>,
    /// Whether single-letter shortcuts work on Today.
    #[serde(default)]
    pub letter_keys: bool,
    /// After how many minutes without a sign of the user the journal locks, 1–240; 0 never does.
    #[serde(default = "lock_after_usual")]
    pub lock_after_minutes: u16,
    /// Which mark lies in the tray.
    #[serde(default)]
    pub tray_icon: TrayIcon,
    /// Which keys open the small window from any program.
    #[serde(default)]
    pub quick_log_keys: QuickLogKeys,
    /// Whether the question about starting with the computer was answered.
    #[serde(default)]
    pub autostart_asked: bool,
}

/// When most people look back on their week.
fn review_usual() -> NaiveTime {
    NaiveTime::from_hms_opt(16, 0, 0).expect("BUG: a time of day")
}

/// How long most people leave a journal open on their desk, in minutes.
fn lock_after_usual() -> u16 {
    5
}

impl Settings {
    /// Returns what may stay in memory while the vault is locked: choices, and no word the user wrote.
    pub(crate) fn without_words(self) -> Settings {
        let nobody = Line::new("Inward").expect("BUG: a name");
        Settings { my_name: nobody, my_role: None, ..self }
    }

    /// Starts with what most people keep: Monday to Friday, 17:10, quiet from 18:30 to 08:00.
    pub(crate) fn first(my_name: Line, call: &Call<'_>) -> Settings {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("BUG: a time of day");
        Settings {
            my_name,
            my_role: None,
            language: None,
            theme: Theme::System,
            zone: None,
            workdays: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
            evening_log_at: time(17, 10),
            review_day: None,
            review_at: review_usual(),
            quiet_from: time(18, 30),
            quiet_to: time(8, 0),
            quiet_days_off: true,
            notification_text: NotificationText::Neutral,
            daily_cap: 2,
            paused_until: None,
            keep_running: None,
            set_up: false,
            began_on: Some(call.moment.today()),
            letter_keys: true,
            lock_after_minutes: lock_after_usual(),
            tray_icon: TrayIcon::System,
            quick_log_keys: QuickLogKeys::Off,
            autostart_asked: false,
        }
    }

    /// Lists the workdays as chrono names them.
    pub(crate) fn chrono_workdays(&self) -> Vec<chrono::Weekday> {
        self.workdays.iter().copied().map(chrono_day).collect()
    }

    /// Returns the day of the weekly review.
    pub(crate) fn review_on(&self) -> chrono::Weekday {
        let last = || self.chrono_workdays().into_iter().max_by_key(chrono::Weekday::num_days_from_monday);
        self.review_day.map(chrono_day).or_else(last).unwrap_or(chrono::Weekday::Fri)
    }
}

fn chrono_day(day: Weekday) -> chrono::Weekday {
    match day {
        Weekday::Mon => chrono::Weekday::Mon,
        Weekday::Tue => chrono::Weekday::Tue,
        Weekday::Wed => chrono::Weekday::Wed,
        Weekday::Thu => chrono::Weekday::Thu,
        Weekday::Fri => chrono::Weekday::Fri,
        Weekday::Sat => chrono::Weekday::Sat,
        Weekday::Sun => chrono::Weekday::Sun,
    }
}

impl App {
    /// Reads the settings anew, after a command may have changed them.
    pub(crate) fn read_settings(&mut self) {
        self.settings = self.vault.as_mut().and_then(|v| v.read(stored).ok());
    }
}

/// Completes a vault whose creation was cut off between the vault and its settings: they begin as most people keep them.
///
/// # Errors
/// When the vault cannot be read or written.
pub(crate) fn complete(vault: &mut Vault, call: &Call<'_>) -> Result<(), Trouble> {
    let there = vault.read(|reader: &Reader| reader.setting::<Settings>(KEY).map_err(Trouble::Vault))?;
    if there.is_some() {
        return Ok(());
    }
    let nobody = Line::new(&call.say("app.nameless", &[])).expect("BUG: a name");
    vault.write(|writer: &Writer| store(writer, &Settings::first(nobody, call), call))
}

/// Returns the stored settings.
pub(crate) fn stored(reader: &Reader) -> Result<Settings, Trouble> {
    Ok(reader.setting::<Settings>(KEY)?.expect("BUG: a vault is made with its settings"))
}

/// Stores the settings and lets the rules that follow them follow.
pub(crate) fn store(writer: &Writer, settings: &Settings, call: &Call<'_>) -> Result<(), Trouble> {
    writer.put_setting(KEY, settings, call.moment.now)?;
    reminders::follow_settings(writer, settings, call)
}

pub(crate) fn settings(reader: &Reader, _: Nothing, _: &Call<'_>) -> Result<Settings, Trouble> {
    stored(reader)
}

pub(crate) fn save_settings(writer: &Writer, new: Settings, call: &Call<'_>) -> Result<Settings, Trouble> {
    check(&new, call)?;
    store(writer, &new, call)?;
    Ok(new)
}

/// Refuses settings that contradict themselves, wherever they come from.
pub(crate) fn check(new: &Settings, call: &Call<'_>) -> Result<(), Trouble> {
    if new.workdays.is_empty() {
        return Err(call.refuse_field("workdays", "app.no_workday", &[]));
    }
    if new.quiet_days_off && new.review_day.is_some_and(|day| !new.workdays.contains(&day)) {
        return Err(call.refuse_field("review_day", "app.review_on_a_quiet_day", &[]));
    }
    if !(1..=4).contains(&new.daily_cap) {
        return Err(call.refuse_field("daily_cap", "refusal.out_of_range", &[("low", "1"), ("high", "4")]));
    }
    if 240 < new.lock_after_minutes {
        let range = [("low", "0"), ("high", "240")];
        return Err(call.refuse_field("lock_after_minutes", "refusal.out_of_range", &range));
    }
    if new.zone.as_ref().is_some_and(|zone| zone.as_str().parse::<Tz>().is_err()) {
        return Err(call.refuse_field("zone", "refusal.not_a_zone", &[]));
    }
    Ok(())
}
