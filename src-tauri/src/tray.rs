//! The icon in the tray: a menu from which everything outside the window works.
//!
//! Many trays send no clicks, so nothing depends on one. What the menu says is
//! made from plain facts first, and only redrawn when they change.

use std::sync::Mutex;

use chrono::{Datelike, NaiveDateTime};
use inward_app::reminders::Coming;
use inward_app::{Code, Moment};
use inward_domain::lexicon::{Language, say};
use serde_json::json;
use tauri::image::Image;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, include_image};

use crate::bridge::call_for_the_shell;
use crate::shell::{Shell, lock};
use crate::start::{Ask, Place, Rest, Show};
use crate::{clock, window};

const ICON_ID: &str = "inward";
/// How many reminders the menu announces.
const ANNOUNCED: usize = 3;

/// The mark in one colour, for either panel; macOS colours it itself.
const ON_DARK: Image<'_> = include_image!("icons/tray-on-dark.png");
const ON_LIGHT: Image<'_> = include_image!("icons/tray-on-light.png");
/// How much of the mark is left to see while reminders rest, in hundredths.
const FAINT: u16 = 45;

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
        if drawn.as_ref().map(Facts::look) != Some(facts.look()) {
            icon.set_icon(Some(facts.mark()))?;
        }
        icon.set_tooltip(Some(facts.tooltip()))
    });
    // A menu that could not be drawn is drawn with the next change.
    *drawn = redrawn.is_ok().then_some(facts);
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let facts = Facts::of(app, &clock::moment());
    TrayIconBuilder::with_id(ICON_ID)
        .icon(facts.mark())
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
    app.state::<Shell>().presence.note();
    match Deed::of(line) {
        Deed::Show(show) => window::show(app, show),
        Deed::Rest(length) => rest(app, length),
        Deed::Lock => lock(app),
        Deed::Quit => app.exit(0),
    }
}

/// Names what a line of the menu does.
#[derive(Debug, PartialEq, Eq)]
enum Deed {
    Show(Show),
    Rest(Rest),
    Lock,
    Quit,
}

impl Deed {
    fn of(line: &str) -> Deed {
        match line {
            "quick-log" => Deed::Show(Show::QuickLog(Ask::Day)),
            "trigger" => Deed::Show(Show::QuickLog(Ask::Trigger)),
            "spoke" => Deed::Show(Show::QuickLog(Ask::Spoke)),
            "pause-hour" => Deed::Rest(Rest::Minutes(60)),
            "pause-tomorrow" => Deed::Rest(Rest::Tomorrow),
            "pause-date" => Deed::Show(Show::At(Place::Reminders)),
            "resume" => Deed::Rest(Rest::End),
            "lock" => Deed::Lock,
            "quit" => Deed::Quit,
            _ => Deed::Show(Show::At(Place::Today)),
        }
    }
}

/// Lets reminders rest; while the vault is locked the wish is kept until it is opened, and holds already.
pub fn rest(app: &AppHandle, length: Rest) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let until = length.until(&clock::moment());
        match call_for_the_shell(&app, "pause_reminders", json!({ "until": until })) {
            Ok(_) => {}
            Err(error) if error.code == Code::Locked => {
                let shell = app.state::<Shell>();
                shell.with_core(|core| core.rest_while_locked(until));
                shell.alarm.ring();
            }
            // The window says what to do.
            Err(_) => window::show(&app, Show::Main),
        }
    });
}

/// Holds all that the menu, the tooltip and the mark say.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    language: Language,
    open: bool,
    locked: bool,
    resting: bool,
    light_panel: bool,
    next: Vec<String>,
}

impl Facts {
    fn of(app: &AppHandle, moment: &Moment) -> Facts {
        let shell = app.state::<Shell>();
        let language = shell.language();
        let told = shell.with_core(|core| core.announced(ANNOUNCED, moment));
        Facts {
            language,
            open: shell.is_open(),
            locked: shell.is_locked(),
            resting: told.resting_until.is_some(),
            light_panel: shell.has_light_panel(),
            next: told.next.iter().map(|coming| announced(language, coming, moment)).collect(),
        }
    }

    /// What the mark depends on.
    fn look(&self) -> (bool, bool) {
        (self.light_panel, self.resting)
    }

