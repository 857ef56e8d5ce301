//! Whether the desktop prefers light or dark, as its portal tells.

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};

use super::{PORTAL, PORTAL_PATH};

const SETTINGS: &str = "org.freedesktop.portal.Settings";
const APPEARANCE: &str = "org.freedesktop.appearance";
const SCHEME: &str = "color-scheme";

/// Calls `changed` from a thread of its own with what the desktop prefers: now, and each time it changes. Light is `true`.
///
/// Without a portal nothing is ever told.
pub fn watch_light(changed: impl Fn(bool) + Send + 'static) {
    let listener = std::thread::Builder::new().name("watch colours".to_owned()).spawn(move || {
        let Ok((bus, signals)) = subscribe() else { return };
        if let Some(scheme) = scheme_now(&bus) {
            changed(is_light(scheme));
        }
        for signal in signals.flatten() {
            let Ok((about, key, value)) = signal.body().deserialize::<(String, String, OwnedValue)>() else {
                continue;
            };
            if about == APPEARANCE
                && key == SCHEME
                && let Some(scheme) = number(&value)
            {
                changed(is_light(scheme));
            }
        }
    });
    if let Err(error) = listener {
        eprintln!("inward: the colours of the desktop are not watched: {error}");
    }
}

fn subscribe() -> zbus::Result<(Connection, MessageIterator)> {
    let bus = super::session(super::PATIENCE_TO_START)?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .path(PORTAL_PATH)?
        .interface(SETTINGS)?
        .member("SettingChanged")?
        .build();
    let signals = MessageIterator::for_match_rule(rule, &bus, None)?;
    Ok((bus, signals))
}

fn scheme_now(bus: &Connection) -> Option<u32> {
    if !super::has_owner(bus, PORTAL) && !super::can_be_started(bus, PORTAL) {
        return None;
    }
    crate::hardening::seen_by_the_portal(|| {
        let asked = (APPEARANCE, SCHEME);
        let answer = bus.call_method(Some(PORTAL), PORTAL_PATH, Some(SETTINGS), "Read", &asked).ok()?;
        let value: OwnedValue = answer.body().deserialize().ok()?;
        number(&value)
    })
}

/// Takes the number out of its wrappings: an older portal wraps it twice.
fn number(value: &Value<'_>) -> Option<u32> {
    match value {
        Value::U32(number) => Some(*number),
        Value::Value(inner) => number(inner),
        _ => None,
    }
}

/// 1 prefers dark, 2 prefers light, 0 says nothing.
fn is_light(scheme: u32) -> bool {
    scheme == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_desktop_that_says_so_is_light() {
        let wrapped = Value::Value(Box::new(Value::Value(Box::new(Value::U32(2)))));
        assert_eq!(number(&wrapped), Some(2));
        assert_eq!(number(&Value::from("light")), None);
        assert_eq!([0, 1, 2].map(is_light), [false, false, true]);
    }
}
