//! The phases of an experiment: the record before, what changed the situation, and the behaviour.

use chrono::NaiveDate;

use inward_domain::entry::Entry;
use inward_domain::experiment::{Design, Experiment, ExperimentFields, Phase, PhaseOpening, phase_on};
use inward_domain::ids::ExperimentId;
use inward_domain::text::Line;
use inward_vault::{EntryFilter, Reader, Writer};

use super::{OpenPhase, known};
use crate::contract::Saved;
use crate::dispatch::Call;
use crate::entries::{is_phase_name, opens_phase, phase_name};
use crate::error::{Code, Trouble};

/// Returns the day a record begins that has no phase yet: its first rated day, else today.
pub(super) fn record_from(reader: &Reader, id: ExperimentId, call: &Call<'_>) -> Result<NaiveDate, Trouble> {
    let logs = reader.day_logs(id)?;
    let rated = logs.iter().filter(|log| !log.ratings.is_empty()).map(|log| log.on);
    let today = call.moment.today();
    Ok(rated.min().map_or(today, |first| first.min(today)))
}

/// Lets the record begin before the behaviour, and the behaviour's phase on its first day.
///
/// A draft with measures keeps a record already: the days before are half of the evidence.
/// Without measures there is nothing to record, and `record_from` is none.
pub(super) fn follow_start(
    phases: &mut Vec<Phase>,
    record_from: Option<NaiveDate>,
    fields: &ExperimentFields,
    call: &Call<'_>,
) {
    let starts_on = fields.starts_on;
    let line = |text: &str| Line::new(text).expect("BUG: a phase has a name");
    let is_before = |day: NaiveDate| starts_on.is_none_or(|start| day < start);
    // A start that is moved before the record leaves no days to compare with.
    phases.retain(|p| p.opening != PhaseOpening::Record || is_before(p.starts_on));
    let is_kept = phases.iter().any(|p| p.opening == PhaseOpening::Record);
    if let Some(first) = record_from.filter(|first| !is_kept && is_before(*first)) {
        let name = Line::new(&call.say("app.phase_before", &[])).ok();
        phases.push(Phase { code: line("A1"), name, starts_on: first, opening: PhaseOpening::Record });
    }
    let behaviour = phases.iter_mut().find(|p| p.opening == PhaseOpening::Behaviour);
    match (starts_on, behaviour) {
        (Some(start), Some(behaviour)) => behaviour.starts_on = start,
        (Some(start), None) => {
            let key = match fields.design {
                Design::DayPairs => "app.phase_pairs",
                Design::BeforeAfter | Design::RandomStart | Design::JustLog => "app.phase_behaviour",
            };
            let name = Line::new(&call.say(key, &[])).ok();
            phases.push(Phase { code: line("B"), name, starts_on: start, opening: PhaseOpening::Behaviour });
        }
        (None, _) if fields.awaits_draw() => phases.retain(|p| p.opening != PhaseOpening::Behaviour),
        (None, _) => {}
    }
    phases.sort_by_key(|p| p.starts_on);
}

/// Lets the phases follow an entry that was saved, deleted or brought back: what it opened before is taken away, and
/// opened anew where it still changes the situation.
///
/// A phase is known by its day and its name. A day on which another phase begins is left to that one.
pub(crate) fn follow_entry(
    writer: &Writer,
    before: Option<&Entry>,
    now: Option<&Entry>,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    let opens = |entry: &&Entry| opens_phase(&entry.fields.body);
    let (before, now) = (before.filter(opens), now.filter(opens));
    if before.is_none() && now.is_none() {
        return Ok(());
    }
    let beside = match before {
        Some(entry) => others_of_its_day(writer, entry)?,
        None => Vec::new(),
    };
    for mut experiment in writer.experiments()? {
        let stored = experiment.phases.clone();
        let gone = before.and_then(|entry| take_away(&mut experiment, entry));
        // The day that became free is offered to what else happened on it.
        for entry in now.into_iter().chain(beside.iter().filter(|_| gone.is_some())) {
            if let Some(name) = phase_name(entry, call.language)
                && is_meant(&experiment, entry)
                && is_parted_on(&experiment, entry.fields.on)
            {
                open(&mut experiment.phases, entry.fields.on, name, gone.as_ref());
            }
        }
        if experiment.phases != stored {
            writer.put_experiment(&experiment, call.moment.now)?;
        }
    }
    Ok(())
}

