//! Keys through the portal of a desktop, which asks the person, and may give others than were wanted.

use std::collections::HashMap;

use inward_app::reminders::KeysState;
use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

use super::{Chord, Release, With};
use crate::bus;

const KEYS: &str = "org.freedesktop.portal.GlobalShortcuts";
const REQUEST: &str = "org.freedesktop.portal.Request";
const SESSION: &str = "org.freedesktop.portal.Session";
/// What the desktop calls the one thing that keys are asked for.
const QUICK_LOG: &str = "quick-log";

/// What a portal answers to a request: a code, 0 where it was granted, and what it found.
type Told = HashMap<String, OwnedValue>;

/// Holds the keys, and calls `pressed` from a thread of its own each time; waits as long as the desktop asks the person.
///
/// # Errors
/// [`KeysState::Absent`] where there is no portal for keys, or it grants none.
pub fn hold(keys: Chord, words: &str, pressed: impl Fn() + Send + 'static) -> Result<Release, KeysState> {
    let (bus, session, presses) = ask(keys, words).ok_or(KeysState::Absent)?;
    let own = session.clone();
    let listener = std::thread::Builder::new().name("keys".to_owned()).spawn(move || {
        for press in presses.flatten() {
            if let Ok((of, name, ..)) = press.body().deserialize::<(OwnedObjectPath, String, u64, Told)>()
                && (&of, name.as_str()) == (&own, QUICK_LOG)
            {
                pressed();
            }
        }
    });
    listener.map_err(|_| KeysState::Absent)?;
    Ok(Box::new(move || {
        // A portal that is gone holds nothing.
        let _ = bus.call_method(Some(bus::PORTAL), &session, Some(SESSION), "Close", &());
        let _ = bus.close();
    }))
}

/// Opens a session with the portal and binds the keys in it.
fn ask(keys: Chord, words: &str) -> Option<(Connection, OwnedObjectPath, MessageIterator)> {
    let bus = bus::patient_session().ok()?;
    if !bus::has_owner(&bus, bus::PORTAL) && !bus::can_be_started(&bus, bus::PORTAL) {
        return None;
    }
    // Heard from before the first question on, so that no answer comes too early.
    let mut answers = signals(&bus, REQUEST, "Response").ok()?;
    let presses = signals(&bus, KEYS, "Activated").ok()?;
    let token = |name: &str| HashMap::from([("handle_token", Value::from(name.to_owned()))]);
    let mut opening = token("open");
    opening.insert("session_handle_token", Value::from("inward"));
    let request = request(&bus, "CreateSession", &(opening,))?;
    let session = granted(&mut answers, &request)?.remove("session_handle")?;
    let session = OwnedObjectPath::from(ObjectPath::try_from(String::try_from(session).ok()?).ok()?);
    let about = HashMap::from([
        ("description", Value::from(words)),
        ("preferred_trigger", Value::from(keys.written(name))),
    ]);
    let request =
        self::request(&bus, "BindShortcuts", &(&session, vec![(QUICK_LOG, about)], "", token("bind")))?;
    granted(&mut answers, &request)?;
    Some((bus, session, presses))
}

/// Asks the portal for something, and returns where it will answer.
fn request<B>(bus: &Connection, method: &str, body: &B) -> Option<OwnedObjectPath>
where
    B: serde::ser::Serialize + zbus::zvariant::DynamicType,
{
    let asked = crate::hardening::seen_by_the_portal(|| {
        bus.call_method(Some(bus::PORTAL), bus::PORTAL_PATH, Some(KEYS), method, body)
    });
    asked.ok()?.body().deserialize().ok()
}

/// Waits for the answer to a request; none when it was refused.
fn granted(answers: &mut MessageIterator, request: &OwnedObjectPath) -> Option<Told> {
    let mut of_ours = answers.flatten().filter(|told| told.header().path() == Some(request));
    let (code, told) = of_ours.next()?.body().deserialize::<(u32, Told)>().ok()?;
    (code == 0).then_some(told)
}

fn signals(bus: &Connection, of: &str, name: &str) -> zbus::Result<MessageIterator> {
    let rule = MatchRule::builder().msg_type(Type::Signal).interface(of)?.member(name)?.build();
    MessageIterator::for_match_rule(rule, bus, None)
}

/// Names what is held as the specification of shortcuts does.
fn name(with: With) -> &'static str {
    match with {
        With::Control => "CTRL",
        With::Alt => "ALT",
        With::Shift => "SHIFT",
        With::System => "LOGO",
    }
}
