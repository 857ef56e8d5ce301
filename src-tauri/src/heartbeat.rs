//! The one clockwork: a thread that wakes for the next reminder, at the latest every half minute.
//!
//! It compares wall clock with wall clock, so a machine that slept, a clock that
//! was set and a traveller in another zone are all noticed within one beat. What
//! is due is decided by the core; nothing in a page keeps time.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use inward_app::Moment;
use inward_app::contract::Area;
use inward_app::reminders::Notification;
use tauri::{AppHandle, Emitter, Manager};

use crate::shell::{Shell, lock_now};
use crate::{clock, notify, tray};

/// The longest a beat waits when no window is open.
const IDLE: Duration = Duration::from_secs(30);
/// The longest a beat waits while a window shows data that the command line may change.
const WATCHED: Duration = Duration::from_secs(2);
/// The wait when something is still due after a beat, so that the thread never spins.
const STILL_DUE: Duration = Duration::from_secs(1);
/// How far the wall clock may run ahead of the time that passed before it counts as a jump.
const GAP: TimeDelta = TimeDelta::minutes(2);

/// Wakes the heartbeat from any thread.
#[derive(Clone, Default)]
pub struct Alarm(Arc<(Mutex<bool>, Condvar)>);

impl Alarm {
    /// Makes the next beat come now.
    pub fn ring(&self) {
        let (rung, bell) = &*self.0;
        *rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.notify_all();
    }

    /// Waits for a ring, or for the time to pass; answers whether it rang.
    fn wait(&self, longest: Duration) -> bool {
        let (rung, bell) = &*self.0;
        let guard = rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = bell.wait_timeout_while(guard, longest, |rung| !*rung);
        let (mut rung, _) = waited.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *rung)
    }
}

/// Starts the heartbeat.
///
/// # Errors
/// When the system gives no thread.
pub fn start(app: &AppHandle) -> std::io::Result<()> {
    let app = app.clone();
    std::thread::Builder::new().name("heartbeat".to_owned()).spawn(move || beat_for_ever(&app)).map(|_| ())
}

fn beat_for_ever(app: &AppHandle) {
    let alarm = app.state::<Shell>().alarm.clone();
    let mut last = Seen { at: clock::moment(), instant: Instant::now(), version: None };
    let mut rang = true;
    loop {
        let moment = clock::moment();
        let now = Seen { at: moment, instant: Instant::now(), version: last.version };
        let leapt = Leap::between(&last, &now);
        last = now;
        lock_when_left_alone(app);
        let next_at = beat(app, &moment, leapt, rang, &mut last.version);
        rang = alarm.wait(pause(clock::moment().now, next_at, !app.webview_windows().is_empty()));
    }
}

fn lock_when_left_alone(app: &AppHandle) {
    if app.state::<Shell>().is_left_alone()
        && let Err(error) = lock_now(app)
    {
        eprintln!("inward: the journal could not be locked: {:?}", error.code);
    }
}

/// Does what one beat does, and answers when the next reminder is due.
fn beat(
    app: &AppHandle,
    moment: &Moment,
    leapt: Leap,
    rang: bool,
    version: &mut Option<i64>,
) -> Option<DateTime<Utc>> {
    let shell = app.state::<Shell>();
    let can_notify = notify::can_notify(app);
    let (tick, kept, now_version) =
        shell.with_core(|core| (core.tick(moment, can_notify), core.keep_house(moment), core.data_version()));
    if let Some(area) = kept {
        let _ = app.emit("changed", area);
    }
    let written_outside = version.is_some() && now_version.is_some() && *version != now_version;
    *version = now_version;
    if written_outside || leapt != Leap::None {
        // Another day, or another process: every page may be old.
        let _ = app.emit("changed", Area::Everything);
    }
    let Ok(tick) = tick else {
        // The vault cannot be read now; the windows say so when they read it, and the next beat tries again.
        return None;
    };
    for notification in &tick.show {
        deliver(app, notification);
    }
    if tick.changed || !tick.show.is_empty() {
        let _ = app.emit("changed", Area::Reminders);
    }
    if !tick.show.is_empty() {
        let _ = app.emit("due", ());
    }
    if rang || tick.changed || written_outside || leapt != Leap::None {
        tray::refresh(app);
    }
    tick.next_at
}

fn deliver(app: &AppHandle, notification: &Notification) {
    let shown = notify::show(app, notification);
    let keys = &notification.occurrences;
    let noted = app.state::<Shell>().with_core(|core| core.delivered(keys, shown, &clock::moment()));
    if let Err(error) = noted {
        eprintln!("inward: a reminder was shown and could not be noted: {:?}", error.code);
    }
}

