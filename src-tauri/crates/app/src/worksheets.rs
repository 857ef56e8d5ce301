//! Worksheets: all entries of one kind with what they say together, and what one sheet hands to another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{
    self, Around, Conversation, Cycle, Entry, EntryBody, EntryFields, Feedforward, Finding, Guess, Impact,
    LeftHand, OfKind, WorkingOn, Worksheet, of_kind,
};
use inward_domain::form::Form;
use inward_domain::ids::{EntryId, GoalId, PersonId};
use inward_vault::{EntryFilter, Reader, Writer};

use crate::contract::Saved;
use crate::dispatch::Call;
use crate::entries::{self, EntryOf, EntryView};
use crate::error::{Code, Trouble};

/// The setting that holds what was answered with "not now", by goal.
pub(crate) const SET_ASIDE: &str = "set_aside";

/// Asks for the entries of one kind.
#[derive(Debug, Deserialize, TS)]
pub struct WorksheetOf {
    /// Which kind.
    pub kind: String,
    /// Only those of this goal.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// Only those about this person.
    #[serde(default)]
    pub person: Option<PersonId>,
}

/// Holds a sentence that several entries say together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// The name by which it can be set aside.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// The entries it is about, where a list is useful.
    pub entries: Vec<EntryId>,
    /// Whether it asks something, once, and can be set aside.
    pub asks_once: bool,
}

/// Holds the entries of one kind, newest first, with what they say together.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WorksheetView {
    /// The form.
    pub form: Form,
    /// The name of the kind.
    pub name: String,
    /// What it is for, in a sentence.
    pub why: String,
    /// The entries, newest first.
    pub entries: Vec<EntryView>,
    /// What they say together.
    pub findings: Vec<FindingView>,
}

/// Asks for questions that could go into a conversation.
#[derive(Debug, Deserialize, TS)]
pub struct TalkQuestionsOf {
    /// With whom.
    pub person: PersonId,
}

/// Holds a question that another sheet offers for a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TalkQuestion {
    /// The entry it comes from.
    pub entry: EntryId,
    /// The name of that entry's kind.
    pub source: String,
    /// The question, or the thought it could become.
    pub text: String,
}

/// Answers a finding or an offer with "not now".
#[derive(Debug, Deserialize, TS)]
pub struct SetAside {
    /// In which practice.
    #[serde(default)]
    pub goal: Option<GoalId>,
    /// What.
    pub id: String,
    /// Whether it is taken up again.
    #[serde(default)]
    pub back: bool,
}

/// Returns what was set aside in a practice.
pub(crate) fn aside(reader: &Reader, goal: Option<GoalId>) -> Result<BTreeSet<String>, Trouble> {
    Ok(all_aside(reader)?.remove(&aside_key(goal)).unwrap_or_default())
}

fn aside_key(goal: Option<GoalId>) -> String {
    goal.map(|id| id.to_string()).unwrap_or_default()
}

fn all_aside(reader: &Reader) -> Result<BTreeMap<String, BTreeSet<String>>, Trouble> {
    Ok(reader.setting(SET_ASIDE)?.unwrap_or_default())
}

pub(crate) fn set_aside(writer: &Writer, input: SetAside, call: &Call<'_>) -> Result<Saved, Trouble> {
    let mut all = all_aside(writer)?;
    let of_goal = all.entry(aside_key(input.goal)).or_default();
    if input.back {
        of_goal.remove(&input.id);
    } else {
        of_goal.insert(input.id.clone());
    }
    writer.put_setting(SET_ASIDE, &all, call.moment.now)?;
    Ok(Saved { id: input.id, message: call.say("app.saved", &[]) })
}

/// Lists entries of a kind in the order of their days.
pub(crate) fn in_order(
    reader: &Reader,
    kind: &str,
    goal: Option<GoalId>,
    person: Option<PersonId>,
) -> Result<Vec<Entry>, Trouble> {
    let filter = EntryFilter { kind: Some(kind.to_owned()), goal, person, ..EntryFilter::default() };
    let mut entries = reader.entries(&filter)?;
    entries.sort_by_key(|e| (e.fields.on, e.created_at, e.id));
    Ok(entries)
}

/// Returns the day the situation last changed by a talk or another event.
pub(crate) fn changed_on(
    reader: &Reader,
    goal: Option<GoalId>,
    person: Option<PersonId>,
) -> Result<Option<NaiveDate>, Trouble> {
    let mut days = Vec::new();
    for kind in ["event", "conversation"] {
        let entries = in_order(reader, kind, goal, person)?;
        days.extend(entries.iter().filter(|e| entries::opens_phase(&e.fields.body)).map(|e| e.fields.on));
    }
    Ok(days.into_iter().max())
}

