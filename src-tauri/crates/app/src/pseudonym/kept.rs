//! What the vault keeps of pseudonyms: a letter for each person, the answers about words, one choice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use inward_domain::ids::PersonId;
use inward_domain::person::Person;
use inward_domain::pseudonym::{Decisions, alias_trouble, letters};
use inward_vault::{Reader, Writer};

use crate::error::Trouble;

/// The row under which it is kept.
pub(crate) const KEY: &str = "pseudonyms";

/// Holds what is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    /// The letter of each person.
    pub letters: BTreeMap<PersonId, String>,
    /// How many letters were ever given, so that none is given to a second person.
    pub given: usize,
    /// What was answered about words.
    pub decisions: Decisions,
    /// Roles are said in general.
    pub general_roles: bool,
}

impl Kept {
    pub fn read(reader: &Reader) -> Result<Kept, Trouble> {
        Ok(reader.setting(KEY)?.unwrap_or_default())
    }

    pub fn write(&self, writer: &Writer, now: DateTime<Utc>) -> Result<(), Trouble> {
        Ok(writer.put_setting(KEY, self, now)?)
    }

    /// Gives a letter to everybody who has none, in the order they were added.
    pub fn with_everybody(mut self, people: &[Person]) -> Kept {
        let chosen: Vec<String> = people
            .iter()
            .filter_map(|person| person.fields.report_alias.as_ref())
            .map(|alias| alias.as_str().to_lowercase())
            .collect();
        let own = |person: &Person, letter: &str| {
            let named = named(letter).to_lowercase();
            person.fields.report_alias.as_ref().is_some_and(|alias| alias.as_str().to_lowercase() == named)
        };
        for person in people {
            if self.letters.contains_key(&person.id) {
                continue;
            }
            let from = self.given;
            let free = letters()
                .enumerate()
                .skip(from)
                .find(|(_, letter)| own(person, letter) || !chosen.contains(&named(letter).to_lowercase()));
            let Some((at, letter)) = free else { continue };
            self.given = at + 1;
            self.letters.insert(person.id, letter);
        }
        self
    }

    /// Returns what stands in place of a person's name: the name chosen for reports, or the letter.
    pub fn pseudonym(&self, person: &Person) -> String {
        let fields = &person.fields;
        let own: Vec<&str> = std::iter::once(&fields.display_name)
            .chain(&fields.aliases)
            .map(inward_domain::text::Line::as_str)
            .collect();
        match &fields.report_alias {
            Some(alias) if alias_trouble(alias.as_str(), &own, &[]).is_none() => alias.to_string(),
            _ => named(self.letters.get(&person.id).map_or("?", String::as_str)),
        }
    }
}

fn named(letter: &str) -> String {
    format!("Person {letter}")
}

/// Gives letters to people who are new, so that they keep them.
pub(crate) fn keep_letters(writer: &Writer, now: DateTime<Utc>) -> Result<(), Trouble> {
    let before = Kept::read(writer)?;
    let after = before.clone().with_everybody(&writer.persons_or_trashed()?);
    if after == before { Ok(()) } else { after.write(writer, now) }
}

/// Forgets letters of people who are gone for good, and what was answered about their names.
///
/// `before` are those who were there before the purge.
pub(crate) fn forget_gone(writer: &Writer, before: &[Person], now: DateTime<Utc>) -> Result<(), Trouble> {
    let left: BTreeSet<PersonId> = writer.persons_or_trashed()?.into_iter().map(|person| person.id).collect();
    let mut kept = Kept::read(writer)?;
    for gone in before.iter().filter(|person| !left.contains(&person.id)) {
        let names = std::iter::once(&gone.fields.display_name).chain(&gone.fields.aliases);
        let names: Vec<&str> = names.map(inward_domain::text::Line::as_str).collect();
        let pseudonym = kept.pseudonym(gone);
        kept.decisions.forget_about(&names, &pseudonym);
    }
    kept.letters.retain(|id, _| left.contains(id));
    if kept == Kept::read(writer)? { Ok(()) } else { kept.write(writer, now) }
}
