//! The sleep of the machine, as the login manager announces it on the system bus.

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::OwnedFd;

const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const LOGIN_MANAGER: &str = "org.freedesktop.login1.Manager";

/// Calls `before` from a thread of its own when the machine is about to sleep, and holds the sleep up meanwhile;
/// calls `after` when it has woken.
///
/// The login manager waits a few seconds for those who asked it to; without
/// one, or without a system bus, nothing is watched.
pub fn watch_sleep(before: impl Fn() + Send + 'static, after: impl Fn() + Send + 'static) {
    let listener = std::thread::Builder::new().name("watch sleep".to_owned()).spawn(move || {
        let Ok((bus, signals)) = subscribe() else { return };
        let mut hold = hold_up(&bus);
        for signal in signals.flatten() {
            match signal.body().deserialize::<bool>() {
                Ok(true) => {
                    before();
                    // Letting go of it lets the machine sleep.
                    drop(hold.take());
                }
                Ok(false) => {
                    after();
                    hold = hold_up(&bus);
                }
                Err(_) => {}
            }
        }
    });
    if let Err(error) = listener {
        eprintln!("inward: the sleep of the machine is not watched: {error}");
    }
}

fn subscribe() -> zbus::Result<(Connection, MessageIterator)> {
    let bus = Connection::system()?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIN)?
        .path(LOGIN_PATH)?
        .interface(LOGIN_MANAGER)?
        .member("PrepareForSleep")?
        .build();
    let signals = MessageIterator::for_match_rule(rule, &bus, None)?;
    Ok((bus, signals))
}

fn hold_up(bus: &Connection) -> Option<OwnedFd> {
    let asked = ("sleep", "Inward", "Locks the journal", "delay");
    let answer = bus.call_method(Some(LOGIN), LOGIN_PATH, Some(LOGIN_MANAGER), "Inhibit", &asked);
    answer.ok()?.body().deserialize().ok()
}
