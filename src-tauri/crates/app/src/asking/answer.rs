//! An answer that came back: looked at with every doubt, taken when the doubts are settled, given back.
//!
//! The text or the file is read anew for each of these, and the doubts are
//! raised anew: what a window says it saw decides nothing.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::entry::{Asked, Entry, EntryBody, Taken};
use inward_domain::ids::{EntryId, PersonId};
use inward_domain::lexicon::Language;
use inward_domain::text::{Line, Prose};
use inward_exchange::answer::read::chosen;
use inward_exchange::answer::{Expected, Question};
use inward_vault::{Kind, Reader, Writer};

use super::came::{Came, read};
use super::fill;
use super::request::{questions, thanks};
use crate::contract::Saved;
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::{entries, people};

/// Tells how an answer came here.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Arrival {
    /// As a text that was pasted.
    Text {
        /// The text.
        text: String,
    },
    /// As a file: a text, a stored mail or a page.
    File {
        /// It has to come from the file dialog or the command line.
        path: String,
    },
}

/// Asks to see an answer before anything is done with it.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct LookAtAnswer {
    /// The entry it is meant for.
    pub entry: EntryId,
    /// How it came.
    pub arrival: Arrival,
}

/// Takes an answer into an entry.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct TakeAnswer {
    /// Into which.
    pub entry: EntryId,
    /// How it came.
    pub arrival: Arrival,
    /// Whose it is, where the request does not say.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The day it came; none for today.
    #[serde(default)]
    pub received_on: Option<NaiveDate>,
    /// The doubts that were looked at and settled in favour of the answer.
    #[serde(default)]
    pub settled: Vec<String>,
}

/// Gives an answer back that was just taken.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct GiveBackAnswer {
    /// From which entry.
    pub entry: EntryId,
    /// When it was taken, as the taking answered.
    pub taken_at: DateTime<Utc>,
}

/// Holds what was answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerLine {
    /// The question.
    pub question: String,
    /// What was written; several from an envelope, none where it was left out.
    pub texts: Vec<String>,
}

/// Tells which request an answer belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Belongs {
    /// The entry of the request.
    pub entry: EntryId,
    /// What kind of entry it is, in a word or two.
    pub kind_name: String,
    /// Its first words.
    pub title: String,
    /// Its day.
    pub on: NaiveDate,
    /// Who was asked; none for several at once.
    pub person_name: Option<String>,
    /// Whether it is the entry the answer was meant for.
    pub is_here: bool,
}

/// Holds something about an answer that is for people to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoubtView {
    /// Its name.
    pub doubt: String,
    /// In a sentence.
    pub sentence: String,
    /// Whether the answer can be taken here all the same.
    pub can_be_settled: bool,
}

/// Holds an answer as it is shown before anything is done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerPreview {
    /// The name of the request it carries.
    pub code: String,
    /// From how many people; none for the answer of one.
    pub people: Option<usize>,
    /// Who its mail says it is from; anybody can write anything there.
    pub from: Option<String>,
    /// When its mail says it was sent.
    pub sent_on: Option<NaiveDate>,
    /// Which request it belongs to, where that is known.
    pub belongs: Option<Belongs>,
    /// What was answered.
    pub answers: Vec<AnswerLine>,
    /// What is for people to decide.
    pub doubts: Vec<DoubtView>,
    /// Whether it has to be said whose answer it is.
    pub asks_whose: bool,
    /// What to know about who can be known from it.
    pub note: Option<String>,
}

/// Tells what was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TookAnswer {
    /// The entry it stands in.
    pub entry: EntryId,
    /// When, to give it back.
    pub taken_at: DateTime<Utc>,
    /// In words, for the toast.
    pub message: String,
    /// A text that says thank you.
    pub thanks: String,
}

pub(crate) fn look_at_answer(
    reader: &Reader,
    input: LookAtAnswer,
    call: &Call<'_>,
) -> Result<AnswerPreview, Trouble> {
    let entry = super::asking_entry(reader, input.entry, call)?;
    let came = read(reader, &entry, &input.arrival, call)?;
    may_be_opened(&came, &entry, call)?;
    let names = people::names(reader)?;
    let belongs = came.own.as_ref().map(|own| Belongs {
        entry: own.entry.id,
        kind_name: call.say(&format!("entry.{}", own.entry.fields.body.kind()), &[]),
        title: own.entry.fields.body.title(),
        on: own.entry.fields.on,
        person_name: own.person.and_then(|id| names.get(&id).cloned()),
        is_here: own.entry.id == entry.id,
    });
    let note = match came.people() {
        Some(people) => Some(call.say("asking.envelope", &[("n", &people.to_string())])),
        None if came.own.as_ref().is_some_and(|own| own.person.is_none()) => {
            Some(call.say("asking.came_directly", &[]))
        }
        None => None,
    };
    Ok(AnswerPreview {
        code: came.code().to_string(),
        people: came.people(),
        from: came.opened.from.clone(),
        sent_on: came.opened.sent_at.map(|at| at.with_timezone(&call.moment.zone).date_naive()),
        belongs,
        answers: lines(&came, &entry, call),
        asks_whose: came.asks_whose(&entry),
        note,
        doubts: came.doubts,
    })
}

