//! Which words of a row can be found.
//!
//! Each record is taken apart in full, so that a new field of the domain does
//! not compile until somebody has said whether it is found.

use chrono::NaiveDate;
use inward_domain::competency::Competency;
use inward_domain::entry::Entry;
use inward_domain::experiment::{DayLog, Decision, DoTheyKnow, Experiment, ExperimentFields, IfThen};
use inward_domain::goal::{Goal, GoalFields, LifeAreas, SuccessPicture, Why};
use inward_domain::person::{FormalProcess, Person, PersonFields};
use inward_domain::schedule::{Rule, What};
use inward_domain::text::{Line, Prose};

use crate::table::kind::Kind;

/// Holds the words of one row.
pub(crate) struct Page {
    pub kind: Kind,
    pub id: String,
    /// The day by which newest comes first.
    pub on: NaiveDate,
    /// The text that names the row.
    pub title: String,
    /// All other texts, one a line.
    pub body: String,
}

/// Collects texts, leaving out those that are not there.
#[derive(Default)]
struct Body(Vec<String>);

impl Body {
    fn line(&mut self, text: &Option<Line>) {
        self.0.extend(text.as_ref().map(Line::to_string));
    }

    fn prose(&mut self, text: &Option<Prose>) {
        self.0.extend(text.as_ref().map(Prose::to_string));
    }

    fn plan(&mut self, plan: &Option<IfThen>) {
        if let Some(IfThen { cue, act }) = plan {
            self.0.extend([cue.to_string(), act.to_string()]);
        }
    }

    fn text(self) -> String {
        self.0.join("\n")
    }
}

pub(crate) fn of_person(person: &Person) -> Page {
    let PersonFields {
        display_name,
        role,
        power: _,
        known_since: _,
        aliases,
        report_alias,
        told_on: _,
        formal_process,
        contact_ideal_days: _,
        contact_max_days: _,
        email,
        words_now,
        archived: _,
    } = &person.fields;
    let mut body = Body::default();
    body.line(role);
    body.0.extend(aliases.iter().map(Line::to_string));
    body.line(report_alias);
    body.line(email);
    body.line(words_now);
    if let Some(FormalProcess { about, contact_cleared_by }) = formal_process {
        body.line(about);
        body.line(contact_cleared_by);
    }
    Page {
        kind: Kind::Person,
        id: person.id.to_string(),
        on: person.created_at.date_naive(),
        title: display_name.to_string(),
        body: body.text(),
    }
}

pub(crate) fn of_goal(goal: &Goal) -> Page {
    let GoalFields {
        title,
        people: _,
        competencies,
        sentence,
        success: SuccessPicture { i_do, they_do, visitor_sees },
        wanted_words,
        why,
        self_ratings: _,
        starts_on: _,
        planned_end_on: _,
        status: _,
        closing_words,
    } = &goal.fields;
    let mut body = Body::default();
    body.prose(sentence);
    for competency in competencies {
        if let Competency::Own(words) = competency {
            body.0.push(words.to_string());
        }
    }
    for text in [i_do, they_do, visitor_sees] {
        body.prose(text);
    }
    body.line(wanted_words);
    add_why(&mut body, why);
    body.prose(closing_words);
    let title = title.as_ref().map(Line::to_string).or_else(|| sentence.as_ref().map(Prose::to_string));
    Page {
        kind: Kind::Goal,
        id: goal.id.to_string(),
        on: goal.created_at.date_naive(),
        title: title.unwrap_or_default(),
        body: body.text(),
    }
}

fn add_why(body: &mut Body, why: &Why) {
    let Why {
        how,
        matters,
        now,
        areas: LifeAreas { team, mission, well_being, home, career },
        cost_of_no_change,
        importance: _,
        confidence: _,
        motives: _,
    } = why;
    for text in [how, matters, now, team, mission, well_being, home, career, cost_of_no_change] {
        body.prose(text);
    }
}

pub(crate) fn of_experiment(experiment: &Experiment) -> Page {
    let Experiment { id, created_at, measures, phases, fields } = experiment;
    let ExperimentFields {
        title,
        goal: _,
        behaviour,
        if_then,
        obstacle,
        backup,
        hypothesis,
        people: _,
        do_they_know,
        design: _,
        pairs: _,
        start_between: _,
        draw: _,
        starts_on: _,
        planned_end_on: _,
        schedule: _,
        not_applicable,
        risk,
        stop_rule,
        decide_on: _,
        paused: _,
        decision,
    } = fields;
    let mut body = Body::default();
    body.prose(behaviour);
    body.plan(if_then);
    body.line(obstacle);
    body.plan(backup);
    body.prose(hypothesis);
    match do_they_know {
        Some(DoTheyKnow::No { reason }) => body.0.push(reason.to_string()),
        Some(DoTheyKnow::Agreed | DoTheyKnow::Told) | None => {}
    }
    body.prose(risk);
    body.prose(stop_rule);
    if let Some(Decision { choice: _, how, learned, decided_on: _ }) = decision {
        body.line(how);
        body.0.push(learned.to_string());
    }
    for measure in measures {
        body.0.push(measure.fields.name.to_string());
        body.line(&measure.fields.question);
    }
    for phase in phases {
        body.line(&phase.name);
    }
    body.0.extend(not_applicable.iter().filter_map(|days| days.reason()).map(Line::to_string));
    Page {
        kind: Kind::Experiment,
        id: id.to_string(),
        on: created_at.date_naive(),
        title: title.to_string(),
        body: body.text(),
    }
}

pub(crate) fn of_entry(entry: &Entry) -> Page {
    // Only what a person wrote: the word behind a choice is ours. The first of it names the entry.
    let mut written = entry.fields.body.written().into_iter();
    let title = written.next().unwrap_or_default();
    let body = written.collect::<Vec<_>>().join("\n");
    Page { kind: Kind::Entry, id: entry.id.to_string(), on: entry.fields.on, title, body }
}

/// A day has no name of its own; a hit carries the experiment's.
pub(crate) fn of_day_log(log: &DayLog) -> Page {
    Page {
        kind: Kind::DayLog,
        id: log.id.to_string(),
        on: log.on,
        title: String::new(),
        body: log.note.as_ref().map(Prose::to_string).unwrap_or_default(),
    }
}

/// The words of a reminder of the user's own; the other rules say nothing that a person wrote.
pub(crate) fn of_reminder(rule: &Rule) -> Option<Page> {
    let Rule {
        id,
        what,
        at: _,
        lead_minutes: _,
        recurrence: _,
        starts_on,
        ends_on: _,
        except_on: _,
        zone: _,
        useful_until: _,
        priority: _,
        own_words,
        paused: _,
        valid_from: _,
    } = rule;
    let title = own_words.as_ref().filter(|_| *what == What::Own)?.to_string();
    Some(Page { kind: Kind::Reminder, id: id.to_string(), on: *starts_on, title, body: String::new() })
}
