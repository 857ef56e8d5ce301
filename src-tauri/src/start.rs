//! What a start of the program asks for, the first one or one that finds another running.
//!
//! The flags themselves are defined with the rest of the command line.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use inward_app::Moment;
use inward_domain::ids::{EntryId, ExperimentId, GoalId, PersonId};
use inward_domain::schedule;

/// Names the program among all others; the same as in `tauri.conf.json`.
pub const IDENTIFIER: &str = "arpa.home.inward.Inward";

/// Names what a start wants, the first one or one that finds another running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Something shown.
    Show(Show),
    /// Reminders that rest.
    Rest(Rest),
}

/// Names what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The main window, wherever it was.
    Main,
    /// The main window at a place.
    At(Place),
    /// The quick-log window.
    QuickLog(Ask),
    /// Nothing: the tray and the reminders only.
    Nothing,
}

/// Names a place in the main window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Today.
    Today,
    /// The settings of reminders, where a rest of any length can be chosen.
    Reminders,
    /// The decision about an experiment.
    Decision(ExperimentId),
    /// An entry of the stream.
    Entry(EntryId),
    /// A practice.
    Practice(GoalId),
    /// A person.
    Person(PersonId),
    /// The review of the week in a practice.
    Review(GoalId),
}

impl Place {
    /// Returns the path behind `#/` in the address of the page.
    pub fn path(self) -> String {
        match self {
            Place::Today => "today".to_owned(),
            Place::Reminders => "settings/reminders".to_owned(),
            Place::Decision(experiment) => format!("experiments/{experiment}/decision"),
            Place::Entry(entry) => format!("journal/{entry}"),
            Place::Practice(goal) => format!("practice/{goal}"),
            Place::Person(person) => format!("people/{person}"),
            Place::Review(goal) => format!("practice/{goal}/this-week"),
        }
    }
}

/// Names what the quick-log window asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ask {
    /// How the day was.
    #[default]
    Day,
    /// What happened in a tense moment.
    Trigger,
    /// What was spoken.
    Spoke,
}

impl Ask {
    /// Returns the word the page knows it by.
    pub fn word(self) -> &'static str {
        match self {
            Ask::Day => "day",
            Ask::Trigger => "trigger",
            Ask::Spoke => "contact",
        }
    }
}

/// Names how long reminders rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Minutes from now.
    Minutes(u32),
    /// Until the first minute of the next local day.
    Tomorrow,
    /// Until the first minute of a local day.
    Day(NaiveDate),
    /// No longer.
    End,
}

impl Rest {
    /// Tells whether a day that was named begins later than now, and within a year.
    pub fn is_ahead(self, moment: &Moment) -> bool {
        match self {
            Rest::Day(day) => moment.today() < day && day <= moment.today() + Days::new(366),
            Rest::Minutes(_) | Rest::Tomorrow | Rest::End => true,
        }
    }

    /// Returns the instant at which reminders are taken up again; none when they are now.
    pub fn until(self, moment: &Moment) -> Option<DateTime<Utc>> {
        let begins = |day: NaiveDate| schedule::zone::instant(moment.zone, day.and_time(NaiveTime::MIN));
        match self {
            Rest::Minutes(minutes) => Some(moment.now + TimeDelta::minutes(i64::from(minutes))),
            Rest::Tomorrow => Some(begins(moment.today() + Days::new(1))),
            Rest::Day(day) => Some(begins(day)),
            Rest::End => None,
        }
    }
}

impl FromStr for Rest {
    type Err = String;

    /// Reads `1h`, `30m`, `tomorrow`, a date or `end`.
    fn from_str(text: &str) -> Result<Rest, String> {
        let minutes = |digits: &str, each: u32| digits.parse::<u32>().ok()?.checked_mul(each);
        let read = match text {
            "tomorrow" => Some(Rest::Tomorrow),
            "end" => Some(Rest::End),
            _ => match (text.strip_suffix('h'), text.strip_suffix('m')) {
                (Some(hours), _) => minutes(hours, 60).map(Rest::Minutes),
                (_, Some(digits)) => minutes(digits, 1).map(Rest::Minutes),
                (None, None) => text.parse().ok().map(Rest::Day),
            },
        };
        // A rest of more than a year is a slip of the finger.
        let sensible = |rest: &Rest| !matches!(rest, Rest::Minutes(m) if *m == 0 || 366 * 24 * 60 < *m);
        read.filter(sensible).ok_or_else(|| "1h, 30m, tomorrow, 2026-03-30, end".to_owned())
    }
}

/// Holds what a start without a command asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The data folder, absolute.
    pub data_folder: PathBuf,
    /// What is shown.
    pub show: Show,
}

/// Names the copy of the program that has a data folder: two folders are two copies.
///
/// The default folder has the plain identifier. Another one gets a short name
/// of its path behind it, in the letters that a name on the session bus may have.
pub fn copy_name(identifier: &str, data_folder: &Path, default_folder: &Path) -> String {
    if data_folder == default_folder {
        return identifier.to_owned();
    }
    format!("{identifier}.f{:016x}", fingerprint(data_folder.as_os_str().as_encoded_bytes()))
}

/// FNV-1a, 64 bits: the same in every version of the program, which the standard library's hasher does not promise.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(now: &str, zone: chrono_tz::Tz) -> Moment {
        let now = now.parse().unwrap();
        Moment { now, zone, system_language: Default::default(), started_at: now }
    }

    #[test]
    fn a_rest_is_read_as_it_is_written_and_a_slip_is_refused() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 30).unwrap();
        let cases = [
            ("1h", Some(Rest::Minutes(60))),
            ("90m", Some(Rest::Minutes(90))),
            ("tomorrow", Some(Rest::Tomorrow)),
            ("2026-03-30", Some(Rest::Day(day))),
            ("end", Some(Rest::End)),
            ("0h", None),
            ("99999h", None),
            ("4294967295h", None),
            ("-1h", None),
            ("soon", None),
            ("", None),
        ];
        for (text, rest) in cases {
            assert_eq!(text.parse().ok(), rest, "{text:?}");
        }
    }

    #[test]
    fn a_rest_until_tomorrow_ends_with_the_first_minute_of_the_next_day_even_where_midnight_is_left_out() {
        // Beirut begins summer time at midnight: 29 March 2026 starts at 01:00.
        let at = moment("2026-03-28T12:00:00Z", chrono_tz::Tz::Asia__Beirut);
        assert_eq!(Rest::Tomorrow.until(&at).unwrap().to_rfc3339(), "2026-03-28T22:00:00+00:00");
        assert_eq!(Rest::End.until(&at), None);
    }

    #[test]
    fn the_program_has_one_identifier() {
        let built: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        assert_eq!(built["identifier"], IDENTIFIER);
    }

    #[test]
    fn two_data_folders_are_two_copies_and_each_has_a_name_the_bus_takes() {
        let default = Path::new("/home/amir/.local/share/inward");
        assert_eq!(copy_name("a.b", default, default), "a.b");
        let one = copy_name("a.b", Path::new("/data/one"), default);
        let two = copy_name("a.b", Path::new("/data/two"), default);
        assert_ne!(one, two);
        for element in one.split('.') {
            assert!(
                !element.starts_with(|c: char| c.is_ascii_digit()),
                "a name on the bus has no element that starts with a digit: {one}"
            );
        }
    }

    #[test]
    fn the_fingerprint_is_the_published_one() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