/// Returns what a sheet of any kind needs to know beside itself, without a change of the situation.
pub(crate) fn around(reader: &Reader, call: &Call<'_>) -> Result<Around, Trouble> {
    let talks = in_order(reader, Conversation::FORM.kind, None, None)?;
    let held = of_kind::<Conversation>(&talks).into_iter().filter(|(_, talk)| talk.is_held());
    let held = held.map(|(entry, _)| entry.id).collect();
    Ok(Around { today: call.moment.today(), changed_on: None, held })
}

pub(crate) fn worksheet(
    reader: &Reader,
    input: WorksheetOf,
    call: &Call<'_>,
) -> Result<WorksheetView, Trouble> {
    let form = EntryBody::FORMS.iter().find(|f| f.kind == input.kind);
    let form = *form.ok_or_else(|| call.refuse(Code::NotFound, "app.no_such_kind", &[]))?;
    let mut entries = in_order(reader, form.kind, input.goal, input.person)?;
    let changed_on = changed_on(reader, input.goal, input.person)?;
    let around = Around { changed_on, ..around(reader, call)? };
    let aside = aside(reader, input.goal)?;
    let findings = entry::findings(form.kind, &entries, &around);
    let mut findings: Vec<FindingView> =
        findings.into_iter().filter(|f| !aside.contains(&f.id)).map(|f| said(f, call)).collect();
    if form.kind == Feedforward::FORM.kind && !entries.is_empty() {
        findings.extend(said_openly(reader, input.goal, call)?);
    }
    entries.reverse();
    Ok(WorksheetView {
        form,
        name: call.say(&format!("entry.{}", form.kind), &[]),
        why: call.say(&format!("entry.{}.why", form.kind), &[]),
        entries: entries::views(reader, entries, call)?,
        findings,
    })
}

/// Repeats, where others are followed up, what was said openly that I am working on.
fn said_openly(
    reader: &Reader,
    goal: Option<GoalId>,
    call: &Call<'_>,
) -> Result<Option<FindingView>, Trouble> {
    let sentences = in_order(reader, WorkingOn::FORM.kind, goal, None)?;
    let latest = of_kind::<WorkingOn>(&sentences).into_iter().next_back();
    Ok(latest.map(|(entry, said)| FindingView {
        id: format!("working_on.{}", entry.id),
        sentence: call.say("app.said_openly", &[("sentence", said.sentence.as_str())]),
        entries: vec![entry.id],
        asks_once: false,
    }))
}

pub(crate) fn said(finding: Finding, call: &Call<'_>) -> FindingView {
    let sentence = finding.say(call.language);
    FindingView { id: finding.id, sentence, entries: finding.entries, asks_once: finding.asks_once }
}

/// Offers what was guessed, what is not known to have landed, and what stayed unsaid.
pub(crate) fn talk_questions(
    reader: &Reader,
    input: TalkQuestionsOf,
    call: &Call<'_>,
) -> Result<Vec<TalkQuestion>, Trouble> {
    let person = Some(input.person);
    let mut found = Vec::new();
    let mut offer = |entry: &Entry, text: String| {
        let source = call.say(&format!("entry.{}", entry.fields.body.kind()), &[]);
        found.push(TalkQuestion { entry: entry.id, source, text });
    };
    let guesses = in_order(reader, "guess", None, person)?;
    for (entry, guess) in of_kind::<Guess>(&guesses) {
        for open in guess.questions.iter().filter(|q| q.matched.is_none()) {
            offer(entry, open.question.to_string());
        }
    }
    let impacts = in_order(reader, "impact", None, person)?;
    for (entry, impact) in of_kind::<Impact>(&impacts).into_iter().filter(|(_, i)| !i.is_known()) {
        offer(entry, call.say("app.ask_how_it_landed", &[("did", impact.did.as_str())]));
    }
    let columns = in_order(reader, "left_hand", None, person)?;
    for (entry, column) in of_kind::<LeftHand>(&columns) {
        let unsaid = column.turns.iter().filter_map(|t| t.unsaid.as_ref());
        for text in column.missing_question.iter().chain(unsaid) {
            offer(entry, text.to_string());
        }
    }
    Ok(found)
}

/// Makes the virtuous version of a cycle, to be changed and saved.
pub(crate) fn virtuous_cycle(
    reader: &Reader,
    input: EntryOf,
    call: &Call<'_>,
) -> Result<EntryFields, Trouble> {
    let entry = entries::known(reader, input.id, call)?;
    let Some(cycle) = Cycle::of(&entry.fields.body) else {
        return Err(call.refuse(Code::NotFound, "app.no_such_entry", &[]));
    };
    let body = cycle.virtuous(entry.id).into();
    Ok(EntryFields { on: call.moment.today(), body, ..entry.fields })
}

/// Tells whether a person has been spoken to in a held conversation.
pub(crate) fn was_spoken_to(reader: &Reader, person: PersonId) -> Result<bool, Trouble> {
    let talks = in_order(reader, "conversation", None, Some(person))?;
    Ok(of_kind::<Conversation>(&talks).iter().any(|(_, talk)| talk.is_held()))
}
