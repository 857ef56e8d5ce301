//! What a comparison says to people: every sentence and every number in it, in each language.
//!
//! Screen, report and terminal print these texts as they are and add no number
//! of their own. A direction ("higher", "lower") is said only where the
//! sentence of [`super::sentence`] allows a claim; otherwise the medians stand
//! as plain facts. The p value of the trend is never put into words: chance
//! was not used there. Where it was, [`super::pair_words`] says how rare the result is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::comparison::{Comparison, Figures, Medians, Warning};
use super::sentence::{Direction, Sentence};
use super::split::{Side, Split};
use super::strength::{CheckinCounts, StrengthWord};
use crate::experiment::{Better, Rater, Scale};
use crate::lexicon::{Language, say};

/// Tells how the later phase came to begin.
///
/// After an event the words are "was followed by": nothing was tried then that could have worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The user chose the day.
    Chosen,
    /// Something happened, such as a conversation.
    Event,
    /// Chance drew the day.
    Drawn,
}

/// Holds what a comparison is about: the names of its phases, and how its measure is to be read.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The earlier phase, by name on screen and by code in tables.
    pub before: &'a str,
    /// The later phase.
    pub after: &'a str,
    /// How the later phase came to begin.
    pub start: Start,
    /// The measure's scale.
    pub scale: Scale,
    /// Which way is better.
    pub better: Better,
}

/// Holds a comparison as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// Rated days in each phase, such as "13, 32".
    pub days: String,
    /// Both medians, such as "3 → 6".
    pub medians: Option<String>,
    /// Better in 100 pairs, such as "92" or "more than 99".
    pub in_hundred: Option<String>,
    /// The adjusted range, such as "58–99".
    pub range: Option<String>,
    /// What may be said, as a table says it.
    pub verdict: String,
    /// What may be said, in full.
    pub sentence: String,
    /// "In 92 of 100 pairs …", with the adjusted range.
    pub in_pairs: Option<String>,
    /// What is left when the line of the earlier days is carried on; absent when that line is level.
    pub sensitivity: Option<String>,
    /// What weakens the comparison.
    pub warnings: Vec<String>,
}

/// Reads a comparison to people.
pub fn read(language: Language, comparison: &Comparison, about: &About) -> Reading {
    let voice = Voice { language, comparison, about };
    Reading {
        days: format!("{}, {}", comparison.m, comparison.n),
        medians: comparison.medians.map(|m| {
            format!("{} → {}", figure(language, m.median_before, 2), figure(language, m.median_after, 2))
        }),
        in_hundred: comparison.figures.map(|f| in_hundred(language, f.nap)),
        range: comparison.figures.map(|f| range(f.interval_adjusted).join("–")),
        verdict: voice.verdict(),
        sentence: voice.sentence(),
        in_pairs: comparison.figures.map(|f| voice.in_pairs(&f)),
        sensitivity: comparison.figures.filter(|f| f.before_slope != 0.0).map(|f| voice.sensitivity(&f)),
        warnings: comparison.warnings.iter().map(|warning| voice.warning(*warning)).collect(),
    }
}

/// Holds what else was going on.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Who rated.
    pub rater: Rater,
    /// Names of other experiments and events in the same weeks.
    pub same_weeks: &'a [&'a str],
    /// Whether the days are about a pair of people, and not about me alone.
    pub is_about_a_pair_of_people: bool,
    /// Medians of the comparison that ends with the earlier phase, where that phase began with an event.
    pub earlier: Option<Medians>,
}

