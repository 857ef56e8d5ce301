//! Notifications: shown with three buttons, and what a press of one means.
//!
//! A notification is only a pointer; the row in the ledger is the truth. So this
//! says honestly whether a server is there to show it, and the core keeps the
//! card in Today where none is. What a notification says is decided below.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use inward_app::Code;
use inward_app::reminders::{Notification, TestReminder};
use inward_domain::schedule::OccurrenceKey;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

use crate::bridge::call_for_the_shell;
use crate::shell::Shell;
use crate::start::Show;
use crate::window;

/// Names the set of three buttons.
const BUTTONS: &str = "reminder";
const DONE: &str = "done";
/// *Done*, where the day's ratings are asked for as well.
const LOG: &str = "log";
const SNOOZE: &str = "snooze";
const NOT_TODAY: &str = "not_today";

/// The key under which a notification carries which reminders it stands for; it stays in this process.
const OCCURRENCES: &str = "occurrences";

/// How long a server that did not answer is left alone.
const REST_AFTER_SILENCE: Duration = Duration::from_secs(30);

/// How long a test reminder waits, so that the window can be left before it comes.
const TEST_DELAY: Duration = Duration::from_secs(10);

/// Listens for presses; without a listener before the first notification, no button is ever shown.
///
/// # Errors
/// As the plugin says.
pub fn listen(app: &AppHandle) -> tauri_plugin_notification::Result<()> {
    let handle = app.clone();
    app.notification().on_action(move |performed| {
        let app = handle.clone();
        let reaction = Reaction::to(performed);
        tauri::async_runtime::spawn_blocking(move || react(&app, reaction));
    })
}

/// Tells whether there is somebody to show notifications, as far as is known without asking.
pub fn can_notify(app: &AppHandle) -> bool {
    app.state::<Audience>().is_there()
}

/// Shows a reminder; answers whether a server took it.
///
/// The server is asked first, because the plugin cannot tell; one that does
/// not answer is left alone for half a minute.
pub fn show(app: &AppHandle, reminder: &Notification) -> bool {
    let audience = app.state::<Audience>();
    if !audience.is_there() {
        return false;
    }
    if let Err(why) = server() {
        eprintln!("inward: a reminder waits in Today: {why}");
        audience.did_not_answer();
        return false;
    }
    let [done, snooze, not_today] = &reminder.buttons;
    let done_id = if reminder.done_opens_quick_log { LOG } else { DONE };
    let buttons = [(done_id, done), (SNOOZE, snooze), (NOT_TODAY, not_today)];
    let buttons = buttons.map(|(id, title)| Action::builder(id, title).build()).to_vec();
    let plugin = app.notification();
    let registered =
        plugin.register_action_types(vec![ActionType::builder(BUTTONS).actions(buttons).build()]);
    let notification = plugin.builder().title(&reminder.text).action_type_id(BUTTONS);
    registered.and_then(|()| notification.extra(OCCURRENCES, &reminder.occurrences).show()).is_ok()
}

/// Knows whether somebody is there to show notifications, from what the bus said last.
pub struct Audience {
    there: AtomicBool,
    silent_since: Mutex<Option<Instant>>,
}

impl Audience {
    /// Looks who is there at the start.
    pub fn look() -> Audience {
        Audience { there: AtomicBool::new(somebody_shows_notifications()), silent_since: Mutex::default() }
    }

    /// Notes that a server came or went.
    pub fn set(&self, there: bool) {
        // One that went may be started again by the bus when it is needed.
        self.there.store(there || somebody_shows_notifications(), Ordering::Relaxed);
        *self.silence() = None;
    }

    fn did_not_answer(&self) {
        *self.silence() = Some(Instant::now());
    }

    fn is_there(&self) -> bool {
        let silent = self.silence().is_some_and(|since| since.elapsed() < REST_AFTER_SILENCE);
        self.there.load(Ordering::Relaxed) && !silent
    }

    fn silence(&self) -> MutexGuard<'_, Option<Instant>> {
        self.silent_since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows a reminder for trying it out in ten seconds, and tells what to expect.
pub fn test(app: &AppHandle) -> TestReminder {
    let shell = app.state::<Shell>();
    let tray = shell.has_tray();
    match server() {
        Err(_) => TestReminder { server: None, tray, words: shell.say("shell.test_no_server", &[]) },
        Ok(server) => {
            show_test_later(
                app,
                shell.say("shell.test_title", &[]),
                server.body(&shell.say("shell.test_body", &[])),
            );
            let words = shell.say("shell.test_coming", &[("server", &server.name)]);
            TestReminder { server: Some(server.name), tray, words }
        }
    }
}

fn show_test_later(app: &AppHandle, title: String, body: String) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(TEST_DELAY);
        // The user is looking at the screen for it, so there is nobody else to tell.
        let _ = app.notification().builder().title(title).body(body).show();
    });
}

/// Names what a press means.
#[derive(Debug, PartialEq)]
enum Reaction {
    /// Show the window.
    Open,
    /// Show the quick log.
    Log,
    /// Call a command of the core, once for each reminder.
    Call(&'static str, Vec<Value>),
    /// Nothing this version knows.
    Nothing,
}

impl Reaction {
    fn to(performed: &ActionPerformed) -> Reaction {
        let extra = performed.notification().and_then(|n| n.extra().get(OCCURRENCES));
        let occurrences = extra.and_then(|value| serde_json::from_value(value.clone()).ok());
        Reaction::of(performed.action_id(), occurrences.unwrap_or_default())
    }

