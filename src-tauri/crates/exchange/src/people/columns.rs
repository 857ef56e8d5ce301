//! People from a table, with the meaning of each column chosen by the caller.

use inward_domain::dates::PartialDate;
use inward_domain::text::Line;
use serde::{Deserialize, Serialize};

use super::{PEOPLE_MAX, PersonRecord, id_of, optional_line, optional_prose, refused};
use crate::days::{self, DateOrder};
use crate::found::{Found, Ids, Place};
use crate::problem::{Reason, Refused};
use crate::table::{Table, TableRow};

/// Names what a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonColumn {
    /// An id of the program that wrote the table.
    Id,
    /// The whole name.
    Name,
    /// The given name, when the whole is not in one column.
    GivenName,
    /// The family name, when the whole is not in one column.
    FamilyName,
    /// Other names, separated by commas or semicolons.
    Aliases,
    /// What they do.
    Role,
    /// Where they do it.
    Organisation,
    /// Their address.
    Email,
    /// Since when the two know each other.
    KnownSince,
    /// What was noted.
    Note,
    /// Nothing that is taken over.
    Ignored,
}

impl PersonColumn {
    /// Guesses from the names that address books use, in English and German; what is not known is ignored.
    pub fn guessed(name: &str) -> PersonColumn {
        let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        match plain.as_str() {
            "id" | "uid" | "contactid" => PersonColumn::Id,
            "name" | "fullname" | "displayname" | "anzeigename" | "filesas" => PersonColumn::Name,
            "firstname" | "givenname" | "vorname" => PersonColumn::GivenName,
            "lastname" | "familyname" | "surname" | "nachname" => PersonColumn::FamilyName,
            "nickname" | "alias" | "aliases" | "spitzname" => PersonColumn::Aliases,
            "role" | "title" | "jobtitle" | "position" | "organizationtitle" | "funktion" | "rolle" => {
                PersonColumn::Role
            }
            "company" | "organization" | "organisation" | "organizationname" | "firma" => {
                PersonColumn::Organisation
            }
            "email" | "emailaddress" | "email1value" | "primaryemail" | "mail" | "emailadresse" => {
                PersonColumn::Email
            }
            "since" | "knownsince" | "seit" | "bekanntseit" => PersonColumn::KnownSince,
            "note" | "notes" | "notiz" | "notizen" => PersonColumn::Note,
            _ => PersonColumn::Ignored,
        }
    }
}

/// Guesses the meaning of every column of a table, each but the ignored one at most once.
pub fn guessed(table: &Table) -> Vec<PersonColumn> {
    let mut taken = Vec::new();
    for name in &table.header {
        let column = PersonColumn::guessed(name);
        taken.push(if taken.contains(&column) { PersonColumn::Ignored } else { column });
    }
    taken
}

/// Tells in which order the dates of a column are written.
pub fn date_order(table: &Table, column: usize) -> DateOrder {
    days::order(table.rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str))
}

/// Takes people from a table.
///
/// `dates` is the order a person chose; without it a date that could be two
/// days leaves its row out, with both of them named.
///
/// # Errors
/// [`Refused::NoNameChosen`] when no column is a name, [`Refused::TooMany`] and [`Refused::NothingFound`] when there
/// are too many rows or none.
pub fn read(
    table: &Table,
    columns: &[PersonColumn],
    dates: Option<DateOrder>,
) -> Result<Found<PersonRecord>, Refused> {
    let named = [PersonColumn::Name, PersonColumn::GivenName, PersonColumn::FamilyName];
    if !columns.iter().any(|column| named.contains(column)) {
        return Err(Refused::NoNameChosen {});
    }
    if PEOPLE_MAX < table.rows.len() {
        return Err(Refused::TooMany { max: PEOPLE_MAX });
    }
    let mut found = Found::new();
    found.assumptions = table.assumptions();
    let mut ids = Ids::default();
    for row in &table.rows {
        let cell = |wanted: PersonColumn| cell(row, columns, wanted);
        let shown = shown_name(&cell);
        let person = person(&cell, &shown, dates);
        match person.and_then(|person| ids.take(&person.source_id).map(|()| person)) {
            Ok(person) => found.rows.push(person),
            Err(reason) => found.left_out(Place::Line(row.line), &shown, reason),
        }
    }
    for (line, reason) in &table.problems {
        found.left_out(Place::Line(*line), "", reason.clone());
    }
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn cell<'r>(row: &'r TableRow, columns: &[PersonColumn], wanted: PersonColumn) -> Option<&'r str> {
    let index = columns.iter().position(|column| *column == wanted)?;
    row.cells.get(index).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

fn shown_name<'r>(cell: &impl Fn(PersonColumn) -> Option<&'r str>) -> String {
    let parts = [cell(PersonColumn::GivenName), cell(PersonColumn::FamilyName)];
    let whole = cell(PersonColumn::Name).map(str::to_owned);
    let whole = whole.unwrap_or_else(|| parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    crate::csv::write::without_guard(&whole).into_owned()
}

fn person<'r>(
    cell: &impl Fn(PersonColumn) -> Option<&'r str>,
    shown: &str,
    dates: Option<DateOrder>,
) -> Result<PersonRecord, Reason> {
    if shown.is_empty() {
        return Err(Reason::Nameless {});
    }
    let unguarded = |column| cell(column).map(|text| crate::csv::write::without_guard(text).into_owned());
    let line = |column| optional_line(unguarded(column).as_deref());
    let email = line(PersonColumn::Email)?;
    let aliases = unguarded(PersonColumn::Aliases).unwrap_or_default();
    let aliases = aliases.split([',', ';']).map(str::trim).filter(|alias| !alias.is_empty());
    Ok(PersonRecord {
        source_id: match cell(PersonColumn::Id) {
            Some(id) => format!("id:{id}"),
            None => id_of(shown, email.as_ref().map(Line::as_str)),
        },
        name: Line::new(shown).map_err(refused)?,
        aliases: aliases.map(|alias| Line::new(alias).map_err(refused)).collect::<Result<_, _>>()?,
        role: line(PersonColumn::Role)?,
        organisation: line(PersonColumn::Organisation)?,
        email,
        known_since: cell(PersonColumn::KnownSince).map(|text| since(text, dates)).transpose()?,
        note: optional_prose(unguarded(PersonColumn::Note).as_deref())?,
    })
}

/// Reads a year, a month of a year, or a day.
fn since(text: &str, dates: Option<DateOrder>) -> Result<PartialDate, Reason> {
    PartialDate::new(text).or_else(|_| {
        let on = days::read(text, dates)?;
        Ok(PartialDate::new(&on.to_string()).expect("BUG: a day of the calendar is a date"))
    })
}

#[cfg(test)]
mod tests;
