//! The words of a notification and of a card: short, neutral, and without names unless the user wants them.
//!
//! Only text: escaping is the shell's, because only it knows what the
//! notification server reads as markup.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::names::weekday_name;
use super::occurrence::OccurrenceKey;
use super::planner::{CardKind, ReminderCard};
use super::reminder::{Rule, What};
use crate::lexicon::{Language, say};

/// The longest text of a notification, in characters.
pub const TEXT_MAX: usize = 60;

/// Names how much a notification says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextPolicy {
    /// The user's own words, if there are any.
    Full,
    /// What it is about, without names: "09:00 check-in".
    #[default]
    Neutral,
    /// Only that there is a reminder.
    Hidden,
}

/// Holds one notification to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The occurrences it stands for: one, or several in a digest.
    pub occurrences: Vec<OccurrenceKey>,
    /// It comes later than it was due, so the text names the original time.
    pub late: bool,
    /// It may have been shown before: the program ended while showing it.
    pub again: bool,
}

impl Notice {
    /// Returns the text, one line of at most [`TEXT_MAX`] characters.
    ///
    /// `today` is the local date; a rule that is not among `rules` leaves the
    /// hidden text.
    pub fn text(&self, language: Language, policy: TextPolicy, rules: &[Rule], today: NaiveDate) -> String {
        let hidden = || say(language, "schedule.notice.hidden", &[]);
        let [key] = self.occurrences.as_slice() else {
            let n = self.occurrences.len().to_string();
            return say(language, "schedule.notice.digest", &[("n", &n)]);
        };
        let Some(rule) = rules.iter().find(|rule| rule.id == key.rule) else {
            return hidden();
        };
        let text = match policy {
            TextPolicy::Hidden => return hidden(),
            TextPolicy::Full => rule.words(language, key.on, today),
            TextPolicy::Neutral => rule.neutral_words(language, key.on, today),
        };
        let text = if self.late { with_original_time(language, &text, rule, key.on, today) } else { text };
        let text = if self.again { say(language, "schedule.notice.again", &[("text", &text)]) } else { text };
        shortened(&text, TEXT_MAX)
    }
}

impl Rule {
    /// Returns the words for the window: the user's own, or the neutral ones.
    pub fn words(&self, language: Language, on: NaiveDate, today: NaiveDate) -> String {
        match &self.own_words {
            Some(words) => words.as_str().to_owned(),
            None => self.neutral_words(language, on, today),
        }
    }

    /// Returns what a calendar calls it, which shows the time itself.
    ///
    /// A calendar is often seen by others, so it says as much as a notification may.
    pub fn title(&self, language: Language, policy: TextPolicy) -> String {
        match (policy, &self.own_words) {
            (TextPolicy::Hidden, _) => say(language, "schedule.notice.hidden", &[]),
            (TextPolicy::Full, Some(words)) => words.as_str().to_owned(),
            (TextPolicy::Full, None) | (TextPolicy::Neutral, _) => {
                say(language, &format!("schedule.what.{}", self.what.kind()), &[])
            }
        }
    }

    /// Returns the words without names: "09:00 check-in".
    pub fn neutral_words(&self, language: Language, on: NaiveDate, today: NaiveDate) -> String {
        let time = self.act_at().format("%H:%M").to_string();
        let day = day_name(language, on);
        let when = if on == today { "today" } else { "past" };
        let key = if self.what.asks_afterwards() {
            format!("schedule.notice.{}.{when}", self.what.kind())
        } else {
            format!("schedule.notice.{}", self.what.kind())
        };
        say(language, &key, &[("time", &time), ("day", &day)])
    }
}

impl ReminderCard {
    /// Returns the sentence of the card; `rules` are those the card came from.
    pub fn text(&self, language: Language, rules: &[Rule], now: DateTime<Utc>, here: Tz) -> String {
        let today = now.with_timezone(&here).date_naive();
        let first = self.occurrences.first();
        let found = first.and_then(|key| Some((rules.iter().find(|rule| rule.id == key.rule)?, key.on)));
        match (self.kind, found) {
            (CardKind::Away, _) => {
                say(language, "schedule.card.away", &[("n", &self.unknown_days.to_string())])
            }
            (CardKind::Digest, _) => {
                say(language, "schedule.card.digest", &[("n", &self.occurrences.len().to_string())])
            }
            (CardKind::Due | CardKind::Snoozed | CardKind::Question, None) => {
                say(language, "schedule.notice.hidden", &[])
            }
            (CardKind::Due, Some((rule, on))) => rule.words(language, on, today),
            (CardKind::Snoozed, Some((rule, on))) => {
                let until = self.until.unwrap_or(now).with_timezone(&here);
                let time = until.format("%H:%M").to_string();
                let text = rule.words(language, on, today);
                let (key, day) = if until.date_naive() == today {
                    ("schedule.card.snoozed.today", String::new())
                } else {
                    ("schedule.card.snoozed.other_day", day_name(language, until.date_naive()))
                };
                say(language, key, &[("text", &text), ("time", &time), ("day", &day)])
            }
            (CardKind::Question, Some((rule, on))) => question(language, rule, on, today),
        }
    }
}

