//! The desk around the program: who shows notifications, who keeps the tray, who puts the machine to sleep. They only write down.

use std::collections::HashMap;
use std::io::Read;
use std::os::fd::AsRawFd;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

use zbus::blocking::{Connection, connection};
use zbus::interface;
use zbus::message::Header;
use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath, OwnedValue, Value};

use crate::stage::until;

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ICON_PATH: &str = "/StatusNotifierItem";
const MENU_PATH: &str = "/MenuBar";
const MENU: &str = "com.canonical.dbusmenu";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";
const KEYS: &str = "org.freedesktop.portal.GlobalShortcuts";
const KEYS_SESSION: &str = "/org/freedesktop/portal/desktop/session/1/keys";
const LOGIN: &str = "org.freedesktop.login1";
/// Where a portal would tell what became of a request.
const REQUEST: ObjectPath<'_> =
    ObjectPath::from_static_str_unchecked("/org/freedesktop/portal/desktop/request/1");
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const LOGIN_MANAGER: &str = "org.freedesktop.login1.Manager";

/// Holds what a notification said.
#[derive(Debug, Clone)]
pub struct Shown {
    pub id: u32,
    pub title: String,
    pub body: String,
    /// Pairs of an identifier and the words of its button.
    pub buttons: Vec<(String, String)>,
    /// When it came.
    pub at: SystemTime,
}

/// Holds one line of the menu in the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuLine {
    number: i32,
    pub label: String,
    pub enabled: bool,
    pub below: Vec<MenuLine>,
}

#[derive(Default)]
struct Written {
    shown: Vec<Shown>,
    /// Who put an icon into the tray.
    items: Vec<String>,
    /// Whether whoever shows notifications answers nobody.
    hangs: bool,
    /// Whether whoever shows notifications shows no buttons.
    is_plain: bool,
    /// What was to be opened: links, and the paths of files.
    opened: Vec<String>,
    /// What keys were wanted for: a name, words, and the keys.
    keys: Vec<[String; 3]>,
    /// The end of the pipe that shows when somebody no longer holds the sleep up.
    holds: Vec<std::io::PipeReader>,
}

/// Stands for the desktop on a bus.
pub struct Desk {
    bus: Connection,
    written: Arc<Mutex<Written>>,
}

impl Desk {
    /// Takes all places on a bus.
    pub fn on(address: &str) -> Desk {
        let desk = Desk::without_tray(address);
        desk.bring_a_tray();
        desk
    }