/// Lists what a comparison cannot tell; the drift is always in it.
pub fn limits(language: Language, about: &About, around: &Circumstances) -> Vec<String> {
    let start = match (about.start, around.rater) {
        (Start::Chosen, Rater::Me) => "evidence.limit.start_chosen_rated_by_me",
        (Start::Chosen, Rater::Them) => "evidence.limit.start_chosen_rated_by_them",
        (Start::Drawn, Rater::Me) => "evidence.limit.start_drawn_rated_by_me",
        (Start::Drawn, Rater::Them) => "evidence.limit.start_drawn_rated_by_them",
        (Start::Event, Rater::Me) => "evidence.limit.start_event_rated_by_me",
        (Start::Event, Rater::Them) => "evidence.limit.start_event_rated_by_them",
    };
    let earlier = around.earlier.filter(|m| m.median_before != m.median_after).map(|m| {
        let (from, to) = (figure(language, m.median_before, 2), figure(language, m.median_after, 2));
        say(
            language,
            "evidence.limit.earlier_change",
            &[("before", about.before), ("from", &from), ("to", &to)],
        )
    });
    let about_whom =
        if around.is_about_a_pair_of_people { "evidence.limit.one_pair" } else { "evidence.limit.only_me" };
    let same_weeks = listed(language, around.same_weeks)
        .map(|names| say(language, "evidence.limit.same_weeks", &[("names", &names)]));
    [
        Some(say(language, start, &[("after", about.after)])),
        earlier,
        same_weeks,
        Some(say(language, "evidence.limit.drift", &[])),
        Some(say(language, about_whom, &[])),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Describes days with the act beside days without it.
pub fn describe_split(language: Language, split: &Split) -> String {
    let mean = |side: &Side| figure(language, side.mean, 2);
    let days = |side: &Side| say(language, "evidence.days", &[("n", &side.days.to_string())]);
    say(
        language,
        "evidence.split",
        &[
            ("with", &mean(&split.with)),
            ("with_days", &days(&split.with)),
            ("without", &mean(&split.without)),
            ("without_days", &days(&split.without)),
        ],
    )
}

/// Says the strength of a habit, such as "steady · 74 %".
pub fn strength_line(language: Language, counts: &CheckinCounts) -> String {
    let word = say(language, &format!("evidence.strength.{}", StrengthWord::of(counts.strength).key()), &[]);
    let percent = figure(language, counts.strength * 100.0, 0);
    say(language, "evidence.strength_line", &[("word", &word), ("percent", &percent)])
}

/// Says how often the act happened, such as "29 of 33 days".
pub fn done_of(language: Language, counts: &CheckinCounts) -> String {
    let (done, of) = (counts.done.to_string(), counts.applicable.to_string());
    say(language, "evidence.done_of", &[("done", &done), ("n", &of)])
}

/// Writes a number as people of a language do: at most so many decimals, no idle zeros, a true minus sign.
pub fn figure(language: Language, value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    if text == "-0" {
        text = "0".to_owned();
    }
    let text = text.replace('-', "\u{2212}");
    match language {
        Language::En => text,
        Language::De => text.replace('.', ","),
    }
}

/// Says a share in 100 without ever rounding it to certainty.
fn in_hundred(language: Language, share: f64) -> String {
    if 0.99 < share && share < 1.0 {
        say(language, "evidence.in_hundred.more_than_99", &[])
    } else if 0.0 < share && share < 0.01 {
        say(language, "evidence.in_hundred.fewer_than_1", &[])
    } else {
        figure(language, share * 100.0, 0)
    }
}

/// Rounds both ends of a range to hundredths, but never onto 50 from either side, so that range and sentence agree.
fn range(interval: [f64; 2]) -> [String; 2] {
    interval.map(|end| {
        let rounded = (end * 100.0).round();
        let shown = if rounded == 50.0 && end > 0.5 {
            51.0
        } else if rounded == 50.0 && end < 0.5 {
            49.0
        } else {
            rounded
        };
        format!("{shown:.0}")
    })
}

pub(super) fn listed(language: Language, names: &[&str]) -> Option<String> {
    let (last, rest) = names.split_last()?;
    if rest.is_empty() {
        return Some((*last).to_owned());
    }
    Some(say(language, "evidence.and", &[("first", &rest.join(", ")), ("last", last)]))
}

/// The way a median went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Rise,
    Fall,
}

/// One comparison, about to be said in one language.
struct Voice<'a> {
    language: Language,
    comparison: &'a Comparison,
    about: &'a About<'a>,
}

