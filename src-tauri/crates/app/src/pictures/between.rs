//! How the work with one person went over time: my ratings, what was counted, and what they said.
//!
//! The evening ratings of the practice with a person are drawn as weekly
//! medians; where there are none, each rating of the relationship is drawn on
//! its own day. Deliberately not here: a figure of evidence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Conversation, Entry, OfKind, Pulse, Quality, of_kind};
use inward_domain::evidence::nap::median;
use inward_domain::experiment::{Better, DayLog, Experiment, Measure, PhaseOpening, Rater, Scale};
use inward_domain::ids::PersonId;
use inward_domain::period::monday;
use inward_report::chart::Scale as Axis;
use inward_report::chart::evidence::{Event, Rated};
use inward_report::chart::relationship::{Relationship, Strip};
use inward_vault::Reader;

use super::{Picture, fitting, for_screen};
use crate::dispatch::Call;
use crate::error::Trouble;
use crate::evidence::{self, Told};
use crate::people;
use crate::worksheets;

/// Asks how the work with a person went.
#[derive(Debug, Deserialize, TS)]
pub struct RelationshipPictureOf {
    /// With whom.
    pub person: PersonId,
    /// The width, in CSS pixels.
    pub width: f64,
}

/// Holds how the work with a person went, with a word on how the values were made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RelationshipPicture {
    /// The picture; none while nothing was rated.
    pub picture: Option<Picture>,
    /// What was rated, such as "my evening rating, 0–10, weekly median".
    pub how: String,
}

pub(crate) fn relationship_picture(
    reader: &Reader,
    input: RelationshipPictureOf,
    call: &Call<'_>,
) -> Result<RelationshipPicture, Trouble> {
    let person = people::known(reader, input.person, call)?;
    let practice = practice_with(reader, person.id)?;
    let mut drawn = Relationship {
        title: call.say("app.relation_title", &[("name", person.fields.display_name.as_str())]),
        language: call.language,
        width: fitting(input.width),
        scale: Axis::new(0.0, 10.0),
        values: single(reader, person.id)?,
        every_days: 1,
        axis: call.time_axis(),
        phases: Vec::new(),
        events: Vec::new(),
        not_counted: Vec::new(),
        interruptions: None,
        pulse: pulse(reader, person.id, call)?,
    };
    let mut how = call.say("app.relation_single", &[]);
    match practice {
        Some((experiment, measure)) => {
            let told = evidence::tell(reader, experiment, call)?;
            weekly(&mut drawn, &told, &measure, call);
            let scale = if measure.fields.scale == Scale::ZeroToFour { "4" } else { "10" };
            how = call.say("app.relation_weekly", &[("most", scale)]);
        }
        None => drawn.events = talks(reader, person.id, call)?,
    }
    let picture = (!drawn.values.is_empty()).then(|| for_screen(&drawn.chart()));
    Ok(RelationshipPicture { picture, how })
}

/// Returns the work with a person out of 10 over time: the weeks of a practice with them, or each single rating.
///
/// What a practice rates on another scale is left to its own picture.
pub(crate) fn out_of_ten(reader: &Reader, person: PersonId) -> Result<Vec<Rated>, Trouble> {
    match practice_with(reader, person)? {
        Some((experiment, measure)) if measure.fields.scale == Scale::ZeroToTen => {
            Ok(medians(&values_of(&measure, &reader.day_logs(experiment.id)?)))
        }
        _ => single(reader, person),
    }
}

/// Returns each rating of the relationship on its own day.
fn single(reader: &Reader, person: PersonId) -> Result<Vec<Rated>, Trouble> {
    let rated = worksheets::in_order(reader, "quality", None, Some(person))?;
    let of = |(entry, quality): (&Entry, &Quality)| Rated {
        on: entry.fields.on,
        value: f64::from(quality.quality.get()),
    };
    Ok(of_kind::<Quality>(&rated).into_iter().map(of).collect())
}

