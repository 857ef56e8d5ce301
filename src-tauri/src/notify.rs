//! Notifications: shown with three buttons, and what a press of one means.
//!
//! A notification is only a pointer; the row in the ledger is the truth. So this
//! says honestly whether a server is there to show it, and the core keeps the
//! card in Today where none is. What a notification says is decided below.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use inward_app::Code;
use inward_app::reminders::{Health, LeadsTo, Notification, TestReminder};
use inward_domain::schedule::OccurrenceKey;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};
#[cfg(not(target_os = "linux"))]
use tauri_plugin_notification::{Action, ActionType};
use tauri_plugin_notification::{ActionPerformed, NotificationExt};

use crate::bridge::call_for_the_shell;
use crate::shell::Shell;
use crate::start::{Ask, Place, Show};
use crate::{autostart, window};

/// Names the set of three buttons.
#[cfg(not(target_os = "linux"))]
const BUTTONS: &str = "reminder";
const DONE: &str = "done";
/// *Done*, where the day's ratings are asked for as well.
const LOG: &str = "log";
const SNOOZE: &str = "snooze";
const NOT_TODAY: &str = "not_today";

/// The key under which a notification carries which reminders it stands for; it stays in this process.
const OCCURRENCES: &str = "occurrences";
/// The key under which it carries where it leads.
const LEADS_TO: &str = "leads_to";

/// How many notifications are known, so that a late press still finds its reminder.
#[cfg(target_os = "linux")]
const REMEMBERED: usize = 64;

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
/// The server is asked first, for what it took and did not answer would come twice;
/// one that does not answer is left alone for half a minute.
pub fn show(app: &AppHandle, reminder: &Notification) -> bool {
    let audience = app.state::<Audience>();
    if !audience.is_there() {
        return false;
    }
    let server = match server() {
        Ok(server) => server,
        Err(why) => {
            eprintln!("inward: a reminder waits in Today: {why}");
            audience.did_not_answer();
            return false;
        }
    };
    let [done, snooze, not_today] = &reminder.buttons;
    let done_id = if reminder.done_opens_quick_log { LOG } else { DONE };
    let buttons = [(done_id, done.as_str()), (SNOOZE, snooze), (NOT_TODAY, not_today)];
    let shown = hand_over(app, reminder, if server.has_buttons { &buttons } else { &[] });
    if shown {
        app.state::<Shell>().note_reminded();
    }
    shown
}

/// Hands a reminder to the server, and answers once the server has it.
#[cfg(target_os = "linux")]
fn hand_over(app: &AppHandle, reminder: &Notification, buttons: &[(&str, &str)]) -> bool {
    let audience = app.state::<Audience>();
    // A press that comes before the number is known waits for it.
    let mut known = audience.handed_over();
    match audience.reminders(app).show(&reminder.text, buttons) {
        Ok(number) => {
            known.push_front((number, Pointer::of(reminder)));
            known.truncate(REMEMBERED);
            true
        }
        Err(why) => {
            eprintln!("inward: a reminder waits in Today: {why}");
            audience.did_not_answer();
            false
        }
    }
}

/// Hands a reminder to the system by the plugin.
#[cfg(not(target_os = "linux"))]
fn hand_over(app: &AppHandle, reminder: &Notification, buttons: &[(&str, &str)]) -> bool {
    let buttons = buttons.iter().map(|(id, title)| Action::builder(*id, *title).build()).collect();
    let plugin = app.notification();
    let registered =
        plugin.register_action_types(vec![ActionType::builder(BUTTONS).actions(buttons).build()]);
    let notification = plugin
        .builder()
        .title(&reminder.text)
        .action_type_id(BUTTONS)
        .extra(OCCURRENCES, &reminder.occurrences)
        .extra(LEADS_TO, reminder.leads_to);
    registered.and_then(|()| notification.show()).is_ok()
}

/// Says once that a start in the tray left the journal locked, so that nobody waits for reminders in vain.
pub fn say_that_it_is_locked(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let audience = app.state::<Audience>();
    let early = shell.is_asking_the_keyring();
    if early || !shell.is_locked() || !can_notify(app) || audience.told_locked.swap(true, Ordering::Relaxed) {
        return;
    }
    let said = server().is_ok()
        && app.notification().builder().title(shell.say("shell.locked_start", &[])).show().is_ok();
    // It is tried again when another server comes.
    audience.told_locked.store(said, Ordering::Relaxed);
}

/// Tells what this desktop can do for reminders.
pub fn health(app: &AppHandle) -> Health {
    let server = server().ok();
    Health {
        capabilities: server.as_ref().map(|s| s.capabilities.clone()).unwrap_or_default(),
        server: server.map(|s| s.name),
        tray: app.state::<Shell>().has_tray(),
        autostart: autostart::is_on(app),
    }
}

