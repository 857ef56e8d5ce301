use std::sync::mpsc;
use std::time::Duration;

use zbus::blocking::connection;
use zbus::zvariant::OwnedValue;
use zbus::{fdo, interface};

use super::*;
use crate::keyring::tests::keeper::Bus;

/// A server that refuses what it is handed first.
#[derive(Default)]
struct Server {
    asked: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the desktop defines them")]
    fn notify(
        &mut self,
        _app: String,
        _replaces: u32,
        _icon: String,
        _summary: String,
        _body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _milliseconds: i32,
    ) -> fdo::Result<u32> {
        self.asked += 1;
        if self.asked == 1 { Err(fdo::Error::Failed("too early".to_owned())) } else { Ok(self.asked) }
    }
}

fn press(bus: &Connection, to: Option<&str>, number: u32, button: &str) {
    let body = (number, button);
    bus.emit_signal(to, NOTIFICATIONS_PATH, NOTIFICATIONS, "ActionInvoked", &body).unwrap();
}

#[test]
fn a_press_counts_once_after_an_error_and_one_of_another_program_never() {
    let folder = tempfile::tempdir().unwrap();
    let bus = Bus::start(folder.path());
    let server = connection::Builder::address(bus.address.as_str())
        .unwrap()
        .serve_at(NOTIFICATIONS_PATH, Server::default())
        .unwrap()
        .name(NOTIFICATIONS)
        .unwrap()
        .build()
        .unwrap();
    let other = connection::Builder::address(bus.address.as_str()).unwrap().build().unwrap();
    let (tell, heard) = mpsc::channel();
    let address = bus.address.clone();
    let reminders = Reminders::on(
        move || connection::Builder::address(address.as_str())?.build(),
        move |number, button| tell.send((number, button.to_owned())).unwrap(),
    );
    reminders.show("09:00 check-in", &[("done", "Done")]).unwrap_err();
    let number = reminders.show("09:00 check-in", &[("done", "Done")]).unwrap();
    let me = reminders.bus.lock().unwrap().as_ref().unwrap().unique_name().unwrap().to_string();
    press(&other, None, number, "other, to all");
    press(&other, Some(&me), number, "other, to this program");
    press(&server, None, number, "done");
    press(&server, None, number, DEFAULT);
    let patience = Duration::from_secs(10);
    let presses = [(); 2].map(|()| heard.recv_timeout(patience).unwrap().1);
    assert_eq!(presses, ["done", "tap"]);
    heard.recv_timeout(Duration::from_millis(300)).unwrap_err();
}