/// Refuses to show what an entry is not ready for: the answers of a pulse before the guesses, an envelope of one pair.
fn may_be_opened(came: &Came, entry: &Entry, call: &Call<'_>) -> Result<(), Trouble> {
    let target = came.own.as_ref().map_or(entry, |own| &own.entry);
    if let EntryBody::Pulse(pulse) = &target.fields.body {
        if !pulse.consent {
            return Err(call.refuse(Code::Refused, "refusal.pulse_consent", &[]));
        }
        if !pulse.is_guessed() {
            return Err(call.refuse(Code::Refused, "refusal.pulse_guess_first", &[]));
        }
    }
    if came.people().is_some() && !matches!(target.fields.body, EntryBody::Feedforward(_)) {
        return Err(call.refuse(Code::Refused, "asking.no_envelope_here", &[]));
    }
    Ok(())
}

fn lines(came: &Came, entry: &Entry, call: &Call<'_>) -> Vec<AnswerLine> {
    let body = came.own.as_ref().map_or(&entry.fields.body, |own| &own.entry.fields.body);
    let asked = questions(body, call.language);
    let line = |(at, texts): (usize, Vec<&Prose>)| {
        let question = asked.get(at);
        AnswerLine {
            question: question.map_or_else(
                || call.say("asking.question", &[("n", &(at + 1).to_string())]),
                |question| question.label.to_string(),
            ),
            texts: texts.into_iter().map(|text| in_words(text, question)).collect(),
        }
    };
    came.texts().into_iter().enumerate().map(line).collect()
}

/// Says an answer; a choice with what it means.
fn in_words(text: &Prose, question: Option<&Question>) -> String {
    match question.map(|question| &question.expects) {
        Some(Expected::OneOf(choices)) => chosen(text.as_str(), choices)
            .map_or_else(|| text.to_string(), |choice| format!("{} – {}", choice.value, choice.label)),
        _ => text.to_string(),
    }
}

pub(crate) fn take_answer(
    writer: &Writer,
    input: TakeAnswer,
    call: &Call<'_>,
) -> Result<TookAnswer, Trouble> {
    let mut entry = super::asking_entry(writer, input.entry, call)?;
    let came = read(writer, &entry, &input.arrival, call)?;
    may_be_opened(&came, &entry, call)?;
    if let Some(left) =
        came.doubts.iter().find(|doubt| !doubt.can_be_settled || !input.settled.contains(&doubt.doubt))
    {
        return Err(call.refuse(Code::Refused, "asking.not_settled", &[("doubt", &left.sentence)]));
    }
    let person = came.person().or(input.person);
    if came.asks_whose(&entry) && person.is_none() {
        return Err(call.refuse_field("person", "asking.whose", &[]));
    }
    let person = person.map(|id| people::known(writer, id, call)).transpose()?;
    if let Some(person) = &person
        && came.person().is_none()
        && fill::replaces(&entry.fields.body, Some(person.id))
        && !input.settled.iter().any(|one| one == "replaces")
    {
        let sentence = call.say("asking.replaces", &[]);
        return Err(call.refuse(Code::Refused, "asking.not_settled", &[("doubt", &sentence)]));
    }
    let from = fill::From {
        person: person.as_ref().map(|person| person.id).filter(|_| came.people().is_none()),
        envelope: came.people().is_some().then(|| came.code_line()),
        received_on: input.received_on.unwrap_or_else(|| call.moment.today()),
    };
    fill::fill(&mut entry.fields.body, &came.texts(), &from, call)?;
    let language = mark_taken(&mut entry, &came, &from, call);
    if let Some(gap) = entry.fields.body.gap() {
        return Err(call.refuse_field(&format!("fields.body.{}", gap.field), gap.key, &[]));
    }
    let (id, name) = (entry.id, person.map(|person| person.fields.display_name.to_string()));
    super::put(writer, entry, call)?;
    Ok(TookAnswer {
        entry: id,
        taken_at: call.moment.now,
        message: call.say("asking.taken", &[]),
        thanks: thanks(name.as_ref().filter(|_| from.person.is_some()), language, writer)?,
    })
}

/// Notes that the answer was taken, beside its request or where it now stands; returns the language of the request.
fn mark_taken(entry: &mut Entry, came: &Came, from: &fill::From, call: &Call<'_>) -> Language {
    let sum = Line::new(&came.sum()).expect("BUG: a sum is a line");
    let taken = Taken { sum, at: call.moment.now, people: came.people().unwrap_or(1) };
    let language = came.own.as_ref().map_or(call.language, |own| own.request.language);
    let code = came.code_line();
    let asked = entry.fields.body.asked_mut().expect("BUG: it asks");
    match asked.iter_mut().find(|asked| asked.code == code) {
        Some(asked) => asked.taken.push(taken),
        None => {
            let asked_at = call.moment.now;
            asked.push(Asked { code, person: from.person, language, asked_at, taken: vec![taken] });
        }
    }
    language
}

pub(crate) fn give_back_answer(
    writer: &Writer,
    input: GiveBackAnswer,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let entry = entries::known(writer, input.entry, call)?;
    let before = writer
        .history_of(Kind::Entry, entry.id)?
        .pop()
        .filter(|_| entry.changed_at.timestamp_millis() == input.taken_at.timestamp_millis());
    let before = before.and_then(|before| serde_json::from_value::<Entry>(before.before).ok());
    let Some(before) = before else {
        return Err(call.refuse(Code::Refused, "asking.changed_since", &[]));
    };
    super::put(writer, before, call)?;
    Ok(Saved { id: entry.id.to_string(), message: call.say("app.restored", &[]) })
}
