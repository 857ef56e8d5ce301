//! The schedules that lie ahead, as a calendar takes them.
//!
//! What a calendar says of them is what notifications may say by the settings:
//! a calendar at work is seen by others.

use chrono::{Duration, NaiveDate};

use inward_domain::experiment::{Design, Experiment};
use inward_domain::ids::ExperimentId;
use inward_domain::schedule::notice::TextPolicy;
use inward_domain::schedule::{Rule, UsefulUntil, What};
use inward_domain::text::{LINE_MAX, Line, Prose};
use inward_exchange::calendar::ScheduleRecord;
use inward_vault::Reader;

use crate::dispatch::Call;
use crate::error::Trouble;
use crate::pseudonym::{self, LeakCheck, LeakFinding, Masking};
use crate::reminders;
use crate::settings::{self, NotificationText};

/// How far ahead days that do not count are looked for; a programme lasts twelve weeks.
const EXCEPT_DAYS: i64 = 400;
/// The longest an event is shown, in minutes: what helps for longer has no length of its own.
const MINUTES_MAX: u32 = 8 * 60;

/// Lists the reminders that will still ring, each as an event.
pub(super) fn schedules(reader: &Reader, call: &Call<'_>) -> Result<Vec<ScheduleRecord>, Trouble> {
    let policy = match settings::stored(reader)?.notification_text {
        NotificationText::Full => TextPolicy::Full,
        NotificationText::Neutral => TextPolicy::Neutral,
        NotificationText::Hidden => TextPolicy::Hidden,
    };
    let today = call.moment.today();
    let experiments = reader.experiments()?;
    let mut schedules = Vec::new();
    for rule in reminders::rules_in_force(reader, call)? {
        let experiment = act_of(&rule).and_then(|id| experiments.iter().find(|e| e.id == id));
        // Days that are drawn one by one stay out: a calendar would give the draw away.
        let rests = experiment.is_some_and(|e| e.fields.paused || e.fields.design == Design::DayPairs);
        if rests || rule.paused || rule.ends_on.is_some_and(|end| end < today) {
            continue;
        }
        let title = Line::new(&rule.title(call.language, policy)).expect("BUG: a title is one line");
        let mut schedule = ScheduleRecord::of_rule(&rule, title, length(&rule));
        schedule.except.clone_from(&rule.except_on);
        if let Some(experiment) = experiment {
            schedule.except.extend(off_days(&rule, experiment, call));
        }
        schedules.push(schedule);
    }
    Ok(schedules)
}

/// Takes real names out of what the schedules say and notes so in each; their days and times stay.
///
/// `also` are findings in what goes with them, such as the name of the file.
pub(super) fn without_names(
    schedules: &mut [ScheduleRecord],
    reader: &Reader,
    also: Vec<LeakFinding>,
    call: &Call<'_>,
) -> Result<LeakCheck, Trouble> {
    // A date in words is real as well, or the two together would tell which week is which.
    let masking = Masking { dates: true, ids: true, ..Masking::all() };
    let source = call.say("app.kind_reminder", &[]);
    let titles: Vec<_> = schedules.iter().map(|one| (source.clone(), one.title.to_string())).collect();
    let (titles, check) = pseudonym::masked_texts(reader, &masking, &titles, call)?;
    let check = check.of(Some(&titles), also, call);
    let note = if check.cleared { call.say("pseudonym.footer", &[]) } else { check.words.clone() };
    for (schedule, title) in schedules.iter_mut().zip(titles) {
        let title: String = title.chars().take(LINE_MAX).collect();
        schedule.title = Line::new(&title).expect("BUG: a masked title is one line");
        schedule.note = Prose::optional(&note).expect("BUG: a sentence is a passage");
        schedule.source_id = without_its_time(&schedule.source_id);
    }
    Ok(check)
}

/// Keeps of a UID what tells it from others, without the half that tells when the reminder was made.
fn without_its_time(source_id: &str) -> String {
    let (id, home) = source_id.split_once('@').expect("BUG: a UID names its home");
    let (_, chance) = id.split_at_checked("019b8d19-3c80-7791-".len()).expect("BUG: a UID begins with an id");
    format!("{chance}@copy.{home}")
}

fn act_of(rule: &Rule) -> Option<ExperimentId> {
    match rule.what {
        What::PromisedAct { experiment } => Some(experiment),
        _ => None,
    }
}

/// Returns how long an act takes; what is asked in passing has no length.
fn length(rule: &Rule) -> Option<u32> {
    match (rule.what, rule.useful_until) {
        (What::PromisedAct { .. }, UsefulUntil::Minutes { minutes }) => {
            Some(minutes.saturating_sub(u32::from(rule.lead_minutes)).clamp(1, MINUTES_MAX))
        }
        _ => None,
    }
}

/// Lists the days of the rule on which the act does not take place, such as leave.
fn off_days(rule: &Rule, experiment: &Experiment, call: &Call<'_>) -> Vec<NaiveDate> {
    let last = rule.starts_on.max(call.moment.today()) + Duration::days(EXCEPT_DAYS);
    let days = rule.days_within(rule.starts_on, last, call.moment.zone).into_iter();
    let off = &experiment.fields.not_applicable;
    days.filter(|day| off.iter().any(|range| range.contains(*day))).collect()
}
