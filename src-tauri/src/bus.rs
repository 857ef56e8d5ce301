//! What the session bus of a Linux desktop can tell and do: who shows notifications, where the tray is, who opens files.
//!
//! Every question has a limit of time, so that a program on the other side that
//! hangs never holds up a reminder.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::time::Duration;

use tauri::Url;
use zbus::blocking::{Connection, MessageIterator, connection};
use zbus::message::Type;
use zbus::zvariant::{Fd, Value};
use zbus::{MatchRule, fdo};

mod colours;
mod notifications;
mod sleep;

pub use colours::watch_light;
pub use notifications::Reminders;
pub use sleep::watch_sleep;

/// Names the notification server.
pub const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
/// Names the keeper of the tray.
pub const TRAY_WATCHER: &str = "org.kde.StatusNotifierWatcher";
/// Names the portal of the desktop.
pub const PORTAL: &str = "org.freedesktop.portal.Desktop";
/// Names the place where the portal is asked.
pub const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";

const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
const BUS: &str = "org.freedesktop.DBus";
const BUS_PATH: &str = "/org/freedesktop/DBus";

/// How long a server may take; one that shows notifications answers within milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the bus may take to start a portal or a file manager.
const PATIENCE_TO_START: Duration = Duration::from_secs(10);

/// Holds what the notification server said of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name, such as "dunst".
    pub name: String,
    /// What it can do: "actions" are buttons, "body-markup" means that `<` has to be escaped.
    pub capabilities: Vec<String>,
}

/// Asks the notification server who it is.
///
/// One that the bus would start for us counts as there.
///
/// # Errors
/// Why nothing can be shown now: no bus, no server, or one that does not answer.
pub fn notification_server() -> Result<Server, String> {
    let bus = session(PATIENCE).map_err(|_| "no session bus".to_owned())?;
    if !has_owner(&bus, NOTIFICATIONS) && !can_be_started(&bus, NOTIFICATIONS) {
        return Err("no notification server".to_owned());
    }
    let silent = |_| "the notification server does not answer".to_owned();
    let ask = |method| {
        bus.call_method(Some(NOTIFICATIONS), NOTIFICATIONS_PATH, Some(NOTIFICATIONS), method, &())
            .map_err(silent)
    };
    let (name, ..) = ask("GetServerInformation")?
        .body()
        .deserialize::<(String, String, String, String)>()
        .map_err(silent)?;
    let capabilities = ask("GetCapabilities")?.body().deserialize::<Vec<String>>().map_err(silent)?;
    Ok(Server { name, capabilities })
}

/// Tells whether somebody shows notifications, or would be started for it; asks the bus alone.
pub fn has_notification_server() -> bool {
    session(PATIENCE).is_ok_and(|bus| has_owner(&bus, NOTIFICATIONS) || can_be_started(&bus, NOTIFICATIONS))
}

/// Tells whether somebody keeps a tray.
pub fn has_tray_watcher() -> bool {
    session(PATIENCE).is_ok_and(|bus| has_owner(&bus, TRAY_WATCHER))
}

/// Calls `changed` from a thread of its own each time a name on the bus gets an owner (`true`) or loses it.
///
/// Without a bus nothing ever changes, so nothing is watched.
pub fn watch(name: &'static str, changed: impl Fn(bool) + Send + 'static) {
    let Some((bus, signals)) = subscribe(name) else { return };
    let listener = std::thread::Builder::new().name(format!("watch {name}")).spawn(move || {
        let _bus = bus;
        for signal in signals.flatten() {
            if let Ok((_, _, new_owner)) = signal.body().deserialize::<(String, String, String)>() {
                changed(!new_owner.is_empty());
            }
        }
    });
    if let Err(error) = listener {
        eprintln!("inward: {name} is not watched: {error}");
    }
}

fn subscribe(name: &str) -> Option<(Connection, MessageIterator)> {
    let bus = Connection::session().ok()?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(BUS)
        .ok()?
        .interface(BUS)
        .ok()?
        .member("NameOwnerChanged")
        .ok()?
        .arg(0, name)
        .ok()?
        .build();
    let signals = MessageIterator::for_match_rule(rule, &bus, None).ok()?;
    Some((bus, signals))
}