/// Knows whether somebody is there to show notifications, from what the bus said last.
pub struct Audience {
    there: AtomicBool,
    silent_since: Mutex<Option<Instant>>,
    told_locked: AtomicBool,
    #[cfg(target_os = "linux")]
    reminders: std::sync::OnceLock<crate::bus::Reminders>,
    /// What the latest notifications stand for, by the number the server gave them.
    #[cfg(target_os = "linux")]
    handed_over: Mutex<std::collections::VecDeque<(u32, Pointer)>>,
}

/// Holds what a press on a notification needs; its text is not kept, for it would outlast a lock.
#[cfg(target_os = "linux")]
#[derive(Debug, Clone, PartialEq)]
struct Pointer {
    occurrences: Vec<OccurrenceKey>,
    leads_to: LeadsTo,
}

#[cfg(target_os = "linux")]
impl Pointer {
    fn of(reminder: &Notification) -> Pointer {
        Pointer { occurrences: reminder.occurrences.clone(), leads_to: reminder.leads_to }
    }
}

#[cfg(target_os = "linux")]
impl Audience {
    fn reminders(&self, app: &AppHandle) -> &crate::bus::Reminders {
        self.reminders.get_or_init(|| {
            let app = app.clone();
            crate::bus::Reminders::new(move |number, button| {
                let known = app.state::<Audience>().stands_for(number);
                // Another program's, or one of a run before this.
                let Some(reminder) = known else { return };
                react(&app, Reaction::of(button, reminder.occurrences, Some(reminder.leads_to)));
            })
        })
    }

    fn handed_over(&self) -> MutexGuard<'_, std::collections::VecDeque<(u32, Pointer)>> {
        self.handed_over.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stands_for(&self, number: u32) -> Option<Pointer> {
        self.handed_over().iter().find(|(known, _)| *known == number).map(|(_, reminder)| reminder.clone())
    }
}

impl Audience {
    /// Looks who is there at the start.
    pub fn look() -> Audience {
        Audience::with(somebody_shows_notifications())
    }

