//! Which row a name means: its id or its exact name, and the candidates when that is not enough.

use inward_app::entries::EntryView;
use inward_app::experiments::ExperimentView;
use inward_app::goals::Practice;
use inward_app::people::PersonRow;
use inward_domain::entry::{Conversation, OfKind};
use inward_domain::experiment::{Experiment, Measure};
use inward_domain::ids::{EntryId, GoalId, PersonId};
use serde_json::json;

use super::failure::Failure;
use super::terminal::Terminal;

/// Holds a row that a name may mean.
struct Candidate<T> {
    id: String,
    names: Vec<String>,
    shown: String,
    row: T,
}

/// Finds an experiment.
///
/// # Errors
/// Lists the candidates when the name fits none or more than one.
pub(super) fn experiment(name: &str, terminal: &mut Terminal) -> Result<Experiment, Failure> {
    let views: Vec<ExperimentView> = terminal.ask("experiments", json!({}))?;
    let candidates = views.into_iter().map(|view| {
        let title = view.experiment.fields.title.to_string();
        let id = view.experiment.id.to_string();
        let start = view.experiment.fields.starts_on.map(|on| format!(", {on}")).unwrap_or_default();
        let shown = format!("{id}  {title}{start}");
        Candidate { id, names: vec![title], shown, row: view.experiment }
    });
    one_of(candidates.collect(), name, "cli.experiment", terminal)
}

/// Finds a goal; without a name, the only one there is.
///
/// # Errors
/// Lists the candidates when the name fits none or more than one.
pub(super) fn goal(name: Option<&str>, terminal: &mut Terminal) -> Result<GoalId, Failure> {
    let practices: Vec<Practice> = terminal.ask("goals", json!({}))?;
    let candidates: Vec<Candidate<GoalId>> = practices
        .into_iter()
        .map(|practice| {
            let id = practice.goal.id.to_string();
            let title = practice.goal.fields.title.map(String::from);
            let sentence = practice.goal.fields.sentence.map(String::from);
            let shown = format!("{id}  {}", practice.name);
            let names = [Some(practice.name), title, sentence].into_iter().flatten().collect();
            Candidate { id, names, shown, row: practice.goal.id }
        })
        .collect();
    one_or_only(candidates, name, "cli.goal", terminal)
}

/// Finds a person by the name they are called by or any other of theirs; without a name, the only one there is.
///
/// # Errors
/// Lists the candidates when the name fits none or more than one.
pub(super) fn person(name: Option<&str>, terminal: &mut Terminal) -> Result<PersonId, Failure> {
    let people: Vec<PersonRow> = terminal.ask("people", json!({}))?;
    let candidates = people.into_iter().map(|PersonRow { person, .. }| {
        let names = std::iter::once(&person.fields.display_name).chain(&person.fields.aliases);
        let id = person.id.to_string();
        let shown = format!("{id}  {}", person.fields.display_name);
        Candidate { id, names: names.map(ToString::to_string).collect(), shown, row: person.id }
    });
    one_or_only(candidates.collect(), name, "cli.person", terminal)
}

/// Finds a worksheet of some kinds by its first words; without a name, the only one there is.
///
/// # Errors
/// Lists the candidates when the name fits none or more than one.
pub(super) fn entry(name: Option<&str>, kinds: &[&str], terminal: &mut Terminal) -> Result<EntryId, Failure> {
    let mut candidates = Vec::new();
    for kind in kinds {
        let views: Vec<EntryView> = terminal.ask("entries", json!({ "kind": kind }))?;
        candidates.extend(views.into_iter().map(|EntryView { entry, title, .. }| {
            let id = entry.id.to_string();
            let shown = format!("{id}  {title}, {}", entry.fields.on);
            // A card is known by its sentence, too.
            let talk = Conversation::of(&entry.fields.body);
            let sentence = talk.and_then(|talk| talk.shared_intention.as_ref()).map(ToString::to_string);
            let names = std::iter::once(title).chain(sentence).collect();
            Candidate { id, names, shown, row: entry.id }
        }));
    }
    one_or_only(candidates, name, "cli.entry", terminal)
}

fn one_or_only<T>(
    mut candidates: Vec<Candidate<T>>,
    name: Option<&str>,
    key: &str,
    terminal: &Terminal,
) -> Result<T, Failure> {
    match name {
        Some(name) => one_of(candidates, name, key, terminal),
        None if candidates.len() == 1 => Ok(candidates.remove(0).row),
        None => Err(Failure::refused(listed(terminal.say(&format!("{key}_unnamed"), &[]), &candidates))),
    }
}

/// Finds a measure of an experiment by its name.
///
/// # Errors
/// Lists the measures there are.
pub(super) fn measure<'e>(
    name: &str,
    experiment: &'e Experiment,
    terminal: &Terminal,
) -> Result<&'e Measure, Failure> {
    let is = |m: &&Measure| m.fields.name.as_str() == name || m.id.to_string() == name;
    experiment.measures.iter().find(is).ok_or_else(|| {
        let known: Vec<&str> = experiment.measures.iter().map(|m| m.fields.name.as_str()).collect();
        let params = [("name", name), ("known", &known.join(", "))];
        Failure::refused(terminal.say("cli.no_such_measure", &params))
    })
}

fn one_of<T>(
    candidates: Vec<Candidate<T>>,
    name: &str,
    key: &str,
    terminal: &Terminal,
) -> Result<T, Failure> {
    let by_id = candidates.iter().position(|c| c.id.eq_ignore_ascii_case(name));
    let mut fitting: Vec<usize> = match by_id {
        Some(at) => vec![at],
        None => (0..candidates.len()).filter(|i| candidates[*i].names.iter().any(|n| n == name)).collect(),
    };
    let mut candidates = candidates;
    if fitting.len() == 1 {
        return Ok(candidates.swap_remove(fitting.remove(0)).row);
    }
    if fitting.is_empty() {
        let sentence = terminal.say(&format!("{key}_unknown"), &[("name", name)]);
        return Err(Failure::refused(listed(sentence, &candidates)));
    }
    let n = fitting.len().to_string();
    let mut keep = fitting.into_iter().peekable();
    let mut at = 0;
    candidates.retain(|_| {
        let kept = keep.next_if_eq(&at).is_some();
        at += 1;
        kept
    });
    let sentence = terminal.say(&format!("{key}_ambiguous"), &[("name", name), ("n", &n)]);
    Err(Failure::refused(listed(sentence, &candidates)))
}

fn listed<T>(sentence: String, candidates: &[Candidate<T>]) -> String {
    let lines = candidates.iter().map(|c| format!("  {}", c.shown));
    std::iter::once(sentence).chain(lines).collect::<Vec<_>>().join("\n")
}
