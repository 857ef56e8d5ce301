//! What day pairs and a drawn start say to people.
//!
//! Here, and only here, a p value is put into words: chance was used, so the
//! draw itself tells what else could have come out. A side is claimed only
//! where [`super::pairs`] allows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::pairs::{PairOutcome, PairState, PairsFinding, PairsSentence};
use super::sentence::Direction;
use super::start_draw::StartDraw;
use super::words::{figure, listed};
use crate::experiment::{Better, Rater, Scale};
use crate::lexicon::{Language, say};
use crate::schedule::names;

/// Holds how a measure in pairs is to be read.
#[derive(Debug, Clone, Copy)]
pub struct AboutPairs<'a> {
    /// The behaviour, by the title of its experiment.
    pub act: &'a str,
    /// The measure's scale.
    pub scale: Scale,
    /// Which way is better.
    pub better: Better,
}

/// Holds the pairs as they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairsReading {
    /// What may be said, as a table says it.
    pub verdict: String,
    /// What may be said, in full.
    pub sentence: String,
    /// In how many pairs the day with the behaviour was better, equal, worse.
    pub in_pairs: Option<String>,
    /// How rare this is among all draws, with p.
    pub chance: Option<String>,
    /// Dropped and added pairs, one sentence each.
    pub changes: Vec<String>,
    /// The rows of the table, in order of the pairs.
    pub rows: Vec<PairRow>,
}

/// Holds one pair as a row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairRow {
    /// Its number.
    pub number: String,
    /// Its days, such as "9 February, 10 February".
    pub days: String,
    /// The rating of the day with the behaviour, or a dash.
    pub act: String,
    /// The rating of the day as usual, or a dash.
    pub usual: String,
    /// By how much the first was better, or a dash.
    pub better_by: String,
    /// "dropped", "added", "ahead", or nothing.
    pub note: Option<String>,
    /// Why it was dropped, such as "no rating on 13 February".
    pub why_dropped: Option<String>,
}

/// Reads the pairs of a measure to people.
pub fn read_pairs(language: Language, finding: &PairsFinding, about: &AboutPairs) -> PairsReading {
    let voice = Voice { language, finding, about };
    PairsReading {
        verdict: voice.verdict(),
        sentence: voice.sentence(),
        in_pairs: voice.in_pairs(),
        chance: voice.chance(),
        changes: voice.changes(),
        rows: finding.pairs.iter().map(|pair| voice.row(pair)).collect(),
    }
}

/// Says how rare the result of a drawn start is among all possible first days.
pub fn read_start_draw(language: Language, found: &StartDraw) -> String {
    let (at_least, of) = (found.at_least.to_string(), found.of.to_string());
    let (day, p) = (names::day_month(language, found.start), p_value(language, found.p));
    say(language, "evidence.start_draw", &[("day", &day), ("n", &at_least), ("of", &of), ("p", &p)])
}