    fn of(action: &str, occurrences: Vec<OccurrenceKey>) -> Reaction {
        let each = |field: &str, value: &str| {
            occurrences.iter().map(|key| json!({ "occurrence": key, field: value })).collect::<Vec<_>>()
        };
        match action {
            "tap" => Reaction::Open,
            _ if occurrences.is_empty() => Reaction::Nothing,
            LOG => Reaction::Log,
            DONE => Reaction::Call("answer_reminder", each("answer", "done")),
            NOT_TODAY => Reaction::Call("answer_reminder", each("answer", "not_today")),
            SNOOZE => Reaction::Call("snooze_reminder", each("length", "ten_minutes")),
            _ => Reaction::Nothing,
        }
    }
}

fn react(app: &AppHandle, reaction: Reaction) {
    match reaction {
        Reaction::Nothing => {}
        Reaction::Open => window::show(app, Show::Main),
        Reaction::Log => window::show(app, Show::QuickLog),
        Reaction::Call(command, inputs) => {
            for input in inputs {
                call(app, command, input);
            }
        }
    }
}

fn call(app: &AppHandle, command: &'static str, input: Value) {
    let Err(error) = call_for_the_shell(app, command, input.clone()) else { return };
    if error.code == Code::Locked {
        // The press counts; it is written down as soon as the vault is open.
        app.state::<Shell>().keep_for_later(command, input);
    }
    // Otherwise it was answered in the window meanwhile, or its rule is gone: the window shows how it stands.
    window::show(app, Show::Main);
}

/// Holds who shows notifications.
struct Shower {
    name: String,
    reads_markup: bool,
}

impl Shower {
    fn body(&self, text: &str) -> String {
        if self.reads_markup { escaped(text) } else { text.to_owned() }
    }
}

#[cfg(target_os = "linux")]
fn server() -> Result<Shower, String> {
    crate::bus::notification_server().map(|s| Shower { name: s.name, reads_markup: s.reads_markup })
}

#[cfg(target_os = "linux")]
fn somebody_shows_notifications() -> bool {
    crate::bus::has_notification_server()
}

#[cfg(not(target_os = "linux"))]
fn somebody_shows_notifications() -> bool {
    true
}

/// The system itself shows them.
#[cfg(not(target_os = "linux"))]
fn server() -> Result<Shower, String> {
    Ok(Shower { name: std::env::consts::OS.to_owned(), reads_markup: false })
}

/// Escapes what a notification server reads as markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use inward_domain::ids::RuleId;
    use rstest::rstest;

    use super::*;

    fn key(slot: u8) -> OccurrenceKey {
        OccurrenceKey {
            rule: serde_json::from_value::<RuleId>(json!("0192f0c4-3c3a-7000-8000-000000000001")).unwrap(),
            on: chrono::NaiveDate::from_ymd_opt(2026, 3, 13).unwrap(),
            slot,
        }
    }

    #[test]
    fn the_body_is_shown_as_it_was_written_whatever_the_server_reads() {
        let markup = Shower { name: String::new(), reads_markup: true };
        let plain = Shower { name: String::new(), reads_markup: false };
        assert_eq!(markup.body("<b>R&D</b> at 9"), "&lt;b&gt;R&amp;D&lt;/b&gt; at 9");
        assert_eq!(plain.body("R&D at 9"), "R&D at 9", "a server without markup would show the escape");
    }

    #[rstest]
    #[case("done", "answer_reminder", "answer", "done")]
    #[case("not_today", "answer_reminder", "answer", "not_today")]
    #[case("snooze", "snooze_reminder", "length", "ten_minutes")]
    fn a_button_calls_its_command_for_each_reminder_it_stands_for(
        #[case] button: &str,
        #[case] command: &str,
        #[case] field: &str,
        #[case] value: &str,
    ) {
        let digest = vec![key(0), key(1)];
        let Reaction::Call(called, inputs) = Reaction::of(button, digest.clone()) else {
            panic!("{button} is idle")
        };
        assert_eq!(called, command);
        let named: Vec<OccurrenceKey> =
            inputs.iter().map(|input| serde_json::from_value(input["occurrence"].clone()).unwrap()).collect();
        assert_eq!(named, digest);
        assert!(inputs.iter().all(|input| input[field] == value), "{inputs:?}");
    }

    #[test]
    fn a_click_on_the_body_opens_the_window_and_an_unknown_button_does_nothing() {
        assert_eq!(Reaction::of("tap", vec![]), Reaction::Open);
        assert_eq!(Reaction::of("tap", vec![key(0)]), Reaction::Open);
        assert_eq!(Reaction::of("log", vec![key(0)]), Reaction::Log);
        assert_eq!(Reaction::of("done", vec![]), Reaction::Nothing, "the test reminder stands for nothing");
        assert_eq!(Reaction::of("inline-reply", vec![key(0)]), Reaction::Nothing);
    }

    #[test]
    fn a_server_that_did_not_answer_is_left_alone_until_another_comes() {
        let audience = Audience { there: AtomicBool::new(true), silent_since: Mutex::default() };
        assert!(audience.is_there());
        audience.did_not_answer();
        assert!(!audience.is_there(), "or each beat would wait for it again");
        audience.set(true);
        assert!(audience.is_there());
    }
}
