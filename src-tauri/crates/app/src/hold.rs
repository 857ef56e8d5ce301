//! Hold: while a complaint or an access request is open, nothing is deleted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_domain::hold::Hold;
use inward_domain::ids::PersonId;
use inward_domain::text::Prose;
use inward_vault::{Reader, VaultError, Writer};

use crate::contract::{Nothing, Saved};
use crate::dispatch::Call;
use crate::error::{Code, Trouble};
use crate::people;

/// Holds the record of one hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldRow {
    /// Whom it covers; none covers everything.
    pub person: Option<PersonId>,
    /// Their name, unless they are gone.
    pub person_name: Option<String>,
    /// When it was switched on.
    pub began_at: DateTime<Utc>,
    /// Why.
    pub began_reason: Prose,
    /// When it was switched off; none while it is on.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was switched off.
    pub ended_reason: Option<Prose>,
}

/// Switches a hold on or off.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HoldChange {
    /// Whom it covers; none covers everything.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Why; it is kept with the time.
    pub reason: Prose,
}

/// Puts the refusal of a hold into words with the name; any other trouble stays as it is.
pub(crate) fn in_words(error: VaultError, reader: &Reader, call: &Call<'_>) -> Trouble {
    let VaultError::Held { person } = error else { return Trouble::Vault(error) };
    let name = person.and_then(|id| people::names(reader).ok()?.remove(&id));
    match name {
        Some(name) => call.refuse(Code::Refused, "vault.held_person", &[("name", &name)]),
        None => call.refuse(Code::Refused, "vault.held", &[]),
    }
}

pub(crate) fn holds(reader: &Reader, _: Nothing, _: &Call<'_>) -> Result<Vec<HoldRow>, Trouble> {
    let names: BTreeMap<PersonId, String> = people::names(reader)?;
    let row = |hold: Hold| {
        let (ended_at, ended_reason) = hold.ended.map(|ended| (ended.at, ended.reason)).unzip();
        HoldRow {
            person: hold.person,
            person_name: hold.person.and_then(|id| names.get(&id).cloned()),
            began_at: hold.began_at,
            began_reason: hold.began_reason,
            ended_at,
            ended_reason,
        }
    };
    Ok(reader.holds()?.into_iter().map(row).collect())
}

pub(crate) fn begin_hold(writer: &Writer, input: HoldChange, call: &Call<'_>) -> Result<Saved, Trouble> {
    if let Some(person) = input.person {
        people::known(writer, person, call)?;
    }
    if !writer.begin_hold(input.person, &input.reason, call.moment.now)? {
        return Err(call.refuse(Code::Refused, "vault.hold_is_on", &[]));
    }
    Ok(saved(&input, "vault.hold_begun", call))
}

pub(crate) fn end_hold(writer: &Writer, input: HoldChange, call: &Call<'_>) -> Result<Saved, Trouble> {
    if !writer.end_hold(input.person, &input.reason, call.moment.now)? {
        return Err(call.refuse(Code::NotFound, "vault.hold_is_off", &[]));
    }
    Ok(saved(&input, "vault.hold_ended", call))
}

fn saved(input: &HoldChange, said: &str, call: &Call<'_>) -> Saved {
    let id = input.person.map(|person| person.to_string()).unwrap_or_default();
    Saved { id, message: call.say(said, &[]) }
}
