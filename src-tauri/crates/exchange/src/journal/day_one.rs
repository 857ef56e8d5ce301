//! The JSON export of Day One, alone or zipped with its pictures.

use std::io::{Read, Seek};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use inward_domain::text::{Line, Prose};
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::DatedText;
use crate::archive;
use crate::found::{Found, Ids, Place};
use crate::json::depth;
use crate::people::refused;
use crate::problem::{Reason, Refused, quoted};
use crate::{FILE_BYTES_MAX, ROWS_MAX};

/// How deep an export nests: an entry with its rich text stays below ten.
const DEPTH_MAX: usize = 64;
/// The largest entry, in bytes of JSON: a text of the length that is kept fits ten times, with its rich form.
const ENTRY_BYTES_MAX: usize = 1024 * 1024;
/// The longest list of tags, in bytes of JSON: some thousand tags.
const TAGS_BYTES_MAX: usize = 64 * 1024;

/// Reads the zipped export; a Day One archive may hold several journals.
///
/// # Errors
/// [`Refused`] for an archive that cannot be read, and as [`read`].
pub fn read_zip(source: impl Read + Seek) -> Result<Found<DatedText>, Refused> {
    let unpacked = archive::unpack(source, |path| path.ends_with(".json"))?;
    if unpacked.files.is_empty() && unpacked.problems.is_empty() {
        return Err(Refused::ZipNoFile { name: "Journal.json" });
    }
    let mut found = Found::new();
    let mut ids = Ids::default();
    for file in &unpacked.files {
        read_into(&file.bytes, &mut found, &mut ids)?;
    }
    found.problems.extend(unpacked.problems);
    Ok(found)
}

/// Reads the JSON of one journal.
///
/// # Errors
/// [`Refused`] when it is too large, no JSON, or no journal.
pub fn read(bytes: &[u8]) -> Result<Found<DatedText>, Refused> {
    let mut found = Found::new();
    read_into(bytes, &mut found, &mut Ids::default())?;
    if found.is_empty() { Err(Refused::NothingFound {}) } else { Ok(found) }
}