/// Lists what pairs cannot tell. Drift is not among it: both days of a pair lie side by side.
pub fn pair_limits(
    language: Language,
    about: &AboutPairs,
    rater: Rater,
    same_weeks: &[&str],
    is_about_a_pair_of_people: bool,
) -> Vec<String> {
    let rated = match rater {
        Rater::Me => "evidence.limit.pairs_rated_by_me",
        Rater::Them => "evidence.limit.pairs_rated_by_them",
    };
    let about_whom =
        if is_about_a_pair_of_people { "evidence.limit.one_pair" } else { "evidence.limit.only_me" };
    let weeks = listed(language, same_weeks)
        .map(|names| say(language, "evidence.limit.same_weeks", &[("names", &names)]));
    [
        Some(say(language, rated, &[("act", about.act)])),
        weeks,
        Some(say(language, "evidence.limit.carry_over", &[])),
        Some(say(language, about_whom, &[])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Writes a p value so that it never reads as nothing: "p = 0.0059", "p < 0.0001".
fn p_value(language: Language, p: f64) -> String {
    if p < 0.000_1 {
        return format!("p < {}", figure(language, 0.000_1, 4));
    }
    format!("p = {}", figure(language, p, 4))
}

/// The pairs of one measure, about to be said in one language.
struct Voice<'a> {
    language: Language,
    finding: &'a PairsFinding,
    about: &'a AboutPairs<'a>,
}

impl Voice<'_> {
    fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        say(self.language, &format!("evidence.{key}"), params)
    }

    fn figure(&self, value: f64, decimals: usize) -> String {
        figure(self.language, value, decimals)
    }

    fn verdict(&self) -> String {
        let key = match (self.finding.sentence, self.finding.direction) {
            (PairsSentence::TooFewPairs, _) => "verdict.too_few_pairs",
            (PairsSentence::NoMovement, _) => "verdict.no_movement",
            (PairsSentence::CouldBeWobble, _) => "verdict.could_be_wobble",
            (PairsSentence::ClearerThanWobble, Direction::Worse) => "verdict.other_way",
            (PairsSentence::ClearerThanWobble, _) => "verdict.clearer_than_wobble",
        };
        self.say(key, &[])
    }

    fn sentence(&self) -> String {
        let claim = match (self.finding.sentence, self.finding.direction) {
            (PairsSentence::TooFewPairs, _) => return self.too_few(),
            (PairsSentence::NoMovement, _) => return self.say("pairs.no_movement", &[]),
            (PairsSentence::CouldBeWobble, _) => return self.said("pairs.means", "claim.could_be_wobble"),
            (PairsSentence::ClearerThanWobble, Direction::Worse) => "claim.other_way",
            (PairsSentence::ClearerThanWobble, _) => "claim.clearer",
        };
        let higher = self.finding.mean_usual < self.finding.mean_act;
        let kind = if self.about.scale == Scale::Count { "counted" } else { "rated" };
        self.said(&format!("pairs.{kind}_{}", if higher { "higher" } else { "lower" }), claim)
    }

    /// The means, which way is better where fewer is, and the claim.
    fn said(&self, means: &str, claim: &str) -> String {
        let f = self.finding;
        let (Some(act), Some(usual), Some(mean)) = (f.mean_act, f.mean_usual, f.mean) else {
            return self.too_few();
        };
        let (by, act, usual) = (self.figure(mean.abs(), 2), self.figure(act, 2), self.figure(usual, 2));
        let params = [("act", self.about.act), ("with", act.as_str()), ("usual", &usual), ("by", &by)];
        let mut parts = vec![self.say(means, &params)];
        if self.about.better == Better::Lower {
            let key = if self.about.scale == Scale::Count { "fewer_is_better" } else { "lower_is_better" };
            parts.push(self.say(key, &[]));
        }
        parts.push(self.say(claim, &[]));
        parts.join(" ")
    }

    fn too_few(&self) -> String {
        let (counted, more) = (self.finding.counted.to_string(), self.finding.more_pairs.to_string());
        let so_far = if self.finding.counted == 0 {
            self.say("pairs.none_so_far", &[])
        } else {
            self.say("pairs.so_far", &[("n", &counted)])
        };
        format!("{so_far} {}", self.say("pairs.too_few", &[("n", &more)]))
    }

    fn in_pairs(&self) -> Option<String> {
        let f = self.finding;
        let [n, better, equal, worse] = [f.counted, f.better, f.equal, f.worse].map(|n| n.to_string());
        let params =
            [("act", self.about.act), ("n", &n), ("better", &better), ("equal", &equal), ("worse", &worse)];
        (0 < f.counted).then(|| self.say("pairs.in_pairs", &params))
    }

    fn chance(&self) -> Option<String> {
        let chance = self.finding.chance.filter(|_| self.finding.sentence != PairsSentence::NoMovement)?;
        let [at_least, as_far, of] = [chance.at_least, chance.as_far, chance.of].map(|ways| ways.to_string());
        let [one, two] = [chance.p_one_sided, chance.p_two_sided].map(|p| p_value(self.language, p));
        Some(self.say(
            "pairs.chance",
            &[("at_least", &at_least), ("as_far", &as_far), ("of", &of), ("p_one", &one), ("p_two", &two)],
        ))
    }

    fn changes(&self) -> Vec<String> {
        let dropped = self.finding.pairs.iter().filter(|pair| pair.state == PairState::Dropped);
        let added = self.finding.pairs.iter().filter(|pair| pair.is_added);
        dropped
            .map(|pair| {
                let days = self.missing_days(pair);
                self.say("pairs.dropped", &[("number", &pair.number.to_string()), ("days", &days)])
            })
            .chain(added.map(|pair| {
                let [first, second] = pair.days.map(|day| names::day_month(self.language, day));
                let params = [("number", pair.number.to_string()), ("first", first), ("second", second)];
                self.say("pairs.added", &params.each_ref().map(|(name, value)| (*name, value.as_str())))
            }))
            .collect()
    }

    /// Names the days of a pair that have no rating, in their order.
    fn missing_days(&self, pair: &PairOutcome) -> String {
        let rated = [(pair.act_on, pair.act), (pair.usual_on, pair.usual)];
        let missing: Vec<String> = pair
            .days
            .iter()
            .filter(|day| rated.iter().any(|(on, value)| on == *day && value.is_none()))
            .map(|day| names::day_month(self.language, *day))
            .collect();
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        listed(self.language, &missing).unwrap_or_default()
    }

    fn row(&self, pair: &PairOutcome) -> PairRow {
        let or_dash = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |v| self.figure(v, 2));
        let note = match (pair.state, pair.is_added) {
            (PairState::Dropped, _) => Some("pairs.note_dropped"),
            (PairState::Ahead, _) => Some("pairs.note_ahead"),
            (PairState::Counted, true) => Some("pairs.note_added"),
            (PairState::Counted, false) => None,
        };
        let is_dropped = pair.state == PairState::Dropped;
        let why = || self.say("pairs.no_rating", &[("days", &self.missing_days(pair))]);
        PairRow {
            why_dropped: is_dropped.then(why),
            number: pair.number.to_string(),
            days: pair.days.map(|day| names::day_month(self.language, day)).join(", "),
            act: or_dash(pair.act),
            usual: or_dash(pair.usual),
            better_by: or_dash(pair.better_by),
            note: note.map(|key| self.say(key, &[])),
        }
    }
}

#[cfg(test)]
mod tests;