/// Hands the words of a start to the copy that runs; answers whether one took them.
pub fn hand_over(copy_name: &str, words: &[String]) -> bool {
    let name = format!("{copy_name}.SingleInstance");
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    let Ok(bus) = session(PATIENCE) else { return false };
    has_owner(&bus, &name)
        && bus
            .call_method(
                Some(name.as_str()),
                path.as_str(),
                Some("org.SingleInstance.DBus"),
                "ExecuteCallback",
                &(words, ""),
            )
            .is_ok()
}

/// Opens a file through the desktop portal, whose programs keep their own rights.
///
/// # Errors
/// Where there is no portal, or it does not take the file.
pub fn open_by_portal(path: &Path) -> zbus::Result<()> {
    let file = File::open(path).map_err(|e| zbus::Error::InputOutput(e.into()))?;
    crate::hardening::seen_by_the_portal(|| {
        let options: HashMap<&str, Value<'_>> = HashMap::from([("writable", Value::from(false))]);
        session(PATIENCE_TO_START)?
            .call_method(
                Some(PORTAL),
                PORTAL_PATH,
                Some("org.freedesktop.portal.OpenURI"),
                "OpenFile",
                &("", Fd::from(&file), options),
            )
            .map(|_| ())
    })
}

/// Opens a link, such as one to a new mail, through the desktop portal.
///
/// # Errors
/// Where there is no portal, or it does not take the link.
pub fn open_link_by_portal(link: &str) -> zbus::Result<()> {
    crate::hardening::seen_by_the_portal(|| {
        session(PATIENCE_TO_START)?
            .call_method(
                Some(PORTAL),
                PORTAL_PATH,
                Some("org.freedesktop.portal.OpenURI"),
                "OpenURI",
                &("", link, HashMap::<&str, Value<'_>>::new()),
            )
            .map(|_| ())
    })
}

/// Shows a file in the file manager, for desktops where nothing opens it.
///
/// # Errors
/// Where there is no file manager on the bus.
pub fn show_in_file_manager(path: &Path) -> zbus::Result<()> {
    let url =
        Url::from_file_path(path).map_err(|()| zbus::Error::Failure("not an absolute path".to_owned()))?;
    session(PATIENCE_TO_START)?
        .call_method(
            Some("org.freedesktop.FileManager1"),
            "/org/freedesktop/FileManager1",
            Some("org.freedesktop.FileManager1"),
            "ShowItems",
            &(vec![url.as_str()], ""),
        )
        .map(|_| ())
}

/// Opens a connection of its own to somebody whom the bus may have to start first.
///
/// # Errors
/// Where there is no bus.
pub fn patient_session() -> zbus::Result<Connection> {
    session(PATIENCE_TO_START)
}

fn session(patience: Duration) -> zbus::Result<Connection> {
    connection::Builder::session()?.method_timeout(patience).build()
}

/// Tells whether somebody on the bus has a name.
pub fn has_owner(bus: &Connection, name: &str) -> bool {
    ask_the_bus(bus, "NameHasOwner", &name).and_then(|m| Ok(m.body().deserialize()?)).unwrap_or(false)
}

/// Tells whether the bus would start somebody for a name.
pub fn can_be_started(bus: &Connection, name: &str) -> bool {
    let names: fdo::Result<Vec<String>> =
        ask_the_bus(bus, "ListActivatableNames", &()).and_then(|m| Ok(m.body().deserialize()?));
    names.is_ok_and(|names| names.iter().any(|n| n == name))
}

fn ask_the_bus<B>(bus: &Connection, method: &str, body: &B) -> fdo::Result<zbus::Message>
where
    B: serde::ser::Serialize + zbus::zvariant::DynamicType,
{
    Ok(bus.call_method(Some(BUS), BUS_PATH, Some(BUS), method, body)?)
}