    /// Takes the places on a bus, and leaves the tray to somebody who may come later.
    pub fn without_tray(address: &str) -> Desk {
        let written = Arc::new(Mutex::new(Written::default()));
        let bus = connection::Builder::address(address)
            .unwrap()
            .serve_at(NOTIFICATIONS_PATH, Notifications(Arc::clone(&written)))
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&written)))
            .unwrap()
            .serve_at(PORTAL_PATH, Portal(Arc::clone(&written)))
            .unwrap()
            .serve_at(LOGIN_PATH, Login(Arc::clone(&written)))
            .unwrap()
            .name(NOTIFICATIONS)
            .unwrap()
            .name(LOGIN)
            .unwrap()
            .build()
            .unwrap();
        Desk { bus, written }
    }

    /// Lets somebody keep a tray from now on.
    pub fn bring_a_tray(&self) {
        self.bus.request_name(WATCHER).unwrap();
    }

    /// Lets somebody open links and files from now on.
    pub fn bring_a_portal(&self) {
        self.bus.request_name(PORTAL).unwrap();
    }

    /// Lets that somebody give keys to programs, too.
    pub fn let_it_give_keys(&self) {
        assert!(self.bus.object_server().at(PORTAL_PATH, Keys(Arc::clone(&self.written))).unwrap());
    }

    /// Lists which keys were asked for, and for what.
    pub fn keys_asked_for(&self) -> Vec<[String; 3]> {
        self.written.lock().unwrap().keys.clone()
    }

    /// Tells everybody that keys were pressed.
    pub fn press_keys(&self, name: &str) {
        let session = ObjectPath::try_from(KEYS_SESSION).unwrap();
        let body = (session, name, 1_u64, HashMap::<&str, Value<'_>>::new());
        self.bus.emit_signal(None::<&str>, PORTAL_PATH, KEYS, "Activated", &body).unwrap();
    }

    /// Lists what somebody was asked to open: links, and the paths of files.
    pub fn opened(&self) -> Vec<String> {
        self.written.lock().unwrap().opened.clone()
    }

    /// Lets nobody show notifications any more.
    pub fn send_the_server_away(&self) {
        assert!(self.bus.release_name(NOTIFICATIONS).unwrap());
    }

    /// Lets somebody show notifications again.
    pub fn bring_the_server_back(&self) {
        self.bus.request_name(NOTIFICATIONS).unwrap();
    }

    /// Lets whoever shows notifications answer nobody, or everybody again.
    pub fn hang(&self, hangs: bool) {
        self.written.lock().unwrap().hangs = hangs;
    }

    /// Lets whoever shows notifications show no buttons.
    pub fn show_no_buttons(&self) {
        self.written.lock().unwrap().is_plain = true;
    }

    /// Tells everybody that the machine is about to sleep, and waits until nobody holds that up any more.
    pub fn fall_asleep(&self) -> Duration {
        let mut hold = until("somebody who holds the sleep up", || self.written.lock().unwrap().holds.pop());
        let begun = Instant::now();
        self.bus.emit_signal(None::<&str>, LOGIN_PATH, LOGIN_MANAGER, "PrepareForSleep", &(true,)).unwrap();
        // The end of the pipe comes when the program lets go of the other end.
        hold.read_to_end(&mut Vec::new()).unwrap();
        begun.elapsed()
    }

    /// Tells everybody that the machine has woken.
    pub fn wake_up(&self) {
        self.bus.emit_signal(None::<&str>, LOGIN_PATH, LOGIN_MANAGER, "PrepareForSleep", &(false,)).unwrap();
    }

    /// Reads a property of the icon in the tray.
    fn of_icon<T: TryFrom<OwnedValue>>(&self, property: &str) -> Option<T> {
        let item = self.written.lock().unwrap().items.last().cloned()?;
        let asked = ("org.kde.StatusNotifierItem", property);
        let properties = Some("org.freedesktop.DBus.Properties");
        let answer = self.bus.call_method(Some(item.as_str()), ICON_PATH, properties, "Get", &asked).ok()?;
        T::try_from(answer.body().deserialize::<OwnedValue>().ok()?).ok()
    }

    /// Tells how much of the mark in the tray is there: the sum of its opacity.
    pub fn opacity_of_the_mark(&self) -> Option<u64> {
        let pictures: Vec<(i32, i32, Vec<u8>)> = self.of_icon("IconPixmap")?;
        // Alpha comes first in each pixel.
        Some(pictures.first()?.2.iter().step_by(4).map(|alpha| u64::from(*alpha)).sum())
    }

    /// Reads the menu in the tray.
    pub fn menu(&self) -> Vec<MenuLine> {
        let read = || {
            let item = self.written.lock().unwrap().items.last().cloned()?;
            let asked = (0_i32, -1_i32, Vec::<String>::new());
            let answer =
                self.bus.call_method(Some(item.as_str()), MENU_PATH, Some(MENU), "GetLayout", &asked).ok()?;
            let (_, root): (u32, MenuNode) = answer.body().deserialize().ok()?;
            root.2.iter().map(line).collect::<Option<Vec<MenuLine>>>()
        };
        read().unwrap_or_default()
    }

    /// Chooses a line of the menu by its words, wherever it lies; waits until it is there.
    pub fn choose(&self, label: &str) {
        let number = until(&format!("“{label}” in the tray"), || {
            let menu = self.menu();
            let mut lines = menu.iter().chain(menu.iter().flat_map(|line| &line.below));
            lines.find(|line| line.enabled && line.label == label).map(|line| line.number)
        });
        let item = self.written.lock().unwrap().items.last().cloned().unwrap();
        let event = (number, "clicked", Value::from(0_i32), 0_u32);
        // A program that quits does not answer any more.
        let _ = self.bus.call_method(Some(item.as_str()), MENU_PATH, Some(MENU), "Event", &event);
    }

    /// Lists the notifications so far.
    pub fn shown(&self) -> Vec<Shown> {
        self.written.lock().unwrap().shown.clone()
    }

    /// Counts the icons that were put into the tray so far.
    pub fn icons(&self) -> usize {
        self.written.lock().unwrap().items.len()
    }

    /// Begins a new page of notifications.
    pub fn forget_notifications(&self) {
        self.written.lock().unwrap().shown.clear();
    }

    /// Tells whether an icon is in the tray.
    pub fn has_tray_item(&self) -> bool {
        !self.written.lock().unwrap().items.is_empty()
    }

    /// Presses a button of a notification.
    pub fn press(&self, notification: u32, button: &str) {
        self.bus
            .emit_signal(
                None::<&str>,
                NOTIFICATIONS_PATH,
                NOTIFICATIONS,
                "ActionInvoked",
                &(notification, button),
            )
            .unwrap();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "what came is compared with the clock of the stage, a file's time"
)]
pub fn now() -> SystemTime {
    SystemTime::now()
}

/// Waits for as long as the server hangs.
async fn answering(written: &Mutex<Written>) {
    std::future::poll_fn(|context| {
        if !written.lock().unwrap().hangs {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            waker.wake();
        });
        Poll::Pending
    })
    .await;
}

