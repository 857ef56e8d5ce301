//! Reflect: the week with its figures filled in, lessons found again, and the graceful end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{self, Around, Entry, OfKind, Review, Trigger, Worksheet, of_kind};
use inward_domain::evidence::nap::median;
use inward_domain::experiment::{Checkin, DayLog, Experiment};
use inward_domain::goal::{Goal, GoalStatus};
use inward_domain::ids::{ExperimentId, GoalId, PersonId};
use inward_domain::period::monday;
use inward_domain::text::Prose;
use inward_vault::{Reader, Writer};

use crate::contract::Saved;
use crate::dispatch::Call;
use crate::entries::{self, EntryView};
use crate::error::{Code, Trouble};
use crate::goals;
use crate::people;
use crate::reminders;
use crate::worksheets;

/// Asks for a week of a practice.
#[derive(Debug, Deserialize, TS)]
pub struct WeekOf {
    /// Which practice.
    pub goal: GoalId,
    /// Any day of the week; today when it is left out.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// Holds one figure of the week, read-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WeekFigure {
    /// What it is.
    pub label: String,
    /// The figure, or a word for none.
    pub value: String,
}

/// Holds a week of a practice, for its review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WeekView {
    /// Its Monday.
    pub from: NaiveDate,
    /// Its Sunday.
    pub to: NaiveDate,
    /// "Week 10 of 12".
    pub title: String,
    /// Medians and counts.
    pub figures: Vec<WeekFigure>,
    /// What the tense moments of the week say together, with their count.
    pub moments: Vec<String>,
    /// What was intended: what the last review kept or changed, else the behaviour.
    pub intended: Option<String>,
    /// Why the goal matters.
    pub why: Option<String>,
    /// One earlier help, remembered.
    pub remembered: Option<(NaiveDate, String)>,
    /// The review of this week, once it is begun.
    pub review: Option<EntryView>,
    /// The name of the person it is about.
    pub person_name: Option<String>,
}

/// Asks for lessons.
#[derive(Debug, Default, Deserialize, TS)]
pub struct LessonsOf {
    /// Only with this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Only of this competency, by its title.
    #[serde(default)]
    pub competency: Option<String>,
}

/// Holds something that was learned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Lesson {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub text: String,
    /// Where it comes from.
    pub source: String,
    /// The practice.
    pub goal: Option<GoalId>,
    /// The experiment, if it comes from one.
    pub experiment: Option<ExperimentId>,
    /// The people of the practice.
    pub people: Vec<String>,
    /// Its competencies.
    pub competencies: Vec<String>,
}

/// Ends a practice.
#[derive(Debug, Deserialize, TS)]
pub struct CloseGoal {
    /// Which.
    pub id: GoalId,
    /// What was learned over the whole of it.
    pub words: Prose,
    /// Whether a look once a month goes on.
    pub monthly_look: bool,
}

pub(crate) fn week(reader: &Reader, input: WeekOf, call: &Call<'_>) -> Result<WeekView, Trouble> {
    let goal = goals::known(reader, input.goal, call)?;
    let from = monday(input.on.unwrap_or_else(|| call.moment.today()));
    let to = from + Duration::days(6);
    let title = match goals::week_of(&goal.fields, from) {
        Some((n, of)) => call.say("app.week_of", &[("n", &n.to_string()), ("of", &of.to_string())]),
        None => call.say("app.week_plain", &[]),
    };
    let reviews = worksheets::in_order(reader, "review", Some(goal.id), None)?;
    let reviews = of_kind::<Review>(&reviews);
    let this_week = reviews.iter().rfind(|(e, _)| (from..=to).contains(&e.fields.on));
    let earlier = || reviews.iter().filter(|(e, _)| e.fields.on < from);
    let experiments = of_goal(reader, goal.id)?;
    let intended = earlier().next_back().map(|(_, r)| r.next_week.to_string());
    let behaviour = || experiments.iter().find_map(|e| e.fields.behaviour.as_ref().map(ToString::to_string));
    let mut view = entries::views(reader, this_week.map(|(e, _)| (*e).clone()).into_iter().collect(), call)?;
    let names = people::names(reader)?;
    let around = Around { today: call.moment.today(), changed_on: None, held: BTreeSet::new() };
    let moments = entry::findings(Trigger::FORM.kind, &moments(reader, &goal, from, to)?, &around);
    Ok(WeekView {
        moments: moments.iter().map(|finding| finding.say(call.language)).collect(),
        figures: figures(reader, &goal, &experiments, from, to, call)?,
        intended: intended.or_else(behaviour),
        why: goal.fields.why.matters.as_ref().map(ToString::to_string),
        remembered: earlier().rev().find_map(|(e, r)| Some((e.fields.on, r.helped.as_ref()?.to_string()))),
        review: view.pop(),
        person_name: goal.fields.people.first().and_then(|p| names.get(p).cloned()),
        from,
        to,
        title,
    })
}

fn of_goal(reader: &Reader, goal: GoalId) -> Result<Vec<Experiment>, Trouble> {
    Ok(reader.experiments()?.into_iter().filter(|e| e.fields.goal == Some(goal)).collect())
}