fn question(language: Language, rule: &Rule, on: NaiveDate, today: NaiveDate) -> String {
    let time = rule.act_at().format("%H:%M").to_string();
    let when = if on == today { "today" } else { "past" };
    if !rule.what.asks_afterwards() {
        return rule.words(language, on, today);
    }
    let key = format!("schedule.card.question.{}.{when}", rule.what.kind());
    say(language, &key, &[("time", &time), ("day", &day_name(language, on))])
}

fn with_original_time(
    language: Language,
    text: &str,
    rule: &Rule,
    on: NaiveDate,
    today: NaiveDate,
) -> String {
    let names_it_already =
        matches!(rule.what, What::PromisedAct { .. } | What::Own) && rule.own_words.is_none();
    if names_it_already {
        return text.to_owned();
    }
    let time = rule.act_at().format("%H:%M").to_string();
    let suffix = if on == today {
        format!(" ({time})")
    } else {
        format!(" ({} {time})", super::names::weekday_short(language, chrono::Datelike::weekday(&on)))
    };
    let room = TEXT_MAX.saturating_sub(suffix.chars().count());
    format!("{}{suffix}", shortened(text, room))
}

fn day_name(language: Language, on: NaiveDate) -> String {
    weekday_name(language, chrono::Datelike::weekday(&on))
}

