//! The desk around the program: who shows notifications and who keeps the tray, both of which only write down.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::blocking::{Connection, connection};
use zbus::interface;
use zbus::zvariant::OwnedValue;

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const NOTIFICATIONS_PATH: &str = "/org/freedesktop/Notifications";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// Holds what a notification said.
#[derive(Debug, Clone)]
pub struct Shown {
    pub id: u32,
    pub title: String,
    pub body: String,
    /// Pairs of an identifier and the words of its button.
    pub buttons: Vec<(String, String)>,
}

#[derive(Default)]
struct Written {
    shown: Vec<Shown>,
    items: Vec<String>,
}

/// Stands for the desktop on a bus.
pub struct Desk {
    bus: Connection,
    written: Arc<Mutex<Written>>,
}

impl Desk {
    /// Takes both places on a bus.
    pub fn on(address: &str) -> Desk {
        let written = Arc::new(Mutex::new(Written::default()));
        let bus = connection::Builder::address(address)
            .unwrap()
            .serve_at(NOTIFICATIONS_PATH, Notifications(Arc::clone(&written)))
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&written)))
            .unwrap()
            .name(NOTIFICATIONS)
            .unwrap()
            .name(WATCHER)
            .unwrap()
            .build()
            .unwrap();
        Desk { bus, written }
    }

    /// Lists the notifications so far.
    pub fn shown(&self) -> Vec<Shown> {
        self.written.lock().unwrap().shown.clone()
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

struct Notifications(Arc<Mutex<Written>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the protocol has eight")]
    fn notify(
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
        let shown = &mut self.0.lock().unwrap().shown;
        let id = if replaces == 0 { u32::try_from(shown.len()).unwrap() + 1 } else { replaces };
        let buttons = actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        shown.push(Shown { id, title: summary, body, buttons });
        id
    }

    fn get_capabilities(&self) -> Vec<&str> {
        vec!["actions", "body"]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("recorder", "inward", "1", "1.2")
    }

    fn close_notification(&self, _id: u32) {}
}

struct Watcher(Arc<Mutex<Written>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        self.0.lock().unwrap().items.push(service);
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
