//! Reminders on the session bus: handed over on one connection that stays open, with what is pressed on them.
//!
//! The server's answer is waited for. The plugin only puts a notification on its way, and a reminder that is noted
//! as shown before somebody has it would be lost with the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::Value;

use super::{NOTIFICATIONS, NOTIFICATIONS_PATH, PATIENCE, session};
use crate::start::IDENTIFIER;

/// The action of a press on the notification itself.
const DEFAULT: &str = "default";
/// The name of the mark in the themes of a desktop.
const ICON: &str = "inward";

/// Told the number of a notification and the button that was pressed.
type Pressed = dyn Fn(u32, &str) + Send + Sync;

/// Hands reminders over, and hears what is pressed on them.
pub struct Reminders {
    open: Box<dyn Fn() -> zbus::Result<Connection> + Send + Sync>,
    // A server closes what it shows once the connection that sent it goes away.
    bus: Mutex<Option<Connection>>,
    /// The server that took the latest one, by its own name on the bus; held while one is handed over.
    server: Arc<Mutex<Option<String>>>,
    pressed: Arc<Pressed>,
}

impl Reminders {
    /// Starts without a connection; `pressed` is called from a thread of its own.
    pub fn new(pressed: impl Fn(u32, &str) + Send + Sync + 'static) -> Reminders {
        Reminders::on(|| session(PATIENCE), pressed)
    }

    fn on(
        open: impl Fn() -> zbus::Result<Connection> + Send + Sync + 'static,
        pressed: impl Fn(u32, &str) + Send + Sync + 'static,
    ) -> Reminders {
        Reminders {
            open: Box::new(open),
            bus: Mutex::default(),
            server: Arc::default(),
            pressed: Arc::new(pressed),
        }
    }

    /// Hands one over and returns the number that the server gave it; `title` is shown as it is, without markup.
    ///
    /// # Errors
    /// Why nobody took it.
    pub fn show(&self, title: &str, buttons: &[(&str, &str)]) -> zbus::Result<u32> {
        let mut kept = self.bus.lock().unwrap_or_else(PoisonError::into_inner);
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let bus = match kept.take() {
            Some(bus) => bus,
            None => self.connect()?,
        };
        let mut actions = if buttons.is_empty() { Vec::new() } else { vec![DEFAULT, ""] };
        actions.extend(buttons.iter().flat_map(|(id, words)| [*id, *words]));
        let hints: HashMap<&str, Value<'_>> = HashMap::from([("desktop-entry", Value::from(IDENTIFIER))]);
        let wanted = ("Inward", 0_u32, ICON, title, "", actions, hints, -1_i32);
        let answer =
            bus.call_method(Some(NOTIFICATIONS), NOTIFICATIONS_PATH, Some(NOTIFICATIONS), "Notify", &wanted);
        match answer {
            Ok(answer) => {
                *server = answer.header().sender().map(ToString::to_string);
                *kept = Some(bus);
                answer.body().deserialize()
            }
            Err(why) => {
                // The next one begins with a connection of its own; on this one presses would be heard as well.
                let _ = bus.close();
                Err(why)
            }
        }
    }

    fn connect(&self) -> zbus::Result<Connection> {
        let bus = (self.open)()?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(NOTIFICATIONS)?
            .interface(NOTIFICATIONS)?
            .member("ActionInvoked")?
            .build();
        let presses = MessageIterator::for_match_rule(rule, &bus, None)?;
        let (pressed, server) = (Arc::clone(&self.pressed), Arc::clone(&self.server));
        std::thread::Builder::new().name("presses".to_owned()).spawn(move || {
            for press in presses.flatten() {
                // The bus looks at the sender of what goes to all, and not of what is sent to this program alone.
                let sender = press.header().sender().map(ToString::to_string);
                let is_its = sender == *server.lock().unwrap_or_else(PoisonError::into_inner);
                if !is_its {
                    continue;
                }
                if let Ok((number, button)) = press.body().deserialize::<(u32, String)>() {
                    pressed(number, if button == DEFAULT { "tap" } else { &button });
                }
            }
        })?;
        Ok(bus)
    }
}

#[cfg(test)]
mod tests;