/// Tells how long to wait: until the next reminder, and never longer than a page or a sleeping machine allows.
fn pause(now: DateTime<Utc>, next_at: Option<DateTime<Utc>>, watched: bool) -> Duration {
    let longest = if watched { WATCHED } else { IDLE };
    let Some(next_at) = next_at else { return longest };
    match (next_at - now).to_std() {
        Ok(until) if !until.is_zero() => until.min(longest),
        _ => STILL_DUE,
    }
}

/// Holds what a beat saw.
struct Seen {
    at: Moment,
    instant: Instant,
    version: Option<i64>,
}

/// Names what happened to the clock between two beats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leap {
    /// Time passed as it does.
    None,
    /// A new day began.
    Midnight,
    /// The machine slept, or the clock was set forward.
    Forward,
    /// The clock was set back.
    Back,
    /// The zone is another one.
    Zone,
}

impl Leap {
    fn between(before: &Seen, now: &Seen) -> Leap {
        let passed = now.instant.duration_since(before.instant);
        Leap::of((before.at.now, before.at.zone), (now.at.now, now.at.zone), passed)
    }

    fn of(before: (DateTime<Utc>, Tz), now: (DateTime<Utc>, Tz), passed: Duration) -> Leap {
        let day = |(at, zone): (DateTime<Utc>, Tz)| -> NaiveDate { at.with_timezone(&zone).date_naive() };
        let ahead = now.0 - before.0 - TimeDelta::from_std(passed).unwrap_or(TimeDelta::MAX);
        if now.1 != before.1 {
            Leap::Zone
        } else if now.0 < before.0 {
            Leap::Back
        } else if GAP < ahead {
            Leap::Forward
        } else if day(before) != day(now) {
            Leap::Midnight
        } else {
            Leap::None
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    const NOW: &str = "2026-03-13T08:59:50Z";

    #[rstest]
    #[case::nothing_planned(None, false, 30_000)]
    #[case::nothing_planned_but_a_window_open(None, true, 2_000)]
    #[case::soon(Some("2026-03-13T08:59:58Z"), false, 8_000)]
    #[case::soon_with_a_window(Some("2026-03-13T08:59:51Z"), true, 1_000)]
    #[case::far(Some("2026-03-14T09:00:00Z"), false, 30_000)]
    #[case::nearly_now(Some("2026-03-13T08:59:50.100Z"), false, 100)]
    fn a_beat_comes_with_the_next_reminder(
        #[case] next: Option<&str>,
        #[case] watched: bool,
        #[case] expected_ms: u64,
    ) {
        assert_eq!(pause(at(NOW), next.map(at), watched), Duration::from_millis(expected_ms));
    }

    #[test]
    fn something_that_stays_due_does_not_make_the_thread_spin() {
        assert_eq!(pause(at(NOW), Some(at("2026-03-13T08:00:00Z")), false), STILL_DUE);
        assert_eq!(pause(at(NOW), Some(at(NOW)), false), STILL_DUE);
    }

    #[rstest]
    #[case::as_it_does("2026-03-13T09:00:20Z", Tz::Europe__Zurich, 30, Leap::None)]
    #[case::slept("2026-03-13T11:00:00Z", Tz::Europe__Zurich, 1, Leap::Forward)]
    #[case::late_but_awake("2026-03-13T11:00:00Z", Tz::Europe__Zurich, 7_210, Leap::None)]
    #[case::set_back("2026-03-13T08:00:00Z", Tz::Europe__Zurich, 30, Leap::Back)]
    #[case::travelled("2026-03-13T09:00:20Z", Tz::America__New_York, 30, Leap::Zone)]
    #[case::new_day("2026-03-13T23:00:10Z", Tz::Europe__Zurich, 50_420, Leap::Midnight)]
    fn a_jump_of_the_clock_is_noticed(
        #[case] then: &str,
        #[case] zone: Tz,
        #[case] passed: u64,
        #[case] leap: Leap,
    ) {
        assert_eq!(
            Leap::of((at(NOW), Tz::Europe__Zurich), (at(then), zone), Duration::from_secs(passed)),
            leap
        );
    }

    #[test]
    fn a_ring_before_the_wait_is_not_lost() {
        let alarm = Alarm::default();
        alarm.ring();
        assert!(
            alarm.wait(Duration::from_secs(60)),
            "a change that came during a beat needs the next one at once"
        );
        assert!(!alarm.wait(Duration::ZERO), "one ring is one beat");
    }
}
