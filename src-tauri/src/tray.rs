//! The icon in the tray: a menu from which everything outside the window works.
//!
//! Many trays send no clicks, so nothing depends on one. What the menu says is
//! made from plain facts first, and only redrawn when they change.

use std::sync::Mutex;

use chrono::{Datelike, Days, NaiveDateTime, TimeDelta};
use inward_app::reminders::DueReminder;
use inward_app::{Caller, Moment};
use inward_domain::lexicon::{Language, say};
use inward_domain::schedule;
use serde_json::json;
use tauri::image::Image;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, include_image};

use crate::bridge::call_for_the_shell;
use crate::shell::{Shell, lock};
use crate::{clock, window};

const ICON_ID: &str = "inward";
/// How many reminders the menu announces.
const ANNOUNCED: usize = 3;

/// The mark in one colour. Panels of Linux desktops are dark more often than not; macOS colours it itself.
const MARK: Image<'_> = include_image!("icons/tray-on-dark.png");

/// Holds what the menu was last drawn from.
#[derive(Default)]
pub struct Drawn(Mutex<Option<Facts>>);

/// Puts the icon into the tray, or notes that there is no tray.
pub fn show(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let shown = app.tray_by_id(ICON_ID).is_some() || build(app).is_ok();
    shell.set_tray(shown);
}

/// Notes that whoever kept the tray is gone; the icon itself waits for the next one.
pub fn lost(app: &AppHandle) {
    app.state::<Shell>().set_tray(false);
}

/// Draws the menu again if something it says has changed; looks for a tray where there was none.
pub fn refresh(app: &AppHandle) {
    #[cfg(target_os = "linux")]
    if !app.state::<Shell>().has_tray() && crate::bus::has_tray_watcher() {
        show(app);
    }
    let Some(icon) = app.tray_by_id(ICON_ID) else { return };
    let facts = Facts::of(app, &clock::moment());
    let drawn = app.state::<Drawn>();
    let mut drawn = drawn.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if drawn.as_ref() == Some(&facts) {
        return;
    }
    let redrawn = menu(app, &facts).and_then(|menu| {
        icon.set_menu(Some(menu))?;
        icon.set_tooltip(Some(facts.tooltip()))
    });
    // A menu that could not be drawn is drawn with the next change.
    *drawn = redrawn.is_ok().then_some(facts);
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let facts = Facts::of(app, &clock::moment());
    TrayIconBuilder::with_id(ICON_ID)
        .icon(MARK)
        .icon_as_template(true)
        .title("Inward")
        .tooltip(facts.tooltip())
        .menu(&menu(app, &facts)?)
        .show_menu_on_left_click(true)
        .build(app)?;
    Ok(())
}

/// Does what a line of the menu says.
pub fn chosen(app: &AppHandle, line: &str) {
    match line {
        "quick-log" => window::show(app, crate::start::Show::QuickLog),
        "lock" => lock(app),
        "quit" => app.exit(0),
        "pause-hour" | "pause-tomorrow" | "resume" => rest(app, line.to_owned()),
        _ => window::show(app, crate::start::Show::Main),
    }
}

fn rest(app: &AppHandle, line: String) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let moment = clock::moment();
        let until = match line.as_str() {
            "pause-hour" => Some(moment.now + TimeDelta::hours(1)),
            "pause-tomorrow" => Some(tomorrow(&moment)),
            _ => None,
        };
        if call_for_the_shell(&app, "pause_reminders", json!({ "until": until })).is_err() {
            // Locked, most likely: the window says what to do.
            window::show(&app, crate::start::Show::Main);
        }
    });
}

/// Returns the first minute of the next local day.
fn tomorrow(moment: &Moment) -> chrono::DateTime<chrono::Utc> {
    let midnight = (moment.today() + Days::new(1)).and_time(chrono::NaiveTime::MIN);
    schedule::zone::instant(moment.zone, midnight)
}

/// Holds all that the menu and the tooltip say.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    language: Language,
    open: bool,
    resting: bool,
    next: Vec<String>,
}