/// Counts the week: medians of what I rated, what happened of what applied, and tense moments.
fn figures(
    reader: &Reader,
    goal: &Goal,
    experiments: &[Experiment],
    from: NaiveDate,
    to: NaiveDate,
    call: &Call<'_>,
) -> Result<Vec<WeekFigure>, Trouble> {
    let mut figures = Vec::new();
    let none = || call.say("app.week_none", &[]);
    for experiment in experiments {
        let logs: Vec<DayLog> =
            reader.day_logs(experiment.id)?.into_iter().filter(|l| (from..=to).contains(&l.on)).collect();
        for measure in &experiment.measures {
            let rated: Vec<f64> = logs
                .iter()
                .flat_map(|l| &l.ratings)
                .filter(|r| r.measure == measure.id)
                .map(|r| r.value)
                .collect();
            let label = call.say("app.week_median", &[("name", measure.fields.name.as_str())]);
            let value =
                median(&rated).map_or_else(none, |m| inward_domain::evidence::figure(call.language, m, 2));
            figures.push(WeekFigure { label, value });
        }
        if experiment.fields.starts_on.is_some_and(|start| start <= to) {
            let count = |wanted| logs.iter().filter(|l| l.checkin == Some(wanted)).count();
            let (done, applied) = (count(Checkin::Done), count(Checkin::Done) + count(Checkin::Missed));
            let params = [("n", done.to_string()), ("of", applied.to_string())];
            let params: Vec<(&str, &str)> = params.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let value = call.say("app.week_done_of", &params);
            figures.push(WeekFigure { label: experiment.fields.title.to_string(), value });
        }
    }
    let value = moments(reader, goal, from, to)?.len().to_string();
    figures.push(WeekFigure { label: call.say("app.week_moments", &[]), value });
    Ok(figures)
}

/// Lists the tense moments of a week: those of the practice, and those of none.
fn moments(reader: &Reader, goal: &Goal, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry>, Trouble> {
    let mut found = worksheets::in_order(reader, Trigger::FORM.kind, None, None)?;
    found.retain(|e| {
        let ours = e.fields.goal.is_none_or(|id| id == goal.id);
        ours && Trigger::of(&e.fields.body).is_some_and(|t| (from..=to).contains(&t.at.get().date()))
    });
    Ok(found)
}

/// Lists what was learned, latest first: decisions, closings, and what others did that helped.
pub(crate) fn lessons(reader: &Reader, input: LessonsOf, call: &Call<'_>) -> Result<Vec<Lesson>, Trouble> {
    let goals: BTreeMap<GoalId, Goal> = reader.goals()?.into_iter().map(|g| (g.id, g)).collect();
    let names = people::names(reader)?;
    let mut found = Vec::new();
    let lesson = |on, text: String, source: String, goal: Option<GoalId>, experiment| {
        let fields = goal.and_then(|id| goals.get(&id)).map(|g| &g.fields);
        let people = fields.map(|f| f.people.iter().filter_map(|p| names.get(p).cloned()).collect());
        let skills = fields.map(|f| f.competencies.iter().map(|c| c.title(call.language)).collect());
        Lesson {
            on,
            text,
            source,
            goal,
            experiment,
            people: people.unwrap_or_default(),
            competencies: skills.unwrap_or_default(),
        }
    };
    for experiment in reader.experiments()? {
        if let Some(decision) = &experiment.fields.decision {
            let (title, goal) = (experiment.fields.title.to_string(), experiment.fields.goal);
            let text = decision.learned.to_string();
            found.push(lesson(decision.decided_on, text, title, goal, Some(experiment.id)));
        }
    }
    for (id, goal) in &goals {
        if let (Some(words), Some(end)) = (&goal.fields.closing_words, goal.fields.planned_end_on) {
            let name = goals::name_of(goal, &names, call);
            found.push(lesson(end, words.to_string(), name, Some(*id), None));
        }
    }
    for entry in worksheets::in_order(reader, "review", None, None)? {
        if let [(e, review)] = of_kind::<Review>(std::slice::from_ref(&entry)).as_slice()
            && let Some(helped) = &review.helped
        {
            let source = call.say("app.lesson_helped", &[]);
            found.push(lesson(e.fields.on, helped.to_string(), source, e.fields.goal, None));
        }
    }
    let person = input.person.and_then(|id| names.get(&id));
    found.retain(|l| {
        let with = input.person.is_none() || person.is_some_and(|name| l.people.contains(name));
        with && input.competency.as_ref().is_none_or(|c| l.competencies.contains(c))
    });
    found.sort_by_key(|l| std::cmp::Reverse(l.on));
    // What ends an experiment often ends its practice in the same words; it is one lesson.
    let mut seen = BTreeSet::new();
    found.retain(|l| seen.insert((l.goal, l.text.clone())));
    Ok(found)
}

/// Ends a practice on purpose: its words are kept, its reminders stop, and a look once a month can go on.
pub(crate) fn close_goal(writer: &Writer, input: CloseGoal, call: &Call<'_>) -> Result<Saved, Trouble> {
    let mut goal = goals::known(writer, input.id, call)?;
    let open = of_goal(writer, goal.id)?
        .into_iter()
        .find(|e| e.fields.ended_on().is_none() && !e.fields.paused && e.fields.gaps().is_empty());
    if let Some(open) = open {
        let title = open.fields.title.to_string();
        return Err(call.refuse(Code::Refused, "app.close_decide_first", &[("title", &title)]));
    }
    goal.fields.status = GoalStatus::Closed;
    goal.fields.closing_words = Some(input.words);
    let end = call.moment.today();
    goal.fields.planned_end_on = Some(goal.fields.planned_end_on.map_or(end, |day| day.min(end)));
    writer.put_goal(&goal, call.moment.now)?;
    reminders::follow_closing(writer, &goal, input.monthly_look, call)?;
    Ok(Saved { id: goal.id.to_string(), message: call.say("app.closed", &[]) })
}
