//! The only place that reads the clock, the zone and the language of the system.
//!
//! Everything below the shell gets them as a [`Moment`]. Under the feature
//! `automation`, which no package has, a file can set the clock, so that a test
//! drives the real window through the days of a story.

use std::sync::OnceLock;
#[cfg(not(feature = "automation"))]
use std::time::Instant;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use inward_app::Moment;
use inward_domain::lexicon::Language;

/// When this process first looked at the clock.
static STARTED_AT: OnceLock<DateTime<Utc>> = OnceLock::new();

/// Returns the moment that is now, here.
pub fn moment() -> Moment {
    let now = now();
    let started_at = *STARTED_AT.get_or_init(|| now);
    Moment { now, zone: zone(), system_language: system_language(), started_at }
}

/// Returns what measures how long a derivation of the key takes on this machine.
#[cfg(not(feature = "automation"))]
pub fn stopwatch() -> Option<fn() -> Duration> {
    static SINCE: OnceLock<Instant> = OnceLock::new();
    Some(|| SINCE.get_or_init(Instant::now).elapsed())
}

/// Measures nothing: a test that makes a vault would wait for seconds.
#[cfg(feature = "automation")]
pub fn stopwatch() -> Option<fn() -> Duration> {
    None
}

#[cfg(not(feature = "automation"))]
fn now() -> DateTime<Utc> {
    system_now().into()
}

/// Lets the file named by `INWARD_CLOCK_FILE` say what time it was when the file was written.
#[cfg(feature = "automation")]
fn now() -> DateTime<Utc> {
    let set = std::env::var_os("INWARD_CLOCK_FILE").and_then(|path| {
        let said = DateTime::parse_from_rfc3339(std::fs::read_to_string(&path).ok()?.trim()).ok()?;
        let passed = system_now().duration_since(std::fs::metadata(&path).ok()?.modified().ok()?).ok()?;
        Some(said.with_timezone(&Utc) + passed)
    });
    set.unwrap_or_else(|| system_now().into())
}

#[expect(clippy::disallowed_methods, reason = "the one place where the clock of the system enters the house")]
fn system_now() -> SystemTime {
    SystemTime::now()
}

/// Returns the time since the machine was started, its sleep included.
#[cfg(all(target_os = "linux", not(feature = "automation")))]
pub fn since_boot() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let at = clock_gettime(ClockId::Boottime);
    let whole = u64::try_from(at.tv_sec).unwrap_or_default();
    Duration::new(whole, u32::try_from(at.tv_nsec).unwrap_or_default())
}

/// Returns the time by the clock of the system, which a test can set.
#[cfg(feature = "automation")]
pub fn since_boot() -> Duration {
    // A test that leaps through weeks sits at its window all the while, unless it says otherwise.
    let file = std::env::var_os("INWARD_ABSENCE_FILE").and_then(|path| std::fs::read_to_string(path).ok());
    Duration::from_secs(file.and_then(|text| text.trim().parse().ok()).unwrap_or_default())
}

/// Returns the time that passed while the program runs.
#[cfg(all(not(target_os = "linux"), not(feature = "automation")))]
pub fn since_boot() -> Duration {
    static FIRST: OnceLock<std::time::Instant> = OnceLock::new();
    FIRST.get_or_init(std::time::Instant::now).elapsed()
}

/// Reads the zone anew each time, because a traveller changes it while the program runs.
fn zone() -> Tz {
    // `TZ` may hold a rule or a path as well; only a name is of use here.
    let named = std::env::var("TZ").ok().map(|tz| tz.trim_start_matches(':').to_owned());
    named.and_then(|name| name.parse().ok()).or_else(zone_of_the_machine).unwrap_or(Tz::UTC)
}

fn zone_of_the_machine() -> Option<Tz> {
    iana_time_zone::get_timezone().ok()?.parse().ok()
}

/// Reads the language from where a desktop session puts it, most specific first.
fn system_language() -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .map(|locale| Language::of_locale(&locale))
        .unwrap_or_default()
}