    fn mark(&self) -> Image<'static> {
        let mark = if self.light_panel { &ON_LIGHT } else { &ON_DARK };
        let rgba = if self.resting { faint(mark.rgba()) } else { mark.rgba().to_vec() };
        Image::new_owned(rgba, mark.width(), mark.height())
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn tooltip(&self) -> String {
        match (self.locked, self.resting, self.next.first()) {
            (true, _, _) => self.say("shell.tray_locked"),
            (false, true, _) => self.say("shell.tray_resting"),
            (false, false, Some(next)) => say(self.language, "shell.tray_next", &[("what", next)]),
            (false, false, None) => "Inward".to_owned(),
        }
    }

    fn lines(&self) -> Vec<Line> {
        let item = |id: &'static str, key| Line::Item { id, label: self.say(key), enabled: true };
        let mut lines = vec![
            item("open", "shell.tray_open"),
            item("quick-log", "shell.tray_quick_log"),
            item("trigger", "shell.tray_trigger"),
            item("spoke", "shell.tray_spoke"),
            Line::Rule,
        ];
        if !self.next.is_empty() {
            let told = |label: &String| Line::Item { id: "next", label: label.clone(), enabled: false };
            lines.extend(self.next.iter().map(told));
            lines.push(Line::Rule);
        }
        let mut pauses = vec![
            ("pause-hour", "shell.pause_hour"),
            ("pause-tomorrow", "shell.pause_tomorrow"),
            ("pause-date", "shell.pause_date"),
        ];
        if self.resting {
            pauses.push(("resume", "shell.resume"));
        }
        let items = pauses.into_iter().map(|(id, key)| (id, self.say(key))).collect();
        lines.push(Line::Submenu { label: self.say("shell.tray_pause"), items });
        let lock = Line::Item { id: "lock", label: self.say("shell.tray_lock"), enabled: self.open };
        lines.extend([Line::Rule, lock, item("quit", "shell.quit")]);
        lines
    }
}

/// Lets a picture shine through: red, green and blue stay, the fourth of each pixel is less.
fn faint(rgba: &[u8]) -> Vec<u8> {
    let less = |alpha: u8| u8::try_from(u16::from(alpha) * FAINT / 100).unwrap_or(u8::MAX);
    rgba.iter().enumerate().map(|(at, value)| if at % 4 == 3 { less(*value) } else { *value }).collect()
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
///
/// A check-in names the time of the act; its reminder comes before it.
fn announced(language: Language, coming: &Coming, moment: &Moment) -> String {
    let local: NaiveDateTime = coming.due_at.with_timezone(&moment.zone).naive_local();
    let text = format!("{} · {}", local.format("%H:%M"), coming.text.trim());
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
        Facts {
            language: Language::En,
            open: true,
            locked: false,
            resting: false,
            light_panel: false,
            next: vec!["08:50 · 09:00 check-in".to_owned()],
        }
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
            [
                "Open Inward",
                "Quick log…",
                "A tense moment…",
                "We spoke…",
                "—",
                "08:50 · 09:00 check-in",
                "—",
                "Pause reminders",
                "—",
                "Lock",
                "Quit"
            ]
        );
    }

    #[test]
    fn every_line_that_can_be_chosen_does_something_of_its_own() {
        let mut deeds: Vec<Deed> = Vec::new();
        for line in (Facts { resting: true, ..facts() }).lines() {
            let ids = match line {
                Line::Item { id, enabled: true, .. } => vec![id],
                Line::Submenu { items, .. } => items.iter().map(|(id, _)| *id).collect(),
                Line::Item { .. } | Line::Rule => vec![],
            };
            deeds.extend(ids.into_iter().map(Deed::of));
        }
        let today = Deed::Show(Show::At(Place::Today));
        assert_eq!(
            deeds.iter().filter(|deed| **deed == today).count(),
            1,
            "only Open opens Today: {deeds:?}"
        );
        assert_eq!(deeds.len(), 10);
    }

    #[test]
    fn a_resting_mark_is_fainter_and_each_panel_has_its_own() {
        let look = |resting, light_panel| Facts { resting, light_panel, ..facts() }.mark().rgba().to_vec();
        let opacity = |rgba: &[u8]| rgba.iter().skip(3).step_by(4).map(|a| u64::from(*a)).sum::<u64>();
        assert!(opacity(&look(true, false)) * 2 < opacity(&look(false, false)));
        assert_ne!(look(false, false), look(false, true));
        assert_eq!(faint(&[10, 20, 30, 255]), [10, 20, 30, 114]);
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
        let locked = Facts { open: false, locked: true, ..facts() };
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
}
