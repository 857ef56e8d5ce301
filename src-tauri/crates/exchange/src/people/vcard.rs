//! People from vCard 2.1, 3.0 and 4.0, one card at a time.

use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardParameterName, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use inward_domain::text::Line;

use super::{PEOPLE_MAX, PersonRecord, id_of, optional_line, optional_prose, refused};
use crate::FILE_BYTES_MAX;
use crate::blocks::{Block, blocks};
use crate::csv::encoding;
use crate::found::{Found, Ids, Place};
use crate::problem::{Reason, Refused};

/// Reads the cards of a file.
///
/// A card of a group or an organisation without a name of its own is a row like any other;
/// who of them is a person to work with is for people to say.
///
/// # Errors
/// [`Refused`] when the file is too large, is no text, holds too many cards or none.
pub fn read(bytes: &[u8]) -> Result<Found<PersonRecord>, Refused> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(Refused::TooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let (text, encoding) = encoding::decode(bytes).map_err(encoding::refused)?;
    let mut found = Found::new();
    let mut ids = Ids::default();
    found.assumptions.extend(encoding.told_as().map(|key| (key, Vec::new())));
    for (block, number) in blocks(&text, &["VCARD"]).zip(1..) {
        if PEOPLE_MAX < number {
            return Err(Refused::TooMany { max: PEOPLE_MAX });
        }
        card(&block, &mut found, &mut ids);
    }
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn card(block: &Block, found: &mut Found<PersonRecord>, ids: &mut Ids) {
    let place = Place::Line(block.line);
    let card = block.text.as_ref().map_err(Clone::clone).and_then(|text| parse(text));
    let card = match card {
        Ok(card) => card,
        Err(reason) => return found.left_out(place, "", reason),
    };
    let shown = name(&card).unwrap_or_default();
    let person = person(&card, &shown).and_then(|person| ids.take(&person.source_id).map(|()| person));
    match person {
        Ok(person) => {
            if block.dropped != 0 {
                let left_out = Reason::PicturesLeftOut { n: block.dropped };
                found.remarked(place.clone(), &shown, left_out);
            }
            if let Some(kept) = person.email.as_ref().filter(|_| 1 < addresses(&card).len()) {
                let kept = Reason::OnlyFirstAddress { kept: kept.as_str().to_owned() };
                found.remarked(place, &shown, kept);
            }
            found.rows.push(person);
        }
        Err(reason) => found.left_out(place, &shown, reason),
    }
}

fn parse(text: &str) -> Result<VCard, Reason> {
    match Parser::new(text).entry() {
        Entry::VCard(card) => Ok(card),
        _ => Err(Reason::Unreadable {}),
    }
}

fn person(card: &VCard, shown: &str) -> Result<PersonRecord, Reason> {
    if shown.is_empty() {
        return Err(Reason::Nameless {});
    }
    let name = Line::new(shown).map_err(refused)?;
    let email = optional_line(addresses(card).first().map(String::as_str))?;
    let first = |property: VCardProperty| values(card, &property).into_iter().next();
    let source_id = match first(VCardProperty::Uid) {
        Some(uid) => format!("uid:{uid}"),
        None => id_of(shown, email.as_ref().map(Line::as_str)),
    };
    let role = first(VCardProperty::Title).or_else(|| first(VCardProperty::Role));
    let organisation = first(VCardProperty::Org).filter(|org| org != shown);
    let nicknames = values(card, &VCardProperty::Nickname);
    let aliases = nicknames.iter().filter(|alias| *alias != shown);
    Ok(PersonRecord {
        source_id,
        name,
        aliases: aliases.map(|alias| Line::new(alias).map_err(refused)).collect::<Result<_, _>>()?,
        role: optional_line(role.as_deref())?,
        organisation: optional_line(organisation.as_deref())?,
        email,
        known_since: None,
        note: optional_prose(joined(&values(card, &VCardProperty::Note)).as_deref())?,
    })
}

/// Returns the name to show: FN, else the parts of N, else nickname, organisation or address.
fn name(card: &VCard) -> Option<String> {
    let first = |property: VCardProperty| values(card, &property).into_iter().next();
    first(VCardProperty::Fn)
        .or_else(|| from_parts(card.property(&VCardProperty::N)?))
        .or_else(|| first(VCardProperty::Nickname))
        .or_else(|| first(VCardProperty::Org))
        .or_else(|| addresses(card).into_iter().next())
}

/// Puts the parts of N, which are family, given, further, prefix and suffix, into the order of speech.
fn from_parts(entry: &VCardEntry) -> Option<String> {
    let part = |index: usize| entry.values.get(index).map(text).unwrap_or_default();
    let name = [3, 1, 2, 0, 4].map(part).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    joined_by(&name, " ")
}

/// Lists the addresses, the preferred one first.
fn addresses(card: &VCard) -> Vec<String> {
    let entries = card.entries.iter().filter(|entry| entry.name == VCardProperty::Email);
    let mut addresses: Vec<(bool, String)> = entries
        .filter_map(|entry| Some((!is_preferred(entry), entry.values.first().map(text)?)))
        .filter(|(_, address)| !address.is_empty())
        .collect();
    addresses.sort_by_key(|(later, _)| *later);
    addresses.into_iter().map(|(_, address)| without_scheme(address)).collect()
}

fn without_scheme(address: String) -> String {
    match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => address[7..].to_owned(),
        _ => address,
    }
}

fn is_preferred(entry: &VCardEntry) -> bool {
    entry.params.iter().any(|param| match &param.name {
        VCardParameterName::Pref => true,
        VCardParameterName::Type => {
            param.value.as_text().is_some_and(|kind| kind.eq_ignore_ascii_case("pref"))
        }
        _ => false,
    })
}

/// Lists the texts of every property of a name; the parts of one property are joined.
fn values(card: &VCard, property: &VCardProperty) -> Vec<String> {
    let entries = card.entries.iter().filter(|entry| entry.name == *property);
    let one = |entry: &VCardEntry| match property {
        VCardProperty::Org => joined_by(&entry.values.iter().map(text).collect::<Vec<_>>(), ", "),
        VCardProperty::Nickname => None,
        _ => joined_by(&entry.values.iter().map(text).collect::<Vec<_>>(), ","),
    };
    let each = |entry: &VCardEntry| match property {
        VCardProperty::Nickname => entry.values.iter().map(text).collect(),
        _ => one(entry).into_iter().collect::<Vec<_>>(),
    };
    entries.flat_map(each).filter(|value| !value.is_empty()).collect()
}

fn text(value: &VCardValue) -> String {
    let text = match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        VCardValue::Float(number) => number.to_string(),
        VCardValue::Boolean(answer) => answer.to_string(),
        VCardValue::Kind(kind) => kind_name(kind),
        VCardValue::PartialDateTime(_)
        | VCardValue::Binary(_)
        | VCardValue::Sex(_)
        | VCardValue::GramGender(_) => String::new(),
    };
    text.trim().to_owned()
}

fn kind_name(kind: &VCardKind) -> String {
    format!("{kind:?}").to_lowercase()
}

fn joined(texts: &[String]) -> Option<String> {
    joined_by(texts, "\n\n")
}

fn joined_by(texts: &[String], between: &str) -> Option<String> {
    let filled: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    (!filled.is_empty()).then(|| filled.join(between))
}

#[cfg(test)]
mod tests;