impl Voice<'_> {
    fn say(&self, key: &str, more: &[(&str, &str)]) -> String {
        let mut params = vec![("before", self.about.before), ("after", self.about.after)];
        params.extend_from_slice(more);
        say(self.language, &format!("evidence.{key}"), &params)
    }

    fn figure(&self, value: f64, decimals: usize) -> String {
        figure(self.language, value, decimals)
    }

    fn verdict(&self) -> String {
        let name = match self.comparison.sentence {
            Sentence::TooFewDays => "too_few_days",
            Sentence::NoMovement => "no_movement",
            Sentence::TooFewEffectiveDays => "too_few_effective_days",
            Sentence::CannotSeparateFromTrend => "cannot_separate_from_trend",
            Sentence::CouldBeWobble => "could_be_wobble",
            Sentence::ClearerThanWobble => return self.clear_verdict(),
        };
        self.say(&format!("verdict.{name}"), &[])
    }

    fn clear_verdict(&self) -> String {
        let worse = self.comparison.figures.is_some_and(|f| f.direction == Direction::Worse);
        let name = match self.way_of_medians() {
            Some(Way::Rise) if self.about.start == Start::Event => {
                return self.say("verdict.event_rise", &[]);
            }
            Some(Way::Fall) if self.about.start == Start::Event => {
                return self.say("verdict.event_fall", &[]);
            }
            _ if worse => "other_way",
            _ => "clearer_than_wobble",
        };
        let verdict = self.say(&format!("verdict.{name}"), &[]);
        match self.small() {
            Some(small) => self.say(&format!("verdict.{small}"), &[("verdict", &verdict)]),
            None => verdict,
        }
    }

    fn sentence(&self) -> String {
        let claim = match (self.comparison.sentence, self.comparison.medians, self.comparison.figures) {
            (Sentence::NoMovement, Some(medians), _) => {
                return self.say("claim.no_movement", &[("value", &self.figure(medians.median_before, 2))]);
            }
            (Sentence::ClearerThanWobble, Some(medians), Some(figures)) => {
                return self.clear_change(&medians, figures.direction);
            }
            (Sentence::TooFewEffectiveDays, Some(_), Some(figures)) => self.too_few_effective_days(&figures),
            (Sentence::CannotSeparateFromTrend, Some(_), _) => {
                self.say("claim.cannot_separate_from_trend", &[])
            }
            (Sentence::CouldBeWobble, Some(_), _) => self.say("claim.could_be_wobble", &[]),
            // Without medians there were too few days, whatever else a record from a file may say.
            _ => return self.too_few_days(),
        };
        let medians = self.comparison.medians.map(|medians| self.medians("shift.medians", &medians));
        medians.into_iter().chain([claim]).collect::<Vec<_>>().join(" ")
    }

    /// The only place where a direction is claimed: in the medians if they agree with the pairs, else day by day.
    fn clear_change(&self, medians: &Medians, direction: Direction) -> String {
        let claim = if direction == Direction::Worse { "other_way" } else { "clearer" };
        let (shift, claim) = match self.way_of_medians() {
            None => ("shift.medians".to_owned(), format!("claim.{claim}_by_day")),
            Some(way) => {
                let small = self.small().map(|small| format!("_{small}")).unwrap_or_default();
                (self.shift_key(way), format!("claim.{claim}{small}"))
            }
        };
        let mut parts = vec![self.medians(&shift, medians)];
        if self.about.better == Better::Lower {
            let key = if self.about.scale == Scale::Count { "fewer_is_better" } else { "lower_is_better" };
            parts.push(self.say(key, &[]));
        }
        parts.push(self.say(&claim, &[]));
        parts.join(" ")
    }

    fn shift_key(&self, way: Way) -> String {
        let event = self.about.start == Start::Event;
        let kind = if self.about.scale == Scale::Count { "counted" } else { "rated" };
        match way {
            Way::Rise if event => "shift.event_rise".to_owned(),
            Way::Fall if event => "shift.event_fall".to_owned(),
            Way::Rise => format!("shift.{kind}_higher"),
            Way::Fall => format!("shift.{kind}_lower"),
        }
    }

    /// The way the medians went; `None` where they are level or contradict the pairs of days.
    fn way_of_medians(&self) -> Option<Way> {
        let (medians, figures) = (self.comparison.medians?, self.comparison.figures?);
        let way = if medians.median_before < medians.median_after {
            Way::Rise
        } else if medians.median_after < medians.median_before {
            Way::Fall
        } else {
            return None;
        };
        let better = (way == Way::Rise) == (self.about.better == Better::Higher);
        (better == (figures.direction == Direction::Better)).then_some(way)
    }

    fn medians(&self, key: &str, medians: &Medians) -> String {
        let (before, after) = (self.figure(medians.median_before, 2), self.figure(medians.median_after, 2));
        self.say(key, &[("median_before", &before), ("median_after", &after)])
    }

    fn too_few_effective_days(&self, figures: &Figures) -> String {
        let (m, n) = (self.comparison.m.to_string(), self.comparison.n.to_string());
        let (m_effective, n_effective) =
            (self.figure(figures.m_effective, 1), self.figure(figures.n_effective, 1));
        self.say(
            "claim.too_few_effective_days",
            &[("m", &m), ("n", &n), ("m_effective", &m_effective), ("n_effective", &n_effective)],
        )
    }

    fn too_few_days(&self) -> String {
        let needs = self.comparison.more_days;
        let (more_before, more_after) = (needs.before.to_string(), needs.after.to_string());
        let so_far = |phase: &str, days: u32| {
            let key = if days == 0 { "so_far_none" } else { "so_far" };
            self.say(key, &[("phase", phase), ("n", &days.to_string())])
        };
        let (before, after) = (self.about.before, self.about.after);
        let mut parts = Vec::new();
        if needs.before > 0 {
            parts.push(so_far(before, self.comparison.m));
        }
        if needs.after > 0 {
            parts.push(so_far(after, self.comparison.n));
        }
        parts.push(if needs.before > 0 && needs.after > 0 {
            self.say("too_few_both", &[("more_before", &more_before), ("more_after", &more_after)])
        } else if needs.before > 0 {
            self.say("too_few_one", &[("more", &more_before), ("phase", before)])
        } else {
            self.say("too_few_one", &[("more", &more_after), ("phase", after)])
        });
        parts.join(" ")
    }

    fn in_pairs(&self, figures: &Figures) -> String {
        let share = in_hundred(self.language, figures.nap);
        let [low, high] = range(figures.interval_adjusted);
        self.say("in_pairs", &[("share", &share), ("low", &low), ("high", &high)])
    }

    fn sensitivity(&self, figures: &Figures) -> String {
        let share = in_hundred(self.language, f64::midpoint(figures.tau_bc, 1.0));
        self.say("sensitivity", &[("share", &share)])
    }

    fn warning(&self, warning: Warning) -> String {
        let small = |phase: &str, days: u32| {
            self.say("warning.small_phase", &[("phase", phase), ("n", &days.to_string())])
        };
        let gaps = |phase: &str, missing: u32, of: u32| {
            let (missing, of) = (missing.to_string(), of.to_string());
            self.say("warning.missing", &[("phase", phase), ("missing", &missing), ("n", &of)])
        };
        match warning {
            Warning::SmallBeforePhase { days } => small(self.about.before, days),
            Warning::SmallAfterPhase { days } => small(self.about.after, days),
            Warning::MissingBefore { missing, of } => gaps(self.about.before, missing, of),
            Warning::MissingAfter { missing, of } => gaps(self.about.after, missing, of),
        }
    }

    /// The end of the key for small phases, if any is small.
    fn small(&self) -> Option<&'static str> {
        let has = |wanted: fn(&Warning) -> bool| self.comparison.warnings.iter().any(wanted);
        let before = has(|warning| matches!(warning, Warning::SmallBeforePhase { .. }));
        let after = has(|warning| matches!(warning, Warning::SmallAfterPhase { .. }));
        match (before, after) {
            (true, true) => Some("small_both"),
            (true, false) => Some("small_before"),
            (false, true) => Some("small_after"),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests;
