//! Whether somebody is there: the last key or pointer in one of our windows, and when that is too long ago.
//!
//! A page sends a sign of life a few times a minute while it is used
//! (`presence.js`). The time between counts the sleep of the machine, so that
//! a lid that was closed for an hour locks at once when it opens.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use crate::clock;

/// Makes a page tell that it is being used.
pub const SIGNS: &str = include_str!("presence.js");

/// Remembers the last sign of the user.
pub struct Presence(Mutex<Duration>);

impl Default for Presence {
    fn default() -> Self {
        Presence(Mutex::new(clock::since_boot()))
    }
}

impl Presence {
    /// Notes that somebody is there now.
    pub fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = clock::since_boot();
    }

    /// Tells whether nobody was there for so many minutes; 0 is never too long.
    pub fn is_too_long_ago(&self, minutes: u16) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        is_too_long(last, clock::since_boot(), minutes)
    }
}

fn is_too_long(last: Duration, now: Duration, minutes: u16) -> bool {
    minutes != 0 && Duration::from_secs(u64::from(minutes) * 60) <= now.saturating_sub(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_for_five_minutes_is_too_long_unless_the_user_wants_no_lock() {
        let seconds = Duration::from_secs;
        let cases = [(299, 5, false), (300, 5, true), (3600, 0, false), (3600, 60, true), (3599, 60, false)];
        for (passed, minutes, expected) in cases {
            assert_eq!(
                is_too_long(seconds(10), seconds(10 + passed), minutes),
                expected,
                "{passed} s, {minutes} min"
            );
        }
        assert!(!is_too_long(seconds(10), seconds(3), 1), "a clock that went back is no absence");
    }
}