    fn with(there: bool) -> Audience {
        let there = AtomicBool::new(there);
        Audience {
            there,
            silent_since: Mutex::default(),
            told_locked: AtomicBool::new(false),
            #[cfg(target_os = "linux")]
            reminders: std::sync::OnceLock::new(),
            #[cfg(target_os = "linux")]
            handed_over: Mutex::default(),
        }
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
    /// Show where it leads.
    Open(Show),
    /// Call a command of the core, once for each reminder.
    Call(&'static str, Vec<Value>),
    /// Nothing this version knows.
    Nothing,
}

impl Reaction {
    fn to(performed: &ActionPerformed) -> Reaction {
        let extra = performed.notification().and_then(|n| n.extra().get(OCCURRENCES));
        let occurrences = extra.and_then(|value| serde_json::from_value(value.clone()).ok());
        let leads_to = performed.notification().and_then(|n| n.extra().get(LEADS_TO));
        let leads_to = leads_to.and_then(|value| serde_json::from_value(value.clone()).ok());
        Reaction::of(performed.action_id(), occurrences.unwrap_or_default(), leads_to)
    }

    fn of(action: &str, occurrences: Vec<OccurrenceKey>, leads_to: Option<LeadsTo>) -> Reaction {
        let each = |field: &str, value: &str| {
            occurrences.iter().map(|key| json!({ "occurrence": key, field: value })).collect::<Vec<_>>()
        };
        match action {
            "tap" => Reaction::Open(leads_to.map_or(Show::Main, shown_at)),
            _ if occurrences.is_empty() => Reaction::Nothing,
            LOG => Reaction::Open(Show::QuickLog(Ask::Day)),
            DONE => Reaction::Call("answer_reminder", each("answer", "done")),
            NOT_TODAY => Reaction::Call("answer_reminder", each("answer", "not_today")),
            SNOOZE => Reaction::Call("snooze_reminder", each("length", "ten_minutes")),
            _ => Reaction::Nothing,
        }
    }
}

fn shown_at(leads_to: LeadsTo) -> Show {
    match leads_to {
        LeadsTo::Today => Show::At(Place::Today),
        LeadsTo::Log => Show::QuickLog(Ask::Day),
        LeadsTo::Decision { experiment } => Show::At(Place::Decision(experiment)),
        LeadsTo::Entry { entry } => Show::At(Place::Entry(entry)),
        LeadsTo::Practice { goal } => Show::At(Place::Practice(goal)),
        LeadsTo::Person { person } => Show::At(Place::Person(person)),
        LeadsTo::Review { goal } => Show::At(Place::Review(goal)),
    }
}

fn react(app: &AppHandle, reaction: Reaction) {
    match reaction {
        Reaction::Nothing => {}
        Reaction::Open(show) => window::show(app, show),
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
        if command == "snooze_reminder" && app.state::<Shell>().snooze_while_locked(&input) {
            return;
        }
        // The press counts; it is written down as soon as the vault is open.
        app.state::<Shell>().keep_for_later(command, input);
    }
    // Otherwise it was answered in the window meanwhile, or its rule is gone: the window shows how it stands.
    window::show(app, Show::At(Place::Today));
}

/// Holds who shows notifications.
struct Shower {
    name: String,
    reads_markup: bool,
    /// Whether it shows buttons, or makes something of a press on the notification itself.
    has_buttons: bool,
    capabilities: Vec<String>,
}

impl Shower {
    fn body(&self, text: &str) -> String {
        if self.reads_markup { escaped(text) } else { text.to_owned() }
    }
}

#[cfg(target_os = "linux")]
fn server() -> Result<Shower, String> {
    crate::bus::notification_server().map(|s| Shower {
        name: s.name,
        reads_markup: s.capabilities.iter().any(|c| c == "body-markup"),
        has_buttons: s.capabilities.iter().any(|c| c == "actions"),
        capabilities: s.capabilities,
    })
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
    let name = std::env::consts::OS.to_owned();
    Ok(Shower { name, reads_markup: false, has_buttons: true, capabilities: Vec::new() })
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
        let shower = |reads_markup| Shower {
            name: String::new(),
            reads_markup,
            has_buttons: true,
            capabilities: Vec::new(),
        };
        let (markup, plain) = (shower(true), shower(false));
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
        let Reaction::Call(called, inputs) = Reaction::of(button, digest.clone(), None) else {
            panic!("{button} is idle")
        };
        assert_eq!(called, command);
        let named: Vec<OccurrenceKey> =
            inputs.iter().map(|input| serde_json::from_value(input["occurrence"].clone()).unwrap()).collect();
        assert_eq!(named, digest);
        assert!(inputs.iter().all(|input| input[field] == value), "{inputs:?}");
    }

    #[test]
    fn a_click_on_the_body_leads_where_the_reminder_belongs_and_an_unknown_button_does_nothing() {
        let experiment =
            serde_json::from_value(json!("0192f0c4-3c3a-7000-8000-000000000002")).expect("an id");
        let tap = |leads_to| Reaction::of("tap", vec![key(0)], leads_to);
        assert_eq!(tap(Some(LeadsTo::Today)), Reaction::Open(Show::At(Place::Today)));
        assert_eq!(tap(Some(LeadsTo::Log)), Reaction::Open(Show::QuickLog(Ask::Day)));
        assert_eq!(
            tap(Some(LeadsTo::Decision { experiment })),
            Reaction::Open(Show::At(Place::Decision(experiment)))
        );
        let goal = serde_json::from_value(json!("0192f0c4-3c3a-7000-8000-000000000003")).expect("an id");
        assert_eq!(
            tap(Some(LeadsTo::Review { goal })),
            Reaction::Open(Show::At(Place::Review(goal))),
            "the review of the week is a sheet of its practice"
        );
        assert_eq!(Reaction::of("tap", vec![], None), Reaction::Open(Show::Main), "the test reminder");
        assert_eq!(Reaction::of("log", vec![key(0)], None), Reaction::Open(Show::QuickLog(Ask::Day)));
        assert_eq!(Reaction::of("done", vec![], None), Reaction::Nothing, "it stands for nothing");
        assert_eq!(Reaction::of("inline-reply", vec![key(0)], None), Reaction::Nothing);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_is_kept_of_a_notification_for_a_late_press_has_no_word_of_it() {
        let (text, buttons) = ("Call Tatiana".to_owned(), ["Done", "Snooze", "Not today"].map(str::to_owned));
        let (occurrences, leads_to) = (vec![key(0)], LeadsTo::Today);
        let shown = Notification { occurrences, text, buttons, done_opens_quick_log: false, leads_to };
        assert!(!format!("{:?}", Pointer::of(&shown)).contains("Tatiana"));
    }

    #[test]
    fn a_server_that_did_not_answer_is_left_alone_until_another_comes() {
        let audience = Audience::with(true);
        assert!(audience.is_there());
        audience.did_not_answer();
        assert!(!audience.is_there(), "or each beat would wait for it again");
        audience.set(true);
        assert!(audience.is_there());
    }
}