fn read_into(bytes: &[u8], found: &mut Found<DatedText>, ids: &mut Ids) -> Result<(), Refused> {
    if FILE_BYTES_MAX < bytes.len() {
        return Err(Refused::TooLarge { max: FILE_BYTES_MAX / (1024 * 1024) });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if depth::exceeds(bytes, DEPTH_MAX) {
        return Err(Refused::TooDeep { max: DEPTH_MAX });
    }
    let journal: Journal = serde_json::from_slice(bytes)
        .map_err(|e| Refused::NotJson { line: e.line().max(1), column: e.column().max(1) })?;
    let entries = journal.entries.ok_or(Refused::OtherJson {})?;
    if entries.are_too_many {
        return Err(Refused::TooMany { max: ROWS_MAX });
    }
    for (entry, number) in entries.list.into_iter().zip(1..) {
        let place = Place::Number(number);
        let name = entry.as_ref().ok().and_then(|entry| entry.creation_date.clone()).unwrap_or_default();
        let entry = entry.and_then(|entry| {
            let read = dated(&entry)?;
            ids.take(&read.0.source_id)?;
            Ok(read)
        });
        match entry {
            Ok((text, remarks)) => {
                for reason in remarks {
                    found.remarked(place.clone(), &name, reason);
                }
                found.rows.push(text);
            }
            Err(reason) => found.left_out(place, &name, reason),
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Journal {
    #[serde(default)]
    entries: Option<Entries>,
}

/// Holds the entries, read one by one so that a strange one spoils no other.
struct Entries {
    list: Vec<Result<Entry, Reason>>,
    are_too_many: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    uuid: Option<String>,
    creation_date: Option<String>,
    time_zone: Option<String>,
    text: Option<String>,
    rich_text: Option<String>,
    #[serde(default, deserialize_with = "tags")]
    tags: Vec<String>,
    #[serde(default)]
    photos: Vec<IgnoredAny>,
    #[serde(default)]
    videos: Vec<IgnoredAny>,
    #[serde(default)]
    audios: Vec<IgnoredAny>,
    #[serde(default)]
    pdf_attachments: Vec<IgnoredAny>,
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Entries, D::Error> {
        struct OneByOne;
        impl<'de> Visitor<'de> for OneByOne {
            type Value = Entries;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of entries")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Entries, A::Error> {
                let mut entries = Entries { list: Vec::new(), are_too_many: false };
                while let Some(raw) = seq.next_element::<&RawValue>()? {
                    if ROWS_MAX <= entries.list.len() {
                        entries.are_too_many = true;
                    } else if ENTRY_BYTES_MAX < raw.get().len() {
                        entries.list.push(Err(Reason::TooBig { max: ENTRY_BYTES_MAX / 1024 }));
                    } else {
                        entries.list.push(serde_json::from_str(raw.get()).map_err(|_| Reason::Unreadable {}));
                    }
                }
                Ok(entries)
            }
        }
        input.deserialize_seq(OneByOne)
    }
}

fn tags<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    let raw = <&RawValue>::deserialize(input)?;
    if TAGS_BYTES_MAX < raw.get().len() {
        return Err(serde::de::Error::custom("more tags than anybody has"));
    }
    serde_json::from_str(raw.get()).map_err(serde::de::Error::custom)
}

/// Makes a dated text of an entry, and says what was left out of it.
fn dated(entry: &Entry) -> Result<(DatedText, Vec<Reason>), Reason> {
    let mut remarks = Vec::new();
    let raw = entry.creation_date.as_deref().ok_or(Reason::NoDate {})?;
    let at = DateTime::parse_from_rfc3339(raw).map_err(|_| Reason::NotADate { found: quoted(raw) })?;
    let at = at.with_timezone(&Utc);
    let zone = match entry.time_zone.as_deref() {
        None => Tz::UTC,
        Some(name) => name.parse().unwrap_or_else(|_| {
            remarks.push(Reason::UnknownZone { found: quoted(name) });
            Tz::UTC
        }),
    };
    let on = at.with_timezone(&zone).date_naive();
    if !crate::days::is_in_reach(&on) {
        return Err(Reason::NotADate { found: quoted(raw) });
    }
    let written =
        entry.text.clone().or_else(|| entry.rich_text.as_deref().map(from_rich)).unwrap_or_default();
    let (text, in_text) = plain(&written);
    let attached = entry.photos.len() + entry.videos.len() + entry.audios.len() + entry.pdf_attachments.len();
    let pictures = attached.max(in_text);
    if pictures != 0 {
        remarks.push(Reason::PicturesLeftOut { n: pictures });
    }
    let tags = entry.tags.iter().filter(|tag| !tag.trim().is_empty());
    let text = DatedText {
        source_id: match entry.uuid.as_deref().map(str::trim) {
            Some(uuid) if !uuid.is_empty() => format!("dayone:{uuid}"),
            _ => format!("dayone:{}", at.to_rfc3339()),
        },
        on,
        written_at: Some(at),
        title: None,
        text: Prose::new(&text).map_err(refused)?,
        tags: tags.map(|tag| Line::new(tag).map_err(refused)).collect::<Result<_, _>>()?,
    };
    Ok((text, remarks))
}

/// Takes away what Day One adds to Markdown: a backslash before each sign, and its own pictures.
fn plain(text: &str) -> (String, usize) {
    let (mut kept, mut pictures) = (String::with_capacity(text.len()), 0);
    let mut rest = text;
    while let Some(at) = rest.find("![](dayone-moment:") {
        let (before, picture) = rest.split_at(at);
        let Some(end) = picture.find(')') else { break };
        kept.push_str(before);
        pictures += 1;
        rest = &picture[end + 1..];
    }
    kept.push_str(rest);
    let mut plain = String::with_capacity(kept.len());
    let mut signs = kept.chars().peekable();
    while let Some(sign) = signs.next() {
        let escapes = sign == '\\' && signs.peek().is_some_and(char::is_ascii_punctuation);
        plain.push(if escapes { signs.next().unwrap_or(sign) } else { sign });
    }
    while plain.contains("\n\n\n") {
        plain = plain.replace("\n\n\n", "\n\n");
    }
    (plain, pictures)
}

/// Returns the plain text of the rich one; empty when it is none.
fn from_rich(rich: &str) -> String {
    #[derive(Deserialize)]
    struct Rich {
        #[serde(default)]
        contents: Vec<Piece>,
    }
    #[derive(Deserialize)]
    struct Piece {
        #[serde(default)]
        text: String,
    }
    let rich: Option<Rich> = serde_json::from_str(rich).ok();
    rich.map(|rich| rich.contents.into_iter().map(|piece| piece.text).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