/// Finds the experiment with a person that has most of my evening ratings, and what is rated in it.
fn practice_with(reader: &Reader, person: PersonId) -> Result<Option<(Experiment, Measure)>, Trouble> {
    let goals = reader.goals()?;
    let is_with = |experiment: &Experiment| {
        let goal = goals.iter().find(|goal| Some(goal.id) == experiment.fields.goal);
        experiment.fields.people.contains(&person)
            || goal.is_some_and(|goal| goal.fields.people.as_slice() == [person])
    };
    let mut found: Option<(usize, Experiment, Measure)> = None;
    for experiment in reader.experiments()?.into_iter().filter(is_with) {
        let logs = reader.day_logs(experiment.id)?;
        let is_of_work = |measure: &&Measure| {
            let fields = &measure.fields;
            fields.scale != Scale::Count && fields.better == Better::Higher && fields.rater == Rater::Me
        };
        let Some(measure) = experiment.measures.iter().find(is_of_work).cloned() else { continue };
        let days = values_of(&measure, &logs).len();
        if 0 < days && found.as_ref().is_none_or(|(most, ..)| *most <= days) {
            found = Some((days, experiment, measure));
        }
    }
    Ok(found.map(|(_, experiment, measure)| (experiment, measure)))
}

fn values_of(measure: &Measure, logs: &[DayLog]) -> Vec<Rated> {
    let value = |log: &DayLog| {
        let rating = log.ratings.iter().find(|rating| rating.measure == measure.id)?;
        Some(Rated { on: log.on, value: rating.value })
    };
    logs.iter().filter_map(value).collect()
}

/// Draws the weeks of a practice in place of single ratings.
fn weekly(drawn: &mut Relationship, told: &Told, measure: &Measure, call: &Call<'_>) {
    let (low, high) = measure.fields.scale.range();
    drawn.scale = Axis::new(low, high);
    drawn.values = medians(&values_of(measure, &told.logs));
    drawn.every_days = 7;
    let begins = told.experiment.phases.iter().filter(|phase| phase.opening != PhaseOpening::Record);
    drawn.phases = begins
        .map(|phase| Event {
            on: phase.starts_on,
            label: phase.name.as_ref().unwrap_or(&phase.code).to_string(),
        })
        .collect();
    drawn.events = told.events.iter().map(|(on, label)| Event { on: *on, label: label.clone() }).collect();
    drawn.not_counted = evidence::not_counted(told, call);
    drawn.pulse = drawn.pulse.take().map(|strip| Strip {
        values: strip.values.iter().map(|rated| Rated { on: monday(rated.on), ..*rated }).collect(),
        ..strip
    });
    let counted = told.experiment.measures.iter().find(|m| m.fields.scale == Scale::Count);
    drawn.interruptions = counted.and_then(|measure| {
        let values = medians(&values_of(measure, &told.logs));
        let most = values.iter().map(|rated| rated.value).fold(1.0, f64::max);
        let key = match measure.fields.better {
            Better::Lower => "app.relation_count_fewer",
            Better::Higher => "app.relation_count",
        };
        let label = call.say(key, &[("name", measure.fields.name.as_str())]);
        (!values.is_empty()).then_some(Strip { label, scale: Axis::new(0.0, most), values })
    });
}

/// Returns the middle value of each week, on its Monday.
fn medians(values: &[Rated]) -> Vec<Rated> {
    let mut weeks: Vec<NaiveDate> = values.iter().map(|rated| monday(rated.on)).collect();
    weeks.sort_unstable();
    weeks.dedup();
    let of_week = |week: NaiveDate| {
        let days: Vec<f64> = values.iter().filter(|r| monday(r.on) == week).map(|r| r.value).collect();
        Some(Rated { on: week, value: median(&days)? })
    };
    weeks.into_iter().filter_map(of_week).collect()
}

/// Returns the sums of the pulses in which all four items were answered, so that each is out of the same 16.
fn pulse(reader: &Reader, person: PersonId, call: &Call<'_>) -> Result<Option<Strip>, Trouble> {
    let entries = worksheets::in_order(reader, "pulse", None, Some(person))?;
    let full = of_kind::<Pulse>(&entries).into_iter().filter(|(_, pulse)| pulse.sum().1 == 4);
    let values: Vec<Rated> =
        full.map(|(entry, pulse)| Rated { on: entry.fields.on, value: f64::from(pulse.sum().0) }).collect();
    let label = call.say("app.relation_pulse", &[]);
    Ok((!values.is_empty()).then_some(Strip { label, scale: Axis::new(0.0, 16.0), values }))
}

/// Lists the talks that were held.
fn talks(reader: &Reader, person: PersonId, call: &Call<'_>) -> Result<Vec<Event>, Trouble> {
    let entries = worksheets::in_order(reader, "conversation", None, Some(person))?;
    let held = entries.iter().filter(|e| Conversation::of(&e.fields.body).is_some_and(Conversation::is_held));
    let label = call.say("entry.conversation", &[]);
    Ok(held.map(|entry| Event { on: entry.fields.on, label: label.clone() }).collect())
}
