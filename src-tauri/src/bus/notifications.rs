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
    // A server closes what it shows once the connection that sent it goes away.
    bus: Mutex<Option<Connection>>,
    pressed: Arc<Pressed>,
}

impl Reminders {
    /// Starts without a connection; `pressed` is called from a thread of its own.
    pub fn new(pressed: impl Fn(u32, &str) + Send + Sync + 'static) -> Reminders {
        Reminders { bus: Mutex::default(), pressed: Arc::new(pressed) }
    }

    /// Hands one over and returns the number that the server gave it; `title` is shown as it is, without markup.
    ///
    /// # Errors
    /// Why nobody took it.
    pub fn show(&self, title: &str, buttons: &[(&str, &str)]) -> zbus::Result<u32> {
        let mut kept = self.bus.lock().unwrap_or_else(PoisonError::into_inner);
        let bus = match kept.take() {
            Some(bus) => bus,
            None => self.connect()?,
        };
        let mut actions = if buttons.is_empty() { Vec::new() } else { vec![DEFAULT, ""] };
        actions.extend(buttons.iter().flat_map(|(id, words)| [*id, *words]));
        let hints: HashMap<&str, Value<'_>> = HashMap::from([("desktop-entry", Value::from(IDENTIFIER))]);
        let wanted = ("Inward", 0_u32, ICON, title, "", actions, hints, -1_i32);
        let answer =
            bus.call_method(Some(NOTIFICATIONS), NOTIFICATIONS_PATH, Some(NOTIFICATIONS), "Notify", &wanted)?;
        // After an error the next one begins with a connection of its own.
        *kept = Some(bus);
        answer.body().deserialize()
    }

    fn connect(&self) -> zbus::Result<Connection> {
        let bus = session(PATIENCE)?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(NOTIFICATIONS)?
            .member("ActionInvoked")?
            .build();
        let presses = MessageIterator::for_match_rule(rule, &bus, None)?;
        let pressed = Arc::clone(&self.pressed);
        std::thread::Builder::new().name("presses".to_owned()).spawn(move || {
            for press in presses.flatten() {
                if let Ok((number, button)) = press.body().deserialize::<(u32, String)>() {
                    pressed(number, if button == DEFAULT { "tap" } else { &button });
                }
            }
        })?;
        Ok(bus)
    }
}