fn others_of_its_day(reader: &Reader, entry: &Entry) -> Result<Vec<Entry>, Trouble> {
    let day = Some(entry.fields.on);
    let mut others = reader.entries(&EntryFilter { from: day, to: day, ..EntryFilter::default() })?;
    others.retain(|other| other.id != entry.id);
    Ok(others)
}

/// Tells whether an entry is about an experiment: by name, or by the practice.
pub(crate) fn is_meant(experiment: &Experiment, entry: &Entry) -> bool {
    entry.fields.experiment == Some(experiment.id)
        || (entry.fields.goal.is_some() && entry.fields.goal == experiment.fields.goal)
}

/// Tells whether a change on the day parts the record: phases are compared, and it is kept on the day.
fn is_parted_on(experiment: &Experiment, day: NaiveDate) -> bool {
    let compares = match experiment.fields.design {
        Design::BeforeAfter | Design::RandomStart => !experiment.measures.is_empty(),
        Design::DayPairs | Design::JustLog => false,
    };
    let begun = experiment.phases.first().is_some_and(|p| p.starts_on <= day);
    compares && begun && experiment.fields.last_on().is_none_or(|last| day <= last)
}

/// Takes the phase away that an entry opened, and returns it.
fn take_away(experiment: &mut Experiment, entry: &Entry) -> Option<Phase> {
    if !is_meant(experiment, entry) {
        return None;
    }
    let is_its = |p: &Phase| {
        p.opening == PhaseOpening::Event
            && p.starts_on == entry.fields.on
            && p.name.as_ref().is_some_and(|name| is_phase_name(name, entry))
    };
    let at = experiment.phases.iter().position(is_its)?;
    Some(experiment.phases.remove(at))
}

/// Opens a phase on a day that is free: A2 before the behaviour has begun, B2 after.
///
/// One that was open before keeps its code, as far as it stays on its side of the first day.
fn open(phases: &mut Vec<Phase>, on: NaiveDate, name: Line, before: Option<&Phase>) {
    if begins_on(phases, on).is_some() {
        return;
    }
    let letter = phase_on(phases, on).map_or('A', |p| p.code.as_str().chars().next().unwrap_or('A'));
    let is_free = |code: &Line| phases.iter().all(|p| p.code != *code);
    let kept =
        before.map(|p| p.code.clone()).filter(|code| code.as_str().starts_with(letter) && is_free(code));
    let code = kept.unwrap_or_else(|| {
        let codes = (2..).map(|n| Line::new(&format!("{letter}{n}")).expect("BUG: a code is short"));
        codes.into_iter().find(is_free).expect("BUG: there are more codes than phases")
    });
    phases.push(Phase { code, name: Some(name), starts_on: on, opening: PhaseOpening::Event });
    phases.sort_by_key(|p| p.starts_on);
}

/// Returns the phase that begins on a day; the record can be parted on its first day.
fn begins_on(phases: &[Phase], on: NaiveDate) -> Option<&Phase> {
    phases.iter().find(|p| p.starts_on == on && p.opening != PhaseOpening::Record)
}

pub(crate) fn open_phase(writer: &Writer, input: OpenPhase, call: &Call<'_>) -> Result<Saved, Trouble> {
    let OpenPhase { id, on, name } = input;
    let mut experiment = known(writer, id, call)?;
    match begins_on(&experiment.phases, on) {
        Some(phase) if phase.name.as_ref() == Some(&name) => {}
        Some(taken) => {
            return Err(call.refuse(Code::Refused, "app.phase_taken", &[("code", taken.code.as_str())]));
        }
        None => {
            open(&mut experiment.phases, on, name, None);
            writer.put_experiment(&experiment, call.moment.now)?;
        }
    }
    Ok(Saved { id: id.to_string(), message: call.say("app.saved", &[]) })
}
