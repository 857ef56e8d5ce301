//! Methods that are offered when the data call for them, one sentence each, never more than one at a time.
//!
//! An offer names its reason and can be answered with "not now", which silences
//! it for the practice. Every method can be opened without an offer too.

use chrono::{Days, NaiveDate};

use crate::path::Station;

/// After so many days of an experiment the hidden brake is offered.
const BRAKE_AFTER_DAYS: u64 = 14;
/// A pulse and a change rating come every four weeks.
const EVERY_DAYS: u64 = 28;
/// From this intensity on a moment offers the cool-off box.
pub const TENSE_FROM: u8 = 7;

/// Holds what an offer is decided by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The local day.
    pub today: NaiveDate,
    /// Complaints written down.
    pub complaints: usize,
    /// Fixes written down.
    pub fixes: usize,
    /// The strongest tense moment of today, 0–10.
    pub tense_today: Option<u8>,
    /// Drafts in the cool-off box.
    pub held_drafts: usize,
    /// A conversation is prepared and not held.
    pub talk_ahead: bool,
    /// Unsaid columns written.
    pub unsaid_columns: usize,
    /// The first day of the experiment.
    pub experiment_since: Option<NaiveDate>,
    /// Hidden brakes written.
    pub brakes: usize,
    /// A formal process is open with somebody of the practice.
    pub formal_process: bool,
    /// No-surprise checks written.
    pub no_surprise_checks: usize,
    /// A behaviour is agreed or told.
    pub behaviour_told: bool,
    /// Sentences said openly.
    pub said_openly: usize,
    /// Somebody of the practice knows of these notes.
    pub somebody_knows: bool,
    /// The day of the last pulse.
    pub last_pulse: Option<NaiveDate>,
    /// The day of the last change rating.
    pub last_change_rating: Option<NaiveDate>,
    /// Days of the conversation that was held last.
    pub last_talk: Option<NaiveDate>,
}

/// Names a method with the reason to offer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The kind of entry.
    pub kind: &'static str,
    /// At which station it is offered.
    pub station: Station,
}

impl Offer {
    /// Returns the name by which it is set aside.
    pub fn id(self) -> String {
        format!("offer.{}", self.kind)
    }

    /// Returns the sentence in the catalogue.
    pub fn key(self) -> String {
        format!("offer.{}", self.kind)
    }
}

/// Lists the offers the data call for, the most timely first.
pub fn offers(around: &Around) -> Vec<Offer> {
    let since = |day: Option<NaiveDate>, days: u64| day.is_some_and(|d| d + Days::new(days) <= around.today);
    let due = |last: Option<NaiveDate>| match last {
        Some(_) => since(last, EVERY_DAYS),
        None => since(around.last_talk, 7),
    };
    let tense = around.tense_today.is_some_and(|n| TENSE_FROM <= n);
    let candidates = [
        (tense && around.held_drafts == 0, "cool_off", Station::LookInward),
        (0 < around.complaints && around.fixes == 0, "fix", Station::LookInward),
        (around.formal_process && around.no_surprise_checks == 0, "no_surprise", Station::Listen),
        (around.talk_ahead && around.unsaid_columns == 0, "left_hand", Station::Listen),
        (around.behaviour_told && around.said_openly == 0, "working_on", Station::Try),
        (around.somebody_knows && due(around.last_pulse), "pulse", Station::Listen),
        (around.somebody_knows && due(around.last_change_rating), "change_rating", Station::Reflect),
        (
            around.brakes == 0 && since(around.experiment_since, BRAKE_AFTER_DAYS),
            "brake",
            Station::LookInward,
        ),
    ];
    candidates
        .into_iter()
        .filter(|(called_for, _, _)| *called_for)
        .map(|(_, kind, station)| Offer { kind, station })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn calm() -> Around {
        Around { today: day("2026-03-04"), ..Around::default() }
    }

    #[rstest]
    #[case::nothing_calls(calm(), &[])]
    #[case::complaints_without_fixes(Around { complaints: 1, ..calm() }, &["fix"])]
    #[case::fixes_are_written(Around { complaints: 1, fixes: 1, ..calm() }, &[])]
    #[case::a_moment_of_seven(Around { tense_today: Some(7), ..calm() }, &["cool_off"])]
    #[case::a_moment_of_six(Around { tense_today: Some(6), ..calm() }, &[])]
    #[case::a_draft_rests_already(Around { tense_today: Some(9), held_drafts: 1, ..calm() }, &[])]
    #[case::a_talk_is_ahead(Around { talk_ahead: true, ..calm() }, &["left_hand"])]
    #[case::a_process_is_open(Around { formal_process: true, ..calm() }, &["no_surprise"])]
    #[case::two_weeks_in(Around { experiment_since: Some(day("2026-02-18")), ..calm() }, &["brake"])]
    #[case::not_two_weeks_in(Around { experiment_since: Some(day("2026-02-19")), ..calm() }, &[])]
    #[case::a_pulse_after_four_weeks(Around { somebody_knows: true, last_pulse: Some(day("2026-02-04")),
        last_change_rating: Some(day("2026-03-01")), ..calm() }, &["pulse"])]
    #[case::no_pulse_without_their_knowing(Around { last_pulse: Some(day("2026-01-01")), ..calm() }, &[])]
    #[case::the_first_a_week_after_a_talk(Around { somebody_knows: true, last_talk: Some(day("2026-02-25")), ..calm() },
        &["pulse", "change_rating"])]
    fn an_offer_is_made_when_the_data_call_for_it(#[case] around: Around, #[case] expected: &[&str]) {
        let found: Vec<&str> = offers(&around).into_iter().map(|o| o.kind).collect();
        assert_eq!(found, expected);
    }
}