/// Cuts a text that is too long, at a character, with an ellipsis.
fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{EntryId, ExperimentId, GoalId, PersonId, RuleId};
    use crate::schedule::{Recurrence, UsefulUntil, ZonePolicy};
    use crate::text::Line;

    fn rule(what: What, own_words: Option<&str>) -> Rule {
        Rule {
            id: RuleId(Uuid::from_u128(1)),
            what,
            at: NaiveTime::from_hms_opt(8, 50, 0).unwrap(),
            lead_minutes: 10,
            recurrence: Recurrence::daily(),
            starts_on: "2026-02-02".parse().unwrap(),
            ends_on: None,
            except_on: Vec::new(),
            zone: ZonePolicy::Floating,
            useful_until: UsefulUntil::Minutes { minutes: 25 },
            priority: what.usual_priority(),
            own_words: own_words.map(|words| Line::new(words).unwrap()),
            paused: false,
            valid_from: DateTime::UNIX_EPOCH,
        }
    }

    fn act() -> What {
        What::PromisedAct { experiment: ExperimentId(Uuid::from_u128(1)) }
    }

    fn notice(days: usize) -> Notice {
        let key =
            OccurrenceKey { rule: RuleId(Uuid::from_u128(1)), on: "2026-02-10".parse().unwrap(), slot: 0 };
        Notice { occurrences: vec![key; days], late: false, again: false }
    }

    const TODAY: &str = "2026-02-10";
    const TOMORROW: &str = "2026-02-11";

    #[rstest]
    #[case::neutral(act(), TextPolicy::Neutral, TODAY, "09:00 check-in", "09:00 Check-in")]
    #[case::hidden(act(), TextPolicy::Hidden, TODAY, "Inward has a reminder", "Inward erinnert")]
    #[case::the_day_before(
        act(),
        TextPolicy::Neutral,
        TOMORROW,
        "Tuesday, 09:00 check-in",
        "Dienstag, 09:00 Check-in"
    )]
    #[case::evening(
        What::EveningLog,
        TextPolicy::Neutral,
        TODAY,
        "20 seconds: how was today?",
        "20 Sekunden: Wie war heute?"
    )]
    #[case::evening_before(
        What::EveningLog,
        TextPolicy::Full,
        TOMORROW,
        "20 seconds: how was Tuesday?",
        "20 Sekunden: Wie war Dienstag?"
    )]
    fn a_notification_says_what_it_is_about(
        #[case] what: What,
        #[case] policy: TextPolicy,
        #[case] today: &str,
        #[case] english: &str,
        #[case] german: &str,
    ) {
        let rules = [rule(what, None)];
        let today = today.parse().unwrap();
        assert_eq!(notice(1).text(Language::En, policy, &rules, today), english);
        assert_eq!(notice(1).text(Language::De, policy, &rules, today), german);
    }

    #[test]
    fn a_name_is_shown_only_where_the_user_asked_for_it() {
        let rules = [rule(act(), Some("09:00 with Tatiana. Ask first."))];
        let today = TODAY.parse().unwrap();
        let text = |policy| notice(1).text(Language::En, policy, &rules, today);
        assert_eq!(text(TextPolicy::Full), "09:00 with Tatiana. Ask first.");
        assert_eq!(text(TextPolicy::Neutral), "09:00 check-in");
        assert_eq!(text(TextPolicy::Hidden), "Inward has a reminder");
    }

    #[test]
    fn a_calendar_says_as_much_as_a_notification_and_never_the_time() {
        let title = |own_words, policy| rule(act(), own_words).title(Language::En, policy);
        assert_eq!(title(Some("Ask Tatiana first."), TextPolicy::Full), "Ask Tatiana first.");
        assert_eq!(title(Some("Ask Tatiana first."), TextPolicy::Neutral), "Check-in");
        assert_eq!(title(Some("Ask Tatiana first."), TextPolicy::Hidden), "Inward has a reminder");
        assert_eq!(title(None, TextPolicy::Full), "Check-in");
    }

    #[test]
    fn several_are_counted_and_an_unknown_rule_says_nothing() {
        let today = TODAY.parse().unwrap();
        assert_eq!(notice(3).text(Language::En, TextPolicy::Full, &[], today), "3 reminders wait in Today");
        assert_eq!(notice(1).text(Language::En, TextPolicy::Full, &[], today), "Inward has a reminder");
    }

    #[rstest]
    #[case(
        "A sentence that is much longer than any notification server shows in one line, with <b>markup</b>"
    )]
    #[case(
        "Ärger über eine längere Erklärung, die Ümlaute enthält und deshalb in Bytes länger ist als in Zeichen"
    )]
    #[case("short")]
    fn a_text_has_at_most_sixty_characters_in_every_language(#[case] words: &str) {
        let days = ["2026-02-10", "2026-02-11", "2026-03-04"].map(|day| day.parse::<NaiveDate>().unwrap());
        let whats = [
            act(),
            What::EveningLog,
            What::WeeklyReview,
            What::Own,
            What::ClosingReport { experiment: ExperimentId(Uuid::nil()) },
            What::FollowUp { entry: EntryId(Uuid::nil()) },
            What::Pulse { goal: GoalId(Uuid::nil()) },
            What::Contact { person: PersonId(Uuid::nil()) },
            What::CoolOff { entry: EntryId(Uuid::nil()) },
            What::MonthlyLook { goal: GoalId(Uuid::nil()) },
        ];
        for (language, today, what) in [Language::En, Language::De]
            .into_iter()
            .flat_map(|l| days.into_iter().flat_map(move |d| whats.into_iter().map(move |w| (l, d, w))))
        {
            for (late, again) in [(false, false), (true, false), (true, true)] {
                let shown = Notice { late, again, ..notice(1) };
                for own_words in [None, Some(words)] {
                    let title = rule(what, own_words).title(language, TextPolicy::Neutral);
                    assert!(!title.contains("schedule."), "every kind has a name: {title}");
                    let text = shown.text(language, TextPolicy::Full, &[rule(what, own_words)], today);
                    assert!(text.chars().count() <= TEXT_MAX && !text.is_empty(), "{text}");
                    assert!(!text.contains("schedule."), "every key is in the catalogue: {text}");
                }
            }
        }
    }

    #[rstest]
    #[case::act(act(), None, "09:00 check-in")]
    #[case::evening(What::EveningLog, None, "20 seconds: how was today? (09:00)")]
    #[case::own_words(act(), Some("Ask first."), "Ask first. (09:00)")]
    fn a_late_one_names_the_original_time(
        #[case] what: What,
        #[case] own_words: Option<&str>,
        #[case] expected: &str,
    ) {
        let late = Notice { late: true, ..notice(1) };
        let rules = [rule(what, own_words)];
        assert_eq!(late.text(Language::En, TextPolicy::Full, &rules, TODAY.parse().unwrap()), expected);
    }

    #[test]
    fn every_state_answer_reason_and_snooze_has_its_words() {
        use crate::lexicon::knows;
        use crate::schedule::{Answer, Reason, Snooze, State};
        let keys = (State::ALL.iter().map(|v| format!("schedule.state.{}", v.name())))
            .chain(Answer::ALL.iter().map(|v| format!("schedule.answer.{}", v.name())))
            .chain(Reason::ALL.iter().map(|v| format!("schedule.reason.{}", v.name())))
            .chain(Snooze::ALL.iter().map(|v| format!("schedule.snooze.{}", v.name())));
        for key in keys {
            assert!(knows(Language::En, &key) && knows(Language::De, &key), "{key}");
        }
    }
}
