//! Answering what the leak check found, taking an answer back, and which names may stand in a copy at all.

use serde::Deserialize;
use ts_rs::TS;

use inward_domain::ids::PersonId;
use inward_domain::person::PersonFields;
use inward_domain::pseudonym::{AliasTrouble, Remembered, Verdict, alias_trouble};
use inward_domain::text::Line;
use inward_vault::{Reader, Writer};

use super::kept::Kept;
use crate::contract::Saved;
use crate::dispatch::Call;
use crate::error::Trouble;

/// Answers a finding of the leak check.
#[derive(Debug, Deserialize, TS)]
pub struct AnswerFinding {
    /// The word as it was found.
    pub word: Line,
    /// The places the answer is about; none when it holds wherever the word stands.
    #[serde(default)]
    pub places: Vec<String>,
    /// The answer.
    #[serde(flatten)]
    pub answer: Verdict,
}

/// Takes an answer back, so that the word is asked about again.
#[derive(Debug, Deserialize, TS)]
pub struct ForgetAnswer {
    /// The word.
    pub word: Line,
    /// The place it was about, if it was about one.
    #[serde(default)]
    pub place: Option<String>,
}

/// Chooses how a copy is made.
#[derive(Debug, Deserialize, TS)]
pub struct CopyOptions {
    /// Whether roles are said in general.
    pub general_roles: bool,
}

/// Lists the real name of a person and their other names.
fn names_of(fields: &PersonFields) -> Vec<&str> {
    std::iter::once(&fields.display_name).chain(&fields.aliases).map(Line::as_str).collect()
}

/// Refuses a name for reports that gives somebody away, and a real name that stands for somebody else in reports.
pub(crate) fn refuse_telling_names(
    reader: &Reader,
    id: Option<PersonId>,
    fields: &PersonFields,
    call: &Call<'_>,
) -> Result<(), Trouble> {
    const ALIAS: &str = "fields.report_alias";
    let people = reader.persons_or_trashed()?;
    let others: Vec<&PersonFields> =
        people.iter().filter(|person| Some(person.id) != id).map(|person| &person.fields).collect();
    if let Some(alias) = &fields.report_alias {
        let known: Vec<_> = others
            .iter()
            .map(|other| (names_of(other), other.report_alias.as_ref().map(Line::as_str)))
            .collect();
        let refused = |key: &str, of: &str| Err(call.refuse_field(ALIAS, key, &[("name", of)]));
        match alias_trouble(alias.as_str(), &names_of(fields), &known) {
            None => {}
            Some(AliasTrouble::OwnName) => {
                return refused("pseudonym.is_their_own_name", fields.display_name.as_str());
            }
            Some(AliasTrouble::RealName { of }) => return refused("pseudonym.is_a_real_name", &of),
            Some(AliasTrouble::Taken { of }) => return refused("pseudonym.is_taken", &of),
        }
    }
    for other in others {
        let Some(alias) = &other.report_alias else { continue };
        let mine = [(vec![fields.display_name.as_str()], None)];
        if let Some(AliasTrouble::RealName { .. }) = alias_trouble(alias.as_str(), &[], &mine) {
            let params = [("alias", alias.as_str()), ("name", other.display_name.as_str())];
            return Err(call.refuse_field("fields.display_name", "pseudonym.stands_for", &params));
        }
    }
    Ok(())
}

pub(crate) fn answer_finding(
    writer: &Writer,
    input: AnswerFinding,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let mut kept = Kept::read(writer)?;
    let people = writer.persons_or_trashed()?;
    kept = kept.with_everybody(&people);
    if let Verdict::Replace { by } = &input.answer {
        let others: Vec<_> = people.iter().map(|person| (names_of(&person.fields), None)).collect();
        if let Some(AliasTrouble::RealName { of }) = alias_trouble(by.as_str(), &[], &others) {
            return Err(call.refuse_field("by", "pseudonym.is_a_real_name", &[("name", &of)]));
        }
    }
    let places = input.places.into_iter().map(Some);
    let places: Vec<Option<String>> = if places.len() == 0 { vec![None] } else { places.collect() };
    for place in places {
        kept.decisions.take(Remembered { word: input.word.clone(), place, answer: input.answer.clone() });
    }
    kept.write(writer, call.moment.now)?;
    let word = input.word.as_str();
    let message = match &input.answer {
        Verdict::Replace { by } => {
            call.say("pseudonym.answered_replace", &[("word", word), ("by", by.as_str())])
        }
        Verdict::Right => call.say("pseudonym.answered_right", &[("word", word)]),
        Verdict::Leave => call.say("pseudonym.answered_leave", &[("word", word)]),
    };
    Ok(Saved { id: word.to_owned(), message })
}

pub(crate) fn forget_answer(writer: &Writer, input: ForgetAnswer, call: &Call<'_>) -> Result<Saved, Trouble> {
    let mut kept = Kept::read(writer)?;
    kept.decisions.forget(input.word.as_str(), input.place.as_deref());
    kept.write(writer, call.moment.now)?;
    let message = call.say("pseudonym.answer_forgotten", &[("word", input.word.as_str())]);
    Ok(Saved { id: input.word.to_string(), message })
}

pub(crate) fn save_copy_options(
    writer: &Writer,
    input: CopyOptions,
    call: &Call<'_>,
) -> Result<Saved, Trouble> {
    let kept = Kept { general_roles: input.general_roles, ..Kept::read(writer)? };
    kept.with_everybody(&writer.persons_or_trashed()?).write(writer, call.moment.now)?;
    let key = if input.general_roles { "pseudonym.roles_general" } else { "pseudonym.roles_kept" };
    Ok(Saved { id: "copy".to_owned(), message: call.say(key, &[]) })
}