struct Notifications(Arc<Mutex<Written>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the protocol has eight")]
    async fn notify(
        &self,
        _program: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        answering(&self.0).await;
        let shown = &mut self.0.lock().unwrap().shown;
        let id = if replaces == 0 { u32::try_from(shown.len()).unwrap() + 1 } else { replaces };
        let buttons = actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        shown.push(Shown { id, title: summary, body, buttons, at: now() });
        id
    }

    async fn get_capabilities(&self) -> Vec<&str> {
        answering(&self.0).await;
        if self.0.lock().unwrap().is_plain { vec!["body"] } else { vec!["actions", "body"] }
    }

    async fn get_server_information(&self) -> (&str, &str, &str, &str) {
        answering(&self.0).await;
        ("recorder", "inward", "1", "1.2")
    }

    fn close_notification(&self, _id: u32) {}
}

struct Watcher(Arc<Mutex<Written>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, _service: String, #[zbus(header)] header: Header<'_>) {
        self.0.lock().unwrap().items.extend(header.sender().map(ToString::to_string));
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap().items.clone()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// What the protocol of menus sends: a number, what it says, and what lies below.
type MenuNode = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

fn line(node: &OwnedValue) -> Option<MenuLine> {
    let (number, says, below) = MenuNode::try_from(node.try_clone().ok()?).ok()?;
    let word = |name: &str| says.get(name).and_then(|value| String::try_from(value.try_clone().ok()?).ok());
    let enabled = says.get("enabled").and_then(|value| bool::try_from(value).ok()).unwrap_or(true);
    // A double underline stands for one that marks no key.
    let label = word("label").unwrap_or_default().replace("__", "_");
    Some(MenuLine { number, label, enabled, below: below.iter().map(line).collect::<Option<_>>()? })
}

/// Stands for the portal of the desktop, which opens links and files with the programs for them.
struct Portal(Arc<Mutex<Written>>);

#[interface(name = "org.freedesktop.portal.OpenURI")]
impl Portal {
    #[zbus(name = "OpenURI")]
    fn open_uri(&self, _window: &str, link: String, _options: HashMap<String, OwnedValue>) -> ObjectPath<'_> {
        self.0.lock().unwrap().opened.push(link);
        REQUEST
    }

    fn open_file(
        &self,
        _window: &str,
        file: OwnedFd,
        _options: HashMap<String, OwnedValue>,
    ) -> ObjectPath<'_> {
        let path = std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap();
        self.0.lock().unwrap().opened.push(path.to_string_lossy().into_owned());
        REQUEST
    }
}

/// Stands for the part of the portal that gives keys; it grants what it is asked for.
struct Keys(Arc<Mutex<Written>>);

#[interface(name = "org.freedesktop.portal.GlobalShortcuts")]
impl Keys {
    async fn create_session(
        &self,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &zbus::Connection,
    ) -> OwnedObjectPath {
        granted(bus, &header, &options, HashMap::from([("session_handle", Value::from(KEYS_SESSION))])).await
    }

    async fn bind_shortcuts(
        &self,
        session: OwnedObjectPath,
        wanted: Vec<(String, HashMap<String, OwnedValue>)>,
        _window: String,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &zbus::Connection,
    ) -> OwnedObjectPath {
        assert_eq!(session.as_str(), KEYS_SESSION);
        let text = |value: &OwnedValue| value.downcast_ref::<&str>().unwrap().to_owned();
        let keys = wanted
            .into_iter()
            .map(|(name, about)| [name, text(&about["description"]), text(&about["preferred_trigger"])]);
        self.0.lock().unwrap().keys.extend(keys);
        granted(bus, &header, &options, HashMap::new()).await
    }
}

/// Answers a request where whoever asked listens for it, and returns that place.
async fn granted(
    bus: &zbus::Connection,
    header: &Header<'_>,
    options: &HashMap<String, OwnedValue>,
    told: HashMap<&str, Value<'_>>,
) -> OwnedObjectPath {
    let who = header.sender().unwrap();
    let token = options["handle_token"].downcast_ref::<&str>().unwrap();
    let place = format!("{PORTAL_PATH}/request/{}/{token}", who.trim_start_matches(':').replace('.', "_"));
    let request = "org.freedesktop.portal.Request";
    bus.emit_signal(Some(who.to_owned()), place.as_str(), request, "Response", &(0_u32, told)).await.unwrap();
    OwnedObjectPath::try_from(place).unwrap()
}

/// Stands for the login manager of the machine.
struct Login(Arc<Mutex<Written>>);

#[interface(name = "org.freedesktop.login1.Manager")]
impl Login {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (mine, theirs) = std::io::pipe().unwrap();
        self.0.lock().unwrap().holds.push(mine);
        std::os::fd::OwnedFd::from(theirs).into()
    }
}