impl Facts {
    fn of(app: &AppHandle, moment: &Moment) -> Facts {
        let shell = app.state::<Shell>();
        let language = shell.language();
        let ask = |command, input| shell.call(Caller::MainWindow, command, input).map(|reply| reply.output);
        // While the vault is locked both are refused, and the menu says less.
        let next: Vec<DueReminder> = ask("upcoming", json!({ "count": ANNOUNCED }))
            .ok()
            .and_then(|output| serde_json::from_value(output).ok())
            .unwrap_or_default();
        let resting = ask("settings", json!({})).is_ok_and(|settings| {
            let until = settings["paused_until"].as_str().and_then(|text| text.parse().ok());
            until.is_some_and(|until: chrono::DateTime<chrono::Utc>| moment.now < until)
        });
        let next = next.iter().map(|due| announced(language, due, moment)).collect();
        Facts { language, open: shell.is_open(), resting, next }
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn tooltip(&self) -> String {
        match (self.open, self.resting, self.next.first()) {
            (false, _, _) => self.say("shell.tray_locked"),
            (true, true, _) => self.say("shell.tray_resting"),
            (true, false, Some(next)) => say(self.language, "shell.tray_next", &[("what", next)]),
            (true, false, None) => "Inward".to_owned(),
        }
    }

    fn lines(&self) -> Vec<Line> {
        let item = |id: &'static str, key| Line::Item { id, label: self.say(key), enabled: true };
        let mut lines =
            vec![item("open", "shell.tray_open"), item("quick-log", "shell.tray_quick_log"), Line::Rule];
        if !self.next.is_empty() {
            lines.extend(self.next.iter().map(|label| Line::Item {
                id: "next",
                label: label.clone(),
                enabled: false,
            }));
            lines.push(Line::Rule);
        }
        let pauses = [("pause-hour", "shell.pause_hour"), ("pause-tomorrow", "shell.pause_tomorrow")];
        let mut pauses: Vec<_> = pauses.iter().map(|(id, key)| (*id, self.say(key))).collect();
        if self.resting {
            pauses.push(("resume", self.say("shell.resume")));
        }
        lines.push(Line::Submenu { label: self.say("shell.tray_pause"), items: pauses });
        let lock = Line::Item { id: "lock", label: self.say("shell.tray_lock"), enabled: self.open };
        lines.extend([Line::Rule, lock, item("quit", "shell.quit")]);
        lines
    }
}

/// Names one line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Item { id: &'static str, label: String, enabled: bool },
    Submenu { label: String, items: Vec<(&'static str, String)> },
    Rule,
}

fn menu(app: &AppHandle, facts: &Facts) -> tauri::Result<Menu<tauri::Wry>> {
    let mut menu = MenuBuilder::new(app);
    for (position, line) in facts.lines().into_iter().enumerate() {
        menu = match line {
            Line::Rule => menu.separator(),
            Line::Item { id, label, enabled } => {
                // Two announced reminders need two names; what follows the dot means nothing.
                let id = if id == "next" { format!("next.{position}") } else { id.to_owned() };
                menu.item(&MenuItemBuilder::with_id(id, literal(&label)).enabled(enabled).build(app)?)
            }
            Line::Submenu { label, items } => {
                let submenu = SubmenuBuilder::new(app, literal(&label));
                let submenu = items.iter().fold(submenu, |menu, (id, label)| menu.text(*id, literal(label)));
                menu.item(&submenu.build()?)
            }
        };
    }
    menu.build()
}

/// Keeps an ampersand from becoming a shortcut's underline.
fn literal(label: &str) -> String {
    label.replace('&', "&&")
}

/// Says when and what: the time alone for today, with the day of the week for another day.
fn announced(language: Language, due: &DueReminder, moment: &Moment) -> String {
    let local: NaiveDateTime = due.due_at.with_timezone(&moment.zone).naive_local();
    let text = due.text.trim();
    let text = if text.starts_with(&due.at) { text.to_owned() } else { format!("{} · {text}", due.at) };
    if local.date() == moment.today() {
        return text;
    }
    let day = format!("schedule.weekday_short.{}", local.weekday().to_string().to_lowercase());
    format!("{} {text}", say(language, &day, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts { language: Language::En, open: true, resting: false, next: vec!["09:00 check-in".to_owned()] }
    }

    fn labels(facts: &Facts) -> Vec<String> {
        let label = |line| match line {
            Line::Item { label, .. } | Line::Submenu { label, .. } => label,
            Line::Rule => "—".to_owned(),
        };
        facts.lines().into_iter().map(label).collect()
    }

    #[test]
    fn the_menu_has_all_that_works_outside_the_window() {
        assert_eq!(
            labels(&facts()),
            ["Open Inward", "Quick log…", "—", "09:00 check-in", "—", "Pause reminders", "—", "Lock", "Quit"]
        );
    }

    #[test]
    fn what_is_resting_can_be_taken_up_and_what_is_not_cannot() {
        let resume = |facts: &Facts| {
            let has = |line: &Line| matches!(line, Line::Submenu { items, .. } if items.iter().any(|i| i.0 == "resume"));
            facts.lines().iter().any(has)
        };
        assert!(!resume(&facts()));
        assert!(resume(&Facts { resting: true, ..facts() }));
    }

    #[test]
    fn a_locked_vault_is_not_locked_again_and_says_so() {
        let locked = Facts { open: false, next: vec![], ..facts() };
        assert!(locked.lines().contains(&Line::Item {
            id: "lock",
            label: "Lock".to_owned(),
            enabled: false
        }));
        assert_eq!(locked.tooltip(), "Inward is locked");
    }

    #[test]
    fn a_name_with_an_ampersand_is_shown_as_it_is() {
        assert_eq!(literal("R&D check-in"), "R&&D check-in");
    }

    #[test]
    fn a_rest_until_tomorrow_ends_with_the_first_minute_of_the_next_day_even_where_midnight_is_left_out() {
        // Beirut begins summer time at midnight: 29 March 2026 starts at 01:00.
        let zone = chrono_tz::Tz::Asia__Beirut;
        let now = "2026-03-28T12:00:00Z".parse().unwrap();
        let moment = Moment { now, zone, system_language: Language::En, started_at: now };
        assert_eq!(tomorrow(&moment).to_rfc3339(), "2026-03-28T22:00:00+00:00");
    }
}
